"""What the expert writes at the desk: a file of comments beside the edition, which itself is never rewritten.

Its rows are those of the sheet ``comments``, with who saved each and when; whoever likes can go on in a
spreadsheet. Nothing is saved that `check` would refuse, and nobody's words are replaced by somebody who has
not seen them.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from reports import files, inert
from reports.edition import Lang, markdown
from reports.edition.loading import RawTable, collected, folder, load
from reports.edition.validation import comments, validate
from reports.errors import ConfigurationError, InputError, Problem
from reports.production import supported_characters

#: The columns of a new file.
COLUMNS = ("id", "place", "text_pl", "text_en", "author", *comments.SAVED)

#: What can be decided about a recommendation at the desk.
DECISIONS = ("pin", "drop")

Row = Mapping[str, str]


#: One at a time: another one may have been shown what the first one replaces.
_SAVING = threading.Lock()


class ConflictError(Exception):
    """Somebody else has changed the comment since it was shown."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the file holds at one place of a report, in one language: the words, who signs them, who saved
    them and when. ``mark`` is the fingerprint of all of it, to see later whether it has changed.
    """

    text: str
    author: str
    saved_by: str
    saved_at: str
    mark: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What the file decides about a recommendation ("" for nothing), and the fingerprint of that."""

    decision: str
    mark: str


@dataclass(frozen=True)
class Comments:
    """The file of comments beside the edition at ``edition`` as it was read: its heading and its rows."""

    edition: Path
    header: tuple[str, ...]
    rows: tuple[Row, ...]

    @staticmethod
    def of(edition: Path) -> Comments:
        """Read the file; no rows where there is none. Raises ConfigurationError where it cannot be read."""
        path = folder.comments_beside(edition)
        if not path.exists():
            return Comments(edition, COLUMNS, ())
        table, problems = load.load_comments(edition)
        if table is None:
            raise ConfigurationError("\n".join(map(str, problems)))
        header = tuple(str(cell).strip() for cell in table.header)
        rows = tuple(dict(zip(header, map(str, cells), strict=False)) for _, cells in table.rows)
        return Comments(edition, header, rows)

    def at(self, cluster: str, place: str, lang: Lang) -> Spoken:
        """What stands at a place of the report of a cluster."""
        found = [row for row in self.rows if _is_at(row, cluster, place)]
        texts = [row.get(f"text_{lang}", "").strip() for row in found]
        last: Row = found[-1] if found else {}
        return Spoken(
            "\n\n".join(filter(None, texts)),
            next((row["author"] for row in found if row.get("author")), ""),
            last.get("saved_by", ""),
            last.get("saved_at", ""),
            _mark_of(found),
        )

    def with_text(self, cluster: str, place: str, lang: Lang, text: str, author: str, by: str) -> Comments:
        """The file with these words at a place, instead of what stood there; without any, with none. Words in
        the other language stay.
        """
        header = (*self.header, *(name for name in COLUMNS if name not in self.header))
        old = [row for row in self.rows if _is_at(row, cluster, place)]
        other = "en" if lang == "pl" else "pl"
        others = "\n\n".join(filter(None, (row.get(f"text_{other}", "").strip() for row in old)))
        new: list[Row] = []
        if text.strip() or others:
            words = {f"text_{lang}": text.strip(), f"text_{other}": others}
            noted = {
                name: next((row[name] for row in old if row.get(name)), "")
                for name in header
                if name not in COLUMNS
            }
            new = [{**noted, "id": cluster, "place": place, **words, "author": author, **_saved_by(by)}]
        rows: list[Row] = []
        for row in self.rows:
            if not _is_at(row, cluster, place):
                rows.append(row)
            elif new:
                rows.append(new.pop())
        return replace(self, header=header, rows=(*rows, *new))

    def decided(self, cluster: str, record: str) -> Decided:
        """What this file decides about a recommendation in the report of a cluster."""
        found = [row for row in self.rows if _is_about(row, cluster, record)]
        return Decided(found[0].get("decision", "").strip().casefold() if found else "", _mark_of(found))

    def with_decision(
        self, cluster: str, record: str, decision: str, lang: Lang, reason: str, by: str
    ) -> Comments:
        """The file with this decision about a recommendation instead of what it decided before; with none
        where it is left to the rules.
        """
        more = ("decision", "record", *COLUMNS)
        header = (*self.header, *(name for name in more if name not in self.header))
        rows = [row for row in self.rows if not _is_about(row, cluster, record)]
        if decision:
            about = {"id": cluster, "place": "recommendations", "decision": decision, "record": record}
            rows.append({**about, f"text_{lang}": reason, **_saved_by(by)})
        return replace(self, header=header, rows=tuple(rows))

    def as_csv(self) -> bytes:
        """The file, as Excel opens it: a list is no formula."""
        out = io.StringIO()
        writer = csv.DictWriter(out, self.header, restval="", extrasaction="ignore", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({name: inert.whole(value) for name, value in row.items()} for row in self.rows)
        return out.getvalue().encode("utf-8-sig")

    def problems(self) -> tuple[Problem, ...]:
        """What `check` would say of the file, if it were saved so."""
        beside = folder.comments_beside(self.edition)
        raw = load.load(self.edition)
        cells = [(n, tuple(row.get(name, "") for name in self.header)) for n, row in enumerate(self.rows, 2)]
        table = RawTable("comments", beside.name, "", self.header, cells)
        raw = replace(raw, tables={**raw.tables, collected.BESIDE: table})
        try:
            validate.validate(raw, supported_characters())
        except InputError as error:
            return tuple(one for one in error.problems if one.file == beside.name)
        return ()

    def save(self) -> None:
        """Write the file, whole or not at all. Raises ConfigurationError."""
        path = folder.comments_beside(self.edition)
        with files.writing(path.parent):
            files.write(path, self.as_csv())


def _mark_of(rows: Sequence[Row]) -> str:
    """The fingerprint of rows, to see later whether they have changed."""
    facts = json.dumps([sorted(row.items()) for row in rows], ensure_ascii=False)
    return hashlib.sha256(facts.encode()).hexdigest()[:32]


def _saved_by(person: str) -> Row:
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    return dict(zip(comments.SAVED, (person, now), strict=True))


def _is_at(row: Row, cluster: str, place: str) -> bool:
    return (row.get("id", "").strip(), row.get("place", "").strip()) == (cluster, place) and not row.get(
        "decision", ""
    ).strip()


def _is_about(row: Row, cluster: str, record: str) -> bool:
    """Whether a row decides about a recommendation; other words for it are not decided on here."""
    decision = row.get("decision", "").strip().casefold()
    about = row.get("id", "").strip(), row.get("record", "").strip()
    return decision in DECISIONS and about == (cluster, record)


def decide(
    edition: Path, cluster: str, record: str, decision: str, lang: Lang, reason: str, by: str, seen: str
) -> Sequence[Problem]:
    """Save a decision about a recommendation, as :func:`save` does with a comment."""
    return _change(
        edition,
        lambda known: known.decided(cluster, record).mark == seen,
        lambda known: known.with_decision(cluster, record, decision, lang, reason, by),
    )


def save(
    edition: Path, cluster: str, place: str, lang: Lang, text: str, author: str, by: str, seen: str
) -> Sequence[Problem]:
    """Save what somebody wrote at a place, who has seen what stood there as ``seen`` says. Nothing is saved
    where there are problems with it.

    Raises ConflictError where something else stands there now, and ConfigurationError.
    """
    return _change(
        edition,
        lambda known: known.at(cluster, place, lang).mark == seen,
        lambda known: known.with_text(cluster, place, lang, text, author, by),
    )


def _change(
    edition: Path, is_as_shown: Callable[[Comments], bool], changed: Callable[[Comments], Comments]
) -> Sequence[Problem]:
    """Save the file ``changed``, if what it replaces is as shown and `check` says nothing against it."""
    with _SAVING:
        known = Comments.of(edition)
        if not is_as_shown(known):
            raise ConflictError
        new = changed(known)
        problems = new.problems()
        if not problems:
            new.save()
        return problems


def printed(text: str) -> tuple[tuple[markdown.Part, ...], str]:
    """The words as they are printed, or what in them cannot be."""
    try:
        return markdown.parse(text), ""
    except markdown.ProseError as error:
        return (), f"{error.cause}: {error.found}. {error.remedy}"
