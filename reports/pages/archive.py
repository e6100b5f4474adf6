"""What PDF/A-3a asks of a file beyond what layout and tags bring, and the files that go with it.

Works on an open file before it is saved (:func:`reports.pages.pdf.write`); no clock, no chance.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import ImageCms

#: The claims of a finished file, as XMP states them: (part, conformance) of PDF/A, part of PDF/UA.
PDF_A, PDF_UA = ("3", "A"), "1"

#: Bits of an annotation's flags: it is printed, and seen wherever it is.
PRINTED, UNSEEN = 4, 1 | 2 | 32 | 256

#: Namespaces of the properties that are stated or described here.
NAMESPACES: Mapping[str, str] = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}

_SRGB = "sRGB IEC61966-2.1"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the file. ``name`` is what it is saved as, ``mime`` its type."""

    name: str
    description: str
    mime: str
    content: bytes


def complete(file: pikepdf.Pdf, attachments: Sequence[Attachment], stamp: str) -> None:
    """Colours with a meaning, links that are printed, and the attachments.

    ``stamp`` is the date of the attachments as PDF writes it (``D:20181122000000Z``), empty for none.
    """
    _define_colours(file)
    for page in file.pages:
        for annotation in page.obj.get("/Annots", []):
            annotation.F = (int(annotation.get("/F", 0)) & ~UNSEEN) | PRINTED
    _attach(file, attachments, stamp)


def saved(file: pikepdf.Pdf) -> bytes:
    """The bytes of a file: small, and the same ones for the same file."""
    out = io.BytesIO()
    file.save(
        out,
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return out.getvalue()


def _define_colours(file: pikepdf.Pdf) -> None:
    """The RGB of the pages, transparent or not, is sRGB."""
    profile = file.make_stream(srgb(), N=3)
    file.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String(_SRGB),
                Info=String(_SRGB),
                DestOutputProfile=file.make_indirect(profile),
            )
        ]
    )


@cache
def srgb() -> bytes:
    """An ICC profile of sRGB (588 bytes), made by Little CMS from the numbers of IEC 61966-2-1.

    The profile says of itself "No copyright, use freely". Its time of making, which Little CMS puts
    into bytes 24 to 35, is set to a fixed one (2018-01-01), so that the same input gives the same bytes.
    """
    made: bytes = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made[:24] + b"".join(n.to_bytes(2) for n in (2018, 1, 1, 0, 0, 0)) + made[36:]


def _attach(file: pikepdf.Pdf, attachments: Sequence[Attachment], stamp: str) -> None:
    """Each file under its name, and named by the catalog as data of the whole document."""
    associated = Array()
    for attachment in attachments:
        file.attachments[attachment.name] = pikepdf.AttachedFileSpec(
            file,
            attachment.content,
            description=attachment.description,
            filename=attachment.name,
            mime_type=attachment.mime,
            creation_date=stamp,
            mod_date=stamp,
            relationship=Name.Data,
        )
        associated.append(file.attachments[attachment.name].obj)
    if attachments:
        file.Root.AF = associated


# --- metadata ------------------------------------------------------------------------------------


def claims(identity: str, prefix: str, names: Iterable[str]) -> str:
    """The claims as XMP, with a description of every property that PDF/A does not know: the claim of
    PDF/UA and our own ``names`` in the namespace ``identity``.
    """
    ours = [(name, "Text", f"Which {name} the file belongs to") for name in names]
    schemas = (
        _schema(
            "PDF/UA identification",
            NAMESPACES["pdfuaid"],
            "pdfuaid",
            [("part", "Integer", "Part of ISO 14289 that the file follows")],
        ),
        _schema("Identity of a report", identity, prefix, ours),
    )
    part, conformance = PDF_A
    return (
        f"<pdfaid:part>{part}</pdfaid:part>\n<pdfaid:conformance>{conformance}</pdfaid:conformance>\n"
        f"<pdfuaid:part>{PDF_UA}</pdfuaid:part>\n"
        f"<pdfaExtension:schemas><rdf:Bag>{''.join(schemas)}</rdf:Bag></pdfaExtension:schemas>"
    )


def _schema(title: str, uri: str, prefix: str, properties: Iterable[tuple[str, str, str]]) -> str:
    entries = "".join(
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{escape(name)}</pdfaProperty:name>"
        f"<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>"
        "<pdfaProperty:category>internal</pdfaProperty:category>"
        f"<pdfaProperty:description>{escape(meaning)}</pdfaProperty:description></rdf:li>"
        for name, kind, meaning in properties
    )
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{title}</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{escape(uri)}</pdfaSchema:namespaceURI>"
        f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{entries}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )
