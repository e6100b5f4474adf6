"""Arguments and options that several commands share, each written once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .output import echo

if TYPE_CHECKING:
    from reports.production import Study

#: Where reports are, unless told otherwise.
OUT = Path("out")

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

PATH = click.Path(path_type=Path)

edition = click.argument("edition", type=PATH)
ids = click.argument("ids", metavar="[ID]...", nargs=-1)
as_json = click.option("--json", "as_json", is_flag=True, help="Print the result for a program to read.")


def jobs(what: str) -> Decorator:
    """``--jobs``: how many of ``what`` are done at a time."""
    told = f"How many {what} at a time; all processor cores unless told otherwise."
    return click.option("-j", "--jobs", type=click.IntRange(min=1), help=told)


def lang(told: str = "The language of all reports; else each cluster's own.") -> Decorator:
    """``--lang``, with its help."""
    return click.option("--lang", type=click.Choice(["pl", "en"]), help=told)


def folder(*names: str, told: str) -> Decorator:
    """A folder, ``out`` by default, with the help of the option."""
    return click.option(*names, type=PATH, default=OUT, show_default=True, help=told)


def output(told: str) -> Decorator:
    """``--output``: the folder of the builds, with its help."""
    return folder("-o", "--output", told=told)


built = output("The folder that `build` has written to.")


def chosen(edition: Path, ids: Sequence[str]) -> tuple[Study, tuple[str, ...]]:
    """The edition with its scores, and the ids of the clusters that are named, all of them if none is. Whom a
    name means that is no id is told.

    Raises InputError and ConfigurationError for what is wrong with either.
    """
    from reports.production import identify, read, select

    found = read(edition)
    say_how_read(found.warnings)
    for name, cluster_id in identify(found.edition, ids).items():
        if name != cluster_id:
            echo(f"{name}: {cluster_id}", err=True)
    return found, select(found.edition, ids)


def say_how_read(warnings: Sequence[str]) -> None:
    """Tell what was read in a way that the author of a file may not expect."""
    for warning in warnings:
        echo(f"Warning: {warning}", err=True)
