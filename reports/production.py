"""The build: make what is to be made anew, write it, and keep a record that is true at any moment.

A report is kept if it would say and show the same as its files do (see :mod:`reports.provenance`) and the
files are, byte for byte, those that were checked. Whatever is not kept is removed before the first report
is made, so that a build that ends early leaves gaps and nothing old.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from . import batch, files, lock, manifest, pipeline, provenance
from .batch import Crew, Limits, Made, Maker
from .errors import ConfigurationError
from .manifest import Entry, FileRecord, Ledger, Manifest
from .model import Lang
from .pipeline import OUT, PLACES, Study

#: Where the reports of clusters go that are no longer in the edition.
LEFT = "left"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one cluster's report: its ``file`` (the PDF), or the ``causes`` why there is none.

    ``kept`` says that the file is that of an earlier build, proven to be intact and unchanged.
    ``removed`` says that the report of an earlier build was there and is not any more.
    """

    id: str
    file: Path | None
    causes: tuple[str, ...] = ()
    removed: bool = False
    kept: bool = False


@dataclass(frozen=True)
class Build:
    """The result of a build, in the order of the edition. ``not_built`` names the clusters that were
    not reached because the build was stopped; ``notes`` say what else a person should know. ``log`` holds
    the tracebacks of unexpected errors, if there are any.
    """

    edition_id: str
    folder: Path
    scores: Path
    outcomes: tuple[Outcome, ...]
    not_built: tuple[str, ...]
    interrupted: bool
    log: Path | None
    seconds: float
    notes: tuple[str, ...] = ()

    @property
    def built(self) -> tuple[Outcome, ...]:
        """Those that have a report, new or kept."""
        return tuple(outcome for outcome in self.outcomes if outcome.file is not None)

    @property
    def kept(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.kept)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.file is None)

    @property
    def complete(self) -> bool:
        return not self.failed and not self.not_built


# --- what there is and what it should be made from -----------------------------------------------


@dataclass(frozen=True)
class Basis:
    """What the reports of a study are to be made from now. ``lang`` is the language of all reports, None
    for each cluster's own.
    """

    study: Study
    lang: Lang | None
    program: provenance.Program
    recipe: str
    source: str

    def language(self, cluster_id: str) -> Lang:
        return self.lang or self.study.edition.cluster(cluster_id).language

    def settled(self, entry: Entry) -> bool:
        """Whether the files of ``entry`` would come out the same, without even composing the report."""
        return self.sound(entry) and bool(self.source) and entry.source == self.source

    def sound(self, entry: Entry) -> bool:
        """Whether the same report would come out as the same files."""
        return entry.recipe == self.recipe and entry.lang == self.language(entry.id)

    def manifest(self, entries: Mapping[str, Entry], serial: int) -> Manifest:
        return Manifest(
            edition_id=self.study.edition.id,
            program=self.program.name,
            recipe=self.recipe,
            code=self.program.code,
            packages=self.program.packages,
            fonts=self.program.fonts,
            inputs=self.study.inputs,
            serial=serial,
            entries=entries,
        )


def basis(study: Study, lang: Lang | None) -> Basis:
    """Look at the program and the edition as they are now. Raises ConfigurationError."""
    program = provenance.program()
    pictures = provenance.logos(study.edition, Path(study.folder))
    recipe = provenance.recipe(program, study.edition, pictures)
    return Basis(study, lang, program, recipe, provenance.source(program, recipe, study.inputs, lang or ""))


def proven(base: Path, entry: Entry) -> bool:
    """Whether all files of a finished report are, byte for byte, those that were checked."""
    return (
        entry.state in ("checked", "rendered")
        and entry.files.keys() == PLACES.keys()
        and all(manifest.intact(base, record) for record in entry.files.values())
    )


def strangers(base: Path, known: Iterable[Entry]) -> tuple[str, ...]:
    """The files among the reports that no entry of ``known`` accounts for, relative to ``base``."""
    recorded = {record.path for entry in known for record in entry.files.values()}
    found = []
    for kind, place in PLACES.items():
        with suppress(OSError):
            names = (f"{place}/{path.name}" for path in (base / place).iterdir() if path.suffix == f".{kind}")
            found += [name for name in names if name not in recorded]
    return tuple(sorted(found))


# --- the build -----------------------------------------------------------------------------------


def build(
    study: Study,
    maker: Maker,
    ids: Sequence[str],
    *,
    out: Path = OUT,
    jobs: int = 1,
    lang: Lang | None = None,
    force: bool = False,
    fail_fast: bool = False,
    limits: Limits | None = None,
    launch: batch.Launch = batch.local,
    tell: Callable[[Outcome], object] = lambda outcome: None,
) -> Build:
    """Make the reports of ``ids`` where they are not there already, and write each that is proven right,
    whole, under its name.

    ``lang`` is the language that ``maker`` makes all reports in, None for each cluster's own. With ``force``
    all are made, whatever is there. Where all clusters of the edition are asked for, the files of those
    that have left it are moved to the folder :data:`LEFT`. ``tell`` hears of each outcome at once.
    Raises ConfigurationError before any report is touched.
    """
    start = time.monotonic()
    base = files.make_folder(files.child(out, study.edition.id))
    with lock.hold(base):
        for place in PLACES.values():
            _sweep(files.make_folder(base / place))
        _sweep(base)
        run = _Run(study, maker, tuple(ids), base, basis(study, lang), tell)
        try:
            run.everything(jobs, force, fail_fast, limits, launch)
        except KeyboardInterrupt:
            run.interrupted = True
    return run.result(time.monotonic() - start)


def _sweep(folder: Path) -> None:
    """Remove what a killed build was just writing; under the lock nobody else is."""
    for part in folder.glob(".*.part"):
        with suppress(OSError):
            part.unlink()


@dataclass
class _Run:
    """One build under way."""

    study: Study
    maker: Maker
    ids: tuple[str, ...]
    base: Path
    basis: Basis
    tell: Callable[[Outcome], object]
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    removed: set[str] = field(default_factory=set)
    interrupted: bool = False
    logged: bool = False

    @property
    def log(self) -> Path:
        return self.base / "build.log"

    @property
    def scores(self) -> Path:
        return self.base / "scores.csv"

    def paths(self, cluster_id: str) -> dict[str, Path]:
        return {
            kind: files.child(self.base / place, f"{cluster_id}.{kind}") for kind, place in PLACES.items()
        }

    def everything(
        self, jobs: int, force: bool, fail_fast: bool, limits: Limits | None, launch: batch.Launch
    ) -> None:
        before = self._before()
        wanted = {} if force else {key: before.entries[key] for key in self.ids if key in before.entries}
        whole = {key: entry for key, entry in wanted.items() if proven(self.base, entry)}
        damaged = [key for key, entry in wanted.items() if entry.state == "checked" and key not in whole]
        kept = {key: entry for key, entry in whole.items() if self.basis.settled(entry)}
        open_ = [key for key, entry in whole.items() if key not in kept and self.basis.sound(entry)]
        if damaged:
            self.notes.append(f"altered or removed since it was built, and made anew: {', '.join(damaged)}")
        with ExitStack() as stack:
            crew: Crew | None = None
            if len(kept) < len(self.ids):
                width = max(1, min(jobs, len(self.ids) - len(kept)))
                crew = stack.enter_context(batch.crew(self.maker, width, limits, launch))
                kept |= {key: whole[key] for key in self._unchanged(crew, open_, whole)}
            todo = [key for key in self.ids if key not in kept]
            ledger = self._begin(before, kept, todo)
            stack.callback(self._end, ledger)
            for key in self.ids:
                if key in kept:
                    self._settle(Outcome(key, self.paths(key)["pdf"], kept=True))
            if crew is not None:
                self._make(crew, ledger, todo, fail_fast)
                if not self._still_the_same():
                    self._forget_source(ledger, todo)

    def _end(self, ledger: Ledger) -> None:
        """Close the record, and name the files that it knows nothing of."""
        try:
            ledger.close()
        except OSError as error:
            self.notes.append(
                f"{self.base / manifest.NAME} cannot be written ({files.reason(error)}); what was built is "
                f"in {manifest.JOURNAL} beside it, and the next build goes on from there"
            )
        unknown = strangers(self.base, ledger.entries.values())
        if unknown:
            self.notes.append(f"files among the reports that have no record: {', '.join(unknown)}")

    def _before(self) -> Manifest:
        """What is known of earlier builds. A record that cannot be trusted is set aside."""
        if not (self.base / manifest.NAME).exists():
            return Manifest(self.study.edition.id)
        try:
            return manifest.read(self.base)
        except manifest.CorruptError:
            self.notes.append(
                f"the record of earlier builds was cut off or altered; it is set aside as "
                f"{manifest.NAME}.corrupt, and every report is made anew"
            )
            with _recording(self.base):
                manifest.set_aside(self.base)
            return Manifest(self.study.edition.id)

    def _unchanged(self, crew: Crew, ids: Sequence[str], entries: Mapping[str, Entry]) -> list[str]:
        """Those of ``ids`` that would still say what their files say."""
        with closing(crew.contents(ids)) as found:
            return [made.id for made in found if made.content and made.content == entries[made.id].content]

    def _begin(self, before: Manifest, kept: Mapping[str, Entry], todo: Sequence[str]) -> Ledger:
        """Open the record, write the scores, and remove what is to be made anew, in this order: no file is
        ever there that an older record calls checked.
        """
        entries = dict(before.entries)
        if set(self.ids) == set(self.study.edition.ids):
            gone = [entries.pop(key) for key in list(entries) if key not in self.study.edition.row]
        else:
            gone = []
        for key, entry in kept.items():
            entries[key] = replace(entry, state="checked", source=self.basis.source)
        for key in todo:
            entries[key] = Entry(key, "pending", self.basis.language(key), recipe=self.basis.recipe)
        order = {key: place for place, key in enumerate(self.study.edition.ids)}
        ordered = dict(sorted(entries.items(), key=lambda item: order.get(item[0], len(order))))
        with _recording(self.base):
            ledger = Ledger(self.base, self.basis.manifest(ordered, before.serial))
        try:
            self.log.unlink(missing_ok=True)
            pipeline.write_scores(self.study, self.scores)
            for entry in gone:
                self._move_away(entry)
            for key in todo:
                if [path for path in self.paths(key).values() if _remove(path)]:
                    self.removed.add(key)
        except BaseException:
            self._end(ledger)
            raise
        return ledger

    def _move_away(self, entry: Entry) -> None:
        """A report that nobody stands behind any more is neither sent nor destroyed."""
        present = [path for path in map(self._where, entry.files.values()) if path.exists()]
        if not present:
            return
        folder = files.make_folder(self.base / LEFT)
        try:
            for path in present:
                path.replace(folder / path.name)
        except OSError as error:
            self.notes.append(
                f"{entry.id} is no longer in the edition, and its report cannot be moved to {folder} "
                f"({files.reason(error)}); move it by hand"
            )
        else:
            self.notes.append(f"{entry.id} is no longer in the edition; its report was moved to {folder}")

    def _where(self, record: FileRecord) -> Path:
        return manifest.path_of(self.base, record)

    def _make(self, crew: Crew, ledger: Ledger, todo: Sequence[str], fail_fast: bool) -> None:
        with closing(crew.reports(todo)) as reports:
            for made in reports:
                outcome = self._write(ledger, made)
                self.logged |= bool(made.trace) and _log(self.log, made)
                self._settle(outcome)
                if fail_fast and outcome.file is None:
                    break

    def _settle(self, outcome: Outcome) -> None:
        self.outcomes[outcome.id] = outcome
        self.tell(outcome)

    def _write(self, ledger: Ledger, made: Made) -> Outcome:
        """Put all files of a report in place, or none; the record is ahead of every step."""
        entry = replace(
            ledger[made.id], content=made.content, source=self.basis.source, files={}, causes=made.causes
        )
        if made.data is None:
            return self._fail(ledger, entry)
        paths = self.paths(made.id)
        path = self.base / manifest.JOURNAL
        try:
            records = {kind: _record(self.base, paths[kind], made.data[kind]) for kind in PLACES}
            entry = replace(entry, state="rendered", files=records)
            ledger.record(entry)
            for kind in PLACES:
                path = paths[kind]
                files.write(path, made.data[kind])
            path = self.base / manifest.JOURNAL
            ledger.record(replace(entry, state="checked"))
        except OSError as error:
            for written in paths.values():
                with suppress(OSError):
                    written.unlink(missing_ok=True)
            cause = f"cannot write {path}: {files.reason(error)}"
            return self._fail(ledger, replace(entry, files={}, causes=(cause,)))
        return Outcome(made.id, paths["pdf"])

    def _fail(self, ledger: Ledger, entry: Entry) -> Outcome:
        # Where not even this can be recorded, the entry stays pending: nobody takes it for checked.
        with suppress(OSError):
            ledger.record(replace(entry, state="failed", source=""))
        return Outcome(entry.id, None, entry.causes, entry.id in self.removed)

    def _still_the_same(self) -> bool:
        """Whether texts, style and logos are still those that the build began with."""
        now = basis(self.study, self.basis.lang)
        return (now.recipe, now.source) == (self.basis.recipe, self.basis.source)

    def _forget_source(self, ledger: Ledger, made: Sequence[str]) -> None:
        """Nobody knows which of two states a report was made from: the next build makes it anew."""
        self.notes.append(
            "texts, style, logos or the program were changed during the build; build again, so that all "
            "reports follow the change"
        )
        for key in made:
            with suppress(OSError):
                ledger.record(replace(ledger[key], source="", recipe=""))

    def result(self, seconds: float) -> Build:
        return Build(
            edition_id=self.study.edition.id,
            folder=self.base / PLACES["pdf"],
            scores=self.scores,
            outcomes=tuple(self.outcomes[key] for key in self.ids if key in self.outcomes),
            not_built=tuple(key for key in self.ids if key not in self.outcomes),
            interrupted=self.interrupted,
            log=self.log if self.logged else None,
            seconds=seconds,
            notes=tuple(self.notes),
        )


@contextmanager
def _recording(base: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ConfigurationError(
            f"the record in {base} cannot be written ({files.reason(error)}); make room or choose another "
            "place, and build again"
        ) from error


def _record(base: Path, path: Path, data: bytes) -> FileRecord:
    return FileRecord(path.relative_to(base).as_posix(), manifest.sha256(data), len(data))


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
