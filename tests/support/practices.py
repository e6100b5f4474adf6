"""Records of good practices."""

from __future__ import annotations

from typing import Any

from reports.edition.model import Localised, Practice


def record(name: str, node: str, cluster: str = "", **when: Any) -> Practice:
    """A practice with nothing in it but its conditions."""
    text = Localised(f"tekst {name}", f"text {name}")
    return Practice(name, node, text, text, text, text, text, text, text, 6, 1, cluster=cluster, when=when)
