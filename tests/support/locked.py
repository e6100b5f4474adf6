"""Files that another program has open, as on Windows: they can be read, but not replaced or removed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def lock(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    """From now on nothing takes the names of ``paths`` away."""
    held = {str(path) for path in paths}

    def guarded(call: Callable[..., Any]) -> Callable[..., Any]:
        def guard(*arguments: Any, **named: Any) -> Any:
            for one in arguments:
                if str(one) in held:
                    raise PermissionError(13, "Permission denied", str(one))
            return call(*arguments, **named)

        return guard

    for name in ("replace", "rename", "unlink", "remove"):
        monkeypatch.setattr(os, name, guarded(getattr(os, name)))
