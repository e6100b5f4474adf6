"""Promises of reports.system: what is missing is found, named, and installed only where it may be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from reports import system


def only(*present: str) -> system.Load:
    """A loader of a machine that has just these libraries."""

    def load(name: str) -> object:
        if name not in present:
            raise OSError(f"cannot load library {name!r}")
        return object()

    return load


def test_a_complete_machine_lacks_nothing() -> None:
    """One name per library is enough, whichever the system uses."""
    linux = [next(name for name in names if ".so" in name) for names in system.LIBRARIES.values()]
    mac = [next(name for name in names if ".dylib" in name) for names in system.LIBRARIES.values()]
    assert system.missing(only(*linux)) == ()
    assert system.missing(only(*mac)) == ()


def test_what_is_missing_is_named() -> None:
    """An empty machine lacks everything; one without Pango lacks Pango and its part for fonts."""
    assert system.missing(only()) == tuple(system.LIBRARIES)
    others = [names[0] for library, names in system.LIBRARIES.items() if "Pango" not in library]
    assert system.missing(only(*others)) == ("Pango", "PangoFT2")


def test_the_remedy_has_the_line_for_every_system() -> None:
    """The message can be copied into a terminal on Debian, Fedora and macOS."""
    text = system.remedy(("Pango",))
    assert "missing: Pango" in text
    assert "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in text
    assert "sudo dnf install -y pango harfbuzz" in text
    assert re.search(r"macOS: +brew install pango", text)


@pytest.mark.parametrize(
    ("programs", "root", "sudo", "expected"),
    [
        (("apt-get",), True, False, ("apt-get", "install")),
        (("apt-get",), False, True, ("sudo", "-n", "apt-get", "install")),
        (("apt-get",), False, False, None),
        (("dnf",), True, False, ("dnf", "install")),
        (("brew",), False, False, ("brew", "install")),
        (("brew",), True, False, None),
        ((), True, False, None),
    ],
)
def test_nothing_is_installed_that_needs_a_password(
    programs: Sequence[str], root: bool, sudo: bool, expected: tuple[str, ...] | None
) -> None:
    """Root and passwordless sudo install; anybody else gets the line; Homebrew works for users only."""
    command = system.installer(lambda name: name if name in programs else None, root, sudo)
    assert (command[: len(expected)] if command and expected else command) == expected


def test_a_fresh_machine_first_learns_what_packages_there_are() -> None:
    """Where apt does not know the packages, its lists are fetched and it tries again."""
    ran: list[str] = []

    def run(command: Sequence[str]) -> int:
        ran.append(" ".join(command[:3]))
        return 0 if len(ran) > 1 else 100

    system.install(("sudo", "-n", "apt-get", "install", "-y", "libpango-1.0-0"), run)
    assert ran == ["sudo -n apt-get", "sudo -n apt-get", "sudo -n apt-get"]
    ran.clear()
    system.install(("dnf", "install", "-y", "pango"), run)
    assert ran == ["dnf install -y"]


def test_the_names_are_those_weasyprint_opens() -> None:
    """Everything WeasyPrint must open is looked for, under names it tries itself."""
    import weasyprint

    source = (Path(weasyprint.__file__).parent / "text" / "ffi.py").read_text(encoding="utf-8")
    calls = re.findall(r"= _dlopen\(\s*ffi,(.*?)\)", source, re.DOTALL)
    opened = [set(re.findall(r"'([^']+)'", call)) for call in calls]
    needed = [names for names, call in zip(opened, calls, strict=True) if "allow_fail" not in call]
    assert len(needed) >= 5
    for names in needed:
        assert any(names & set(ours) for ours in system.LIBRARIES.values()), names
    for ours in system.LIBRARIES.values():
        assert any(set(ours) <= names for names in opened), ours
