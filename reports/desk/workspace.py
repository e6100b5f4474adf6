"""The edition that lies on the desk: as its files are now, where it stands, and whether it may be changed."""

from __future__ import annotations

import hashlib
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from reports import files
from reports.advice import Advice
from reports.edition import Edition
from reports.edition.loading import folder
from reports.errors import ClusterReportsError, ConfigurationError, InputError, Problem, Remark
from reports.mail import Current
from reports.mail import status as mail_status
from reports.production import Study, basis, status, warnings, watching
from reports.production.record import lock, manifest

#: So long, in seconds, what was found in the output is believed although no record has changed.
PATIENCE = 60.0


@dataclass(frozen=True)
class View:
    """The edition as it was read: a ``study`` with ``remarks``, or ``problems``, or an ``error`` in words."""

    seen: watching.Looks
    study: Study | None = None
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()
    error: str = ""

    @property
    def edition(self) -> Edition | None:
        return self.study.edition if self.study else None


class Workspace:
    """One edition at ``path``, whose output lies in ``out``. ``holder`` says who has it on another desk; then
    nothing may be changed here. ``taken`` and ``remedy`` are what is said of that.
    """

    def __init__(self, path: Path, out: Path, taken: str, remedy: str = "") -> None:
        self.path, self.out = path, out
        self.holder = ""
        self._watch = watching.Watch(path)
        self._view: View | None = None
        self._basis: basis.Basis | None = None
        self._status: tuple[object, float, status.Status] | None = None
        self._reading, self._looking = threading.Lock(), threading.Lock()
        self._held = ExitStack()
        try:
            place = path.parent if path.is_file() or not path.exists() else path
            self._held.enter_context(lock.hold(place, f".{path.name}.desk.lock", taken, remedy))
        except ConfigurationError as error:
            self.holder = str(error).strip(" ;")

    def close(self) -> None:
        """Let another desk have the edition."""
        self._held.close()

    @property
    def name(self) -> str:
        return self.path.name or self.path.resolve().name

    # --- the edition ---------------------------------------------------------------------------

    def view(self) -> View:
        """The edition as its files are now."""
        with self._reading:
            seen = watching.looks(self.path)
            if self._view is None or self._view.seen != seen or self._view.error:
                self._view = self._read(seen)
            return self._view

    @property
    def comments(self) -> Path:
        """The file that gets the comments that are written at the desk."""
        return folder.comments_beside(self.path)

    def _read(self, seen: watching.Looks) -> View:
        try:
            study, _ = self._watch()
            return View(seen, study, remarks=warnings.warnings(study))
        except InputError as error:
            return View(seen, problems=error.problems)
        except ClusterReportsError as error:
            return View(seen, error=str(error))
        except OSError as error:
            return View(seen, error=files.reason(error))

    @property
    def stamp(self) -> str:
        """The fingerprint of the files as they were when the edition was read last; empty before that."""
        return stamp_of(self._view.seen) if self._view is not None else ""

    def study(self) -> Study:
        """Raises InputError or ConfigurationError where the edition cannot be used."""
        return self.reread()[0]

    def reread(self) -> tuple[Study, Current]:
        """The study, and whether a finished report is up to date. Raises InputError, ConfigurationError."""
        view = self.view()
        if view.problems:
            raise InputError(view.problems)
        if view.study is None:
            raise ConfigurationError(view.error)
        with self._reading:
            return self._watch()

    def base(self, edition: Edition) -> Path:
        return files.child(self.out, edition.id)

    # --- what is there of it -------------------------------------------------------------------

    def status(self, *, anew: bool = False) -> status.Status:
        """Where each cluster stands. Raises what reading the edition and its record raises."""
        study = self.study()
        base = self.base(study.edition)
        with self._looking:
            stamps = (id(study), _stamps(base))
            if self._status is not None and not anew:
                known, at, found = self._status
                if known == stamps and time.monotonic() - at < PATIENCE:
                    return found
            found = status.status(self._basis_of(study), self.out, mail_status.PROVIDERS)
            self._status = stamps, time.monotonic(), found
            return found

    def advice(self, cluster_id: str) -> Advice:
        """What the report of a cluster advises now, by rules and expert. Raises what reading raises."""
        study = self.study()
        with self._looking:
            return self._basis_of(study).composer.scene(cluster_id, None).advice

    def _basis_of(self, study: Study) -> basis.Basis:
        """What the reports of the study are made from, as long as nothing has changed."""
        now = basis.Basis.of(study)
        if self._basis is None or self._basis.study is not study or self._basis.recipe != now.recipe:
            self._basis = now
        return self._basis

    def entry(self, edition: Edition, cluster_id: str) -> manifest.Entry | None:
        """What is recorded about the report of a cluster. Raises ConfigurationError."""
        base = self.base(edition)
        if cluster_id not in edition.row or not (base / manifest.NAME).exists():
            return None
        return manifest.read(base).entries.get(cluster_id)

    def content(self, edition: Edition, cluster_id: str, kind: str) -> tuple[bytes, str] | None:
        """A recorded file of a report and its hash; None where there is none as it was recorded."""
        entry = self.entry(edition, cluster_id)
        record = entry.files.get(kind) if entry is not None and entry.state == "checked" else None
        if record is None:
            return None
        with files.explaining(f"{record.path} cannot be read"):
            data = (self.base(edition) / record.path).read_bytes()
        return (data, record.sha256) if manifest.sha256(data) == record.sha256 else None


def stamp_of(looks: watching.Looks) -> str:
    """The fingerprint of how files look."""
    return hashlib.sha256(repr(looks).encode()).hexdigest()[:16]


def _stamps(base: Path) -> watching.Looks:
    """How the records of what was built and sent look from outside."""
    return watching.looks_of((base / manifest.NAME, base / manifest.JOURNAL, *sorted(base.glob("mail/*"))))
