"""Sending the reports of an edition: plan -> confirm -> freeze -> send, one cluster at a time.

What stops one cluster never stops another: it is named with its reason. What would stop everybody (no
server, a wrong password) stops the run, and what was not reached is due the next time.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from reports import files
from reports.errors import ClusterReportsError, ConfigurationError, InputError
from reports.production import Study, finished

from . import brake, secrets
from .brake import Brake
from .drafting import Route
from .ledger import SMTP, Ledger, MailState, Message, WithdrawnError, only_sender
from .plan import Current, Item, Planner, Todo, mail_of, outbox_file, tried
from .smtp import Answer, Envelope, MailServer, MailServerError, Patience, one_line

#: How often a message is planned anew because the edition changes while it is handed over.
_PLANS = 3


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one cluster: ``state`` is the ledger's, WRITTEN for a file of the outbox, or the plan's
    where nothing was sent. ``todo`` is what a person has to do.
    """

    cluster_id: str
    state: str
    words: str
    recipient: str = ""
    todo: Todo = ""

    @property
    def good(self) -> bool:
        """Whether the cluster's message is out, now or since an earlier run."""
        return self.state in ("SENT", "WRITTEN", "done")


@dataclass(frozen=True)
class Sent:
    """The result of a run, in the order of the edition. ``stopped`` says why it ended early; ``removed`` are
    files of the outbox that did not hold any more.
    """

    deliveries: tuple[Delivery, ...]
    stopped: str = ""
    removed: tuple[Path, ...] = ()

    @property
    def complete(self) -> bool:
        return not self.stopped and all(one.good for one in self.deliveries)


Tell = Callable[[Delivery], object]

#: The study as its files are now, and whether a finished report is up to date; the same study while they are.
Reread = Callable[[], tuple[Study, Current]]

#: What a person has to do after an answer.
_TODO: dict[str, Todo] = {"DEFERRED": "later", "REJECTED": "mend", "UNKNOWN": "resolve"}


@dataclass(frozen=True, slots=True)
class Rounds:
    """The pauses, in seconds, before what the server has put off is tried again: about ``first``, doubled
    while nothing goes, ``longest`` at most, with up to ``jitter`` more.
    """

    first: float = 60.0
    longest: float = 1_800.0
    jitter: float = 30.0

    def pause(self, idle: int) -> float:
        """The pause after so many rounds in which nothing went."""
        doubled = min(self.first * 2.0 ** max(0, idle - 1), self.longest)
        return doubled + random.uniform(0.0, self.jitter)  # noqa: S311  no secret


def send(
    study: Study,
    base: Path,
    ids: Sequence[str],
    route: Route,
    *,
    current: Current,
    reread: Reread | None = None,
    confirm: Callable[[Sequence[Item]], bool] = lambda items: True,
    tell: Tell = lambda delivery: None,
    patience: Patience | None = None,
    rounds: Rounds | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Sent:
    """Send what is due to the clusters ``ids``. ``current`` says whether a finished report is up to date,
    ``reread`` gives both anew where the edition has changed meanwhile; ``confirm`` is asked once, with the
    whole plan.

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
        plans = _Plans(study, base, route, ledger, current, reread)
        if not route.smtp:
            return _Outbox(ledger, base, route, tell).write(plans, ids)
        items = [replace(plans.item(cluster_id), message=b"") for cluster_id in ids]
        due = [item for item in items if item.verdict == "due"]
        run = _Run(ledger, plans, tell)
        stopped = ""
        if due and not confirm(items):
            stopped = "not confirmed; nothing was sent"
        elif due:
            with MailServer(mail, password, patience=patience, sleep=sleep) as server:
                stopped = run.through(server, due, rounds or Rounds(), mail.attempts, sleep)
    planned = (_planned(item) for item in items)
    return Sent(tuple(run.deliveries.get(one.cluster_id, one) for one in planned), stopped)


def _planned(item: Item) -> Delivery:
    todo = "later" if item.verdict == "due" else item.todo
    return Delivery(item.cluster_id, item.verdict, item.why, item.recipient, todo)


class _ChangedError(ClusterReportsError):
    """The edition has changed while a message was handed over; it has not left."""


class _Plans:
    """What is due, by the edition as it is at that moment."""

    def __init__(
        self, study: Study, base: Path, route: Route, ledger: Ledger, current: Current, reread: Reread | None
    ) -> None:
        self._base, self._route, self._ledger = base, route, ledger
        self._reread: Reread = reread or (lambda: (study, current))
        self._study = study
        self._planner = Planner(study, base, route, ledger, current)

    def item(self, cluster_id: str) -> Item:
        """The plan for one cluster. Raises what reading an edition raises."""
        study, current = self._reread()
        if study is not self._study:
            old, new = mail_of(self._study.edition), mail_of(study.edition)
            ways = [(one.host, one.port, one.security, one.user) for one in (old, new)]
            if ways[0] != ways[1] and self._route.smtp:
                raise ConfigurationError("the mail server of the edition is another one now")
            self._planner = Planner(study, self._base, self._route, self._ledger, current)
            self._study = study
        if cluster_id not in self._study.edition.row:
            return Item(cluster_id, "refused", "it is not in the edition any more")
        return self._planner.item(cluster_id)

    def unchanged(self) -> None:
        """Raises _ChangedError where the edition is not the one of the last plan any more."""
        if self._reread()[0] is not self._study:
            raise _ChangedError("the edition has changed")


def _frozen(ledger: Ledger, item: Item) -> Message:
    """The message as the ledger keeps it, frozen now or by an earlier run."""
    before = item.frozen
    if item.draft is None:
        assert before is not None  # noqa: S101  an item that is due has one of them
        return before
    if before is not None and not tried(before):
        return ledger.refreeze(before, item.draft, item.message)
    return ledger.freeze(item.draft, item.message, before)


class _Outbox:
    """The outbox: a picture of what would be sent now, as files that a mail program opens."""

    def __init__(self, ledger: Ledger, base: Path, route: Route, tell: Tell) -> None:
        self._ledger, self._base, self._route, self._tell = ledger, base, route, tell

    def write(self, plans: _Plans, ids: Sequence[str]) -> Sent:
        """Write what is due to ``ids``, whole or not at all, and remove what does not hold any more."""
        deliveries = [self._one(plans.item(cluster_id)) for cluster_id in ids]
        good = {one.cluster_id for one in deliveries if one.state == "WRITTEN"}
        return Sent(tuple(deliveries), removed=tuple(self._sweep(plans, good, set(ids))))

    def _one(self, item: Item) -> Delivery:
        if item.verdict != "due":
            return _planned(item)
        path = outbox_file(self._base, self._route, item.cluster_id)
        delivery = Delivery(item.cluster_id, "WRITTEN", str(path), item.recipient)
        try:
            if item.draft is not None:
                message = _frozen(self._ledger, item)
                files.make_folder(path.parent).chmod(0o700)
                files.write(path, item.message)
                self._ledger.written(message, str(path.relative_to(self._base)))
        except OSError as error:
            words = f"the file cannot be written: {files.reason(error)}"
            delivery = Delivery(item.cluster_id, "READY", words, item.recipient, "later")
        self._tell(delivery)
        return delivery

    def _sweep(self, plans: _Plans, good: set[str], ids: set[str]) -> list[Path]:
        """Remove the files of this outbox that say what would not be sent now; those of nobody stay."""
        folder = outbox_file(self._base, self._route, "any").parent
        removed = []
        for name, message in self._ledger.files(self._route.channel).items():
            path = self._base / name
            if path.parent != folder or not path.is_file():
                continue
            fits = path == outbox_file(self._base, self._route, message.cluster)
            if fits and message.cluster in good:
                continue
            if fits and message.cluster not in ids:
                item = plans.item(message.cluster)
                if item.verdict == "due" and item.draft is None:  # it lies there as it would be written now
                    continue
            with suppress(OSError):
                path.unlink()
                removed.append(path)
        return removed


class _Run:
    """One run: what is due is frozen, handed over, and what became of it is written down."""

    def __init__(self, ledger: Ledger, plans: _Plans, tell: Tell) -> None:
        self._ledger, self._plans, self._tell = ledger, plans, tell
        self._brake = Brake()
        self._messages: dict[str, Message] = {}
        self._stopped = self._paused = ""
        self.deliveries: dict[str, Delivery] = {}

    def _settle(self, delivery: Delivery) -> None:
        self.deliveries[delivery.cluster_id] = delivery
        self._tell(delivery)

    def through(
        self,
        server: MailServer,
        due: Sequence[Item],
        rounds: Rounds,
        attempts: int,
        sleep: Callable[[float], None],
    ) -> str:
        """Send everything that is due once, then what was put off again, each message ``attempts`` times at
        most; the answer says why the run ended early, and is empty where it did not. What was tried before
        goes last, so that it cannot keep the others from their turn.
        """
        waiting = sorted(due, key=lambda item: item.frozen.attempts if item.frozen else 0)
        tries = dict.fromkeys((item.cluster_id for item in due), 0)
        idle = 0
        try:
            server.connect()
            while True:
                idle += 1
                left: list[Item] = []
                for place, item in enumerate(waiting):
                    tries[item.cluster_id] += 1
                    answer = self._one(server, item)
                    if answer == "sent":
                        idle = 0
                    elif answer == "deferred" and tries[item.cluster_id] < attempts:
                        left.append(item)
                    if self._stopped or self._paused:
                        left += waiting[place + 1 :]
                        break
                waiting = left
                if self._stopped or not waiting or idle >= attempts or attempts == 1:
                    break
                server.close()  # servers close idle connections
                sleep(rounds.pause(idle))
                self._paused = ""
                self._brake.rested()
        except MailServerError as error:
            self._stopped = str(error)
        if self._paused and waiting and not self._stopped:
            self._stopped = self._paused
        return self._stopped

    def _one(self, server: MailServer, item: Item) -> str:
        """Send one message, if it still is what was confirmed, and write down what became of it. Gives the
        server's answer, or nothing where it was not asked.
        """
        fresh = item
        try:
            for _ in range(_PLANS):
                fresh = self._plans.item(item.cluster_id)
                if (fresh.verdict, fresh.recipe) != ("due", item.recipe):
                    break
                with suppress(_ChangedError):
                    return self._hand_over(server, fresh)
        except WithdrawnError as error:
            self._settle(Delivery(item.cluster_id, "waiting", str(error), item.recipient, "approve"))
            return ""
        except (InputError, ConfigurationError) as error:
            self._stopped = f"the edition cannot be used any more: {one_line(str(error))[:500]}"
            return ""
        if fresh.verdict == "due":
            why = "it is not what was confirmed: the edition has changed since"
            self._settle(Delivery(item.cluster_id, "waiting", why, fresh.recipient, "later"))
        else:
            self._settle(_planned(fresh))
        return ""

    def _hand_over(self, server: MailServer, item: Item) -> str:
        ledger, message = self._ledger, _frozen(self._ledger, item)
        self._messages[item.cluster_id] = message
        envelope = Envelope(message.return_path, message.recipient, message.archive, message.envelope_id)
        sending = False

        def before_dot() -> None:
            nonlocal sending
            self._plans.unchanged()
            ledger.step(message, "SENDING")
            sending = True

        try:
            answer = server.deliver(envelope, ledger.frozen(message), before_dot)
        except BaseException:
            if sending:
                ledger.step(message, "UNKNOWN", "interrupted before the server's answer was known")
            raise
        self._note(message, answer)
        return answer.verdict

    def _note(self, message: Message, answer: Answer) -> None:
        words = f"{answer.code} {answer.words}" if answer.code is not None else answer.words
        state = brake.state(answer)
        self._ledger.step(message, state, words)
        if state == "SENT" and message.channel != SMTP:
            self._ledger.forget_bytes(message)
        todo = _TODO.get(state, "")
        self._settle(Delivery(message.cluster, state, words, message.recipient, todo))
        judgement = self._brake.after(message.cluster, answer)
        for cluster_id in judgement.pardoned:
            self._correct(cluster_id, "REJECTED", "DEFERRED")
        for cluster_id in judgement.condemned:
            self._correct(cluster_id, "DEFERRED", "REJECTED")
        if judgement.verdict == "stop":
            self._stopped = judgement.why
        elif judgement.verdict == "pause":
            self._paused = judgement.why

    def _correct(self, cluster_id: str, old: MailState, new: MailState) -> None:
        """What a refusal was about is seen by what followed."""
        delivery = self.deliveries[cluster_id]
        if delivery.state == old:
            self._ledger.step(self._messages[cluster_id], new, delivery.words)
            self.deliveries[cluster_id] = replace(delivery, state=new, todo=_TODO[new])
