"""The templates: a Report becomes HTML, for the layout engine or for a browser.

Both editions are set from the same templates and hold the same texts. They differ in what only one of
them can have: pages and their numbers on paper, drawings in the text of the page on the screen.
"""

from __future__ import annotations

import base64
import mimetypes
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from . import assets, charts, tokens
from .document import Chart, Drawing, Graphic, Report, Table
from .errors import ConfigurationError

#: Size in mm of the drawing in a cell, by the table's role.
_GRAPHIC_SIZE = {"strip": (73.0, 7.6), "indicators": (32.0, 4.6)}


class Pages:
    """The templates, ready to be filled. ``folder`` is where the edition's logos lie; ``screen`` chooses
    the edition for a browser.
    """

    def __init__(self, folder: Path | None = None, *, screen: bool = False) -> None:
        self._folder = folder
        self._environment = _environment(assets.templates(), screen=screen)

    def fill(self, template: str, report: Report, **more: object) -> str:
        """The template with the report in it; every text is escaped.

        Raises ConfigurationError where a logo cannot be read.
        """
        return self._environment.get_template(template).render(report=report, picture=self._picture, **more)

    def _picture(self, name: str) -> str:
        """A logo of the edition as a data address."""
        path = (self._folder or Path()) / name
        try:
            content = path.read_bytes()
        except OSError as error:
            raise ConfigurationError(f"the logo {path} cannot be read: {error.strerror}") from error
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def anchor(name: str) -> str:
    """A name that can stand in an address."""
    return name.replace(".", "-")


def _environment(templates: Path, *, screen: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,  # by extension, Jinja2 would leave .html.j2 unescaped
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        anchor=anchor,
        kind_of=lambda block: type(block).__name__,
        unknown_block=_unknown_block,
        graphic=_graphic,
        draw=_draw,
        inline_graphic=_inline_graphic,
        inline_drawing=_inline_drawing,
        screen=screen,
        graphic_size=lambda table: _GRAPHIC_SIZE.get(table.role, (0.0, 0.0)),
        axis_offset=_axis_offset,
        chart_width=_chart_width,
    )
    return environment


def _unknown_block(kind: str) -> None:
    raise ConfigurationError(f"the templates cannot set a block of kind {kind}")


def _graphic(graphic: Graphic, width: float, height: float) -> Markup:
    return _svg_address(charts.graphic(graphic, width, height))


def _draw(drawing: Drawing, width: float, height: float | None = None) -> Markup:
    return _svg_address(charts.draw(drawing, width, height))


def _inline_graphic(graphic: Graphic, width: float, height: float) -> Markup:
    """The graphic as an element of the page; the words beside it say the same."""
    return _element(charts.inline(graphic, width, height), 'aria-hidden="true"')


def _inline_drawing(drawing: Drawing, width: float, alt: str) -> Markup:
    """The chart as an element of the page, with its text in words."""
    return _element(charts.inline(drawing, width), Markup('role="img" aria-label="{}"').format(alt))


def _element(svg: str, attributes: str) -> Markup:
    return Markup(svg.replace("<svg ", f"<svg {attributes} ", 1))  # noqa: S704  made by us, texts escaped


def _svg_address(svg: str) -> Markup:
    return Markup("data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode())  # noqa: S704


def _chart_width(chart: Chart) -> float:
    return 82.0 if chart.width == "half" else tokens.LINE


def _axis_offset(table: Table) -> float:
    """Where the column with the drawing begins, in mm."""
    offset = 0.0
    for column in table.columns:
        if column.align == "graphic":
            break
        offset += column.width or 0.0
    return offset
