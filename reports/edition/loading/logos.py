"""Logos of an edition as images that every reader of PDF/A shows alike: sRGB, without transparency."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from reports import files
from reports.errors import ConfigurationError

from . import source

#: The largest logo on a cover, in mm.
WIDTH, HEIGHT = 38.0, 13.0
#: The largest file of a logo, in bytes, and how many seconds it may take to draw.
MOST, SECONDS = 10_000_000, 30

_PROGRAM = Path(__file__).with_name("picture.py")


class UnfitError(ValueError):
    """Why a file is no logo, and what to do."""

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(cause, remedy)
        self.cause = cause
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.cause}. {self.remedy}"


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
    command = [sys.executable, "-P", str(_PROGRAM), suffix]
    try:
        made = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=True)
        head, _, png = made.stdout.partition(b"\n")
        said = json.loads(head)
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        raise UnfitError(
            "the file takes too much time or memory to draw", "Simplify it, or save it smaller as PNG"
        ) from error
    if "cause" in said:
        raise UnfitError(said["cause"], said["remedy"])
    return Logo(png, said["width"], said["height"])
