"""The same report set by Typst, from the composed Report: a contender of ``bench/contest.py``.

The drawings are those of the report, as SVG; the fonts are the bundled ones. Tagged (PDF/UA-1), unchecked.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import typst

from reports import assets
from reports.document import blocks as d
from reports.pages.charts import layout

PAGE = """#set page(paper: "a4", margin: (x: 20mm, top: 25mm, bottom: 21mm))
#set page(header: [{short}], footer: [{footer}])
#set text(font: "Source Sans 3", size: 9.75pt, lang: "{lang}")
#set document(title: "{title}")
#set table(stroke: (bottom: .5pt + luma(200)), inset: 2.4pt)
#show table: set text(size: 9pt)
#show figure.where(kind: table): set block(breakable: true)
"""

_SPECIAL = re.compile(r"([\\#$*_`<>@=\-+/\[\]~'\"])")


def esc(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


class _Script:
    """The lines of one document, with the pictures that it needs beside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pictures = 0

    def picture(self, svg: str, width: float, alt: str = "") -> str:
        self._pictures += 1
        name = f"p{self._pictures}.svg"
        (self._folder / name).write_text(svg, encoding="utf-8")
        said = f', alt: "{_quoted(alt)}"' if alt else ""
        return f'image("{name}", width: {width}mm{said})'

    def block(self, block: d.Block) -> Iterator[str]:
        match block:
            case d.Heading():
                yield f"=== {esc(block.text)}"
            case d.Para():
                yield esc(block.text)
            case d.Chart():
                wide = 82.0 if block.width == "half" else 170.0
                yield f"*{esc(block.title)}*"
                drawn = self.picture(layout.svg(block.drawing, wide), wide, block.alt)
                yield f"#figure({drawn}, caption: [{esc(block.label)} {esc(block.caption)}], numbering: none)"
            case d.Table():
                yield from self.table(block)
            case d.KeyFigures():
                cells = ", ".join(f"[{esc(f'{i.value} {i.unit} {i.label} {i.note}')}]" for i in block.items)
                yield f"#grid(columns: (1fr,) * {len(block.items)}, {cells})"
            case d.Pair():
                left, right = ("\n\n".join(self.block(part)) for part in (block.left, block.right))
                yield f"#grid(columns: (82mm, 82mm), gutter: 6mm, [{left}], [{right}])"
            case d.ItemList():
                yield f"=== {esc(block.heading)}" if block.heading else ""
                yield esc(block.lead)
                yield "\n".join(f"- *{esc(i.title)}* {esc(i.detail)} {_link(i.link)}" for i in block.items)
            case d.Columns():
                cells = ", ".join(f"[{chr(10).join(self.block(part))}]" for part in block.lists)
                yield f"#grid(columns: (1fr,) * {len(block.lists)}, gutter: 6mm, {cells})"
            case d.Passages():
                cells = ", ".join(f"[*{esc(p.heading)}* {esc(p.text)}]" for p in block.items)
                yield f"#grid(columns: (1fr,) * {len(block.items)}, gutter: 6mm, {cells})"
            case d.AdviceCards():
                for card in block.cards:
                    yield f"=== {esc(card.number)} {esc(card.title)}"
                    yield f"#columns(2)[{' '.join(f'*{esc(k)}:* {esc(t)}' for k, t in card.facts)}]"
            case d.Contents():
                yield "\n".join(f"- {_link(line.link)} {esc(line.detail)}" for line in block.lines)
            case d.Definitions():
                yield f"#columns(2)[{' '.join(f'*{esc(t)}* {esc(x)}' for t, x in block.items)}]"
            case d.Together():
                for inner in block.blocks:
                    yield from self.block(inner)

    def table(self, table: d.Table) -> Iterator[str]:
        widths = ", ".join(f"{c.width}mm" if c.width else "1fr" for c in table.columns)
        heads = ", ".join(f"[{esc(c.heading)}]" for c in table.columns)
        cells = []
        for row in table.rows:
            if row.tone == "group":
                cells.append(f"table.cell(colspan: {len(table.columns)})[{esc(row.cells[0].text)}]")
                continue
            for cell in row.cells:
                size = (73.0, 7.6) if table.role == "strip" else (28.0, 4.0)
                drawn = ""
                if cell.graphic is not None:
                    drawn = "#" + self.picture(layout.svg(cell.graphic, *size), size[0], "-")
                cells.append(f"[{drawn}{esc(cell.text)} {esc(cell.small)} {_link(cell.link)}]")
        rows = ", ".join(cells)
        body = f"table(columns: ({widths}), table.header({heads}), {rows})"
        caption = f"{esc(table.label)} {esc(table.caption)}"
        yield f"#figure({body}, kind: table, caption: [{caption}], numbering: none)"
        yield from (esc(note) for note in table.notes)


def _link(link: d.Link | None) -> str:
    return "" if link is None else esc(link.text)


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def make(report: d.Report) -> bytes:
    """The report as a PDF."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        script = _Script(folder)
        parts = [
            PAGE.format(
                short=esc(report.short_name),
                footer=esc(report.footer),
                lang=report.lang,
                title=_quoted(report.title),
            ),
            f"= {esc(report.name)}",
            "#" + script.picture(layout.svg(report.cover.bars, 170, 92), 170, "-"),
            *map(esc, report.cover.notices),
        ]
        for section in report.sections:
            parts += ["#pagebreak()", esc(section.kicker), f"== {esc(section.title)}"]
            parts += [line for block in section.blocks for line in script.block(block)]
        file = folder / "report.typ"
        file.write_text("\n\n".join(parts), encoding="utf-8")
        made: bytes = typst.compile(file, font_paths=[str(assets.fonts())], pdf_standards="ua-1")
        return made
