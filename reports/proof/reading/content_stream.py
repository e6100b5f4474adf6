"""The instructions of a content stream, as far as a reader of texts and tags needs them.

One pattern knows every operator that our engines use, so that the regular expressions do the whole work; a
library's parser makes an object of every number and takes twenty times as long. The pattern is strict: what
it does not know (a comment, an inline image, properties by name) is ``unknown``, and the file is not as we
write files.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pikepdf import Array

_SPACE = rb"[\x00\t\n\f\r ]"
_NAME = rb"/[^\x00\t\n\f\r ()<>\[\]{}/%]+"
_NUMBER = rb"[-+.\d]+"
_LITERAL = rb"\([^()\\]*(?:\\.[^()\\]*)*\)"
_HEX = rb"<[0-9A-Fa-f\x00\t\n\f\r ]*>"
_STRING = rb"(?:%b|%b)" % (_LITERAL, _HEX)

#: An operator ends where no character follows that would make its name longer, and no number is glued to it.
_END = rb"(?=[\x00\t\n\f\r \[(</]|\Z)"


def _operator(pattern: bytes) -> bytes:
    return rb"(?<![-+.\d])(?:%b)%b" % (pattern, _END)


_PAINTING = rb"[fFSsBb]|[fBb]\*"
#: Operators without names and texts that say nothing about text, and q and Q; by their first letters, because
#: a long list of words is slow.
_PLAIN = rb"[wJjMdicmlvyhWngGkKqQ]|re|rg|RG|cm|BT|ET|T[cwzLrsdDm*]|SCN?|scn?|W\*|" + _PAINTING

#: ``run``: any number of instructions that say nothing about text, with what paints and with q and Q.
#: ``font``, ``shown``, ``mcid``, ``mark``, ``close``, ``drawn``: one instruction each; its group holds its
#: name, its text, its content id or its properties. ``named``: one that takes a name and says nothing about
#: text. ``unknown``: anything else.
#:
#: No quantifier is possessive: CPython 3.11.0 to 3.11.4 match those of a group wrongly (gh-106052). None is
#: needed: no two neighbours can take the same character, and where a name or a number could be cut short, a
#: space has to follow.
INSTRUCTIONS = re.compile(
    rb"(?P<run>(?:[-+.\d\x00\t\n\f\r ]+|%(plain)b|%(dash)b)+)"
    rb"|(?P<font>%(name)b)%(space)b+%(number)b%(space)b+Tf%(end)b"
    rb"|(?P<shown>%(string)b|\[%(gap)b(?:%(string)b%(gap)b)*\])%(space)b*(?:%(show)b)"
    rb"|%(name)b%(space)b*<<%(space)b*/MCID%(space)b+(?P<mcid>\d+)%(space)b*>>%(space)b*%(begin)b"
    rb"|(?P<close>%(close)b)"
    rb"|%(name)b%(space)b*(?P<mark><<(?:[^<>()]|%(string)b)*>>%(space)b*%(begin)b|(?<=%(space)b)%(tag)b)"
    rb"|(?P<drawn>%(name)b)%(space)b+%(draw)b"
    rb"|%(name)b%(space)b+(?P<named>%(named)b)"
    rb"|(?P<unknown>.)"
    % {
        b"plain": _operator(_PLAIN),
        b"dash": rb"\[[-+.\d\x00\t\n\f\r ]*\]%b*%b%b+d%b" % (_SPACE, _NUMBER, _SPACE, _END),
        b"name": _NAME,
        b"number": _NUMBER,
        b"space": _SPACE,
        b"gap": rb"[-+.\d\x00\t\n\f\r ]*",
        b"string": _STRING,
        b"end": _END,
        b"show": _operator(rb"T[jJ]|['\"]"),
        b"begin": _operator(b"BDC"),
        b"tag": _operator(b"BMC"),
        b"close": _operator(b"EMC"),
        b"draw": _operator(b"Do"),
        b"named": _operator(b"gs|cs|CS|scn|SCN|ri|sh"),
    },
    re.S,
)

_PAINTS = re.compile(rb"(?<![^\x00\t\n\f\r \]])%b" % _operator(_PAINTING))
_NO_SAVING = bytes(set(range(256)) - set(b"qQ"))
_STRINGS = re.compile(_STRING, re.S)
_WHOLE_HEX = re.compile(rb"<((?:[0-9A-Fa-f]{2})*)>")
_HASH = re.compile(rb"#([0-9A-Fa-f]{2})")
_MCID = re.compile(rb"/MCID%b+(\d+)" % _SPACE)
_CHARACTERS = re.compile(rb"\\[0-7]{1,3}|\\(?:\r\n|.)|\r\n|.", re.S)
_ESCAPED = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r": b"",
    b"\r\n": b"",
}


def of_page(page: Any) -> bytes:
    """The content streams of a page, which together are one."""
    streams = page.get("/Contents", Array())
    return b"\n".join(part.read_bytes() for part in (streams if isinstance(streams, Array) else [streams]))


def paints(run: bytes) -> int:
    """How often a ``run`` paints."""
    return len(_PAINTS.findall(run))


def saves(run: bytes) -> bytes:
    """The ``q`` and ``Q`` of a ``run`` in their order; no other operator has these letters."""
    return run.translate(None, _NO_SAVING)


def content_id(properties: bytes) -> int | None:
    """The content id among the properties of a mark, not one that a text in them speaks of."""
    found = _MCID.search(_STRINGS.sub(b"()", properties))
    return None if found is None else int(found[1])


def name(written: bytes) -> str:
    """A name as it is written, with what stands for it in a dictionary."""
    return _HASH.sub(lambda found: bytes([int(found[1], 16)]), written).decode("utf-8", "surrogateescape")


def shown(operand: bytes) -> bytes:
    """The codes that a string, or an array of strings and distances, shows."""
    if b"(" not in operand:
        whole = _WHOLE_HEX.findall(operand)
        if len(whole) == operand.count(b"<"):  # the usual case, at once
            return bytes.fromhex(b"".join(whole).decode())
    elif operand[:1] == b"(":
        return _codes(operand)
    return b"".join(map(_codes, _STRINGS.findall(operand)))


def _codes(string: bytes) -> bytes:
    if string[:1] == b"<":
        digits = b"".join(string[1:-1].split())
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    inside = string[1:-1]
    if b"\\" not in inside and b"\r" not in inside:
        return inside
    return b"".join(map(_character, _CHARACTERS.findall(inside)))


@cache
def _character(written: bytes) -> bytes:
    """The character for one of the ways to write it in a string (ISO 32000-1, 7.3.4.2)."""
    if written[:1] != b"\\":
        return b"\n" if written[:1] == b"\r" else written
    if written[1:].isdigit() and written[1:2] < b"8":
        return bytes([int(written[1:], 8) & 255])
    return _ESCAPED.get(written[1:], written[1:])
