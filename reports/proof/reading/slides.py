"""What a presentation says, read from its parts: texts in the order of reading, charts with the data that is
drawn and the data behind it, descriptions, languages, speaker notes.

Nothing of what wrote the file is used: a presentation is an archive of XML, and is read as one.
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from zipfile import ZipFile

from defusedxml import ElementTree

from .workbook import sheets

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_CORE = "docProps/core.xml"


@dataclass(frozen=True, slots=True)
class ReadChart:
    """A chart: the series that are drawn, by name; how far its lines go up and down; and the rows of the
    workbook behind it, the heading first.
    """

    alt: str
    categories: tuple[str, ...]
    series: Mapping[str, tuple[float, ...]]
    ranges: tuple[tuple[float, ...], tuple[float, ...]] | None
    workbook: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class ReadSlide:
    """One slide. ``texts`` are its paragraphs in the order of reading, the title first, without the foot;
    ``described`` are the shapes that are no text, by their alternative texts; ``headed`` says of each table
    whether its first row is a heading; ``sizes`` are all sizes in points, ``unmarked`` the texts without a
    language.
    """

    title: str
    texts: tuple[str, ...]
    described: tuple[str, ...]
    charts: tuple[ReadChart, ...]
    headed: tuple[bool, ...]
    footer: str
    number: str
    languages: frozenset[str]
    sizes: tuple[float, ...]
    unmarked: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ReadDeck:
    """A presentation; ``properties`` are what the file says of itself, ``outside`` the addresses that its
    slides refer to.
    """

    slides: tuple[ReadSlide, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    outside: tuple[str, ...] = ()


class _Archive:
    def __init__(self, data: bytes) -> None:
        self._file = ZipFile(io.BytesIO(data))

    def xml(self, name: str) -> Any:
        return ElementTree.fromstring(self._file.read(name))

    def bytes(self, name: str) -> bytes:
        return self._file.read(name)

    def related(self, name: str) -> dict[str, tuple[str, str, bool]]:
        """What a part refers to, by id: (the end of the kind, target, whether it lies outside)."""
        folder, base = posixpath.split(name)
        try:
            root = self.xml(f"{folder}/_rels/{base}.rels")
        except KeyError:
            return {}
        found = {}
        for one in root.iter(f"{_PACKAGE}Relationship"):
            outside = one.get("TargetMode") == "External"
            target = one.get("Target", "")
            path = target if outside else posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
            found[one.get("Id", "")] = (one.get("Type", "").rpartition("/")[2], path, outside)
        return found


def read(data: bytes) -> ReadDeck:
    """The presentation. Raises zipfile.BadZipFile, KeyError, ValueError or ParseError for what is none."""
    archive, outside = _Archive(data), list[str]()
    main = "ppt/presentation.xml"
    related = archive.related(main)
    found = []
    for one in archive.xml(main).iter(f"{_P}sldId"):
        name = related[one.get(f"{_R}id", "")][1]
        found.append(_slide(archive, name))
        outside += [target for _, target, external in archive.related(name).values() if external]
    core = archive.xml(_CORE)
    properties = {child.tag.rpartition("}")[2]: child.text or "" for child in core}
    return ReadDeck(tuple(found), properties, tuple(outside))


def _slide(archive: _Archive, name: str) -> ReadSlide:
    root, related = archive.xml(name), archive.related(name)
    texts: list[str] = []
    described: list[str] = []
    charts: list[ReadChart] = []
    headed: list[bool] = []
    title = footer = number = ""
    tree = root.find(f"{_P}cSld/{_P}spTree")
    for shape in _shapes(tree):
        place = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        kind = "" if place is None else place.get("type", "")
        said = [text for paragraph in shape.iter(f"{_A}p") if (text := _said(paragraph))]
        if kind in ("title", "ctrTitle"):
            title = " ".join(said)
        if kind == "ftr":
            footer = " ".join(said)
        elif kind == "sldNum":
            number = " ".join(said)
        else:
            texts += said
        if shape.tag in (f"{_P}graphicFrame", f"{_P}grpSp", f"{_P}pic"):
            alt = next(shape.iter(f"{_P}cNvPr")).get("descr", "")
            described.append(alt)
            charts += [
                _chart(archive, related[c.get(f"{_R}id", "")][1], alt) for c in shape.iter(f"{_C}chart")
            ]
            headed += [t.get("firstRow") == "1" for t in shape.iter(f"{_A}tblPr")]
    runs = [run for tag in ("r", "fld") for run in root.iter(f"{_A}{tag}")]
    marks = [(run.find(f"{_A}rPr"), "".join(t.text or "" for t in run.iter(f"{_A}t"))) for run in runs]
    notes = next((path for kind, path, _ in related.values() if kind == "notesSlide"), "")
    return ReadSlide(
        title=title,
        texts=tuple(texts),
        described=tuple(described),
        charts=tuple(charts),
        headed=tuple(headed),
        footer=footer,
        number=number,
        languages=frozenset(mark.get("lang", "") for mark, _ in marks if mark is not None),
        sizes=tuple(float(m.get("sz", "0")) / 100 for m, _ in marks if m is not None and m.get("sz")),
        unmarked=tuple(text for mark, text in marks if mark is None or not mark.get("lang")),
        notes=tuple(_notes(archive, notes)) if notes else (),
    )


def _shapes(tree: Any) -> Iterator[Any]:
    for shape in tree:
        if shape.tag in (f"{_P}sp", f"{_P}graphicFrame", f"{_P}grpSp", f"{_P}pic"):
            yield shape


def _said(paragraph: Any) -> str:
    """The text of a paragraph, a space for a line break."""
    parts = []
    for child in paragraph:
        if child.tag == f"{_A}br":
            parts.append(" ")
        elif child.tag in (f"{_A}r", f"{_A}fld"):
            parts += [t.text or "" for t in child.iter(f"{_A}t")]
    return "".join(parts)


def _notes(archive: _Archive, name: str) -> Iterator[tuple[str, str]]:
    """(language, text) of the paragraphs of the speaker notes."""
    for shape in _shapes(archive.xml(name).find(f"{_P}cSld/{_P}spTree")):
        place = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        if place is None or place.get("type") != "body":
            continue
        for paragraph in shape.iter(f"{_A}p"):
            if text := _said(paragraph):
                yield next((m.get("lang", "") for m in paragraph.iter(f"{_A}rPr")), ""), text


def _chart(archive: _Archive, name: str, alt: str) -> ReadChart:
    root = archive.xml(name)
    categories: tuple[str, ...] = ()
    series: dict[str, tuple[float, ...]] = {}
    ranges = None
    for one in root.iter(f"{_C}ser"):
        categories = tuple(_points(one.find(f"{_C}cat")))
        called = " ".join(_points(one.find(f"{_C}tx")))
        series[called] = tuple(float(text) for text in _points(one.find(f"{_C}val")))
        errors = one.find(f"{_C}errBars")
        if errors is not None:
            up, down = (tuple(map(float, _points(errors.find(f"{_C}{end}")))) for end in ("plus", "minus"))
            ranges = up, down
    book = next(path for kind, path, _ in archive.related(name).values() if kind == "package")
    rows = tuple(tuple(value for value, _ in row) for row in sheets(archive.bytes(book))[0])
    return ReadChart(alt, categories, series, ranges, rows)


def _points(element: Any) -> list[str]:
    return [] if element is None else [point.text or "" for point in element.iter(f"{_C}v")]
