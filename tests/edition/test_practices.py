"""Records of practices.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from reports import assets
from reports.edition.loading import load, toml
from reports.edition.loading.collected import Collected
from reports.edition.loading.raw import RawRecord
from reports.edition.model import Cluster, Localised, Practice, ProfileField
from reports.edition.validation import practices as practice_records
from reports.edition.validation import validate
from reports.edition.validation.sheet import Participants
from reports.errors import InputError, Problem
from reports.production.study import new_workbook

RECORD = """
[[practice]]
id = "Z2-fees"
node = "Z2"
term_months = 9
effort = 2
source = "S, K"
cluster = "open"
[practice.when]
position = ["low", "middle"]
group = { size = ["mały", "duży"] }
profile = { staff = { min = 3 }, share = { min = 1.5, max = 9 } }
[practice.pl]
title = "Składka w progach"
what = "Firmy płacą składkę w progach."
effect = "Koszty rozkładają się na wielu."
audience = "klastry z jedną stawką"
first_step = "Zestawić składki członków"
owner = "rada klastra"
measure = "część składek największego płatnika"
[practice.en]
title = "Fees in steps"
what = "Companies pay in steps."
effect = "Costs are shared by many."
audience = "clusters with one rate"
first_step = "List the fees of members"
owner = "cluster council"
measure = "share of the largest payer"
"""
PARTICIPANTS = Participants(
    (
        Cluster("open", "Klaster Otwarty", "Otwarty", consent=True, groups={"size": "mały", "sector": "ICT"}),
        Cluster("shut", "Klaster Cichy", "Cichy", groups={"size": "duży", "sector": ""}),
    )
)
PROFILE = (
    ProfileField("staff", Localised("Etaty"), kind="number"),
    ProfileField("share", Localised("Udział"), kind="share"),
    ProfileField("offer", Localised("Oferta"), kind="text"),
    ProfileField("mark", Localised("Znak"), kind="yes/no"),
)


def parsed(
    text: str, *, shared: bool = False, earlier: str = "", supported: range | None = None
) -> tuple[tuple[Practice, ...], list[Problem]]:
    """What the records say for a framework of Z, Z2 and Z2.1; ``earlier`` ones are shared."""
    problems: list[Problem] = []
    records = [
        RawRecord("practices.toml", i, fields, is_shared, 10 * i)
        for source, is_shared in ((earlier, True), (text, shared))
        for i, fields in enumerate(tomllib.loads(source).get("practice", []), 1)
    ]
    nodes = {"Z", "Z2", "Z2.1"}
    found = practice_records.practices(records, nodes, PARTICIPANTS, PROFILE, supported, problems)
    return found, problems


def test_a_record_is_read_whole() -> None:
    """Texts in both languages, source, term and conditions arrive; words of conditions are tuples."""
    (practice,), problems = parsed(RECORD)
    assert not problems
    assert (practice.id, practice.node, practice.term_months, practice.effort) == ("Z2-fees", "Z2", 9, 2)
    assert (practice.source, practice.cluster) == ("S, K", "open")
    assert practice.title == Localised("Składka w progach", "Fees in steps")
    assert practice.when == {
        "position": ("low", "middle"),
        "group": {"size": ("mały", "duży")},
        "profile": {"staff": (3.0, float("inf")), "share": (1.5, 9.0)},
    }


PROBLEMS = [
    ('"Z2-fees"', '"Z2 fees"', "record 1 (Z2 fees), id: this cannot be an id"),
    ('node = "Z2"', 'node = "Z3"', "node: the framework has no such code; found 'Z3'. Did you mean Z"),
    ("term_months = 9", "term_months = 0", "term_months: this must be from 1 to 120"),
    ("effort = 2", "effort = 4", "effort: this must be from 1 to 3"),
    ("effort = 2", "efort = 2", "efort: the field is not known. Did you mean effort?"),
    ("effect = ", "efect = ", "pl.efect: the field is not known. Did you mean effect?"),
    ('"Fees in steps"', '"Składka w progach"', "en.title: the English text is the Polish one"),
    (
        '"Składka w progach"',
        '"' + "Składka " * 10 + '"',
        "pl.title: the text has 79 characters, more than 70",
    ),
    ('"Składka w progach"', '"龍"', "pl.title: the fonts of the report lack"),
    ('"Firmy płacą', '"Otwarty i inni płacą', "pl.what: the text names a cluster; found 'Otwarty'"),
    ('"open"', '"opn"', "cluster: the edition has no such cluster; found 'opn'. Did you mean open?"),
    ('"open"', '"shut"', "cluster: this cluster has not consented to be named; found 'shut'"),
    ('"open"', "5", "cluster: this must be a text"),
    ('["low", "middle"]', '["lo"]', "when.position: this must be one of low, middle, good"),
    ("position =", "positions =", "when.positions: the field is not known. Did you mean position?"),
    ("size =", "sise =", "when.group.sise: there is no such comparison group. Did you mean size?"),
    ('"duży"', '"durzy"', "when.group.size: no cluster is in this group; found 'durzy'. Did you mean duży?"),
    ("group = {", "group = 5 # {", "when.group: this must be a table"),
    ("staff =", "staf =", "when.profile.staf: the edition has no such characteristic. Did you mean staff?"),
    ("staff =", "offer =", "when.profile.offer: this characteristic is of the kind text"),
    ("staff =", "mark =", "when.profile.mark: this characteristic is of the kind yes/no"),
    ("{ min = 3 }", "3", "when.profile.staff: this must be a table with min or max"),
    ("{ min = 3 }", "{}", "when.profile.staff: neither min nor max is given"),
    ("{ min = 3 }", '{ min = "3" }', "when.profile.staff.min: this must be a number"),
    ("{ min = 3 }", "{ min = nan }", "when.profile.staff.min: this is no usable number"),
    ("{ min = 3 }", "{ mim = 3 }", "when.profile.staff.mim: the field is not known. Did you mean min?"),
    ("max = 9", "max = 1", "when.profile.share: min is greater than max, so that no cluster fits"),
]


@pytest.mark.parametrize(("old", "new", "message"), PROBLEMS)
def test_a_problem_of_a_record_names_file_row_record_and_field(old: str, new: str, message: str) -> None:
    """File, line, number and id of the record, field, what was found and what to do are told."""
    assert old in RECORD
    _, problems = parsed(RECORD.replace(old, new, 1), supported=range(0x2600))
    assert any(
        (p.file, p.row) == ("practices.toml", 10) and message in str(p) and "record 1 (" in str(p)
        for p in problems
    ), "\n".join(map(str, problems))


def test_all_problems_are_told_at_once() -> None:
    """Five mistakes in one record are five problems."""
    text = RECORD
    for old, new in (('"open"', '"shut"'), ("effort = 2", "effort = 9"), ('"duży"', '"x"'), ("staff", "stf")):
        text = text.replace(old, new, 1)
    assert len(parsed(text.replace('node = "Z2"', 'node = "Q"'))[1]) == 5


def test_two_records_need_two_ids_and_two_titles() -> None:
    """An id names one record, and a report never shows two practices under one title."""
    assert ["another record of the file has this id" in p.cause for p in parsed(RECORD + RECORD)[1]] == [True]
    other = RECORD.replace("Z2-fees", "other").replace("Fees in steps", "Steps")
    assert ["the record Z2-fees has the same title" in p.cause for p in parsed(RECORD + other)[1]] == [True]


def test_an_own_record_replaces_the_shared_one() -> None:
    """The edition's words go before those of the library."""
    shared = RECORD.replace('cluster = "open"\n', "").replace("S, K", "shared")
    practices, problems = parsed(RECORD, earlier=shared)
    assert not problems
    assert [practice.source for practice in practices] == ["S, K"]


def test_a_shared_record_serves_many_editions_and_names_no_cluster() -> None:
    """Unknown nodes, groups and characteristics are no mistake of the library; a name of a cluster is."""
    text = RECORD.replace('cluster = "open"\n', "").replace("size =", "seize =").replace("staff", "crew")
    assert parsed(text, shared=True)[1] == []
    assert parsed(RECORD.replace('node = "Z2"', 'node = "X"'), shared=True) == ((), [])
    assert ["a shared record cannot name" in p.cause for p in parsed(RECORD, shared=True)[1]] == [True]


def test_one_language_is_enough_and_none_is_not() -> None:
    """An empty text falls back to the other language; without both there is nothing to print."""
    one = RECORD.replace('"Fees in steps"', '""')
    assert not parsed(one)[1]
    none = one.replace('"Składka w progach"', '""')
    assert ["pl.title: the text is missing" in p.cause for p in parsed(none)[1]] == [True]


# --- the sample edition, its library, and the shared one ------------------------------------------


def _sample(tmp_path: Path, **changed: tuple[str, str]) -> Path:
    """A copy of the sample edition with texts of its files replaced."""
    for file in assets.sample().iterdir():
        text = file.read_text("utf-8")
        old, new = changed.get(file.stem, ("", ""))
        assert old in text
        (tmp_path / file.name).write_text(text.replace(old, new, 1) if old else text, "utf-8")
    return tmp_path


def test_consent_that_is_taken_back_refuses_the_edition(tmp_path: Path) -> None:
    """One cell of clusters.csv decides: without the consent the record is refused, with line and cause."""
    text = (assets.sample() / "clusters.csv").read_text("utf-8")
    line = next(row for row in text.splitlines() if row.startswith("kresowica,"))
    folder = _sample(tmp_path, clusters=(line, line.replace(",tak,", ",nie,", 1)))
    with pytest.raises(InputError) as refused:
        validate.validate(load.load(folder))
    (problem,) = refused.value.problems
    lines = (folder / "practices.toml").read_text("utf-8").splitlines()
    assert problem.file == "practices.toml"
    assert problem.row is not None
    assert lines[problem.row - 1] == "[[practice]]"
    assert lines[problem.row] == 'id = "Z1-growth-year"'
    assert "record 3 (Z1-growth-year), cluster: this cluster has not consented" in str(problem)


def test_the_row_of_a_record_is_its_line_in_the_file(tmp_path: Path) -> None:
    """Comments, blank lines and Windows line ends are counted as an editor counts them."""
    (tmp_path / "practices.toml").write_bytes(b"# a\r\n\r\n[[practice]]\r\nid = 1\r\n\r\n [[ practice ]]\r\n")
    found = Collected()
    records = toml.records("practice", tmp_path / "practices.toml", False, found)
    assert [record.row for record in records] == [3, 6]
    assert not found.problems


def test_practices_lie_beside_a_workbook_under_its_name(tmp_path: Path) -> None:
    """Both kinds of records are found by the workbook's name."""
    path = new_workbook(tmp_path)
    (tmp_path / f"{path.stem}.practices.toml").write_text("[[practise]]\n")
    with pytest.raises(InputError) as refused:
        validate.validate(load.load(path))
    (problem,) = refused.value.problems
    assert problem.file == f"{path.stem}.practices.toml"
    assert "nothing but records [[practice]]" in problem.cause


def _records() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for folder in (assets.library(), assets.sample()):
        found += tomllib.loads((folder / "practices.toml").read_text("utf-8"))["practice"]
    return found


@pytest.mark.parametrize("record", _records(), ids=lambda record: str(record["id"]))
def test_every_practice_is_complete_and_plain(record: dict[str, Any]) -> None:
    """All texts in both languages, no figure, no judgement; sentences end with a stop, phrases do not."""
    for lang in ("pl", "en"):
        assert set(record[lang]) == {*practice_records.MAX_LENGTHS} - {"source"}
        for name, text in record[lang].items():
            assert len(text) <= practice_records.MAX_LENGTHS[name]
            assert not re.search(r"[!?;—–\d]", text), text
            assert not re.search(r"\b(słab|najsłab|gorsz|najgorsz|weak|worst|worse|poor)", text.lower()), text
            assert text.endswith(".") == (name in ("what", "effect")), text
            assert text[0].islower() == (name in ("audience", "owner", "measure")), text
    assert {part.strip() for part in record["source"].split(",")} <= {*practice_records.SOURCES}
