"""The command for slides."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import options
from .output import count, print_json, refused_as_json, written

if TYPE_CHECKING:
    from reports.edition import Lang


@click.command(epilog="Example: cluster-reports slides data/sample-2018 --lang en")
@options.edition
@options.lang("The language of the slides; else the edition's own. Speaker notes are in both.")
@click.option(
    "--internal", is_flag=True, help="Add the ranking with names; every slide says: for internal use."
)
@click.option(
    "--template",
    type=options.PATH,
    help="A presentation (.pptx) whose slide master is used instead of our own, by the names of its layouts.",
)
@click.option(
    "--handout", is_flag=True, help="Make the slides as a PDF for paper, too: three a page, with lines."
)
@options.output("The folder that gets <edition>/summary/slides.pptx (slides-internal.* with --internal).")
@options.as_json
def slides(
    edition: Path,
    lang: Lang | None,
    internal: bool,
    template: Path | None,
    handout: bool,
    output: Path,
    as_json: bool,
) -> None:
    """Make the slides for the plenary of EDITION: the paper of `summary` in 12 to 16 slides, with charts that
    can be edited and speaker notes in both languages.

    The numbers are those of the paper, under the same rules: unless results are public, a cluster is named
    only with a good practice and by its consent. What there can be no slide on is said. Slides that cannot be
    proven right are not written, and the exit status is 1.
    """
    from reports.production import read
    from reports.production import slides as slides_

    found = read(edition)
    options.say_how_read(found.warnings)
    with refused_as_json(as_json):
        made = slides_.make(found, lang, internal=internal, template=template, handout=handout, out=output)
    if as_json:
        result = {
            "ok": True,
            "edition": made.edition_id,
            "internal": made.internal,
            "files": [str(path) for path in made.files.values()],
            "slides": made.slides,
            "notes": list(made.notes),
        }
        print_json(result)
        return
    written(made.files, made.notes, f" ({count(made.slides, 'slide')})")
