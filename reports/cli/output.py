"""How commands end: in sentences for a person, as JSON for a program, with a status that says the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from reports.production import build


def print_json(value: Mapping[str, Any]) -> None:
    """A result for a program to read."""
    print_data(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


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
        click.echo(words)
    if not complete:
        raise click.exceptions.Exit(1)


def failed_json(outcomes: Iterable[build.Outcome]) -> list[dict[str, Any]]:
    """The clusters for which there is no file, for a program to read."""
    return [{"id": one.id, "causes": list(one.causes), "outdated": one.outdated} for one in outcomes]


def count(number: int, what: str) -> str:
    """``1 report``, ``2 reports``."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
