"""How the numbers of a study grow with its units: 1,000, 10,000 and 100,000 with 80 indicators.

    python bench/scale.py [units ...]

The units are random copies of the sample's clusters (answers, characteristics and earlier answers moved a
little), the framework is the sample's, filled up to 80 indicators. What is worked out for all units in arrays
is done for all of them: "group" is everything that comparisons share (ranks, bands, spreads, earlier
editions, who is in which group, the similar units of each), "what-ifs" what every unit would gain by every
indicator. Reading off one unit (its comparison with the choice of medians it may see, its advice) is timed
on a sample and multiplied: the workers do it, each just before it lays out the report. Prints CPU seconds
and the memory at the peak. Set OPENBLAS_NUM_THREADS=1, or threads that wait are counted.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from reports import assets, compare, pipeline, recommend, robustness, score, whatif
from reports.model import Edition, Framework, freeze

INDICATORS = 80
#: Units on which the stages of one unit are timed.
SAMPLE = 200


def edition(units: int) -> Edition:
    """The sample edition with ``units`` clusters and 80 indicators."""
    made = pipeline.read(assets.sample()).edition
    generator = np.random.default_rng(1)
    leaves = made.framework.leaves
    more = [replace(leaf, code=f"{leaf.code}x") for leaf in leaves[: INDICATORS - len(leaves)]]
    twins = {leaf.parent: [twin.code for twin in more if twin.parent == leaf.parent] for leaf in more}
    nodes = [
        replace(node, children=(*node.children, *twins.get(node.code, ()))) for node in made.framework.nodes
    ]
    framework = Framework((*nodes, *more))
    source = generator.integers(0, len(made.clusters), units)
    columns = [made.framework.leaf_column[leaf.code.removesuffix("x")] for leaf in framework.leaves]
    values = made.values[source][:, columns]
    moved = np.round(values * generator.uniform(0.7, 1.3, values.shape), 1)
    values = np.where([leaf.is_yes_no for leaf in framework.leaves], values, moved)
    nodes_of = [made.framework.column[code.removesuffix("x")] for code in framework.codes]
    return replace(
        made,
        framework=framework,
        values=freeze(values),
        clusters=tuple(
            replace(made.clusters[old], id=f"u{new}", profile=_moved(made.clusters[old].profile, generator))
            for new, old in enumerate(source.tolist())
        ),
        history=tuple(
            replace(
                past,
                values=past.values[source][:, columns],
                scores=past.scores[source][:, nodes_of],
                ranks=past.ranks[source][:, nodes_of],
                participants=units,
            )
            for past in made.history
        ),
    )


def _moved(profile: Mapping[str, str], generator: np.random.Generator) -> dict[str, str]:
    return {
        code: f"{float(text) * generator.uniform(0.7, 1.3):.2f}" if _is_number(text) else text
        for code, text in profile.items()
    }


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()


def main(sizes: list[int]) -> None:
    stages = (
        "score",
        "simulate",
        "group",
        "what-ifs",
        "in arrays",
        "compare, one",
        "recommend, one",
        "all units",
    )
    print("| units | " + " | ".join(stages) + " | peak MB |")
    print("|---" * (len(stages) + 2) + "|")
    for units in sizes:
        study = edition(units)
        clock = [time.process_time()]

        def lap(clock: list[float] = clock) -> float:
            clock.append(time.process_time())
            return clock[-1] - clock[-2]

        scores = score.score(study.framework, study.method, study.ids, study.values)
        frame = score.fit(study.framework, study.method, study.values)
        spent = {"score": lap()}
        simulated = robustness.simulate(study.framework, study.method, study.values)
        spent["simulate"] = lap()
        group = compare.group(study, scores, simulated)
        spent["group"] = lap()
        what_ifs = whatif.WhatIfs(study, scores, frame, group.values)
        for start in range(0, units, whatif.TOGETHER):
            what_ifs.block(start, start + whatif.TOGETHER)
        spent["what-ifs"] = lap()
        some = study.ids[:SAMPLE]
        what_ifs.of(0)
        for unit in study.ids[SAMPLE : SAMPLE + SAMPLE // 4]:
            compare.compare(study, scores, group, unit)  # fills what is worked out once
        lap()
        seen = [compare.compare(study, scores, group, unit) for unit in some]
        spent["compare"] = lap()
        for one in seen:
            recommend.recommend(study, scores, one, frame, what_ifs)
        spent["recommend"] = lap()
        whole = sum(spent[name] for name in stages[:4])
        each = [spent[name] / len(some) for name in ("compare", "recommend")]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        cells = [f"{spent[name]:.2f} s" for name in stages[:4]]
        cells += [f"{whole:.1f} s", *(f"{1000 * cost:.2f} ms" for cost in each)]
        print(
            f"| {units:,} | " + " | ".join(cells) + f" | {whole + units * sum(each):.0f} s | {peak:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000])
