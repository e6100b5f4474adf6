"""A finished file against the document it was made from: the last step of a build."""

__all__ = [
    "paper", "report", "rules", "sameness", "screen", "slides",
]  # fmt: skip
