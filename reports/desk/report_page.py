"""Page 3: one report beside the words of the expert, and its approval, which is for the very file shown."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from starlette.responses import HTMLResponse, Response

from reports import files
from reports.edition import Cluster, Edition, Lang
from reports.edition.validation import comments as places
from reports.errors import ConfigurationError, Finding
from reports.mail import Approval, Ledger, exists
from reports.mail import plan as mail_plan
from reports.production import status
from reports.production.record import owner

from . import comments
from .comments import Comments, ConflictError, Decided, Spoken
from .desk import RefusalError, Visit

#: The page for a browser brings its own style and pictures, and may do nothing.
_SCREEN = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; sandbox allow-same-origin"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a comment can stand: its code in the sheet, the words of an area's name (none: a chapter that all
    reports have), what stands there in the sheet, and what was written at the desk.
    """

    code: str
    name: str
    elsewhere: tuple[str, ...]
    spoken: Spoken


@dataclass(frozen=True, slots=True)
class Choice:
    """One recommendation whose rule holds or that the expert wants: its action in words, its place among the
    actions of the report (None: it is not among them), what the file of the desk decides about it, and
    whether the sheet of the edition does.
    """

    record: str
    action: str
    rank: int | None
    decided: Decided
    elsewhere: bool


@dataclass(frozen=True)
class Draft:
    """What somebody has written and what cannot be saved, with what is said of it."""

    place: str
    text: str
    author: str
    problems: tuple[str, ...] = ()
    conflict: bool = False


def show(visit: Visit) -> Response:
    return visit.page("report.html.j2", _arguments(visit))


def _arguments(visit: Visit, draft: Draft | None = None) -> dict[str, object]:
    cluster, edition, workspace = visit.cluster, visit.edition, visit.workspace
    lang = cluster.language
    found = workspace.status()
    cells = {column.key: column.cells.get(cluster.id, status.Cell("")) for column in found.columns}
    pdf = workspace.content(edition, cluster.id, "pdf")
    pages = 0
    if pdf is not None:
        with suppress(ConfigurationError):  # the file itself can still be opened
            pages = visit.desk.pictures.page(pdf[0], pdf[1], 1)[1]
    known = Comments.of(workspace.path)
    ids = edition.ids
    row = edition.row[cluster.id]
    return {
        "title": cluster.name,
        "here": "clusters",
        "cluster": cluster,
        "lang_of_report": lang,
        "cells": cells,
        "sha": pdf[1] if pdf is not None else "",
        "pages": pages,
        "places": _places(edition, cluster, known, lang),
        "choices": _choices(visit, cluster, known, lang),
        "draft": draft,
        "approval": _approval(visit, edition, cluster.id),
        "before": ids[row - 1] if row else "",
        "after": ids[row + 1] if row + 1 < len(ids) else "",
        "file": workspace.comments.name,
    }


def _codes(edition: Edition) -> tuple[str, ...]:
    """The codes of the places where comments can stand."""
    chapters = places.chapters(profile=bool(edition.profile), practices=bool(edition.practices))
    return places.places(edition.framework, chapters)


def _places(edition: Edition, cluster: Cluster, known: Comments, lang: Lang) -> list[Place]:
    beside = {(row.get("id", "").strip(), row.get("place", "").strip()) for row in known.rows}
    found = []
    for code in _codes(edition):
        node = edition.framework.by_code.get(code)
        spoken = known.at(cluster.id, code, lang)
        said = [c.text.get(lang) for c in edition.comments if (c.id, c.place) == (cluster.id, code)]
        if (cluster.id, code) in beside:
            said = [text for text in said if text.strip() not in spoken.text]
        found.append(Place(code, node.name.get(lang) if node else "", tuple(said), spoken))
    return found


def _choices(visit: Visit, cluster: Cluster, known: Comments, lang: Lang) -> list[Choice]:
    """Every recommendation whose rule holds for a cluster: first the actions of its report in their order."""
    advice, edition = visit.workspace.advice(cluster.id), visit.edition
    ranks = {action.record.id: action.rank for action in advice.actions}
    decided = {one.record for one in edition.overrides if one.id == cluster.id}
    named = dict.fromkeys((*ranks, *decided, *(record for record, _ in advice.fired)))
    words = {record.id: record.action.get(lang) for record in edition.recommendations}
    found = []
    for record in named:
        here = known.decided(cluster.id, record)
        elsewhere = record in decided and not here.decision
        found.append(Choice(record, words.get(record, ""), ranks.get(record), here, elsewhere))
    return found


def _approval(visit: Visit, edition: Edition, cluster_id: str) -> Approval | None:
    base = visit.workspace.base(edition)
    if not exists(base):
        return None
    with Ledger(base) as ledger:
        return ledger.approval(cluster_id)


# --- the files -----------------------------------------------------------------------------------


def _content(visit: Visit, kind: str) -> tuple[bytes, str]:
    found = visit.workspace.content(visit.edition, visit.cluster.id, kind)
    if found is None:
        raise RefusalError(visit.desk.words("no-report"))
    return found


def picture(visit: Visit) -> Response:
    """One page of the very file that the page of the report was about."""
    pdf, sha = _content(visit, "pdf")
    number = visit.request.path_params["number"]
    if sha != visit.request.path_params["sha"]:
        raise RefusalError(visit.desk.words("stale-page"))
    data, _ = visit.desk.pictures.page(pdf, sha, number)
    return Response(data, 200 if data else 404, media_type="image/png")


def document(visit: Visit) -> Response:
    return Response(_content(visit, "pdf")[0], media_type="application/pdf")


def screen(visit: Visit) -> Response:
    return Response(
        _content(visit, "html")[0], media_type="text/html", headers={"Content-Security-Policy": _SCREEN}
    )


# --- comments ------------------------------------------------------------------------------------


def save(visit: Visit) -> Response:
    """Save a comment, unless `check` would refuse it or somebody else has written there meanwhile."""
    visit.may_change()
    words, cluster = visit.desk.words, visit.cluster
    place, author = visit.given("place"), visit.given("author")
    text = visit.form.get("text", "").replace("\r\n", "\n").strip()
    if place not in _codes(visit.edition):
        raise RefusalError(words("no-place"))
    try:
        problems = comments.save(
            visit.workspace.path,
            cluster.id,
            place,
            cluster.language,
            text,
            author,
            visit.person,
            visit.given("seen"),
        )
    except ConflictError:
        return visit.page("report.html.j2", _arguments(visit, Draft(place, text, author, conflict=True)), 409)
    except ConfigurationError as error:  # a full disk, say; the words stay in the form
        draft = Draft(place, text, author, (str(error),))
        return visit.page("report.html.j2", _arguments(visit, draft), 409)
    if problems:
        said = tuple(" ".join((f"{one.cause}.", one.value or "", one.remedy)).strip() for one in problems)
        return visit.page("report.html.j2", _arguments(visit, Draft(place, text, author, said)), 422)
    return visit.back(f"/clusters/{cluster.id}", words("comment-saved"))


def decide(visit: Visit) -> Response:
    """Pin or drop a recommendation, or leave it to the rules."""
    visit.may_change()
    words, cluster = visit.desk.words, visit.cluster
    decision, record = visit.given("decision"), visit.given("record")
    if decision not in ("", *comments.DECISIONS):
        raise RefusalError(words("no-decision"))
    reason = visit.given("reason") if decision == "pin" else ""
    try:
        problems = comments.decide(
            visit.workspace.path,
            cluster.id,
            record,
            decision,
            cluster.language,
            reason,
            visit.person,
            visit.given("seen"),
        )
    except ConflictError as error:
        raise RefusalError(words("decision-changed")) from error
    if problems:
        raise RefusalError("\n".join(f"{one.cause}. {one.remedy}" for one in problems))
    return visit.back(f"/clusters/{cluster.id}", words("decision-saved"))


def preview(visit: Visit) -> Response:
    """The paragraph as it will be printed."""
    text = visit.form.get("text", "").replace("\r\n", "\n").strip()
    parts, wrong = comments.printed(text) if text else ((), "")
    return HTMLResponse(visit.part("preview.html.j2", {"parts": parts, "wrong": wrong}))


# --- approval ------------------------------------------------------------------------------------


def approve(visit: Visit) -> Response:
    """Let the report go, if it is the file that was shown."""
    visit.may_change()
    desk, cluster = visit.desk, visit.cluster
    with desk.jobs.alone():
        study, current = visit.workspace.reread()
        base = visit.workspace.base(study.edition)
        shown = {cluster.id: visit.given("sha")}
        _, refused = mail_plan.approve(study, base, [cluster.id], visit.person, current, shown)
    back = f"/clusters/{cluster.id}"
    if refused:
        return visit.back(back, _why(visit, refused[0].findings), bad=True)
    return visit.back(back, desk.words("approved", name=visit.person))


def _why(visit: Visit, findings: tuple[Finding, ...]) -> str:
    if any(one.rule == "seen" for one in findings):
        return visit.desk.words("stale-page")
    return visit.desk.words("not-approved", why="; ".join(one.cause for one in findings))


def withdraw(visit: Visit) -> Response:
    """Take the approval back."""
    visit.may_change()
    desk, cluster, edition = visit.desk, visit.cluster, visit.edition
    base = files.child(visit.workspace.out, edition.id)
    if not exists(base):
        raise RefusalError(desk.words("no-approval"))
    owner.check(base, edition)
    with Ledger(base) as ledger:
        late = ledger.withdraw(cluster.id, visit.person)
    words = desk.words("withdrawn-late") if late else desk.words("withdrawn")
    return visit.back(f"/clusters/{cluster.id}", words, bad=late is not None)


ROUTES = (
    ("/clusters/{id}", show),
    ("/clusters/{id}/{sha}/{number:int}.png", picture),
    ("/clusters/{id}/report.pdf", document),
    ("/clusters/{id}/screen", screen),
    ("/clusters/{id}/comment", save, "POST"),
    ("/clusters/{id}/decide", decide, "POST"),
    ("/clusters/{id}/preview", preview, "POST"),
    ("/clusters/{id}/approve", approve, "POST"),
    ("/clusters/{id}/withdraw", withdraw, "POST"),
)
