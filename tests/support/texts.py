"""The texts of a document."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator
from typing import Any


def texts_in(value: Any) -> Iterator[str]:
    """Every text anywhere in a document value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from itertools.chain.from_iterable(map(texts_in, value))
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts_in(getattr(value, field.name))
