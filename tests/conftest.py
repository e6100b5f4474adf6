"""Fixtures that several test modules share."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from support.tiny import TINY

# A property is no statement about time: a busy machine must not turn it red.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


# Keys and witnesses of the tests are none of the user's; the processes that tests start find them too.
_STATE = os.environ["CLUSTER_REPORTS_STATE"] = tempfile.mkdtemp(prefix="cluster-reports-state-")


def pytest_unconfigure() -> None:
    shutil.rmtree(_STATE, ignore_errors=True)


@pytest.fixture
def tiny_edition(tmp_path: Path) -> Callable[..., Path]:
    """Writes a small valid edition (4 clusters, 2 areas, 4 indicators) and returns its folder.

    Give a file's name and its text to replace or add a file; None leaves the file out.
    """

    def write(files: dict[str, str | bytes | None] | None = None, name: str = "edition") -> Path:
        folder = tmp_path / name
        folder.mkdir()
        for file, content in {**TINY, **(files or {})}.items():
            if content is not None:
                data = content if isinstance(content, bytes) else content.encode()
                (folder / file).write_bytes(data)
        return folder

    return write
