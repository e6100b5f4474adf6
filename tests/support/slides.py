"""The slides of the sample edition, and files of them that are wrong in one way."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import Any
from zipfile import ZipFile

from reports.document import Deck
from reports.edition import GROUP, foreign_names
from reports.errors import Finding
from reports.pages.slides import layout, writing
from reports.proof.checks import slides as check
from support.composing import composer, sample
from support.plenary import paper


@cache
def deck(lang: Any = "pl", *, internal: bool = False) -> Deck:
    """The slides of the sample edition."""
    return composer().deck(lang, internal=internal)[0]


@cache
def made(lang: Any = "pl", *, internal: bool = False) -> tuple[bytes, tuple[layout.PlacedSlide, ...]]:
    """Their file, and where everything stands."""
    return writing.presentation(deck(lang, internal=internal))


def findings(
    data: bytes, lang: Any = "pl", of: Deck | None = None, *, internal: bool = False
) -> tuple[Finding, ...]:
    """What the check says of ``data`` as the file of the slides (``of``, if others are meant)."""
    report, facts = paper(lang, internal=internal)
    names = () if internal else foreign_names(sample().edition, GROUP)
    placed = made(lang, internal=internal)[1]
    return check.check(of or deck(lang, internal=internal), placed, data, report, facts, names)


def altered(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The file with one part changed."""
    target = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as source, ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            new = change(content) if name == part else content
            assert name != part or new != content, "nothing was changed"
            archive.writestr(name, new)
    return target.getvalue()


def part_with(data: bytes, text: str, folder: str = "ppt/slides/") -> str:
    """The name of the first part in ``folder`` that holds ``text``."""
    with ZipFile(io.BytesIO(data)) as archive:
        return next(
            name
            for name in sorted(archive.namelist())
            if name.startswith(folder) and text.encode() in archive.read(name)
        )
