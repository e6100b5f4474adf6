"""The line that everything follows, from an edition's files to finished reports::

    load -> validate -> score -> simulate -> compare -> recommend -> compose -> render -> check -> write

:func:`read` goes as far as the scores; :class:`ReportMaker` simulates once and does the rest for one
cluster at a time, in as many processes as there are; :func:`build` writes the files. The
stages are imported where they are used: neither the help nor the scores need a layout engine.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from . import files
from .batch import Made, Make, Maker, make_all
from .errors import ConfigurationError, ReportError
from .model import Edition, Lang, Scores
from .tables import nearest

if TYPE_CHECKING:
    from .score import Frame

#: Where a build puts everything, unless told otherwise.
OUT = Path("out")


#: Kind of file -> its folder in the edition's output, in the order in which a report's files are written:
#: where the PDF is, the others are.
PLACES = {"html": "html", "pdf": "reports"}

#: The workbook that :func:`init` puts into a new folder.
WORKBOOK = "edition.xlsx"


def init(folder: Path) -> Path:
    """Write the workbook of a new edition into ``folder`` and say where.

    Raises ConfigurationError where it is there already or cannot be written.
    """
    from . import workbook

    path = files.make_folder(folder) / WORKBOOK
    workbook.write_workbook(path)
    return path


@dataclass(frozen=True, eq=False)
class Study:
    """An edition with the scores of all its clusters. ``folder`` is where its logo files lie."""

    edition: Edition
    frame: Frame
    scores: Scores
    folder: str


def read(path: Path) -> Study:
    """Load -> validate -> score. Raises InputError with every problem of the edition."""
    from . import load, score, validate

    raw = load.load(path)
    edition = validate.validate(raw, supported_characters())
    frame = score.fit(edition.framework, edition.method, edition.values)
    scores = score.score(edition.framework, edition.method, edition.ids, edition.values)
    return Study(edition, frame, scores, raw.folder)


def supported_characters() -> frozenset[int]:
    """The code points that every bundled font can set."""
    from fontTools.ttLib import TTFont

    from . import assets

    def characters(file: Path) -> frozenset[int]:
        with TTFont(file, lazy=True) as font:
            return frozenset(font.getBestCmap())

    return frozenset.intersection(*map(characters, assets.fonts().glob("*.ttf")))


@dataclass(frozen=True)
class ReportMaker:
    """Makes the report of one cluster of ``study``, in ``lang`` or else in the cluster's language."""

    study: Study
    lang: Lang | None = None

    def prepare(self) -> Make:
        """Load what all reports share. Raises ConfigurationError if no report can be made."""
        from . import (
            assets,
            characteristics,
            check,
            compare,
            compose,
            facts,
            recommend,
            render,
            robustness,
            texts,
            web,
            webcheck,
        )

        edition, frame, scores = self.study.edition, self.study.frame, self.study.scores
        simulated = robustness.simulate(edition.framework, edition.method, edition.values)
        group = compare.group(edition, scores, simulated)
        renderer = render.Renderer(Path(self.study.folder))
        web_renderer = web.WebRenderer(Path(self.study.folder))
        words = {
            lang: texts.Texts(lang, assets.catalogue(lang), edition.unit.get(lang, {}))
            for lang in {self.lang or cluster.language for cluster in edition.clusters}
        }

        def make(cluster_id: str) -> dict[str, bytes]:
            lang = self.lang or edition.cluster(cluster_id).language
            comparison = compare.compare(edition, scores, group, cluster_id)
            advice = recommend.recommend(edition, scores, comparison, frame)
            report = compose.compose(edition, scores, comparison, advice, words[lang])
            rendered = renderer.render(report)
            portrait = characteristics.portrait(edition, cluster_id)
            published = facts.Facts(edition.framework, comparison, words[lang], portrait)
            names = foreign_names(edition, cluster_id)
            page = web_renderer.render(report)
            findings = (
                *check.check(report, rendered.pdf, published, names, rendered.log),
                *webcheck.check_page(report, page, names),
            )
            if findings:
                raise ReportError(cluster_id, findings)
            return {"pdf": rendered.pdf, "html": page.encode()}

        return make


def foreign_names(edition: Edition, cluster_id: str) -> tuple[str, ...]:
    """The names and short names of all other clusters: none of them may stand in this report."""
    others = (cluster for cluster in edition.clusters if cluster.id != cluster_id)
    return tuple(name for cluster in others for name in (cluster.name, cluster.short_name) if name)


# --- the build -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one cluster's report: its ``file`` (the PDF), or the ``causes`` why there is none.

    ``removed`` says that the report of an earlier build was there and is not any more.
    """

    id: str
    file: Path | None
    causes: tuple[str, ...] = ()
    removed: bool = False


@dataclass(frozen=True)
class Build:
    """The result of a build, in the order of the edition. ``not_built`` names the clusters that were
    not reached because the build was stopped. ``log`` holds the tracebacks of unexpected errors, if
    there are any.
    """

    edition_id: str
    folder: Path
    scores: Path
    outcomes: tuple[Outcome, ...]
    not_built: tuple[str, ...]
    interrupted: bool
    log: Path | None
    seconds: float

    @property
    def built(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.file is not None)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.file is None)

    @property
    def complete(self) -> bool:
        return not self.failed and not self.not_built


def select(edition: Edition, wanted: Sequence[str]) -> tuple[str, ...]:
    """The wanted ids in the order of the edition, all of them if none is named.

    Raises ConfigurationError for an id the edition does not have, proposing the nearest.
    """
    unknown = [name for name in wanted if name not in edition.row]
    if unknown:
        lines = []
        for name in unknown:
            near = nearest(name, edition.ids)
            hint = f"did you mean {near}?" if near else f"its clusters are {_some(edition.ids)}"
            lines.append(f"the edition {edition.id} has no cluster {name!r}; {hint}")
        raise ConfigurationError("\n".join(lines))
    return tuple(cluster for cluster in edition.ids if not wanted or cluster in wanted)


def _some(names: Sequence[str], most: int = 8) -> str:
    return ", ".join(names[:most]) + (" ..." if len(names) > most else "")


def build(
    study: Study,
    maker: Maker,
    ids: Sequence[str],
    *,
    out: Path = OUT,
    jobs: int = 1,
    fail_fast: bool = False,
    tell: Callable[[Outcome], object] = lambda outcome: None,
) -> Build:
    """Make the reports of ``ids`` and write each that is proven right, whole, under its name.

    A file in the folder is from the latest build of its cluster: older ones are removed as soon as
    everything is ready and before the first report is made. ``tell`` hears of each outcome at once.
    Raises ConfigurationError before any file is touched.
    """
    start = time.monotonic()
    base = files.make_folder(files.child(out, study.edition.id))
    folders = {kind: files.make_folder(base / place) for kind, place in PLACES.items()}
    paths = {
        cluster_id: {kind: files.child(folder, f"{cluster_id}.{kind}") for kind, folder in folders.items()}
        for cluster_id in ids
    }
    removed: set[str] = set()
    log = base / "build.log"
    scores = base / "scores.csv"

    def ready() -> None:
        log.unlink(missing_ok=True)
        write_scores(study, scores)
        for cluster_id, kinds in paths.items():
            if [path for path in kinds.values() if _remove(path)]:
                removed.add(cluster_id)

    outcomes: dict[str, Outcome] = {}
    interrupted = logged = False
    try:
        with closing(make_all(maker, ids, jobs, ready)) as reports:
            for made in reports:
                outcome = _write(made, paths[made.id], made.id in removed)
                logged |= bool(made.trace) and _log(log, made)
                outcomes[made.id] = outcome
                tell(outcome)
                if fail_fast and outcome.file is None:
                    break
    except KeyboardInterrupt:
        interrupted = True
    return Build(
        edition_id=study.edition.id,
        folder=folders["pdf"],
        scores=scores,
        outcomes=tuple(outcomes[cluster_id] for cluster_id in ids if cluster_id in outcomes),
        not_built=tuple(cluster_id for cluster_id in ids if cluster_id not in outcomes),
        interrupted=interrupted,
        log=log if logged else None,
        seconds=time.monotonic() - start,
    )


def _write(made: Made, paths: Mapping[str, Path], removed: bool) -> Outcome:
    """Write all files of a report, or none."""
    if made.data is None:
        return Outcome(made.id, None, made.causes, removed)
    path = paths["pdf"]
    try:
        for kind in PLACES:
            if kind in made.data:
                path = paths[kind]
                files.write(path, made.data[kind])
    except OSError as error:
        for written in paths.values():
            with suppress(OSError):
                written.unlink(missing_ok=True)
        return Outcome(made.id, None, (f"cannot write {path}: {files.reason(error)}",), removed)
    return Outcome(made.id, paths["pdf"])


def _remove(path: Path) -> bool:
    """Remove a file and say whether there was one."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise ConfigurationError(
            f"the earlier report {path} cannot be replaced ({files.reason(error)}); "
            "close the programs that show it and build again"
        ) from error
    return True


def _log(log: Path, made: Made) -> bool:
    """Append a traceback to the log. A log that cannot be written must not cost the other reports."""
    with suppress(OSError), log.open("a", encoding="utf-8") as file:
        file.write(f"{made.id}\n{made.trace}\n")
        return True
    return False


# --- scores and checks ---------------------------------------------------------------------------


def write_scores(study: Study, path: Path) -> None:
    """Scores and ranks of every level as .csv or .xlsx, whole or not at all.

    Raises ConfigurationError where the file cannot be written.
    """
    from . import export

    try:
        export.write_scores(study.edition, study.scores, path)
    except OSError as error:
        raise ConfigurationError(
            f"cannot write {path} ({files.reason(error)}); choose another place, or close the program "
            "that shows the file"
        ) from error


def scores_csv(study: Study) -> str:
    """What :func:`write_scores` puts into a .csv file, for another program to read."""
    from .export import scores_text

    return scores_text(study.edition, study.scores)


def warnings(study: Study) -> tuple[str, ...]:
    """What is no error in an edition and still worth a look before the reports go out."""
    edition, scores = study.edition, study.scores
    found = [
        f"indicator {code}: all clusters have the same value, so it says nothing and scores the middle"
        for code in scores.constant
    ]
    root = edition.framework.column[edition.framework.root.code]
    empty = np.isnan(edition.values)
    for row, cluster_id in enumerate(edition.ids):
        if np.isnan(scores.score[row, root]):
            found.append(f"cluster {cluster_id}: too few answers for an overall score")
    for column, leaf in enumerate(edition.framework.leaves):
        if empty[:, column].all():
            found.append(f"indicator {leaf.code}: no cluster has answered")
    return (*found, *_without_advice(edition))


def _without_advice(edition: Edition) -> Iterator[str]:
    """The sub-areas that have no recommendation of their own for some position: one line each."""
    from .library import uncovered
    from .recommend import POSITIONS, positions_of

    offers = [(record.node, positions_of(record)) for record in edition.recommendations]
    general = {position for node, positions in offers if node == "*" for position in positions}
    for node, lacks in uncovered(edition.framework, offers, POSITIONS):
        wanting = [position for position in lacks if position not in general]
        rest = f"nor a general one for {' or '.join(wanting)}" if wanting else "general ones serve it"
        yield (
            f"{node.code} ({node.name.get(edition.language)}): no recommendation of its own for the "
            f"position {' or '.join(lacks)}; {rest}"
        )
