"""What paints a page of a finished file, as a digest: to prove that a copy shows what its source shows."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

#: Entries that say how a stream is stored, or lead back to where it came from.
_STORAGE = frozenset({"/Length", "/Filter", "/DecodeParms", "/Parent", "/StructParent", "/StructParents"})


def page_digests(file: pikepdf.Pdf) -> list[str]:
    """For each page the digest of what paints it: its contents and everything they draw with. The same codes
    in another subset of a font are other letters, so that contents alone prove nothing. "" for an empty page.
    """
    known: dict[tuple[int, int], str] = {}
    return [_page(page, known) for page in file.pages]


def _page(page: pikepdf.Page, known: dict[tuple[int, int], str]) -> str:
    drawn = contents(page.obj)
    if not drawn.strip():
        return ""
    return sha256(drawn + _digest(page.resources, known).encode()).hexdigest()


def contents(page: Any) -> bytes:
    """The content streams of a page, which together are one."""
    streams = page.get("/Contents", Array())
    return b"\n".join(part.read_bytes() for part in (streams if isinstance(streams, Array) else [streams]))


def _digest(value: Any, known: dict[tuple[int, int], str]) -> str:
    """The digest of a PDF object with all that it refers to; ``known`` holds those of the file so far."""
    if not isinstance(value, pikepdf.Object):
        return sha256(repr(value).encode()).hexdigest()
    key = value.objgen if value.is_indirect else None
    if key in known:
        return known[key]
    if key is not None:
        known[key] = "circle"
    if isinstance(value, Array):
        said = "[" + " ".join(_digest(item, known) for item in value) + "]"
    elif isinstance(value, Dictionary | pikepdf.Stream):
        keys = sorted(name for name in value.keys() if name not in _STORAGE)  # noqa: SIM118  no mapping
        said = "<<" + " ".join(f"{name} {_digest(value[name], known)}" for name in keys) + ">>"
        if isinstance(value, pikepdf.Stream):
            said += sha256(_stream(value)).hexdigest()
    else:
        said = repr(value)
    digest = sha256(said.encode()).hexdigest()
    if key is not None:
        known[key] = digest
    return digest


def _stream(value: pikepdf.Stream) -> bytes:
    """The data of a stream; those of a photograph as they are stored."""
    try:
        return value.read_bytes()
    except pikepdf.PdfError:
        return value.read_raw_bytes()
