"""The settings ``mail.*`` and the addresses of an edition: said at ``check``, not at sending."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import get_args

from ..model import PORTS, Cluster, Edition, Lang, MailSettings, Security, is_loopback
from . import cells
from .cells import CellError
from .folding import for_each
from .settings import Settings
from .sheet import Line, Sheet

_HOST = re.compile(r"(?=.{1,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9-]{1,63}")

#: Messages a minute and attempts in one run that a server will put up with.
_RATES, _ATTEMPTS = (1, 600), (1, 10)


def mail(settings: Settings) -> MailSettings | None:
    """The settings of the messages; None for an edition that has none."""
    if not settings.any_of("mail"):
        return None
    security: Security = settings.choice("mail.security", get_args(Security), "tls")
    host = settings.text("mail.host").casefold()
    if host and not (_HOST.fullmatch(host) or is_loopback(host)):
        settings.problem("mail.host", "this is not the name of a server", "Such as mail.example.org", host)
    if security == "none" and host and not is_loopback(host):
        settings.problem(
            "mail.security",
            "without encryption everybody on the way could read the results",
            "Write tls or starttls; none is for a server on this computer only (127.0.0.1)",
            "none",
        )
    for key in ("port", "user"):
        if not host and settings.has(f"mail.{key}"):
            settings.problem(f"mail.{key}", "there is no server it belongs to", "Add mail.host, or remove it")
    if not settings.has("mail.from"):
        settings.problem("mail.from", "the setting is missing", "Add the address the messages come from")
    return MailSettings(
        sender=_address(settings, "mail.from"),
        sender_name=settings.localised("mail.from_name", limit=100),
        reply_to=_address(settings, "mail.reply_to"),
        bounces=_address(settings, "mail.bounces"),
        bcc=_address(settings, "mail.bcc"),
        host=host,
        port=settings.integer("mail.port", PORTS[security], 1, 65_535),
        security=security,
        user=settings.text("mail.user"),
        rate=settings.number("mail.rate", 30.0, *_RATES),
        attempts=settings.integer("mail.attempts", 4, *_ATTEMPTS),
        encrypt=settings.yes_no("mail.encrypt", False),
        sign=settings.yes_no("mail.sign", False),
    )


def _address(settings: Settings, key: str) -> str:
    text = settings.text(key)
    try:
        return cells.email(text)
    except CellError as error:
        settings.problem(key, error.cause, error.remedy, text)
        return ""


def check_addresses(sheet: Sheet, found: Iterable[tuple[Line, Cluster]]) -> None:
    """Two clusters may share an address only where one coordinator, named alike, runs both."""
    owners: dict[str, tuple[Line, Cluster]] = {}
    for line, cluster in found:
        if not cluster.email:
            continue
        first, owner = owners.setdefault(cluster.email.casefold(), (line, cluster))
        if owner is not cluster and not (cluster.coordinator and cluster.coordinator == owner.coordinator):
            sheet.problem(
                line.number,
                "email",
                f"row {first.number} has the same address, so one coordinator would get the other's results",
                cluster.email,
                "Mend the address; where one coordinator runs both clusters, write the same name under "
                "coordinator in both rows",
            )


def check_archive(settings: Settings, mail: MailSettings | None, clusters: Iterable[Cluster]) -> None:
    """The archive and the returns hold everybody's results: they are no coordinator's."""
    if mail is None:
        return
    for key, address in (("mail.bcc", mail.bcc), ("mail.bounces", mail.bounces)):
        for cluster in clusters:
            if address and address.casefold() == cluster.email.casefold():
                settings.problem(
                    key,
                    f"this is the address of the cluster {cluster.id}, who would get everybody's results",
                    "Write an address of your own",
                    address,
                )


def warnings(edition: Edition) -> Iterator[str]:
    """What is worth a look before messages go out: who gets none, and who gets those of several clusters."""
    if edition.mail is None:
        return
    shared: dict[str, list[str]] = defaultdict(list)
    for cluster in edition.clusters:
        if cluster.email:
            shared[cluster.email.casefold()].append(cluster.id)
    without = [cluster.id for cluster in edition.clusters if not cluster.email]
    yield from for_each(without, "no e-mail address, so no message")
    for address, ids in shared.items():
        if len(ids) > 1:
            yield f"{address} gets the reports of {len(ids)} clusters: {', '.join(ids)}"


def form_of_address(cluster: Cluster, lang: Lang) -> str:
    """How the coordinator is spoken to, in that language only; empty where the edition does not say."""
    text = cluster.salutation.en if lang == "en" else cluster.salutation.pl
    return text.rstrip(" ,")
