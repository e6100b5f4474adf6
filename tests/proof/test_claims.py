"""Promises of the proof of what sentences claim in words: right numbers in wrong words are found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

import pytest
from support.forge import Made, Press, edition

from reports import assets
from reports.document import identity
from reports.document.blocks import Fact, Table, find, walk
from reports.edition import Lang
from reports.errors import Finding
from reports.proof.audit import recount
from reports.proof.audit import report as audit
from reports.proof.audit.claims import CLAIMED
from reports.words import Texts


@cache
def press() -> Press:
    return Press(edition())


@cache
def made(cluster: str) -> Made:
    report = press().report(cluster)
    return Made(report, b"", b"")


@cache
def counted() -> recount.Recount:
    return recount.Recount(press().edition)


def findings(cluster: str, file: Made) -> list[Finding]:
    of = press().edition
    content = identity.content(made(cluster).report)
    return list(audit.ReportProof(of, counted(), of.cluster(cluster), "pl", content).pdf(file.pdf))


def forged(cluster: str, old: str, new: str) -> Made:
    """The report that says ``new`` wherever it said ``old``."""

    def visit(value: Any) -> Any:
        if isinstance(value, str):
            return value.replace(old, new)
        if isinstance(value, tuple):
            return tuple(map(visit, value))
        if is_dataclass(value) and not isinstance(value, (type, Fact)):
            return replace(
                value, **{field.name: visit(getattr(value, field.name)) for field in fields(value)}
            )
        return value

    of = made(cluster).report
    assert any(old in text for text in said(cluster))
    return replace(made(cluster), pdf=press().pdf(of, replace(of, sections=visit(of.sections))))


def said(cluster: str) -> list[str]:
    """The texts of a report."""
    parts = walk(made(cluster).report.sections)
    told = (getattr(part, field.name) for part in parts for field in fields(part))
    return [
        text
        for value in told
        for text in (value if isinstance(value, tuple) else (value,))
        if isinstance(text, str)
    ]


def wordings(texts: Texts, message: str, arguments: dict[str, str]) -> Iterator[str]:
    """Every wording of a message, or of a slot with variants."""
    if not texts._bundle.get_message(message).attributes:
        yield texts(message, **arguments)
        return
    yield from dict.fromkeys(texts.bind(turn).variant(message, **arguments) for turn in range(8))


def told(message: str, roles: tuple[str, ...]) -> tuple[str, re.Match[str]]:
    """(cluster, where its report says ``message``)."""
    texts, marks = press().texts, {role: f"<{role}>" for role in roles}
    for cluster in press().edition.ids:
        for wording in wordings(texts, message, marks):
            words = (re.escape(word) for word in wording.split())
            pattern = re.sub(r"<(\w+)>", r"(?P<\1>.+?)", r"\s+".join(words))
            for text in said(cluster):
                if match := re.search(pattern + r"(?:(?<=\.)|$)", text):
                    return cluster, match
    raise AssertionError(f"no report says {message}")


def restated(message: str, other: str, roles: tuple[str, ...]) -> tuple[str, str, str]:
    """(cluster, what its report says by ``message``, the same in the words of ``other``)."""
    cluster, match = told(message, roles)
    return cluster, match[0], next(wordings(press().texts, other, match.groupdict()))


#: What is so, what is claimed instead with the same numbers and names, and the placeholders of both.
FALSE = [
    ("position-title-above", "position-title-upper", ()),
    ("position-title-upper", "position-title-above", ()),
    ("position-title-lower", "position-title-upper", ()),
    ("position-title-lower", "position-title-below", ()),
    ("position-title-below", "position-title-missing", ()),
    ("position-title-leader", "position-title-lower", ()),
    ("areas-above-all", "areas-above-none", ("area", "gap")),
    ("area-title-leader", "area-title-low-short", ("best",)),
    ("area-title-one-upper", "area-title-one-lower", ("best",)),
    ("area-title-one-upper", "area-title-one-above", ("best",)),
    ("area-title-low", "area-title-mixed-short", ("best", "gap")),
    ("area-lead-above", "area-lead-below", ("score", "gap", "rank", "n")),
    ("area-lead-below", "area-lead-above", ("score", "gap", "rank", "n")),
    ("groups-title-above", "groups-title-below", ("gap", "group")),
    ("groups-title-below", "groups-title-above", ("gap", "group")),
    ("change-largest-rise", "change-largest-fall", ("name", "change", "score")),
    ("change-largest-fall", "change-largest-rise", ("name", "change", "score")),
    ("change-smallest-rise", "change-largest-rise", ("name", "change", "score")),
    ("change-smallest-rise", "change-largest-fall", ("name", "change", "score")),
]


@pytest.mark.parametrize(("message", "other", "roles"), FALSE, ids=lambda value: str(value))
def test_a_false_claim_with_right_numbers_is_found(message: str, other: str, roles: tuple[str, ...]) -> None:
    """Above instead of below, risen instead of fallen, largest instead of smallest, another half."""
    if message == "areas-above-all":
        cluster, old, _ = restated(message, message, ())
        name = press().edition.framework.areas[0].name.get("pl")
        new = next(wordings(press().texts, other, {"area": name, "gap": "1,0 pkt"}))
    else:
        cluster, old, new = restated(message, other, roles)
    false = forged(cluster, old, new)
    assert "claim" in {finding.rule for finding in findings(cluster, false)}, (old, new)


def test_a_list_that_lacks_an_area_or_has_one_too_many_is_found() -> None:
    """Areas above the median, and indicators in which nobody is behind."""
    names = [area.name.get("pl") for area in press().edition.framework.areas]
    cluster, old, _ = restated("areas-above-some", "areas-above-some", ("areas",))
    for listed in (press().texts.names(names), next(name for name in names if name not in old)):
        said_otherwise = next(wordings(press().texts, "areas-above-some", {"areas": listed}))
        false = forged(cluster, old, said_otherwise)
        assert "claim" in {finding.rule for finding in findings(cluster, false)}, listed


#: What the furthest, the best or the worst is called, its placeholders, the one whose name is another.
FURTHEST = [
    ("area-detail-strength", ("name", "own", "median"), "name"),
    ("area-detail-gap", ("name", "own", "median"), "name"),
    ("area-detail-parts", ("best", "high", "worst", "low", "part"), "best"),
    ("rise-text", ("name", "change", "edition", "before", "score", "part"), "name"),
    ("fall-text", ("name", "change", "edition", "before", "score", "part"), "name"),
    ("areas-above-none", ("area", "gap"), "area"),
    ("groups-largest-below", ("group", "area", "gap"), "area"),
]


@pytest.mark.parametrize(("message", "roles", "role"), FURTHEST, ids=lambda value: str(value))
def test_what_is_not_the_furthest_is_found(message: str, roles: tuple[str, ...], role: str) -> None:
    """Another indicator or part is not the strongest, another area is not the nearest."""
    cluster, match = told(message, roles)
    names = [node.name.get("pl") for node in press().edition.framework.nodes]
    name = max((name for name in names if match[role].startswith(name)), key=len)
    other = next(other for other in names if other.count(".") == name.count(".") and other not in match[0])
    false = forged(cluster, match[0], match[0].replace(match[role], other))
    causes = [finding.cause for finding in findings(cluster, false) if finding.rule == "claim"]
    assert any(message in cause for cause in causes), (match[0], other)


#: What is added to a sentence of a report, or stands in its place, where it is not so.
NOT_SO = {
    "tied": ("item-evidence", ("own", "median", "rank"), "{0} ex aequo"),
    "not tied": ("item-evidence-tied", ("own", "median", "rank"), "{0} "),
    "nowhere last": ("data-last", ("names",), "{data-last-none}"),
    "last": ("data-last-none", (), "{data-last}"),
    "the same for all": ("data-last-none", (), "{data-constant}"),
    "crossed": ("fall-text", ("name", "change", "edition", "before", "score", "part"), "{0} {rise-crossed}"),
    "still above": ("area-detail-gap", ("name", "own", "median"), "{0} {fall-still-above}"),
}


@pytest.mark.parametrize("what", NOT_SO)
def test_what_is_not_so_is_found(what: str) -> None:
    """Places that are shared or not, last places or none, what all have, what has crossed the median."""
    message, roles, form = NOT_SO[what]
    cluster, match = told(message, roles)
    leaf = press().edition.framework.leaves[0].name.get("pl")
    said_otherwise = {
        other: next(wordings(press().texts, other, {"names": leaf, "part": "subarea"}))
        for other in ("data-last-none", "data-last", "data-constant", "rise-crossed", "fall-still-above")
    }
    new = re.sub(r"\{([\w-]+)\}", lambda key: said_otherwise.get(key[1], match[0]), form)
    false = forged(cluster, match[0], new.removesuffix(" ex aequo ").strip())
    assert "claim" in {finding.rule for finding in findings(cluster, false)}, (match[0], new)


def test_a_place_that_is_not_the_last_one_is_found() -> None:
    """Somebody is behind in the overall score of all but one."""
    cluster, old, _ = restated("note-last", "note-last", ("names",))
    root = press().edition.framework.root.name.get("pl")
    assert root not in old
    false = forged(cluster, old, press().texts("note-last", names=root))
    assert "claim" in {finding.rule for finding in findings(cluster, false)}


def test_the_distance_of_the_other_quartile_is_found() -> None:
    """The sentence says which quartile it is."""
    cluster, old, _ = restated("position-lead-below", "position-lead-below", ("gap", "quartile"))
    root = press().edition.framework.root.code
    (own,), (q1,) = (counted().figure(cluster, root, what).numbers for what in ("score", "group.q1"))
    numbers = re.findall(r"\d+,\d", old)
    new = f"{abs(own - q1)}".replace(".", ",").join(old.rsplit(numbers[-1], 1))
    false = forged(cluster, old, new)
    causes = [finding.cause for finding in findings(cluster, false)]
    assert any("quartile" in cause for cause in causes), causes


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_what_is_proven_is_in_the_catalogue(lang: Lang) -> None:
    """A claim whose message was renamed would be proven no more, and nobody would know."""
    catalogue = assets.catalogue(lang)
    assert {name for name in CLAIMED if not re.search(rf"^{name} =", catalogue, re.MULTILINE)} == set()


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_reports_that_claim_what_is_so_are_proven(lang: Lang) -> None:
    """Of the best, the worst and another cluster, in both languages, with what they could show others."""
    of = Press(edition(), lang)
    for cluster in ("k11", "k03", "k07"):
        report = of.report(cluster)
        assert "table-strengths" in {table.id for table in find(report, Table)}
        proof = audit.ReportProof(
            of.edition, counted(), of.edition.cluster(cluster), lang, identity.content(report)
        )
        assert list(proof.pdf(of.pdf(report))) == []
