"""What a finished file says: its pages, tags, tables, metadata and the workbook in it. Nothing is judged here
but conformance to the standards.
"""

from .page_digest import page_digests
from .page_text import page_texts
from .texts import quote, squeeze

__all__ = [
    "page_digests", "page_texts", "quote", "squeeze",
]  # fmt: skip
