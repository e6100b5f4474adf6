"""Position and trend: the place in the group, and over the editions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil

import numpy as np

from reports.document import (
    TEXT_WIDTH,
    Axis,
    Block,
    Cell,
    Chart,
    Column,
    Heading,
    Item,
    ItemList,
    Pair,
    RankLine,
    RankPoint,
    Row,
    Section,
    Table,
    Together,
)
from reports.edition import Band
from reports.results import SHARE, SPREAD
from reports.words import Said, Scene, comparable_label, join, position_lead, position_title

from .draft import Draft
from .subareas import PAGE_ROWS, subareas

#: An interval of ranks is narrow if its ends are no more places apart than this share of all places.
NARROW = 0.1
#: Shades of the heat table; earlier editions it has room for, and has room for together with ranks; the lines
#: that fit on a page below findings beside the chart, and below both; and the width of a letter in mm.
HEAT_STEPS = 5
MOST_EDITIONS, MOST_WITH_RANKS = 5, 3
MOST_LINES, MOST_LINES_BELOW_BOTH, LETTER = 28, 21, 1.6
#: Editions on the rank chart; so many of them, with labels of so many letters, fit on half a line.
MOST_ON_LINE, MOST_ON_HALF, SHORT_LABEL = 10, 5, 7


def position(draft: Draft) -> Section:
    """The place in the group, all sub-areas in one picture, and how sure the place is; where there was an
    earlier edition, the change on a second page, in one piece.
    """
    scene, texts = draft.scene, draft.texts
    table = subareas(draft)
    blocks: list[Block] = [draft.lead(position_lead(scene)), table]
    number = draft.tables
    sure = how_sure(scene)
    if sure:
        blocks += [Heading(texts("robustness-heading")), draft.para(sure)]
    flowing = 0
    if comparable_label(scene) is not None:
        history = (Heading(texts("history-heading")), *_history(draft, number))
        flowing = sum(len(block.rows) for block in history if isinstance(block, Table) and block.flows)
        blocks += history if flowing else [Together(history)]
    most = (3 + flowing // 30 if flowing else 2) + draft.more_pages + len(table.rows) // PAGE_ROWS
    return draft.section("position", texts("position"), position_title(scene), blocks, (1, most))


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
        meaning = scene.say("robustness-outside", rank=texts.ordinal(own))
    elif same:
        meaning = scene.vary("robustness-same")
    elif simulated.high - simulated.low <= NARROW * scene.root.n:
        meaning = scene.vary("robustness-narrow")
    else:
        meaning = scene.vary("robustness-wide")
    how, limits = Said(texts(varied, spread=texts.percent(SPREAD))), Said(texts("robustness-limits"))
    return join([found, upper, how, meaning, limits])


# --- the change since earlier editions -----------------------------------------------------------------


def _history(draft: Draft, position_table: int) -> Iterator[Block]:
    """``position_table`` is the number of the table with this edition's whole scores."""
    scene, texts = draft.scene, draft.texts
    label = comparable_label(scene)
    if label is None:
        return
    line = _rank_line(draft)
    items = tuple(Item("", draft.say(said), rules=said.rules) for said in changes(scene, label))
    findings = ItemList(texts("history-findings"), items)
    room = MOST_LINES
    if items and line is not None and line.width == "half":
        yield Pair(line, findings)
    else:
        if line is not None:
            yield line
        if items:
            yield findings
        if line is not None and items:
            room = MOST_LINES_BELOW_BOTH
    heat_table = _heat_table(draft, label, position_table)
    yield replace(heat_table, flows=_lines(heat_table) > room)


def changes(scene: Scene, label: str) -> list[Said]:
    """Up to three findings on the change since the edition ``label``: how many rose and fell, the largest
    rise and the largest fall, or what comes nearest to one. Sub-areas where there are any, else areas.

    The rank is left to the title of its chart, the overall change to the summary.
    """
    framework = scene.edition.framework
    parts = [node.code for area in framework.areas for node in framework.children(area.code)]
    moved = scene.changes(label, [code for code in parts if not framework[code].is_leaf])
    breadth = "change-breadth-parts" if moved else "change-breadth-areas"
    moved = moved or scene.changes(label, [area.code for area in framework.areas])
    if not moved:
        return []
    up, down = (sum(sign * change > 0 for _, change in moved) for sign in (1, -1))
    found = [
        scene.say(breadth, n=len(moved), edition=label, up=up, down=down),
        _extreme(scene, label, *max(moved, key=lambda pair: pair[1]), highest=True),
    ]
    if len({change for _, change in moved}) > 1:
        found.append(_extreme(scene, label, *min(moved, key=lambda pair: pair[1]), highest=False))
    return found


def _extreme(scene: Scene, label: str, code: str, change: float, *, highest: bool) -> Said:
    """The end of the list of changes; it may be a rise, a fall or none at either end."""
    past = scene.facts.past(code, label)
    now = scene.result(0.0 if past is None or past.now is None else past.now)
    name = scene.name(code)
    if change == 0:
        return scene.say("change-none-highest" if highest else "change-none-lowest", name=name, score=now)
    arguments = {"name": name, "change": scene.points(change), "score": now}
    if (change > 0) == highest:
        return scene.vary("change-largest-rise" if highest else "change-largest-fall", **arguments)
    return scene.say("change-smallest-fall" if highest else "change-smallest-rise", **arguments)


def _rank_line(draft: Draft) -> Chart | None:
    """Only for a cluster that has been ranked before: no axis without a line."""
    scene, texts, root = draft.scene, draft.texts, draft.scene.root
    editions: list[tuple[str, float | None, int]] = []
    for past_edition in scene.edition.history[1 - MOST_ON_LINE :]:
        past = scene.facts.past(root.code, past_edition.label)
        editions.append((past_edition.label, None if past is None else past.rank, past_edition.participants))
    if not any(rank is not None for _, rank, _ in editions):
        return None
    title = _rank_title(scene, [edition for edition in editions if edition[1] is not None][-1])
    editions.append((scene.edition.label, root.rank, root.n))
    points = tuple(
        RankPoint(label, rank, scene.facts.rank(rank), texts("rank-chart-n", n=n))
        for label, rank, n in editions
    )
    spoken = [
        texts("rank-chart-point-missing", edition=label)
        if rank is None
        else texts("rank-chart-point", edition=label, rank=texts.ordinal(rank), n=n)
        for label, rank, n in editions
    ]
    longest = max(len(text) for point in points for text in (point.edition, point.n_label))
    half = len(points) <= MOST_ON_HALF and longest <= SHORT_LABEL
    alt, caption = texts("rank-chart-alt", points=" ".join(spoken)), texts("rank-chart-caption")
    return draft.chart("chart-rank", draft.say(title), caption, alt, RankLine(points), half=half)


def _rank_title(scene: Scene, last: tuple[str, float | None, int]) -> Said:
    """From the ``last`` edition with a rank (label, rank, n) to this one."""
    (label, before, n), root = last, scene.root
    if before is None or root.rank is None:
        return Said(scene.texts("rank-chart-title"))
    rank = scene.texts.ordinal(root.rank)
    if before == root.rank:
        return scene.say("rank-chart-same", edition=label, rank=rank, n=n, now=root.n)
    return scene.say(
        "rank-chart-moved", edition=label, before=scene.texts.ordinal(before), n=n, rank=rank, now=root.n
    )


def _heat_table(draft: Draft, label: str, position_table: int) -> Table:
    """Scores of the overall result, the areas and their comparable parts over the editions."""
    scene, texts, facts = draft.scene, draft.texts, draft.scene.facts
    now, axis = scene.edition.label, draft.axis
    labels = scene.labels[-MOST_EDITIONS:]
    framework = scene.edition.framework
    main = (framework.root, *framework.areas)
    nodes = [node for node in framework.subtree(framework.root.code) if not node.is_leaf or node in main]
    nodes = [node for node in nodes if node in main or scene.comparison[node.code].past]
    ranked = len(labels) <= MOST_WITH_RANKS

    def cells(code: str) -> Iterator[Cell]:
        yield Cell(scene.name(code))
        for edition in labels:
            past = facts.past(code, edition)
            score = None if past is None else past.score
            yield replace(facts.cell(code, "past_score", of=edition), heat=heat(score, axis))
        past = facts.past(code, label)
        score = None if past is None else past.now
        yield replace(facts.cell(code, "past_now", of=label, tone="strong"), heat=heat(score, axis))
        yield facts.cell(code, "change", of=label)
        if ranked:
            yield facts.cell(code, "past_rank", of=label)
            yield facts.cell(code, "rank")

    columns = [Column(texts("column-area"), align="left")]
    columns += [Column(edition, align="heat", width=16) for edition in (*labels, now)]
    columns.append(Column(texts("column-change", edition=label), width=19))
    if ranked:
        columns.append(Column(texts("column-past-rank", edition=label), width=17))
        columns.append(Column(texts("column-now-rank", edition=now), width=17))
    rows = [Row(tuple(cells(n.code)), tone="total" if n in main else "") for n in nodes]
    caption = texts("history-caption", step=texts.number((axis.high - axis.low) / HEAT_STEPS, 0))
    notes = [_history_note(draft, label, [node.code for node in nodes], position_table)]
    return draft.table("heat", "table-history", caption, columns, rows, notes=notes)


def _lines(table: Table) -> int:
    """The lines of print that the rows of a table take, by a cautious guess at the width of their names."""
    room = TEXT_WIDTH - sum(column.width or 0.0 for column in table.columns)
    return sum(ceil(len(row.cells[0].text) * LETTER / room) for row in table.rows)


def _history_note(draft: Draft, label: str, codes: Sequence[str], position_table: int) -> str:
    scene, texts = draft.scene, draft.texts
    now = scene.edition.label
    took_part = [(past.label, past.participants) for past in scene.edition.history]
    participants = "; ".join(
        texts("history-participants", edition=edition, n=n)
        for edition, n in (*took_part, (now, len(scene.edition.clusters)))
    )
    notes = [texts("history-note", edition=now)]
    if any(scene.facts.narrower(code, label) for code in codes):
        notes.append(texts("history-note-narrower", edition=now, number=position_table))
    row = scene.edition.row[scene.cluster.id]
    if any(not np.isnan(past.scores[row]).all() for past in scene.edition.history):
        notes.append(texts("history-note-published"))
    return " ".join((*notes, texts("history-note-participants", participants=participants)))


def heat(score: float | None, axis: Axis) -> int:
    """The shade of a published score: 1 in the lowest fifth of the scale to 5 in the highest; 0 for none."""
    if score is None:
        return 0
    share = (score - axis.low) / (axis.high - axis.low)
    return 1 + max(0, min(HEAT_STEPS - 1, int(share * HEAT_STEPS)))
