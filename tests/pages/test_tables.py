"""Tables on pages of our own: whatever stands in them, nothing is lost, parted or outside its column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.document import blocks as d
from reports.document import charts
from reports.pages.blocks import tables as tableblocks
from reports.pages.drawing import Mark, Shape, Text
from reports.pages.flow import BOTTOM, LEFT, RIGHT, TOP, Piece, paginate
from reports.pages.page import Anchor, Artifact, Element, Node, Spoken
from reports.pages.style import ACCENT, HEAT, HEAT_TEXT, INK, LINE, MM_PER_PT, NAVY, RULE, SLATE, WHITE

ROLES = ("strip", "indicators", "actions", "form", "heat", "plain")
DRAWN = {
    "strip": charts.Strip((10.0, 50.0, 95.0), 20.0, 40.0, 60.0, 100.0),
    "indicators": charts.Range(0.0, 2.0, 4.0, 6.0, 9.0, 9.0),
}


# --- reading pages ------------------------------------------------------------------------------------


def below(nodes: Sequence[Node], *tags: str) -> Iterator[Element]:
    """The elements with one of the tags, in the order of reading."""
    for node in nodes:
        if isinstance(node, Element):
            if node.tag in tags:
                yield node
            yield from below(node.kids, *tags)


def read(nodes: Sequence[Node]) -> str:
    """What a screen reader says, without white space."""

    def words(nodes: Sequence[Node]) -> Iterator[str]:
        for node in nodes:
            if isinstance(node, Text | Spoken):
                yield node.text
            elif isinstance(node, Element):
                yield from words(node.kids)

    return squeezed(*words(nodes))


def squeezed(*texts: str) -> str:
    return "".join("".join(texts).split())


def painted(nodes: Sequence[Node]) -> Iterator[Text]:
    """Every text that is seen."""
    for node in nodes:
        if isinstance(node, Text):
            yield node
        elif isinstance(node, Element):
            yield from painted(node.kids)
        elif isinstance(node, Artifact):
            yield from (mark for mark in node.marks if isinstance(mark, Text))


def decorated(nodes: Sequence[Node]) -> list[Mark]:
    """What is painted for the eye alone."""
    return [mark for node in nodes if isinstance(node, Artifact) for mark in node.marks]  # type: ignore[misc]


def said(table: d.Table) -> str:
    """What the table says, in its order."""

    def words(cell: d.Cell) -> str:
        return squeezed(cell.text, cell.small, cell.link.text if cell.link else "", cell.spoken)

    cells = (words(cell) for row in table.rows for cell in row.cells)
    headings = (column.heading for column in table.columns)
    return squeezed(table.label, table.caption, *headings, *cells, *table.notes)


def ink(text: Text) -> float:
    """Where the ink of a text ends."""
    return text.x + replace(text, text=text.text.rstrip(" ")).width


def pages_of(table: d.Table, filled: float = 0.0, above: float = 3.5) -> list[list[Node]]:
    """The pages of a table that begins ``filled`` mm below the top of the first."""
    before = [Piece(filled, lambda x, y: (Artifact(()),))] if filled else []
    return paginate([*before, *tableblocks.pieces(table, above, {"there": "7"})])


# --- tables of any kind -----------------------------------------------------------------------------------

WORDS = st.text("aąćżłw ", min_size=1, max_size=60).map(lambda text: text.strip() or "a")
HEADINGS = st.sampled_from(["Klaster", "Najlepszy", "Mediana grupy", "Działanie"])
NUMBERS = st.sampled_from(["12,5", "−3,0", "+0,3", "40.", "100,0", "2"])


@st.composite
def cells(draw: st.DrawFn, column: d.Column, role: str) -> d.Cell:
    numbers = column.align in ("right", "heat")
    return d.Cell(
        draw(NUMBERS) if numbers else draw(WORDS) if column.align == "left" else "",
        tone=draw(st.sampled_from(["", "own", "missing", "strong"])),
        small=draw(st.sampled_from(["", "pkt", "połowa drogi do mediany"])) if column.align == "left" else "",
        spoken="wysoko" if column.align == "graphic" else "",
        graphic=DRAWN.get(role) if column.align == "graphic" else None,
        heat=draw(st.integers(0, 5)) if column.align == "heat" else 0,
    )


@st.composite
def tables(draw: st.DrawFn) -> d.Table:
    role = draw(st.sampled_from(ROLES))
    aligns = draw(st.lists(st.sampled_from(["left", "right", "graphic", "heat"]), max_size=4))
    columns = [d.Column("Obszar", "left", draw(st.sampled_from([None, 40.0])))]
    columns += [d.Column(draw(HEADINGS), a, draw(st.sampled_from([None, 20.0, 24.0]))) for a in aligns]
    first = draw(cells(columns[0], role))
    body = [replace(draw(cells(column, role)), link=None) for column in columns[1:]]
    rows = []
    for place in range(draw(st.integers(1, 70))):
        tone = draw(st.sampled_from(["", "", "", "total", "group"]))
        if tone == "group":
            rows.append(d.Row((d.Cell(f"grupa {place}"),), tone))
        else:
            heading = d.Cell(f"{place} {first.text}", small=first.small)
            rows.append(d.Row((heading, *body), tone))
    return d.Table(
        role,
        "table-any",
        "Tabela 1.",
        draw(WORDS),
        tuple(columns),
        tuple(rows),
        axis=charts.Axis() if draw(st.booleans()) else None,
        notes=tuple(draw(st.lists(WORDS, max_size=3))),
        flows=draw(st.booleans()),
    )


def rows_of(page: Sequence[Node]) -> list[str]:
    return [read(row.kids) for body in below(page, "TBody") for row in below(body.kids, "TR")]


@given(tables(), st.sampled_from([0.0, 90.0, 200.0, 235.0]))
def test_a_table_says_everything_once_in_its_order_on_pages_where_it_has_room(
    table: d.Table, filled: float
) -> None:
    """No text is lost, doubled or moved, no row is parted, and nothing stands beyond the margins."""
    pages = pages_of(table, filled)
    assert read([node for page in pages for node in page]) == said(table)
    spoken = [squeezed(*(c.text + c.small + c.spoken for c in row.cells)) for row in table.rows]
    assert [row for page in pages for row in rows_of(page)] == spoken
    for page in pages:
        for text in painted(page):
            assert TOP < text.y < BOTTOM
            assert text.x > LEFT - 0.01
            assert ink(text) < RIGHT + 0.01


@given(tables(), st.sampled_from([0.0, 90.0, 200.0, 235.0]))
def test_rows_are_never_alone_nor_without_what_heads_them(table: d.Table, filled: float) -> None:
    """The heading row stands on every page and is read once; a heading inside the table stays with a row
    below it, the last three rows stay together, and caption, axis and notes stand beside rows.
    """
    pages = [page for page in pages_of(table, filled) if any(painted(page))]
    heading = squeezed(*(column.heading for column in table.columns))
    groups = {squeezed(row.cells[0].text) for row in table.rows if row.tone == "group"}
    for place, page in enumerate(pages):
        assert rows_of(page)
        marks = [mark.text for mark in decorated(page) if isinstance(mark, Text) and mark.size == 8.25]
        assert (squeezed(*marks) == heading) == (place > 0)
        assert len(list(below(page, "THead"))) == (place == 0)
    for page in pages[:-1]:
        assert rows_of(page)[-1] not in groups
    assert len(rows_of(pages[-1])) >= min(3, len(table.rows))


@given(tables(), st.sampled_from([0.0, 100.0, 200.0]))
def test_a_table_that_does_not_flow_stays_on_one_page_if_one_can_hold_it(
    table: d.Table, filled: float
) -> None:
    alone = pages_of(table)
    pages = [page for page in pages_of(replace(table, flows=False), filled) if any(painted(page))]
    assert (len(pages) == 1) == (len(alone) == 1)


@given(tables())
def test_the_text_of_a_cell_stays_inside_its_column(table: d.Table) -> None:
    fixed = sum(column.width or 0.0 for column in table.columns)
    loose = sum(column.width is None for column in table.columns)
    share = (LINE - fixed) / (loose or len(table.columns))
    widths = [share if c.width is None else c.width + (0 if loose else share) for c in table.columns]
    edges = [LEFT + sum(widths[:place]) for place in range(len(widths) + 1)]
    for page in pages_of(table):
        for row in below(page, "TR"):
            kids = [kid for kid in row.kids if isinstance(kid, Element)]
            spans = [(LEFT, RIGHT)] if kids[0].span > 1 else list(pairwise(edges))
            for kid, (left, right) in zip(kids, spans, strict=True):
                for text in painted([kid]):
                    assert text.x > left - 0.01
                    assert ink(text) < right + 0.01


@st.composite
def large(draw: st.DrawFn) -> d.Table:
    """The table of indicators with most columns, of values up to thirteen digits, in groups."""
    headings = ["Klaster", "Punkty", "I kwartyl", "Mediana", "III kwartyl", "Najlepszy", "Miejsce", "n"]
    numbers = st.integers(-(10**12) + 1, 10**13 - 1)
    rows = []
    for place in range(draw(st.integers(1, 4))):
        many = draw(st.integers(0, 4))
        spread = draw(st.lists(numbers.map(lambda n, k=many: f"{n / 10**k:,.{k}f}"), min_size=4, max_size=4))
        spread = [text.replace(",", "\u202f").replace("-", "−") for text in spread]
        own = d.Cell(draw(st.sampled_from([*spread, "brak danych"])), tone="own")
        words = f"{place} Wartość inwestycji zrealizowanych w ostatnich latach"
        rest = ["100,0", *spread, "120,5", "5000"]
        rows.append(d.Row((d.Cell(words, small="mln USD"), own, *map(d.Cell, rest))))
    columns = (d.Column("Wskaźnik", "left", 66), *(d.Column(heading) for heading in headings))
    return d.Table("indicators", "table-x", "Tabela 1.", "Wartości", columns, tuple(rows), flows=True)


@given(large())
def test_numbers_of_any_usual_size_have_room(table: d.Table) -> None:
    """Columns of words and spare room give way, then the type, never below the smallest size; no number is
    broken, and no text touches the next.
    """
    for page in pages_of(table):
        for row in below(page, "TR"):
            texts = list(painted(row.kids))
            assert all(text.size >= 8.0 for text in texts)
            for one, other in combinations(texts, 2):
                apart = max(one.x - ink(other), other.x - ink(one))
                assert abs(one.y - other.y) > 2.0 or apart > 0.5, (one.text, other.text)
        cells = [read([cell]) for cell in below(page, "TD")]
        assert cells == [squeezed(cell.text) for row in table.rows for cell in row.cells[1:]]
    # A table of usual numbers keeps the widths of its design.
    usual = replace(table, rows=(d.Row((d.Cell("a"), *(d.Cell("12,5") for _ in table.columns[1:]))),))
    (page,) = pages_of(usual)
    rights = [ink(text) for text in painted(list(below(page, "TD")))]
    step = (LINE - 66) / 8
    assert rights == pytest.approx([LEFT + 66 + step * place for place in range(1, 9)])


# --- what the design asks ---------------------------------------------------------------------------------


def table_of(role: str, rows: Sequence[d.Row], **more: object) -> d.Table:
    wide = max((len(row.cells) for row in rows), default=1)
    columns = (d.Column("Obszar", "left", 58), *(d.Column("Klaster") for _ in range(wide - 1)))
    made = d.Table(role, "table-x", "Tabela 1.", "Wyniki", columns, tuple(rows))  # type: ignore[arg-type]
    return replace(made, **more)  # type: ignore[arg-type]


def plain_row(*texts: str) -> d.Row:
    return d.Row(tuple(map(d.Cell, texts)))


def heading_lines(page: Sequence[Node]) -> list[float]:
    """The first base line of every row of the body."""
    rows = (row for body in below(page, "TBody") for row in below(body.kids, "TR"))
    return [next(painted(row.kids)).y for row in rows]


@pytest.mark.parametrize(
    ("role", "pitch"),
    [
        ("plain", 12.5 * MM_PER_PT + 1.7),
        ("indicators", 12.5 * MM_PER_PT + 1.7),
        ("heat", 12.0 * MM_PER_PT + 1.2),
        ("actions", 12.5 * MM_PER_PT + 3.2),
        ("strip", 6.5),
        ("form", 16.5),
    ],
)
def test_rows_follow_each_other_as_the_style_sheet_has_them(role: str, pitch: float) -> None:
    """Line, padding and rule of one row; those of the strip and of the form have a height of their own."""
    (page,) = pages_of(table_of(role, [plain_row("a", "1")] * 4))
    lines = heading_lines(page)
    assert [b - a for a, b in pairwise(lines)][1:] == pytest.approx([pitch] * 2)


def test_a_table_is_tagged_as_one() -> None:
    """One Table with its caption, column and row headings, a heading inside that spans it, and a place for
    links to it.
    """
    group = d.Row((d.Cell("Grupa"),), tone="group")
    (page,) = pages_of(table_of("indicators", [group, plain_row("a", "1", "2")], notes=("uwaga",)))
    assert next(node for node in page if isinstance(node, Anchor)) == Anchor("table-x", pytest.approx(TOP))
    parts = [node for node in page if isinstance(node, Element)]
    assert {part.joins for part in parts[:-1]} == {"table-x"}
    assert [next(iter(below(part.kids, "Caption", "THead", "TBody"))).tag for part in parts[:-1]] == [
        "Caption",
        "THead",
        "TBody",
        "TBody",
    ]
    found = [(kid.tag, kid.scope, kid.span) for kid in below(page, "TH", "TD")]
    assert found == [
        *[("TH", "Column", 1)] * 3,
        ("TH", "Row", 3),
        ("TH", "Row", 1),
        *[("TD", "", 1)] * 2,
    ]
    assert parts[-1].tag == "P"


def test_a_link_of_a_cell_leads_on_and_says_the_page() -> None:
    cell = d.Cell("Więcej:", link=d.Link("opis", "there", page=True, before_page=", s. "))
    (page,) = pages_of(table_of("plain", [d.Row((d.Cell("a"), cell))]))
    (link,) = below(page, "Link")
    assert (link.target, link.label, read([link])) == ("there", "opis", "opis")
    assert read([next(iter(below(page, "TD")))]) == "Więcej:opis,s.7"
    colours = {text.text.strip(" ,"): text.colour for text in painted(list(below(page, "TD")))}
    assert colours == {"Więcej:": INK, "opis": NAVY, "s. 7": INK}


def test_tones_and_shades_set_the_colour_of_a_cell() -> None:
    """The shade's own colour of text wins, or dark would stand on dark."""
    tones = [d.Cell("1", tone="own"), d.Cell("2", tone="missing"), d.Cell("3", tone="own", heat=5)]
    columns = (d.Column("a", "left"), *(d.Column("b", "heat", 20) for _ in tones))
    row = d.Row((d.Cell("x", small="y"), *tones), tone="total")
    (page,) = pages_of(replace(table_of("heat", [row]), columns=columns))
    found = {text.text.strip(): (text.face, text.colour) for text in painted(list(below(page, "TBody")))}
    assert found == {
        "x": ("semibold", INK),
        "y": ("semibold", SLATE),
        "1": ("bold", ACCENT),
        "2": ("italic", SLATE),
        "3": ("bold", HEAT_TEXT[4]),
    }
    shapes = [mark for mark in decorated(page) if isinstance(mark, Shape)]
    assert [shape.fill for shape in shapes if shape.fill] == [HEAT[4]]
    assert (
        max(float(step[1]) for shape in shapes if shape.stroke == RULE for step in shape.path) == LEFT + 110
    )


def test_what_parts_shades_is_painted_over_them() -> None:
    """A shade painted over a thin line would hide it at some sizes of a screen."""
    columns = (d.Column("a", "left"), d.Column("b", "heat", 20))
    rows = [d.Row((d.Cell("x"), d.Cell("1", heat=3)))] * 3
    (page,) = pages_of(replace(table_of("heat", rows), columns=columns))
    shapes = [mark for mark in decorated(page) if isinstance(mark, Shape)]
    shades = [place for place, shape in enumerate(shapes) if shape.fill]
    lines = [(place, shape.path[0][2]) for place, shape in enumerate(shapes) if shape.stroke == WHITE]  # type: ignore[misc]
    for shade in shades[1:]:
        top = min(step[2] for step in shapes[shade].path if len(step) == 3)
        assert any(shade < line and abs(y - top) < 0.1 for line, y in lines)


def test_small_words_stand_on_lines_of_their_own_where_they_explain() -> None:
    """In the tables of actions, and in the headings of the form; elsewhere they follow the number."""
    for role, own in (("actions", True), ("form", True), ("plain", False)):
        (page,) = pages_of(table_of(role, [d.Row((d.Cell("Działanie", small="liczba"), d.Cell("1")))]))
        words, small = painted([next(iter(below(list(below(page, "TBody")), "TH")))])
        assert (small.y > words.y) == own
        assert (small.x == words.x) == own


def test_a_drawing_is_not_wider_than_its_column() -> None:
    """The best result of a scale is seen in a narrow column, and the axis is the drawing's own."""
    columns = (d.Column("a", "left", 58), d.Column("b", "graphic", 56), d.Column("c"))
    row = d.Row((d.Cell("x"), d.Cell(graphic=DRAWN["strip"], spoken="wysoko"), d.Cell("1")))
    (page,) = pages_of(replace(table_of("strip", [row]), columns=columns, axis=charts.Axis()))
    shapes = [mark for mark in decorated(page) if isinstance(mark, Shape)]
    own = next(shape for shape in shapes if shape.fill == ACCENT)
    xs = [float(step[1]) for step in own.path if len(step) > 1]
    hundred = next(mark for mark in decorated(page) if isinstance(mark, Text) and mark.text == "100")
    assert min(xs) > LEFT + 58
    assert max(xs) <= LEFT + 58 + 56
    assert sum((min(xs), max(xs))) / 2 == pytest.approx(hundred.x + hundred.width / 2, abs=1.0)


def test_a_number_is_never_broken() -> None:
    """It would be two numbers: rather does it leave its column."""
    columns = (d.Column("a", "left", 160), d.Column("b"))
    (page,) = pages_of(
        replace(table_of("plain", [plain_row("x", "1\u00a0234\u00a0567,89")]), columns=columns)
    )
    assert [text.text for text in painted(list(below(page, "TD")))] == ["1\u00a0234\u00a0567,89"]


def test_columns_wider_than_the_page_are_refused() -> None:
    """A column without room would hide what stands in it."""
    columns = (d.Column("a", "left", 170), d.Column("b"))
    with pytest.raises(ValueError, match="table-x are wider than the page"):
        pages_of(replace(table_of("plain", [plain_row("x", "1")]), columns=columns))
