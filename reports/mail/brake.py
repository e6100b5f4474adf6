"""When a run has to stop or to pause: what the server says of several messages tells more than of one.

Nobody is to blame for a limit of ours, a list that we stand on or a line that breaks each time; going on
would only spoil more messages. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from .answers import greylisted
from .smtp import Answer

#: So many messages in a row of which nobody knows whether they arrived.
_UNKNOWN = 3
#: So many refusals in a row that may be about us.
_POLICY = 2
#: So many refusals in a row where nothing was taken before in this run, or something was.
_REFUSED_FIRST, _REFUSED = 3, 5
#: So many refusals in a row in the same words that say nothing of whom they are about.
_ALIKE = 3
#: So many messages put off in a row, but for greylisting, which asks every recipient to come again.
_PUT_OFF = 5
#: So many connections in a row that broke.
_BROKEN = 3

Verdict = Literal["go on", "pause", "stop"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What to do after an answer. ``why`` says what is wrong with us or the server. ``pardoned`` are the ids
    of messages that were refused and are due again: it was not about them. ``condemned`` are those that were
    put off and are refused: it was about them, since others are taken.
    """

    verdict: Verdict = "go on"
    why: str = ""
    pardoned: tuple[str, ...] = ()
    condemned: tuple[str, ...] = ()


@dataclass
class Brake:
    """Looks at the answers of one run, one after the other."""

    _since: dict[str, Answer] = field(default_factory=dict)
    _taken: bool = False

    def after(self, cluster_id: str, answer: Answer) -> Judgement:
        """What to do after this answer for this cluster."""
        if answer.verdict == "sent":
            doubtful = tuple(name for name, one in self._refused() if one.about == "policy")
            self._since.clear()
            self._taken = True
            return Judgement(condemned=doubtful)
        self._since.pop(cluster_id, None)
        self._since[cluster_id] = answer
        return self._stopped(answer) or self._paused(answer) or Judgement()

    def rested(self) -> None:
        """After a pause what was put off begins anew; what was refused or is unknown still counts."""
        self._since = {name: one for name, one in self._since.items() if one.verdict != "deferred"}

    def _refused(self) -> Iterator[tuple[str, Answer]]:
        return ((name, one) for name, one in self._since.items() if one.verdict == "rejected")

    def _stopped(self, answer: Answer) -> Judgement | None:
        words = _words(answer)
        if answer.verdict == "unknown":
            several = sum(one.verdict == "unknown" for one in self._since.values())
            if several >= _UNKNOWN:
                why = (
                    f"nobody knows whether the last {several} messages have arrived; ask before the others go"
                )
                return Judgement("stop", why)
        if answer.verdict != "rejected":
            return None
        refused = dict(self._refused())
        if answer.about == "ours":
            why = f"the server would refuse every message ({words}); mend that first"
        elif sum(one.about == "policy" for one in refused.values()) >= _POLICY:
            why = f"the server has refused {len(refused)} messages in a row, and it may be about us ({words})"
        elif answer.about != "recipient" and self._alike(answer) >= _ALIKE:
            why = (
                f"the server has refused {self._alike(answer)} messages in a row in the same words ({words})"
            )
        elif len(refused) >= (_REFUSED if self._taken else _REFUSED_FIRST):
            why = f"the server has refused {len(refused)} messages in a row, the last one with: {words}"
        else:
            return None
        return Judgement(
            "stop", why, tuple(name for name, one in refused.items() if one.about != "recipient")
        )

    def _alike(self, answer: Answer) -> int:
        return sum(one.code == answer.code for _, one in self._refused() if one.about != "recipient")

    def _paused(self, answer: Answer) -> Judgement | None:
        if answer.verdict != "deferred":
            return None
        put_off = [one for one in self._since.values() if one.verdict == "deferred"]
        if answer.code is not None and answer.about == "ours":
            return Judgement("pause", f"the server asks for patience with all messages ({_words(answer)})")
        if sum(one.code is None for one in put_off) >= _BROKEN:
            return Judgement("pause", f"the connection broke {_BROKEN} times in a row ({_words(answer)})")
        patience = [one for one in put_off if one.code and not greylisted(one.code, one.words)]
        if len(patience) >= _PUT_OFF:
            several = f"the server has put off {len(patience)} messages in a row"
            return Judgement("pause", f"{several}, the last one with: {_words(answer)}")
        return None


def _words(answer: Answer) -> str:
    return f"{answer.code} {answer.words}" if answer.code is not None else answer.words


def state(answer: Answer) -> Literal["SENT", "DEFERRED", "REJECTED", "UNKNOWN"]:
    """What the ledger calls an answer. A refusal that is or may be about us marks nobody as refused."""
    match answer.verdict:
        case "sent":
            return "SENT"
        case "unknown":
            return "UNKNOWN"
        case "rejected" if answer.about not in ("ours", "policy"):
            return "REJECTED"
    return "DEFERRED"
