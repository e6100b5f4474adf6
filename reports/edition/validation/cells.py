"""How one cell is read: strictly, and never by guessing.

Numbers. Decimal comma or point; groups of three separated by space, no-break space or narrow no-break space;
no unit, no percent sign. ``1.234`` and ``1,234`` (one to three digits, the first not zero, one sign, exactly
three digits) may be a decimal or a group of thousands: see :class:`Number` and
:meth:`reports.edition.validation.sheet.NumberColumn.close`, which lets the rest of the column decide. Numbers
that a workbook stores as numbers are never ambiguous.

Texts. NFC, without blanks at the ends; no control or invisible characters, nothing the fonts lack.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Container
from typing import NamedTuple

import idna

from ..loading.raw import Cell, Odd, OddKind

MAX_NAME = 200
MAX_TEXT = 5_000
MAX_NUMBER = 1e15

YES = ("tak", "yes", "1")
NO = ("nie", "no", "0")
ID_REMEDY = "Use ASCII letters, digits, - _ and . (at most 64), with no full stop at either end"
LEAVE_EMPTY = "Leave the cell empty where there is no answer"

NOT_AN_ID = "this cannot be an id, because it becomes the name of a file"

_ID = re.compile(r"[A-Za-z0-9_-](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+(?:[A-Za-z]{2,63}|[Xx][Nn]--[A-Za-z0-9-]{1,59})"
)
_NO_ANSWER = frozenset(
    (
        *("brak", "brak danych", "b.d.", "b.d", "bd", "b/d", "n.d.", "n.d", "nd", "nie dotyczy", "nie wiem"),
        *("bez odpowiedzi", "tajemnica", "utajnione", "poufne", "n/a", "na", "n.a.", "n/d", "null", "none"),
        *("nil", "missing", "no data", "x", "nan", "+nan", "-nan", "not available", "not applicable"),
        *("not reported", "no answer", "no response", "unknown", "refused", "suppressed", "supp", "supp."),
        *("confidential", "conf", "c", "np", "n.p.", "-", "–", "—", "−", ".", "..", "...", "…", "?"),
        *(":", "::", "(:)", ": c", ":c", "*", "**", "/", "//"),
    )
)
_SHEET_ERROR = re.compile(r"#[\w/]{1,12}[!?]?")
#: Signs with which word processors begin a line of a list, but for dashes.
BULLETS = "•▪▫·‣◦●■○"
#: Bullets of the font Symbol and line breaks inside a paragraph, as word processors copy them.
_OF_WORD_PROCESSORS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\x0b": "\n", "\u2028": "\n"})
_AFTER_BULLET = re.compile(rf"^\t*([{BULLETS}–—-])\t+", re.MULTILINE)
_SPACES = " \u00a0\u202f\u2009"
_NUMBER = re.compile(
    rf"[+\-\u2212]?([0-9]+|[1-9][0-9]{{0,2}}(?:([{_SPACES}])[0-9]{{3}})(?:\2[0-9]{{3}})*)"
    r"(?:([.,])([0-9]+))?([eE][+-]?[0-9]{1,3})?"
)
_MARKED = re.compile(
    rf"([+\-\u2212]?[0-9][0-9{_SPACES}]*(?:[.,][0-9]+)?) ?"
    r"(?:\(?[^\W\d_]{1,4}\.?\)?|[*†‡^]{1,3})"
)
_TO_PLAIN = str.maketrans({**dict.fromkeys(_SPACES), ",": ".", "\u2212": "-"})
#: Letters that are no Latin letter with a mark.
_TO_ASCII = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
# How UTF-8 Polish letters look after somebody has read them as a Windows or Latin code page.
_MOJIBAKE = re.compile(r"[ĂÄĹĀÃÅ][^\x00-\x7f]")
_POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”–—…")

_ODD_REMEDY = {
    OddKind.BOOL: "Write tak or nie where yes or no is asked for, otherwise a number",
    OddKind.DATE: "The spreadsheet took it for a date: format the cell as text or number and type it again",
    OddKind.ERROR: f"Mend the formula. {LEAVE_EMPTY}",
    OddKind.FORMULA: "Open the workbook in Excel or LibreOffice, let it calculate, and save it; "
    "or replace the formula by its value",
    OddKind.PERCENT: "45% is stored as 0.45: format the cell as a number and write 45",
}


class CellError(Exception):
    """A cell that cannot be read: the cause and what to do about it."""

    def __init__(self, cause: str, remedy: str = "") -> None:
        super().__init__(cause, remedy)
        self.cause = cause
        self.remedy = remedy


class Number(NamedTuple):
    """A number as read; ``sign`` is its decimal sign ("" without one). Where ``ambiguous``, the sign may
    separate thousands instead, and ``value`` is what the number is as a decimal.
    """

    value: float
    sign: str = ""
    ambiguous: bool = False


def blank(cell: Cell) -> bool:
    """Whether nothing but space stands in the cell."""
    return isinstance(cell, str) and (not cell or cell.isspace())


def shown(cell: Cell) -> str:
    """The content of a cell for a message."""
    if isinstance(cell, Odd):
        return cell.text
    return f"{cell:.15g}" if isinstance(cell, float) else cell


def _refuse_odd(cell: Odd) -> CellError:
    return CellError(f"the cell holds {cell.kind.value}", _ODD_REMEDY[cell.kind])


def number(cell: Cell) -> Number:
    """The number in a cell that is not blank.

    Raises:
        CellError: for everything that is not beyond doubt one finite number, but see ``ambiguous``.
    """
    if isinstance(cell, Odd):
        raise _refuse_odd(cell)
    if isinstance(cell, float):
        return Number(_in_range(cell))
    text = cell.strip()
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise _not_a_number(text)
    whole, group, sign, fraction, exponent = match.groups()
    value = _in_range(float(text.translate(_TO_PLAIN)))
    if sign is None:
        return Number(value)
    ambiguous = len(fraction) == 3 and len(whole) <= 3 and whole[0] != "0" and not group and not exponent
    return Number(value, sign, ambiguous)


def share(cell: Cell) -> float | None:
    """The share that a cell with a percent sign stands for: 0.4 for ``40%``; None for any other cell."""
    if isinstance(cell, Odd) and cell.kind is OddKind.PERCENT:
        return float(cell.text)
    written = shown(cell).strip()
    match = _NUMBER.fullmatch(written[:-1].strip()) if written.endswith("%") else None
    return float(match.group().translate(_TO_PLAIN)) / 100 if match else None


def _in_range(value: float) -> float:
    if not math.isfinite(value) or abs(value) > MAX_NUMBER:
        raise CellError("the number is too large or not a number", "Write it in a larger unit")
    return value + 0.0  # no negative zero


def _looks_missing() -> CellError:
    remedy = f"{LEAVE_EMPTY}, or list this code in the settings under values.missing"
    return CellError("this looks like a code for a missing value", remedy)


def _not_a_number(text: str) -> CellError:
    lower = text.casefold()
    if lower in _NO_ANSWER:
        return _looks_missing()
    if _SHEET_ERROR.fullmatch(text):
        return CellError("the cell holds an error value of the spreadsheet", _ODD_REMEDY[OddKind.ERROR])
    if lower.endswith(("%", "‰")):
        return CellError("a number with a percent sign", "Write the number alone: 45, not 45% and not 0.45")
    if lower in (*YES, *NO):
        return CellError(
            "yes or no stands where a number is expected",
            "Write a number, or make it a question: unit tak/nie in framework, kind yes/no in profile",
        )
    if re.fullmatch(r"[+-]?[0-9]{1,3}(?:[.,'’][0-9]{3})+(?:[.,][0-9]+)?", text):
        return CellError(
            "thousands are parted by a point, a comma or an apostrophe",
            "Write the number without them: 1234.5 or 1 234,5",
        )
    marked = _MARKED.fullmatch(text)
    if marked:
        return CellError(
            "a mark or a unit stands behind the number",
            f"Write {marked.group(1).strip()} alone; a remark may stand in a column that begins with _",
        )
    return CellError("this is not a number", "Write digits with one decimal comma or point, without a unit")


def ambiguous(text: str, sign: str) -> CellError:
    """What to say of a number that may be a decimal or a group of thousands."""
    whole, fraction = text.strip().split(sign)
    return CellError(
        f"the number may mean {whole}{fraction} or {whole}.{fraction}",
        f"Write {whole}{fraction} or {whole}{sign}{fraction}0",
    )


def yes_no(cell: Cell) -> bool:
    """The answer in a cell that is not blank: tak, nie, yes, no, 1 or 0, or a spreadsheet's truth value.

    Raises:
        CellError: for anything else.
    """
    if isinstance(cell, Odd) and cell.kind is not OddKind.BOOL:
        raise _refuse_odd(cell)
    word = shown(cell).strip().casefold()
    if word in YES or (isinstance(cell, Odd) and word == "true"):
        return True
    if word in NO or (isinstance(cell, Odd) and word == "false"):
        return False
    if word in _NO_ANSWER:
        raise _looks_missing()
    raise CellError("neither yes nor no", "Write tak or nie (or yes, no, 1, 0)")


def text(cell: Cell, supported: Container[int] | None, limit: int = MAX_NAME, lines: bool = False) -> str:
    """The text of a cell in NFC without blanks at its ends; ``lines`` allows line breaks.

    Raises:
        CellError: where it is too long, damaged, or cannot be printed.
    """
    if isinstance(cell, Odd):
        raise _refuse_odd(cell)
    content = shown(cell).strip()
    if content.isascii() and content.isprintable() and len(content) <= limit and content[:1] != "#":
        return content
    content = unicodedata.normalize("NFC", content.replace("\r\n", "\n").replace("\r", "\n"))
    if lines:
        content = _AFTER_BULLET.sub(r"\1 ", content.translate(_OF_WORD_PROCESSORS))
    if _SHEET_ERROR.fullmatch(content):
        raise CellError("the cell holds an error value of the spreadsheet", _ODD_REMEDY[OddKind.ERROR])
    if len(content) > limit:
        raise CellError(f"the text has {len(content)} characters, more than {limit}", "Shorten it")
    _refuse_characters(content.replace("\n", "") if lines else content, supported)
    return content


def _refuse_characters(content: str, supported: Container[int] | None) -> None:
    if _is_mojibake(content):
        raise CellError(
            "the letters with marks are garbled: the file was read in a wrong encoding and saved",
            "Go back to the file it came from",
        )
    for character in dict.fromkeys(content):
        category = unicodedata.category(character)
        if character in "\n\t":
            raise CellError("the text holds a line break or a tab", "Write it in one line")
        if category in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
            name = f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
            raise CellError(
                f"the text holds the invisible or unassigned character {name}",
                "Delete it, or type the text again",
            )
        if character == "\ufffd":
            raise CellError("a letter of the text is lost", "Type it again and save the file as UTF-8")
    if supported is not None:
        lacking = [character for character in dict.fromkeys(content) if ord(character) not in supported]
        if lacking:
            names = ", ".join(f"{character} (U+{ord(character):04X})" for character in lacking[:5])
            raise CellError(f"the fonts of the report lack {names}", "Replace or remove these characters")


def _is_mojibake(content: str) -> bool:
    for pair in _MOJIBAKE.findall(content):
        for codec in ("cp1250", "cp1252", "iso8859-2", "latin-1"):
            try:
                if pair.encode(codec).decode("utf-8") in _POLISH:
                    return True
            except UnicodeError:
                continue
    return False


def identifier(cell: Cell) -> str:
    """An id or a code: a name that is safe as a file name everywhere.

    Raises:
        CellError: where it is not.
    """
    if isinstance(cell, float) and cell != int(cell):
        raise CellError("a number with decimals stands where an id is expected", "Format the cell as text")
    content = text(cell, None, MAX_TEXT)
    if not _ID.fullmatch(content):
        raise CellError(NOT_AN_ID, f"{ID_REMEDY}, for instance {proposed_id(content, ())}")
    if _RESERVED.fullmatch(content):
        raise CellError("Windows keeps this name for itself", "Choose another id")
    return content


def proposed_id(name: str, taken: Container[str]) -> str:
    """An id made from a name, such as ``sri-lanka``, that is not among those ``taken`` (casefolded).

    >>> proposed_id("Łódź / Nowa Sól", ())
    'lodz-nowa-sol'
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_TO_ASCII))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:56].strip("-") or "unit"
    if _RESERVED.fullmatch(base):
        base += "-1"
    number, found = 1, base
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    return found


def email(cell: Cell) -> str:
    """An e-mail address as mail servers take it (the domain in punycode where it is not ASCII), or nothing.

    Raises:
        CellError: where it cannot be one, or not every server would take it.
    """
    content = text(cell, None, MAX_TEXT)
    name, at, domain = content.rpartition("@")
    if not name.isascii():
        raise CellError(
            "the part of the address before @ has letters that many mail servers refuse",
            "Ask for an address without Polish or other special letters",
        )
    address = f"{name}{at}{_ascii_domain(domain)}" if at else content
    if content and (len(address) > 254 or len(name) > 64 or not _EMAIL.fullmatch(address)):
        raise CellError("this is not one e-mail address", "Write one address such as name@example.org")
    return address


def _ascii_domain(domain: str) -> str:
    """The domain in ASCII (IDNA 2008); letters that only look Latin are refused."""
    try:
        written = idna.encode(domain, uts46=True).decode() if not domain.isascii() else domain
        letters = idna.decode(written, uts46=True) if "xn--" in written.casefold() else written
    except idna.IDNAError as error:
        raise CellError("the domain of the address cannot be one", "Mend what stands behind the @") from error
    strange = [char for char in letters if char.isalpha() and "LATIN" not in unicodedata.name(char, "")]
    if strange:
        raise CellError(
            f"the domain of the address has the letter {strange[0]} ({unicodedata.name(strange[0], '?')}), "
            "which can be taken for another one",
            "Type the address again, or ask for one in Latin letters",
        )
    return written
