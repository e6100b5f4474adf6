"""What servers report about messages that could not be delivered, in the forms that there are."""

from __future__ import annotations

import base64
import quopri

REPORT = """\
From: MAILER-DAEMON@mx.example.org
To: zwroty@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
Original-Envelope-Id: {envelope}

Original-Recipient: rfc822;biuro+40k01.example.org
Final-Recipient: rfc822; inny@k01.example.org
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <biuro@k01.example.org>:
    no such user

--b
Content-Type: text/rfc822-headers

Subject: x
Message-ID: {message_id}

--b--
"""


def report(envelope: str = "CR1", action: str = "failed", message_id: str = "<a@b>") -> bytes:
    return REPORT.format(envelope=envelope, action=action, message_id=message_id).encode()


#: Ids as ours are: nobody can guess them.
ENVELOPE, MESSAGE_ID = f"CR{'0a' * 20}", f"<{'1b' * 20}@example.org>"

ORIGINAL = f"""\
From: Study team <badanie@example.org>
To: biuro@k01.example.org
Subject: The report
Message-ID: {MESSAGE_ID}
Date: Wed, 01 May 2024 10:00:00 +0000
"""

QMAIL = f"""\
Return-Path: <>
From: MAILER-DAEMON@mx.example.org
To: zwroty@example.org
Subject: failure notice
Date: Wed, 01 May 2024 10:01:00 +0000

Hi. This is the qmail-send program at mx.example.org.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<biuro@k01.example.org>:
192.0.2.10 does not like recipient.
Remote host said: 550 5.1.1 user unknown
Giving up on 192.0.2.10.

--- Below this line is a copy of the message.

Return-Path: <zwroty@example.org>
{ORIGINAL}
Text
"""

EXIM = f"""\
Return-path: <>
X-Failed-Recipients: biuro@k01.example.org
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mail.example.org>
To: zwroty@example.org
Subject: Mail delivery failed: returning message to sender
Date: Wed, 01 May 2024 10:01:00 +0000

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  biuro@k01.example.org
    host mx.example.org [192.0.2.10]
    SMTP error from remote mail server after RCPT TO:<biuro@k01.example.org>:
    550 5.1.1 user unknown

------ This is a copy of the message, including all the headers. ------

Return-path: <zwroty@example.org>
{ORIGINAL}
Text
"""

DELAYED = EXIM.replace("X-Failed-Recipients: biuro@k01.example.org\n", "").replace(
    "could not be delivered to one or more of its\nrecipients. This is a permanent error. "
    "The following address(es) failed:",
    "has not yet been delivered to one or more of its recipients. Delivery will be retried; it is delayed:",
)


def status(kind: str = "message/delivery-status", encoding: str = "") -> bytes:
    """A report of a server whose status part has this type and transfer encoding."""
    text = (
        f"Reporting-MTA: dns; mx.example.org\nOriginal-Envelope-Id: {ENVELOPE}\n\n"
        "Original-Recipient: rfc822;biuro@k01.example.org\nFinal-Recipient: utf-8; żółw@k01.example.org\n"
        "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 nie ma takiej skrzynki\n"
    ).encode()
    match encoding:
        case "base64":
            text = base64.encodebytes(text)
        case "quoted-printable":
            text = quopri.encodestring(text)
    head = f"Content-Type: {kind}\n" + (f"Content-Transfer-Encoding: {encoding}\n" if encoding else "")
    return (
        b"From: MAILER-DAEMON@mx.example.org\nSubject: Undelivered\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        b"--b\nContent-Type: text/plain\n\nSorry.\n\n--b\n" + head.encode() + b"\n" + text + b"\n"
        b"--b\nContent-Type: text/rfc822-headers\n\n" + ORIGINAL.encode() + b"\n--b--\n"
    )


def forwarded(data: bytes, encoding: str = "", name: str = "") -> bytes:
    """The same, passed on by a colleague as an attachment."""
    body = base64.encodebytes(data) if encoding == "base64" else data
    kind = f'application/octet-stream; name="{name}"' if name else "message/rfc822"
    more = f'Content-Disposition: attachment; filename="{name}"\n' if name else ""
    more += f"Content-Transfer-Encoding: {encoding}\n" if encoding else ""
    return (
        b"From: Jan <jan@example.org>\nSubject: see this\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/mixed; boundary="outer"\n\n'
        b"--outer\nContent-Type: text/plain\n\nLook.\n\n--outer\n"
        + f"Content-Type: {kind}\n{more}\n".encode()
        + body
        + b"\n--outer--\n"
    )
