"""The HTML edition: the report as one file for a browser, which needs no other.

For whoever reads on a screen of any size, or with a screen reader that gets on better with a page of the
web than with a PDF. Fonts and pictures travel in the file; there is no script, and nothing is fetched.
"""

from __future__ import annotations

import base64
from dataclasses import fields, is_dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports import assets
from reports.document import (
    Chart,
    Contents,
    ContentsLine,
    Drawing,
    Graphic,
    Link,
    Report,
    Section,
    find,
    identity,
)
from reports.edition.loading import logos
from reports.errors import ConfigurationError

from . import fonts, style
from .charts import layout
from .flow import HALF
from .theme import PLAIN, Theme

#: Size in mm of the drawing in a cell, by the table's role.
_GRAPHIC_SIZE = {"strip": (73.0, 6.5), "profile": (38.0, 4.6), "indicators": (32.0, 4.6)}


class WebRenderer:
    """Everything the pages of one process share. ``folder`` is where the edition's logos lie."""

    def __init__(self, folder: Path | None = None, theme: Theme = PLAIN) -> None:
        self._folder = folder or Path()
        self._template = _environment(theme).get_template("report.html.j2")
        self._style = Markup(_font_faces() + theme.css_variables() + _style_sheet())  # noqa: S704  our own files

    def render(self, report: Report) -> str:
        """The page of a report, which is set :func:`for_screen`; every text is escaped.

        Raises ConfigurationError where a logo cannot be read.
        """
        return self._template.render(
            report=for_screen(report),
            contents=contents_of(report),
            identifier=identity.identifier(report),
            style=self._style,
            picture=self._picture,
        )

    def _picture(self, name: str) -> str:
        """A logo of the edition as a data address: its dots, and nothing else that its file holds."""
        data = logos.read(self._folder, name).data
        return f"data:image/png;base64,{base64.b64encode(data).decode()}"


def contents_of(report: Report) -> Contents | None:
    """The contents of the report, which the page keeps at hand as a menu of its chapters."""
    return next(find(report, Contents), None)


def anchor(name: str) -> str:
    """A name that can stand in an address."""
    return name.replace(".", "-")


def for_screen(report: Report) -> Report:
    """The report without page numbers: its links lead to their places, and there are no pages. It has the
    chapters that only a screen shows, and they stand in its contents.
    """
    more = tuple(ContentsLine(Link(s.kicker, s.id), s.title) for s in report.screen_sections)
    whole = replace(report, sections=report.sections + report.screen_sections, screen_sections=())
    changed: Report = _without_pages(whole)
    return replace(changed, sections=tuple(_with_lines(section, more) for section in changed.sections))


def _with_lines(section: Section, more: tuple[ContentsLine, ...]) -> Section:
    """The chapter; where the contents stand in it, with ``more`` lines of them."""
    blocks = tuple(
        replace(block, lines=block.lines + more) if isinstance(block, Contents) else block
        for block in section.blocks
    )
    return replace(section, blocks=blocks) if more and blocks != section.blocks else section


def _without_pages(value: Any) -> Any:
    """``value`` itself where there is no link in it, for most of a report has none."""
    kind = type(value)
    if kind is tuple:
        items = tuple(map(_without_pages, value))
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    if kind is Link:
        return replace(value, page=False, before_page="")
    names = _field_names(kind)  # type: ignore[arg-type]  # a type can be hashed
    if names:
        changed = {}
        for name in names:
            old = getattr(value, name)
            if type(old) is str:
                continue
            new = _without_pages(old)
            if new is not old:
                changed[name] = new
        return replace(value, **changed) if changed else value
    return value


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    """The fields of a document value; none of anything else."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


# --- what the templates ask for --------------------------------------------------------------------


def _environment(theme: Theme) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(assets.templates()),
        autoescape=True,  # by extension, Jinja2 would leave .html.j2 unescaped
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        anchor=anchor,
        kind_of=lambda block: type(block).__name__,
        unknown_block=_unknown_block,
        graphic=partial(_graphic, theme),
        drawing=partial(_drawing, theme),
        graphic_size=lambda table: _GRAPHIC_SIZE.get(table.role, (0.0, 0.0)),
        chart_width=_chart_width,
    )
    return environment


def _unknown_block(kind: str) -> None:
    raise ConfigurationError(f"the templates cannot set a block of kind {kind}")


def _graphic(theme: Theme, graphic: Graphic | Drawing, width: float, height: float) -> Markup:
    """The picture as an element of the page; the words beside it say the same."""
    return _element(layout.svg(graphic, width, height, theme), 'aria-hidden="true"')


def _drawing(theme: Theme, drawing: Drawing, width: float, alt: str) -> Markup:
    """The chart as an element of the page, with its text in words."""
    return _element(layout.svg(drawing, width, None, theme), Markup('role="img" aria-label="{}"').format(alt))


def _element(svg: str, attributes: str) -> Markup:
    return Markup(svg.replace("<svg ", f"<svg {attributes} ", 1))  # noqa: S704  made by us, texts escaped


def _chart_width(chart: Chart) -> float:
    return HALF if chart.width == "half" else style.LINE


def _style_sheet() -> str:
    """The style sheet, with the families of the fonts in use."""
    return (
        assets.style("report.css")
        .replace(f'"{style.SANS}"', f'"{fonts.family("regular")}"')
        .replace(f'"{style.SERIF}"', f'"{fonts.family("display")}"')
    )


def _font_faces() -> str:
    faces = []
    faces_of: dict[tuple[str, int, str], fonts.Face] = {key: face for face, key in fonts.FACES.items()}
    for key, name in style.FONT_FILES.items():
        face, weight, slant = faces_of[key], key[1], key[2]
        if fonts.is_own(face):
            kind, told, content = "ttf", "truetype", fonts.program(face)[1]
        else:
            file = (assets.fonts() / "web" / name).with_suffix(".woff2")
            kind, told, content = "woff2", "woff2", file.read_bytes()
        address = f"data:font/{kind};base64,{base64.b64encode(content).decode()}"
        faces.append(
            f'@font-face {{ font-family: "{fonts.family(face)}"; font-weight: {weight}; font-style: {slant}; '
            f'src: url("{address}") format("{told}") }}'
        )
    return "\n".join(faces) + "\n"
