"""Ours against other ways to make the same reports, interleaved in one run on the sample edition.

    python bench/contest.py [reports] [contender ...]     # 6 reports, all contenders that are installed
    python bench/contest.py 6 ours /another/checkout      # against another state of this program

Every contender works in a process of its own and makes the reports of the same clusters in turn, the first
one to warm up. CPU seconds count the process and its children; memory is the peak of the process itself (and
of the largest child). Seconds are of one machine; the ratios are what can be compared. Linux only: the peak
is read from /proc, because ``ru_maxrss`` of a new process begins with that of the process that started it.

========  ===================================================================================================
ours      the whole line of ``build`` for one cluster: comparison, advice, pages, tags, checks, HTML edition
plain     ``bench/plain.py``: pyplot, Jinja2 and WeasyPrint as a user would write it, untagged, unchecked
typst     ``bench/typst_pages.py``: the same pages set by Typst, tagged (PDF/UA-1), unchecked
chromium  headless Chromium prints our HTML edition, tagged, unchecked; started anew for every report
========  ===================================================================================================
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

CONTENDERS = ("ours", "plain", "typst", "chromium")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

Make = Callable[[str], bytes]


# --- in the process of a contender ---------------------------------------------------------------


def ours() -> Make:
    from reports import assets
    from reports.production.maker import ReportMaker
    from reports.production.study import read

    made: Any = ReportMaker(read(assets.sample()), "pl").prepare()

    def make(cluster: str) -> bytes:
        files: Any = made(cluster)
        return files["pdf"] if isinstance(files, dict) else files

    return make


def _composed() -> Callable[[str], Any]:
    from reports import assets
    from reports.production.composer import Composer
    from reports.production.study import read

    composer = Composer(read(assets.sample()))
    return lambda cluster: composer.report(cluster, "pl")


def plain() -> Make:
    import plain as script

    report = _composed()
    return lambda cluster: script.make(report(cluster))


def typst() -> Make:
    import typst_pages

    report = _composed()
    return lambda cluster: typst_pages.make(report(cluster))


def chromium() -> Make:
    from reports import assets
    from reports.pages import screen
    from reports.production.study import read

    browser = _browser()
    _adopt_orphans()
    renderer = screen.WebRenderer(Path(read(assets.sample()).folder))
    report = _composed()

    def make(cluster: str) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            page, pdf = Path(folder, "page.html"), Path(folder, "page.pdf")
            page.write_text(renderer.render(report(cluster)), encoding="utf-8")
            command = [
                browser,
                "--headless",
                "--no-sandbox",
                f"--user-data-dir={folder}/profile",  # else a browser that is open takes the page over
                "--no-pdf-header-footer",
                f"--print-to-pdf={pdf}",
            ]
            quiet = subprocess.DEVNULL
            subprocess.run([*command, page.as_uri()], check=True, timeout=120, stdout=quiet, stderr=quiet)
            _wait_for_orphans()
            return pdf.read_bytes()

    return make


def _browser() -> str:
    """The system's Chromium or Chrome, else the one that Playwright has installed; empty if there is none."""
    if found := next((path for name in BROWSERS if (path := shutil.which(name))), ""):
        return found
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return ""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else ""


def _adopt_orphans() -> None:
    """Let this process inherit what its children leave behind. Chromium ends before the processes that have
    set and painted the pages; whose parent is gone is init's child, and more than half of the CPU time
    would be nobody's.
    """
    import ctypes

    set_child_subreaper = 36  # from linux/prctl.h
    if ctypes.CDLL(None, use_errno=True).prctl(set_child_subreaper, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "this process cannot inherit the children of its children")


def _wait_for_orphans() -> None:
    """Return when none is left: only then is their CPU time counted."""
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def work(name: str) -> None:
    """Make one report for every line read, and answer with what it took."""
    start = _cpu()
    make: Make = {"ours": ours, "plain": plain, "typst": typst, "chromium": chromium}[name]()
    _tell(ready=_cpu() - start)
    import pypdfium2

    for line in sys.stdin:
        before, begun = _cpu(), time.monotonic()
        pdf = make(line.strip())
        cpu, wall = _cpu() - before, time.monotonic() - begun
        document = pypdfium2.PdfDocument(pdf)
        _tell(cpu=cpu, wall=wall, size=len(pdf), pages=len(document), peak=_peak())
        document.close()


def _tell(**what: float) -> None:
    print(json.dumps(what), flush=True)


def _cpu() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _peak() -> float:
    """In MB, since the program of this process was loaded."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    own = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
    return (int(own) + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


# --- the run -------------------------------------------------------------------------------------


def missing(name: str) -> str:
    """Why a contender cannot take part; empty if it can."""
    if name == "plain":
        try:
            import weasyprint  # noqa: F401
        except (ImportError, OSError) as error:
            return f"WeasyPrint or a library of the system that it needs (Pango) is not installed: {error}"
    if name == "typst":
        import importlib.util

        return "" if importlib.util.find_spec("typst") else "the package typst is not installed"
    if name == "chromium":
        return "" if _browser() else "no Chromium or Chrome is installed"
    return ""


class Contender:
    """A process that makes reports; ``name`` is one of ours or the folder of another checkout."""

    def __init__(self, name: str) -> None:
        other = Path(name).is_dir() and name not in CONTENDERS
        self.name = "other checkout" if other else name
        root = Path(name).resolve() if other else Path(__file__).resolve().parents[1]
        command = [sys.executable, str(Path(__file__).resolve()), "--work", "ours" if other else name]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": str(root)}, cwd=root,
        )  # fmt: skip
        self.ready = self._answer()["ready"]
        self.made: list[dict[str, float]] = []

    def make(self, cluster: str) -> None:
        print(cluster, file=self._process.stdin, flush=True)
        self.made.append(self._answer())

    def _answer(self) -> dict[str, float]:
        line = "" if self._process.stdout is None else self._process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name} has stopped")
        answer: dict[str, float] = json.loads(line)
        return answer

    def close(self) -> None:
        self._process.communicate()

    def median(self, what: str) -> float:
        return statistics.median(made[what] for made in self.made[1:])


def table(contenders: list[Contender]) -> Iterator[str]:
    """The results as a table of Markdown; ratios are medians of the ratios of the same cluster."""
    first = next((c for c in contenders if c.name == "plain"), contenders[-1])
    heads = ("", "CPU s a report", f"to {first.name}", "CPU s a page", "wall s a report", "first CPU s")
    yield _line((*heads, "peak MB", "pages", "KB"))
    yield "|---" * 9 + "|"
    for c in contenders:
        pairs = zip(c.made[1:], first.made[1:], strict=True)
        ratio = statistics.median(own["cpu"] / other["cpu"] for own, other in pairs)
        page = statistics.median(made["cpu"] / made["pages"] for made in c.made[1:])
        times = (f"{c.median('cpu'):.2f}", f"{ratio:.2f}", f"{page:.3f}", f"{c.median('wall'):.2f}")
        rest = (c.made[0]["cpu"], c.made[-1]["peak"], c.median("pages"), c.median("size") / 1024)
        yield _line((c.name, *times, *(f"{n:.2f}" if n < 20 else f"{n:.0f}" for n in rest)))


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def main(reports: int, names: list[str]) -> None:
    from reports import assets
    from reports.production.study import read

    contenders = []
    for name in names or CONTENDERS:
        if why := missing(name):
            print(f"{name} is left out: {why}")
        else:
            contenders.append(Contender(name))
    for cluster in read(assets.sample()).edition.ids[: reports + 1]:
        for contender in contenders:
            contender.make(cluster)
    for contender in contenders:
        contender.close()
    print("\n".join(table(contenders)))


if __name__ == "__main__":
    given = sys.argv[1:]
    if given[:1] == ["--work"]:
        work(given[1])
    else:
        count = int(given.pop(0)) if given and given[0].isdecimal() else 6
        main(count, given)
