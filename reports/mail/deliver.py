"""The story of a delivery: plan -> confirm -> freeze -> send, one cluster at a time.

What stops one cluster never stops another: it is named with its reason. What would stop everybody (no
server, a wrong password) stops the run, and what was not reached is due the next time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tenacity

from reports import files
from reports.errors import ConfigurationError
from reports.production import Study

from . import outbox, secrets
from .ledger import Entry, Ledger, only_sender
from .plan import Current, Item, Planner, Route, mail_of, manifest_of
from .smtp import Answer, Envelope, Patience, Post, PostError

#: So many refusals in a row at the beginning are about us, whatever the server says.
_GIVE_UP = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one cluster: ``state`` is the ledger's, or the plan's where nothing was sent."""

    cluster_id: str
    state: str
    words: str
    recipient: str = ""

    @property
    def good(self) -> bool:
        """Whether the cluster's message is out, now or since an earlier run."""
        return self.state in ("SENT", "done")


@dataclass(frozen=True)
class Sent:
    """The result of a run, in the order of the edition. ``stopped`` says why it ended early."""

    outcomes: tuple[Outcome, ...]
    stopped: str = ""

    @property
    def complete(self) -> bool:
        return not self.stopped and all(outcome.good for outcome in self.outcomes)


Tell = Callable[[Outcome], object]


# --- sending -------------------------------------------------------------------------------------


def send(
    study: Study,
    base: Path,
    ids: Sequence[str],
    route: Route,
    *,
    current: Current,
    confirm: Callable[[Sequence[Item]], bool] = lambda items: True,
    tell: Tell = lambda outcome: None,
    patience: Patience | None = None,
    rounds: Rounds | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Sent:
    """Send what is due to the clusters ``ids``. ``current`` says whether a finished report is up to date;
    ``confirm`` is asked once, with the whole plan.

    Raises ConfigurationError or LedgerError before anything is sent where nothing can be; afterwards only
    LedgerError, where what has happened cannot be written down.
    """
    mail = mail_of(study.edition)
    password = None
    if route.smtp:
        if not mail.host:
            raise ConfigurationError("the edition names no mail server; add host to [mail]")
        if study.edition.fictional and not route.redirect and not mail.on_this_computer:
            raise ConfigurationError(
                "the edition says that its data are fictional (fictional = true), and every page of its "
                "reports does; nothing is sent to real coordinators. Rehearse with --redirect"
            )
        if mail.user:
            password = secrets.read(secrets.SMTP_PASSWORD, "the password for the mail server")
    manifest_of(base, study.edition)  # before anything is made where nothing is built
    with only_sender(base), Ledger(base) as ledger:
        ledger.recover()
        planner = Planner(study, base, route, ledger, current)
        items = [planner.item(cluster_id) for cluster_id in ids]
        due = [item for item in items if item.verdict == "due"]
        outcomes = {
            item.cluster_id: Outcome(item.cluster_id, item.verdict, item.why, item.recipient)
            for item in items
        }
        stopped = ""
        if due and not confirm(items):
            stopped = "not confirmed; nothing was sent"
        elif due and route.smtp:
            with Post(mail, password, patience=patience, sleep=sleep) as post:
                run = _Run(ledger, post, rounds or Rounds(), mail.attempts, sleep, tell, bool(route.redirect))
                stopped = run.all(due)
                outcomes |= run.outcomes
        elif due:
            outcomes |= _to_outbox(ledger, base, due, bool(route.redirect), tell)
    return Sent(tuple(outcomes[item.cluster_id] for item in items), stopped)


def _freeze(ledger: Ledger, item: Item) -> Entry:
    """The message as the ledger keeps it, frozen now or by an earlier run."""
    if item.draft is None:
        assert item.frozen is not None  # noqa: S101  an item that is due has one of them
        return item.frozen
    if item.frozen is not None:
        return ledger.refreeze(item.frozen, item.draft, item.message)
    return ledger.freeze(item.draft, item.message)


def _to_outbox(
    ledger: Ledger, base: Path, due: Sequence[Item], rehearsal: bool, tell: Tell
) -> dict[str, Outcome]:
    outcomes = {}
    for item in due:
        entry = _freeze(ledger, item)
        try:
            path = outbox.put(base, entry, ledger.frozen(entry), rehearsal=rehearsal)
        except OSError as error:
            outcome = Outcome(
                item.cluster_id, "READY", f"the file cannot be written: {files.reason(error)}", item.recipient
            )
        else:
            ledger.step(entry, "SENT", str(path.relative_to(base)))
            ledger.forget_bytes(entry)
            outcome = Outcome(item.cluster_id, "SENT", str(path), item.recipient)
        outcomes[item.cluster_id] = outcome
        tell(outcome)
    return outcomes


@dataclass(frozen=True, slots=True)
class Rounds:
    """The pauses, in seconds, before what the server has put off is tried again: about ``first``, doubled
    each time, ``longest`` at most, with up to ``jitter`` more.
    """

    first: float = 60.0
    longest: float = 1_800.0
    jitter: float = 30.0


class _Run:
    """One run through a mail server: everything that is due once, then what was put off again."""

    def __init__(
        self,
        ledger: Ledger,
        post: Post,
        rounds: Rounds,
        attempts: int,
        sleep: Callable[[float], None],
        tell: Tell,
        rehearsal: bool,
    ) -> None:
        self._ledger, self._post, self._rounds, self._attempts = ledger, post, rounds, attempts
        self._sleep, self._tell, self._rehearsal = sleep, tell, rehearsal
        self.outcomes: dict[str, Outcome] = {}
        self._frozen: dict[str, int] = {}
        self._stopped = ""

    def all(self, due: Sequence[Item]) -> str:
        """Send them; the answer says why the run ended early, and is empty where it did not."""
        waiting = list(due)

        def once() -> bool:
            """One round; true where something was put off."""
            nonlocal waiting
            waiting = [item for item in waiting if self._one(item) == "deferred"]
            return bool(waiting) and not self._stopped

        def pause(_: tenacity.RetryCallState) -> None:
            self._post.close()  # no server likes a silent guest

        rounds = self._rounds
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_result(bool),
            wait=tenacity.wait_exponential_jitter(
                max=rounds.longest, jitter=rounds.jitter, multiplier=rounds.first
            ),
            stop=tenacity.stop_after_attempt(self._attempts),
            before_sleep=pause,
            retry_error_callback=lambda _: True,
            sleep=self._sleep,
        )
        try:
            self._post.connect()
            retrying(once)
        except PostError as error:
            self._stopped = str(error)
        return self._stopped

    def _one(self, item: Item) -> str:
        """Send one message and write down what became of it."""
        if self._stopped:
            return "not reached"
        ledger = self._ledger
        entry = ledger.entry(self._frozen[item.cluster_id]) if item.cluster_id in self._frozen else None
        if entry is None:
            entry = _freeze(ledger, item)
            self._frozen[item.cluster_id] = entry.id
        envelope = Envelope(entry.return_path, entry.recipient, entry.archive, entry.envelope_id)
        sending = False

        def before_dot() -> None:
            nonlocal sending
            ledger.step(entry, "SENDING")
            sending = True

        try:
            answer = self._post.deliver(envelope, ledger.frozen(entry), before_dot)
        except BaseException:
            if sending:
                ledger.step(entry, "UNKNOWN", "interrupted before the server's answer was known")
            raise
        self._settle(item, entry, answer)
        return answer.verdict

    def _settle(self, item: Item, entry: Entry, answer: Answer) -> None:
        ledger = self._ledger
        words = f"{answer.code} {answer.words}" if answer.code is not None else answer.words
        match answer.verdict:
            case "sent":
                ledger.step(entry, "SENT", words)
                if self._rehearsal:
                    ledger.forget_bytes(entry)
            case "rejected" if not answer.about_us:
                ledger.step(entry, "REJECTED", words)
            case "unknown":
                ledger.step(entry, "UNKNOWN", words)
            case _:
                ledger.step(entry, "DEFERRED", words)
        state = ledger.entry(entry.id).state
        outcome = Outcome(item.cluster_id, state, words, entry.recipient)
        self.outcomes[item.cluster_id] = outcome
        self._tell(outcome)
        tried = list(self.outcomes.values())
        if answer.about_us:
            self._stopped = f"the server would refuse every message ({words}); correct the settings"
        elif len(tried) == _GIVE_UP and all(one.state == "REJECTED" for one in tried):
            self._stopped = (
                f"the server has refused the first {_GIVE_UP} messages; see why before the others are tried. "
                "When it is mended: cluster-reports resolve ID --not-delivered --by NAME"
            )
