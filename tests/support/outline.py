"""A composed report as text, for golden files."""

from __future__ import annotations

import dataclasses
from typing import Any

from reports.document.blocks import Chart, Fact, Report, Table
from reports.edition.markdown import Points, Prose


def outline(report: Report) -> str:
    """The report as a person would read it out: a line per text, tables row by row."""
    lines = [report.title, report.subject, report.footer, "", report.cover.name, report.cover.score]
    for section in (*report.sections, *report.screen_sections):
        lines += ["", f"## {section.kicker} | {section.title}"]
        for block in section.blocks:
            lines += ["", *_lines(block)]
    return "\n".join(line.replace("\u00a0", "~") for line in lines) + "\n"


def _lines(block: Any) -> list[str]:
    if isinstance(block, Table):
        rows = [" | ".join(column.heading for column in block.columns)]
        for row in block.rows:
            rows.append(" | ".join(" ".join(filter(None, (c.text, c.small, c.spoken))) for c in row.cells))
        return [f"{block.label} {block.caption}", *rows, *block.notes]
    if isinstance(block, Chart):
        return [f"{block.label} {block.title} | {block.caption}", block.alt]
    if isinstance(block, Fact):
        return [block.node, block.what]
    if isinstance(block, Prose):
        marks = {"": "{}", "em": "*{}*", "strong": "**{}**"}
        return ["".join(marks[run.emphasis].format(run.text) for run in block.runs)]
    if isinstance(block, Points):
        return [f"{mark or '-'} {_lines(item)[0]}" for mark, item in block.lines]
    skip = {"id", "role", "credit", "rules", "target", "width", "drawing", "level", "page", "ordered"}
    found: list[str] = []
    if dataclasses.is_dataclass(block):
        for field in dataclasses.fields(block):
            value = getattr(block, field.name)
            if field.name in skip or not value:
                continue
            if isinstance(value, str):
                found.append(value)
            else:
                found += _lines(value)
    elif isinstance(block, tuple):
        for item in block:
            found += [item] if isinstance(item, str) else _lines(item)
    return found
