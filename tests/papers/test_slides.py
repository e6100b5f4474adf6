"""The slides for the plenary: what they say, and what they leave out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from support.composing import composer, sample, study_of
from support.extremes import EXTREMES
from support.plenary import paper
from support.slides import deck

from reports.document import Cell, KeyFigure, Plot, Slide, walk
from reports.edition.model import Edition
from reports.production.composer import Composer
from reports.proof.checks import rules
from reports.proof.checks.slides import texts_of


def texts(slide: Slide) -> list[str]:
    return [slide.title, *(text for part in slide.parts for text in texts_of(part)), *slide.source]


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_sixteen_slides_tell_the_paper(lang: Any) -> None:
    """Every slide of the list is there, in its order, and each has a title of its own."""
    slides = deck(lang).slides
    assert [slide.id for slide in slides] == [
        "title", "how", "places", "groups", "condition", "areas", "parts", "change", "sides", "together",
        "conclusions", "group", "publisher", "practices", "next", "notices",
    ]  # fmt: skip
    assert len({slide.title for slide in slides}) == len(slides)
    for slide in slides:
        for text in texts(slide):
            assert not re.search(r"  |\{|\}|\bnan\b|\.\.| ,|\(\)|„”|“”", text), text


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_every_slide_has_speaker_notes_in_both_languages(lang: Any) -> None:
    """From 60 to 120 words each, the deck's language first, and each names its source."""
    for slide in deck(lang, internal=True).slides:
        assert [note.lang for note in slide.notes] == ([lang, "en"] if lang == "pl" else [lang, "pl"])
        for note in slide.notes:
            assert 60 <= len(note.text.split()) <= 120, (slide.id, note.lang)
            assert ("Źródło:" if note.lang == "pl" else "Source:") in note.text


def test_every_number_is_one_of_the_paper() -> None:
    """The slides are the paper once more: they print no result that it does not print."""
    report, _ = paper()
    printed = {
        part.fact: rules.fact_text(part)
        for part in walk((report.cover, report.sections))
        if getattr(part, "fact", None)
    }
    told = [p for p in walk(deck()) if isinstance(p, Cell | KeyFigure) and p.fact is not None]
    assert len(told) > 80
    assert {part.fact: rules.fact_text(part) for part in told}.items() <= printed.items()


def test_practices_are_the_only_place_with_names() -> None:
    """Named are clusters that have consented and that a report might name as strong; nobody else is."""
    edition, named = sample().edition, set[str]()
    for slide in deck().slides:
        said = " ".join([*texts(slide), *(note.text for note in slide.notes)])
        found = {c.id for c in edition.clusters if c.short_name in said}
        assert not found or slide.id == "practices"
        named |= found
    assert named
    assert all(edition.cluster(cluster).consent for cluster in named)


def test_the_ranking_is_internal() -> None:
    """It stands on the internal slides alone, and these say so."""
    inside = deck(internal=True)
    ranking = next(slide for slide in inside.slides if slide.id == "ranking")
    assert len(ranking.parts[0].rows) == 40  # type: ignore[union-attr]
    assert "wewnętrznego" in inside.footer
    assert "wewnętrznego" in " ".join(texts(inside.slides[0]))
    assert "ranking" not in [slide.id for slide in deck().slides]


def no_groups(edition: Edition) -> Edition:
    clusters = tuple(replace(cluster, groups={}, profile={}, profile_en={}) for cluster in edition.clusters)
    return replace(edition, clusters=clusters, history=(), summary_by="", group_names={}, profile=())


ODD: dict[str, Callable[[Edition], Edition]] = {**EXTREMES, "no history, no groups": no_groups}


#: Those that show most, and in seconds.
QUICK = ("one", "all alike", "twelve areas", "no history, no groups")


@pytest.mark.parametrize(
    "odd", [odd if odd in QUICK else pytest.param(odd, marks=pytest.mark.slow) for odd in ODD]
)
def test_what_cannot_be_shown_is_said(odd: str) -> None:
    """A deck of any edition: a slide is there, or the reason why it is not."""
    edition = replace(ODD[odd](sample().edition), summary_by="", overrides=())
    found, missing = Composer(study_of(edition)).deck()
    told = [slide.id for slide in found.slides]
    assert told[0] == "title"
    assert told[-2:] == ["next", "notices"]
    assert len(told) + len(missing) == 16
    assert all(one.what and one.why for one in missing)
    if odd == "no history, no groups":
        assert {"the map", "the groups", "the change", "two groups beside each other"} <= {
            one.what for one in missing
        }
    if odd == "one":
        assert not any(isinstance(part, Plot) for slide in found.slides[4:] for part in slide.parts)


def test_the_deck_is_composed_alike() -> None:
    """Composing twice gives equal values."""
    assert composer().deck("en") == composer().deck("en")


def test_no_chart_of_who_took_part_is_there_twice() -> None:
    """Without ages the sectors stand beside other groups, and never beside themselves."""
    edition = sample().edition
    clusters = tuple(
        replace(one, groups={"sector": one.groups["sector"], **one.groups}) for one in edition.clusters
    )
    profile = tuple(item for item in edition.profile if item.code != "age")
    made, _ = Composer(study_of(replace(edition, clusters=clusters, profile=profile, overrides=()))).deck()
    parts = next(slide for slide in made.slides if slide.id == "groups").parts
    assert len(parts) == len(set(parts)) == 2
