"""One process at a time in a folder: a build of an edition, a sender of its mail.

The operating system holds the lock and frees it when the process ends, however it ends: a killed process
blocks nobody. The file stays after the release, because a process that had opened a removed file would hold a
lock that nobody else sees.
"""

from __future__ import annotations

import getpass
import os
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from reports import files
from reports.errors import ConfigurationError

NAME = ".lock"

_BUILDING = "another build of this edition is under way"


@contextmanager
def hold(
    base: Path, name: str = NAME, taken: str = _BUILDING, remedy: str = "wait until it has ended"
) -> Iterator[None]:
    """Lock the folder ``base`` for the block, by the file ``name``; a symbolic link is not followed.

    Raises ConfigurationError where another process has the lock, naming who and since when between ``taken``
    and ``remedy``; or where there can be no lock.
    """
    path = base / name
    if path.is_symlink():
        raise ConfigurationError(f"{path} is a symbolic link and is not followed; remove it, and try again")
    try:
        # Another process may just be looking whether the lock is free.
        lock = _lock(path, _sign).acquire(timeout=0.5, poll_interval=0.1)
    except Timeout as error:
        raise ConfigurationError(f"{taken} ({_holder(path)}); {remedy}") from error
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be written ({files.reason(error)})") from error
    with lock:
        yield


def holder(base: Path) -> str:
    """Who is building into ``base`` and since when; empty if nobody is."""
    path = base / NAME
    if path.exists():
        try:
            _lock(path).acquire(blocking=False).lock.release()
        except Timeout:
            return _holder(path)
        except OSError:
            pass
    return ""


def _lock(path: Path, on_acquired: Callable[[int], None] | None = None) -> FileLock:
    return FileLock(path, mode=0o600, preserve_lock_file=True, on_acquired=on_acquired)


def _sign(file: int) -> None:
    """Write who holds the lock, after the first byte: it is the locked one on Windows, where no other process
    can read it.
    """
    with suppress(OSError, KeyError):  # on a full disk nobody learns who it is, and the lock holds
        now = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
        who = f"{getpass.getuser()} on {platform.node()}, process {os.getpid()}, since {now}"
        if hasattr(os, "fchmod"):
            os.fchmod(file, 0o600)
        os.ftruncate(file, 0)
        os.write(file, f"\n{who}".encode())


def _holder(path: Path) -> str:
    with suppress(OSError), open(path, "rb", 0, opener=_not_a_link) as file:
        file.seek(1)
        return file.read(500).decode("utf-8", "replace") or "it has just begun"
    return "by whom is not known"


def _not_a_link(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0))
