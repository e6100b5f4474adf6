"""What a server reports about a message that could not be delivered."""

from __future__ import annotations

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
