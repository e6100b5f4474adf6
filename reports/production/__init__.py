"""From an edition to finished files and their record."""

from .basis import Basis
from .build import Build, Outcome
from .status import Cell, Column, Context, Provider
from .study import Study, new_workbook, read, scores_csv, select, supported_characters, write_scores

__all__ = [
    "Basis", "Build", "Cell", "Column", "Context", "Outcome", "Provider", "Study", "build", "finished",
    "maker", "meetings", "new_workbook", "plenary", "products", "progress", "read", "scores_csv", "select",
    "status", "supported_characters", "verify", "warnings", "write_scores",
]  # fmt: skip
