"""The copy of an edition in which `check` marks what it says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reports import files
from reports.edition.loading import marked
from reports.errors import ConfigurationError, Problem, Remark


def write(edition: Path, target: Path, problems: Sequence[Problem], remarks: Sequence[Remark] = ()) -> None:
    """Write the marked copy of the edition at ``edition`` to ``target``, whole or not at all.

    Raises ConfigurationError where the edition cannot be read at all, and where ``target`` is no workbook,
    cannot be written, or is there already and not a marked copy that nobody has saved since.
    """
    if target.suffix.lower() != ".xlsx":
        raise ConfigurationError(f"{target}: a marked copy is a workbook; let its name end in .xlsx")
    if target.exists() and (
        target.samefile(marked.edition_at(edition)) or not marked.is_untouched_copy(target)
    ):
        raise ConfigurationError(
            f"{target} is there already, and is not a marked copy as it was written; choose another name"
        )
    with files.explaining(f"{edition} cannot be copied", "check your rights to its files"):
        data = marked.marked_copy(edition, problems, remarks)
    remedy = "choose another place, or close the program that shows the file"
    with files.explaining(f"{target} cannot be written", remedy):
        files.write(target, data)
