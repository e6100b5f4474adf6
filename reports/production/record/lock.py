"""One build of an edition at a time.

The operating system holds the lock, and lets go of it when the process ends, however it ends: a build that
was killed blocks nobody.
"""

from __future__ import annotations

import getpass
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from reports import files
from reports.errors import ConfigurationError

NAME = ".lock"


@contextmanager
def hold(base: Path) -> Iterator[None]:
    """Have the output folder ``base`` to oneself.

    Raises ConfigurationError where another process has it, naming who and since when, or where there
    can be no lock.
    """
    path = base / NAME
    try:
        # Never removed: whoever waited for a removed file would hold a lock that nobody else sees.
        file = path.open("a+b")
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be written ({files.reason(error)})") from error
    with file:
        try:
            _acquire_soon(file)
        except OSError as error:
            raise ConfigurationError(
                f"another build of this edition is under way ({_holder(file)}); wait until it has ended"
            ) from error
        try:
            _sign(file)
            yield
        finally:
            with suppress(OSError):
                file.truncate(0)
            _release(file)


def holder(base: Path) -> str:
    """Who is building into ``base`` and since when; empty if nobody is."""
    try:
        with (base / NAME).open("rb+") as file:
            try:
                _acquire(file)
            except OSError:
                return _holder(file)
            _release(file)
    except OSError:
        pass
    return ""


def _acquire_soon(file: IO[bytes]) -> None:
    """Acquire the lock; somebody may just be looking whether it is free."""
    for _ in range(5):
        with suppress(OSError):
            return _acquire(file)
        time.sleep(0.1)
    return _acquire(file)


def _sign(file: IO[bytes]) -> None:
    with suppress(OSError, KeyError):  # on a full disk nobody learns who it is, and the lock holds
        now = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
        who = f"{getpass.getuser()} on {platform.node()}, process {os.getpid()}, since {now}"
        file.truncate(0)
        file.write(who.encode())
        file.flush()


def _holder(file: IO[bytes]) -> str:
    with suppress(OSError):
        file.seek(0)
        return file.read(500).decode("utf-8", "replace") or "it has just begun or ended"
    return "by whom is not known"


if sys.platform == "win32":
    import msvcrt

    #: Where the locked byte is: beyond the name, which others must be able to read.
    _PLACE = 1_000_000

    def _acquire(file: IO[bytes]) -> None:
        file.seek(_PLACE)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _release(file: IO[bytes]) -> None:
        file.seek(_PLACE)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _acquire(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
