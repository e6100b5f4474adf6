"""The advice for all units of an edition, to be looked through before anything is built."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from reports import files
from reports.advice import Advised, times_given
from reports.analysis import advice_table
from reports.errors import ConfigurationError

from .advised import advised
from .study import Study

#: So many recommendations the summary names.
MOST_TOLD = 10


class Advising:
    """Who gets what and why, in three forms. The advice is worked out once, when the first of them asks."""

    def __init__(self, study: Study) -> None:
        self._study = study

    @cached_property
    def _advised(self) -> list[Advised]:
        return advised(self._study)

    def as_json(self) -> dict[str, Any]:
        """For a program to read."""
        return advice_table.as_json(self._study.edition, self._advised)

    def write(self, path: Path) -> None:
        """As a workbook to edit, written whole or not at all.

        Raises ConfigurationError for another extension than .xlsx, OSError where the file cannot be written.
        """
        if path.suffix.lower() != ".xlsx":
            raise ConfigurationError(f"advice cannot be written as {path.name!r}; end the name in .xlsx")
        files.write(path, advice_table.workbook(self._study.edition, self._advised))

    def summary(self) -> str:
        """In a few lines: how many gaps are answered, and what is advised most often."""
        edition, found = self._study.edition, self._advised
        gaps = [gap for _, advice, _ in found for gap in advice.gaps]
        acted = sum(gap.rank is not None for gap in gaps)
        lines = [
            f"{edition.id}: {len(found)} units, {sum(len(advice.actions) for _, advice, _ in found)} actions",
            f"Gaps of the summaries: {len(gaps)}; with an action {acted}, with a reason {len(gaps) - acted}",
        ]
        urgent = {record.id for record in edition.recommendations if record.urgent}
        given = sorted(times_given(found).items(), key=lambda pair: (-pair[1], pair[0]))
        for record, clusters in given[:MOST_TOLD]:
            share = f"{clusters / len(edition.ids):.0%}"
            lines.append(f"{record}: {clusters} ({share}){', urgent' if record in urgent else ''}")
        return "\n".join(lines)
