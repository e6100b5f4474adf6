"""The system libraries that WeasyPrint needs: are they here, and what installs them.

``python -m reports.system`` answers for the set-up; with ``--install`` it also installs them where
that takes no password.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

#: What is looked for, under the names WeasyPrint tries on Linux, macOS and Windows. Without the
#: subset library WeasyPrint works, but embeds the fonts another way: other bytes, larger files.
LIBRARIES: Mapping[str, tuple[str, ...]] = {
    "GObject": ("libgobject-2.0-0", "gobject-2.0", "libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
    "Pango": ("libpango-1.0-0", "pango-1.0", "libpango-1.0.so.0", "libpango-1.0.dylib"),
    "PangoFT2": ("libpangoft2-1.0-0", "pangoft2-1.0", "libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "HarfBuzz": ("libharfbuzz-0", "harfbuzz", "libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    "HarfBuzz-Subset": (
        "libharfbuzz-subset-0",
        "harfbuzz-subset",
        "libharfbuzz-subset.so.0",
        "libharfbuzz-subset.0.dylib",
    ),
    "Fontconfig": ("libfontconfig-1", "fontconfig", "libfontconfig.so.1", "libfontconfig.1.dylib"),
}

#: Name of the system -> the program that installs packages there and what to tell it.
INSTALL: Mapping[str, tuple[str, ...]] = {
    "Debian, Ubuntu": (
        "apt-get", "install", "-y", "libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0",
    ),
    "Fedora": ("dnf", "install", "-y", "pango", "harfbuzz"),
    "macOS": ("brew", "install", "pango"),
}  # fmt: skip

#: Library -> the function that says its version, as a text or as a number.
_VERSION: Mapping[str, str] = {
    "Pango": "pango_version_string",
    "HarfBuzz": "hb_version_string",
    "HarfBuzz-Subset": "hb_version_string",
    "Fontconfig": "FcGetVersion",
}

Load = Callable[[str], object]
Run = Callable[[Sequence[str]], int]


def _dlopen(name: str) -> object:
    from cffi import FFI

    return FFI().dlopen(name)


def missing(load: Load = _dlopen) -> tuple[str, ...]:
    """The libraries that cannot be opened under any of their names.

    ``load`` opens one name and raises OSError where it cannot, as cffi does for WeasyPrint.
    """
    return tuple(library for library, names in LIBRARIES.items() if not _opens(names, load))


def _opens(names: Sequence[str], load: Load) -> bool:
    for name in names:
        try:
            load(name)
        except OSError:
            continue
        return True
    return False


def versions() -> Mapping[str, str]:
    """The version of every library that has a say in the look of a page; "" for one that is not here."""
    found = dict.fromkeys(_VERSION, "")
    for library, function in _VERSION.items():
        for name in LIBRARIES[library]:
            with suppress(OSError, AttributeError):
                ask = getattr(ctypes.CDLL(name), function)
                if function.endswith("_string"):
                    ask.restype = ctypes.c_char_p
                    found[library] = ask().decode("ascii", "replace")
                else:
                    found[library] = str(ask())
                break
    return found


def remedy(libraries: Sequence[str]) -> str:
    """What to tell a person whose system lacks ``libraries``."""
    lines = [f"System libraries are missing: {', '.join(libraries)}. Install them with"]
    for system, command in INSTALL.items():
        line = " ".join(command if command[0] == "brew" else ("sudo", *command))
        lines.append(f"  {system + ':':<16} {line}")
    if sys.platform == "darwin":
        lines.append(
            "If they are installed and not found: export DYLD_FALLBACK_LIBRARY_PATH=$(brew --prefix)/lib"
        )
    return "\n".join(lines)


def _run(command: Sequence[str]) -> int:
    return subprocess.run(command, check=False).returncode


def installer(which: Callable[[str], str | None], root: bool, sudo: bool) -> tuple[str, ...] | None:
    """The command that installs the libraries here without asking for a password, if there is one.

    Homebrew refuses to work for root and needs no rights; the others need root or ``sudo``.
    """
    for command in INSTALL.values():
        if which(command[0]) is None:
            continue
        if command[0] == "brew":
            return None if root else command
        if root:
            return command
        return ("sudo", "-n", *command) if sudo else None
    return None


def _sudo() -> bool:
    """Whether sudo works without asking for a password."""
    if shutil.which("sudo") is None:
        return False
    return subprocess.run(("sudo", "-n", "true"), check=False, capture_output=True).returncode == 0


def install(command: Sequence[str], run: Run = _run) -> None:
    """Run the install ``command``; where apt does not know the packages yet, after an update."""
    sys.stderr.write(f"Installing system libraries: {' '.join(command)}\n")
    if run(command) != 0 and "apt-get" in command:
        run((*command[: command.index("apt-get") + 1], "update"))
        run(command)


def main(arguments: Sequence[str]) -> int:
    """Exit status 0 if all libraries are here; otherwise say what is missing and how to get it."""
    lacking = missing()
    if lacking and "--install" in arguments:
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        command = installer(shutil.which, root, not root and _sudo())
        if command is not None:
            install(command)
        lacking = missing()
    if lacking:
        sys.stderr.write(remedy(lacking) + "\n")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
