"""All reports of the sample through a real mail server, with TLS and a password, into real mailboxes."""

from __future__ import annotations

import io
import json
import os
import pwd
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from support.mailroom import certificate

from reports import assets
from reports.edition.loading import load
from reports.edition.validation import validate
from reports.mail import message

pytestmark = pytest.mark.slow

_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
_MAILBOX_OWNER = 5000
_PASSWORD = "zażółć-gęślą-jaźń-1"  # noqa: S105  of a server that lives for one test

_MAIN = """
compatibility_level = 3.6
queue_directory = {home}/queue
data_directory = {home}/data
command_directory = /usr/sbin
daemon_directory = {daemons}
mail_owner = postfix
setgid_group = postdrop
maillog_file = {home}/log
maillog_file_prefixes = {home}
# Only this computer, and not one message leaves it.
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.test
mydestination =
mynetworks =
default_transport = error:5.1.2 no mail leaves this computer
relay_transport = error:5.1.2 no mail leaves this computer
transport_maps = texthash:{home}/transport
virtual_mailbox_domains = {home}/domains
virtual_mailbox_maps = texthash:{home}/mailboxes
virtual_mailbox_base = {home}/mail
virtual_uid_maps = static:{owner}
virtual_gid_maps = static:{owner}
message_size_limit = 20480000
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {certificate}
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
alias_database =
alias_maps =
smtpd_sasl_path = smtpd
smtpd_sasl_local_domain = mx.test
cyrus_sasl_config_path = {home}/etc/sasl
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = permit_sasl_authenticated, reject
"""

_MASTER = """
127.0.0.1:{tls} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
127.0.0.1:{starttls} inet n - n - - smtpd -o smtpd_tls_security_level=encrypt
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True)
class Server:
    """A Postfix of our own: its ports, its mailboxes, and the certificate it shows."""

    tls: int
    starttls: int
    mail: Path
    certificate: Path
    home: Path

    def mailbox(self, name: str) -> list[Path]:
        """The messages in a mailbox."""
        return sorted((self.mail / name / "new").glob("*"))

    def settle(self, expected: int) -> None:
        """Wait until so many messages lie in all mailboxes; Postfix delivers after it has accepted."""
        for _ in range(300):
            if len(list(self.mail.glob("*/new/*"))) >= expected:
                return
            time.sleep(0.1)
        pytest.fail((self.home / "log").read_text(encoding="utf-8")[-4000:])


def _port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _call(*command: str | Path, given: str = "") -> None:
    result = subprocess.run(
        [str(part) for part in command],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": _PATH},
    )
    assert result.returncode == 0, f"{command}: {result.stdout}{result.stderr}"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Starts Postfix in a folder of its own; skipped where it cannot be had."""
    if not shutil.which("postfix", path=_PATH) or not shutil.which("saslpasswd2", path=_PATH):
        pytest.skip("Postfix or saslpasswd2 is not installed: `make postfix` installs them on Debian")
    if os.getuid() != 0:
        pytest.skip("Postfix can only be started by root")
    home = Path(tempfile.mkdtemp(prefix="cluster-reports-postfix-"))
    try:
        home.chmod(0o755)
        made = _configure(home)
        _call("postfix", "-c", home / "etc", "start")
        try:
            _wait_for(made.tls)
            yield made
        finally:
            _call("postfix", "-c", home / "etc", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _configure(home: Path) -> Server:
    ids = pwd.getpwnam("postfix")
    for name in ("etc", "etc/sasl", "queue", "data", "mail"):
        (home / name).mkdir()
    os.chown(home / "data", ids.pw_uid, ids.pw_gid)
    os.chown(home / "mail", _MAILBOX_OWNER, _MAILBOX_OWNER)
    edition = validate.validate(load.load(assets.sample()))
    addresses = {cluster.email: cluster.id for cluster in edition.clusters}
    addresses |= {"zwroty@example.org": "zwroty", "archiwum@example.org": "archiwum"}
    # Accepted, and then impossible to deliver, which is how bounces come about: the agent that delivers knows
    # no such mailbox, and whoever accepts the message does not ask it.
    lost = "nikt@lost.example.org"
    (home / "mailboxes").write_text("".join(f"{a} {box}/\n" for a, box in addresses.items()))
    (home / "domains").write_text("".join(f"{d}\n" for d in sorted({a.split("@")[1] for a in addresses})))
    (home / "transport").write_text(f"{lost.split('@')[1]} virtual:\n")
    (home / "etc" / "sasl" / "smtpd.conf").write_text(
        "pwcheck_method: auxprop\nauxprop_plugin: sasldb\nmech_list: PLAIN LOGIN\n"
        f"sasldb_path: {home}/etc/sasl/db\n"
    )
    _call(
        "saslpasswd2",
        "-p",
        "-c",
        "-f",
        home / "etc" / "sasl" / "db",
        "-u",
        "mx.test",
        "badanie",
        given=_PASSWORD,
    )
    os.chown(home / "etc" / "sasl" / "db", ids.pw_uid, ids.pw_gid)
    made = certificate(home)
    ports = _port(), _port()
    daemons = "/usr/lib/postfix/sbin" if Path("/usr/lib/postfix/sbin").is_dir() else "/usr/libexec/postfix"
    (home / "etc" / "main.cf").write_text(
        _MAIN.format(home=home, daemons=daemons, owner=_MAILBOX_OWNER, certificate=made)
    )
    (home / "etc" / "master.cf").write_text(_MASTER.format(tls=ports[0], starttls=ports[1]))
    return Server(*ports, home / "mail", made, home)


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("Postfix does not answer")


class Office:
    """An edition in a folder of its own, and the command as a user gives it."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.folder, self.server = folder, server
        self.edition = folder / "edition"
        shutil.copytree(assets.sample(), self.edition)
        password = folder / "password"
        password.write_text(_PASSWORD + "\n", encoding="utf-8")
        password.chmod(0o600)
        self.environment = {
            **os.environ,
            "SSL_CERT_FILE": str(server.certificate),
            "CLUSTER_REPORTS_SMTP_PASSWORD_FILE": str(password),
            "CLUSTER_REPORTS_PASSWORD_SECRET": "a secret of more than twenty signs",
        }

    def settings(self, security: str, port: int, more: str = "") -> None:
        file = self.edition / "edition.toml"
        text = re.sub(r"\[mail\].*", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        text += (
            '[mail]\nfrom = "badanie@example.org"\nbounces = "zwroty@example.org"\nuser = "badanie@mx.test"\n'
            f'bcc = "archiwum@example.org"\nhost = "localhost"\nsecurity = "{security}"\nport = {port}\n'
            f"rate = 600\n{more}"
        )
        file.write_text(text, encoding="utf-8")

    def __call__(self, command: str, *arguments: str | Path, status: int = 0) -> str:
        result = subprocess.run(
            [Path(sys.executable).with_name("cluster-reports"), command, *map(str, arguments)],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == status, result.stdout + result.stderr
        return result.stdout


def _identity(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        (found,) = re.findall(r"<dc:identifier>([^<]+)<", file.Root.Metadata.read_bytes().decode())
        return str(found).split(":")[3]


def test_all_reports_reach_their_own_mailboxes(server: Server, tmp_path: Path) -> None:
    """Built, approved and sent by the commands of the README: each mailbox holds one message, whose
    attachment opens, is the report of that cluster and of no other, and is the file that was built. A second
    run sends nothing.
    """
    office = Office(tmp_path, server)
    office.settings("tls", server.tls)
    office("build", office.edition)
    office("approve", office.edition, "--by", "Anna Nowak")
    said = office("send", office.edition, "--smtp", "--yes")
    assert "Sent 40, 0 not" in said
    server.settle(80)
    edition = validate.validate(load.load(office.edition))
    names = {cluster.id: cluster.name for cluster in edition.clusters}
    for cluster in edition.clusters:
        (mail,) = server.mailbox(cluster.id)
        parts = message.read(mail.read_bytes().replace(b"\r\n", b"\n"))
        assert parts.header("To") == cluster.email
        ((name, pdf),) = parts.attachments
        assert name == f"sample-2018-{cluster.id}.pdf"
        assert _identity(pdf) == cluster.id
        assert pdf == (tmp_path / "out" / "sample-2018" / "reports" / f"{cluster.id}.pdf").read_bytes()
        document = pypdfium2.PdfDocument(pdf)
        cover = " ".join(document[0].get_textpage().get_text_bounded().split())
        document.close()
        assert [other for other in names if names[other] in cover] == [cluster.id]
    assert len(server.mailbox("archiwum")) == 40
    office.settings("starttls", server.starttls)
    assert "Sent 0, 40 before, 0 not" in office("send", office.edition, "--smtp", "--yes")
    time.sleep(1)
    assert len(list(server.mail.glob("*/new/*"))) == 80


def test_what_cannot_be_delivered_comes_back_without_the_report(server: Server, tmp_path: Path) -> None:
    """Through STARTTLS and encrypted, to a mailbox that is not there: the bounce holds no attachment, and the
    ledger finds its message by the envelope id.
    """
    for mail in server.mail.glob("*/new/*"):
        mail.unlink()
    office = Office(tmp_path, server)
    office.settings("starttls", server.starttls, "encrypt = true\n")
    table = office.edition / "clusters.csv"
    text = table.read_text(encoding="utf-8").replace("biuro@biogazin.example.org", "nikt@lost.example.org")
    table.write_text(text, encoding="utf-8")
    office("build", office.edition, "biogazin")
    office("approve", office.edition, "biogazin", "--by", "Anna Nowak")
    office("send", office.edition, "biogazin", "--smtp", "--yes")
    server.settle(2)
    (bounce,) = server.mailbox("zwroty")
    assert b"application/pdf" not in bounce.read_bytes()
    assert bounce.stat().st_size < 20_000
    said = office("bounces", server.mail / "zwroty", status=1)
    assert "biogazin: failed: nikt@lost.example.org 5.1.1" in said
    plan = json.loads(office("send", office.edition, "biogazin", "--smtp", "--dry-run", "--json", status=1))
    assert plan["plan"][0]["verdict"] == "waiting"
    assert "it came back (5.1.1" in plan["plan"][0]["why"]


def test_a_wrong_password_is_refused_by_a_real_server(server: Server, tmp_path: Path) -> None:
    """One attempt, and nothing is sent."""
    office = Office(tmp_path, server)
    office.settings("tls", server.tls)
    office("build", office.edition, "biogazin")
    office("approve", office.edition, "biogazin", "--by", "Anna Nowak")
    (tmp_path / "password").write_text("wrong", encoding="utf-8")
    log = (server.home / "log").read_text(encoding="utf-8")
    said = office("send", office.edition, "biogazin", "--smtp", "--yes", status=1)
    assert "does not accept the user badanie@mx.test" in said
    new = (server.home / "log").read_text(encoding="utf-8")[len(log) :]
    assert new.count("authentication failed") == 1
