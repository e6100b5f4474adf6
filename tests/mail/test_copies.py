"""Copies for the mail: encrypted, signed, both; and where their secrets may come from."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from support.finished import report
from support.mailroom import pdf_of, study

from reports.errors import ConfigurationError, ReportError
from reports.mail import copies, secrets
from reports.mail.secrets import Secret
from reports.pages import report as layout
from reports.proof.reading import standards

SECRET = Secret("a secret of more than twenty signs")
NOW = datetime.datetime.now(datetime.UTC)
OF = study().edition
PDF = pdf_of(OF, OF.cluster("k01"), "content")


def key_file(folder: Path, *, days: int = 30, password: bytes = b"pw") -> Path:
    """A certificate with its key, as a publisher has it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Wydawca badania")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - datetime.timedelta(days=60))
        .not_valid_after(NOW + datetime.timedelta(days=days))
        .add_extension(
            x509.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True
        )
        .sign(key, hashes.SHA256())
    )
    path = folder / f"publisher{days}.p12"
    encryption = serialization.BestAvailableEncryption(password)
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"publisher", key, made, None, encryption))
    path.chmod(0o600)
    return path


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> copies.Signer:
    return copies.Signer(key_file(tmp_path_factory.mktemp("keys")), Secret("pw"))


def test_passwords_differ_and_come_again() -> None:
    """One per cluster and edition, the same from the same secret, another from another one; 100 bits each."""
    words = {
        copies.password(key, edition, cluster).value
        for key in (SECRET, Secret("another secret of more than twenty"))
        for edition in ("2018", "2020")
        for cluster in ("k01", "k02")
    }
    assert len(words) == 8
    assert copies.password(SECRET, "2018", "k01").value == copies.password(SECRET, "2018", "k01").value
    for word in words:
        assert [len(group) for group in word.split("-")] == [4] * 5
        assert not set(word) & set("l1o0")


def test_a_short_secret_is_refused() -> None:
    """Passwords from a guessable secret would be no passwords."""
    with pytest.raises(ConfigurationError, match="fewer than 20 characters"):
        copies.password(Secret("short"), "2018", "k01")


def test_an_encrypted_copy_opens_with_its_password_only() -> None:
    """AES-256; the claim of PDF/A is gone, the tags and the rest of the metadata stay."""
    copy = copies.encrypt(PDF, SECRET, "2018", "k01")
    word = copies.password(SECRET, "2018", "k01").value
    for wrong in ("", word.upper(), copies.password(SECRET, "2018", "k02").value):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(copy), password=wrong)
    with pikepdf.open(io.BytesIO(copy), password=word) as file:
        assert (file.encryption.R, file.encryption.bits) == (6, 256)
        assert file.allow.accessibility
        packet = file.Root.Metadata.read_bytes()
        assert b"pdfaid:part" not in packet
        assert b"urn:cluster-reports:test-2018:k01:content" in packet
        assert "/StructTreeRoot" in file.Root
    assert OF.cluster("k01").name.encode("utf-16-be") not in copy


def test_a_signature_covers_the_file(signer: copies.Signer) -> None:
    """The signature is valid over the whole file, and one changed byte breaks it."""
    copy = copies.sign(copies.with_signature_field(PDF), signer, NOW, "k01")
    assert copies._holds(copy, None)
    spoilt = bytearray(copy)
    place = copy.index(b"urn:cluster-reports:test-2018:k01")
    spoilt[place + 5] ^= 1
    assert not copies._holds(bytes(spoilt), None)


def test_a_copy_is_encrypted_before_it_is_signed(signer: copies.Signer) -> None:
    """The signature is over the encrypted bytes, which are still encrypted."""
    word = copies.password(SECRET, "2018", "k01")
    copy = copies.sign(
        copies.encrypt(copies.with_signature_field(PDF), SECRET, "2018", "k01"), signer, NOW, "k01", word
    )
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(copy))
    assert copies._holds(copy, word)


def test_a_certificate_that_cannot_sign_is_named(tmp_path: Path) -> None:
    """A wrong password, an expired certificate, a file others may read, no certificate at all."""
    path = key_file(tmp_path)
    with pytest.raises(ConfigurationError, match="cannot be opened"):
        copies.sign(copies.with_signature_field(PDF), copies.Signer(path, Secret("wrong")), NOW, "k01")
    with pytest.raises(ConfigurationError, match="not valid today"):
        copies.sign(
            copies.with_signature_field(PDF),
            copies.Signer(key_file(tmp_path, days=-5), Secret("pw")),
            NOW,
            "k01",
        )
    path.chmod(0o644)
    with pytest.raises(ConfigurationError, match="chmod 600"):
        copies.sign(copies.with_signature_field(PDF), copies.Signer(path, Secret("pw")), NOW, "k01")
    with pytest.raises(ConfigurationError, match="cannot be read"):
        copies.sign(
            copies.with_signature_field(PDF), copies.Signer(tmp_path / "none.p12", Secret("pw")), NOW, "k01"
        )


def test_a_real_report_stays_accessible(signer: copies.Signer) -> None:
    """A rendered report, signed: PDF/UA-1 still holds, and no archive is promised what is not kept."""
    pdf = layout.render(report())
    copy = copies.sign(copies.with_signature_field(pdf), signer, NOW, "k07")
    assert [f for f in standards.breaches(copy) if f.rule == "pdf-ua"] == []
    with pikepdf.open(io.BytesIO(copy)) as file:
        packet = file.Root.Metadata.read_bytes()
    assert b"pdfuaid:part" in packet
    assert b"pdfaid:part" not in packet


def test_a_copy_that_is_another_report_is_refused() -> None:
    """What was encrypted is compared, page by page, with the report."""
    other = pdf_of(OF, OF.cluster("k02"), "content")
    copy = copies.encrypt(other, SECRET, "2018", "k01")
    with pytest.raises(ReportError, match="differs from the report"):
        copies._prove(PDF, copy, copies.password(SECRET, "2018", "k01").value, "k01")


# --- secrets -------------------------------------------------------------------------------------


def test_a_secret_shows_itself_to_nobody() -> None:
    """Neither in a message nor in a traceback."""
    assert "twenty" not in f"{SECRET} {SECRET!r} {(SECRET,)}"


def test_secrets_come_from_the_environment_or_a_private_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file others may read is refused, so are an empty one and two sources at once."""
    name = secrets.SMTP_PASSWORD
    with pytest.raises(ConfigurationError, match=name):
        secrets.read(name, "the password")
    monkeypatch.setenv(name, "hasło")
    assert secrets.read(name, "the password").value == "hasło"
    path = tmp_path / "password"
    path.write_text("z pliku\n", encoding="utf-8")
    monkeypatch.setenv(f"{name}_FILE", str(path))
    with pytest.raises(ConfigurationError, match="both set"):
        secrets.read(name, "the password")
    monkeypatch.delenv(name)
    path.chmod(0o640)
    with pytest.raises(ConfigurationError, match="mode 640"):
        secrets.read(name, "the password")
    path.chmod(0o600)
    assert secrets.read(name, "the password").value == "z pliku"
    path.write_text("\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="is missing"):
        secrets.read(name, "the password")
    path.write_text("a\nb", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="line break"):
        secrets.read(name, "the password")
