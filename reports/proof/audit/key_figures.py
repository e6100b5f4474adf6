"""The cover and the key figures against the second path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from reports.errors import Finding
from reports.words import MINUS

from ..reading.book import Book, PrintedText
from ..reading.texts import squeeze
from .arithmetic import quarter_of, rounded
from .subject import Subject, unit_in


def prove_cover(subject: Subject, book: Book) -> Iterator[Finding]:
    """Name and edition, and whom the report is for, where results are not public."""
    edition = subject.edition
    said = "".join(squeeze(text.text) for text in book.cover)
    if subject.typeset(subject.cluster.name) not in said:
        yield Finding("identity", "the cover does not name the cluster", 1)
    if subject.says("edition-label", edition=edition.label) not in said:
        yield Finding("identity", "the cover does not name the edition", 1)
    if (subject.says("cover-confidential") in said) == edition.public:
        cause = "says that the report is" if edition.public else "does not say that the report is"
        yield Finding("cover", f"the cover {cause} confidential", 1)
    for text in sorted(_of_the_cover(subject), key=len, reverse=True):
        said = said.replace(text, "")
    if any(map(str.isdigit, said)):
        yield Finding("cover", f"the cover shows a number: {said!r}", 1)


def _of_the_cover(subject: Subject) -> set[str]:
    """The texts of a cover that may hold numbers."""
    edition, lang = subject.edition, subject.texts.lang
    texts = [edition.title.get(lang), subject.cluster.name, edition.funding.get(lang)]
    texts += [logo.name.get(lang) for logo in edition.logos]
    texts.append(subject.texts("edition-label", edition=edition.label))
    return {subject.typeset(text) for text in texts} - {""}


def _noted(subject: Subject, notes: Iterable[str]) -> set[str]:
    """Notes beside the overall score or place, which say so where these rest on a part of the areas."""
    scored, n = subject.scored_areas, len(subject.edition.framework.areas)
    if scored == n:
        return set(notes)
    return {subject.says("partial-note", note=note, scored=scored, n=n) for note in notes}


def prove_key_figures(subject: Subject, book: Book) -> tuple[list[Finding], set[PrintedText]]:
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
                subject.drawn.add(forms[said].lstrip("+" + MINUS))
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


#: The label of a key figure, and everything that may be printed: value, unit, label and note in one, with the
#: value, which stands alone on the page.
_Forms = tuple[str, dict[str, str]]


def _forms(label: str, values: Iterable[str], units: Iterable[str], notes: Iterable[str]) -> _Forms:
    return label, {"".join(parts): parts[0] for parts in product(values, units, [label], notes)}


def _key_figures(subject: Subject) -> dict[str, _Forms]:
    """Everything that may be printed of each key figure, by its name."""
    edition, says, lang = subject.edition, subject.says, subject.texts.lang
    gaps = {
        area: gap
        for area in edition.framework.areas
        if (gap := subject.recount.above_median(subject.cluster.id, area.code)) is not None
    }
    rest = [area for area, gap in gaps.items() if gap <= 0]
    above = len(gaps) - len(rest)
    level = "below" if all(gaps[area] < 0 for area in rest) else "level"
    names = [edition.inside(area.name.get(lang)) for area in rest]
    if not rest:
        note = says("kpi-above-none-below")
    elif not above:
        note = says("kpi-above-none-above", level=level)
    elif len(rest) == 1:
        note = says("kpi-above-one-below", level=level, area=names[0])
    elif len(rest) == 2:
        note = says("kpi-above-two-below", level=level, area=names[0], other=names[1])
    else:
        note = says("kpi-above-many-below", level=level, n=len(rest))
    return {
        **_score_and_rank(subject),
        **_changes(subject),
        **_distances(subject),
        "above": _forms(says("kpi-above"), [str(above)], [says("kpi-above-of", n=len(gaps))], [note]),
        **_characteristics(subject),
    }


def _score_and_rank(subject: Subject) -> dict[str, _Forms]:
    root, says = subject.edition.framework.root.code, subject.says
    score, median, rank = (subject.figure(root, what) for what in ("score", "group.median", "rank"))
    n = len(subject.recount.ranks[root])
    found = {}
    if score.numbers:
        units = (says("kpi-of-hundred"), says("kpi-points"))
        notes = _noted(subject, [says("kpi-score-note", median=form) for form in subject.forms(median)])
        found["score"] = _forms(says("kpi-score"), subject.forms(score), units, notes)
    label = says("kpi-rank")
    if not rank.numbers:
        return found | {"rank": _forms(label, [says("dash")], [""], [says("kpi-no-rank-note")])}
    note = _quarter_note(subject, n)
    forms = _forms(label, subject.forms(rank), [says("kpi-rank-of", n=n)], _noted(subject, [note]))
    return found | {"rank": forms}


def _quarter_note(subject: Subject, n: int) -> str:
    """What has to stand below the rank: the quarter only where all who share the place are in it."""
    root, says = subject.edition.framework.root.code, subject.says
    ahead, behind = subject.recount.around(subject.cluster.id, root)
    sharing = n - ahead - behind
    if sharing == n:
        return says("score-band-constant")
    quarter = quarter_of(ahead, behind, n)
    if quarter is not None:
        inside = [place for place in range(1, n + 1) if quarter_of(place - 1, n - place, n) == quarter]
        return says(f"kpi-quartile-{quarter}", **{"from": inside[0], "to": inside[-1]})
    if sharing > 1:
        places = {"from": ahead + 1, "to": ahead + sharing}
        return says("kpi-rank-shared", sharing=subject.texts.units(sharing), **places)
    return says("kpi-rank-middle" if ahead == behind else "kpi-no-quartile")


def _changes(subject: Subject) -> dict[str, _Forms]:
    """The change since each earlier edition."""
    root, says, found = subject.edition.framework.root.code, subject.says, {}
    for past in subject.edition.history:
        change, before, place = (
            subject.figure(root, f"{what}.{past.label}") for what in ("change", "past_score", "past_rank")
        )
        notes = {says("kpi-change-note-no-rank-comparable")}
        for score, rank in product(subject.forms(before), subject.forms(place)):
            if place.numbers:
                notes.add(says("kpi-change-note", score=score, rank=rank, n=past.participants))
                notes.add(says("kpi-change-note-comparable", rank=rank, n=past.participants))
            notes.add(says("kpi-change-note-no-rank", score=score))
        if change.numbers:
            label = says("kpi-change", edition=past.label)
            forms = _forms(label, subject.forms(change), [says("kpi-points")], notes)
            found[f"change.{past.label}"] = forms
    return found


def _distances(subject: Subject) -> dict[str, _Forms]:
    """To the second, to the leader and to the median."""
    root, says = subject.edition.framework.root.code, subject.says
    scores, spread = subject.recount.scores[root], subject.recount.points[root]
    decimals = subject.recount.points_decimals
    own, ordered = scores[subject.cluster.id], subject.recount.ordered[root].numbers
    if own is None or spread is None:
        return {}
    marks = {
        "kpi-leader": ("kpi-second-note", "score", ordered[-2] if len(ordered) > 1 else own),
        "kpi-leader-gap": ("kpi-leader-note", "score", spread.best),
        "kpi-median-gap": ("kpi-median-note", "median", spread.median),
        "kpi-median-lead": ("kpi-median-note", "median", spread.median),
    }
    found = {}
    for name, (note, argument, mark) in marks.items():
        forms: dict[str, str] = {}
        for mine, other in product(rounded(own, decimals), rounded(mark, decimals)):
            told = says(note, **{argument: subject.number(other)})
            value = subject.number(abs(mine - other))
            forms[value + says("kpi-points") + says(name) + told] = value
        found[name] = says(name), forms
    return found


def _characteristics(subject: Subject) -> dict[str, _Forms]:
    found: dict[str, _Forms] = {}
    lang = subject.texts.lang
    for item in subject.edition.profile:
        node = f"profile:{item.code}"
        if item.kind != "number" or not (own := subject.figure(node, "value")).numbers:
            continue
        name = item.name.get(lang)
        with_unit = subject.says("profile-name-unit", name=name, unit=unit_in(item, lang))
        quartiles = (subject.forms(subject.figure(node, f"values.{q}")) for q in ("q1", "median", "q3"))
        notes = {""} | {
            subject.says("profile-figure-note", q1=q1, median=median, q3=q3)
            for q1, median, q3 in product(*quartiles)
        }
        label = subject.typeset(name)
        forms = product(subject.forms(own), (label, with_unit), notes)
        found[node] = label, {"".join(parts): parts[0] for parts in forms}
    return found
