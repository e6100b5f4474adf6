"""What a finished file says: pages, tags, tables, the workbook in it."""

from .page_digest import Memory, painted

__all__ = [
    "Memory", "painted",
]  # fmt: skip
