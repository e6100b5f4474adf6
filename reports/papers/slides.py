"""The slides for the plenary: the most important of the paper about the group, one message a slide.

Every number on them is one that the paper (:mod:`.plenary`) prints under the same rules of disclosure; good
practices name a cluster only where a dedicated report might name it, too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reports.chapters import Draft, weighing
from reports.document import Deck, Item, Slide, SlideList, SlideMap, SlidePart, SpeakerNote
from reports.edition import Edition, Localised
from reports.results import Scores
from reports.words import Texts, fitting, typeset

from . import slide_charts as charts
from .group_condition import Condition
from .group_scene import GroupScene, group_scene
from .plenary import group_title
from .plenary_chapters import sides_title, together_title
from .plenary_conclusions import findings, group_actions, publisher_actions
from .plenary_participants import map_alt, tile_map, who_title

#: Conclusions, recommendations to the publisher, and practices that are shown.
CONCLUSIONS, OFFERS, PRACTICES = 3, 4, 4
#: A report proposes no more actions than these.
MOST_ACTIONS = 5


@dataclass(frozen=True)
class Missing:
    """A slide that cannot be made, and why, for whoever makes the deck."""

    what: str
    why: str


def deck(
    edition: Edition,
    scores: Scores,
    condition: Condition,
    texts: Texts,
    others: Texts,
    *,
    internal: bool = False,
) -> tuple[Deck, tuple[Missing, ...]]:
    """The slides in the language of ``texts`` with speaker notes in that of ``others``, too, and what there
    is no slide on; pure. Raises TextError where a catalogue lacks a message.
    """
    named = internal or edition.public
    scene, twin = (group_scene(edition, scores, condition, t, named=named) for t in (texts, others))
    found = [make(Draft(scene), scene) for make in _SLIDES]
    slides = tuple(slide for slide in found if isinstance(slide, Slide))
    tone = "internal" if internal and not edition.public else "public"
    texts, study = scene.texts, edition.title.get(scene.texts.lang)
    footer = texts(f"slides-footer-{tone}", edition=edition.label)
    publisher = edition.publisher
    made = Deck(
        edition_id=edition.id,
        lang=texts.lang,
        title=texts(f"slides-title-{tone}", edition=edition.label, study=study),
        author=str(publisher.get("authors") or publisher.get("name") or study),
        subject=texts("slides-subject", units=scene.units, edition=edition.label),
        keywords=(texts("slides-keyword"), texts("plenary-keyword")),
        date=edition.published,
        footer=texts("slides-fictional", text=footer) if edition.fictional else footer,
        slides=tuple(replace(slide, notes=_notes(slide.id, scene, twin)) for slide in slides),
        quoted=_quoted(scene),
        own_names=_names(scene),
    )
    return typeset(made, texts.lang), tuple(one for one in found if isinstance(one, Missing))


def _notes(slide: str, *scenes: GroupScene) -> tuple[SpeakerNote, ...]:
    found = (
        SpeakerNote(s.texts.lang, typeset(s.texts(f"slides-notes-{slide}"), s.texts.lang)) for s in scenes
    )
    return tuple(found)


def _names(scene: GroupScene) -> tuple[str, ...]:
    """The names that may stand on the slides."""
    shown = {practice.cluster for practice in charts.shown_practices(scene)[:PRACTICES]}
    clusters = (c for c in scene.edition.clusters if scene.named or c.id in shown)
    return tuple(name for cluster in clusters for name in (cluster.name, cluster.short_name) if name)


def _quoted(scene: GroupScene) -> tuple[str, ...]:
    """Texts of the edition, and counts of its framework, whose numbers are nobody's results."""
    edition, lang = scene.edition, scene.texts.lang
    texts: list[Localised] = [edition.title, edition.period, edition.funding]
    texts += [node.name for node in edition.framework.nodes]
    texts += list(edition.group_names.values())
    texts += [text for record in edition.recommendations for text in (record.action, record.first_step)]
    texts += [text for record in edition.practices for text in (record.title, record.what)]
    texts += list(edition.publisher.get("general_notices", ()))
    counts = (
        len(edition.clusters),
        len(edition.framework.areas),
        len(edition.framework.leaves),
        MOST_ACTIONS,
    )
    publisher = (str(value) for value in edition.publisher.values() if isinstance(value, str))
    date = (scene.texts.date(edition.published),) if edition.published else ()
    return (
        edition.label,
        *(text.get(lang) for text in texts),
        *(scene.texts.number(count, 0) for count in counts),
        *publisher,
        *date,
        *(cluster.name for cluster in edition.clusters),
    )


def _slide(
    scene: GroupScene, id: str, title: str, parts: Sequence[SlidePart], chapter: str = "", *read: str
) -> Slide:
    """A slide; ``chapter`` is the message with the name of the paper's chapter, ``read`` how to read it."""
    texts = scene.texts
    where = (texts("slides-source", chapter=chapter),) if chapter else ()
    layout = "text" if all(isinstance(part, SlideList) for part in parts) else "chart"
    return Slide(id, layout, title, tuple(parts), (*read, *where))  # type: ignore[arg-type]


# --- what the study is -----------------------------------------------------------------------------


def _title(draft: Draft, scene: GroupScene) -> Slide:
    texts, edition = scene.texts, scene.edition
    lines = [texts("slides-subtitle", edition=edition.label)]
    if edition.published:
        lines.append(texts.date(edition.published))
    if edition.publisher.get("name"):
        lines.append(str(edition.publisher["name"]))
    if scene.named and not edition.public:
        lines.append(texts("slides-notices-internal"))
    items = tuple(Item("", line) for line in lines)
    return Slide("title", "title", edition.title.get(texts.lang), (SlideList(items),), ())


def _how(draft: Draft, scene: GroupScene) -> Slide:
    texts, edition = scene.texts, scene.edition
    framework = edition.framework
    title = texts(
        "slides-how-title",
        units=scene.units,
        areas=texts("slides-areas-count", n=len(framework.areas)),
        indicators=texts("indicators-count", n=len(framework.leaves)),
    )
    items = [Item(texts("slides-how-points"), draft.define_points())]
    weights = " ".join(weighing(draft))
    items += [Item(texts("slides-how-weights"), weights)] if weights else []
    items.append(Item(texts("slides-how-same"), texts("plenary-method-same")))
    period = edition.period.get(texts.lang)
    items += [Item(texts("slides-how-period"), texts("data-period", period=period))] if period else []
    return _slide(scene, "how", title, [SlideList(tuple(items))], texts("plenary-notes"))


def _places(draft: Draft, scene: GroupScene) -> Slide | Missing:
    tiles = tile_map(scene)
    if tiles is None:
        return Missing("the map", "no column of the edition has places of a known map (data/tiles.toml)")
    part = SlideMap(tiles, map_alt(scene, tiles))
    return _slide(scene, "places", who_title(scene), [part], scene.texts("plenary-who"))


def _groups(draft: Draft, scene: GroupScene) -> Slide | Missing:
    found = charts.group_plots(scene)
    if not found:
        return Missing(
            "the groups", "the edition has no group columns with two to twelve values, and no ages"
        )
    title = charts.largest_group(scene) or scene.texts("slides-groups-title")
    return _slide(scene, "groups", title, found, scene.texts("plenary-who"))


# --- how the group stands --------------------------------------------------------------------------


def _condition(draft: Draft, scene: GroupScene) -> Slide | Missing:
    title, figures = group_title(scene), charts.key_figures(scene)
    if figures is None:
        return Missing("the condition of the group", "too few have an overall score")
    return _slide(scene, "condition", title, [figures], scene.texts("summary"))


def _areas(draft: Draft, scene: GroupScene) -> Slide | Missing:
    plot = charts.areas(draft, scene)
    if plot is None:
        return Missing("the areas", "too few have scores in them")
    texts = scene.texts
    high, low = scene.extremes(area.code for area in scene.areas)
    title = texts("slides-areas-title-plain")
    if high:
        named = texts("slides-areas-title", high=scene.inlines(high), low=scene.inlines(low))
        title = fitting(named, title)
    return _slide(scene, "areas", title, [plot], texts("summary"), draft.on_scale("slides-areas-read"))


def _parts(draft: Draft, scene: GroupScene) -> Slide | Missing:
    plot = charts.sub_areas(draft, scene)
    if plot is None:
        return Missing("the sub-areas", "too few have scores in them, or their medians are all alike")
    texts = scene.texts
    high, low = plot.categories[0], plot.categories[-1]
    title = fitting(texts("plenary-parts-title-ends", high=high, low=low), texts("plenary-parts-title"))
    return _slide(scene, "parts", title, [plot], texts("plenary-parts"), texts("slides-parts-read"))


def _change(draft: Draft, scene: GroupScene) -> Slide | Missing:
    plot, root, texts = charts.changes(scene), scene.root.code, scene.texts
    if plot is None or root not in scene.condition.changes:
        return Missing("the change", "no earlier edition can be compared for enough of the units")
    label = scene.condition.label
    item = findings(scene)[0]
    read = texts("slides-change-read", units=texts.units(scene.condition.changes[root].n))
    return _slide(scene, "change", item.title, [plot], texts("plenary-change", edition=label), read)


def _sides(draft: Draft, scene: GroupScene) -> Slide | Missing:
    plot, texts = charts.two_groups(draft, scene), scene.texts
    split, gap = scene.condition.split, scene.facts.side_gap(scene.root.code)
    if plot is None or split is None or gap is None:
        return Missing("two groups beside each other", "there are no two groups whose medians may be shown")
    title = sides_title(scene, split, gap)
    return _slide(scene, "sides", title, [plot], texts("plenary-relations"), texts("slides-sides-read"))


def _together(draft: Draft, scene: GroupScene) -> Slide | Missing:
    table = charts.together(draft, scene)
    if table is None:
        return Missing("what goes together", "too few have scores in two areas")
    texts = scene.texts
    return _slide(
        scene,
        "together",
        together_title(scene),
        [table],
        texts("plenary-relations"),
        texts("slides-together-read"),
    )


# --- what follows ----------------------------------------------------------------------------------


def _conclusions(draft: Draft, scene: GroupScene) -> Slide | Missing:
    told, texts = findings(scene)[:CONCLUSIONS], scene.texts
    if not told:
        return Missing("the conclusions", "too little is known about the group")
    title = texts("slides-conclusions-title") if len(told) == CONCLUSIONS else texts("plenary-findings")
    return _slide(scene, "conclusions", title, [SlideList(told)], texts("plenary-conclusions"))


def _group(draft: Draft, scene: GroupScene) -> Slide | Missing:
    table, texts = charts.recommended(scene), scene.texts
    if table is None or not group_actions(scene):
        return Missing("what the group can do", "no recommendation was given to enough of the units")
    title, read = texts("slides-group-title"), texts("slides-group-read")
    return _slide(scene, "group", title, [table], texts("plenary-advice"), read)


def _publisher(draft: Draft, scene: GroupScene) -> Slide | Missing:
    told, texts = publisher_actions(scene)[:OFFERS], scene.texts
    if not findings(scene):
        return Missing("what the publisher can do", "too little is known about the group")
    title = texts("slides-publisher-title")
    return _slide(scene, "publisher", title, [SlideList(told)], texts("plenary-conclusions"))


def _practices(draft: Draft, scene: GroupScene) -> Slide | Missing:
    texts, lang = scene.texts, scene.texts.lang
    shown = charts.shown_practices(scene)[:PRACTICES]
    if not shown:
        return Missing("good practices", "none may be shown with the name of a unit that has consented")
    items = tuple(
        Item(practice.title.get(lang), scene.edition.cluster(practice.cluster).short_name)
        for practice in shown
    )
    return _slide(scene, "practices", texts("slides-practices-title"), [SlideList(items)])


def _next(draft: Draft, scene: GroupScene) -> Slide:
    texts, email = scene.texts, scene.edition.publisher.get("email")
    items = [
        Item(texts("slides-next-report"), texts("slides-next-report-text")),
        Item(texts("slides-next-talk"), texts("slides-next-talk-text")),
        Item(texts("slides-next-step"), texts("slides-next-step-text", actions=MOST_ACTIONS)),
    ]
    if email:
        contact = texts("slides-next-contact-text", email=str(email))
        items.append(Item(texts("slides-next-contact"), contact))
    return _slide(scene, "next", texts("slides-next-title"), [SlideList(tuple(items))])


def _ranking(draft: Draft, scene: GroupScene) -> Slide | Missing | None:
    """The ranking where names may stand beside results; nothing to be missed where they may not."""
    if not scene.named:
        return None
    if len(scene.edition.clusters) > charts.MOST_RANKED:
        return Missing("the ranking", f"more than {charts.MOST_RANKED} units; the summary has it")
    texts = scene.texts
    return _slide(scene, "ranking", texts("slides-ranking-title"), [charts.ranking(draft, scene)])


def _notices(draft: Draft, scene: GroupScene) -> Slide:
    texts, edition = scene.texts, scene.edition
    lines = [texts("slides-notices-same")]
    if scene.named and not edition.public:
        lines.append(texts("slides-notices-internal"))
    elif not edition.public:
        lines.append(texts("slides-notices-names"))
    lines += [notice.get(texts.lang) for notice in edition.publisher.get("general_notices", ())]
    funding = edition.funding.get(texts.lang)
    lines += [funding] if funding else []
    items = tuple(Item("", line) for line in lines if line)
    return _slide(scene, "notices", texts("slides-notices-title"), [SlideList(items)])


_SLIDES: tuple[Callable[[Draft, GroupScene], Slide | Missing | None], ...] = (
    _title, _how, _places, _groups, _condition, _areas, _parts, _change, _sides, _together, _conclusions,
    _group, _publisher, _practices, _ranking, _next, _notices,
)  # fmt: skip
