"""The chapter of comparison groups."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from support.composing import composed, sample
from support.editions import small

from reports.document.blocks import Cell, Report, Section, Table, walk
from reports.document.charts import Strip
from reports.edition.model import Localised

SAMPLE = sample()


def chapter(report: Report) -> Section | None:
    return next((section for section in report.sections if section.id == "groups"), None)


def words(section: Section) -> str:
    """What a reader reads: everything but ids, roles and rules."""
    read = ("text", "title", "detail", "heading", "lead", "spoken", "caption")
    parts = list(walk(section))
    found = [getattr(part, name, "") for part in parts for name in read]
    found += [note for part in parts for note in getattr(part, "notes", ())]
    return "\n".join(text for text in found if isinstance(text, str)).replace("\u00a0", " ")


def test_what_is_drawn_marks_no_member_of_a_group() -> None:
    """A row shows the group's median and the own result; no dots, and the band of all clusters."""
    for cluster in ("jarometal", "wodolin", "ekowierch"):
        report = composed(SAMPLE.edition, cluster)
        section = chapter(report)
        assert section is not None
        strips = [part for part in walk(section) if isinstance(part, Strip)]
        assert strips
        assert all(strip.peers == () for strip in strips)
        everybody = {
            (part.q1, part.q3) for part in walk(report.sections[0]) if isinstance(part, Strip) and part.peers
        }
        assert {(strip.q1, strip.q3) for strip in strips} <= everybody


def test_groups_are_called_by_their_names_and_the_rest_says_why() -> None:
    """Names of both languages, no codes; each group of the cluster is in the table or among the withheld."""
    for lang in ("pl", "en"):
        for cluster in SAMPLE.edition.clusters[:8]:
            section = chapter(composed(SAMPLE.edition, cluster.id, lang))
            assert section is not None
            text = words(section)
            for column, value in cluster.groups.items():
                assert SAMPLE.edition.group_name(column, value, lang) in text  # type: ignore[arg-type]
            assert "kkk" not in text
            assert "overlap" not in text


def test_the_title_agrees_with_the_table() -> None:
    """Above, below or equal is what the first row's difference says, with its number."""
    for cluster in SAMPLE.edition.ids[::6]:
        section = chapter(composed(SAMPLE.edition, cluster))
        assert section is not None
        table = next(block for block in section.blocks if isinstance(block, Table))
        gap = table.rows[1].cells[4].text
        said = {"+": "więcej niż|lepszy od", "−": "mniej niż|słabszy od"}.get(gap[0], "taki jak")
        assert re.findall("więcej niż|lepszy od|mniej niż|słabszy od|taki jak", section.title) == re.findall(
            said, section.title
        )
        assert re.search(said, section.title)
        if "pkt" in section.title:
            assert gap[1:] in section.title


def test_a_missing_score_has_no_difference() -> None:
    """The cluster without a result sees the median and no gap; the median of a group counts who answered."""
    section = chapter(composed(SAMPLE.edition, "wodolin"))
    assert section is not None
    table = next(block for block in section.blocks if isinstance(block, Table))
    row = next(row for row in table.rows if row.cells[0].text.startswith("Internacjonalizacja"))
    assert [cell.text for cell in row.cells[2:]] == ["brak", "28,4", "–", "18"]


def test_only_what_the_publisher_chose_is_compared() -> None:
    """With one column for everybody no report mentions another group or similar clusters."""
    chosen = replace(SAMPLE.edition, compared=("kkk",))
    for cluster in SAMPLE.edition.ids:
        section = chapter(composed(chosen, cluster))
        assert section is not None
        facts = [part.fact for part in walk(section) if getattr(part, "fact", None) is not None]
        assert {fact.of for fact in facts if fact.kind == "compared"} == {"kkk"}
        assert "podobn" not in " ".join(part for part in walk(section) if isinstance(part, str)).lower()


def test_without_groups_there_is_no_chapter() -> None:
    """No column of groups and no profile: nothing to say, and no empty chapter."""
    edition = small()
    bare = replace(edition, clusters=tuple(replace(c, groups={}) for c in edition.clusters))
    assert chapter(composed(bare, "k01")) is None


def test_where_nothing_may_be_shown_the_chapter_says_so() -> None:
    """Four clusters of a kind: the title tells that it holds back, and no median is printed."""
    section = chapter(composed(small(8), "k01"))
    assert section is not None
    assert "nie pokazujemy" in section.title.replace("\u00a0", " ")
    assert not any(isinstance(part, Table) for part in walk(section))


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_a_long_name_does_not_break_the_title(lang: str) -> None:
    """A name that is too long for a title stands in the table only."""
    name = "klastry, które prowadzą wspólne badania i rozwój w kilku województwach " * 2
    names = dict.fromkeys(SAMPLE.edition.group_names, Localised(name.strip(), name.strip()))
    section = chapter(composed(replace(SAMPLE.edition, group_names=names), "jarometal", lang))
    assert section is not None
    assert len(section.title) <= 84


def test_every_number_names_its_source() -> None:
    """So that the check of the finished file computes it again."""
    section = chapter(composed(SAMPLE.edition, "wodolin"))
    cells = [part for part in walk(section) if isinstance(part, Cell) and any(map(str.isdigit, part.text))]
    numbers = [cell for cell in cells if "–" not in cell.text and ":" not in cell.text]
    assert numbers
    assert all(cell.fact is not None for cell in numbers)
