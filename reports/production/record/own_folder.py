"""The user's own folder: what lies there is not handed on, copied or restored with ``out``.

It holds the key that seals the records (:mod:`.seal`) and the witnesses of the ledgers
(:mod:`reports.mail.witness`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from reports import files
from reports.errors import ConfigurationError

#: Names another folder, for a computer whose home is read-only or forgotten (a container, say).
VARIABLE = "CLUSTER_REPORTS_STATE"

_NAME = "cluster-reports"


def place(environment: Mapping[str, str] = os.environ, system: str = sys.platform) -> Path | None:
    """Where the folder is or would be; None where the user has no home."""
    if chosen := environment.get(VARIABLE):
        return Path(chosen)
    if system == "win32":
        local = environment.get("LOCALAPPDATA")
        return Path(local) / _NAME if local else None
    # The standard says that a relative path is to be ignored.
    state = environment.get("XDG_STATE_HOME", "")
    if state.startswith("/"):
        return Path(state) / _NAME
    with suppress(RuntimeError):
        return Path.home() / ".local" / "state" / _NAME
    return None


def ready() -> Path | None:
    """The folder, made if need be, for nobody but its owner; None where it cannot be written into.

    Raises ConfigurationError where :data:`VARIABLE` names such a one.
    """
    folder = place()
    if folder is None:
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(OSError):
            folder.chmod(0o700)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(None, "it may not be written into")
    except OSError as error:
        if os.environ.get(VARIABLE):
            raise ConfigurationError(
                f"the folder {folder} that {VARIABLE} names cannot be used ({files.reason(error)}); name a "
                "folder of your own that is kept"
            ) from error
        return None
    return folder
