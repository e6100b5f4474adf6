"""What several test modules share: editions, makers, forgers, and where things lie.

``pyproject.toml`` puts ``tests`` on the path, so that every test says ``from support import ...``.
"""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
GOLDEN = TESTS / "golden"
ROOT = TESTS.parent
#: Real studies with results computed elsewhere; tests that need them are skipped where it is not.
SHARED = ROOT.parent / "shared"
