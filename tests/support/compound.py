"""Files as Outlook saves a mail: properties in storages of a compound file ([MS-CFB], [MS-OXMSG]).

As in a file of Outlook, short streams lie together in a stream of their own with a second kind of sectors,
the names of a storage form a balanced tree, each storage lists its properties, and names of properties have a
storage, too.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR, _MINI, _SHORT = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
#: Bytes before the list of properties: of the message, of one within it, of a recipient or an attachment.
_TOP, _WITHIN, _PART = 32, 24, 8

#: A storage holds texts (written as property 001F), bytes (0102), numbers and storages.
Storage = Mapping[str, "str | bytes | int | Storage"]


def msg(content: Storage) -> bytes:
    """A ``.msg`` file. Names of four digits are numbers of properties, those of eight have their type, too;
    others are those of storages.
    """
    file = _File()
    names = {"__nameid_version1.0": {"00020102": b"", "00030102": b"", "00040102": b""}}
    return file.written(file.storage("Root Entry", 5, {**names, **content}, _TOP))


class _File:
    def __init__(self) -> None:
        self._sectors: list[bytes] = []
        self._chains: list[int] = []
        self._mini = b""
        self._mini_chains: list[int] = []
        self._entries: list[list[int | str]] = []  # name, kind, left, right, child, first sector, size

    def storage(self, name: str, kind: int, content: Storage, head: int) -> int:
        """Adds a storage with all that is in it; gives its place in the directory."""
        self._entries.append([name, kind, _FREE, _FREE, _FREE, 0, 0])
        place = len(self._entries) - 1
        listed, inside = b"", []
        for key, value in content.items():
            if isinstance(value, Mapping):
                below = _WITHIN if key.endswith("000D") else _PART
                inside.append((key, self.storage(key, 1, value, below)))
                continue
            if isinstance(value, int):
                listed += struct.pack("<HHIq", 3, int(key, 16), 6, value)
                continue
            data = value.encode("utf-16-le") if isinstance(value, str) else value
            tag = key if len(key) == 8 else key + ("001F" if isinstance(value, str) else "0102")
            listed += struct.pack("<HHIII", int(tag[4:], 16), int(tag[:4], 16), 6, len(data) + 2, 0)
            inside.append((f"__substg1.0_{tag}", self._stream(f"__substg1.0_{tag}", data)))
        if not name.startswith("__nameid"):
            title = "__properties_version1.0"
            inside.append((title, self._stream(title, bytes(head) + listed)))
        inside.sort(key=lambda one: (len(one[0]), one[0].upper()))
        self._entries[place][4] = self._tree([number for _, number in inside])
        return place

    def _tree(self, places: list[int]) -> int:
        """Binds names, in order, to a balanced tree; gives its root."""
        if not places:
            return _FREE
        middle = len(places) // 2
        entry = self._entries[places[middle]]
        entry[2], entry[3] = self._tree(places[:middle]), self._tree(places[middle + 1 :])
        return places[middle]

    def _stream(self, name: str, data: bytes) -> int:
        first = _END
        if len(data) >= _SHORT:
            first = self._put(data)
        elif data:
            first = len(self._mini_chains)
            count = -(-len(data) // _MINI)
            self._mini_chains += [*range(first + 1, first + count), _END]
            self._mini += data.ljust(count * _MINI, b"\0")
        self._entries.append([name, 2, _FREE, _FREE, _FREE, first, len(data)])
        return len(self._entries) - 1

    def _put(self, data: bytes) -> int:
        first = len(self._sectors)
        count = -(-len(data) // _SECTOR)
        self._sectors += [
            data[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(data), _SECTOR)
        ]
        self._chains += [*range(first + 1, first + count), _END]
        return first

    def written(self, root: int) -> bytes:
        """The file."""
        if self._mini:
            self._entries[root][5:] = [self._put(self._mini), len(self._mini)]
        table = struct.pack(f"<{len(self._mini_chains)}I", *self._mini_chains)
        table += b"\xff" * (-len(table) % _SECTOR)
        mini_count = len(table) // _SECTOR
        mini = self._put(table) if table else _END
        directory = b"".join(map(_entry, self._entries))
        directory += _entry(["", 0, _FREE, _FREE, _FREE, 0, 0]) * (-len(self._entries) % 4)
        start = self._put(directory)
        count = 1
        while count * (_SECTOR // 4) < len(self._sectors) + count:
            count += 1
        places = [len(self._sectors) + number for number in range(count)]
        chains = [*self._chains, *([_FAT] * count)]
        chains += [_FREE] * (count * (_SECTOR // 4) - len(chains))
        header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
        header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        header += struct.pack("<IIIIIIIII", 0, count, start, 0, _SHORT, mini, mini_count, _END, 0)
        header += struct.pack("<109I", *(places + [_FREE] * 109)[:109])
        return header + b"".join(self._sectors) + struct.pack(f"<{len(chains)}I", *chains)


def _entry(entry: list[int | str]) -> bytes:
    name, kind, left, right, child, first, size = entry
    wide = str(name).encode("utf-16-le")[:62]
    head = wide.ljust(64, b"\0") + struct.pack("<HBB", len(wide) + 2 if wide else 0, int(kind), 1)
    return head + struct.pack("<III36xIQ", int(left), int(right), int(child), int(first), int(size))
