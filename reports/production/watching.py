"""An edition as its files are now: read again where one of them has changed since the last look."""

from __future__ import annotations

import glob
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from reports import files

from .reproduction import Current
from .study import Study, read

#: How the files of an edition look from outside: path, time of the last change, size.
Looks = list[tuple[str, int, int]]


def looks(edition: Path) -> Looks:
    """How the files of the edition at ``edition`` look now; those that are not there are left out."""
    stem = glob.escape(edition.stem)
    own = [
        edition,
        *(file for end in ("*.toml", "comments.csv") for file in edition.parent.glob(f"{stem}.{end}")),
    ]
    return looks_of(sorted(files.below(edition) if edition.is_dir() else own))


def looks_of(paths: Iterable[Path]) -> Looks:
    """How files look now, without those that are not there."""
    found = []
    for path in paths:
        with suppress(OSError):
            about = path.stat()
            found.append((str(path), about.st_mtime_ns, about.st_size))
    return found


class Watch:
    """Gives the study, and whether a finished report is up to date, by the files of the moment."""

    def __init__(self, path: Path, study: Study | None = None, seen: Looks | None = None) -> None:
        """``study`` is one that was read already; ``seen`` is how the files looked before it was."""
        self._path, self._seen = path, seen
        self._now = (study, Current(study)) if study is not None else None

    def __call__(self) -> tuple[Study, Current]:
        """Raises what reading an edition raises."""
        seen = looks(self._path)
        if self._now is None or seen != self._seen:
            study = read(self._path)
            self._now = study, Current(study)
            self._seen = seen
        return self._now
