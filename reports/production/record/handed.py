"""Which reports and cards the papers for the meetings were made from, and by which table: ``handout.json``
beside the papers, sealed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from . import seal

NAME = "handout.json"

#: The folder of the papers in an edition's output, and the paper that holds all sets.
PLACE, PRINT = "handout", "handout.pdf"

#: The hash of the report and that of the card of each cluster.
Sources = Mapping[str, tuple[str, str]]


def dump(folder: Path, sources: Sources, made: Mapping[str, Any]) -> bytes:
    """What is to be written under :data:`NAME` in ``folder``; ``made`` is what the papers can be made from
    again. Raises ConfigurationError without a key for the seal.
    """
    value = {key: {"report": report, "card": card} for key, (report, card) in sources.items()}
    return seal.closed(folder, PLACE, {"clusters": value, **made})


def read(folder: Path) -> Sources:
    """What the papers in ``folder`` were made from; empty where that is not known."""
    try:
        clusters = json.loads((folder / NAME).read_bytes())["clusters"]
        return {str(key): (str(one["report"]), str(one["card"])) for key, one in clusters.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
