"""Pages of a PDF as pictures, drawn in a process of its own: the library is not for threads."""

from __future__ import annotations

import io
import multiprocessing
import threading
from collections import OrderedDict
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pypdfium2

from reports.errors import ConfigurationError

#: Pixels of a page for each of its points, and how many pages are remembered.
_SCALE, _MOST = 1.6, 120


def draw(pdf: bytes, number: int) -> tuple[bytes, int]:
    """The page ``number`` (from 1) as PNG, none where there is no such page; and how many pages there are."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        count = len(document)
        if not 1 <= number <= count:
            return b"", count
        out = io.BytesIO()
        document[number - 1].render(scale=_SCALE).to_pil().save(out, "PNG")
        return out.getvalue(), count
    finally:
        document.close()


class Pictures:
    """Draws pages, and remembers the latest."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[str, int], tuple[bytes, int]] = OrderedDict()
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None

    def page(self, pdf: bytes, sha256: str, number: int) -> tuple[bytes, int]:
        """As :func:`draw`; ``sha256`` is the hash of the file. Raises ConfigurationError where it cannot be
        drawn.
        """
        with self._lock:
            key = sha256, number
            if key not in self._known:
                self._known[key] = self._drawn(pdf, number)
                while len(self._known) > _MOST:
                    self._known.popitem(last=False)
            return self._known[key]

    def _drawn(self, pdf: bytes, number: int) -> tuple[bytes, int]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
        try:
            return self._pool.submit(draw, pdf, number).result(timeout=60)
        except (BrokenProcessPool, TimeoutError, pypdfium2.PdfiumError) as error:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
            raise ConfigurationError(f"the page cannot be drawn ({type(error).__name__})") from error

    def close(self) -> None:
        """End the process."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
