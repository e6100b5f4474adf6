"""What a finished file says: its pages, tags, tables, metadata and the workbook in it. Nothing is judged here
but conformance to the standards.
"""

from .page_digest import page_digests
from .texts import hyphenated, quote, squeeze

__all__ = [
    "hyphenated", "page_digests", "quote", "squeeze",
]  # fmt: skip
