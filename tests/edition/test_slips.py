"""Slips as people make them: each kind is one problem that says what to do, and what is no slip is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.tiny import TINY

from reports.edition import Edition
from reports.edition.loading import load
from reports.edition.validation import cells, validate
from reports.edition.validation.folding import fold
from reports.errors import InputError, Problem

Write = Callable[..., Path]
PAST = TINY["edition.toml"] + '\n[[history]]\nlabel = "2014"\nvalues = "values-2014.csv"\nparticipants = 9\n'


def read(folder: Path) -> Edition:
    return validate.validate(load.load(folder, library=folder / "none"))


def told(folder: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(folder)
    return [str(problem) for problem in caught.value.problems]


def with_line(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


VALUES, CLUSTERS, FRAMEWORK = (TINY[f"{name}.csv"] for name in ("values", "clusters", "framework"))
COMMENT = "id,place,text_pl\n{},summary,Tekst\n"

#: Files that are changed -> the parts of the only problem.
ONE_PROBLEM: list[tuple[dict[str, str], tuple[str, ...]]] = [
    # headings that are names, hints of the right kind only
    (
        {"values.csv": with_line(VALUES, "id,Z.1", "id,Członkowie")},
        ("the heading is the name of Z.1", "code Z.1"),
    ),
    ({"values.csv": with_line(VALUES, "id,Z.1", "id,Z1")}, ("not known", "Did you mean Z.1?")),
    (
        {"edition.toml": PAST, "values-2014.csv": "id,Z.1,Cost per member\nK01,1,5\n"},
        ("the heading is the name of Z.2",),
    ),
    # ids
    ({"comments.csv": COMMENT.format("Klaster Czwarty")}, ("it is the name of K04", "Write K04")),
    ({"values.csv": with_line(VALUES, "K03,", "K-03,")}, ("Did you mean K03?",)),
    (
        {
            "clusters.csv": CLUSTERS.replace("K03,", "Sri Lanka,").replace("K04,", "Łódź/2,"),
            "values.csv": VALUES.replace("K03,", "Sri Lanka,").replace("K04,", "Łódź/2,"),
        },
        ("rows 4-5", "Sri Lanka -> sri-lanka; Łódź/2 -> lodz-2"),
    ),
    # names beside ids
    (
        {
            "values.csv": "id,short_name,Z.1,Z.2,P.1,P.2\nK01,Pierwszy,1,1,1,1\nK02,Trzeci,2,2,0,2\n"
            "K03,Trzeci,3,3,0,3\nK04,,4,4,0,4\n"
        },
        ("row 3", "not that of K02; it is the name of K03", "Is the row shifted?"),
    ),
    # codes for missing values: one problem with all rows
    (
        {"values.csv": VALUES.replace("1500.5", ":").replace(",900,", ",:,").replace("2100", ":")},
        ("rows 2-3, 5", "a code for a missing value (3 cells)", "values.missing"),
    ),
    # impossible values
    ({"values.csv": with_line(VALUES, "45.5", "4550")}, ("not from 0 to 100", "values.unbounded")),
    # fields with advice of their own
    (
        {"framework.csv": with_line(FRAMEWORK, "member,-1,1", "member,mniej,1")},
        ("Write -1 (1 where more is better",),
    ),
    (
        {"framework.csv": with_line(FRAMEWORK, "Processes,1,2", "Processes,1,40%")},
        ("Write 40 or 0.4, in the same way",),
    ),
    (
        {"edition.toml": TINY["edition.toml"] + '[method]\nmissing = "50%"\n'},
        ("method.missing", "Write 0.5"),
    ),
    (
        {"edition.toml": TINY["edition.toml"] + '[method]\nscale = "0-10"\n'},
        ("Write [0, 10], in a workbook 0; 10",),
    ),
    # the cause is in another table
    (
        {"framework.csv": FRAMEWORK + "X,OGOL,Otoczenie,Surroundings,1,1,,,,,,,\n"},
        ("framework.csv, row 9", "no indicator stands below this row", "X (Surroundings)"),
    ),
    ({"clusters.csv": with_line(CLUSTERS, "id,name", "kod,name")}, ("column is missing",)),
    # examples and translations
    (
        {"clusters.csv": with_line(CLUSTERS, "Anna Nowak", "PRZYKŁAD: Anna Nowak")},
        ("the example's text", "fictional"),
    ),
    (
        {"framework.csv": FRAMEWORK.replace(",Members,", ",,").replace(",Strategy,", ",,")},
        ("rows 5, 7", "2 texts are missing in English, and 1 of the reports is in English"),
    ),
]


@pytest.mark.parametrize(("files", "parts"), ONE_PROBLEM)
def test_a_slip_is_one_problem_that_says_what_to_do(
    tiny_edition: Write, files: dict[str, str], parts: tuple[str, ...]
) -> None:
    """No consequence is told beside the cause."""
    found = told(tiny_edition(files))
    assert all(any(part in line for line in found) for part in parts), found
    assert len(found) == (2 if "kod,name" in files.get("clusters.csv", "") else 1), found


def test_an_earlier_edition_may_have_what_ended(tiny_edition: Write) -> None:
    """Clusters and indicators that ended are passed over with a remark, and no area is proposed for them."""
    past = "id,Z.1,Z.2,Z.7,OLD_rank,_uwagi\nK01,1,2,3,4,x\nK77,1,2,3,4,x\n"
    edition = read(tiny_edition({"edition.toml": PAST, "values-2014.csv": past}))
    remarks = "\n".join(edition.remarks)
    assert "2 (Z.7, OLD_rank)" in remarks
    assert "1 (K77)" in remarks
    assert "Z?" not in remarks
    assert edition.history[0].values[0, 0] == 1


def test_what_is_no_slip_is_read(tiny_edition: Write) -> None:
    """Names beside ids, remarks, codes that the edition names, values beyond 100 % that it allows, a group of
    one member.
    """
    settings = TINY["edition.toml"] + '\n[values]\nmissing = [":", "-99"]\nunbounded = ["P.2"]\n'
    values = (
        "id,name,_notes,Z.1,Z.2,P.1,P.2\nK01,Klaster Pierwszy „Żółw”,a,:,1,tak,130\n"
        "K02,Drugi,,-99,2,:,-5\nK03,,,3,3,nie,3\nK04,klaster  czwarty,,4,4,nie,\n"
    )
    clusters = with_line(CLUSTERS, "Trzeci,,,,nie,", "Trzeci,,,,sam,")
    edition = read(tiny_edition({"edition.toml": settings, "values.csv": values, "clusters.csv": clusters}))
    expected = [[np.nan, 1, 1, 130], [np.nan, 2, np.nan, -5], [3, 3, 0, 3], [4, 4, 0, np.nan]]
    np.testing.assert_array_equal(edition.values, expected)
    assert edition.remarks == ("framework: units without an English form (unit_en): 1 (osoby), and 1 of the "
                               "reports is in English",)  # fmt: skip


@given(st.lists(st.text(min_size=1, max_size=60), max_size=30, unique=True))
def test_proposed_ids_are_ids_and_differ(names: list[str]) -> None:
    """Whatever somebody is called, the proposal can be taken as it is."""
    taken: set[str] = set()
    for name in names:
        proposed = cells.proposed_id(name, taken)
        assert cells.identifier(proposed) == proposed
        assert proposed not in taken
        taken.add(proposed)


@given(st.lists(st.tuples(st.integers(2, 40), st.sampled_from("AB"), st.sampled_from("xyz")), max_size=60))
def test_folding_loses_no_cell(found: list[tuple[int, str, str]]) -> None:
    """Each cell is told once, in one problem or another."""
    problems = [Problem("wrong", "f.csv", row=r, column=c, header=c, value=v) for r, c, v in set(found)]
    folded = fold(problems)
    cells_told = [cell for p in folded for cell in (p.cells or ((p.row or 0, p.column),))]
    assert sorted(cells_told) == sorted((r, c) for r, c, _ in set(found))
    assert len(folded) <= 2 * 3
