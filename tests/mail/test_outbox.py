"""The outbox is a picture of what would be sent now: nothing stale lies in it, nobody has got anything."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support.mailroom import CURRENT, MAIL, build, changed, study
from support.scripted import Rule, Scripted, scripted

from reports.mail import message, plan
from reports.mail.deliver import Sent, send
from reports.mail.drafting import Route
from reports.mail.ledger import Ledger
from reports.mail.smtp import Patience
from reports.production.study import Study

PATIENCE = Patience(connect=2.0, command=0.4, message=0.4, first_wait=0.01, longest_wait=0.02, connections=2)


@pytest.fixture
def of() -> Study:
    return study(3)


@pytest.fixture
def base(of: Study, tmp_path: Path) -> Path:
    base = build(of, tmp_path)
    plan.approve(of, base, of.edition.ids, "Anna Nowak", CURRENT)
    return base


def write(of: Study, base: Path, *ids: str, route: Route | None = None) -> Sent:
    return send(of, base, ids or of.edition.ids, route or Route(), current=CURRENT)


def lying(base: Path, folder: str = "outbox") -> dict[str, str]:
    """The files of the outbox, and whom each is for."""
    return {
        path.name: message.read(path.read_bytes()).header("To")
        for path in sorted((base / folder).iterdir())
    }  # fmt: skip


def sending(of: Study, base: Path, *rules: Rule) -> Sent:
    """Send for real what is due."""
    with scripted(Scripted(rules)) as port:
        there = changed(of, mail=replace(MAIL, port=port, attempts=1))
        return send(there, base, of.edition.ids, Route(smtp=True), current=CURRENT, patience=PATIENCE)


def corrected(of: Study, base: Path) -> Study:
    mended = changed(of, "k02", email="nowy@k02.example.org")
    plan.approve(mended, base, ("k02",), "Anna Nowak", CURRENT)
    return mended


def rebuilt(of: Study, base: Path) -> Study:
    build(of, base.parent, ["k02"], say="poprawka")
    plan.approve(of, base, ("k02",), "Anna Nowak", CURRENT)
    return of


def encrypted(of: Study, base: Path) -> Study:
    return changed(of, mail=replace(MAIL, encrypt=True))


def withdrawn(of: Study, base: Path) -> Study:
    with Ledger(base) as ledger:
        ledger.withdraw("k02", "Jan")
    return of


def left(of: Study, base: Path) -> Study:
    return changed(of, clusters=tuple(c for c in of.edition.clusters if c.id != "k02"))


def sent(of: Study, base: Path) -> Study:
    sending(of, base, Rule("rcpt", "450 4.2.0 later", match="k01|k03"))
    return of


def unknown(of: Study, base: Path) -> Study:
    sending(of, base, Rule("dot", close=True, match="k02"), Rule("rcpt", "450 4.2.0 later", match="k01|k03"))
    return of


@pytest.mark.parametrize("change", [corrected, rebuilt, encrypted])
@pytest.mark.parametrize("ids", [(), ("k01",)])
def test_a_file_that_lags_behind_is_written_anew_or_removed(
    of: Study, base: Path, change: Callable[[Study, Path], Study], ids: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """An address, a report, a setting was corrected: the file says so, or is gone where only others are
    written; another one stays as it was.
    """
    monkeypatch.setenv("CLUSTER_REPORTS_PASSWORD_SECRET", "a secret of more than twenty signs")
    write(of, base)
    before = {path.name: path.read_bytes() for path in (base / "outbox").iterdir()}
    now = change(of, base)
    result = write(now, base, *ids)
    assert result.complete
    after = {path.name: path.read_bytes() for path in (base / "outbox").iterdir()}
    if ids:
        assert "k02.eml" not in after
        assert base / "outbox" / "k02.eml" in result.removed
    else:
        assert after["k02.eml"] != before["k02.eml"]
        assert lying(base)["k02.eml"] == now.edition.cluster("k02").email
    assert (after.get("k03.eml") == before["k03.eml"]) is (change is not encrypted)


@pytest.mark.parametrize("change", [withdrawn, left, sent, unknown])
def test_what_would_not_be_sent_does_not_lie_there(
    of: Study, base: Path, change: Callable[[Study, Path], Study]
) -> None:
    """An approval withdrawn, a cluster that has left, a message that is out or may be: no draft of it lies
    ready to be sent from a mail program.
    """
    write(of, base)
    now = change(of, base)
    result = write(now, base)
    assert list(lying(base)) == ["k01.eml", "k03.eml"]
    assert result.removed == (base / "outbox" / "k02.eml",)
    assert "went out" not in " ".join(one.words for one in result.deliveries)


def test_a_file_that_was_changed_or_deleted_is_written_again(of: Study, base: Path) -> None:
    """The picture is that of the ledger, whatever somebody has done to a file; others' files stay."""
    write(of, base)
    (base / "outbox" / "k01.eml").write_bytes(b"To: nobody\n\n")
    (base / "outbox" / "k02.eml").unlink()
    (base / "outbox" / "notes.txt").write_text("mine", encoding="utf-8")
    write(of, base)
    assert (base / "outbox" / "notes.txt").read_text(encoding="utf-8") == "mine"
    (base / "outbox" / "notes.txt").unlink()
    assert lying(base) == {f"{key}.eml": of.edition.cluster(key).email for key in of.edition.ids}


def test_no_two_clusters_share_a_file(tmp_path: Path) -> None:
    """The second message of one is not that of another whose id ends in a number."""
    plain = study(2)
    clusters = tuple(
        replace(cluster, id=name, email=f"biuro@{name}.example.org")
        for cluster, name in zip(plain.edition.clusters, ("gaz", "gaz-2"), strict=True)
    )
    of = changed(plain, clusters=clusters)
    base = build(of, tmp_path)
    for say in ("", "raz", "dwa"):
        build(of, tmp_path, ["gaz"], say=say)
        plan.approve(of, base, of.edition.ids, "Anna Nowak", CURRENT)
        assert write(of, base, route=Route(again=True)).complete
        assert lying(base) == {f"{key}.eml": f"biuro@{key}.example.org" for key in ("gaz", "gaz-2")}


def test_files_of_an_earlier_version_are_cleared_up(of: Study, base: Path) -> None:
    """It wrote ``<id>-2.eml``, and called what it had written SENT."""
    import sqlite3

    write(of, base)
    shutil.copy(base / "outbox" / "k02.eml", base / "outbox" / "k02-2.eml")
    with sqlite3.connect(base / "mail" / "ledger.sqlite3") as database:
        database.execute("UPDATE message SET state = 'SENT', recipe = ''")
        database.execute("UPDATE message SET words = 'outbox/k02-2.eml', number = 2 WHERE cluster = 'k02'")
    database.close()
    assert write(of, base).complete
    assert sorted(lying(base)) == ["k01.eml", "k02.eml", "k03.eml"]


def test_a_rehearsal_has_its_own_outbox(of: Study, base: Path) -> None:
    """It is written anew each time, for another address too, and does not touch the other one."""
    write(of, base)
    for address in ("ja@example.net", "ty@example.net"):
        for _ in range(2):
            assert write(of, base, route=Route(redirect=address)).complete
            assert set(lying(base, "outbox-rehearsal").values()) == {address}
    assert lying(base) == {f"{key}.eml": of.edition.cluster(key).email for key in of.edition.ids}


def test_nothing_of_the_outbox_counts_as_sent(of: Study, base: Path) -> None:
    """The journal says what was written when; the states say that nobody has it."""
    write(of, base)
    with Ledger(base) as ledger:
        assert {one.state for one in ledger.messages()} == {"READY"}
        assert {event.what for event in ledger.events()} == {"READY", "written"}
        assert ledger.latest("smtp") == {}
