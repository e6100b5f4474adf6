#!/usr/bin/env python3
"""Throws damaged editions at the program: each ends in an edition or in problems, never in a traceback.

    .venv/bin/python bench/fuzz.py [--inputs 100000] [--seed 0] [--seconds 20] [KIND...]

Kinds are settings (edition.toml), tables (CSV), workbooks, records (recommendations and practices), comments,
logos, and opened and drawn (workbooks and logos by the processes that read them). An input is a sound file
that was mutilated: bytes changed, pieces cut, doubled, moved or exchanged with pieces of others, cells and
values replaced by numbers, dates and signs that go wrong elsewhere. Prints how many inputs of each kind were
read, refused and found wanting; what failed is kept in a folder. Exit status 1 if anything did.
"""

from __future__ import annotations

import argparse
import base64
import io
import random
import re
import shutil
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.tiny import TINY  # noqa: E402

from reports import assets  # noqa: E402
from reports.cli.output import printable  # noqa: E402
from reports.edition import blank_workbook  # noqa: E402
from reports.edition.loading import confined, load, picture, spreadsheet  # noqa: E402
from reports.edition.validation import validate  # noqa: E402
from reports.errors import ConfigurationError, InputError  # noqa: E402
from reports.production import study, warnings  # noqa: E402
from reports.results import score  # noqa: E402

#: What stands in files that go wrong.
NASTY = [
    b"",
    b" ",
    b"0",
    b"-1",
    b"9" * 400,
    b"1e400",
    b"-1e-400",
    b"nan",
    b"inf",
    b"-inf",
    b"0x1F",
    b"1_000",
    b"1,234",
    b"1.234",
    b"12,5",
    b"1;2",
    b"=1+1",
    b"@x",
    b"true",
    b"TRUE",
    b"tak",
    b"nie",
    b"#N/A",
    b"#REF!",
    b"0001-01-01",
    b"9999-12-31",
    b"9999-12-31T23:59:59+23:59",
    b"0000-00-00",
    b"25:61:61",
    b"\x00",
    b"\x1b[2J",
    b"\r",
    b"\n",
    b"\t",
    b'"',
    b"'",
    b'"""',
    b"[[",
    b"]]",
    b"{",
    b"}",
    b"[",
    b"]",
    b"=",
    b"#",
    b".",
    b",",
    b";",
    b"|",
    b"\\",
    b"\\u0000",
    b"\\ud800",
    b"\\U0010ffff",
    b"\xff",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    "ą".encode(),
    "ą".encode("cp1250"),
    "\u202e".encode(),
    "\u2028".encode(),
    "😀".encode(),
    "e\u0301".encode(),
    "İ".encode(),
    "ﬁ".encode(),
    "٣".encode(),
    b"a" * 300,
    b"../../etc/passwd",
    b"CON",
    b"K01",
    b"Z.1",
    b"OGOL",
    b"id",
    b"code",
    b"key",
    b"value",
    b"K01,K02",
    b"<b>",
    b"&amp;",
    b"&#0;",
    b"**a",
    b"[a](b)",
    b"- a\n- b",
    b"# a",
    b"|a|b|",
    b"![a](b)",
    b"`a`",
    b"a@b",
    b"a@b.example",
    b"xn--a.example",
    b"%s",
    b"{name}",
    b"{ $x }",
    b"\xc2\xa0",
    b"\xe2\x80\x8b",
]

#: Settings before and behind those of the small edition.
SETTINGS = """\
published = 2018-11-22
period = "2017-2018"
funding = { pl = "Ze środków", en = "Funded" }
names = { lower = false }
"""
MORE_SETTINGS = """
[method]
normalise = "minmax"
scale = [0, 100]
aggregate = ["arithmetic"]
[mail]
from = "a@example.org"
host = "mail.example.org"
port = 25
rate = 10
[[history]]
label = "2014"
values = "values-2014"
participants = 4
[[logos]]
pl = "Znak"
placeholder = true
[values]
missing = [":", "n/a"]
"""
PROFILE = "code,name_pl,name_en,unit,kind\nstaff,Etaty,Staff,etaty,number\nseat,Siedziba,Seat,,text\n"
GROUPS = "column,value,name_pl,name_en\nkind,,Rodzaj,Kind\nkind,mały,Małe,Small\nkind,duży,Duże,Large\n"

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGP4z8DAwPAfAAcAAf9xcJ0AAAAASUVORK5CYII="
)
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">
<defs><linearGradient id="g"><stop offset="0" stop-color="#123456"/></linearGradient>
<filter id="f"><feGaussianBlur stdDeviation="1"/></filter></defs>
<g transform="scale(2)"><path d="M0 0L5 5z" fill="url(#g)"/>
<rect width="5" height="5" filter="url(#f)"/><use href="#g"/>
<image href="data:image/png;base64,PICTURE" width="2" height="2"/></g></svg>"""
SVG = SVG.replace(b"PICTURE", base64.b64encode(DOT))


def few(text: str, kind: str) -> bytes:
    """The first records of the sample, made fit for the small edition."""
    blocks = re.split(rf"(?m)^\[\[{kind}\]\]\n", text)[1:5]
    blocks = [re.sub(r'node = "[^"]*"', 'node = "Z.1"', block) for block in blocks]
    unfit = r"(?m)^(after|cluster|profile|group|needs|unless|moves|staff|sector|missing|band|urgent)\b.*\n"
    return "".join(f"[[{kind}]]\n{re.sub(unfit, '', block)}" for block in blocks).encode()


class SlowError(Exception):
    """An input took longer than it may."""


def read_here(_: str, arguments: Sequence[str], content: bytes, *__: object) -> bytes:
    """What the process of a workbook does, without starting one for each."""
    return b"".join(spreadsheet.answer(content, arguments))


TOO_MUCH = confined.UnfitError("it takes too much", "Try another one")


def mutilated(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """A sound content with one to six wounds."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        at, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        end = min(end, at + chance.choice((1, 3, 20, 200)))
        piece = data[at:end]
        wound = chance.randrange(8)
        if wound == 0:
            data = data[:at] + chance.choice(NASTY) + data[end:]
        elif wound == 1:
            data = data[:at] + data[end:]
        elif wound == 2:
            data = data[:at] + piece * chance.choice((2, 3, 50)) + data[end:]
        elif wound == 3 and data:
            at = chance.randrange(len(data))
            data = data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]
        elif wound == 4:
            other = chance.choice(others)
            start = chance.randrange(len(other) + 1)
            data = data[:at] + other[start : start + chance.choice((5, 50, 500))] + data[end:]
        elif wound == 5:
            lines = data.split(b"\n")
            chance.shuffle(lines) if chance.random() < 0.2 else lines.insert(
                chance.randrange(len(lines) + 1), chance.choice(lines)
            )
            data = b"\n".join(lines)
        else:  # a whole cell or value
            cells = list(re.finditer(rb'(?<=[,=;>"\n ])[^,=;<>"\n]*(?=[,;<"\n])', data))
            if cells:
                cell = chance.choice(cells)
                data = data[: cell.start()] + chance.choice(NASTY) + data[cell.end() :]
    return data


class Fuzzer:
    """Makes and tries inputs of each kind."""

    def __init__(self, chance: random.Random, folder: Path) -> None:
        self.chance, self.folder = chance, folder
        sample = assets.sample()
        self.tables = {name: text.encode() for name, text in TINY.items() if name.endswith(".csv")}
        self.tables["profile.csv"] = PROFILE.encode()
        self.tables["groups.csv"] = GROUPS.encode()
        self.settings = SETTINGS.encode() + TINY["edition.toml"].encode() + MORE_SETTINGS.encode()
        sound = (sample / "edition.toml").read_bytes()
        self.others = [*self.tables.values(), self.settings, sound, SVG, *NASTY]
        self.records = {
            f"{kind}s.toml": few((sample / f"{kind}s.toml").read_text("utf-8"), kind)
            for kind in ("recommendation", "practice")
        }
        self.comments = (
            b"id,place,text_pl,text_en\nK01,summary,**Dobra** praca,Good *work*\nK02,Z,- a\\n- b,1. c\n"
        )
        blank_workbook.write_workbook(folder / "sound.xlsx")
        self.book = (folder / "sound.xlsx").read_bytes()
        self.supported = study.supported_characters()
        self.library = folder / "none"
        self.library.mkdir()

    def edition(self, files: dict[str, bytes]) -> None:
        place = self.folder / "edition"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        given = {name: text.encode() for name, text in TINY.items()} | files
        for name, content in given.items():
            (place / name).write_bytes(content)
        self.check(place)

    def check(self, path: Path) -> None:
        """As `check` does, up to the words on the terminal."""
        library = None if self.chance.random() < 0.05 else self.library
        try:
            raw = load.load(path, library)
            edition = validate.validate(raw, self.supported)
            frame = score.fit(edition.framework, edition.method, edition.values)
            scores = score.score(edition.framework, edition.method, edition.ids, edition.values)
            warnings.warnings(study.Study(edition, frame, scores, raw.folder, raw.inputs, raw.warnings))
        except InputError as error:
            printable(str(error)).encode("utf-8")
            raise

    def wound(self, data: bytes) -> bytes:
        return mutilated(data, self.chance, self.others)

    def try_settings(self) -> None:
        self.edition(
            {"edition.toml": self.wound(self.settings), "values-2014.csv": self.tables["values.csv"]}
        )

    def try_tables(self) -> None:
        name = self.chance.choice(list(self.tables))
        wounded = {name: self.wound(self.tables[name])}
        if name in ("profile.csv", "groups.csv"):
            clusters = self.tables["clusters.csv"].decode().splitlines()
            more = [
                ",profile_staff,profile_seat,group_kind",
                ",3,Łódź,mały",
                ",,,duży",
                ",2,Lima,mały",
                ",1.5,,",
            ]
            wounded["clusters.csv"] = "\n".join(map(str.__add__, clusters, more)).encode()
        self.edition(wounded)

    def try_comments(self) -> None:
        self.edition({"comments.csv": self.wound(self.comments)})

    def try_records(self) -> None:
        name = self.chance.choice(list(self.records))
        self.edition({name: self.wound(self.records[name])})

    def try_workbooks(self) -> None:
        self.write_book()
        started = confined.run
        confined.run = read_here
        try:
            self.check(self.folder / "book.xlsx")
        finally:
            confined.run = started

    def try_opened(self) -> None:
        """The process itself, with its limits. None of these has a reason to break one."""
        self.write_book()
        try:
            confined.run("spreadsheet", [".*"], (self.folder / "book.xlsx").read_bytes(), TOO_MUCH)
        except confined.UnfitError as error:
            if error is TOO_MUCH:
                raise RuntimeError("the process of a workbook failed") from error
            raise InputError(()) from error

    def write_book(self) -> None:
        path = self.folder / "book.xlsx"
        if self.chance.random() < 0.2:
            path.write_bytes(self.wound(self.book))
            return
        out = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(self.book)) as read,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as w,
        ):
            names = [n for n in read.namelist() if n.endswith((".xml", ".rels"))]
            hurt = self.chance.choice(names + 3 * [n for n in names if "/sheet" in n])
            for name in read.namelist():
                content = read.read(name)
                w.writestr(name, self.wound(content) if name == hurt else content)
        path.write_bytes(out.getvalue())

    def try_logos(self) -> None:
        """What the process of a logo does, without starting one for each."""
        svg = self.wound(SVG)
        kind = self.chance.randrange(8)
        try:
            if kind:
                picture.prove(svg)
            else:
                picture.logo(self.wound(DOT), ".png")
        except confined.UnfitError as error:
            raise InputError(()) from error

    def try_drawn(self) -> None:
        """The process itself, with its limits."""
        try:
            confined.run("picture", [".svg"], self.wound(SVG), TOO_MUCH)
        except confined.UnfitError as error:
            raise InputError(()) from error


#: Share of all inputs.
KINDS = {
    "settings": 25,
    "tables": 30,
    "workbooks": 12,
    "records": 12,
    "comments": 10,
    "logos": 10.8,
    "opened": 0.1,
    "drawn": 0.1,
}


def ring(_: int, __: FrameType | None) -> None:
    raise SlowError


def main() -> int:
    """Try them all, say what came of them, and give the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=int, default=20, help="how long one input may take")
    parser.add_argument("kinds", nargs="*", default=list(KINDS), metavar="KIND")
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311  the same wounds again
    kept = Path(tempfile.mkdtemp(prefix="fuzz-failures-"))
    ends = {kind: Counter[str]() for kind in options.kinds}
    slowest = dict.fromkeys(options.kinds, 0.0)
    known: set[str] = set()
    signal.signal(signal.SIGALRM, ring)
    stopped: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: stopped.append(number))  # what was tried is told, too
    with tempfile.TemporaryDirectory(prefix="fuzz-") as place:
        fuzzer = Fuzzer(chance, Path(place))
        for number in range(options.inputs):
            if stopped:
                break
            (kind,) = chance.choices(options.kinds, [KINDS[kind] for kind in options.kinds])
            attempt: Callable[[], None] = getattr(fuzzer, f"try_{kind}")
            began = time.process_time()
            signal.alarm(options.seconds)
            try:
                attempt()
                end = "read"
            except (InputError, ConfigurationError):
                end = "refused"
            except Exception as error:
                end = "FAILED"
                trace = traceback.extract_tb(error.__traceback__)
                place_of = f"{type(error).__name__} at {trace[-1].filename}:{trace[-1].lineno}"
                if place_of not in known:
                    known.add(place_of)
                    print(f"{kind}: {place_of}: {str(error)[:200]}", flush=True)
                    target = kept / f"{number}-{kind}"
                    target.mkdir()
                    (target / "traceback").write_text(traceback.format_exc())
                    for path in (Path(place) / "edition", Path(place) / "book.xlsx"):
                        if path.is_dir():
                            shutil.copytree(path, target / path.name)
                        elif path.exists():
                            shutil.copy(path, target)
            finally:
                signal.alarm(0)
            ends[kind][end] += 1
            slowest[kind] = max(slowest[kind], time.process_time() - began)
    print(f"{'kind':10} {'inputs':>8} {'read':>8} {'refused':>8} {'FAILED':>8} {'slowest':>9}")
    for kind, count in ends.items():
        told = " ".join(f"{count[end]:>8}" for end in ("read", "refused", "FAILED"))
        print(f"{kind:10} {count.total():>8} {told} {slowest[kind]:>7.2f} s")
    failed = sum(count["FAILED"] for count in ends.values())
    print(
        f"{sum(c.total() for c in ends.values())} inputs, {failed} failed" + (f": {kept}" if failed else "")
    )
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
