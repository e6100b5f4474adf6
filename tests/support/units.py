"""The ready words for units of a study."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from reports import assets
from reports.edition.model import LANGS
from reports.edition.validation.unit_words import Sets, ready_words


@cache
def sets() -> Sets:
    """All ready sets, by name."""
    return tomllib.loads(assets.unit_sets())


def words(name: str = "cluster") -> Mapping[str, Mapping[str, str]]:
    """A ready set as ``Edition.unit``."""
    return {lang: ready_words(sets(), name, lang) for lang in LANGS}
