"""The plain script that a user would write: Jinja2, pyplot and WeasyPrint, one report after the other.

The contender of ``bench/contest.py``. It gets the sentences and the numbers of a composed report for nothing
and sets the same chapters, tables and charts its own way: every chart a new pyplot figure saved as SVG with
matplotlib's defaults, also the small ones in the rows of a table, one style sheet in the page. No tags, no
checks, no attachment, no edition for the screen.
"""

from __future__ import annotations

import base64
import io
from typing import Any

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
from jinja2 import Environment
from weasyprint import HTML

from reports import assets
from reports import document as d

PAGE = """<!DOCTYPE html><html lang="{{ r.lang }}"><head><meta charset="utf-8"><title>{{ r.title }}</title><style>
@font-face { font-family: "Source Sans 3"; src: url(SourceSans3-Regular.ttf) }
@font-face { font-family: "Source Sans 3"; font-weight: bold; src: url(SourceSans3-Bold.ttf) }
@page { size: A4; margin: 25mm 20mm 21mm; @top-right { content: "{{ r.short_name }}" }
        @bottom-left { content: "{{ r.footer }}"; width: 140mm } @bottom-right { content: counter(page) } }
body { font: 9.5pt/13pt "Source Sans 3" }
section { break-before: page } h2 { font-size: 22pt; line-height: 27pt; margin: 0 } h3 { margin: 5mm 0 1mm }
p { margin: 0 0 2mm } img { display: block; width: 100% } figure { margin: 4mm 0 0; break-inside: avoid }
table { border-collapse: collapse; width: 100%; margin-top: 3mm; font-size: 9pt; line-height: 12pt }
caption { text-align: left } th, td { text-align: right; border-bottom: .5pt solid #ccc; padding: .7mm 1mm }
th:first-child, td.left { text-align: left; font-weight: normal } tr, li { break-inside: avoid }
.form td { height: 16mm } img.cell { height: 4.6mm; width: auto } .row { display: flex; gap: 6mm } .row > * { flex: 1 } small { font-size: 8pt }
.two { columns: 2 } .card { break-inside: avoid; border-top: 1pt solid #000 } figcaption, caption { font-size: 8.25pt }
li a::after { content: " " target-counter(attr(href), page) }
</style></head><body>
{% macro goto(l) %}{% if l %}<a href="#{{ l.target }}">{{ l.text }}</a>{% endif %}{% endmacro %}
{% macro items(l) %}<div><h3>{{ l.heading }}</h3><p>{{ l.lead }}</p><ul>{% for i in l['items'] %}
<li><b>{{ i.title }}</b> {{ i.detail }} {{ goto(i.link) }}</li>{% endfor %}</ul></div>{% endmacro %}
{% macro block(b) %}{% set k = kind(b) %}
{% if k == "Heading" %}<h3>{{ b.text }}</h3>{% elif k == "Para" %}<p>{{ b.text }}</p>
{% elif k == "Chart" %}<figure><b>{{ b.title }}</b><img src="{{ chart(b) }}"><figcaption>{{ b.label }} {{ b.caption }}</figcaption></figure>
{% elif k == "Table" %}
<table class="{{ b.role }}"><caption>{{ b.label }} {{ b.caption }}</caption>
<colgroup>{% for c in b.columns %}<col{% if c.width %} style="width: {{ c.width }}mm"{% endif %}>{% endfor %}</colgroup>
<thead><tr>{% for c in b.columns %}<th>{{ c.heading }}</th>{% endfor %}</tr></thead>
{% for row in b.rows %}<tr>{% for c in row.cells %}<{{ "th" if loop.first else "td" }} class="{{ b.columns[loop.index0].align }}">
{% if c.graphic %}<img class="cell" src="{{ draw(c.graphic, 1.3, 0.18) }}">{% endif %}{{ c.text }} <small>{{ c.small }}</small>{{ goto(c.link) }}</{{ "th" if loop.first else "td" }}>{% endfor %}</tr>{% endfor %}</table>
{% for n in b.notes %}<p><small>{{ n }}</small></p>{% endfor %}
{% elif k == "KeyFigures" %}<div class="row">{% for i in b['items'] %}<div><h2>{{ i.value }} {{ i.unit }}</h2>{{ i.label }}<br><small>{{ i.note }}</small></div>{% endfor %}</div>
{% elif k == "Pair" %}<div class="row"><div>{{ block(b.left) }}</div><div>{{ block(b.right) }}</div></div>
{% elif k == "ItemList" %}{{ items(b) }}
{% elif k == "Columns" %}<div class="row">{% for l in b.lists %}{{ items(l) }}{% endfor %}</div>
{% elif k == "Passages" %}<div class="row">{% for i in b['items'] %}<div><h3>{{ i.heading }}</h3><p>{{ i.text }}</p></div>{% endfor %}</div>
{% elif k == "AdviceCards" %}{% for c in b.cards %}<div class="card"><h3>{{ c.number }} {{ c.title }}</h3><div class="two">{% for l, t in c.facts %}<p><b>{{ l }}</b> {{ t }}</p>{% endfor %}</div></div>{% endfor %}
{% elif k == "Contents" %}<h3>{{ b.heading }}</h3><ul>{% for l in b.lines %}<li>{{ goto(l.link) }} {{ l.detail }}</li>{% endfor %}</ul>
{% elif k == "Definitions" %}<div class="two">{% for t, x in b['items'] %}<p><b>{{ t }}</b> {{ x }}</p>{% endfor %}</div>
{% elif k == "Together" %}{% for i in b.blocks %}{{ block(i) }}{% endfor %}{% endif %}{% endmacro %}
<h1>{{ r.name }}</h1><p>{{ r.cover.study }} {{ r.cover.edition }} {{ r.cover.kind }}</p><h2>{{ r.cover.score }} {{ r.cover.score_label }}</h2>
<img src="{{ draw(r.cover.bars, 6.7, 3) }}">{% for n in r.cover.notices %}<p>{{ n }}</p>{% endfor %}
{% for s in r.sections %}<section id="{{ s.id }}"><p>{{ s.kicker }}</p><h2>{{ s.title }}</h2>
{% for b in s.blocks %}{{ block(b) }}{% endfor %}</section>{% endfor %}</body></html>"""


def draw(what: Any, width: float, height: float) -> str:
    """One pyplot figure (inches) as the address of an SVG."""
    figure, ax = plt.subplots(figsize=(width, height))
    if isinstance(what, d.Bars):
        colours = ["tab:red" if i == what.own else "tab:blue" for i in range(len(what.values))]
        ax.bar(range(len(what.values)), what.values, color=colours)
    elif isinstance(what, d.Dumbbell):
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
    elif isinstance(what, d.Gains | d.Shares):
        sizes = [bar.gain if isinstance(bar, d.Gain) else bar.own or 0.0 for bar in what.bars]
        bars = ax.barh([bar.name for bar in what.bars], sizes)
        ax.bar_label(bars, [bar.label for bar in what.bars])
    elif isinstance(what, d.ReadingExample):
        ax.plot(what.strip.peers, [0] * len(what.strip.peers), "o", color="grey", label=what.peer_label)
        ax.axvspan(what.strip.q1, what.strip.q3, color="lightgrey", label=what.half_label)
        ax.axvline(what.strip.median, color="black", label=what.median_label)
        ax.legend()
    elif isinstance(what, d.Slope):
        for line in what.lines:
            ax.plot([what.before, what.after], [line.before, line.after], "o-", label=line.name)
        ax.legend()
    elif isinstance(what, d.RankLine):
        ax.plot([p.edition for p in what.points], [p.rank or float("nan") for p in what.points], "o-")
        ax.invert_yaxis()
    else:  # the strip or the range in a row of a table
        peers = what.peers if isinstance(what, d.Strip) else (what.low, what.high)
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
