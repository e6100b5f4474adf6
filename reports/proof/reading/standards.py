"""What the validators of PDF/UA and PDF/A find in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

import page as page_validation

from reports.errors import Finding


def pdf_ua(pdf: bytes) -> Iterator[Finding]:
    """What page-validation finds against PDF/UA-1."""
    try:
        report = page_validation.validate_pdf_bytes(pdf, profile="ua1")
    except page_validation.PageError as error:
        yield Finding("pdf-ua", f"page-validation cannot judge the file: {error}")
        return
    for failure in report.failures:
        yield Finding("pdf-ua", f"{failure.rule_id}: {failure.message}")


def pdf_a(pdf: bytes) -> Iterator[Finding]:
    """What page-validation finds against PDF/A-3a."""
    try:
        report = page_validation.validate_pdf_bytes(pdf, profile="3a")
    except page_validation.PageError as error:
        yield Finding("pdf-a", f"page-validation cannot judge the file: {error}")
        return
    for failure in report.failures:
        if failure.rule_id == _STREAM_LENGTH and _streams_end_as_stated(pdf):
            continue
        yield Finding("pdf-a", f"{failure.rule_id}: {failure.message}")


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
