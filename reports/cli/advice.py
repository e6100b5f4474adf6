"""The command that shows the advice of an edition before anything is built."""

from __future__ import annotations

from pathlib import Path

import click

from . import options
from .output import echo, print_json


@click.command(epilog="Example: cluster-reports advice data/sample-2018 -o advice.xlsx")
@options.edition
@click.option(
    "-o",
    "--output",
    type=options.PATH,
    metavar="FILE",
    help="Write a workbook (.xlsx) to look through and edit; its sheet comments can take the place of the "
    "edition's own.",
)
@options.as_json
def advice(edition: Path, output: Path | None, as_json: bool) -> None:
    """Show who of EDITION gets which recommendation and why; build nothing."""
    from reports.production import advising, read

    study = read(edition)
    options.say_how_read(study.warnings)
    found = advising.Advising(study)
    if output is not None:
        found.write(output)
    if as_json:
        print_json(found.as_json())
        return
    echo(found.summary())
    if output is not None:
        echo(f"Written: {output}")
