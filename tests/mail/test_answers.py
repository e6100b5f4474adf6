"""What an answer of a server is about, by its status, its words, and the command it answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.mail import answers, brake
from reports.mail.smtp import Answer

ANSWERS = """
recipient 550 recipient 5.1.1 user unknown
recipient 550 recipient 5.1.1 <a@b.pl>: Recipient address rejected: User unknown in relay recipient table
recipient 550 recipient no such user here
recipient 550 recipient 5.1.10 recipient not found
recipient 553 recipient 5.1.3 bad address syntax
recipient 452 recipient 4.2.2 mailbox over quota
recipient 552 recipient 5.2.2 mailbox is full: quota exceeded
recipient 550 recipient 5.4.4 no mail server for that domain
recipient 450 recipient 4.7.1 greylisted, try again in 300 seconds
recipient 451 recipient Greylisting in action
recipient 550 ours 5.4.5 daily user sending limit exceeded
recipient 452 ours 4.5.3 too many recipients
recipient 451 ours 4.7.0 rate limit exceeded, slow down
recipient 550 ours 5.7.1 blocked using zen.spamhaus.org
recipient 554 ours Client host rejected: listed in a blacklist
recipient 553 ours 5.7.1 sender address rejected: not owned by user
recipient 550 ours 5.1.8 sender domain has no mail server
recipient 530 ours 5.7.0 must authenticate first
recipient 550 ours 5.7.26 this mail is unauthenticated: SPF and DKIM fail
recipient 554 policy relay access denied
recipient 550 policy 5.7.1 delivery not authorized
recipient 554 unsaid transaction failed
mail 550 ours 5.1.1 anything
mail 451 ours 4.3.0 later
mail 552 message message size exceeds fixed limit
mail 552 message 5.3.4 too big
archive 550 ours 5.1.1 user unknown
dot 552 message 5.3.4 message too big
dot 554 message 5.6.0 malformed
dot 554 ours 5.2.0 submission quota exceeded: daily sending limit reached
dot 554 policy 5.7.1 looks like spam
dot 554 policy message contains a virus
dot 421 policy 4.3.2 shutting down
dot 554 unsaid no
dot 550 unsaid 4.1.1 a status that does not fit
data 554 unsaid no valid recipients
""".strip().splitlines()


@pytest.mark.parametrize("line", ANSWERS)
def test_answers_are_told_apart(line: str) -> None:
    """The recipient, the message, or us: as RFC 3463 and RFC 5248 say, and servers in their own words."""
    phase, code, about, words = line.split(" ", 3)
    assert answers.about(phase, int(code), words) == about  # type: ignore[arg-type]


def answer(verdict: str, about: str = "unsaid", code: int | None = None, words: str = "x") -> Answer:
    plain = {"sent": 250, "deferred": 451, "rejected": 550}.get(verdict)
    return Answer(verdict, code or plain, words, about)  # type: ignore[arg-type]


REFUSED = st.tuples(
    st.just("rejected"), st.sampled_from(["recipient", "message", "ours", "policy", "unsaid"])
)
OTHER = st.tuples(st.sampled_from(["sent", "deferred", "unknown"]), st.just("unsaid"))


@given(st.lists(st.one_of(REFUSED, OTHER), min_size=1, max_size=30))
def test_the_brake_holds(said: list[tuple[str, str]]) -> None:
    """However answers follow one another: what is ours is never recorded as refused, a run of refusals or of
    unknown fates ends, a single one does not end it, and only what was refused is pardoned.
    """
    one, since = brake.Brake(), []
    for number, (verdict, about) in enumerate(said):
        if verdict == "sent":
            since = []
        since.append((str(number), verdict, about))
        judged = one.after(str(number), answer(verdict, about))
        refused = [key for key, what, _ in since if what == "rejected"]
        unknown = [key for key, what, _ in since if what == "unknown"]
        assert set(judged.pardoned) <= set(refused)
        assert not {key for key, _, of in since if of == "recipient"} & set(judged.pardoned)
        if (verdict, about) == ("rejected", "ours"):
            assert brake.state(answer(verdict, about)) == "DEFERRED"
            assert judged.verdict == "stop"
        elif (len(unknown) >= 3 and verdict == "unknown") or (len(refused) >= 5 and verdict == "rejected"):
            assert judged.verdict == "stop"
        elif len(refused) < 2 and len(unknown) < 3:
            assert judged.verdict != "stop"
        if judged.verdict == "stop":
            return
