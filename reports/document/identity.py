"""The fingerprint of a composed report: two reports have the same one if they are the same.

It stands in the finished files, so that a file can be told from every other report of the same cluster,
and in the manifest, so that a report is made again exactly when it would say or show something else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from .blocks import Report
from .facts import Fact

#: The namespace of our own XMP properties: which cluster and which edition a file belongs to.
IDENTITY = "urn:cluster-reports:identity/"


#: The report's language as the file declares it.
LANGUAGES: Mapping[str, str] = {"pl": "pl-PL", "en": "en-GB"}


#: The namespace of the identifiers: ``urn:cluster-reports:<edition>:<cluster>:<fingerprint>``.
NAMESPACE = "urn:cluster-reports"


def content(report: Report) -> str:
    """The SHA-256, in hexadecimal, of a report's canonical form: names of types and fields, and values.

    It depends on nothing but the report: not on the process, the platform or the order of a hash table.
    Raises TypeError for a value that cannot be in a report.
    """
    global _latest
    if _latest is None or _latest[0] is not report:
        pieces: list[str] = []
        _write(report, pieces.append)
        _latest = report, hashlib.sha256("".join(pieces).encode("utf-8", "surrogatepass")).hexdigest()
    return _latest[1]


#: Each of a report's files and its check ask for the same fingerprint, one report after the other.
_latest: tuple[Report, str] | None = None


def identifier(report: Report) -> str:
    """What the report's files say they are (``dc:identifier``)."""
    return f"{NAMESPACE}:{report.edition_id}:{report.cluster_id}:{content(report)}"


def _write(value: Any, put: Callable[[str], object]) -> None:
    """The canonical form of ``value``, piece by piece.

    Every text has its length before it and every tuple its count, so that no two values share a form.
    """
    # Exact types first: there are tens of thousands of values in a report.
    kind = type(value)
    if kind is str:
        put(f"s{len(value)}:{value}")
    elif kind is float:
        put(f"f{value!r};")
    elif kind is tuple:
        put(f"t{len(value)}:")
        for item in value:
            _write(item, put)
    elif value is None:
        put("n")
    elif kind is bool:
        put("b1" if value else "b0")
    elif kind is int:
        put(f"i{value};")
    elif kind is Fact:
        put("Fact{node=")
        _write(value.node, put)
        put("what=")
        _write(value.what, put)
        put("}")
    elif is_dataclass(kind):
        name, names = _shape(kind)
        put(f"{name}{{")
        for field in names:
            put(f"{field}=")
            _write(getattr(value, field), put)
        put("}")
    elif isinstance(value, float):  # a number of numpy's is the number it is
        put(f"f{float(value)!r};")
    else:
        raise TypeError(f"a report holds a {kind.__name__}, which has no canonical form")


@cache
def _shape(kind: type) -> tuple[str, tuple[str, ...]]:
    return kind.__name__, tuple(field.name for field in fields(kind))
