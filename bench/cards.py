"""CPU time of results cards beside that of the reports they are chosen from, on the sample edition.

    python bench/cards.py [clusters]        # 6 clusters by default, after one that warms up

Prints the median CPU seconds of every stage, cards per CPU second with and without composing the report
they share their numbers with, and the ratio to a whole report. Ratios can be compared across machines,
seconds cannot.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from reports import assets
from reports.chapters import report_of
from reports.document import identity
from reports.edition import names as names_
from reports.pages import card as cardview
from reports.pages import pdf as tagged
from reports.pages import report as layout
from reports.papers import card
from reports.production.composer import Composer
from reports.production.study import read
from reports.proof.checks import paper, rules
from reports.proof.checks import report as check


def main(clusters: int) -> None:
    study = read(assets.sample())
    edition, composer = study.edition, Composer(study)
    folder = Path(study.folder)
    consented = names_.consented_names(edition)
    spent: dict[str, list[float]] = defaultdict(list)

    for turn, cluster in enumerate(edition.ids[: clusters + 1]):
        names = names_.foreign_names(edition, cluster)
        marks = [time.process_time()]
        scene = composer.scene(cluster, "pl")
        report = report_of(scene)
        marks.append(time.process_time())
        made = card.card(report, scene)
        page = cardview.lay_out(made)
        marks.append(time.process_time())
        said = rules.meta_of(made, identity.identifier(report))
        pdf = tagged.write((page,), said)
        marks.append(time.process_time())
        found = paper.check_card(made, page, pdf, said, scene.facts, names)
        marks.append(time.process_time())
        pdf = layout.render(report, folder)
        found += check.check(report, pdf, scene.facts, names, consented)
        marks.append(time.process_time())
        if found:
            raise SystemExit(f"{cluster}: {found[0]}")
        if turn:  # the first one pays for imports and caches
            stages = ("compose", "lay out", "draw", "check", "report")
            for stage, (before, after) in zip(stages, pairwise(marks), strict=True):
                spent[stage].append(after - before)

    cost = {stage: statistics.median(times) for stage, times in spent.items()}
    alone = cost["lay out"] + cost["draw"] + cost["check"]
    whole = cost["compose"] + alone
    for stage in ("compose", "lay out", "draw", "check"):
        print(f"{stage:10}{cost[stage]:8.3f} CPU s{cost[stage] / whole:8.1%}")
    print(f"cards per CPU second: {1 / alone:.1f} from a composed report, {1 / whole:.1f} with composing it")
    report_cost = cost["compose"] + cost["report"]
    print(
        f"a card costs {whole / report_cost:.1%} of a report, {alone / report_cost:.1%} without composing it"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6)
