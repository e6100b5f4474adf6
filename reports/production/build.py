"""Makes the reports or the cards of an edition, writes them, and records at each step what is there.

A report is kept if it would say and show the same as its files do (see :mod:`reports.production.program`) and
the files are, byte for byte, those that were checked. Whatever is not kept stays where it is until its new
files are ready, and the record says from the beginning that it is no longer the report.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from reports import files
from reports.edition import Lang
from reports.errors import ConfigurationError

from .basis import Basis
from .products import REPORT, Product
from .record import lock, manifest, owner
from .record.manifest import Entry, FileRecord, Journal, Manifest
from .record.store import MARKER, Folder, Store
from .study import OUT, Study, write_scores
from .workers import pool
from .workers.local import GoneError
from .workers.pool import Limits, Made, Maker, Pool
from .workers.storing import Storing

#: Where the reports of clusters go that are no longer in the edition.
LEFT = "left"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result for one cluster: its ``file`` (the PDF; in an object store its address), or the ``causes``
    why there is none.

    ``kept`` says that the file is that of an earlier build, proven to be intact and unchanged.
    ``outdated`` says that there is no new file, and that of an earlier build is still there.
    """

    id: str
    file: Path | str | None
    causes: tuple[str, ...] = ()
    outdated: bool = False
    kept: bool = False


@dataclass(frozen=True)
class Build:
    """The result of a build, in the order of the edition. ``scores`` is the table that a build of reports
    writes beside them; ``unwritten`` says why it could not be. ``not_built`` names the clusters that were not
    reached because the build was stopped, ``gone`` says what stopped it; ``notes`` say what else a person
    should know. ``log`` holds the tracebacks of unexpected errors, if there are any.
    """

    edition_id: str
    folder: Path | str
    scores: Path | None
    outcomes: tuple[Outcome, ...]
    not_built: tuple[str, ...]
    interrupted: bool
    log: Path | None
    seconds: float
    notes: tuple[str, ...] = ()
    gone: str = ""
    unwritten: str = ""

    @property
    def built(self) -> tuple[Outcome, ...]:
        """Those that have a file, new or kept."""
        return tuple(outcome for outcome in self.outcomes if outcome.file is not None)

    @property
    def kept(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.kept)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.file is None)

    @property
    def complete(self) -> bool:
        return not (self.failed or self.not_built or self.gone or self.unwritten)


def build(
    study: Study,
    maker: Maker,
    ids: Sequence[str],
    *,
    product: Product = REPORT,
    out: Path = OUT,
    jobs: int = 1,
    lang: Lang | None = None,
    force: bool = False,
    fail_fast: bool = False,
    same_edition: bool = False,
    limits: Limits | None = None,
    launch: pool.Launch = pool.local,
    store: Store | None = None,
    tell: Callable[[Outcome], object] = lambda outcome: None,
) -> Build:
    """Make the reports of ``ids`` where they are not there already, and write each that is proven right,
    whole, under its name. Where all clusters of the edition are asked for, the files of those that have left
    it are moved to the folder :data:`LEFT`.

    Args:
        study: The edition and its scores.
        maker: Makes the files of ``product``.
        ids: The clusters, in the order of the edition.
        product: What is made. Each product has a record and a lock of its own.
        out: The folder that gets a folder for the edition.
        jobs: How many processes there are at most.
        lang: The language that ``maker`` uses, None for each cluster's own.
        force: Make all, whatever is there.
        fail_fast: Stop at the first that cannot be made.
        same_edition: What ``out`` holds of another label or title is this very edition, which was corrected.
        limits: What one report may take.
        launch: Starts the processes, here or on other machines.
        store: Gets the files of reports instead of ``out``; the processes put them in place themselves.
        tell: Called with each outcome at once.

    Raises:
        ConfigurationError: before anything is touched.
    """
    start = time.monotonic()
    home = files.child(out, study.edition.id)
    if not same_edition:
        owner.check(home, study.edition)
    base = files.private_folder(files.private_folder(home) / product.folder)
    with lock.hold(base):
        files.sweep(base)
        target = store or Folder(base)
        target.ready(product.folders.values())
        run = _Run(study, maker, tuple(ids), product, home, base, target, Basis.of(study, lang), tell)
        try:
            with run.marked():
                run.build(jobs, force, fail_fast, limits, launch)
        except KeyboardInterrupt:
            run.interrupted = True
        except GoneError as error:
            run.gone = str(error)
        except ConfigurationError as error:
            if not run.begun:
                raise
            run.gone = str(error)
    return run.result(time.monotonic() - start)


@dataclass
class _Run:
    """One build under way. ``home`` is the edition's output, ``base`` the folder of the record."""

    study: Study
    maker: Maker
    ids: tuple[str, ...]
    product: Product
    home: Path
    base: Path
    store: Store
    basis: Basis
    tell: Callable[[Outcome], object]
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    begun: bool = False
    interrupted: bool = False
    gone: str = ""
    unwritten: str = ""
    logged: bool = False

    @property
    def log(self) -> Path:
        return self.base / "build.log"

    @property
    def scores(self) -> Path | None:
        return self.base / "scores.csv" if self.product == REPORT and self.base.is_dir() else None

    def shown(self, path: str) -> Path | str:
        name = self.store.show(path)
        return Path(name) if isinstance(self.store, Folder) else name

    def _recording(self) -> AbstractContextManager[None]:
        remedy = "make room or choose another place, and build again"
        return files.explaining(f"the record in {self.base} cannot be written", remedy)

    def _reading(self) -> AbstractContextManager[None]:
        return files.explaining(f"{self.store.show()} cannot be read", "build again")

    @contextmanager
    def marked(self) -> Iterator[None]:
        """Let processes that write into another place than the record's find out that it is the right one."""
        if not self.store.address:
            yield
            return
        token = secrets.token_hex(16).encode()
        with files.explaining(f"{self.store.show()} cannot be written into", "choose another place"):
            self.store.write(MARKER, token)
        self.maker = Storing(self.maker, self.store, token)
        try:
            yield
        finally:
            with suppress(OSError):
                self.store.remove([MARKER])

    def build(
        self, jobs: int, force: bool, fail_fast: bool, limits: Limits | None, launch: pool.Launch
    ) -> None:
        before = self._before()
        wanted = {} if force else {key: before.entries[key] for key in self.ids if key in before.entries}
        with self._reading():
            found = self.product.intact(self.store, wanted.values())
        whole = {key: entry for key, entry in wanted.items() if key in found}
        damaged = [key for key, entry in wanted.items() if entry.state == "checked" and key not in whole]
        if before.entries and before.store != self.store.address:
            old = before.store or str(self.base)
            self.notes.append(f"the earlier reports are at {old}; those files are left as they are")
            damaged = []
        kept = {key: entry for key, entry in whole.items() if self.basis.settled(entry)}
        unsure = [key for key, entry in whole.items() if key not in kept and self.basis.sound(entry)]
        if damaged:
            self.notes.append(f"altered or removed since it was built: {', '.join(damaged)}")
        with ExitStack() as stack:
            processes: Pool | None = None
            if len(kept) < len(self.ids):
                width = max(1, min(jobs, len(self.ids) - len(kept)))
                processes = stack.enter_context(pool.open_pool(self.maker, width, limits, launch))
                kept |= {key: whole[key] for key in self._unchanged(processes, unsure, whole)}
            todo = [key for key in self.ids if key not in kept]
            journal = self._begin(before, kept, todo)
            stack.callback(self._end, journal)
            for key in self.ids:
                if key in kept:
                    self._settle(self._there(key, kept=True))
            if processes is not None:
                self._make(processes, journal, todo, fail_fast)
                self._look_again(journal, todo)
                if not self._still_the_same():
                    self._forget_source(journal, todo)

    def _end(self, journal: Journal) -> None:
        """Close the record, and name the files that it knows nothing of."""
        if not self.base.is_dir():
            self.gone = f"the folder {self.base} was removed or renamed during the build; build again"
            self.outcomes.clear()
            journal.abandon()
            return
        try:
            journal.close()
        except OSError as error:
            self.notes.append(
                f"{self.base / manifest.NAME} cannot be written ({files.reason(error)}); what was built is "
                f"in {manifest.JOURNAL} beside it, and the next build goes on from there"
            )
        if left := [key for key in self.ids if key not in self.outcomes and journal[key].files]:
            self.notes.append(
                f"{self.product.noun}s of an earlier build that are still there and out of date; do not hand "
                f"them out: {', '.join(left)}"
            )
        if unknown := self.product.unrecorded(self.store, journal.entries.values()):
            self.notes.append(
                f"files among the {self.product.noun}s that have no record: {', '.join(unknown)}"
            )

    def _before(self) -> Manifest:
        """What is known of earlier builds. A record that cannot be trusted is set aside."""
        if not (self.base / manifest.NAME).exists():
            return Manifest(self.study.edition.id)
        try:
            return self._trusted(manifest.read(self.base))
        except manifest.CorruptError:
            self.notes.append(
                f"the record of earlier builds was cut off or altered; it is set aside as "
                f"{manifest.NAME}.corrupt, and every {self.product.noun} is made anew"
            )
            with self._recording():
                manifest.set_aside(self.base)
            return Manifest(self.study.edition.id)

    def _trusted(self, known: Manifest) -> Manifest:
        """The record; where its seal does not hold, nothing of it counts but which files are there."""
        if not known.doubt:
            return known
        self.notes.append(
            f"the record of earlier builds cannot be trusted ({known.doubt}); every {self.product.noun} that "
            "is asked for is made anew"
        )
        entries = {}
        for key, entry in known.entries.items():
            with suppress(ConfigurationError):  # no name of a file
                own = self.product.paths(key)
                there = {kind: one for kind, one in entry.files.items() if own.get(kind) == one.path}
                entries[key] = replace(entry, state="pending", source="", files=there)
        return replace(known, entries=entries)

    def _unchanged(self, processes: Pool, ids: Sequence[str], entries: Mapping[str, Entry]) -> list[str]:
        """Those of ``ids`` that would still say what their files say."""
        with closing(processes.contents(ids)) as found:
            return [made.id for made in found if made.content and made.content == entries[made.id].content]

    def _begin(self, before: Manifest, kept: Mapping[str, Entry], todo: Sequence[str]) -> Journal:
        """Open the record, in which the files of what is to be made are those of an earlier build, and write
        the scores.
        """
        entries = dict(before.entries)
        if set(self.ids) == set(self.study.edition.ids):
            gone = [entries.pop(key) for key in list(entries) if key not in self.study.edition.row]
        else:
            gone = []
        for key, entry in kept.items():
            entries[key] = replace(entry, state="checked", source=self.basis.source)
        same_place = before.store == self.store.address
        for key in todo:
            earlier = entries[key].files if key in entries and same_place else {}
            language = self.basis.language(key)
            entries[key] = Entry(key, "pending", language, recipe=self.basis.recipe, files=earlier)
        order = {key: place for place, key in enumerate(self.study.edition.ids)}
        ordered = dict(sorted(entries.items(), key=lambda item: order.get(item[0], len(order))))
        with self._recording():
            owner.write(self.home, self.study.edition)
            journal = Journal(self.base, self.basis.manifest(ordered, before.serial, self.store.address))
        self.begun = True
        try:
            with suppress(OSError):
                self.log.unlink(missing_ok=True)
            if self.scores is not None:
                try:
                    write_scores(self.study, self.scores)
                except ConfigurationError as error:
                    self.unwritten = str(error)
            for entry in gone:
                self._move_away(entry)
        except BaseException:
            self._end(journal)
            raise
        return journal

    def _move_away(self, entry: Entry) -> None:
        """The files of a cluster that has left the edition are neither sent nor destroyed."""
        noun, folder = self.product.noun, self.store.show(LEFT)
        try:
            present = [record.path for record in entry.files.values() if self.store.exists(record.path)]
            if not present:
                return
            for path in present:
                self.store.move(path, f"{LEFT}/{PurePosixPath(path).name}")
        except OSError as error:
            self.notes.append(
                f"{entry.id} is no longer in the edition, and its {noun} cannot be moved to {folder} "
                f"({files.reason(error)}); move it by hand"
            )
        else:
            self.notes.append(f"{entry.id} is no longer in the edition; its {noun} was moved to {folder}")

    def _make(self, processes: Pool, journal: Journal, todo: Sequence[str], fail_fast: bool) -> None:
        with closing(processes.reports(todo)) as reports:
            for made in reports:
                if not self.base.is_dir():
                    break  # told at the end
                outcome = self._write(journal, made)
                self.logged |= bool(made.trace) and _log(self.log, made)
                self._settle(outcome)
                if fail_fast and outcome.file is None:
                    break

    def _there(self, cluster_id: str, *, kept: bool = False) -> Outcome:
        path = self.product.paths(cluster_id)[self.product.main]
        return Outcome(cluster_id, self.shown(path), kept=kept)

    def _settle(self, outcome: Outcome) -> None:
        self.outcomes[outcome.id] = outcome
        self.tell(outcome)

    def _write(self, journal: Journal, made: Made) -> Outcome:
        """Put all files of a report in place, or none; each step is recorded before it is done."""
        earlier = replace(
            journal[made.id], content=made.content, source=self.basis.source, causes=made.causes
        )
        if made.data is None:
            return self._fail(journal, earlier)
        paths = self.product.paths(made.id)
        records = {kind: _record(path, made.data[kind]) for kind, path in paths.items()}
        entry = replace(earlier, state="rendered", files=records)
        made_here = ((path, made.data[kind]) for kind, path in paths.items())
        new = {path: data for path, data in made_here if isinstance(data, bytes)}
        try:
            journal.record(entry)
            self.store.write_all(new)
        except OSError as error:
            return self._fail(journal, replace(earlier, causes=(self._unwritable(error),)))
        try:
            journal.record(replace(entry, state="checked"))
        except OSError as error:  # the files are there: the next build proves them by the record before
            return Outcome(made.id, None, (self._unwritable(error),))
        return self._there(made.id)

    def _unwritable(self, error: OSError) -> str:
        path = error.filename or self.base / manifest.JOURNAL
        return f"cannot write {path}: {files.reason(error)}{files.remedy(error)}"

    def _look_again(self, journal: Journal, made: Sequence[str]) -> None:
        """What others have put in place has to be there for this computer too, in its size. (All bytes were
        read back by those that wrote them.)
        """
        if not self.store.address:
            return
        sizes: dict[str, int] = {}
        with self._reading():
            for folder in self.product.folders.values():
                sizes |= self.store.sizes(folder)
        for key in made:
            entry = journal[key]
            lost = [one.path for one in entry.files.values() if sizes.get(one.path) != one.size]
            if entry.state == "checked" and lost:
                cause = f"not in {self.store.show()} as it was written: {', '.join(lost)}"
                self._settle(self._fail(journal, replace(entry, causes=(cause,), files={})))

    def _fail(self, journal: Journal, entry: Entry) -> Outcome:
        # Where not even this can be recorded, the entry stays pending: nobody takes it for checked.
        with suppress(OSError):
            journal.record(replace(entry, state="failed", source=""))
        outdated = False
        with suppress(OSError):
            outdated = self.store.exists(self.product.paths(entry.id)[self.product.main])
        return Outcome(entry.id, None, entry.causes, outdated)

    def _still_the_same(self) -> bool:
        """Whether texts, style and logos are still those that the build began with."""
        try:
            now = Basis.of(self.study, self.basis.lang)
        except ConfigurationError:
            return False
        return (now.recipe, now.source) == (self.basis.recipe, self.basis.source)

    def _forget_source(self, journal: Journal, made: Sequence[str]) -> None:
        """Nobody knows which of two states a report was made from: the next build makes it anew."""
        self.notes.append(
            "texts, style, logos or the program were changed during the build; build again, so that all "
            "reports follow the change"
        )
        for key in made:
            with suppress(OSError):
                journal.record(replace(journal[key], source="", recipe=""))

    def result(self, seconds: float) -> Build:
        return Build(
            edition_id=self.study.edition.id,
            folder=self.shown(self.product.folders[self.product.main]),
            scores=self.scores,
            outcomes=tuple(self.outcomes[key] for key in self.ids if key in self.outcomes),
            not_built=tuple(key for key in self.ids if key not in self.outcomes),
            interrupted=self.interrupted,
            log=self.log if self.logged else None,
            seconds=seconds,
            notes=tuple(self.notes),
            gone=self.gone,
            unwritten=self.unwritten,
        )


def _record(path: str, data: bytes | FileRecord) -> FileRecord:
    return data if isinstance(data, FileRecord) else FileRecord(path, manifest.sha256(data), len(data))


def _log(log: Path, made: Made) -> bool:
    """Append a traceback to the log. A log that cannot be written must not cost the other reports."""
    with suppress(OSError), files.open_private(log, "ab") as file:
        file.write(f"{made.id}\n{made.trace}\n".encode())
        return True
    return False
