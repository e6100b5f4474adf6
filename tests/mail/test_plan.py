"""Who gets what: nothing leaves that is not proven, approved, and for this very address."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.mailroom import CURRENT, MAIL, Office, build, changed, serving, study

from reports.errors import ConfigurationError
from reports.mail import message, plan
from reports.mail.deliver import send
from reports.mail.ledger import Ledger
from reports.mail.plan import Route
from reports.production.record import manifest
from reports.production.study import Study


@pytest.fixture
def of() -> Study:
    return study()


@pytest.fixture
def base(of: Study, tmp_path: Path) -> Path:
    """Four finished reports, all approved."""
    base = build(of, tmp_path)
    approved, refused = plan.approve(of, base, of.edition.ids, "Anna Nowak", CURRENT)
    assert len(approved) == 4
    assert not refused
    return base


def planned(of: Study, base: Path, route: Route | None = None) -> dict[str, tuple[str, str]]:
    items = plan.plan(of, base, of.edition.ids, route or Route(), CURRENT)
    return {item.cluster_id: (item.verdict, item.why) for item in items}


def test_an_approved_report_is_due_to_its_coordinator(of: Study, base: Path) -> None:
    """The plan says who gets what, with subject and size, and changes nothing."""
    before = {path: path.read_bytes() for path in base.rglob("*") if path.is_file()}
    items = plan.plan(of, base, of.edition.ids, Route(), CURRENT)
    assert [item.verdict for item in items] == ["due"] * 4
    assert items[0].recipient == "biuro@k01.example.org"
    assert items[0].subject == "Benchmarking klastrów (2018) – raport klastra: Łąka k01"
    assert items[0].size > (base / "reports" / "k01.pdf").stat().st_size
    with Ledger(base) as ledger:
        assert not ledger.messages()
    after = {path: path.read_bytes() for path in base.rglob("*") if path.is_file()}
    assert {p: d for p, d in after.items() if "mail" not in p.parts} == {
        p: d for p, d in before.items() if "mail" not in p.parts
    }


def test_swapped_files_are_refused(of: Study, base: Path) -> None:
    """Two files under each other's name: both are named, the others go."""
    one, other = (base / "reports" / f"{name}.pdf" for name in ("k01", "k02"))
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    sent = send(of, base, of.edition.ids, Route(), current=CURRENT)
    states = {delivery.cluster_id: delivery for delivery in sent.deliveries}
    assert [states[name].state for name in of.edition.ids] == ["refused", "refused", "WRITTEN", "WRITTEN"]
    assert "not the file that was built" in states["k01"].words
    assert "Łąka k02" in states["k01"].words
    assert not sent.complete
    assert not (base / "outbox" / "k01.eml").exists()


def test_swapped_files_are_refused_though_the_manifest_agrees(of: Study, base: Path) -> None:
    """Even where the record of hashes was swapped too, the file itself says whose it is."""
    built = manifest.read(base)
    one, other = built.entries["k01"], built.entries["k02"]
    paths = [base / "reports" / f"{name}.pdf" for name in ("k01", "k02")]
    contents = [path.read_bytes() for path in paths]
    for path, content in zip(paths, reversed(contents), strict=True):
        path.write_bytes(content)
    files_of = {
        entry.id: {"pdf": replace(entry.files["pdf"], sha256=wrong.files["pdf"].sha256)}
        for entry, wrong in ((one, other), (other, one))
    }
    manifest.write(
        base,
        replace(
            built,
            entries={**built.entries, **{k: replace(built.entries[k], files=v) for k, v in files_of.items()}},
        ),
    )
    approved, refused = plan.approve(of, base, ("k01", "k02"), "Anna Nowak", CURRENT)
    assert not approved
    assert [error.cluster for error in refused] == ["k01", "k02"]
    assert "its cluster is k02, and must be k01" in str(refused[0])
    assert planned(of, base)["k01"][0] == "refused"


def test_one_changed_byte_is_refused(of: Study, base: Path) -> None:
    """A file that is not byte for byte the checked one does not leave."""
    path = base / "reports" / "k03.pdf"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    found = planned(of, base)
    assert found["k03"][0] == "refused"
    assert "not the file that was built" in found["k03"][1]
    assert found["k01"][0] == "due"


def test_another_clusters_name_on_a_page_is_refused(of: Study, base: Path) -> None:
    """A file that names another cluster does not leave, whatever its metadata and hashes say."""
    build(of, base.parent, ["k02"], say="jak Klaster Żółta Łąka k04 w tym roku")
    _, refused = plan.approve(of, base, ("k02",), "Anna Nowak", CURRENT)
    assert "the name of another cluster" in str(refused[0])


def test_a_file_without_its_clusters_name_is_refused(of: Study, base: Path) -> None:
    """The edition calls the cluster otherwise than the file does."""
    renamed = changed(of, "k01", name="Klaster Inny")
    assert "the cluster's name Klaster Inny is not in the file" in planned(renamed, base)["k01"][1]


def test_an_address_changed_after_the_approval_is_refused(of: Study, base: Path) -> None:
    """The approval was for the old address; the message shows both."""
    moved = changed(of, "k02", email="inny@example.org")
    verdict, why = planned(moved, base)["k02"]
    assert verdict == "refused"
    assert "biuro@k02.example.org" in why
    plan.approve(moved, base, ("k02",), "Anna Nowak", CURRENT)
    assert planned(moved, base)["k02"] == ("due", "")


def test_a_rebuilt_report_needs_a_new_approval(of: Study, base: Path) -> None:
    """An approval is for one file; what was built after it has not been looked at."""
    build(of, base.parent, ["k01"], say="poprawka")
    verdict, why = planned(of, base)["k01"]
    assert verdict == "refused"
    assert "built anew after Anna Nowak approved it" in why


def test_what_was_not_approved_waits(of: Study, base: Path) -> None:
    """No approval, or one that was taken back: nothing leaves."""
    with Ledger(base) as ledger:
        ledger.withdraw("k01", "Jan")
    assert planned(of, base)["k01"] == ("waiting", "not approved")


def test_a_report_that_is_not_checked_waits(of: Study, base: Path) -> None:
    """Failed, or not built at all."""
    built = manifest.read(base)
    entries = {**built.entries, "k01": replace(built.entries["k01"], state="failed", causes=("overlap",))}
    del entries["k02"]
    manifest.write(base, replace(built, entries=entries))
    found = planned(of, base)
    assert "the report is failed: overlap" in found["k01"][1]
    assert "there is no report" in found["k02"][1]


def test_a_cluster_without_an_address_gets_nothing(of: Study, base: Path) -> None:
    """It is named; everybody else is served."""
    found = planned(changed(of, "k01", email=""), base)
    assert found["k01"] == ("waiting", "the edition has no e-mail address")
    assert found["k02"][0] == "due"


def test_a_rehearsal_cannot_be_taken_for_the_real_thing(of: Study, base: Path) -> None:
    """Other subject, other words, other address, no archive, another place, and it counts as nothing."""
    with_archive = changed(of, mail=replace(MAIL, bcc="archiwum@example.org"))
    route = Route(redirect="ja@example.org")
    sent = send(with_archive, base, of.edition.ids, route, current=CURRENT)
    assert sent.complete
    assert not (base / "outbox").exists()
    for name in of.edition.ids:
        parts = message.read((base / "outbox-rehearsal" / f"{name}.eml").read_bytes())
        assert parts.header("To") == "ja@example.org"
        assert parts.header("Subject").startswith("[PRÓBA, nie dla klastra] ")
        assert f"trafi na adres biuro@{name}.example.org" in parts.text
        assert not parts.header("Bcc")
    assert {verdict for verdict, _ in planned(of, base).values()} == {"due"}
    assert {verdict for verdict, _ in planned(of, base, Route(smtp=True)).values()} == {"due"}


def test_a_rehearsal_to_a_coordinator_is_refused(of: Study, base: Path) -> None:
    """One coordinator would get everybody's results."""
    with pytest.raises(ConfigurationError, match="k03, who would get all results"):
        plan.plan(of, base, of.edition.ids, Route(redirect="BIURO@k03.example.org"), CURRENT)


def test_a_corrected_report_goes_only_to_those_named(of: Study, base: Path) -> None:
    """After a rebuild and a new approval nothing goes by itself; with --again the letter says what it is."""
    office = Office()
    with serving(office) as port:
        there = changed(of, mail=replace(MAIL, port=port))
        send(there, base, of.edition.ids, Route(smtp=True), current=CURRENT)
        build(of, base.parent, ["k01"], say="poprawka")
        plan.approve(of, base, ("k01",), "Anna Nowak", CURRENT)
        verdict, why = planned(of, base, Route(smtp=True))["k01"]
        assert verdict == "waiting"
        assert "--again" in why
        again = Route(smtp=True, again=True)
        assert send(there, base, ("k01",), again, current=CURRENT).complete
    first, second = (message.read(office.accepted[n].content or b"") for n in (0, -1))
    assert second.header("Subject") == f"{first.header('Subject')} – wersja poprawiona"
    assert "poprawiona wersja raportu" in second.text
    assert first.header("Message-ID") != second.header("Message-ID")
    assert planned(of, base, Route(smtp=True))["k01"][0] == "done"


def test_an_edition_without_mail_settings_is_told_what_it_lacks(base: Path) -> None:
    """Before anything else."""
    with pytest.raises(ConfigurationError, match=r"add \[mail\]"):
        plan.plan(study(mail=None), base, ("k01",), Route(), CURRENT)


def test_the_reports_of_another_edition_are_refused(of: Study, base: Path, tmp_path: Path) -> None:
    """A folder that holds another edition's reports serves nobody."""
    other = changed(of, id="other-2020")
    with pytest.raises(ConfigurationError, match="holds the reports of test-2018"):
        plan.plan(other, base, ("k01",), Route(), CURRENT)
