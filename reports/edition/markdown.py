"""The expert's Markdown -> paragraphs and lists, or what in it cannot be printed.

What can be said: paragraphs (separated by an empty line), ``*emphasis*``, ``**strong**``, lists of one level
with ``-``, a bullet such as • or ``1.``. Everything else that Markdown knows is refused and never left out in
silence: HTML, pictures, links (nobody can click on paper; an address is written as text), headings,
quotations, rules, code. The source is parsed into tokens and the tokens into document values; no HTML is made
here, and the templates escape every text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .validation.cells import BULLETS, CellError


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph set in one way."""

    text: str
    emphasis: Literal["", "em", "strong"] = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """One paragraph whose words may be set apart. Its text is that of its runs, one behind the other."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    def with_text(self, text: str) -> Prose:
        r"""The paragraph with ``text`` for its own, which may differ in white space and in single characters
        (what typography changes), each run with its share.

        >>> Prose((Run("Jest w "), Run("planie", "em"))).with_text("Jest w\u00a0planie").runs[0].text
        'Jest w\xa0'

        Raises ValueError where the two texts do not have the same number of characters.
        """
        places = [place for place, character in enumerate(text) if not character.isspace()]
        runs, start, seen = [], 0, 0
        for run in self.runs:
            seen += sum(not character.isspace() for character in run.text)
            if seen > len(places):
                break
            if run.text[-1:].isspace() or run is self.runs[-1]:  # the space behind its words is its own
                end = places[seen] if seen < len(places) else len(text)
            else:
                end = max(start, places[seen - 1] + 1 if seen else 0)
            runs.append(Run(text[start:end], run.emphasis))
            start = end
        if seen != len(places):
            raise ValueError(f"{self.text!r} and {text!r} do not have the same number of characters")
        return Prose(tuple(runs))


@dataclass(frozen=True, slots=True)
class Points:
    """A list in running text. An ordered one has its numbers in ``marks``, any other has none."""

    items: tuple[Prose, ...]
    marks: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[tuple[str, Prose], ...]:
        """(mark, item) of every line."""
        return tuple(zip(self.marks or ("",) * len(self.items), self.items, strict=True))


#: Letters on a line of the report's body text: the usual number.
LINE = 90

_REMEDY = "Plain words, *emphasis*, **strong** and lists with - or 1. can be printed"
_ADDRESS = "Write the address as text: nobody can click on paper"
#: Type of token -> what is wrong with it, what to do.
_REFUSED = {
    "html_block": ("HTML cannot be printed", _REMEDY),
    "html_inline": ("HTML cannot be printed", _REMEDY),
    "image": ("a picture cannot be printed here", "Remove it"),
    "link_open": ("a link cannot be printed", _ADDRESS),
    "heading_open": (
        "a comment has no headings of its own",
        "Write **strong** words; a line under a paragraph that begins with - or = makes it a heading",
    ),
    "blockquote_open": ("a quotation cannot be printed", "Remove the > at the beginning of the line"),
    "code_inline": ("code cannot be printed", "Remove the signs `"),
    "fence": ("code cannot be printed", "Remove the signs ``` or ~~~"),
    "code_block": ("code cannot be printed", "Remove the spaces at the beginning of the line"),
    "hr": ("a rule across the page cannot be printed", "Remove the line of dashes or stars"),
}
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")

#: How a line of a list begins; with dashes only where several lines begin so.
_BULLET = re.compile(rf"^[ \t]*[{BULLETS}][ \t]*(?=\S)", re.MULTILINE)
_DASH = re.compile(r"^[ \t]*[–—][ \t]+(?=\S)", re.MULTILINE)
_LETTER = re.compile(r"^[ \t]*[a-z][.)][ \t]+\S", re.MULTILINE)
_SEVERAL = 2

Part = Prose | Points


class ProseError(CellError):
    """A text that cannot be printed; ``found`` is the piece that is to blame."""

    def __init__(self, cause: str, found: str, remedy: str = _REMEDY) -> None:
        super().__init__(cause, remedy)
        self.found = found


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802  the library's name
        """Every link is one, also an unsafe one: it is refused and not printed as text."""
        return True


_PARSER = _Parser("commonmark")


def parse(text: str) -> tuple[Part, ...]:
    """The paragraphs and lists of a text, in order; at least one.

    Raises:
        ProseError: where anything in it cannot be printed.
    """
    text = _BULLET.sub("- ", text)
    if len(_DASH.findall(text)) >= _SEVERAL:
        text = _DASH.sub("- ", text)
    if len(lettered := _LETTER.findall(text)) >= _SEVERAL:
        remedy = "Number it 1. 2. 3., or begin each line with -"
        raise ProseError("a list with letters cannot be printed", lettered[0].strip(), remedy)
    entity = next((found for found in _ENTITY.findall(text) if html.unescape(found) != found), None)
    if entity is not None:
        raise ProseError("a code of HTML stands for a sign", entity, "Type the sign itself")
    references: dict[str, dict[str, dict[str, str]]] = {}
    tokens = _PARSER.parse(text, references)
    for name, target in references.get("references", {}).items():
        raise ProseError(_REFUSED["link_open"][0], f"[{name}]: {target['href']}", _ADDRESS)
    for token in (*tokens, *(child for parent in tokens for child in parent.children or ())):
        if token.type in _REFUSED:
            cause, remedy = _REFUSED[token.type]
            raise ProseError(cause, _source(token, tokens, text), remedy)
    parts = tuple(_parts(tokens, text))
    if not parts:
        raise ProseError("the text is empty", text, "Write it, or empty the cell")
    return parts


def plain(text: str) -> str:
    """A text of one paragraph without anything set apart.

    Raises:
        ProseError: where it is anything else.
    """
    parts = parse(text)
    if len(parts) != 1 or not isinstance(parts[0], Prose):
        raise ProseError(
            "this must be one sentence or two in one paragraph", text, "Write it in one paragraph"
        )
    if any(run.emphasis for run in parts[0].runs):
        raise ProseError("nothing can be set apart here", text, "Remove the signs * and _")
    return parts[0].text


def lines(parts: Iterable[Part]) -> int:
    """About how many lines of the page the text takes, the space between paragraphs among them."""
    taken = 0.0
    for part in parts:
        if isinstance(part, Prose):
            taken += ceil(len(part.text) / LINE) + 0.5
        else:
            taken += sum(ceil(len(item.text) / LINE) + 0.25 for item in part.items) + 0.25
    return ceil(taken)


def _source(token: Token, tokens: Sequence[Token], text: str) -> str:
    """The lines of the source in which a token stands."""
    if token.content and token.type != "image":
        return token.content.strip()
    holder = token if token.map else next((t for t in tokens if token in (t.children or ())), token)
    first, last = holder.map or (0, 1)
    return "\n".join(text.splitlines()[first:last]).strip()


def _parts(tokens: Sequence[Token], text: str) -> Iterator[Part]:
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.type == "paragraph_open":
            yield _prose(tokens[place + 1])
            place += 3
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            end = next(i for i in range(place, len(tokens)) if _closes(tokens[i], token))
            yield _points(tokens[place : end + 1], text)
            place = end + 1
        else:
            raise ProseError("this cannot be printed", _source(token, tokens, text))


def _closes(token: Token, opening: Token) -> bool:
    return token.type == opening.type.replace("_open", "_close") and token.level == opening.level


def _points(tokens: Sequence[Token], text: str) -> Points:
    whole = _source(tokens[0], tokens, text)
    items: list[list[Prose]] = []
    numbers: list[str] = []
    for token in tokens[1:-1]:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            remedy = "Write one list, or a list behind a paragraph"
            raise ProseError("a list inside a list cannot be printed", whole, remedy)
        if token.type == "list_item_open":
            items.append([])
            numbers.append(token.info)
        elif token.type == "inline":
            items[-1].append(_prose(token))
    if not all(items):
        raise ProseError("a line of the list is empty", whole, "Write it, or remove its sign")
    if any(len(item) > 1 for item in items):
        raise ProseError("a line of a list has one paragraph", whole, "Remove the empty line inside it")
    wanted = [str(n) for n in range(1, len(items) + 1)]
    ordered = tokens[0].type == "ordered_list_open"
    if ordered and numbers not in (wanted, ["1"] * len(items)):
        remedy = "Number it 1. 2. 3.; where a number opens a paragraph, put \\ before its full stop: 2018\\."
        raise ProseError("a list is numbered from 1", whole, remedy)
    marks = tuple(f"{number}." for number in wanted) if ordered else ()
    return Points(tuple(item for (item,) in items), marks)


def _prose(token: Token) -> Prose:
    """A paragraph; where strong words are emphasised too they are strong."""
    runs: list[Run] = []
    strong = emphasised = 0
    for child in token.children or ():
        if child.type in ("strong_open", "strong_close"):
            strong += child.nesting
        elif child.type in ("em_open", "em_close"):
            emphasised += child.nesting
        elif child.type in ("text", "softbreak", "hardbreak"):
            said = child.content if child.type == "text" else " "
            run = Run(said, "strong" if strong else "em" if emphasised else "")
            if runs and runs[-1].emphasis == run.emphasis:
                run = Run(runs.pop().text + said, run.emphasis)
            if run.text:
                runs.append(run)
        else:
            raise ProseError("this cannot be printed", child.content or token.content)
    return Prose(tuple(runs))
