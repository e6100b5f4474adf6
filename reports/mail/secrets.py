"""Secrets: from the environment or a file that only its owner may read, and never shown by accident."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from reports.errors import ConfigurationError

#: What the variables are for; NAME holds the secret itself, NAME_FILE the path of a file that holds it.
SMTP_PASSWORD = "CLUSTER_REPORTS_SMTP_PASSWORD"  # noqa: S105  a name
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

    Raises ConfigurationError where it is nowhere, empty, or in a file that others may read.
    """
    value = os.environ.get(name, "")
    path = os.environ.get(name + _FILE, "")
    if value and path:
        raise ConfigurationError(f"{name} and {name}{_FILE} are both set; keep one of them")
    if path:
        value = private(Path(path)).decode("utf-8", "strict").rstrip("\r\n")
    if not value:
        raise ConfigurationError(
            f"{purpose} is missing; set {name}, or set {name}{_FILE} to the path of a file that only you may "
            "read and that holds nothing else"
        )
    if any(ord(character) < 32 for character in value):
        raise ConfigurationError(
            f"{purpose} ({name}) has a line break or another invisible character; correct it"
        )
    return Secret(value)


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
