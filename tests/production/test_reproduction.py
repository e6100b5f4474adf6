"""Promises of `verify`, `approve` and `send`: what leaves is what the program makes, with a sealed record."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result
from support.tiny import TINY

from reports.cli import main
from reports.errors import ConfigurationError
from reports.production import group_papers
from reports.production.record import manifest, own_folder, own_keyring, seal
from reports.production.record.seal import Key
from reports.production.reproduction import Reproducer
from reports.production.study import read
from reports.production.verify import Verifier
from reports.proof.audit import painted

MAIL = '\n[mail]\nfrom = "badanie@example.org"\nfrom_name = { pl = "Zespół badania" }\n'
ED = "tiny-2018"

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that can be made of a small edition, by the program itself, with a key of its own."""
    folder = tmp_path_factory.mktemp("reproduction")
    (folder / "edition").mkdir()
    for name, text in TINY.items():
        told = text.replace("Pierwszy,pl", "Olcha,pl").replace("Trzeci,,", "Wiąz,,")
        (folder / "edition" / name).write_text(
            told + (MAIL if name == "edition.toml" else ""), encoding="utf-8"
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(own_folder.VARIABLE, str(folder / "home"))
        patch.chdir(folder)
        for command in (["build", "-j", "1"], ["cards", "-j", "1"], ["summary"], ["handout"]):
            result = CliRunner().invoke(main.main, [command[0], "edition", *command[1:]])
            assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "work"))


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in the folder; ``status`` is the exit status that is expected."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv(own_folder.VARIABLE, str(folder / "home"))

    def call(*arguments: str, status: int = 0) -> Result:
        result = CliRunner().invoke(main.main, list(arguments))
        assert result.exit_code == status, result.output
        assert "mistake of the program" not in result.output
        return result

    return call


@pytest.fixture
def base(folder: Path) -> Path:
    return folder / "out" / ED


APPROVE = ("approve", "edition", "K01", "--by", "Anna Nowak")


def own_key(base: Path) -> Key:
    found = seal.find(base)
    assert found is not None
    return found


def rewritten(
    base: Path, change: Callable[[dict[str, Any]], None], key: Key | None, sealed: bool = True
) -> None:
    """The record with a change and a digest that fits, sealed with ``key`` (None: the old seal stays)."""
    path = base / manifest.NAME
    value = json.loads(path.read_text(encoding="utf-8"))
    old = value.pop("seal")
    del value["digest"]
    change(value)
    closed = {**value, "digest": manifest._digest(value)}
    if sealed:
        closed["seal"] = key.seal(manifest.SNAPSHOT, value) if key else old
    path.write_text(json.dumps(closed), encoding="utf-8")


def forged(base: Path, file: str = "reports/K01.pdf", more: bytes = b"% hidden\n") -> Callable[[Any], None]:
    """Alters a file; gives the change of the record that makes it know the file."""
    data = (base / file).read_bytes() + more
    (base / file).write_bytes(data)
    kind = file.rpartition(".")[2]

    def change(value: dict[str, Any]) -> None:
        value["reports"]["K01"]["files"][kind] |= {"sha256": manifest.sha256(data), "size": len(data)}

    return change


def test_what_is_there_is_made_again(run: Run) -> None:
    """Reports, pages, cards, the paper for the plenary, the papers for the meetings and the public rules."""
    told = run("verify", "edition", "-j", "1").output
    for cluster_id in ("K01", "K02", "K03", "K04"):
        assert f"{cluster_id}: ok; 3 files made again and the same" in told
    assert "summary: ok; 2 files made again and the same" in told
    assert "handout: ok; 6 files made again and the same" in told
    assert "rules: ok; 4 files made again and the same" in told
    said = json.loads(run("verify", "edition", "-j", "2", "--json").output)
    assert said["ok"]
    assert said["reports"][0]["reproduced"] == ["pdf", "html", "card"]
    assert [one["id"] for one in said["papers"]] == ["summary", "handout", "rules"]


def test_pages_are_looked_at_where_nothing_else_tells(
    run: Run, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of one report of a run, of what is not the same once more, and of all where that is asked for."""
    looked_at: list[bool] = []
    read_ = painted.read

    def reading(content: bytes, *, rendered: bool = True) -> Iterator[painted.PaintedPage]:
        looked_at.append(rendered)
        return read_(content, rendered=rendered)

    monkeypatch.setattr(painted, "read", reading)
    run("verify", "edition", "-j", "1")
    assert sum(looked_at) == 1
    assert len(looked_at) == 4
    looked_at.clear()
    run("verify", "edition", "-j", "1", "--thorough")
    assert looked_at == [True] * 4
    looked_at.clear()
    in_any_case = Verifier(read(Path("edition")).edition, base).to_be_rendered(["K01", "K02"])
    (other,) = {"K01", "K02"} - in_any_case
    forged(base, f"reports/{other}.pdf")
    run("verify", "edition", "K01", "K02", "-j", "1", status=1)
    assert looked_at == [True, True]


def test_a_forgery_needs_the_key(run: Run, base: Path) -> None:
    """Without it the record does not hold, whatever else fits, and nothing leaves."""
    rewritten(base, forged(base), Key(b"x" * 32))
    told = run("verify", "edition", "K01", status=1).output
    assert "reports/K01.pdf is not what the program makes: the bytes between its objects" in told
    assert "sealed with another key" in told
    assert "sealed with another key" in run(*APPROVE, status=2).output
    assert "sealed with another key" in run("send", "edition", "K01", status=2).output
    assert "sealed with another key" in run("handout", "edition", status=2).output
    assert "cannot be trusted" in run("status", "edition").output


def test_a_forgery_with_the_key_is_made_again_and_found(run: Run, base: Path) -> None:
    """Whoever has stolen it still has to make what the program makes."""
    run(*APPROVE)
    rewritten(base, forged(base), own_key(base))
    told = run("verify", "edition", "K01", status=1).output
    assert "[reproduction]" in told
    assert "[seal]" not in told
    assert "makes another file of this report" in run(*APPROVE, status=1).output
    assert "makes another file of this report" in run("send", "edition", "K01", status=1).output


def test_a_forged_page_for_the_browser_is_found(run: Run, base: Path) -> None:
    """It is a product like the PDF."""
    rewritten(base, forged(base, "html/K01.html", b"<!-- hidden -->"), own_key(base))
    assert (
        "html/K01.html is not what the program makes: comment"
        in run("verify", "edition", "K01", status=1).output
    )


def altered(base: Path) -> None:
    rewritten(base, lambda value: value.update(program="another"), None)


def stripped(base: Path) -> None:
    rewritten(base, lambda value: None, None, sealed=False)


def of_another(base: Path) -> None:
    rewritten(base, lambda value: None, Key(b"x" * 32))


def lost(base: Path) -> None:
    seal.place(base).unlink()


def renewed(base: Path) -> None:
    lost(base)
    seal.key(base)


def in_the_journal(base: Path) -> None:
    """A build that somebody pretends was killed: its line has a digest and no seal of ours."""
    serial = json.loads((base / manifest.NAME).read_text())["serial"]
    entry = json.loads((base / manifest.NAME).read_text())["reports"]["K01"]
    lines = [{"serial": serial}, entry]
    text = "".join(json.dumps(manifest._closed(Key(b"x" * 32), "journal", line)) + "\n" for line in lines)
    (base / manifest.JOURNAL).write_text(text)


@pytest.mark.parametrize(
    ("accident", "told"),
    [
        (altered, "its seal is broken"),
        (stripped, "it has no seal: an earlier version of the program wrote it"),
        (of_another, "sealed with another key"),
        (lost, "the key that it was sealed with is not here"),
        (renewed, "sealed with another key"),
        (in_the_journal, "sealed with another key"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_seal_that_does_not_hold_is_told_with_the_way_on(
    accident: Callable[[Path], None], told: str, run: Run, base: Path
) -> None:
    """Nothing leaves, and everybody is told the same."""
    accident(base)
    for command in (APPROVE, ("send", "edition", "K01")):
        said = run(*command, status=2).output
        assert told in said
        assert "build again" in said
    assert told in run("status", "edition").output


@pytest.mark.parametrize("accident", [altered, lost])
def test_a_build_seals_everything_again(accident: Callable[[Path], None], run: Run, base: Path) -> None:
    """The files come out the same, and what was approved stays approved."""
    run(*APPROVE)
    accident(base)
    assert "[seal]" in run("verify", "edition", "K01", status=1).output
    rebuilt = run("build", "edition", "K01", "-j", "1").output
    assert "cannot be trusted" in rebuilt
    assert "1 of them unchanged" not in rebuilt
    assert "written for" in run("send", "edition", "K01").output
    run("cards", "edition", "K01", "-j", "1")
    assert "[seal]" not in run("verify", "edition", "K01").output


def test_only_what_was_made_anew_is_trusted_again(run: Run, base: Path) -> None:
    """A build of one report does not seal what the record says of the others."""
    rewritten(base, forged(base), None)
    run("build", "edition", "K02", "-j", "1")
    assert "is pending" in run(*APPROVE, status=1).output


def test_a_record_without_a_good_seal_moves_no_files(run: Run, base: Path, folder: Path) -> None:
    """The report of a cluster that has left is moved; a forged record cannot have other files moved so."""
    run(*APPROVE)

    def gone(value: dict[str, Any]) -> None:
        entry = json.loads(json.dumps(value["reports"]["K01"])) | {"id": "K09"}
        entry["files"]["pdf"]["path"] = "mail/ledger.sqlite3"
        value["reports"]["K09"] = entry

    rewritten(base, gone, None)
    run("build", "edition", "-j", "1")
    assert (base / "mail" / "ledger.sqlite3").exists()


def test_an_older_report_that_is_played_again_is_found(run: Run, base: Path, folder: Path) -> None:
    """With its own record and its own good seal: the edition says something else now."""
    before = folder / "before"
    shutil.copytree(base, before)
    values = folder / "edition" / "values.csv"
    rows = values.read_text(encoding="utf-8").splitlines()
    first = next(n for n, row in enumerate(rows) if row.startswith("K02"))
    rows[first] = rows[first].replace(rows[first].split(",")[1], "7", 1)
    values.write_text("\n".join(rows) + "\n", encoding="utf-8")
    run("build", "edition", "-j", "1")
    run(*APPROVE)
    shutil.rmtree(base / "reports")
    shutil.rmtree(base / "html")
    for name in ("reports", "html"):
        shutil.copytree(before / name, base / name)
    shutil.copy(before / manifest.NAME, base / manifest.NAME)
    told = run("verify", "edition", "K01", status=1).output
    assert "it would say something else now" in told
    assert "[seal]" not in told
    assert "would say something else now" in run(*APPROVE, status=1).output
    assert "would say something else now" in run("send", "edition", "K01", status=1).output


def test_a_report_of_another_version_of_the_program_is_told(run: Run, base: Path) -> None:
    """It cannot be made again; the second way proves it, and it is built again before it leaves."""
    change = forged(base, "html/K01.html", b"\n")

    def older(value: dict[str, Any]) -> None:
        change(value)
        value["reports"]["K01"] |= {"recipe": "0" * 64, "source": ""}

    rewritten(base, older, own_key(base))
    told = run("verify", "edition", "K01").output
    assert "K01: ok; 2 files made again and the same" in told
    assert "made by another version of the program" in told
    assert "numbers proven" in told
    change = forged(base)
    rewritten(base, older, own_key(base))
    refused = run(*APPROVE, status=1).output
    assert "made by another version of the program" in refused
    assert "build it again" in refused


def test_a_report_of_another_version_that_comes_out_the_same_may_leave(run: Run, base: Path) -> None:
    """What the bytes say counts, and not who made them."""
    rewritten(
        base, lambda value: value["reports"]["K01"].update({"recipe": "0" * 64, "source": ""}), own_key(base)
    )
    run(*APPROVE)
    assert "written for" in run("send", "edition", "K01").output


@pytest.fixture
def again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Reproducer:
    monkeypatch.setenv(own_folder.VARIABLE, str(folder / "home"))
    return Reproducer(read(folder / "edition"))


def papers(again: Reproducer, base: Path) -> str:
    """What is found in the papers about all."""
    return "\n".join(
        f"{name}: {finding}"
        for name, found in group_papers.compared(again, base)
        for finding in found.findings
    )


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("summary/summary.pdf", "summary: summary.pdf is not what the program makes"),
        ("summary/summary.html", "summary: summary.html is not what the program makes"),
        ("handout/handout.pdf", "handout: handout.pdf is not what the program makes"),
        ("handout/briefings.pdf", "handout: briefings.pdf is not what the program makes"),
        ("handout/receipt.pdf", "handout: receipt.pdf is not what the program makes"),
        ("rules.pdf", "rules: rules.pdf is not what the program makes"),
    ],
)
def test_forged_papers_about_all_are_found(file: str, told: str, again: Reproducer, base: Path) -> None:
    """The paper for the plenary, every paper for the meetings and the public rules."""
    (base / file).write_bytes((base / file).read_bytes() + b"% hidden\n")
    assert told in papers(again, base)


@pytest.mark.parametrize("name", ["summary.json", "handout/handout.json"])
def test_records_of_papers_are_sealed_too(name: str, again: Reproducer, base: Path) -> None:
    """Altered, or of an earlier version without a record, they are told with the command that makes them."""
    value = json.loads((base / name).read_text(encoding="utf-8"))
    (base / name).write_text(json.dumps(value | {"recipe": "0"}), encoding="utf-8")
    told = papers(again, base)
    assert f"{name} cannot be trusted: its seal is broken" in told
    (base / name).unlink()
    told = papers(again, base)
    assert f"{name} is missing" in told
    assert f"cluster-reports {Path(name).stem}" in told


def test_a_forged_card_is_found(run: Run, base: Path) -> None:
    """A page that is carried around."""
    card = base / "cards" / "K01.pdf"
    card.write_bytes(card.read_bytes() + b"% hidden\n")
    told = run("verify", "edition", "K01", status=1).output
    assert "K01.pdf is not the file that was built" in told
    assert "K01.pdf is not what the program makes: the bytes between its objects" in told


# --- the key -----------------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(own_folder.VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


def test_the_key_is_made_once_and_only_its_owner_reads_it(home: Path, tmp_path: Path) -> None:
    """However many processes need it for the first time at once."""
    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(lambda _: seal.key(tmp_path).name, range(40)))
    assert len(names) == 1
    assert [path.name for path in home.iterdir()] == [seal.NAME]
    assert (home / seal.NAME).stat().st_mode & 0o777 == 0o600
    (home / seal.NAME).chmod(0o644)
    assert seal.key(tmp_path).name in names
    assert (home / seal.NAME).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"short", b"z" * 64, b"a" * 65])
def test_a_damaged_key_is_an_error_and_never_replaced(home: Path, tmp_path: Path, content: bytes) -> None:
    """A key that is made anew by itself would hide that one was lost."""
    home.mkdir()
    (home / seal.NAME).write_bytes(content)
    with pytest.raises(ConfigurationError, match="is damaged"):
        seal.key(tmp_path)
    assert (home / seal.NAME).read_bytes() == content


def test_a_key_that_is_a_link_is_not_followed(home: Path, tmp_path: Path) -> None:
    """Nor a pipe waited for."""
    home.mkdir()
    (tmp_path / "known").write_text("0" * 64)
    (home / seal.NAME).symlink_to(tmp_path / "known")
    with pytest.raises(ConfigurationError, match="cannot be read"):
        seal.find(tmp_path)


class Keyring(ModuleType):
    """Plays the package: a store, and what it raises when it is asked."""

    def __init__(
        self, held: str | None = None, broken: Exception | None = None, forgets: bool = False
    ) -> None:
        super().__init__("keyring")
        self.held: dict[tuple[str, str], str] = {("cluster-reports", "seal of records"): held} if held else {}
        self.broken, self.forgets = broken, forgets

    def get_password(self, service: str, name: str) -> str | None:
        if self.broken:
            raise self.broken
        return self.held.get((service, name))

    def set_password(self, service: str, name: str, password: str) -> None:
        if not self.forgets:
            self.held[service, name] = password


@pytest.fixture
def keyring(home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Keyring]:
    """Gives the computer a keyring, and has the user choose it."""

    def given(**more: Any) -> Keyring:
        played = Keyring(**more)
        monkeypatch.setitem(sys.modules, "keyring", played)
        monkeypatch.setenv(own_keyring.VARIABLE, "keyring")
        return played

    return given


def test_the_keyring_keeps_the_key_for_who_wants_it(
    keyring: Callable[..., Keyring], home: Path, tmp_path: Path
) -> None:
    """It is made once, however many ask, and lies in no file; what it seals holds."""
    played = keyring()
    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(lambda _: seal.key(tmp_path).name, range(40)))
    assert len(names) == 1
    assert not (home / seal.NAME).exists()
    (held,) = played.held.values()
    assert seal.Key(bytes.fromhex(held)).name in names
    assert all(held not in path.read_text("utf-8") for path in home.iterdir())
    assert seal.doubt(tmp_path, "manifest", 1, seal.key(tmp_path).seal("manifest", 1)) == ""


def test_the_key_of_the_file_moves_into_the_keyring(
    keyring: Callable[..., Keyring], home: Path, tmp_path: Path
) -> None:
    """What it has sealed stays sealed, and it is in one place only."""
    before = seal.key(tmp_path)
    keyring()
    assert seal.find(tmp_path) is None
    assert "keyring" in seal.doubt(tmp_path, "manifest", 1, before.seal("manifest", 1))
    assert seal.key(tmp_path) == before
    assert not (home / seal.NAME).exists()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"broken": RuntimeError("the collection is locked")}, "the collection is locked.*unlock it"),
        ({"forgets": True}, "does not keep what it is given"),
        ({"held": "no key"}, "in the keyring.* is damaged"),
    ],
)
def test_a_keyring_that_cannot_be_used_is_named_and_never_passed_over(
    keyring: Callable[..., Keyring], home: Path, tmp_path: Path, given: dict[str, Any], told: str
) -> None:
    """No key is made in a file instead, and the one that is there stays."""
    before = seal.key(tmp_path)
    keyring(**given)
    with pytest.raises(ConfigurationError, match=told):
        seal.key(tmp_path)
    assert seal.Key(bytes.fromhex((home / seal.NAME).read_text().strip())) == before


def test_a_keyring_without_its_package_and_an_unknown_place_say_what_to_do(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name of the extra, and the words that may be chosen."""
    monkeypatch.setenv(own_keyring.VARIABLE, "keyring")
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(ConfigurationError, match=r'pip install "cluster-reports\[keyring\]"'):
        seal.key(tmp_path)
    monkeypatch.setenv(own_keyring.VARIABLE, "vault")
    with pytest.raises(ConfigurationError, match='"keyring" or "file"'):
        seal.find(tmp_path)
    monkeypatch.setenv(own_keyring.VARIABLE, "file")
    assert seal.key(tmp_path) == seal.find(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights of POSIX")
def test_a_key_of_another_user_is_none(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who can put a key where several look for theirs could seal what they like."""
    seal.key(tmp_path)
    owner = (home / seal.NAME).stat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    if owner:
        with pytest.raises(ConfigurationError, match="belongs to another user"):
            seal.find(tmp_path)
    else:  # the tests run as root, whose key anybody may use
        os.chown(home / seal.NAME, 12_345, -1)
        with pytest.raises(ConfigurationError, match="belongs to another user"):
            seal.find(tmp_path)


def test_a_seal_is_for_one_purpose_and_one_value(home: Path, tmp_path: Path) -> None:
    """The seal of one record is none for another, nor for a line of a journal."""
    key = seal.key(tmp_path)
    good = key.seal("manifest", {"a": 1})
    assert key.holds("manifest", {"a": 1}, good)
    assert not key.holds("handout", {"a": 1}, good)
    assert not key.holds("manifest", {"a": 2}, good)
    assert not key.holds("manifest", {"a": 1}, {"key": key.name})
    assert seal.doubt(tmp_path, "manifest", {"a": 1}, good) == ""
    assert seal.doubt(tmp_path, "manifest", {"a": 1}, "no seal")


@pytest.mark.parametrize(
    ("environment", "system", "expected"),
    [
        ({"XDG_STATE_HOME": "/state"}, "linux", "/state/cluster-reports"),
        ({"LOCALAPPDATA": "/local"}, "win32", "/local/cluster-reports"),
        ({"CLUSTER_REPORTS_STATE": "/own", "XDG_STATE_HOME": "/state"}, "linux", "/own"),
        ({"XDG_STATE_HOME": "relative"}, "linux", str(Path.home() / ".local/state/cluster-reports")),
        ({}, "win32", None),
    ],
)
def test_the_users_own_folder(environment: dict[str, str], system: str, expected: str | None) -> None:
    """Where each system keeps such things."""
    found = own_folder.place(environment, system)
    assert (None if found is None else found.as_posix()) == expected
