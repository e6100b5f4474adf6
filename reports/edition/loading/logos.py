"""Logos of an edition as images that every reader of PDF/A shows alike: sRGB, without transparency."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from reports import files
from reports.errors import ConfigurationError

from . import confined, source
from .confined import UnfitError

#: The largest logo on a cover, in mm.
WIDTH, HEIGHT = 38.0, 13.0
#: The largest file of a logo, in bytes, and how many seconds it may take to draw.
MOST, SECONDS = 10_000_000, 30


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo as PNG, ``width`` x ``height`` mm: as large as it may be, but no raster image is enlarged."""

    data: bytes
    width: float
    height: float


def read(folder: Path, name: str) -> Logo:
    """The logo ``name`` of the edition in a folder. Raises ConfigurationError with its path where it cannot
    be read or shown.
    """
    try:
        return shown(folder, name)
    except UnfitError as error:
        raise ConfigurationError(f"the logo {folder / name} cannot be shown: {error}") from error


def content(folder: Path, name: str) -> bytes:
    """The bytes of a logo's file, which lies in the folder. Raises OSError."""
    return source.content(folder / name, MOST, folder)


def shown(folder: Path, name: str) -> Logo:
    """As :func:`read`; raises UnfitError."""
    try:
        data = content(folder, name)
    except OSError as error:
        remedy = getattr(error, "remedy", "Look at its rights")
        raise UnfitError(f"the file cannot be read ({files.reason(error)})", remedy) from error
    return _logo(data, Path(name).suffix.lower())


@lru_cache(maxsize=8)  # the covers of an edition have the same few
def _logo(data: bytes, suffix: str) -> Logo:
    """Drawn by a process of its own (:mod:`.picture`), for the file was made by somebody else."""
    too_much = UnfitError(
        "the file takes too much time or memory to draw", "Simplify it, or save it smaller as PNG"
    )
    with files.explaining("no process can be started to draw a logo"):
        head, _, png = confined.run("picture", [suffix], data, too_much, SECONDS).partition(b"\n")
    width, height = json.loads(head)
    return Logo(png, float(width), float(height))
