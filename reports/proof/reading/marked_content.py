"""The text under every mark of every page, read from the content streams."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Dictionary

from reports.errors import Finding

from . import content_stream
from .fonts import Font, FontDecoder
from .texts import BREAK, quote

#: The operator that saves the graphics state.
_SAVE = ord("q")


class MarkedContent:
    """``texts`` are by (page index, content id), ``fonts`` by object; ``missing`` are glyphs that no
    font has, ``faults`` are marks that do not nest and what is painted outside of them.
    """

    def __init__(self, file: pikepdf.Pdf) -> None:
        self.texts: dict[tuple[int, int], str] = {}
        self.fonts: dict[tuple[int, int], Font] = {}
        self.missing: list[Finding] = []
        self.faults: list[Finding] = []
        self._begun = False  # whether a text begins since the last one was read
        self._decoders: dict[tuple[int, int], FontDecoder] = {}
        for index, page in enumerate(file.pages):
            self._unmarked = 0
            self._marks: list[int | None] = []  # the content id of every open mark, or None
            self._stream(content_stream.of_page(page.obj), page.obj.get("/Resources", Dictionary()), index)
            if self._unmarked:
                self._fault(f"{self._unmarked} drawings or texts are not marked", index)
            if self._marks:
                self._fault("a mark is open at the end of the page", index)

    def _stream(self, content: bytes, resources: Any, page: int) -> None:
        font: FontDecoder | None = None
        saved: list[FontDecoder | None] = []
        named: dict[bytes, FontDecoder] = {}
        marks = self._marks
        for found in content_stream.INSTRUCTIONS.finditer(content):
            kind, said = found.lastgroup, found[found.lastindex or 0]
            if kind == "run":
                self._begun |= b"BT" in said
                if not marks:
                    self._unmarked += content_stream.paints(said)
                for operator in content_stream.saves(said):
                    if operator == _SAVE:
                        saved.append(font)
                    else:
                        font = saved.pop() if saved else None
            elif kind == "shown":
                self._unmarked += not marks
                self._show(said, font, page)
            elif kind == "font":
                if said not in named:
                    named[said] = self._decoder(resources.Font[content_stream.name(said)])
                font = named[said]
            elif kind == "close":
                if not marks:
                    self._fault("a mark ends that has not begun", page)
                    return
                marks.pop()
            elif kind == "mcid":
                marks.append(self._open(int(said), page))
            elif kind == "mark":
                mcid = content_stream.content_id(said)
                marks.append(None if mcid is None else self._open(mcid, page))
            elif kind == "drawn":
                self._unmarked += not marks
                form = resources.XObject[content_stream.name(said)]
                if form.get("/Subtype") == "/Form":
                    self._stream(form.read_bytes(), form.get("/Resources", resources), page)
            elif kind == "named":
                self._unmarked += said == b"sh" and not marks
            else:
                rest = content[found.start() : found.start() + 40]
                self._fault(f"the page is not painted as reports are, from {rest!r}", page)
                return

    def _fault(self, cause: str, page: int) -> None:
        self.faults.append(Finding("tags", cause, page + 1))

    def _open(self, mcid: int, page: int) -> int:
        if (page, mcid) in self.texts:
            self._fault(f"the content id {mcid} is used twice", page)
        self.texts[page, mcid] = ""
        return mcid

    def _show(self, operand: bytes, font: FontDecoder | None, page: int) -> None:
        if font is None:
            self._fault("text is set without a font", page)
            return
        text, missing = font.read(operand)
        if missing:
            self.missing.append(Finding("glyph", f"no font has a character of {quote(text)}", page + 1))
        mcid = next((mark for mark in reversed(self._marks) if mark is not None), None)
        if mcid is not None:
            before = self.texts[page, mcid]
            touching = self._begun and before.rstrip()[-1:].isdigit() and text.lstrip()[:1].isdigit()
            self.texts[page, mcid] += BREAK + text if touching else text
        self._begun = False

    def _decoder(self, entry: Any) -> FontDecoder:
        known = self._decoders.get(entry.objgen)
        if known is None:
            known = self._decoders[entry.objgen] = FontDecoder(entry)
            self.fonts[entry.objgen] = known.font
        return known
