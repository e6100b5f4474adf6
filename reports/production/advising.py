"""The advice for all units of an edition, to be looked through before anything is built."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reports import files
from reports.analysis import advice_table
from reports.errors import ConfigurationError

from .advised import advised
from .study import Study


def as_json(study: Study) -> dict[str, Any]:
    """Who gets what and why, for a program to read."""
    return advice_table.as_json(study.edition, advised(study))


def write(study: Study, path: Path) -> None:
    """Write it as a workbook to edit, whole or not at all.

    Raises ConfigurationError for another extension than .xlsx, OSError where the file cannot be written.
    """
    if path.suffix.lower() != ".xlsx":
        raise ConfigurationError(f"advice cannot be written as {path.name!r}; end the name in .xlsx")
    files.write(path, advice_table.workbook(study.edition, advised(study)))


def summary(study: Study) -> str:
    """The same in a few lines: how many gaps are answered, and what is advised most often."""
    edition, found = study.edition, advised(study)
    gaps = [gap for _, advice, _ in found for gap in advice.gaps]
    acted = sum(gap.rank is not None for gap in gaps)
    lines = [
        f"{edition.id}: {len(found)} units, {sum(len(advice.actions) for _, advice, _ in found)} actions",
        f"Gaps of the summaries: {len(gaps)}; with an action {acted}, with a reason {len(gaps) - acted}",
    ]
    count = advice_table.shares(advice for _, advice, _ in found)
    urgent = {record.id for record in edition.recommendations if record.urgent}
    for record, clusters in sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_TOLD]:
        share = f"{clusters / len(edition.ids):.0%}"
        lines.append(f"{record}: {clusters} ({share}){', urgent' if record in urgent else ''}")
    return "\n".join(lines)


#: So many recommendations the summary names.
MOST_TOLD = 10
