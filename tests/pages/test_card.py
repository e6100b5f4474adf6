"""The layout of the card, in every case: inside the page, nothing on top of anything, nothing too small."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from support.composing import study_of
from support.editions import edition, flat, framework, past

from reports.chapters.compose import report_of
from reports.document.blocks import Item, ItemList
from reports.edition.model import Edition, Lang, Localised, Method, ProfileField, Recommendation
from reports.errors import ReportError
from reports.pages import card as cardview
from reports.pages.drawing import Box
from reports.pages.page import Element, Node, Page, Spoken, seen
from reports.pages.text import SMALLEST
from reports.papers.card import Card
from reports.production.composer import Composer
from reports.words.typography import typeset

_WORDS = (
    *("klaster", "rozwoju", "innowacji", "przedsiębiorstw", "współpraca", "Zaawansowanych", "Technologii"),
    *("„Źródła", "Żelaznej", "Łąki”", "na", "rzecz", "gospodarki", "obiegu", "zamkniętego", "automatyki"),
    *("międzynarodowych", "badawczo-rozwojowych", "i", "w", "o"),
)


def text(most: int) -> st.SearchStrategy[str]:
    """A name of up to ``most`` characters, in words."""
    words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=max(1, most // 5))
    return words.map(lambda chosen: " ".join(chosen)[:most].strip())


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """A group of any size with names of any length, answers missing, with and without a past."""
    areas, clusters = draw(st.integers(1, 24)), draw(st.integers(1, 60))
    tree: dict[str, str | None] = {"R": None}
    for area in range(areas):
        tree[f"A{area}"] = "R"
        tree |= {f"A{area}.{leaf}": f"A{area}" for leaf in range(draw(st.integers(1, 3)))}
    details: dict[str, dict[str, Any]] = {}
    for code in tree:
        name = draw(text(50 if "." not in code else 80))
        unit = draw(st.sampled_from(["", "osoby", "% członków", "tak/nie", "godziny na osobę"]))
        details[code.replace(".", "_")] = {"name": Localised(name, name), "comparable": True} | (
            {"unit": unit, "decimals": draw(st.integers(0, 2))} if "." in code else {}
        )
    nodes = framework(tree, **details)
    random = np.random.default_rng(draw(st.integers(0, 10_000)))
    values = random.integers(0, draw(st.sampled_from([1, 2, 60, 12_000])), (clusters, len(nodes.leaves)))
    values = values.astype(np.float64)
    yes_no = [leaf.is_yes_no for leaf in nodes.leaves]
    values[:, yes_no] = values[:, yes_no] % 2
    values[random.random(values.shape) < draw(st.sampled_from([0.0, 0.2, 0.6]))] = np.nan
    rows = [[None if np.isnan(cell) else float(cell) for cell in row] for row in values]
    history = [
        past(nodes, rows, label=str(2008 + place), participants=clusters)
        for place in range(draw(st.integers(0, 5)))
    ]
    advice = tuple(
        Recommendation(
            f"r{place}", "*", *(Localised(words, words) for words in draw(st.tuples(*[text(120)] * 4))), 12, 2
        )
        for place in range(4)
    )
    label, method = (
        draw(st.sampled_from(["2018", "2016–2017, edycja druga"])),
        draw(st.sampled_from([Method(), Method("zscore", (1000.0, 100.0)), Method("percentile")])),
    )
    made = edition(
        values,
        nodes,
        method,
        history=history,
        label=label,
        title=Localised(draw(text(80)), draw(text(80))),
        funding=Localised(draw(text(300)), ""),
        recommendations=advice,
        profile=(
            ProfileField("members", Localised("Liczba członków", "Members"), "członkowie", "number"),
            ProfileField("staff", Localised(draw(text(40)), "Staff"), "etaty", "number"),
            ProfileField("town", Localised(draw(text(30)), "Town")),
        ),
        groups={"kkk": ["tak"] * clusters, "sector": [draw(text(60))] * clusters},
    )
    name = draw(text(200))
    profile = {"members": "116", "staff": "2.5", "town": draw(text(25))}
    own = replace(made.clusters[0], name=name, short_name=name[:40].strip(), profile=profile)
    return replace(made, clusters=(own, *made.clusters[1:]))


def carded(of: Edition, lang: Lang) -> Card:
    scene = Composer(study_of(of)).scene(of.ids[0], lang)
    made, _ = cardview.fitted(report_of(scene), scene)
    return made


def boxes(page: Page) -> list[tuple[str, Box]]:
    found = []
    for mark in seen(page.nodes):
        if mark.text.strip():
            found.append((mark.text, replace(mark, text=mark.text.rstrip(" ")).box))
    return found


def heard(nodes: tuple[Node, ...]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Element) and node.tag != "Figure":
            yield from heard(node.kids)
        elif not isinstance(node, Element) and hasattr(node, "text"):
            yield node.text


def sound(made: Card) -> None:
    """Raises where a text of the card is lost, outside, on top of another one, or too small."""
    page = cardview.lay_out(made)
    placed = boxes(page)
    for words, box in placed:
        assert box.left >= 0, words
        assert box.right <= page.width, words
        assert box.top >= 0, words
        assert box.bottom <= page.height, words
    for (one, first), (other, second) in combinations(placed, 2):
        # Line boxes of neighbouring lines may touch; letters may not.
        shrunk = Box(first.left, first.top + 0.1, first.right - 0.05, first.bottom - 0.1)
        assert not shrunk.hits(second), (one, other)
    assert min(mark.size for mark in seen(page.nodes)) >= SMALLEST
    told = "".join("".join(heard(page.nodes)).split())
    assert told == "".join("".join(cardview.spoken_texts(made)).split())


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking an edition takes minutes
)
@given(editions(), st.sampled_from(["pl", "en"]))
def test_any_edition_gets_sound_cards(of: Edition, lang: Lang) -> None:
    """Whatever the group and however long the names: everything is there, legible and apart."""
    sound(carded(of, lang))


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_areas_that_have_no_room_are_left_out_with_a_note(lang: Lang) -> None:
    """Many areas stand in low rows; of more with long names those furthest from the median are shown."""
    numbers = np.random.default_rng(4).uniform(0.0, 60.0, (12, 20))
    made = carded(edition(numbers, flat(20)), lang)
    assert (len(made.table.rows), made.table.notes) == (21, ())
    sound(made)
    words = "zarządzanie wspólnymi projektami i rozwojem obszaru o długiej nazwie"
    long = {f"L{place}": {"name": Localised(f"{place} {words}", f"{place} {words}")} for place in range(20)}
    of = edition(numbers, flat(20, **long))
    made = carded(of, lang)
    sound(made)
    shown = len(made.table.rows) - 1
    assert 5 <= shown < 20
    (note,) = made.table.notes
    assert {str(shown), "20"} <= set(note.split())
    scene = Composer(study_of(of)).scene(of.ids[0], lang)
    apart = {scene.name(area.code): abs(scene.gap(area.code)) for area in scene.areas}
    names = {row.cells[0].text for row in made.table.rows[1:]}
    least = min(apart[name] for name in apart if typeset(name, lang) in names)
    assert all(apart[name] <= least for name in apart if typeset(name, lang) not in names)


@pytest.fixture(scope="module")
def plain() -> Card:
    """A card without a stress of its own."""
    draw = np.random.default_rng(3)
    return carded(edition(draw.integers(0, 60, (30, 5)).astype(np.float64)), "pl")


def test_a_card_without_score_rank_and_history_is_sound(plain: Card) -> None:
    """What is missing leaves no hole and no empty axis."""
    assert cardview.lay_out(replace(plain, figures=plain.figures[1:], no_score="wyniku nie obliczono"))
    sound(replace(plain, figures=(), no_score="wyniku ogólnego nie obliczono: za mało odpowiedzi", traits=()))
    sound(replace(plain, lists=tuple(ItemList(items.heading, (), lead="Brak") for items in plain.lists)))


def test_a_giant_word_is_broken_rather_than_clipped(plain: Card) -> None:
    """A name without a space still stays in its panel."""
    sound(replace(plain, name="Nadzwyczajniedługanazwaklastrabezodstępów" * 3))


def test_what_cannot_fit_is_refused_by_name(plain: Card) -> None:
    """A card is never written with a text cut off: the texts to shorten are named instead."""
    long = Item("słowo " * 400, "słowo " * 400)
    lists = tuple(replace(items, items=(long,)) for items in plain.lists)
    with pytest.raises(ReportError, match="table, lists and notices do not fit"):
        cardview.lay_out(replace(plain, lists=lists))
    with pytest.raises(ReportError, match="name, figures and characteristics do not fit"):
        cardview.lay_out(replace(plain, name="słowo " * 400))


def test_words_for_the_ear_stand_on_their_drawing(plain: Card) -> None:
    """What is said instead of a strip lies in the strip's cell."""
    page = cardview.lay_out(plain)

    def spoken(nodes: tuple[Node, ...]) -> Iterator[Spoken]:
        for node in nodes:
            if isinstance(node, Element):
                yield from spoken(node.kids)
            elif isinstance(node, Spoken):
                yield node

    assert [one.text for one in spoken(page.nodes)] == [row.cells[1].spoken for row in plain.table.rows]


def test_results_that_are_all_alike_still_stand_on_a_scale() -> None:
    """An open scale has a length even where nobody differs, with an earlier edition to compare with."""
    tree = framework(R={"comparable": True}, A={"comparable": True}, A1={"comparable": True})
    rows = [[5.0] * 5] * 9
    alike = edition(rows, tree, Method("zscore", (0.0, 1.0)), history=[past(tree, rows)])
    made = carded(alike, "pl")
    assert made.table.axis is not None
    assert made.table.axis.high > made.table.axis.low
    sound(made)
