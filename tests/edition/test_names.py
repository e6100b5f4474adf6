"""Names in texts: every name of another cluster is found, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import editions

from reports.edition import Edition, Localised
from reports.edition.names import _known, canonical, foreign_in, foreign_names

NAMES = st.lists(st.text(alphabet='ab„” -–"', max_size=6), max_size=6)


def plainly(own_names: Sequence[str], foreign_names: Sequence[str], text: str) -> Counter[str]:
    """The same with one pattern of all names."""
    own = {_known(name) for name in own_names}
    names = sorted(filter(None, own | {_known(name) for name in foreign_names}), key=len, reverse=True)
    if not names:
        return Counter()
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
    return Counter(name for name in pattern.findall(canonical(text)) if name not in own)


@given(NAMES, NAMES, st.text(alphabet='ab„” -–"\n', max_size=40))
def test_looking_for_rare_words_finds_the_same(own: list[str], foreign: list[str], text: str) -> None:
    """To skip the names whose rarest word a text lacks changes no finding."""
    assert foreign_in(own, foreign)(text) == plainly(own, foreign, text)


def test_a_name_is_found_however_it_is_set() -> None:
    """Dashes, quotation marks and line ends do not hide a name; the own one covers what it contains."""
    find = foreign_in(["Klaster Dolina Wody"], ["Dolina", 'Klaster "Wiatr - Morze"', ""])
    assert find("W klastrze „Klaster Dolina Wody” i w Dolinach.") == Counter()
    assert find("Tak robi Klaster „Wiatr –\nMorze”, a Dolina nie.") == Counter(
        {canonical('Klaster "Wiatr-Morze"'): 1, "Dolina": 1}
    )


def named_units(**fields: Any) -> Edition:
    """Three units; what they are called is also said elsewhere."""
    made = editions.edition([[1.0] * 5] * 3, ids=["a", "b", "c"], **fields)
    names = ("Lima", "Guatemala City", "Dolina Żywności")
    profiles = ({}, {"seat": "Lima"}, {})
    clusters = tuple(
        replace(cluster, name=name, short_name="", profile=profile)
        for cluster, name, profile in zip(made.clusters, names, profiles, strict=True)
    )
    return replace(made, clusters=clusters)


def test_a_name_that_nothing_else_has_is_foreign_in_every_other_report() -> None:
    """Nobody may be named in another's report."""
    assert foreign_names(named_units(), "c") == ("Lima", "Guatemala City")
    assert foreign_names(named_units(), "a") == ("Guatemala City", "Dolina Żywności")


def test_what_is_said_to_everybody_gives_nobody_away() -> None:
    """The title, a group, the program's own words; a name stays one if a single word of it is its own."""
    edition = named_units(title=Localised("Gminy Gwatemali", "Municipalities of Guatemala"))
    assert "Guatemala City" in foreign_names(edition, "c")
    edition = replace(edition, label="Guatemala and Lima", program_words=frozenset({"city"}))
    assert foreign_names(edition, "c") == ()
    grouped = named_units(groups={"region": ["Lima", "", "Lima"]})
    assert "Lima" not in foreign_names(grouped, "c")


def test_own_data_give_nobody_away() -> None:
    """A unit whose seat is called like another unit may read of its seat; a third one may not."""
    assert "Lima" not in foreign_names(named_units(), "b")
    assert "Lima" in foreign_names(named_units(), "c")


@pytest.mark.parametrize(
    ("name", "inline"),
    [
        ("Cluster resources", "cluster resources"),
        ("R&D project ideas submitted", "R&D project ideas submitted"),
        ("CO2 emissions of members", "CO2 emissions of members"),
        ("A", "a"),
        ("", ""),
    ],
)
def test_names_open_small_inside_a_sentence_where_the_edition_says_so(name: str, inline: str) -> None:
    """Where the edition says so, a name starts with a small letter unless it opens with an abbreviation."""
    edition = editions.edition([[1.0] * 5] * 3, lower_names=True)
    assert edition.inside(name) == inline
    assert replace(edition, lower_names=False).inside(name) == name
