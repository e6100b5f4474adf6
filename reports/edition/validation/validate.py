"""Raw text tables -> an :class:`~reports.edition.model.Edition`, or every problem of the edition at once.

How one cell is read is in :mod:`reports.edition.validation.cells`, a table with its headings in
:mod:`reports.edition.validation.sheet`, one setting in :mod:`reports.edition.validation.settings`, a record
of the library in :mod:`reports.edition.validation.recommendations`. Here stands what the tables mean
together. Nothing touches a file: what only a file system knows comes with the raw edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Set

from reports.errors import InputError, Problem

from ..loading.collected import BESIDE
from ..loading.raw import RawEdition
from ..model import LANGS, SIMILAR, Edition, Framework, Pattern, freeze
from . import cells, comments, recommendations
from . import mail as mail_settings
from . import patterns as pattern_records
from . import practices as practice_records
from .branding import printable, read_brand
from .clusters import read_clusters, read_group_names, read_profile
from .examples import check_examples
from .folding import fold
from .framework import read_framework, tree_levels, with_decimals, with_score_decimals
from .interviews import read_interviews
from .merging import merge_groups, with_column_names
from .settings import (
    LEAST_GROUP,
    Settings,
    read_logos,
    read_method,
    read_period,
    read_publisher,
    read_summary_by,
)
from .sheet import MAX_CLUSTERS, Sheet, TooManyProblemsError
from .survey import read_questions, read_survey, too_few_answers
from .translations import check_translations
from .unit_words import read_unit
from .values import read_history, read_reading, read_values

#: Beyond this many problems only their number is told.
MAX_PROBLEMS = 2_000


def validate(raw: RawEdition, supported: Set[int] | None = None) -> Edition:
    """The edition that ``raw`` describes.

    Args:
        raw: What :func:`reports.edition.loading.load.load` has read.
        supported: The code points that the bundled fonts can set; None checks no character for it.

    Raises:
        InputError: with every problem of the edition, in the order of its files and rows.
    """
    problems = list(raw.problems)
    try:
        edition = _validated(raw, supported, problems)
    except TooManyProblemsError:
        problems.append(Problem("there are so many problems that the rest was not looked at", file=raw.file))
    if problems:
        raise InputError(_ordered(problems))
    return edition


def _validated(raw: RawEdition, supported: Set[int] | None, problems: list[Problem]) -> Edition:
    """The edition as far as it can be read; ``problems`` gets what is wrong with it."""
    sheets: list[Sheet] = []

    def sheet(name: str) -> Sheet | None:
        table = raw.tables.get(name)
        if table is None:
            return None
        sheets.append(Sheet(table, problems, supported))
        return sheets[-1]

    # Where the settings could not be read, that is the only thing to say about them. What depends on a table
    # that could not be read is not judged: then there are no nodes, or no participants.
    settings = Settings(raw, problems if raw.settings_read else [], supported)
    brand = read_brand(settings, raw)
    supported = printable(brand, raw, supported)
    language = settings.choice("language", LANGS, "pl")
    method = read_method(settings)
    tree = read_framework(sheet("framework"), method)
    framework = tree.framework
    levels = tree_levels(framework)
    if framework.nodes and len(method.aggregate) > 1 and len(method.aggregate) > levels:
        settings.problem(
            "method.aggregate", f"more rules than levels of parents ({levels})", "Remove the last ones"
        )
    public = settings.yes_no("disclosure.public", False)
    profile = read_profile(sheet("profile"))
    participants, merged = merge_groups(settings, read_clusters(sheet("clusters"), profile, language))
    clusters = participants.clusters
    reading = read_reading(settings, framework)
    values = read_values(sheet("values"), tree, participants, method, reading)
    groups = participants.groups
    history = read_history(settings, sheet, tree, participants, method, tuple(groups), reading)
    group_names = with_column_names({**merged, **read_group_names(sheet("groups"), clusters)})
    judged = problems if framework.nodes and clusters else []
    advice = recommendations.recommendations(
        raw.recommendations, framework.by_code, groups, profile or {}, supported, judged
    )
    advised = [record.id for record in advice]
    practices = practice_records.practices(
        raw.practices, framework.by_code, participants, tuple((profile or {}).values()), supported, judged
    )
    patterns: tuple[Pattern, ...] = ()
    if any(node.parent is None for node in framework.nodes):
        patterns = pattern_records.patterns(
            raw.patterns,
            framework,
            participants,
            profile or {},
            advised,
            supported,
            judged,
        )
    expert, overrides = comments.comments(
        [found for name in ("comments", BESIDE) if (found := sheet(name)) is not None],
        framework,
        participants,
        {record.id: record for record in advice},
        comments.chapters(profile=bool(profile), practices=bool(practices)),
        values=values,
        public=public,
    )
    questions = read_questions(sheet("questions"), framework)
    survey = read_survey(sheet("survey"), framework, questions, participants, reading.unbounded)
    interviews = read_interviews(sheet("interviews"), participants, public=public)
    min_group = settings.integer("disclosure.min_group", 5, LEAST_GROUP, MAX_CLUSTERS)
    mail = mail_settings.mail(settings)
    mail_settings.check_archive(settings, mail, clusters)
    fictional = settings.yes_no("fictional", False)
    remarks = [
        *reading.remarks,
        *check_examples(
            settings,
            [(key, setting.value) for key, setting in raw.settings.items()],
            [sheet for sheet in sheets if not sheet.table.name.startswith("values")],
            fictional,
        ),
        *check_translations(settings, raw, sheets, clusters),
        *too_few_answers(survey, min_group),
    ]
    languages = {language, *(cluster.language for cluster in clusters)}
    unit = read_unit(settings, languages, raw.unit_sets, remarks)
    if public:
        remarks.append(
            "disclosure.public: reports and the paper for the plenary name everybody with their results; no "
            "figure is withheld, and nothing is called confidential"
        )
    return Edition(
        id=settings.identifier("id"),
        label=settings.text("label", required=True, limit=40),
        language=language,
        title=settings.localised("title", required=True),
        period=read_period(settings),
        published=settings.day("published"),
        fictional=fictional,
        public=public,
        lower_names=settings.yes_no("names.lower", False),
        unit=unit,
        method=with_score_decimals(method, framework, values),
        min_group=min_group,
        compared=settings.choices("disclosure.compared", (*groups, SIMILAR), ()) if clusters else (),
        summary_by=read_summary_by(settings, clusters),
        publisher=read_publisher(settings),
        funding=settings.localised("funding", limit=cells.MAX_TEXT),
        logos=read_logos(settings, raw),
        mail=mail,
        framework=Framework(with_decimals(framework, values).nodes),  # a fresh one: its caches do not pickle
        clusters=clusters,
        values=freeze(values),
        history=history,
        profile=tuple((profile or {}).values()),
        comments=expert,
        questions=questions,
        survey=survey,
        interviews=interviews,
        recommendations=advice,
        practices=practices,
        patterns=patterns,
        group_names=group_names,
        overrides=overrides,
        remarks=tuple(remarks),
        brand=brand,
    )


def _ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """In the order of the files (as an edition names them) and the rows, each problem once."""
    order = (
        *("", "edition", "framework", "clusters", "values", "values-", "profile", "groups"),
        *("questions", "survey", "interviews", "comments"),
    )

    def place(problem: Problem) -> tuple[int, str, int]:
        name = problem.sheet or problem.file.rpartition(".")[0]
        rank = order.index("values-" if name.startswith("values-") else name) if name in order else len(order)
        return rank, name, problem.row or 0

    found = sorted(fold(problems), key=place)
    if len(found) > MAX_PROBLEMS:
        rest = len(found) - MAX_PROBLEMS
        found = [
            *found[:MAX_PROBLEMS],
            Problem(f"{rest} further problems are not listed", remedy="Mend these first"),
        ]
    return tuple(found)
