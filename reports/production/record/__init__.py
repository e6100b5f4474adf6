"""The record of a build: manifest, lock, and the store of finished files."""

__all__ = [
    "handed", "lock", "manifest", "own_folder", "owner", "seal", "store",
]  # fmt: skip
