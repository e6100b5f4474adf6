"""Checks the sheets of clusters, groups and characteristics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import cast, get_args

import numpy as np

from ..loading.raw import Cell, did_you_mean, nearest
from ..model import LANGS, Cluster, Lang, Localised, ProfileField, ProfileKind
from . import cells, mail
from .cells import CellError
from .sheet import (
    CHARACTERISTIC,
    ENGLISH,
    GROUP,
    MAX_CLUSTERS,
    Line,
    NumberColumn,
    Participants,
    Sheet,
    folded,
    read_localised,
)

MAX_SHORT_NAME = 40
MAX_SALUTATION = 100

_CLUSTERS = ("id", "name", "short_name")
_CLUSTERS_MORE = ("language", "coordinator", "email", "salutation_pl", "salutation_en", "consent")


def read_profile(sheet: Sheet | None) -> dict[str, ProfileField] | None:
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
        code = sheet.text(line, "code").removeprefix(CHARACTERISTIC)
        if not line.fits or not code:
            if line.fits:
                sheet.problem(line.number, "code", "the row has no code", remedy="Fill it in")
            continue
        name = read_localised(sheet, line, "name")
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
            parts=read_localised(sheet, line, "parts"),
            of=sheet.text(line, "of").removeprefix(CHARACTERISTIC),
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
        remedy = did_you_mean(field.of, fields, "Write the code of a number or a share")
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


def read_clusters(
    sheet: Sheet | None, profile: Mapping[str, ProfileField] | None, language: Lang
) -> Participants:
    if sheet is None:
        return Participants(())
    sheet.expect(_CLUSTERS, _CLUSTERS_MORE, (GROUP, CHARACTERISTIC))
    groups = [header for header in sheet.index if header.startswith(GROUP)]
    described = [header for header in sheet.index if header.startswith(CHARACTERISTIC)]
    english = _english_columns(sheet, profile, described)
    characteristics = [header for header in described if header not in english]
    fields = _profile_columns(sheet, profile, characteristics)
    numbers = {
        name: NumberColumn(sheet, name, "or give the characteristic the kind text in profile")
        for name in characteristics
        if fields[name].kind in ("number", "share")
    }
    spellings: dict[str, tuple[str, int]] = {}
    refused: dict[str, list[int]] = {}
    found: list[tuple[Line, Cluster]] = []
    for line in sheet.lines():
        if len(found) == MAX_CLUSTERS:
            cause = f"there are more than {MAX_CLUSTERS} clusters; the rest was not looked at"
            sheet.problem(line.number, "", cause)
            break
        cluster_id = _cluster_id(sheet, line, spellings, refused)
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
            salutation=read_localised(sheet, line, "salutation", MAX_SALUTATION),
            consent=sheet.read(line, "consent", cells.yes_no, False),
            groups={h.removeprefix(GROUP): text for h in groups if (text := sheet.text(line, h))},
            profile={h.removeprefix(CHARACTERISTIC): text for h, text in held.items() if text},
            profile_en={
                code: text for h, code in english.items() if (text := sheet.text(line, h, cells.MAX_TEXT))
            },
        )
        found.append((line, cluster))
    for column in numbers.values():
        column.close()
    _propose_ids(sheet, refused, spellings)
    if not found:
        sheet.problem(None, "", "there is no cluster", remedy="Add a row for each")
    _check_names(sheet, found)
    mail.check_addresses(sheet, found)
    _check_shares(sheet, found, fields)
    if all(line.fits for line, _ in found):
        for header in groups:
            _check_group(sheet, header, found)
    return Participants(tuple(cluster for _, cluster in found if cluster.id), frozenset(refused))


def _cluster_id(
    sheet: Sheet, line: Line, spellings: dict[str, tuple[str, int]], refused: dict[str, list[int]]
) -> str:
    """The id of a row; reported, or noted with its row in ``refused``, and empty where it cannot serve."""
    if "id" not in sheet.index:
        return ""
    if cells.blank(sheet.cell(line, "id")):
        sheet.problem(line.number, "id", "the row has no id", remedy="Fill it in, or empty the whole row")
        return ""
    try:
        cluster_id = cells.identifier(sheet.cell(line, "id"))
    except CellError as error:
        written = sheet.shown_whole(line, "id").strip()
        if error.cause == cells.NOT_AN_ID:
            refused.setdefault(written, []).append(line.number)
        else:
            sheet.problem(line.number, "id", error.cause, written[:80], error.remedy)
            refused.setdefault(written, [])
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


def _propose_ids(
    sheet: Sheet, refused: Mapping[str, Sequence[int]], taken: Mapping[str, tuple[str, int]]
) -> None:
    """All texts that cannot be ids in one problem, with an id for each that no other cluster has."""
    proposed: dict[str, str] = {}
    rows = [row for numbers in refused.values() for row in numbers]
    for written, numbers in refused.items():
        if numbers:
            proposed[written] = cells.proposed_id(written, {*taken, *proposed.values()})
    if proposed:
        told = "; ".join(f"{written[:80]} -> {new}" for written, new in proposed.items())
        cause = cells.NOT_AN_ID + (f" ({len(rows)} cells)" if len(rows) > 1 else "")
        remedy = f"{cells.ID_REMEDY}. Proposed for every table: {told}"
        sheet.problem(rows[0], "id", cause, next(iter(proposed))[:80], remedy, rows=rows)


def _required(sheet: Sheet, line: Line, header: str, limit: int) -> str:
    if header in sheet.index and cells.blank(sheet.cell(line, header)):
        sheet.problem(line.number, header, "the cell is empty", remedy="Fill it in")
    return sheet.text(line, header, limit)


def _language(cell: Cell) -> Lang:
    word = cells.shown(cell).strip().casefold()
    if word not in LANGS:
        meant = {"pol": "pl", "eng": "en", "ang": "en"}.get(word[:3])
        remedy = f"Write {meant}" if meant else "Write pl or en"
        raise CellError("this is not a language of the reports", remedy)
    return word


def _english_columns(
    sheet: Sheet, profile: Mapping[str, ProfileField] | None, headers: Iterable[str]
) -> dict[str, str]:
    """Heading -> code of the columns ``profile_<code>_en``: the English form of a text."""
    known = profile if profile is not None else {h.removeprefix(CHARACTERISTIC): None for h in sheet.index}
    columns = {}
    for header in headers:
        own = header.removeprefix(CHARACTERISTIC)
        code = own.removesuffix(ENGLISH)
        if code == own or code not in known or (profile is not None and own in profile):
            continue
        columns[header] = code
        kind = "text" if profile is None else profile[code].kind
        if kind != "text":
            cause = f"only a text has an English form, and profile gives {code} the kind {kind}"
            sheet.problem(
                sheet.table.heading_row, header, cause, header, "Remove the column, or give the kind text"
            )
    return columns


def _check_shares(
    sheet: Sheet, found: Iterable[tuple[Line, Cluster]], fields: Mapping[str, ProfileField]
) -> None:
    """Shares are percentages and not fractions, and the parts of one whole are not more than the whole."""
    headers = [header for header in fields if fields[header].kind == "share"]
    rows = [
        (line, {h: float(t) for h in headers if (t := cluster.profile.get(h.removeprefix(CHARACTERISTIC)))})
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
        code = header.removeprefix(CHARACTERISTIC)
        fields[header] = known.get(code, ProfileField(code, Localised(code, code)))
        if profile is not None and code not in known:
            near = nearest(code, known)
            remedy = (
                f"Did you mean {CHARACTERISTIC}{near}?"
                if near
                else f"Add a row with the code {code} to profile"
            )
            sheet.problem(
                sheet.table.heading_row, header, "profile has no row for this column", header, remedy
            )
    for code in known:
        if CHARACTERISTIC + code not in sheet.index:
            remedy = "Add it, or remove the row from profile"
            sheet.problem(
                None, CHARACTERISTIC + code, "the column that profile describes is missing", remedy=remedy
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
        own = {folded(cluster.name): "name", folded(cluster.short_name): "short_name"}
        for same, header in own.items():
            owner = owners.setdefault(same, line) if same else line
            if owner is not line:
                cause = f"row {owner.number} has the same name or short name"
                remedy = "Two clusters need names that can be told apart"
                sheet.problem(line.number, header, cause, getattr(cluster, header), remedy)


def _check_group(sheet: Sheet, header: str, found: Iterable[tuple[Line, Cluster]]) -> None:
    """A group has one spelling."""
    spellings: dict[str, str] = {}
    for line, cluster in found:
        value = cluster.groups.get(header.removeprefix(GROUP))
        other = spellings.setdefault(folded(value), value) if value else value
        if value and other != value:
            cause = f"the group is also spelled {other!r}"
            sheet.problem(line.number, header, cause, value, "Use one spelling")


def read_group_names(sheet: Sheet | None, clusters: Iterable[Cluster]) -> dict[tuple[str, str], Localised]:
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
        column = sheet.text(line, "column").removeprefix(GROUP)
        value = sheet.text(line, "value")
        name = read_localised(sheet, line, "name")
        if not column:
            sheet.problem(line.number, "column", "the row names no column", remedy="Fill it in")
        elif column not in known and known:
            remedy = did_you_mean(column, known, f"Write the heading {GROUP}... of a column in clusters")
            sheet.problem(line.number, "column", "clusters has no such group column", column, remedy)
        elif value and known and value not in known[column]:
            remedy = did_you_mean(value, known[column], f"The values are {', '.join(sorted(known[column]))}")
            sheet.problem(
                line.number, "value", f"no cluster has this value in {GROUP}{column}", value, remedy
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
            same = folded(name.get(lang))
            other = spellings.setdefault((column, lang, same), line.number) if value and same else line.number
            if other != line.number:
                cause = f"row {other} has the same name"
                sheet.problem(
                    line.number, f"name_{lang}", cause, name.get(lang), "Two groups need different names"
                )
        names[column, value] = name
    return names
