"""Small comparison groups that the settings merge into larger ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.tiny import TINY

from reports.edition.loading import load
from reports.edition.model import Edition, Localised
from reports.edition.validation import validate
from reports.errors import InputError, Problem

Write = Callable[..., Path]

CLUSTERS = """\
id,name,short_name,group_sector,group_size
K01,Klaster Pierwszy,Pierwszy,meble,duży
K02,Klaster Drugi,Drugi,gry,mały
K03,Klaster Trzeci,Trzeci,zdrowie,mały
K04,Klaster Czwarty,Czwarty,drewno,duży
"""
WOOD = """
[[groups.merge]]
column = "sector"
values = ["meble", "drewno"]
pl = "drewno i meble"
en = "wood and furniture"
"""
SERVICES = """
[[groups.merge]]
column = "sector"
values = ["gry", "zdrowie"]
pl = "usługi"
"""


def read(write: Write, settings: str, **files: str) -> Edition:
    tables = {"edition.toml": TINY["edition.toml"] + settings, "clusters.csv": CLUSTERS}
    tables |= {f"{name}.csv": text for name, text in files.items()}
    folder = write(tables, f"edition-{len(files)}-{sum(map(len, files.values()))}")
    return validate.validate(load.load(folder, library=folder / "none"))


def problem(write: Write, settings: str, **files: str) -> Problem:
    with pytest.raises(InputError) as caught:
        read(write, settings, **files)
    (found,) = caught.value.problems
    return found


def test_merged_groups_stand_in_a_column_beside_the_groups(tiny_edition: Write) -> None:
    """Every cluster keeps its group and gets the merged one behind it; who is in none gets none."""
    edition = read(tiny_edition, WOOD)
    assert [list(cluster.groups.items()) for cluster in edition.clusters] == [
        [("sector", "meble"), ("sector_merged", "drewno i meble"), ("size", "duży")],
        [("sector", "gry"), ("size", "mały")],
        [("sector", "zdrowie"), ("size", "mały")],
        [("sector", "drewno"), ("sector_merged", "drewno i meble"), ("size", "duży")],
    ]
    assert edition.group_name("sector_merged", "drewno i meble", "en") == "wood and furniture"


def test_the_table_of_groups_may_name_the_column_of_merged_groups(tiny_edition: Write) -> None:
    """Without a name it is called after its column."""
    assert read(tiny_edition, WOOD).group_name("sector_merged", "", "en") == "sector – wider group"
    names = "column,value,name_pl,name_en\nsector,,Branża,Industry\n"
    assert read(tiny_edition, WOOD, groups=names).group_name("sector_merged", "", "pl") == (
        "Branża – szersza grupa"
    )
    names += "sector_merged,,Rodzina branż,Family of industries\n"
    found = read(tiny_edition, WOOD, groups=names)
    assert found.group_names["sector_merged", ""] == Localised("Rodzina branż", "Family of industries")


def test_merged_groups_are_columns_like_any_other(tiny_edition: Write) -> None:
    """Settings may name them, also those about earlier editions and the paper about the group."""
    settings = '\n[disclosure]\ncompared = ["sector_merged"]\nsummary = "sector_merged"\n' + WOOD + SERVICES
    edition = read(tiny_edition, settings)
    assert (edition.compared, edition.summary_by) == (("sector_merged",), "sector_merged")


@pytest.mark.parametrize(
    ("settings", "key", "cause", "found", "remedy"),
    [
        (WOOD.replace("drewno", "drewna", 1), "values", "no cluster has this value", "drewna", "drewno?"),
        (WOOD.replace('"sector"', '"sectr"'), "column", "no such group column", "sectr", "sector?"),
        (WOOD.replace(', "drewno"', ""), "values", "made of at least two", "meble", "List"),
        (WOOD.replace('values = ["meble", "drewno"]', ""), "values", "missing", None, "List"),
        (WOOD.replace('pl = "drewno i meble"', 'pl = "DRUGI"'), "pl", "a cluster has this name", "DRUGI", ""),
        (WOOD + SERVICES.replace('"gry"', '"meble"'), "values", "merged twice", "meble", "Keep one"),
        (WOOD + SERVICES.replace("usługi", "Drewno i meble"), "pl", "merged group has this name", None, ""),
        (WOOD.replace('column = "sector"', ""), "column", "missing", None, "Add"),
        (WOOD.replace("pl =", "de ="), "de", "not known", None, ""),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(
    tiny_edition: Write, settings: str, key: str, cause: str, found: str | None, remedy: str
) -> None:
    """Each mistake is one problem at its setting."""
    told = problem(tiny_edition, settings)
    assert told.file == "edition.toml"
    assert f".{key}: " in told.cause
    assert cause in told.cause
    assert found is None or told.value == found
    assert remedy in told.remedy


def test_a_column_of_the_name_of_the_merged_one_is_refused(tiny_edition: Write) -> None:
    """Nothing that the analyst has written is covered by what the program makes."""
    tables: dict[str, str | bytes | None] = {
        "clusters.csv": CLUSTERS.replace("group_size", "group_sector_merged")
    }
    tables["edition.toml"] = TINY["edition.toml"] + WOOD
    folder = tiny_edition(tables)
    with pytest.raises(InputError, match="where the merged groups would stand"):
        validate.validate(load.load(folder, library=folder / "none"))
