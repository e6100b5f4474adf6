"""The structure tree (tags) of a finished file, with the texts that belong to its elements."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from reports.errors import Finding

#: Elements that hold one text of their own.
TEXT_BLOCKS = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "TOCI", "Caption"})


@dataclass(frozen=True, slots=True)
class StructureElement:
    """One element of the structure tree. ``kids`` are elements and texts in the order of reading; ``page``
    is that of its first content. ``alt``, ``scope`` and ``numbering`` (of a list) are None without one.
    ``name`` is what other elements call it in their ``headers``. ``contents``
    are the descriptions of the annotations (links) that belong to it, and ``marks`` the (page index,
    content id) of its own texts; the index is -1 where there is no page.
    """

    tag: str
    page: int | None
    kids: tuple[StructureElement | str, ...]
    alt: str | None = None
    scope: str | None = None
    numbering: str | None = None
    name: str = ""
    headers: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    marks: tuple[tuple[int, int], ...] = field(default=(), compare=False)

    def walk(self) -> Iterator[StructureElement]:
        """The element and all below it, in the order of reading."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [kid for kid in reversed(element.kids) if type(kid) is StructureElement]

    def find(self, *tags: str) -> list[StructureElement]:
        """The elements below (or this one) with one of ``tags``, in the order of reading."""
        return [element for element in self.walk() if element.tag in tags]

    @property
    def caption(self) -> str:
        """The text of its own caption, "" without one."""
        kids = (kid for kid in self.kids if isinstance(kid, StructureElement))
        return next((kid.text for kid in kids if kid.tag == "Caption"), "")

    @property
    def texts(self) -> list[str]:
        """The texts of it and of all below it, in the order of reading."""
        return [text for kid in self.kids for text in ([kid] if isinstance(kid, str) else kid.texts)]

    @property
    def text(self) -> str:
        """Everything it says, its pieces separated by a space."""
        return " ".join(self.texts)


class StructureTree:
    """``marked`` is the text under every mark, by (page index, content id). ``root`` is None without a tree.
    ``faults`` are all disagreements between the tree and the pages:
    content that no element owns or that two own, elements that own nothing that exists, and content that the
    parent tree gives to another element (which validators do not look at).

    Objects are what qpdf writes of them in JSON (version 2): a reference is "5 0 R", a name "/Name", a text
    "u:text". Asking qpdf for one entry after the other takes several times as long.
    """

    def __init__(self, file: pikepdf.Pdf, marked: Mapping[tuple[int, int], str]) -> None:
        self.faults: list[Finding] = []
        self.root: StructureElement | None = None
        self._file = file
        self._marked_texts = marked
        self._pages = {_reference(page.obj): index for index, page in enumerate(file.pages)}
        self._owners: dict[tuple[int, int], str] = {}
        self._annotations: set[str] = set()
        self._met: set[str] = set()
        self._known: dict[str, Any] = {}
        if "/StructTreeRoot" not in file.Root:
            self._fault("the file has no tag tree")
            return
        top = json.loads(file.Root.StructTreeRoot.to_json(dereference=True, schema_version=2))
        self._learn(_below(top))
        self.root = self._element(top, "")
        self._compare(file, top.get("/ParentTree"))

    def _fault(self, cause: str, page: int | None = None) -> None:
        self.faults.append(Finding("tags", cause, None if page is None else page + 1))

    def _learn(self, references: Iterable[str]) -> None:
        """Read the objects with these references, and all below them, level by level."""
        level = list(dict.fromkeys(references))
        while level:
            objects = (self._file.get_object(_place(reference)) for reference in level)
            written = b",".join(found.to_json(dereference=True, schema_version=2) for found in objects)
            values = json.loads(b"[%b]" % written)
            self._known.update(zip(level, values, strict=True))
            below = dict.fromkeys(reference for value in values for reference in _below(value))
            level = [reference for reference in below if reference not in self._known]

    def _value(self, given: Any) -> Any:
        """``given``, or what it refers to."""
        if not isinstance(given, str) or not given[:1].isdigit():
            return given
        if given not in self._known:
            self._learn([given])
        return self._known[given]

    def _element(self, entry: dict[str, Any], reference: str) -> StructureElement:
        kids: list[StructureElement | str] = []
        contents: list[str] = []
        marks: list[tuple[int, int]] = []
        page = self._pages.get(entry.get("/Pg", ""))
        attributes = self._attributes(entry["/A"]) if "/A" in entry else {}
        for given in _listed(self._value(entry.get("/K"))):
            kid = self._value(given)
            if not isinstance(kid, dict):
                kid = {"/MCID": kid}
            if "/S" in kid:
                own_reference = given if isinstance(given, str) else ""
                if own_reference in self._met:
                    self._fault("an element of the tag tree has two parents")
                    continue
                if own_reference:
                    self._met.add(own_reference)
                kids.append(self._element(kid, own_reference))
            elif "/MCID" in kid:
                own = self._pages.get(kid["/Pg"]) if "/Pg" in kid else page
                kids.append(self._marked(entry, reference, own, kid["/MCID"]))
                marks.append((-1 if own is None else own, kid["/MCID"]))
            elif "/Obj" in kid:
                self._annotations.add(kid["/Obj"])
                contents.append(self._text(self._value(kid["/Obj"]).get("/Contents", "")))
        return StructureElement(
            tag=entry.get("/S", "/")[1:],
            page=None if page is None else page + 1,
            kids=tuple(kids),
            alt=self._text(entry["/Alt"]) if "/Alt" in entry else None,
            scope=self._named(attributes, "/Scope"),
            numbering=self._named(attributes, "/ListNumbering"),
            name=self._text(entry.get("/ID", "")),
            headers=tuple(map(self._text, _listed(self._value(attributes.get("/Headers"))))),
            contents=tuple(contents),
            marks=tuple(marks),
        )

    def _attributes(self, given: Any) -> dict[str, Any]:
        """The attributes of an element, of all owners together."""
        found: dict[str, Any] = {}
        for attributes in map(self._value, _listed(self._value(given))):
            if isinstance(attributes, dict):
                found |= attributes
        return found

    def _named(self, attributes: Mapping[str, Any], key: str) -> str | None:
        return str(self._value(attributes[key]))[1:] if key in attributes else None

    def _text(self, given: Any) -> str:
        text = self._value(given)
        if not isinstance(text, str):
            return ""
        if text.startswith("b:"):  # in PDFDocEncoding, and few of its letters are plain ones
            return str(pikepdf.String(bytes.fromhex(text[2:])))
        return text.removeprefix("u:")

    def _marked(self, entry: dict[str, Any], reference: str, page: int | None, mcid: Any) -> str:
        if page is None or (page, mcid) not in self._marked_texts:
            tag = entry.get("/S", "/")[1:]
            cause = f"a {tag} points to content {mcid}, which does not exist"
            self._fault(cause, page)
            return ""
        if (page, mcid) in self._owners:
            self._fault(f"content {mcid} belongs to two elements", page)
        self._owners[page, mcid] = reference
        return self._marked_texts[page, mcid]

    def _compare(self, file: pikepdf.Pdf, given: Any) -> None:
        numbers = self._value((self._value(given) or {}).get("/Nums", []))
        parents = dict(zip(numbers[::2], map(self._value, numbers[1::2]), strict=False))
        orphans: dict[int, list[int]] = {}
        for page, mcid in self._marked_texts:
            if (page, mcid) not in self._owners:
                orphans.setdefault(page, []).append(mcid)
        for page, mcids in orphans.items():
            text = " ".join(self._marked_texts[page, mcid] for mcid in mcids).strip()
            self._fault(f"tagged content outside the tag tree: {text[:80]!r}", page)
        of_pages = [parents.get(int(page.obj.get("/StructParents", -1))) for page in file.pages]
        for (page, mcid), owner in self._owners.items():
            of_page = of_pages[page]
            parent = of_page[mcid] if isinstance(of_page, list) and mcid < len(of_page) else None
            if not owner or parent != owner:
                text = self._marked_texts[page, mcid]
                self._fault(f"the parent tree resolves {text[:80]!r} to another element", page)
        for page, sheet in enumerate(file.pages):
            for annotation in sheet.obj.get("/Annots", []):
                if _reference(annotation) not in self._annotations:
                    self._fault("a link is not in the tag tree", page)


def _reference(value: Any) -> str:
    number, generation = value.objgen
    return f"{number} {generation} R"


def _place(reference: str) -> tuple[int, int]:
    number, generation, _ = reference.split(" ")
    return int(number), int(generation)


def _listed(value: Any) -> list[Any]:
    """The values of an entry that may be a list, one value or none."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _below(value: Any) -> list[str]:
    """The references to kids and attributes in what an element, or a list of kids, says."""
    if isinstance(value, list):
        parts = value
    elif isinstance(value, dict):
        parts = [*_listed(value.get("/K")), *_listed(value.get("/A"))]
    else:
        return []
    found = []
    for part in parts:
        if isinstance(part, str):
            if part[:1].isdigit():
                found.append(part)
        elif isinstance(part, dict) and ("/K" in part or "/A" in part):
            found += _below(part)
    return found
