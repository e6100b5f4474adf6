"""Workers that write the files they make to a store, instead of sending them to the parent."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from errno import EIO
from pathlib import Path

from reports import files
from reports.errors import ConfigurationError, Finding, ReportError

from ..products import REPORT
from ..record.manifest import FileRecord, sha256
from ..record.store import MARKER, Store
from .pool import Files, Make, Maker


@dataclass(frozen=True)
class Storing:
    """Makes what ``maker`` makes, and writes the files to ``store``.

    ``token`` is what the parent has written under :data:`MARKER`.
    """

    maker: Maker
    store: Store
    token: bytes

    def prepare(self) -> Make:
        """Raises ConfigurationError also where the store cannot be used from here."""
        try:
            if self.store.read(MARKER) != self.token:
                raise FileNotFoundError("it is not the place that the build writes to")
            probe = f"{MARKER}-{secrets.token_hex(4)}"
            self.store.write(probe, self.token)
            self.store.remove([probe])
        except OSError as error:
            raise ConfigurationError(
                f"{self.store.show()} cannot be used by a worker ({files.reason(error)}); every machine "
                "needs the same address, and an access key for reading, writing, deleting and listing"
            ) from error
        return _Storing(self.maker.prepare(), self.store)

    def shipped_files(self) -> Mapping[str, bytes]:
        """See :class:`.pool.Maker`."""
        return self.maker.shipped_files()

    def with_files(self, folder: Path) -> Maker:
        """See :class:`.pool.Maker`."""
        return replace(self, maker=self.maker.with_files(folder))


@dataclass(frozen=True)
class _Storing:
    make: Make
    store: Store

    def content(self, cluster_id: str, /) -> str:
        return self.make.content(cluster_id)

    def __call__(self, cluster_id: str, /) -> Files:
        """Make the report, put its files in place, and prove by reading them back that they are there."""
        paths, made = REPORT.paths(cluster_id), self.make(cluster_id)
        contents = {paths[kind]: data for kind, data in made.items() if isinstance(data, bytes)}
        try:
            self.store.write_all(contents)
            for path, data in contents.items():
                if self.store.read(path) != data:
                    raise OSError(EIO, "it reads back otherwise than it was written", self.store.show(path))
        except OSError as error:
            cause = f"{error.filename or self.store.show()} cannot be written: {files.reason(error)}"
            finding = Finding("store", cause + files.remedy(error))
            raise ReportError(cluster_id, (finding,)) from error
        return {
            kind: data if isinstance(data, FileRecord) else FileRecord(paths[kind], sha256(data), len(data))
            for kind, data in made.items()
        }
