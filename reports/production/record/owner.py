"""Which edition the output folder of an id holds, so that a copied edition with its old id replaces nothing.

``edition.json`` lies beside the record of the reports and is written by whatever makes the first files there.
Output of before it was written has none, and is taken to be the edition's own.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reports import files
from reports.edition import LANGS, Edition
from reports.errors import ConfigurationError

NAME = "edition.json"


def check(base: Path, edition: Edition) -> None:
    """Raises ConfigurationError where ``base`` holds files of another edition."""
    if other := another(base, edition):
        raise ConfigurationError(other)


def another(base: Path, edition: Edition) -> str:
    """Which other edition ``base`` holds files of, and what to do; empty where it holds none.

    Another label is another edition. Another title alone may be a correction, unless most units are others.
    """
    held = _read(base)
    if not held:
        return ""
    now = _about(edition)
    own = len(set(held["units"]) & set(now["units"])) * 2 >= len(held["units"])
    same_title = any(held["title"].get(lang) == title for lang, title in now["title"].items())
    if held["label"] == now["label"] and (own or same_title):
        return ""
    title = held["title"].get(edition.language) or next(iter(held["title"].values()), "")
    return (
        f"{base} holds the edition {held['label']} of {title!r} with {len(held['units'])} units, and this is "
        f"the edition {edition.label} of {edition.title.get(edition.language)!r} with the same id "
        f"{edition.id!r}; give this one an id of its own, or another folder with -o. Is it the same edition, "
        "whose label or title was corrected? Then build it with --same-edition"
    )


def write(base: Path, edition: Edition) -> None:
    """From now on ``base`` holds files of ``edition``. Raises OSError."""
    now = _about(edition)
    if _read(base) != now:
        files.write(base / NAME, (json.dumps(now, ensure_ascii=False, indent=1) + "\n").encode())


def _about(edition: Edition) -> dict[str, Any]:
    titles = {lang: getattr(edition.title, lang) for lang in LANGS}
    return {
        "id": edition.id,
        "label": edition.label,
        "title": {lang: title for lang, title in titles.items() if title},
        "units": list(edition.ids),
    }


def _read(base: Path) -> dict[str, Any]:
    """What was written; nothing where it is missing or damaged."""
    try:
        held = json.loads((base / NAME).read_bytes())
        return {
            "id": str(held["id"]),
            "label": str(held["label"]),
            "title": {str(lang): str(title) for lang, title in held["title"].items()},
            "units": [str(unit) for unit in held["units"]],
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
