"""The record of a build: manifest, lock, and the store of finished files."""

__all__ = [
    "lock", "manifest", "store",
]  # fmt: skip
