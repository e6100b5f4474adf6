"""Processes that make files, here or on other machines."""

from .pool import Launch

__all__ = ["Launch", "dask", "pool"]
