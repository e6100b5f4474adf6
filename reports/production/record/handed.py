"""Which reports and cards the papers for the meetings were made from: ``handout.json`` beside the papers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

NAME = "handout.json"

#: The folder of the papers in an edition's output, and the paper that holds all sets.
PLACE, PRINT = "handout", "handout.pdf"

#: The hash of the report and that of the card of each cluster.
Sources = Mapping[str, tuple[str, str]]


def dump(sources: Sources) -> bytes:
    """What is to be written under :data:`NAME`."""
    value = {key: {"report": report, "card": card} for key, (report, card) in sources.items()}
    return (json.dumps({"clusters": value}, indent=1) + "\n").encode()


def read(folder: Path) -> Sources:
    """What the papers in ``folder`` were made from; empty where that is not known."""
    try:
        clusters = json.loads((folder / NAME).read_bytes())["clusters"]
        return {str(key): (str(one["report"]), str(one["card"])) for key, one in clusters.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
