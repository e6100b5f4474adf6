"""How commands end: in sentences for a person, as JSON for a program, with a status that says the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reports.errors import ReportError

if TYPE_CHECKING:
    from reports.production import build


#: What a terminal obeys or does not show: control characters, and signs that turn the direction of letters.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def printable(text: str) -> str:
    """The text with what would work on a terminal written out: names of files, keys and the words of servers
    were written by others. Line breaks and tabs stay.
    """
    return _HIDDEN.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def echo(text: str, err: bool = False) -> None:
    """Words for a person: whatever a command prints goes through here."""
    click.echo(printable(text), err=err)


def print_json(value: Mapping[str, Any]) -> None:
    """A result for a program to read; a terminal may show it, too."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    print_data(_HIDDEN.sub(lambda match: json.dumps(match[0])[1:-1], text) + "\n")


def print_data(text: str) -> None:
    """What a program reads is UTF-8, whatever the console can show."""
    click.echo(text.encode("utf-8", "backslashreplace"), nl=False)


def close(as_json: bool, complete: bool, value: Mapping[str, Any], words: str) -> None:
    """Print what was done, ``value`` for a program or else ``words``; where it is not ``complete``, the
    command ends with status 1.
    """
    if as_json:
        print_json(value)
    else:
        echo(words)
    if not complete:
        raise click.exceptions.Exit(1)


@contextmanager
def refused_as_json(as_json: bool) -> Iterator[None]:
    """Tell a program why a document of the block was not written; the command ends with status 1."""
    try:
        yield
    except ReportError as error:
        if not as_json:
            raise
        print_json({"ok": False, "causes": [str(finding) for finding in error.findings]})
        raise click.exceptions.Exit(1) from error


def written(paths: Mapping[str, Path], notes: Iterable[str], more: str = "") -> None:
    """Say for a person what was written, and what could not be shown."""
    for note in notes:
        echo(f"Note: {note}")
    for path in paths.values():
        echo(f"Written: {path}{more}")


def failed_json(outcomes: Iterable[build.Outcome]) -> list[dict[str, Any]]:
    """The clusters for which there is no file, for a program to read."""
    return [{"id": one.id, "causes": list(one.causes), "outdated": one.outdated} for one in outcomes]


def count(number: int, what: str) -> str:
    """``1 report``, ``2 reports``."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
