"""The seal of a record: who alters a record and cannot read the key is found out.

A record says which bytes were checked. Whoever can write into ``out`` could put other files there and their
hashes into the record; so each record carries an HMAC-SHA256 of what it says, made with a key that is not
in ``out``. The key is made once for each user and computer, in the user's own folder
(:mod:`.own_folder`), and only its owner may read it. Where there is no such folder it lies beside the ledger
of the mail, and keeps out only who may not read that. Whoever asks for it has it in the keyring of the
computer instead (:mod:`.own_keyring`).
"""

from __future__ import annotations

import hmac
import json
import os
import re
import secrets
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from filelock import FileLock

from reports import files
from reports.errors import ConfigurationError

from . import own_folder, own_keyring

#: The file of the key, and its place in the edition's output where the user has no folder.
NAME, BESIDE = "seal.key", "mail"

#: What to do where a seal does not hold, put behind the reason.
REMEDY = (
    "build again: every file is made anew and sealed; one that comes out the same is the same file, and its "
    "approval stands"
)

_KEY = re.compile(rb"([0-9a-f]{64})\s*\Z")


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """The key of this user: 32 random bytes. ``name`` tells it from others and nothing about it."""

    secret: bytes

    @property
    def name(self) -> str:
        return sha256(b"name of the key " + self.secret).hexdigest()[:16]

    def seal(self, purpose: str, value: Any) -> dict[str, str]:
        """The seal of a value that JSON can hold, for one ``purpose``: it is none for another."""
        return {"key": self.name, "hmac": self._hmac(purpose, value)}

    def holds(self, purpose: str, value: Any, seal: Mapping[str, Any]) -> bool:
        """Whether this key made the seal of just this."""
        said = str(seal.get("hmac", ""))
        return hmac.compare_digest(said.encode(), self._hmac(purpose, value).encode())

    def _hmac(self, purpose: str, value: Any) -> str:
        text = json.dumps([purpose, value], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hmac.new(self.secret, text.encode("utf-8", "surrogatepass"), sha256).hexdigest()


def place(base: Path) -> Path:
    """The file of the key for the records in ``base``, an edition's output or a folder of it."""
    if (own := own_folder.ready()) is not None:
        return own / NAME
    home = base.parent if (base.parent / "edition.json").exists() else base
    return home / BESIDE / NAME


def key(base: Path) -> Key:
    """The key, made where there is none. Raises ConfigurationError where it cannot be read or made."""
    found = find(base)
    if found is None and own_keyring.chosen():
        _into_keyring(base)
        found = find(base)
    elif found is None:
        path = place(base)
        with files.explaining(f"the key {path} for the seal of records cannot be made"):
            _make(path)
        found = find(base)
    if found is None:
        raise ConfigurationError(f"{_told_place(base)} for the seal of records cannot be made")
    return found


def find(base: Path) -> Key | None:
    """The key, None where there is none. Raises ConfigurationError for one that cannot be used."""
    if own_keyring.chosen():
        held = own_keyring.find()
        data = None if held is None else held.encode()
    else:
        data = _read(place(base))
    match = None if data is None else _KEY.match(data)
    if data is not None and match is None:
        raise ConfigurationError(
            f"{_told_place(base)} for the seal of records is damaged; put it back, or remove it and {REMEDY}"
        )
    return Key(bytes.fromhex(match[1].decode())) if match else None


def _told_place(base: Path) -> str:
    """The key and where it is, for a message."""
    if own_keyring.chosen():
        return f'the key "{own_keyring.NAME}" in the keyring under "{own_keyring.SERVICE}"'
    return f"the key {place(base)}"


def _read(path: Path) -> bytes | None:
    """The content of the key's file, which nobody else may read from now on; None where there is none.

    Raises ConfigurationError where it cannot be read.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ConfigurationError(
            f"the key {path} for the seal of records cannot be read ({files.reason(error)})"
        ) from error
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise ConfigurationError(f"{path} is no file; remove it, and {REMEDY}")
        if hasattr(os, "geteuid") and os.geteuid() and about.st_uid not in (0, os.geteuid()):
            raise ConfigurationError(  # it could seal whatever that user likes
                f"the key {path} for the seal of records belongs to another user of this computer; keep it "
                f"in a folder of your own ({own_folder.VARIABLE} names one), and {REMEDY}"
            )
        if hasattr(os, "fchmod") and about.st_mode & 0o077:
            with suppress(OSError):
                os.fchmod(file.fileno(), 0o600)
        return file.read(200)


def _into_keyring(base: Path) -> None:
    """Put the key into the keyring: that of the file, which is removed then, so that what it has sealed stays
    sealed; else a new one. Raises ConfigurationError.
    """
    path = place(base)
    data = _read(path)
    if data is not None and _KEY.match(data) is None:
        raise ConfigurationError(
            f"the key {path} for the seal of records is damaged; put it back, or remove it"
        )
    with files.explaining(f"{path.parent} cannot be written into"):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(path.with_name(f".{path.name}.lock"), mode=0o600):  # another process may do the same
            if own_keyring.find() is None:
                own_keyring.keep(data.decode().strip() if data is not None else secrets.token_hex(32))
        path.unlink(missing_ok=True)


def _make(path: Path) -> None:
    """A new key, unless another process makes one just now. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with files.open_private(part, "xb") as file:
            file.write(secrets.token_hex(32).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(part, path)
        except FileExistsError:
            return
        except OSError:  # a disk without links
            if not path.exists():
                part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def doubt(base: Path, purpose: str, value: Any, seal: Any) -> str:
    """Why the seal of a value does not hold; empty where it does."""
    if not isinstance(seal, Mapping):
        return "it has no seal: an earlier version of the program wrote it, or another program"
    known = find(base)
    if known is None:
        return f"the key that it was sealed with is not here ({_told_place(base)} is missing)"
    if seal.get("key") != known.name:
        return (
            f"it was sealed with another key ({str(seal.get('key'))[:16]}) than that of this user on this "
            f"computer ({known.name}, {_told_place(base)}): it was made by another user or on another "
            "computer, or the key is a new one, or the record is forged"
        )
    if not known.holds(purpose, value, seal):
        return "its seal is broken: it was altered after the program had written it"
    return ""


def closed(base: Path, purpose: str, value: Mapping[str, Any]) -> bytes:
    """A sealed record as a file. Raises ConfigurationError without a key."""
    sealed = {**value, "seal": key(base).seal(purpose, value)}
    return (json.dumps(sealed, ensure_ascii=False, indent=1) + "\n").encode()


def opened(base: Path, purpose: str, data: bytes) -> tuple[dict[str, Any], str]:
    """What a sealed record says, and why its seal does not hold (empty where it does). Raises ValueError for
    what is no record.
    """
    value = json.loads(data)
    if not isinstance(value, dict):
        raise ValueError("it is no record")
    sealed = value.pop("seal", None)
    return value, doubt(base, purpose, value, sealed)
