"""How commands end: in sentences for a person, as JSON for a program, with a status that says the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import click


def print_json(value: Mapping[str, Any]) -> None:
    """A result for a program to read."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def close(
    as_json: bool, *, complete: bool, for_programs: Callable[[], Mapping[str, Any]], words: Callable[[], str]
) -> None:
    """Print what was done; where it is not ``complete``, the command ends with status 1."""
    if as_json:
        print_json(for_programs())
    else:
        click.echo(words())
    if not complete:
        raise click.exceptions.Exit(1)
