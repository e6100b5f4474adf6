"""An area chapter by two engines: WeasyPrint and pages of our own (``bench/chapter_pages.py``), side by side.

    python bench/spike.py [clusters]        # 3 clusters by default, after one that warms up
    python bench/spike.py --pages [FOLDER]  # both engines' pages of one chapter as PDF and PNG
    python bench/spike.py --every           # every area chapter of every cluster by our pages, all checks

The first prints medians of CPU seconds, interleaved in one run: of one chapter, of all five, and of the whole
report. WeasyPrint's chapters stand behind the cover that its template always sets, so a report of the cover
alone is set as well and taken off. Garbage is collected between the measures and not counted. The whole
report of our pages is an estimate: see ``docs/engines.md``. Each engine's memory is the peak of a process of
its own that is given composed reports (Linux only: it reads /proc). Where the package uharfbuzz is installed,
the five chapters are set with kerning as well. Seconds are of one machine; ratios can be compared.
"""

from __future__ import annotations

import argparse
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import chapter_pages
import kerning
import pypdfium2
from PIL import Image

from reports import assets, engine, pipeline, tagged
from reports import document as d

#: The cluster and the chapter whose pages are shown.
SHOWN, CHAPTER = "jarometal", "area-W"
ROOT = Path(__file__).resolve().parents[1]

#: What is behind each engine, for its lines of code.
OURS = ("bench/chapter_pages.py",)
SHARED = ("reports/paper.py", "reports/tagged.py", "reports/papercheck.py")
THEIRS = (
    "templates/report.css",
    "templates/report.html.j2",
    "templates/blocks.html.j2",
    "reports/pages.py",
    "reports/render.py",
    "reports/engine.py",
    "reports/tagging.py",
)

#: What a process of its own can do for the measure of memory; the first one only reads the reports.
ENGINES = ("nothing", "weasyprint", "ours")

Compose = Callable[[str], pipeline.Composed]


def area_chapters(report: d.Report) -> tuple[d.Section, ...]:
    areas = [section for section in report.sections if section.id.startswith("area-")]
    return tuple(chapter_pages.without_page_numbers(section) for section in areas)


def chapter(report: d.Report) -> d.Section:
    return next(section for section in area_chapters(report) if section.id == CHAPTER)


def alone(report: d.Report, sections: Sequence[d.Section]) -> d.Report:
    """A report of the cover and these chapters."""
    return replace(report, sections=tuple(sections), data=None)


def page_plan(report: d.Report, sections: Sequence[d.Section]) -> tuple[Any, ...]:
    """The pages of the chapters, numbered behind a cover."""
    pages: list[Any] = []
    for section in sections:
        pages += chapter_pages.lay_out(report, section, first_page=len(pages) + 2)
    return tuple(pages)


def paper(report: d.Report, sections: Sequence[d.Section]) -> bytes:
    return tagged.write(page_plan(report, sections), chapter_pages.meta(report, sections))


# --- what it costs ---------------------------------------------------------------------------------


class Clock:
    """CPU seconds by what they were spent on, one list for all clusters."""

    def __init__(self) -> None:
        self.spent: dict[str, list[float]] = defaultdict(list)
        self.counts: dict[str, list[float]] = defaultdict(list)
        self._begun = 0.0

    def take(self, name: str) -> None:
        """What was spent since the last one, under ``name``."""
        now = time.process_time()
        if name:
            self.spent[name].append(now - self._begun)
        self._begun = time.process_time()

    def of(self, *names: str) -> float:
        """The sum of the medians, without the first cluster, which pays for imports and caches."""
        return sum(statistics.median(self.spent[name][1:]) for name in names)

    def count(self, name: str) -> float:
        return statistics.median(self.counts[name][1:])


def measure(clusters: int) -> None:
    from reports import check, render, web, webcheck

    study = pipeline.read(assets.sample())
    compose: Compose = pipeline.ReportMaker(study, "pl").composer()
    renderer = render.Renderer(Path(study.folder))
    screen = web.WebRenderer(Path(study.folder))
    engine.keep()
    clock, same, same_kerned = Clock(), Counter[bool](), Counter[bool]()
    consented = pipeline.consented_names(study.edition)

    for cluster in study.edition.ids[: clusters + 1]:
        clock.take("")
        report, published = compose(cluster)
        clock.take("compose")
        names = pipeline.foreign_names(study.edition, cluster)
        five = area_chapters(report)
        for label, sections in (("cover", ()), ("one", (chapter(report),)), ("five", five)):
            cut = alone(report, sections)
            clock.take("")
            with engine.one_collection():
                theirs = renderer.render(cut)
                clock.take(f"weasyprint {label}")
            clock.take("")
            check.check(cut, theirs.pdf, published, names, theirs.log, consented)
            clock.take(f"weasyprint checks {label}")
            if not sections:
                continue
            ours = _paper(clock, label, report, sections, published, names)
            if label == "five":
                same.update(_told(cluster, same_pages(theirs.pdf, ours)))
                if kerning.available():
                    with kerning.kerned():
                        ours = _paper(clock, "kerned", report, sections, published, names)
                    same_kerned.update(_told(f"{cluster}, kerned", same_pages(theirs.pdf, ours)))
        clock.take("")
        with engine.one_collection():
            whole = renderer.render(report)
            clock.take("weasyprint whole")
        clock.take("")
        wrong = check.check(report, whole.pdf, published, names, whole.log, consented)
        clock.take("weasyprint checks whole")
        wrong += webcheck.check_page(report, screen.render(report), names, consented)
        clock.take("screen")
        if wrong:
            raise SystemExit(f"{cluster}: {wrong[0]}")
        clock.counts["whole"].append(len(pypdfium2.PdfDocument(whole.pdf)))
    _print(clock, same, same_kerned, clusters)
    print("peak memory, five chapters each of four clusters:")
    with tempfile.NamedTemporaryFile() as file:
        pickle.dump([compose(cluster).report for cluster in study.edition.ids[:4]], file)
        file.flush()
        for name in ENGINES:
            print(f"  {name}: {_peak_of(name, file.name):.0f} MB", flush=True)
    for name, files in (("the spike", OURS), ("what it stands on", SHARED), ("WeasyPrint's side", THEIRS)):
        print(f"lines, {name}: {_lines(files)} ({', '.join(files)})")


def _paper(
    clock: Clock,
    label: str,
    report: d.Report,
    sections: Sequence[d.Section],
    published: Any,
    names: Sequence[str],
) -> bytes:
    """The chapters by our pages, timed and proven. Exits where they are not right."""
    clock.take("")
    with engine.one_collection():
        pages = page_plan(report, sections)
        clock.take(f"layout {label}")
        pdf = tagged.write(pages, chapter_pages.meta(report, sections))
        clock.take(f"drawing {label}")
    clock.take("")
    found = chapter_pages.findings(report, sections, pages, pdf, published, names)
    clock.take(f"checks {label}")
    if found:
        raise SystemExit(f"{report.cluster_id}: {found[0]}")
    clock.counts[label].append(len(pages))
    return pdf


def _told(name: str, alike: list[bool]) -> list[bool]:
    others = [place for place, equal in enumerate(alike, start=2) if not equal]
    print(f"{name}: pages that differ: {others or 'none'}", file=sys.stderr, flush=True)
    return alike


def same_pages(theirs: bytes, ours: bytes) -> list[bool]:
    """For every page of ours, whether WeasyPrint put the same letters on it."""
    first, second = pypdfium2.PdfDocument(theirs), pypdfium2.PdfDocument(ours)
    if len(first) != len(second) + 1:
        return [False] * len(second)
    return [letters(first[number + 1]) == letters(second[number]) for number in range(len(second))]


def letters(page: Any) -> Counter[str]:
    return Counter("".join(page.get_textpage().get_text_range().split()))


def _print(clock: Clock, same: Counter[bool], same_kerned: Counter[bool], clusters: int) -> None:
    print(f"CPU seconds, medians of {clusters} clusters after one that warms up\n")
    print("| | pages | WeasyPrint | our layout | our drawing and tags | ours | ratio | a page |")
    print("|---|---|---|---|---|---|---|---|")
    rows = [("one", "one", "one chapter"), ("five", "five", "five chapters")]
    if same_kerned:
        rows.append(("five", "kerned", "five chapters, kerned"))
    for other, label, name in rows:
        theirs = clock.of(f"weasyprint {other}") - clock.of("weasyprint cover")
        layout, drawing = clock.of(f"layout {label}"), clock.of(f"drawing {label}")
        count, ours = clock.count(label), layout + drawing
        row = f"| {name} | {count:.0f} | {theirs:.3f} | {layout:.3f} | {drawing:.3f} | {ours:.3f} "
        print(f"{row}| {ours / theirs:.3f} | {theirs / count:.4f}, {ours / count:.4f} |")
    print("\n| checks | WeasyPrint's file, cover taken off | ours | ratio |\n|---|---|---|---|")
    for label, name in (("one", "one chapter"), ("five", "five chapters")):
        theirs = clock.of(f"weasyprint checks {label}") - clock.of("weasyprint checks cover")
        ours = clock.of(f"checks {label}")
        print(f"| {name} | {theirs:.3f} | {ours:.3f} | {ours / theirs:.2f} |")

    whole, count = clock.of("weasyprint whole"), clock.count("whole")
    rest = clock.of("compose", "weasyprint checks whole", "screen")
    # A file costs something before its first page; every other page costs what one more of an area does.
    more = clock.count("five") - clock.count("one")
    drawing = (clock.of("drawing five") - clock.of("drawing one")) / more
    fixed = max(0.0, clock.of("drawing one") - clock.count("one") * drawing)
    layout = clock.of("layout kerned" if same_kerned else "layout five") / clock.count("five")
    estimate = fixed + count * (drawing + 2 * layout)
    print(f"\nwhole report, {count:.0f} pages: composing, checks and screen edition {rest:.2f}, ", end="")
    print(f"WeasyPrint {whole:.2f}; estimate for our pages {estimate:.2f}")
    print(f"(a file {fixed:.3f}, a page drawn {drawing:.4f} and laid out twice, {layout:.4f} each); ", end="")
    print(f"ratio of the renderers {estimate / whole:.3f}, ", end="")
    print(f"of all that build does {(rest + estimate) / (rest + whole):.2f}")
    print(f"\npages with the same letters in both: {same[True]} of {same.total()}")
    if same_kerned:
        print(f"with kerning: {same_kerned[True]} of {same_kerned.total()}")


def _lines(files: Sequence[str]) -> int:
    texts = [(ROOT / file).read_text(encoding="utf-8") for file in files]
    return sum(1 for text in texts for line in text.splitlines() if line.strip())


def _peak_of(name: str, reports: str) -> float:
    command = [sys.executable, str(Path(__file__).resolve()), "--peak", name, reports]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def peak(name: str, reports: Path) -> None:
    """Set the area chapters of the pickled reports in this process and print its peak memory in MB."""
    found: list[d.Report] = pickle.loads(reports.read_bytes())  # noqa: S301  written by this script
    make: Callable[[d.Report], object] = area_chapters
    if name == "weasyprint":
        from reports import render

        renderer = render.Renderer()
        make = lambda report: renderer.render(alone(report, area_chapters(report)))  # noqa: E731
    elif name == "ours":
        make = lambda report: paper(report, area_chapters(report))  # noqa: E731
    for report in found:
        make(report)
    # Not the peak of getrusage, which is at least what the parent held when it started this process.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024)


# --- what it looks like --------------------------------------------------------------------------------


def show(folder: Path) -> None:
    """Both engines' files of one chapter, their pages as PNG, and all pages side by side."""
    from reports import render

    study = pipeline.read(assets.sample())
    report = pipeline.ReportMaker(study, "pl").composer()(SHOWN).report
    section = chapter(report)
    theirs = render.Renderer(Path(study.folder)).render(alone(report, (section,))).pdf
    files = {"weasyprint": (theirs, 1), "ours": (paper(report, (section,)), 0)}
    folder.mkdir(parents=True, exist_ok=True)
    small: dict[str, list[Image.Image]] = {}
    for name, (pdf, skipped) in files.items():
        (folder / f"{name}.pdf").write_bytes(pdf)
        document = pypdfium2.PdfDocument(pdf)
        for number in range(skipped, len(document)):
            page = document[number]
            page.render(scale=110 / 72).to_pil().save(folder / f"{name}-{number + 1 - skipped}.png")
            small.setdefault(name, []).append(page.render(scale=78 / 72).to_pil().convert("RGB"))
    side_by_side(small["weasyprint"], small["ours"]).save(folder / "engines.png", optimize=True)
    print(folder)


def side_by_side(first: Sequence[Image.Image], second: Sequence[Image.Image]) -> Image.Image:
    """The pages of the first above those of the second, on a grey ground, in few colours."""
    gap, (width, height) = 12, first[0].size
    size = (len(first) * (width + gap) + gap, 2 * (height + gap) + gap)
    sheet = Image.new("RGB", size, "#C9D1DC")
    for row, pages in enumerate((first, second)):
        for column, page in enumerate(pages):
            sheet.paste(page, (gap + column * (width + gap), gap + row * (height + gap)))
    return sheet.quantize(32)


# --- does it hold ----------------------------------------------------------------------------------------


def every() -> None:
    """Every area chapter of the sample edition, each as a file of its own with all checks."""
    study = pipeline.read(assets.sample())
    compose: Compose = pipeline.ReportMaker(study, "pl").composer()
    sizes, failures = Counter[int](), []
    for cluster in study.edition.ids:
        report, published = compose(cluster)
        names = pipeline.foreign_names(study.edition, cluster)
        for section in area_chapters(report):
            try:
                pages = chapter_pages.lay_out(report, section, first_page=2)
            except ValueError as error:
                failures.append(f"{cluster} {section.id}: {error}")
                continue
            pdf = tagged.write(pages, chapter_pages.meta(report, (section,)))
            found = chapter_pages.findings(report, (section,), pages, pdf, published, names)
            failures += [f"{cluster} {section.id}: {finding}" for finding in found]
            sizes[len(pages)] += 1
    for failure in failures:
        print(failure)
    plan = ", ".join(f"{count} of {pages} pages" for pages, count in sorted(sizes.items()))
    print(f"{sizes.total()} chapters set ({plan}), {len(failures)} findings")


def main() -> None:
    parser = argparse.ArgumentParser(description="An area chapter by WeasyPrint and by pages of our own.")
    parser.add_argument("clusters", nargs="?", type=int, default=3)
    parser.add_argument("--pages", nargs="?", const="", metavar="FOLDER")
    parser.add_argument("--every", action="store_true")
    parser.add_argument("--peak", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.peak:
        peak(given.peak[0], Path(given.peak[1]))
    elif given.pages is not None:
        show(Path(given.pages or tempfile.mkdtemp(prefix="engines-")))
    elif given.every:
        every()
    else:
        measure(given.clusters)


if __name__ == "__main__":
    main()
