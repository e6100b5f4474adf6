"""What a screen reader asks of the tags, and no validator looks at."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from support.finished import rendered, report

from reports.document.blocks import AdviceCard, AdviceCards, Item, ItemList, Table, walk
from reports.proof.reading import book, pdf
from reports.proof.reading.structure_tree import StructureElement

STEPS = AdviceCard(
    id="card-1",
    number="1.",
    title="Powołać zespół",
    lead="",
    facts=(("Kto", "biuro"),),
    example=(),
    steps_label="Pierwsze kroki",
    steps=(("1.", "Zadzwonić."), ("2.", "Spotkać się.")),
)
ACTIONS = ItemList("Działania", (Item("1. Powołać zespół", "od maja"), Item("2. Policzyć", "")), ordered=True)


@pytest.fixture(scope="module")
def made() -> bytes:
    """The small report, with an ordered list and a card with steps in its second chapter."""
    of = report()
    first, area, *others = of.sections
    area = replace(area, blocks=(ACTIONS, AdviceCards((STEPS,)), *area.blocks))
    return rendered(replace(of, sections=(first, area, *others)))


@pytest.fixture(scope="module")
def root(made: bytes) -> StructureElement:
    read = pdf.read(made).root
    assert read is not None
    return read


def marks_of(page: pikepdf.Page) -> Iterator[tuple[str, object]]:
    for instruction in pikepdf.parse_content_stream(page):
        if str(instruction.operator) in ("BMC", "BDC"):
            tag, *more = instruction.operands
            yield str(tag), more[0] if more else None


def test_running_lines_are_artifacts_of_pagination(made: bytes) -> None:
    """Each page but the cover has one header and one footer that readers know for what they are."""
    with pikepdf.open(io.BytesIO(made)) as file:
        for page in file.pages[1:]:
            running = [about for tag, about in marks_of(page) if tag == "/Artifact" and about is not None]
            assert [about.Type for about in running] == [Name.Pagination] * 2  # type: ignore[attr-defined]
            assert [about.Subtype for about in running] == [Name.Header, Name.Footer]  # type: ignore[attr-defined]


def test_a_list_says_how_it_is_numbered(root: StructureElement) -> None:
    """Lists with numbers are decimal, and the numbers are labels; the others say that they have none."""
    numbered = {item.text: item.numbering for item in root.find("L")}
    assert numbered["1.  Powołać zespół od maja 2.  Policzyć"] == "Decimal"
    assert numbered["1. Zadzwonić. 2. Spotkać się."] == "Decimal"
    assert {number for text, number in numbered.items() if not text.startswith("1.")} == {"None"}
    labels = [label.text.strip() for label in root.find("Lbl")]
    assert labels == ["1.", "2.", "1.", "2."]


def test_the_contents_are_a_table_of_contents(root: StructureElement) -> None:
    """Each line is a reference with its link and its page."""
    (contents,) = root.find("TOC")
    lines = contents.find("TOCI")
    assert [line.find("Link")[0].text for line in lines] == ["1. Podsumowanie", "3. Załącznik"]
    assert all(line.find("Reference") for line in lines)
    assert [line.text.split()[-1] for line in lines] == ["2", "4"]


def test_a_chapter_is_one_heading_with_its_name(root: StructureElement) -> None:
    """Who jumps from heading to heading hears the chapter and what was found; both proofs read them apart."""
    of = report()
    headings = [" ".join(heading.text.split()) for heading in root.find("H2")]
    assert headings == [f"{section.kicker} {section.title}" for section in of.sections]
    said = [(text.tag, text.text.strip()) for text in book.book(root).texts]
    for section in of.sections:
        at = said.index(("H2", section.title))
        assert said[at - 1] == ("P", section.kicker)


def test_rows_are_read_with_the_heading_inside_their_table(made: bytes, root: StructureElement) -> None:
    """A row below a heading inside its table names it, and the file knows the name."""
    table = root.find("Table")[-1]
    head, group, *rows = table.find("TR")
    (heading,) = group.find("TH")
    assert heading.name
    assert all(row.find("TH")[0].headers == (heading.name,) for row in rows)
    assert not any(cell.headers for cell in head.find("TH"))
    with pikepdf.open(io.BytesIO(made)) as file:
        names = file.Root.StructTreeRoot.IDTree.Names
        assert isinstance(names, Array)
        known = {str(names[place]): names[place + 1] for place in range(0, len(names), 2)}
        assert isinstance(known[heading.name], Dictionary)
        assert str(known[heading.name].ID) == heading.name
    grouped = [t for t in walk(report()) if isinstance(t, Table) and any(r.tone == "group" for r in t.rows)]
    assert len(known) == sum(row.tone == "group" for t in grouped for row in t.rows)
