"""The story of a report: its strongest pattern in words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from support.composing import composer, sample
from support.random_editions import Shape, shapes, write

from reports.edition.model import LANGS, Lang
from reports.production.composer import Composer
from reports.production.study import read
from reports.words import story
from reports.words.scene import TITLE_ROOM, Scene
from reports.words.story import Story


@cache
def told() -> dict[tuple[str, Lang], tuple[Scene, Story]]:
    scenes = {(name, lang): composer().scene(name, lang) for name in sample().edition.ids for lang in LANGS}
    return {key: (scene, story(scene)) for key, scene in scenes.items()}


def masked(text: str) -> str:
    """The words of a text without its numbers."""
    return re.sub(r"\d+(?:[.,\u00a0]\d+)*", "#", text)


def neighbours() -> Iterator[tuple[str, str]]:
    """Pairs next to each other by place, and in the order of ids."""
    by_place = sorted(sample().edition.ids, key=lambda name: told()[name, "pl"][0].place)
    by_id = sorted(sample().edition.ids)
    for order in (by_place, by_id):
        yield from itertools.pairwise(order)


@pytest.mark.parametrize("lang", LANGS)
def test_every_cluster_of_the_sample_has_a_story_and_no_two_neighbours_the_same(lang: Lang) -> None:
    """Title and lead with their numbers taken out, by place and in the order of ids; and no pattern is told
    to more than a quarter.
    """
    for one, other in neighbours():
        mine, theirs = told()[one, lang][1], told()[other, lang][1]
        assert masked(mine.headline + mine.lead) != masked(theirs.headline + theirs.lead), (one, other)
    names = [told()[name, lang][1].found for name in sample().edition.ids]
    ids = [found.pattern.id for found in names if found is not None]
    assert len(ids) == 40
    assert len(set(ids)) >= 14
    assert all(ids.count(name) <= 10 for name in ids)


@pytest.mark.parametrize("lang", LANGS)
def test_every_story_has_room_and_no_hole(lang: Lang) -> None:
    """A title of two lines at most, three sentences, a question; no braces and no half sentence."""
    for (name, _), (_, said) in told().items():
        for text in (said.headline, said.lead, said.question):
            assert text
            assert not re.search(r"[{}|]|\s\s|\bNone\b|\bnan\b", text), (name, text)
            assert text[0].isupper() or text[0].isdigit() or text[0] in "„“", (name, text)
        assert len(said.headline) <= TITLE_ROOM, name
        assert len(said.lead) <= 420, name
        assert said.question.endswith("?")
        assert said.lead.endswith(".")


def test_the_clusters_of_the_review_hear_what_an_expert_would_say() -> None:
    """The one that lost its members, the young one, the one whose name promises more, the one whose money
    ends, the one with an area without a score.
    """
    expected = {
        "tkaninowo": "rich-and-out-of-touch",
        "biogazin": "young-with-money",
        "zelazna-laka": "promise-of-the-name",
        "nowocyfrowie": "funding-cliff",
        "wodolin": "data-gap",
        "jarometal": "climber",
        "bitowia": "climber",
    }
    for name, pattern in expected.items():
        found = told()[name, "pl"][1].found
        assert found is not None
        assert found.pattern.id == pattern


def test_nouns_agree_with_their_numbers() -> None:
    """1 miesiąc, 2 miesiące, 5 miesięcy, 2,5 etatu."""
    leads = " ".join(said.lead + said.headline for (_, lang), (_, said) in told().items() if lang == "pl")
    leads = leads.replace("\u00a0", " ")
    assert "na 1 miesiąc" in leads
    assert "na 2 miesiące" in leads
    assert "na 5 miesięcy" in leads
    assert re.search(r"\d,\d etatu", leads)
    assert not re.search(r"\b(?:[5-9]|1\d) miesiące\b|\b[234] miesięcy\b|\b1 miesiące\b", leads)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(shape=shapes(most_units=30))
def test_every_random_study_has_stories(tmp_path_factory: pytest.TempPathFactory, shape: Shape) -> None:
    """Whatever the framework, the scale and what is missing: the general patterns tell something whole."""
    folder = write(shape, tmp_path_factory.mktemp("random") / "edition")
    study = read(folder)
    made = Composer(study)
    for name in study.edition.ids[:4]:
        for lang in LANGS:
            said = story(made.scene(name, lang))
            assert said.found is not None
            for text in (said.headline, said.lead, said.question):
                assert text
                assert not re.search(r"[{}|]", text)
