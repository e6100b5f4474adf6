"""What is read from disk, and what is refused before it can do harm."""

from __future__ import annotations

import csv
import datetime
import io
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl.chart import BarChart
from openpyxl.styles import PatternFill
from support.tiny import TINY
from support.workbooks import problems, read, repacked, the_problem, workbook

from reports.edition.loading import load
from reports.edition.loading.collected import Collected
from reports.edition.loading.csv_table import read_csv
from reports.edition.loading.spreadsheet import MAX_ENTRIES
from reports.errors import ConfigurationError

Write = Callable[..., Path]


# --- CSV -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_usual_csv_gives_the_same_edition(
    tiny_edition: Write, separator: str, encoding: str, newline: str
) -> None:
    """Separators, encodings and line ends of Excel, LibreOffice and programs make no difference."""

    def rewritten(text: str) -> bytes:
        out = io.StringIO()
        csv.writer(out, delimiter=separator, lineterminator=newline).writerows(csv.reader(text.splitlines()))
        return out.getvalue().encode(encoding)

    files = {name: rewritten(text) for name, text in TINY.items() if name.endswith(".csv")}
    edition, plain = read(tiny_edition(files, "other")), read(tiny_edition())
    assert edition.clusters == plain.clusters
    assert edition.framework == plain.framework
    np.testing.assert_array_equal(edition.values, plain.values)


@pytest.mark.parametrize(
    ("encoding", "line", "cause"),
    [
        ("iso8859-2", 3, "its letters may mean several things"),
        ("cp852", 2, "its letters may mean several things"),
        ("mac-latin2", 2, "its letters may mean several things"),
        ("utf-16-le", 1, "UTF-16 without a byte order mark, or is not a text file"),
    ],
)
def test_other_encodings_are_refused_with_the_line(
    tiny_edition: Write, encoding: str, line: int, cause: str
) -> None:
    """A text in another encoding would look right and be wrong, so it is never read."""
    text = "code,parent,name_pl,direction\nR,,Wynik ogółem,1\nA,R,Świąteczna gęś,1\n"
    problem = next(p for p in problems(tiny_edition({"framework.csv": text.encode(encoding)})))
    assert (problem.file, problem.row) == ("framework.csv", line)
    assert cause in problem.cause
    assert "UTF-8" in problem.remedy


def test_text_that_was_saved_in_a_wrong_encoding_is_told(tiny_edition: Write) -> None:
    """Letters garbled by an earlier program are found, though the file itself is fine."""
    text = (
        TINY["clusters.csv"]
        .replace("Klaster Drugi", "Klaster Łódź")
        .encode()
        .decode("cp1250", errors="replace")
    )
    assert any(
        "garbled" in p.cause or "is lost" in p.cause for p in problems(tiny_edition({"clusters.csv": text}))
    )


@pytest.mark.parametrize(
    ("text", "row", "cause"),
    [
        ('id,name,short_name\nK01,"Klaster,Jeden\nK02,Drugi,D\n', 2, "cannot be split into cells"),
        ('id,name,short_name\nK01,"Klaster"x,J\n', 2, "cannot be split into cells"),
        ("id|name|short_name\nK01|Klaster|J\n", 1, "the column is not known"),
        ("nazwa;skrót,id x\nK01;Klaster,J\n", 1, "which sign separates"),
    ],
)
def test_damaged_csv_is_told_with_the_row(tiny_edition: Write, text: str, row: int, cause: str) -> None:
    """Open quotation marks and unknown separators name the row and not a traceback."""
    found = problems(tiny_edition({"clusters.csv": text}))
    assert any((p.file, p.row) == ("clusters.csv", row) and cause in p.cause for p in found), found


def test_texts_may_hold_separators_quotation_marks_and_lines(tiny_edition: Write) -> None:
    """Quoted cells are taken whole, and rows are counted as a spreadsheet shows them."""
    comments = 'id,place,text_pl\nK01,summary,"Raz, dwa; ""trzy""\nczwarte"\n\nK99,summary,x\n'
    problem = the_problem(tiny_edition({"comments.csv": comments}))
    assert problem.row == 4
    edition = read(tiny_edition({"comments.csv": comments.replace("K99", "K03")}, "good"))
    assert edition.comments[0].text.pl == 'Raz, dwa; "trzy"\nczwarte'


def test_empty_columns_and_rows_at_the_edges_are_nothing(tiny_edition: Write) -> None:
    """The empty cells that Excel writes around a table carry no meaning."""
    padded = "".join(f"{line},,\n" for line in TINY["values.csv"].splitlines()) + ",,,,,,\n"
    np.testing.assert_array_equal(
        read(tiny_edition({"values.csv": padded}, "padded")).values, read(tiny_edition()).values
    )


def test_a_large_table_takes_the_memory_of_its_file(tmp_path: Path) -> None:
    """Rows of CSV are not kept as cells: reading needs a few times the size of the file."""
    line = ",".join(f"{i / 7:.12f}" for i in range(80))
    text = (
        "id," + ",".join(f"C{i}" for i in range(80)) + "\n" + "".join(f"K{i},{line}\n" for i in range(2_000))
    )
    (tmp_path / "values.csv").write_text(text)
    found = Collected()
    tracemalloc.start()
    table = read_csv("values", tmp_path / "values.csv", found)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert table is not None
    assert not found.problems
    assert sum(1 for _ in table.rows) == 2_000
    assert peak < 4 * len(text)


# --- a folder ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "file", "message"),
    [
        ({"edition.toml": None}, "edition", "this folder is not an edition"),
        ({"values.csv": None}, "values.csv", "the file is missing. Add it"),
        ({"values.csv": None, "value.csv": "id\n"}, "values.csv", "Is it the one named value.csv?"),
        ({"comment.csv": "id\n"}, "comment.csv", "Did you mean comments.csv?"),
        ({"Values.CSV": "id\n"}, "Values.CSV", "Did you mean values.csv?"),
        ({"values-2014.csv": "id\n"}, "values-2014.csv", "no [[history]] of edition.toml names"),
        (
            {"edition.toml": 'id = "x"\nlabel = "2018\n'},
            "edition.toml",
            "edition.toml, row 2: the file is not valid TOML",
        ),
        (
            {"edition.toml": 'id = "x"\nlabel = "Ł"\n'.encode("cp1250")},
            "edition.toml",
            "row 2: the file is not in UTF-8",
        ),
        ({"edition.toml": 'id = "x"\nid = "y"\n'}, "edition.toml", "not valid TOML: Cannot overwrite"),
        (
            {
                "edition.toml": TINY["edition.toml"]
                + '[[history]]\nlabel="2014"\nvalues="values-2014.csv"\nparticipants=9'
            },
            "values-2014.csv",
            "the file is missing",
        ),
        ({"recommendations.toml": "[[recomendation]]\n"}, "recommendations.toml", "nothing but records"),
        ({"recommendations.toml": "recommendation = 1\n"}, "recommendations.toml", "nothing but records"),
        ({"recommendations.toml": "x\n"}, "recommendations.toml", "row 1: the file is not valid TOML"),
    ],
)
def test_a_folder_that_is_not_whole_is_told(
    tiny_edition: Write, files: dict[str, Any], file: str, message: str
) -> None:
    """Missing, misspelt and broken files are named, once each, and nothing follows from them."""
    problem = the_problem(tiny_edition(files))
    assert problem.file == file
    assert message in str(problem)
    assert problem.remedy


def test_other_files_may_lie_beside_an_edition(tiny_edition: Write) -> None:
    """Notes and scripts of the analyst are none of our business."""
    folder = tiny_edition({"notatki.csv": "a;b\n1;2\n", "README.md": "x", "_values.csv": "x", "make.py": ""})
    assert read(folder).id == "tiny-2018"


def test_a_broken_settings_file_does_not_hide_broken_tables(tiny_edition: Write) -> None:
    """The tables are checked even if the settings cannot be read."""
    files = {"edition.toml": "id = ", "values.csv": TINY["values.csv"].replace("45.5", "?")}
    assert [p.file for p in problems(tiny_edition(files))] == ["edition.toml", "values.csv"]


def test_an_installation_without_its_library_is_told(
    tiny_edition: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reports without advice are not made in silence."""
    monkeypatch.setattr(load, "shared_library", lambda: tmp_path)
    with pytest.raises(ConfigurationError, match="install"):
        load.load(tiny_edition())


# --- workbooks -----------------------------------------------------------------------------------


def test_a_workbook_is_the_same_edition_as_a_folder(tmp_path: Path, tiny_edition: Write) -> None:
    """Sheets mean what files of the same names mean."""
    one, other = read(workbook(tmp_path)), read(tiny_edition())
    assert (one.id, one.label, one.title, one.unit, one.method) == (
        other.id,
        other.label,
        other.title,
        other.unit,
        other.method,
    )
    assert one.clusters == other.clusters
    assert one.framework == other.framework
    np.testing.assert_array_equal(one.values, other.values)


def test_settings_of_a_workbook_are_dotted_keys(tmp_path: Path) -> None:
    """Lists are parted by semicolons, numbers may be texts, dates may be dates."""
    settings = [
        ("method.scale", "0; 10"),
        ("method.aggregate", "arithmetic; geometric"),
        ("method.missing", "0,5"),
        ("published", datetime.datetime(2018, 11, 22)),
        ("fictional", "tak"),
        ("publisher.authors", "Anna; Jan"),
        ("publisher.notices.1.pl", "Uwaga"),
        ("logos.1.pl", "Znak"),
        ("logos.1.placeholder", True),
        ("history.1.label", 2014),
        ("history.1.values", "values-2014"),
        ("history.1.participants", 35),
        ("funding.pl", None),
    ]

    def past(book: Any) -> None:
        sheet = book.create_sheet("values-2014")
        sheet.append(["id", "Z.1"])
        sheet.append(["K02", 70])

    edition = read(workbook(tmp_path, past, settings))
    assert edition.method.scale == (0.0, 10.0)
    assert edition.method.aggregate == ("arithmetic", "geometric")
    assert edition.method.missing == 0.5
    assert (edition.published, edition.fictional) == ("2018-11-22", True)
    assert edition.publisher["authors"] == ["Anna", "Jan"]
    assert edition.publisher["notices"][0].pl == "Uwaga"
    assert edition.logos[0].placeholder
    assert (edition.history[0].label, edition.history[0].participants) == ("2014", 35)
    assert edition.history[0].values[1, 0] == 70


def test_ids_keep_the_zeros_that_are_shown(tmp_path: Path) -> None:
    """A text 0012 and a number shown as 0012 are both the id 0012."""

    def change(book: Any) -> None:
        book["clusters"]["A2"] = "0012"
        book["values"]["A2"] = 12
        book["values"]["A2"].number_format = "0000"

    assert read(workbook(tmp_path, change)).ids[0] == "0012"


def test_hidden_rows_and_columns_are_read(tmp_path: Path) -> None:
    """What is hidden in the spreadsheet is still part of the study."""

    def change(book: Any) -> None:
        book["values"].row_dimensions[3].hidden = True
        book["values"].column_dimensions["B"].hidden = True

    assert read(workbook(tmp_path, change)).values[1, 0] == 80


def test_formatted_empty_rows_are_nothing(tmp_path: Path) -> None:
    """Colours and blanks below and beside a table carry no meaning."""

    def change(book: Any) -> None:
        for cell in ("A9", "K3", "K9"):
            book["values"][cell].fill = PatternFill("solid", fgColor="FFFF00")
        book["values"]["B9"] = "  "

    assert read(workbook(tmp_path, change)).values.shape == (4, 4)


def put(sheet: str, cell: str, value: Any, number_format: str = "General") -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book[sheet][cell] = value
        book[sheet][cell].number_format = number_format

    return change


def sheet_renamed(old: str, new: str) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book[old].title = new

    return change


def chart_sheet(book: Any) -> None:
    book.create_chartsheet("Wykres").add_chart(BarChart())


WORKBOOK_PROBLEMS = [
    (put("values", "B3", "=40+40"), "values", 3, "B", "a formula without a stored result", "=40+40"),
    (put("values", "B3", "#N/A"), "values", 3, "B", "an error value", "#N/A"),
    (put("values", "B3", datetime.date(2018, 1, 2), "yyyy-mm-dd"), "values", 3, "B", "a date", "2018-01-02"),
    (put("values", "B3", datetime.timedelta(hours=3), "[h]:mm"), "values", 3, "B", "a date", "3:00:00"),
    (put("values", "B3", True), "values", 3, "B", "TRUE or FALSE", "TRUE"),
    (put("values", "E3", 0.6, "0%"), "values", 3, "E", "as a percentage", "0.6"),
    (put("values", "B3", "1.234"), "values", 3, "B", "may mean 1234 or 1.234", "1.234"),
    (put("values", "G3", 7), "values", 3, "G", "under no heading", "7"),
    (put("clusters", "B3", "#N/A"), "clusters", 3, "B", "an error value", "#N/A"),
    (put("framework", "A6", 1.5), "framework", 6, "A", "a number with decimals stands where an id", "1.5"),
    (
        put("edition", "B3", datetime.date(2018, 1, 2), "yyyy-mm-dd"),
        "edition",
        3,
        "B",
        "a date",
        "2018-01-02",
    ),
    (put("edition", "A3", "id"), "edition", 3, "", "the key is given twice", "id"),
    (put("edition", "A1", "klucz"), "edition", 1, "", "must be key and value", None),
    (
        lambda book: book["edition"].append(["method.normalize", "minmax"]),
        *("edition", 13, "B", "method.normalize: the setting is not known", None),
    ),
    (lambda book: book["values"].merge_cells("B3:B4"), "values", 3, "B", "the cells B3:B4 are merged", None),
    (chart_sheet, "Wykres", None, "", "a chart sheet is not part", None),
    (
        lambda book: book.create_sheet("Arkusz1"),
        "Arkusz1",
        None,
        "",
        "the name of the sheet is not known",
        None,
    ),
    (
        lambda book: book.create_sheet("values-2014"),
        "values-2014",
        None,
        "",
        "the name of the sheet is not known",
        None,
    ),
    (sheet_renamed("values", "value"), "values", None, "", "the sheet is missing", None),
    (sheet_renamed("values", "wartości"), "values", None, "", "the sheet is missing", None),
    (sheet_renamed("edition", "edycja"), "edition", None, "", "the sheet is missing", None),
]


@pytest.mark.parametrize(("change", "sheet", "row", "column", "cause", "value"), WORKBOOK_PROBLEMS)
def test_a_problem_in_a_workbook_is_told_with_its_place(
    tmp_path: Path, change: Any, sheet: str, row: int | None, column: str, cause: str, value: str | None
) -> None:
    """File, sheet, row, column and what was found are named."""
    found = problems(workbook(tmp_path, change))
    assert any(
        (p.file, p.sheet, p.row, p.column, p.value) == ("badanie.xlsx", sheet, row, column, value)
        and cause in p.cause
        for p in found
    ), "\n".join(map(repr, found))


def test_sheets_of_our_own_are_passed_over(tmp_path: Path) -> None:
    """A sheet whose name starts with _ is for people."""
    assert read(workbook(tmp_path, lambda book: book.create_sheet("_notatki"))).id == "tiny-2018"


def test_own_recommendations_lie_beside_a_workbook(tmp_path: Path) -> None:
    """They are found by the workbook's name."""
    path = workbook(tmp_path)
    (tmp_path / "badanie.recommendations.toml").write_text("[[recommendation]]\n")
    assert {p.file for p in problems(path)} == {"badanie.recommendations.toml"}


# --- files that must not be opened ---------------------------------------------------------------


def test_an_external_entity_is_refused_unread(tmp_path: Path) -> None:
    """XXE: a workbook that names a local file as an entity is not opened, and the file not read."""
    secret = tmp_path / "secret.txt"
    secret.write_text("K99")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()

    def attack(name: str, data: bytes) -> bytes:
        if not name.startswith("xl/worksheets"):
            return data
        head, tag, rest = data.partition(b"<worksheet")
        return head + entity + tag + rest.replace(b"</worksheet>", b"<!-- &e; --></worksheet>")

    found = problems(repacked(workbook(tmp_path), attack))
    assert found
    assert all("document type or an entity" in p.cause or "could not be read" in p.cause for p in found)
    assert "K99" not in str(found)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_an_entity_cannot_hide_in_another_encoding(tmp_path: Path, encoding: str) -> None:
    """A part in any encoding is refused unread, and one that is not needed is never looked at."""
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'.encode(encoding)

    def attack(name: str, data: bytes) -> bytes:
        return bomb if name.endswith("sheet1.xml") else data

    problem = the_problem(repacked(workbook(tmp_path), attack))
    assert "document type or an entity" in problem.cause or "cannot be read" in problem.cause
    assert "aaaa" not in str(problem)


@pytest.mark.parametrize(
    ("size", "cause"), [(20_000_000, "times its size"), (60_000_000, "which is too much")]
)
def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path: Path, size: int, cause: str) -> None:
    """A small file that unpacks to hundreds of times its size is not opened."""
    filler = b"<row>" + b" " * size

    def attack(name: str, data: bytes) -> bytes:
        return data + filler if name.endswith("sheet1.xml") else data

    path = repacked(workbook(tmp_path), attack)
    assert path.stat().st_size < 200_000
    tracemalloc.start()
    problem = the_problem(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert cause in problem.cause
    assert peak < 10_000_000


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    """A workbook has tens of parts, not thousands."""
    extra = {f"xl/media/{i}.bin": b"x" for i in range(MAX_ENTRIES)}
    problem = the_problem(repacked(workbook(tmp_path), lambda _, data: data, extra))
    assert "too much" in problem.cause


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "data", "cause"),
    [
        ("a.xls", OLE + bytes(600), "the old kind (.xls)"),
        ("a.xlsx", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        ("a.ods", b"PK\x03\x04", "the ending .xlsx"),
        ("a.csv", b"id,name\n", "the ending .xlsx"),
        ("a.xlsx", b"id,name\n", "damaged or is not a workbook"),
        ("a.xlsx", b"", "damaged or is not a workbook"),
        ("a.xlsx", b"PK\x03\x04" + bytes(100), "damaged or is not a workbook"),
        ("nie-ma.xlsx", None, "no such file or folder"),
        ("nie-ma", None, "no such file or folder"),
    ],
)
def test_what_is_no_workbook_is_told(tmp_path: Path, name: str, data: bytes | None, cause: str) -> None:
    """Other formats, damage, passwords and missing files are told in words, alone."""
    if data is not None:
        (tmp_path / name).write_bytes(data)
    problem = the_problem(tmp_path / name)
    assert cause in problem.cause
    assert problem.file == name
    assert problem.remedy


def test_a_renamed_document_of_another_kind_is_told(tmp_path: Path) -> None:
    """A zip that is no workbook is refused, whatever its ending."""
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    assert "not an Excel workbook" in the_problem(path).cause


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9])
def test_a_cut_off_workbook_is_told(tmp_path: Path, keep: float) -> None:
    """A download that broke off is a problem in words."""
    path = workbook(tmp_path)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    assert "damaged" in the_problem(path).cause


def test_broken_parts_of_a_workbook_are_told(tmp_path: Path) -> None:
    """Parts that nobody can make sense of end in a problem, never in a traceback."""
    path = repacked(workbook(tmp_path), lambda name, data: data[:200] if "sheet3" in name else data)
    damaged, after = problems(path)
    assert "the workbook cannot be read" in damaged.cause
    assert (damaged.sheet, after.sheet) == ("clusters", "values")
    assert after.cause == "not looked at, because clusters could not be read"
