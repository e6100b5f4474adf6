"""How one cell is read."""

from __future__ import annotations

import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.edition.loading.raw import Odd, OddKind
from reports.edition.validation import cells

NBSP, NARROW, THIN = "\u00a0", "\u202f", "\u2009"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12.0),
        ("12,5", 12.5),
        ("2.5", 2.5),
        (" 7 ", 7.0),
        (f"{NBSP}7", 7.0),
        ("0,125", 0.125),
        ("0.125", 0.125),
        ("1.2340", 1.234),
        ("1234.567", 1234.567),
        ("1 234", 1234.0),
        (f"1{NBSP}234{NBSP}567,89", 1234567.89),
        (f"12{NARROW}345", 12345.0),
        (f"12{THIN}345.5", 12345.5),
        ("1 234,567", 1234.567),
        ("-3,5", -3.5),
        ("\u22123,5", -3.5),
        ("+4", 4.0),
        ("1e-05", 1e-05),
        ("0012", 12.0),
        ("-0", 0.0),
    ],
)
def test_a_number_is_read_as_people_and_programs_write_it(text: str, value: float) -> None:
    """Decimal comma or point, space groups and exponents are read, and no sign is lost."""
    read = cells.number(text)
    assert (read.value, read.ambiguous) == (value, False)
    assert math.copysign(1, read.value) == math.copysign(1, value)


@pytest.mark.parametrize("text", ["1.234", "1,234", "12.345", "123,456", "-1.234"])
def test_three_digits_behind_one_sign_are_ambiguous(text: str) -> None:
    """What may be a decimal or a group of thousands is marked, and two ways to write it are offered."""
    read = cells.number(text)
    assert read.ambiguous
    error = cells.ambiguous(text, read.sign)
    offered = [cells.number(word) for word in error.remedy.removeprefix("Write ").split(" or ")]
    assert not any(number.ambiguous for number in offered)
    assert offered[0].value == pytest.approx(1000 * offered[1].value)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        *(
            (word, "a code for a missing value")
            for word in ("brak", "b.d.", "n/a", "NA", "-", "–", "nan", "NULL", "?", "x")
        ),
        *((word, "an error value") for word in ("#N/D!", "#N/A", "#DZIEL/0!", "#ADR!", "#REF!")),
        *((word, "percent sign") for word in ("45%", "45 %", "0,45%")),
        *((word, "yes or no stands") for word in ("tak", "Nie", "YES")),
        *(
            (word, "thousands are parted")
            for word in ("1.234,5", "1,234.5", "1.234.567", "1'234", "1,234,567")
        ),
        *((word, "not a number") for word in ("inf", "-inf", "1 23", "12 3456", ".5", "5.", "1..2", "0x10")),
        *((word, "not a number") for word in ("１２", "1_000", "12-", "--1", "1e5e", "TRUE", "1 234 56")),
        *((word, "a mark or a unit") for word in ("12 zł", "5.3b", "12*", "1 200,5 (e)", "7 szt.")),
        *((word, "too large") for word in ("1e400", "1e16", "9" * 17)),
    ],
)
def test_what_is_not_beyond_doubt_a_number_is_refused(text: str, cause: str) -> None:
    """No word, unit, group or code slips through as a number."""
    with pytest.raises(cells.CellError) as caught:
        cells.number(text)
    assert cause in caught.value.cause
    assert caught.value.remedy


@pytest.mark.parametrize("kind", list(OddKind))
@pytest.mark.parametrize("read", [cells.number, cells.identifier, lambda cell: cells.text(cell, None)])
def test_odd_spreadsheet_cells_are_never_guessed_at(read: object, kind: OddKind) -> None:
    """Dates, truth values, errors, percentages and formulas without results are refused with a remedy."""
    with pytest.raises(cells.CellError) as caught:
        read(Odd(kind, "TRUE"))  # type: ignore[operator]
    assert kind.value in caught.value.cause
    assert caught.value.remedy


@given(st.floats(-1e14, 1e14))
def test_a_number_of_a_workbook_or_program_is_read_back_exactly(value: float) -> None:
    """A stored number and its shortest text give the same value to the last bit."""
    assert cells.number(value).value == value
    assert cells.number(repr(value)).value == value


@given(st.integers(-(10**9), 10**9), st.sampled_from([" ", NBSP, NARROW, THIN]), st.sampled_from([",", "."]))
def test_groups_never_change_a_number(value: int, space: str, sign: str) -> None:
    """A grouped number with decimals equals the plain one, whatever space and sign are used."""
    grouped = f"{value:,}".replace(",", space) + sign + "25"
    assert cells.number(grouped).value == float(f"{value}.25")


@given(st.text(max_size=12))
def test_reading_never_raises_anything_but_its_own_error(text: str) -> None:
    """Any text is read or refused, never a crash."""
    for read in (cells.number, cells.yes_no, cells.identifier, cells.email):
        with suppress(cells.CellError):
            read(text)


@pytest.mark.parametrize(("cell", "answer"), [("Tak", True), (" nie ", False), ("YES", True), ("0", False)])
def test_yes_and_no_are_read_in_both_languages(cell: str, answer: bool) -> None:
    """Tak, nie, yes, no, 1 and 0 are answers in any case of letters."""
    assert cells.yes_no(cell) is answer
    assert cells.yes_no(Odd(OddKind.BOOL, "TRUE" if answer else "FALSE")) is answer
    assert cells.yes_no(float(answer)) is answer


@pytest.mark.parametrize("cell", ["t", "2", "brak", "prawda", 0.5, Odd(OddKind.ERROR, "#N/A")])
def test_anything_else_is_neither_yes_nor_no(cell: cells.Cell) -> None:
    """A third word is refused."""
    with pytest.raises(cells.CellError):
        cells.yes_no(cell)


@pytest.mark.parametrize("cell", ["NA", "null", "None", "0012", "K-01", "a.b_c", "1e5", "x" * 64])
def test_ids_stay_the_text_they_are(cell: str) -> None:
    """Words that programs take for nothing, leading zeros and exponents are plain ids."""
    assert cells.identifier(cell) == cell


def test_a_whole_number_of_a_workbook_is_an_id() -> None:
    """Excel stores a typed 12 as a number; as an id it is 12 and not 12.0."""
    assert cells.identifier(12.0) == "12"


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "",
            ".ukryty",
            "koniec.",
            "a/b",
            "..",
            "a b",
            "ąę",
            "x" * 65,
            "a\\b",
            "a:b",
            "a\nb",
            "../x",
            "K\u200b1",
        ),
        *("CON", "nul", "com1.txt", "LPT9", 1.5, "#N/A"),
    ],
)
def test_what_is_unsafe_as_a_file_name_is_no_id(cell: cells.Cell) -> None:
    """Separators, spaces, hidden files, device names and anything beyond ASCII are refused."""
    with pytest.raises(cells.CellError):
        cells.identifier(cell)


def test_texts_come_in_one_form() -> None:
    """Decomposed letters are composed and blanks at the ends removed."""
    assert cells.text(" Z\u0307o\u0301\u0142w ", None) == "Żółw"


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("a\x07b", "U+0007"),
        ("a\u200bb", "U+200B ZERO WIDTH SPACE"),
        ("a\u202eb", "U+202E"),
        ("a\nb", "line break"),
        ("a\tb", "line break or a tab"),
        ("\ufffdaz", "is lost"),
        ("x" * 201, "201 characters"),
        ("ż" * 201, "201 characters"),
        ("Å\u0082Ã³dÅº", "garbled"),
        ("Ĺ‚Ăłdzki", "garbled"),
        ("#N/D!", "error value"),
        ("Klaster 🚀", "the fonts of the report lack 🚀 (U+1F680)"),
    ],
)
def test_texts_that_cannot_be_printed_are_refused(text: str, cause: str) -> None:
    """Control, invisible, lost, garbled and missing characters are named."""
    with pytest.raises(cells.CellError) as caught:
        cells.text(text, range(0x2100))
    assert cause in caught.value.cause


@pytest.mark.parametrize(
    "text", ["PÓŁNOC", "STÓŁ i ŻÓŁĆ", "Jän „Å”", "x" * 200, "#1 w regionie", "Zażółć gęślą jaźń – §"]
)
def test_honest_texts_pass(text: str) -> None:
    """Capital Polish letters side by side and foreign letters are not taken for garbled text."""
    assert cells.text(text, None) == text


@pytest.mark.parametrize("text", ["", "a@example.org", "jan.o'neil+x@mail.example.co.uk"])
def test_addresses_pass(text: str) -> None:
    """One address or none."""
    assert cells.email(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "a@b",
        "a b@example.org",
        "a@example.org, b@example.org",
        "a@example.org\nBcc: x@y.pl",
        "@x.pl",
        ".a@x.pl",
        "ż@x.pl",
    ],
)
def test_what_is_not_one_address_is_refused(text: str) -> None:
    """Lists, line breaks (header injection) and incomplete addresses are refused."""
    with pytest.raises(cells.CellError):
        cells.email(text)
