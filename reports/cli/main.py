"""The command ``cluster-reports``: arguments in, exit status out.

Exit status 0: all well. 1: some reports could not be made, or something unexpected happened.
2: the input or a setting is wrong, and nothing was touched.
"""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reports import __version__
from reports.errors import ClusterReportsError, ConfigurationError, Finding, InputError, Problem

from . import advice, desk, mail, options, papers, returned, signals, slides, streams
from .output import close, count, echo, failed_json, print_data, print_json

if TYPE_CHECKING:
    from reports.edition import Lang
    from reports.production import build as build_
    from reports.production import verify as verify_
    from reports.production.workers import Launch


class _Program(click.Group):
    """The group of commands, which turns every error into words and an exit status."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Make the standard streams safe, then do what the command line asks for."""
        streams.prepare()
        with signals.in_order():
            return super().main(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except InputError as error:
            echo(_problems(error), err=True)
            ctx.exit(2)
        except ClusterReportsError as error:
            echo(f"Error: {error}", err=True)
            ctx.exit(2 if isinstance(error, ConfigurationError) else 1)
        except (click.ClickException, click.exceptions.Exit, click.Abort, KeyboardInterrupt, BrokenPipeError):
            raise
        except Exception as error:
            echo(_unexpected(error), err=True)
            ctx.exit(1)


def _problems(error: InputError) -> str:
    heading = f"{count(len(error.problems), 'problem')}; nothing was written."
    return "\n".join([*map(str, error.problems), heading])


def _unexpected(error: Exception) -> str:
    """What a user reads when the program is at fault; the traceback goes to a file of its own."""
    handle, log = tempfile.mkstemp(prefix="cluster-reports-", suffix=".log")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"cluster-reports {__version__}, Python {sys.version}\n\n{traceback.format_exc()}")
    return (
        f"Something went wrong inside cluster-reports ({type(error).__name__}: {error}).\n"
        f"This is a mistake of the program. Please report it with the file {log}"
    )


@click.group(
    cls=_Program,
    epilog="\b\nExample:\n  cluster-reports check data/sample-2018\n  cluster-reports build data/sample-2018",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="cluster-reports")
def main() -> None:
    """One dedicated PDF report per cluster, from an edition of a benchmarking study.

    An EDITION is a folder of CSV files with an edition.toml, or one Excel workbook.
    """


_ALONE = (advice.advice, desk.desk, slides.slides)

for _command in (*_ALONE, *papers.COMMANDS, *mail.COMMANDS, *returned.COMMANDS):
    main.add_command(_command)


@main.command(epilog="Example: cluster-reports init my-edition")
@click.argument("folder", metavar="DIR", type=options.PATH)
def init(folder: Path) -> None:
    """Start a new edition: write a workbook to fill in to DIR.

    The workbook has drop-downs, notes in its header cells and an example row.
    """
    from reports.production import new_workbook

    path = new_workbook(folder)
    echo(f"Written: {path}\nFill it in, then: cluster-reports check {path}")


@main.command(epilog="Example: cluster-reports check data/sample-2018")
@options.edition
@click.option(
    "--values", is_flag=True, help="Also list the lowest, median and highest value of every indicator."
)
@click.option(
    "--mark",
    type=options.PATH,
    metavar="FILE",
    help="Also write a copy of the edition to this workbook (.xlsx), with notes in coloured cells: red for "
    "problems, yellow for warnings. EDITION itself is not changed.",
)
@options.as_json
def check(edition: Path, values: bool, mark: Path | None, as_json: bool) -> None:
    """Name every problem of EDITION at once; build nothing."""
    from reports.production import marked_copy, plausibility, read, warnings

    marked = {"marked": str(mark)} if mark is not None else {}
    try:
        found = read(edition)
    except InputError as error:
        if not as_json and mark is None:
            raise
        if not as_json:  # before anything can go wrong with the copy
            echo("\n".join(map(str, error.problems)), err=True)
        if mark is not None:
            marked_copy.write(edition, mark, error.problems)
        if as_json:
            print_json({"ok": False, "problems": [_problem(problem) for problem in error.problems], **marked})
        else:
            echo(f"{count(len(error.problems), 'problem')}, marked in the copy {mark}", err=True)
        raise click.exceptions.Exit(2) from error
    given = warnings.warnings(found)
    if mark is not None:
        marked_copy.write(edition, mark, (), given)
    clusters, indicators = len(found.edition.clusters), len(found.edition.framework.leaves)
    if as_json:
        size = {"edition": found.edition.id, "clusters": clusters, "indicators": indicators}
        listed = {"values": plausibility.extremes(found.edition)} if values else {}
        print_json(
            {"ok": True, "problems": [], **size, "warnings": list(map(str, given)), **listed, **marked}
        )
        return
    for line in plausibility.extremes(found.edition) if values else ():
        called = ", ".join(filter(None, (line["name"], line["unit"])))
        echo(
            f"{line['code']} ({called}): {line['answers']} answers, "
            f"lowest {line['lowest']:g} ({line['lowest_id']}), median {line['median']:g}, "
            f"highest {line['highest']:g} ({line['highest_id']})"
        )
    for warning in given:
        echo(f"Warning: {warning}", err=True)
    echo(
        f"{found.edition.id}: {clusters} clusters, {indicators} indicators, no problems, "
        f"{count(len(given), 'warning')}"
    )
    if mark is not None:
        echo(f"Marked copy: {mark}")


def _problem(problem: Problem) -> dict[str, Any]:
    fields = ("file", "sheet", "row", "column", "header", "value", "cause", "remedy")
    value: dict[str, Any] = {name: getattr(problem, name) for name in fields}
    if problem.cells:
        value["cells"] = [{"row": row, "column": column} for row, column in problem.cells]
    return value


@main.command(epilog="Example: cluster-reports scores data/sample-2018 -o scores.xlsx")
@options.edition
@click.option(
    "-o", "--output", type=options.PATH, help="Write to this .csv or .xlsx file instead of the screen."
)
@click.option(
    "--long",
    is_flag=True,
    help="A row per result (answers, scores, ranks, changes) for statistics programs; needs -o with .csv.",
)
def scores(edition: Path, output: Path | None, long: bool) -> None:
    """Scores and ranks of every level, for every cluster of EDITION."""
    from reports.production import read, scores_csv, write_scores

    if long and output is None:
        raise click.UsageError("--long needs a file: -o results.csv")
    found = read(edition)
    options.say_how_read(found.warnings)
    if output is not None and long:
        from reports.production import data_frames

        data_frames.write_long(found, output)
        echo(f"Written: {output}")
    elif output is None:
        print_data(scores_csv(found))
    else:
        write_scores(found, output)
        echo(f"Written: {output}")


@main.command(epilog="Example: cluster-reports status data/sample-2018")
@options.edition
@options.lang()
@options.output("The folder of the builds.")
@options.as_json
def status(edition: Path, lang: Lang | None, output: Path, as_json: bool) -> None:
    """What is built of EDITION and still right, what is not, and why.

    Nothing is built or changed.
    """
    from reports.mail import status as mail_status
    from reports.production import basis, read
    from reports.production import status as status_

    found = status_.status(basis.Basis.of(read(edition), lang), output, mail_status.PROVIDERS)
    if as_json:
        print_json(found.as_json())
    else:
        echo(found.as_text())


@main.command(epilog="Example: cluster-reports build data/sample-2018 K07 --lang en")
@options.edition
@options.ids
@options.jobs("reports to make")
@options.lang()
@click.option("--force", is_flag=True, help="Make all reports, even those that would come out the same.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=1),
    default=300,
    show_default=True,
    metavar="SECONDS",
    help="How long one report may take.",
)
@click.option(
    "--memory",
    type=click.IntRange(min=0),
    default=2048,
    show_default=True,
    metavar="MB",
    help="How much memory the process of a report may take; 0 is no limit.",
)
@click.option(
    "--same-edition",
    is_flag=True,
    help="OUTPUT holds another label or title with this id: it is this very edition, which was corrected.",
)
@click.option("--fail-fast", is_flag=True, help="Stop at the first report that cannot be made.")
@click.option(
    "-o",
    "--output",
    default="out",
    show_default=True,
    metavar="PLACE",
    help="The folder that gets <edition>/reports/<id>.pdf, html/<id>.html and scores.csv; or an address, "
    "s3://bucket/prefix or file:///folder, that gets the reports.",
)
@options.folder(
    "--record",
    told="The folder that gets <edition>/manifest.json and scores.csv where --output is an address.",
)
@click.option(
    "--executor",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Who makes the reports: this computer, or the workers of a Dask scheduler.",
)
@click.option(
    "--scheduler",
    envvar="DASK_SCHEDULER_ADDRESS",
    show_envvar=True,
    metavar="ADDRESS",
    help="Where the Dask scheduler is: tls://host:8786, or tcp://host:8786 in a network you trust.",
)
@options.as_json
def build(
    edition: Path,
    ids: tuple[str, ...],
    jobs: int | None,
    lang: Lang | None,
    force: bool,
    timeout: float,
    memory: int,
    same_edition: bool,
    fail_fast: bool,
    output: str,
    record: Path,
    executor: str,
    scheduler: str | None,
    as_json: bool,
) -> None:
    """Make the reports of EDITION, or only those of the clusters named by ID.

    Only what would come out otherwise than it is gets made: a report whose content, style or program has
    not changed, and whose files are intact, is kept. A report that cannot be proven right is not written: it
    is named with its causes, the others are made, and the exit status is 1.
    """
    from reports.production import build as build_
    from reports.production import maker, progress
    from reports.production.record import store as store_
    from reports.production.workers import pool

    launch, most = _launch(executor, scheduler)
    study, chosen = options.chosen(edition, ids)
    store = store_.at(output, study.edition.id) if store_.is_address(output) else None
    with progress.progress(len(chosen), sys.stderr.isatty()) as tell:
        result = build_.build(
            study,
            maker.ReportMaker(study, lang),
            chosen,
            out=record if store else Path(output),
            jobs=jobs or most,
            lang=lang,
            force=force,
            limits=pool.Limits(timeout, memory),
            fail_fast=fail_fast,
            same_edition=same_edition,
            launch=launch,
            store=store,
            tell=tell,
        )
    from reports.production import edition_rules  # loads what composes documents

    rules = edition_rules.make(study, lang, out=record if store else Path(output))
    close(as_json, result.complete, _build_json(result, rules), _summary(result, rules))


def _launch(executor: str, scheduler: str | None) -> tuple[Launch, int]:
    """Who makes the reports, and how many at a time unless told otherwise."""
    from reports.production.workers import pool

    if executor == "local":
        source = click.get_current_context().get_parameter_source("scheduler")
        if source is click.core.ParameterSource.COMMANDLINE:
            raise ConfigurationError("--scheduler is for --executor dask; add it, or leave the address out")
        return pool.local, pool.cores()
    if not scheduler:
        raise ConfigurationError("--executor dask needs the scheduler's address: --scheduler tls://host:8786")
    from reports.production.workers import dask

    return dask.Dask(scheduler), sys.maxsize  # as many as the workers have room for


def _summary(result: build_.Build, rules: tuple[Path, ...]) -> str:
    """The closing words of a build: how many, where, which not and why; the public files with the rules."""
    from reports.production import progress

    total = len(result.outcomes) + len(result.not_built)
    kept = f", {len(result.kept)} of them unchanged," if result.kept else ""
    lines = [progress.failure(outcome) for outcome in result.failed]
    if result.not_built:
        why = "interrupted" if result.interrupted else result.gone or "stopped at the first failure"
        lines.append(f"{why}; not built: {', '.join(result.not_built)}")
    elif result.gone:
        lines.append(f"Stopped: {result.gone}")
    lines += [f"Note: {note}" for note in result.notes]
    lines.append(
        f"Built {len(result.built)} of {total} reports{kept} in {result.seconds:.1f} s: {result.folder}"
    )
    lines.append(f"Scores: {result.unwritten or result.scores}")
    lines.append(f"Rules, public: {', '.join(map(str, rules))}")
    if result.log:
        lines.append(f"Details of unexpected errors: {result.log}")
    return "\n".join(lines)


def _build_json(result: build_.Build, rules: tuple[Path, ...]) -> dict[str, Any]:
    return {
        "ok": result.complete,
        "edition": result.edition_id,
        "folder": str(result.folder),
        "scores": None if result.unwritten else str(result.scores),
        "rules": [str(path) for path in rules],
        "built": [
            {"id": outcome.id, "file": str(outcome.file), "unchanged": outcome.kept}
            for outcome in result.built
        ],
        "failed": failed_json(result.failed),
        "not_built": list(result.not_built),
        "gone": result.gone,
        "unwritten": result.unwritten,
        "notes": list(result.notes),
        "interrupted": result.interrupted,
        "log": str(result.log) if result.log else None,
        "seconds": round(result.seconds, 3),
    }


@main.command(epilog="Example: cluster-reports verify data/sample-2018 K07")
@options.edition
@options.ids
@options.jobs("reports to prove")
@click.option("--thorough", is_flag=True, help="Look at the rendered pages of all reports, not of one.")
@options.output("The folder that was built into.")
@options.as_json
def verify(
    edition: Path, ids: tuple[str, ...], jobs: int | None, thorough: bool, output: Path, as_json: bool
) -> None:
    """Prove the finished reports of EDITION, or only those of the clusters named by ID.

    Every file is made again and has to be the same, byte for byte. Then everything printed in the reports is
    computed in a second way from the raw values and compared with what stands in them. That every letter is
    to be seen is tried on the rendered pages of one report, of every file that is not the same, and of all
    reports with --thorough. Nothing is written. The exit status is 1 where anything is found.
    """
    from reports.production import verify as verify_
    from reports.production.workers import pool

    study, chosen = options.chosen(edition, ids)

    def tell(verdict: verify_.Verdict) -> None:
        if not as_json:
            echo(_verdict(verdict))

    base = output / study.edition.id
    processes = jobs or pool.cores()
    result = verify_.verify(edition, study, chosen, base, jobs=processes, thorough=thorough, tell=tell)
    close(as_json, result.sound, _verification_json(result), _verification(result))


def _verification(result: verify_.Verification) -> str:
    """The closing words: what belongs to no single report, and how much is proven."""
    sound = sum(verdict.sound for verdict in result.verdicts)
    proven = sum(verdict.proven for verdict in result.verdicts)
    closing = f"{sound} of {len(result.verdicts)} reports are proven, {proven} numbers: {result.folder}"
    return "\n".join([*map(str, result.findings), closing])


def _verdict(verdict: verify_.Verdict) -> str:
    """One line for what is sound, else one for each finding."""
    if not verdict.sound:
        lines = [f"{verdict.id}: {finding}" for finding in verdict.findings]
        return "\n".join([*lines, *([f"{verdict.id}: note: {verdict.note}"] if verdict.note else [])])
    same = f"{count(len(verdict.reproduced), 'file')} made again and the same" if verdict.reproduced else ""
    proven = f"{verdict.proven} numbers proven, {verdict.explained} of names and places"
    told = ", ".join(filter(None, (same, proven if verdict.proven else "")))
    return "; ".join(filter(None, (f"{verdict.id}: ok", told, verdict.note)))


def _verification_json(result: verify_.Verification) -> dict[str, Any]:
    return {
        "ok": result.sound,
        "edition": result.edition_id,
        "folder": str(result.folder),
        "reports": [_verdict_json(verdict) for verdict in result.verdicts],
        "papers": [_verdict_json(verdict) for verdict in result.papers],
        "findings": [_finding(finding) for finding in result.findings],
    }


def _verdict_json(verdict: verify_.Verdict) -> dict[str, Any]:
    return {
        "id": verdict.id,
        "ok": verdict.sound,
        "proven": verdict.proven,
        "explained": verdict.explained,
        "reproduced": list(verdict.reproduced),
        "note": verdict.note,
        "findings": [_finding(finding) for finding in verdict.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {"rule": finding.rule, "page": finding.page, "cause": finding.cause}
