"""Results and words become a Report: which chapters there are, and in which order."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from reports.advice import Advice
from reports.document import Report
from reports.edition import Edition
from reports.results import Comparison, Scores
from reports.words import Scene, Texts, map_texts, typography

from .action_plan import action_plan
from .annex import annex
from .area import chapter
from .cover import cover
from .data_file import data_file
from .draft import Draft
from .expert_voice import with_voice
from .groups import groups
from .position import position
from .practices import practices
from .profile import profile
from .reading import reading
from .recommendations import recommendations
from .summary import summary


def set_scene(
    edition: Edition, scores: Scores, comparison: Comparison, advice: Advice, texts: Texts
) -> Scene:
    """What everything that is composed about one cluster shares: its results and its words."""
    cluster = edition.cluster(comparison.id)
    # In the order of ids, not of the file: sorting a table must not change anybody's words.
    texts = texts.bind(sorted(edition.ids).index(cluster.id))
    return Scene(edition, cluster, scores, comparison, advice, texts)


def compose(edition: Edition, scores: Scores, comparison: Comparison, advice: Advice, texts: Texts) -> Report:
    """The report of the cluster that ``comparison`` is about.

    Pure: the same arguments give an equal Report. Raises TextError where the catalogue lacks a message, and
    ReportError where the expert's words cannot be printed (see :mod:`reports.chapters.expert_voice`).
    """
    return report_of(set_scene(edition, scores, comparison, advice, texts))


def report_of(scene: Scene) -> Report:
    """The report of a scene, as :func:`compose` makes it."""
    edition, cluster, texts = scene.edition, scene.cluster, scene.texts
    draft = Draft(scene)
    opening = summary(draft)
    # Composed last, because it names what the other chapters found, but numbered where it stands.
    reading_kicker = draft.kicker(texts("reading"))
    example_label = draft.chart_label() if scene.root.group is not None else ""
    body = [section for section in (profile(draft), position(draft), groups(draft)) if section is not None]
    body += [
        chapter(draft, node, place) for place, node in enumerate(edition.framework.areas) if not node.is_leaf
    ]
    good = practices(draft)
    if good is not None:
        body.append(good)
    body.append(recommendations(draft))
    body.append(action_plan(draft))
    body.append(annex(draft))
    guide = reading(draft, reading_kicker, example_label, [opening, *body])
    sections = with_voice(draft, (opening, guide, *body))
    report = Report(
        cluster_id=cluster.id,
        edition_id=edition.id,
        lang=texts.lang,
        title=texts("report-title", edition=edition.label, name=cluster.name),
        author=str(edition.publisher.get("name", "")) or edition.title.get(texts.lang),
        subject=texts(_fictional(edition, "report-subject"), units=scene.units, edition=edition.label),
        keywords=(texts("keyword-cluster"), texts("keyword-benchmarking"), texts("keyword-report")),
        date=edition.published,
        name=cluster.name,
        short_name=cluster.short_name,
        footer=texts(
            _fictional(edition, "footer"), study=edition.title.get(texts.lang), edition=edition.label
        ),
        cover_bookmark=texts("cover-bookmark"),
        cover=cover(scene),
        sections=sections,
        own_names=(cluster.name, cluster.short_name),
    )
    # Typography is for the page: in a spreadsheet codes and names stay as they were typed.
    data = data_file(scene, sections)
    return replace(map_texts(report, partial(typography, lang=texts.lang)), data=data)


def _fictional(edition: Edition, message: str) -> str:
    return f"{message}-fictional" if edition.fictional else message
