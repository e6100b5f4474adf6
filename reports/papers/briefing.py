"""The expert's page for one meeting: what to talk about, what to ask, what changed, what not to say.

Like the card it is chosen from the composed report: figures, lists and sentences are the report's own, so
that what the expert says is what stands in the report on the table. Only the questions around them are
new.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.chapters import changes
from reports.chapters import heading as group_heading
from reports.document import (
    Item,
    ItemList,
    KeyFigure,
    KeyFigures,
    Passage,
    Report,
    Section,
    Voice,
    find,
    walk,
)
from reports.edition import Lang, Meeting, Points
from reports.words import Scene, comparable_label, no_trend, story, typeset

from .meeting_papers import place, when

#: Questions on a page, and how many indicators without an answer are named in one.
QUESTIONS, NAMED = 3, 3
#: An indicator that the coordinator can move, at least a little, is worth asking about first.
MOVABLE = 2
#: The rules of the findings that look unusual (:mod:`reports.words.area_findings`).
PATTERNS = frozenset({"contrast-low", "contrast-high", "split", "exception-low", "exception-high"})


@dataclass(frozen=True, slots=True)
class Briefing:
    """One page for the expert. ``comment`` is the expert's own words at the summary, a paragraph each, and
    ``comment_note`` says what else there is; ``silence`` are the rules of what not to disclose.
    """

    cluster_id: str
    lang: Lang
    mark: str
    bookmark: str
    when: str
    place: tuple[str, ...]
    note: str
    name: str
    coordinator: str
    headline: str
    figures: tuple[KeyFigure, ...]
    points_heading: str
    lists: tuple[ItemList, ...]
    comment_heading: str
    comment: tuple[str, ...]
    comment_note: str
    comment_more: str
    questions_heading: str
    questions: tuple[str, ...]
    changes_heading: str
    changes: tuple[str, ...]
    silence_heading: str
    silence: tuple[str, ...]
    notices: tuple[str, ...]


def briefing(report: Report, scene: Scene, meeting: Meeting, scheduled: bool) -> Briefing:
    """The briefing on the cluster whose composed ``report`` this is; ``scene`` is what it was composed from.

    Pure. Raises TextError where the catalogue lacks a message.
    """
    texts, edition, cluster = scene.texts, scene.edition, scene.cluster
    summary = report.section("summary")
    label = comparable_label(scene)
    term = when(meeting, texts)
    made = Briefing(
        cluster_id=report.cluster_id,
        lang=report.lang,
        mark=texts("briefing-mark"),
        bookmark=texts("briefing-bookmark", when=term, name=cluster.short_name)
        if scheduled
        else cluster.short_name,
        when=term if scheduled else "",
        place=place(meeting, texts),
        note=texts("briefing-note", note=meeting.note) if meeting.note else "",
        name=report.name,
        coordinator=texts("handout-coordinator", name=cluster.coordinator) if cluster.coordinator else "",
        headline=summary.title,
        figures=next(find(summary, KeyFigures)).items,
        points_heading=texts("briefing-points"),
        lists=tuple(find(summary, ItemList)),
        comment_heading=texts("briefing-comment"),
        comment=tuple(_comment(summary)),
        comment_note=_comment_note(report, scene, summary),
        comment_more=texts("briefing-comment-more"),
        questions_heading=texts("briefing-questions"),
        questions=tuple(_questions(report, scene, summary))[:QUESTIONS],
        changes_heading=texts("briefing-changes", edition=label) if label else texts("briefing-changes-none"),
        changes=tuple(_changes(scene, label)),
        silence_heading="" if edition.public else texts("briefing-silence"),
        silence=() if edition.public else tuple(_silence(scene)),
        notices=(texts("handout-fictional"),) if edition.fictional else (),
    )
    return typeset(made, texts.lang)


# --- what the expert has written -------------------------------------------------------------------


def _comment(summary: Section) -> Iterator[str]:
    """The paragraphs and points of the comment at the summary, as plain text."""
    for part in (part for voice in find(summary, Voice) for part in voice.parts):
        if isinstance(part, Points):
            yield from (f"{mark or '–'} {item.text}" for mark, item in part.lines)
        else:
            yield part.text


def _comment_note(report: Report, scene: Scene, summary: Section) -> str:
    """Where else the expert has commented, or that there is no comment at all."""
    spoken = [section for section in report.sections if any(find(section, Voice))]
    others = [section.kicker for section in spoken if section is not summary]
    if others:
        return scene.texts("briefing-comment-places", chapters=scene.texts.names(others))
    return "" if spoken else scene.texts("briefing-comment-none")


# --- the questions ---------------------------------------------------------------------------------


def _questions(report: Report, scene: Scene, summary: Section) -> Iterator[str]:
    """The questions the data suggest, in order of importance. There are always three: the last two need
    no data.
    """
    texts = scene.texts
    strengths, gaps, *_ = (found.items for found in find(summary, ItemList))
    if asked := story(scene).question:
        yield asked
    yield from _about_gap(scene, gaps)
    if scene.comparison.missing:
        names = [texts("quoted", name=scene.name(code)) for code in scene.comparison.missing]
        yield texts(
            "question-missing" if len(names) <= NAMED else "question-missing-many",
            n=len(names),
            names=texts.names(names[:NAMED]),
        )
    yield from _about_pattern(report, scene)
    for code, item in zip(scene.comparison.strengths, strengths, strict=False):
        if scene.gap(code) > 0:
            yield texts("question-strength", indicator=item.title, evidence=item.detail)
            break
    if scene.advice.actions:
        yield texts("question-action", action=scene.advice.actions[0].record.action.get(texts.lang))
    yield texts("question-next")
    yield texts("question-help")


def _about_gap(scene: Scene, gaps: Sequence[Item]) -> Iterator[str]:
    """The largest gap that the coordinator can do something about, else the largest."""
    behind = [
        (code, item)
        for code, item in zip(scene.comparison.weaknesses, gaps, strict=False)
        if scene.gap(code) < 0
    ]
    movable = [pair for pair in behind if scene.node(pair[0]).influence >= MOVABLE]
    for _, item in (movable or behind)[:1]:
        yield scene.texts("question-gap", indicator=item.title, evidence=item.detail)


def _about_pattern(report: Report, scene: Scene) -> Iterator[str]:
    """The first finding of an area that looks unusual, in the report's own words."""
    for section in report.sections:
        for part in walk(section.blocks):
            if isinstance(part, Passage | Item) and PATTERNS.intersection(part.rules):
                said = part.text if isinstance(part, Passage) else part.detail
                yield scene.texts("question-pattern", chapter=_chapter(scene, section), text=said)
                return


def _chapter(scene: Scene, section: Section) -> str:
    """The name of an area's chapter without its number, which would meet the question's own."""
    return scene.texts("area-chapter", area=scene.inline(section.id.removeprefix("area-")))


# --- what changed, and what not to say ----------------------------------------------------------------


def _changes(scene: Scene, label: str | None) -> Iterator[str]:
    said = no_trend(scene)
    if scene.comparison.first_time and scene.labels:
        yield scene.texts("briefing-first-time")
    elif said:
        yield said.text
    elif not label:
        yield scene.texts("briefing-no-history")
    if label:
        yield from (change.text for change in changes(scene, label))


def _silence(scene: Scene) -> Iterator[str]:
    """The rules of disclosure in plain words, and the medians they withhold here."""
    texts = scene.texts
    yield texts("silence-others")
    yield texts("silence-marks")
    yield texts("silence-names")
    groups = scene.comparison.groups
    of_root = [group for group in groups if group.code == scene.root.code]
    hidden = []
    for group in of_root:
        codes = [g.code for g in groups if g.column == group.column and g.median is None]
        whole = len(codes) == sum(g.column == group.column for g in groups)
        if codes:
            name = group_heading(scene, group)
            hidden.append(name if whole else texts("silence-part", group=name, names=scene.inlines(codes)))
    if hidden:
        yield texts("silence-groups")
        yield from (f"– {name}" for name in hidden)
    else:
        yield texts("silence-groups-none")
