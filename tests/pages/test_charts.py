"""The charts say what the geometry says, nothing collides, and the bytes never change."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import combinations, pairwise, product
from math import isclose
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ROOT, TESTS
from support.graphics import (
    DRAWINGS,
    EXAMPLE,
    GRAPHICS,
    LONG,
    assert_labels_are_free,
    bounds,
    dumbbell,
    dumbbell_row,
    fingerprint,
    picture,
    pl,
    rank_line,
    shapes,
    slope,
    texts,
)

from reports import assets
from reports.document.charts import (
    Axis,
    Bars,
    Dumbbell,
    DumbbellRow,
    EffortMap,
    EffortMark,
    Gain,
    Gains,
    Range,
    Slope,
    Strip,
    StripHead,
    tick_step,
)
from reports.pages import PLAIN, drawing, pdf, style
from reports.pages import page as paper
from reports.pages.charts import labels as labels_
from reports.pages.charts import layout
from reports.pages.charts import symbols as symbols_
from reports.pages.charts.cells import draw_strip_head
from reports.pages.charts.priorities import HEIGHT, draw_effort_map
from reports.pages.drawing import Box, Shape, Text

# --- pictures to look at -----------------------------------------------------------------------


# --- every picture -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*GRAPHICS, *DRAWINGS])
def test_svg_is_fit_for_a_page(name: str) -> None:
    """A picture is XML with a size in mm and a view box, holds no glyph outlines, no ids and no style
    sheet, anchors texts at their left end, and uses only colours of the tokens and sizes from 8 pt.
    """
    svg = picture(name)
    root = ET.fromstring(svg)  # noqa: S314 - our own output
    width, height = (float(root.get(side, "").removesuffix("mm")) for side in ("width", "height"))
    view = [float(part) for part in root.get("viewBox", "").split()]
    unit = view[2] / width  # user units in a millimetre
    assert view[:2] == [0, 0]
    assert isclose(view[3] / height, unit, rel_tol=0.01)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "g", "path", "text"}
    assert not any("id" in element.attrib for element in root.iter())
    assert set(re.findall(r"text-anchor: ?(\w+)", svg)) <= {"start"}
    assert {colour.upper() for colour in re.findall(r"#[0-9A-Fa-f]{6}", svg)} <= set(PLAIN.colours.values())
    sizes = [float(size) for size in re.findall(r'font-size(?:=")?(?:: )?([\d.]+)', svg)]
    assert len(sizes) == sum(element.tag.endswith("text") for element in root.iter())
    assert all(size / unit / style.MM_PER_PT >= style.CHART_MIN - 0.01 for size in sizes)


def test_labels_are_text_as_given() -> None:
    """Markup and formula signs in a name are printed as they are."""
    root = ET.fromstring(picture("dumbbell"))  # noqa: S314 - our own output
    printed = [element.text or "" for element in root.iter() if element.tag.endswith("text")]
    assert "Komunikacja & <marketing> $x$" in printed
    assert {"46,9", "73,0", "brak", "22.", "mediana", "najlepszy wynik", "miejsce", "pkt"} <= set(printed)
    assert LONG in " ".join(printed)


def test_same_bytes_in_every_process() -> None:
    """Other hash seeds change no byte."""
    for seed in ("1", "2"):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join((str(TESTS), str(ROOT))),
        }
        code = "from support.graphics import fingerprint; print(fingerprint())"
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
        assert done.stdout.strip() == fingerprint(), done.stderr


@pytest.mark.parametrize("tracking", [0.0, -0.2, 0.5])
def test_measured_width_is_the_width_on_the_page(tracking: float) -> None:
    """A text ends where it was measured to end, in every face: the pairs of the font count, and so does what
    is added behind every letter.
    """
    line = "Zażółć gęślą jaźń 10,5 – AVATAR To Wy"
    marks = [Text(10.0, 20.0, line, 12.0, face, tracking=tracking) for face in drawing.FACES]
    pages = [paper.Page(210, 100, (paper.Element("H1", (mark,)),)) for mark in marks]
    file = pdf.write(pages, pdf.Meta("Szerokość", "Zespół", "", (), "pl", ""))
    ends = []
    with pypdfium2.PdfDocument(file) as document:
        for page in document:
            seen = page.get_textpage()
            assert seen.get_text_range() == line
            ends.append(seen.get_charbox(len(line) - 1, loose=True)[2] * style.MM_PER_PT)
    assert ends == pytest.approx([10.0 + mark.width for mark in marks], abs=0.3)


# --- graphics in cells -------------------------------------------------------------------------

points = st.integers(0, 1000).map(lambda tenths: tenths / 10)


def test_many_peers_are_one_element() -> None:
    """500 clusters cost one path, not 500 elements."""
    svg = picture("strip of 500")
    assert svg.count("<path") <= 6
    drawn = layout.lay_out(*GRAPHICS["strip of 500"])
    assert [len(shape.path) for shape in shapes(drawn, fill=style.PEER)] == [499]


@given(st.lists(points, max_size=60), st.floats(5, 14))
def test_swarm_shows_every_dot(values: list[float], height: float) -> None:
    """No dot leaves the row, and none hides another while they are not too many for it."""
    xs = [value * 0.62 for value in values]
    offsets, size = symbols_.swarm(xs, height / 2)
    assert all(abs(offset) + size / 2 <= height / 2 + 1e-9 for offset in offsets)
    most = max((xs.count(x) for x in xs), default=0)
    if len(xs) <= 40 and most * size < height - size:
        gaps = [
            ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5
            for (x1, y1), (x2, y2) in combinations(zip(xs, offsets, strict=True), 2)
        ]
        assert not gaps or min(gaps) >= size * 0.99


@given(st.permutations([12.0, 12.0, 12.0, 12.3, 40.0, 41.0, 41.0]))
def test_swarm_depends_on_values_only(values: list[float]) -> None:
    """The order of the clusters changes no picture."""
    offsets, _ = symbols_.swarm(values, 5.0)
    reference, _ = symbols_.swarm(sorted(values), 5.0)
    assert sorted(zip(values, offsets, strict=True)) == sorted(zip(sorted(values), reference, strict=True))


@given(points, points | st.none())
def test_strip_head_labels_never_collide(median: float, own: float | None) -> None:
    """Median and cluster are labelled wherever they stand, also for a leader, a last and a tie."""
    head = StripHead(median, own, "mediana", "Państwa klaster")
    drawn = layout.lay_out(head, 66, 8)
    assert_labels_are_free(drawn)
    assert [label.text for label in texts(drawn)] == ["mediana", "Państwa klaster"][: 1 if own is None else 2]
    for label in texts(drawn):  # an upright leader runs through no label
        for line in shapes(drawn, stroke=style.INK) + shapes(drawn, stroke=style.ACCENT):
            (_, x, top), (_, _, bottom) = line.path[1:]  # type: ignore[misc]
            assert not label.box.hits(Box(x, top, x, bottom))


@given(points, points)
def test_signs_stand_at_their_values(median: float, own: float) -> None:
    """0 and 100 are the ends of the scale and everything between is proportional."""
    drawn = layout.lay_out(Strip((), median, median, median, own), 66, 11)
    [diamond] = shapes(drawn, fill=style.ACCENT)
    [bar] = shapes(drawn, stroke=style.INK)
    assert isclose((bounds(diamond).left + bounds(diamond).right) / 2, 2 + 0.62 * own)
    assert isclose(bounds(bar).left, 2 + 0.62 * median)


def test_better_is_right() -> None:
    """Where less is better the range is mirrored."""
    plain = layout.lay_out(Range(0, 2, 3, 4, 10, 1), 33, 4.6)
    mirrored = layout.lay_out(Range(0, 2, 3, 4, 10, 1, reverse=True), 33, 4.6)
    for fill in (style.ACCENT, style.BAND):
        [one], [other] = shapes(plain, fill=fill), shapes(mirrored, fill=fill)
        assert bounds(one).left == pytest.approx(33 - bounds(other).right)


@given(st.integers(-200, 200), st.integers(1, 400))
def test_axis_has_readable_whole_steps(low: int, length: int) -> None:
    """Any scale gets three to eleven whole steps whose numbers do not touch."""
    step = tick_step(low, low + length)
    assert step == int(step)
    drawn = layout.lay_out(Axis(low, low + length, step), 66, 5)
    assert len(texts(drawn)) <= 11
    assert length < 4 or len(texts(drawn)) >= 2
    assert_labels_are_free(drawn)
    assert not any("-" in label.text for label in texts(drawn))


def test_missing_result_has_no_sign() -> None:
    """A cluster without a result gets no diamond anywhere."""
    for name in ("strip without own", "head without own", "range without own"):
        assert PLAIN.colours[style.ACCENT] not in picture(name)


# --- charts ------------------------------------------------------------------------------------


@given(st.lists(points, min_size=1, max_size=60))
def test_cover_bars_are_zero_based_and_none_is_lit(values: list[float]) -> None:
    """Heights are proportional to the results, and no bar tells whose report it is."""
    drawn = layout.lay_out(Bars(tuple(values)), 210, 92)
    [shape] = shapes(drawn, fill=style.COVER_BAR)
    assert len(drawn.marks) == 1
    tops = [step[2] for step in shape.path if step[0] == "M" and len(step) == 3]
    assert tops == pytest.approx([92 - max(0.6, value * 0.92) for value in values])


names = st.sampled_from(["Zarządzanie", "Komunikacja w klastrze", LONG, "Aktywność na rynkach zagranicznych"])


@st.composite
def dumbbell_rows(draw: st.DrawFn) -> DumbbellRow:
    """A row with its numbers in their natural order; ties and missing results are common."""
    few = st.sampled_from([0.0, 50.0, 97.0, 99.0, 100.0])
    q1, median, q3, best = sorted(draw(st.lists(points | few, min_size=4, max_size=4)))
    own = draw(st.none() | st.just(median) | st.just(best) | (points | few).map(lambda v: min(v, best)))
    return dumbbell_row(draw(names), own, q1, median, q3, best, draw(st.sampled_from(["1.", "40.", "–"])))


@settings(max_examples=100)
@given(st.lists(dumbbell_rows(), min_size=1, max_size=12))
def test_dumbbell_labels_are_free(rows: list[DumbbellRow]) -> None:
    """Whatever the numbers, no label touches a label, the diamond, a ring, a median or the edge; every
    number is printed, once where the cluster is the best; a dashed line means below the median. The rows of
    a chart of more than four stand so close that a number may reach the sign of the row above.
    """
    chart = dumbbell(*rows)
    drawn = layout.lay_out(chart, 170, layout.height(chart, 170))
    diamonds = shapes(drawn, fill=style.ACCENT)
    # Of the ink lines only the upright signs count: the heading's leaders are bent.
    signs = [shape for shape in shapes(drawn, stroke=style.INK) if len(shape.path) < 3]
    assert_labels_are_free(drawn, *diamonds, *signs, slack=0.8 if len(rows) > 4 else 0.0)
    assert len(diamonds) == sum(row.own is not None for row in rows)
    printed = [label.text for label in texts(drawn) if label.size in (style.CHART_NAME, style.CHART_NOTE)]
    for row in rows:
        assert row.own_label in printed
        assert row.best_label in printed
    dashed = [shape for shape in shapes(drawn, stroke=style.ACCENT) if shape.dash]
    assert len(dashed) == sum(row.below for row in rows if abs((row.own or 0) - row.median) > 0.15)


@st.composite
def slopes(draw: st.DrawFn) -> Slope:
    """Two to twelve lines; ties are common."""
    values = points | st.sampled_from([50.0, 50.1, 100.0])
    lines = draw(st.lists(st.tuples(names, values, values), min_size=2, max_size=12))
    return slope(*lines)


@settings(max_examples=100)
@given(slopes(), st.sampled_from([82.0, 170.0]))
def test_slope_labels_are_free_and_in_order(chart: Slope, width: float) -> None:
    """Labels at both ends are pushed apart but keep the order of the values; falls, and only they,
    are dashed.
    """
    drawn = layout.lay_out(chart, width, layout.height(chart, width))
    assert_labels_are_free(drawn)
    after = [label for label in texts(drawn) if label.face == "bold"]
    values = {pl(line.after): line.after for line in chart.lines}
    down = [values[label.text] for label in sorted(after, key=lambda label: label.y)]
    assert down == sorted(down, reverse=True)
    assert len(after) == len(chart.lines)
    dashed = sum(shape.dash is not None for shape in shapes(drawn))
    assert dashed == sum(line.after < line.before for line in chart.lines)


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 10)), min_size=1, max_size=8))
def test_spread_moves_only_what_it_must(blocks: list[tuple[float, float]]) -> None:
    """Blocks keep their order, do not overlap and stay inside; a block with room stays where it is."""
    blocks.sort()
    wanted, heights = [want for want, _ in blocks], [height for _, height in blocks]
    centres = labels_.spread(wanted, heights, 0, 100)
    tops = [c - h / 2 for c, h in zip(centres, heights, strict=True)]
    bottoms = [c + h / 2 for c, h in zip(centres, heights, strict=True)]
    assert tops[0] >= -1e-9
    assert bottoms[-1] <= 100 + 1e-9
    assert all(bottom <= top + 1e-9 for bottom, top in zip(bottoms, tops[1:], strict=False))
    boxes = [(want - height / 2, want + height / 2) for want, height in blocks]
    if boxes[0][0] >= 0 and boxes[-1][1] <= 100 and all(a[1] <= b[0] for a, b in pairwise(boxes)):
        assert centres == pytest.approx(wanted)


def test_spread_shares_what_room_there_is() -> None:
    """Blocks taller than the room together still stay inside and in order."""
    assert labels_.spread([5, 5, 5], [10, 10, 10], 0, 15) == pytest.approx([2.5, 7.5, 12.5])


@given(
    st.lists(st.tuples(names, st.integers(0, 400)), min_size=1, max_size=6), st.sampled_from([82.0, 170.0])
)
def test_gains_are_zero_based_and_labelled(items: list[tuple[str, int]], width: float) -> None:
    """Bars are proportional, the first alone is lit, and no label is cut."""
    items.sort(key=lambda item: -item[1])
    chart = Gains(tuple(Gain(name, gain / 10, f"+{pl(gain / 10)} pkt") for name, gain in items))
    drawn = layout.lay_out(chart, width, layout.height(chart, width))
    bars = [shape for shape in shapes(drawn) if shape.fill in (style.ACCENT, style.INK)]
    assert_labels_are_free(drawn, *bars)
    lengths = [bounds(bar).right - bounds(bar).left for bar in bars]
    gains = [gain for _, gain in items if gain > 0]
    assert [length / lengths[0] for length in lengths] == pytest.approx([gain / gains[0] for gain in gains])
    assert [bar.fill for bar in bars] == [style.ACCENT, *[style.INK] * len(gains)][: len(gains)]


def test_no_rule_runs_through_a_label_of_a_dumbbell() -> None:
    """Where a result stands close to the best its number rises to the line between the rows."""
    rows = tuple(
        DumbbellRow(f"Obszar {i}", own, f"{own}", 27.0, 33.0, 47.0, best, f"{best}", "2.", False)
        for i, (own, best) in enumerate(
            [(77.4, 78.8), (80.0, 81.1), (79.5, 80.2), (60.0, 60.4), (12.0, 12.4)]
        )
    )
    drawn = layout.lay_out(Dumbbell(rows, "mediana", "najlepszy", "miejsce", "pkt"), 170, 54)
    lines = [
        (start[1], start[2], end[1])
        for rule in shapes(drawn, stroke=style.RULE)
        for start, end in zip(rule.path[::2], rule.path[1::2], strict=True)
        if len(start) == 3 and len(end) == 3 and start[2] == end[2]
    ]
    assert len(lines) > len(rows) - 1, "no line had to be broken"
    for label in texts(drawn):
        assert not any(
            left < label.box.right and label.box.left < right and label.box.top < y < label.box.bottom
            for left, y, right in lines
        )


@given(st.lists(st.integers(1, 47) | st.none(), min_size=1, max_size=5), st.sampled_from([82.0, 170.0]))
def test_rank_line(ranks: list[int | None], width: float) -> None:
    """First is on top, a skipped edition is a gap, only the present edition is lit, labels are free."""
    chart = rank_line(*ranks)
    drawn = layout.lay_out(chart, width, layout.height(chart, width))
    diamonds = shapes(drawn, fill=style.ACCENT)
    rings = shapes(drawn, fill=style.WHITE, stroke=style.INK)
    assert_labels_are_free(drawn, *diamonds, *rings)
    assert len(diamonds) == (ranks[-1] is not None)
    lines = [shape for shape in shapes(drawn, stroke=style.INK) if not shape.fill]
    drawn_pieces = sum(len(shape.path) // 2 for shape in lines)
    assert drawn_pieces == sum(a is not None and b is not None for a, b in pairwise(ranks))
    centres = [(bounds(sign).top + bounds(sign).bottom) / 2 for sign in rings + diamonds]
    known = [rank for rank in ranks if rank is not None]
    assert all(
        (y1 < y2) == (r1 < r2)
        for (y1, r1), (y2, r2) in combinations(zip(centres, known, strict=True), 2)
        if r1 != r2
    )


@settings(max_examples=60)
@given(st.lists(points, min_size=3, max_size=40), st.booleans())
def test_reading_example_names_every_sign(values: list[float], answered: bool) -> None:
    """Each of the four signs has its label, free of the others; without a result the diamond has none."""
    ordered = sorted(values)
    q1, median, q3 = (ordered[len(ordered) * k // 4] for k in (1, 2, 3))
    strip = Strip(tuple(values[1:]), q1, median, q3, values[0] if answered else None)
    example = replace(EXAMPLE, strip=strip)
    drawn = layout.lay_out(example, 170, layout.height(example, 170))
    assert_labels_are_free(drawn, *shapes(drawn, fill=style.ACCENT))
    printed = {label.text for label in texts(drawn)}
    assert printed >= {"kreska: mediana", "kropka: jeden klaster", "pole: środkowa połowa"}
    assert ("romb: Państwa klaster" in printed) == answered


@given(st.text(st.sampled_from("aąbcWż ,-\u00a0"), max_size=120), st.floats(15, 60))
def test_names_fit_their_column(name: str, width: float) -> None:
    """A name takes at most two lines within its column in at least 8 pt; it is whole or ends in an
    ellipsis.
    """
    lines, size = labels_.fit(name, width, 9.5, "semibold")
    assert len(lines) <= 2
    assert size >= style.CHART_MIN
    assert all(drawing.text_width(line, size, "semibold") <= width for line in lines)
    whole = " ".join(part for part in name.split(" ") if part)
    assert " ".join(lines) == whole or lines[-1].endswith("…")


def test_accent_is_the_reported_cluster_only() -> None:
    """A strip without the cluster, peers, medians and the best carry no accent."""
    drawn = layout.lay_out(*GRAPHICS["strip"])
    assert len([shape for shape in shapes(drawn) if style.ACCENT in (shape.fill, shape.stroke)]) == 1
    assert PLAIN.colours[style.ACCENT] not in layout.svg(rank_line(3, 2, None), 82)


# --- tokens ------------------------------------------------------------------------------------


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.1."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_can_be_read() -> None:
    """Texts reach 4.5:1 on every ground they stand on, signs 3:1."""
    pairs = [(style.INK, style.WHITE), (style.SLATE, style.WHITE), (style.ACCENT, style.WHITE)]
    pairs += [(style.INK, style.PAPER), (style.ACCENT, style.PAPER), (style.ACCENT, style.BAND)]
    pairs += [(style.AMBER, style.COVER), (style.WHITE, style.COVER), (style.NAVY, style.WHITE)]
    pairs += zip(style.HEAT_TEXT, style.HEAT, strict=True)
    of = PLAIN.colours
    assert min(contrast(of[text], of[ground]) for text, ground in pairs) >= 4.5
    assert min(contrast(of[style.PEER], of[ground]) for ground in (style.WHITE, style.BAND)) >= 3.0


def test_style_sheet_gets_every_colour() -> None:
    """The custom properties carry all colours, and the bundled fonts exist."""
    css = PLAIN.css_variables()
    for name, colour in PLAIN.colours.items():
        assert f"--{name}: {colour};" in css
    assert all((assets.fonts() / file).is_file() for file in style.FONT_FILES.values())


@pytest.mark.parametrize(("low", "high"), [(1180.0, 1320.0), (0.0, 100.0), (-20.0, 70000.0)])
def test_numbers_of_an_axis_stand_apart_on_a_narrow_one(low: float, high: float) -> None:
    """A number that is moved inwards at the end never touches the next one; at least one is there."""
    for width in (12.0, 25.0, 60.0):
        marks = symbols_.draw_axis(
            symbols_.Scale(low, high, 0.5, width - 0.5), tick_step(low, high), 0.0, (0.0, width)
        )
        numbers = [mark for mark in marks if not isinstance(mark, drawing.Shape)]
        assert numbers
        assert all(right.x > left.x + left.width for left, right in pairwise(numbers))


@pytest.mark.parametrize("width", [42.0, 73.0])
@pytest.mark.parametrize("own_label", ["Państwa uczestnik", "your municipality", "brak wyniku uczestnika"])
def test_the_labels_above_a_column_of_strips_never_overlap(width: float, own_label: str) -> None:
    """However near median and own result are, and however long the noun of the edition is."""
    for median, own in product(range(0, 101, 5), repeat=2):
        head = StripHead(median, own, "mediana", own_label, 0, 100)
        one, other = (mark for mark in draw_strip_head(head, width, 9.0) if isinstance(mark, Text))
        assert not one.box.hits(other.box, 0.0), (median, own)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 3), st.none() | st.sampled_from([0.0, 0.1, 4.3, 9.9])), max_size=5),
    st.sampled_from([82.0, 170.0]),
)
def test_the_words_of_the_map_of_actions_lie_on_no_mark(
    actions: list[tuple[int, float | None]], width: float
) -> None:
    """Not even where an action gains nothing that can be printed and stands at the foot."""
    actions.append((1, None))
    made = tuple(
        EffortMark(str(number), effort, gain, "" if gain is None else f"+{gain}")
        for number, (effort, gain) in enumerate(actions, start=1)
    )
    chart = EffortMap(made, ("mały", "średni", "duży"), "Nakład pracy", "Przyrost (pkt)", "bez przyrostu")
    drawn = draw_effort_map(chart, width, HEIGHT)
    boxes = [mark.box for mark in drawn if isinstance(mark, Text)]
    assert not any(one.hits(other) for one, other in combinations(boxes, 2))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.floats(0.0, 9.0), min_size=1, max_size=5),
    st.sampled_from(["+{:.1f}", "+{:.3f}", "+1{:.4f}"]),
    st.booleans(),
    st.sampled_from([82.0, 170.0]),
)
def test_gains_on_the_map_of_actions_are_whole(
    gains: list[float], form: str, prepares: bool, width: float
) -> None:
    """However alike the gains of a column are and however many digits they have, no mark covers a number."""
    made = [EffortMark(str(n), 2, gain, form.format(gain)) for n, gain in enumerate(gains, start=1)]
    made += [EffortMark("8", 1, None, "")] if prepares else []
    chart = EffortMap(
        tuple(made), ("mały", "średni", "duży"), "Nakład pracy", "Przyrost (pkt)", "bez przyrostu"
    )
    drawn = draw_effort_map(chart, width, HEIGHT)
    labels = [mark for mark in drawn if isinstance(mark, Text) and mark.text.startswith("+")]
    circles = [mark for mark in drawn if isinstance(mark, Shape) and mark.path[0][0] == "O"]
    assert len(labels) == len(circles) == len(gains)
    for label in labels:
        assert width / 3 < label.box.left < label.box.right < width / 3 * 2
        assert not any(label.box.hits(bounds(circle)) for circle in circles)
    assert not any(one.box.hits(other.box) for one, other in combinations(labels, 2))
