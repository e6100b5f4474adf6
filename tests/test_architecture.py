"""The rooms of the program: what each may know. ``docs/architecture.md`` tells it in words."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from support import ROOT

#: Data runs down this list and never back.
ROOMS = (
    "edition", "results", "advice", "document", "words", "chapters", "papers", "pages", "proof", "analysis",
    "production", "mail", "desk", "cli",
)  # fmt: skip
#: Neighbours that do not know each other, although one stands before the other.
STRANGERS = {("document", "results"), ("document", "advice"), ("proof", "analysis")}
#: What any room may know: the errors of users, names and writing of files, what lies beside the program, and
#: texts that no spreadsheet runs.
SHARED = {"reports", "reports.errors", "reports.files", "reports.assets", "reports.inert"}

#: Up to here nothing reads a file, a clock, a locale or the environment ...
PURE = ROOMS[: ROOMS.index("pages")]
#: ... but for the two ends of the edition: what reads its files, and what makes the blank workbook.
ENDS = ("reports.edition.loading", "reports.edition.blank_workbook")
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

#: The second path shares no code with the first one: this is all that it knows.
AUDIT = "reports.proof.audit"
AUDIT_KNOWS = (
    "reports.errors", "reports.assets", "reports.edition", "reports.words.catalogue",
    "reports.words.typography", "reports.document.identity", "reports.proof.reading", AUDIT,
)  # fmt: skip

#: Libraries that one place alone imports.
ALONE = {
    "weasyprint": "reports.pages.weasyprint",
    "matplotlib": "reports.analysis.figures",
    "distributed": "reports.production.workers.dask",
    "starlette": "reports.desk",
    "uvicorn": "reports.desk",
    "pptx": "reports.pages.slides",
    "olefile": "reports.mail.outlook",
    "keyring": "reports.production.record.own_keyring",
}


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


PATHS = {dotted(path): path for path in sorted((ROOT / "reports").rglob("*.py"))}
MODULES = sorted(PATHS)


def room(module: str) -> str:
    """The room of a module; "" for what all rooms share."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in ROOMS else ""


def pure(module: str) -> bool:
    return room(module) in PURE and not module.startswith(ENDS)


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(PATHS[module].read_text(encoding="utf-8"))


@cache
def imports(module: str) -> tuple[tuple[str, str], ...]:
    """(package or module, name) of everything of ours that ``module`` imports, even inside a function."""
    package = module if PATHS[module].name == "__init__.py" else module.rpartition(".")[0]
    found = []
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.ImportFrom):
            base = (
                ".".join(package.split(".")[: len(package.split(".")) - node.level + 1]) if node.level else ""
            )
            origin = ".".join(part for part in (base, node.module or "") if part)
            if origin.split(".")[0] == "reports":
                found += [(origin, alias.name) for alias in node.names]
        elif isinstance(node, ast.Import):
            found += [(alias.name, "") for alias in node.names if alias.name.startswith("reports.")]
    return tuple(found)


@cache
def origin(package: str, name: str) -> str:
    """The module that ``from package import name`` takes the name from, through the faces of rooms."""
    if f"{package}.{name}" in PATHS:
        return f"{package}.{name}"
    if PATHS[package].name == "__init__.py":
        for deeper, given in imports(package):
            if given == name:
                return origin(deeper, name)
    return package


def needs(module: str) -> set[str]:
    return {origin(package, name) for package, name in imports(module)} - {module}


def other_imports(module: str) -> set[str]:
    """The top-level names of all other packages that ``module`` imports."""
    found = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found - {"reports"}


def face(package: str) -> set[str]:
    """The ``__all__`` of a package."""
    for node in tree(package).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


def test_every_folder_is_a_room() -> None:
    """The tree of folders is the architecture; beside the rooms stands only what all of them share."""
    assert {path.name for path in (ROOT / "reports").iterdir() if path.is_dir()} - {"__pycache__"} <= set(
        ROOMS
    )
    assert {module for module in MODULES if not room(module)} == SHARED


@pytest.mark.parametrize("module", MODULES)
def test_a_room_knows_only_rooms_before_it_and_only_their_faces(module: str) -> None:
    """Imports go from the ends to the values and never back, and what stands behind a face may change."""
    own = room(module)
    for package, name in imports(module):
        other = room(package) or room(f"{package}.{name}")
        if other in ("", own):
            continue
        assert ROOMS.index(other) < ROOMS.index(own or "edition"), f"{package}.{name}"
        assert (other, own) not in STRANGERS, f"{package}.{name}"
        assert (other, own) not in {(b, a) for a, b in STRANGERS}, f"{package}.{name}"
        assert name in face(package), f"from {package} import {name}: not in its __all__"


@pytest.mark.parametrize("package", [module for module in MODULES if PATHS[module].name == "__init__.py"])
def test_a_face_gives_what_it_says(package: str) -> None:
    """Every name of an ``__all__`` is there, once, and somebody outside uses it."""
    for name in face(package):
        assert f"{package}.{name}" in PATHS or (package, name) not in {(origin(package, name), name)}, name
    if room(package) and package != AUDIT:
        used = {
            name
            for module in MODULES
            for origin_, name in imports(module)
            if origin_ == package and not module.startswith(f"{package}.")
        }
        assert not face(package) - used - {"main"}


def test_no_two_modules_need_each_other() -> None:
    """The imports have no circle, so every module can be understood, and tested, from below."""
    modules = [module for module in MODULES if PATHS[module].name != "__init__.py"]
    assert list(TopologicalSorter({module: needs(module) for module in modules}).static_order())


def test_the_second_path_shares_no_code_with_the_first() -> None:
    """What proves the numbers has none of the code that made them."""
    for module in MODULES:
        if module.startswith(AUDIT):
            assert not {other for other in needs(module) if not other.startswith(AUDIT_KNOWS)}, module


@pytest.mark.parametrize("module", MODULES)
def test_libraries_that_one_place_imports(module: str) -> None:
    """Whoever does without an extra never meets it."""
    for library in other_imports(module) & set(ALONE):
        assert module.startswith(ALONE[library]), library


@pytest.mark.parametrize("module", list(filter(pure, MODULES)))
def test_the_pure_rooms_do_not_know_the_world(module: str) -> None:
    """Up to the composed documents nothing reads a file, a clock, a locale or the environment."""
    assert not other_imports(module) & WORLD
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.ImportFrom) and node.module == "pathlib":
            assert {alias.name for alias in node.names} <= {"PurePath", "PurePosixPath"}
        assert not isinstance(node, ast.Import) or "pathlib" not in {alias.name for alias in node.names}
        if isinstance(node, ast.Call):
            called = node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            assert name not in REACHING, f"line {node.lineno}"


@pytest.mark.parametrize("module", list(filter(pure, MODULES)))
def test_chance_in_a_pure_room_has_a_seed(module: str) -> None:
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


#: What no regular expression holds, once escaped characters and sets of characters are taken out.
POSSESSIVE = re.compile(r"[*+?}]\+|\(\?>")


def bare(pattern: str) -> str:
    return re.sub(r"\[\^?\]?[^\]]*\]", "x", re.sub(r"\\.", "x", pattern, flags=re.DOTALL))


@pytest.mark.parametrize("module", [module for module in MODULES if "re" in other_imports(module)])
def test_no_regular_expression_is_possessive(module: str) -> None:
    """CPython 3.11.0 to 3.11.4 match possessive quantifiers and atomic groups wrongly (gh-106052)."""
    known = vars(importlib.import_module(module)).values()
    patterns = [value.pattern for value in known if isinstance(value, re.Pattern)]
    prose = {id(node.value) for node in ast.walk(tree(module)) if isinstance(node, ast.Expr)}
    patterns += [
        n.value for n in ast.walk(tree(module)) if isinstance(n, ast.Constant) and id(n) not in prose
    ]
    for pattern in patterns:
        text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
        assert not (isinstance(text, str) and POSSESSIVE.search(bare(text))), text


@pytest.mark.parametrize(
    ("pattern", "possessive"),
    [("a++", True), (r"\d{2}+", True), ("(?>ab)", True), (r"[*+]+|\++|a+b*?", False), (r"[^]+]*", False)],
)
def test_what_is_possessive(pattern: str, possessive: bool) -> None:
    assert bool(POSSESSIVE.search(bare(pattern))) is possessive


def test_every_module_can_be_imported_alone() -> None:
    """No module works only after one of another package has been imported (its own always is)."""
    code = (
        "import importlib, sys\n"
        "for package in sys.argv[1:]:\n"
        "    for name in [name for name in sys.modules if name.split('.')[0] == 'reports']:\n"
        "        del sys.modules[name]\n"
        "    for module in package.split():\n"
        "        importlib.import_module(module)\n"
    )
    packages: dict[str, list[str]] = {}
    for module in MODULES:  # a package stands before its modules
        home = module if PATHS[module].name == "__init__.py" else module.rpartition(".")[0]
        packages.setdefault(home, []).append(module)
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *map(" ".join, packages.values())],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert result.returncode == 0, result.stderr
