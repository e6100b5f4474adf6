"""The cover of a report as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reports.document import Cover, LogoSlot, Report
from reports.edition.loading import logos

from .charts import layout
from .drawing import Box, Shape, rect
from .page import Anchor, Artifact, Element, Node, Page, Picture, ground, moved
from .style import AMBER, COVER, LINE, MARGINS, MM_PER_PT, PAGE, RULE, SLATE, TYPE, WHITE
from .text import Line, Run, Style, height_of, placed, set_lines

_WIDTH, _HEIGHT = PAGE
_LEFT = MARGINS[3]

_STUDY = Style(10.0, 14.0, "semibold", WHITE)
_EDITION = Style(10.0, 14.0, "regular", RULE)
_KIND = Style(12.0, 16.0, "semibold", AMBER)
_SCORE = Style(40.0, 42.0, "display", AMBER)
_SCORE_LABEL = Style(10.0, 12.5, "semibold", AMBER)
_SLOT = Style(8.0, 9.5, "regular", SLATE)
_NOTICE = Style(7.75, 10.5, "regular", SLATE)

_TAG_TOP, _TITLE_TOP, _FLAG_TOP = 20.0, 50.0, 131.0
#: The name ends above the score, however long it is.
_TITLE_BOTTOM = _FLAG_TOP - 4.0
_TITLE_WIDTH, _FLAG_WIDTH = 166.0, 64.0

#: The strip at the foot, and what is free in it: above, between logos, below them.
_STRIP, _STRIP_TOP, _GAP, _BELOW_LOGOS = 39.0, 7.0, 5.0, 3.5
#: What stays free under a strip that is higher than planned.
_STRIP_BOTTOM = 5.0
_SLOT_TOP, _SLOT_RULE = 4.0, 0.6 * MM_PER_PT
_ART = 92.0


def page(report: Report, folder: Path | None = None) -> Page:
    """The cover; its logos lie in ``folder``.

    Raises ConfigurationError where a logo cannot be read, ValueError for more words than the page holds.
    """
    cover = report.cover
    art = layout.lay_out(cover.bars, _WIDTH, _ART).marks
    nodes = (
        Artifact((ground(Box(0, 0, _WIDTH, _HEIGHT), COVER),)),
        Artifact(moved(art, 0.0, _HEIGHT - _STRIP - _ART)),
        Anchor("cover", 0.0, report.cover_bookmark),
        Element("P", tuple(_tag(cover))),
        Element("H1", tuple(_title(cover))),
        *([Element("P", tuple(_flag(cover)))] if cover.score or cover.score_label else []),
        *_strip(cover, folder or Path()),
    )
    return Page(_WIDTH, _HEIGHT, nodes)


def _tag(cover: Cover) -> Iterator[Node]:
    study = set_lines((Run(f"{cover.study} ", _STUDY),), LINE)
    yield from placed(study, _LEFT, _TAG_TOP)
    yield from placed(set_lines((Run(cover.edition, _EDITION),), LINE), _LEFT, _TAG_TOP + height_of(study))


def _title(cover: Cover) -> Iterator[Node]:
    kind = set_lines((Run(f"{cover.kind} ", _KIND),), _TITLE_WIDTH)
    top = _TITLE_TOP + height_of(kind) + 5.0
    yield from placed(kind, _LEFT, _TITLE_TOP)
    yield from placed(_name(cover, _TITLE_BOTTOM - top), _LEFT, top)


def _name(cover: Cover, room: float) -> tuple[Line, ...]:
    """The name as large as its role says; one that would reach the score is set smaller."""
    size, leading = TYPE[f"cover-{cover.name_size}"]
    while True:
        style = Style(size, leading, "display-light", WHITE, tracking=-0.004 * size)
        found = set_lines((Run(cover.name, style),), _TITLE_WIDTH)
        if height_of(found) <= room:
            return found
        if size <= _SCORE_LABEL.size:
            raise ValueError("the name is longer than a cover")
        size, leading = size - 1.0, leading * (size - 1.0) / size


def _flag(cover: Cover) -> Iterator[Node]:
    top = _FLAG_TOP
    if cover.score:
        score = set_lines((Run(f"{cover.score} ", _SCORE),), _FLAG_WIDTH)
        yield from placed(score, _LEFT, top)
        top += height_of(score) + 1.2
    width = _FLAG_WIDTH if cover.score else _TITLE_WIDTH
    yield from placed(set_lines((Run(cover.score_label, _SCORE_LABEL),), width), _LEFT, top)


# --- the strip of those who fund and publish ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Logo:
    """A logo, or the words in its place, with the height they ask for."""

    slot: LogoSlot
    logo: logos.Logo | None
    words: tuple[Line, ...]

    @property
    def height(self) -> float:
        words = height_of(self.words)
        return max(logos.HEIGHT, words + 2 * (_SLOT_RULE + 1.0)) if self.words else logos.HEIGHT


def _strip(cover: Cover, folder: Path) -> Iterator[Node]:
    """The white strip at the foot; it grows where logos and notices need more room than planned."""
    width = (LINE - _GAP * (len(cover.logos) - 1)) / max(len(cover.logos), 1)
    found = [_logo(slot, width, folder) for slot in cover.logos]
    row = max((mark.height for mark in found), default=0.0)
    notices = [set_lines((Run(notice, _NOTICE),), LINE) for notice in cover.notices]
    needed = _STRIP_TOP + (row + _BELOW_LOGOS if found else 0.0) + sum(map(height_of, notices))
    strip = _STRIP if needed <= _STRIP else needed + _STRIP_BOTTOM
    if strip > _STRIP + _ART:
        raise ValueError("the notices are longer than a cover")
    y = _HEIGHT - strip
    yield Artifact((ground(Box(0, y, _WIDTH, _HEIGHT), WHITE),))
    y += _STRIP_TOP
    if found:
        yield from _logos(found, width, y, row)
        y += row + _BELOW_LOGOS
    for notice in notices:
        yield Element("P", tuple(placed(notice, _LEFT, y)))
        y += height_of(notice)


def _logo(slot: LogoSlot, width: float, folder: Path) -> _Logo:
    if slot.file:
        return _Logo(slot, logos.read(folder, slot.file), ())
    return _Logo(slot, None, set_lines((Run(slot.name, _SLOT),), width - 2 * _SLOT_RULE))


def _logos(found: Sequence[_Logo], width: float, top: float, row: float) -> Iterator[Node]:
    x = _LEFT
    kids: list[Node] = []
    for mark in found:
        if mark.logo is not None:
            left = x + (width - mark.logo.width) / 2
            above = top + (row - mark.logo.height) / 2
            box = Box(left, above, left + mark.logo.width, above + mark.logo.height)
            kids.append(Element("Figure", (Picture(box, mark.logo.data),), alt=mark.slot.name, box=box))
        else:
            half = _SLOT_RULE / 2
            frame = rect(x + half, top + half, width - _SLOT_RULE, row - _SLOT_RULE)
            kids.append(Artifact((Shape(frame, stroke=RULE, width=_SLOT_RULE),)))
            # The name of two lines at most stands where it always does, a longer one in the middle.
            above = min(_SLOT_RULE + _SLOT_TOP, (row - height_of(mark.words)) / 2)
            kids.append(Element("P", tuple(placed(mark.words, x, top + above, width, "centre"))))
        x += width + _GAP
    yield Element("Div", tuple(kids))
