"""Promises of the manifest: the record survives any moment, and what was altered is noticed."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.errors import ConfigurationError
from reports.production.record import manifest
from reports.production.record import store as stores
from reports.production.record.manifest import CorruptError, Entry, FileRecord, Journal, Manifest, State

RECORD = FileRecord("reports/k01.pdf", "ab" * 32, 1234)
CHECKED = Entry("k01", "checked", "pl", "c" * 64, "d" * 64, {"pdf": RECORD}, source="e" * 64)
FAILED = Entry("k02", "failed", "en", causes=("page 3: „ó” has no glyph [glyph]", "page 5: texts overlap"))
WHOLE = Manifest(
    "test-2018",
    "cluster-reports 1",
    "d" * 64,
    "f" * 64,
    {"weasyprint": "70.0"},
    {"Sans.ttf": "0" * 64},
    {"values.csv": "1" * 64},
    7,
    {"k01": CHECKED, "k02": FAILED},
)


def killed(base: Path, whole: Manifest, *changes: Entry) -> None:
    """What lies in ``base`` after a build that made these changes and was killed."""
    journal = Journal(base, whole)
    for entry in changes:
        journal.record(entry)
    left = {path: path.read_bytes() for path in (base / "manifest.json", base / "manifest.journal")}
    journal.close()
    for path, data in left.items():
        path.write_bytes(data)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    """Nothing is lost or changed on the way to the disk and back, and a program finds what it looks for."""
    manifest.write(tmp_path, WHOLE)
    assert manifest.read(tmp_path) == WHOLE
    plain = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert plain["edition_id"] == "test-2018"
    assert plain["reports"]["k01"]["state"] == "checked"
    assert plain["reports"]["k01"]["files"]["pdf"] == {
        "path": "reports/k01.pdf",
        "sha256": "ab" * 32,
        "size": 1234,
    }
    assert plain["reports"]["k02"]["causes"] == list(FAILED.causes)


def test_where_nothing_was_built_it_is_said(tmp_path: Path) -> None:
    """A missing record is an error with its remedy, not an empty one."""
    with pytest.raises(ConfigurationError, match="build it first"):
        manifest.read(tmp_path)


def test_a_change_is_there_as_soon_as_it_is_recorded(tmp_path: Path) -> None:
    """A build that is killed after a change has made the change; the end folds all into one snapshot."""
    journal = Journal(tmp_path, WHOLE)
    assert manifest.read(tmp_path) == replace(WHOLE, serial=8)
    journal.record(replace(FAILED, state="pending", causes=()))
    journal.record(replace(FAILED, state="checked", causes=()))
    assert journal["k02"].state == "checked"
    before = manifest.read(tmp_path)
    assert before.entries["k02"].state == "checked"
    assert before.entries["k01"] == CHECKED
    after = journal.close()
    assert after == manifest.read(tmp_path) == replace(before, serial=9)
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]


def test_a_journal_counts_only_with_its_own_snapshot(tmp_path: Path) -> None:
    """Killed between the new snapshot and the end of the journal, old news do not become new."""
    killed(tmp_path, WHOLE, replace(CHECKED, state="pending"))
    manifest.write(tmp_path, replace(WHOLE, serial=9))
    assert manifest.read(tmp_path).entries["k01"].state == "checked"


def test_a_journal_cut_off_at_any_byte_is_an_earlier_moment(tmp_path: Path) -> None:
    """A power cut in the middle of a line undoes that change and no other."""
    states: tuple[State, ...] = ("pending", "rendered", "checked")
    steps = [replace(CHECKED, state=state) for state in states]
    killed(tmp_path, WHOLE, *steps)
    journal = (tmp_path / "manifest.journal").read_bytes()
    ends = [position + 1 for position, byte in enumerate(journal) if byte == ord("\n")]
    for size in range(len(journal) + 1):
        (tmp_path / "manifest.journal").write_bytes(journal[:size])
        done = sum(end <= size for end in ends) - 1  # the first line is the head
        expected = steps[done - 1] if done > 0 else CHECKED
        assert manifest.read(tmp_path).entries["k01"] == expected


@pytest.mark.parametrize("name", ["manifest.json", "manifest.journal"])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_an_altered_byte_is_noticed(tmp_path: Path, name: str, data: st.DataObject) -> None:
    """No flipped bit and no edit by hand changes what is known: it is refused or means the same."""
    killed(tmp_path, WHOLE, replace(CHECKED, state="rendered"), CHECKED)
    truth = manifest.read(tmp_path)
    content = bytearray((tmp_path / name).read_bytes())
    # The end of the last line is what says that it is whole; without it, it never happened.
    position = data.draw(st.integers(0, len(content) - 2))
    content[position] ^= 1 << data.draw(st.integers(0, 7))
    (tmp_path / name).write_bytes(content)
    with suppress(CorruptError):
        assert manifest.read(tmp_path) == truth


@pytest.mark.parametrize("path", ["../k01.pdf", "/etc/passwd", "reports/../../k01.pdf", ""])
def test_a_record_cannot_lead_out_of_its_folder(tmp_path: Path, path: str) -> None:
    """Not even a well-formed manifest makes the program read or remove a file elsewhere."""
    entry = replace(CHECKED, files={"pdf": replace(RECORD, path=path)})
    manifest.write(tmp_path, replace(WHOLE, entries={"k01": entry}))
    with pytest.raises(CorruptError, match="build again"):
        manifest.read(tmp_path)


def test_a_file_is_intact_only_byte_for_byte(tmp_path: Path) -> None:
    """A flipped bit, a cut and a missing file are all noticed."""
    (tmp_path / "reports").mkdir()
    file = tmp_path / "reports" / "k01.pdf"
    content = b"%PDF-1.7 report"
    record = FileRecord("reports/k01.pdf", manifest.sha256(content), len(content))
    assert not stores.intact(stores.Folder(tmp_path), [record])
    file.write_bytes(content)
    assert stores.intact(stores.Folder(tmp_path), [record])
    for altered in (content[:-1], content + b"\n", b"%PDF-1.7 repors"):
        file.write_bytes(altered)
        assert not stores.intact(stores.Folder(tmp_path), [record])
