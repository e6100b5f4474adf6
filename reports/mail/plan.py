"""What is due to whom, and why somebody gets nothing.

Decided from the edition, the finished files, the approvals and the ledger; nothing is changed here but
approvals, and those by a person.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Literal, cast

from reports import assets
from reports.edition import Cluster, Edition, Lang, MailSettings
from reports.errors import ConfigurationError, Finding, ReportError
from reports.production import Study, finished
from reports.production.record import manifest
from reports.words import Texts

from . import copies, message, secrets
from . import ledger as mail_ledger
from .ledger import Approval, Draft, Ledger, Message
from .letter import letter
from .secrets import Secret

#: due: a message goes out. done: it went before. waiting: a person has to do something first.
#: refused: something does not agree.
Verdict = Literal["due", "done", "waiting", "refused"]

SMTP, OUTBOX = mail_ledger.REAL, "outbox"

#: Whether a finished report still says what it would say now.
Current = Callable[[manifest.Entry], bool]


@dataclass(frozen=True, slots=True)
class Route:
    """How and where a run sends. ``redirect`` is the test address that gets everything in a rehearsal, and
    empty when it is meant; ``again`` sends although a message went before.
    """

    smtp: bool = False
    redirect: str = ""
    again: bool = False

    @property
    def channel(self) -> str:
        """The name under which the ledger keeps this way apart from the others."""
        way = SMTP if self.smtp else OUTBOX
        return f"rehearsal {way} {self.redirect.casefold()}" if self.redirect else way


@dataclass(frozen=True, slots=True, repr=False)
class Item:
    """What is planned for one cluster. ``message`` are the bytes of a new message with its ``draft``; a
    message that an earlier run has frozen is ``frozen``.
    """

    cluster_id: str
    verdict: Verdict
    why: str = ""
    recipient: str = ""
    subject: str = ""
    size: int = 0
    draft: Draft | None = None
    message: bytes = b""
    frozen: Message | None = None


# --- approval ------------------------------------------------------------------------------------


def approve(
    study: Study, base: Path, ids: Sequence[str], by: str, current: Current
) -> tuple[list[Approval], list[ReportError]]:
    """Let the reports of ``ids`` go, as they are now and to the addresses of now. Those that cannot be
    proven, or are not ``current``, are given back with their causes. Raises ConfigurationError where nothing
    is built, or the ledger is not the one that was used last.
    """
    built = finished.Finished(base, study.edition)
    approved, refused = [], []
    with Ledger(base) as ledger:
        ledger.check()
        for cluster_id in ids:
            try:
                proven = _prove(built, cluster_id, current)
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
    """Decides for one cluster after the other. Makes everything but changes nothing."""

    def __init__(
        self, study: Study, base: Path, route: Route, ledger: Ledger | None, current: Current
    ) -> None:
        """``ledger`` is None where nothing was ever approved. Raises ConfigurationError for what would stop
        everybody: no [mail], nothing built, a secret that is missing.
        """
        self._edition = study.edition
        self._current = current
        self._mail = mail_of(study.edition)
        self._route = route
        check_redirect(study.edition, route)
        self._built = finished.Finished(base, study.edition)
        self._approvals = ledger.approvals() if ledger else {}
        self._before = ledger.latest(route.channel) if ledger else {}
        self._passwords = passwords_secret() if self._mail.encrypt else None
        self._signer = signer() if self._mail.sign else None
        self._moment = datetime.now(UTC).replace(microsecond=0)

    def item(self, cluster_id: str) -> Item:
        """What is planned for this cluster, with the whole message where one is due."""
        cluster = self._edition.cluster(cluster_id)
        before, approval = self._before.get(cluster_id), self._approvals.get(cluster_id)
        try:
            return self._item(cluster, before, approval)
        except (ReportError, message.MessageError) as error:
            return Item(cluster_id, "refused", str(error), cluster.email)

    def _item(self, cluster: Cluster, before: Message | None, approval: Approval | None) -> Item:
        def nothing(verdict: Verdict, why: str) -> Item:
            return Item(cluster.id, verdict, why, cluster.email)

        if not cluster.email:
            return nothing("waiting", "the edition has no e-mail address")
        if before is not None and (standing := self._standing(before, cluster, approval)):
            return standing
        proven = _prove(self._built, cluster.id, self._current)
        if approval is None:
            return nothing("waiting", f"not approved; cluster-reports approve EDITION {cluster.id} --by NAME")
        if approval.report_sha256 != proven.sha256:
            return nothing(
                "refused",
                f"the report was built anew after {approval.by} approved it; look at it and approve it again",
            )
        if approval.recipient != cluster.email:
            return nothing(
                "refused",
                f"the address was changed after {approval.by} approved the report for "
                f"{approval.recipient or 'nobody'}; approve it again",
            )
        return self._due(cluster, before, approval, proven)

    def _standing(self, before: Message, cluster: Cluster, approval: Approval | None) -> Item | None:
        """What an earlier message means for this run; None where it does not stand in the way."""

        def nothing(verdict: Verdict, why: str) -> Item:
            return Item(cluster.id, verdict, why, before.recipient, before.subject, before.size)

        newer = approval is not None and approval.report_sha256 != before.report_sha256
        moved = not self._route.redirect and cluster.email != before.recipient
        day = before.changed[:16].replace("T", " ")
        mend = (
            f"correct the address and approve again, or: cluster-reports resolve {cluster.id} --not-delivered"
        )
        match before.state:
            case "UNKNOWN" if not self._route.redirect:
                return nothing(
                    "waiting",
                    f"nobody knows whether the message of {day} arrived ({before.words}); ask, then: "
                    f"cluster-reports resolve {cluster.id} --delivered or --not-delivered, --by NAME",
                )
            case "SENDING":
                return nothing("waiting", "a message is being sent, or was when a run was killed")
            case "REJECTED" if not newer and not moved:
                return nothing("waiting", f"the server refused it on {day} ({before.words}); {mend}")
            case "SENT" if before.bounced and not moved and not self._route.again:
                return nothing("waiting", f"it came back ({before.bounced}); {mend}")
            case "SENT" if not before.bounced and not self._route.again:
                if newer or moved:
                    what = "another version of the report" if newer else f"the report, to {before.recipient},"
                    return nothing(
                        "waiting",
                        f"{what} went out on {day}; to send this one too, name the cluster with --again",
                    )
                return nothing("done", f"sent on {day}" if self._route.smtp else f"in the outbox since {day}")
            case "UNKNOWN" if not self._route.again:
                return nothing("waiting", "nobody knows whether the rehearsal arrived; --again sends it anew")
        return None

    def _due(
        self, cluster: Cluster, before: Message | None, approval: Approval, proven: finished.Proven
    ) -> Item:
        """The message that goes out: a frozen one again, or a new one."""
        recipient = self._route.redirect or cluster.email
        if before is None:
            return self._new(cluster, approval, proven, recipient)
        same = (before.report_sha256, before.recipient) == (proven.sha256, recipient)
        tried = before.state == "DEFERRED" or (before.state == "READY" and before.attempts > 0)
        if same and tried:
            return Item(cluster.id, "due", "again", recipient, before.subject, before.size, frozen=before)
        corrected = before.state == "SENT" and before.report_sha256 != proven.sha256
        reuse = before if before.state == "READY" and not before.attempts else None
        number = before.number if reuse else before.number + 1
        return self._new(cluster, approval, proven, recipient, number, corrected, reuse)

    def _new(
        self,
        cluster: Cluster,
        approval: Approval,
        proven: finished.Proven,
        recipient: str,
        number: int = 1,
        corrected: bool = False,
        reuse: Message | None = None,
    ) -> Item:
        mail, edition, route = self._mail, self._edition, self._route
        lang = cast(Lang, proven.entry.lang or cluster.language)
        words = letter(
            edition, mail, cluster, _words(lang), corrected=corrected, rehearsal=bool(route.redirect)
        )
        facts = (edition.id, route.channel, cluster.id, proven.sha256, recipient, str(number))
        archive = "" if route.redirect else mail.bcc
        head = message.Head(
            sender=mail.sender,
            sender_name=words.signature,
            recipient=recipient,
            reply_to=mail.reply_to,
            message_id=message.message_id(mail.sender.rpartition("@")[2], *facts),
            date=self._moment,
            bcc="" if route.smtp else archive,
            unsent=not route.smtp,
        )
        attachment = self._copy(cluster, proven)
        name = f"{edition.id}-{cluster.id}.pdf"
        data = message.build(words, head, name, attachment)
        draft = Draft(
            channel=route.channel,
            cluster=cluster.id,
            recipient=recipient,
            archive=archive,
            return_path=mail.return_path,
            subject=words.subject,
            message_id=head.message_id,
            envelope_id=message.envelope_id(*facts),
            report_sha256=proven.sha256,
            attachment=name,
            attachment_sha256=manifest.sha256(attachment),
            approved_by=approval.by,
            approved_at=approval.at,
        )
        return Item(cluster.id, "due", "", recipient, words.subject, len(data), draft, data, reuse)

    def _copy(self, cluster: Cluster, proven: finished.Proven) -> bytes:
        """What is attached: the report itself, or its encrypted or signed copy (encrypted first)."""
        pdf, opening = proven.pdf, None
        if self._signer is not None:
            pdf = copies.with_signature_field(pdf)
        if self._passwords is not None:
            opening = copies.password(self._passwords, self._edition.id, cluster.id)
            pdf = copies.encrypt(pdf, self._passwords, self._edition.id, cluster.id)
        if self._signer is not None:
            pdf = copies.sign(pdf, self._signer, self._moment, cluster.id, opening)
        return pdf


@cache
def _words(lang: Lang) -> Texts:
    """The words of a language; letters count no units."""
    return Texts(lang, assets.catalogue(lang), {})


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
    path = secrets.read(secrets.SIGNING_KEY, "the path of the certificate for signed copies (a .p12 file)")
    phrase = secrets.read(secrets.SIGNING_PASSWORD, "the password of the certificate for signed copies")
    return copies.Signer(Path(path.value), phrase)


def plan(study: Study, base: Path, ids: Sequence[str], route: Route, current: Current) -> list[Item]:
    """What :func:`.deliver.send` would do now. Changes nothing."""
    with Ledger(base) if mail_ledger.exists(base) else nullcontext() as ledger:
        if ledger is not None:
            ledger.check()
        planner = Planner(study, base, route, ledger, current)
        return [replace(planner.item(cluster_id), message=b"") for cluster_id in ids]
