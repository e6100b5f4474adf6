"""What the pages of an area say: nothing twice, nothing that the numbers contradict, no frame in a row."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pytest
from support.composing import composer, sample

from reports.edition.model import Band
from reports.words.area_findings import AreaScene, area_lead, findings
from reports.words.sentences import told_name

HIGH = {Band.ABOVE, Band.HIGHEST}


@cache
def areas(cluster_id: str) -> tuple[AreaScene, ...]:
    """The scored areas of a sample cluster's report in Polish, with the words of its own report."""
    scene = composer().scene(cluster_id, "pl")
    found = (AreaScene(scene, node, place) for place, node in enumerate(scene.edition.framework.areas))
    return tuple(area for area in found if area.standing.score is not None)


IDS = tuple(sorted(sample().edition.ids))


def frame(text: str) -> str:
    """A text without what is the cluster's own: names in quotation marks and numbers."""
    return re.sub(r"[\d,\s\u00a0]+", "0", re.sub(r"„[^”]*”", "„”", text))


@pytest.mark.parametrize("cluster_id", IDS)
def test_an_area_has_three_findings_and_names_no_indicator_twice(cluster_id: str) -> None:
    """The findings of an area speak of different indicators, and of others than its lead but for what is to
    be gained; where the data allow, they are three.
    """
    for area in areas(cluster_id):
        found = findings(area)
        assert 2 <= len(found) <= 3
        reserve = next((f for f in found if f.said.rules[0] == "reserve-text"), None)
        said = [area_lead(area).text, *(finding.said.text for finding in found if finding is not reserve)]
        for leaf in area.leaves:
            name = f"„{told_name(area.scene, leaf.code)}”"
            assert sum(name in text for text in said) <= 1, name
            assert reserve is None or sum(name in f.said.text for f in found) <= 1, name


@pytest.mark.parametrize("cluster_id", IDS)
def test_an_unusual_pattern_is_one(cluster_id: str) -> None:
    """A contrast, a split or an exception is told only where the bands really stand against each other."""
    for area in areas(cluster_id):
        for finding in findings(area):
            rule, text = finding.said.rules[0], finding.said.text
            named = [p for p in area.parts if f"„{area.scene.name(p.code)}”" in text]
            if rule in ("contrast-low", "contrast-high"):
                earlier = [a for a in area.scene.areas if f"„{area.scene.inline(a.code)}”" in text]
                assert len(earlier) == 1
                assert area.scene.areas.index(earlier[0]) < area.place
                high, low = (
                    (earlier[0], area.standing) if rule == "contrast-low" else (area.standing, earlier[0])
                )
                assert high.band in HIGH
                assert low.band in {Band.BELOW, Band.LOWER}
            elif rule == "split":
                assert {part.band in HIGH for part in named} == {True, False}
                assert any(part.band is Band.BELOW for part in named)
            elif rule in ("exception-low", "exception-high"):
                leaf = next(s for s in area.leaves if f"„{told_name(area.scene, s.code)}”" in text)
                part_high, leaf_high = named[0].band in HIGH, leaf.band in HIGH
                assert (part_high, leaf_high) == (rule == "exception-low", rule == "exception-high")


def test_the_sample_has_patterns_of_several_kinds() -> None:
    """Patterns occur, and they are rare enough to be called unusual."""
    rules = [f.said.rules[0] for cluster_id in IDS for area in areas(cluster_id) for f in findings(area)]
    patterns = [rule for rule in rules if rule.startswith(("contrast", "split", "exception"))]
    assert len(set(patterns)) >= 3
    assert len(patterns) < len(rules) / 10


def test_no_frame_follows_itself() -> None:
    """Two areas in a row share no frame, and the same finding is worded otherwise in the next report."""

    def frames(area: AreaScene) -> dict[str, str]:
        said = {finding.said.rules[0]: frame(finding.said.text) for finding in findings(area)}
        lead = area_lead(area)
        return said | {lead.rules[0]: frame(lead.text)}

    for cluster_id in IDS:
        for one, following in pairwise(areas(cluster_id)):
            assert not set(frames(one).values()) & set(frames(following).values())
    for cluster_id, neighbour in pairwise(IDS):
        theirs = {area.area.code: frames(area) for area in areas(neighbour)}
        for area in areas(cluster_id):
            for rule, text in frames(area).items():
                assert theirs.get(area.area.code, {}).get(rule) != text, (cluster_id, neighbour)
