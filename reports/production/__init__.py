"""From an edition to finished files and their record."""

from .basis import Basis
from .build import Build, Outcome
from .status import Cell, Column, Context, Provider
from .study import Study

__all__ = [
    "Basis", "Build", "Cell", "Column", "Context", "Outcome", "Provider", "Study", "build", "finished",
    "maker", "meetings", "plenary", "products", "progress", "status", "study", "verify", "warnings",
]  # fmt: skip
