"""What is made of every cluster: its report and its results card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reports import files
from reports.edition import Edition
from reports.errors import ConfigurationError

from .record import manifest, owner, seal
from .record import store as stores
from .record.manifest import Entry, Manifest
from .record.store import Store


@dataclass(frozen=True)
class Product:
    """Files that are made, checked and recorded together.

    ``noun`` is what a person calls them; ``remedy`` and ``command`` say how they are made. ``folder`` is the
    one of their record below the edition's output ("" for that itself); each product has its own, so that
    they can be made at the same time. ``places`` has for each kind of file its folder, relative to that of
    the record, and its suffix, in the order in which the files are written; the last kind is what a person
    opens.
    """

    noun: str
    remedy: str
    command: str
    folder: str
    places: Mapping[str, tuple[str, str]]

    @property
    def main(self) -> str:
        """The kind of file that a person opens."""
        return tuple(self.places)[-1]

    @property
    def folders(self) -> Mapping[str, str]:
        """Kind of file -> its folder."""
        return {kind: folder for kind, (folder, _) in self.places.items()}

    def paths(self, cluster_id: str) -> Mapping[str, str]:
        """Kind of file -> its path, relative to the folder of the record, with forward slashes.

        Raises ConfigurationError for an id that cannot be the name of a file.
        """
        return {
            kind: files.child(Path(folder), f"{cluster_id}.{suffix}").as_posix()
            for kind, (folder, suffix) in self.places.items()
        }

    def record(self, base: Path, edition: Edition) -> Manifest:
        """What is recorded about the files below ``base``, the edition's output.

        Raises ConfigurationError where nothing is built, or another edition.
        """
        place = base / self.folder
        if not (place / manifest.NAME).exists():
            raise ConfigurationError(
                f"nothing is built in {place} (it has no {manifest.NAME}); {self.remedy} first: "
                f"cluster-reports {self.command}"
            )
        known = manifest.read(place)
        owner.check(base, edition)
        if known.edition_id != edition.id:
            raise ConfigurationError(
                f"{base} holds the {self.noun}s of {known.edition_id}, not of {edition.id}; name the folder "
                "that was built from this edition"
            )
        return known

    def sealed_record(self, base: Path, edition: Edition) -> Manifest:
        """:meth:`record`, for files that are to leave.

        Raises ConfigurationError also where the seal of the record does not hold.
        """
        known = self.record(base, edition)
        if known.doubt:
            raise ConfigurationError(
                f"the record {base / self.folder / manifest.NAME} of the {self.noun}s cannot be trusted: "
                f"{known.doubt}; {seal.REMEDY}: cluster-reports {self.command}"
            )
        return known

    def intact(self, store: Store, entries: Iterable[Entry]) -> frozenset[str]:
        """The ids of those ``entries`` that are finished and whose files are all, byte for byte, those that
        were checked. Raises OSError where it cannot be told.
        """
        finished = [
            entry
            for entry in entries
            if entry.state in ("checked", "rendered") and entry.files.keys() == self.places.keys()
        ]
        found = stores.intact(store, (record for entry in finished for record in entry.files.values()))
        return frozenset(
            entry.id for entry in finished if all(record.path in found for record in entry.files.values())
        )

    def unrecorded(self, store: Store, entries: Iterable[Entry]) -> tuple[str, ...]:
        """The files in the folders of this product that none of ``entries`` accounts for, by path."""
        recorded = {record.path for entry in entries for record in entry.files.values()}
        found: set[str] = set()
        for folder, suffix in self.places.values():
            with suppress(OSError):
                found |= {path for path in store.sizes(folder) if path.endswith(f".{suffix}")}
        return tuple(sorted(found - recorded))


REPORT = Product("report", "build it", "build", "", {"html": ("html", "html"), "pdf": ("reports", "pdf")})
CARD = Product("card", "make the cards", "cards", "cards", {"card": ("", "pdf")})
