"""What is due to whom, and why somebody gets nothing.

Decided from the edition, the finished files, the approvals and the ledger; nothing is changed here but
approvals, and those by a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, cast

from reports import files
from reports.edition import Cluster, Edition, Lang, MailSettings
from reports.errors import ConfigurationError, Finding, ReportError
from reports.production import Study, finished
from reports.production.record import manifest

from . import copies, message, secrets
from . import ledger as mail_ledger
from .drafting import Drafter, Route, Wish
from .ledger import OUTBOX, SMTP, Approval, Draft, Ledger, Message
from .secrets import Secret
from .witness import GONE, minute

#: due: a message goes out. done: it went before. waiting: a person has to do something first.
#: refused: something does not agree.
Verdict = Literal["due", "done", "waiting", "refused"]

#: What a person has to do before the message can go: nothing, give an address, build the report, approve it,
#: find out whether an earlier message arrived, mend the address, say that it goes again, just run it again.
Todo = Literal["", "address", "build", "approve", "resolve", "mend", "again", "later"]

#: The folder of messages as files, and that of a rehearsal's, which must not be taken for them.
_FOLDERS = {False: OUTBOX, True: "outbox-rehearsal"}

#: Whether a finished report still says what it would say now.
Current = Callable[[manifest.Entry], bool]


@dataclass(frozen=True, slots=True, repr=False)
class Item:
    """What is planned for one cluster, with its fingerprint ``recipe`` where a message is due. ``message``
    are the bytes of a new message with its ``draft``; ``frozen`` is a message of an earlier run that would be
    made alike and is sent as it is, or, beside a draft, one that it takes the place of.
    """

    cluster_id: str
    verdict: Verdict
    why: str = ""
    todo: Todo = ""
    recipient: str = ""
    subject: str = ""
    size: int = 0
    recipe: str = ""
    draft: Draft | None = None
    message: bytes = b""
    frozen: Message | None = None


# --- approval ------------------------------------------------------------------------------------


def approve(
    study: Study,
    base: Path,
    ids: Sequence[str],
    by: str,
    current: Current,
    shown: Mapping[str, str] | None = None,
) -> tuple[list[Approval], list[ReportError]]:
    """Let the reports of ``ids`` go, as they are now and to the addresses of now. Those that cannot be
    proven, or are not ``current``, are given back with their causes; where ``shown`` has the hashes of the
    files that a person has seen, so are those whose file is another one. Raises ConfigurationError where
    nothing is built, or the ledger is not the one that was used last.
    """
    built = finished.Finished(base, study.edition)
    approved, refused = [], []
    with Ledger(base) as ledger:
        ledger.check()
        for cluster_id in ids:
            try:
                proven = _prove(built, cluster_id, current)
                if shown is not None and shown.get(cluster_id) != proven.sha256:
                    cause = "the report was built anew since it was shown; look at it again"
                    raise ReportError(cluster_id, (Finding("seen", cause),))
            except ReportError as error:
                refused.append(error)
            else:
                email = study.edition.cluster(cluster_id).email
                ledger.approve(cluster_id, proven.sha256, proven.entry.content, email, by)
                approved.append(cluster_id)
        approvals = ledger.approvals()
    return [approvals[cluster_id] for cluster_id in approved], refused


def _prove(built: finished.Finished, cluster_id: str, current: Current) -> finished.Proven:
    proven = built.prove(cluster_id)
    if not current(proven.entry):
        cause = "the report would say something else now: data or words have changed since; build it again"
        raise ReportError(cluster_id, (Finding("stale", cause),))
    return proven


# --- the plan ------------------------------------------------------------------------------------


class Planner:
    """Decides for one cluster after the other, by what the ledger says at that moment. Makes everything but
    changes nothing.
    """

    def __init__(
        self, study: Study, base: Path, route: Route, ledger: Ledger | None, current: Current
    ) -> None:
        """``ledger`` is None where nothing was ever approved. Raises ConfigurationError for what would stop
        everybody: no [mail], nothing built, a secret that is missing.
        """
        self._edition = study.edition
        self._base = base
        self._current = current
        self._route = route
        self._ledger = ledger
        mail = mail_of(study.edition)
        check_redirect(study.edition, route)
        self._built = finished.Finished(base, study.edition)
        self._drafter = Drafter(
            study.edition,
            mail,
            route,
            passwords=passwords_secret() if mail.encrypt else None,
            signer=signer() if mail.sign else None,
        )

    def item(self, cluster_id: str) -> Item:
        """What is planned for this cluster, with the whole message where a new one is due."""
        cluster = self._edition.cluster(cluster_id)
        try:
            return self._item(cluster)
        except ReportError as error:
            return Item(cluster_id, "refused", str(error), "build", cluster.email)
        except message.MessageError as error:
            return Item(cluster_id, "refused", str(error), "", cluster.email)

    def _item(self, cluster: Cluster) -> Item:
        def nothing(verdict: Verdict, why: str, todo: Todo) -> Item:
            return Item(cluster.id, verdict, why, todo, cluster.email)

        if not cluster.email:
            return nothing("waiting", "the edition has no e-mail address", "address")
        ledger = self._ledger
        approval = ledger.approval(cluster.id) if ledger else None
        history = ledger.history(self._decides, cluster.id) if ledger else []
        if history and (standing := self._standing(history[-1], cluster, approval)):
            return standing
        if not history and (before := self._renamed(cluster)):
            why = (
                f"the report of {before.cluster}, which is not in the edition any more, went to the same "
                f"address on {minute(before.changed)}; if that is another one, name this one with --again"
            )
            return nothing("waiting", why, "again")
        proven = _prove(self._built, cluster.id, self._current)
        if approval is None:
            return nothing("waiting", "not approved", "approve")
        if approval.report_sha256 != proven.sha256:
            return nothing(
                "refused",
                f"the report was built anew after {approval.by} approved it; look at it and approve it again",
                "approve",
            )
        if approval.recipient != cluster.email:
            return nothing(
                "refused",
                f"the address was changed after {approval.by} approved the report for "
                f"{approval.recipient or 'nobody'}; approve it again",
                "approve",
            )
        return self._due(cluster, history, approval, proven)

    def _renamed(self, cluster: Cluster) -> Message | None:
        """The message that this cluster may have got under another id, which the edition had before."""
        if self._ledger is None or self._route.redirect or self._route.again:
            return None
        address = cluster.email.casefold()
        for one in self._ledger.latest(SMTP).values():
            out = one.state in GONE and not one.bounced
            if out and one.cluster not in self._edition.row and one.recipient.casefold() == address:
                return one
        return None

    @property
    def _decides(self) -> str:
        """The channel whose messages say what is due: the outbox shows what would really be sent."""
        return SMTP if self._route.channel == OUTBOX else self._route.channel

    def _standing(self, before: Message, cluster: Cluster, approval: Approval | None) -> Item | None:
        """What an earlier message means for this run; None where it does not stand in the way."""
        again, day = self._route.again, minute(before.changed)
        if before.state == "SENDING":
            why = "a message is being sent, or was when a run was killed"
            return _as_before(before, "waiting", why, "later")
        if self._route.redirect:
            return None  # a rehearsal can always be repeated
        newer = approval is not None and approval.report_sha256 != before.report_sha256
        moved = cluster.email != before.recipient
        if before.state == "UNKNOWN":
            why = f"nobody knows whether the message of {day} arrived ({before.words}); ask the coordinator"
            return _as_before(before, "waiting", why, "resolve")
        if before.state == "SENT" and not again:
            if before.bounced:
                came_back = f"it came back ({before.bounced})"
                return None if moved else _as_before(before, "waiting", came_back, "mend")
            if newer or moved:
                what = "another version of the report" if newer else f"the report, to {before.recipient},"
                why = f"{what} went out on {day}; this one goes only if you name the cluster with --again"
                return _as_before(before, "waiting", why, "again")
            return _as_before(before, "done", f"sent on {day}")
        if before.state == "REJECTED" and not again and not newer and not moved and not before.recipe:
            return _refused(before)  # of an earlier version, which did not say what it was made from
        return None

    def _due(
        self, cluster: Cluster, history: Sequence[Message], approval: Approval, proven: finished.Proven
    ) -> Item:
        """The message that goes out: a frozen one that would be made alike now, or a new one."""
        route, before = self._route, history[-1] if history else None
        earlier = [one for one in history if one.state == "SENT" and not one.bounced]
        if route.channel == OUTBOX and route.again:  # whoever says so has sent a file from a mail program
            earlier += self._written(cluster.id)
        wish = Wish(
            cluster=cluster,
            lang=cast(Lang, proven.entry.lang or cluster.language),
            report_sha256=proven.sha256,
            approved_by=approval.by,
            corrected=any(one.report_sha256 != proven.sha256 for one in earlier),
        )
        recipe = self._drafter.recipe(wish)
        if not route.smtp:
            return self._file(wish, proven, approval, recipe)
        why = ""
        if before is not None:
            if before.recipe == recipe:
                if before.state == "REJECTED" and not route.again and not route.redirect:
                    return _refused(before)
                if before.state == "SENT" and not route.again:  # a rehearsal
                    return _as_before(before, "done", f"rehearsed on {minute(before.changed)}")
                if before.state in ("READY", "DEFERRED"):
                    return _frozen(before, "again" if before.attempts else "")
            elif before.state in ("READY", "DEFERRED", "REJECTED"):
                why = "made anew"
        return self._new(wish, proven, approval, recipe, before, why)

    def _new(
        self,
        wish: Wish,
        proven: finished.Proven,
        approval: Approval,
        recipe: str,
        before: Message | None,
        why: str = "",
    ) -> Item:
        number = 1
        if before is not None:
            number = before.number + int(tried(before))
        draft, data = self._drafter.make(wish, proven.pdf, number, approval.at, recipe)
        return Item(
            wish.cluster.id, "due", why, "", draft.recipient, draft.subject, len(data), recipe,
            draft, data, before,
        )  # fmt: skip

    # --- files ---------------------------------------------------------------------------------

    def _file(self, wish: Wish, proven: finished.Proven, approval: Approval, recipe: str) -> Item:
        """The message as a file of the outbox: as it lies there, or a new one."""
        written = self._written(wish.cluster.id)
        before = written[-1] if written else None
        if before is not None and before.recipe == recipe and lies(self._base, self._route, before):
            return _frozen(before)
        return self._new(wish, proven, approval, recipe, before)

    def _written(self, cluster_id: str) -> Sequence[Message]:
        """What was written to the outbox for a cluster, oldest first."""
        return self._ledger.history(self._route.channel, cluster_id) if self._ledger else ()


def _as_before(before: Message, verdict: Verdict, why: str, todo: Todo = "") -> Item:
    """What an earlier message means for its cluster: nothing new is made."""
    return Item(before.cluster, verdict, why, todo, before.recipient, before.subject, before.size)


def _refused(before: Message) -> Item:
    why = f"the server refused it on {minute(before.changed)} ({before.words})"
    return _as_before(before, "waiting", why, "mend")


def _frozen(before: Message, why: str = "") -> Item:
    """A message of an earlier run that would be made alike goes as it is."""
    return replace(_as_before(before, "due", why), recipe=before.recipe, frozen=before)


def tried(message: Message) -> bool:
    """Whether a message may have been seen by a server: then it stays in the ledger as it was."""
    return message.attempts > 0 or message.state != "READY"


def outbox_file(base: Path, route: Route, cluster_id: str) -> Path:
    """The file of a message: one for each cluster, named by its id alone, so that no two names collide."""
    return files.child(base / _FOLDERS[bool(route.redirect)], f"{cluster_id}.eml")


def lies(base: Path, route: Route, message: Message) -> bool:
    """Whether the file of this very message lies in the outbox."""
    path = outbox_file(base, route, message.cluster)
    try:
        return path.stat().st_size == message.size and manifest.sha256(path.read_bytes()) == message.sha256
    except OSError:
        return False


def mail_of(edition: Edition) -> MailSettings:
    """The settings of the messages. Raises ConfigurationError for an edition without them."""
    if edition.mail is None:
        raise ConfigurationError(
            "the edition does not say who the messages come from; add [mail] with from to edition.toml, or "
            "mail.from to the sheet edition"
        )
    return edition.mail


def check_redirect(edition: Edition, route: Route) -> None:
    """A rehearsal goes to nobody who is in the study. Raises ConfigurationError."""
    for cluster in edition.clusters:
        if route.redirect and cluster.email.casefold() == route.redirect.casefold():
            raise ConfigurationError(
                f"{route.redirect} is the address of the cluster {cluster.id}, who would get all results; "
                "a rehearsal needs an address of your own"
            )


def passwords_secret() -> Secret:
    """What the passwords of encrypted copies follow from."""
    return secrets.read(secrets.PASSWORD_SECRET, "the secret for the passwords of encrypted copies")


def signer() -> copies.Signer:
    """The publisher's certificate."""
    path = secrets.certificate(secrets.SIGNING_KEY, "the certificate for signed copies (a .p12 or .pfx file)")
    phrase = secrets.read(secrets.SIGNING_PASSWORD, "the password of the certificate for signed copies")
    return copies.Signer(path, phrase)


def plan(
    study: Study,
    base: Path,
    ids: Sequence[str],
    route: Route,
    current: Current,
    tell: Callable[[Item], object] = lambda item: None,
) -> list[Item]:
    """What :func:`.deliver.send` would do now; ``tell`` is called with each item at once. Changes nothing."""
    items = []
    with _planner(study, base, route, current) as (planner, _):
        for cluster_id in ids:
            items.append(replace(planner.item(cluster_id), message=b""))
            tell(items[-1])
    return items


def letter_of(
    study: Study, base: Path, cluster_id: str, route: Route, current: Current
) -> tuple[Item, bytes]:
    """What is planned for one cluster, and the bytes of the message that would go; none where none would."""
    with _planner(study, base, route, current) as (planner, ledger):
        item = planner.item(cluster_id)
        data, frozen = item.message, item.frozen
        if item.draft is None and frozen is not None and ledger is not None:
            data = ledger.frozen(frozen) if route.smtp else outbox_file(base, route, cluster_id).read_bytes()
        return replace(item, message=b""), data


@contextmanager
def _planner(
    study: Study, base: Path, route: Route, current: Current
) -> Iterator[tuple[Planner, Ledger | None]]:
    with Ledger(base) if mail_ledger.exists(base) else nullcontext() as ledger:
        if ledger is not None:
            ledger.check()
        yield Planner(study, base, route, ledger, current), ledger
