"""Name plates and labels: their geometry as data, and their layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reports.errors import ConfigurationError
from reports.papers import FolderLabel, Plate

from .frame import Frame
from .page import Anchor, Artifact, Node, Page, rule, seen
from .style import RULE, SLATE
from .text import SMALLEST, Style, fitting, height, widest_word


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A sheet of labels on A4, in mm: ``left`` and ``top`` are where the first label begins, ``across`` and
    ``down`` the steps from one label to the next.
    """

    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    across: float
    down: float

    @property
    def count(self) -> int:
        return self.columns * self.rows

    def corner(self, place: int) -> tuple[float, float]:
        """The upper left corner of the label at ``place`` (from 0, row by row)."""
        row, column = divmod(place, self.columns)
        return self.left + column * self.across, self.top + row * self.down


#: The sheets by the names that users know; the sizes are those on the makers' packages.
SHEETS: dict[str, LabelSheet] = {
    "99.1x38.1": LabelSheet(2, 7, 99.1, 38.1, 4.65, 15.15, 101.6, 38.1),  # 14 on a sheet, as Avery L7163
    "99.1x67.7": LabelSheet(2, 4, 99.1, 67.7, 4.65, 13.1, 101.6, 67.7),  # 8 on a sheet, as Avery L7165
    "70x37": LabelSheet(3, 8, 70.0, 37.0, 0.0, 0.5, 70.0, 37.0),  # 24 on a sheet, without margins
}
USUAL = "99.1x38.1"

_A4 = (210.0, 297.0)
#: Printers leave a margin white: no text is nearer to the edge of the paper or of a label.
_EDGE, _INSIDE = 6.0, 4.0
_NAME_SIZES = (16.0, 14.0, 12.0, 10.5, 9.0, SMALLEST)


def label_pages(labels: Sequence[FolderLabel], sheet: LabelSheet, first: int = 1) -> tuple[Page, ...]:
    """The labels on sheets, row by row; ``first`` (from 1) is where the first one sticks on a sheet of
    which some are used up.

    Raises ConfigurationError for a first label that the sheet does not have, and for a text without room.
    """
    if not 1 <= first <= sheet.count:
        raise ConfigurationError(f"the sheet has labels 1 to {sheet.count}; there is no label {first} on it")
    pages: list[list[Node]] = []
    for place, label in enumerate(labels, first - 1):
        page, on_page = divmod(place, sheet.count)
        if page == len(pages):
            pages.append([])
        # A file has to begin with a heading; the others on a sheet are what is below it.
        tag = "H1" if not pages[page] else "H2"
        pages[page] += _label(label, sheet, on_page, tag)
    return tuple(Page(*_A4, tuple(nodes)) for nodes in pages)


def _label(label: FolderLabel, sheet: LabelSheet, place: int, tag: str) -> Iterator[Node]:
    x, y = sheet.corner(place)
    left, right = max(x + _INSIDE, _EDGE), min(x + sheet.width - _INSIDE, _A4[0] - _EDGE)
    top, bottom = max(y + _INSIDE, _EDGE), min(y + sheet.height - _INSIDE, _A4[1] - _EDGE)
    width, room = right - left, bottom - top
    for size in _NAME_SIZES:
        name = Style(size, size * 1.16, "semibold")
        detail = Style(9.5 if size > 11 else SMALLEST, 12.0 if size > 11 else 10.2)
        tall = height(label.name, width, name) + 1.0 + sum(height(d, width, detail) for d in label.details)
        if tall <= room and widest_word(label.name, name) <= width:
            break
    if tall > room:
        raise ConfigurationError(
            f"the label of {label.name} does not fit; shorten the room or the name, or take larger labels"
        )
    frame = Frame(left, right, top + (room - tall) / 2)
    frame.say(tag, (label.name, name), after=1.0)
    frame.say("P", *((text, detail) for text in label.details))
    yield from frame.nodes


# --- name plates ---------------------------------------------------------------------------------------

_PLATE_NAMES = tuple(Style(size, size * 1.12, "semibold") for size in (72, 60, 50, 42, 36, 30, 24, 20))
_SIDE = 25.0


def plate_page(plate: Plate) -> Page:
    """A4 on its side, to be folded in the middle and set up like a tent: the name on both sides.

    Raises ConfigurationError for a plate without room.
    """
    wide, high = _A4[1], _A4[0]
    fold = high / 2
    width = wide - 2 * _SIDE
    name = fitting(plate.name, width, 2, _PLATE_NAMES)
    styles = [
        fitting(text, width, 2, (Style(18.0, 23.0), Style(15.0, 19.5), Style(12.0, 16.0)))
        for text in plate.details
    ]
    tall = height(plate.name, width, name) + 3.0
    tall += sum(height(text, width, style) for text, style in zip(plate.details, styles, strict=True))
    room = fold - 24.0
    if tall > room:
        raise ConfigurationError(f"the name plate of {plate.name} has no room; shorten the longest names")
    top = fold + 8.0 + (room - tall) / 2
    near, far = Frame(_SIDE, wide - _SIDE, top), Frame(_SIDE, wide - _SIDE, top, behind="")
    for side in (near, far):
        side.say("H1", (plate.name, name), align="centre", after=3.0)
        for text, style in zip(plate.details, styles, strict=True):
            side.say("P", (text, replace(style, colour=SLATE)), align="centre")
    near.y = high - 13.0
    near.say("P", (plate.notice, Style(9.0, 12.0, colour=SLATE)), align="centre")
    ticks = (rule(3.0, 10.0, fold, RULE, 0.3), rule(wide - 10.0, wide - 3.0, fold, RULE, 0.3))
    other_side = Artifact(tuple(seen(far.nodes)), turned=True)
    return Page(wide, high, (Anchor("", 0.0, plate.name), Artifact(ticks), *near.nodes, other_side))
