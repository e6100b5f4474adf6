"""From an edition to finished files and their record."""

from .build import Basis, Build, Outcome, basis
from .status import Cell, Column, Context, Provider
from .study import Study

__all__ = [
    "Basis", "Build", "Cell", "Column", "Context", "Outcome", "Provider", "Study", "basis", "build", "cards",
    "composer", "finished", "meetings", "plenary", "progress", "status", "study", "verify", "warnings",
]  # fmt: skip
