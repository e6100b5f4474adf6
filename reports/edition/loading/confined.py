"""Has what strangers made read by a process of its own, which may take little and open nothing.

The libraries that read images and workbooks are large, and a file can be made so that reading it takes hours
or all memory. Such a process ends by itself, whatever becomes of it; this one goes on and has a reason to
tell. Both sides are here: :func:`run` starts the process, and it runs :func:`main`.

A module that can be run so is a *program*. It has ``SECONDS`` of computing and bytes of ``MEMORY`` beyond
what it has when it begins, ``FILES`` that it may have open at a time, ``prepare``, which loads what could not
be loaded later, and ``answer``, which gets the content and the arguments and gives the answer in pieces.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import ModuleType
from typing import Protocol, cast

#: How many seconds a process may take on a computer that is busy with other things.
WAIT = 60

_PACKAGE = "reports.edition.loading"
#: The exit status of a process that says on its last line of errors why it refuses.
_REFUSED = 3
#: The largest file that a process which may write can write.
_LARGEST = 500_000_000


class UnfitError(ValueError):
    """Why a file cannot be used, and what to do."""

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(cause, remedy)
        self.cause = cause
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.cause}. {self.remedy}"


class Program(Protocol):
    """What a module has that runs in such a process; see above."""

    SECONDS: int
    MEMORY: int
    FILES: int

    def prepare(self) -> None: ...

    def answer(self, content: bytes, arguments: Sequence[str]) -> Iterable[bytes]: ...


def run(
    program: str, arguments: Sequence[str], content: bytes, too_much: UnfitError, seconds: float = WAIT
) -> bytes:
    """The answer of a ``program``, the name of a module beside this one, to a content.

    Raises:
        UnfitError: what the program says, and ``too_much`` where it broke a limit.
        OSError: where no process can be started.
    """
    command = [sys.executable, "-P", __file__, program, *arguments]
    with ExitStack() as opened:
        # Those who may write find a folder that is removed afterwards, also when they are killed.
        scratch = opened.enter_context(tempfile.TemporaryDirectory(prefix="cluster-reports-"))
        given = {**os.environ, "TMPDIR": scratch, "TEMP": scratch, "TMP": scratch}
        try:
            made = subprocess.run(
                command, input=content, capture_output=True, timeout=seconds, check=False, env=given
            )
        except subprocess.TimeoutExpired as error:
            raise too_much from error
    if made.returncode == _REFUSED:
        cause, remedy = json.loads(made.stderr.splitlines()[-1])
        raise UnfitError(str(cause), str(remedy))
    if made.returncode:
        raise too_much
    return made.stdout


# --- the process -------------------------------------------------------------------------------------


def main() -> int:
    """Read, answer, write."""
    program = cast(Program, importlib.import_module(f"{_PACKAGE}.{sys.argv[1]}"))
    program.prepare()
    content = sys.stdin.buffer.read()
    _confine(program)
    try:
        for piece in program.answer(content, sys.argv[2:]):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    except UnfitError as error:
        sys.stderr.write(json.dumps([error.cause, error.remedy]) + "\n")
        return _REFUSED
    return 0


def _confine(program: Program) -> None:
    """From now on this process may take little and open next to nothing, where the system has such limits."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_CPU, program.SECONDS),
        (resource.RLIMIT_AS, _size() + program.MEMORY),
        (resource.RLIMIT_FSIZE, _LARGEST if program.FILES else 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 3 + program.FILES),
    ):
        with suppress(ValueError, OSError):  # macOS does not know all of them
            resource.setrlimit(kind, (most, most))


def _size() -> int:
    """The bytes that this process has mapped; a generous guess where the system does not tell."""
    with suppress(OSError, ValueError):
        return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return 500_000_000


def _bare_packages() -> None:
    """The packages around a program without what they load for others, so that it starts at once."""
    folder = Path(__file__).resolve().parent
    names = _PACKAGE.split(".")
    for depth in range(1, len(names) + 1):
        package = ModuleType(".".join(names[:depth]))
        package.__path__ = [str(folder.parents[len(names) - depth - 1] if depth < len(names) else folder)]
        sys.modules[package.__name__] = package


if __name__ == "__main__":
    _bare_packages()
    sys.exit(importlib.import_module(f"{_PACKAGE}.confined").main())
