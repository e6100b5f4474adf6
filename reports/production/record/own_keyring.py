"""The keyring of this user's computer, for whoever does not want the key that seals the records in a file.

It is the Keychain of macOS, the Credential Locker of Windows, the Secret Service or KWallet of Linux, reached
by the package ``keyring`` (the extra of the same name).
"""

from __future__ import annotations

import os
from typing import Any

from reports.errors import ConfigurationError

#: Says where the key is kept: ``keyring``, or ``file`` as without it.
VARIABLE = "CLUSTER_REPORTS_SEAL_KEY"

#: Under these names the key stands in the keyring.
SERVICE, NAME = "cluster-reports", "seal of records"


def chosen() -> bool:
    """Whether the user wants the key in the keyring. Raises ConfigurationError for a word that is unknown."""
    said = os.environ.get(VARIABLE, "").strip().lower()
    if said not in ("", "file", "keyring"):
        raise ConfigurationError(f'{VARIABLE} is {said[:40]!r}; it may be "keyring" or "file"')
    return said == "keyring"


def find() -> str | None:
    """What the keyring holds for us; None where it holds nothing.

    Raises ConfigurationError where there is no keyring, or it is locked.
    """
    library = _library()
    try:
        held = library.get_password(SERVICE, NAME)
    except Exception as error:  # each system's keyring has errors of its own
        raise _unusable(error) from error
    return None if held is None else str(held)


def keep(text: str) -> None:
    """Put a text into the keyring, which gives it back afterwards. Raises ConfigurationError."""
    library = _library()
    try:
        library.set_password(SERVICE, NAME, text)
        kept = library.get_password(SERVICE, NAME)
    except Exception as error:  # as above
        raise _unusable(error) from error
    if kept != text:
        raise ConfigurationError(
            f"the keyring does not keep what it is given; choose another one, or set {VARIABLE} to file"
        )


def _library() -> Any:
    try:
        import keyring
    except ImportError as error:
        raise ConfigurationError(
            f'{VARIABLE} is "keyring", which needs a package that is not installed: '
            'pip install "cluster-reports[keyring]"; or set it to file'
        ) from error
    return keyring


def _unusable(error: Exception) -> ConfigurationError:
    told = " ".join(str(error).split())[:200] or type(error).__name__
    return ConfigurationError(
        f"the keyring of this computer cannot be used ({told}); unlock it, or set {VARIABLE} to file"
    )
