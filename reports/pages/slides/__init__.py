"""Slides: deck -> places on slides, measured with the bundled fonts -> a presentation, or pages of paper."""

__all__ = ["handout", "layout", "writing"]
