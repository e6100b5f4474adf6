"""The cover's number and the key figures against the second path."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise, product

from reports.errors import Finding
from reports.words import MINUS, lower_first

from ..reading.book import Book, Text, squeeze
from .recount import places, rounded
from .subject import Subject

# --- the cover and the key figures --------------------------------------------------------------------------


def prove_cover(subject: Subject, book: Book) -> Iterator[Finding]:
    """Name, edition and the one number of the cover."""
    root, edition = subject.edition.framework.root.code, subject.edition
    pieces = [squeeze(text.text) for text in book.cover]
    said, n = "".join(pieces), len(edition.clusters)
    score = subject.figure(root, "score")
    wanted = {
        form + subject.says(label, n=n)
        for form in (subject.forms(score, "score") if score.numbers else set())
        for label in ("cover-score-hundred", "cover-score")
    } or {subject.says("cover-no-score")}
    # The number and its label are one text or two; what stands before them must not be part of it.
    if wanted.isdisjoint({*pieces, *(one + other for one, other in pairwise(pieces))}):
        yield Finding("cover", f"the cover does not say {' or '.join(sorted(wanted))!r}", 1)
    elif score.numbers:
        subject.proven += 2
    if subject.typeset(subject.cluster.name) not in said:
        yield Finding("identity", "the cover does not name the cluster", 1)
    if subject.says("edition-label", edition=edition.label) not in said:
        yield Finding("identity", "the cover does not name the edition", 1)


def prove_key_figures(subject: Subject, book: Book) -> tuple[list[Finding], set[Text]]:
    """The key figures among the list items: what was found wrong, and which texts are proven with them."""
    labels = _key_figures(subject)
    findings, done, met = [], set(), set()
    for text in book.texts:
        if text.tag != "LI":
            continue
        said = squeeze(text.text)
        for name, (label, forms) in labels.items():
            if label not in said or not any(_same_but_digits(said, form) for form in forms):
                continue
            done.add(text)
            met.add(name)
            if said in forms:
                subject.proven += sum(char.isdigit() for char in said) > 0
            else:
                cause = f"key figure {name}: printed {said!r}, recounted {' or '.join(sorted(forms)[:3])!r}"
                findings.append(Finding("key-figure", cause, text.page))
            break
    for name in ("score", "rank", "above"):
        if name in labels and name not in met:
            findings.append(Finding("key-figure", f"the key figure {name} is not there"))
    return findings, done


_DIGITS = str.maketrans(dict.fromkeys("0123456789,.+" + MINUS, None))


def _same_but_digits(one: str, other: str) -> bool:
    return one.translate(_DIGITS) == other.translate(_DIGITS)


def _key_figures(subject: Subject) -> dict[str, tuple[str, set[str]]]:
    """Name -> the label and everything that may be printed: value, unit, label and note in one."""
    found: dict[str, tuple[str, set[str]]] = {}
    edition, root, says = subject.edition, subject.edition.framework.root.code, subject.says
    score, median, rank = (subject.figure(root, what) for what in ("score", "group.median", "rank"))
    n = len(subject.recount.ranks[root])
    points, medians = says("kpi-points"), subject.forms(median)
    if score.numbers:
        found["score"] = (
            says("kpi-score"),
            {
                value + unit + says("kpi-score") + says("kpi-score-note", median=m)
                for value, unit, m in product(subject.forms(score), (says("kpi-of-hundred"), points), medians)
            },
        )
    label = says("kpi-rank")
    notes = {says("kpi-no-quartile")}
    if rank.numbers:
        if n >= 4:
            quarter = -(-4 * int(_best_place(subject, root)) // n)
            bounds = {"from": (quarter - 1) * n // 4 + 1, "to": quarter * n // 4}
            notes.add(says(f"kpi-quartile-{quarter}", **bounds))
        found["rank"] = (
            label,
            {r + says("kpi-rank-of", n=n) + label + note for r in subject.forms(rank) for note in notes},
        )
    else:
        found["rank"] = (label, {says("dash") + label + says("kpi-no-rank-note")})
    for past in edition.history:
        name = past.label
        label = says("kpi-change", edition=name)
        before, place = (subject.figure(root, f"{what}.{name}") for what in ("past_score", "past_rank"))
        notes = {says("kpi-change-note-no-rank-comparable")}
        for b, p in product(subject.forms(before), subject.forms(place)):
            if place.numbers:
                notes.add(says("kpi-change-note", score=b, rank=p, n=past.participants))
                notes.add(says("kpi-change-note-comparable", rank=p, n=past.participants))
            notes.add(says("kpi-change-note-no-rank", score=b))
        changes = subject.figure(root, f"change.{name}")
        if changes.numbers:
            forms = {c + points + label + note for c in subject.forms(changes) for note in notes}
            found[f"change.{name}"] = (label, forms)
    found |= _distances(subject, points)
    above, areas = _above(subject)
    label = says("kpi-above")
    notes = {
        says("kpi-above-none-below"),
        says("kpi-above-none-above"),
        says("kpi-above-many-below", n=areas - above),
        *(
            says("kpi-above-one-below", area=lower_first(area.name.get(subject.texts.lang)))
            for area in edition.framework.areas
        ),
    }
    found["above"] = (
        label,
        {str(above) + says("kpi-above-of", n=areas) + label + note for note in notes},
    )
    found |= _profile_figures(subject)
    return found


def _present(subject: Subject, code: str) -> list[Decimal]:
    return [score for score in subject.recount.scores[code].values() if score is not None]


def _best_place(subject: Subject, code: str) -> Decimal:
    """The best of the places that are shared, whatever the kind of ties."""
    return places(subject.recount.scores[code], "min")[subject.cluster.id]


def _above(subject: Subject) -> tuple[int, int]:
    """How many areas have a published score above the published median, of how many with one."""
    above = areas = 0
    for area in subject.edition.framework.areas:
        gap = subject.figure(area.code, "gap.median")
        areas += bool(gap.numbers)
        above += bool(gap.numbers) and gap.numbers[0] > 0
    return above, areas


def _distances(subject: Subject, points: str) -> dict[str, tuple[str, set[str]]]:
    """To the second, to the leader and to the median."""
    root, says = subject.edition.framework.root.code, subject.says
    own, ordered = subject.recount.scores[root][subject.cluster.id], sorted(_present(subject, root))[::-1]
    spread = subject.recount.points[root]
    if own is None or spread is None:
        return {}
    marks = {
        "kpi-leader": ("kpi-second-note", ordered[1] if len(ordered) > 1 else own),
        "kpi-leader-gap": ("kpi-leader-note", spread.best),
        "kpi-median-gap": ("kpi-median-note", spread.median),
    }
    found = {}
    for label, (note, mark) in marks.items():
        forms = set()
        for mine, other in product(rounded(own, 1), rounded(mark, 1)):
            argument = {"kpi-median-note": "median"}.get(note, "score")
            told = says(note, **{argument: subject.number(other)})
            forms.add(subject.number(abs(mine - other)) + points + says(label) + told)
        found[label] = (says(label), forms)
    return found


def _profile_figures(subject: Subject) -> dict[str, tuple[str, set[str]]]:
    found: dict[str, tuple[str, set[str]]] = {}
    lang = subject.texts.lang
    for item in subject.edition.profile:
        if item.kind != "number":
            continue
        node = f"profile:{item.code}"
        own = subject.figure(node, "value")
        if not own.numbers:
            continue
        unit = item.unit_en or item.unit if lang == "en" else item.unit
        name = item.name.get(lang)
        labels = {subject.typeset(name), subject.says("profile-name-unit", name=name, unit=unit)}
        quartiles = [subject.forms(subject.figure(node, f"values.{q}")) for q in ("q1", "median", "q3")]
        notes = {""} | {
            subject.says("profile-figure-note", q1=q1, median=median, q3=q3)
            for q1, median, q3 in product(*quartiles)
        }
        forms = {value + label + note for value in subject.forms(own) for label in labels for note in notes}
        found[node] = (subject.typeset(name), forms)
    return found
