"""What the ledger said last, written down where no copy of the ledger goes: a ledger that was restored from a
backup, copied, cut off or replaced is older than its witness, and would send reports twice.

Every change of a ledger has a number and a random token. The witness is a file to which each is added, one
line a change, after it is on the disk of the ledger; one lies in the edition's output beside ``mail``, one
in the user's own folder (:mod:`reports.production.record.own_folder`). A ledger that lacks a token of its
witness is not the one that was used last. A ledger that is ahead of its witness is: the program ended
between the two.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reports.production.record import own_folder

#: The file beside ``mail``, and the folder in the user's own one, with a file for each ledger.
NAME, FOLDER = "witness.jsonl", "ledgers"

#: After these a coordinator has the report, or may have it.
GONE = ("SENDING", "SENT", "UNKNOWN")


@dataclass(frozen=True, slots=True)
class Mark:
    """One change of a ledger: its ``number`` and ``token``, and which real message of which ``cluster`` it
    brought into which state (``what``; empty for anything else).
    """

    number: int
    token: str
    at: str
    cluster: str = ""
    what: str = ""

    @property
    def day(self) -> str:
        return f"{minute(self.at)} UTC"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a ledger cannot be trusted to know who has a report. ``twice`` are the latest changes of messages
    that are out, or may be, and that it does not know.
    """

    why: str
    twice: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class _Told:
    """What one witness says of one ledger: its changes since a person has accepted it as it was."""

    marks: list[Mark] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    @property
    def out(self) -> dict[str, Mark]:
        """The latest changes of messages that are out, or may be, by cluster."""
        latest = {mark.cluster: mark for mark in self.marks if mark.what}
        return {cluster: mark for cluster, mark in latest.items() if mark.what in GONE}


class Witness:
    """The witness of the ledger in ``base`` (an edition's output) with this id."""

    def __init__(self, base: Path, ledger_id: str) -> None:
        """Raises ConfigurationError where the user has chosen a folder that cannot be used."""
        self._base, self._id = base, ledger_id
        own = own_folder.ready()
        self._own = own / FOLDER if own else None
        self._failed = False

    @property
    def home(self) -> Path | None:
        """The folder in the user's own one; None where that cannot be written into: then a ledger that was
        restored or copied together with its edition's output is not noticed.
        """
        return None if self._failed else self._own

    def begin(self) -> None:
        """From now on there is a ledger with this id at this place."""
        self._add({"path": self._here, "at": now()})

    def follow(self) -> None:
        """The ledger may have been moved, with the folder that holds it."""
        told = self._told_at_home()
        if told is not None and told.paths and told.paths[-1] != self._here:
            self.begin()

    def add(self, mark: Mark) -> None:
        """The change is on the disk of the ledger."""
        line = {"number": mark.number, "token": mark.token, "at": mark.at}
        self._add(line | ({"cluster": mark.cluster, "what": mark.what} if mark.what else {}))

    def accept(self, by: str) -> None:
        """Whatever was said before counts no more, of this ledger and of others that were in its place."""
        for other in {self._id, *_read(self._base / NAME), *self._at_home()}:
            self._add({"accepted": by, "at": now()}, other)
        self.begin()

    def doubt(self, chain: Mapping[int, str], used: bool) -> Doubt | None:
        """What speaks against a ledger that has these tokens by number; ``used`` says whether it holds
        messages that were really sent, or tried to be.
        """
        beside, home = _read(self._base / NAME), self._told_at_home()
        told = [one for one in (beside.get(self._id), home) if one is not None]
        lacking = [mark for one in told for mark in one.marks if chain.get(mark.number) != mark.token]
        if lacking:
            tokens = {mark.token for mark in lacking}
            out = {key: mark for one in told for key, mark in one.out.items() if mark.token in tokens}
            first = min(lacking, key=lambda mark: mark.at)
            return Doubt(
                f"it is older than what was done with it: it lacks {len(tokens)} changes, the first of "
                f"{first.day}; it was restored from a backup, copied, or a part of it was lost",
                _in_order(out.values()),
            )
        others = {key: one for key, one in {**beside, **self._at_home()}.items() if key != self._id}
        if out := {cluster: mark for one in others.values() for cluster, mark in one.out.items()}:
            return Doubt(
                "it is not the one that was here before, which was deleted or replaced",
                _in_order(out.values()),
            )
        if used and self._own is not None and not (home and home.paths):
            return Doubt(
                "it was never used on this computer by this user: it was copied or moved from another one, "
                f"or the folder {self._own.parent} was lost; what was sent elsewhere since is not in it"
            )
        return None

    # --- files ---------------------------------------------------------------------------------

    @property
    def _here(self) -> str:
        return str(self._base.resolve())

    def _told_at_home(self) -> _Told | None:
        return _read(self._own / f"{self._id}.jsonl").get(self._id) if self._own else None

    def _at_home(self) -> dict[str, _Told]:
        """What the user's own folder knows of the ledgers that were last in this place."""
        found: dict[str, _Told] = {}
        for file in sorted(self._own.glob("*.jsonl")) if self._own is not None else ():
            found |= {key: one for key, one in _read(file).items() if one.paths[-1:] == [self._here]}
        return found

    def _add(self, line: Mapping[str, Any], ledger_id: str = "") -> None:
        """Tell both witnesses; where a ledger lies, only the one in the user's own folder has to know."""
        key = ledger_id or self._id
        data = (json.dumps({"ledger": key, **line}, ensure_ascii=False) + "\n").encode()
        if "path" not in line:
            with suppress(OSError):  # the ledger lies beside it, and the other witness is told
                _append(self._base / NAME, data)
        if self._own is None:
            return
        try:
            self._own.mkdir(mode=0o700, exist_ok=True)
            _append(self._own / f"{key}.jsonl", data)
        except OSError:
            self._failed = True


def _append(path: Path, data: bytes) -> None:
    """Add a line, on the disk when it returns. Raises OSError."""
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o600)
    try:
        end = os.lseek(handle, 0, os.SEEK_END)
        if end:
            os.lseek(handle, end - 1, os.SEEK_SET)
            if os.read(handle, 1) != b"\n":  # the line before was cut off by a crash
                data = b"\n" + data
        os.write(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)


def _read(path: Path) -> dict[str, _Told]:
    """What a witness says, by ledger. Nothing where there is none; a line that was cut off never was."""
    found: dict[str, _Told] = {}
    for line in _lines(path):
        told = found.setdefault(str(line["ledger"]), _Told())
        if "path" in line:
            told.paths.append(str(line["path"]))
        elif "accepted" in line:
            told.marks.clear()
        else:
            told.marks.append(
                Mark(
                    int(line["number"]),
                    str(line["token"]),
                    str(line.get("at", "")),
                    str(line.get("cluster", "")),
                    str(line.get("what", "")),
                )
            )
    return found


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        data = path.read_bytes()
    except OSError:
        return
    for text in data.splitlines():
        try:
            line = json.loads(text)
        except ValueError:
            continue
        if not isinstance(line, dict) or "ledger" not in line:
            continue
        if {"path", "accepted"} & line.keys() or (isinstance(line.get("number"), int) and "token" in line):
            yield line


def _in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: mark.at))


def minute(moment: str) -> str:
    """A moment as the ledger writes it, to the minute, for a person."""
    return moment[:16].replace("T", " ")


def now() -> str:
    """The present moment, as the ledger and its witness write it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
