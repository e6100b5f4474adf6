"""Opens what a stranger handed in: regular files of a bounded size that lie where they seem to lie.

A link may lead to any file of the computer, a pipe waits for ever, a device has no end. Whoever names a file
on the command line may name a link.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO


class UnfitFileError(OSError):
    """A file that is not read, whatever its content; ``strerror`` is the cause."""

    def __init__(self, path: Path, cause: str, remedy: str) -> None:
        super().__init__(errno.EINVAL, cause, str(path))
        self.remedy = remedy


def opened(path: Path, folder: Path | None = None) -> BinaryIO:
    """The file ``path`` to read from. Where it comes with a ``folder``, it lies in there, whatever links it
    is reached by.

    Raises OSError, UnfitFileError among them.
    """
    if folder is not None and not path.resolve().is_relative_to(folder.resolve()):
        raise UnfitFileError(
            path, "it is a link that leads out of the edition's folder", "Put the file itself there"
        )
    # Without O_NONBLOCK a pipe would wait for somebody to write.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        mode = os.fstat(handle).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(mode):
            raise UnfitFileError(path, "it is a pipe or a device", "Put a file there")
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def content(path: Path, most: int, folder: Path | None = None) -> bytes:
    """The bytes of a file, no more than ``most``. Raises OSError, UnfitFileError among them."""
    with opened(path, folder) as file:
        return content_of(file, path, most)


def content_of(file: BinaryIO, path: Path, most: int) -> bytes:
    """The bytes of an open file, no more than ``most``. Raises OSError, UnfitFileError among them."""
    size = os.fstat(file.fileno()).st_size
    data = file.read(size) if size <= most else b""  # to ask for more would take the memory for it
    if size > most:
        raise UnfitFileError(path, f"it is larger than {most / 1_000_000:g} MB", "Make it smaller")
    return data
