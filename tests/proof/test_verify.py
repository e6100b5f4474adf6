"""Promises of `verify`: a sound set has no finding, and every forgery is found by the rule for it."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from hashlib import md5
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

import openpyxl
import pikepdf
import pytest
from click.testing import CliRunner
from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name, String
from support.forge import (
    OTHER,
    OWN,
    Made,
    Press,
    changed,
    edition,
    elements,
    forged,
    publish,
    repaint,
    retold,
    reworded,
)

from reports.cli import main
from reports.document.blocks import Cell, Column, KeyFigure, Para, Row, Section, Table, walk
from reports.edition.model import freeze
from reports.errors import ConfigurationError
from reports.production.record import manifest
from reports.production.verify import Verdict, Verifier
from reports.proof.audit.numbers import Numbers
from reports.proof.audit.recount import Recount
from reports.proof.audit.subject import Subject
from reports.proof.reading import book as readback
from reports.proof.reading import pdf as pdftext


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(edition())


@pytest.fixture(scope="module")
def sound(press: Press) -> dict[str, Made]:
    return {cluster: press.made(cluster) for cluster in (OWN, OTHER)}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return tmp_path / "test-2018"


def verdict(press: Press, base: Path, made: dict[str, Made], cluster: str = OWN) -> Verdict:
    publish(base, made)
    return Verifier(press.edition, base).verify(cluster)


def rules(found: Verdict) -> set[str]:
    return {finding.rule for finding in found.findings}


def page_of(made: Made, table: str) -> int:
    """The page on which a table with this piece of its caption begins."""
    root = pdftext.read(made.pdf).root
    assert root is not None
    tables = readback.book(root).tables
    return next(t.page or 0 for t in tables if table in " ".join(t.caption.split()))


def test_a_sound_set_has_no_findings(press: Press, sound: dict[str, Made], base: Path) -> None:
    """Nothing is found in finished files, and hundreds of numbers are proven in each."""
    publish(base, sound)
    verifier = Verifier(press.edition, base)
    for cluster in sound:
        found = verifier.verify(cluster)
        assert found.findings == ()
        assert found.proven > 500
    assert verifier.strays() == ()


def test_a_sound_report_in_english_has_no_findings(press: Press, base: Path) -> None:
    """Words, numbers and marks of the other language are read as well."""
    found = verdict(press, base, {OWN: Press(press.edition, "en").made(OWN)})
    assert found.findings == ()
    assert found.proven > 500


# --- what a file may say instead -----------------------------------------------------------------

#: Cells of the sound report, on paper and on the screen page: piece of the table's caption, what it is.
CELLS = {
    "a score": ("Kropka: inny klaster", "score"),
    "a rank": ("Kropka: inny klaster", "rank"),
    "a group's median": ("kreska: mediana, romb", "values.median"),
    "a value": ("kreska: mediana, romb", "value"),
    "a best value": ("kreska: mediana, romb", "values.best"),
    "a comparison's median": ("Kreska: mediana grupy", "compared.kkk.median"),
    "a comparison's gap": ("Kreska: mediana grupy", "compared.kkk.gap"),
    "a comparison's count": ("Kreska: mediana grupy", "compared.kkk.n"),
    "a score on the screen": ("Wynik ogólny, obszary", "score"),
    "a rank on the screen": ("Wynik ogólny, obszary", "rank"),
    "a sub-area's score": ("Ćwiartki liczone", "score"),
    "a sub-area's place": ("Ćwiartki liczone", "rank"),
    "a median": ("Ćwiartki liczone", "group.median"),
    "a quartile": ("Wynik klastra i wyniki grupy", "group.q3"),
    "a benchmark": ("Wynik klastra i wyniki grupy", "group.benchmark"),
    "a gap": ("Wynik klastra i wyniki grupy", "gap.median"),
    "a value on the screen": ("Wszystkie wskaźniki", "value"),
    "a count": ("Wszystkie wskaźniki", "n"),
    "a change": ("kolejnych edycjach", "change.2014"),
    "an earlier score": ("kolejnych edycjach", "past_score.2014"),
}


@pytest.mark.parametrize("case", CELLS)
def test_one_digit_of_one_cell(case: str, press: Press, sound: dict[str, Made], base: Path) -> None:
    """Whatever the cell holds: painted with the right font, under the right tag, known to the manifest."""
    caption, what = CELLS[case]
    made = sound[OWN]
    table = next(
        t for t in walk(made.report) if isinstance(t, Table) and caption in t.caption.replace("\u00a0", " ")
    )
    cells = [c for row in table.rows for c in row.cells if c.fact is not None and c.fact.what == what]
    cell = next(c for c in cells if any(map(str.isdigit, c.text)))
    text = cell.text
    place = max(i for i, letter in enumerate(text) if letter.isdigit())
    wrong = text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :]
    said = retold(made.report, lambda part: part is cell, lambda cell: replace(cell, text=wrong))
    on_paper = any(table is part for part in walk(made.report.sections))
    if on_paper:
        false = replace(made, pdf=press.pdf(made.report, said))
    else:
        false = replace(made, html=press.page(said))
    assert ("number" if on_paper else "web-number") in rules(verdict(press, base, {OWN: false}))


def forged_stream(press: Press, sound: dict[str, Made]) -> dict[str, Made]:
    made, page = sound[OWN], page_of(sound[OWN], "Ćwiartki liczone")
    score = _root(made, "score")
    return {OWN: replace(made, pdf=repaint(made.pdf, page, score, score[:-1] + _next(score[-1])))}


def _next(digit: str) -> str:
    return "5" if digit == "4" else "4"


def _root(made: Made, what: str) -> str:
    """The published text of an overall result."""
    return next(
        c.text
        for c in walk(made.report)
        if isinstance(c, Cell) and c.fact is not None and (c.fact.node, c.fact.what) == ("R", what)
    )


def swapped_cells(press: Press, sound: dict[str, Made]) -> dict[str, Made]:
    made = sound[OWN]
    wanted = tuple(_root(made, what) for what in ("score", "group.median"))

    def place(row: Row) -> int:
        pairs = list(pairwise(cell.text for cell in row.cells))
        return pairs.index(wanted) if wanted in pairs else -1

    def swap(row: Row) -> Row:
        at, cells = place(row), list(row.cells)
        cells[at], cells[at + 1] = cells[at + 1], cells[at]
        return replace(row, cells=tuple(cells))

    return {OWN: forged(made, press, lambda part: isinstance(part, Row) and place(part) >= 0, swap)}


def cover(press: Press, sound: dict[str, Made]) -> dict[str, Made]:
    made = sound[OWN]
    said = replace(made.report, cover=replace(made.report.cover, score=_root(made, "score")))
    return {OWN: replace(made, pdf=press.pdf(made.report, said))}


def open_cover(press: Press, sound: dict[str, Made]) -> dict[str, Made]:
    made = sound[OWN]
    said = replace(made.report, cover=replace(made.report.cover, score_label=""))
    return {OWN: replace(made, pdf=press.pdf(made.report, said))}


def quarter(press: Press, sound: dict[str, Made]) -> dict[str, Made]:
    """A place in words that is another one."""
    upper, lower = (press.texts(f"quarter-{number}") for number in (1, 4))
    other = {upper: lower, lower: upper}
    return {
        OWN: forged(
            sound[OWN],
            press,
            lambda part: isinstance(part, Cell) and part.text.replace("\u00a0", " ") in other,
            lambda cell: replace(cell, text=other[cell.text.replace("\u00a0", " ")]),
        )
    }


def less_on_screen(press: Press, sound: dict[str, Made]) -> dict[str, Made]:
    """The page for the browser lacks the chapter of all results, which the workbook has."""
    made = sound[OWN]
    said = replace(made.report, screen_sections=())
    return {OWN: replace(made, html=press.page(said))}


def key_figure(press: Press, sound: dict[str, Made]) -> dict[str, Made]:
    return {
        OWN: forged(
            sound[OWN],
            press,
            lambda part: isinstance(part, KeyFigure) and part.tone == "own",
            lambda figure: replace(figure, value=f"9{figure.value}"),
        )
    }


def _later_lead(made: Made) -> Para:
    """The first lead after that of the summary, which tells the story."""
    (lead, *_) = (
        block
        for section in made.report.sections[1:]
        for block in section.blocks
        if isinstance(block, Para) and block.role == "lead" and "pkt" in block.text
    )
    return lead


def sentence(press: Press, sound: dict[str, Made]) -> dict[str, Made]:
    lead = _later_lead(sound[OWN])
    points = re.search(r"(\d)(?=\u00a0pkt)", lead.text)
    assert points is not None
    said = f"{lead.text[: points.start()]}{_next(points[0])}{lead.text[points.end() :]}"
    return {OWN: reworded(sound[OWN], press, lead.text, said)}


def simulated(press: Press, sound: dict[str, Made]) -> dict[str, Made]:
    """An interval of simulated places that begins one place lower."""

    def lower(text: str) -> str:
        return re.sub(
            r"(?<=zajmuje miejsca.)\d+|(?<=to samo miejsce:.)\d+", lambda m: str(int(m[0]) + 1), text
        )

    return {OWN: forged(sound[OWN], press, lambda part: isinstance(part, str) and lower(part) != part, lower)}


def forbidden_median(press: Press, sound: dict[str, Made]) -> dict[str, Made]:
    """A report of a program that lets any groups stand together: all its numbers are right."""
    with patch("reports.results.disclosure.choice.compatible", return_value=True):
        return {OWN: Press(press.edition).made(OWN)}


def forbidden_sentence(press: Press, sound: dict[str, Made]) -> dict[str, Made]:
    """A sentence gives the right median of a group that no table may show."""
    what = "compared.sector.median"
    node = next(node for node in ("R", "A", "B") if _only_there(press, node, what))
    said = f" Mediana {Recount(press.edition).figure(OWN, node, what).numbers[0]:f} pkt.".replace(".", ",", 1)
    return {
        OWN: forged(
            sound[OWN],
            press,
            lambda part: part == _later_lead(sound[OWN]),
            lambda lead: replace(lead, text=lead.text + said),
        )
    }


def _only_there(press: Press, node: str, what: str) -> bool:
    """Whether a figure is no other number of the report as well."""
    subject = Subject(press.edition, press.edition.cluster(OWN), press.texts, Recount(press.edition))
    return not set(subject.forms(subject.figure(node, what))) & Numbers(subject).drawn


def alternative_text(press: Press, sound: dict[str, Made]) -> dict[str, Made]:
    score = _root(sound[OWN], "score")
    return {OWN: reworded(sound[OWN], press, f"klaster {score},", f"klaster 8{score},")}


def missing_row(press: Press, sound: dict[str, Made]) -> dict[str, Made]:
    def named(row: Row) -> bool:
        return row.cells[0].text.startswith("Węzeł B1.2")

    return {
        OWN: forged(
            sound[OWN],
            press,
            lambda part: isinstance(part, Table) and any(map(named, part.rows)),
            lambda table: replace(table, rows=tuple(row for row in table.rows if not named(row))),
        )
    }


def unknown_table(press: Press, sound: dict[str, Made]) -> dict[str, Made]:
    columns = (Column("A", "left"), Column("C", "right"))
    table = Table("plain", "t-99", "Tabela 99.", "Coś innego", columns, (Row((Cell("B"), Cell("D"))),))
    return {
        OWN: forged(
            sound[OWN],
            press,
            lambda part: isinstance(part, Section),
            lambda section: replace(section, blocks=(*section.blocks, table)),
        )
    }


def unknown_column(press: Press, sound: dict[str, Made]) -> dict[str, Made]:
    return {
        OWN: forged(
            sound[OWN],
            press,
            lambda part: isinstance(part, Column) and part.heading == "Mediana",
            lambda column: replace(column, heading="Środek"),
        )
    }


def other_cluster(press: Press, sound: dict[str, Made]) -> dict[str, Made]:
    name = press.edition.cluster(OTHER).name
    return {
        OWN: forged(
            sound[OWN],
            press,
            lambda part: isinstance(part, Para) and part.role == "lead",
            lambda lead: replace(lead, text=f"{name}. {lead.text}"),
        )
    }


def exchanged(press: Press, sound: dict[str, Made]) -> dict[str, Made]:
    one, other = sound[OWN], sound[OTHER]
    return {OWN: replace(one, pdf=other.pdf, html=other.html), OTHER: one}


def old_input(press: Press, sound: dict[str, Made]) -> dict[str, Made]:
    """A report with this edition's name that was made from other values."""
    values = press.edition.values.copy()
    values[press.edition.row[OWN], 0] += 7
    return {OWN: Press(replace(press.edition, values=freeze(values))).made(OWN)}


def _pdf(change: Callable[[pikepdf.Pdf], object]) -> Callable[[Press, dict[str, Made]], dict[str, Made]]:
    return lambda press, sound: {OWN: replace(sound[OWN], pdf=changed(sound[OWN].pdf, change))}


def _xmp(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], object]:
    def change(file: pikepdf.Pdf) -> None:
        packet = file.Root.Metadata.read_bytes()
        assert old in packet
        file.Root.Metadata = file.make_stream(packet.replace(old, new), Type=Name.Metadata, Subtype=Name.XML)

    return change


def _unembed(file: pikepdf.Pdf) -> None:
    descriptor = next(o for o in file.objects if isinstance(o, Dictionary) and "/FontFile2" in o)
    del descriptor["/FontFile2"]


def _program(change: Callable[[TTFont], object]) -> Callable[[pikepdf.Pdf], object]:
    """Every embedded font program after ``change``."""

    def changed_programs(file: pikepdf.Pdf) -> None:
        for descriptor in [o for o in file.objects if isinstance(o, Dictionary) and "/FontFile2" in o]:
            font = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()))
            change(font)
            out = io.BytesIO()
            font.save(out)
            descriptor.FontFile2.write(out.getvalue())

    return changed_programs


def _renamed(font: TTFont) -> None:
    for record in font["name"].names:
        if record.nameID == 6:
            record.string = "Another"


def _redrawn(font: TTFont) -> None:
    """Every letter is drawn as the glyph after it."""
    order = [name for name in font.getGlyphOrder() if font["glyf"][name].numberOfContours > 0]
    drawings = [font["glyf"][name] for name in order]
    for name, drawing in zip(order, drawings[1:] + drawings[:1], strict=True):
        font["glyf"][name] = drawing


def _another_kind(file: pikepdf.Pdf) -> None:
    """Codes that a viewer looks up by the names of glyphs, in a table that nobody looks at."""
    font = next(o for o in file.objects if isinstance(o, Dictionary) and o.get("/Type") == Name.Font)
    font.Encoding = Dictionary(Type=Name.Encoding, Differences=[ord("4"), Name.five])


def _lying_table(file: pikepdf.Pdf) -> None:
    """What looks like a 4 is read as a 5 by every machine."""
    font = next(
        o
        for o in file.objects
        if isinstance(o, Dictionary) and "/ToUnicode" in o and b"<0034>" in o.ToUnicode.read_bytes()
    )
    table = font.ToUnicode.read_bytes()
    table = table.replace(b"<0034>", b"<zzzz>").replace(b"<0035>", b"<0034>").replace(b"<zzzz>", b"<0035>")
    font.ToUnicode = file.make_stream(table)


def _no_scope(file: pikepdf.Pdf) -> None:
    del elements(file, "TH")[5].A["/Scope"]


def _no_tags(file: pikepdf.Pdf) -> None:
    del file.Root["/StructTreeRoot"]


def _unmarked_artifact(file: pikepdf.Pdf) -> None:
    page = file.pages[2]
    stream = page.Contents.read_bytes()
    found = re.search(rb"/Artifact\b.*?B[DM]C", stream)
    assert found is not None
    at, end = found.span()
    page.Contents = file.make_stream(stream[:at] + b"q" + stream[end:].replace(b"EMC", b"Q", 1))


def _fewer_pages(file: pikepdf.Pdf) -> None:
    del file.pages[4]


def _other_order(file: pikepdf.Pdf) -> None:
    page = file.pages[4]
    del file.pages[4]
    file.pages.insert(5, page)


def _no_attachment(file: pikepdf.Pdf) -> None:
    for name in list(file.attachments):
        del file.attachments[name]


def _workbook(content: Callable[[bytes], bytes]) -> Callable[[pikepdf.Pdf], object]:
    def change(file: pikepdf.Pdf) -> None:
        for entry in file.attachments.values():
            stream = entry.obj.EF.F
            data = content(stream.read_bytes())
            stream.write(data)
            stream.Params.Size = len(data)
            stream.Params.CheckSum = String(md5(data, usedforsecurity=False).digest())

    return change


def _wrong_sheet(content: bytes) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    cell = next(c for row in sheet.iter_rows(min_row=2) for c in row[6:] if isinstance(c.value, float))
    cell.value += 0.1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def other_workbook(press: Press, sound: dict[str, Made]) -> dict[str, Made]:
    with pikepdf.open(io.BytesIO(sound[OTHER].pdf)) as file:
        content = next(iter(file.attachments.values())).get_file().read_bytes()
    return _pdf(_workbook(lambda _: content))(press, sound)


def _html(old: str, new: str) -> Callable[[Press, dict[str, Made]], dict[str, Made]]:
    def forged(press: Press, sound: dict[str, Made]) -> dict[str, Made]:
        page = sound[OWN].html.decode()
        wanted = old.replace("SCORE", _root(sound[OWN], "score"))
        assert wanted in page
        return {OWN: replace(sound[OWN], html=page.replace(wanted, new, 1).encode())}

    return forged


#: Forgery -> the rule that has to find it. The manifest knows every one of these files.
FORGERIES: dict[str, tuple[Callable[[Press, dict[str, Made]], dict[str, Made]], str]] = {
    "a digit in a content stream": (forged_stream, "number"),
    "two cells swapped": (swapped_cells, "number"),
    "a result on the cover": (cover, "cover"),
    "a cover that is not confidential": (open_cover, "cover"),
    "a place in words": (quarter, "number"),
    "all results missing on the screen": (less_on_screen, "web-data-file"),
    "a key figure": (key_figure, "key-figure"),
    "a number in a sentence": (sentence, "sentence"),
    "a simulated place": (simulated, "sentence"),
    "a median that must not be shown": (forbidden_median, "disclosure"),
    "a median that must not be told": (forbidden_sentence, "sentence"),
    "a number in a description": (alternative_text, "sentence"),
    "a row left out": (missing_row, "table"),
    "a table nobody knows": (unknown_table, "table"),
    "a column nobody knows": (unknown_column, "table"),
    "another cluster's name": (other_cluster, "foreign-name"),
    "two reports exchanged": (exchanged, "identity"),
    "a report of an old input": (old_input, "number"),
    "another identifier": (_pdf(_xmp(b":k03:", b":k04:")), "identity"),
    "another title": (_pdf(lambda file: file.docinfo.update({"/Title": "Raport"})), "identity"),
    "no language": (_pdf(lambda file: file.Root.__delitem__("/Lang")), "identity"),
    "a font that is not embedded": (_pdf(_unembed), "font"),
    "a font that is not bundled": (_pdf(_program(_renamed)), "font"),
    "glyphs that look like others": (_pdf(_program(_redrawn)), "font"),
    "a font of another kind": (_pdf(_another_kind), "font"),
    "digits that are read as others": (_pdf(_lying_table), "font"),
    "a heading cell without scope": (_pdf(_no_scope), "tags"),
    "no tags": (_pdf(_no_tags), "tags"),
    "an artifact that is not marked": (_pdf(_unmarked_artifact), "tags"),
    "a page less": (_pdf(_fewer_pages), "page-plan"),
    "pages in another order": (_pdf(_other_order), "page-plan"),
    "no workbook": (_pdf(_no_attachment), "data-file"),
    "another report's workbook": (other_workbook, "data-file"),
    "a number in the workbook": (_pdf(_workbook(_wrong_sheet)), "data-file"),
    "a digit on the browser's page": (_html(">SCORE</td>", ">99,9</td>"), "web-number"),
    "the identity of the browser's page": (_html(":k03:", ":k04:"), "web-identity"),
    "another name on the browser's page": (_html("<footer>", "<footer>Klaster k05 "), "web-foreign-name"),
    "an element of the browser's page that is not closed": (_html("</table>", ""), "web-unreadable"),
}


@pytest.mark.parametrize("case", FORGERIES)
def test_a_perfect_forgery_is_found(case: str, press: Press, sound: dict[str, Made], base: Path) -> None:
    """By the rule that is meant to, although the manifest's hash is right."""
    make, rule = FORGERIES[case]
    assert rule in rules(verdict(press, base, make(press, sound)))


@pytest.mark.parametrize("what", ["rank", "score.R"])
def test_a_result_of_another_in_a_public_ranking_is_proven(what: str, base: Path) -> None:
    """Where reports name others, their places and scores are recounted, too, and nobody is called by the name
    of somebody else.
    """
    press = Press(replace(edition(), public=True))
    made = press.made(OWN)
    assert verdict(press, base, {OWN: made}).findings == ()
    table = next(t for t in walk(made.report) if isinstance(t, Table) and t.id == "table-ranking")
    row = next(row for row in table.rows if row.cells[1].fact and row.cells[1].fact.code == OTHER)
    cell = next(c for c in row.cells if c.fact is not None and c.fact.what == what)
    place = max(i for i, letter in enumerate(cell.text) if letter.isdigit())
    wrong = cell.text[:place] + str((int(cell.text[place]) + 1) % 10) + cell.text[place + 1 :]
    false = forged(made, press, lambda part: part is cell, lambda cell: replace(cell, text=wrong))
    on_paper = any(table is part for part in walk(made.report.sections))
    assert ("number" if on_paper else "web-number") in rules(verdict(press, base, {OWN: false}))


# --- forgeries of the page itself ------------------------------------------------------------------


def _on_page(change: Callable[[bytes, float], bytes]) -> Callable[[Press, dict[str, Made]], dict[str, Made]]:
    """The page with the cluster's first scores after ``change`` of its instructions; 841.9 is its height."""

    def forge(press: Press, sound: dict[str, Made]) -> dict[str, Made]:
        made = sound[OWN]
        number = page_of(made, "Kropka: inny klaster")

        def change_page(file: pikepdf.Pdf) -> None:
            page = file.pages[number - 1]
            before = page.Contents.read_bytes()
            after = change(before, float(page.obj.MediaBox[3]))
            assert after != before
            page.Contents = file.make_stream(after)

        return {OWN: replace(made, pdf=changed(made.pdf, change_page))}

    return forge


def _cells(stream: bytes) -> list[re.Match[bytes]]:
    """The cells that are painted in one go, each with its place and what it shows."""
    pattern = rb"/TD <</MCID \d+>> BDC\s+(BT (\S+ \S+ \S+ rg) 1 0 0 1 (\S+) (\S+) Tm ([^()]*?) ET)\s+EMC"
    return [m for m in re.finditer(pattern, stream) if m[1].count(b"BT") == 1]


def _cell(old: bytes, new: bytes) -> Callable[[bytes, float], bytes]:
    """In the fifth cell of the page, ``old`` (a pattern) is ``new``."""

    def change(stream: bytes, height: float) -> bytes:
        cell = _cells(stream)[4]
        start, end = cell.span(1)
        return stream[:start] + re.sub(old, new, cell[1], count=1) + stream[end:]

    return change


def _exchanged_cells(*, below: bool) -> Callable[[bytes, float], bytes]:
    """Two cells are painted in each other's place; the tags know nothing of it."""

    def change(stream: bytes, height: float) -> bytes:
        cells = _cells(stream)
        one = cells[4]
        other = next(
            cell
            for cell in cells[5:]
            if (cell[4] == one[4]) is not below and (not below or abs(float(cell[3]) - float(one[3])) < 9)
        )
        first, second = (b"1 0 0 1 %b %b Tm" % (cell[3], cell[4]) for cell in (one, other))
        there = stream[: one.start(1)] + one[1].replace(first, second)
        return (
            there
            + stream[one.end(1) : other.start(1)]
            + other[1].replace(second, first)
            + stream[other.end(1) :]
        )

    return change


def _painted_over(how: bytes) -> Callable[[bytes, float], bytes]:
    """Behind everything else, ``how`` paints where the fifth cell is."""

    def change(stream: bytes, height: float) -> bytes:
        cell = _cells(stream)[4]
        x, y = float(cell[3]), float(cell[4])
        box = b"%.2f %.2f m %.2f %.2f l %.2f %.2f l %.2f %.2f l h" % (
            x - 2, y - 3, x + 40, y - 3, x + 40, y + 12, x - 2, y + 12,
        )  # fmt: skip
        line = b"%.2f %.2f m %.2f %.2f l" % (x - 2, y + 4, x + 40, y + 4)
        return stream + b"\n/Artifact BMC\n" + how.replace(b"BOX", box).replace(b"LINE", line) + b"\nEMC\n"

    return change


def _torn(stream: bytes, height: float) -> bytes:
    """The digits of a number stand in another order than they are read."""
    for cell in _cells(stream):
        found = re.fullmatch(
            rb"(.* Tm /\S+ \S+ Tf) (?:<(..)(..)(..+)> Tj|\[<(..)(..)(..+?)>\] TJ)", cell[1][:-3]
        )
        if found:
            one, two, rest = (part for part in found.groups()[1:] if part)
            shown = b"%b [-600<%b>1200<%b>-600<%b>] TJ ET" % (found[1], one, two, rest)
            return stream[: cell.start(1)] + shown + stream[cell.end(1) :]
    raise AssertionError("no number is painted in one go")


def _entry(change: Callable[[pikepdf.Pdf, pikepdf.Page], object]) -> Callable[[pikepdf.Pdf], object]:
    return lambda file: change(file, file.pages[3])


def _second_stream(file: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.Contents = pikepdf.Array(
        [page.Contents, file.make_stream(b"q 1 1 1 rg 0 0 m 600 0 l 600 800 l h f Q")]
    )


def _laid_over(file: pikepdf.Pdf, page: pikepdf.Page) -> None:
    look = file.make_stream(b"1 1 1 rg 0 0 600 800 re f", Type=Name.XObject, Subtype=Name.Form)
    look.BBox = pikepdf.Array([0, 0, 600, 800])
    stamp = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, F=4, Contents=String("x"), AP=Dictionary(N=look))
    stamp.Rect = pikepdf.Array([0, 0, 600, 800])
    page.obj.Annots = pikepdf.Array([file.make_indirect(stamp)])


def _hidden_layer(file: pikepdf.Pdf, page: pikepdf.Page) -> None:
    layer = file.make_indirect(Dictionary(Type=Name.OCG, Name=String("x")))
    off = pikepdf.Array([layer])
    file.Root.OCProperties = Dictionary(OCGs=off, D=Dictionary(Name=String("x"), OFF=off))
    page.obj.Resources.Properties = Dictionary(L=layer)
    page.Contents = file.make_stream(b"/OC /L BDC\n" + page.Contents.read_bytes() + b"\nEMC")


def _form(file: pikepdf.Pdf, page: pikepdf.Page) -> None:
    form = file.make_stream(b"q 1 1 1 rg 0 0 m 600 0 l 600 800 l h f Q", Type=Name.XObject, Subtype=Name.Form)
    form.BBox = pikepdf.Array([0, 0, 600, 800])
    page.obj.Resources.XObject = Dictionary(F=form)
    page.Contents = file.make_stream(page.Contents.read_bytes() + b"\n/Artifact BMC\nq /F Do Q\nEMC\n")


def _link(change: Callable[[pikepdf.Pdf, Any], object]) -> Callable[[pikepdf.Pdf], object]:
    def change_link(file: pikepdf.Pdf) -> None:
        page = next(page for page in file.pages if "/Annots" in page.obj)
        change(file, page.obj.Annots[0])

    return change_link


def _to_a_file(file: pikepdf.Pdf, link: Any) -> None:
    del link["/Dest"]
    link.A = Dictionary(S=Name.GoToR, F=String("other.pdf"), D=pikepdf.Array([0, Name.Fit]))


def _elsewhere(file: pikepdf.Pdf, link: Any) -> None:
    link.Dest[0] = file.pages[-1].obj


def _said_otherwise(name: str, tag: str = "TD") -> Callable[[pikepdf.Pdf], object]:
    def change(file: pikepdf.Pdf) -> None:
        elements(file, tag)[5][name] = String("99,9")

    return change


def _other_alt(file: pikepdf.Pdf) -> None:
    figure = next(f for f in elements(file, "Figure") if any(map(str.isdigit, str(f.get("/Alt", "")))))
    figure.Alt = String(re.sub(r"\d+,\d", "99,9", str(figure.Alt), count=1))


def _read_twice(file: pikepdf.Pdf) -> None:
    one, other, *_ = (cell for cell in elements(file, "TD") if len(cell.K) > 0)
    other.K = one.K


def _widths(file: pikepdf.Pdf) -> None:
    for font in [o for o in file.objects if isinstance(o, Dictionary) and "/Widths" in o]:
        font.Widths = pikepdf.Array([0] * len(font.Widths))


def _other_letters(font: TTFont) -> None:
    """The codes of a font lead to the glyphs before them."""
    for table in font["cmap"].tables:
        codes = sorted(table.cmap)
        names = [table.cmap[code] for code in codes]
        table.cmap = dict(zip(codes, names[-1:] + names[:-1], strict=True))


def _tiny(font: TTFont) -> None:
    font["head"].unitsPerEm *= 4


def _appended(press: Press, sound: dict[str, Made]) -> dict[str, Made]:
    """A change that was saved behind the end of the file, as editors of PDFs do."""
    pdf = sound[OWN].pdf
    at = pdf.rindex(b"startxref") + len(b"startxref")
    return {OWN: replace(sound[OWN], pdf=pdf + b"\n%x\nstartxref" + pdf[at:])}


PAINTED: dict[str, tuple[Callable[[Press, dict[str, Made]], dict[str, Made]], set[str]]] = {
    "an encoding with differences": (_pdf(_another_kind), {"font"}),
    "codes that lead to other glyphs": (_pdf(_program(_other_letters)), {"font"}),
    "letters of a quarter of their size": (_pdf(_program(_tiny)), {"font"}),
    "widths that set digits upon one another": (_pdf(_widths), {"font"}),
    "digits in another order": (_on_page(_torn), {"painting"}),
    "a number pushed together": (_on_page(_cell(rb"rg 1 0", b"rg -5 Tc 1 0")), {"painting"}),
    "a number squeezed": (_on_page(_cell(rb"rg 1 0", b"rg 1 Tz 1 0")), {"painting"}),
    "a number raised": (_on_page(_cell(rb"rg 1 0", b"rg 300 Ts 1 0")), {"painting"}),
    "a number mirrored": (_on_page(_cell(rb"1 0 0 1", b"-1 0 0 1")), {"painting"}),
    "a number of no size": (_on_page(_cell(rb"1 0 0 1", b"0 0 0 0")), {"painting"}),
    "a number far too small": (_on_page(_cell(rb" \S+ Tf", b" 0.5 Tf")), {"painting"}),
    "a number outside the page": (_on_page(_cell(rb"1 0 0 1 \S+", b"1 0 0 1 900")), {"painting"}),
    "a number that is not seen": (_on_page(_cell(rb"rg 1 0", b"rg 3 Tr 1 0")), {"painting"}),
    "a number that is only spoken": (
        _on_page(_cell(rb"BT .*? rg (.*) ET", rb"BT 3 Tr \1 0 Tr ET")),
        {"painting"},
    ),
    "a white number": (_on_page(_cell(rb"BT .*? rg", b"BT 1 1 1 rg")), {"painting"}),
    "a clipped number": (
        _on_page(lambda stream, _: b"q 0 0 m 9 0 l 9 9 l h W n\n" + stream + b"\nQ"),
        {"painting"},
    ),
    "a white box over a number": (_on_page(_painted_over(b"q 1 1 1 rg BOX f Q")), {"painting"}),
    "a thick line over a number": (
        _on_page(_painted_over(b"q 0.1 0.1 0.1 RG 9.000 w LINE S Q")),
        {"painting"},
    ),
    "two cells of a row in each other's place": (_on_page(_exchanged_cells(below=False)), {"painting"}),
    "two cells of a column in each other's place": (_on_page(_exchanged_cells(below=True)), {"painting"}),
    "a form over the page": (_pdf(_entry(_form)), {"painting"}),
    "a stamp over the page": (_pdf(_entry(_laid_over)), {"painting"}),
    "a hidden layer": (_pdf(_entry(_hidden_layer)), {"painting"}),
    "a second stream": (_pdf(_entry(_second_stream)), {"painting"}),
    "a turned page": (_pdf(_entry(lambda _, page: page.obj.update({"/Rotate": 180}))), {"painting"}),
    "a cut page": (
        _pdf(_entry(lambda _, page: page.obj.update({"/CropBox": pikepdf.Array([0, 0, 300, 800])}))),
        {"painting"},
    ),
    "a page of other units": (_pdf(_entry(lambda _, page: page.obj.update({"/UserUnit": 9}))), {"painting"}),
    "a link to a file": (_pdf(_link(_to_a_file)), {"painting"}),
    "a link to another page": (_pdf(_link(_elsewhere)), {"painting"}),
    "a change behind the end": (_appended, {"painting"}),
    "a cell that is read twice": (_pdf(_read_twice), {"tags"}),
    "a cell that is read as another text": (_pdf(_said_otherwise("/ActualText")), {"painting"}),
    "a cell that is described": (_pdf(_said_otherwise("/Alt")), {"painting"}),
    "a cell that is spelt out": (_pdf(_said_otherwise("/E")), {"painting"}),
    "a figure that is described otherwise": (_pdf(_other_alt), {"sentence"}),
}


@pytest.mark.parametrize("case", PAINTED)
def test_what_is_seen_is_what_is_read(case: str, press: Press, sound: dict[str, Made], base: Path) -> None:
    """No page shows another number, or none, where the tags and the manifest are right."""
    make, wanted = PAINTED[case]
    assert rules(verdict(press, base, make(press, sound))) & wanted


# --- what may happen to a file --------------------------------------------------------------------


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _swap(path: Path) -> None:
    other = path.with_name(f"{OTHER}.pdf")
    mine, theirs = path.read_bytes(), other.read_bytes()
    path.write_bytes(theirs)
    other.write_bytes(mine)


ACCIDENTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a flipped bit": (_flip, "file"),
    "a file cut short": (lambda path: path.write_bytes(path.read_bytes()[:-2000]), "file"),
    "an empty file": (lambda path: path.write_bytes(b""), "unreadable"),
    "no file": (Path.unlink, "file"),
    "two files under each other's names": (_swap, "file"),
}


@pytest.mark.parametrize("case", ACCIDENTS)
def test_an_accident_is_found(case: str, press: Press, sound: dict[str, Made], base: Path) -> None:
    """Whatever became of a file since it was built."""
    publish(base, sound)
    happen, rule = ACCIDENTS[case]
    happen(base / "reports" / f"{OWN}.pdf")
    assert rule in rules(Verifier(press.edition, base).verify(OWN))


def test_a_changed_input_is_found(press: Press, sound: dict[str, Made], base: Path) -> None:
    """A value that was corrected after the build: its cluster's report is wrong now."""
    publish(base, sound)
    values = press.edition.values.copy()
    values[press.edition.row[OWN], 0] += 7
    present = replace(press.edition, values=freeze(values))
    found = Verifier(present, base).verify(OWN)
    assert {"number", "web-number", "data-file"} <= rules(found)


def test_what_is_not_finished_is_not_proven(press: Press, sound: dict[str, Made], base: Path) -> None:
    """Reports without an entry, or with one that is not "checked", are findings, and strangers are."""
    publish(base, sound)
    known = manifest.read(base)
    failed = replace(known.entries[OWN], state="failed")
    manifest.write(base, replace(known, entries={OWN: failed}))
    verifier = Verifier(press.edition, base)
    assert rules(verifier.verify(OWN)) == {"state"}
    assert rules(verifier.verify(OTHER)) == {"state"}
    strays = [finding.cause for finding in verifier.strays()]
    assert [cause for cause in strays if OTHER in cause] == strays
    assert len(strays) == 2


def test_nothing_built_is_no_verdict(press: Press, base: Path) -> None:
    """Without a manifest, or with another edition's, nothing is said about reports."""
    with pytest.raises(ConfigurationError, match="build"):
        Verifier(press.edition, base)
    base.mkdir()
    manifest.write(base, manifest.Manifest("other-2014"))
    with pytest.raises(ConfigurationError, match="other-2014"):
        Verifier(press.edition, base)


def test_the_proof_writes_nothing(press: Press, sound: dict[str, Made], base: Path) -> None:
    """Every file has the bytes and the time it had."""
    publish(base, sound)
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in base.rglob("*") if p.is_file()}
    Verifier(press.edition, base).verify(OWN)
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in base.rglob("*") if p.is_file()} == before


# --- the command ------------------------------------------------------------------------------------


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main.main, ["verify", *arguments])
    return result.exit_code, result.output


def test_the_command_names_findings_and_fails(
    tiny_edition: Callable[..., Path], press: Press, tmp_path: Path
) -> None:
    """Exit 2 without a build; 1 with findings, one line for each; JSON holds the same."""
    source = tiny_edition()
    assert run(str(source), "-o", str(tmp_path / "out"))[0] == 2
    base = tmp_path / "out" / "tiny-2018"
    base.mkdir(parents=True)
    manifest.write(base, manifest.Manifest("tiny-2018"))
    code, said = run(str(source), "-o", str(tmp_path / "out"), "-j", "1")
    assert code == 1
    assert "K01: the report is not in the manifest; build it [state]" in said
    code, said = run(str(source), "K02", "-o", str(tmp_path / "out"), "--json", "-j", "1")
    assert code == 1
    told = json.loads(said)
    assert [report["id"] for report in told["reports"]] == ["K02"]
    assert told["reports"][0]["findings"][0]["rule"] == "state"
    assert run(str(source), "K99", "-o", str(tmp_path / "out"))[0] == 2
