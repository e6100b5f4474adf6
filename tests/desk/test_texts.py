"""The desk says everything in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fluent.syntax import FluentParser, ast, visitor

from reports import assets
from reports.desk import rendering


class _Arguments(visitor.Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def messages(lang: str) -> dict[str, set[str]]:
    """Each message with the names of its arguments."""
    found: dict[str, set[str]] = {}
    source = (assets.desk() / "texts" / f"{lang}.ftl").read_text(encoding="utf-8")
    for entry in FluentParser().parse(source).body:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, ast.Message):
            assert entry.id.name not in found, f"{entry.id.name} is there twice"
            arguments = _Arguments()
            arguments.visit(entry)
            found[entry.id.name] = arguments.names
    return found


def test_both_languages_say_the_same_things() -> None:
    """Every message has both, with the same arguments."""
    assert messages("pl") == messages("en")


def _used() -> Iterator[str]:
    """The messages that pages and code ask for by name, as patterns."""
    for path in assets.desk().glob("*.j2"):
        for name, end in re.findall(r"""\bt\(["']([\w-]+)["'](\s*~)?""", path.read_text(encoding="utf-8")):
            yield f"{name}.*" if end else name
    package = assets.desk().parent.parent / "reports" / "desk"
    for path in package.glob("*.py"):
        for name, end in re.findall(r'\bwords\(f?"([\w-]+)(\{)?', path.read_text(encoding="utf-8")):
            yield f"{name}.*" if end else name


def test_every_message_is_there_and_used() -> None:
    """No page lacks its words, and no words are left over."""
    known, used = messages("en"), set(_used())
    assert {name for name in used if not any(re.fullmatch(name, one) for one in known)} == set()
    assert {one for one in known if not any(re.fullmatch(name, one) for name in used)} == set()


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_a_size_is_told_as_the_language_does(lang: Any) -> None:
    """A comma in Polish, a point in English."""
    words = rendering.texts(lang)
    assert rendering.size_of(words, 2_440_000) == ("2,4 MB" if lang == "pl" else "2.4 MB")
    assert rendering.size_of(words, 1_001) == "2 kB"
