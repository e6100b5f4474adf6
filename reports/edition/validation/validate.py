"""Raw text tables -> an :class:`~reports.edition.model.Edition`, or every problem of the edition at once.

How one cell is read is in :mod:`reports.edition.validation.cells`, a table with its headings in
:mod:`reports.edition.validation.sheet`, one setting in :mod:`reports.edition.validation.settings`, a record
of the library in :mod:`reports.edition.validation.recommendations`. Here stands what the tables mean
together. Nothing touches a file: what only a file system knows comes with the raw edition.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import cast, get_args

import numpy as np

from reports.errors import InputError, Problem

from ..loading.raw import PAST_TABLE, Cell, RawEdition, nearest
from ..model import (
    SIMILAR,
    Aggregation,
    Benchmark,
    Cluster,
    Edition,
    FloatArray,
    Framework,
    Lang,
    Localised,
    Logo,
    Method,
    Node,
    Normalisation,
    PastEdition,
    ProfileField,
    ProfileKind,
    Ties,
    freeze,
)
from . import cells, comments
from . import mail as mail_settings
from . import practices as practice_records
from . import recommendations as library
from .cells import CellError
from .settings import FORMS, LANGS, Settings
from .sheet import Line, NumberColumn, Sheet, YesNoColumn

MAX_SHORT_NAME = 40
MAX_SALUTATION = 100
MAX_CLUSTERS = 100_000
MAX_LOGOS = 4
#: Fewer other members than this let a group's median give somebody away, whatever the settings say.
LEAST_GROUP = 3
#: Beyond this many problems only their number is told.
MAX_PROBLEMS = 2_000

_FRAMEWORK = ("code", "parent", "direction")
_FRAMEWORK_MORE = (
    *("name_pl", "name_en", "weight", "unit", "unit_en", "decimals", "low", "high"),
    *("comparable", "influence", "description"),
)
_CLUSTERS = ("id", "name", "short_name")
_CLUSTERS_MORE = ("language", "coordinator", "email", "salutation_pl", "salutation_en", "consent")
_GROUP, _CHARACTERISTIC, _ENGLISH, _RANK = "group_", "profile_", "_en", "_rank"
#: Codes that are headings of the score tables or of the value tables.
_NOT_A_CODE = ("id", "name")
_LOGO_TYPES = (".svg", ".png", ".jpg", ".jpeg")
_DEFAULT_DECIMALS = 2


def validate(raw: RawEdition, supported: Container[int] | None = None) -> Edition:
    """The edition that ``raw`` describes.

    Args:
        raw: What :func:`reports.edition.loading.load.load` has read.
        supported: The code points that the bundled fonts can set; None checks no character for it.

    Raises:
        InputError: with every problem of the edition, in the order of its files and rows.
    """
    problems = list(raw.problems)

    def sheet(name: str) -> Sheet | None:
        table = raw.tables.get(name)
        return Sheet(table, problems, supported) if table is not None else None

    # Where the settings could not be read, that is the only thing to say about them.
    settings = Settings(raw, problems if raw.settings_read else [], supported)
    language = settings.choice("language", LANGS, "pl")
    method = _method(settings)
    framework = _framework(sheet("framework"), method)
    if len(method.aggregate) > 1 and len(method.aggregate) > (levels := _levels(framework)):
        settings.problem(
            "method.aggregate", f"more rules than levels of parents ({levels})", "Remove the last ones"
        )
    profile = _profile(sheet("profile"))
    clusters = _clusters(sheet("clusters"), profile, language)
    ids = {cluster.id: i for i, cluster in enumerate(clusters)}
    values = _values(sheet("values"), framework, ids, method)
    groups = {column for cluster in clusters for column in cluster.groups}
    history = _history(settings, sheet, framework, ids, method, sorted(groups))
    group_names = _group_names(sheet("groups"), clusters)
    advice = library.recommendations(raw.recommendations, framework.by_code, groups, supported, problems)
    practices = practice_records.practices(
        raw.practices, framework.by_code, clusters, tuple((profile or {}).values()), supported, problems
    )
    expert, overrides = comments.comments(
        sheet("comments"),
        framework,
        clusters,
        [record.id for record in advice],
        [
            place
            for place in comments.PLACES
            if (profile or place != "profile") and (practices or place != "practices")
        ],
    )
    mail = mail_settings.mail(settings)
    mail_settings.check_archive(settings, mail, clusters)
    languages = {language, *(cluster.language for cluster in clusters)}
    edition = Edition(
        id=settings.identifier("id"),
        label=settings.text("label", required=True, limit=40),
        language=language,
        title=settings.localised("title", required=True),
        period=_period(settings),
        published=settings.day("published"),
        fictional=settings.yes_no("fictional", False),
        unit=_unit(settings, languages),
        method=method,
        min_group=settings.integer("disclosure.min_group", 5, LEAST_GROUP, MAX_CLUSTERS),
        compared=settings.choices("disclosure.compared", (*sorted(groups), SIMILAR), ()),
        summary_by=_summary_by(settings, clusters),
        publisher=_publisher(settings),
        funding=settings.localised("funding", limit=cells.MAX_TEXT),
        logos=_logos(settings, raw),
        mail=mail,
        framework=Framework(_with_decimals(framework, values).nodes),  # a fresh one: its caches do not pickle
        clusters=clusters,
        values=freeze(values),
        history=history,
        profile=tuple((profile or {}).values()),
        comments=expert,
        recommendations=advice,
        practices=practices,
        group_names=group_names,
        overrides=overrides,
    )
    if problems:
        raise InputError(_ordered(problems))
    return edition


def _ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """In the order of the files (as an edition names them) and the rows, each problem once."""
    order = ("", "edition", "framework", "clusters", "values", "values-", "profile", "groups", "comments")

    def place(problem: Problem) -> tuple[int, str, int]:
        name = problem.sheet or problem.file.rpartition(".")[0]
        rank = order.index("values-" if name.startswith("values-") else name) if name in order else len(order)
        return rank, name, problem.row or 0

    found = sorted(dict.fromkeys(problems), key=place)
    if len(found) > MAX_PROBLEMS:
        rest = len(found) - MAX_PROBLEMS
        found = [
            *found[:MAX_PROBLEMS],
            Problem(f"{rest} further problems are not listed", remedy="Mend these first"),
        ]
    return tuple(found)


def _same(text: str) -> str:
    """What two spellings have in common that a reader takes for one."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


# --- settings ------------------------------------------------------------------------------------


def _method(settings: Settings) -> Method:
    default = Method()
    normalise = settings.choice("method.normalise", get_args(Normalisation), default.normalise)
    aggregate = settings.choices("method.aggregate", get_args(Aggregation), default.aggregate)
    low, high = settings.pair("method.scale", default.scale)
    multiplies = any(rule != "arithmetic" for rule in aggregate)
    if normalise == "zscore":
        if (low, high) == default.scale:  # not given, or left over from another way to normalise
            remedy = "For instance [50, 10], in a workbook 50; 10"
            settings.problem("method.scale", "the z-score needs a mean and a standard deviation here", remedy)
        elif high <= 0:
            settings.problem("method.scale", "the standard deviation must be above zero")
        if multiplies:
            settings.problem(
                "method.aggregate",
                "geometric and harmonic means need scores that cannot fall below zero, and z-scores can",
                "Use arithmetic, or another way to normalise",
            )
    elif low >= high:
        settings.problem("method.scale", "the first number must be lower than the second")
    elif multiplies and low < 0:
        settings.problem(
            "method.scale", "geometric and harmonic means need a scale that starts at zero or above"
        )
    return Method(
        normalise=normalise,
        scale=(low, high),
        aggregate=aggregate,
        missing=settings.number("method.missing", default.missing, 0.0, 1.0),
        ties=settings.choice("method.ties", get_args(Ties), default.ties),
        benchmark=settings.choice("method.benchmark", get_args(Benchmark), default.benchmark),
    )


def _period(settings: Settings) -> Localised:
    """One text for both languages, or one for each."""
    if settings.has("period"):
        content = settings.text("period")
        return Localised(content, content)
    return settings.localised("period")


def _unit(settings: Settings, languages: Collection[Lang]) -> dict[str, dict[str, str]]:
    unit = settings.unit()
    for lang in sorted(languages):
        for form in FORMS[lang]:
            if form not in unit.get(lang, {}):
                example = {
                    "pl": "one = klaster, few = klastry, many = klastrów",
                    "en": "one = cluster, other = clusters",
                }
                settings.problem(
                    f"unit.{lang}.{form}", "the word for a unit is missing", f"For instance {example[lang]}"
                )
    return unit


def _summary_by(settings: Settings, clusters: Sequence[Cluster]) -> str:
    """The column of the two groups that the summary compares; empty where none is named."""
    key = "disclosure.summary"
    columns = sorted({column for cluster in clusters for column in cluster.groups})
    column = settings.choice(key, columns, "")
    values = sorted({cluster.groups.get(column, "") for cluster in clusters} - {""})
    if column and len(values) != 2:
        cause = f"the summary compares two groups, and this column has {len(values)}"
        settings.problem(key, cause, "Name a column with two values", column)
        return ""
    return column


def _publisher(settings: Settings) -> dict[str, object]:
    """Free keys; ``authors`` is a list (in one text they are parted by semicolons), ``notices`` a tuple of
    :class:`~reports.edition.model.Localised`, and ``general_notices`` are those of them that hold for any
    paper and not for the clusters' reports only.
    """
    publisher = settings.free("publisher")
    authors = publisher.get("authors")
    if isinstance(authors, str):
        publisher["authors"] = [name.strip() for name in authors.split(";") if name.strip()]
    notices = settings.numbers_of("publisher.notices")
    if notices or "notices" in publisher:
        texts = [settings.localised(f"publisher.notices.{n}", limit=cells.MAX_TEXT) for n in notices]
        publisher["notices"] = tuple(text for text in texts if text.pl or text.en)
        only = [settings.yes_no(f"publisher.notices.{n}.reports_only", False) for n in notices]
        publisher["general_notices"] = tuple(
            text for text, special in zip(texts, only, strict=True) if (text.pl or text.en) and not special
        )
        if not notices:
            settings.problem(
                "publisher.notices",
                "a notice has parts",
                "Write publisher.notices.1.pl, or [[publisher.notices]]",
            )
    if isinstance(publisher.get("email"), str):
        try:
            cells.email(publisher["email"])
        except CellError as error:
            settings.problem("publisher.email", error.cause, error.remedy, publisher["email"])
    return publisher


def _logos(settings: Settings, raw: RawEdition) -> tuple[Logo, ...]:
    numbers = settings.numbers_of("logos")
    logos = []
    for n in numbers:
        key = f"logos.{n}"
        name = settings.localised(key, required=True)
        file = settings.text(f"{key}.file")
        placeholder = settings.yes_no(f"{key}.placeholder", False)
        path = PurePosixPath(file)
        if not file and not placeholder:
            settings.problem(
                f"{key}.file", "the file is missing", f"Name it, or set {key}.placeholder to true"
            )
        elif file and (path.is_absolute() or ".." in path.parts or "\\" in file or ":" in file):
            settings.problem(
                f"{key}.file", "the file must lie beside the edition", "Use a relative path with /", file
            )
        elif file and path.suffix.lower() not in _LOGO_TYPES:
            settings.problem(f"{key}.file", "a logo is an SVG, PNG or JPEG file", value=file)
        elif file in raw.missing_files and not placeholder:
            settings.problem(
                f"{key}.file", "there is no such file", f"Add it, or set {key}.placeholder to true", file
            )
        elif file in raw.unfit_files:
            settings.problem(f"{key}.file", *raw.unfit_files[file], file)
        found = bool(file) and file not in raw.missing_files
        logos.append(Logo(name, file if found else "", placeholder))
    if len(logos) > MAX_LOGOS:
        settings.problem(
            f"logos.{numbers[MAX_LOGOS]}", f"the strip holds at most {MAX_LOGOS} marks", "Remove it"
        )
    return tuple(logos)


# --- the framework -------------------------------------------------------------------------------


def _framework(sheet: Sheet | None, method: Method) -> Framework:
    """The tree as far as it can be told; it has no root where that was reported."""
    if sheet is None:
        return Framework(())
    sheet.expect(_FRAMEWORK, _FRAMEWORK_MORE)
    if not {"name_pl", "name_en"} & set(sheet.index):
        sheet.problem(None, "name_pl", "the column is missing", remedy="Add name_pl or name_en")
    columns = {
        name: NumberColumn(sheet, name)
        for name in ("direction", "weight", "decimals", "low", "high", "influence")
    }
    rows: dict[str, tuple[Line, Node]] = {}
    spellings: dict[str, tuple[str, int]] = {}
    for line in sheet.lines():
        code = _code(sheet, line, spellings)
        if code:
            rows[code] = line, _node(sheet, line, code, columns)
    for column in columns.values():
        column.close()
    parents = {node.parent for _, node in rows.values()}
    for line, node in rows.values():
        if line.fits:
            _check_node(sheet, line, node, node.code in parents, method)
    framework = _tree(sheet, rows)
    if method.normalise != "goalposts":
        return framework
    return Framework(tuple(_yes_no_goalposts(node) for node in framework.nodes))


def _yes_no_goalposts(node: Node) -> Node:
    """No and yes are the natural goalposts of a question answered so."""
    open_ended = node.is_leaf and node.is_yes_no and node.low is None and node.high is None
    return replace(node, low=0.0, high=1.0) if open_ended else node


def _code(sheet: Sheet, line: Line, spellings: dict[str, tuple[str, int]]) -> str:
    """The code of a row, reported and empty where it cannot serve."""
    raw = sheet.cell(line, "code")
    if cells.blank(raw):
        sheet.problem(line.number, "code", "the row has no code", remedy="Fill it in, or empty the whole row")
        return ""
    code = sheet.read(line, "code", cells.identifier, "")
    if not code:
        return ""
    same, first = spellings.setdefault(code.casefold(), (code, line.number))
    if first != line.number:
        cause = f"row {first} has the same code" + (
            "" if same == code else f" but for the case of letters ({same})"
        )
        sheet.problem(line.number, "code", cause, code, "Give every row its own code")
        return ""
    if code.casefold() in _NOT_A_CODE or code.casefold().endswith(_RANK):
        remedy = f"Choose a code that is not id or name and does not end in {_RANK}"
        sheet.problem(line.number, "code", "this code is a heading of the score tables", code, remedy)
    return code


def _node(sheet: Sheet, line: Line, code: str, columns: Mapping[str, NumberColumn]) -> Node:
    def number(name: str, default: float, allowed: Callable[[float], bool], cause: str) -> float:
        cell = sheet.cell(line, name)
        value = columns[name].read(line.number, cell)
        if np.isnan(value):
            return default
        if not allowed(value):
            sheet.problem(line.number, name, cause, cells.shown(cell))
            return default
        return value

    def goalpost(name: str) -> float | None:
        value = columns[name].read(line.number, sheet.cell(line, name))
        return None if np.isnan(value) else value

    return Node(
        code=code,
        parent=sheet.read(line, "parent", cells.identifier, "") or None,
        name=_localised(sheet, line, "name"),
        direction=int(number("direction", 1, lambda v: v in (1, -1), "the direction must be 1 or -1")),
        weight=number("weight", 1.0, lambda v: v > 0, "a weight must be above zero"),
        unit=sheet.text(line, "unit"),
        decimals=int(
            number("decimals", -1, lambda v: v in range(7), "this must be a whole number from 0 to 6")
        ),
        low=goalpost("low"),
        high=goalpost("high"),
        comparable=sheet.read(line, "comparable", cells.yes_no, False),
        influence=int(number("influence", 2, lambda v: v in (1, 2, 3), "the influence must be 1, 2 or 3")),
        description=sheet.text(line, "description", cells.MAX_TEXT),
        unit_en=sheet.text(line, "unit_en"),
    )


def _localised(
    sheet: Sheet, line: Line, name: str, limit: int = cells.MAX_NAME, lines: bool = False
) -> Localised:
    return Localised(*(sheet.text(line, f"{name}_{lang}", limit, lines) for lang in LANGS))


def _check_node(sheet: Sheet, line: Line, node: Node, is_parent: bool, method: Method) -> None:
    def empty(header: str) -> bool:
        return cells.blank(sheet.cell(line, header))

    if empty("name_pl") and empty("name_en"):
        sheet.problem(line.number, "name_pl", "the row has no name", remedy="Write it in Polish or English")
    if "weight" in sheet.index and node.parent is not None and empty("weight"):
        sheet.problem(line.number, "weight", "the weight is empty", remedy="Write 1 for equal weights")
    if is_parent:
        if node.direction != 1:
            remedy = "Give the direction to the indicators and write 1 here"
            sheet.problem(
                line.number, "direction", "only an indicator can have the direction -1", "-1", remedy
            )
        return
    if "direction" in sheet.index and empty("direction"):
        remedy = "Write 1 where more is better and -1 where less is"
        sheet.problem(line.number, "direction", "the direction is empty", remedy=remedy)
    if method.normalise == "none" and node.direction != 1:
        remedy = "Write 1 (with normalise = none the values are scores)"
        sheet.problem(line.number, "direction", "a score is always better when it is higher", "-1", remedy)
    low, high = node.low, node.high
    if node.is_yes_no and empty("low") and empty("high"):
        return
    if low is not None and high is not None:
        if low >= high:
            remedy = "Low is the smaller value also where less is better"
            sheet.problem(
                line.number,
                "low",
                "the low goalpost is not below the high one",
                f"{low:g} and {high:g}",
                remedy,
            )
    elif method.normalise == "goalposts" or (low is None) != (high is None):
        for header in ("low", "high"):
            if empty(header):
                sheet.problem(line.number, header, "the goalpost is missing", remedy="Fill in low and high")


def _tree(sheet: Sheet, rows: Mapping[str, tuple[Line, Node]]) -> Framework:
    """Nodes with children and depths; reports everything that keeps the rows from being one tree."""
    children: dict[str, list[str]] = defaultdict(list)
    roots = []
    for code, (line, node) in rows.items():
        if node.parent is None:
            if line.fits and cells.blank(sheet.cell(line, "parent")):
                roots.append(code)
        elif node.parent not in rows:
            near = nearest(node.parent, rows)
            remedy = f"Did you mean {near}?" if near else "Write the code of another row"
            sheet.problem(line.number, "parent", "no row has this code", node.parent, remedy)
        children[node.parent or ""].append(code)
    if len(roots) != 1:
        for code in roots[1:]:
            cause = f"a second row without a parent (the first is {roots[0]})"
            sheet.problem(
                rows[code][0].number, "parent", cause, code, "Only the overall result has no parent"
            )
        if not roots:
            remedy = "Leave the parent of the overall result empty"
            sheet.problem(None, "parent", "no row is the root of the framework", remedy=remedy)
    elif roots[0] not in children:
        sheet.problem(
            rows[roots[0]][0].number, "code", "the root has no indicator below it", roots[0], "Add them"
        )
    depths = {}
    for code, (line, node) in rows.items():
        path = [code]
        parent = node.parent or ""
        while parent in rows and parent not in path:
            path.append(parent)
            parent = rows[parent][1].parent or ""
        if parent in path:
            cause = f"the parents go round in a circle ({' -> '.join([*path, parent])})"
            sheet.problem(
                line.number, "parent", cause, node.parent, "Follow the parents up to the overall result"
            )
        depths[code] = len(path) - 1
    return Framework(
        tuple(
            replace(node, children=tuple(children.get(code, ())), depth=depths[code])
            for code, (_, node) in rows.items()
        )
    )


def _levels(framework: Framework) -> int:
    """How many levels of parents there are."""
    return max((node.depth for node in framework.nodes if not node.is_leaf), default=-1) + 1


def _with_decimals(framework: Framework, values: FloatArray) -> Framework:
    """Where the decimals were left open: as many as the values use, at most two."""

    def decimals(node: Node) -> int:
        if not node.is_leaf:
            return 0
        column = values[:, framework.leaf_column[node.code]]
        column = column[~np.isnan(column)]
        fits = (
            d for d in range(_DEFAULT_DECIMALS) if np.allclose(column, np.round(column, d), rtol=0, atol=1e-9)
        )
        return next(fits, _DEFAULT_DECIMALS)

    return Framework(
        tuple(
            node if node.decimals >= 0 else replace(node, decimals=decimals(node)) for node in framework.nodes
        )
    )


# --- the clusters --------------------------------------------------------------------------------


def _profile(sheet: Sheet | None) -> dict[str, ProfileField] | None:
    """The fields of ``profile.csv`` by code; None without the file."""
    if sheet is None:
        return None
    sheet.expect(
        ("code", "kind"),
        ("name_pl", "name_en", "unit", "unit_en", "direction", "parts_pl", "parts_en", "of"),
    )
    fields: dict[str, ProfileField] = {}
    lines: dict[str, Line] = {}
    for line in sheet.lines():
        code = sheet.text(line, "code").removeprefix(_CHARACTERISTIC)
        if not line.fits or not code:
            if line.fits:
                sheet.problem(line.number, "code", "the row has no code", remedy="Fill it in")
            continue
        name = _localised(sheet, line, "name")
        kind = sheet.text(line, "kind")
        if kind not in get_args(ProfileKind):
            sheet.problem(
                line.number, "kind", f"this must be one of {', '.join(get_args(ProfileKind))}", kind
            )
        if not (name.pl or name.en):
            sheet.problem(
                line.number, "name_pl", "the row has no name", remedy="Write it in Polish or English"
            )
        if code in fields:
            sheet.problem(line.number, "code", "another row has this code", code, "Keep one of them")
        fields[code] = ProfileField(
            code=code,
            name=name,
            unit=sheet.text(line, "unit"),
            kind=cast(ProfileKind, kind),
            unit_en=sheet.text(line, "unit_en"),
            direction=sheet.read(line, "direction", _profile_direction, 0),
            parts=_localised(sheet, line, "parts"),
            of=sheet.text(line, "of").removeprefix(_CHARACTERISTIC),
        )
        lines[code] = line
    for code, line in lines.items():
        _check_profile(sheet, line, fields[code], fields)
    return fields


def _profile_direction(cell: Cell) -> int:
    number = cells.number(cell).value
    if number not in (1, -1):
        raise CellError(
            "the direction must be 1 or -1", "Leave it empty where more is neither better nor worse"
        )
    return int(number)


def _check_profile(sheet: Sheet, line: Line, field: ProfileField, fields: Mapping[str, ProfileField]) -> None:
    """What only makes sense for some kinds, and the field that a share is a share of."""
    if field.direction and field.kind in ("text", "yes/no"):
        remedy = "Leave it empty, or make an indicator of it in framework"
        sheet.problem(
            line.number, "direction", "only a number or a share has a direction", str(field.direction), remedy
        )
    if field.kind != "share":
        for header, held in (("parts_pl", field.parts.pl), ("parts_en", field.parts.en), ("of", field.of)):
            if held:
                cause = "only a share is a part of something"
                sheet.problem(line.number, header, cause, held, "Leave it empty, or give the kind share")
        return
    if not field.of:
        return
    whole = fields.get(field.of)
    if whole is None:
        near = nearest(field.of, fields)
        remedy = f"Did you mean {near}?" if near else "Write the code of a number or a share"
        sheet.problem(line.number, "of", "no row has this code", field.of, remedy)
    elif whole.kind not in ("number", "share"):
        remedy = "Write the code of a number or a share"
        sheet.problem(
            line.number, "of", f"a share cannot be of a field of the kind {whole.kind}", field.of, remedy
        )
    else:
        path = [field.code]
        while whole is not None and whole.code not in path:
            path.append(whole.code)
            whole = fields.get(whole.of)
        if whole is not None:
            cause = f"the shares go round in a circle ({' -> '.join([*path, whole.code])})"
            sheet.problem(
                line.number, "of", cause, field.of, "End at a number, such as the number of members"
            )


def _clusters(
    sheet: Sheet | None, profile: Mapping[str, ProfileField] | None, language: Lang
) -> tuple[Cluster, ...]:
    if sheet is None:
        return ()
    sheet.expect(_CLUSTERS, _CLUSTERS_MORE, (_GROUP, _CHARACTERISTIC))
    groups = [header for header in sheet.index if header.startswith(_GROUP)]
    described = [header for header in sheet.index if header.startswith(_CHARACTERISTIC)]
    english = _english_columns(sheet, profile, described)
    characteristics = [header for header in described if header not in english]
    fields = _profile_columns(sheet, profile, characteristics)
    numbers = {
        name: NumberColumn(sheet, name, "or give the characteristic the kind text in profile")
        for name in characteristics
        if fields[name].kind in ("number", "share")
    }
    spellings: dict[str, tuple[str, int]] = {}
    found: list[tuple[Line, Cluster]] = []
    for line in sheet.lines():
        cluster_id = _cluster_id(sheet, line, spellings)
        if not line.fits:
            found.append((line, Cluster(cluster_id, "", "")))
            continue
        held = {
            header: _characteristic(sheet, line, header, fields[header], numbers)
            for header in characteristics
        }
        cluster = Cluster(
            id=cluster_id,
            name=_required(sheet, line, "name", cells.MAX_NAME),
            short_name=_required(sheet, line, "short_name", MAX_SHORT_NAME),
            language=sheet.read(line, "language", _language, language),
            coordinator=sheet.text(line, "coordinator"),
            email=sheet.read(line, "email", cells.email, ""),
            salutation=_localised(sheet, line, "salutation", MAX_SALUTATION),
            consent=sheet.read(line, "consent", cells.yes_no, False),
            groups={h.removeprefix(_GROUP): text for h in groups if (text := sheet.text(line, h))},
            profile={h.removeprefix(_CHARACTERISTIC): text for h, text in held.items() if text},
            profile_en={
                code: text for h, code in english.items() if (text := sheet.text(line, h, cells.MAX_TEXT))
            },
        )
        found.append((line, cluster))
    for column in numbers.values():
        column.close()
    if not found:
        sheet.problem(None, "", "there is no cluster", remedy="Add a row for each")
    if len(found) > MAX_CLUSTERS:
        sheet.problem(None, "", f"there are {len(found)} clusters, more than {MAX_CLUSTERS}")
    _check_names(sheet, found)
    mail_settings.check_addresses(sheet, found)
    _check_shares(sheet, found, fields)
    if all(line.fits for line, _ in found):
        for header in groups:
            _check_group(sheet, header, found)
    return tuple(cluster for _, cluster in found if cluster.id)


def _cluster_id(sheet: Sheet, line: Line, spellings: dict[str, tuple[str, int]]) -> str:
    """The id of a row, reported and empty where it cannot serve."""
    if cells.blank(sheet.cell(line, "id")):
        sheet.problem(line.number, "id", "the row has no id", remedy="Fill it in, or empty the whole row")
        return ""
    cluster_id = sheet.read(line, "id", cells.identifier, "")
    if not cluster_id:
        return ""
    same, first = spellings.setdefault(cluster_id.casefold(), (cluster_id, line.number))
    if first != line.number:
        differs = (
            "" if same == cluster_id else f" but for the case of letters ({same}), which some systems ignore"
        )
        cause = f"row {first} has the same id{differs}"
        sheet.problem(
            line.number, "id", cause, cluster_id, "Give every row its own id, or remove one of them"
        )
        return ""
    return cluster_id


def _required(sheet: Sheet, line: Line, header: str, limit: int) -> str:
    if header in sheet.index and cells.blank(sheet.cell(line, header)):
        sheet.problem(line.number, header, "the cell is empty", remedy="Fill it in")
    return sheet.text(line, header, limit)


def _language(cell: Cell) -> Lang:
    word = cells.shown(cell).strip().casefold()
    if word not in LANGS:
        raise CellError("this is not a language of the reports", "Write pl or en")
    return word


def _english_columns(
    sheet: Sheet, profile: Mapping[str, ProfileField] | None, headers: Iterable[str]
) -> dict[str, str]:
    """Heading -> code of the columns ``profile_<code>_en``: the English form of a text."""
    known = profile if profile is not None else {h.removeprefix(_CHARACTERISTIC): None for h in sheet.index}
    columns = {}
    for header in headers:
        own = header.removeprefix(_CHARACTERISTIC)
        code = own.removesuffix(_ENGLISH)
        if code == own or code not in known or (profile is not None and own in profile):
            continue
        columns[header] = code
        kind = "text" if profile is None else profile[code].kind
        if kind != "text":
            cause = f"only a text has an English form, and profile gives {code} the kind {kind}"
            sheet.problem(1, header, cause, header, "Remove the column, or give the kind text")
    return columns


def _check_shares(
    sheet: Sheet, found: Iterable[tuple[Line, Cluster]], fields: Mapping[str, ProfileField]
) -> None:
    """Shares are percentages and not fractions, and the parts of one whole are not more than the whole."""
    headers = [header for header in fields if fields[header].kind == "share"]
    rows = [
        (line, {h: float(t) for h in headers if (t := cluster.profile.get(h.removeprefix(_CHARACTERISTIC)))})
        for line, cluster in found
    ]
    for header in headers:
        shares = [(line, held[header]) for line, held in rows if held.get(header, 0.0) > 0]
        if len(shares) > 1 and all(share <= 1 for _, share in shares) and any(s < 1 for _, s in shares):
            line, share = next((line, share) for line, share in shares if share < 1)
            cause = "all shares of this column are at most 1, as fractions are; a share is a percentage"
            remedy = "Write 45 for 45%; where the percentages are true, give the kind number"
            sheet.problem(line.number, header, cause, f"{share:g}", remedy)
    wholes: dict[Localised, list[str]] = defaultdict(list)
    for header in headers:
        if fields[header].parts != Localised():
            wholes[fields[header].parts].append(header)
    for parts in wholes.values():
        for line, held in rows:
            shares_of = [held[header] for header in parts if header in held]
            # Every share may have been rounded up by half a per cent.
            if sum(shares_of) > 100 + len(shares_of) / 2:
                cause = f"the shares of one whole ({', '.join(parts)}) add up to more than 100"
                value = " + ".join(f"{share:g}" for share in shares_of) + f" = {sum(shares_of):g}"
                remedy = "Mend them; shares that overlap need different entries under parts in profile"
                sheet.problem(line.number, parts[0], cause, value, remedy)


def _profile_columns(
    sheet: Sheet, profile: Mapping[str, ProfileField] | None, headers: Iterable[str]
) -> dict[str, ProfileField]:
    """The field of each column ``profile_*``; without ``profile.csv`` all are texts."""
    known = profile or {}
    fields = {}
    for header in headers:
        code = header.removeprefix(_CHARACTERISTIC)
        fields[header] = known.get(code, ProfileField(code, Localised(code, code)))
        if profile is not None and code not in known:
            near = nearest(code, known)
            remedy = (
                f"Did you mean {_CHARACTERISTIC}{near}?"
                if near
                else f"Add a row with the code {code} to profile"
            )
            sheet.problem(1, header, "profile has no row for this column", header, remedy)
    for code in known:
        if _CHARACTERISTIC + code not in sheet.index:
            remedy = "Add it, or remove the row from profile"
            sheet.problem(
                None, _CHARACTERISTIC + code, "the column that profile describes is missing", remedy=remedy
            )
    return fields


def _characteristic(
    sheet: Sheet, line: Line, header: str, field: ProfileField, numbers: Mapping[str, NumberColumn]
) -> str:
    """A characteristic in one spelling: numbers with a decimal point and no groups, ``yes`` or ``no``."""
    if field.kind == "yes/no":
        answer = sheet.read(line, header, cells.yes_no, None)
        return "" if answer is None else ("yes" if answer else "no")
    if field.kind not in ("number", "share"):
        return sheet.text(line, header, cells.MAX_TEXT)
    cell = sheet.cell(line, header)
    value = numbers[header].read(line.number, cell)
    if np.isnan(value):
        return ""
    if field.kind == "share" and not 0 <= value <= 100:
        sheet.problem(line.number, header, "a share is a percentage from 0 to 100", cells.shown(cell))
    return str(int(value)) if value == int(value) else repr(value)


def _check_names(sheet: Sheet, found: Iterable[tuple[Line, Cluster]]) -> None:
    """No name may be taken for another cluster's name or short name."""
    owners: dict[str, Line] = {}
    for line, cluster in found:
        own = {_same(cluster.name): "name", _same(cluster.short_name): "short_name"}
        for same, header in own.items():
            owner = owners.setdefault(same, line) if same else line
            if owner is not line:
                cause = f"row {owner.number} has the same name or short name"
                remedy = "Two clusters need names that can be told apart"
                sheet.problem(line.number, header, cause, getattr(cluster, header), remedy)


def _check_group(sheet: Sheet, header: str, found: Iterable[tuple[Line, Cluster]]) -> None:
    """A group needs two members, and one spelling."""
    members: dict[str, list[Line]] = defaultdict(list)
    for line, cluster in found:
        value = cluster.groups.get(header.removeprefix(_GROUP))
        if value:
            members[value].append(line)
    spellings: dict[str, str] = {}
    for value, lines in members.items():
        other = spellings.setdefault(_same(value), value)
        row = lines[0].number
        if other != value:
            sheet.problem(row, header, f"the group is also spelled {other!r}", value, "Use one spelling")
        elif len(lines) == 1:
            near = nearest(value, [name for name in members if name != value])
            remedy = (
                f"Did you mean {near}? " if near else ""
            ) + "Join it with another group, or leave the cell empty"
            sheet.problem(row, header, "the group has one member", value, remedy)


def _group_names(sheet: Sheet | None, clusters: Iterable[Cluster]) -> dict[tuple[str, str], Localised]:
    """What a reader calls each comparison group; an empty value names the column itself."""
    if sheet is None:
        return {}
    sheet.expect(("column", "value"), ("name_pl", "name_en"))
    known: dict[str, set[str]] = defaultdict(set)
    for cluster in clusters:
        for column, value in cluster.groups.items():
            known[column].add(value)
    names: dict[tuple[str, str], Localised] = {}
    rows: dict[tuple[str, str], int] = {}
    spellings: dict[tuple[str, Lang, str], int] = {}
    for line in sheet.lines():
        if not line.fits:
            continue
        column = sheet.text(line, "column").removeprefix(_GROUP)
        value = sheet.text(line, "value")
        name = _localised(sheet, line, "name")
        if not column:
            sheet.problem(line.number, "column", "the row names no column", remedy="Fill it in")
        elif column not in known:
            near = nearest(column, known)
            remedy = (
                f"Did you mean {near}?" if near else f"Write the heading {_GROUP}... of a column in clusters"
            )
            sheet.problem(line.number, "column", "clusters has no such group column", column, remedy)
        elif value and value not in known[column]:
            near = nearest(value, known[column])
            remedy = f"Did you mean {near}?" if near else f"The values are {', '.join(sorted(known[column]))}"
            sheet.problem(
                line.number, "value", f"no cluster has this value in {_GROUP}{column}", value, remedy
            )
        if not (name.pl or name.en):
            sheet.problem(
                line.number, "name_pl", "the row has no name", remedy="Write it in Polish or English"
            )
        first = rows.setdefault((column, value), line.number)
        if first != line.number:
            sheet.problem(
                line.number, "value", f"row {first} names the same group", value, "Keep one of them"
            )
        for lang in LANGS:
            same = _same(name.get(lang))
            other = spellings.setdefault((column, lang, same), line.number) if value and same else line.number
            if other != line.number:
                cause = f"row {other} has the same name"
                sheet.problem(
                    line.number, f"name_{lang}", cause, name.get(lang), "Two groups need different names"
                )
        names[column, value] = name
    return names


# --- values --------------------------------------------------------------------------------------


def _values(sheet: Sheet | None, framework: Framework, ids: Mapping[str, int], method: Method) -> FloatArray:
    """Clusters x leaves; NaN for no answer."""
    values = np.full((len(ids), len(framework.leaves)), np.nan)
    if sheet is None or not framework.nodes:
        return values
    for code in sheet.index:
        if code in framework.by_code and not framework[code].is_leaf:
            remedy = "Remove the column; the framework says what it is made from"
            sheet.problem(
                1,
                code,
                "values are given for indicators only, and this one is made from others",
                remedy=remedy,
            )
    inner = [node.code for node in framework.nodes if not node.is_leaf]
    leaves = [node.code for node in framework.leaves]
    if not sheet.expect(("id", *leaves), inner) and "id" not in sheet.index:
        return values
    readers = _readers(sheet, framework)
    rows = _read_rows(sheet, ids, readers, values, framework.leaf_column)
    for cluster_id in ids:
        if cluster_id not in rows:
            remedy = "Add a row for it (its answers may be empty)"
            sheet.problem(None, "id", "a cluster has no row", cluster_id, remedy)
    for code, reader in readers.items():
        if ids and not reader.answered:
            remedy = "Fill in the column, or remove the indicator from the framework"
            sheet.problem(None, code, "nobody has answered this indicator", remedy=remedy)
    if method.normalise == "none":
        _check_scores(sheet, values, leaves, list(rows.items()), ids, method)
    return values


def _readers(sheet: Sheet, framework: Framework) -> dict[str, NumberColumn | YesNoColumn]:
    """A reader for the column of each leaf that the sheet has."""
    return {
        node.code: YesNoColumn(sheet, node.code) if node.is_yes_no else NumberColumn(sheet, node.code)
        for node in framework.leaves
        if node.code in sheet.index
    }


def _read_rows(
    sheet: Sheet,
    ids: Mapping[str, int],
    readers: Mapping[str, NumberColumn | YesNoColumn],
    into: FloatArray,
    columns: Mapping[str, int],
) -> dict[str, int]:
    """Fill a row of ``into`` for each id; returns the id -> number of its row in the sheet."""
    rows: dict[str, int] = {}
    unclaimed = np.empty(into.shape[1])  # a row of nobody is read for its problems only
    places = [sheet.index[code] for code in readers]
    lookups = list(zip(places, [reader.known for reader in readers.values()], strict=True))
    into_columns = [columns[code] for code in readers]
    for line in sheet.lines():
        cluster_id = sheet.known_id(line, ids)
        if cluster_id in rows:
            cause = f"row {rows[cluster_id]} is of the same cluster"
            sheet.problem(line.number, "id", cause, cluster_id, "Keep one of them")
            cluster_id = ""
        elif cluster_id:
            rows[cluster_id] = line.number
        if line.fits:
            row = into[ids[cluster_id]] if cluster_id else unclaimed
            found = [known.get(line.cells[i]) for i, known in lookups]
            if None in found:
                found = [
                    reader.read(line.number, line.cells[i]) if value is None else value
                    for value, i, reader in zip(found, places, readers.values(), strict=True)
                ]
            row[into_columns] = found
    for reader in readers.values():
        reader.close()
    return rows


def _check_scores(
    sheet: Sheet,
    values: FloatArray,
    codes: list[str],
    rows: list[tuple[str, int]],
    ids: Mapping[str, int],
    method: Method,
) -> None:
    """Values that are scores lie within the scale."""
    low, high = method.scale
    for cluster_id, number in rows:
        row = values[ids[cluster_id]]
        for i in np.flatnonzero((row < low) | (row > high)):
            remedy = "With normalise = none the values are scores: mend the value or method.scale"
            sheet.problem(
                number, codes[i], f"the score is not from {low:g} to {high:g}", f"{row[i]:g}", remedy
            )


# --- earlier editions, comments ------------------------------------------------------------------


def _history(
    settings: Settings,
    sheet: Callable[[str], Sheet | None],
    framework: Framework,
    ids: Mapping[str, int],
    method: Method,
    columns: Sequence[str],
) -> tuple[PastEdition, ...]:
    editions = []
    labels = [settings.text("label")]
    for n in settings.numbers_of("history"):
        key = f"history.{n}"
        label = settings.text(f"{key}.label", required=True, limit=40)
        name = settings.text(f"{key}.values", required=True).removesuffix(".csv")
        if label and label in labels:
            settings.problem(f"{key}.label", "another edition has this label", value=label)
        if label.isdigit() and any(other.isdigit() and int(other) > int(label) for other in labels[1:]):
            settings.problem(
                f"{key}.label", "the editions are not in order", "Write the oldest one first", label
            )
        labels.append(label)
        if not settings.has(f"{key}.participants"):
            remedy = "Say how many clusters took part in that edition"
            settings.problem(f"{key}.participants", "the setting is missing", remedy)
        participants = settings.integer(f"{key}.participants", 0, 1, MAX_CLUSTERS)
        if name and not PAST_TABLE.fullmatch(name):
            remedy = "Name the file (or sheet) values- and the label, such as values-2014"
            settings.problem(
                f"{key}.values", "this is not a name for values of an earlier edition", remedy, name
            )
        table = sheet(name) if name else None
        if table is not None and framework.nodes:
            past = _past(table, label, participants, framework, ids, method)
            editions.append(replace(past, compared=settings.choices(f"{key}.compared", columns, ())))
    return tuple(editions)


def _past(
    sheet: Sheet, label: str, participants: int, framework: Framework, ids: Mapping[str, int], method: Method
) -> PastEdition:
    """One earlier edition: columns of leaves are values, of inner nodes scores, ``<code>_rank`` ranks."""
    codes, leaves = framework.codes, [node.code for node in framework.leaves]
    sheet.expect(("id",), (*codes, *(code + _RANK for code in codes)))
    inner = [code for code in codes if code not in framework.leaf_column and code in sheet.index]
    ranked = [code for code in codes if code + _RANK in sheet.index]
    readers: dict[str, NumberColumn | YesNoColumn] = {
        **_readers(sheet, framework),
        **{code: NumberColumn(sheet, code) for code in inner},
        **{code + _RANK: NumberColumn(sheet, code + _RANK) for code in ranked},
    }
    columns = {code: i for i, code in enumerate((*leaves, *codes, *(code + _RANK for code in codes)))}
    # A leaf has one heading but two places: its value lies among the leaves, its score is not published.
    columns.update(framework.leaf_column)
    everything = np.full((len(ids), len(leaves) + 2 * len(codes)), np.nan)
    rows = _read_rows(sheet, ids, readers, everything, columns)
    values, scores, ranks = np.split(everything, (len(leaves), len(leaves) + len(codes)), axis=1)
    if 0 < participants < len(rows):
        cause = f"{len(rows)} clusters have a row, but the settings say that {participants} took part"
        sheet.problem(None, "", cause, remedy="Mend the participants of this edition in the settings")
    low, high = method.scale if method.normalise != "zscore" else (-np.inf, np.inf)
    for cluster_id, number in rows.items():
        for code in inner:
            score = scores[ids[cluster_id], framework.column[code]]
            if not np.isnan(score) and not low <= score <= high:
                remedy = "Bring the scores of that edition to the scale of this one"
                sheet.problem(
                    number, code, f"the score is not from {low:g} to {high:g}", f"{score:g}", remedy
                )
        for code in ranked:
            rank = ranks[ids[cluster_id], framework.column[code]]
            if participants and not np.isnan(rank) and not 1 <= rank <= participants:
                cause = f"the rank is not from 1 to {participants}, the number of participants"
                sheet.problem(number, code + _RANK, cause, f"{rank:g}", "Mend the rank or the participants")
    return PastEdition(
        label, participants, freeze(values.copy()), freeze(scores.copy()), freeze(ranks.copy())
    )
