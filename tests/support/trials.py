"""A whole study on trial: everything that is made of it, and whatever is wrong there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

from reports.cli import main
from reports.document.blocks import Cell, KeyFigure, Report, find
from reports.edition import plain, schedule
from reports.errors import ClusterReportsError
from reports.production import meetings, plenary
from reports.production.build import build
from reports.production.maker import ReportMaker
from reports.production.products import CARD, REPORT
from reports.production.study import Study, read
from reports.production.verify import verify
from support import language
from support.makers import inline


def check(edition: Path) -> list[str]:
    """What `check` says of an edition that it refuses; nothing where it is content."""
    result = CliRunner().invoke(main.main, ["check", str(edition)])
    return [] if result.exit_code == 0 else [f"check: {line}" for line in result.output.splitlines()]


def faults(edition: Path, out: Path, most: int = 3) -> Iterator[str]:
    """What is wrong with what is made of an edition that `check` is content with: ``most`` reports (those of
    the best, the worst and another unit), the proof of them, their cards, the papers for the meetings and
    both papers for the plenary. Nothing is wrong with a sound program.
    """
    study = read(edition)
    ids = chosen(study, most)
    for product in (REPORT, CARD):
        maker = ReportMaker(study, product=product)
        made = build(study, maker, ids, product=product, out=out, launch=inline)
        for outcome in made.failed:
            yield from (f"{product.noun}: {cause}" for cause in outcome.causes)
            if made.log:
                yield made.log.read_text(encoding="utf-8")
        if product == REPORT:
            yield from map(str, contradictions(maker, ids))
            prepared = maker.prepare()
            for unit in ids:
                found = language.faults(prepared.composed(unit)[1], study.edition)
                yield from (f"language: {fault}" for fault in found)
    for verdict in verify(edition, study, ids, out / study.edition.id, thorough=True).verdicts:
        yield from (f"verify: {finding}" for finding in verdict.findings)
    try:
        planned = schedule.unscheduled(study.edition)
        wanted = schedule.Schedule(tuple(one for one in planned.meetings if one.cluster_id in ids))
        handout = meetings.make(study, wanted, meetings.Options(), out=out)
        for outcome in handout.failed:
            yield from (f"handout: {cause}" for cause in outcome.causes)
        for internal in (False, True):
            plenary.make(study, internal=internal, out=out)
    except ClusterReportsError as error:
        yield f"paper: {error}"


def chosen(study: Study, most: int) -> tuple[str, ...]:
    """The best, the worst and other units, in the order of the edition."""
    root = study.scores.score[:, study.edition.framework.column[study.edition.framework.root.code]]
    order = root.argsort()  # those without a score last
    rows = dict.fromkeys((order[0], order[-1], *order[len(order) // 2 :]))
    few = set(list(rows)[:most])
    return tuple(name for row, name in enumerate(study.edition.ids) if row in few)


def contradictions(maker: ReportMaker, ids: tuple[str, ...]) -> Iterator[str]:
    """Facts that one report prints in two ways."""
    prepared = maker.prepare()
    for cluster_id in ids:
        yield from said_twice(prepared.composed(cluster_id)[1])


def said_twice(report: Report) -> Iterator[str]:
    texts: defaultdict[object, set[str]] = defaultdict(set)
    for cell in find(report, Cell):
        if cell.fact is not None:
            texts[cell.fact].add(plain(cell.text))
    for figure in find(report, KeyFigure):
        if figure.fact is not None:
            texts[figure.fact].add(plain(figure.value))
    for fact, told in texts.items():
        if len(told) > 1:
            yield f"two things: {fact}: {sorted(told)}"
