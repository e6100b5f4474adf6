"""The desk: what the commands do, in the browser of one's own computer, in Polish and English."""

from .server import serve

__all__ = ["serve"]
