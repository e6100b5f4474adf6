"""The workbook that ``cluster-reports init`` hands to an analyst: to be filled in, never explained away.

It is a complete edition as it stands (three clusters, two areas, four indicators, all marked PRZYKŁAD),
so that building it shows what will come out, and overwriting it is all there is to do. Sheets whose
names start with ``_`` are for people; the others are those of :mod:`reports.edition.loading.load`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from openpyxl import Workbook
from openpyxl.comments import Comment as Note
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from reports.errors import ConfigurationError

from .model import LANGS, Aggregation, Benchmark, Decision, Normalisation, ProfileKind, Ties

#: Rows that get drop-downs and formats; more rows work, but without them.
PREPARED_ROWS = 1_000

_TEXT, _ANY = "@", "General"
_YES_NO = ("tak", "nie")
_HEAD = PatternFill("solid", fgColor="1F3A4D")
_FONT = "Calibri"
_HEAD_FONT = Font(_FONT, 11, bold=True, color="FFFFFF")
_KEY_FILL = PatternFill("solid", fgColor="E9EEF1")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a sheet: its heading, the note in it, the width in characters, what may be chosen."""

    heading: str
    note: str
    width: int = 16
    choices: tuple[str, ...] = ()
    format: str = _TEXT
    number: bool = False


# Lines that start with # are set bold.
_README = """\
# Jak przygotować raporty
1. Arkusz edition: nazwa i zasady badania. Wypełnij kolumnę value; puste wiersze są pomijane.
2. Arkusz framework: drzewo wskaźników. Wynik ogólny nie ma rodzica, jego dzieci to obszary.
3. Arkusz clusters: jeden wiersz na klaster. Nazwa pliku raportu pochodzi z kolumny id.
4. Arkusz values: wiersz na klaster, kolumna na wskaźnik. Brak odpowiedzi to pusta komórka.
5. Arkusze profile, groups i comments nie są wymagane; można usunąć ich wiersze albo całe arkusze.
6. Poprzednie edycje: skopiuj arkusz values jako values-2014 i wypełnij history.1 w arkuszu edition.
# Wiersze PRZYKŁAD zastąp własnymi, a w arkuszu edition zmień fictional na nie.
Nie scalaj komórek i nie pisz jednostek ani znaku % przy liczbach. Notatki w nagłówkach objaśniają kolumny.
# Potem: cluster-reports check PLIK.xlsx, a gdy nie ma uwag: cluster-reports build PLIK.xlsx

# How to prepare the reports
Fill in the sheets edition, framework, clusters and values in this order; notes in the headings explain the
columns. The sheets profile, groups and comments are optional. An empty cell in values means no answer.
Replace the rows marked PRZYKŁAD (example) and set fictional to nie (no) in the sheet edition.
# Then: cluster-reports check FILE.xlsx, and when it is content: cluster-reports build FILE.xlsx
"""

# key, value, explanation, choices
_EDITION: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (
        "id",
        "przyklad",
        "Krótki identyfikator edycji: litery bez znaków polskich, cyfry, - _ . (nazwa folderu)",
        (),
    ),
    ("label", "2018", "Jak nazywać tę edycję w raporcie, zwykle rok", ()),
    ("language", "pl", "Język raportów, jeżeli klaster nie ma własnego", LANGS),
    ("title.pl", "PRZYKŁAD: Benchmarking klastrów", "Tytuł badania po polsku", ()),
    ("title.en", "EXAMPLE: Benchmarking of clusters", "Tytuł badania po angielsku", ()),
    ("period.pl", "lata 2016–2017", "Okres, którego dotyczą dane", ()),
    ("period.en", "2016–2017", "To samo po angielsku", ()),
    ("published", "2018-11-22", "Data publikacji: rok-miesiąc-dzień", ()),
    (
        "fictional",
        "tak",
        "tak: na każdej stronie stoi „dane przykładowe”. Dla prawdziwych danych wpisz nie",
        _YES_NO,
    ),
    ("unit.pl.one", "klaster", "Nazwa badanej jednostki: 1 …", ()),
    ("unit.pl.few", "klastry", "2 …", ()),
    ("unit.pl.many", "klastrów", "5 …", ()),
    ("unit.pl.other", "klastra", "1,5 …", ()),
    ("unit.en.one", "cluster", "1 …", ()),
    ("unit.en.other", "clusters", "2 …", ()),
    (
        "method.normalise",
        "minmax",
        "Jak wartości stają się punktami; none: wartości są punktami",
        get_args(Normalisation),
    ),
    ("method.scale", "0; 100", "Początek i koniec skali; dla zscore średnia i odchylenie", ()),
    (
        "method.aggregate",
        "arithmetic",
        "Średnia, którą powstają wyniki wyższych poziomów; kilka po średniku: od wyniku ogólnego w dół",
        get_args(Aggregation),
    ),
    (
        "method.missing",
        "0.67",
        "Jaka część wag musi mieć odpowiedzi, żeby powstał wynik",
        ("0.5", "0.67", "0.75", "1"),
    ),
    ("method.ties", "min", "Miejsce przy równych wynikach; min: oba wyższe", get_args(Ties)),
    (
        "method.benchmark",
        "max",
        "Benchmark: najlepszy wynik albo średnia trzech najlepszych",
        get_args(Benchmark),
    ),
    (
        "disclosure.min_group",
        "5",
        "Ile innych klastrów musi mieć grupa, żeby pokazać jej medianę (co najmniej 3)",
        (),
    ),
    (
        "disclosure.compared",
        "",
        "Z czym zestawiać: kolumny group_…, bez group_, po średniku; *: podobne klastry; puste: wszystko",
        (),
    ),
    (
        "disclosure.summary",
        "",
        "Kolumna z dwiema grupami, które porównuje podsumowanie edycji (summary), np. kkk",
        (),
    ),
    ("publisher.name", "PRZYKŁAD: wydawca badania", "Wydawca", ()),
    ("publisher.email", "badanie@example.org", "Adres do pytań", ()),
    ("publisher.authors", "PRZYKŁAD: zespół autorów", "Autorzy, po średniku", ()),
    (
        "publisher.expert",
        "",
        "Kto podpisuje komentarze eksperta, jeżeli wiersz komentarza nie mówi inaczej",
        (),
    ),
    ("publisher.notices.1.pl", "", "Zastrzeżenie na stronie z metryką; kolejne: publisher.notices.2.pl", ()),
    ("publisher.notices.1.en", "", "To samo po angielsku", ()),
    ("funding.pl", "", "Informacja o współfinansowaniu", ()),
    ("funding.en", "", "To samo po angielsku", ()),
    ("logos.1.pl", "", "Opis znaku na okładce (najwyżej cztery: logos.1 do logos.4)", ()),
    ("logos.1.en", "", "To samo po angielsku", ()),
    ("logos.1.file", "", "Plik znaku (SVG, PNG, JPG) obok tego skoroszytu", ()),
    ("logos.1.placeholder", "", "tak: pliku jeszcze nie ma, zostaw puste miejsce", _YES_NO),
    ("mail.from", "badanie@example.org", "Wiadomości z raportami: adres nadawcy", ()),
    ("mail.from_name.pl", "PRZYKŁAD: zespół badania", "Nazwa nadawcy; pusta: wydawca", ()),
    ("mail.from_name.en", "", "To samo po angielsku", ()),
    ("mail.reply_to", "", "Adres do odpowiedzi i pytań; pusty: adres nadawcy", ()),
    ("mail.bounces", "", "Adres, na który wracają niedoręczone wiadomości; pusty: adres nadawcy", ()),
    ("mail.bcc", "", "Archiwum: adres, który dostaje ukrytą kopię każdej wiadomości", ()),
    ("mail.host", "", "Serwer poczty, np. poczta.example.org; pusty: tylko pliki w folderze outbox", ()),
    ("mail.security", "", "tls (port 465) albo starttls (port 587); puste: tls", ("tls", "starttls")),
    ("mail.port", "", "Port serwera; pusty: zwykły dla mail.security", ()),
    ("mail.user", "", "Użytkownik serwera. Hasła tu nie wpisuj: patrz README, Sending", ()),
    ("mail.rate", "", "Ile wiadomości na minutę; puste: 30", ()),
    ("mail.attempts", "", "Ile prób, gdy serwer odkłada wiadomość na później; puste: 4", ()),
    ("mail.encrypt", "", "tak: zaszyfrowane kopie, hasła przez telefon lub SMS", _YES_NO),
    ("mail.sign", "", "tak: kopie podpisane certyfikatem wydawcy", _YES_NO),
    ("history.1.label", "", "Poprzednia edycja, od najstarszej, np. 2014", ()),
    ("history.1.values", "", "Nazwa arkusza z jej wartościami, np. values-2014", ()),
    ("history.1.participants", "", "Ile klastrów brało w niej udział", ()),
    (
        "history.1.compared",
        "",
        "Kolumny group_…, których mediany pokazały jej raporty, bez group_, po średniku; puste: żadna",
        (),
    ),
)

#: Settings whose choices are offered while others are allowed.
_OPEN = ("method.missing", "method.aggregate")

_FRAMEWORK = (
    _Column(
        "code",
        "Kod, używany też jako nagłówek w arkuszu values, np. Z1.1. Litery bez znaków polskich, cyfry, - _ .",
    ),
    _Column("parent", "Kod nadrzędny. Pusty tylko dla wyniku ogólnego."),
    _Column("name_pl", "Nazwa po polsku. Wystarczy jeden język.", 40),
    _Column("name_en", "Nazwa po angielsku. Wystarczy jeden język.", 40),
    _Column(
        "direction",
        "1: więcej znaczy lepiej. -1: mniej znaczy lepiej (tylko wskaźniki).",
        10,
        ("1", "-1"),
        _ANY,
    ),
    _Column("weight", "Waga wśród sąsiadów, większa od zera. 1 dla równych wag.", 10, (), _ANY, True),
    _Column("unit", "Jednostka, np. osoby, zł, %. tak/nie dla pytań tak lub nie.", 14),
    _Column("decimals", "Ile miejsc po przecinku pokazywać (0-6). Puste: według danych.", 10, (), _ANY, True),
    _Column("low", "Dolna granica skali wskaźnika; potrzebna dla normalise = goalposts.", 10, (), _ANY, True),
    _Column(
        "high", "Górna granica skali wskaźnika; potrzebna dla normalise = goalposts.", 10, (), _ANY, True
    ),
    _Column("comparable", "tak: można porównywać z poprzednimi edycjami.", 12, _YES_NO),
    _Column("influence", "Wpływ koordynatora: 1 mały, 2 średni, 3 duży.", 10, ("1", "2", "3"), _ANY),
    _Column("description", "Objaśnienie wskaźnika dla czytelnika.", 50),
    _Column("unit_en", "Jednostka po angielsku, jeśli raporty mają być też w tym języku.", 14),
)
_FRAMEWORK_ROWS: tuple[tuple[Any, ...], ...] = (
    ("OGOL", "", "PRZYKŁAD: Wynik ogólny", "EXAMPLE: Overall result", 1, 1, "", "", "", "", "tak", "", ""),
    ("Z", "OGOL", "PRZYKŁAD: Zasoby klastra", "EXAMPLE: Resources", 1, 1, "", "", "", "", "tak", "", ""),
    ("P", "OGOL", "PRZYKŁAD: Procesy w klastrze", "EXAMPLE: Processes", 1, 1, "", "", "", "", "tak", "", ""),
    ("Z.1", "Z", "Liczba członków", "Members", 1, 1, "osoby", 0, 0, 300, "tak", 2, ""),
    ("Z.2", "Z", "Koszt biura na członka", "Office cost per member", -1, 1, "zł", 0, 0, 5000, "tak", 2, ""),
    (
        "P.1",
        "P",
        "Strategia z planem działań",
        "Strategy with a plan",
        1,
        1,
        "tak/nie",
        0,
        0,
        1,
        "tak",
        3,
        "",
    ),
    ("P.2", "P", "Członkowie aktywni w projektach", "Active members", 1, 2, "%", 1, 0, 100, "tak", 3, ""),
)

_CLUSTERS = (
    _Column(
        "id", "Identyfikator i nazwa pliku raportu. Litery bez znaków polskich, cyfry, - _ . Każdy inny.", 14
    ),
    _Column("name", "Pełna nazwa, do 200 znaków.", 45),
    _Column("short_name", "Krótka nazwa do nagłówków i wykresów, do 40 znaków. Każda inna.", 24),
    _Column("language", "Język raportu: pl lub en. Puste: język edycji.", 10, LANGS),
    _Column("coordinator", "Organizacja lub osoba koordynująca.", 30),
    _Column("email", "Adres do wysyłki raportu. Może być pusty.", 30),
    _Column(
        "group_sector",
        "Grupa porównawcza. Kolumn group_… może być więcej; grupa ma co najmniej 2 klastry.",
        18,
    ),
    _Column(
        "profile_members",
        "Cecha klastra, opisana w arkuszu profile. Kolumn profile_… może być więcej.",
        16,
        (),
        _ANY,
        True,
    ),
    _Column("consent", "tak: klaster zgodził się na wymienienie z nazwy przy dobrej praktyce.", 10, _YES_NO),
    _Column(
        "salutation_pl",
        "Zwrot na początku wiadomości, np. Szanowna Pani Prezes. Puste: Szanowni Państwo.",
        26,
    ),
    _Column("salutation_en", "To samo po angielsku, np. Dear Ms Nowak.", 20),
)
_CLUSTERS_ROWS: tuple[tuple[Any, ...], ...] = (
    ("przyklad-1", "PRZYKŁAD: Klaster Pierwszy", "Przykład 1", "pl", "", "", "produkcja", 120, "nie"),
    ("przyklad-2", "PRZYKŁAD: Klaster Drugi", "Przykład 2", "pl", "", "", "produkcja", 64, "nie"),
    ("przyklad-3", "PRZYKŁAD: Klaster Trzeci", "Przykład 3", "pl", "", "", "", 81, "nie"),
)

_VALUES = (
    _Column("id", "Identyfikator z arkusza clusters.", 14),
    _Column("Z.1", "Liczba członków [osoby]. Nagłówek to kod z arkusza framework.", 12, (), _ANY, True),
    _Column("Z.2", "Koszt biura na członka [zł]. Liczba bez jednostki.", 12, (), _ANY, True),
    _Column("P.1", "Strategia z planem działań: tak albo nie.", 12, _YES_NO),
    _Column("P.2", "Członkowie aktywni w projektach [%]: wpisz 45, nie 45% i nie 0,45.", 12, (), _ANY, True),
)
_VALUES_ROWS: tuple[tuple[Any, ...], ...] = (
    ("przyklad-1", 120, 1450, "tak", 45.5),
    ("przyklad-2", 64, 900, "nie", 61),
    ("przyklad-3", 81, 2100, "tak", 30),
)

_PROFILE = (
    _Column("code", "Nazwa kolumny w arkuszu clusters bez profile_.", 16),
    _Column("name_pl", "Nazwa cechy po polsku.", 40),
    _Column("name_en", "Nazwa cechy po angielsku.", 40),
    _Column("unit", "Jednostka.", 16),
    _Column("unit_en", "Jednostka po angielsku.", 16),
    _Column(
        "kind",
        "number: liczba, share: procent od 0 do 100, text: tekst (po angielsku w kolumnie profile_…_en), "
        "yes/no: tak lub nie.",
        12,
        get_args(ProfileKind),
    ),
    _Column("direction", "1 lub -1, gdy więcej lub mniej znaczy lepiej; na ogół puste.", 10, ("1", "-1")),
    _Column(
        "parts_pl", "Wspólny tytuł udziałów jednej całości (najwyżej 100), np. Członkowie według rodzaju.", 30
    ),
    _Column("parts_en", "To samo po angielsku.", 30),
    _Column("of", "Z czego jest udział: kod liczby lub innego udziału, np. members.", 12),
)
_PROFILE_ROWS = (("members", "Liczba członków", "Number of members", "członkowie", "members", "number"),)

_GROUPS = (
    _Column("column", "Nazwa kolumny group_… z arkusza clusters, bez group_.", 16),
    _Column("value", "Wartość z tej kolumny. Puste: wiersz nazywa samą kolumnę.", 24),
    _Column("name_pl", "Jak raport nazywa tę grupę (albo kolumnę) po polsku.", 40),
    _Column("name_en", "To samo po angielsku.", 40),
)
_GROUPS_ROWS = (
    ("sector", "", "Sektor", "Sector"),
    ("sector", "produkcja", "klastry produkcyjne", "manufacturing clusters"),
)

_COMMENTS = (
    _Column("id", "Identyfikator z arkusza clusters.", 14),
    _Column(
        "place",
        "Gdzie: summary (podsumowanie), profile (charakterystyka), position (pozycja), groups (grupy), kod "
        "obszaru, practices (dobre praktyki), recommendations (rekomendacje). Kilka wierszy w jednym miejscu "
        "stoi po kolei.",
        18,
    ),
    _Column(
        "decision",
        "Tylko w wierszu o rekomendacji. pin: stoi na początku. drop: nie ma jej w raporcie. rephrase: inne "
        "słowa zamiast treści z biblioteki. Puste: wiersz to komentarz.",
        12,
        get_args(Decision),
    ),
    _Column(
        "record", "Której rekomendacji dotyczy decision: jej id, podane w załączniku każdego raportu.", 16
    ),
    _Column(
        "text_pl",
        "Słowa eksperta po polsku. Pusta linia (dwa razy Alt+Enter) oddziela akapity, *kursywa*, **grubo**, "
        "lista: linie od - albo 1. Przy pin: dlaczego. Przy rephrase: nowa treść. Przy drop: puste.",
        60,
    ),
    _Column("text_en", "To samo po angielsku; konieczne, jeżeli raport klastra jest po angielsku.", 60),
    _Column("first_step_pl", "Tylko przy rephrase: nowy pierwszy krok po polsku. Może być pusty.", 40),
    _Column("first_step_en", "To samo po angielsku.", 40),
    _Column("author", "Kto podpisuje komentarz. Puste: publisher.expert z arkusza edition, jeżeli jest.", 24),
)
_COMMENTS_ROWS = (
    ("przyklad-1", "summary", "", "", "PRZYKŁAD: tu stoją **własne** słowa eksperta.", "EXAMPLE: own words."),
)


def write_workbook(path: Path) -> None:
    """Write a new edition to fill in.

    Raises:
        ConfigurationError: if ``path`` exists already or cannot be written.
    """
    book = Workbook()
    _read_me(book.active)
    _edition(book.create_sheet("edition"))
    for name, columns, rows in (
        ("framework", _FRAMEWORK, _FRAMEWORK_ROWS),
        ("clusters", _CLUSTERS, _CLUSTERS_ROWS),
        ("values", _VALUES, _VALUES_ROWS),
        ("profile", _PROFILE, _PROFILE_ROWS),
        ("groups", _GROUPS, _GROUPS_ROWS),
        ("comments", _COMMENTS, _COMMENTS_ROWS),
    ):
        _table(book.create_sheet(name), columns, rows)
    _save_new(book, path)


def _save_new(book: Workbook, path: Path) -> None:
    """Save, but never over a file that is there."""
    if path.suffix.lower() != ".xlsx":
        raise ConfigurationError(f"{path}: a workbook has the ending .xlsx; choose another name")
    content = io.BytesIO()
    book.save(content)
    try:
        with path.open("xb") as stream:
            stream.write(content.getvalue())
    except FileExistsError as error:
        raise ConfigurationError(
            f"{path} exists already and is not overwritten; choose another name"
        ) from error
    except OSError as error:
        raise ConfigurationError(
            f"{path} cannot be written: {error.strerror}; choose another folder"
        ) from error


def _read_me(sheet: Any) -> None:
    sheet.title = "_czytaj"
    sheet.column_dimensions["A"].width = 110
    for row, line in enumerate(_README.splitlines(), 1):
        cell = sheet.cell(row, 1, line.removeprefix("# "))
        cell.font = Font(_FONT, 11, bold=line.startswith("#"))
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _edition(sheet: Any) -> None:
    columns = (
        _Column("key", "Nazwa ustawienia. Nie zmieniaj jej.", 26),
        _Column("value", "Tu wpisz wartość.", 44),
        _Column("opis", "Co znaczy ustawienie.", 90),
    )
    _table(sheet, columns, [(key, value, note) for key, value, note, _ in _EDITION])
    for row, (key, _, _, choices) in enumerate(_EDITION, 2):
        sheet.cell(row, 1).fill = _KEY_FILL
        sheet.cell(row, 3).font = Font(_FONT, 11, italic=True, color="555555")
        if choices:
            _choose(sheet, f"B{row}", choices, others=key in _OPEN)


def _table(sheet: Any, columns: Sequence[_Column], rows: Iterable[Sequence[Any]]) -> None:
    for i, column in enumerate(columns, 1):
        letter = get_column_letter(i)
        head = sheet.cell(1, i, column.heading)
        head.font, head.fill, head.number_format = _HEAD_FONT, _HEAD, _TEXT
        head.comment = Note(column.note, "cluster-reports", width=320, height=110)
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].number_format = column.format  # for cells still to be filled in
        cells = f"{letter}2:{letter}{PREPARED_ROWS}"
        if column.choices:
            _choose(sheet, cells, column.choices)
        elif column.number:
            rule = DataValidation(
                "decimal", operator="between", formula1="-1E15", formula2="1E15", allow_blank=True
            )
            _explain(rule, "Wpisz samą liczbę, bez jednostki. Brak odpowiedzi: zostaw pustą komórkę.")
            rule.add(cells)
            sheet.add_data_validation(rule)
    for row, values in enumerate(rows, 2):
        for i, value in enumerate(values, 1):
            if value != "":
                sheet.cell(row, i, value)
            sheet.cell(row, i).number_format = columns[i - 1].format
    sheet.freeze_panes = "B2"


def _choose(sheet: Any, cells: str, choices: Sequence[str], others: bool = False) -> None:
    """A drop-down, which refuses ``others`` or lets them pass."""
    rule = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    if not others:
        _explain(rule, f"Wybierz z listy: {', '.join(choices)}")
    rule.add(cells)
    sheet.add_data_validation(rule)


def _explain(rule: DataValidation, text: str) -> None:
    rule.showErrorMessage = True
    rule.errorTitle, rule.error = "Nie tak", text
