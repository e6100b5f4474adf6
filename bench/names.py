"""How the search for other clusters' names in a report grows with their number.

    python bench/names.py REPORT.pdf [units ...]

All pages of a finished report of the sample are searched for the names of so many units (1,000, 10,000 and
100,000; those of the sample with a number), as the check of every report does. Prints CPU seconds a report:
for getting ready, and for searching.
"""

from __future__ import annotations

import sys
import time

import pypdfium2

from reports import assets
from reports.edition.names import foreign_in
from reports.production.study import read


def main(path: str, sizes: list[int]) -> None:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]
    clusters = read(assets.sample()).edition.clusters
    print("| units | getting ready, CPU s | searching, CPU s |\n|---|---|---|")
    for units in sizes:
        owners = [(clusters[index % len(clusters)], index) for index in range(units)]
        names = [
            name for one, index in owners for name in (f"{one.name} {index}", f"{one.short_name}{index}")
        ]
        begun = time.process_time()
        search = foreign_in((), names)
        ready = time.process_time()
        for text in [*pages, " ".join(pages)]:
            search(text)
        done = time.process_time()
        print(f"| {units:,} | {ready - begun:.2f} | {done - ready:.2f} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], [int(size) for size in sys.argv[2:]] or [1_000, 10_000, 100_000])
