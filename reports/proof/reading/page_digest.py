"""What paints a page of a finished file, as a digest: to prove that a copy shows what its source shows."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

#: Entries that say how a stream is stored, or lead back to where it came from.
_STORAGE = frozenset({"/Length", "/Filter", "/DecodeParms", "/Parent", "/StructParent", "/StructParents"})

#: Digests of the objects of one file that are known already.
Memory = dict[tuple[int, int], str]


def painted(page: pikepdf.Page, memory: Memory) -> str:
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
