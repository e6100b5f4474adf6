"""What a report says of places, quarters, distances, counts and levels is true of every group: with ties, all
alike, with missing scores, without sub-areas, with deep trees, with questions of yes and no.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.composing import composed, study_of
from support.editions import edition, flat, framework, past
from support.trials import said_twice

from reports.document.blocks import Cell, Chart, KeyFigures, Report, Section, Table, find, walk
from reports.edition.model import Band, Lang, Localised, Method
from reports.pages import report as layout
from reports.production.composer import Composer
from reports.proof.reading import pdf as pdftext

#: An area of two indicators, one of three, and no level between.
TWO_LEVELS = framework(
    {"R": None, "A": "R", "B": "R", "A1": "A", "A2": "A", "B1": "B", "B2": "B", "B3": "B"},
    **{code: {"comparable": True} for code in ("R", "A", "B", "A1", "A2", "B1", "B2", "B3")},
)
NAMED = Localised("Regulamin pracy", "Rules of work")
NONE = Method("none", scale=(0.0, 10.0))


def strings(value: Any) -> Iterator[str]:
    """Every text of a document, with ordinary spaces."""
    if isinstance(value, str):
        yield value.replace("\u00a0", " ")
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in ("rules", "fact", "drawing", "graphic"):
                yield from strings(getattr(value, field.name))


def words(report: Report) -> str:
    return "\n".join(strings(report))


_RANK = ("Miejsce w rankingu", "Rank")


def rank_figure(report: Report) -> tuple[str, str]:
    """The unit and the note of the key figure of the rank."""
    figures = next(find(report.section("summary"), KeyFigures)).items
    figure = next(figure for figure in figures if figure.label.replace("\u00a0", " ") in _RANK)
    return figure.unit.replace("\u00a0", " "), figure.note.replace("\u00a0", " ")


def chapter(report: Report, code: str) -> Section:
    return report.section(f"area-{code}")


# --- places and quarters -------------------------------------------------------------------------------


def test_who_shares_a_place_with_most_is_in_no_quarter() -> None:
    """Of twenty, twelve share the places 5 to 16: they are told all of them, and no quarter."""
    rows = [[value] for value in [5.0] * 4 + [4.0] * 12 + [3.0] * 4]
    study = edition(rows, flat(1), NONE)
    assert rank_figure(composed(study, "k09")) == ("wśród 20", "miejsca 5–16, ten sam wynik: 12 klastrów")
    assert rank_figure(composed(study, "k01", "en"))[1].startswith("first quarter of the group (ranks 1")
    assert rank_figure(composed(study, "k18"))[1].startswith("czwarta ćwiartka grupy")


@settings(max_examples=8)
@given(
    st.lists(st.one_of(st.none(), st.integers(0, 5)), min_size=3, max_size=40),
    st.sampled_from(["min", "max", "average", "dense"]),
    st.sampled_from(["pl", "en"]),
    st.integers(0, 10**6),
)
def test_places_are_told_alike_everywhere(
    scores: Sequence[int | None], ties: str, lang: Lang, chance: int
) -> None:
    """Whatever the group: the key figure of the rank agrees with who is ahead and who shares the place, and
    with how many have a score.
    """
    study = edition(
        [[None if score is None else float(score)] for score in scores],
        flat(1),
        Method("none", scale=(0.0, 5.0), ties=ties),  # type: ignore[arg-type]
    )
    row = chance % len(scores)
    own, known = scores[row], [score for score in scores if score is not None]
    report = composed(study, study.ids[row], lang)
    unit, note = rank_figure(report)
    if own is None:
        assert not re.search(r"\d", unit)
        return
    ahead, same = sum(score > own for score in known), known.count(own)
    n, behind = len(known), sum(score < own for score in known)
    assert unit == (f"wśród {n}" if lang == "pl" else f"of {n}")
    quarters = {"pierwsza": 1, "druga": 2, "trzecia": 3, "czwarta": 4}
    quarters |= {"first": 1, "second": 2, "third": 3, "fourth": 4}
    said = next((number for word, number in quarters.items() if note.startswith(f"{word} ")), None)
    if said == 1:
        assert 4 * behind >= 3 * (n - 1)
    if said in (1, 2):
        assert behind > (n - 1) / 2
    if said in (3, 4):
        assert ahead > (n - 1) / 2
    if said == 4:
        assert 4 * ahead >= 3 * (n - 1)
    if 2 * same > n:
        assert said is None
    if same == n:
        assert note == (
            "ten sam wynik w całej grupie" if lang == "pl" else "the same score in the whole group"
        )


def test_where_all_are_alike_nothing_is_high_or_low() -> None:
    """No quarter, no first or last place, no strength and no gap."""
    study = edition([[5.0, 5.0]] * 12, framework({"R": None, "A": "R", "A1": "A", "A2": "A"}), NONE)
    said = words(composed(study, "k03"))
    for word in (
        "ćwiartka grupy (",
        "Pierwsze miejsce",
        "Najwyższy wynik",
        "największa przewaga",
        "Największa luka:",
    ):
        assert word not in said, word
    assert "Klaster nigdzie nie zajmuje ostatniego miejsca" in said
    assert "Bez różnic w grupie" in said


# --- how far from the median ---------------------------------------------------------------------------


def test_the_last_of_all_is_not_called_close() -> None:
    """24th of 24 everywhere: nothing is "closest", and what is nearest is told with its distance."""
    rows = [[0.0] * 5, *([float(5 + (row * (leaf + 3)) % 5) for leaf in range(5)] for row in range(23))]
    study = edition(rows, TWO_LEVELS, NONE)
    report = composed(study, "k01")
    said = words(report)
    assert "Najbliżej mediany" not in said
    assert "Najmniejszy dystans" not in said
    # What is nearest is told with its distance.
    for line in re.findall(r"(?:Najmniejsza strata|najmniejsza strata|Najmniej do).*", said):
        assert re.search(r"\([\d,]+ pkt\)", line), line


def test_close_to_the_median_is_in_the_middle_half() -> None:
    """The title of an area says "closest to the median" of nothing outside the middle half of the group."""
    rows = [[float((row * (leaf + 2)) % 11) for leaf in range(5)] for row in range(23)]
    study = edition(rows, TWO_LEVELS, NONE)
    composer = Composer(study_of(study))
    for cluster in study.ids[::4]:
        report, scene = composed(study, cluster), composer.scene(cluster, "pl")
        for area in study.framework.areas:
            title = chapter(report, area.code).title
            if title.startswith(("Obszar do nadrobienia", "Wszędzie poniżej", "Bez przewag")):
                named = [n for n in study.framework.children(area.code) if n.name.pl in title]
                bands = {scene.comparison[node.code].band for node in named}
                assert bands <= {Band.UPPER, Band.MEDIAN, Band.LOWER}


# --- how many --------------------------------------------------------------------------------------------


def test_a_place_is_told_out_of_those_that_have_one() -> None:
    """Of 24 units 12 have no overall score: key figure, table and charts count twelve, and a note says
    how many have which score.
    """
    rows = [
        [float(row % 10), None if row < 12 else float(row % 7), float(row % 5), 1.0 + row % 3, None]
        for row in range(24)
    ]
    rows = [[a, b, c, d, float(row % 4)] for row, (a, b, c, d, _) in enumerate(rows)]
    before = past(TWO_LEVELS, [[1.0] * 5] * 24, ranks={"R": [float(1 + row) for row in range(24)]})
    study = edition(rows, TWO_LEVELS, Method("none", scale=(0.0, 10.0), missing=0.9), history=[before])
    report = composed(study, "k20", "en")
    assert rank_figure(report)[0] == "of 12"
    table = next(find(report.section("summary"), Table))
    assert table.columns[1].heading.replace("\u00a0", " ") == "Distribution of scores (12 clusters)"
    assert any("(12 of 24)" in note.replace("\u00a0", " ") for note in table.notes)
    line = next(chart for chart in find(report, Chart) if chart.id == "chart-rank")
    assert line.alt.replace("\u00a0", " ").endswith("of 12.")


# --- levels ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("depth", "lang"), [(1, "pl"), (2, "en"), (2, "pl"), (3, "en"), (4, "pl"), (5, "en")]
)
def test_nothing_is_called_a_sub_area_that_is_none(depth: int, lang: Lang) -> None:
    """Frameworks of one level and of two have no sub-areas, and no report of theirs has the word; others
    have it, and the workbook tells a lower level from a higher one.
    """
    tree: dict[str, str | None] = {"R": None}
    for branch in ("A", "B", "C")[: 3 if depth > 1 else 0]:
        parent = "R"
        for level in range(1, depth):
            code = f"{branch}{level}"
            tree[code] = parent
            parent = code
        tree |= {f"{branch}x{leaf}": parent for leaf in range(3)}
    if depth == 1:
        tree |= {f"L{leaf}": "R" for leaf in range(5)}
    marked = {code: {"comparable": True} for code in tree}
    made = framework(tree, **marked)
    rows = [[float((row * (leaf + 3)) % 11) for leaf in range(len(made.leaves))] for row in range(14)]
    old = [[float((row * (leaf + 4)) % 11) for leaf in range(len(made.leaves))] for row in range(14)]
    study = edition(rows, made, NONE, history=[past(made, old)])
    for cluster in ("k01", "k14"):
        report = composed(study, cluster, lang)
        said = words(report).lower()
        assert ("podobszar" in said or "sub-area" in said) == (depth > 2)
        levels = {cell.text for row in report.data.sheets[0].rows for cell in row[1:2]}  # type: ignore[union-attr]
        assert (("podobszar niższego poziomu" in levels) or ("sub-area of a lower level" in levels)) == (
            depth > 3
        )


def test_an_indicator_beside_sub_areas_is_called_one() -> None:
    """Where an area has a sub-area and an indicator, both are "parts", and each is called what it is."""
    mixed = framework({"R": None, "A": "R", "S": "A", "S1": "S", "S2": "S", "I": "A", "B": "R", "B1": "B"})
    rows = [[float((row * (leaf + 3)) % 11) for leaf in range(4)] for row in range(14)]
    study = edition(rows, mixed, NONE)
    for cluster in study.ids[::4]:
        for text in strings(chapter(composed(study, cluster, "pl"), "A")):
            assert not re.search(r"[Pp]odobszar\w* „Węzeł I”", text), text
            assert not re.search(r"wskaźnik\w* „Węzeł S”", text), text


# --- benchmarks, yes and no, spellings -------------------------------------------------------------------


def test_all_at_the_benchmark_is_said_only_of_them() -> None:
    """One value far from all others leaves no gain that can be printed: that is said, not the benchmark."""
    rows = [[300_000.0, 1.0], *([1_000.0 + row, float(row)] for row in range(23))]
    tree = framework({"R": None, "A": "R", "B": "R", "A1": "A", "B1": "B"})
    study = edition(rows, tree, Method())
    ours, best = composed(study, "k03", "en"), composed(study, "k01", "en")
    assert "All answered indicators are at the benchmark" not in "\n".join(strings(chapter(ours, "A")))
    assert "by less than 0.1" in "\n".join(strings(chapter(ours, "A"))).replace("\u00a0", " ")
    assert "All answered indicators are at the benchmark" in "\n".join(strings(chapter(best, "A")))


@pytest.mark.parametrize("unit", ["tak/nie", "yes/no"])
@pytest.mark.parametrize("share", [3, 10, 17])
def test_questions_have_no_median_and_no_place(unit: str, share: int) -> None:
    """An answer of yes or no is told with how many say yes, without median, rank, quartiles or a drawing; its
    goal is to have it.
    """
    tree = framework(
        {"R": None, "A": "R", "A1": "A", "A2": "A", "A3": "A"},
        A1={"unit": unit, "name": NAMED},
        A2={"unit": unit},
    )
    rows = [[float(row < share), float(row % 2), float(row % 9)] for row in range(20)]
    study = edition(rows, tree, Method())
    for cluster in ("k01", "k20"):
        report = composed(study, cluster)
        table = next(t for t in find(chapter(report, "A"), Table) if t.id == "table-indicators-A")
        row = next(r for r in table.rows if r.cells[0].text == NAMED.pl)
        assert [cell.text for cell in row.cells[1:]] == [
            "tak" if cluster == "k01" else "nie",
            "–",
            "–",
            "–",
            f"tak: {share}\u00a0z\u00a020",
        ]
        assert all(cell.graphic is None for cell in row.cells)
        said = words(report)
        assert not re.search(r"(?:median\w*|kwartyl\w*):? „?(?:tak|nie)\b", said)
        assert all("tak/nie" not in text for text in strings(report.sections))
        charts = [chart for chart in find(chapter(report, "A"), Chart) if chart.id.startswith("chart-parts")]
        assert all(NAMED.pl not in chart.alt for chart in charts)
        goals = [r for t in find(report, Table) if t.id == "table-reserves-A" for r in t.rows]
        for goal in goals:
            if goal.cells[0].text == NAMED.pl:
                assert goal.cells[3].text == "wprowadzić"


@pytest.mark.parametrize("scale", [(0.0, 1.0), (0.0, 10.0), (1.0, 7.0), (0.0, 100.0)])
def test_one_value_has_one_spelling(scale: tuple[float, float]) -> None:
    """A mean of three, a median of an even number and scores of any scale are printed alike wherever a fact
    stands.
    """
    rows = [[20 / 3 + row / 7, row / 3, float(row % 5), 0.1 * row, 3.0 * row] for row in range(16)]
    study = edition(rows, TWO_LEVELS, Method(scale=scale, benchmark="top3-mean"))
    report = composed(study, "k05")
    assert list(said_twice(report)) == []
    step = 2 if scale[1] <= 10 else 1
    cell = next(c for c in find(report, Cell) if c.fact is not None and c.fact.what == "score")
    assert len(cell.text.partition(",")[2]) >= step
    assert any(isinstance(part, Cell) for part in walk(report))


def test_a_long_area_begins_with_its_chart() -> None:
    """The first page of an area of many indicators has more than its title and a few lines."""
    for indicators in (23, 31):
        tree = framework(
            {"R": None, "A": "R", "B": "R", "B1": "B"} | {f"L{i}": "A" for i in range(indicators)}
        )
        rows = [[float((row * (leaf + 3)) % 17) for leaf in range(indicators + 1)] for row in range(12)]
        report = composed(edition(rows, tree, NONE), "k05")
        file = pdftext.read(layout.finished(report, layout.lay_out(report)))
        start = next(mark.page for mark in file.bookmarks if "Obszar: " in mark.title.replace("\u00a0", " "))
        assert start is not None
        assert sum(box[3] - box[1] > 0 for box in file.pages[start - 1].boxes) > 40
