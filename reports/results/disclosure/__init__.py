"""Which figures about groups may be shown to whom."""

__all__ = ["rules"]
