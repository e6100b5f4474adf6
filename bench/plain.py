"""The plain script that a user would write: Jinja2, pyplot and WeasyPrint, one report after the other.

The contender of ``bench/contest.py``. It gets the sentences and the numbers of a composed report for nothing
and sets the same chapters, tables and charts its own way: every chart a new pyplot figure saved as SVG with
matplotlib's defaults, also the small ones in the rows of a table, one style sheet in the page. No tags, no
checks, no attachment, no edition for the screen. WeasyPrint needs Pango, which ``make setup`` does not bring.
"""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
from jinja2 import Environment
from weasyprint import HTML

from reports import assets
from reports.document import blocks as d
from reports.document import charts

PAGE = Path(__file__).with_suffix(".html.j2").read_text(encoding="utf-8")


def draw(what: Any, width: float, height: float) -> str:
    """One pyplot figure (inches) as the address of an SVG."""
    figure, ax = plt.subplots(figsize=(width, height))
    if isinstance(what, charts.Bars):
        colours = ["tab:red" if i == what.own else "tab:blue" for i in range(len(what.values))]
        ax.bar(range(len(what.values)), what.values, color=colours)
    elif isinstance(what, charts.Dumbbell):
        for y, row in enumerate(what.rows):
            ax.barh(y, row.q3 - row.q1, left=row.q1, height=0.5, color="lightgrey")
            ax.plot([row.median, row.median], [y - 0.3, y + 0.3], color="black")
            ax.plot(row.best, y, "o", color="tab:blue", fillstyle="none")
            ax.annotate(row.best_label, (row.best, y), xytext=(4, 4), textcoords="offset points")
            if row.own is not None:
                ax.plot([row.median, row.own], [y, y], color="tab:red")
                ax.plot(row.own, y, "D", color="tab:red")
                ax.annotate(row.own_label, (row.own, y), xytext=(4, -10), textcoords="offset points")
        ax.set_yticks(range(len(what.rows)), [f"{row.name}  {row.rank_label}" for row in what.rows])
        ax.set_xlim(what.low, what.high)
    elif isinstance(what, charts.Gains | charts.Shares):
        sizes = [bar.gain if isinstance(bar, charts.Gain) else bar.own or 0.0 for bar in what.bars]
        bars = ax.barh([bar.name for bar in what.bars], sizes)
        ax.bar_label(bars, [bar.label for bar in what.bars])
    elif isinstance(what, charts.ReadingExample):
        ax.plot(what.strip.peers, [0] * len(what.strip.peers), "o", color="grey", label=what.peer_label)
        ax.axvspan(what.strip.q1, what.strip.q3, color="lightgrey", label=what.half_label)
        ax.axvline(what.strip.median, color="black", label=what.median_label)
        ax.legend()
    elif isinstance(what, charts.Slope):
        for line in what.lines:
            ax.plot([what.before, what.after], [line.before, line.after], "o-", label=line.name)
        ax.legend()
    elif isinstance(what, charts.RankLine):
        ax.plot([p.edition for p in what.points], [p.rank or float("nan") for p in what.points], "o-")
        ax.invert_yaxis()
    else:  # the strip or the range in a row of a table
        peers = what.peers if isinstance(what, charts.Strip) else (what.low, what.high)
        ax.plot(peers, [0] * len(peers), "o", color="grey", markersize=3)
        ax.plot([what.q1, what.q3], [0, 0], color="lightgrey", linewidth=5)
        ax.plot(what.median, 0, "|", color="black", markersize=9)
        if what.own is not None:
            ax.plot(what.own, 0, "D", color="tab:red", markersize=4)
        ax.axis("off")
    buffer = io.BytesIO()
    figure.savefig(buffer, format="svg", bbox_inches="tight")
    plt.close(figure)
    return "data:image/svg+xml;base64," + base64.b64encode(buffer.getvalue()).decode()


def chart(block: d.Chart) -> str:
    count = len(getattr(block.drawing, "rows", getattr(block.drawing, "bars", (1, 2, 3))))
    return draw(block.drawing, 6.7 if block.width == "full" else 3.3, 0.5 + 0.35 * count)


def make(report: d.Report) -> bytes:
    """The report as a PDF."""
    template = Environment(autoescape=True).from_string(PAGE)
    html = template.render(r=report, kind=lambda b: type(b).__name__, chart=chart, draw=draw)
    made: bytes = HTML(string=html, base_url=str(assets.fonts()) + "/").write_pdf()
    return made
