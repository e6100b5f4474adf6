"""Standard streams as they come: closed, a pipe that nobody reads any more, a console without our letters.

None of them may stop a command, which has done its work when it speaks.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from typing import Any

from reports import files
from reports.errors import ClusterReportsError


class OutputError(ClusterReportsError):
    """What was to be printed cannot be written, to a full disk for instance."""


def prepare() -> None:
    """Make the standard streams safe to use: one that is missing leads nowhere, and so does one whose reader
    has gone; a letter that a console does not have is replaced.
    """
    _occupy()
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  open to the end
        elif mode == "w":
            setattr(sys, name, _safe(stream, must=name == "stdout"))


def _occupy() -> None:
    """Where a standard stream is closed, the next file that is opened gets its number, and whatever a library
    prints goes into it: let nothing have the number.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)  # for the worker processes
    os.close(number)


def _safe(stream: Any, must: bool) -> Any:
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    stream.reconfigure(errors="replace")
    raw = getattr(stream.buffer, "raw", stream.buffer)  # without a buffer, by PYTHONUNBUFFERED
    if type(raw) is not io.FileIO:  # a console of Windows, or a test
        return stream
    with suppress(OSError):
        stream.flush()
    return io.TextIOWrapper(
        io.BufferedWriter(_Patient(raw.fileno(), must)),
        encoding=stream.encoding,
        errors="replace",
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


class _Patient(io.FileIO):
    """A stream that takes everything, even where it cannot pass it on. ``must``: a person has to know where
    that is for any other reason than that nobody reads.
    """

    def __init__(self, number: int, must: bool) -> None:
        super().__init__(number, "w", closefd=False)
        self._must = must
        self._gone = False

    def write(self, data: Any, /) -> int:
        if not self._gone:
            try:
                return super().write(data)
            except OSError as error:
                self._gone = True
                if self._must and error.errno not in (errno.EPIPE, errno.EINVAL):
                    raise OutputError(f"the output cannot be written ({files.reason(error)})") from error
        return len(memoryview(data).cast("B"))
