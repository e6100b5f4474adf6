"""The chapter of good practices in the reports of the sample edition."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest
from support.composing import composed, sample
from support.texts import texts_in

from reports.advice.good_practices import Exchange, exchange
from reports.document.blocks import AdviceCard, Link, Report, Row, Section, Table, find, walk
from reports.edition import told_difference
from reports.edition.model import Edition, Lang, Localised
from reports.edition.validation.practices import MAX_LENGTHS
from reports.pages import report
from reports.production.advised import advise
from reports.production.study import Study
from reports.production.warnings import FEWEST_PRACTICES, warnings
from reports.results import compare

SAMPLE = sample()
LANGS: tuple[Lang, ...] = ("pl", "en")
IDS = SAMPLE.edition.ids
#: Second, last, the longest name, answers missing: built in every run, the others with the slow tests.
FEW = ("jarometal", "biogazin", "zelazna-laka", "wodolin")
GROUP = compare.group(SAMPLE.edition, SAMPLE.scores)


@cache
def of_sample(cluster: str, lang: Lang) -> Report:
    return composed(SAMPLE.edition, cluster, lang)


@cache
def choice(cluster: str) -> Exchange:
    comparison = compare.compare(SAMPLE.edition, SAMPLE.scores, GROUP, cluster)
    advice = advise(SAMPLE, comparison)
    return exchange(SAMPLE.edition, SAMPLE.scores, comparison, [action.node for action in advice.actions])


def chapter(of: Report) -> Section | None:
    return next((section for section in of.sections if section.id == "practices"), None)


def cards(of: Report, kind: str) -> list[AdviceCard]:
    """The cards of practices ("practice"), and those of actions ("action")."""
    return [c for c in walk(of.sections) if isinstance(c, AdviceCard) and c.id.startswith(kind)]


def shown(of: Report) -> list[Row]:
    """The rows of the table of strengths."""
    return [row for table in find(of, Table) if table.id == "table-strengths" for row in table.rows]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("cluster", IDS)
def test_every_report_has_practices_and_only_true_strengths(cluster: str, lang: Lang) -> None:
    """Four: with the actions that they serve, the others in a chapter between the actions and the plan."""
    of, exchanged = of_sample(cluster, lang), choice(cluster)
    order = [section.id for section in of.sections]
    if chapter(of) is None:
        assert (exchanged.listed, exchanged.strengths, exchanged.own) == ((), (), ())
    else:
        place = order.index("practices")
        assert (order[place - 1], order[place + 1]) == ("recommendations", "plan")
    assert [card.rules[0] for card in cards(of, "practice")] == [c.practice.id for c in exchanged.listed]
    examples = {card.id: card.rules[1] for card in cards(of, "action") if card.example}
    assert examples == {f"action-{c.action}": c.practice.id for c in exchanged.chosen if c.action}
    assert len(exchanged.chosen) == 4
    comparison = compare.compare(SAMPLE.edition, SAMPLE.scores, GROUP, cluster)
    for strength in choice(cluster).strengths:
        standing = comparison[strength.node]
        assert standing.score is not None
        assert standing.group is not None
        assert told_difference(standing.score, standing.group.median, 1) >= 0, "nobody shows what is below"
    strengths = choice(cluster).strengths
    assert len(strengths) <= 3
    rows = {row.cells[0].text.replace("\u00a0", " "): row.cells[-1] for row in shown(of)}
    framework = SAMPLE.edition.framework
    assert list(rows) == [framework[strength.node].name.get(lang) for strength in strengths]
    for strength, best in zip(strengths, rows.values(), strict=True):
        leaf = framework[strength.leaf].name.get(lang) if strength.leaf else "–"
        assert best.text.replace("\u00a0", " ").replace("’", "'").startswith(leaf)
    for card in cards(of, "practice"):
        assert len(card.facts) == 4
        assert all(label and text and text[0] == text[0].upper() for label, text in card.facts)
    told = [t for section in of.screen_sections for t in find(section, Table) if t.id == "table-practices"]
    assert [len(table.rows) for table in told] == [len(exchanged.listed)] * bool(exchanged.listed)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("cluster", IDS)
def test_a_name_stands_once_without_a_word_on_its_results(cluster: str, lang: Lang) -> None:
    """A consented source is named in the source of its card and nowhere else in the report; beside the
    name stand no number, no rank, no word of strength.
    """
    of, edition = of_sample(cluster, lang), SAMPLE.edition
    everything = list(texts_in(of))
    credits = {card.credit for card in walk(of) if isinstance(card, AdviceCard) and card.credit}
    assert credits == {
        edition.cluster(c.practice.cluster).short_name for c in choice(cluster).chosen if c.practice.cluster
    }
    for other in edition.clusters:
        if other.id == cluster:
            continue
        name = re.compile(rf"(?<!\w){re.escape(other.short_name)}(?!\w)")
        where = [text for text in everything if name.search(text)]
        if other.short_name in credits:
            assert other.consent
            facts = [text for text in where if text != other.short_name]
            assert len(facts) == 1
            assert len(where) == 2  # the fact, and the credit for the check
            assert not re.search(
                r"\d|wynik|miejsc|siln|mocn|najl|median|score|rank|strong|best|top", facts[0]
            ), facts[0]
        else:
            assert not where


@pytest.mark.parametrize("cluster", IDS)
def test_an_area_leads_to_its_practice(cluster: str) -> None:
    """Each area with a practice of the chapter has one line on the first of them, with a link to its page."""
    of, framework = of_sample(cluster, "pl"), SAMPLE.edition.framework
    anchors = {card.id for card in cards(of, "practice")}
    for area in framework.areas:
        section = next(section for section in of.sections if section.id == f"area-{area.code}")
        links = [
            value
            for value in walk(section)
            if isinstance(value, Link) and value.target.startswith("practice-")
        ]
        numbers = [c.number for c in choice(cluster).listed if framework.area_of(c.node) == area]
        assert [link.target for link in links] == [f"practice-{number}" for number in numbers[:1]]
        assert all(link.page and link.target in anchors for link in links)


def test_the_clusters_own_practice_is_told_to_it() -> None:
    """Whoever gave a practice hears that others may read of it, by name."""
    for cluster in SAMPLE.edition.clusters:
        own = [p for p in SAMPLE.edition.practices if p.cluster == cluster.id]
        section = chapter(of_sample(cluster.id, "pl"))
        notes = [note for table in find(section, Table) for note in table.notes] if section else []
        told = [note for note in notes if "praktyka tego klastra" in note.replace("\u00a0", " ")]
        assert len(told) == len(own)


def test_without_practices_the_chapter_shows_the_strengths() -> None:
    """An edition without a library still prepares its clusters for the session; without both, no chapter."""
    bare = replace(SAMPLE.edition, practices=())
    of = composed(bare, "jarometal", "pl")
    assert cards(of, "practice") == []
    assert len(shown(of)) == 3
    assert not [v for v in walk(of) if isinstance(v, Link) and v.target.startswith("practice-")]


def pages(of: Report, name: str = "practices") -> int:
    """The pages of a chapter alone, without the cover."""
    section = of.section(name)
    return len(report.lay_out(replace(of, sections=(section,), cover=replace(of.cover, logos=())))) - 1


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("cluster", [c if c in FEW else pytest.param(c, marks=pytest.mark.slow) for c in IDS])
def test_the_chapter_takes_two_pages_at_most(cluster: str, lang: Lang) -> None:
    """No empty half of a third page."""
    of = of_sample(cluster, lang)
    assert chapter(of) is None or pages(of) <= 2


@pytest.mark.parametrize("share", [1.0, 0.72])
def test_the_longest_texts_take_two_pages(share: float) -> None:
    """Texts as long as a record may have, or four practices that just fit, leave room for the strengths."""

    def long(name: str, text: str) -> str:
        return (f"{text} " * 9)[: int(share * MAX_LENGTHS[name]) - 1].rstrip() + "x"

    names = [name for name in MAX_LENGTHS if name != "source"]
    practices = tuple(
        replace(
            p,
            source="S, E, K",
            cluster="",
            **{n: Localised(long(n, getattr(p, n).pl), long(n, getattr(p, n).en)) for n in names},
        )
        for p in SAMPLE.edition.practices
    )
    edition = replace(SAMPLE.edition, practices=practices, recommendations=())  # so that all are listed
    of = composed(edition, "zelazna-laka", "pl")
    assert len(cards(of, "practice")) == (3 if share == 1 else 4)
    assert pages(of) <= 2


# --- what check says ------------------------------------------------------------------------------


def warned(edition: Edition) -> list[str]:
    found = warnings(Study(edition, SAMPLE.frame, SAMPLE.scores, "."))
    return [str(line) for line in found if "practice" in str(line)]


def test_sub_areas_with_few_practices_are_named() -> None:
    """One practice fewer than two is a warning with the sub-area's code and name, none at all is one line."""
    edition = SAMPLE.edition
    assert warned(edition) == []
    kept = tuple(p for p in edition.practices if p.id not in ("P6-one-window", "W3-job-paths"))
    assert warned(replace(edition, practices=kept)) == [
        f"P6 (Digitalizacja klastra): good practices of its own: 1, fewer than {FEWEST_PRACTICES}",
        f"W3 (Rozwój kompetencji w klastrze): good practices of its own: 1, fewer than {FEWEST_PRACTICES}",
    ]
    general = tuple(p for p in edition.practices if p.node == "*")
    assert warned(replace(edition, practices=general)) == [
        "no sub-area has a good practice of its own; the chapter has general ones at most"
    ]


def test_a_source_below_the_median_is_named() -> None:
    """A practice of a cluster that lags there is worth another look before the reports go out."""
    practices = tuple(
        replace(p, cluster="zielonobor") if p.id == "Z1-growth-year" else p for p in SAMPLE.edition.practices
    )
    column = SAMPLE.scores.score[:, SAMPLE.edition.framework.column["Z1"]]
    assert column[SAMPLE.edition.row["zielonobor"]] < sorted(column)[len(column) // 2]
    assert warned(replace(SAMPLE.edition, practices=practices)) == [
        "practice Z1-growth-year: the cluster zielonobor, which it names, is below the median in Z1 "
        "or has no score there"
    ]
