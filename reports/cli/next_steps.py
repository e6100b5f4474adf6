"""What to do next about messages that have not gone, as commands that can be typed as they stand."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from . import options
from .output import count

if TYPE_CHECKING:
    from reports.mail import Route

#: So many ids stand in a command; where there are more, it goes without them.
_MOST_IDS = 12

_WHO = '--by "YOUR NAME"'


@dataclass(frozen=True, slots=True)
class Told:
    """How the command was given."""

    edition: Path
    output: Path
    route: Route
    ids: Sequence[str]

    def command(self, name: str, ids: Iterable[str] = (), *more: str) -> str:
        """A command on this edition, as it must be typed."""
        words = ["cluster-reports", name, str(self.edition), *ids, *more]
        return shlex.join([*words, *self._folder])

    @property
    def _folder(self) -> list[str]:
        return [] if self.output == options.OUT else ["-o", str(self.output)]

    def send(self, ids: Iterable[str] = (), *more: str) -> str:
        """``send`` on the same way."""
        way = ["--smtp"] if self.route.smtp else []
        way += ["--redirect", self.route.redirect] if self.route.redirect else []
        return self.command("send", ids, *way, *more)

    def resolve(self, ids: Sequence[str], edition_id: str, verdict: str) -> str:
        """``resolve``, which knows an edition by its id."""
        chosen = ids if len(ids) <= _MOST_IDS else ["--state", "UNKNOWN"]
        words = ["cluster-reports", "resolve", *chosen, verdict, "--edition", edition_id, *self._folder]
        return f"{shlex.join(words)} {_WHO}"


def lines(todo: Iterable[tuple[str, str]], edition_id: str, told: Told) -> list[str]:
    """What to do about the clusters of ``todo``, pairs of an id and what :attr:`.Item.todo` says of it."""
    groups: dict[str, list[str]] = {}
    for cluster_id, what in todo:
        groups.setdefault(what, []).append(cluster_id)

    def some(what: str) -> list[str]:
        """The ids of a group as arguments; none where there are too many."""
        ids = groups.get(what, [])
        return ids if len(ids) <= _MOST_IDS else list(told.ids)

    def those(what: str) -> str:
        ids = groups[what]
        return ", ".join(ids) if len(ids) <= _MOST_IDS else count(len(ids), "report")

    found = []
    if "address" in groups:
        found.append(f"{those('address')}: give an address (column email of clusters), approve, and send")
    if "build" in groups:
        found.append(f"{those('build')}: {told.command('build', some('build'))}")
        found.append(f"    and then: {told.command('approve', some('build'))} {_WHO}")
    if "approve" in groups:
        found.append(f"{those('approve')}: look, then: {told.command('approve', some('approve'))} {_WHO}")
    if "resolve" in groups:
        yes, no = (told.resolve(groups["resolve"], edition_id, f"--{x}delivered") for x in ("", "not-"))
        found.append(f"{those('resolve')}: ask whether it has arrived. If it has: {yes}")
        found.append(f"    if it has not: {no}")
    if "mend" in groups:
        approve = told.command("approve", some("mend"))
        found.append(f"{those('mend')}: correct the address in clusters, then: {approve} {_WHO}")
        found.append(f"    and then: {told.send(told.ids)}")
        again = told.send(some("mend"), *_again(groups["mend"]))
        found.append(f"    if the address is right and the cause is gone: {again}")
    if "again" in groups:
        found.append(f"{those('again')}: to send it too: {told.send(groups['again'], '--again')}")
    if "later" in groups:
        found.append(f"{those('later')}: still due, run it again later: {told.send(told.ids)}")
    return found


def _again(ids: Sequence[str]) -> list[str]:
    states = ["--state", "REJECTED", "--state", "BOUNCED"]
    return ["--again"] if len(ids) <= _MOST_IDS else ["--again", *states]
