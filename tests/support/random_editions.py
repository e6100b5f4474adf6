"""Random editions as files: studies that nobody here made.

:func:`shapes` draws the shape of a study (units, areas, indicators, depth, method, what is missing, what
names are like); the numbers follow from a drawn seed, so that a failure shrinks to a small shape and is the
same at every run.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st

#: Names that are also something else: words of the program in both languages, of the title, of groups, of the
#: framework, names that end in digits or are parts of others.
AWKWARD = (
    "Źródło", "Mediana", "Wyniki", "Summary", "Benchmark", "Sources", "Rekomendacje", "Overall", "Klaster",
    "Lima", "Guatemala", "Natura 2000", "Attainment 8", "Entry 2", "Północ", "Edukacja", "Wiedza", "Median",
    "Łódź-2", "Nowa Sól", "Sól", "St. Mary's", "O’Higgins", "Côte d'Ivoire", "1 Maja", "Gini", "Cel", "Zysk",
    "Name", "Place", "Obszar", "Annex", "E-usługi", "Group", "Grupa", "Pozycja", "Profil",
)  # fmt: skip
#: Names of areas and indicators, Polish and English.
TOPICS = (
    ("Natura 2000", "Natura 2000"),
    ("Współczynnik Giniego", "Gini coefficient"),
    ("Ocena Economist Intelligence Unit", "Economist Intelligence Unit rating"),
    ("Projekty Horyzontu 2020", "Horizon 2020 projects"),
    ("Osoby w wieku 25–64 lat", "People aged 25–64"),
    ("Lekarze na 1 000 mieszkańców", "Doctors per 1,000 inhabitants"),
    ("PM2.5", "PM2.5"),
    ("Attainment 8", "Attainment 8"),
    ("Edukacja", "Education"),
    ("Dochód na osobę", "Income per person"),
    ("Liczba ludności", "Population"),
    ("Zadłużenie", "Debt"),
    ("Dostęp do wody", "Access to water"),
    ("Jakość powietrza w największych ośrodkach", "Air quality in the largest centres"),
    ("Zaufanie", "Trust"),
    ("E-usługi", "E-services"),
    ("Mediana wynagrodzeń", "Median wage"),
    ("Rekomendacje wdrożone", "Recommendations carried out"),
)
#: Names that hold numbers, end in them, are them, or are longer by one than others: of areas, indicators,
#: groups, answers and units.
NUMBERED = (
    "Sieć", "Sieć 2", "Sieć 2 2", "2014", "Klaster-Żółw) 2014", "5 %", "3 z 5", "12,5", "1.", "nr 7: 8",
    "24/7", "Nakłady 1 234", "2–4", "(5)", "Udział 0,5", "1. miejsce 1", "Mediana 3", "Rok 2014, 2018", "+5",
    "Plan -2", "5", "2", "3 pkt", "mniej niż 5", "Top 10", "A1", "7.", "Wynik 50", "40% 2",
)  # fmt: skip
UNITS = (
    ("", ""),
    ("%", "%"),
    ("zł", "zł"),
    ("osoby", "persons"),
    ("mln USD", "million USD"),
    ("na 100 tys.", "per 100,000"),
)


@dataclass(frozen=True)
class Shape:
    """What a random edition is like. ``depth`` counts the levels below the root. ``left``: the earlier
    edition has a unit and an indicator that ended; ``profile``: units have characteristics; ``compared`` is
    the benchmark; ``aggregates`` are the means by level where they differ; ``unit`` is the ready set of its
    words, or empty for plural forms only. ``answers`` is how many whole numbers from 1 up are answered, as on
    a scale of five, where it is not 0.
    """

    seed: int
    units: int
    areas: int
    indicators: int
    depth: int
    normalise: str
    scale: tuple[float, float]
    aggregate: str
    missing: float
    history: bool
    groups: int
    comments: bool
    decimals: bool
    yes_no: bool
    language: str
    left: bool = False
    profile: bool = False
    compared: str = "max"
    aggregates: tuple[str, ...] = ()
    unit: str = "cluster"
    public: bool = False
    answers: int = 0
    numbered: bool = False


#: The plural forms of a noun that is in no ready set.
_FORMS = """\
pl = { one = "związek", few = "związki", many = "związków", other = "związku" }
en = { one = "union", other = "unions" }"""

_SCALES: Mapping[str, Sequence[tuple[float, float]]] = {
    "minmax": [(0, 100), (0, 1), (0, 10), (1, 100), (1, 7)],
    "percentile": [(0, 100), (0, 1)],
    "zscore": [(100, 10), (0, 1), (50, 10)],
    "goalposts": [(0, 100), (0, 1)],
    "none": [(0, 100)],
}


@st.composite
def shapes(draw: st.DrawFn, most_units: int = 60, most_indicators: int = 24) -> Shape:
    """Any study that fits the contract of the input."""
    normalise = draw(st.sampled_from(list(_SCALES)))
    scale = draw(st.sampled_from(list(_SCALES[normalise])))
    positive = scale[0] > 0 and normalise in ("minmax", "percentile")
    means = ("arithmetic", "geometric", "harmonic") if positive else ("arithmetic",)
    depth = draw(st.integers(1, 5))
    aggregates = draw(st.lists(st.sampled_from(means), min_size=1, max_size=min(depth, 2)))
    return Shape(
        seed=draw(st.integers(0, 10**6)),
        units=draw(st.one_of(st.integers(3, 12), st.integers(3, most_units))),
        areas=draw(st.one_of(st.integers(1, 3), st.integers(1, 20))),
        indicators=draw(st.one_of(st.integers(1, 8), st.integers(1, most_indicators))),
        depth=depth,
        normalise=normalise,
        scale=scale,
        aggregate=aggregates[0],
        missing=draw(st.sampled_from([0.0, 0.0, 0.1, 0.5])),
        history=draw(st.booleans()),
        groups=draw(st.integers(0, 2)),
        comments=draw(st.booleans()),
        decimals=draw(st.booleans()),
        yes_no=draw(st.booleans()),
        language=draw(st.sampled_from(["pl", "en"])),
        left=draw(st.booleans()),
        profile=draw(st.booleans()),
        compared=draw(st.sampled_from(["max", "max", "top3-mean"])),
        aggregates=tuple(aggregates),
        answers=draw(st.sampled_from([0, 0, 2, 5, 11])),
        unit=draw(st.sampled_from(["cluster", "country", "municipality", "school", "participant", ""])),
        public=draw(st.sampled_from([False, False, True])),
        numbered=draw(st.sampled_from([False, False, True])),
    )


def tree(shape: Shape, chance: Random) -> list[tuple[str, str]]:
    """(code, parent) of every node, parents first; the last ones of each branch are indicators."""
    nodes = [("R", "")]
    count = 0
    for area in range(min(shape.areas, shape.indicators)):
        share = shape.indicators // min(shape.areas, shape.indicators) + (
            area < shape.indicators % min(shape.areas, shape.indicators)
        )
        if shape.depth == 1:
            for _ in range(share):
                count += 1
                nodes.append((f"I{count}", "R"))
            continue
        path = [f"A{area + 1}"]
        nodes.append((path[0], "R"))
        for level in range(2, shape.depth):
            if chance.random() < 0.8:
                path.append(f"{path[-1]}.{level}")
                nodes.append((path[-1], path[-2]))
        for number in range(share):
            # A second sub-area where there are several indicators.
            if shape.depth > 2 and number and number == share // 2 and len(path) > 1:
                path[-1] = f"{path[-2]}.z"
                nodes.append((path[-1], path[-2]))
            count += 1
            nodes.append((f"{path[-1]}.i{number + 1}", path[-1]))
    return nodes


def _column(shape: Shape, chance: Random) -> tuple[list[float | str], str, str]:
    """(values of every unit, unit, decimals) of one indicator."""
    if shape.answers:
        return [float(chance.randint(1, shape.answers)) for _ in range(shape.units)], "", ""
    if shape.normalise == "none":
        return [round(chance.uniform(*shape.scale), 3) for _ in range(shape.units)], "", ""
    kind = chance.choice(
        ["real", "real", "whole", "share", "signed", "ties", "skewed", "yesno", "part", "z", "nobody"]
    )
    if kind == "yesno" and shape.yes_no:
        return [chance.choice(["tak", "nie"]) for _ in range(shape.units)], "tak/nie", ""
    if kind == "share":
        return [round(chance.uniform(0, 100), chance.choice([0, 1, 3])) for _ in range(shape.units)], "%", ""
    if kind == "part":
        return [round(chance.random(), 3) for _ in range(shape.units)], "", ""
    if kind == "z":
        return [round(chance.gauss(0, 1), 4) for _ in range(shape.units)], "", ""
    if kind == "nobody" and shape.indicators > 3:  # but one or two
        return [float(chance.choice([0, 0, 0, 0, 7])) for _ in range(shape.units)], "zł", ""
    size = 10.0 ** chance.randint(-5, 9)
    spread = {
        "real": lambda: chance.uniform(0.1, 9) * size,
        "signed": lambda: chance.uniform(-9, 9) * size,
        "skewed": lambda: chance.lognormvariate(0, 2.5) * size,
        "ties": lambda: chance.choice([1, 2, 3, 3, 3]) * size,
    }.get(kind, lambda: chance.uniform(1, 9) * size)
    values: list[float | str] = [
        float(f"{spread():.{chance.choice([2, 4, 9])}g}") for _ in range(shape.units)
    ]
    if kind == "whole" and size >= 10:
        values = [float(round(float(value))) for value in values]
    decimals = str(chance.randint(0, 3)) if shape.decimals and size >= 1 else ""
    longest = max(abs(float(value)) for value in values) * 10
    while decimals and longest * 10.0 ** (int(decimals) + 1) >= 1e13:  # no table has room for more digits
        decimals = str(int(decimals) - 1) if decimals != "0" else ""
    return values, chance.choice([unit for unit, _ in UNITS if unit != "%"]), decimals


def _names(shape: Shape, chance: Random) -> list[str]:
    first = [f"{name} K{chance.randint(1, 9)}" for name in NUMBERED] if shape.numbered else list(AWKWARD)
    pool = [*first, *(f"Jednostka {number}" for number in range(1, shape.units + 1))]
    chance.shuffle(first)
    return [*first, *pool[len(first) :]][: shape.units]


def _number(value: float) -> str:
    """A number as a plain table writes it, never one that could be read in two ways."""
    text = format(Decimal(repr(value)), "f")
    whole, _, part = text.partition(".")
    return f"{whole}.{part}0" if len(part) == 3 else text


def _text(rows: Sequence[Sequence[Any]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def files(shape: Shape) -> dict[str, str]:
    """The files of the edition, by name."""
    chance = Random(shape.seed)  # noqa: S311  not for secrets
    nodes = tree(shape, chance)
    parents = {parent for _, parent in nodes}
    leaves = [code for code, _ in nodes if code not in parents]
    columns = {code: _column(shape, chance) for code in leaves}
    topics = [(name, name) for name in NUMBERED] if shape.numbered else list(TOPICS)
    chance.shuffle(topics)
    framework: list[list[Any]] = [
        ["code", "parent", "name_pl", "name_en", "direction", "weight", "unit", "unit_en", "decimals", "low",
         "high", "influence", "comparable"]
    ]  # fmt: skip
    english = dict(UNITS) | {"tak/nie": "yes/no"}
    for number, (code, parent) in enumerate(nodes):
        pl, en = topics[number % len(topics)]
        again = f" {number // len(topics) + 1}" if number >= len(topics) else ""
        values, unit, decimals = columns.get(code, ([], "", ""))
        numbers = [value for value in values if isinstance(value, float)]
        posts = ["", ""]
        if shape.normalise == "goalposts" and numbers and min(numbers) < max(numbers):
            posts = [repr(min(numbers)), repr(max(numbers))]
        elif shape.normalise == "goalposts" and numbers:
            posts = [repr(numbers[0] - 1), repr(numbers[0] + 1)]
        direction = chance.choice([1, 1, -1]) if code in columns and unit != "tak/nie" and numbers else 1
        if shape.normalise == "none":
            direction = 1
        weight = chance.choice([1, 1, 1, 2, 0.5])
        influence = chance.randint(1, 3) if code in columns else ""
        comparable = chance.choice(["tak", "tak", "nie"])
        row = [pl + again, en + again, direction, weight, unit, english[unit], decimals, *posts, influence,
               comparable]  # fmt: skip
        framework.append(
            [code, parent, *row] if code != "R" else ["R", "", "Wynik ogólny", "Overall score", *row[2:]]
        )
    names = _names(shape, chance)
    heads = ["id", "name", "short_name", "language", "coordinator", "email", "consent"]
    groups = ["group_region", "group_size"][: shape.groups]
    regions, sizes = ["Północ", "Południe", "Lima"], ["duży", "mały"]
    towns = names
    if shape.numbered:
        regions, sizes = chance.sample(NUMBERED, 3), chance.sample(NUMBERED, 2)
        towns = list(NUMBERED)
    traits = ["profile_people", "profile_rural", "profile_seat", "profile_coast"] if shape.profile else []
    clusters = [[*heads, *groups, *traits]]
    for number, name in enumerate(names):
        of = [chance.choice(regions), chance.choice(sizes)][: shape.groups]
        clusters.append(
            [f"u{number:03d}", name, name, shape.language, f"Biuro {number}", f"b{number}@example.com",
             chance.choice(["tak", "nie"]), *of]
        )  # fmt: skip
        if shape.profile:
            people = str(int(10 ** chance.uniform(1, 7)))
            rural, coast = str(chance.randint(0, 100)), chance.choice(["tak", "nie"])
            told = [people, rural, chance.choice(towns), coast]
            clusters[-1] += ["" if chance.random() < shape.missing / 2 else cell for cell in told]
    ids = [row[0] for row in clusters[1:]]

    answering = {code: chance.randrange(shape.units) for code in leaves}  # an indicator has an answer

    def table(drift: float) -> str:
        rows: list[list[Any]] = [["id", *leaves]]
        for number, key in enumerate(ids):
            row: list[Any] = [key]
            for code in leaves:
                value = columns[code][0][number]
                if isinstance(value, float) and drift:
                    value = (
                        value
                        if columns[code][1] == "%"
                        else float(f"{value * (1 + chance.uniform(-drift, drift)):.6g}")
                    )
                row.append(
                    ""
                    if chance.random() < shape.missing and number != answering[code]
                    else value
                    if isinstance(value, str)
                    else _number(value)
                )
            rows.append(row)
        if drift and shape.left:
            rows = [[*row, "GONE" if row is rows[0] else chance.randint(1, 9)] for row in rows]
            rows.append(["gone", *[""] * len(leaves), 3])
        return _text(rows)

    words = f'set = "{shape.unit}"' if shape.unit else _FORMS
    toml = f"""id = "random-2024"
label = "2024"
language = "{shape.language}"
title = {{ pl = "Badanie gmin Gwatemali", en = "Study of the municipalities of Guatemala" }}
period = {{ pl = "rok 2024", en = "2024" }}
published = "2024-05-10"
fictional = true

[unit]
{words}

[disclosure]
public = {json.dumps(shape.public)}

[method]
normalise = "{shape.normalise}"
scale = {json.dumps(list(shape.scale))}
aggregate = {json.dumps(list(shape.aggregates) or shape.aggregate)}
benchmark = "{shape.compared}"
missing = {0.5 if shape.missing > 0.3 else 0.67}

[publisher]
name = "Wydawca badania"
email = "badanie@example.com"
"""
    made = {
        "framework.csv": _text(framework),
        "clusters.csv": _text(clusters),
        "values.csv": table(0.0),
    }
    if shape.history:
        made["values-2020.csv"] = table(0.3)
        took_part = shape.units + shape.left
        toml += f'\n[[history]]\nlabel = "2020"\nvalues = "values-2020.csv"\nparticipants = {took_part}\n'
    if shape.profile:
        made["profile.csv"] = _text(
            [
                ["code", "name_pl", "name_en", "unit", "unit_en", "kind", "of"],
                ["people", "Liczba mieszkańców", "Inhabitants", "osoby", "people", "number", ""],
                ["rural", "Mieszkańcy wsi", "Rural inhabitants", "% mieszkańców", "% of inhabitants", "share",
                 "people"],
                ["seat", "Siedziba powiatu", "Seat of the district", "", "", "text", ""],
                ["coast", "Dostęp do morza", "Access to the sea", "", "", "yes/no", ""],
            ]
        )  # fmt: skip
    if shape.numbered and shape.groups:
        called = zip(groups, chance.sample(NUMBERED, 2), strict=False)
        made["groups.csv"] = _text(
            [
                ["column", "value", "name_pl", "name_en"],
                *([group[6:], "", name, name] for group, name in called),
            ]
        )
    if shape.comments:
        made["comments.csv"] = _text(
            [
                ["id", "place", "text_pl", "text_en"],
                [
                    ids[0],
                    "summary",
                    "Wynik **wyraźnie** lepszy niż w 2020 r.",
                    "A **much** better score than in 2020.",
                ],
            ]
        )
    return {"edition.toml": toml, **made}


def write(shape: Shape, folder: Path) -> Path:
    """Write the edition into ``folder`` and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files(shape).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
