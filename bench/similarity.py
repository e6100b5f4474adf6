"""How much two reports of an edition have in common, word for word.

    python bench/similarity.py [EDITION] [pl|en]        # the sample edition in Polish by default

Looks at sentences of five words and more (a number is none) outside the cells of tables and outside the
expert's comments. What at least three quarters of the reports say in the same words is fixed text and left
out. For two reports the share is that of the sentences of both that stand in both; "masked" is the same with
numbers and quoted names blotted out, so that two sentences made by one frame count as one. Prints also what
most reports share, how often each record of the library is given, whether the gaps of the summaries are
answered, and how many pages reports have.
"""

from __future__ import annotations

import re
import statistics
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import cast

from reports import assets
from reports.chapters import report_of
from reports.edition import Lang
from reports.pages import report as layout
from reports.production.composer import Composer
from reports.production.study import read

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from support.prose import prose, sentences

#: What a sentence has at least, in words.
_WORDS = 5
#: The share of reports from which on a sentence is fixed text.
_FIXED = 0.75

_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile("„[^”]*”|“[^”]*”")
_NUMBER = re.compile(r"[+−]?\d+(?:[\d .,]*\d)?")


def masked(sentence: str) -> str:
    """A sentence without its numbers and quoted names."""
    return _NUMBER.sub("#", _QUOTED.sub("„”", sentence))


def shared(reports: list[set[str]]) -> list[float]:
    """For each pair of reports the share of their sentences that stand in both."""
    pairs = combinations(reports, 2)
    return [2 * len(one & other) / ((len(one) + len(other)) or 1) for one, other in pairs]


def main(folder: Path, lang: Lang) -> None:
    study = read(folder)
    composer = Composer(study)
    said: dict[str, list[str]] = {}
    pages, gaps, answered, given = [], 0, 0, Counter[str]()
    for unit in study.edition.ids:
        scene = composer.scene(unit, lang)
        report = report_of(scene)
        found = (sentence for text in prose(report) for sentence in sentences(text))
        said[unit] = [sentence for sentence in found if len(_WORD.findall(sentence)) >= _WORDS]
        pages.append(len(layout.lay_out(report, Path(study.folder))))
        given.update({action.record.id for action in scene.advice.actions})
        gaps += len(scene.advice.gaps)
        answered += sum(gap.rank is not None or gap.reason is not None for gap in scene.advice.gaps)

    n = len(said)
    spread = Counter(sentence for own in said.values() for sentence in set(own))
    fixed = {sentence for sentence, reports in spread.items() if reports >= _FIXED * n}
    own = {unit: set(all_) - fixed for unit, all_ in said.items()}
    frames = {unit: {masked(sentence) for sentence in sentences_} for unit, sentences_ in own.items()}
    per_report = statistics.mean(len(all_) for all_ in said.values())
    print(f"{n} reports, {per_report:.0f} sentences each, {len(fixed)} of them fixed")
    for name, sets in (("identical", own), ("masked", frames)):
        shares = shared(list(sets.values()))
        worst = max(zip(shares, combinations(sets, 2), strict=True))
        print(
            f"{name:10} mean {statistics.mean(shares):5.1%}   max {worst[0]:5.1%}   ({', '.join(worst[1])})"
        )
    print(f"gaps with an action or a reason: {answered} of {gaps}")
    print(f"pages: {min(pages)} to {max(pages)}, mean {statistics.mean(pages):.1f}")
    for title, sets in (("sentences", own), ("frames", frames)):
        print(f"\n{title} that most reports share")
        shown = Counter(sentence for sentences_ in sets.values() for sentence in sentences_)
        for sentence, reports in shown.most_common(25):
            print(f"{reports:4}  {sentence}")
    print("\nrecords given most")
    for record, reports in given.most_common(12):
        print(f"{reports:4}  {reports / n:4.0%}  {record}")


if __name__ == "__main__":
    where = Path(sys.argv[1]) if len(sys.argv) > 1 else assets.sample()
    main(where, cast(Lang, sys.argv[2] if len(sys.argv) > 2 else "pl"))
