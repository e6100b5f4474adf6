"""One small sound report for the tests of the finished file: rendered once, then corrupted in many ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.document.blocks import (
    Block,
    Cell,
    Chart,
    Column,
    Columns,
    Contents,
    ContentsLine,
    Cover,
    DataFile,
    DataSheet,
    Fact,
    Heading,
    Item,
    ItemList,
    KeyFigure,
    KeyFigures,
    Link,
    LogoSlot,
    Para,
    Report,
    Row,
    Section,
    Table,
)
from reports.document.charts import Axis, Bars, Dumbbell, DumbbellRow, Range, Strip, StripHead
from reports.pages import report as layout
from support.pagework import Edit, as_they_are

FOREIGN = ("Klaster Zielona Dolina", "Zielona Dolina", "Alfa-Beta")

_STRIP = Strip(peers=(20.0, 30.0, 57.4, 80.0), q1=25.0, median=43.7, q3=68.0, own=57.4)


_NUMBERS = {("OGOL", "score"): "57,4", ("OGOL", "group.median"): "43,7", ("OGOL", "rank"): "2."}


@dataclass(frozen=True)
class Published:
    """The published numbers, those of the sound report unless told otherwise."""

    texts: Mapping[tuple[str, str], str] = field(default_factory=lambda: _NUMBERS)

    def text(self, fact: Fact) -> str:
        return self.texts[fact.node, fact.what]


def report() -> Report:
    """Cover, summary (one page), area (one page), annex with a table over two pages."""
    return Report(
        cluster_id="k07",
        edition_id="2018",
        lang="pl",
        title="Raport dedykowany 2018: Klaster Nowa Zielona Dolina",
        author="Zespół badania & wydawca",
        subject="Wyniki klastra na tle 4 klastrów",
        keywords=("klaster", "benchmarking"),
        date="2018-11-22",
        name="Klaster Nowa Zielona Dolina",
        short_name="Nowa Zielona Dolina",
        footer="Benchmarking klastrów · edycja 2018",
        cover_bookmark="Okładka",
        cover=Cover(
            study="Benchmarking klastrów",
            edition="Edycja 2018",
            kind="Raport dedykowany",
            name="Klaster Nowa Zielona Dolina",
            name_size="large",
            score="57,4",
            score_label="wynik ogólny na 100 pkt",
            bars=Bars((20.0, 30.0, 57.4, 80.0)),
            logos=(LogoSlot("znak wydawcy"),),
            notices=("Dane przykładowe.",),
            fact=Fact("OGOL", "score"),
        ),
        sections=(
            Section("summary", "1. Podsumowanie", "2. miejsce na 4 klastry", _summary()),
            Section("area", "2. Zasoby klastra", "Zasoby powyżej mediany", _area()),
            Section("annex", "3. Załącznik", "Wszystkie wskaźniki", (_long_table(),), pages=(2, 3)),
        ),
        own_names=("Klaster Nowa Zielona Dolina", "Nowa Zielona Dolina"),
        data=DataFile(
            "k07-2018.xlsx",
            "Liczby z raportu: Klaster Nowa Zielona Dolina",
            (
                DataSheet(
                    "Dane",
                    (
                        (Cell("Kod"), Cell("Wynik"), Cell("Miejsce")),
                        (
                            Cell("OGOL"),
                            Cell("57,4", fact=Fact("OGOL", "score")),
                            Cell("2.", fact=Fact("OGOL", "rank")),
                        ),
                    ),
                ),
            ),
        ),
    )


def _summary() -> tuple[Block, ...]:
    score, median, rank = (
        Cell("57,4", "own", fact=Fact("OGOL", "score")),
        Cell("43,7", fact=Fact("OGOL", "group", "median")),
        Cell("2.", fact=Fact("OGOL", "rank")),
    )
    return (
        Para("Klaster uzyskał 57,4 pkt, o 13,7 pkt więcej niż mediana grupy.", "lead"),
        KeyFigures(
            (
                KeyFigure("57,4", "/ 100 pkt", "Wynik ogólny", "mediana 43,7", "own", Fact("OGOL", "score")),
                KeyFigure("2.", "na 4", "Miejsce", "druga ćwiartka", fact=Fact("OGOL", "rank")),
            )
        ),
        Table(
            "strip",
            "t-strip",
            "Tabela 1.",
            "Wyniki w punktach.",
            (
                Column("Obszar", "left", 44.0),
                Column("Rozkład", "graphic", 73.0, StripHead(43.7, 57.4, "mediana", "Państwa klaster")),
                Column("Klaster"),
                Column("Mediana"),
                Column("Miejsce"),
            ),
            (
                Row(
                    (Cell("Wynik ogólny"), Cell(graphic=_STRIP, spoken="powyżej"), score, median, rank),
                    "total",
                ),
                Row(
                    (Cell("Zasoby"), Cell(graphic=_STRIP, spoken="poniżej"), Cell("9,1"), median, Cell("4."))
                ),
            ),
            axis=Axis(),
            notes=("Klastry o tej samej wartości zajmują to samo miejsce.",),
        ),
        Columns(
            (
                ItemList("Mocne strony", (Item("Spotkania grup", "24 w roku; mediana 11"),)),
                ItemList(
                    "Największe luki",
                    (Item("Partnerzy", "4; mediana 9", Link("Rozdział: zasoby", "area", page=True)),),
                ),
            )
        ),
    )


def _area() -> tuple[Block, ...]:
    row = DumbbellRow("Potencjał", 57.4, "57,4", 25.0, 43.7, 68.0, 80.0, "80,0", "2.", False)
    return (
        Heading("Podobszary"),
        Chart(
            "w-1",
            "Wykres 1.",
            "Potencjał powyżej mediany",
            "Romb to klaster.",
            "Wykres: Potencjał 57,4, mediana 43,7.",
            Dumbbell((row,), "mediana", "najlepszy", "Miejsce", "pkt"),
        ),
        Table(
            "actions",
            "t-actions",
            "Tabela 2.",
            "Działania.",
            (Column("Działanie", "left"), Column("Termin", "left", 40.0)),
            (Row((Cell("Pozyskać partnerów", small="z zagranicy"), Cell("18 miesięcy"))),),
        ),
        Contents(
            "Spis treści",
            (
                ContentsLine(Link("1. Podsumowanie", "summary", page=True), "Najważniejsze"),
                ContentsLine(Link("3. Załącznik", "annex", page=True), "Tabele"),
            ),
        ),
        Para("Badawczo-rozwojowe projekty zależą od naborów.", "note"),
    )


def _long_table() -> Table:
    shown = Range(1.0, 2.0, 3.0, 4.0, 5.0, 3.0)
    rows = [Row((Cell("Zasoby klastra"),), "group")] + [
        Row((Cell(f"Wskaźnik {n}"), Cell(f"{n},5"), Cell(graphic=shown, spoken="w środkowej połowie")))
        for n in range(1, 61)
    ]
    return Table(
        "indicators",
        "t-all",
        "Tabela 3.",
        "Wskaźniki.",
        (Column("Wskaźnik", "left"), Column("Klaster", "right", 30.0), Column("Położenie", "graphic", 37.0)),
        tuple(rows),
        flows=True,
    )


def rendered(of: Report, edit: Edit = as_they_are) -> bytes:
    """The report as a finished file; ``edit`` corrupts the pages on their way to the painter."""
    return layout.finished(of, edit(layout.lay_out(of)))
