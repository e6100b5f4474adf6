"""Whatever a report says: its pages say the same in the same order, or it is not made and says why."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import count
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reports import assets
from reports.chapters import compose
from reports.document import blocks as d
from reports.document import charts
from reports.edition import markdown
from reports.errors import ReportError
from reports.pages import report as layout
from reports.production.composer import Composer
from reports.production.study import read
from reports.proof.checks import report as check
from reports.proof.reading import pdf as pdftext
from reports.words.scene import Scene


@cache
def sample() -> Scene:
    return Composer(read(assets.sample())).scene("jarometal", "pl")


SIGNS = st.text(alphabet="aąŻi–-/.1\u00ad\u00a0 ", max_size=30)
TEXTS = st.one_of(SIGNS, st.sampled_from(["", " ", "\u00a0", "\u00ad", "słowo " * 60, "x" * 200, "e\u0301"]))
WORDS = SIGNS.map("W{}".format)
NUMBERS = st.floats(0.0, 100.0)
SOME = st.none() | NUMBERS


def few(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Three of them at most, as a tuple."""
    return st.lists(values, max_size=3).map(tuple)


TO_CHAPTER = st.builds(d.Link, WORDS, st.just("chapter"), st.booleans())
LINKS = TO_CHAPTER | TO_CHAPTER.map(lambda link: replace(link, page=True, before_page=", s. "))
STRIPS = st.builds(charts.Strip, few(NUMBERS), NUMBERS, NUMBERS, NUMBERS, SOME)
GRAPHICS = st.one_of(
    st.none(),
    STRIPS,
    st.builds(charts.StripHead, NUMBERS, SOME, TEXTS, TEXTS),
    st.builds(charts.Range, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, SOME, st.booleans()),
)
CELLS = st.builds(
    d.Cell,
    TEXTS,
    st.sampled_from(["", "own", "strong", "missing", "muted"]),
    GRAPHICS,
    small=TEXTS,
    link=st.none() | TO_CHAPTER,
    heat=st.integers(0, 5),
)
COLUMNS = st.builds(
    d.Column,
    TEXTS,
    st.sampled_from(["left", "right", "graphic", "heat"]),
    st.none() | st.floats(0.0, 90.0),
    GRAPHICS,
)
ROWS = st.builds(d.Row, few(CELLS), st.sampled_from(["", "total", "group"]))


def of_width(row: d.Row, width: int) -> d.Row:
    """The row with as many cells as it needs."""
    wanted = 1 if row.tone == "group" else width
    return replace(row, cells=(*row.cells, *[d.Cell("w")] * width)[:wanted])


@st.composite
def tables(draw: st.DrawFn) -> d.Table:
    columns = draw(few(COLUMNS))
    rows = draw(few(ROWS))
    if not draw(st.integers(0, 9)):
        rows = tuple(of_width(row, len(columns)) for row in rows)
    else:
        rows = tuple(of_width(row, max(len(columns), 1)) for row in rows)
    roles = st.sampled_from(["strip", "indicators", "actions", "form", "heat", "plain"])
    axis = draw(st.none() | st.just(charts.Axis()))
    return d.Table(draw(roles), "", "Tabela 1.", draw(TEXTS), columns, rows, axis, draw(few(TEXTS)))


def tile_map(names: tuple[str, ...]) -> charts.TileMap:
    return charts.TileMap(tuple(charts.Tile(0, i, name, str(i), i) for i, name in enumerate(names)))


DRAWINGS = st.one_of(
    st.builds(
        charts.Dumbbell,
        few(st.builds(charts.DumbbellRow, TEXTS, SOME, TEXTS, *[NUMBERS] * 4, TEXTS, TEXTS, st.booleans())),
        *[TEXTS] * 4,
    ),
    st.builds(
        charts.Slope, TEXTS, TEXTS, few(st.builds(charts.SlopeLine, TEXTS, NUMBERS, NUMBERS, TEXTS, TEXTS))
    ),
    st.builds(charts.Gains, few(st.builds(charts.Gain, TEXTS, NUMBERS, TEXTS))),
    st.builds(tile_map, few(TEXTS)),
    st.builds(charts.Shares, few(st.builds(charts.Share, TEXTS, SOME, TEXTS, SOME, TEXTS))),
    st.builds(
        charts.RankLine, few(st.builds(charts.RankPoint, TEXTS, st.none() | st.floats(1, 40), TEXTS, TEXTS))
    ),
    st.builds(
        charts.EffortMap,
        few(st.builds(charts.EffortMark, TEXTS, st.integers(1, 3), SOME, TEXTS, st.booleans())),
        st.tuples(TEXTS, TEXTS, TEXTS),
        *[TEXTS] * 3,
    ),
    st.builds(charts.Stairs, few(st.builds(charts.Stair, TEXTS, NUMBERS, TEXTS, TEXTS)), TEXTS, TEXTS),
    st.builds(charts.ReadingExample, STRIPS, *[TEXTS] * 4),
)
CHARTS = st.builds(
    d.Chart, st.just(""), TEXTS, TEXTS, TEXTS, WORDS, DRAWINGS, st.sampled_from(["full", "half"])
)
LISTS = st.builds(
    d.ItemList, TEXTS, few(st.builds(d.Item, TEXTS, TEXTS, st.none() | LINKS)), st.booleans(), TEXTS
)
PROSE = st.builds(markdown.Prose, few(st.builds(markdown.Run, TEXTS, st.sampled_from(["", "em", "strong"]))))
POINTS = few(PROSE).flatmap(
    lambda items: st.sampled_from(
        [markdown.Points(items), markdown.Points(items, tuple("1." for _ in items))]
    )
)
BLOCKS = st.one_of(
    st.builds(d.Heading, TEXTS, st.sampled_from([3, 4])),
    st.builds(d.Para, TEXTS, st.sampled_from(["", "lead", "note", "small"])),
    st.builds(d.KeyFigures, few(st.builds(d.KeyFigure, *[TEXTS] * 4, st.sampled_from(["", "own"])))),
    tables(),
    CHARTS,
    st.builds(d.Pair, CHARTS, CHARTS | LISTS),
    st.builds(d.Columns, few(LISTS)),
    LISTS,
    st.builds(d.Passages, few(st.builds(d.Passage, TEXTS, TEXTS))),
    st.builds(
        d.AdviceCards,
        few(
            st.builds(
                d.AdviceCard,
                TEXTS,
                TEXTS,
                few(st.tuples(WORDS, TEXTS)),
                lead=TEXTS,
                steps=few(st.tuples(WORDS, TEXTS)),
                example=few(st.tuples(WORDS, TEXTS)),
            )
        ),
    ),
    st.builds(d.Contents, TEXTS, few(st.builds(d.ContentsLine, TO_CHAPTER, TEXTS))),
    st.builds(d.Definitions, few(st.tuples(WORDS, TEXTS))),
    st.builds(d.Voice, TEXTS, few(PROSE | POINTS), TEXTS),
)


#: What the pages say, where, and under which tags; how the texts of such a report may look is another matter.
RULES = {"unreadable", "tags", "content", "table-content"}


def named(blocks: tuple[d.Block, ...]) -> tuple[d.Block, ...]:
    """The blocks, every table with a name of its own."""
    numbers = count()

    def one(block: d.Block) -> d.Block:
        if isinstance(block, d.Together):
            return d.Together(tuple(map(one, block.blocks)))
        return replace(block, id=f"t{next(numbers)}") if isinstance(block, d.Table) else block

    return tuple(map(one, blocks))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example((d.Heading("\u00ad", 3),))
@example((d.Para("W\u00ad", ""), d.Para("W", "")))
@given(few(BLOCKS | st.builds(d.Together, few(BLOCKS))).map(named))
def test_pages_say_what_the_blocks_say_or_are_not_made(blocks: tuple[d.Block, ...]) -> None:
    """Nothing inside a block is too little: no rows, no items, no words, only spaces, a word as long as a
    line. What no page can hold is an error of this report.
    """
    section = d.Section("chapter", "1. Rozdział", "Tytuł", blocks)
    report = replace(compose.report_of(sample()), sections=(section,), data=None)
    try:
        pdf = layout.render(report)
    except ReportError:
        return
    findings = check.check(report, pdf, sample().facts, ())
    assert not [finding for finding in findings if finding.rule in RULES]


def test_a_short_description_with_a_dash_is_read_as_it_was_written() -> None:
    """PDF writes it in letters of its own, which a reader of the file has to know."""
    chart = d.Chart("", "Figure 1.", "T", "C", "0–5", charts.Gains((charts.Gain("a", 5.0, "5"),)))
    section = d.Section("chapter", "1. R", "T", (chart,))
    file = pdftext.read(layout.render(replace(compose.report_of(sample()), sections=(section,), data=None)))
    assert file.root is not None
    assert [figure.alt for figure in file.root.find("Figure")][-1] == "0–5"
