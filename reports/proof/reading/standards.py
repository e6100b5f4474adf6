"""What a finished file lacks of PDF/UA and PDF/A, and of the fonts that belong to the program."""

from __future__ import annotations

import re
from collections.abc import Iterator

import page as page_validation

from reports.errors import Finding

from .fonts import allowed
from .pdf import FinishedFile
from .texts import quote, squeeze

#: The rule of a finding -> what page-validation calls the standard: PDF/UA-1 and PDF/A-3a.
_PROFILES = {"pdf-ua": "ua1", "pdf-a": "3a"}


def breaches(pdf: bytes) -> Iterator[Finding]:
    """What page-validation finds against both standards, by the rules ``pdf-ua`` and ``pdf-a``."""
    for rule, profile in _PROFILES.items():
        try:
            report = page_validation.validate_pdf_bytes(pdf, profile=profile)
        except page_validation.PageError as error:
            yield Finding(rule, f"page-validation cannot judge the file: {error}")
            continue
        for failure in report.failures:
            if failure.rule_id != _STREAM_LENGTH or not _streams_end_as_stated(pdf):
                yield Finding(rule, f"{failure.rule_id}: {failure.message}")


def accessibility(file: FinishedFile) -> Iterator[Finding]:
    """What readers of the tags would miss, by the rules ``tags``, ``table-tags``, ``figure-alt`` and
    ``heading-order``.
    """
    yield from file.faults
    level = 0
    for element in file.elements:
        tag = element.tag
        if tag == "Table":
            name, headings = quote(element.caption or element.text), element.find("TH")
            if not squeeze(element.caption):
                yield Finding("table-tags", f"the table {name} has no caption", element.page)
            if not headings:
                yield Finding("table-tags", f"the table {name} has no heading cells", element.page)
            without = [cell.text for cell in headings if cell.scope not in ("Column", "Row")]
            if without:
                cause = f"the table {name} has heading cells without scope: {without}"
                yield Finding("table-tags", cause, element.page)
        elif tag == "L" and element.find("Lbl") and element.numbering in (None, "None"):
            cause = f"the list {quote(element.text)} has labels and does not say how it is numbered"
            yield Finding("tags", cause, element.page)
        elif tag == "Figure" and not squeeze(element.alt or ""):
            yield Finding("figure-alt", "a figure has no alternative text", element.page)
        elif re.fullmatch(r"H[1-6]", tag):
            if int(tag[1]) > level + 1:
                cause = (
                    f"{quote(element.text)} is of level {tag[1]}, the heading before it of {level or 'none'}"
                )
                yield Finding("heading-order", cause, element.page)
            level = int(tag[1])
    if not level:
        yield Finding("heading-order", "there is no heading", 1)


def fonts(file: FinishedFile) -> Iterator[Finding]:
    """Fonts that are not embedded or not bundled, and characters that no font has, by the rules ``font`` and
    ``glyph``.
    """
    fonts_allowed = allowed()
    for font in file.fonts:
        if font.name not in fonts_allowed:
            yield Finding("font", f"the font {font.label} is not embedded, or not one of the bundled fonts")
        for text in font.lacking:
            yield Finding("glyph", f"the font {font.label} has no glyph for {quote(text)}")
    yield from file.missing


#: page-validation 0.11 takes the last byte of a stream for the end of its line where it is a carriage
#: return, as one byte in 256 is.
_STREAM_LENGTH = "PDFA3A-STREAM-LENGTH-001"
_STREAM = re.compile(rb"/Length (\d+)\b[^\n]*>>\nstream\n")


def _streams_end_as_stated(pdf: bytes) -> bool:
    """Whether every stream is as long as its dictionary says, byte by byte: data, line feed, endstream."""
    place, end = 0, b"\nendstream\n"
    while match := _STREAM.search(pdf, place):
        if b"stream\n" in pdf[place : match.start()]:
            return False
        place = match.end() + int(match[1])
        if pdf[place : place + len(end)] != end:
            return False
        place += len(end)
    return b"stream\n" not in pdf[place:]
