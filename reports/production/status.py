"""Where an edition stands: a row per cluster, with a column for each thing that can be asked about it.

A column comes from a *provider*; a later room gives its own ones to :func:`status`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reports import files
from reports.chapters import expert_voice
from reports.errors import ClusterReportsError, ConfigurationError

from .basis import Basis
from .products import CARD, REPORT, Product
from .record import handed, lock, manifest, owner, seal
from .record import store as stores
from .record.manifest import Entry, Manifest
from .record.store import Store


@dataclass(frozen=True, slots=True)
class Cell:
    """What a column says about one cluster: a word for the table, ``details`` that explain it (each is
    printed below the table), and ``well``: whether there is nothing to do.
    """

    text: str
    details: tuple[str, ...] = ()
    well: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``key`` for programs, ``heading`` for people, and a cell for each cluster id."""

    key: str
    heading: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class Context:
    """What providers may look at. ``base`` is the edition's output folder; ``manifest`` is None before the
    first build.
    """

    basis: Basis
    base: Path
    manifest: Manifest | None

    @property
    def store(self) -> Store:
        """Where the files of the reports lie."""
        return stores.of(self.base, self.manifest.store if self.manifest else "")

    @property
    def ids(self) -> tuple[str, ...]:
        return self.basis.study.edition.ids


#: None where a provider has nothing to say about this edition: it then has no column.
Provider = Callable[[Context], Column | None]


@dataclass(frozen=True)
class Status:
    """The whole table, with what concerns no cluster in particular."""

    edition_id: str
    ids: tuple[str, ...]
    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()
    left: Sequence[str] = field(default_factory=tuple)

    def as_json(self) -> dict[str, Any]:
        """For a program to read."""
        return {
            "edition": self.edition_id,
            "ok": all(cell.well for column in self.columns for cell in column.cells.values()),
            "clusters": [
                {
                    "id": key,
                    **{
                        column.key: {"state": cell.text, "details": list(cell.details)}
                        for column in self.columns
                        if (cell := column.cells.get(key))
                    },
                }
                for key in self.ids
            ],
            "left": list(self.left),
            "notes": list(self.notes),
        }

    def as_text(self) -> str:
        """For a person: the table, what is to be explained, and how many there are of each state."""
        headings = ["cluster", *(column.heading for column in self.columns)]
        rows = [
            [key, *(column.cells[key].text if key in column.cells else "" for column in self.columns)]
            for key in self.ids
        ]
        widths = [max(map(len, cells)) for cells in zip(headings, *rows, strict=True)]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in [headings, *rows]
        ]
        details = [
            f"{key}, {column.heading}: {detail}"
            for key in self.ids
            for column in self.columns
            if key in column.cells
            for detail in column.cells[key].details
        ]
        return "\n".join([*lines, "", *details, *(f"Note: {note}" for note in self.notes), *self._counts()])

    def _counts(self) -> list[str]:
        lines = []
        for column in self.columns:
            words = [cell.text for cell in column.cells.values() if cell.text]
            counts = ", ".join(f"{words.count(word)} {word}" for word in dict.fromkeys(sorted(words)))
            lines.append(f"{column.heading}: {counts}")
        return lines


def status(basis: Basis, out: Path, providers: Sequence[Provider] = ()) -> Status:
    """Look at the output of an edition; ``providers`` give columns beside those of the build.

    Raises ConfigurationError where its record cannot be trusted.
    """
    edition = basis.study.edition
    base = files.child(out, edition.id)
    known = manifest.read(base) if (base / manifest.NAME).exists() else None
    context = Context(basis, base, known)
    columns = tuple(
        column for provider in (*PROVIDERS, *providers) if (column := provider(context)) is not None
    )
    entries = known.entries if known else {}
    left = tuple(key for key in entries if key not in edition.row)
    notes = (*_notes(context, entries, left), *_about_handout(base, entries, columns[0].cells))
    return Status(edition.id, edition.ids, columns, notes, left)


def _notes(context: Context, entries: Mapping[str, Entry], left: Sequence[str]) -> list[str]:
    notes = []
    if other := owner.another(context.base, context.basis.study.edition):
        notes.append(other)
    if context.manifest is not None and (doubt := context.manifest.doubt):
        notes.append(f"the record {context.base / manifest.NAME} cannot be trusted: {doubt}; {seal.REMEDY}")
    if who := lock.holder(context.base):
        notes.append(f"a build is under way ({who}); what follows changes meanwhile")
    if left:
        notes.append(
            f"no longer in the edition: {', '.join(left)}; the next whole build moves their reports away"
        )
    if unknown := REPORT.unrecorded(context.store, entries.values()):
        notes.append(f"files among the reports that have no record: {', '.join(unknown)}")
    return notes


def _about_handout(base: Path, entries: Mapping[str, Entry], cells: Mapping[str, Cell]) -> Iterator[str]:
    """Whether the papers for the meetings hold the reports and cards of now."""
    folder = base / handed.PLACE
    if not (folder / handed.PRINT).exists():
        return
    again = "do not hand them out, and make them again: cluster-reports handout"
    sources = handed.read(folder)
    if not sources:
        yield f"what the papers in {folder} were made from is not known; {again}"
        return
    cards: Mapping[str, Entry] = {}
    with suppress(ConfigurationError):
        cards = manifest.read(base / CARD.folder).entries
    others = [
        key
        for key, (report, card) in sources.items()
        if key not in cells
        or cells[key].text != "current"
        or report != _hash(entries.get(key), REPORT)
        or card != _hash(cards.get(key), CARD)
    ]
    if others:
        which = ", ".join(others[:8]) + (f" and {len(others) - 8} more" if len(others) > 8 else "")
        yield f"the papers in {folder} are outdated, by the report or the card of {which}; {again}"


def _hash(entry: Entry | None, product: Product) -> str:
    record = entry.files.get(product.main) if entry and entry.state == "checked" else None
    return record.sha256 if record else ""


# --- the column of the build ---------------------------------------------------------------------


def build_column(context: Context) -> Column:
    """The state of each report:

    ======== ========================================================================================
    current  checked, intact, and would come out the same
    stale    checked and intact, but it would come out otherwise now
    damaged  a file was altered or removed since it was checked
    missing  it was never built
    unfinished its build was begun and not ended
    failed   it could not be made or proven right
    ======== ========================================================================================

    Files of an earlier build that are still there, although a new one was begun, are called out of date.
    """
    entries = context.manifest.entries if context.manifest else {}
    unknown = "whether the reports are intact is not known"
    with files.explaining(f"{context.store.show()} cannot be read", unknown):
        whole = REPORT.intact(context.store, entries.values())
        cells = {key: _cell(context, entries.get(key), whole) for key in context.ids}
    return Column("report", "report", cells)


def _cell(context: Context, entry: Entry | None, whole: Collection[str]) -> Cell:
    basis = context.basis
    if entry is None:
        return Cell("missing", well=False)
    if entry.state != "checked":
        there = [record.path for record in entry.files.values() if context.store.exists(record.path)]
        left = [f"of an earlier build and out of date: {', '.join(there)}"] if there else []
        state = "failed" if entry.state == "failed" else "unfinished"
        return Cell(state, (*entry.causes, *left), well=False)
    if entry.id not in whole:
        return Cell("damaged", tuple(_damage(context.store, entry)), well=False)
    if basis.settled(entry):
        return Cell("current")
    language = basis.language(entry.id)
    if entry.lang != language:
        return Cell("stale", (f"it is in {entry.lang!r} and would be in {language!r}",), well=False)
    if not basis.sound(entry):
        why = "the program, its packages, the style, the brand, the logos or a cluster's name have changed"
        return Cell("stale", (why,), well=False)
    try:
        same = basis.says(entry)
    except ClusterReportsError as error:
        return Cell("stale", (f"it cannot be composed any more: {error}",), well=False)
    return Cell("current") if same else Cell("stale", ("it would say something else now",), well=False)


def _damage(store: Store, entry: Entry) -> list[str]:
    lost = [kind for kind in REPORT.places if kind not in entry.files]
    found = [f"there is no record of its {kind}" for kind in lost]
    for record in entry.files.values():
        if not store.exists(record.path):
            found.append(f"{record.path} was removed")
        elif not stores.intact(store, [record]):
            found.append(f"{record.path} was altered")
    return found


# --- the column of the expert's comments -----------------------------------------------------------


def comment_column(context: Context) -> Column | None:
    """Whether the expert has commented on a report; an edition without any comment has no such column. A
    report without one is no fault: not everybody needs one.
    """
    edition = context.basis.study.edition
    if not edition.comments:
        return None
    cells = {
        key: Cell("given" if places else "lacking") for key, places in expert_voice.commented(edition).items()
    }
    return Column("comment", "expert's comment", cells)


# --- the columns of the mail ---------------------------------------------------------------------


PROVIDERS: list[Provider] = [build_column, comment_column]
