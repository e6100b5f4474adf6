"""Writes the numbers of the sample edition ``sample-2018``: forty clusters that do not exist.

``framework.csv``, ``profile.csv``, ``questions.csv``, ``interviews.csv`` and ``edition.toml`` are written by
hand. This script reads the framework and writes ``clusters.csv``, ``groups.csv``, ``values.csv``,
``values-2014.csv`` and ``survey.csv`` beside it, always the same bytes. Run it after a change with
``python data/make_sample.py``.

How a value comes about: every cluster has a level in every area, a deviation in every sub-area and one
in every indicator, all drawn from one seeded generator; clusters the reports are tried on (the leader,
the last one, ...) have their level written down in ``LEVELS``. The sum is stretched to 0-1 over the
group, bent by the power of the sub-area in ``POWERS`` (above 1 most clusters are low and a few are far ahead)
and laid on the natural range of the indicator in ``RANGES``.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

FOLDER = Path(__file__).parent / "sample-2018"
SEED = 2018
YEAR = 2018  # of the edition
AREAS = "ZPWOI"

#: How much of the variance of an indicator comes from the cluster's level, the sub-area, the indicator.
SHARE_LEVEL, SHARE_SUB_AREA, SHARE_INDICATOR = 0.48, 0.17, 0.35

#: The power that bends the distribution of a sub-area, so that its median comes near the level wanted.
POWERS = {
    "Z1": 0.9, "Z2": 1.5, "Z3": 2.2,
    "P1": 0.5, "P2": 0.7, "P3": 1.3, "P4": 1.0, "P5": 1.3, "P6": 1.0,
    "W1": 1.5, "W2": 1.7, "W3": 0.8,
    "O1": 1.4, "O2": 1.2, "O3": 2.3, "O4": 0.4,
    "I1": 1.5, "I2": 1.3, "I3": 1.5,
}  # fmt: skip

#: Lowest and highest value of an indicator, in its own unit. What is not here follows from the profile.
RANGES: dict[str, tuple[float, float]] = {
    "Z1.1": (0.5, 11.5), "Z1.2": (4, 78), "Z1.3": (0, 50), "Z1.4": (1, 54),
    "Z2.1": (64, 4180), "Z2.2": (8, 94), "Z2.3": (4, 63), "Z2.4": (0, 60),
    "Z3.1": (0, 2850), "Z3.2": (0, 12), "Z3.3": (0, 74),
    "P1.1": (22, 98), "P1.2": (0, 1), "P1.3": (0, 8), "P1.4": (14, 91),
    "P2.1": (0.4, 8.8), "P2.2": (12, 100), "P2.3": (18, 100), "P2.4": (0, 26),
    "P3.1": (0, 14), "P3.2": (0, 61), "P3.3": (3, 184),
    "P4.1": (2, 137), "P4.2": (1.6, 88.4), "P4.3": (1, 29),
    "P5.1": (0, 11), "P5.2": (0, 66), "P5.3": (0, 38),
    "P6.1": (0, 1), "P6.2": (9, 96), "P6.3": (0, 72),
    "W1.1": (0, 68), "W1.2": (0, 41), "W1.3": (0, 58.6), "W1.4": (0, 83),
    "W2.1": (0, 92), "W2.2": (0, 36), "W2.3": (0, 23), "W2.4": (0, 39.4),
    "W3.1": (11, 1380), "W3.2": (7, 84), "W3.3": (1, 58), "W3.4": (0, 312),
    "O1.1": (0, 16), "O1.2": (0, 21), "O1.3": (0, 26), "O1.4": (0, 27),
    "O2.1": (0, 12), "O2.2": (0, 18), "O2.3": (0, 15), "O2.4": (0, 19),
    "O3.1": (0, 58), "O3.2": (14.2, 141.5), "O3.3": (0, 12),
    "O4.3": (17, 93),
    "I1.1": (0, 1), "I1.2": (0, 6), "I1.3": (0, 29), "I1.4": (0, 54),
    "I2.1": (0, 11), "I2.2": (0, 14), "I2.3": (0, 44), "I2.4": (0, 19),
    "I3.1": (4, 81), "I3.2": (1.2, 66.3), "I3.3": (0, 23), "I3.4": (0, 47),
}  # fmt: skip

#: Without any of the things on the right there cannot be any of the thing on the left.
NEEDS = {
    "Z3.3": ("Z3.1", "Z3.2"),
    "P5.2": ("P5.1",),
    "W1.1": ("W1.2",),
    "W1.3": ("W1.2",),
    "I2.3": ("I2.1",),
    "I3.4": ("I3.3",),
}

#: Levels by area (Z P W O I) of the clusters whose place in the group is meant.
LEVELS: dict[str, tuple[float, float, float, float, float]] = {
    "bitowia": (1.6, 1.6, 1.6, 1.4, 1.5),  # the leader
    "jarometal": (1.7, 1.7, 2.0, 1.34, 1.8),  # second, close behind
    "biogazin": (-1.0, -1.8, -0.9, -1.4, -0.9),  # the last one
    "nowocyfrowie": (-0.7, 1.3, -0.6, -0.9, -0.7),  # two years old, and its processes are mature
}

#: The same in 2014, for those whose way is meant; the others' follow from their level today.
LEVELS_2014: dict[str, tuple[float, float, float, float, float]] = {
    "jarometal": (-0.15, -0.15, -0.15, 0.0, -0.15),
}

#: Key clusters since this year: too short a time to show in their results.
NEW_KEYS = ("filmogard", "szynowit", "zielarzyn")

#: Answers that were not given.
MISSING: dict[str, tuple[str, ...]] = {
    # The international work was not answered for: no score in I2, I3 and the whole area.
    "wodolin": ("W2.4", "I2.1", "I2.2", "I2.3", "I2.4", "I3.1", "I3.2", "I3.4"),
    "kresowica": ("O3.1", "O3.2", "O3.3"),  # no score in O3, the area keeps one
    "szkutnia-wiatrowo": ("Z2.1", "W1.3"),
    "autozwornia": ("P4.2",),
    "sadowin": ("I3.2",),
    "grywalin": ("W2.4", "W1.4"),
    "gorzyslawa": ("O4.2",),
    "danogora": ("W2.1", "O2.2", "P2.1"),
}
MISSING_2014: dict[str, tuple[str, ...]] = {
    "transwierz": ("Z2.1", "I3.2"),
    "mleczogrod": ("W2.4", "O3.2", "P2.1"),  # with what cannot be compared: no place in P then
}

#: The second cluster gives the same answers as the first in these indicators: an exact tie in O2.
SAME_ANSWERS = ("rzemiosno", "sportowisk", ("O2.1", "O2.2", "O2.3", "O2.4"))

#: Clusters whose members were asked, the questions that are rated from 1 to 5, and the indicator that was
#: asked for, too, with the range of what members say of it, as a share of the coordinator's answer.
SURVEYED = ("biogazin", "bitowia", "filmogard", "jarometal", "nowocyfrowie", "tkaninowo", "zelazna-laka")
RATED = ("benefits", "information", "services")
ASKED, HEARD = "P2.2", (0.6, 1.05)

#: How many other clusters took part in 2014; they only matter for the ranks of that edition.
GONE_SINCE_2014 = 15


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a cluster before it answers."""

    id: str
    name: str
    short_name: str
    sector: str
    voivodeship: str
    members: int
    founded: int
    key: bool
    in_2014: bool
    legal_form: str
    speciality: str


MAKING, LIVING, ICT = "produkcja i transport", "jakość życia i turystyka", "ICT"
ENERGY, FOOD = "energia i środowisko", "żywność i biogospodarka"
SOCIETY, FOUNDATION, COMPANY, JOINT_STOCK = "stowarzyszenie", "fundacja", "spółka z o.o.", "spółka akcyjna"

# id, name, short name, sector, voivodeship, members, founded, key cluster, in 2014, legal form, speciality
# fmt: off
CLUSTERS = tuple(Profile(*row) for row in (
    ("jarometal", "Klaster Wytwórców Metalowych „Jarometal”", "Jarometal", MAKING, "świętokrzyskie",
     138, 2008, True, True, JOINT_STOCK, "obróbka metali"),
    ("stalobrzeg", "Stalobrzeski Klaster Maszynowy", "Stalobrzeg", MAKING, "śląskie",
     182, 2007, True, True, COMPANY, "budowa maszyn"),
    ("lotnianka", "Klaster Techniki Lotniczej „Lotnianka”", "Lotnianka", MAKING, "podkarpackie",
     205, 2005, True, True, SOCIETY, "części lotnicze"),
    ("transwierz", "Klaster Logistyczny „Transwierz”", "Transwierz", MAKING, "łódzkie",
     83, 2010, False, True, COMPANY, "transport i magazyny"),
    ("meblogaj", "Klaster Meblarski „Meblogaj”", "Meblogaj", MAKING, "warmińsko-mazurskie",
     72, 2009, False, True, SOCIETY, "meble"),
    ("tworzywin", "Tworzywin – Klaster Przetwórstwa Tworzyw", "Tworzywin", MAKING, "kujawsko-pomorskie",
     112, 2006, True, True, COMPANY, "tworzywa sztuczne"),
    ("szynowit", "Klaster Techniki Kolejowej „Szynowit”", "Szynowit", MAKING, "opolskie",
     58, 2013, False, False, SOCIETY, "pojazdy szynowe"),
    ("budogrod", "Klaster Budownictwa Drewnianego „Budogród”", "Budogród", MAKING, "podlaskie",
     44, 2012, False, True, FOUNDATION, "domy z drewna"),
    ("szkutnia-wiatrowo", "Klaster Jachtowy „Szkutnia Wiatrowo”", "Szkutnia Wiatrowo", MAKING,
     "zachodniopomorskie", 39, 2014, False, False, SOCIETY, "jachty i łodzie"),
    ("odlewisko", "Klaster Odlewniczy „Odlewisko”", "Odlewisko", MAKING, "małopolskie",
     31, 2013, False, False, FOUNDATION, "odlewy"),
    ("tkaninowo", "Klaster Włókienniczy „Tkaninowo”", "Tkaninowo", MAKING, "łódzkie",
     64, 2009, False, True, SOCIETY, "tkaniny techniczne"),
    ("zelazna-laka", "Ponadregionalny Klaster Zaawansowanych Technologii Wytwarzania, Automatyki i Robotyki "
     "„Źródła Żelaznej Łąki”", "Żelazna Łąka", MAKING, "wielkopolskie",
     116, 2011, False, False, COMPANY, "automatyka produkcji"),
    ("autozwornia", "Klaster Dostawców Motoryzacji „Autozwornia”", "Autozwornia", MAKING, "dolnośląskie",
     121, 2010, True, False, COMPANY, "części do pojazdów"),
    ("zielonobor", "Klaster Turystyki Wiejskiej „Zielonobór”", "Zielonobór", LIVING, "lubelskie",
     141, 2008, False, True, SOCIETY, "turystyka wiejska"),
    ("uzdrowin", "Klaster Uzdrowiskowy „Uzdrowin Zdrój”", "Uzdrowin Zdrój", LIVING, "małopolskie",
     160, 2007, True, True, FOUNDATION, "uzdrowiska"),
    ("jezioranna", "Klaster Turystyki Wodnej „Jezioranna”", "Jezioranna", LIVING, "warmińsko-mazurskie",
     77, 2012, False, False, SOCIETY, "turystyka wodna"),
    ("kresowica", "Klaster Dziedzictwa Kulinarnego „Kresowica”", "Kresowica", LIVING, "podlaskie",
     52, 2013, False, False, SOCIETY, "kuchnia regionalna"),
    ("pogodnik", "Klaster Srebrnej Gospodarki „Pogodnik Jesienny”", "Pogodnik Jesienny", LIVING, "lubuskie",
     36, 2015, False, False, FOUNDATION, "usługi dla seniorów"),
    ("rzemiosno", "Klaster Rzemiosła Artystycznego „Rzemiosno”", "Rzemiosno", LIVING, "świętokrzyskie",
     41, 2011, False, True, SOCIETY, "rzemiosło"),
    ("sportowisk", "Klaster Sportu i Rekreacji „Sportowisk”", "Sportowisk", LIVING, "pomorskie",
     47, 2014, False, False, SOCIETY, "sport i rekreacja"),
    ("formolin", "Formolin – Klaster Wzornictwa", "Formolin", LIVING, "mazowieckie",
     86, 2010, False, True, FOUNDATION, "wzornictwo"),
    ("gorzyslawa", "Klaster Turystyki Górskiej „Dolina Gorzysława”", "Dolina Gorzysława", LIVING, "śląskie",
     427, 2006, True, True, COMPANY, "turystyka górska"),
    ("filmogard", "Klaster Przemysłów Kreatywnych „Filmogard”", "Filmogard", LIVING, "łódzkie",
     69, 2014, False, False, FOUNDATION, "film i animacja"),
    ("bitowia", "Klaster Technologii Informacyjnych „Bitowia”", "Bitowia", ICT, "pomorskie",
     236, 2006, True, True, COMPANY, "oprogramowanie dla przemysłu"),
    ("danogora", "Klaster Analizy Danych „Danogóra”", "Danogóra", ICT, "dolnośląskie",
     127, 2012, True, False, SOCIETY, "analiza danych"),
    ("cyfrolas", "Klaster Usług Cyfrowych „Cyfrolas”", "Cyfrolas", ICT, "mazowieckie",
     198, 2009, True, True, COMPANY, "usługi cyfrowe"),
    ("sieciowit", "Klaster Telekomunikacyjny „Sieciowit”", "Sieciowit", ICT, "lubelskie",
     74, 2010, False, True, FOUNDATION, "sieci i łączność"),
    ("grywalin", "Klaster Gier i Multimediów „Grywalin 3D”", "Grywalin 3D", ICT, "zachodniopomorskie",
     55, 2015, False, False, SOCIETY, "gry i multimedia"),
    ("robotyn", "Klaster Robotyki Usługowej „Robotyn”", "Robotyn", ICT, "wielkopolskie",
     63, 2013, False, False, COMPANY, "roboty usługowe"),
    ("kodowisko", "Klaster Oprogramowania „Kodowisko”", "Kodowisko", ICT, "podkarpackie",
     91, 2011, False, False, SOCIETY, "oprogramowanie"),
    ("nowocyfrowie", "Klaster Przemysłu 4.0 „Nowocyfrowie”", "Nowocyfrowie", ICT, "kujawsko-pomorskie",
     33, 2016, False, False, COMPANY, "cyfryzacja produkcji"),
    ("slonecznia", "Klaster Energii Odnawialnej „Słonecznia”", "Słonecznia", ENERGY, "lubuskie",
     129, 2008, True, True, JOINT_STOCK, "energia słoneczna"),
    ("wiatroslaw", "Klaster Energetyki Wiatrowej „Wiatrosław”", "Wiatrosław", ENERGY, "pomorskie",
     81, 2011, True, False, COMPANY, "energia wiatru"),
    ("wodolin", "Klaster „Woda & Energia” Wodolin", "Wodolin", ENERGY, "opolskie",
     46, 2012, False, False, FOUNDATION, "gospodarka wodna"),
    ("odzyskowo", "Klaster Gospodarki Odpadami „Odzyskowo”", "Odzyskowo", ENERGY, "wielkopolskie",
     68, 2009, False, True, COMPANY, "odzysk surowców"),
    ("biogazin", "Klaster Biogazowy „Biogazin”", "Biogazin", ENERGY, "lubuskie",
     21, 2015, False, False, SOCIETY, "biogaz"),
    ("ekowierch", "Klaster Budownictwa Energooszczędnego „Ekowierch”", "Ekowierch", ENERGY, "małopolskie",
     59, 2014, False, False, SOCIETY, "domy energooszczędne"),
    ("sadowin", "Klaster Przetwórstwa Owoców „Sadowin”", "Sadowin", FOOD, "mazowieckie",
     149, 2007, True, True, SOCIETY, "owoce i soki"),
    ("mleczogrod", "Klaster Mleczarski „Mleczogród”", "Mleczogród", FOOD, "podlaskie",
     66, 2010, False, True, COMPANY, "nabiał"),
    ("zielarzyn", "Klaster Zielarski „Zielarzyn”", "Zielarzyn", FOOD, "dolnośląskie",
     88, 2015, False, False, FOUNDATION, "zioła"),
))
# fmt: on

REGIONS = {
    "północ": ("kujawsko-pomorskie", "pomorskie", "warmińsko-mazurskie", "zachodniopomorskie"),
    "zachód": ("dolnośląskie", "lubuskie", "opolskie", "wielkopolskie"),
    "centrum": ("łódzkie", "mazowieckie", "świętokrzyskie"),
    "południe": ("małopolskie", "śląskie"),
    "wschód": ("lubelskie", "podkarpackie", "podlaskie"),
}
#: Column of a comparison group, value ("" for the column itself), what a reader calls it in both languages.
GROUP_NAMES = (
    ("kkk", "", "Status Krajowego Klastra Kluczowego", "Status of National Key Cluster"),
    ("kkk", "tak", "Krajowe Klastry Kluczowe", "National Key Clusters"),
    ("kkk", "nie", "pozostałe klastry", "other clusters"),
    ("sector", "", "Sektor", "Sector"),
    ("sector", MAKING, "produkcja i transport", "manufacturing and transport"),
    ("sector", LIVING, "jakość życia i turystyka", "quality of life and tourism"),
    ("sector", ICT, "technologie informacyjne (ICT)", "information technology (ICT)"),
    ("sector", ENERGY, "energia i środowisko", "energy and environment"),
    ("sector", FOOD, "żywność i biogospodarka", "food and bioeconomy"),
    ("sector_merged", "", "Grupa sektorów", "Group of sectors"),
    ("size", "", "Wielkość klastra", "Size of the cluster"),
    ("size", "mały", "do 49 członków", "up to 49 members"),
    ("size", "średni", "50–100 członków", "50–100 members"),
    ("size", "duży", "powyżej 100 członków", "more than 100 members"),
    ("region", "", "Część kraju", "Part of the country"),
    ("region", "północ", "północ kraju", "north of the country"),
    ("region", "zachód", "zachód kraju", "west of the country"),
    ("region", "centrum", "centrum kraju", "centre of the country"),
    ("region", "południe", "południe kraju", "south of the country"),
    ("region", "wschód", "wschód kraju", "east of the country"),
)
#: English forms. Names of voivodeships are those that offices use in English; two keep Polish letters.
ENGLISH = {
    SOCIETY: "association", FOUNDATION: "foundation", COMPANY: "limited liability company",
    JOINT_STOCK: "joint-stock company",
    "dolnośląskie": "Lower Silesia", "kujawsko-pomorskie": "Kuyavia-Pomerania", "lubelskie": "Lublin",
    "lubuskie": "Lubusz", "łódzkie": "Łódź", "małopolskie": "Lesser Poland", "mazowieckie": "Mazovia",
    "opolskie": "Opole", "podkarpackie": "Subcarpathia", "podlaskie": "Podlasie", "pomorskie": "Pomerania",
    "śląskie": "Silesia", "świętokrzyskie": "Świętokrzyskie", "warmińsko-mazurskie": "Warmia-Masuria",
    "wielkopolskie": "Greater Poland", "zachodniopomorskie": "West Pomerania",
    "obróbka metali": "metal working", "budowa maszyn": "mechanical engineering",
    "części lotnicze": "aircraft parts", "transport i magazyny": "transport and warehousing",
    "meble": "furniture", "tworzywa sztuczne": "plastics", "pojazdy szynowe": "rail vehicles",
    "domy z drewna": "timber houses", "jachty i łodzie": "yachts and boats", "odlewy": "castings",
    "tkaniny techniczne": "technical textiles", "automatyka produkcji": "production automation",
    "części do pojazdów": "vehicle parts", "turystyka wiejska": "rural tourism",
    "uzdrowiska": "health resorts", "turystyka wodna": "water tourism",
    "kuchnia regionalna": "regional cuisine",
    "usługi dla seniorów": "services for seniors", "rzemiosło": "crafts",
    "sport i rekreacja": "sport and recreation", "wzornictwo": "design",
    "turystyka górska": "mountain tourism", "film i animacja": "film and animation",
    "oprogramowanie dla przemysłu": "software for industry", "analiza danych": "data analysis",
    "usługi cyfrowe": "digital services", "sieci i łączność": "networks and communication",
    "gry i multimedia": "games and multimedia", "roboty usługowe": "service robots",
    "oprogramowanie": "software", "cyfryzacja produkcji": "digital production",
    "energia słoneczna": "solar energy", "energia wiatru": "wind energy",
    "gospodarka wodna": "water management", "odzysk surowców": "recovery of materials", "biogaz": "biogas",
    "domy energooszczędne": "low-energy houses", "owoce i soki": "fruit and juices",
    "nabiał": "dairy products", "zioła": "herbs",
}  # fmt: skip
#: What coordinators offer their members; each cluster names three.
OFFERS = (
    ("szkolenia branżowe", "training in the trade"),
    ("wspólne zakupy", "joint purchasing"),
    ("misje handlowe", "trade missions"),
    ("doradztwo prawne", "legal advice"),
    ("wspólne stoiska na targach", "joint stands at fairs"),
    ("pomoc przy wnioskach o dotacje", "help with grant applications"),
    ("kontakty z uczelniami", "contacts with universities"),
    ("badania rynku", "market research"),
    ("mentoring dla młodych firm", "mentoring for young firms"),
)
COORDINATORS = {
    SOCIETY: "Stowarzyszenie {}",
    FOUNDATION: "Fundacja {}",
    COMPANY: "{} Rozwój sp. z o.o.",
    JOINT_STOCK: "Agencja {} S.A.",
}


def decimal_text(value: float, decimals: int) -> str:
    """The number as it is published: half away from zero, so that the last digit is not the platform's."""
    step = 10.0**decimals
    return f"{math.copysign(math.floor(abs(value) * step + 0.5) / step, value) + 0.0:.{decimals}f}"


def whole_shares(counts: NDArray[np.int64]) -> list[int]:
    """Percentages without decimals that add to 100 (the largest remainders are rounded up)."""
    exact = counts / counts.sum() * 100
    shares = np.floor(exact).astype(int)
    for i in np.argsort(shares - exact, kind="stable")[: 100 - shares.sum()]:
        shares[i] += 1
    return [int(share) for share in shares]


class Study:
    """The framework with what making and scoring numbers needs of it."""

    def __init__(self, rows: Sequence[Mapping[str, str]]) -> None:
        self.rows = {row["code"]: row for row in rows}
        self.leaves = [code for code in self.rows if not self.children(code)]
        self.column = {code: i for i, code in enumerate(self.leaves)}
        self.direction = {code: int(self.rows[code]["direction"]) for code in self.leaves}
        self.decimals = {code: int(self.rows[code]["decimals"]) for code in self.leaves}
        self.comparable = [code for code in self.leaves if self.rows[code]["comparable"] == "1"]

    def children(self, code: str) -> list[str]:
        return [child for child, row in self.rows.items() if row["parent"] == code]

    def unit(self, code: str) -> str:
        return self.rows[code]["unit"]

    def scores(self, values: Array, frame: Array) -> dict[str, Array]:
        """Min-max 0-100 over the ``frame`` (clipped), weighted arithmetic means, NaN below two thirds."""
        low, high = np.nanmin(frame, axis=0), np.nanmax(frame, axis=0)
        turn = np.array([self.direction[code] for code in self.leaves])
        position = np.clip((values - low) / (high - low), 0, 1)
        leaf = 100 * np.where(turn > 0, position, 1 - position)
        found = {code: leaf[:, i] for code, i in self.column.items()}
        for code in sorted(self.rows, key=lambda code: -self.depth(code)):
            children = self.children(code)
            if children:
                score = np.column_stack([found[child] for child in children])
                weight = np.array([float(self.rows[child]["weight"]) for child in children])
                present = np.where(np.isnan(score), 0.0, weight)
                total = np.nansum(score * weight, axis=1)
                share = present.sum(axis=1)
                enough = share / weight.sum() >= 0.67
                found[code] = np.where(enough, total / np.where(enough, share, 1), np.nan)
        return found

    def depth(self, code: str) -> int:
        parent = self.rows[code]["parent"]
        return 0 if not parent else 1 + self.depth(parent)


def cluster_levels(rng: np.random.Generator) -> Array:
    """Clusters by areas, in standard deviations. Key clusters stand higher."""
    general = rng.normal(size=(len(CLUSTERS), 1))
    areas = rng.normal(size=(len(CLUSTERS), len(AREAS)))
    key = np.array([[0.5 if cluster.key else -0.25] for cluster in CLUSTERS])
    levels = np.clip(key + 0.7 * np.clip(general, -1.2, 1.2) + 0.45 * areas, -1.3, 1.4)
    for i, cluster in enumerate(CLUSTERS):
        if cluster.id in LEVELS:
            levels[i] = LEVELS[cluster.id]
    return levels


def latent(study: Study, levels: Array, calm: Array, rng: np.random.Generator) -> Array:
    """Clusters by leaves: the area's level, the sub-area's deviation (times ``calm``) and the leaf's own."""
    n = len(levels)
    subs = list(POWERS)
    sub_area = {code: calm * rng.normal(size=n) for code in subs}
    own = rng.normal(size=(n, len(study.leaves)))
    columns = []
    for i, leaf in enumerate(study.leaves):
        sub = study.rows[leaf]["parent"]
        level = levels[:, AREAS.index(sub[0])]
        columns.append(
            math.sqrt(SHARE_LEVEL) * level
            + math.sqrt(SHARE_SUB_AREA) * sub_area[sub]
            + math.sqrt(SHARE_INDICATOR) * own[:, i]
        )
    return np.column_stack(columns)


def natural(study: Study, latents: Array, frame: Array, members: Array, staff_size: Array) -> Array:
    """Values in natural units, rounded as they are published.

    ``latents`` are stretched over ``frame``, the latents of this edition, so that the two editions are
    on one scale. Percentages of members are made of whole members. ``staff_size`` is the mean number of
    people an enterprise of the cluster employs.
    """
    unit = np.clip((latents - frame.min(axis=0)) / np.ptp(frame, axis=0), 0, 1)
    values = np.empty_like(unit)
    for code, i in study.column.items():
        if code == "O4.1":
            values[:, i] = members
        elif code == "O4.2":
            values[:, i] = members * 0.84 * staff_size / 1000
        else:
            low, high = RANGES[code]
            good = unit[:, i] ** POWERS[study.rows[code]["parent"]]
            values[:, i] = low + (high - low) * (good if study.direction[code] > 0 else 1 - good)
        if study.unit(code) == "% członków":
            values[:, i] = 100 * np.floor(values[:, i] / 100 * members + 0.5) / members
    for code, needed in NEEDS.items():
        without = np.all([values[:, study.column[other]] < 0.5 for other in needed], axis=0)
        values[without, study.column[code]] = 0
    # A budget pays its office (tys. zł a post and year); no more than a fifth of the staff is trained.
    budget, posts, trained = (study.column[code] for code in ("Z2.1", "Z1.1", "W3.1"))
    values[:, budget] = np.maximum(values[:, budget], 62 * values[:, posts])
    values[:, trained] = np.minimum(values[:, trained], 0.2 * 1000 * values[:, study.column["O4.2"]])
    decimals = [study.decimals[code] for code in study.leaves]
    return np.array(
        [[float(decimal_text(v, d)) for v, d in zip(row, decimals, strict=True)] for row in values]
    )


def blank(study: Study, values: Array, ids: Sequence[str], missing: Mapping[str, Iterable[str]]) -> None:
    """Takes the answers out that were not given."""
    for cluster, codes in missing.items():
        for code in codes:
            values[ids.index(cluster), study.column[code]] = np.nan


def ranks(scores: Array) -> list[str]:
    """1 for the best, ties share the better place, empty where there is no score."""
    return ["" if np.isnan(s) else str(1 + int(np.sum(scores > s))) for s in scores]


def cell(study: Study, code: str, value: float) -> str:
    if np.isnan(value):
        return ""
    if study.unit(code) == "tak/nie":
        return "tak" if value >= 0.5 else "nie"
    return decimal_text(value, study.decimals[code])


def cluster_rows(staff: Mapping[str, str], rng: np.random.Generator) -> list[dict[str, Any]]:
    """``clusters.csv``: identity, groups and characteristics."""
    region = {voivodeship: name for name, members in REGIONS.items() for voivodeship in members}
    rows = []
    for i, cluster in enumerate(CLUSTERS):
        offers = [OFFERS[(i + step * (1 + i // 9)) % len(OFFERS)] for step in range(3)]
        by_kind = rng.multinomial(cluster.members, [0.84, 0.06, 0.05, 0.04, 0.01])
        by_size = rng.multinomial(by_kind[0], rng.dirichlet([19, 16, 10, 5]))
        kinds, sizes = whole_shares(by_kind), whole_shares(by_size)
        size = "mały" if cluster.members < 50 else "średni" if cluster.members <= 100 else "duży"
        rows.append(
            {
                "id": cluster.id,
                "name": cluster.name,
                "short_name": cluster.short_name,
                "language": "pl",
                "coordinator": COORDINATORS[cluster.legal_form].format(cluster.short_name),
                "email": f"biuro@{cluster.id}.example.org",
                "consent": "tak" if rng.random() < 0.6 else "nie",
                "group_sector": cluster.sector,
                "group_kkk": "tak" if cluster.key or cluster.id in NEW_KEYS else "nie",
                "group_size": size,
                "group_region": region[cluster.voivodeship],
                "profile_members": cluster.members,
                **dict(
                    zip(
                        ("profile_enterprises", "profile_science", "profile_local_gov", "profile_support"),
                        kinds,
                        strict=False,
                    )
                ),
                "profile_other": kinds[4],
                "profile_micro_share": sizes[0],
                "profile_small_share": sizes[1],
                "profile_medium_share": sizes[2],
                "profile_large_share": sizes[3],
                "profile_founded": cluster.founded,
                "profile_age": YEAR - cluster.founded,
                "profile_staff": staff[cluster.id],
                "profile_voivodeship": cluster.voivodeship,
                "profile_speciality": cluster.speciality,
                "profile_legal_form": cluster.legal_form,
                "profile_offer": ", ".join(polish for polish, _ in offers),
                # Old and key clusters have made a name.
                "profile_trademark": "tak" if cluster.key or cluster.founded <= 2009 else "nie",
                "profile_voivodeship_en": ENGLISH[cluster.voivodeship],
                "profile_speciality_en": ENGLISH[cluster.speciality],
                "profile_legal_form_en": ENGLISH[cluster.legal_form],
                "profile_offer_en": ", ".join(english for _, english in offers),
            }
        )
    return rows


def survey_rows(contacts: Mapping[str, str], rng: np.random.Generator) -> list[dict[str, Any]]:
    """``survey.csv``: what members say, and for ratings what the coordinator says, who is kinder as a rule.
    ``contacts`` are the coordinators' answers to the indicator :data:`ASKED`.
    """
    rows = []
    for cluster in CLUSTERS:
        if cluster.id not in SURVEYED:
            continue
        answered = 8 + int(cluster.members * rng.uniform(0.2, 0.5))
        for code in RATED:
            members = rng.uniform(2.4, 4.4)
            own = min(5, max(1, round(members + rng.normal(0.6, 0.5))))
            rows.append(
                {
                    "id": cluster.id,
                    "code": code,
                    "coordinator": own,
                    "members": f"{members:.1f}",
                    "n": answered - int(rng.integers(0, 4)),
                }
            )
        heard = min(100.0, float(contacts[cluster.id]) * rng.uniform(*HEARD))
        rows.append(
            {"id": cluster.id, "code": ASKED, "coordinator": "", "members": f"{heard:.0f}", "n": answered}
        )
    return rows


def past_rows(
    study: Study,
    latents: Array,
    levels: Array,
    values: Array,
    staff_size: Array,
    rng: np.random.Generator,
) -> list[dict[str, Any]]:
    """``values-2014.csv``: answers of those who took part then, and the places they had among all 35."""
    repeaters = [i for i, cluster in enumerate(CLUSTERS) if cluster.in_2014]
    then = 0.75 * levels[repeaters] - 0.2 + 0.45 * rng.normal(size=(len(repeaters), len(AREAS)))
    for row, i in enumerate(repeaters):
        if CLUSTERS[i].id in LEVELS_2014:
            then[row] = LEVELS_2014[CLUSTERS[i].id]
    gone = rng.normal(-0.15, 0.8, size=(GONE_SINCE_2014, 1)) + rng.normal(
        0, 0.4, size=(GONE_SINCE_2014, len(AREAS))
    )
    members = np.array([float(CLUSTERS[i].members) for i in repeaters])
    members = np.floor(members * rng.uniform(0.62, 1.06, size=len(repeaters)))
    members = np.append(members, np.floor(rng.uniform(22, 130, size=GONE_SINCE_2014)))
    sizes = np.append(staff_size[repeaters] * rng.uniform(0.85, 1.1, size=len(repeaters)),
                      rng.uniform(30, 110, size=GONE_SINCE_2014))  # fmt: skip
    all_then = latent(study, np.vstack([then, gone]), np.ones(len(then) + len(gone)), rng)
    old = natural(study, all_then, latents, members, sizes)
    ids = [CLUSTERS[i].id for i in repeaters]
    blank(study, old, ids, MISSING_2014)
    old[:, [study.column[code] for code in study.leaves if code not in study.comparable]] = np.nan
    scores = study.scores(old, values)
    places = {code: ranks(scores[code]) for code in ("OGOL", *AREAS)}
    return [
        {
            "id": cluster,
            **{code: cell(study, code, old[row, study.column[code]]) for code in study.comparable},
            **{f"{code}_rank": places[code][row] for code in places},
        }
        for row, cluster in enumerate(ids)
    ]


def write(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """UTF-8, comma, decimal point; rows of clusters in the order of the ids, others as given."""
    ordered = sorted(rows, key=lambda row: str(row.get("id", "")))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(ordered[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(ordered)


def make(folder: Path) -> None:
    """Reads ``framework.csv`` in ``folder`` and writes the other files of numbers and names beside it."""
    with (folder / "framework.csv").open(encoding="utf-8", newline="") as file:
        study = Study(list(csv.DictReader(file)))
    # A generator for each file, so that a change in one leaves the others as they are.
    rng, profiles, past, survey = (np.random.default_rng([SEED, file]) for file in range(4))
    ids = [cluster.id for cluster in CLUSTERS]
    members = np.array([float(cluster.members) for cluster in CLUSTERS])
    staff_size = np.exp(rng.normal(math.log(58), 0.45, size=len(CLUSTERS)))
    levels = cluster_levels(rng)
    calm = np.array([0.4 if cluster in LEVELS else 1.0 for cluster in ids])
    latents = latent(study, levels, calm, rng)
    values = natural(study, latents, latents, members, staff_size)
    first, second, codes = SAME_ANSWERS
    for code in codes:
        values[ids.index(second), study.column[code]] = values[ids.index(first), study.column[code]]
    blank(study, values, ids, MISSING)
    answers = [
        {"id": cluster, **{code: cell(study, code, values[row, i]) for code, i in study.column.items()}}
        for row, cluster in enumerate(ids)
    ]
    write(folder / "values.csv", answers)
    write(folder / "clusters.csv", cluster_rows({row["id"]: row["Z1.1"] for row in answers}, profiles))
    write(
        folder / "groups.csv",
        [dict(zip(("column", "value", "name_pl", "name_en"), row, strict=True)) for row in GROUP_NAMES],
    )
    write(folder / "survey.csv", survey_rows({row["id"]: row[ASKED] for row in answers}, survey))
    write(folder / "values-2014.csv", past_rows(study, latents, levels, values, staff_size, past))


if __name__ == "__main__":
    make(FOLDER)
