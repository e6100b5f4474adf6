"""The bytes of a message: valid to the letter, the same for the same letter, and no way in for anybody."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.mailroom import MAIL, study

from reports import assets
from reports.edition.model import Lang, Localised
from reports.mail import message
from reports.mail.letter import Letter, letter
from reports.mail.message import Head, MessageError, build, read
from reports.words.catalogue import Texts

WORDS: dict[str, Texts] = {lang: Texts(lang, assets.catalogue(lang), {}) for lang in ("pl", "en")}  # type: ignore[arg-type]
OF = study().edition
CLUSTER = OF.cluster("k01")
HEAD = Head(
    sender="badanie@example.org",
    sender_name="Zespół badania",
    recipient="biuro@k01.example.org",
    reply_to="pytania@example.org",
    message_id="<abc@example.org>",
    date=datetime(2026, 11, 26, 9, 0, tzinfo=UTC),
)
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40


def a_letter(lang: Lang = "pl", **options: bool) -> Letter:
    return letter(OF, MAIL, CLUSTER, WORDS[lang], **options)


def test_a_message_is_what_mail_programs_expect() -> None:
    """Text, HTML and one PDF; every header once; ASCII, CRLF and short lines."""
    data = build(a_letter(), HEAD, "test-2018-k01.pdf", PDF)
    parts = read(data)
    assert parts.header("From") == "Zespół badania <badanie@example.org>"
    assert parts.header("To") == "biuro@k01.example.org"
    assert parts.header("Reply-To") == "pytania@example.org"
    assert parts.header("Message-ID") == "<abc@example.org>"
    assert parts.header("Date") == "Thu, 26 Nov 2026 09:00:00 +0000"
    assert parts.header("Content-Language") == "pl"
    assert not {"Bcc", "Cc", "X-Unsent"} & {name for name, _ in parts.headers}
    assert parts.attachments == (("test-2018-k01.pdf", PDF),)
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 78
    assert b"\n" not in data.replace(b"\r\n", b"")
    structure = [part.get_content_type() for part in email.message_from_bytes(data).walk()]
    assert structure == [
        *("multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf")
    ]


def test_the_same_letter_is_the_same_bytes() -> None:
    """No clock and no chance; another date, cluster or attachment is another message."""
    first = build(a_letter(), HEAD, "a.pdf", PDF)
    assert build(a_letter(), HEAD, "a.pdf", PDF) == first
    assert build(a_letter(), HEAD, "a.pdf", PDF + b"x") != first


def test_a_message_id_follows_from_its_facts() -> None:
    """The same facts give the same ids on every attempt; any other one gives others."""
    facts = ("edition", "smtp", "k01", "hash", "a@example.org", "1")
    assert message.message_id("example.org", *facts) == message.message_id("example.org", *facts)
    others = {
        message.message_id("example.org", *(*facts[:i], facts[i] + "x", *facts[i + 1 :])) for i in range(6)
    }
    assert len(others | {message.message_id("example.org", *facts)}) == 7
    assert re.fullmatch(r"<[0-9a-f]{40}@example\.org>", message.message_id("example.org", *facts))
    assert re.fullmatch(r"CR[0-9a-f]{40}", message.envelope_id(*facts))


def test_a_letter_speaks_to_its_coordinator() -> None:
    """The form of address is the edition's in that language, or the usual one; the name is the cluster's."""
    named = replace(CLUSTER, salutation=Localised("Szanowna Pani Prezes,"))
    assert letter(OF, MAIL, named, WORDS["pl"]).salutation == "Szanowna Pani Prezes"
    assert letter(OF, MAIL, named, WORDS["en"]).salutation == "Dear Sir or Madam"
    assert a_letter().salutation == "Szanowni Państwo"
    assert CLUSTER.name in a_letter().paragraphs[0]
    assert "badanie@example.org" not in " ".join(a_letter().paragraphs)
    assert "pytania@example.org" in " ".join(a_letter().paragraphs)


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_a_letter_says_what_was_done_to_the_file(lang: Lang) -> None:
    """Encrypted, signed, corrected, sample data: one sentence each, and only then."""
    plain = letter(replace(OF, fictional=False), MAIL, CLUSTER, WORDS[lang])
    special = letter(OF, replace(MAIL, encrypt=True, sign=True), CLUSTER, WORDS[lang], corrected=True)
    assert len(special.paragraphs) == len(plain.paragraphs) + 3
    assert not plain.footer
    assert special.footer


def test_texts_are_escaped_in_html() -> None:
    """A name cannot bring markup into the HTML body."""
    odd = replace(CLUSTER, name='<script>alert("x")</script> & Co')
    parts = read(build(letter(OF, MAIL, odd, WORDS["pl"]), HEAD, "a.pdf", PDF))
    assert "<script>" not in parts.html
    assert "&lt;script&gt;" in parts.html
    assert "<script>" in parts.text


#: What an attacker, or a careless analyst, would put into a name.
ATTACKS = (
    "Nazwa\r\nBcc: obcy@example.org",
    "Nazwa\nBcc: obcy@example.org",
    "Nazwa\rX: y",
    "Nazwa\r\n\r\ntreść",
    "a\0b",
    '"cudzysłów" \\ i "drugi',
    "=?utf-8?q?Bcc=3A_obcy=40example=2Eorg?=",
    "Kowalski, Jan <obcy@example.org>",
    "x\u2028Bcc: obcy@example.org",
    "x\x0bBcc: obcy@example.org",
    "--=_cluster-reports_mixed",
    "." * 70,
    "ą" * 200,
)


@pytest.mark.parametrize("name", ATTACKS)
def test_no_name_can_add_a_header_or_a_recipient(name: str) -> None:
    """Either the message is refused, or it has the headers it was to have and no others."""
    odd = replace(CLUSTER, name=name, short_name=name, salutation=Localised(name))
    for head in (HEAD, replace(HEAD, sender_name=name)):
        try:
            data = build(letter(OF, MAIL, odd, WORDS["pl"]), head, "a.pdf", PDF)
        except MessageError:
            continue
        unfolded = re.sub(rb"\r\n[ \t]", b" ", data.split(b"\r\n\r\n")[0])
        names = [line.split(b":")[0].decode() for line in unfolded.split(b"\r\n")]
        assert names == [
            *("From", "Subject", "To", "Reply-To", "Date", "Message-ID", "Content-Language"),
            *("MIME-Version", "Content-Type"),
        ]
        assert read(data).header("To") == HEAD.recipient


@given(
    name=st.text(
        st.characters(
            codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="\u2028\u2029"
        ),
        min_size=1,
        max_size=200,
    ).map(lambda text: " ".join(text.split()) or "x")
)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_every_honest_name_reads_back(name: str) -> None:
    """Whatever printable name the edition may hold: either what a mail program shows is that name, or nothing
    leaves; Polish names, quotes and dashes always pass.
    """
    odd = replace(CLUSTER, name=name, short_name=name[:40].strip() or "x")
    said = letter(OF, MAIL, odd, WORDS["pl"])
    try:
        parts = read(build(said, HEAD, "a.pdf", PDF))
    except MessageError:
        assert not re.fullmatch(r"[\w „”\"'.,&()/–-]+", name)
        return
    assert parts.header("Subject") == said.subject
    assert name in parts.text


@pytest.mark.parametrize(
    "name",
    [
        "Klaster „Żółw”, Łódź – Północ (ICT)",
        'Klaster "Zażółć gęślą jaźń" & Wspólnicy, sp. z o.o.',
        "Śląski Klaster Lotniczy " * 7,
        "A" * 200,
        "O'Neil / Ćma + 50% = \\ ; : @",
    ],
)
def test_names_as_clusters_have_them_pass(name: str) -> None:
    """Quotes, commas, brackets, Polish letters, long ones and unbroken ones."""
    odd = replace(CLUSTER, name=name.strip(), short_name=name[:40].strip())
    said = letter(OF, MAIL, odd, WORDS["pl"])
    sender = replace(HEAD, sender_name=name.strip()[:100].strip())
    parts = read(build(said, sender, "a.pdf", PDF))
    assert parts.header("Subject") == said.subject


@pytest.mark.parametrize(
    "data",
    [
        b"From: a@b.pl\r\nTo: x@y.pl\r\nTo: z@y.pl\r\n\r\n",
    ],
)
def test_two_headers_of_a_kind_are_not_sound(data: bytes) -> None:
    """A message with two recipients' headers is refused when it is read back."""
    with pytest.raises(MessageError):
        read(data).header("To")
