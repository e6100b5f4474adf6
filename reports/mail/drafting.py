"""A message to one cluster as it would be made now, and the fingerprint of everything it is made from.

Two messages with the same fingerprint say the same to the same people in the same way. What an earlier run
has frozen goes out only while its fingerprint is that of today: a corrected address or setting, another
letter, encryption that was switched on make it anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256

from reports import assets
from reports.edition import Cluster, Edition, Lang, MailSettings
from reports.production.record import manifest
from reports.words import Texts

from . import copies, message
from .ledger import OUTBOX, SMTP, Draft
from .letter import Letter, letter
from .secrets import Secret

#: Stands for the date of a message where only the rest is compared.
_SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC)


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


@dataclass(frozen=True, slots=True)
class Wish:
    """What a message is to be: the finished report with this hash, in this language, approved by that person.
    ``corrected`` says that another version of the report was sent before.
    """

    cluster: Cluster
    lang: Lang
    report_sha256: str
    approved_by: str
    corrected: bool = False


class Drafter:
    """Makes messages by the settings of an edition, for one route."""

    def __init__(
        self,
        edition: Edition,
        mail: MailSettings,
        route: Route,
        *,
        passwords: Secret | None = None,
        signer: copies.Signer | None = None,
    ) -> None:
        """``passwords`` and ``signer`` are needed for :meth:`recipe` and :meth:`make` where the settings ask
        for encrypted or signed copies.
        """
        self._edition, self._mail, self._route = edition, mail, route
        self._passwords, self._signer = passwords, signer
        self._moment = datetime.now(UTC).replace(microsecond=0)

    def recipient(self, cluster: Cluster) -> str:
        """Who gets the message."""
        return self._route.redirect or cluster.email

    def seen(self, wish: Wish) -> str:
        """The fingerprint of what can be told without a secret: whatever a reader or a server sees but for
        the date, the ids and the encrypted or signed bytes.
        """
        words = self._letter(wish)
        head = self._head(wish, words, "<id@example.org>", _SOME_DAY)
        facts = (
            self._edition.id, self._route.channel, wish.cluster.id, wish.report_sha256, wish.approved_by,
            self.recipient(wish.cluster), self._archive, self._mail.return_path,
            str(self._mail.encrypt), str(self._mail.sign), self._name(wish),
        )  # fmt: skip
        return sha256("\0".join(facts).encode() + b"\0" + message.seen(words, head)).hexdigest()

    def recipe(self, wish: Wish) -> str:
        """The fingerprint of everything: :meth:`seen`, and which password and certificate the copy has."""
        marks = [self.seen(wish)]
        if self._passwords is not None:
            marks.append(copies.password_mark(self._passwords, self._edition.id, wish.cluster.id))
        if self._signer is not None:
            marks.append(self._signer.mark())
        return ":".join(marks)

    def make(self, wish: Wish, pdf: bytes, number: int, approved_at: str, recipe: str) -> tuple[Draft, bytes]:
        """The message number ``number`` to a cluster, with the finished report ``pdf``, and its bytes;
        ``recipe`` is that of the wish.
        """
        mail, edition = self._mail, self._edition
        words, recipient = self._letter(wish), self.recipient(wish.cluster)
        facts = (
            edition.id, self._route.channel, wish.cluster.id, wish.report_sha256, recipient, str(number)
        )  # fmt: skip
        message_id = message.message_id(mail.sender.rpartition("@")[2], *facts)
        attachment = self._copy(wish.cluster, pdf)
        data = message.build(
            words, self._head(wish, words, message_id, self._moment), self._name(wish), attachment
        )
        draft = Draft(
            channel=self._route.channel,
            cluster=wish.cluster.id,
            recipient=recipient,
            archive=self._archive,
            return_path=mail.return_path,
            subject=words.subject,
            message_id=message_id,
            envelope_id=message.envelope_id(*facts),
            report_sha256=wish.report_sha256,
            attachment=self._name(wish),
            attachment_sha256=manifest.sha256(attachment),
            approved_by=wish.approved_by,
            approved_at=approved_at,
            recipe=recipe,
        )
        return draft, data

    @property
    def _archive(self) -> str:
        """Who gets a copy of everything: nobody in a rehearsal."""
        return "" if self._route.redirect else self._mail.bcc

    def _name(self, wish: Wish) -> str:
        return f"{self._edition.id}-{wish.cluster.id}.pdf"

    def _letter(self, wish: Wish) -> Letter:
        return letter(
            self._edition,
            self._mail,
            wish.cluster,
            _words(wish.lang, tuple(sorted(self._edition.unit.get(wish.lang, {}).items()))),
            corrected=wish.corrected,
            rehearsal=bool(self._route.redirect),
        )

    def _head(self, wish: Wish, words: Letter, message_id: str, date: datetime) -> message.Head:
        mail, route = self._mail, self._route
        return message.Head(
            sender=mail.sender,
            sender_name=words.signature,
            recipient=self.recipient(wish.cluster),
            reply_to=mail.reply_to,
            message_id=message_id,
            date=date,
            bcc="" if route.smtp else self._archive,
            unsent=not route.smtp,
        )

    def _copy(self, cluster: Cluster, pdf: bytes) -> bytes:
        """What is attached: the report itself, or its encrypted or signed copy (encrypted first)."""
        opening = None
        if self._signer is not None:
            pdf = copies.with_signature_field(pdf)
        if self._passwords is not None:
            opening = copies.password(self._passwords, self._edition.id, cluster.id)
            pdf = copies.encrypt(pdf, self._passwords, self._edition.id, cluster.id)
        if self._signer is not None:
            pdf = copies.sign(pdf, self._signer, self._moment, cluster.id, opening)
        return pdf


@lru_cache(maxsize=2)
def _words(lang: Lang, unit: tuple[tuple[str, str], ...]) -> Texts:
    """The words of a language."""
    return Texts(lang, assets.catalogue(lang), dict(unit))
