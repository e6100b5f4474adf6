"""The command for the desk: the same functions in the browser of one's own computer."""

from __future__ import annotations

import locale
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reports.errors import ConfigurationError

from . import options
from .output import echo

if TYPE_CHECKING:
    from reports.edition import Lang


@click.command(epilog="Example: cluster-reports desk data/sample-2018")
@click.argument("edition", type=options.PATH, required=False)
@click.option(
    "--ui",
    type=click.Choice(["pl", "en"]),
    help="The language of the desk; else that of the computer.",
)
@click.option(
    "--port", type=click.IntRange(1024, 65535), help="The port of this computer; else one that is free."
)
@click.option("--no-browser", is_flag=True, help="Only print the address; do not open it.")
@options.output("The folder of the builds.")
def desk(edition: Path | None, ui: Lang | None, port: int | None, no_browser: bool, output: Path) -> None:
    """Work on EDITION in the browser of this computer, or choose an edition of this folder there.

    The first line is the address, which works once. Nobody else can open the desk, on this computer or any
    other. Ctrl-C ends it; what it was doing is left whole.
    """
    try:
        from reports.desk import serve
    except ImportError as error:
        raise ConfigurationError(
            f"the desk needs packages that are not installed ({error.name}): `make desk` in a checkout, or "
            "install cluster-reports with the extra desk"
        ) from error
    if edition is not None and not edition.exists():
        raise ConfigurationError(f"there is no {edition}; name a workbook or the folder of an edition")
    serve(edition, output, lang=ui or _language(), port=port or 0, browser=not no_browser, say=echo)


def _language() -> Lang:
    """The language of the computer, where the desk speaks it."""
    told = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "pl" if (told or locale.getlocale()[0] or "").casefold().startswith(("pl", "polish")) else "en"
