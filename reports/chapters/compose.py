"""Results and words become a Report: which chapters there are, and in which order."""

from __future__ import annotations

from dataclasses import replace

from reports.advice import Advice
from reports.document import Chart, Cover, Report, Row, Section, walk
from reports.edition import Edition, Lang
from reports.results import Comparison, Scores
from reports.words import Scene, Texts, typeset

from .action_plan import action_plan
from .all_results import all_results
from .annex import annex, whole_method
from .area import chapter
from .cover import cover
from .data_file import data_file
from .draft import Draft
from .expert_voice import with_comments
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
    chapters = [profile(draft), groups(draft), position(draft)]
    places = enumerate(edition.framework.areas)
    chapters += [chapter(draft, node, place) for place, node in places if not node.is_leaf]
    chapters += [recommendations(draft), practices(draft), action_plan(draft)]
    body = [following(section) for section in chapters if section is not None]
    body.append(following(annex(draft, [opening, *body])))
    guide = reading(draft, reading_kicker, example_label, [opening, *body])
    sections = with_comments(draft, (opening, guide, *body))
    looked_up = (all_results(draft),)
    report = document(
        edition,
        texts,
        cluster_id=cluster.id,
        title=texts("report-title", edition=edition.label, name=cluster.name),
        subject="report-subject",
        keyword="keyword-report",
        names=(cluster.name, cluster.short_name),
        footer="footer-public" if edition.public else "footer",
        cover=cover(scene),
        sections=sections,
        own_names=(cluster.name, cluster.short_name),
        screen_sections=looked_up,
    )
    # Typography is for the page: in a spreadsheet codes and names stay as they were typed.
    return replace(report, data=data_file(scene, (*sections, *looked_up), whole_method(draft)))


#: Chapters that may begin on the page where the one before them ends.
FOLLOWING = frozenset({"groups", "practices", "plan"})


def following(section: Section) -> Section:
    """The chapter; one that may follow another on its page may take a page more for that."""
    if section.id not in FOLLOWING:
        return section
    fewest, most = section.pages
    return replace(section, new_page=False, pages=(fewest, most + 1))


def document(
    edition: Edition,
    texts: Texts,
    *,
    cluster_id: str,
    title: str,
    subject: str,
    keyword: str,
    names: tuple[str, str],
    footer: str,
    cover: Cover,
    sections: tuple[Section, ...],
    own_names: tuple[str, ...],
    screen_sections: tuple[Section, ...] = (),
) -> Report:
    """A document of the study, typeset. ``subject``, ``keyword`` and ``footer`` are messages; ``names`` are
    the name and the short name of what it is about.
    """
    suffix = "-fictional" if edition.fictional else ""
    study = edition.title.get(texts.lang)
    report = Report(
        cluster_id=cluster_id,
        edition_id=edition.id,
        lang=texts.lang,
        title=title,
        author=str(edition.publisher.get("name", "")) or study,
        subject=texts(subject + suffix, units=texts.units(len(edition.clusters)), edition=edition.label),
        keywords=(texts("keyword-cluster"), texts("keyword-benchmarking"), texts(keyword)),
        date=edition.published,
        name=names[0],
        short_name=names[1],
        footer=_with_line(texts(footer + suffix, study=study, edition=edition.label), edition, texts.lang),
        cover_bookmark=texts("cover-bookmark"),
        cover=cover,
        sections=tuple(map(with_room, sections)),
        own_names=own_names,
        screen_sections=screen_sections,
    )
    return typeset(report, texts.lang)


def _with_line(footer: str, edition: Edition, lang: Lang) -> str:
    """The foot of a page with the publisher's own line, where there is one."""
    line = edition.brand.footer.get(lang)
    return f"{footer} · {line}" if line else footer


#: Letters that fill a page at least; a row of a table and a picture take as much room as so many letters.
PAGE_LETTERS, ROW_LETTERS, PICTURE_LETTERS = 3200, 40, 400


def with_room(section: Section) -> Section:
    """The chapter with as many pages as its content may need: a large framework, long names and comments take
    more than the usual ones.
    """
    letters = 0
    for value in walk(section.blocks):
        match value:
            case Row():
                letters += ROW_LETTERS
            case Chart():
                letters += PICTURE_LETTERS
        letters += sum(len(text) for name in value.__slots__ if isinstance(text := getattr(value, name), str))
    fewest, most = section.pages
    return replace(section, pages=(fewest, max(most, fewest + letters // PAGE_LETTERS)))
