"""Promises of reports.files."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path

import pytest

from reports import files
from reports.errors import ConfigurationError


def test_a_file_is_written_whole_and_leaves_nothing_else(tmp_path: Path) -> None:
    """The bytes arrive, replace what was there, and no temporary file stays."""
    path = tmp_path / "K01.pdf"
    path.write_bytes(b"an earlier and much longer report")
    files.write(path, b"new")
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["K01.pdf"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_keeps_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """A full disk at any step leaves the old file and no temporary one."""

    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "K01.pdf"
    path.write_bytes(b"old")
    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), full)
    with pytest.raises(OSError, match="No space left"):
        files.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["K01.pdf"]


def test_the_bytes_are_on_the_disk_before_they_get_their_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order is write, sync, rename: a power cut cannot leave an empty file under the name."""
    steps: list[str] = []
    sync, replace = os.fsync, Path.replace

    def synced(descriptor: int) -> None:
        steps.append("sync")
        sync(descriptor)

    def replaced(self: Path, target: Path) -> Path:
        steps.append("rename")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    files.write(tmp_path / "K01.pdf", b"new")
    assert steps[:2] == ["sync", "rename"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
@pytest.mark.parametrize("umask", [0, 0o022, 0o277])
def test_nobody_else_may_read_what_is_written(tmp_path: Path, umask: int) -> None:
    """Files are 600 and folders 700 whatever the umask, also those that others could read before."""
    there = tmp_path / "there"
    there.write_bytes(b"")
    there.chmod(0o644)
    (tmp_path / "open").mkdir(0o755)
    before = os.umask(umask)
    try:
        files.write(tmp_path / "K01.pdf", b"new")
        files.write(there, b"new")
        files.write_all({tmp_path / "a": b"1", tmp_path / "b": b"2"})
        files.write_new(tmp_path / "passwords.csv", b"x")
        with files.open_private(tmp_path / "log", "ab") as log:
            log.write(b"x")
        files.private_folder(tmp_path / "made")
        files.private_folder(tmp_path / "open")
    finally:
        os.umask(before)
    assert {path.name: oct(path.stat().st_mode & 0o777) for path in tmp_path.iterdir()} == {
        **dict.fromkeys(("K01.pdf", "there", "a", "b", "passwords.csv", "log"), "0o600"),
        **dict.fromkeys(("made", "open"), "0o700"),
    }


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a right of its own")
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """Whoever lays a link where a file is to come gets nothing written elsewhere."""
    (tmp_path / "victim").write_bytes(b"mine")
    for name in ("new", "log", "report"):
        (tmp_path / name).symlink_to("victim")
    with pytest.raises(ConfigurationError, match="exists already"):
        files.write_new(tmp_path / "new", b"x")
    with pytest.raises(OSError, match=r"symbolic|links"):
        files.open_private(tmp_path / "log", "wb")
    files.write(tmp_path / "report", b"x")
    assert (tmp_path / "victim").read_bytes() == b"mine"
    assert not (tmp_path / "report").is_symlink()


def test_a_full_disk_leaves_no_half_of_a_new_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be written whole is not there, so that it can be written again."""

    class Full(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    def full(path: Path, mode: str) -> io.BytesIO:
        path.touch()
        return Full()

    monkeypatch.setattr(files, "open_private", full)
    with pytest.raises(ConfigurationError, match="No space left"):
        files.write_new(tmp_path / "passwords.csv", b"x")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="Windows has other words")
@pytest.mark.parametrize(
    ("name", "why"), [("file/passwords.csv", "Not a directory"), ("n" * 300, "File name too long")]
)
def test_a_new_file_that_cannot_even_be_looked_for_is_a_setting_to_correct(
    tmp_path: Path, name: str, why: str
) -> None:
    """Where removing a half written file fails as well, the message still tells why there is none."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ConfigurationError, match=why):
        files.write_new(tmp_path / name, b"x")


@pytest.mark.parametrize("name", ["", ".", "..", "../K01.pdf", "a/b", "a\\b", "C:K01", "K\0"])
def test_a_name_cannot_lead_out_of_the_folder(tmp_path: Path, name: str) -> None:
    """Whatever an id looks like, its file lies directly in the folder."""
    with pytest.raises(ConfigurationError):
        files.child(tmp_path, name)
    assert files.child(tmp_path, "K01.pdf").parent == tmp_path


def test_a_folder_that_cannot_be_made_is_a_setting_to_correct(tmp_path: Path) -> None:
    """A file where the folder should be gives a message and not a traceback."""
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(ConfigurationError, match="choose another one"):
        files.make_folder(tmp_path / "out" / "reports")
    assert files.make_folder(tmp_path / "other" / "reports").is_dir()


@pytest.mark.parametrize("step", range(1, 9))
def test_files_that_belong_together_are_replaced_all_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Whichever step fails, old and new ones are never mixed, and no temporary file stays."""
    calls = iter(range(1, 100))

    def failing(call: object) -> object:
        def fail(*arguments: object, **named: object) -> object:
            if next(calls) == step:
                raise PermissionError(errno.EACCES, "Permission denied")
            return call(*arguments, **named)  # type: ignore[operator]

        return fail

    old = {tmp_path / "a.html": b"old page", tmp_path / "a.pdf": b"old report"}
    for path, data in old.items():
        path.write_bytes(data)
    new = {**dict.fromkeys(old, b"new"), tmp_path / "a.txt": b"new"}
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing(os.replace))
        patch.setattr(files, "_write_part", failing(files._write_part))
        with pytest.raises(PermissionError) as caught:
            files.write_all(new)
    assert Path(caught.value.filename) in new
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == old
    files.write_all(new)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == new
