"""What the answer of a mail server is about: this recipient, this message, or whatever we send.

The same reply 550 says "there is no such mailbox" and "your daily limit is reached". The first is no reason
to keep from the others; after the second every further message would be refused too, and none of them has
done anything wrong. Enhanced status codes (RFC 3463, RFC 5248) tell the two apart where the server gives
them; else its words and the command that it answers. Pure.
"""

from __future__ import annotations

import re
from typing import Literal

#: What is refused or put off: the *recipient*, this *message*, anything *ours* for certain, something of ours
#: perhaps (*policy*), or *unsaid*.
About = Literal["recipient", "message", "ours", "policy", "unsaid"]

#: The command that was answered.
Phase = Literal["mail", "recipient", "archive", "data", "dot"]

_ENHANCED = re.compile(r"\s*([245])\.(\d{1,3})\.(\d{1,3})\b")

#: By subject and detail; a subject alone stands for its other details.
_CODES: dict[str, About] = {
    "1": "recipient", "1.7": "ours", "1.8": "ours",
    "2": "recipient", "2.0": "unsaid",
    "3": "policy", "3.4": "message",
    "4": "recipient", "4.0": "policy", "4.3": "policy", "4.5": "ours",
    "5": "policy",
    "6": "message",
    "7": "policy", "7.8": "ours", "7.9": "ours", "7.11": "ours",
    # Senders and clients that are not trusted (SPF, DKIM, DMARC, reverse names), as servers say it.
    "7.20": "ours", "7.21": "ours", "7.22": "ours", "7.23": "ours", "7.24": "ours", "7.25": "ours",
    "7.26": "ours", "7.27": "ours", "7.60": "ours", "7.64": "ours", "7.501": "ours", "7.502": "ours",
    "7.503": "ours", "7.505": "ours", "7.606": "ours", "7.708": "ours",
}  # fmt: skip

#: A mailbox that is full has a quota too.
_MAILBOX = re.compile(r"mailbox|inbox|recipient'?s? (quota|storage|is over)|skrzynk", re.IGNORECASE)

_OURS = re.compile(
    r"""
      \b(daily|hourly|per[ ](day|hour|minute)|sending|submission|outgoing|outbound|rate)
        \b.{0,40}\b(limit|quota|threshold)
    | \b(limit|quota|threshold)\b.{0,40}\b(per[ ](day|hour|minute)|daily|sending|messages)
    | \bexceed\w*\b.{0,40}\b(messages|sending|rate|emails|connections)
    | too[ ]many[ ](\w+[ ])?(messages|mails?|e-?mails|recipients|connections|errors|at[ ]once|concurrent)
    | \bsending\b.{0,20}\btoo[ ](fast|much|many)
    | \brate[ -]?limit | throttl
    | black[ -]?list | block[ -]?list | deny[ -]?list | \bdnsbl\b | \brbl\b | blocked[ ](using|by|for)
    | spamhaus | spamcop | barracuda | sorbs | reputation | client[ ]host | poor[ ]score
    | sender.{0,40}\b(reject|refus|denied|not[ ]|verif|unknown|invalid) | \bsend[ ]as\b | sendas
    | (not|isn't)[ ](allowed|authori[sz]ed|permitted)[ ]to[ ](send|use) | not[ ]owned[ ]by
    | \b(spf|dkim|dmarc)\b
    | authenticat | auth[ ]required | must[ ]issue[ ]a[ ]starttls | \blog[ ]?in\b.{0,20}\b(first|required)
    | account.{0,30}\b(suspend|disabled|locked|blocked)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LIMIT = re.compile(r"\b(daily|hourly|sending|submission|outgoing)\b.{0,40}\b(limit|quota)", re.IGNORECASE)
_POLICY = re.compile(
    r"relay|spam|virus|malware|policy|content|attachment|prohibited|service (unavailable|refused)|"
    r"(limit|quota)\b.{0,20}\b(exceed|reach)|exceed\w*\b.{0,40}\b(limit|quota)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"no such|unknown|does ?n[o']t exist|not (found|exist)|invalid (recipient|mailbox|address)|"
    r"mailbox|disabled|no longer|over quota|inactive|nie istnieje|nieznany",
    re.IGNORECASE,
)
_GREYLIST = re.compile(r"gr[ae]y-?list|first contact|try again in \d+ (s|m)", re.IGNORECASE)


def status(words: str, code: int) -> str:
    """The enhanced status code at the beginning of a server's words, such as ``5.1.1``; empty for none, or
    one that does not fit the reply ``code``.
    """
    found = _ENHANCED.match(words)
    if found is None or found[1] != str(code)[:1]:
        return ""
    return ".".join(str(int(part)) for part in found.groups())


def about(phase: Phase, code: int, words: str) -> About:
    """What a reply 4xx or 5xx is about."""
    enhanced = status(words, code)
    subject, _, detail = enhanced.partition(".")[2].partition(".")
    told = _CODES.get(f"{subject}.{detail}") or _CODES.get(subject) or "unsaid"
    if code in (552, 523) and told not in ("recipient", "ours") and not _OURS.search(words):
        return "message"  # too large
    if phase in ("mail", "archive"):
        return "message" if told == "message" else "ours"
    if code in (530, 534, 535, 538):
        return "ours"
    if told not in ("recipient", "message", "ours") and _GREYLIST.search(words) and code < 500:
        return "recipient"  # each recipient is asked to come again
    if told == "recipient" and (phase == "recipient" or subject in ("1", "2")):
        return "ours" if _LIMIT.search(words) and not _MAILBOX.search(words) else "recipient"
    if told in ("message", "ours"):
        return told
    if _OURS.search(words) and not _MAILBOX.search(words):
        return "ours"
    if told == "policy" or _POLICY.search(words):
        return "policy"
    if told == "recipient" or (phase == "recipient" and _PERSON.search(words)):
        return "recipient"
    return "unsaid"


def greylisted(code: int, words: str) -> bool:
    """Whether a server asks every new recipient to come again after a while."""
    return 400 <= code < 500 and bool(_GREYLIST.search(words))
