"""The presentation that slides are added to: our own master, made from python-pptx's, or a publisher's.

Layouts go by their names: :data:`LAYOUTS`. A publisher's template has to have all three, each with a title
and a place for text or content; sizes and places are its own, and so are its fonts and colours.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any
from zipfile import BadZipFile

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu

from reports.document import SlideLayout
from reports.errors import ConfigurationError

from ..drawing import Box
from ..fonts import installed_family
from ..style import ACCENT, COVER, HEAT, INK, NAVY, PAPER, PEER, SERIF, SLATE, WHITE
from ..theme import Theme
from . import layout as places

#: What the layouts are called in the master, and in a publisher's template.
LAYOUTS: Mapping[SlideLayout, str] = {
    "title": "Opening slide",
    "chart": "Statement with chart",
    "text": "Statement with text",
}
#: Where a publisher's text may stand.
_CONTENT = (KIND.BODY, KIND.OBJECT, KIND.SUBTITLE, KIND.VERTICAL_BODY, KIND.VERTICAL_OBJECT)
_TITLES = (KIND.TITLE, KIND.CENTER_TITLE)
EMU = 36000
#: The family of the display face as programs know it.
DISPLAY = "Source Serif 4 Display"


def emu(mm: float) -> Emu:
    """Millimetres as the unit of presentations."""
    return Emu(round(mm * EMU))


def own(theme: Theme) -> Any:
    """A presentation without slides that has our master, in the colours of ``theme``."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = emu(places.WIDTH), emu(places.HEIGHT)
    master = deck.slide_master
    kept = {0: "title", 1: "chart", 2: "text"}
    for number, layout in reversed(list(enumerate(deck.slide_layouts))):
        if number not in kept:
            deck.slide_layouts.remove(layout)
    _theme(master, theme)
    _master(master)
    for layout, name in zip(deck.slide_layouts, kept.values(), strict=True):
        _layout(layout, name, theme)  # type: ignore[arg-type]
    return deck


def template(data: bytes, name: str) -> Any:
    """A publisher's presentation without its slides. Raises ConfigurationError where it cannot be read, or
    lacks a layout or a place in one.
    """
    try:
        deck = Presentation(io.BytesIO(data))
    except (PythonPptxError, BadZipFile, KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
        raise ConfigurationError(
            f"{name} cannot be read as a presentation (.pptx); save it again in PowerPoint, or choose another"
        ) from error
    known = {layout.name: layout for layout in deck.slide_layouts}
    for wanted in LAYOUTS.values():
        if wanted not in known:
            have = ", ".join(sorted(known)) or "none"
            raise ConfigurationError(
                f"{name} has no layout “{wanted}” (it has: {have}); name a layout so in its slide master, or "
                "begin with the slides that are made without --template"
            )
        for kinds, what in ((_TITLES, "a title"), (_CONTENT, "a place for content or text")):
            if _place(known[wanted], kinds) is None:
                raise ConfigurationError(
                    f"{name}: the layout “{wanted}” has no placeholder for {what}; add one in its master"
                )
    slides = deck.slides._sldIdLst
    for slide in list(slides):
        deck.part.drop_rel(slide.rId)
        slides.remove(slide)
    return deck


def layout_of(deck: Any, layout: SlideLayout) -> Any:
    """The layout of a presentation by what it is for."""
    return next(one for one in deck.slide_layouts if one.name == LAYOUTS[layout])


def areas(deck: Any) -> places.Areas:
    """The boxes that the layouts leave for titles and content, mm."""
    names = ("title", "chart", "text")
    titles = tuple(_box(_place(layout_of(deck, name), _TITLES)) for name in names)  # type: ignore[arg-type]
    contents = tuple(_box(_place(layout_of(deck, name), _CONTENT)) for name in names)  # type: ignore[arg-type]
    return places.Areas(titles, contents, deck.slide_height / EMU)  # type: ignore[arg-type]


def content_of(slide: Any) -> Any:
    """The placeholder of a slide that takes text, or None."""
    return _place(slide, _CONTENT)


def _place(owner: Any, kinds: tuple[Any, ...]) -> Any:
    found = (shape for shape in owner.placeholders if shape.placeholder_format.type in kinds)
    return next(found, None)


def _box(shape: Any) -> Box:
    left, top = round(shape.left / EMU, 3), round(shape.top / EMU, 3)
    return Box(left, top, round(left + shape.width / EMU, 3), round(top + shape.height / EMU, 3))


# --- our own master ----------------------------------------------------------------------------------


def _put(shape: Any, box: Box) -> None:
    shape.left, shape.top = emu(box.left), emu(box.top)
    shape.width, shape.height = emu(box.right - box.left), emu(box.bottom - box.top)


_COLOURS = {
    "dk1": INK, "lt1": WHITE, "dk2": NAVY, "lt2": PAPER, "accent1": NAVY, "accent2": HEAT[1],
    "accent3": PEER, "accent4": HEAT[3], "accent5": ACCENT, "accent6": SLATE, "hlink": NAVY,
    "folHlink": SLATE,
}  # fmt: skip


def _theme(master: Any, theme: Theme) -> None:
    part = master.part.part_related_by(RELATION.THEME)
    root = etree.fromstring(part.blob)
    root.set("name", "cluster-reports")
    scheme = next(root.iter(qn("a:clrScheme")))
    scheme.set("name", "cluster-reports")
    for name, role in _COLOURS.items():
        slot = scheme.find(qn(f"a:{name}"))
        for child in list(slot):
            slot.remove(child)
        etree.SubElement(slot, qn("a:srgbClr")).set("val", theme.colours[role].removeprefix("#"))
    fonts = next(root.iter(qn("a:fontScheme")))
    fonts.set("name", "cluster-reports")
    display = installed_family("display")
    display = DISPLAY if display == SERIF else display
    for which, name in (("majorFont", display), ("minorFont", installed_family("regular"))):
        next(fonts.find(qn(f"a:{which}")).iter(qn("a:latin"))).set("typeface", name)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _level(size: float, colour: str, font: str, line: int) -> str:
    return (
        f'<a:lvl1pPr {nsdecls("a")} algn="l" rtl="0" marL="0" indent="0">'
        f'<a:lnSpc><a:spcPct val="{line}000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{round(size * 100)}" kern="0"><a:solidFill><a:schemeClr val="{colour}"/>'
        "</a:solidFill>"
        f'<a:latin typeface="+{font}-lt"/></a:defRPr></a:lvl1pPr>'
    )


def _master(master: Any) -> None:
    for shape in list(master.placeholders):
        kind = shape.placeholder_format.type
        if kind in _TITLES:
            _put(shape, places.TITLE)
        elif kind == KIND.BODY:
            _put(shape, places.CONTENT)
        elif kind == KIND.FOOTER:
            _put(shape, places.FOOT)
        elif kind == KIND.SLIDE_NUMBER:
            _put(shape, places.NUMBER)
        else:
            shape._element.getparent().remove(shape._element)
            continue
        _frame(shape, "b" if kind in _TITLES else "t")
    styles = master.element.find(qn("p:txStyles"))
    for style, level in (
        ("p:titleStyle", _level(30, "tx1", "mj", 90)),
        ("p:bodyStyle", _level(24, "tx1", "mn", 100)),
    ):
        element = styles.find(qn(style))
        for child in list(element):
            element.remove(child)
        element.append(parse_xml(level))
    for shape in master.placeholders:
        _small(shape)


def _frame(shape: Any, anchor: str) -> None:
    """No insets, no automatic change of size: everything was measured."""
    body = shape._element.txBody.find(qn("a:bodyPr"))
    for child in list(body):
        body.remove(child)
    for name in ("lIns", "tIns", "rIns", "bIns"):
        body.set(name, "0")
    body.set("anchor", anchor)
    body.set("wrap", "square")
    etree.SubElement(body, qn("a:noAutofit"))


def _small(shape: Any) -> None:
    """The style of the foot: the smallest size, secondary colour."""
    if shape.placeholder_format.type not in (KIND.FOOTER, KIND.SLIDE_NUMBER):
        return
    align = "r" if shape.placeholder_format.type == KIND.SLIDE_NUMBER else "l"
    old = shape._element.txBody.find(qn("a:lstStyle"))
    style = (
        f'<a:lstStyle {nsdecls("a")}><a:lvl1pPr algn="{align}"><a:defRPr sz="1800">'
        f'<a:solidFill><a:schemeClr val="accent6"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
    )
    old.getparent().replace(old, parse_xml(style))


def _layout(layout: Any, name: SlideLayout, theme: Theme) -> None:
    layout.element.cSld.set("name", LAYOUTS[name])
    if "type" in layout.element.attrib:
        layout.element.set("type", {"title": "title", "chart": "obj", "text": "obj"}[name])
    title, content = places.Areas().of(name)
    rest = [shape for shape in layout.placeholders if shape.placeholder_format.type in _CONTENT]
    for shape in list(layout.placeholders):
        kind = shape.placeholder_format.type
        if kind in _TITLES:
            _put(shape, title)
            _plain(shape, "b")
        elif shape in rest[:1]:
            _put(shape, content)
            _plain(shape, "t")
        elif kind in (KIND.FOOTER, KIND.SLIDE_NUMBER):
            _small(shape)
            if name == "title":
                shape._element.getparent().remove(shape._element)
        else:
            shape._element.getparent().remove(shape._element)
    if name == "title":
        _dark(layout, theme.colours[COVER])


def _plain(shape: Any, anchor: str) -> None:
    """The placeholder looks as in the master."""
    old = shape._element.txBody.find(qn("a:lstStyle"))
    old.getparent().replace(old, parse_xml(f"<a:lstStyle {nsdecls('a')}/>"))
    _frame(shape, anchor)


def _dark(layout: Any, cover: str) -> None:
    """The ground of the cover, and light texts."""
    ground = (
        f'<p:bg {nsdecls("p", "a")}><p:bgPr><a:solidFill><a:srgbClr val="{cover.removeprefix("#")}"/>'
        "</a:solidFill><a:effectLst/></p:bgPr></p:bg>"
    )
    layout.element.cSld.insert(0, parse_xml(ground))
    for shape in layout.placeholders:
        style = (
            f'<a:lstStyle {nsdecls("a")}><a:lvl1pPr><a:defRPr><a:solidFill><a:schemeClr val="bg1"/>'
            "</a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>"
        )
        old = shape._element.txBody.find(qn("a:lstStyle"))
        old.getparent().replace(old, parse_xml(style))
