"""How a build shows that it is alive: a live bar on a terminal, plain lines anywhere else.

Everything goes to stderr; results are for stdout.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from .build import Outcome

Tell = Callable[["Outcome"], None]


@contextmanager
def progress(total: int, terminal: bool, noun: str = "report") -> Iterator[Tell]:
    """Shows outcomes as they come; ``total`` of them are expected. ``terminal``: stderr is one; ``noun``
    is what is made.
    """
    if terminal:
        with _bar(total, noun) as tell:
            yield tell
    else:
        yield _lines(total, noun)


def failure(outcome: Outcome, noun: str = "report") -> str:
    """One failed report with all its causes, a line each."""
    left = f"the {noun} of an earlier build is still there and out of date; do not hand it out"
    causes = [*outcome.causes, *([left] if outcome.outdated else [])]
    return "\n".join([f"{outcome.id}: no {noun}", *(f"    {cause}" for cause in causes)])


def _short(outcome: Outcome, noun: str) -> str:
    """The causes of a failure are for the closing summary, where they are all together."""
    if outcome.kept:
        return f"{outcome.id}: unchanged"
    return outcome.id if outcome.file else f"{outcome.id}: no {noun}"


def _lines(total: int, noun: str) -> Tell:
    numbers = count(1)
    return lambda outcome: click.echo(f"{next(numbers)}/{total} {_short(outcome, noun)}", err=True)


@contextmanager
def _bar(total: int, noun: str) -> Iterator[Tell]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.text import Text

    with Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task(f"{noun.capitalize()}s", total=total)

        def tell(outcome: Outcome) -> None:
            if outcome.file is None:
                bar.console.print(Text(_short(outcome, noun), style="red"))
            bar.update(task, advance=1, description=outcome.id)

        yield tell
