"""The layout of what goes with the reports: separator sheets, the receipt list, letters, the briefings.

Every text is measured. A page that has more to say than usual is set smaller, down to the smallest size;
what still does not fit is refused with a ReportError, never cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, repeat

from reports.document import LANGUAGES
from reports.errors import Finding, ReportError
from reports.papers import Briefing, CoverLetter, Receipt, Separator

from .drawing import Box, Text
from .flow import Piece, fit, height_of_pieces, stacked
from .fonts import text_width
from .frame import Frame, spaced
from .page import Anchor, Artifact, Element, Node, Page, ground, heading_row, moved, rule, table_row
from .style import ACCENT, COVER, INK, MM_PER_PT, RULE, SLATE, WHITE
from .text import SMALLEST, Align, Paragraph, Style, fitting, height, paragraph


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a paper's table, ``width`` mm."""

    heading: str
    width: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Flow:
    """Where a table may stand: from ``top`` on its first page, from ``next_top`` on the others, down to
    ``bottom``; ``x`` is its left edge.
    """

    x: float
    top: float
    next_top: float
    bottom: float


def flowing_table(
    name: str,
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    flow: Flow,
    *,
    style: Style,
    least: float = 0.0,
    pad: float = 1.4,
) -> tuple[tuple[tuple[Node, ...], ...], float]:
    """A table over as many pages as it takes: the nodes of each page, and where it ends on the last.

    The first cell of a row is its heading. A row is never split and at least ``least`` mm high (room for
    a signature); ``pad`` mm are free around the text of a cell. The heading row stands on every page
    and is read once; ``name`` (unique in the file) joins the parts to one Table. Raises ValueError for a
    row that is higher than a page.
    """
    lefts = [*accumulate((column.width for column in columns), initial=flow.x)]
    title = paragraph(caption, flow.x, flow.top, lefts[-1] - flow.x, style)
    bold = replace(style, face="semibold")

    def line(y: float, colour: str, width: float) -> Artifact:
        return Artifact((rule(flow.x, lefts[-1], y, colour, width),))

    def cells(texts: Sequence[str], styles: Iterable[Style]) -> list[Paragraph]:
        return [
            paragraph(text, x + pad, pad, column.width - 2 * pad, of, column.align)
            for text, x, of, column in zip(texts, lefts, styles, columns, strict=False)
        ]

    def row(texts: Sequence[str]) -> Piece:
        found = cells(texts, chain([bold], repeat(style)))
        tall = max(least, pad + max(block.bottom for block in found))

        def draw(_: float, y: float) -> Sequence[Node]:
            texts = table_row([moved(block.texts, 0.0, y) for block in found])
            return (line(y + tall, RULE, 0.18), texts)

        return Piece(tall, draw, head=again)

    headings = cells([column.heading for column in columns], repeat(bold))
    deep = pad + max(block.bottom for block in headings)

    def heading(_: float, y: float) -> Sequence[Node]:
        row = heading_row(moved(block.texts, 0.0, y) for block in headings)
        return (line(y + deep, INK, 0.42), row)

    def heading_again(_: float, y: float) -> Sequence[Node]:
        texts = [text for block in headings for text in moved(block.texts, 0.0, y)]
        return (line(y + deep, INK, 0.42), Artifact(tuple(texts)))

    again = Piece(deep, heading_again, tied=True)
    rest = [Piece(deep, heading, tied=True), *map(row, rows)]
    pages: list[tuple[Node, ...]] = []
    top = title.bottom + 1.0
    while rest:
        here, rest = fit(rest, flow.bottom - top, empty=True)
        if not here:
            raise ValueError(f"a row of the table {caption!r} is higher than a page")
        nodes = stacked(here, flow.x, top)
        kids = [node for node in nodes if isinstance(node, Element)]
        head = () if pages else (Element("Caption", title.texts), kids.pop(0))
        body = Element("TBody", tuple(kids), joins=f"{name}/body")
        table = Element("Table", (*head, body), joins=name)
        pages.append((*(node for node in nodes if isinstance(node, Artifact)), table))
        end = top + height_of_pieces(here)
        top = flow.next_top
    return tuple(pages), end


WIDTH, HEIGHT = 210.0, 297.0

_NOTICE = Style(8.25, 10.9, colour=SLATE)
_NAMES = tuple(Style(size, size * 1.16, "display") for size in (30, 26, 22, 18, 15, 12, 10))
_SCALES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.76)


def _refused(cluster_id: str, what: str) -> ReportError:
    cause = f"{what} does not fit on one page; shorten the longest texts"
    return ReportError(cluster_id, (Finding("layout", cause, 1),))


def _in_language(nodes: Sequence[Node], lang: str, of_file: str) -> tuple[Node, ...]:
    """The nodes as a part of a file in the language ``of_file``."""
    return tuple(nodes) if lang == of_file else (Element("Sect", tuple(nodes), lang=LANGUAGES[lang]),)


def _foot(left: float, right: float, bottom: float, notices: Sequence[str]) -> tuple[list[Node], float]:
    """The notices set from the bottom up, and where they begin."""
    tall = sum(height(notice, right - left, _NOTICE) for notice in notices)
    frame = Frame(left, right, bottom - tall)
    frame.say("P", *((notice, _NOTICE) for notice in notices))
    return frame.nodes, bottom - tall


# --- separators --------------------------------------------------------------------------------------


def separator(sheet: Separator) -> Page:
    """The sheet in front of a set: the hour large, so that a pile can be leafed through."""
    left, right = 25.0, WIDTH - 20.0
    foot, floor = _foot(left, right, HEIGHT - 18.0, sheet.notices)
    frame = Frame(left, right, 25.0)
    frame.say("P", (sheet.study, Style(11.0, 14.5, colour=SLATE)), after=5.0)
    frame.rule(6.0, INK, 0.8)
    if sheet.when:
        sizes = (Style(size, size * 1.2, "semibold") for size in (26, 22, 18, 14))
        frame.say("P", (sheet.when, fitting(sheet.when, frame.width, 1, sizes)), after=2.0)
    for line in sheet.place:
        frame.say("P", (line, Style(14.0, 18.5)))
    frame.y += 26.0 if sheet.when or sheet.place else 40.0
    frame.say("H1", (sheet.name, fitting(sheet.name, frame.width, 5, _NAMES)), after=6.0)
    frame.say("P", (sheet.coordinator, Style(13.0, 17.5)), after=12.0)
    frame.rule(5.0)
    frame.say("P", (sheet.copy, Style(14.0, 18.5, "semibold")), after=3.0)
    frame.say("H2", (sheet.contents_heading, Style(11.0, 15.0, "semibold")), after=1.0)
    frame.listed([((text, Style(11.0, 15.0)),) for text in sheet.contents], 0.6, "–")
    if frame.y > floor:
        raise _refused(sheet.cluster_id, "the separator sheet")
    return Page(WIDTH, HEIGHT, (*frame.nodes, *foot))


# --- the receipt list ----------------------------------------------------------------------------------

#: Widths of the columns in mm: number, when, cluster, coordinator, copy, signature.
_RECEIPT = (11.0, 41.0, 79.0, 58.0, 17.0, 61.0)
_SIGNATURE_ROOM = 12.5


def receipt(paper: Receipt, page_line: Callable[[int, int], str]) -> tuple[Page, ...]:
    """The list over as many pages as it takes, A4 on its side, with the notices on every page.

    ``page_line`` words "page 1 of 2".
    """
    wide, high, left = HEIGHT, WIDTH, 15.0
    right = left + sum(_RECEIPT)
    frame = Frame(left, right, 14.0)
    frame.say("P", (paper.study, Style(10.0, 13.5, colour=SLATE)), after=1.0)
    frame.say("H1", (paper.title, Style(22.0, 26.0, "display")), after=1.5)
    frame.say("P", (paper.lead, Style(10.0, 13.5)), after=3.0)
    columns = tuple(Column(head, width) for head, width in zip(paper.columns, _RECEIPT, strict=True))
    floor = high - 22.0
    flow = Flow(left, frame.y, 15.0, floor)
    tables, end = flowing_table(
        "receipt", paper.caption, columns, paper.rows, flow, style=Style(9.5, 12.5), least=_SIGNATURE_ROOM
    )
    pages = [list(nodes) for nodes in tables]
    pages[0] = [*frame.nodes, *pages[0]]
    if end + 26.0 > floor:
        pages.append([])
        end = 15.0
    x, line = left, end + 18.0
    for label in paper.signatures:
        pages[-1].append(Artifact((rule(x, x + 90.0, line, INK, 0.25),)))
        pages[-1].append(Element("P", spaced(paragraph(label, x, line + 0.8, 90.0, _NOTICE).texts)))
        x += 110.0
    made = []
    for number, nodes in enumerate(pages, 1):
        notice = paragraph(" ".join(paper.notices), left, high - 15.0, right - left - 35.0, _NOTICE)
        page = paragraph(page_line(number, len(pages)), right - 33.0, high - 15.0, 33.0, _NOTICE, "right")
        # Read once, and before the table: the rows of all pages follow one another.
        said: Node = (
            Element("P", spaced(notice.texts)) if number == 1 else Artifact(notice.texts, running="Footer")
        )
        made.append(Page(wide, high, (said, *nodes, Artifact(page.texts, running="Footer"))))
    return tuple(made)


# --- cover letters -------------------------------------------------------------------------------------


def letter(paper: CoverLetter, lang: str) -> Page:
    """One page; ``lang`` is the language of the file it stands in."""
    left, right = 25.0, WIDTH - 25.0
    foot, floor = _foot(left, right, HEIGHT - 16.0, paper.notices)
    for scale in _SCALES:
        body = Style(10.75, 15.5).scaled(scale)
        frame = Frame(left, right, 22.0)
        frame.say("P", *((line, replace(body, colour=SLATE)) for line in paper.sender))
        frame.y += 4.0 * scale
        frame.say("P", (paper.day, body), align="right", after=8.0 * scale)
        addressee = Frame(left, left + 95.0, frame.y)
        addressee.say("P", *((line, body) for line in paper.addressee))
        frame.add([addressee], 12.0 * scale)
        frame.say("H1", (paper.subject, Style(13.0, 17.0, "semibold").scaled(scale)), after=7.0 * scale)
        frame.say("P", (paper.salutation, body), after=3.0 * scale)
        for text in paper.paragraphs:
            frame.say("P", (text, body), after=3.0 * scale)
        frame.y += 4.0 * scale
        frame.say("P", (paper.closing, body), after=16.0 * scale)
        frame.say("P", (paper.signature, body), after=4.0)
        if frame.y <= floor:
            nodes = _in_language((*frame.nodes, *foot), paper.lang, lang)
            return Page(WIDTH, HEIGHT, (Anchor("", 0.0, paper.bookmark), *nodes))
    raise _refused(paper.cluster_id, "the cover letter")


# --- the expert's briefing -----------------------------------------------------------------------------

_LEFT, _RIGHT, _GUTTER = 16.0, WIDTH - 16.0, 7.0
_QUESTIONS_WIDTH = 103.0


def briefing(paper: Briefing, lang: str) -> Page:
    """One page; ``lang`` is the language of the file it stands in. A long comment is set as far as there is
    room, paragraph by paragraph, and the page says that it goes on in the report.
    """
    for scale in _SCALES:
        page = _briefing(paper, lang, scale, len(paper.comment))
        if page is not None:
            return page
    for paragraphs in reversed(range(len(paper.comment))):
        page = _briefing(paper, lang, _SCALES[-1], paragraphs)
        if page is not None:
            return page
    raise _refused(paper.cluster_id, "the briefing")


def _briefing(paper: Briefing, lang: str, scale: float, paragraphs: int) -> Page | None:
    body = Style(9.75, 12.9).scaled(scale)
    faint, strong = replace(body, colour=SLATE), replace(body, face="semibold")
    head = Style(11.5, 15.0, "semibold").scaled(scale)
    foot, floor = _foot(_LEFT, _RIGHT, HEIGHT - 9.0, paper.notices)
    frame = Frame(_LEFT, _RIGHT, 10.8)
    mark = replace(strong, size=11.0, leading=14.0, colour=WHITE)
    frame.nodes.append(Artifact((ground(Box(0, 9.0, WIDTH, 17.4), COVER),)))
    frame.say("P", (paper.mark, mark))
    frame.y = 20.5
    frame.say("P", (" · ".join(filter(None, (paper.when, *paper.place))), strong), after=0.6)
    frame.say("P", (paper.note, body), after=0.6)
    names = tuple(Style(size, size * 1.14, "display") for size in (19, 17, 15, 13, 11) if size <= 20 * scale)
    frame.say("H1", (paper.name, fitting(paper.name, frame.width, 2, names)), after=0.5)
    frame.say("P", (paper.coordinator, faint), after=1.5 * scale)
    frame.say("P", (paper.headline, Style(12.0, 15.0, "display").scaled(scale)), after=2.5 * scale)
    _figures(frame, paper, scale, faint)
    frame.rule(2.0 * scale, INK, 0.42)
    frame.say("H2", (paper.points_heading, head), after=1.0 * scale)
    _three_lists(frame, paper, scale, strong, faint)
    top = frame.y
    frame.rule(2.0 * scale, INK, 0.42)
    left = Frame(_LEFT, _LEFT + _QUESTIONS_WIDTH, frame.y)
    left.say("H2", (paper.questions_heading, head), after=1.0 * scale)
    left.listed([((question, body),) for question in paper.questions], 1.6 * scale, "1.")
    left.y += 2.0 * scale
    if paper.comment or paper.comment_note:
        left.say("H2", (paper.comment_heading, head), after=1.0 * scale)
    for text in paper.comment[:paragraphs]:
        left.say("P", (text, body), after=1.2 * scale)
    if paragraphs < len(paper.comment):
        left.say("P", (paper.comment_more, faint), after=1.2 * scale)
    left.say("P", (paper.comment_note, faint))
    right = Frame(left.right + _GUTTER, _RIGHT, frame.y)
    right.say("H2", (paper.changes_heading, head), after=1.0 * scale)
    right.listed([((text, body),) for text in paper.changes], 1.2 * scale)
    right.y += 2.0 * scale
    if paper.silence:
        right.say("H2", (paper.silence_heading, replace(head, colour=ACCENT)), after=1.0 * scale)
    right.listed([((text, body),) for text in paper.silence], 1.2 * scale)
    if max(top, left.y, right.y) > floor - 1.5:
        return None
    nodes = _in_language((*frame.nodes, *left.nodes, *right.nodes, *foot), paper.lang, lang)
    return Page(WIDTH, HEIGHT, (Anchor("", 0.0, paper.bookmark), *nodes))


def _figures(frame: Frame, paper: Briefing, scale: float, faint: Style) -> None:
    """The report's key figures side by side."""
    small = faint.scaled(0.9, SMALLEST)
    columns = frame.columns(len(paper.figures), _GUTTER)
    for figure, column in zip(paper.figures, columns, strict=True):
        behind = text_width(f" {figure.unit}", small.size) if figure.unit else 0.0
        for size in (20.0 * scale, 16.0, 13.0, 11.0, 9.0):
            if text_width(figure.value, size, "display") + 1.0 + behind <= column.width:
                break
        base = column.y + 0.8 * size * MM_PER_PT
        colour = ACCENT if figure.tone == "own" else INK
        number = Text(column.left, base, figure.value, size, "display", colour)
        marks = [number]
        if figure.unit:
            after = number.x + number.width + 0.6
            marks.append(Text(after, base, f" {figure.unit} ", small.size, "regular", SLATE))
        column.y = base + 1.2 * scale
        texts = column.set((figure.label, replace(small, face="semibold", colour=INK)), (figure.note, small))
        column.nodes.append(Element("P", (*marks, *texts)))
    frame.add(columns, 2.5 * scale)


def _three_lists(frame: Frame, paper: Briefing, scale: float, strong: Style, faint: Style) -> None:
    """Strengths, gaps and first actions side by side."""
    title, detail = strong.scaled(0.95, SMALLEST), faint.scaled(0.95, SMALLEST)
    columns = frame.columns(len(paper.lists), _GUTTER)
    for items, column in zip(paper.lists, columns, strict=True):
        column.say("H3", (items.heading, strong), after=0.8 * scale)
        column.say("P", (items.lead, detail))
        column.listed([((item.title, title), (item.detail, detail)) for item in items.items], 1.2 * scale)
    frame.add(columns, 1.5 * scale)
