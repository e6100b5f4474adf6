"""What a message to a coordinator says, in its language. Pure: no address book, no clock, no bytes."""

from __future__ import annotations

from dataclasses import dataclass

from reports.edition import Cluster, Edition, Lang, MailSettings
from reports.edition.validation import form_of_address
from reports.words import Texts


@dataclass(frozen=True, slots=True)
class Letter:
    """The words of one message. ``notice`` stands before everything and ``footer`` after it; either may be
    empty.
    """

    lang: Lang
    subject: str
    notice: str
    salutation: str
    paragraphs: tuple[str, ...]
    closing: str
    signature: str
    footer: str


def letter(
    edition: Edition,
    mail: MailSettings,
    cluster: Cluster,
    texts: Texts,
    *,
    corrected: bool = False,
    rehearsal: bool = False,
) -> Letter:
    """The letter that goes with the report of ``cluster``.

    ``corrected`` says that another version of the report was sent before, ``rehearsal`` that the letter
    goes to a test address, which nobody may take for the real one.
    """
    lang = texts.lang
    study, contact = edition.title.get(lang), mail.reply_to or mail.sender
    subject = texts("mail-subject", study=study, edition=edition.label, name=cluster.short_name)
    paragraphs = [texts("mail-lead", name=cluster.name, study=study, edition=edition.label)]
    if corrected:
        subject = texts("mail-subject-corrected", subject=subject)
        paragraphs.append(texts("mail-corrected"))
    paragraphs.append(texts("mail-about"))
    if mail.encrypt:
        paragraphs.append(texts("mail-encrypted"))
    if mail.sign:
        paragraphs.append(texts("mail-signed"))
    if not edition.public:
        paragraphs.append(texts("mail-confidential", email=contact))
    paragraphs.append(texts("mail-questions", email=contact))
    return Letter(
        lang=lang,
        subject=texts("mail-subject-rehearsal", subject=subject) if rehearsal else subject,
        notice=texts("mail-rehearsal", email=cluster.email) if rehearsal else "",
        salutation=form_of_address(cluster, lang) or texts("mail-salutation"),
        paragraphs=tuple(paragraphs),
        closing=texts("mail-closing"),
        signature=mail.sender_name.get(lang) or str(edition.publisher.get("name", "")) or mail.sender,
        footer=texts("mail-fictional") if edition.fictional else "",
    )
