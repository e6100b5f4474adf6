"""The bytes of a text file -> what it is encoded in.

UTF-8, and UTF-16 with a byte order mark, tell by themselves what they are. The code pages of Windows do not:
the byte of the Polish ``ń`` is the Spanish ``ñ`` in Western Europe. Windows-1250 is therefore read only where
its letters are the same in Windows-1252, or where the text is Polish beyond doubt.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

#: Larger files than this (in bytes) say what they are in, or are in UTF-8.
MOST_GUESSED = 10_000_000
_PIECE = 1 << 20

#: Names of encodings that an edition may give.
_NAMES = re.compile(r"(cp|windows-|windows_|iso-?8859[-_]|latin-?|mac[-_]?)[a-z0-9_-]{1,12}")

# What a Polish text in cp1250 may hold beyond ASCII. ISO-8859-2 and the DOS pages put the Polish letters
# where cp1250 has other characters, so one outside this list means that the file is not cp1250.
_POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
_CP1250 = frozenset(f"{_POLISH}äëöüßÄËÖÜâîôÂÎÔáéíúýÁÉÍÚÝčďěňřšťůžČĎĚŇŘŠŤŮŽçÇ„”“‘’‚–—…§°€«»•×÷™®\u00a0")

# Letters that the same bytes give in no word of a Western European language: ł is ³, ą is ¹, ż is ¿ and ź is
# the capital Ÿ there, Ł is £ and Ż is ¯; ść is œæ, and ń at the end of a syllable is ñ.
_BEYOND_DOUBT = re.compile(
    r"(?<=[^\W\d_])[łąż](?=[^\W\d_])|(?<=[^\W\d_])ź|ść|ń(?=[bcćdfghjklłmnprsśtwzźż]|\b)"
    r"|\bŁ(?=[aąeęioóuy][^\W\d_]{2})|\bŻ(?=[^\W\d_]{3})"
)
# Polish never has ń or ć before a vowel, as in Logroño, nor ę or ń at the beginning of a word, as in être.
_AGAINST = re.compile(r"[ńŃćĆ](?=[aeiouyąęóAEIOUYĄĘÓ])|\b[ęńĘŃ](?=[^\W\d_])|\b[ćĆ](?=[^\W\d_wmWM])")


class EncodingError(Exception):
    """The bytes cannot be read beyond doubt. ``line`` counts from 1; ``nameable`` says whether the name of
    their encoding would help.
    """

    def __init__(self, cause: str, line: int = 1, nameable: bool = True) -> None:
        super().__init__(cause)
        self.line = line
        self.nameable = nameable


def known_encoding(name: str) -> bool:
    """Whether an edition may give this name of an encoding."""
    try:
        return _NAMES.fullmatch(name.strip().lower()) is not None and bool(codecs.lookup(name.strip()))
    except LookupError:
        return False


def codec_of(data: bytes, given: str = "") -> tuple[str, str]:
    """The name of the encoding that the whole file can be read in, and what to say about how it was found
    (empty where that is beyond doubt).

    Args:
        data: The bytes of the file.
        given: The encoding that the edition names for files that are not in UTF-8.

    Raises:
        EncodingError: with the first line that shows it.
    """
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff")) and not data.startswith(b"\xff\xfe\x00\x00")
    if marked and _fault(data, "utf-16") is None:
        return "utf-16", ""
    if b"\x00" in data:
        cause = "the file is in UTF-16 without a byte order mark, or is not a text file"
        raise EncodingError(cause, nameable=False)
    if _fault(data, "utf-8-sig") is None:
        return "utf-8-sig", ""
    if given:
        fault = _fault(data, given)
        if fault is None:
            return given, ""
        cause = f"the file is neither in UTF-8 nor in {given}, the encoding that edition.toml names"
        raise EncodingError(cause, data.count(b"\n", 0, fault) + 1)
    if len(data) > MOST_GUESSED:
        raise EncodingError("the file is not in UTF-8, and too large to find out what else it is in")
    text = data.decode("cp1250", "replace")
    other = data.decode("cp1252", "replace")
    beyond = bytes(sorted(set(data.translate(None, bytes(range(128))))))
    pairs = list(zip(beyond.decode("cp1250", "replace"), beyond.decode("cp1252", "replace"), strict=True))
    differs = [pair for pair in pairs if pair[0] != pair[1]]
    strange = {char for char, _ in pairs} - _CP1250
    polish = bool(_BEYOND_DOUBT.search(text)) and not _AGAINST.search(text)
    if strange or (differs and not polish):
        raise _doubt(text, other, strange or {char for char, _ in differs})
    return "cp1250", f"read as Windows-1250, for instance {_example(text, {char for char, _ in differs})}"


def _fault(data: bytes, name: str) -> int | None:
    """Where a file cannot be read in an encoding; None where it can. The text is never held as a whole: a
    single letter of four bytes would make all others take as much.
    """
    decoder = codecs.getincrementaldecoder(name)()
    for start in range(0, len(data), _PIECE):
        piece = data[start : start + _PIECE]
        try:
            decoder.decode(piece, start + _PIECE >= len(data))
        except UnicodeDecodeError as error:
            return start + min(error.start, len(piece))
    return None


def _doubt(text: str, other: str, characters: set[str]) -> EncodingError:
    """Why a text is not read, with the first word in question as both code pages have it."""
    at = min(place for char in characters if (place := text.find(char)) >= 0)
    one, two = _word(text, at), _word(other, at)
    return EncodingError(
        "the file is not in UTF-8, and its letters may mean several things: "
        f"{one!r} in Windows-1250 (Central Europe), {two!r} in Windows-1252 (Western Europe)",
        text.count("\n", 0, at) + 1,
    )


def _word(text: str, at: int) -> str:
    """The word around a character, for a message."""
    start, end = at, at + 1
    while start > max(0, at - 20) and not text[start - 1].isspace() and text[start - 1] not in ',;"':
        start -= 1
    while end < min(len(text), at + 20) and not text[end].isspace() and text[end] not in ',;"':
        end += 1
    # A control character would be read by the terminal.
    return "".join("?" if unicodedata.category(char) in ("Cc", "Cn") else char for char in text[start:end])


def _example(text: str, differ: set[str]) -> str:
    """A word of the text that shows how its letters were read."""
    places = [place for char in differ if (place := text.find(char)) >= 0]
    return _word(text, min(places) if places else next(i for i, char in enumerate(text) if char > "\x7f"))
