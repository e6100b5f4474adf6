"""The import table: which module may know which."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import reports

PACKAGE = Path(reports.__file__).parent

#: A module knows its own layer and those before it. Everything up to "words" is pure: it gets what it
#: needs as arguments and gives back a value.
LAYERS = {
    "values": "errors model document tables tokens names",
    "numbers": "cells sheets settings library practice_records mail_settings prose comments validate "
    "disclosure similar score robustness bands membership choice remarkable compare characteristics expert "
    "whatif firing recommend practice resimulate recount redisclose condition schedule",
    "words": "fingerprint texts facts wording findings draft cover summary reading profile position "
    "groups practices area plan meeting voice annex dataset letter compose card "
    "groupscene plenary_chapters plenary handout briefing",
    "engines": "assets fonts files painted manifest sketch charts archive metadata instructions pdftext "
    "logos load export attachment workbook render web check webcheck paper tagged papercheck cardview "
    "typeset flow voicebox cardblocks figures columnblocks textblocks tableblocks coverpage layout "
    "cardcheck readback evidence tablekinds proof keyfigures sentences workproof fontproof pageproof "
    "secret copies mail_proof message post mail_ledger mail_evidence outbox bounces "
    "stack handoutview labels sheaf",
    "program": "workers batch lock progress provenance pipeline store cluster production mail_plan deliver "
    "status verify answers cli cards cli_papers cli_mail group_paper handouts",
}
PURE = ("values", "numbers", "words")

#: What a pure module has no use for: the world outside and the libraries that lay out and draw.
WORLD = frozenset(
    """
    asyncio click fontTools getpass glob http io locale logging matplotlib multiprocessing openpyxl os
    pandas pikepdf platform pypdfium2 reportlab rich secrets shutil signal smtplib socket sqlite3 subprocess
    sys tempfile threading time uharfbuzz urllib uuid
    """.split()  # noqa: SIM905  reads better
)
#: Calls that reach out without an import.
REACHING = frozenset({"open", "print", "input", "today", "now", "utcnow", "read_text", "write_text"})

MODULES = sorted(path.stem for path in PACKAGE.glob("*.py") if path.stem != "__init__")
LAYER = {module: place for place, names in enumerate(LAYERS.values()) for module in names.split()}
PURE_MODULES = [module for module in MODULES if LAYER.get(module, 99) < len(PURE)]


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((PACKAGE / f"{module}.py").read_text(encoding="utf-8"))


def own_imports(module: str) -> set[str]:
    """The modules of the package that ``module`` imports anywhere, even inside a function."""
    found = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.ImportFrom) and node.level == 1:
            found |= {node.module} if node.module else {alias.name for alias in node.names}
    return (found & set(MODULES)) - {module}


def other_imports(module: str) -> set[str]:
    """The top-level names of all other packages that ``module`` imports."""
    found = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_every_module_has_its_place_in_the_table() -> None:
    """A new module is put into a layer on purpose; a gone one leaves the table."""
    assert set(MODULES) <= set(LAYER), "put the new module into the table above"
    assert set(LAYER) <= set(MODULES), "take the module that is gone out of the table above"


@pytest.mark.parametrize("module", MODULES)
def test_no_module_knows_a_later_layer(module: str) -> None:
    """Imports go from the ends to the values and never back."""
    later = {other for other in own_imports(module) if LAYER[other] > LAYER[module]}
    assert not later


def test_no_two_modules_need_each_other() -> None:
    """The imports have no circle, so every module can be understood, and tested, from below."""
    needs = {module: own_imports(module) for module in MODULES}
    needs["progress"] -= {"production"}  # only for a type
    assert list(TopologicalSorter(needs).static_order())


@pytest.mark.parametrize("module", PURE_MODULES)
def test_the_pure_modules_do_not_know_the_world(module: str) -> None:
    """Up to the composed report nothing reads a file, a clock, a locale or the environment."""
    assert not other_imports(module) & WORLD
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.ImportFrom) and node.module == "pathlib":
            assert {alias.name for alias in node.names} <= {"PurePath", "PurePosixPath"}
        assert not isinstance(node, ast.Import) or "pathlib" not in {alias.name for alias in node.names}
        if isinstance(node, ast.Call):
            called = node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            assert name not in REACHING, f"line {node.lineno}"


@pytest.mark.parametrize("module", PURE_MODULES)
def test_chance_in_a_pure_module_has_a_seed(module: str) -> None:
    """Nothing in a report depends on chance: a generator is made from a seed or not at all."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.ImportFrom) and node.module == "random":
            assert {alias.name for alias in node.names} == {"Random"}
        elif isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "random":
            assert node.attr == "Random", f"line {node.lineno}"
        elif isinstance(node, ast.Call) and "Random" in (
            getattr(node.func, "id", ""),
            getattr(node.func, "attr", ""),
        ):
            assert node.args, f"line {node.lineno}"


def test_every_module_can_be_imported_alone() -> None:
    """No module works only after another one has been imported."""
    code = (
        "import importlib, sys\n"
        "for module in sys.argv[1:]:\n"
        "    for name in [name for name in sys.modules if name.split('.')[0] == 'reports']:\n"
        "        del sys.modules[name]\n"
        "    importlib.import_module(f'reports.{module}')\n"
    )
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *MODULES],
        capture_output=True,
        text=True,
        check=False,
        cwd=PACKAGE.parent,
    )
    assert result.returncode == 0, result.stderr
