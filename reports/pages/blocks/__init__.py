"""Blocks -> pieces that stand on pages."""
