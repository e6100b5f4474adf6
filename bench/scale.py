"""How the numbers of a study grow with its units: 1,000 to 100,000 with 80 indicators.

    python bench/scale.py [--plot FILE.svg] [--files] [units ...]

The units are random copies of the sample's clusters (answers, characteristics and earlier answers moved a
little), the framework is the sample's, filled up to 80 indicators. Every stage is done for all units and
nothing is multiplied: "group" is everything that comparisons share (ranks, bands, spreads, earlier scores,
who is in which group), "compare" a comparison of every unit with the medians it may show, and "recommend" its
advice: the workers make both, each just before it lays out the report. With --files also what it takes to
read the same study from CSV files. Prints CPU seconds and the memory at the peak. Set OPENBLAS_NUM_THREADS=1,
or threads that wait are counted.
"""

from __future__ import annotations

import argparse
import ast
import csv
import gc
import os
import resource
import shutil
import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from reports import assets
from reports.advice import recommend
from reports.edition.loading import load
from reports.edition.model import Edition, Framework, Localised, freeze
from reports.edition.validation import is_percentage, validate
from reports.production.study import read as read_study
from reports.production.study import supported_characters
from reports.results import compare, score, simulate

INDICATORS = 80
STAGES = ("score", "simulate", "group", "compare", "recommend")
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
#: Units that are compared and advised in turns.
TOGETHER = 200


def edition(units: int) -> Edition:
    """The sample edition with ``units`` clusters and 80 indicators."""
    made = read_study(assets.sample()).edition
    generator = np.random.default_rng(1)
    leaves = made.framework.leaves
    more = [
        replace(leaf, code=f"{leaf.code}x", name=Localised(f"{leaf.name.pl} II", f"{leaf.name.en} II"))
        for leaf in leaves[: max(INDICATORS - len(leaves), 0)]
    ]
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
    shares = [is_percentage(framework[leaf.code]) for leaf in framework.leaves]
    values = np.where(shares, np.minimum(values, 100), values)
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


def measured(study: Edition) -> dict[str, float]:
    """CPU seconds of each stage for all units."""
    clock = [time.process_time()]
    spent = dict.fromkeys(STAGES, 0.0)

    def lap(stage: str) -> None:
        clock.append(time.process_time())
        spent[stage] += clock[-1] - clock[-2]

    scores = score.score(study.framework, study.method, study.ids, study.values)
    frame = score.fit(study.framework, study.method, study.values)
    lap("score")
    simulated = simulate.simulate(study.framework, study.method, study.values)
    lap("simulate")
    group = compare.group(study, scores, simulated)
    lap("group")
    for start in range(0, len(study.ids), TOGETHER):
        some = study.ids[start : start + TOGETHER]
        seen = [compare.compare(study, scores, group, unit) for unit in some]
        lap("compare")
        for one in seen:
            recommend.recommend(study, scores, one, frame)
        lap("recommend")
    return spent


def files(study: Edition, folder: Path) -> None:
    """The study as CSV files: the sample's, with the rows of its clusters copied to those of ``study``."""
    shutil.copytree(assets.sample(), folder, dirs_exist_ok=True)
    (folder / "comments.csv").unlink()  # of clusters that have other ids here
    practices = (folder / "practices.toml").read_text(encoding="utf-8")
    unnamed = [line for line in practices.splitlines(keepends=True) if not line.startswith("cluster =")]
    (folder / "practices.toml").write_text("".join(unnamed), encoding="utf-8")
    # The framework gets the further indicators; answers are those of the study.
    with (folder / "framework.csv").open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = csv.reader(file)
    by_code = {row[heading.index("code")]: row for row in rows}
    more = []
    for code in study.framework.codes:
        if code.endswith("x") and code not in by_code:
            twin = dict(zip(heading, by_code[code[:-1]], strict=True)) | {"code": code}
            twin |= {name: f"{twin[name]} II" for name in ("name_pl", "name_en")}
            more.append([twin[name] for name in heading])
    _write(folder / "framework.csv", [heading, *rows, *more])
    with (folder / "clusters.csv").open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = csv.reader(file)
    old = {row[heading.index("id")]: row for row in rows}
    sources = np.random.default_rng(1).integers(0, len(old), len(study.ids)).tolist()
    originals = list(old.values())
    of_old: dict[str, list[str]] = {}
    for unit, source in zip(study.ids, sources, strict=True):
        of_old.setdefault(originals[source][heading.index("id")], []).append(unit)
    for name in ("survey.csv", "interviews.csv"):
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            first, *lines = csv.reader(file)
        copied = [[unit, *line[1:]] for line in lines for unit in of_old.get(line[0], ())]
        _write(folder / name, [first, *copied])
    made = []
    for unit, source in zip(study.clusters, sources, strict=True):
        row = dict(zip(heading, originals[source], strict=True))
        row |= {
            "id": unit.id,
            "name": f"Cluster {unit.id}",
            "short_name": unit.id,
            "email": f"{unit.id}@example.org",
        }
        made.append([row[name] for name in heading])
    _write(folder / "clusters.csv", [heading, *made])
    codes = [leaf.code for leaf in study.framework.leaves]
    answers = [["" if cell != cell else f"{cell:g}" for cell in row] for row in study.values.tolist()]
    _write(
        folder / "values.csv",
        [["id", *codes], *([unit, *row] for unit, row in zip(study.ids, answers, strict=True))],
    )
    # Of the earlier edition nobody is told anything: its file is for as many as took part in the sample.
    _write(folder / "values-2014.csv", [["id", *codes]])


def _write(file: Path, rows: list[list[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)


def plot(results: Mapping[int, Mapping[str, float]], file: Path) -> None:
    """Seconds against units on logarithmic axes, with a line of slope 1 through the middle of the whole."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "scale", "font.size": 9})
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(6.3, 4.4), layout="constrained")
    sizes = sorted(results)
    lines = {stage: [results[n][stage] for n in sizes] for stage in STAGES}
    lines["all"] = [sum(results[n].values()) for n in sizes]
    middle = len(sizes) // 2
    lines["slope 1"] = [lines["all"][middle] * n / sizes[middle] for n in sizes]
    looks = dict(zip(lines, ("o", "s", "^", "D", "v", "", ""), strict=True))
    for name, seconds in lines.items():
        dashed = name == "slope 1"
        axes.plot(
            sizes,
            seconds,
            color="0" if name in ("all", "slope 1") else "0.35",
            marker=looks[name],
            ms=4,
            lw=2.2 if name == "all" else 1,
            ls=(0, (6, 4)) if dashed else "-",
        )
    height = 0.0
    for name, seconds in sorted(lines.items(), key=lambda line: line[1][-1]):
        height = max(1.5 * height, seconds[-1])  # labels stand clear of each other
        axes.annotate(
            name,
            (sizes[-1], seconds[-1]),
            xytext=(1.25 * sizes[-1], height),
            va="center",
            arrowprops={"arrowstyle": "-", "color": "0.6", "lw": 0.5, "shrinkB": 3},
        )
    axes.set(xscale="log", yscale="log", xlabel="units", ylabel="CPU seconds")
    axes.set_xlim(sizes[0] * 0.8, sizes[-1] * 3)
    axes.set_xticks(sizes, [f"{n:,}" for n in sizes])
    axes.set_xticks([], minor=True)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(color="0.9", lw=0.6)
    figure.savefig(file, metadata={"Date": None, "Creator": None} if file.suffix == ".svg" else None)


def main() -> None:
    parser = argparse.ArgumentParser(description="How the numbers grow with the units.")
    parser.add_argument("units", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--plot", type=Path, help="write the seconds against the units to this SVG file")
    parser.add_argument("--files", action="store_true", help="also read the study from CSV files")
    options = parser.parse_args()
    named = (*STAGES, *(("load", "validate") if options.files else ()), "all", "peak MB")
    print(f"| units | {' | '.join(named)} |")
    print("|---" * (len(named) + 1) + "|")
    results: dict[int, dict[str, float]] = {}
    for units in options.units:
        # Each size in a process of its own, so that the peak is that of its size.
        receiving, sending = os.pipe()
        child = os.fork()
        if not child:
            study = edition(units)
            gc.freeze()  # as the workers do
            spent = measured(study)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            reading = from_files(study) if options.files else ()
            os.write(sending, repr((spent, peak, reading)).encode())
            os._exit(0)
        os.close(sending)
        with os.fdopen(receiving, "rb") as pipe:
            told = pipe.read()
        os.waitpid(child, 0)
        spent, peak, reading = ast.literal_eval(told.decode())
        results[units] = spent
        cells = [f"{cost:.2f} s" for cost in (*spent.values(), *reading)]
        cells += [f"{sum(spent.values()):.1f} s", f"{peak:.0f}"]
        print(f"| {units:,} | {' | '.join(cells)} |", flush=True)
    if options.plot:
        plot(results, options.plot)


def from_files(study: Edition) -> tuple[float, float]:
    """CPU seconds of loading and of validating the study from CSV files."""
    with tempfile.TemporaryDirectory() as place:
        files(study, Path(place))
        started = time.process_time()
        raw = load.load(Path(place))
        loaded = time.process_time()
        validate.validate(raw, supported_characters())
        return loaded - started, time.process_time() - loaded


if __name__ == "__main__":
    main()
