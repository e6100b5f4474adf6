"""Which figures about groups may be shown to whom."""

from .rules import Mask

__all__ = [
    "Mask", "rules",
]  # fmt: skip
