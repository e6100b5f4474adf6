"""What can go wrong at sending is said at ``check``: settings and addresses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.tiny import TINY

from reports.edition.loading import load
from reports.edition.model import Edition
from reports.edition.validation import cells, mail, validate
from reports.errors import InputError

TinyEdition = Callable[..., Path]


def read(folder: Path) -> Edition:
    return validate.validate(load.load(folder))


def problems(folder: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(folder)
    return [str(problem) for problem in caught.value.problems]


def with_mail(lines: str, clusters: str = TINY["clusters.csv"]) -> dict[str, Any]:
    return {"edition.toml": f"{TINY['edition.toml']}\n[mail]\n{lines}\n", "clusters.csv": clusters}


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ('host = "x.pl"', "mail.from: the setting is missing"),
        ('from = "x"', "mail.from: this is not one e-mail address"),
        ('from = "a@b.pl"\nhost = "not a host"', "mail.host: this is not the name of a server"),
        ('from = "a@b.pl"\nhost = "x.pl"\nsecurity = "none"', "without encryption everybody on the way"),
        ('from = "a@b.pl"\nhost = "x.pl"\nsecurity = "ssl"', "this must be one of tls, starttls, none"),
        ('from = "a@b.pl"\nport = 25', "mail.port: there is no server it belongs to"),
        ('from = "a@b.pl"\nhost = "x.pl"\nport = 0', "mail.port: this must be from 1 to 65535"),
        ('from = "a@b.pl"\nrate = 0', "mail.rate: this must be from 1 to 600"),
        ('from = "a@b.pl"\nverify = false', "mail.verify: the setting is not known"),
        ('from = "a@b.pl"\nencrypt = "yes"', "mail.encrypt: this must be true or false"),
        (
            'from = "a@b.pl"\nbcc = "anna@example.org"',
            "the address of the cluster K01, who would get everybody",
        ),
        ('from = "a@b.pl"\nfrom_name = { pl = "a\\nBcc: b" }', "line break"),
    ],
)
def test_wrong_settings_are_named(tiny_edition: TinyEdition, lines: str, message: str) -> None:
    """Each with its key, its cause and what to do."""
    assert [text for text in problems(tiny_edition(with_mail(lines))) if message in text]


def test_all_problems_of_the_mail_come_at_once(tiny_edition: TinyEdition) -> None:
    """One run of check names them all."""
    found = problems(
        tiny_edition(with_mail('from = "x"\nhost = "?"\nrate = 0\nattempts = 99\nreply_to = "y"'))
    )
    assert len(found) == 5


def test_a_password_in_the_edition_is_not_repeated(tiny_edition: TinyEdition) -> None:
    """It is refused, with what to do; the message does not show it."""
    (found,) = problems(tiny_edition(with_mail('from = "a@b.pl"\npassword = "tajne-123"')))
    assert "mail.password" in found
    assert "change the password" in found
    assert "tajne-123" not in found


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_only_this_computer_may_be_spoken_to_in_the_open(tiny_edition: TinyEdition, host: str) -> None:
    """The security none is for loopback."""
    edition = read(tiny_edition(with_mail(f'from = "a@b.pl"\nhost = "{host}"\nsecurity = "none"')))
    assert edition.mail is not None
    assert edition.mail.on_this_computer


@pytest.mark.parametrize("host", ["localhost.example.org", "127.0.0.1.example.org", "10.0.0.1", "0.0.0.0"])  # noqa: S104
def test_what_only_looks_like_this_computer_is_not(tiny_edition: TinyEdition, host: str) -> None:
    """A name that begins like a loopback address is somewhere else."""
    lines = f'from = "a@b.pl"\nhost = "{host}"\nsecurity = "none"'
    assert [text for text in problems(tiny_edition(with_mail(lines))) if "without encryption" in text]


def test_a_shared_address_needs_one_coordinator(tiny_edition: TinyEdition) -> None:
    """Two clusters with one address are refused; where one coordinator runs both it is a warning."""
    shared = TINY["clusters.csv"].replace("Drugi,en,,,", "Drugi,en,Jan Lis,ANNA@example.org,")
    (found,) = problems(tiny_edition(with_mail('from = "a@b.pl"', shared)))
    assert "clusters.csv, row 3, column F (email): row 2 has the same address" in found
    same = shared.replace("Jan Lis", "Anna Nowak")
    edition = read(tiny_edition(with_mail('from = "a@b.pl"', same), "same"))
    assert "anna@example.org gets the reports of 2 clusters: K01, K02" in list(mail.warnings(edition))


def test_a_cluster_without_an_address_is_a_warning(tiny_edition: TinyEdition) -> None:
    """It may get its report on paper; check says so."""
    edition = read(tiny_edition(with_mail('from = "a@b.pl"')))
    found = list(mail.warnings(edition))
    assert found == [f"cluster {i}: no e-mail address, so no message" for i in ("K02", "K03", "K04")]
    assert list(mail.warnings(read(tiny_edition(name="none")))) == []


def test_the_form_of_address_is_the_editions(tiny_edition: TinyEdition) -> None:
    """A column in each language; empty where there is none, and never the other language's."""
    text = TINY["clusters.csv"].replace("consent", "consent,salutation_pl", 1)
    lines = text.splitlines()
    table = (
        "\n".join([lines[0], lines[1] + ",Szanowna Pani Prezes", *(line + "," for line in lines[2:])]) + "\n"
    )
    cluster = read(tiny_edition({"clusters.csv": table})).clusters[0]
    assert mail.form_of_address(cluster, "pl") == "Szanowna Pani Prezes"
    assert mail.form_of_address(cluster, "en") == ""


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("biuro@żółw.pl", "biuro@xn--w-uga1v8h.pl"),
        ("biuro@ŻÓŁW.pl", "biuro@xn--w-uga1v8h.pl"),
        ("a@straße.de", "a@xn--strae-oqa.de"),
        ("a@XN--W-UGA1V8H.pl", "a@XN--W-UGA1V8H.pl"),
        ("Jan.Kowalski@Example.ORG", "Jan.Kowalski@Example.ORG"),
    ],
)
def test_domains_with_letters_of_their_own_become_ascii(text: str, address: str) -> None:
    """What mail servers take: IDNA 2008."""
    assert cells.email(text) == address


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("żółw@example.org", "before @ has letters"),
        ("a@exаmple.org", "CYRILLIC SMALL LETTER A"),
        ("a@xn--80ak6aa92e.com", "CYRILLIC"),
        ("a@xn--zzzzzz.pl", "domain of the address"),
        ("a@-żółw.pl", "domain of the address"),
        (f"{'a' * 65}@example.org", "not one e-mail address"),
        (f"a@{'b' * 64}.pl", "not one e-mail address"),
        ("a@[127.0.0.1]", "not one e-mail address"),
        ("a@b.pl, c@d.pl", "not one e-mail address"),
        ("Jan <a@b.pl>", "not one e-mail address"),
        ("a..b@c.pl", "not one e-mail address"),
        ("a@b@c.pl", "not one e-mail address"),
        ("a@b.pl\u200b", "invisible"),
        ("a@b.pl\r\nBcc: c@d.pl", "line break"),
    ],
)
def test_addresses_that_cannot_serve_are_refused(text: str, cause: str) -> None:
    """Non-ASCII local parts, look-alike letters, lists, literals, invisible signs."""
    with pytest.raises(cells.CellError, match=cause):
        cells.email(text)
