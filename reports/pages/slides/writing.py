"""Writes the slides as a presentation (.pptx) that PowerPoint, LibreOffice and Keynote open and edit.

The same deck gives the same bytes: parts are stored in the order of their names with one time, what a program
notes of itself is left out, and the workbooks behind the charts are made alike.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from reports.document import (
    LANGUAGES,
    Cell,
    Deck,
    Item,
    KeyFigures,
    Plot,
    SlideList,
    SlideMap,
    SlideTable,
)

from ..charts.tiles import shade
from ..drawing import Box
from ..style import HEAT, HEAT_TEXT, INK, NAVY, RULE, SLATE, WHITE
from ..theme import PLAIN, Theme
from . import layout as places
from . import master
from .layout import SMALLEST_ON_SLIDE, Place, PlacedSlide
from .master import emu

#: The time of all parts where the edition has no date.
_TIME = datetime(2000, 1, 1)
#: Numbers in charts have the decimal sign of the deck's language where the program knows how.
_LOCALES = {"pl-PL": "[$-415]", "en-GB": "[$-809]"}
#: Lines of bars that stand back, and of those that stand out.
_DARK, _LIGHT = NAVY, HEAT[1]


@dataclass(frozen=True, slots=True)
class _Look:
    """The language of what is written, as files declare it, and its colours."""

    lang: str
    theme: Theme

    def rgb(self, role: str) -> RGBColor:
        colour: RGBColor = RGBColor.from_string(self.theme.colours[role].removeprefix("#"))
        return colour


def presentation(
    deck: Deck, template: bytes | None = None, name: str = "", theme: Theme = PLAIN
) -> tuple[bytes, tuple[PlacedSlide, ...]]:
    """The bytes of the presentation, and where everything stands, in the colours of ``theme``;
    ``template`` is a publisher's, called ``name``.

    Raises ConfigurationError for a template that cannot be used, ReportError for a text that fits nowhere.
    """
    made = master.own(theme) if template is None else master.template(template, name)
    slides = places.lay_out(deck, master.areas(made))
    look = _Look(LANGUAGES[deck.lang], theme)
    for placed in slides:
        _slide(made, placed, deck.footer, look, own=template is None)
    when = datetime.fromisoformat(deck.date) if deck.date else _TIME
    _properties(made, deck, when)
    buffer = io.BytesIO()
    made.save(buffer)
    return _same(buffer.getvalue(), when), slides


# --- slides ------------------------------------------------------------------------------------------


def _slide(made: Any, placed: PlacedSlide, footer: str, look: _Look, *, own: bool) -> None:
    layout = master.layout_of(made, placed.layout)
    slide = made.slides.add_slide(layout)
    title, content = slide.shapes.title, master.content_of(slide)
    _say(title.text_frame.paragraphs[0], placed.title, placed.title_size, look)
    for other in list(slide.placeholders):
        if other.shape_id not in (title.shape_id, content.shape_id):
            other._element.getparent().remove(other._element)
    first = placed.places[0]
    if isinstance(first.part, SlideList) and len(placed.places) == 1:
        _list(content, first, first.part, look)
    else:
        content._element.getparent().remove(content._element)
        for number, place in enumerate(placed.places, 1):
            _draw(slide, place, look, number)
    if placed.source:
        box = _text_box(slide, placed.source_box, "Source")
        _say(box.paragraphs[0], placed.source, SMALLEST_ON_SLIDE, look, colour=SLATE)
    if placed.layout != "title":
        _foot(slide, layout, footer, placed.number, look, own=own)
    notes = slide.notes_slide.notes_text_frame
    for number, note in enumerate(placed.slide.notes):
        paragraph = notes.paragraphs[0] if number == 0 else notes.add_paragraph()
        run = paragraph.add_run()
        run.text = note.text
        run._r.get_or_add_rPr().set("lang", LANGUAGES[note.lang])


def _say(
    paragraph: Any,
    text: str,
    size: float,
    look: _Look,
    *,
    bold: bool = False,
    colour: str = "",
    font: str = "",
) -> None:
    """A run of text behind what the paragraph holds."""
    run = paragraph.add_run()
    run.text = text
    run.font.size = Pt(size)
    run._r.get_or_add_rPr().set("lang", look.lang)
    if bold:
        run.font.bold = True
    if colour:
        run.font.color.rgb = look.rgb(colour)
    if font:
        latin = etree.SubElement(run._r.get_or_add_rPr(), qn("a:latin"))
        latin.set("typeface", font)


def _text_box(slide: Any, box: Box, name: str) -> Any:
    shape = slide.shapes.add_textbox(
        emu(box.left), emu(box.top), emu(box.right - box.left), emu(box.bottom - box.top)
    )
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame


def _list(shape: Any, place: Place, part: SlideList, look: _Look) -> None:
    """Statements in the placeholder for text, each one paragraph; what supports it is on the next line."""
    frame = shape.text_frame
    for number, item in enumerate(part.items):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(round(places.ITEM_GAP * place.size, 1))
        _item(paragraph, item, place.size, look)


def _item(paragraph: Any, item: Item, size: float, look: _Look) -> None:
    if item.title:
        _say(paragraph, item.title, size, look, bold=True)
    if item.title and item.detail:
        paragraph.add_line_break()
    if item.detail:
        _say(paragraph, item.detail, size, look)


def _foot(slide: Any, layout: Any, footer: str, number: int, look: _Look, *, own: bool) -> None:
    """The placeholders for the foot and the number of the slide, where the layout has them."""
    for shape in layout.placeholders:
        kind = shape.placeholder_format.type
        if kind not in (KIND.FOOTER, KIND.SLIDE_NUMBER):
            continue
        is_number = kind == KIND.SLIDE_NUMBER
        # Some programs do not look for the style of a footer in the master.
        align = "r" if is_number else "l"
        style = f'<a:rPr lang="{look.lang}" sz="1800"/>'
        if own:
            style = (
                f'<a:rPr lang="{look.lang}" sz="1800"><a:solidFill><a:schemeClr val="accent6"/></a:solidFill>'
                '<a:latin typeface="+mn-lt"/></a:rPr>'
            )
        aligned = f'<a:pPr algn="{align}"/>' if own else ""
        said = (
            f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">{style}'
            f"<a:t>{number}</a:t></a:fld>"
            if is_number
            else f"<a:r>{style}<a:t></a:t></a:r>"
        )
        place = shape._element.find(f".//{qn('p:ph')}")
        ident = max(int(one.get("id")) for one in slide.shapes._spTree.iter(qn("p:cNvPr"))) + 1
        name = "Slide number" if is_number else "Footer"
        element = parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{ident}" name="{name}"/>'
            f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{place.get("type")}" '
            f'sz="quarter" idx="{place.get("idx", "0")}"/></p:nvPr></p:nvSpPr><p:spPr/>'
            f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{aligned}{said}</a:p></p:txBody></p:sp>"
        )
        if not is_number:
            next(element.iter(qn("a:t"))).text = footer
        slide.shapes._spTree.append(element)


def _draw(slide: Any, place: Place, look: _Look, number: int) -> None:
    match place.part:
        case SlideTable() as part:
            _table(slide, place, part, look, number)
        case KeyFigures() as part:
            _figures(slide, place, part, look)
        case SlideMap() as part:
            _map(slide, place, part, look)
        case Plot() as part:
            _plot(slide, place, part, look, number)
        case SlideList() as part:
            frame = _text_box(slide, place.box, f"Text {number}")
            for turn, item in enumerate(part.items):
                paragraph = frame.paragraphs[0] if turn == 0 else frame.add_paragraph()
                _item(paragraph, item, place.size, look)


def _described(shape: Any, name: str, alt: str) -> None:
    """The name and the alternative text of a shape."""
    properties = next(shape._element.iter(qn("p:cNvPr")))
    properties.set("name", name)
    properties.set("descr", alt)


# --- tables, figures, maps -----------------------------------------------------------------------------


def _table(slide: Any, place: Place, part: SlideTable, look: _Look, number: int) -> None:
    box = place.box
    frame = slide.shapes.add_table(
        len(part.rows) + 1,
        len(part.headings),
        emu(box.left),
        emu(box.top),
        emu(sum(place.widths)),
        emu(sum(place.heights)),
    )
    _described(frame, f"Table {number}", part.alt)
    table = frame.table
    properties = table._tbl.tblPr
    properties.set("firstRow", "1")
    properties.set("firstCol", "1")
    properties.set("bandRow", "0")
    style = properties.find(qn("a:tableStyleId"))
    if style is not None:
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid
    for column, wide in zip(table.columns, place.widths, strict=True):
        column.width = emu(wide)
    for row, tall in zip(table.rows, place.heights, strict=True):
        row.height = emu(tall)
    heads = [Cell(text) for text in part.headings]
    for y, cells in enumerate((heads, *part.rows)):
        for x, cell in enumerate(cells):
            heat = cell.heat
            ink = HEAT_TEXT[heat - 1] if heat else INK
            ground = HEAT[heat - 1] if heat else ""
            _cell(table.cell(y, x), cell.text, place.size, look, y == 0, ink, ground, x > 0)


def _cell(
    cell: Any, text: str, size: float, look: _Look, bold: bool, ink: str, ground: str, right: bool
) -> None:
    cell.margin_left = cell.margin_right = emu(places.CELL_PAD)
    cell.margin_top = cell.margin_bottom = emu(places.CELL_PAD * 0.4)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    if text:
        _say(paragraph, text, size, look, bold=bold, colour=ink)
    properties = cell._tc.get_or_add_tcPr()
    for edge in ("a:lnL", "a:lnR", "a:lnT"):
        properties.append(parse_xml(f'<{edge} {nsdecls("a")} w="0"><a:noFill/></{edge}>'))
    properties.append(
        parse_xml(
            f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{look.rgb(RULE)}"/>'
            "</a:solidFill></a:lnB>"
        )
    )
    fill = f'<a:srgbClr val="{look.rgb(ground)}"/>' if ground else ""
    said = f"<a:solidFill {nsdecls('a')}>{fill}</a:solidFill>" if ground else f"<a:noFill {nsdecls('a')}/>"
    properties.append(parse_xml(said))


def _figures(slide: Any, place: Place, part: KeyFigures, look: _Look) -> None:
    """Each key figure in a box of its own, read as number, unit, label and note."""
    box = place.box
    wide = places.figure_width(box, len(part.items))
    for number, item in enumerate(part.items):
        left = box.left + number * (wide + places.GUTTER)
        frame = _text_box(
            slide, Box(left, box.top + 8.0, left + wide, box.bottom), f"Key figure {number + 1}"
        )
        told = [
            (item.value, place.figure, False, INK, "+mj-lt"),
            (item.unit, SMALLEST_ON_SLIDE, False, SLATE, ""),
            (item.label, place.size, True, INK, ""),
            (item.note, SMALLEST_ON_SLIDE, False, SLATE, ""),
        ]
        paragraph = None
        for text, size, bold, colour, font in told:
            if text:
                paragraph = frame.paragraphs[0] if paragraph is None else frame.add_paragraph()
                _say(paragraph, text, size, look, bold=bold, colour=colour, font=font)


def _map(slide: Any, place: Place, part: SlideMap, look: _Look) -> None:
    """A group of tiles, described as a whole."""
    box = place.box
    tiles, gap = part.drawing.tiles, 2.0
    rows, columns = 1 + max(t.row for t in tiles), 1 + max(t.column for t in tiles)
    wide = (box.right - box.left + gap) / columns - gap
    tall = (box.bottom - box.top + gap) / rows - gap
    most = max(tile.count for tile in tiles)
    group = slide.shapes.add_group_shape()
    for tile in tiles:
        shape = group.shapes.add_shape(
            MSO_SHAPE.RECTANGLE,
            emu(box.left + tile.column * (wide + gap)),
            emu(box.top + tile.row * (tall + gap)),
            emu(wide),
            emu(tall),
        )
        step = shade(tile.count, most)
        ground, ink = (HEAT[step - 1], HEAT_TEXT[step - 1]) if step else (WHITE, INK)
        shape.fill.solid()
        shape.fill.fore_color.rgb = look.rgb(ground)
        shape.line.color.rgb = look.rgb(ground if step else RULE)
        shape.shadow.inherit = False
        shape.name = tile.name
        frame = shape.text_frame
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = emu(1.0)
        frame.margin_top = frame.margin_bottom = emu(0.5)
        for number, (text, bold) in enumerate(((tile.name, False), (tile.label, True))):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.CENTER
            _say(paragraph, text, place.size, look, bold=bold, colour=ink)
    _described(group, "Map", part.alt)


# --- charts --------------------------------------------------------------------------------------------


def _plot(slide: Any, place: Place, part: Plot, look: _Look, number: int) -> None:
    box = place.box
    top = box.top
    if part.heading:
        deep = places.text_height(part.heading, box.right - box.left, place.size, "semibold")
        frame = _text_box(slide, Box(box.left, top, box.right, top + deep), f"Heading {number}")
        _say(frame.paragraphs[0], part.heading, place.size, look, bold=True, colour=INK)
        top += deep + 2.0
    data = CategoryChartData(number_format=number_format(part))
    data.categories = part.categories
    for series in part.series:
        data.add_series(series.name, series.values)
    columns = part.kind == "columns"
    kind = XL_CHART_TYPE.COLUMN_CLUSTERED if columns else XL_CHART_TYPE.BAR_CLUSTERED
    shape = slide.shapes.add_chart(
        kind, emu(box.left), emu(top), emu(box.right - box.left), emu(box.bottom - top), data
    )
    _described(shape, f"Chart {number}", part.alt)
    chart = shape.chart
    chart.has_title = False
    chart.font.size = Pt(place.size)
    chart.font.color.rgb = look.rgb(INK)
    chart.has_legend = places.legend(part)
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
    plot = chart.plots[0]
    plot.gap_width = 40
    plot.overlap = 0
    plot.vary_by_categories = False
    _axes(chart, part, look)
    for index, series in enumerate(plot.series):
        _bars(series, part, index, look)
    if part.kind == "ranges":
        _ranges(chart, part, look)
    if not columns:
        _inner(chart, place.labels, places.LEGEND / (box.bottom - top) if chart.has_legend else 0.0)
    space = chart._chartSpace
    for properties in space.iter(qn("a:defRPr")):
        properties.set("lang", look.lang)
    space.insert(1, parse_xml(f'<c:lang {nsdecls("c")} val="{look.lang}"/>'))


def number_format(part: Plot, lang: str = "") -> str:
    """How a program writes the numbers of a chart, with the decimal sign of ``lang`` if it can."""
    locale = _LOCALES.get(lang, "")
    digits = "0." + "0" * part.decimals if part.decimals else "0"
    minus = f'{locale}"\N{MINUS SIGN}"{digits}'
    if part.signed:
        return f"{locale}+{digits};{minus};{locale}{digits}"
    return f"{locale}{digits};{minus}"


def _axes(chart: Any, part: Plot, look: _Look) -> None:
    category, value = chart.category_axis, chart.value_axis
    category.reverse_order = part.kind != "columns"
    category.has_major_gridlines = False
    category.format.line.color.rgb = look.rgb(RULE)
    category.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    value.has_major_gridlines = False
    value.visible = False
    if part.low is not None:
        value.minimum_scale = part.low
    if part.high is not None:
        value.maximum_scale = part.high
    if part.low is None or part.high is None:
        values = [number for series in part.series for number in series.values]
        room = (max(*values, 0.0) - min(*values, 0.0) or 1.0) * 0.15
        if part.high is None:
            value.maximum_scale = round(max(*values, 0.0) + room, 1)
        if part.low is None:
            value.minimum_scale = round(min(*values, 0.0) - (room if min(values) < 0 else 0.0), 1)


def _bars(series: Any, part: Plot, index: int, look: _Look) -> None:
    series.invert_if_negative = False
    dark = part.series[index].dark or (True,) * len(part.categories)
    light = part.kind == "ranges"
    series.format.fill.solid()
    colour = _LIGHT if light or not any(dark) else _DARK
    series.format.fill.fore_color.rgb = look.rgb(colour)
    for place, out in enumerate(dark):
        if not light and any(dark) and not out:
            point = series.points[place].format.fill
            point.solid()
            point.fore_color.rgb = look.rgb(_LIGHT)
    labels = series.data_labels
    labels.show_value = True
    labels.number_format = number_format(part, look.lang)
    labels.number_format_is_linked = False
    labels.position = XL_LABEL_POSITION.INSIDE_BASE if light else XL_LABEL_POSITION.OUTSIDE_END
    labels.font.bold = True
    labels.font.size = Pt(SMALLEST_ON_SLIDE)


def _ranges(chart: Any, part: Plot, look: _Look) -> None:
    """Upper and lower end as error bars of the middle: they are in the data, but have no bar of their own."""
    upper, lower, middle = part.series
    bars = chart._chartSpace.find(f".//{qn('c:barChart')}")
    series = bars.findall(qn("c:ser"))

    def numbers(tag: str, ends: Any) -> str:
        points = "".join(
            f'<c:pt idx="{i}"><c:v>{_short(abs(end - m), part.decimals)}</c:v></c:pt>'
            for i, (end, m) in enumerate(zip(ends, middle.values, strict=True))
        )
        return (
            f'<c:{tag}><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(ends)}"/>'
            f"{points}</c:numLit></c:{tag}>"
        )

    errors = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="0"/>{numbers("plus", upper.values)}{numbers("minus", lower.values)}'
        f'<c:spPr><a:ln w="38100"><a:solidFill><a:srgbClr val="{look.rgb(INK)}"/></a:solidFill>'
        "</a:ln></c:spPr></c:errBars>"
    )
    series[2].find(qn("c:cat")).addprevious(errors)
    # The data of both ends stay in the workbook; the chart draws the middle alone.
    for extra in series[:2]:
        bars.remove(extra)


def _short(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}"


def _inner(chart: Any, labels: float, above: float) -> None:
    """The plot takes what the labels of the categories leave."""
    area = chart._chartSpace.find(f".//{qn('c:plotArea')}")
    old = area.find(qn("c:layout"))
    if old is not None:
        area.remove(old)
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
            f'<c:yMode val="edge"/><c:x val="{labels:.4f}"/><c:y val="{above:.4f}"/>'
            f'<c:w val="{1 - labels - 0.01:.4f}"/><c:h val="{1 - above - 0.01:.4f}"/></c:manualLayout>'
            "</c:layout>"
        ),
    )


# --- the file ------------------------------------------------------------------------------------------


def _properties(made: Any, deck: Deck, when: datetime) -> None:
    core = made.core_properties
    core.title, core.author, core.subject = deck.title, deck.author, deck.subject
    core.keywords, core.language = ", ".join(deck.keywords), LANGUAGES[deck.lang]
    core.last_modified_by, core.revision, core.comments, core.category = deck.author, 1, "", ""
    core.created = core.modified = when
    package = made.part.package
    for owner, kinds in ((package, (RELATION.THUMBNAIL,)), (made.part, (RELATION.PRINTER_SETTINGS,))):
        rels = owner._rels
        for ident in [i for i, rel in rels.items() if rel.reltype in kinds]:
            rels.pop(ident)


_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>cluster-reports</Application></Properties>"
)
_STAMPS = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def _same(data: bytes, when: datetime) -> bytes:
    """The archive in one order and at one time, and so are the workbooks in it."""
    stamp = when.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    target = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as source, ZipFile(target, "w", ZIP_DEFLATED) as archive:
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            content = source.read(name)
            if name == "docProps/app.xml":
                content = _APP
            elif name == "docProps/core.xml":
                content = _STAMPS.sub(rb"\g<1>" + stamp + rb"\g<3>", content)
            elif name.endswith(".xlsx"):
                content = _same(content, when)
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr, entry.create_system = ZIP_DEFLATED, 0o600 << 16, 3
            archive.writestr(entry, content)
    return target.getvalue()
