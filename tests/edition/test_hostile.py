"""Files made to cost time, memory or more: each is refused at once, with its place."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from support.tiny import TINY

from reports.edition.loading import source
from reports.errors import ConfigurationError, InputError
from reports.production.study import read

Edition = Callable[..., Path]


def placed(error: InputError) -> None:
    """Every problem has a place."""
    assert [p for p in error.problems if not p.file and "further problems" not in p.cause] == []


def read_or_refused(path: Path) -> None:
    """Whatever an edition holds, it is read, or every problem has a place."""
    try:
        read(path)
    except InputError as error:
        placed(error)


def refused(path: Path, cause: str, file: str = "") -> str:
    """The problems of an edition that is refused for this cause, at this file."""
    with pytest.raises(InputError) as error:
        read(path)
    hits = [problem for problem in error.value.problems if cause in problem.cause]
    assert hits, str(error.value)[:2_000]
    placed(error.value)
    if file:
        assert hits[0].file == file
    return str(error.value)


# --- what a file is ------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize("name", ["edition.toml", "values.csv", "comments.csv", "recommendations.toml"])
def test_links_out_of_the_folder_pipes_and_folders_are_no_input(tiny_edition: Edition, name: str) -> None:
    """None is waited for, none is followed, and a link within the folder is."""
    folder = tiny_edition({name: None})
    outside = folder.parent / "secret"
    outside.write_text(TINY.get(name, "x"), encoding="utf-8")
    (folder / name).symlink_to(outside)
    refused(folder, "leads out of the edition's folder", name)
    (folder / name).unlink()
    os.mkfifo(folder / name)
    refused(folder, "a pipe or a device", name)
    (folder / name).unlink()
    (folder / name).symlink_to("/dev/zero")
    refused(folder, "leads out", name)
    (folder / name).unlink()
    (folder / name).mkdir()
    refused(folder, "cannot be read", name)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_link_within_the_folder_and_a_linked_edition_are_read(tiny_edition: Edition) -> None:
    """Where the link is not the matter, nobody is bothered."""
    folder = tiny_edition({"values.csv": None, "_values.txt": TINY["values.csv"]})
    (folder / "values.csv").symlink_to("_values.txt")
    (folder.parent / "linked").symlink_to(folder)
    assert read(folder.parent / "linked").edition.id == "tiny-2018"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_pipe_that_is_not_needed_is_not_waited_for(tiny_edition: Edition) -> None:
    """What lies beside the tables is hashed, and a pipe cannot be."""
    folder = tiny_edition()
    os.mkfifo(folder / "notes.csv")
    with pytest.raises(ConfigurationError, match=r"notes\.csv cannot be read .*pipe or a device"):
        read(folder)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_workbook_that_is_a_pipe_is_refused_and_one_that_is_a_link_is_read(tmp_path: Path) -> None:
    """Whoever names a link means it."""
    os.mkfifo(tmp_path / "badanie.xlsx")
    refused(tmp_path / "badanie.xlsx", "a pipe or a device", "badanie.xlsx")


def test_no_more_is_read_than_allowed(tmp_path: Path) -> None:
    """A file that grows while it is read, or lies about its size, ends where it may."""
    (tmp_path / "a").write_bytes(b"12345")
    assert source.content(tmp_path / "a", 5) == b"12345"
    with pytest.raises(source.UnfitFileError, match=r"larger than 4e-06 MB"):
        source.content(tmp_path / "a", 4)


# --- what is in it -------------------------------------------------------------------------------

HEAD = TINY["values.csv"].splitlines()[0]
CLUSTERS = TINY["clusters.csv"].splitlines()[0]
SETTINGS = TINY["edition.toml"]


@pytest.mark.parametrize(
    ("name", "text", "cause"),
    [
        ("values.csv", "\n" * 3_000_000, "more than 1500000 lines"),
        ("values.csv", HEAD + "\n" + "x," * 9_000, "under no heading"),
        ("values.csv", HEAD + "\n" + "x," * 17_000, "more than 16384 columns"),
        ("values.csv", HEAD + "\n" + "x" * 1_000_001, "more than 1000000 characters"),
        ("values.csv", HEAD + '\n"' + "x\n" * 200_000, "cannot be split"),
        ("values.csv", HEAD + "\nK99,1,1,1,1" * 100_001, "more than 100000 rows"),
        ("values.csv", HEAD + "\nK01,a,b,c,d" * 50_000, "so many problems"),
        ("values.csv", HEAD + "".join(f",C{i}" for i in range(16_000)), "the column is not known"),
        ("values.csv", HEAD + "".join(f"\njunk{i},1,1,1,1" for i in range(20_001)), "so many problems"),
        ("values.csv", HEAD + ("\nK01" + "," * 16_000) * 1_300, "more than 20000000 cells"),
        ("framework.csv", TINY["framework.csv"] + "X,Z,a,a,1,1,,,,,,,\n" * 10_001, "more than 10000 rows"),
        ("clusters.csv", CLUSTERS + "\nK,Klaster,K,,,,,\n" * 100_001, "more than 100000 rows"),
        ("values.csv", (HEAD + "\nK01,1,1,tak,ą\n" * 900_000).encode("cp1250"), "too large to find out"),
        ("edition.toml", SETTINGS + "".join(f"z{i} = 1\n" for i in range(2_100)), "more than 2000 settings"),
        ("edition.toml", SETTINGS + ".".join("a" * 50_000) + " = 1\n", "too many parts"),
        ("edition.toml", SETTINGS + '"a". ' * 50_000 + "b = 1\n", "too many parts"),
        ("edition.toml", SETTINGS + "[" + ".".join("a" * 50_000) + "]\n", "too many parts"),
        ("edition.toml", SETTINGS + "a = " + "[" * 50_000, "not valid TOML"),
        ("edition.toml", SETTINGS + "a = " + "{a=" * 50_000, "not valid TOML"),
        ("edition.toml", SETTINGS + "a = " + "9" * 5_000, "not valid TOML"),
        ("edition.toml", SETTINGS + "#" * 4_000_001, "larger than 4 MB"),
        ("recommendations.toml", '[[recommendation]]\nid = "a"\n' * 5_001, "more than 5000 records"),
    ],
)
def test_a_text_file_that_is_a_trap_is_refused(
    tiny_edition: Edition, name: str, text: str | bytes, cause: str
) -> None:
    """Lines, columns, cells, rows, keys and numbers without end: a problem with its file, and no hang."""
    refused(tiny_edition({name: text}), cause, name if name in ("edition.toml",) else "")


@pytest.mark.parametrize(
    "number",
    ["9" * 400, "-1e400", "nan", "0x" + "f" * 4_000],
)
@pytest.mark.parametrize(
    "key",
    ["disclosure.min_group", "method.scale", "method.weights", "history.1.participants", "mail.port",
     "mail.rate", "mail.attempts", "logos.1.placeholder", "published", "id", "values.missing", "period.from"],
)  # fmt: skip
def test_a_setting_of_any_size_is_a_problem_with_a_place(
    tiny_edition: Edition, key: str, number: str
) -> None:
    """400 digits, infinities and what is no number where one is expected."""
    head, dot, leaf = key.rpartition(".")
    table = f"[[{head.removesuffix('.1')}]]\n" if head.endswith(".1") else f"[{head}]\n" if dot else ""
    text = SETTINGS.replace("id = ", "xid = ") if key == "id" else SETTINGS
    told = text.replace("[unit]", f"{table}{leaf} = {number}\n[unit]")
    read_or_refused(tiny_edition({"edition.toml": told}))


@pytest.mark.parametrize("cell", ["9" * 5_000, "-1e400", "0." + "9" * 5_000])
@pytest.mark.parametrize("file", ["values.csv", "framework.csv", "clusters.csv"])
def test_a_cell_of_any_size_is_a_problem_with_a_place(tiny_edition: Edition, file: str, cell: str) -> None:
    """Numbers that no computer holds, in every column."""
    heading, first, *rest = TINY[file].splitlines()
    for column in range(len(heading.split(","))):
        cells = first.split(",")
        cells[column] = cell
        text = "\n".join([heading, ",".join(cells), *rest])
        read_or_refused(tiny_edition({file: text}, f"edition{column}"))


# --- workbooks -----------------------------------------------------------------------------------

XML = '<?xml version="1.0" encoding="UTF-8"?>'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def book(path: Path, content: str, texts: str = "", more: str = "") -> Path:
    """A workbook whose sheet of values has this content; the other sheets are nearly empty."""
    names = ("edition", "framework", "clusters", "values")
    small = '<row r="1"><c r="A1" t="inlineStr"><is><t>key</t></is></c></row>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        listed = "".join(f'<sheet name="{n}" sheetId="{i}" r:id="r{i}"/>' for i, n in enumerate(names))
        archive.writestr(
            "xl/workbook.xml", f"{XML}<workbook {MAIN} {LINKS}><sheets>{listed}</sheets></workbook>"
        )
        related = [f'<Relationship Id="r{i}" Type="a/worksheet" Target="s{i}.xml"/>' for i in range(4)]
        related += ['<Relationship Id="t" Type="a/sharedStrings" Target="t.xml"/>'] if texts else []
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f"{XML}<Relationships>{''.join(related)}</Relationships>"
        )
        for i, name in enumerate(names):
            rows, merged = (content, more) if name == "values" else (small, "")
            archive.writestr(
                f"xl/s{i}.xml",
                f"{XML}<worksheet {MAIN}><sheetData>{rows}</sheetData>{merged}</worksheet>",
            )
        if texts:
            archive.writestr("xl/t.xml", f"{XML}<sst {MAIN}>{texts}</sst>")
    return path


def digits(number: int) -> str:
    """Digits that do not repeat, so that they shrink like honest ones."""
    return str(number * 2_654_435_761 % 10**9)


NINES = "9" * 40_000
SHARED = '<row r="1"><c t="s"><v>0</v></c></row>'


def many(tag: str) -> str:
    """Elements that each claim the whole sheet."""
    return f"<{tag}s>" + "".join(f'<{tag} ref="A{r}:XFD1048576"/>' for r in range(1, 300_000)) + f"</{tag}s>"


FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def cells_of(rows: int, columns: int) -> str:
    """Rows of numbers that do not repeat."""
    return "".join(
        f"<row>{''.join(f'<c><v>{digits(row * columns + c)}</v></c>' for c in range(columns))}</row>"
        for row in range(rows)
    )


#: A letter that takes four bytes wherever a text is kept.
WIDE = "\N{GRINNING FACE}"


#: Content of the sheet, shared texts, and what follows the rows.
TRAPS: dict[str, Callable[[], tuple[str, str, str]]] = {
    "far": lambda: (FAR, "", ""),
    "merged": lambda: (FAR, "", many("mergeCell")),
    "cells": lambda: (cells_of(100_000, 9), "", ""),
    "rows": lambda: (cells_of(400_000, 1), "", ""),
    "links": lambda: (FAR, "", many("hyperlink")),
    "wide": lambda: (SHARED, "".join(f"<si><t>{WIDE}{digits(r) * 3_500}</t></si>" for r in range(1_700)), ""),
    "texts": lambda: (SHARED, "".join(f"<si><t>{digits(r)}</t></si>" for r in range(900_000)), ""),
}


no_peak = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads the peak from /proc")

#: The most memory of this very program; ``ru_maxrss`` of a child begins with that of its parent.
PEAK = """
import sys
from pathlib import Path
from reports.edition.loading import load
import reports.edition.loading.workbook
raw = load.load(Path(sys.argv[1]))
assert raw.problems
words = Path("/proc/self/status").read_text()
print(next(line.split()[1] for line in words.splitlines() if line.startswith("VmHWM")))
"""


@no_peak
@pytest.mark.parametrize(
    "trap", ["far", "merged", *(pytest.param(name, marks=pytest.mark.slow) for name in list(TRAPS)[2:])]
)
def test_a_workbook_that_is_a_trap_costs_little(tmp_path: Path, trap: str) -> None:
    """It is refused with 300 MB at most, whatever it says of its size, and never hangs."""
    assert peak_of(book(tmp_path / "trap.xlsx", *TRAPS[trap]())) < 300_000


def peak_of(path: Path) -> int:
    """How many kB the program takes to refuse an edition; the process that reads a workbook has a limit."""
    made = subprocess.run(
        [sys.executable, "-c", PEAK, str(path)], capture_output=True, text=True, check=False, timeout=120
    )
    assert made.returncode == 0, made.stderr
    return int(made.stdout)


def parts(path: Path, count: int, large: bool) -> Path:
    """An archive that lists so many parts; ``large`` ones have a second directory of sizes."""
    entry = b"PK\x01\x02" + bytes(24) + (1).to_bytes(2, "little") + bytes(16) + b"a"
    size = len(entry) * count
    more = b""
    if large:
        counted = count.to_bytes(8, "little")
        more = b"PK\x06\x06" + (44).to_bytes(8, "little") + bytes(12) + counted * 2
        more += size.to_bytes(8, "little") + bytes(8)
        more += b"PK\x06\x07" + bytes(4) + size.to_bytes(8, "little") + bytes(4)
    told = b"\xff" * 4 if large else size.to_bytes(4, "little")
    end = b"PK\x05\x06" + bytes(8) + told + (b"\xff" * 4 if large else bytes(4)) + bytes(2)
    path.write_bytes(entry * count + more + end)
    return path


def test_an_archive_of_a_million_parts_is_refused_before_they_are_listed(tmp_path: Path) -> None:
    """46 bytes of each in the file would be 600 in memory."""
    began = time.process_time()
    refused(parts(tmp_path / "trap.xlsx", 1_200_000, large=False), "more than 1000 parts")
    assert time.process_time() - began < 5


@no_peak
@pytest.mark.slow
def test_a_process_that_takes_too_much_memory_is_ended(tmp_path: Path) -> None:
    """Whatever the limits before it have overlooked: one clear problem, and this process has not grown."""
    path = parts(tmp_path / "trap.xlsx", 1_200_000, large=True)
    assert peak_of(path) < 300_000
    refused(path, "takes too much time or memory", "trap.xlsx")


@no_peak
@pytest.mark.slow
def test_a_table_takes_the_size_of_its_file(tiny_edition: Edition) -> None:
    """Also where one letter would make all others take four bytes."""
    text = HEAD + "\n" + f"K01,{'x' * 4_000},{WIDE},1\n" * 18_000
    assert peak_of(tiny_edition({"values.csv": text, "clusters.csv": None})) < 300_000


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_pipe_among_the_workbooks_of_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    """Whoever names a folder may mean the one workbook in it."""
    os.mkfifo(tmp_path / "badanie.xlsx")
    refused(tmp_path, "a pipe or a device", "badanie.xlsx")


def test_a_part_that_is_larger_than_it_says_is_damaged(tmp_path: Path) -> None:
    """The directory of the archive may lie; what is unpacked is what it says, or nothing."""
    path = book(
        tmp_path / "trap.xlsx", "".join(f"<row><c><v>{digits(r)}</v></c></row>" for r in range(20_000))
    )
    data = path.read_bytes()
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/s3.xml"))
    path.write_bytes(data[: at + 24] + (100).to_bytes(4, "little") + data[at + 28 :])
    refused(path, "cannot be read")


@pytest.mark.parametrize(
    "cell",
    ['<c t="s"><v>-1</v></c>', '<c t="s"><v>7</v></c>', '<c s="-1"><v>1</v></c>', f"<c><v>{NINES}</v></c>",
     f'<c r="{"A" * 40_000}1"><v>1</v></c>', '<c r="A0"><v>1</v></c>', '<c r="ZZZ1"><v>1</v></c>',
     f'<c s="{"9" * 5_000}"><v>1</v></c>', '<c><v>1</v></c></row><mergeCell ref="here"/><row>',
     f'<c t="inlineStr"><is><t>{"x" * 33_000}</t></is></c>'],
)  # fmt: skip
def test_a_cell_that_no_program_writes_is_damage(tmp_path: Path, cell: str) -> None:
    """Numbers that count from nowhere never mean another cell's text."""
    refused(book(tmp_path / "trap.xlsx", f'<row r="1">{cell}</row>', "<si><t>id</t></si>"), "cannot be read")


@pytest.mark.parametrize("name", ["framework.csv", "clusters.csv", "values.csv", "edition.toml"])
@pytest.mark.parametrize("kept", [0, 1, 2])
def test_a_file_that_was_cut_off_is_a_problem(tiny_edition: Edition, name: str, kept: int) -> None:
    """Without nodes, without units, without settings: nothing that needs them is asked for."""
    refused(tiny_edition({name: "".join(TINY[name].splitlines(keepends=True)[:kept])}), "")


def test_a_framework_without_a_root_is_a_problem(tiny_edition: Edition) -> None:
    """The shared records are not read against a tree that is none."""
    refused(tiny_edition({"framework.csv": TINY["framework.csv"].replace("OGOL,,", "OGOL,OGOL,")}), "")
