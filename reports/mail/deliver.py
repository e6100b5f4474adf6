"""Sending the reports of an edition: plan -> confirm -> freeze -> send, one cluster at a time.

What stops one cluster never stops another: it is named with its reason. What would stop everybody (no
server, a wrong password) stops the run, and what was not reached is due the next time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import tenacity

from reports import files
from reports.errors import ConfigurationError
from reports.production import Study, finished

from . import secrets
from .ledger import Ledger, MailState, Message, only_sender
from .plan import OUTBOX, Current, Item, Planner, Route, mail_of
from .smtp import Answer, Envelope, MailServer, MailServerError, Patience

#: The folder of messages as files, and that of a rehearsal's, which must not be taken for them.
OUTBOX_FOLDERS = {False: OUTBOX, True: "outbox-rehearsal"}

#: What the ledger calls the answers.
_STATES: Mapping[str, MailState] = {
    "sent": "SENT",
    "deferred": "DEFERRED",
    "rejected": "REJECTED",
    "unknown": "UNKNOWN",
}

#: So many refusals in a row at the beginning are about us, whatever the server says.
_GIVE_UP = 3


@dataclass(frozen=True, slots=True)
class Delivery:
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

    deliveries: tuple[Delivery, ...]
    stopped: str = ""

    @property
    def complete(self) -> bool:
        return not self.stopped and all(one.good for one in self.deliveries)


Tell = Callable[[Delivery], object]


@dataclass(frozen=True, slots=True)
class Rounds:
    """The pauses, in seconds, before what the server has put off is tried again: about ``first``, doubled
    each time, ``longest`` at most, with up to ``jitter`` more.
    """

    first: float = 60.0
    longest: float = 1_800.0
    jitter: float = 30.0


def send(
    study: Study,
    base: Path,
    ids: Sequence[str],
    route: Route,
    *,
    current: Current,
    confirm: Callable[[Sequence[Item]], bool] = lambda items: True,
    tell: Tell = lambda delivery: None,
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
    finished.Finished(base, study.edition)  # before anything is made where nothing is built
    with only_sender(base), Ledger(base) as ledger:
        ledger.check()
        ledger.recover()
        planner = Planner(study, base, route, ledger, current)
        items = [planner.item(cluster_id) for cluster_id in ids]
        due = [item for item in items if item.verdict == "due"]
        run = _Run(ledger, bool(route.redirect), tell)
        stopped = ""
        if due and not confirm(items):
            stopped = "not confirmed; nothing was sent"
        elif due and route.smtp:
            with MailServer(mail, password, patience=patience, sleep=sleep) as server:
                stopped = run.through(server, due, rounds or Rounds(), mail.attempts, sleep)
        elif due:
            run.to_outbox(base, due)
    planned = (Delivery(one.cluster_id, one.verdict, one.why, one.recipient) for one in items)
    return Sent(tuple(run.deliveries.get(one.cluster_id, one) for one in planned), stopped)


class _Run:
    """One run: what is due is frozen, handed over, and what became of it is written down."""

    def __init__(self, ledger: Ledger, rehearsal: bool, tell: Tell) -> None:
        self._ledger, self._rehearsal, self._tell = ledger, rehearsal, tell
        self._frozen: dict[str, Message] = {}
        self._stopped = ""
        self.deliveries: dict[str, Delivery] = {}

    def _freeze(self, item: Item) -> Message:
        """The message as the ledger keeps it, frozen now or by an earlier run."""
        if item.draft is None:
            assert item.frozen is not None  # noqa: S101  an item that is due has one of them
            return item.frozen
        if item.frozen is not None:
            return self._ledger.refreeze(item.frozen, item.draft, item.message)
        return self._ledger.freeze(item.draft, item.message)

    def _settle(self, delivery: Delivery) -> None:
        self.deliveries[delivery.cluster_id] = delivery
        self._tell(delivery)

    def to_outbox(self, base: Path, due: Sequence[Item]) -> None:
        """Write the messages as files, whole or not at all: ``<id>.eml``, later ones to the same cluster
        ``<id>-2.eml``. The same message again is the same file.
        """
        for item in due:
            message = self._freeze(item)
            suffix = f"-{message.number}" if message.number > 1 else ""
            path = files.child(base / OUTBOX_FOLDERS[self._rehearsal], f"{message.cluster}{suffix}.eml")
            try:
                files.make_folder(path.parent).chmod(0o700)
                files.write(path, self._ledger.frozen(message))
            except OSError as error:
                state, words = "READY", f"the file cannot be written: {files.reason(error)}"
            else:
                state, words = "SENT", str(path)
                self._ledger.step(message, "SENT", str(path.relative_to(base)))
                self._ledger.forget_bytes(message)
            self._settle(Delivery(item.cluster_id, state, words, item.recipient))

    def through(
        self,
        server: MailServer,
        due: Sequence[Item],
        rounds: Rounds,
        attempts: int,
        sleep: Callable[[float], None],
    ) -> str:
        """Send everything that is due once, then what was put off again, ``attempts`` times at most; the
        answer says why the run ended early, and is empty where it did not.
        """
        waiting = list(due)

        def once() -> bool:
            """One round; true where something was put off."""
            nonlocal waiting
            waiting = [item for item in waiting if self._one(server, item) == "deferred"]
            return bool(waiting) and not self._stopped

        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_result(bool),
            wait=tenacity.wait_exponential_jitter(
                max=rounds.longest, jitter=rounds.jitter, multiplier=rounds.first
            ),
            stop=tenacity.stop_after_attempt(attempts),
            before_sleep=lambda _: server.close(),  # servers close idle connections
            retry_error_callback=lambda _: True,
            sleep=sleep,
        )
        try:
            server.connect()
            retrying(once)
        except MailServerError as error:
            self._stopped = str(error)
        return self._stopped

    def _one(self, server: MailServer, item: Item) -> str:
        """Send one message and write down what became of it."""
        if self._stopped:
            return "not reached"
        ledger = self._ledger
        if item.cluster_id not in self._frozen:
            self._frozen[item.cluster_id] = self._freeze(item)
        message = self._frozen[item.cluster_id]
        envelope = Envelope(message.return_path, message.recipient, message.archive, message.envelope_id)
        sending = False

        def before_dot() -> None:
            nonlocal sending
            ledger.step(message, "SENDING")
            sending = True

        try:
            answer = server.deliver(envelope, ledger.frozen(message), before_dot)
        except BaseException:
            if sending:
                ledger.step(message, "UNKNOWN", "interrupted before the server's answer was known")
            raise
        self._note(item, message, answer)
        return answer.verdict

    def _note(self, item: Item, message: Message, answer: Answer) -> None:
        words = f"{answer.code} {answer.words}" if answer.code is not None else answer.words
        # What the server would refuse of every message says nothing against this one.
        state = "DEFERRED" if answer.about_us else _STATES[answer.verdict]
        self._ledger.step(message, state, words)
        if state == "SENT" and self._rehearsal:
            self._ledger.forget_bytes(message)
        self._settle(Delivery(item.cluster_id, state, words, message.recipient))
        tried = list(self.deliveries.values())
        if answer.about_us:
            self._stopped = f"the server would refuse every message ({words}); correct the settings"
        elif len(tried) == _GIVE_UP and all(one.state == "REJECTED" for one in tried):
            self._stopped = (
                f"the server has refused the first {_GIVE_UP} messages; see why before the others are tried. "
                "When it is mended: cluster-reports resolve ID --not-delivered --by NAME"
            )
