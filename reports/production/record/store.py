"""Where the files of reports lie: in the folder of the record, in another one, or in an object store.

An object store is named by an address like ``s3://bucket/prefix``. Its key pair and its region come from
the usual settings of every machine that writes (environment, ``~/.aws``), never from another machine. Only
places in which a name holds a whole file or none are accepted: an object is put with one request.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from reports import files
from reports.errors import ConfigurationError

from .manifest import FileRecord, sha256

#: Lies beside the reports of an object store while a build writes there, so that workers can prove that
#: their place of this name is the client's.
MARKER = ".writing"

#: How many files are asked for at a time.
_MANY = 64


class Store(Protocol):
    """Files by their path below the edition's place, with forward slashes. Everything raises OSError.

    ``address`` is what the record remembers: "" for the folder it lies in itself.
    """

    @property
    def address(self) -> str:
        """The address, of which the edition's place is a part."""

    def ready(self, folders: Iterable[str]) -> None:
        """Make ready for writing into ``folders``. Raises ConfigurationError where that is impossible."""

    def show(self, path: str = "") -> str:
        """What a person calls the file."""

    def read(self, path: str) -> bytes:
        """The bytes of a file."""

    def write(self, path: str, data: bytes) -> None:
        """Put a file in place whole or not at all."""

    def write_all(self, contents: Mapping[str, bytes]) -> None:
        """Put files that belong together in place. In a folder all are or none is; in an object store, where
        nobody holds a file, those before one that fails are. The error has the file as its ``filename``.
        """

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""

    def digests(self, paths: Iterable[str]) -> Mapping[str, tuple[str, int]]:
        """SHA-256 and size of those of the files that can be read, from all their bytes."""

    def sizes(self, place: str) -> Mapping[str, int]:
        """The paths of the files directly in a folder, with their sizes; none where it is missing."""

    def remove(self, paths: Iterable[str]) -> frozenset[str]:
        """Remove files, and say which there were."""

    def move(self, path: str, to: str) -> None:
        """Give a file another path."""


@dataclass(frozen=True)
class Folder:
    """A folder on a disk or a network drive; ``address`` is "" where it is the record's own."""

    base: Path
    address: str = ""

    def ready(self, folders: Iterable[str]) -> None:
        for folder in folders:
            files.sweep(files.private_folder(files.private_folder(self.base) / folder))

    def show(self, path: str = "") -> str:
        return str(self.base / path)

    def read(self, path: str) -> bytes:
        return (self.base / path).read_bytes()

    def write(self, path: str, data: bytes) -> None:
        files.write(self.base / path, data)

    def write_all(self, contents: Mapping[str, bytes]) -> None:
        files.write_all({self.base / path: data for path, data in contents.items()})

    def exists(self, path: str) -> bool:
        return (self.base / path).exists()

    def digests(self, paths: Iterable[str]) -> Mapping[str, tuple[str, int]]:
        found = {}
        for path in paths:
            with suppress(OSError):
                data = self.read(path)
                found[path] = sha256(data), len(data)
        return found

    def sizes(self, place: str) -> Mapping[str, int]:
        try:
            return {
                (PurePosixPath(place) / one.name).as_posix(): one.stat().st_size
                for one in (self.base / place).iterdir()
            }
        except FileNotFoundError:
            return {}

    def remove(self, paths: Iterable[str]) -> frozenset[str]:
        gone = set()
        for path in paths:
            with suppress(FileNotFoundError):
                (self.base / path).unlink()
                gone.add(path)
        return frozenset(gone)

    def move(self, path: str, to: str) -> None:
        target = self.base / to
        files.private_folder(target.parent)
        (self.base / path).replace(target)


@dataclass(frozen=True)
class Bucket:
    """A place in an object store that speaks S3. ``address`` is without the edition, ``edition`` its id."""

    address: str
    edition: str

    @property
    def _root(self) -> str:
        return f"{self.address.removeprefix('s3://').rstrip('/')}/{self.edition}"

    def _key(self, path: str) -> str:
        return f"{self._root}/{path}" if path else self._root

    def ready(self, folders: Iterable[str]) -> None:
        try:
            self.write(MARKER, b"")
            self.remove([MARKER])
        except OSError as error:
            raise ConfigurationError(
                f"{self.show()} cannot be used ({files.reason(error)}); check the name of the bucket, the "
                "access key of this computer (reading, writing, deleting and listing are needed) and the "
                "address of the store"
            ) from error

    def show(self, path: str = "") -> str:
        return f"s3://{self._key(path)}"

    def read(self, path: str) -> bytes:
        with _errors():
            return bytes(_s3().cat_file(self._key(path)))

    def write(self, path: str, data: bytes) -> None:
        with _errors():
            _s3().pipe_file(self._key(path), data)

    def write_all(self, contents: Mapping[str, bytes]) -> None:
        for path, data in contents.items():
            try:
                self.write(path, data)
            except OSError as error:
                error.filename = self.show(path)
                raise

    def exists(self, path: str) -> bool:
        try:
            with _errors():
                _s3().info(self._key(path))
        except FileNotFoundError:
            return False
        return True

    def digests(self, paths: Iterable[str]) -> Mapping[str, tuple[str, int]]:
        found = {}
        keys = {self._key(path): path for path in paths}
        for start in range(0, len(keys), _MANY):
            with _errors():
                answers = _s3().cat(list(keys)[start : start + _MANY], on_error="return")
            for key, data in answers.items():
                if isinstance(data, bytes):
                    found[keys[key]] = sha256(data), len(data)
                elif not isinstance(data, FileNotFoundError):
                    # Whether it is intact is not known; it must not be taken for lost.
                    with _errors():
                        raise data
        return found

    def sizes(self, place: str) -> Mapping[str, int]:
        prefix = f"{self._key(place)}/"
        with _errors():
            found = _s3().find(prefix, detail=True)
        return {
            f"{place}/{key.removeprefix(prefix)}": int(about["size"])
            for key, about in found.items()
            if "/" not in key.removeprefix(prefix)
        }

    def remove(self, paths: Iterable[str]) -> frozenset[str]:
        asked = frozenset(paths)
        places = {str(PurePosixPath(path).parent) for path in asked}
        if places == {"."}:
            there = frozenset(path for path in asked if self.exists(path))
        else:
            there = asked & frozenset(path for place in places for path in self.sizes(place))
        if there:
            with _errors():
                _s3().rm([self._key(path) for path in sorted(there)])
        return there

    def move(self, path: str, to: str) -> None:
        with _errors():
            _s3().copy(self._key(path), self._key(to))
            _s3().rm(self._key(path))


@lru_cache(maxsize=1)
def _s3() -> Any:
    try:
        s3fs = importlib.import_module("s3fs")
    except ImportError as error:
        raise ConfigurationError(
            f"an object store needs packages that are not installed ({error.name}): "
            'pip install "cluster-reports[cluster]"'
        ) from error
    # Another process may have written since the last list was asked for.
    return s3fs.S3FileSystem(use_listings_cache=False, skip_instance_cache=True)


@contextmanager
def _errors() -> Iterator[None]:
    """Whatever the libraries of the store raise is an OSError to others."""
    try:
        yield
    except (OSError, ConfigurationError):
        raise
    except Exception as error:
        raise OSError(f"{type(error).__name__}: {error}") from error


def is_address(text: str) -> bool:
    """Whether this is an address and not a folder."""
    return "://" in text


def at(address: str, edition_id: str) -> Store:
    """The place of an edition at an address. Raises ConfigurationError where there can be none."""
    parts = urlsplit(address)
    if parts.scheme == "file" and parts.netloc in ("", "localhost"):
        folder = Path(url2pathname(unquote(parts.path)))
        if not folder.is_absolute():
            raise ConfigurationError(f"{address} is no whole path; write file:///folder")
        return Folder(files.child(folder, edition_id), address)
    if parts.scheme == "s3" and parts.netloc and not parts.query and not parts.fragment:
        files.child(Path(), edition_id)
        return Bucket(address, edition_id)
    raise ConfigurationError(
        f"reports cannot be written to {address}; the address of a place is s3://bucket/prefix or file:///folder"
    )


def of(base: Path, address: str) -> Store:
    """Where the files of the edition lie whose record is in ``base`` and names this address."""
    return at(address, base.name) if address else Folder(base)


def intact(store: Store, records: Iterable[FileRecord]) -> frozenset[str]:
    """The paths of those records whose file is there and, byte for byte, the one that was recorded."""
    wanted = {record.path: (record.sha256, record.size) for record in records}
    found = store.digests(wanted)
    return frozenset(path for path, value in wanted.items() if found.get(path) == value)
