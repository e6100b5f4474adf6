"""The print file: finished pages as they are, in order, on sheets of their own, and no false claim."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest
from support.handed import stand_in

from reports.pages.pdf import Meta
from reports.production import print_file
from reports.production.print_file import Part
from reports.proof.reading import pdf as pdftext

META = Meta("Komplety", "Wydawca", "Papiery", ("druk",), "pl", "2018-11-22", {"edition": "e"})


@pytest.fixture(scope="module")
def parts() -> list[Part]:
    """Two sets of a sheet, and papers of one and of three pages; the second is printed twice."""
    one, three = stand_in("K01", "urn:1", 1), stand_in("K02", "urn:2", 3)
    return [
        Part(one, "1-P", "9:00 – K01", level=1),
        Part(three, "1-R", "Raport"),
        Part(one, "2-P", "10:00 – K02", level=1),
        Part(three, "2-R", "Raport"),
    ]


@pytest.fixture(scope="module")
def joined(parts: list[Part]) -> bytes:
    return print_file.join(parts, META)


def test_every_paper_begins_on_a_new_sheet(joined: bytes) -> None:
    """An odd number of pages is filled up with an empty one; nothing else is added or lost."""
    told = [" ".join(page.text.split()) for page in pdftext.read(joined).pages]
    assert told == ["K01 1", "", "K02 1", "K02 2", "K02 3", "", "K01 1", "", "K02 1", "K02 2", "K02 3", ""]


def test_labels_and_bookmarks_lead_through_the_pile(joined: bytes) -> None:
    """A label names the set and the page of its paper; a bookmark per cluster has its papers below it."""
    file = pdftext.read(joined)
    assert [(mark.level, mark.title, mark.page) for mark in file.bookmarks] == [
        (1, "9:00 – K01", 1),
        (2, "Raport", 3),
        (1, "10:00 – K02", 7),
        (2, "Raport", 9),
    ]
    with pikepdf.open(io.BytesIO(joined)) as pdf:
        labels = [page.label for page in pdf.pages]
    assert labels[:6] == ["1-P1", "1-P2", "1-R1", "1-R2", "1-R3", "1-R4"]


def test_the_print_file_claims_nothing_it_has_not(joined: bytes) -> None:
    """No structure tree, no claim of PDF/UA or PDF/A, no links; printers hear: long edge, not scaled."""
    with pikepdf.open(io.BytesIO(joined)) as pdf:
        assert not {"/StructTreeRoot", "/MarkInfo", "/Metadata"} & set(pdf.Root.keys())
        assert not any("/Annots" in page.obj or "/StructParents" in page.obj for page in pdf.pages)
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"


def test_the_same_papers_give_the_same_bytes(parts: list[Part], joined: bytes) -> None:
    """And copies do not make the file larger: fonts and pages are there once."""
    assert print_file.join(parts, META) == joined
    single = print_file.join(parts[:2], META)
    assert len(joined) < 1.5 * len(single)


def test_another_page_is_found_when_the_file_is_read_back(parts: list[Part], joined: bytes) -> None:
    """The pages are compared with those of the finished files, one by one."""
    assert list(print_file.findings(joined, parts)) == []
    other = [*parts[:3], replace(parts[3], pdf=stand_in("K03", "urn:3", 3))]
    assert {(f.rule, f.page) for f in print_file.findings(joined, other)} == {
        ("pages", n) for n in (9, 10, 11)
    }
    assert [f.rule for f in print_file.findings(joined, parts[:2])] == ["pages"]
    relabelled = [*parts[:3], replace(parts[3], label="3-R")]
    assert [(f.rule, f.page) for f in print_file.findings(joined, relabelled)] == [("page-labels", 9)]
