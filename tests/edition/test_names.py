"""Names in texts: every name of another cluster is found, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from reports.edition.names import canonical, foreign_in

NAMES = st.lists(st.text(alphabet='ab„” -–"', max_size=6), max_size=6)


def plainly(own_names: Sequence[str], foreign_names: Sequence[str], text: str) -> Counter[str]:
    """The same with one pattern of all names."""
    own = {canonical(name) for name in own_names}
    names = sorted(filter(None, own | {canonical(name) for name in foreign_names}), key=len, reverse=True)
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
