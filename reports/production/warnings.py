"""What is worth saying about an edition although it can be built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from reports.edition import Edition, fitting_decimals, published_all, score_decimals
from reports.edition.loading import nearest
from reports.edition.validation import for_each, mail
from reports.errors import Remark

from .plausibility import odd_values
from .study import Study


def warnings(study: Study) -> tuple[Remark, ...]:
    """What is no error in an edition and still worth a look before the reports go out."""
    edition, scores = study.edition, study.scores
    found = [
        Remark(
            f"indicator {code}: all clusters have the same value, so it says nothing and scores the middle",
            "values",
            code,
        )
        for code in scores.constant
    ]
    root = edition.framework.column[edition.framework.root.code]
    empty = np.isnan(edition.values)
    without = [edition.ids[row] for row in np.flatnonzero(np.isnan(scores.score[:, root]))]
    texts = for_each(without, "too few answers for an overall score")
    # One text for each, or one for all.
    found += [
        Remark(text, "values", keys=(without[n],) if len(texts) > 1 else tuple(without))
        for n, text in enumerate(texts)
    ]
    found += _lonely_groups(edition)
    for column, leaf in enumerate(edition.framework.leaves):
        if empty[:, column].all():
            found.append(Remark(f"indicator {leaf.code}: no cluster has answered", "values", leaf.code))
    return (
        *map(Remark, study.warnings),
        *map(Remark, edition.remarks),
        *odd_values(study),
        *found,
        *_about_decimals(edition),
        *(Remark(text, "clusters", "email") for text in mail.warnings(edition)),
        *_without_advice(edition),
        *_about_practices(study),
        *_given_often(study),
        *_expert_words(study),
    )


#: The part of an edition that a recommendation should not go to more of, from so many units on; in a larger
#: edition than the last of these `advice` says it, because it takes its time.
OFTEN, FEW_UNITS, MANY_UNITS = 0.25, 8, 500


def _given_often(study: Study) -> Iterator[Remark]:
    """The recommendations that so many get that readers who compare their reports take none for their own."""
    from reports.advice import times_given

    from .advised import advised

    edition = study.edition
    units = len(edition.ids)
    records = {r.id: r for r in edition.recommendations if not r.urgent and r.node != "*"}
    if not (records and FEW_UNITS <= units <= MANY_UNITS):
        return
    for record, given in sorted(times_given(advised(study)).items(), key=lambda pair: (-pair[1], pair[0])):
        if record in records and given > OFTEN * units:
            yield Remark(
                f"recommendation {record} goes to {given} of {units}, more than a quarter: write variants "
                "(sector, needs, unless), or mark it urgent if it is; `advice` shows who gets it"
            )


def _expert_words(study: Study) -> Iterator[Remark]:
    """Actions in an expert's words that say something else than their goal."""
    edition = study.edition
    worded = {override.id for override in edition.overrides if override.decision == "rephrase"}
    if not worded:
        return
    from reports.results import compare

    from .advised import advise
    from .expert_words import disagreements

    group = compare.group(edition, study.scores)
    for unit in (unit for unit in edition.ids if unit in worded):
        comparison = compare.compare(edition, study.scores, group, unit)
        yield from disagreements(comparison, advise(study, comparison), edition.framework)


def _lonely_groups(edition: Edition) -> Iterator[Remark]:
    """Comparison groups of one member: one line for each column."""
    for column in sorted({column for cluster in edition.clusters for column in cluster.groups}):
        members = Counter(cluster.groups.get(column, "") for cluster in edition.clusters)
        alone = [value for value, count in members.items() if value and count == 1]
        told = [
            f"{value} (or is it {near}?)"
            if (near := nearest(value, [other for other in members if other and other != value], 0.8))
            else value
            for value in alone[:8]
        ]
        if alone:
            yield Remark(
                f"group_{column}: groups of one member, which no report compares with: {len(alone)} "
                f"({', '.join(told)}{' ...' if len(alone) > len(told) else ''})",
                "clusters",
                f"group_{column}",
                tuple(c.id for c in edition.clusters if c.groups.get(column, "") in alone),
            )


#: Values that print as at most this part of them leave too few to tell units apart.
FEW_DISTINCT = 0.5


def _about_decimals(edition: Edition) -> Iterator[Remark]:
    """The indicators whose decimals make different answers look the same, and areas whose decimals do not
    count.
    """
    for column, leaf in enumerate(edition.framework.leaves):
        values = edition.values[:, column]
        answers = np.unique(values[~np.isnan(values)])
        printed = len(np.unique(published_all(answers, leaf.decimals)))
        better = fitting_decimals(values)
        if len(answers) > 2 and printed <= FEW_DISTINCT * len(answers) and better > leaf.decimals:
            yield Remark(
                f"indicator {leaf.code}: printed with decimals = {leaf.decimals}, its {len(answers)} "
                f"different values look like {printed}; set {better} in the framework",
                "framework",
                "decimals",
                (leaf.code,),
            )
    decimals = score_decimals(edition.method)
    inner = (edition.framework.root, *edition.framework.areas)
    for node in (node for node in inner if not node.is_leaf and node.decimals not in (0, decimals)):
        yield Remark(
            f"{node.code}: decimals = {node.decimals} is not used; all scores have decimals = {decimals}",
            "framework",
            "decimals",
            (node.code,),
        )


def _without_advice(edition: Edition) -> Iterator[Remark]:
    """The sub-areas that have no recommendation of their own for some position: one line each."""
    from reports.advice import POSITIONS, positions_of
    from reports.edition.validation import uncovered

    offers = [(record.node, positions_of(record)) for record in edition.recommendations]
    general = {position for node, positions in offers if node == "*" for position in positions}
    for node, lacks in uncovered(edition.framework, offers, POSITIONS):
        wanting = [position for position in lacks if position not in general]
        rest = f"nor a general one for {' or '.join(wanting)}" if wanting else "general ones serve it"
        yield Remark(
            f"{node.code} ({node.name.get(edition.language)}): no recommendation of its own for the "
            f"position {' or '.join(lacks)}; {rest}"
        )


#: As many practices a sub-area should have, so that two neighbours need not read the same.
FEWEST_PRACTICES = 2


def _about_practices(study: Study) -> Iterator[Remark]:
    """The sub-areas with few practices of their own, and practices seen where the result is low."""
    from reports.advice import home, sub_areas

    edition, scores = study.edition, study.scores
    homes = {practice.id: home(edition, practice) for practice in edition.practices}
    if not any(homes.values()):
        yield Remark("no sub-area has a good practice of its own; the chapter has general ones at most")
        return
    for part in sub_areas(edition):
        count = list(homes.values()).count(part.code)
        if count < FEWEST_PRACTICES:
            yield Remark(
                f"{part.code} ({part.name.get(edition.language)}): good practices of its own: {count}, "
                f"fewer than {FEWEST_PRACTICES}"
            )
    for practice in edition.practices:
        code = homes[practice.id]
        if practice.cluster and code:
            column = scores.score[:, edition.framework.column[code]]
            if not column[edition.row[practice.cluster]] >= np.nanmedian(column):
                yield Remark(
                    f"practice {practice.id}: the cluster {practice.cluster}, which it names, is below the "
                    f"median in {code} or has no score there"
                )
