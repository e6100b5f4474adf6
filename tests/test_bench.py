"""The measurements in bench/ follow the program, although no test runs them."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest
from support import ROOT


@pytest.mark.parametrize("script", sorted((ROOT / "bench").glob("*.py")), ids=lambda path: path.stem)
def test_what_a_measurement_imports_is_there(script: Path) -> None:
    """Every name of ours that it imports, even inside a function, can be imported."""
    for node in ast.walk(ast.parse(script.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith(("reports", "support")):
            module = importlib.import_module(str(node.module))
            for alias in node.names:
                if not hasattr(module, alias.name):
                    importlib.import_module(f"{node.module}.{alias.name}")
