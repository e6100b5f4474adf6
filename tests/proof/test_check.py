"""Every corruption of a sound file is found, by the rule that is meant to find it."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import matplotlib as mpl
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from support.finished import FOREIGN, Published, rendered, report
from support.pagework import Edit, Pages, added, every, is_tag, once, reworded

from reports.document.blocks import Cell, Chart, DataFile, Fact, Item, ItemList, Report, Section
from reports.errors import Finding
from reports.pages.page import Node, Spoken, seen
from reports.proof.checks.report import check
from reports.proof.checks.rules import readable
from reports.proof.reading.pdf import read
from reports.proof.reading.standards import _streams_end_as_stated
from reports.proof.reading.texts import squeeze

REPORT = report()
_DEJAVU = Path(mpl.get_data_path(), "fonts/ttf/DejaVuSans.ttf")
SUMMARY, AREA, ANNEX = REPORT.sections
assert REPORT.data is not None
DATA, FILE_NAME = REPORT.data, REPORT.data.file


@pytest.fixture(scope="module")
def sound() -> bytes:
    """The sound report as a finished file."""
    return rendered(REPORT)


def found(pdf: bytes, of: Report = REPORT, **changes: object) -> tuple[Finding, ...]:
    given = {"facts": Published(), "foreign_names": FOREIGN} | changes
    return check(of, pdf, **given)  # type: ignore[arg-type]


def rules(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.rule for finding in findings}


def edited(pdf: bytes, edit: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The file with a change behind the renderer's back."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        edit(file)
        del file.trailer["/ID"]
        out = io.BytesIO()
        file.save(out, deterministic_id=True)
        return out.getvalue()


def elements(file: pikepdf.Pdf, tag: str) -> list[pikepdf.Object]:
    def walk(element: pikepdf.Object) -> list[pikepdf.Object]:
        kids = element.get("/K", [])
        own = [element] if element.get("/S") == Name(f"/{tag}") else []
        inner = [kid for kid in (kids if isinstance(kids, Array) else [kids]) if isinstance(kid, Dictionary)]
        return own + [found for kid in inner if "/S" in kid for found in walk(kid)]

    return walk(file.Root.StructTreeRoot)


def test_sound_file_has_no_findings(sound: bytes) -> None:
    """A sound file passes every rule, also after a change that changes nothing."""
    assert found(sound) == ()
    assert found(edited(sound, lambda file: None)) == ()


# --- corruption of the finished file -------------------------------------------------------------


def _drop_alt(file: pikepdf.Pdf) -> None:
    del elements(file, "Figure")[0]["/Alt"]


def _drop_scope(file: pikepdf.Pdf) -> None:
    del elements(file, "TH")[2].A["/Scope"]


def _drop_headers(file: pikepdf.Pdf) -> None:
    del next(cell for cell in elements(file, "TH") if "/Headers" in cell.get("/A", {})).A["/Headers"]


def _drop_numbering(file: pikepdf.Pdf) -> None:
    """A list of numbers that no longer says that it is one."""
    listed = elements(file, "L")[0]
    listed.K[0].S, listed.A.ListNumbering = listed.K[0].S, Name("/None")
    body = elements(file, "LBody")[0]
    body.S = Name.Lbl


def _drop_caption(file: pikepdf.Pdf) -> None:
    table = elements(file, "Table")[0]
    table.K = Array([kid for kid in table.K if str(kid.S) != "/Caption"])


def _skip_heading(file: pikepdf.Pdf) -> None:
    elements(file, "H2")[0].S = Name.H4


def _start_with_h2(file: pikepdf.Pdf) -> None:
    elements(file, "H1")[0].S = Name.H2


def _drop_language(file: pikepdf.Pdf) -> None:
    del file.Root["/Lang"]


def _wrong_language(file: pikepdf.Pdf) -> None:
    file.Root.Lang = String("en-GB")


def _other_title(file: pikepdf.Pdf) -> None:
    file.docinfo["/Title"] = String("Raport innego klastra")


def _other_identity(file: pikepdf.Pdf) -> None:
    packet = file.Root.Metadata.read_bytes()
    file.Root.Metadata.write(packet.replace(b"reports:cluster>k07", b"reports:cluster>k08"))


def _other_identifier(file: pikepdf.Pdf) -> None:
    packet = file.Root.Metadata.read_bytes()
    file.Root.Metadata.write(packet.replace(b"reports:2018:k07:", b"reports:2018:k07:0"))


def _hide_title(file: pikepdf.Pdf) -> None:
    file.Root.ViewerPreferences.DisplayDocTitle = False


def _drop_tree(file: pikepdf.Pdf) -> None:
    del file.Root["/StructTreeRoot"]


def _orphan(file: pikepdf.Pdf) -> None:
    paragraph = elements(file, "P")[-1]
    parent = paragraph.P
    parent.K = Array([kid for kid in parent.K if kid.objgen != paragraph.objgen])


def _swap_contents(file: pikepdf.Pdf) -> None:
    """Two cells trade what they hold; validators do not see it."""
    one, other = elements(file, "TD")[1:3]
    one.K, other.K = other.K, one.K


def _swap_numbers(file: pikepdf.Pdf) -> None:
    """The same with the parent tree adapted: a consistent tree over the wrong cells."""
    _swap_contents(file)
    one, other = elements(file, "TD")[1:3]
    numbers = file.Root.StructTreeRoot.ParentTree.Nums
    of_page = numbers[3]  # Nums holds key and value by turns: the array of the second page
    of_page[int(one.K[0])], of_page[int(other.K[0])] = one, other


def _another_font(file: pikepdf.Pdf) -> None:
    descriptor = next(o for o in file.objects if isinstance(o, Dictionary) and "/FontFile2" in o)
    descriptor.FontFile2.write(_DEJAVU.read_bytes())


def _unmark(file: pikepdf.Pdf) -> None:
    page = file.pages[1]
    page.Contents = file.make_stream(page.Contents.read_bytes() + b"\n0 0 10 10 re f")


def _foreign_bookmark(file: pikepdf.Pdf) -> None:
    file.Root.Outlines.First.Next.Title = String("1. Zielona Dolina")


def _foreign_alt(file: pikepdf.Pdf) -> None:
    figure = elements(file, "Figure")[0]
    figure.Alt = String(str(figure.Alt) + " Najlepszy: Zielona Dolina.")


def _foreign_keyword(file: pikepdf.Pdf) -> None:
    file.docinfo["/Keywords"] = String("klaster, benchmarking, Zielona Dolina")


def _raw_link(file: pikepdf.Pdf) -> None:
    for page in file.pages:
        for annotation in page.get("/Annots", []):
            annotation.Contents = String("area")


def _unlinked_annotation(file: pikepdf.Pdf) -> None:
    link = elements(file, "Link")[0]
    link.K = Array([kid for kid in link.K if not isinstance(kid, Dictionary)])


def _extra_page(file: pikepdf.Pdf) -> None:
    file.add_blank_page(page_size=(595.28, 841.89))


def _letter(file: pikepdf.Pdf) -> None:
    file.pages[2].MediaBox = Array([0, 0, 612, 792])


def _data(file: pikepdf.Pdf) -> pikepdf.Object:
    return file.Root.AF[0].EF.F


def _change_a_number(file: pikepdf.Pdf) -> None:
    """A number of the attached workbook, with size and checksum adapted."""
    read = zipfile.ZipFile(io.BytesIO(_data(file).read_bytes()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as write:
        for entry in read.infolist():
            write.writestr(entry, read.read(entry).replace(b"<v>57.4</v>", b"<v>57.5</v>"))
    content = out.getvalue()
    _data(file).write(content)
    _data(file).Params.Size = len(content)
    _data(file).Params.CheckSum = String(hashlib.md5(content, usedforsecurity=False).digest())


def _wrong_checksum(file: pikepdf.Pdf) -> None:
    _data(file).Params.CheckSum = String(bytes(16))


def _drop_data(file: pikepdf.Pdf) -> None:
    del file.attachments[FILE_NAME]


def _drop_association(file: pikepdf.Pdf) -> None:
    del file.Root["/AF"]


def _another_attachment(file: pikepdf.Pdf) -> None:
    file.attachments["dane.csv"] = pikepdf.AttachedFileSpec(file, b"a;b", filename="dane.csv")


def _other_relationship(file: pikepdf.Pdf) -> None:
    file.Root.AF[0].AFRelationship = Name.Source


def _foreign_attachment(file: pikepdf.Pdf) -> None:
    file.Root.AF[0].Desc = String("Liczby: Zielona Dolina")


def _drop_output_intent(file: pikepdf.Pdf) -> None:
    del file.Root["/OutputIntents"]


def _other_profile(file: pikepdf.Pdf) -> None:
    profile = file.Root.OutputIntents[0].DestOutputProfile
    profile.write(profile.read_bytes().replace(b"XYZ ", b"Lab "))


def _claim(before: bytes, after: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(file: pikepdf.Pdf) -> None:
        packet = file.Root.Metadata.read_bytes()
        assert before in packet
        file.Root.Metadata.write(packet.replace(before, after))

    return change


def _script(file: pikepdf.Pdf) -> None:
    file.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('')"))


def _script_behind_a_jump(file: pikepdf.Pdf) -> None:
    launch = Dictionary(S=Name.Launch, F=String("x"))
    file.pages[2].Annots[0].A = Dictionary(S=Name.GoTo, D=String("area"), Next=launch)


def _script_of_a_page(file: pikepdf.Pdf) -> None:
    file.pages[1].AA = Dictionary(O=Dictionary(S=Name.GoTo, D=String("area")))


def _unprinted(file: pikepdf.Pdf) -> None:
    file.pages[2].Annots[0].F = 0


def _form_without_appearance(file: pikepdf.Pdf) -> None:
    file.Root.AcroForm = Dictionary(Fields=Array(), NeedAppearances=True)


def _other_producer(file: pikepdf.Pdf) -> None:
    file.docinfo["/Producer"] = String("anders")


@pytest.mark.parametrize(
    ("corrupt", "rule"),
    [
        (_change_a_number, "data-file"),
        (_wrong_checksum, "data-file"),
        (_drop_data, "data-file"),
        (_drop_association, "data-file"),
        (_another_attachment, "data-file"),
        (_other_relationship, "data-file"),
        (_foreign_attachment, "data-file"),
        (_foreign_attachment, "foreign-name"),
        (_drop_output_intent, "pdf-a"),
        (_other_profile, "pdf-a"),
        (_claim(b"<pdfaid:part>3", b"<pdfaid:part>2"), "pdf-a"),
        (_claim(b"conformance>A<", b"conformance>B<"), "pdf-a"),
        (_claim(b"<pdfuaid:part>1", b"<pdfuaid:part>2"), "pdf-a"),
        (_claim(b"pdfaExtension:schemas", b"pdfaExtension:schema"), "pdf-a"),
        (_script, "pdf-a"),
        (_script_behind_a_jump, "pdf-a"),
        (_script_of_a_page, "pdf-a"),
        (_unprinted, "pdf-a"),
        (_form_without_appearance, "pdf-a"),
        (_other_producer, "metadata"),
        (_drop_alt, "figure-alt"),
        (_drop_alt, "pdf-ua"),
        (_drop_scope, "table-tags"),
        (_drop_caption, "table-tags"),
        (_drop_headers, "table-tags"),
        (_drop_numbering, "tags"),
        (_drop_caption, "table-content"),
        (_skip_heading, "heading-order"),
        (_start_with_h2, "heading-order"),
        (_drop_language, "metadata"),
        (_drop_language, "pdf-ua"),
        (_wrong_language, "metadata"),
        (_other_title, "metadata"),
        (_other_identity, "metadata"),
        (_other_identifier, "metadata"),
        (_hide_title, "metadata"),
        (_drop_tree, "tags"),
        (_orphan, "tags"),
        (_orphan, "content"),
        (_swap_contents, "tags"),
        (_swap_numbers, "table-content"),
        (_another_font, "font"),
        (_unmark, "tags"),
        (_foreign_bookmark, "foreign-name"),
        (_foreign_bookmark, "page-plan"),
        (_foreign_alt, "foreign-name"),
        (_foreign_keyword, "foreign-name"),
        (_raw_link, "link-text"),
        (_unlinked_annotation, "tags"),
        (_extra_page, "blank-page"),
        (_letter, "page-size"),
    ],
)
def test_corrupted_file_is_found(sound: bytes, corrupt: Callable[[pikepdf.Pdf], None], rule: str) -> None:
    """A file changed behind the renderer's back is found by its rule."""
    assert rule in rules(found(edited(sound, corrupt)))


def test_swapped_numbers_keep_a_consistent_tree(sound: bytes) -> None:
    """The comparison cell by cell is needed: a tree can be consistent over the wrong cells."""
    assert "tags" not in rules(found(edited(sound, _swap_numbers)))


@settings(max_examples=25)
@given(cut=st.floats(0.0, 0.9))
def test_broken_file_is_never_passed(sound: bytes, cut: float) -> None:
    """A truncated file has findings and raises nothing."""
    assert found(sound[: int(len(sound) * cut)])


# --- a report that is not the file's -------------------------------------------------------------


def _with_section(index: int, **changes: object) -> Report:
    sections = list(REPORT.sections)
    sections[index] = replace(sections[index], **changes)  # type: ignore[arg-type]
    return replace(REPORT, sections=tuple(sections))


def _with_datum(cell: Cell) -> DataFile:
    """The data of the report with another number in the place of its first."""
    head, row = DATA.sheets[0].rows
    return replace(DATA, sheets=(replace(DATA.sheets[0], rows=(head, (row[0], cell, *row[2:]))),))


@pytest.mark.parametrize(
    ("other", "rule"),
    [
        (_with_section(0, title="3. miejsce na 4 klastry"), "content"),
        (_with_section(0, blocks=tuple(reversed(SUMMARY.blocks))), "content"),
        (_with_section(0, blocks=SUMMARY.blocks[:-1]), "number"),
        (_with_section(1, blocks=AREA.blocks[:-1]), "content"),
        (_with_section(1, blocks=AREA.blocks[:2] + AREA.blocks[3:]), "table-content"),
        (_with_section(1, pages=(2, 2)), "page-plan"),
        (_with_section(2, pages=(1, 1)), "page-plan"),
        (_with_section(2, kicker="4. Załącznik"), "page-plan"),
        (replace(REPORT, cluster_id="k08"), "metadata"),
        (replace(REPORT, edition_id="2019"), "metadata"),
        (replace(REPORT, date="2018-11-23"), "metadata"),
        (replace(REPORT, author="Ktoś"), "metadata"),
        (replace(REPORT, footer="Benchmarking klastrów · edycja 2019"), "running-lines"),
        (replace(REPORT, short_name="Nowa Dolina"), "running-lines"),
        (replace(REPORT, own_names=("Nowa",)), "foreign-name"),
        (replace(REPORT, cover=replace(REPORT.cover, score="57,5")), "content"),
        (replace(REPORT, cover=replace(REPORT.cover, score="57,5")), "fact"),
        (replace(REPORT, data=None), "data-file"),
        (replace(REPORT, data=_with_datum(Cell("57,5", fact=Fact("OGOL", "score")))), "data-file"),
        (replace(REPORT, data=_with_datum(Cell("57,5", fact=Fact("OGOL", "score")))), "fact"),
    ],
)
def test_another_reports_file_is_found(sound: bytes, other: Report, rule: str) -> None:
    """The file of one report does not pass as that of another."""
    assert rule in rules(found(sound, other))


def _indicator(row: int, column: int, cell: Cell) -> Report:
    table = ANNEX.blocks[0]
    rows = list(table.rows)  # type: ignore[union-attr]
    cells = list(rows[row].cells)
    cells[column] = cell
    rows[row] = replace(rows[row], cells=tuple(cells))
    return _with_section(2, blocks=(replace(table, rows=tuple(rows)),))  # type: ignore[type-var]


@settings(max_examples=25)
@given(row=st.integers(1, 60), column=st.integers(0, 2), text=st.text("0123456789,", min_size=1, max_size=4))
def test_every_cell_of_a_table_is_compared(sound: bytes, row: int, column: int, text: str) -> None:
    """No cell of a table over two pages can differ by anything, on either page."""
    cell = ANNEX.blocks[0].rows[row].cells[column]  # type: ignore[union-attr]
    other = _indicator(row, column, replace(cell, text=cell.text + text))
    assert "table-content" in rules(found(sound, other))


def test_published_numbers_are_asked_again(sound: bytes) -> None:
    """A number whose source now says something else, or does not exist, is found."""
    changed = Published({("OGOL", "score"): "57,5", ("OGOL", "rank"): "2."})
    causes = [f.cause for f in found(sound, facts=changed) if f.rule == "fact"]
    assert sum("57,5" in cause for cause in causes) == 4  # cover, key figure, cell, data
    assert sum("does not exist" in cause for cause in causes) == 2  # the medians


def test_no_page_no_datum() -> None:
    """A published number that no page shows may not leave in the data file either."""
    known = Published({**Published().texts, ("OGOL", "values.best"): "99,9"})
    secret = replace(REPORT, data=_with_datum(Cell("99,9", fact=Fact("OGOL", "values", "best"))))
    findings = check(secret, rendered(secret), known, FOREIGN)
    assert [(f.rule, f.cause) for f in findings] == [("data-file", "no page shows values.best of OGOL")]


def test_a_file_that_was_changed_later_is_found(sound: bytes) -> None:
    """The two ids of the trailer part as soon as a program saves the file again."""
    with pikepdf.open(io.BytesIO(sound)) as file:
        out = io.BytesIO()
        file.save(out)
    assert rules(found(sound)) == set()
    assert "pdf-a" in rules(found(out.getvalue()))


@pytest.mark.parametrize(
    ("corrupt", "cause"),
    [
        (_drop_output_intent, "not defined as sRGB"),
        (_other_profile, "not defined as sRGB"),
        (_claim(b"conformance>A<", b"conformance>B<"), "instead of PDF/A-3a and PDF/UA-1"),
        (_claim(b"<pdfuaid:part>1", b"<pdfuaid:part>2"), "instead of PDF/A-3a and PDF/UA-1"),
        (_script, "JavaScript"),
        (_script_behind_a_jump, "Launch"),
        (_script_of_a_page, "AA"),
        (_unprinted, "missing in print"),
        (_form_without_appearance, "needs a program"),
    ],
)
def test_the_claims_do_not_hang_on_one_validator(
    sound: bytes, corrupt: Callable[[pikepdf.Pdf], None], cause: str
) -> None:
    """What PDF/A forbids is found by our own rules too, whatever the validator thinks of it."""
    causes = [finding.cause for finding in found(edited(sound, corrupt)) if finding.rule == "pdf-a"]
    assert any(cause in told and not told.startswith("PDFA3A") for told in causes)


def test_an_encrypted_file_is_found(sound: bytes) -> None:
    """An encrypted copy still claims PDF/A and does not hold it."""
    with pikepdf.open(io.BytesIO(sound)) as file:
        out = io.BytesIO()
        file.save(out, encryption=pikepdf.Encryption(owner="o", user=""))
    assert "the file is encrypted" in {finding.cause for finding in found(out.getvalue())}


def test_streams_are_as_long_as_they_say(sound: bytes) -> None:
    """What page-validation says of a stream that ends in a carriage return is ours to judge, strictly."""
    assert _streams_end_as_stated(sound)
    length = re.search(rb"/Length (\d+) >>\nstream\n", sound)
    assert length is not None
    wrong = str(int(length[1]) - 1).encode()
    assert not _streams_end_as_stated(sound[: length.start(1)] + wrong + sound[length.end(1) :])
    assert not _streams_end_as_stated(sound.replace(b"\nendstream\n", b"\n\nendstream\n", 1))


# --- corruption on the way to the renderer -------------------------------------------------------


def _without_last_cell(node: Node) -> tuple[Node, ...]:
    return (replace(node, kids=node.kids[:-1]),)  # type: ignore[union-attr,call-arg]


def _page_more(pages: Pages) -> Pages:
    """The second chapter has an empty page more, with its running lines."""
    numbered = reworded("3", "4", page=1)((pages[2],))[0]
    return (*pages[:3], replace(pages[2], nodes=numbered.nodes[:2]), *pages[3:])


def _lower_headings(node: Node) -> tuple[Node, ...]:
    return (replace(node, tag="H5"),) if is_tag("H3")(node) else (node,)  # type: ignore[call-arg]


def _texts(said: str, other: str) -> Edit:
    """On the page of the second chapter another text in the place of the last that is ``said``."""

    def edit(pages: Pages) -> Pages:
        last = [text for text in seen(pages[2].nodes) if text.text == said][-1]
        change = every(lambda node: (replace(last, text=other),) if node is last else (node,), 3)
        return change(pages)

    return edit


@pytest.mark.parametrize(
    ("edit", "rule", "page"),
    [
        (added("Zażółć \U0010fffd", 20, 200, 3), "glyph", 3),
        (added("Na wierzchu tytułu", 20, 40, 3, size=24), "overlap", 3),
        (added("Na marginesie", 5, 200, 3), "type-area", 3),
        (added("Schowane", 5, 200, 3, size=0.3), "type-area", 3),
        (added("długi " * 40, 20, 200, 3), "type-area", 3),
        (added("Na stopce", 20, 277.5, 3), "type-area", 3),
        (added("Na stopce", 100, 282, 3), "running-lines", 3),
        (added("Jak w klastrze Zielona\u00a0Dolina.", 20, 200, 3), "foreign-name", 3),
        (added("Jak w klastrze Alfa – Beta.", 20, 200, 3), "foreign-name", 3),
        (added("Dopisek.", 20, 200, 3), "content", 3),
        (reworded("o 13,7 pkt", "o 13,8 pkt"), "content", 2),
        (reworded("o 13,7 pkt", "o 13,7 pkt i 5,1 pkt"), "number", 2),
        (once(is_tag("TR"), _without_last_cell, page=2), "table-content", 2),
        (_page_more, "page-plan", 3),
        (_page_more, "blank-page", 4),
        (_texts("3", "7"), "running-lines", 3),
        (_texts("4", "3"), "page-number", 3),
        (added("Na wykresie", 110, 70.2, 3), "overlap", 3),
        (every(_lower_headings), "heading-order", 2),
        (once(is_tag("Caption"), lambda node: ()), "table-tags", 2),
    ],
)
def test_corrupted_pages_are_found(edit: Edit, rule: str, page: int | None) -> None:
    """What goes wrong between the report and the page is found, on its page."""
    findings = check(REPORT, rendered(REPORT, edit), Published(), FOREIGN)
    assert (rule, page) in {(finding.rule, finding.page) for finding in findings}, findings


# --- the parts -----------------------------------------------------------------------------------


def test_texts_come_in_the_order_of_reading() -> None:
    """A document value is read as the templates set it, without ids, alternative texts and rules."""
    chart = Chart("w-1", "Wykres 1.", "Tytuł", "Podpis.", "Opis", None)  # type: ignore[arg-type]
    listed = ItemList("Nagłówek", (Item("Punkt", "szczegół", rules=("r1",)),), lead="Wstęp")
    section = Section("s", "1. Rozdział", "Zdanie", (chart, listed))
    texts = [
        "1. Rozdział",
        "Zdanie",
        "Tytuł",
        "Wykres 1.",
        "Podpis.",
        "Nagłówek",
        "Wstęp",
        "Punkt",
        "szczegół",
    ]
    assert list(readable(section)) == texts


@given(words=st.lists(st.text("aąbżóé12,", min_size=1)), space=st.sampled_from(["\n", "\u00a0", " \t"]))
def test_squeezing_sees_through_breaks_and_forms(words: list[str], space: str) -> None:
    """Equal texts stay equal wherever their lines break and whatever their normal form."""
    broken = unicodedata.normalize("NFD", space.join(words))
    assert squeeze(broken) == "".join(words)


def test_letters_of_a_drawing_are_read_as_labels(sound: bytes) -> None:
    """Drawings are painted letter by letter; a finding names whole labels."""
    labels = {piece.strip() for piece in read(sound).pages[2].pieces}
    assert {"mediana", "najlepszy", "Potencjał"} <= labels


def test_spoken_text_is_in_the_tags_and_not_seen(sound: bytes) -> None:
    """Words for assistive technology leave no ink on the page."""
    root = read(sound).root
    assert root is not None
    assert "powyżej" in [cell.text for cell in root.find("TD")]
    silent = every(lambda node: () if isinstance(node, Spoken) else (node,))
    with pypdfium2.PdfDocument(sound) as one, pypdfium2.PdfDocument(rendered(REPORT, silent)) as other:
        assert one[1].render(scale=2).to_pil().tobytes() == other[1].render(scale=2).to_pil().tobytes()
