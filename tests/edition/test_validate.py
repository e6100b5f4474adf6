"""What the tables of an edition mean together, and every way they can be wrong."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import SHARED
from support.tiny import TINY

from reports.edition.loading import load
from reports.edition.model import Edition, Localised, MailSettings
from reports.edition.validation import sheet, validate
from reports.errors import InputError, Problem

Write = Callable[..., Path]
ASEM = SHARED / "data" / "asem" / "edition"


def read(folder: Path, supported: range | None = None) -> Edition:
    """The edition in ``folder`` with no shared library."""
    return validate.validate(load.load(folder, library=folder / "none"), supported)


def problems(folder: Path, supported: range | None = None) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        read(folder, supported)
    return caught.value.problems


def changed(file: str, *changes: tuple[str, str]) -> dict[str, str]:
    """The tiny edition's file with some texts replaced, each of which must be there."""
    text = TINY[file]
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return {file: text}


# --- the good path -------------------------------------------------------------------------------


def test_a_small_edition_is_read_as_it_stands(tiny_edition: Write) -> None:
    """Every column and setting arrives where the model says, in the order of the files."""
    edition = read(tiny_edition())
    assert (edition.id, edition.label, edition.language, edition.title.en) == (
        "tiny-2018",
        "2018",
        "pl",
        "Study of clusters",
    )
    assert edition.unit["pl"]["few"] == "klastry"
    assert edition.ids == ("K01", "K02", "K03", "K04")
    first = edition.clusters[0]
    assert (first.name, first.short_name, first.email, first.consent) == (
        "Klaster Pierwszy „Żółw”",
        "Pierwszy",
        "anna@example.org",
        True,
    )
    assert edition.clusters[1].language == "en"
    assert edition.clusters[2].language == "pl"
    assert edition.clusters[3].groups == {"key": "nie"}
    framework = edition.framework
    assert framework.root.code == "OGOL"
    assert [node.code for node in framework.areas] == ["Z", "P"]
    assert [node.depth for node in framework.nodes] == [0, 1, 1, 2, 2, 2, 2]
    assert framework["P"].children == ("P.1", "P.2")
    assert (framework["Z.2"].direction, framework["Z.2"].high, framework["Z.2"].influence) == (-1, 20000.0, 3)
    assert framework["P"].weight == 2.0
    assert framework["Z.1"].comparable
    assert not framework["Z.2"].comparable
    expected = [[120, 1500.5, 1, 45.5], [80, 900, 0, 60], [0, np.nan, 1, 12.5], [80, 2100, 0, np.nan]]
    np.testing.assert_array_equal(edition.values, expected)
    assert not edition.values.flags.writeable


def test_a_fresh_edition_travels_to_another_process(tiny_edition: Write) -> None:
    """What validation hands on can be pickled, because reports are made in worker processes."""
    edition = read(tiny_edition())
    assert pickle.loads(pickle.dumps(edition)).clusters == edition.clusters  # noqa: S301  our own bytes


@pytest.mark.skipif(not ASEM.is_dir(), reason="the ASEM data are not here")
def test_the_real_edition_is_valid() -> None:
    """51 countries and 49 indicators, with columns left out and decimals left open."""
    edition = read(ASEM)
    assert edition.values.shape == (51, 49)
    assert not np.isnan(edition.values).any()
    assert edition.values[edition.row["POL"], edition.framework.leaf_column["LPI"]] == pytest.approx(
        3.43, abs=0.3
    )


def test_column_order_is_free(tiny_edition: Write) -> None:
    """Values follow the framework, whatever the order of the columns and rows."""
    swapped = (
        "P.2,id,P.1,Z.2,Z.1\n,K04,0,2100,80\n12.5,K03,1,,0\n60,K02,nie,900,80\n45.5,K01,tak,1500.5,120\n"
    )
    np.testing.assert_array_equal(
        read(tiny_edition({"values.csv": swapped}, "swapped")).values, read(tiny_edition()).values
    )


def test_decimals_left_open_follow_the_values(tiny_edition: Write) -> None:
    """Whole numbers get none, others three digits of the quartiles."""
    framework = changed("framework.csv", (",osoby,0,", ",osoby,,"), (",zł,1,", ",zł,,"), (",%,1,", ",%,,"))
    values = changed("values.csv", ("12.5", "12.12345"))
    edition = read(tiny_edition({**framework, **values}))
    assert [edition.framework[code].decimals for code in ("Z.1", "Z.2", "P.2")] == [0, 0, 1]


def test_a_study_of_one_cluster_is_an_edition(tiny_edition: Write) -> None:
    """One unit is enough."""
    clusters = "id,name,short_name\nK01,Jedyny klaster,Jedyny\n"
    values = "id,Z.1,Z.2,P.1,P.2\nK01,120,1500.5,tak,45.5\n"
    assert read(tiny_edition({"clusters.csv": clusters, "values.csv": values})).ids == ("K01",)


def test_a_cluster_may_have_no_answer_at_all(tiny_edition: Write) -> None:
    """Empty cells are no answers, and stay so."""
    edition = read(tiny_edition(changed("values.csv", ("K03,0,,1,12.5", "K03,,,,"))))
    assert np.isnan(edition.values[2]).all()


def test_areas_may_be_given_directly(tiny_edition: Write) -> None:
    """With normalise = none the children of the root can be the leaves."""
    edition = read(
        tiny_edition(
            {
                "edition.toml": TINY["edition.toml"] + '[method]\nnormalise = "none"\nscale = [0, 10]\n',
                "framework.csv": "code,parent,name_pl,name_en,direction\n"
                "R,,Wynik,Result,1\nA,R,Obszar,One,1\nB,R,Drugi,Two,1\n",
                "values.csv": "id,A,B\nK01,1,2\nK02,10,0\nK03,3,\nK04,5,6\n",
            }
        )
    )
    assert [node.code for node in edition.framework.leaves] == ["A", "B"]
    assert edition.method.scale == (0.0, 10.0)


# --- problems in the tables ----------------------------------------------------------------------

# file, what is replaced, by what; row, column, a part of the cause, a part of the whole message
TABLE_PROBLEMS = [
    # numbers
    ("values.csv", "45.5", "b.d.", 2, "E", "looks like a code for a missing value", "Leave the cell empty"),
    ("values.csv", "45.5", "45%", 2, "E", "percent sign", "found '45%'"),
    ("values.csv", "45.5", "#N/D!", 2, "E", "error value", "(P.2)"),
    ("values.csv", "K02,80,", "K02,1.234,", 3, "B", "may mean 1234 or 1.234", "Write 1234 or 1.2340"),
    ("values.csv", "nie,60", "może,60", 3, "D", "neither yes nor no", "tak or nie"),
    ("values.csv", "K02,80,", "K02,tak,", 3, "B", "yes or no stands where a number", "unit tak/nie"),
    # ids
    ("values.csv", "K02,80", "K-02,80", 3, "A", "no cluster with this id", "Did you mean K02?"),
    ("values.csv", "K02,80", "K01,80", 3, "A", "row 2 is of the same cluster", ""),
    ("values.csv", "K02,80", ",80", 3, "A", "the row has no id", ""),
    ("values.csv", "K02,80,900,nie,60\n", "", None, "A", "a cluster has no row", "found 'K02'"),
    ("clusters.csv", "K02,", "K01,", 3, "A", "row 2 has the same id", ""),
    ("clusters.csv", "K02,", "k01,", 3, "A", "but for the case of letters (K01)", ""),
    ("clusters.csv", "K02,", "K/2,", 3, "A", "cannot be an id", "ASCII letters"),
    ("clusters.csv", "K02,", "Żuk,", 3, "A", "cannot be an id", ""),
    ("clusters.csv", "K02,", "aux,", 3, "A", "Windows keeps this name", ""),
    # shape
    (
        "values.csv",
        "K02,80,900,nie,60",
        "K02,80,900,nie,60,7",
        3,
        "F",
        "under no heading",
        "Is the row shifted",
    ),
    ("values.csv", "K02,80,900,nie,60", "K02,80,900,nie", 3, "", "4 cells and the heading 5", "cut off"),
    ("values.csv", "id,Z.1,Z.2,P.1,P.2", "id,Z.1,Z.2,P.1", 2, "E", "under no heading", ""),
    ("values.csv", "Z.1,Z.2,P.1", "Z.1,Z.1,P.1", 1, "C", "two columns have this heading", ""),
    ("values.csv", "Z.1,Z.2,P.1", "Z.1,Z2,P.1", 1, "C", "the column is not known", "Did you mean Z.2?"),
    ("values.csv", "Z.1,Z.2,P.1", "Z.1,Koniec,P.1", None, "", "the column is missing", "column Z.2"),
    ("values.csv", "Z.1,Z.2,P.1", "Z.1,Z,P.1", 1, "C", "this one is made from others", ""),
    ("clusters.csv", "email", "e-mail", 1, "F", "the column is not known", "Did you mean email?"),
    ("clusters.csv", "short_name", "skrót", None, "", "the column is missing", "column short_name"),
    ("framework.csv", "influence", "influance", 1, "L", "the column is not known", "Did you mean influence?"),
    # names
    ("clusters.csv", "Klaster Drugi", "K" * 300, 3, "B", "300 characters", "Shorten it"),
    ("clusters.csv", ",Drugi", "," + "D" * 41, 3, "C", "41 characters, more than 40", ""),
    ("clusters.csv", ",Drugi", ",", 3, "C", "the cell is empty", "Fill it in"),
    ("clusters.csv", "Klaster Drugi", "", 3, "B", "the cell is empty", ""),
    ("clusters.csv", ",Drugi", ",pierwszy", 3, "C", "row 2 has the same name", ""),
    ("clusters.csv", ",Drugi", ",Klaster  czwarty", 5, "B", "row 3 has the same name", ""),
    ("clusters.csv", "Klaster Drugi", "Klaster\u200bDrugi", 3, "B", "ZERO WIDTH SPACE", ""),
    ("clusters.csv", "Klaster Drugi", "Klaster 龍", 3, "B", "the fonts of the report lack 龍 (U+9F8D)", ""),
    ("clusters.csv", "Drugi,en", "Drugi,de", 3, "D", "not a language", "pl or en"),
    ("clusters.csv", "anna@example.org", "anna(at)example.org", 2, "F", "not one e-mail address", ""),
    ("clusters.csv", "tak,tak", "tak,zgoda", 2, "H", "neither yes nor no", ""),
    # groups
    (
        "clusters.csv",
        "K03,Klaster Trzeci,Trzeci,,,,nie",
        "K03,Klaster Trzeci,Trzeci,,,,NIE",
        5,
        "G",
        "also spelled 'NIE'",
        "",
    ),
    # the tree
    ("framework.csv", "Z,OGOL", "Z,", 3, "B", "a second row without a parent (the first is OGOL)", ""),
    ("framework.csv", "OGOL,,", "OGOL,Z.1,", None, "B", "no row is the root", ""),
    ("framework.csv", "OGOL,,", "OGOL,Z.1,", 2, "B", "in a circle (OGOL -> Z.1 -> Z -> OGOL)", ""),
    ("framework.csv", "P,OGOL", "P,P", 4, "B", "in a circle (P -> P)", ""),
    ("framework.csv", "Z.2,Z,", "Z.2,X,", 6, "B", "no row has this code", ""),
    ("framework.csv", "Z.2,Z,", "Z.1,Z,", 6, "A", "row 5 has the same code", ""),
    ("framework.csv", "Z.2,Z,", "z.1,Z,", 6, "A", "case of letters (Z.1)", ""),
    ("framework.csv", "Z.2,Z,", "Z 2,Z,", 6, "A", "cannot be an id", ""),
    ("framework.csv", "Z.2,Z,", "Z_rank,Z,", 6, "A", "heading of the score tables", ""),
    ("framework.csv", "Z.2,Z,", ",Z,", 6, "A", "the row has no code", ""),
    ("framework.csv", "Koszt na członka,Cost per member", ",", 6, "C", "the row has no name", ""),
    (
        "framework.csv",
        "P,OGOL,Procesy,Processes,1,2",
        "P,OGOL,Procesy,Processes,1,0",
        4,
        "F",
        "above zero",
        "",
    ),
    (
        "framework.csv",
        "P,OGOL,Procesy,Processes,1,2",
        "P,OGOL,Procesy,Processes,1,",
        4,
        "F",
        "the weight is empty",
        "",
    ),
    (
        "framework.csv",
        "P,OGOL,Procesy,Processes,1,2",
        "P,OGOL,Procesy,Processes,-1,2",
        4,
        "E",
        "only an indicator",
        "",
    ),
    ("framework.csv", "member,-1,1", "member,-2,1", 6, "E", "must be 1 or -1", ""),
    ("framework.csv", "member,-1,1", "member,,1", 6, "E", "the direction is empty", "-1 where less is"),
    ("framework.csv", "zł,1,0,20000", "zł,7,0,20000", 6, "H", "from 0 to 6", ""),
    ("framework.csv", "zł,1,0,20000", "zł,1,20000,0", 6, "I", "not below the high", ""),
    ("framework.csv", "zł,1,0,20000", "zł,1,0,", 6, "J", "the goalpost is missing", ""),
    ("framework.csv", "20000,nie,3", "20000,nie,4", 6, "L", "must be 1, 2 or 3", ""),
    ("framework.csv", "20000,nie,3", "20000,raczej,3", 6, "K", "neither yes nor no", ""),
]


@pytest.mark.parametrize(("file", "old", "new", "row", "column", "cause", "message"), TABLE_PROBLEMS)
def test_a_problem_in_a_table_is_told_with_its_place(
    tiny_edition: Write, file: str, old: str, new: str, row: int | None, column: str, cause: str, message: str
) -> None:
    """File, row, column letter, cause, value and remedy are named, and nothing is guessed."""
    found = problems(tiny_edition(changed(file, (old, new))), range(0x2600))
    assert any(
        (p.file, p.row) == (file, row)
        and (p.column == column or not column)
        and cause in p.cause
        and message in str(p)
        for p in found
    ), "\n".join(map(str, found))
    assert all(p.remedy or p.value is not None for p in found), found


def test_problems_of_all_files_come_together_in_order(tiny_edition: Write) -> None:
    """One run names everything, in the order of the files and rows."""
    files = {
        **changed("edition.toml", ('language = "pl"', 'language = "de"')),
        **changed("framework.csv", ("zł,1", "zł,9"), ("influence", "wpływ")),
        **changed("clusters.csv", ("K01,", "K 1,"), ("anna@", "anna")),
        **changed("values.csv", ("1500.5", "?"), ("2100", "2 1 00")),
        "comments.csv": "id,place,text_pl\nK99,summary,Tekst\n",
        "recommendations.toml": "[[recommendation]]\n",
    }
    found = problems(tiny_edition(files))
    names = [problem.file for problem in found]
    assert list(dict.fromkeys(names)) == [*files]
    for name in files:
        rows = [problem.row or 0 for problem in found if problem.file == name]
        assert rows == sorted(rows)
    assert [(p.row, p.column) for p in found if p.file == "values.csv"] == [(2, "A"), (2, "C"), (5, "C")]


def test_a_row_that_does_not_fit_causes_no_further_problems(tiny_edition: Write) -> None:
    """One slip is told once and not as twenty wrong cells."""
    found = problems(tiny_edition(changed("clusters.csv", ("K02,Klaster Drugi", "K02,Klaster, Drugi"))))
    assert [(problem.row, problem.column) for problem in found] == [(3, "I")]


def test_the_number_of_problems_told_is_limited(tiny_edition: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is wrong everywhere ends with the number of what is not listed."""
    monkeypatch.setattr(validate, "fold", tuple)
    rows = "".join(f"X{i},1,1,1,1\n" for i in range(validate.MAX_PROBLEMS + 10))
    found = problems(tiny_edition({"values.csv": TINY["values.csv"] + rows}))
    assert len(found) == validate.MAX_PROBLEMS + 1
    assert "10 further problems" in found[-1].cause


def test_an_indicator_without_answers_is_a_problem(tiny_edition: Write) -> None:
    """A column that nobody filled in is named, and so is none else."""
    values = "id,Z.1,Z.2,P.1,P.2\nK01,1,,tak,1\nK02,2,,nie,2\nK03,3,,nie,3\nK04,4,,nie,4\n"
    found = problems(tiny_edition({"values.csv": values}))
    assert [(p.header, p.cause) for p in found] == [("Z.2", "nobody has answered this indicator")]


@pytest.mark.parametrize(
    ("column", "wrong"),
    [
        (["1.234", "2.5", "0.125"], []),
        (["1,234", "2,5", "7"], []),
        (["1.234", "2,5", "7"], [2]),
        (["1.234", "2.5", "2,5"], [2]),
        (["1.234", "7", "1,234"], [2, 4]),
        (["1.234", "12.345", ""], [2, 3]),
    ],
)
def test_the_rest_of_a_column_decides_what_is_ambiguous(
    tiny_edition: Write, column: list[str], wrong: list[int]
) -> None:
    """A sign that the column uses as a decimal sign beyond doubt, and alone, is one everywhere in it."""
    rows = [f"K0{i},{value},1,tak,1\n" for i, value in enumerate((f'"{c}"' for c in column), 1)]
    folder = tiny_edition({"values.csv": "".join(["id,Z.1,Z.2,P.1,P.2\n", *rows, "K04,7,1,tak,1\n"])})
    if wrong:
        assert [(p.row, p.header) for p in problems(folder)] == [(row, "Z.1") for row in wrong]
    else:
        values = read(folder).values[:3, 0]
        np.testing.assert_array_equal(values, [float(text.replace(",", ".")) for text in column])


def test_one_name_in_two_normal_forms_is_one_name(tiny_edition: Write) -> None:
    """Composed and decomposed letters look the same in print, so two clusters may not differ in them."""
    clusters = changed("clusters.csv", (",Drugi", ",Żółw"), (",Trzeci", ",Z\u0307o\u0301łw"))
    found = problems(tiny_edition(clusters))
    assert [(p.row, p.column) for p in found] == [(4, "C")]


def test_letters_of_columns_are_those_of_a_spreadsheet() -> None:
    """A to Z, then AA; the 703rd is AAA."""
    assert [sheet.letters(i) for i in (0, 25, 26, 51, 701, 702)] == ["A", "Z", "AA", "AZ", "ZZ", "AAA"]


# --- settings ------------------------------------------------------------------------------------

SETTING_PROBLEMS = [
    ('id = "tiny-2018"\n', "", "id: the setting is missing"),
    ('"tiny-2018"', '"../x"', "id: this cannot be an id"),
    ('label = "2018"', "label = 2018", "label: this must be a text"),
    ('label = "2018"', 'lable = "2018"', "lable: the setting is not known. Did you mean label?"),
    ('label = "2018"', 'lable = "2018"', "label: the setting is missing"),
    ('language = "pl"', 'language = "PL"', "language: this must be one of pl, en"),
    ('title = { pl = "Badanie klastrów", en = "Study of clusters" }', "", "title: the setting is missing"),
    (
        'title = { pl = "Badanie klastrów", en = "Study of clusters" }',
        'title = "Badanie"',
        "write title.pl and title.en",
    ),
    (
        'en = "Study of clusters"',
        'eng = "Study"',
        "title.eng: the setting is not known. Did you mean title.en?",
    ),
    ('pl = "Badanie klastrów"', 'pl = "Badanie \\u0007"', "title.pl: the text holds the invisible"),
    ('"klaster", few = "klastry", ', '"związek", ', "unit.pl.few: the word for a unit is missing"),
    ('en = { one = "cluster", other', "en = { other", "unit.en.one: the word for a unit is missing"),
    ("[unit]", 'published = "22.11.2018"\n[unit]', "published: this is not a date; found '22.11.2018'"),
    ("[unit]", 'published = "2018-02-30"\n[unit]', "published: this is not a date"),
    ("[unit]", 'fictional = "tak"\n[unit]', "fictional: this must be true or false"),
    ("[unit]", "[disclosure]\nmin_group = 2\n[unit]", "disclosure.min_group: this must be from 3"),
    ("[unit]", "[disclosure]\nmin_group = 5.5\n[unit]", "disclosure.min_group: this must be a whole number"),
    ("[unit]", '[method]\nnormalize = "minmax"\n[unit]', "Did you mean method.normalise?"),
    ("[unit]", '[method]\nnormalise = "min-max"\n[unit]', "Did you mean minmax?"),
    ("[unit]", '[method]\nmissing = "0.5"\n[unit]', "method.missing: this must be a number"),
    ("[unit]", "[method]\nmissing = 67\n[unit]", "method.missing: this must be from 0 to 1"),
    ("[unit]", "[method]\nmissing = true\n[unit]", "method.missing: this must be a number"),
    ("[unit]", "[method]\nscale = [100, 0]\n[unit]", "method.scale: the first number must be lower"),
    ("[unit]", "[method]\nscale = 100\n[unit]", "method.scale: this must be two numbers"),
    ("[unit]", "[method]\naggregate = []\n[unit]", "method.aggregate: the list is empty"),
    (
        "[unit]",
        '[method]\naggregate = ["arithmetic", "mean"]\n[unit]',
        "method.aggregate: this must be one of",
    ),
    (
        "[unit]",
        '[method]\naggregate = ["arithmetic", "geometric", "geometric"]\n[unit]',
        "more rules than levels of parents (2)",
    ),
    ("[unit]", '[method]\nnormalise = "zscore"\n[unit]', "method.scale: the z-score needs a mean"),
    (
        "[unit]",
        '[method]\nnormalise = "zscore"\nscale = [0, 100]\n[unit]',
        "method.scale: the z-score needs a mean and a standard deviation",
    ),
    (
        "[unit]",
        '[method]\nnormalise = "zscore"\nscale = [50, 0]\n[unit]',
        "the standard deviation must be above zero",
    ),
    (
        "[unit]",
        '[method]\nnormalise = "zscore"\nscale = [50, 10]\naggregate = "geometric"\n[unit]',
        "cannot fall below zero",
    ),
    ("[unit]", '[method]\nscale = [-50, 50]\naggregate = "harmonic"\n[unit]', "a scale that starts at zero"),
    ("[unit]", '[method]\nbenchmark = "top3"\n[unit]', "Did you mean top3-mean?"),
    ("[unit]", '[[logos]]\npl = "Znak"\n[unit]', "logos.1.file: the file is missing"),
    ("[unit]", '[[logos]]\npl = "Znak"\nfile = "znak.svg"\n[unit]', "logos.1.file: there is no such file"),
    (
        "[unit]",
        '[[logos]]\npl = "Znak"\nfile = "../znak.svg"\n[unit]',
        "logos.1.file: the file must lie beside",
    ),
    (
        "[unit]",
        '[[logos]]\npl = "Znak"\nfile = "/etc/znak.svg"\n[unit]',
        "logos.1.file: the file must lie beside",
    ),
    ("[unit]", '[[logos]]\npl = "Znak"\nfile = "edition.toml"\n[unit]', "logos.1.file: a logo is an SVG"),
    ("[unit]", '[[logos]]\nfile = "znak.svg"\nplaceholder = true\n[unit]', "logos.1: the setting is missing"),
    (
        "[unit]",
        5 * '[[logos]]\npl = "Z"\nplaceholder = true\n' + "[unit]",
        "logos.5: the strip holds at most 4 marks",
    ),
    ("[unit]", '[publisher]\nemail = "a b"\n[unit]', "publisher.email: this is not one e-mail address"),
    ("[unit]", '[publisher]\nnotices = "Uwaga"\n[unit]', "publisher.notices: a notice has parts"),
    (
        "[unit]",
        '[[history]]\nlabel = "2014"\nvalues = "../values-2014.csv"\nparticipants = 3\n[unit]',
        "history.1.values: this is not a name",
    ),
    (
        "[unit]",
        '[[history]]\nlabel = "2014"\nvalues = "values-2014.csv"\n[unit]',
        "history.1.participants: the setting is missing",
    ),
]


@pytest.mark.parametrize(("old", "new", "message"), SETTING_PROBLEMS)
def test_a_wrong_setting_is_told_by_its_key(tiny_edition: Write, old: str, new: str, message: str) -> None:
    """Unknown keys, wrong types and impossible combinations are named with a way out."""
    found = problems(tiny_edition(changed("edition.toml", (old, new))))
    assert any(p.file == "edition.toml" and message in str(p) for p in found), "\n".join(map(str, found))


def test_settings_arrive_in_the_form_the_model_says(tiny_edition: Write) -> None:
    """Dates are ISO texts, lists of rules tuples, authors a list, notices in both languages."""
    extra = """
[method]
normalise = "goalposts"
aggregate = ["geometric", "arithmetic"]
scale = [0, 10]
benchmark = "top3-mean"
[publisher]
name = "Wydawca"
authors = "Anna Nowak; Jan Kowalski"
phone = 123
[[publisher.notices]]
pl = "Uwaga"
[[publisher.notices]]
en = "Note"
[funding]
pl = "Sfinansowano"
[[logos]]
pl = "Znak"
file = "znak.svg"
[mail]
from = "badanie@example.org"
from_name = { pl = "Zespół badania" }
host = "poczta.example.org"
security = "starttls"
user = "badanie"
encrypt = true
"""
    text = TINY["edition.toml"].replace("[unit]", "published = 2018-11-22\nperiod = '2017'\n[unit]") + extra
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'
    edition = read(tiny_edition({"edition.toml": text, "znak.svg": drawing}))
    assert (edition.published, edition.period.pl, edition.period.en) == ("2018-11-22", "2017", "2017")
    assert edition.method.aggregate == ("geometric", "arithmetic")
    assert (edition.method.normalise, edition.method.scale, edition.method.benchmark) == (
        "goalposts",
        (0.0, 10.0),
        "top3-mean",
    )
    assert (edition.framework["P.1"].low, edition.framework["P.1"].high) == (0.0, 1.0)
    assert edition.publisher["authors"] == ["Anna Nowak", "Jan Kowalski"]
    assert edition.publisher["phone"] == 123
    assert [notice.get("pl") for notice in edition.publisher["notices"]] == ["Uwaga", "Note"]
    assert (edition.logos[0].file, edition.logos[0].placeholder) == ("znak.svg", False)
    assert edition.mail == MailSettings(
        sender="badanie@example.org",
        sender_name=Localised("Zespół badania"),
        host="poczta.example.org",
        port=587,
        security="starttls",
        user="badanie",
        encrypt=True,
    )


@pytest.mark.parametrize(
    ("value", "refused"), [("99999999999", False), ("100000000000", True), ("-10000000000", True)]
)
def test_values_that_no_table_has_room_for_are_named(tiny_edition: Write, value: str, refused: bool) -> None:
    """Thirteen digits fit, with the decimals and the one more of medians; a larger unit is proposed."""
    folder = tiny_edition(changed("values.csv", ("1500.5", value)))
    if not refused:
        assert read(folder).values[0, 1] == float(value)
        return
    (found,) = map(str, problems(folder))
    assert "Z.2" in found
    assert "larger unit (thousand, million) or fewer decimals" in found


@pytest.mark.parametrize(
    ("method", "file", "change", "message"),
    [
        (
            'normalise = "goalposts"',
            "framework.csv",
            ("zł,1,0,20000", "zł,1,,"),
            "row 6, column I (low): the goalpost is missing",
        ),
        ('normalise = "none"', "values.csv", ("1500.5", "99"), "the score is not from 0 to 100; found '120'"),
        (
            'normalise = "none"',
            "values.csv",
            ("1500.5", "99"),
            "row 6, column E (direction): a score is always better",
        ),
    ],
)
def test_the_method_asks_more_of_the_tables(
    tiny_edition: Write, method: str, file: str, change: tuple[str, str], message: str
) -> None:
    """Goalposts must be there, and values that are scores must be on the scale."""
    settings = {"edition.toml": f"{TINY['edition.toml']}[method]\n{method}\n"}
    found = problems(tiny_edition({**settings, **changed(file, change)}))
    assert any(message in str(p) for p in found), "\n".join(map(str, found))


# --- profile, history, comments ------------------------------------------------------------------

PROFILE = """\
code,name_pl,name_en,unit,kind
age,Wiek,Age,lata,number
share,Udział,Share,%,share
isf,Fundacja,,,yes/no
town,Miasto,,,text
"""


def with_profile(
    age: str = "1 200,5", share: str = "45", foundation: str = "tak", town: str = "Łódź"
) -> dict[str, str]:
    head, first, *rest = TINY["clusters.csv"].splitlines()
    lines = [
        f"{head},profile_age,profile_share,profile_isf,profile_town",
        f'{first},"{age}",{share},{foundation},{town}',
        *(f"{line},,,," for line in rest),
    ]
    return {"clusters.csv": "\n".join(lines) + "\n", "profile.csv": PROFILE}


def test_characteristics_have_one_spelling(tiny_edition: Write) -> None:
    """Numbers come with a point and no groups, answers as yes or no, empty ones not at all."""
    edition = read(tiny_edition(with_profile()))
    assert edition.clusters[0].profile == {"age": "1200.5", "share": "45", "isf": "yes", "town": "Łódź"}
    assert edition.clusters[1].profile == {}
    assert [field.kind for field in edition.profile] == ["number", "share", "yes/no", "text"]


def test_without_profile_all_characteristics_are_texts(tiny_edition: Write) -> None:
    """A column profile_* needs no description."""
    edition = read(tiny_edition({**with_profile(age="stary"), "profile.csv": None}))
    assert edition.clusters[0].profile["age"] == "stary"


@pytest.mark.parametrize(
    ("files", "place", "message"),
    [
        (with_profile(age="stary"), ("clusters.csv", 2, "I"), "not a number"),
        (with_profile(share="101"), ("clusters.csv", 2, "J"), "percentage from 0 to 100"),
        (with_profile(foundation="może"), ("clusters.csv", 2, "K"), "neither yes nor no"),
        (
            {**with_profile(), "profile.csv": PROFILE.replace("age,", "wiek,")},
            ("clusters.csv", 1, "I"),
            "profile has no row",
        ),
        (
            {**with_profile(), "profile.csv": PROFILE + "x,X,,,text\n"},
            ("clusters.csv", None, ""),
            "profile describes is missing",
        ),
        (
            {**with_profile(), "profile.csv": PROFILE.replace(",text", ",tekst")},
            ("profile.csv", 5, "E"),
            "one of number",
        ),
        (
            {**with_profile(), "profile.csv": PROFILE + "age,Wiek,,,text\n"},
            ("profile.csv", 6, "A"),
            "another row has this code",
        ),
    ],
)
def test_characteristics_and_their_description_agree(
    tiny_edition: Write, files: dict[str, str], place: tuple[str, int | None, str], message: str
) -> None:
    """Every column has its row, every row its column, every value its kind."""
    found = problems(tiny_edition(files))
    assert [(p.file, p.row, p.column) for p in found if message in p.cause] == [place]


GROUPS = """\
column,value,name_pl,name_en
key,,Status,
group_key,tak,Klastry Kluczowe,Key clusters
key,nie,pozostałe klastry,
"""


def test_comparison_groups_have_names(tiny_edition: Write) -> None:
    """An empty value names the column; what has no name, or none in a language, falls back."""
    edition = read(tiny_edition({"groups.csv": GROUPS}))
    assert edition.group_name("key", "", "en") == "Status"
    assert edition.group_name("key", "tak", "en") == "Key clusters"
    assert edition.group_name("key", "nie", "en") == "pozostałe klastry"
    assert read(tiny_edition(name="plain")).group_name("key", "tak", "pl") == "tak"


@pytest.mark.parametrize(
    ("row", "place", "message", "remedy"),
    [
        ("kye,tak,X,", (5, "A"), "no such group column", "Did you mean key?"),
        ("sector,,X,", (5, "A"), "no such group column", "Write the heading"),
        ("key,taak,X,", (5, "B"), "no cluster has this value in group_key", "Did you mean tak?"),
        (",tak,X,", (5, "A"), "names no column", "Fill it in"),
        ("key,tak,X,", (5, "B"), "row 3 names the same group", "Keep one"),
        ("key,,,", (5, "C"), "has no name", "Polish or English"),
    ],
)
def test_names_of_groups_belong_to_groups(
    tiny_edition: Write, row: str, place: tuple[int, str], message: str, remedy: str
) -> None:
    """A name for a column or value that no cluster has is refused, with the nearest one that is there."""
    found = [p for p in problems(tiny_edition({"groups.csv": GROUPS + row + "\n"})) if message in p.cause]
    assert [(p.file, p.row, p.column) for p in found] == [("groups.csv", *place)]
    assert remedy in found[0].remedy


def test_two_groups_of_a_column_are_not_called_the_same(tiny_edition: Write) -> None:
    """A reader must be able to tell them apart, in either language."""
    twins = GROUPS.replace("pozostałe klastry,", "pozostałe,KEY  clusters")
    found = problems(tiny_edition({"groups.csv": twins}))
    assert [(p.row, p.column, p.cause) for p in found] == [(4, "D", "row 3 has the same name")]


def with_shares(
    first: str, second: str, more: str = "of", fields: str = "", extra: str = ""
) -> dict[str, str]:
    """Two parts of one whole, the number they are shares of, and the English form of a text."""
    head, *rest = TINY["clusters.csv"].splitlines()
    lines = [f"{head},profile_n,profile_a,profile_b,profile_town,profile_town_en{extra}"]
    lines += [f"{line},12,{first},{second},Łódź,Lodz{',x' if extra else ''}" for line in rest]
    profile = (
        "code,name_pl,kind,direction,parts_pl,of,name_en,parts_en\n"
        "n,Liczba,number,1,,,N,\na,A,share,,Całość,n,A,Whole\nb,B,share,,Całość,a,B,Whole\n"
        "town,Miasto,text,,,,Town,\n"
    )
    return {"clusters.csv": "\n".join(lines) + "\n", "profile.csv": profile.replace(more, fields or more)}


def test_shares_directions_and_english_texts_are_read(tiny_edition: Write) -> None:
    """Columns of the description arrive in the fields, and an English text beside its Polish one."""
    edition = read(tiny_edition(with_shares("40", "61")))
    number, first, second, town = edition.profile
    assert (number.direction, first.direction, first.parts.pl, second.of) == (1, 0, "Całość", "a")
    assert town.code == "town"
    assert edition.clusters[0].profile["town"] == "Łódź"
    assert edition.clusters[0].profile_en == {"town": "Lodz"}


@pytest.mark.parametrize(
    ("files", "place", "message", "value"),
    [
        (with_shares("60", "42"), ("clusters.csv", 2, "J"), "add up to more than 100", "60 + 42 = 102"),
        (with_shares("0,4".join('""'), "0,3".join('""')), ("clusters.csv", 2, "J"), "at most 1", "0.4"),
        (with_shares("60", "wiele"), ("clusters.csv", 2, "K"), "not a number", "wiele"),
        (with_shares("60", "tak"), ("clusters.csv", 2, "K"), "yes or no stands", "tak"),
        (
            with_shares("5", "5", "number,1,,", "number,2,,"),
            ("profile.csv", 2, "D"),
            "direction must be 1 or -1",
            "2",
        ),
        (
            with_shares("5", "5", "text,,,", "text,1,,"),
            ("profile.csv", 5, "D"),
            "only a number or a share has a direction",
            "1",
        ),
        (
            with_shares("5", "5", "text,,,", "text,,,n"),
            ("profile.csv", 5, "F"),
            "only a share is a part",
            "n",
        ),
        (with_shares("5", "5", "Całość,n", "Całość,m"), ("profile.csv", 3, "F"), "no row has this code", "m"),
        (with_shares("5", "5", "Całość,n", "Całość,b"), ("profile.csv", 3, "F"), "in a circle", "b"),
        (
            with_shares("5", "5", "Całość,n", "Całość,town"),
            ("profile.csv", 3, "F"),
            "cannot be of a field of the kind text",
            "town",
        ),
        (
            with_shares("5", "5", extra=",profile_n_en"),
            ("clusters.csv", 1, "N"),
            "only a text has an English form",
            "profile_n_en",
        ),
    ],
)
def test_shares_and_their_wholes_agree(
    tiny_edition: Write,
    files: dict[str, str],
    place: tuple[str, int | None, str],
    message: str,
    value: str,
) -> None:
    """Parts are not more than their whole, shares are percentages, and a description fits its kind."""
    found = [p for p in problems(tiny_edition(files)) if message in p.cause]
    assert found
    assert ((found[0].file, found[0].row, found[0].column), found[0].value) == (place, value)
    assert found[0].remedy


HISTORY = (
    TINY["edition.toml"] + '\n[[history]]\nlabel = "2014"\nvalues = "values-2014.csv"\nparticipants = 35\n'
)


def test_an_earlier_edition_says_which_groups_its_reports_compared(tiny_edition: Write) -> None:
    """The columns are those of the clusters; nothing is assumed where nothing is said."""
    past = {"values-2014.csv": "id,Z.1\nK02,70\n"}
    assert read(tiny_edition({"edition.toml": HISTORY, **past})).history[0].compared == ()
    compared = {"edition.toml": HISTORY + 'compared = ["key"]\n', **past}
    assert read(tiny_edition(compared, "compared")).history[0].compared == ("key",)
    found = problems(tiny_edition({"edition.toml": HISTORY + 'compared = ["kye"]\n', **past}, "wrong"))
    assert any("key" in p.remedy for p in found), found


def test_the_publisher_chooses_what_is_compared(tiny_edition: Write) -> None:
    """Columns of groups and * for similar clusters; all of them where nothing is said, no others."""
    assert read(tiny_edition()).compared == ()
    chosen = {"edition.toml": TINY["edition.toml"] + '\n[disclosure]\ncompared = ["key", "*"]\n'}
    assert read(tiny_edition(chosen, "chosen")).compared == ("key", "*")
    wrong = {"edition.toml": TINY["edition.toml"] + '\n[disclosure]\ncompared = ["kye"]\n'}
    assert any("key" in p.remedy for p in problems(tiny_edition(wrong, "wrong")))


def test_an_earlier_edition_has_values_scores_and_ranks(tiny_edition: Write) -> None:
    """Leaves are values, inner nodes published scores, _rank columns ranks; absent clusters have none."""
    past = 'id,Z.1,P.1,OGOL,OGOL_rank,Z_rank,Z.1_rank\nK02,70,tak,"45,5",12,1.5,3\n'
    edition = read(tiny_edition({"edition.toml": HISTORY, "values-2014.csv": past}))
    (found,) = edition.history
    columns, leaves = edition.framework.column, edition.framework.leaf_column
    assert (found.label, found.participants) == ("2014", 35)
    assert np.isnan(found.values[[0, 2, 3]]).all()
    assert (found.values[1, leaves["Z.1"]], found.values[1, leaves["P.1"]]) == (70, 1)
    assert np.isnan(found.values[1, leaves["Z.2"]])
    assert found.scores[1, columns["OGOL"]] == 45.5
    assert [found.ranks[1, columns[code]] for code in ("OGOL", "Z", "Z.1")] == [12, 1.5, 3]
    assert np.isfinite(found.scores).sum() == 1
    assert np.isfinite(found.ranks).sum() == 3


@pytest.mark.parametrize(
    ("past", "row", "message"),
    [
        ("id,Z.1\nK-01,1\n", 2, "no cluster with this id"),
        ("id,Z.1\nK01,1\nK01,2\n", 3, "row 2 is of the same cluster"),
        ("id,Z.1x\nK01,1\n", 1, "the column is not known"),
        ("id,OGOL_rank\nK01,36\n", 2, "the rank is not from 1 to 35"),
        ("id,OGOL\nK01,101\n", 2, "the score is not from 0 to 100"),
        ("id,Z.1\nK01,n/a\n", 2, "looks like a code for a missing value"),
    ],
)
def test_an_earlier_edition_is_checked_too(tiny_edition: Write, past: str, row: int, message: str) -> None:
    """Unknown clusters, columns and impossible results of an earlier edition are problems."""
    found = problems(tiny_edition({"edition.toml": HISTORY, "values-2014.csv": past}))
    assert [(p.file, p.row) for p in found if message in p.cause] == [("values-2014.csv", row)]


def test_earlier_editions_stand_in_order_and_have_enough_participants(tiny_edition: Write) -> None:
    """The oldest comes first, labels differ, and nobody takes part beyond the number of participants."""
    more = '\n[[history]]\nlabel = "2012"\nvalues = "values-2012.csv"\nparticipants = 1\n'
    past = {"values-2014.csv": "id,Z.1\nK01,1\n", "values-2012.csv": "id,Z.1\nK01,1\nK02,1\n"}
    found = [str(p) for p in problems(tiny_edition({"edition.toml": HISTORY + more, **past}))]
    assert len(found) == 2
    assert "history.2.label: the editions are not in order" in found[0]
    assert "2 clusters have a row, but the settings say that 1 took part" in found[1]


def test_comments_are_kept_by_place_with_their_lines(tiny_edition: Write) -> None:
    """A comment may have paragraphs, and a place several comments, in the order of the rows."""
    text = (
        'id,place,text_pl,text_en\nK01,summary,"Akapit.\n\nNowy.",\nK02,Z,,Words\n'
        "K01,recommendations,Tak,\nK01,summary,Dalej.,Third.\n"
    )
    edition = read(tiny_edition({"comments.csv": text}))
    assert [(c.id, c.place) for c in edition.comments] == [
        ("K01", "summary"),
        ("K02", "Z"),
        ("K01", "recommendations"),
        ("K01", "summary"),
    ]
    assert edition.comments[0].text.pl == "Akapit.\n\nNowy."


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("K99,summary,Tekst", "no cluster with this id"),
        ("K01,summry,Tekst", "comments have no such place"),
        ("K01,Z.1,Tekst", "comments have no such place"),
        ("K01,summary,", "the comment is empty"),
        ("K01,profile,Tekst", "the reports of this edition have no such chapter"),
        ("K02,summary,Tekst", "the report of K02 is in English, and the comment is not"),
    ],
)
def test_comments_without_a_place_in_a_report_are_problems(
    tiny_edition: Write, line: str, message: str
) -> None:
    """No comment is lost silently."""
    found = problems(tiny_edition({"comments.csv": f"id,place,text_pl\n{line}\n"}))
    assert [message in p.cause for p in found] == [True]


@given(data=st.data())
def test_whatever_is_typed_into_a_file_ends_in_an_edition_or_in_problems(data: st.DataObject) -> None:
    """No slip of the keyboard in any file ends in a traceback."""
    name = data.draw(st.sampled_from(sorted(TINY)))
    text = TINY[name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    typed = data.draw(st.text(st.sampled_from('",;\t\n\r .0123456789-+eEZPKż#=[]{}\u0000\ufeff'), max_size=4))
    with TemporaryDirectory() as folder:
        for file, content in {**TINY, name: text[:start] + typed + text[end:]}.items():
            (Path(folder) / file).write_text(content, encoding="utf-8", newline="")
        try:
            edition = read(Path(folder))
        except InputError as error:
            told = [problem.cause for problem in error.problems]
            assert told
            assert all(told)
        else:
            assert edition.values.shape == (len(edition.clusters), len(edition.framework.leaves))
