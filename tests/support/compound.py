"""Files as Outlook saves a mail: properties in storages of a compound file ([MS-CFB], [MS-OXMSG])."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR, _LEAST = 512, 4096  # shorter streams would need a second kind of sectors
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

#: A storage holds texts (written as property 001F), bytes (0102) and storages.
Storage = Mapping[str, "str | bytes | Storage"]


def msg(content: Storage) -> bytes:
    """A ``.msg`` file. Names of four digits are numbers of properties; others are those of storages."""
    sectors: list[bytes] = []
    chains: list[int] = []
    entries: list[list[object]] = []  # name, kind, right sibling, child, first sector, size

    def put(data: bytes) -> int:
        first = len(sectors)
        pieces = [data[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(data), _SECTOR)]
        for number, piece in enumerate(pieces):
            sectors.append(piece)
            chains.append(first + number + 1 if number + 1 < len(pieces) else _END)
        return first

    def add(name: str, value: str | bytes | Storage) -> int:
        if isinstance(value, Mapping):
            entry: list[object] = [name, 1, _FREE, _FREE, 0, 0]
            entries.append(entry)
            place = len(entries) - 1
            entry[3] = children(value)
            return place
        text = isinstance(value, str)
        data = value.encode("utf-16-le") if isinstance(value, str) else bytes(value)
        data = data.ljust(_LEAST, b"\0" if text else b"\n")
        kind = "001F" if text else "0102"
        entries.append([f"__substg1.0_{name}{kind}", 2, _FREE, _FREE, put(data), len(data)])
        return len(entries) - 1

    def children(storage: Storage) -> int:
        before, first = -1, _FREE
        for name, value in storage.items():
            place = add(name, value)
            if before < 0:
                first = place
            else:
                entries[before][2] = place
            before = place
        return first

    entries.append(["Root Entry", 5, _FREE, _FREE, _END, 0])
    entries[0][3] = children(content)
    directory = b"".join(map(_entry, entries))
    directory += _entry(["", 0, _FREE, _FREE, 0, 0]) * (-len(entries) % 4)
    start = put(directory)
    count = 1
    while count * (_SECTOR // 4) < len(sectors) + count:
        count += 1
    places = [len(sectors) + number for number in range(count)]
    table = [*chains, *([_FAT] * count)]
    table += [_FREE] * (count * (_SECTOR // 4) - len(table))
    sectors.append(struct.pack(f"<{len(table)}I", *table))
    header = (
        bytes.fromhex("d0cf11e0a1b11ae1")
        + bytes(16)
        + struct.pack(
            "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, count, start, 0, _LEAST, _END, 0, _END, 0
        )
    )
    header += struct.pack("<109I", *(places + [_FREE] * 109)[:109])
    return header + b"".join(sectors)


def _entry(entry: list[object]) -> bytes:
    name, kind, right, child, first, size = entry
    wide = str(name).encode("utf-16-le")[:62]
    return (
        wide.ljust(64, b"\0")
        + struct.pack("<HBB", len(wide) + 2 if wide else 0, int(str(kind)), 1)
        + struct.pack("<III", _FREE, int(str(right)), int(str(child)))
        + bytes(36)
        + struct.pack("<IQ", int(str(first)), int(str(size)))
    )
