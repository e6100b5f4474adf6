"""WeasyPrint without the work whose result is known or not used. The pages do not change by a byte.

Everything here hangs on WeasyPrint 70.0, which is pinned: with any other release :func:`prepare` changes
nothing, and reports take longer. ``tests/test_engine.py`` sets the same report with and without it and
compares the bytes; ``bench/README.md`` says what each part gives.

- The page is read as XML, in C, instead of as HTML, in Python: our templates close every element.
- The browser's default style sheet goes without its rules for foot-notes and list markers, which make six
  styles for every element of a page that has neither.
- A style remembers its font, whether it has a background, its resolved lengths and the lines that were
  broken with it: pages are laid out twice where a page number is not known yet, flexible boxes three times.
- Garbage is collected once behind a report and not twenty times within it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree

import weasyprint
from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.draw.color import get_color
from weasyprint.layout import background, inline, preferred
from weasyprint.text import line_break
from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description

from .errors import ConfigurationError

#: The release whose insides are known here.
KNOWN = "70.0"


class Source(HTML):  # type: ignore[misc]  # comes without types
    """A page of our templates, read as XML. Raises ConfigurationError for one that is not well-formed."""

    def __init__(self, page: str, base_url: str, url_fetcher: Any) -> None:
        try:
            root = ElementTree.fromstring(page)  # noqa: S314  made by our templates, every text escaped
        except ElementTree.ParseError as error:
            raise ConfigurationError(f"a template leaves an element open: {error}") from error
        # What HTML.__init__ sets, which knows no other source than HTML.
        self.base_url = base_url
        self.url_fetcher = url_fetcher
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [_defaults()]


@cache
def _defaults() -> CSS:
    """WeasyPrint's defaults without the rules that begin with a bare pseudo-element."""
    sheet = (files(weasyprint.css) / "html5_ua.css").read_text(encoding="utf-8")
    kept = "\n".join(line for line in sheet.splitlines() if not line.startswith("::"))
    return CSS(string=kept, counter_style=CounterStyle())


@contextmanager
def one_collection() -> Iterator[None]:
    """No garbage collection while the block runs, one at its end."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
        gc.collect()


def keep() -> None:
    """What is there now stays: later collections do not look at it."""
    gc.collect()
    gc.freeze()


# --- what a style remembers ----------------------------------------------------------------------

_setup_of_weasyprint = line_break.Layout.setup
_split_of_weasyprint = line_break.split_first_line
_backgrounds_of_weasyprint = background.layout_box_backgrounds


def prepare() -> bool:
    """Let styles remember, in this process and for good; says whether they do."""
    if weasyprint.__version__ != KNOWN:
        return False
    line_break.Layout.setup = _setup
    inline.split_first_line = preferred.split_first_line = _split_first_line
    background.layout_box_backgrounds = _layout_box_backgrounds
    return True


def restore() -> None:
    """WeasyPrint as it comes, for whoever wants to compare."""
    line_break.Layout.setup = _setup_of_weasyprint
    inline.split_first_line = preferred.split_first_line = _split_of_weasyprint
    background.layout_box_backgrounds = _backgrounds_of_weasyprint


def _setup(layout: Any, style: Any) -> None:
    """A layout of Pango with the font of ``style``; the font is described once and the context of a language
    is made once. What is underlined or has features of its own is left to WeasyPrint.
    """
    if "_plain" not in style.__dict__:
        style._plain = style["text_decoration_line"] == "none" and not font_features(
            *(style[name] for name in _FEATURES)
        )
    if not style._plain or style["font_language_override"] != "normal" or not style["lang"]:
        _setup_of_weasyprint(layout, style)
        return
    known = style.font_config.__dict__.setdefault("_contexts", {})
    key = (style["direction"], style["lang"])
    if key not in known:
        context = ffi.gc(
            pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref
        )
        pango.pango_context_set_round_glyph_positions(context, False)
        pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
        letters, _ = unicode_to_char_p(style["lang"])
        language = pango.pango_language_from_string(letters)
        pango.pango_context_set_language(context, language)
        known[key] = context, language
    context, layout.language = known[key]
    if "_font" not in style.__dict__:
        style._font = get_font_description(style)
    layout.style = style
    layout.first_line_direction = 0
    layout.ascent = layout.underline_position = layout.strikethrough_position = None
    layout.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, False)
    pango.pango_layout_set_font_description(layout.layout, style._font)


_FEATURES = (
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
)


def _split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Any:
    """The first line of ``text``, broken once for each width and style."""
    lines = style.__dict__.setdefault("_lines", {})
    key = (text, max_width, justification_spacing, is_line_start, minimum)
    if key not in lines:
        lines[key] = _split_of_weasyprint(
            text, style, context, max_width, justification_spacing, is_line_start, minimum
        )
    return lines[key]


_CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")


def _layout_box_backgrounds(
    page: Any, box: Any, get_image_from_uri: Any, layout_children: bool = True, style: Any = None
) -> None:
    """Boxes without a background, rounded corners or pictures in their borders have nothing to lay out."""
    if style is not None or box is page or not _bare(box.style):
        _backgrounds_of_weasyprint(page, box, get_image_from_uri, layout_children, style)
        return
    box.background = None
    for corner in _CORNERS:
        setattr(box, f"border_{corner}_radius", (0, 0))
    if layout_children:
        for child in box.all_children():
            _layout_box_backgrounds(page, child, get_image_from_uri)


def _bare(style: Any) -> bool:
    if "_bare" not in style.__dict__:
        style._bare = (
            style["border_image_source"][0] == "none"
            and style["mask_border_source"][0] == "none"
            and not style["box_shadow"]
            and all(kind == "none" for kind, _ in style["background_image"])
            and get_color(style, "background_color").alpha == 0
            and all((0, "px") in style[f"border_{corner}_radius"] for corner in _CORNERS)
        )
    return bool(style._bare)
