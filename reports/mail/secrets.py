"""Secrets: from the environment or a file that only its owner may read, and never shown by accident."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from reports.errors import ConfigurationError

#: What the variables are for; NAME holds the secret itself, NAME_FILE the path of a file that holds it.
SMTP_PASSWORD = "CLUSTER_REPORTS_SMTP_PASSWORD"  # noqa: S105  a name
IMAP_PASSWORD = "CLUSTER_REPORTS_IMAP_PASSWORD"  # noqa: S105  a name
PASSWORD_SECRET = "CLUSTER_REPORTS_PASSWORD_SECRET"  # noqa: S105
SIGNING_KEY = "CLUSTER_REPORTS_SIGNING_KEY"
SIGNING_PASSWORD = "CLUSTER_REPORTS_SIGNING_PASSWORD"  # noqa: S105

_FILE = "_FILE"
_LARGEST = 100_000


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A text that no log, traceback or ``print`` shows."""

    value: str

    def __repr__(self) -> str:
        return "Secret(...)"

    __str__ = __repr__


def read(name: str, purpose: str) -> Secret:
    """The secret called ``name``.

    Raises ConfigurationError where it is nowhere, empty, no text, or in a file that others may read.
    """
    value, path = _given(name)
    if path:
        value = _text(private(Path(path)), purpose, path).rstrip("\r\n")
    if not value:
        raise _missing(name, purpose)
    if any(ord(character) < 32 for character in value):
        raise ConfigurationError(
            f"{purpose} ({name}) has a line break or another invisible character; correct it"
        )
    return Secret(value)


def certificate(name: str, purpose: str) -> Path:
    """The path of a PKCS#12 file: ``name`` holds it; ``name_FILE`` is the path itself, or that of a file that
    holds it. Raises ConfigurationError.
    """
    value, path = _given(name)
    if path:
        data = private(Path(path))
        if data[:1] == b"\x30":  # DER, as a PKCS#12 file begins: the certificate itself
            return Path(path)
        value = "" if data.startswith(b"-----BEGIN") else _text(data, purpose, path).strip()
        if data.startswith(b"-----BEGIN") or "\n" in value:
            raise ConfigurationError(
                f"{path} is not {purpose}; it looks like PEM or text. Make one of it: openssl pkcs12 -export "
                "-in CERTIFICATE.pem -inkey KEY.pem -out CERTIFICATE.p12"
            )
    if not value:
        raise _missing(name, purpose)
    return Path(value)


def _given(name: str) -> tuple[str, str]:
    value, path = os.environ.get(name, ""), os.environ.get(name + _FILE, "")
    if value and path:
        raise ConfigurationError(f"{name} and {name}{_FILE} are both set; keep one of them")
    return value, path


def _missing(name: str, purpose: str) -> ConfigurationError:
    return ConfigurationError(
        f"{purpose} is missing; set {name}, or set {name}{_FILE} to the path of a file that only you may "
        "read and that holds nothing else"
    )


def _text(data: bytes, purpose: str, path: str) -> str:
    """What a text file says, in UTF-8 or, with a byte order mark, in UTF-16."""
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"{path} holds no text, so it cannot hold {purpose}; put that alone into a text file (UTF-8)"
        ) from error


def private(path: Path) -> bytes:
    """The content of a file that only its owner may read. Raises ConfigurationError."""
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
                raise ConfigurationError(
                    f"others may read the secret in {path} (mode {stat.S_IMODE(mode):o}); "
                    f"make it yours alone: chmod 600 {path}"
                )
            return file.read(_LARGEST)
    except OSError as error:
        raise ConfigurationError(
            f"the file {path} with a secret cannot be read ({error.strerror}); correct its path or rights"
        ) from error
