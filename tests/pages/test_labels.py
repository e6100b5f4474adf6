"""Labels and plates: on the label, on the right one, and the same for every name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.errors import ConfigurationError
from reports.pages import labels
from reports.pages.drawing import Box
from reports.pages.labels import SHEETS
from reports.pages.page import Element, seen
from reports.pages.text import SMALLEST
from reports.papers.meeting_papers import FolderLabel, Plate

NAMES = st.text("aąćżŻŁ „”-", min_size=1, max_size=40).filter(str.strip)
LINES = ("22 listopada 2018 r., godz. 11:30, Sala Konferencyjna na II piętrze", "Egzemplarz 1 z 2 · poufne")


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_the_labels_lie_on_the_paper_and_not_on_each_other(sheet: labels.LabelSheet) -> None:
    """A sheet's geometry fills A4 from edge to edge and no further, with equal margins at both sides."""
    boxes = []
    for place in range(sheet.count):
        x, y = sheet.corner(place)
        boxes.append(Box(x, y, x + sheet.width, y + sheet.height))
    assert min(box.left for box in boxes) == pytest.approx(210 - max(box.right for box in boxes), abs=0.1)
    assert min(box.top for box in boxes) == pytest.approx(297 - max(box.bottom for box in boxes), abs=0.1)
    shrunk = [Box(b.left + 1e-6, b.top + 1e-6, b.right - 1e-6, b.bottom - 1e-6) for b in boxes]
    assert not any(one.hits(other) for i, one in enumerate(shrunk) for other in shrunk[:i])


@settings(deadline=None, max_examples=40)
@given(NAMES, st.sampled_from(sorted(SHEETS)), st.integers(1, 8), st.integers(1, 30))
def test_every_text_stays_on_its_label(name: str, sheet_name: str, first: int, count: int) -> None:
    """Label after label from the first free one, none skipped; all lines inside, no two on each other."""
    sheet = SHEETS[sheet_name]
    made = [FolderLabel(name, (*LINES, str(number))) for number in range(count)]
    pages = labels.label_pages(made, sheet, first)
    assert len(pages) == -(-(first - 1 + count) // sheet.count)
    place = first - 1
    for page in pages:
        elements = [node for node in page.nodes if isinstance(node, Element)]
        for head, body in zip(elements[::2], elements[1::2], strict=True):
            x, y = sheet.corner(place % sheet.count)
            boxes = [text.box for text in seen((head, body)) if text.text.strip()]
            for text in seen((head, body)):
                assert text.size >= SMALLEST
                assert x <= text.x
                assert y <= text.box.top
                assert text.box.bottom <= y + sheet.height
                visible = text.box.right - (
                    text.width - len(text.text.rstrip()) * text.width / len(text.text)
                )
                assert visible <= x + sheet.width + 1.5
            assert not any(one.hits(other) for i, one in enumerate(boxes) for other in boxes[:i])
            place += 1


@pytest.mark.parametrize("first", [0, 15])
def test_a_first_label_that_the_sheet_does_not_have_is_refused(first: int) -> None:
    """The message says how many there are."""
    with pytest.raises(ConfigurationError, match="labels 1 to 14"):
        labels.label_pages((), SHEETS["99.1x38.1"], first)


def test_a_label_without_room_is_refused() -> None:
    """Nothing is cut off or printed across the edge."""
    long = FolderLabel("Nazwa", tuple("bardzo długi wiersz " * 3 for _ in range(6)))
    with pytest.raises(ConfigurationError, match="does not fit"):
        labels.label_pages((long,), SHEETS["70x37"])


@settings(deadline=None, max_examples=40)
@given(NAMES, st.text("aąż „", max_size=200).filter(lambda t: not t or t.strip()))
def test_a_plate_stands_below_the_fold_and_turned_above_it(name: str, detail: str) -> None:
    """The front lies in the lower half, whatever the name; the turned copy is the same marks."""
    page = labels.plate_page(Plate(name, (detail,) if detail else (), "Dane przykładowe."))
    front = list(seen(node for node in page.nodes if isinstance(node, Element)))
    assert all(text.box.top > page.height / 2 and text.box.bottom < page.height for text in front)
    assert all(text.x >= 0 and text.x + text.width < page.width for text in front)
    (turned,) = (n for n in page.nodes if not isinstance(n, Element) and getattr(n, "turned", False))
    said = {text.text.strip() for text in front} - {"Dane przykładowe."}
    assert {text.text.strip() for text in seen((turned,))} == said
