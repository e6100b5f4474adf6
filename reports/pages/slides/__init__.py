"""Slides: deck -> places on slides, measured with the bundled fonts -> a presentation."""

__all__ = ["layout", "writing"]
