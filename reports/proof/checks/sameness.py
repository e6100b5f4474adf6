"""What differs between a finished file and the one that the program makes of the same report.

Two files are the same only byte for byte; this says in a person's words where they are not. Text, marks,
fonts, pictures, tags, links, bookmarks, attachments and metadata are told apart, with their page; what
nothing in a file refers to, or lies between its parts, is named too. Where bytes differ something is always
found.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from difflib import SequenceMatcher
from html.parser import HTMLParser
from itertools import islice, zip_longest
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Stream

from reports.errors import Finding

from ..reading.texts import quote

#: The rule of all findings, and how many differences of one file are named.
RULE, MOST = "reproduction", 12

#: What the keys of a page and of the catalog hold, in a person's words.
_ON_PAGE = {
    "/Contents": "marks", "/Annots": "links", "/Font": "font", "/XObject": "picture", "/ExtGState": "marks",
    "/ColorSpace": "colours", "/Pattern": "marks", "/Shading": "marks",
}  # fmt: skip
_IN_FILE = {
    "/StructTreeRoot": "structure", "/Metadata": "metadata", "/Outlines": "bookmarks", "/Names": "attachment",
    "/AF": "attachment", "/OutputIntents": "colours", "/Lang": "metadata", "/ViewerPreferences": "metadata",
    "/PageLabels": "page numbers", "/Info": "metadata",
}  # fmt: skip


def differences(name: str, found: bytes, made: bytes) -> Iterator[Finding]:
    """Where the file called ``name`` is not the one that was ``made``; nothing only for the same bytes."""
    if found == made:
        return
    reader = {"pdf": _pdf, "html": _html}.get(name.rpartition(".")[2], _other)
    try:
        told = dict.fromkeys(reader(found, made))
    except Exception as error:  # whatever a forger has put there
        told = dict.fromkeys([(f"it cannot be read to its end ({type(error).__name__}: {error})", None)])
    told = told or dict.fromkeys(_other(found, made))
    for what, page in islice(told, MOST):
        yield Finding(RULE, f"{name} is not what the program makes: {what}", page)
    if len(told) > MOST:
        yield Finding(RULE, f"{name} differs in {len(told) - MOST} more places")


#: What differs, and on which page.
_Difference = tuple[str, int | None]


def _other(found: bytes, made: bytes) -> Iterator[_Difference]:
    yield f"other bytes from place {_first(found, made)} on", None


def _first(found: bytes, made: bytes) -> int:
    return next((n for n, (a, b) in enumerate(zip(found, made, strict=False)) if a != b), len(found))


# --- PDF ---------------------------------------------------------------------------------------------------


def _pdf(found: bytes, made: bytes) -> Iterator[_Difference]:
    try:
        one, other = pikepdf.open(io.BytesIO(found)), pikepdf.open(io.BytesIO(made))
    except pikepdf.PdfError as error:
        yield f"it cannot be read ({error})", None
        return
    any_found = False
    with one, other:
        for difference in _graphs(one, other, found, made):
            any_found = True
            yield difference
        if not any_found:
            yield from _beside(one, other, found, made)


def _graphs(one: pikepdf.Pdf, other: pikepdf.Pdf, found: bytes, made: bytes) -> Iterator[_Difference]:
    """The differences of what the pages and the catalogs refer to."""
    if len(one.pages) != len(other.pages):
        yield f"it has {len(one.pages)} pages instead of {len(other.pages)}", None
    # A page is entered from the list of pages alone, not from a link or a tag that leads to it.
    met = {(mine.objgen, yours.objgen) for mine in one.pages for yours in other.pages}
    for sheet, (mine, yours) in enumerate(zip(one.pages, other.pages, strict=False), 1):
        keys = sorted({*mine.obj.keys(), *yours.obj.keys()} - {"/Parent"})
        changed = [
            path for key in keys for path, _ in _unlike(mine.obj.get(key), yours.obj.get(key), met, (key,))
        ]
        if changed:
            words = list(_words(_text(found, sheet), _text(made, sheet)))
            yield from ((f"text: {word}", sheet) for word in words)
            for what in dict.fromkeys(_called(path) for path in changed):
                yield (f"{what}{'' if words else ', with the same text'}", sheet)
    for key in sorted({*one.Root.keys(), *other.Root.keys()} - {"/Pages"}):
        what = _IN_FILE.get(key, f"{key} of the catalog")
        changes = list(_unlike(one.Root.get(key), other.Root.get(key), met, path=(key,)))
        if changes and what == "attachment":
            yield from _attachments(one, other)
        yield from ((f"{what}: {_spelled(path)}{how}", None) for path, how in changes[:4])
    for path, how in _unlike(one.trailer.get("/Info"), other.trailer.get("/Info"), met, path=("/Info",)):
        yield f"metadata: {_spelled(path)}{how}", None


def _unlike(
    mine: Any, yours: Any, met: set[tuple[Any, Any]], path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], str]]:
    """The paths at which two values differ, with how; pairs of objects that were ``met`` are not entered
    again.
    """
    waiting = [(mine, yours, path)]
    while waiting:
        a, b, where = waiting.pop()
        if isinstance(a, pikepdf.Object) and isinstance(b, pikepdf.Object):
            pair = (a.objgen, b.objgen)
            if a.is_indirect and b.is_indirect:
                if pair in met:
                    continue
                met.add(pair)
            if a._type_code != b._type_code:
                yield where, ": of another kind"
                continue
        if isinstance(a, Array) and isinstance(b, Array):
            if len(a) != len(b):
                yield where, f": {len(a)} entries instead of {len(b)}"
            waiting += [(x, y, (*where, str(n))) for n, (x, y) in enumerate(zip(a, b, strict=False))]
        elif isinstance(a, Dictionary | Stream) and isinstance(b, Dictionary | Stream):
            if isinstance(a, Stream) and _data(a) != _data(b):
                yield where, ": other contents"
            storage = {"/Length", "/Filter", "/DecodeParms"} if isinstance(a, Stream) else set()
            keys = {*a.keys(), *b.keys()} - storage
            waiting += [(a.get(key), b.get(key), (*where, key)) for key in sorted(keys, reverse=True)]
        elif a is None or b is None:
            if a is not b:
                yield where, ": it was added" if b is None else ": it is missing"
        elif repr(a) != repr(b) and (not isinstance(a, pikepdf.Object) or a != b):
            yield where, f": {quote(str(a))} instead of {quote(str(b))}"


def _data(stream: Any) -> bytes:
    try:
        return bytes(stream.read_bytes())
    except pikepdf.PdfError:
        return bytes(stream.read_raw_bytes())


def _called(path: tuple[str, ...]) -> str:
    """What a change of a page is about."""
    about = next((_ON_PAGE[key] for key in path if key in _ON_PAGE), "")
    if about == "font":
        return f"font: {path[path.index('/Font') + 1]}" if path[-1] != "/Font" else "font"
    if about == "picture":
        return f"picture: {path[path.index('/XObject') + 1]}" if path[-1] != "/XObject" else "picture"
    return about or f"page: {_spelled(path) or 'another one'}"


def _spelled(path: tuple[str, ...]) -> str:
    return " ".join(key.lstrip("/") for key in path[:1] + path[1:][-4:])


def _text(content: bytes, sheet: int) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        page = document[sheet - 1]
        text = page.get_textpage()
        try:
            return str(text.get_text_bounded())
        finally:
            text.close()
            page.close()
    except (pypdfium2.PdfiumError, IndexError):
        return ""
    finally:
        document.close()


def _words(found: str, made: str) -> Iterator[str]:
    """The first runs of words that differ, at most three."""
    one, other = found.split(), made.split()
    runs = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    for tag, a, b, c, d in islice((run for run in runs if run[0] != "equal"), 3):
        said, meant = quote(" ".join(one[a:b])), quote(" ".join(other[c:d]))
        yield {"insert": f"{meant} is missing", "delete": f"{said} was added"}.get(
            tag, f"{said} instead of {meant}"
        )


def _attachments(one: pikepdf.Pdf, other: pikepdf.Pdf) -> Iterator[_Difference]:
    names = sorted({*one.attachments.keys(), *other.attachments.keys()})
    for name in names:
        files = [pdf.attachments.get(name) for pdf in (one, other)]
        if files[0] is None or files[1] is None:
            yield f"attachment: {name} {'is missing' if files[0] is None else 'was added'}", None
            continue
        found, made = (bytes(file.get_file().read_bytes()) for file in files if file is not None)
        if found != made:
            yield from ((f"attachment: {name}: {told}", None) for told in _workbooks(found, made))


def _workbooks(found: bytes, made: bytes) -> Iterator[str]:
    """The parts of two workbooks that differ, and the first cells of a sheet that do."""
    try:
        one, other = zipfile.ZipFile(io.BytesIO(found)), zipfile.ZipFile(io.BytesIO(made))
    except zipfile.BadZipFile:
        yield "it cannot be read"
        return
    with one, other:
        mine, yours = (
            {info.filename: book.read(info) for info in book.infolist() if info.file_size < 50_000_000}
            for book in (one, other)
        )
    told = False
    for part in sorted({*mine, *yours}):
        if mine.get(part) == yours.get(part):
            continue
        told = True
        if part in mine and part in yours:
            cells = list(islice(_words(_apart(mine[part]), _apart(yours[part])), 2))
            yield f"{part}: {'; '.join(cells)}"
        else:
            yield f"{part} {'was added' if part in mine else 'is missing'}"
    if not told:
        yield "other bytes around its parts"


def _apart(part: bytes) -> str:
    return part.decode("utf-8", "replace").replace("<", " <").replace(">", "> ")


def _beside(one: pikepdf.Pdf, other: pikepdf.Pdf, found: bytes, made: bytes) -> Iterator[_Difference]:
    """What nothing refers to, or lies between the objects."""
    count = [len(pdf.objects) for pdf in (one, other)]
    if count[0] != count[1]:
        yield f"it has {count[0]} objects instead of {count[1]}; nothing refers to the others", None
        return
    met: set[tuple[Any, Any]] = set()
    for number, (mine, yours) in enumerate(zip(one.objects, other.objects, strict=True), 1):
        if not _is_storage(mine) and not _is_storage(yours) and [*_unlike(mine, yours, met)]:
            yield f"the object {number}, which nothing refers to", None
            return
    yield (
        f"the bytes between its objects, from place {_first(found, made)} on (packed otherwise, or hidden)",
        None,
    )


def _is_storage(value: Any) -> bool:
    """Whether an object says where the others lie."""
    return isinstance(value, Stream) and value.get("/Type") in (Name.XRef, Name.ObjStm)


# --- the page for a browser --------------------------------------------------------------------------------


class _Tokens(HTMLParser):
    """What a page is made of, in order: (kind, words, line)."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str, int]] = []
        self._inside = ""
        self.feed(page)
        self.close()

    def _add(self, kind: str, words: str) -> None:
        self.found.append((kind, words, self.getpos()[0]))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag if tag in ("script", "style") else ""
        about = " ".join(f'{name}="{value}"' for name, value in attrs)
        self._add(
            "script" if tag == "script" else "style" if tag == "style" else "element", f"<{tag} {about}>"
        )

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""
        self._add("element", f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._add(self._inside or "text", data)

    def handle_comment(self, data: str) -> None:
        self._add("comment", data)

    def handle_decl(self, decl: str) -> None:
        self._add("declaration", decl)

    def handle_pi(self, data: str) -> None:
        self._add("declaration", data)

    def unknown_decl(self, data: str) -> None:
        self._add("declaration", data)


def _html(found: bytes, made: bytes) -> Iterator[_Difference]:
    one, other = (_Tokens(data.decode("utf-8", "replace")).found for data in (found, made))
    a, b = ([(kind, words) for kind, words, _ in tokens] for tokens in (one, other))
    start = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    changed, meant = one[start : len(one) - end], other[start : len(other) - end]
    if not changed and not meant:
        yield f"the same elements, written otherwise from place {_first(found, made)} on", None
        return
    for mine, yours in islice(zip_longest(changed, meant), MOST):
        if mine is not None and yours is not None and mine[:2] == yours[:2]:
            continue
        kind, _, line = mine or yours or ("", "", 0)
        said = [quote(" ".join(token[1].split())) if token else "nothing" for token in (mine, yours)]
        yield f"{kind}, line {line}: {said[0]} instead of {said[1]}", None
