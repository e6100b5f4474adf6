"""What a finished file says of itself: language, title, date, whose it is, and which standards it claims.

What an archive asks besides (PDF/A-3a), and the attached files, are :mod:`reports.pages.archive`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Dictionary, Name, String

from reports import __version__
from reports.document import IDENTITY, LANGUAGES

from . import archive


@dataclass(frozen=True, slots=True)
class Meta:
    """What a file says of itself.

    ``lang`` is "pl" or "en"; ``date`` is ISO (2018-11-22), empty for none; ``identity`` names what it belongs
    to, e.g. ``{"cluster": "k07", "edition": "2018"}``; ``identifier`` is its ``dc:identifier``, if any.
    """

    title: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    lang: str
    date: str
    identity: Mapping[str, str] = field(default_factory=dict)
    identifier: str = ""


def describe(file: pikepdf.Pdf, meta: Meta) -> None:
    """Language, title bar, the information dictionary and the same again as XMP, with the claims.

    The date of ``meta`` becomes the file's at midnight UTC, its identity XMP properties in the namespace
    :data:`IDENTITY`.
    """
    creator = f"cluster-reports {__version__}"
    producer = str(file.docinfo.get("/Producer", ""))
    words = ", ".join(meta.keywords)
    file.Root.Lang = String(LANGUAGES[meta.lang])
    file.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    file.Root.MarkInfo = Dictionary(Marked=True)
    for key in list(file.docinfo.keys()):
        del file.docinfo[key]
    entries = {
        "/Title": meta.title,
        "/Author": meta.author,
        "/Subject": meta.subject,
        "/Keywords": words,
        "/Creator": creator,
        "/Producer": producer,
    }
    if meta.date:
        entries |= {"/CreationDate": stamp(meta.date), "/ModDate": stamp(meta.date)}
    for key, value in entries.items():
        file.docinfo[key] = String(value)
    moment = f"{meta.date}T00:00:00Z"
    properties = [
        _property("dc:title", _list("Alt", [meta.title], lang="x-default")),
        _property("dc:creator", _list("Seq", [meta.author])),
        _property("dc:description", _list("Alt", [meta.subject], lang="x-default")),
        _property("dc:language", _list("Bag", [LANGUAGES[meta.lang]])),
        _property("dc:subject", _list("Bag", meta.keywords)),
        *([_property("dc:identifier", escape(meta.identifier))] if meta.identifier else []),
        _property("pdf:Keywords", escape(words)),
        _property("pdf:Producer", escape(producer)),
        _property("xmp:CreatorTool", escape(creator)),
        *(_property(f"xmp:{name}Date", moment) for name in ("Create", "Modify", "Metadata") if meta.date),
        *(_property(f"{_PREFIX}:{name}", escape(value)) for name, value in meta.identity.items()),
        archive.claims(IDENTITY, _PREFIX, meta.identity),
    ]
    spaces = {**_NAMESPACES, **archive.NAMESPACES, _PREFIX: IDENTITY}
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    packet = _XMP.format(namespaces=declared, properties="\n".join(properties)).encode()
    file.Root.Metadata = file.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)


def stamp(date: str) -> str:
    """An ISO date as PDF writes it, at midnight UTC; empty for none."""
    return f"D:{date.replace('-', '')}000000Z" if date else ""


#: The prefix of our own properties.
_PREFIX = "cluster-reports"

_NAMESPACES: Mapping[str, str] = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" {namespaces}>
{properties}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def _property(name: str, content: str) -> str:
    return f"<{name}>{content}</{name}>"


def _list(kind: str, values: Sequence[str], lang: str = "") -> str:
    attribute = f' xml:lang="{lang}"' if lang else ""
    items = "".join(f"<rdf:li{attribute}>{escape(value)}</rdf:li>" for value in values)
    return f"<rdf:{kind}>{items}</rdf:{kind}>"
