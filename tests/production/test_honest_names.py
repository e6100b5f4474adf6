"""Names and texts as people write them go all the way: built, verified, approved and written for sending.

Typography changes quotation marks and dashes, and a line breaks a word that is longer than itself: whoever
compares texts has to know both.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from support.tiny import TINY

from reports.cli import main

LONG = "Wielkopolskozachodniopomorskodolnośląskokujawski"
NAMES = ("name", "short_name", "coordinator", "profile_about", "profile_seat", "group_kind")
MAIL = '\n[mail]\nfrom = "badanie@example.org"\nfrom_name = { pl = "Zespół - \\"Badanie\\"" }\n'
PROFILE = (
    "code,name_pl,name_en,unit,kind\nabout,O klastrze - „tak”,About it,,text\nseat,Siedziba,Seat,,text\n"
)
GROUPS = 'column,value,name_pl,name_en\nkind,,"Rodzaj - ""typ""","Kind - ""sort"""\n'


def edition(folder: Path, units: Mapping[str, Mapping[str, str]]) -> Path:
    """A small edition whose units are called so."""
    rows = []
    for number, row in enumerate(csv.DictReader(io.StringIO(TINY["clusters.csv"]))):
        plain = {"profile_about": f"O nas {number}", "profile_seat": f"Miasto {number}", "group_kind": "inny"}
        rows.append({**row, **plain, "email": f"a{number}@example.org", **units.get(row["id"], {})})
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    folder.mkdir()
    told = {**TINY, "clusters.csv": out.getvalue(), "profile.csv": PROFILE, "groups.csv": GROUPS}
    told["edition.toml"] += MAIL
    for name, text in told.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def goes_all_the_way(folder: Path, units: Mapping[str, Mapping[str, str]]) -> None:
    """Build, verify, approve and write the messages of these units."""
    place, out, ids = str(edition(folder / "edition", units)), str(folder / "out"), tuple(units)
    for command in (
        ("build", place, *ids, "-j", "1", "-o", out),
        ("verify", place, *ids, "-j", "1", "-o", out),
        ("approve", place, *ids, "--by", "Anna Nowak", "-o", out),
        ("send", place, *ids, "-o", out),
    ):
        result = CliRunner().invoke(main.main, list(command))
        assert result.exit_code == 0, f"{command[0]}: {units}\n{result.output}"


def called(lang: str, *texts: str) -> dict[str, str]:
    return {"language": lang, **dict(zip(NAMES, texts, strict=True))}


def test_quotes_hyphens_and_dashes(tmp_path: Path) -> None:
    """Straight quotes, hyphens with spaces, spans of years, apostrophes, a bracket before a year, in names
    and in every text.
    """
    texts = (
        'Klaster "Iks - Ygrek" nr 7', '"Iks - Y"', 'Fundacja "Jutro - dziś"', 'Firmy - i uczelnie "z nami"',
        "Bielsko - Biała 2014-2020", 'grupa "a - b"',
    )  # fmt: skip
    english = (
        "The 'Best' Cluster - it's 5-10", "It's - 5", 'O\'Neil - "Sons"', 'We - "all"', "A-B", "Żółw) 2014",
    )  # fmt: skip
    goes_all_the_way(tmp_path, {"K01": called("pl", *texts), "K02": called("en", *english)})


def test_words_longer_than_a_line(tmp_path: Path) -> None:
    """A word that no line holds is broken somewhere, and names are broken at their hyphens."""
    broken = "Klaster-bardzo-łączony-dywizami-" * 4
    goes_all_the_way(
        tmp_path,
        {
            "K01": called("pl", LONG * 2, "Długi", LONG, LONG + " - " + LONG, LONG, "inny"),
            "K02": called("en", broken, "K-b", broken, broken, "Seat", "inny"),
        },
    )


@pytest.mark.slow
@settings(
    max_examples=12,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink takes an hour
    suppress_health_check=list(HealthCheck),
)
@given(st.data())
def test_any_name_of_such_signs(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Words, quotes, hyphens and dashes in any order."""
    words = st.sampled_from(
        ["Klaster", "Żółw", LONG, "2014", "i", "nr 7", "5 %", "C++", "St.", "A&B", "sp. z o.o."]
    )
    joins = st.sampled_from(
        [" ", " - ", "-", " – ", ', "', '" ', " „", "” ", "'", "’", "/", " (", ") ", ": "]
    )
    pair = st.builds(str.__add__, joins, words)
    text = st.builds(lambda first, rest: first + "".join(rest), words, st.lists(pair, max_size=5))
    short = text.filter(lambda name: len(name) <= 38)
    units = {}
    for key, lang in (("K01", "pl"), ("K02", "en")):
        drawn = [data.draw(text.map(lambda name: name[:190].strip())) for _ in NAMES]
        units[key] = called(lang, f"{drawn[0]} {key}", f"{lang}{data.draw(short)}", *drawn[2:])
    goes_all_the_way(tmp_path_factory.mktemp("names"), units)
