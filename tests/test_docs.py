"""The documents keep pace with the program: names, links, commands and transcripts are those of today."""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from doctest import ELLIPSIS, OutputChecker
from functools import cache
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner
from support import ROOT
from test_architecture import MODULES, PATHS, ROOMS, imports, room, tree

from reports.cli.main import main

DOCS = [
    ROOT / "README.md",
    ROOT / "SECURITY.md",
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "bench" / "README.md",
]
TOLD = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in DOCS}

#: What stands at the beginning of a path that is looked for in the checkout.
FOLDERS = tuple(f"{name}/" for name in ("reports", "templates", "tests", "bench", "data", "docs", ".ci"))
#: ``clusters.csv`` is a file, not a name in a module ``clusters``.
FILES = frozenset("css csv eml ftl html j2 journal json lock log md pdf png py svg toml txt xlsx".split())  # noqa: SIM905

FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")


def prose(text: str) -> str:
    """A document without its fenced blocks."""
    return FENCE.sub("", text)


def spans(text: str) -> Iterator[str]:
    """What stands in backticks in running text and tables."""
    yield from (" ".join(span.split()) for span in re.findall(r"`([^`]+)`", prose(text)))


# --- names ---------------------------------------------------------------------------------------


@cache
def defined(module: str) -> dict[str, set[str]]:
    """The names of a module, with the members of its classes."""
    found: dict[str, set[str]] = {}
    for node in tree(module).body:
        for name in _bound(node):
            members = ast.walk(node) if isinstance(node, ast.ClassDef) else ()
            found[name] = {member for inner in members for member in _bound(inner)}
    return found


def _bound(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.ImportFrom):
        yield from (alias.asname or alias.name for alias in node.names)
    elif isinstance(node, ast.AnnAssign):
        yield from _bound(node.target)
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _bound(target)
    elif isinstance(node, ast.Tuple):
        for element in node.elts:
            yield from _bound(element)
    elif isinstance(node, ast.Name):
        yield node.id


def modules_called(parts: list[str]) -> list[str]:
    """The modules whose dotted name is, or ends with, these parts."""
    end = ".".join(parts)
    return [module for module in MODULES if module == end or module.endswith(f".{end}")]


def exists(name: str) -> bool:
    """Whether a dotted name is a module, or something in a module or in one of its classes."""
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        rest = parts[cut:]
        for module in modules_called(parts[:cut]):
            names = defined(module)
            if not rest or (rest[0] in names and (len(rest) == 1 or rest[1] in names[rest[0]])):
                return True
    return False


@cache
def settings_source() -> str:
    folder = ROOT / "reports" / "edition"
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py")))


def names_in(text: str) -> Iterator[str]:
    """Dotted names of a document that begin with a room or a module of ours and are no setting or file."""
    for span in spans(text):
        name = span.removesuffix("()")
        if not DOTTED.fullmatch(name) or name.rpartition(".")[2] in FILES:
            continue
        first = name.split(".")[0]
        if modules_called([first]) and f'"{name}"' not in settings_source():
            yield name


@pytest.mark.parametrize("document", TOLD)
def test_every_name_in_a_document_exists(document: str) -> None:
    """Modules, functions and classes are called what the program calls them."""
    assert [name for name in names_in(TOLD[document]) if not exists(name)] == []


def test_every_class_in_the_architecture_exists() -> None:
    """A value that a stage gives to the next one is called what the program calls it."""
    classes = {name.split(".")[0] for name in spans(TOLD["docs/architecture.md"])}
    known = {name for module in MODULES for name in defined(module)}
    assert {name for name in classes if re.fullmatch(r"[A-Z][a-z]\w+", name)} - known == set()


@pytest.mark.parametrize("document", TOLD)
def test_every_path_in_a_document_exists(document: str) -> None:
    """A file that is named is in the checkout; ``*`` stands for any name."""
    lost = []
    for span in spans(TOLD[document]):
        for word in span.split():
            path = word.strip("(),;").partition("::")[0]
            if path.startswith(FOLDERS) and "<" not in path and not list(ROOT.glob(path.rstrip("/"))):
                lost.append(path)
    assert lost == []


def test_every_test_in_a_document_exists() -> None:
    """A promise that is said to be tested is tested."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py"))
    named = {name for text in TOLD.values() for name in spans(text) if re.fullmatch(r"test_\w+", name)}
    assert {name for name in named if f"def {name}(" not in sources} == set()


@pytest.mark.parametrize("document", TOLD)
def test_every_link_leads_somewhere(document: str) -> None:
    """Files and headings that a document links to are there."""
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(TOLD[document])):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        path = (ROOT / document).parent / name if name else ROOT / document
        assert path.exists(), target
        if anchor:
            assert anchor in anchors(path.read_text(encoding="utf-8")), target


def anchors(text: str) -> set[str]:
    """The anchors of the headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", prose(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


# --- what has to be told -------------------------------------------------------------------------


def test_the_readme_is_short() -> None:
    """A newcomer reads it in ten minutes; the guides have the rest."""
    assert len(TOLD["README.md"].splitlines()) <= 160


def test_every_document_can_be_found_from_the_readme() -> None:
    """Nothing is told where nobody looks."""
    linked = set(re.findall(r"\]\((docs/\w+\.md|bench/README\.md|SECURITY\.md)\)", TOLD["README.md"]))
    assert linked == TOLD.keys() - {"README.md"}


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_told_with_its_options(command: str) -> None:
    """A guide says what it is for; each option stands somewhere."""
    told = "\n".join(TOLD.values())
    assert f"cluster-reports {command}" in told
    for parameter in main.commands[command].params:
        if isinstance(parameter, click.Option):
            assert any(f"{option}" in told for option in parameter.opts), parameter.opts


def test_every_column_and_setting_is_told(tmp_path: Path) -> None:
    """Whatever the blank workbook has, a guide explains: by its name, or by the last part of it in [mail]."""
    told = set(spans(TOLD["docs/edition.md"])) | set(spans(TOLD["docs/expert.md"]))
    mail = TOLD["docs/sending.md"]
    assert CliRunner().invoke(main, ["init", str(tmp_path)]).exit_code == 0
    book = openpyxl.load_workbook(tmp_path / "edition.xlsx")
    columns = {cell.value for sheet in book.worksheets[1:] for cell in sheet[1]} - {"key", "value", "opis"}
    general = {
        re.sub(r"^(group_|profile_).*", r"\1...", re.sub(r"^[ZP]\.\d$", "values", name)) for name in columns
    }
    assert general - told == set()
    for key in (str(row[0].value) for row in book["edition"].iter_rows(min_row=2)):
        group, _, name = key.partition(".")
        in_mail = group == "mail" and re.search(rf"`{name}`|^{name.partition('.')[0]} = ", mail, re.MULTILINE)
        assert in_mail or {key, re.sub(r"\.\d.*", "", key)} & told, key


def test_every_environment_variable_is_told() -> None:
    """What the program reads from the environment is in a guide."""
    told = "\n".join(TOLD.values())
    for path in PATHS.values():
        for name in re.findall(r"CLUSTER_REPORTS_[A-Z_]+[A-Z]", path.read_text(encoding="utf-8")):
            assert name.removesuffix("_FILE") in told, name


# --- the architecture ----------------------------------------------------------------------------


def rooms_there_are() -> list[str]:
    return [name for name in ROOMS if (ROOT / "reports" / name).is_dir()]


def test_the_architecture_lists_every_room() -> None:
    """The list of rooms is that of the folders, in the order in which data runs."""
    (listed,) = re.findall(r"## Rooms\n.*?```text\n(.*?)```", TOLD["docs/architecture.md"], re.DOTALL)
    assert re.findall(r"^(\w+)/ ", listed, re.MULTILINE) == rooms_there_are()


def picture_of_imports() -> str:
    """Rooms x rooms: an ``x`` where a module of the room on the left imports from the room above."""
    rooms = rooms_there_are()
    known = {
        (room(module), room(package) or room(f"{package}.{name}"))
        for module in MODULES
        for package, name in imports(module)
    }
    width = max(map(len, rooms))
    lines = [" " * width + "  " + " ".join(name[:4].ljust(4) for name in rooms)]
    for own in rooms:
        marks = ("-" if own == other else "x" if (own, other) in known else "" for other in rooms)
        lines.append(own.ljust(width) + "  " + " ".join(mark.ljust(4) for mark in marks))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def test_the_picture_of_imports_is_true() -> None:
    """The table of ``docs/architecture.md`` is made from the program.

    After a meant change run with ACCEPT_GOLDEN=1, read the difference, and commit it.
    """
    path = ROOT / "docs" / "architecture.md"
    text = path.read_text(encoding="utf-8")
    before, mark, rest = text.partition("<!-- made by tests/test_docs.py -->\n```text\n")
    assert mark
    drawn, end, after = rest.partition("```\n")
    if os.environ.get("ACCEPT_GOLDEN"):
        path.write_text(before + mark + picture_of_imports() + end + after, encoding="utf-8")
        return
    assert drawn == picture_of_imports()


# --- transcripts ---------------------------------------------------------------------------------


#: What differs from run to run: seconds, hashes, sizes of messages, how many numbers a report has.
VARYING = (
    (r"\d+\.\d s\b", "1.0 s"),
    (r"\b[0-9a-f]{12}\b", "0" * 12),
    (r"\b\d+ kB", "1 kB"),
    (r"\b\d+ (numbers|of names)", r"1 \1"),
)


def steady(said: str) -> str:
    for pattern, same in VARYING:
        said = re.sub(pattern, same, said)
    return said.rstrip("\n") + "\n"


def transcript(text: str) -> list[tuple[str, str]]:
    """(command, what it prints) of all blocks marked ``console``, in the order of the document."""
    steps: list[tuple[str, str]] = []
    for language, block in FENCE.findall(text):
        if language == "console":
            for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, said = step.replace("\\\n", " ").partition("\n")
                steps.append((command, said.rstrip("\n")))
    return steps


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of one cluster of the sample, for documents that say ``<!-- built: jarometal -->``."""
    out = tmp_path_factory.mktemp("docs") / "out"
    result = CliRunner().invoke(
        main, ["build", str(ROOT / "data/sample-2018"), "jarometal", "-j", "1", "-o", str(out)]
    )
    assert result.exit_code == 0, result.output
    return out


def run(command: str) -> str:
    """What a command prints; any but our own are given to the shell."""
    words = shlex.split(command)
    if words[0] == "cluster-reports":
        result = CliRunner().invoke(main, words[1:], prog_name="cluster-reports")
        assert result.exit_code in (0, 1, 2), command
        return result.output
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize("document", [name for name, text in TOLD.items() if transcript(text)])
def test_the_transcripts_are_true(
    document: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever types what a guide shows gets what it shows; ``...`` stands for anything."""
    (tmp_path / "data").symlink_to(ROOT / "data")
    if "<!-- built: jarometal -->" in TOLD[document]:
        shutil.copytree(request.getfixturevalue("built"), tmp_path / "out")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for command, wanted in transcript(TOLD[document]):
        said = run(command)
        assert "mistake of the program" not in said
        same = OutputChecker().check_output(steady(wanted), steady(said), ELLIPSIS)
        assert same, f"$ {command}\n{said}\n--- instead of\n{wanted}"
