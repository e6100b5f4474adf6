"""Position and trend: the place in the group, and over the editions."""

from __future__ import annotations

from collections.abc import Iterator

from .area import dumbbell
from .document import (
    Block,
    Cell,
    Chart,
    Column,
    Heading,
    Item,
    ItemList,
    Pair,
    Para,
    RankLine,
    RankPoint,
    Row,
    Section,
    Table,
)
from .draft import Draft
from .model import Band
from .robustness import SHARE, SPREAD
from .wording import Said, Scene, changes, comparable_label, join, position_lead, position_title

#: An interval of ranks is narrow if its ends are no more places apart than this share of all places.
NARROW = 0.1


def position(draft: Draft) -> Section:
    scene, texts = draft.scene, draft.texts
    kicker = draft.kicker(texts("position"))
    lead = position_lead(scene)
    blocks: list[Block] = [Para(draft.say(lead), role="lead", rules=lead.rules), _position_table(draft)]
    overview = None if comparable_label(scene) else dumbbell(draft, "areas", "chart-areas", scene.areas)
    if overview is not None:
        blocks.append(overview)
    sure = how_sure(scene)
    if sure:
        blocks += [Heading(texts("robustness-heading")), Para(draft.say(sure), rules=sure.rules)]
    if scene.labels:
        blocks.append(Heading(texts("history-heading")))
        blocks += _history(draft)
    return Section(
        id="position", kicker=kicker, title=position_title(scene), blocks=tuple(blocks), pages=(1, 2)
    )


def _position_table(draft: Draft) -> Table:
    scene, texts, facts = draft.scene, draft.texts, draft.scene.facts
    whats = ("group.q1", "group.median", "group.q3", "group.benchmark", "gap.median", "gap.benchmark", "rank")
    rows = tuple(
        Row(
            (
                Cell(scene.name(standing.code)),
                facts.cell(standing.code, "score", tone="own"),
                *facts.cells(standing.code, *whats),
            ),
            tone="total" if standing is scene.root else "",
        )
        for standing in (scene.root, *scene.areas)
    )
    headings = {"own": 13, "q1": 15, "median": 15, "q3": 15, "benchmark": 18}
    headings |= {"gap-median": 16, "gap-benchmark": 20, "rank": 14}
    return Table(
        role="plain",
        id="table-position",
        label=draft.table_label(),
        caption=texts("position-table-caption"),
        columns=(
            Column(texts("column-area"), align="left"),
            *(Column(texts(f"column-{heading}"), width=width) for heading, width in headings.items()),
        ),
        rows=rows,
        notes=(texts(f"benchmark-note-{scene.edition.method.benchmark}"),),
    )


def how_sure(scene: Scene) -> Said:
    """The simulated ranks and what they mean; nothing without a simulation or where all results are equal."""
    simulated, own, texts = scene.comparison.simulated, scene.root.rank, scene.texts
    if simulated is None or own is None or scene.root.band is Band.CONSTANT:
        return Said()
    same = simulated.low == simulated.high
    ranks = {"low": texts.rank(simulated.low)} | ({} if same else {"high": texts.rank(simulated.high)})
    found = scene.say(
        "robustness-one" if same else "robustness-interval",
        share=texts.percent(SHARE),
        draws=texts.number(simulated.draws, 0),
        **ranks,
    )
    half = scene.root.n / 2
    crossed = simulated.low <= half < simulated.high
    upper = scene.say("robustness-half", upper=texts.percent(simulated.upper_half)) if crossed else Said()
    varied = "robustness-varied" if len(simulated.normalisations) > 1 else "robustness-varied-weights"
    if not simulated.low <= own <= simulated.high:
        meaning = scene.say("robustness-outside", rank=texts.rank(own))
    elif same:
        meaning = scene.say("robustness-same")
    elif simulated.high - simulated.low <= NARROW * scene.root.n:
        meaning = scene.say("robustness-narrow")
    else:
        meaning = scene.say("robustness-wide")
    how, limits = Said(texts(varied, spread=texts.percent(SPREAD))), Said(texts("robustness-limits"))
    return join([found, upper, meaning, how, limits])


def _history(draft: Draft) -> Iterator[Block]:
    scene, texts = draft.scene, draft.texts
    label = comparable_label(scene)
    found = changes(scene)
    line = _rank_line(draft)
    if len(found) == 1 and line is None:
        yield Para(draft.say(found[0]), rules=found[0].rules)
        return
    items = tuple(Item("", draft.say(said), rules=said.rules) for said in found)
    findings = ItemList(texts("history-findings"), items)
    yield findings if line is None else Pair(line, findings)
    if label is not None:
        yield _history_table(draft, label)


def _rank_line(draft: Draft) -> Chart | None:
    """Only for a cluster that has been ranked before: no axis without a line."""
    scene, texts, root = draft.scene, draft.texts, draft.scene.root
    editions: list[tuple[str, float | None, int]] = []
    for past_edition in scene.edition.history:
        past = scene.facts.past(root.code, past_edition.label)
        editions.append((past_edition.label, None if past is None else past.rank, past_edition.participants))
    if not any(rank is not None for _, rank, _ in editions):
        return None
    editions.append((scene.edition.label, root.rank, root.n))
    points = tuple(
        RankPoint(label, rank, scene.facts.rank(rank), texts("rank-chart-n", n=n))
        for label, rank, n in editions
    )
    spoken = [
        texts("rank-chart-point-missing", edition=label)
        if rank is None
        else texts("rank-chart-point", edition=label, rank=texts.rank(rank), n=n)
        for label, rank, n in editions
    ]
    return Chart(
        id="chart-rank",
        label=draft.chart_label(),
        title=texts("rank-chart-title"),
        caption=texts("rank-chart-caption"),
        alt=texts("rank-chart-alt", points=" ".join(spoken)),
        drawing=RankLine(points),
        width="half",
    )


def _history_table(draft: Draft, label: str) -> Table:
    scene, texts, facts = draft.scene, draft.texts, draft.scene.facts
    now = scene.edition.label
    rows = tuple(
        Row(
            (
                Cell(scene.name(standing.code)),
                *facts.cells(standing.code, f"past_score.{label}"),
                facts.cell(standing.code, "score", tone="own"),
                *facts.cells(standing.code, f"change.{label}", f"past_rank.{label}", "rank"),
            ),
            tone="total" if standing is scene.root else "",
        )
        for standing in (scene.root, *scene.areas)
    )
    participants = [
        texts("history-participants", edition=past.label, n=past.participants)
        for past in scene.edition.history
    ]
    participants.append(texts("history-participants", edition=now, n=len(scene.edition.clusters)))
    return Table(
        role="plain",
        id="table-history",
        label=draft.table_label(),
        caption=texts("history-caption"),
        columns=(
            Column(texts("column-area"), align="left", width=60),
            Column(texts("column-past-score", edition=label)),
            Column(texts("column-now-score", edition=now)),
            Column(texts("column-change", edition=label)),
            Column(texts("column-past-rank", edition=label)),
            Column(texts("column-now-rank", edition=now)),
        ),
        rows=rows,
        notes=(texts("history-note", edition=now, participants="; ".join(participants)),),
    )
