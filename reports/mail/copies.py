"""Copies of a finished report for the mail: encrypted, signed, or both (encrypted first).

An encrypted file cannot be PDF/A, and a signed one is not proven to be, so that claim goes; the tags and the
claim of PDF/UA-1 stay, and assistive technology may read it. A signature covers the bytes that are sent.
"""

from __future__ import annotations

import base64
import hmac
import io
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf

from reports.errors import ConfigurationError, Finding, ReportError
from reports.proof.reading import page_digests

from .secrets import Secret, private

#: 32 characters that are told apart on the telephone and in any type: no l, o, 0 and 1.
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
_GROUPS, _IN_GROUP = 5, 4  # 20 characters of 5 bits: 100 bits

#: The shortest secret that passwords are derived from.
_LEAST_SECRET = 20

_PDF_A = re.compile(rb"<pdfaid:(part|conformance)>[^<]*</pdfaid:\1>\s*")


def password(secret: Secret, edition_id: str, cluster_id: str) -> Secret:
    """The password of one cluster: it follows from the secret (HMAC-SHA-256), and nothing follows from it.

    Raises ConfigurationError for a secret that is too short to keep anything.
    """
    if len(secret.value) < _LEAST_SECRET:
        raise ConfigurationError(
            f"the secret for the passwords has fewer than {_LEAST_SECRET} characters; make a random one, "
            'such as `python -c "import secrets; print(secrets.token_urlsafe(32))"`, and keep it'
        )
    return Secret(_word(_derive(secret, "open", edition_id, cluster_id)))


def password_mark(secret: Secret, edition_id: str, cluster_id: str) -> str:
    """A word that changes with the secret of the password, and that tells nothing of it."""
    return _derive(secret, "mark", edition_id, cluster_id).hex()[:16]


def _derive(secret: Secret, *parts: str) -> bytes:
    return hmac.new(secret.value.encode(), "\0".join(parts).encode(), sha256).digest()


def _word(digest: bytes) -> str:
    number = int.from_bytes(digest)
    word = "".join(_ALPHABET[number >> (5 * i) & 31] for i in range(_GROUPS * _IN_GROUP))
    return "-".join(word[i : i + _IN_GROUP] for i in range(0, len(word), _IN_GROUP))


def encrypt(pdf: bytes, secret: Secret, edition_id: str, cluster_id: str) -> bytes:
    """The file encrypted by AES-256 (revision 6) with the cluster's :func:`password`.

    Raises ReportError where the copy does not open as it must.
    """
    user = password(secret, edition_id, cluster_id).value
    owner = base64.urlsafe_b64encode(_derive(secret, "own", edition_id, cluster_id)).decode()
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        _drop_archive_claim(file)
        file.save(
            out,
            encryption=pikepdf.Encryption(owner=owner, user=user, R=6, aes=True, metadata=True),
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    copy = out.getvalue()
    _prove(pdf, copy, user, cluster_id)
    return copy


def _prove(pdf: bytes, copy: bytes, user: str, cluster_id: str) -> None:
    """Nobody opens the copy without the password; with it, it is the same report, still tagged."""

    def refuse(cause: str) -> ReportError:
        return ReportError(cluster_id, (Finding("encrypted-copy", cause),))

    try:
        pikepdf.open(io.BytesIO(copy)).close()
        raise refuse("the copy opens without its password")
    except pikepdf.PasswordError:
        pass
    with pikepdf.open(io.BytesIO(copy), password=user) as opened, pikepdf.open(io.BytesIO(pdf)) as source:
        method = opened.encryption
        if method.R != 6 or method.stream_method.name != "aesv3":
            raise refuse("the copy is not encrypted by AES-256")
        if "/StructTreeRoot" not in opened.Root or len(opened.pages) != len(source.pages):
            raise refuse("the copy has lost its tags or pages")
        if page_digests(opened) != page_digests(source):
            raise refuse("a page of the copy differs from the report")


#: The name of the signature's field, and what assistive technology calls it.
_FIELD = "Publisher"
_SPOKEN = {"pl": "Podpis elektroniczny wydawcy", "en": "Electronic signature of the publisher"}

#: An annotation that is printed and cannot be moved (ISO 32000-1, table 165).
_PRINTED_LOCKED = 4 | 128


def with_signature_field(pdf: bytes) -> bytes:
    """The report with an empty place for an invisible signature, tagged as PDF/UA-1 asks (7.18.4). Its claim
    of PDF/A goes: a signed file is not rewritten to keep it.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        _drop_archive_claim(file)
        page, tree = file.pages[0].obj, file.Root.StructTreeRoot
        if "/ParentTree" not in tree:
            tree.ParentTree = file.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array()))
        parents = pikepdf.NumberTree(tree.ParentTree)
        number = max((int(key) for key in parents), default=-1) + 1
        widget = file.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Sig,
                T=pikepdf.String(_FIELD),
                TU=pikepdf.String(_SPOKEN["en" if str(file.Root.get("/Lang", "pl"))[:2] == "en" else "pl"]),
                Rect=pikepdf.Array([0, 0, 0, 0]),
                F=_PRINTED_LOCKED,
                P=page,
                StructParent=number,
            )
        )
        document = _document(tree)
        element = file.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.StructElem,
                S=pikepdf.Name.Form,
                P=document,
                Pg=page,
                K=pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=widget, Pg=page),
            )
        )
        kids = document.get("/K", pikepdf.Array())
        document.K = pikepdf.Array([*(kids if isinstance(kids, pikepdf.Array) else [kids]), element])
        parents[number] = element
        tree.ParentTreeNextKey = number + 1
        page.Annots = pikepdf.Array([*page.get("/Annots", []), widget])
        page.Tabs = pikepdf.Name.S
        file.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([widget]))
        file.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _document(tree: Any) -> Any:
    """The element of the tag tree that holds everything."""
    kids = tree.get("/K")
    first = kids[0] if isinstance(kids, pikepdf.Array) and len(kids) else kids
    return first if isinstance(first, pikepdf.Dictionary) else tree


def _drop_archive_claim(file: pikepdf.Pdf) -> None:
    packet = _PDF_A.sub(b"", file.Root.Metadata.read_bytes())
    file.Root.Metadata = file.make_stream(packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)


@dataclass(frozen=True, slots=True)
class Signer:
    """The publisher's certificate with its key (a PKCS#12 file) and the password of that file."""

    path: Path
    passphrase: Secret

    def mark(self) -> str:
        """A word that changes with the certificate. Raises ConfigurationError where it cannot be read."""
        return sha256(private(self.path)).hexdigest()[:16]


def sign(
    pdf: bytes, signer: Signer, moment: datetime, cluster_id: str, opening: Secret | None = None
) -> bytes:
    """The file with an invisible PAdES signature (level B-B) over all of its bytes, in the place that
    :func:`with_signature_field` has made.

    ``opening`` is the password of an encrypted file. Raises ConfigurationError where the certificate cannot
    be used, ReportError where the signature does not hold.
    """
    try:
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import fields, signers
    except ImportError as error:
        raise ConfigurationError(
            'signed copies need pyHanko; install it with: pip install "cluster-reports[sign]"'
        ) from error
    made = _certificate(signer)
    valid = made.signing_cert["tbs_certificate"]["validity"]
    if not valid["not_before"].native <= moment <= valid["not_after"].native:
        raise ConfigurationError(f"the certificate {signer.path} is not valid today; ask for a new one")
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    if opening is not None:
        writer.encrypt(opening.value)  # type: ignore[no-untyped-call]
    metadata = signers.PdfSignatureMetadata(
        field_name=_FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    out = io.BytesIO()
    signers.sign_pdf(writer, metadata, made, existing_fields_only=True, output=out)
    copy = out.getvalue()
    if not _holds(copy, opening):
        raise ReportError(cluster_id, (Finding("signed-copy", "the signature does not hold"),))
    return copy


def _certificate(signer: Signer) -> Any:
    """What signs, for pyHanko. Raises ConfigurationError."""
    from pyhanko.sign import signers

    phrase, made = signer.passphrase.value.encode() or None, None
    with suppress(ValueError, TypeError):
        made = signers.SimpleSigner.load_pkcs12_data(private(signer.path), (), passphrase=phrase)
    if made is None or made.signing_cert is None:
        raise ConfigurationError(
            f"the certificate {signer.path} cannot be opened; is it a PKCS#12 file (.p12, .pfx), and is the "
            "password right?"
        )
    return made


def _holds(copy: bytes, opening: Secret | None) -> bool:
    """Whether the only signature covers the whole file and fits it."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    reader = PdfFileReader(io.BytesIO(copy))
    if opening is not None:
        reader.decrypt(opening.value)
    signatures = reader.embedded_signatures
    if len(signatures) != 1:
        return False
    own = signatures[0].signer_cert
    status = validate_pdf_signature(signatures[0], ValidationContext(trust_roots=[own], allow_fetching=False))
    return bool(status.intact and status.valid and status.coverage == SignatureCoverageLevel.ENTIRE_FILE)
