"""A print file: finished papers behind one another, as they are.

Pages are copied, never drawn again. The structure trees of files cannot be joined page by page (their
marks would resolve to wrong elements and no validator would notice), so the joined file has none and claims
neither PDF/UA nor PDF/A: it is made for a printer, and whoever listens has the single files. Links and
attachments are left out for the same reason.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from reports import __version__
from reports.document import identity
from reports.errors import Finding
from reports.pages import archive, metadata
from reports.pages import pdf as pdf_
from reports.proof.reading import page_digests

#: What a page of a finished file refers to that a printed page has no use for.
_NOT_PRINTED = ("/Annots", "/StructParents", "/Tabs", "/AF", "/AA", "/Metadata", "/PieceInfo", "/B")


@dataclass(frozen=True, slots=True, repr=False)
class Part:
    """One finished paper: its bytes, the prefix of its page labels, and a bookmark at ``level`` if any."""

    pdf: bytes
    label: str
    bookmark: str = ""
    level: int = 2


def page_count(pdf: bytes) -> int:
    """The pages of a file. Raises pikepdf.PdfError where it cannot be read."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return len(file.pages)


def join(parts: Sequence[Part], meta: pdf_.Meta) -> bytes:
    """The papers one behind the other, each filled up to an even number of pages, so that on both sides of
    the paper every one begins on a new sheet. The same papers give the same bytes.
    """
    opened: dict[bytes, pikepdf.Pdf] = {}  # each file once, however many copies are printed
    out = pikepdf.new()
    try:
        labels: list[Any] = []
        bookmarks: list[tuple[Part, int]] = []
        for part in parts:
            if part.pdf not in opened:
                opened[part.pdf] = pikepdf.open(io.BytesIO(part.pdf))
            source = opened[part.pdf]  # copied pages are read from it when the whole is written
            start = len(out.pages)
            labels.extend([start, Dictionary(S=Name.D, P=String(part.label), St=1)])
            if part.bookmark:
                bookmarks.append((part, start))
            for page in source.pages:
                for key in _NOT_PRINTED:
                    if key in page.obj:
                        del page.obj[key]
                out.pages.append(page)
            if len(source.pages) % 2:
                out.add_blank_page(page_size=_size(out.pages[-1]))
        out.Root.PageLabels = Dictionary(Nums=Array(labels))
        _write_outline(out, bookmarks)
        _describe(out, meta)
        return archive.saved(out)
    finally:
        out.close()
        for source in opened.values():
            source.close()


def _size(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(value) for value in page.mediabox)
    return right - left, top - bottom


def _write_outline(out: pikepdf.Pdf, bookmarks: Sequence[tuple[Part, int]]) -> None:
    with out.open_outline() as outline:
        for part, page in bookmarks:
            item = OutlineItem(part.bookmark, page)
            if part.level == 1:
                outline.root.append(item)
            else:
                outline.root[-1].children.append(item)


def _describe(out: pikepdf.Pdf, meta: pdf_.Meta) -> None:
    """Who, what and when; how to print; no claim to a standard."""
    out.Root.Lang = String(identity.LANGUAGES[meta.lang])
    out.Root.PageMode = Name.UseOutlines
    out.Root.ViewerPreferences = Dictionary(
        DisplayDocTitle=True, Duplex=Name.DuplexFlipLongEdge, PrintScaling=Name("/None")
    )
    entries = {
        "/Title": meta.title,
        "/Author": meta.author,
        "/Subject": meta.subject,
        "/Keywords": ", ".join(meta.keywords),
        "/Creator": f"cluster-reports {__version__}",
    }
    if meta.date:
        entries["/CreationDate"] = metadata.stamp(meta.date)
    for key, value in entries.items():
        out.docinfo[key] = String(value)


# --- reading back ----------------------------------------------------------------------------------


def findings(pdf: bytes, parts: Sequence[Part]) -> Iterator[Finding]:
    """Every reason why the joined file is not these papers, page by page; none for a sound file."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        found = page_digests(file)
        expected: list[str] = []
        starts: list[tuple[int, str]] = []
        for part in parts:
            with pikepdf.open(io.BytesIO(part.pdf)) as source:
                starts.append((len(expected), part.label))
                expected += page_digests(source)
            if len(expected) % 2:
                expected.append("")
        if len(found) != len(expected):
            yield Finding("pages", f"the print file has {len(found)} pages instead of {len(expected)}")
        for number, (one, other) in enumerate(zip(found, expected, strict=False), 1):
            if one != other:
                yield Finding("pages", "the page is not the one of the finished file", number)
        for index, label in starts:
            if index < len(file.pages) and file.pages[index].label != f"{label}1":
                yield Finding("page-labels", f"the page is not labelled {label}1", index + 1)
        if "/StructTreeRoot" in file.Root or "/MarkInfo" in file.Root or "/Metadata" in file.Root:
            yield Finding("claims", "the print file claims a structure it does not have")
