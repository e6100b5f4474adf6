"""The commands for paper: results cards, and what else is carried to a meeting."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import options
from .output import close, echo, failed_json, print_json, refused_as_json, written

if TYPE_CHECKING:
    from reports.edition import Lang
    from reports.production import build as build_
    from reports.production import figures as figures_
    from reports.production import meetings


@click.command(epilog="Example: cluster-reports cards data/sample-2018 K07 --lang en")
@options.edition
@options.ids
@options.jobs("cards to make")
@options.lang("The language of all cards; else each cluster's own.")
@options.output("The folder that gets <edition>/cards/<id>.pdf.")
@options.as_json
def cards(
    edition: Path, ids: tuple[str, ...], jobs: int | None, lang: Lang | None, output: Path, as_json: bool
) -> None:
    """Make the results cards of EDITION: each cluster on one page, to print and to carry.

    The numbers are those of the cluster's report. A card that cannot be proven right is not written:
    it is named with its causes, the others are made, and the exit status is 1.
    """
    from reports.production import build as build_
    from reports.production import maker, products, progress
    from reports.production.workers import pool

    study, chosen = options.chosen(edition, ids)
    with progress.progress(len(chosen), sys.stderr.isatty(), "card") as tell:
        result = build_.build(
            study,
            maker.ReportMaker(study, lang, products.CARD),
            chosen,
            product=products.CARD,
            out=output,
            jobs=jobs or pool.cores(),
            lang=lang,
            force=True,  # a card takes little time
            tell=tell,
        )
    close(as_json, result.complete, _json(result), _summary(result))


def _summary(result: build_.Build) -> str:
    """How many, where, which not and why."""
    from reports.production import progress

    total = len(result.outcomes) + len(result.not_built)
    lines = [progress.failure(outcome, "card") for outcome in result.failed]
    if result.not_built:
        lines.append(f"interrupted; not made: {', '.join(result.not_built)}")
    lines += [f"Note: {note}" for note in result.notes]
    lines.append(f"Made {len(result.built)} of {total} cards: {result.folder}")
    return "\n".join(lines)


def _json(result: build_.Build) -> dict[str, Any]:
    return {
        "ok": result.complete,
        "edition": result.edition_id,
        "folder": str(result.folder),
        "made": [{"id": outcome.id, "file": str(outcome.file)} for outcome in result.built],
        "failed": failed_json(result.failed),
        "not_made": list(result.not_built),
    }


@click.command(epilog="Example: cluster-reports summary data/sample-2018 --internal")
@options.edition
@options.lang("The language of the paper; else the edition's own.")
@click.option(
    "--internal", is_flag=True, help="Add the full ranking with names; every page says: for internal use."
)
@options.output(
    "The folder that gets <edition>/summary/summary.pdf and .html (summary-internal.* with --internal)."
)
@options.as_json
def summary(edition: Path, lang: Lang | None, internal: bool, output: Path, as_json: bool) -> None:
    """Make the paper for the plenary of EDITION: the condition of the whole group.

    Unless results are public, no cluster is named, and no result can be assigned to one, even by somebody
    who holds an own report as well. A paper that cannot be proven right is not written, and the exit
    status is 1.
    """
    from reports.production import plenary, read

    found = read(edition)
    options.say_how_read(found.warnings)
    with refused_as_json(as_json):
        paper = plenary.make(found, lang, internal=internal, out=output)
    if as_json:
        result = {
            "ok": True,
            "edition": paper.edition_id,
            "internal": paper.internal,
            "files": {kind: str(path) for kind, path in paper.files.items()},
            "notes": list(paper.notes),
        }
        print_json(result)
        return
    written(paper.files, paper.notes)


@click.command(epilog="Example: cluster-reports figures data/sample-2018 --for internal")
@options.edition
@options.lang("The language of the figures; else the edition's own.")
@click.option(
    "--for",
    "audience",
    type=click.Choice(["group", "internal"]),
    default="group",
    show_default=True,
    help="Whom they are for; internal ones name every cluster.",
)
@options.output("The folder that gets <edition>/figures (figures-internal with --for internal).")
def figures(edition: Path, lang: Lang | None, audience: figures_.Audience, output: Path) -> None:
    """Draw figures about the whole group of EDITION for press and slides, as SVG and PNG.

    Those for the group show what the paper for the plenary shows and no more. Beside each picture lies a text
    that says its numbers in words, for whoever does not see it.
    """
    from reports.production import figures as drawing
    from reports.production import read

    found = read(edition)
    options.say_how_read(found.warnings)
    for path in drawing.make(found, audience, lang, output):
        echo(f"Written: {path}")


#: The names of :data:`reports.pages.labels.SHEETS`, which the help must not load a font for.
_SHEETS = ("99.1x38.1", "99.1x67.7", "70x37")


@click.command(epilog="Example: cluster-reports handout data/sample-2018 --schedule meetings.csv")
@options.edition
@click.option(
    "--schedule",
    type=options.PATH,
    help="The table of meetings (.csv or .xlsx): id, date, time, room, expert, and note, copies if need be.",
)
@options.lang("The language of the papers; else the edition's, and each cluster's own in its letter.")
@click.option(
    "--labels",
    type=click.Choice(_SHEETS),
    default=_SHEETS[0],
    show_default=True,
    help="The sheet of the folder labels, by the size of a label in mm.",
)
@click.option(
    "--first-label",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="The first free label of a sheet that was begun, counted row by row.",
)
@options.output("The folder that holds <edition>/reports and <edition>/cards and gets <edition>/handout.")
@options.as_json
def handout(
    edition: Path,
    schedule: Path | None,
    lang: Lang | None,
    labels: str,
    first_label: int,
    output: Path,
    as_json: bool,
) -> None:
    """Make the papers for the meetings of EDITION: one print file of all cards and reports, the receipt list,
    cover letters, name plates, folder labels and the experts' briefings.

    Reports and cards are used as they were built. A cluster of which one is missing, damaged or out of date
    is left out and named with the causes, and the exit status is 1.
    """
    from reports.edition import schedule as schedule_
    from reports.edition.loading import load
    from reports.production import meetings, progress, read, supported_characters

    found = read(edition)
    options.say_how_read(found.warnings)
    if schedule is None:
        planned = schedule_.unscheduled(found.edition)
    else:
        table, problems, how_read = load.load_table(schedule, schedule_.NAME)
        options.say_how_read(how_read)
        planned = schedule_.validate(table, found.edition, supported_characters(), problems)
    wishes = meetings.Options(lang, schedule is not None, labels, first_label)
    with progress.progress(len(planned.meetings), sys.stderr.isatty(), "set") as tell:
        result = meetings.make(found, planned, wishes, out=output, tell=tell)
    close(as_json, result.complete, _handout_json(result), _handout_summary(result))


def _handout_summary(result: meetings.Handout) -> str:
    """Who is left out and why, what to look at, and where the papers are."""
    from reports.production import progress

    total = len(result.done) + len(result.failed)
    lines = [progress.failure(outcome, "set") for outcome in result.failed]
    lines += [f"Warning: {warning}" for warning in result.warnings]
    if result.files:
        lines.append(f"Papers for {len(result.done)} of {total} clusters, {result.pages} pages to print:")
        lines += [f"  {path}" for path in result.files]
    else:
        lines.append("No papers: there is no cluster whose report and card can be handed out")
        if result.outdated:
            lines.append(
                f"Those of an earlier run stay in {result.folder} and are outdated; do not hand them out"
            )
    return "\n".join(lines)


def _handout_json(result: meetings.Handout) -> dict[str, Any]:
    return {
        "ok": result.complete,
        "edition": result.edition_id,
        "folder": str(result.folder),
        "files": [str(path) for path in result.files],
        "clusters": list(result.done),
        "failed": [{"id": outcome.id, "causes": list(outcome.causes)} for outcome in result.failed],
        "warnings": list(result.warnings),
        "pages": result.pages,
        "outdated": [str(path) for path in result.outdated],
    }


COMMANDS = (cards, summary, figures, handout)
