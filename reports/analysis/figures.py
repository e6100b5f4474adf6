"""Figures for press and slides, drawn by matplotlib: SVG and PNG, the same bytes for the same content.

Letters are drawn as outlines of the fonts that the reports use, so that every machine shows the same picture;
the words of an SVG stand in its ``title`` and ``desc`` for whoever does not see it. Nothing is told by colour
alone.
"""

from __future__ import annotations

import atexit
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import wrap
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reports import assets
from reports.pages import PLAIN, Theme, fonts, style

from .figure_content import Boxes, Content, Figure, Ranks, Scatter, Square

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Width of a figure and height of a row, in inches; dots per inch of a PNG (1920 pixels wide).
WIDTH, ROW, DPI = 9.6, 0.32, 200
#: Role of :mod:`reports.pages.style` -> colour.
_Colours = Mapping[str, str]
#: Letters in a line of the title, of the note, and of the name of a row.
_TITLE, _NOTE, _NAME = 78, 132, 40


def files(figure: Figure, theme: Theme = PLAIN) -> Mapping[str, bytes]:
    """The picture by kind of file: ``svg``, ``png`` and, in words, ``txt``."""
    colours = theme.colours
    with _settings(colours) as pyplot:
        title, note = wrap(figure.title, _TITLE), [*wrap(figure.note, _NOTE), figure.source]
        body = _height(figure.content)
        head, foot = (
            0.3 + 0.27 * len(title) + 0.3 * isinstance(figure.content, Square),
            0.62 + 0.19 * len(note),
        )
        height = head + body + foot
        drawing = pyplot.figure(figsize=(WIDTH, height))
        left, right = (0.07, 0.97) if isinstance(figure.content, Scatter) else (0.32, 0.88)
        axes = drawing.add_axes((left, foot / height, right - left, body / height))
        drawing.text(0.02, 1 - 0.16 / height, "\n".join(title), fontsize=15, weight=600, va="top",
                     color=colours[style.INK])  # fmt: skip
        drawing.text(0.02, 0.1 / height, "\n".join(note), fontsize=9, va="bottom", color=colours[style.SLATE])
        _draw(axes, figure.content, colours)
        svg, png = io.BytesIO(), io.BytesIO()
        drawing.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
        drawing.savefig(png, format="png", dpi=DPI, metadata={"Software": None, "Title": figure.title})
        pyplot.close(drawing)
    words = f"{figure.title}\n\n{figure.note}\n{figure.source}\n\n{figure.alt}\n"
    return {"svg": _told(svg.getvalue(), figure), "png": png.getvalue(), "txt": words.encode()}


def _told(svg: bytes, figure: Figure) -> bytes:
    """The SVG with its words for assistive technology."""
    text = svg.decode()
    said = f"<title>{escape(figure.title)}</title>\n <desc>{escape(figure.alt)}</desc>"
    text = re.sub(r"(<svg\b[^>]*)>", r'\1 role="img">', text, count=1)
    return re.sub(r"<metadata>.*?</metadata>", lambda _: said, text, count=1, flags=re.DOTALL).encode()


@contextmanager
def _settings(colours: _Colours) -> Iterator[Any]:
    """Matplotlib without a screen, with our fonts, and nothing by chance."""
    import matplotlib as mpl

    _add_fonts(fonts.in_use())
    with mpl.rc_context(
        {
            "backend": "agg",
            "font.family": fonts.family("regular"),
            "font.size": 10.5,
            "svg.fonttype": "path",
            "svg.hashsalt": "figures",
            "axes.edgecolor": colours[style.RULE],
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.spines.left": False,
            "text.color": colours[style.INK],
            "xtick.color": colours[style.SLATE],
            "ytick.color": colours[style.INK],
            "ytick.major.size": 0,
        }
    ):
        from matplotlib import pyplot

        yield pyplot


@cache
def _add_fonts(_: str) -> None:
    """The fonts in use, once in a process. Matplotlib opens a file whenever it draws, so a publisher's font
    is kept in one that is removed when the process ends.
    """
    from matplotlib import font_manager

    for file in style.FONT_FILES.values():
        font_manager.fontManager.addfont(assets.fonts() / file)
    for face in fonts.FACES:
        if fonts.is_own(face):
            name, program = fonts.program(face)
            path = _folder() / f"{name}.ttf"
            path.write_bytes(program)
            font_manager.fontManager.addfont(path)


@cache
def _folder() -> Path:
    folder = TemporaryDirectory(prefix="cluster-reports-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


def _height(content: Content) -> float:
    match content:
        case Boxes(rows=rows) | Ranks(rows=rows):
            return max(1.2, ROW * len(rows))
        case Square(names=names):
            return max(1.6, 0.5 * len(names))
    return 6.0


def _draw(axes: Axes, content: Content, colours: _Colours) -> None:
    match content:
        case Boxes():
            _boxes(axes, content, colours)
        case Square():
            _square(axes, content, colours)
        case Ranks():
            _ranks(axes, content, colours)
        case Scatter():
            _scatter(axes, content, colours)


def _rows(axes: Axes, names: list[str], colours: _Colours) -> None:
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_yticks(range(len(names)), ["\n".join(wrap(name, _NAME)) for name in names])
    for label in axes.get_yticklabels():
        lines = label.get_text().count("\n") + 1
        label.set(size=10.5 if lines == 1 else 8.5 if lines == 2 else 6.5, linespacing=0.95)
    axes.grid(axis="x", color=colours[style.RULE], linewidth=0.5)
    axes.set_axisbelow(True)


def _boxes(axes: Axes, content: Boxes, colours: _Colours) -> None:
    _rows(axes, [row.name for row in content.rows], colours)
    room = 0.02 * (content.high - content.low or 1.0)
    axes.set_xlim(content.low - room, content.high + room)
    if content.zero:
        axes.axvline(0, color=colours[style.SLATE], linewidth=0.8)
    for place, row in enumerate(content.rows):
        axes.barh(
            place,
            row.q3 - row.q1,
            0.62,
            row.q1,
            color=colours[style.BAND],
            edgecolor=colours[style.RULE],
            linewidth=0.6,
        )
        axes.plot(row.dots, [place] * len(row.dots), "o", markersize=4, color=colours[style.PEER], alpha=0.75,
                  markeredgewidth=0)  # fmt: skip
        axes.plot([row.median] * 2, [place - 0.34, place + 0.34], color=colours[style.INK], linewidth=2.4)
        if row.label:
            axes.annotate(row.label, (1.0, place), (6, 0), ("axes fraction", "data"),
                          textcoords="offset points", va="center", annotation_clip=False,
                          weight=600)  # fmt: skip


def _square(axes: Axes, content: Square, colours: _Colours) -> None:
    n = len(content.names)
    axes.set_xlim(-0.5, n - 0.5)
    _rows(axes, list(content.names), colours)
    axes.grid(visible=False)
    axes.set_xticks(range(n), [str(place) for place in range(1, n + 1)])
    axes.xaxis.tick_top()
    axes.spines["bottom"].set_visible(False)
    for i, (texts, shades) in enumerate(zip(content.texts, content.shades, strict=True)):
        for j, (text, shade) in enumerate(zip(texts, shades, strict=True)):
            if shade:
                axes.barh(i, 0.96, 0.92, j - 0.48, color=colours[style.HEAT[shade - 1]])
            axes.text(j, i, text, ha="center", va="center",
                      color=colours[style.HEAT_TEXT[shade - 1]] if shade else colours[style.INK])  # fmt: skip


def _ranks(axes: Axes, content: Ranks, colours: _Colours) -> None:
    _rows(axes, [row.name for row in content.rows], colours)
    axes.set_xlim(0.5, content.of + 0.5)
    for place, row in enumerate(content.rows):
        axes.plot([row.low, row.high], [place, place], color=colours[style.PEER], linewidth=4, alpha=0.55,
                  solid_capstyle="round")  # fmt: skip
        axes.plot([row.rank], [place], "D", color=colours[style.INK], markersize=5)


def _scatter(axes: Axes, content: Scatter, colours: _Colours) -> None:
    axes.plot(content.across, content.up, "o", markersize=5, color=colours[style.PEER],
              markeredgecolor=colours[style.INK], markeredgewidth=0.5)  # fmt: skip
    axes.set_xlabel(content.across_label)
    axes.set_ylabel(content.up_label)
    axes.spines["left"].set_visible(True)
    axes.grid(color=colours[style.RULE], linewidth=0.5)
    axes.set_axisbelow(True)
    _name_points(axes, content, colours)


def _name_points(axes: Axes, content: Scatter, colours: _Colours) -> None:
    """Names beside their points, as far as they find room without covering another name or point."""
    axes.autoscale_view()
    places = (
        axes.transData.transform(list(zip(content.across, content.up, strict=True))) / axes.figure.dpi * 72
    )
    taken = [(x - 3, y - 3, x + 3, y + 3) for x, y in places.tolist()]
    for (x, y), name in zip(places.tolist(), content.names, strict=False):
        long = 3.9 * len(name)
        for right, up in ((1, 1), (-1, 1), (1, -1), (-1, -1)):
            across, low = (x + 4 if right > 0 else x - 4 - long), (y + 2 if up > 0 else y - 10)
            box = (across, low, across + long, low + 8)
            if not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
                axes.annotate(name, (x, y), (across, low), "figure points", fontsize=7.5,
                              color=colours[style.SLATE], annotation_clip=False)  # fmt: skip
                taken.append(box)
                break
