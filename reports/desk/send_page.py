"""Page 4: who would get what, each message to be read, and sending: as files, as a rehearsal, for real."""

from __future__ import annotations

import email
import email.policy
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage

from starlette.responses import Response

from reports.edition.validation import cells
from reports.mail import OUTBOX, Delivery, Item, Route, deliver
from reports.mail import plan as mail_plan
from reports.production.record import own_folder

from .desk import Desk, RefusalError, Visit
from .jobs import Job, Line

#: The ways that can be chosen.
WAYS = ("outbox", "rehearsal", "real")
#: Where the desk keeps the plan that was looked at.
_PLAN = "plan"


@dataclass(frozen=True)
class Plan:
    """What was planned by one way, as it was shown; ``mark`` is the fingerprint of what is due."""

    way: str
    route: Route
    items: tuple[Item, ...]
    mark: str

    @property
    def due(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.verdict == "due")

    @property
    def counts(self) -> Counter[str]:
        return Counter(item.verdict for item in self.items)


def mark_of(items: Sequence[Item]) -> str:
    """The fingerprint of the messages that are due: to whom, and of everything each is made from."""
    due = [(item.cluster_id, item.recipient, item.recipe) for item in items if item.verdict == "due"]
    return hashlib.sha256(json.dumps(due).encode()).hexdigest()


def show(visit: Visit) -> Response:
    edition, words = visit.edition, visit.desk.words
    return visit.page(
        "send.html.j2",
        {
            "title": words("page-send"),
            "here": "send",
            "mail": edition.mail,
            "plan": visit.desk.work.get(_PLAN),
            "fictional": edition.fictional,
            "witnessed": own_folder.ready() is not None,
            "outbox": str(visit.workspace.base(edition) / OUTBOX),
            "ways": WAYS,
        },
    )


def start_plan(visit: Visit) -> Response:
    """Look who would get what, and change nothing."""
    desk, edition = visit.desk, visit.edition
    route = _route(visit)
    way = visit.given("way")

    def work(job: Job) -> str:
        study, current = visit.workspace.reread()

        def tell(item: Item) -> None:
            job.tell(Line(item.cluster_id))

        base = visit.workspace.base(study.edition)
        items = tuple(mail_plan.plan(study, base, study.edition.ids, route, current, tell))
        desk.work[_PLAN] = plan = Plan(way, route, items, mark_of(items))
        return desk.words("planned", due=len(plan.due), others=len(items) - len(plan.due))

    desk.work.pop(_PLAN, None)
    desk.jobs.start(Job("plan", len(edition.ids), "/send"), work)
    return visit.back("/send")


def _route(visit: Visit) -> Route:
    """The way that was chosen. Raises RefusalError for one that is not there."""
    words, way = visit.desk.words, visit.given("way")
    if way not in WAYS:
        raise RefusalError(words("no-way"))
    if way != "rehearsal":
        return Route(smtp=way == "real")
    try:
        address = cells.email(visit.given("redirect"))
    except cells.CellError as error:
        raise RefusalError(words("no-address")) from error
    if not address:
        raise RefusalError(words("no-address"))
    return Route(smtp=True, redirect=address)


def _planned(visit: Visit) -> Plan:
    """The plan that the form was about. Raises RefusalError where it is another one, or none."""
    plan = visit.desk.work.get(_PLAN)
    if not isinstance(plan, Plan) or plan.mark != visit.given("mark"):
        raise RefusalError(visit.desk.words("other-plan"))
    return plan


def start_send(visit: Visit) -> Response:
    """Send what was planned, where somebody has typed how many messages that are."""
    visit.may_change()
    desk, plan = visit.desk, _planned(visit)
    if plan.route.smtp and visit.given("number") != str(len(plan.due)):
        raise RefusalError(desk.words("other-number", count=len(plan.due)))
    ids = tuple(item.cluster_id for item in plan.items)
    job = Job(
        "send" if plan.route.smtp else "write", len(ids) if not plan.route.smtp else len(plan.due), "/send"
    )
    desk.jobs.start(job, lambda job: _send(desk, visit, plan, ids, job))
    return visit.back("/send")


def _send(desk: Desk, visit: Visit, plan: Plan, ids: Sequence[str], job: Job) -> str:
    words = desk.words

    def tell(delivery: Delivery) -> None:
        job.tell(Line(delivery.cluster_id, _words_of(desk, delivery), delivery.good))

    confirmed = True

    def confirm(items: Sequence[Item]) -> bool:
        nonlocal confirmed
        confirmed = mark_of(items) == plan.mark
        return confirmed

    study, current = visit.workspace.reread()
    desk.work.pop(_PLAN, None)
    sent = deliver.send(
        study,
        visit.workspace.base(study.edition),
        ids,
        plan.route,
        current=current,
        reread=visit.workspace.reread,
        confirm=confirm,
        tell=tell,
        sleep=job.sleep,
    )
    if not confirmed:
        return words("plan-changed")
    counts = Counter(one.state for one in sent.deliveries)
    done = counts["SENT"] if plan.route.smtp else counts["WRITTEN"]
    rest = sum(not one.good for one in sent.deliveries)
    if plan.route.smtp:
        lines = [words("sent-summary", count=done, before=counts["done"], rest=rest)]
    else:
        lines = [words("written-summary", count=done, before=counts["done"], rest=rest)]
    lines += [words("removed", file=path.name) for path in sent.removed]
    if sent.stopped:
        lines.append(words("send-stopped", why=sent.stopped))
    return "\n".join(lines)


def _words_of(desk: Desk, delivery: Delivery) -> str:
    if delivery.state in ("waiting", "refused", "due", "WRITTEN"):
        return delivery.words
    return f"{desk.words(f'state-{delivery.state.lower()}')}: {delivery.words}"


# --- one message ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Letter:
    """One message as it is read: headers, words, attachments with their sizes."""

    headers: tuple[tuple[str, str], ...]
    body: str
    attachments: tuple[tuple[str, int], ...]


#: The headers that say to whom, from whom and about what.
_HEADERS = ("From", "To", "Bcc", "Reply-To", "Subject")


def letter_from(data: bytes) -> Letter:
    """A message for a person to read."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101  by the policy
    body = message.get_body(("plain",))
    return Letter(
        tuple((name, str(message[name])) for name in _HEADERS if message[name]),
        str(body.get_content()).strip() if body is not None else "",
        tuple(
            (part.get_filename() or "", len(part.get_payload(decode=True) or b""))
            for part in message.iter_attachments()
        ),
    )


def message(visit: Visit) -> Response:
    """The message to one cluster, as it would go by the way that was planned."""
    desk, cluster = visit.desk, visit.cluster
    plan = desk.work.get(_PLAN)
    if not isinstance(plan, Plan):
        raise RefusalError(desk.words("other-plan"))
    with desk.jobs.alone():
        study, current = visit.workspace.reread()
        base = visit.workspace.base(study.edition)
        item, data = mail_plan.letter_of(study, base, cluster.id, plan.route, current)
    if not data:
        raise RefusalError(desk.words("no-message", id=cluster.id, why=item.why))
    return visit.page("letter.html.j2", {"title": cluster.name, "here": "send", "letter": letter_from(data)})


ROUTES = (
    ("/send", show),
    ("/send/plan", start_plan, "POST"),
    ("/send/go", start_send, "POST"),
    ("/send/message/{id}", message),
)
