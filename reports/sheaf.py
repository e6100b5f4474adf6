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
from hashlib import sha256
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from . import __version__, tagging
from .errors import Finding
from .tagged import Meta

#: What a page of a finished file refers to that a printed page has no use for.
_NOT_PRINTED = ("/Annots", "/StructParents", "/Tabs", "/AF", "/AA", "/Metadata", "/PieceInfo", "/B")


@dataclass(frozen=True, slots=True, repr=False)
class Leaves:
    """One finished paper: its bytes, the prefix of its page labels, and a bookmark at ``level`` if any."""

    pdf: bytes
    label: str
    bookmark: str = ""
    level: int = 2


def page_count(pdf: bytes) -> int:
    """The pages of a file. Raises pikepdf.PdfError where it cannot be read."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return len(file.pages)


def join(parts: Sequence[Leaves], meta: Meta) -> bytes:
    """The papers one behind the other, each filled up to an even number of pages, so that on both sides of
    the paper every one begins on a new sheet. The same papers give the same bytes.
    """
    opened: dict[bytes, pikepdf.Pdf] = {}  # each file once, however many copies are printed
    out = pikepdf.new()
    try:
        labels: list[Any] = []
        bookmarks: list[tuple[Leaves, int]] = []
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
        buffer = io.BytesIO()
        out.save(
            buffer,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
        return buffer.getvalue()
    finally:
        out.close()
        for source in opened.values():
            source.close()


def _size(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(value) for value in page.mediabox)
    return right - left, top - bottom


def _write_outline(out: pikepdf.Pdf, bookmarks: Sequence[tuple[Leaves, int]]) -> None:
    with out.open_outline() as outline:
        for part, page in bookmarks:
            item = OutlineItem(part.bookmark, page)
            if part.level == 1:
                outline.root.append(item)
            else:
                outline.root[-1].children.append(item)


def _describe(out: pikepdf.Pdf, meta: Meta) -> None:
    """Who, what and when; how to print; no claim to a standard."""
    out.Root.Lang = String(tagging.LANGUAGES[meta.lang])
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
        entries["/CreationDate"] = tagging.stamp(meta.date)
    for key, value in entries.items():
        out.docinfo[key] = String(value)


# --- reading back ----------------------------------------------------------------------------------


def findings(pdf: bytes, parts: Sequence[Leaves]) -> Iterator[Finding]:
    """Every reason why the joined file is not these papers, page by page; none for a sound file."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        memory: Memory = {}
        found = [_painted(page, memory) for page in file.pages]
        expected: list[str] = []
        starts: list[tuple[int, str]] = []
        for part in parts:
            with pikepdf.open(io.BytesIO(part.pdf)) as source:
                starts.append((len(expected), part.label))
                memory = {}
                expected += [_painted(page, memory) for page in source.pages]
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


#: Entries that say how a stream is stored, or lead back to where it came from.
_STORAGE = frozenset({"/Length", "/Filter", "/DecodeParms", "/Parent", "/StructParent", "/StructParents"})

Memory = dict[tuple[int, int], str]


def _painted(page: pikepdf.Page, memory: Memory) -> str:
    """The digest of what paints a page: its contents and everything they draw with. The same codes in another
    subset of a font are other letters, so that contents alone prove nothing. Empty for an empty page.
    """
    contents = page.obj.get("/Contents")
    streams = [] if contents is None else contents if isinstance(contents, Array) else [contents]
    drawn = b"\n".join(stream.read_bytes() for stream in streams)
    if not drawn.strip():
        return ""
    return sha256(drawn + _digest(page.resources, memory).encode()).hexdigest()


def _digest(value: Any, memory: Memory) -> str:
    """The digest of a PDF object with all that it refers to. ``memory`` holds what is known of one file."""
    if not isinstance(value, pikepdf.Object):
        return sha256(repr(value).encode()).hexdigest()
    key = value.objgen if value.is_indirect else None
    if key in memory:
        return memory[key]
    if key is not None:
        memory[key] = "circle"
    if isinstance(value, Array):
        said = "[" + " ".join(_digest(item, memory) for item in value) + "]"
    elif isinstance(value, Dictionary | pikepdf.Stream):
        keys = sorted(name for name in value.keys() if name not in _STORAGE)  # noqa: SIM118  no mapping
        said = "<<" + " ".join(f"{name} {_digest(value[name], memory)}" for name in keys) + ">>"
        if isinstance(value, pikepdf.Stream):
            said += sha256(_stream(value)).hexdigest()
    else:
        said = repr(value)
    digest = sha256(said.encode()).hexdigest()
    if key is not None:
        memory[key] = digest
    return digest


def _stream(value: pikepdf.Stream) -> bytes:
    """The data of a stream; those of a photograph as they are stored."""
    try:
        return value.read_bytes()
    except pikepdf.PdfError:
        return value.read_raw_bytes()
