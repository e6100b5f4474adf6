"""The paper about the group: its numbers, its words, and what it must not say."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import statistics
from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from scipy.stats import spearmanr
from support import GOLDEN
from support.composing import composed, sample, study_of
from support.extremes import EXTREMES
from support.outline import outline
from support.plenary import paper, printed

from reports import assets
from reports.chapters import ranking
from reports.cli.main import main
from reports.document import blocks
from reports.document.blocks import Report, Table
from reports.document.charts import Strip
from reports.edition.model import GROUP, Edition
from reports.edition.names import foreign_names
from reports.edition.rounding import published
from reports.errors import Finding, InputError, ReportError
from reports.papers import group_condition
from reports.production import plenary
from reports.production.advised import advise
from reports.production.composer import Composer
from reports.production.study import Study, read
from reports.proof.checks import report as check
from reports.proof.checks import rules
from reports.proof.reading import pdf
from reports.results import compare
from reports.results.disclosure import rules as disclosure
from reports.results.model import Scores
from reports.words.catalogue import NBSP, Texts
from reports.words.published import Facts

SAMPLE = sample()


@cache
def group() -> compare.Group:
    return compare.group(SAMPLE.edition, SAMPLE.scores)


@cache
def facts_of(cluster: str) -> Facts:
    """The published numbers of a cluster's report."""
    comparison = compare.compare(SAMPLE.edition, SAMPLE.scores, group(), cluster)
    texts = Texts("pl", assets.catalogue("pl"), SAMPLE.edition.unit["pl"])
    return Facts(SAMPLE.edition.framework, comparison, texts)


def said(report: Report) -> list[str]:
    """Every text that is read on the pages or of the file."""
    whole = [report.title, report.subject, report.footer, report.short_name, report.name, *report.keywords]
    charts = [part.alt for part in blocks.walk(report) if isinstance(part, blocks.Chart)]
    return [*whole, *rules.cover_texts(report.cover), *rules.readable(report.sections), *charts]


# --- numbers ------------------------------------------------------------------------------------


def test_the_figures_of_the_group_are_those_of_the_clusters_reports() -> None:
    """Whatever both print about the group is the same to the letter: medians, quartiles, n."""
    own, other = printed(paper()[0]), printed(composed(SAMPLE, "jarometal"))
    shared = own.keys() & other.keys()
    assert {what for _, what in shared} >= {"group.q1", "group.median", "group.q3", "n", "values.median"}
    assert len(shared) > 100
    assert {key: own[key] for key in shared} == {key: other[key] for key in shared}


def test_the_dots_are_all_scores() -> None:
    """A strip holds every cluster's published score, sorted, and nobody's own; that of a sub-area no dot,
    for with a name in the good practices it would tell which dots of the area can be that cluster's.
    """
    framework, scores = SAMPLE.edition.framework, SAMPLE.scores.score
    tables = [p for p in blocks.walk(paper()[0]) if isinstance(p, Table) and p.role == "strip"]
    strips = {
        row.cells[0].text: row.cells[1].graphic
        for table in tables
        if table.id != "table-sides"
        for row in table.rows
        if row.tone != "group"
    }
    names = {node.name.pl: node.code for node in framework.nodes if not node.is_leaf}
    assert {name.replace(NBSP, " ") for name in strips} == set(names)
    for name, strip in strips.items():
        column = scores[:, framework.column[names[name.replace(NBSP, " ")]]]
        assert isinstance(strip, Strip)
        assert strip.own is None
        whole = framework[names[name.replace(NBSP, " ")]].depth < 2
        marks = tuple(sorted(published(score, 1) for score in column[~np.isnan(column)]))
        assert strip.peers == (marks if whole else ())


def test_changes_are_the_medians_of_the_printed_changes() -> None:
    """Collecting the changes out of all reports and taking their median gives the printed one."""
    condition_ = paper()[1].condition
    assert len(condition_.changes) > 20
    for code, change in condition_.changes.items():
        changes = [c for id_ in SAMPLE.edition.ids if (c := facts_of(id_).change(code, "2014")) is not None]
        assert change.n == len(changes)
        middle = statistics.median(Decimal(str(moved)) for moved in changes)
        assert published(change.median, 1) == float(middle.quantize(Decimal("0.1"), ROUND_HALF_UP))
        assert change.up == sum(moved > 0 for moved in changes)
        quartiles = statistics.quantiles(changes, n=4, method="inclusive")
        assert (change.q1, change.q3) == pytest.approx((quartiles[0], quartiles[2]))


def test_the_two_groups_have_the_medians_of_their_members() -> None:
    """Both groups, the root and every area, recomputed from the scores and the list of clusters."""
    split = paper()[1].condition.split
    assert split is not None
    assert (split.column, split.values) == ("kkk", ("tak", "nie"))
    framework = SAMPLE.edition.framework
    assert len(split.sides) == 2 * (1 + len(framework.areas))
    for (value, code), side in split.sides.items():
        members = [c.id for c in SAMPLE.edition.clusters if c.groups["kkk"] == value]
        scores = [float(SAMPLE.scores.score[SAMPLE.edition.row[m], framework.column[code]]) for m in members]
        known = [score for score in scores if score == score]
        assert (side.n, side.median) == (len(known), statistics.median(known))


def test_correlations_are_spearmans() -> None:
    """As scipy computes them, pair by pair, over those who have both scores."""
    framework = SAMPLE.edition.framework
    found = paper()[1].condition.correlations
    assert len(found) == 10
    for pair, correlation in found.items():
        both = SAMPLE.scores.score[:, [framework.column[code] for code in pair]]
        both = both[~np.isnan(both).any(axis=1)]
        assert correlation.n == len(both)
        assert correlation.rho == pytest.approx(spearmanr(both[:, 0], both[:, 1]).statistic)


def test_a_constant_area_goes_with_nothing() -> None:
    """Where nobody differs there is no order to compare."""
    assert np.isnan(group_condition.spearman(np.ones(20), np.arange(20.0)))
    assert group_condition.spearman(np.arange(20.0), -np.arange(20.0)) == -1.0


def test_advice_is_counted_by_clusters() -> None:
    """Read out of all reports: who got at least one recommendation in a sub-area that is not one to keep."""
    counted: dict[str, set[str]] = {}
    edition = SAMPLE.edition
    for id_ in edition.ids:
        comparison = compare.compare(edition, SAMPLE.scores, group(), id_)
        for action in advise(SAMPLE, comparison).actions:
            if action.kind in ("improve", "chosen", "step"):
                counted.setdefault(edition.framework[action.node].parent or "", set()).add(id_)
    assert paper()[1].condition.advised == {code: len(ids) for code, ids in counted.items()}


def test_the_ranking_is_that_of_the_scores() -> None:
    """Every cluster once, in the order of its place, with its published scores."""
    report = paper(internal=True)[0]
    table = next(p for p in blocks.walk(report) if isinstance(p, Table) and p.id == "table-ranking")
    edition, scores = SAMPLE.edition, SAMPLE.scores
    root = edition.framework.column[edition.framework.root.code]
    order = sorted(range(len(edition.ids)), key=lambda row: (scores.rank[row, root], edition.ids[row]))
    assert [row.cells[0].text.replace(NBSP, " ") for row in table.rows] == [
        edition.clusters[row].name.replace(NBSP, " ") for row in order
    ]
    text = paper(internal=True)[1].texts
    assert [row.cells[2].text for row in table.rows] == [
        text.number(float(scores.score[row, root])) for row in order
    ]


def test_a_long_ranking_is_divided_into_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """No table has more rows than a validator judges; together they are the whole ranking, each with a
    caption of its own.
    """

    def tables() -> list[Table]:
        made, _ = Composer(SAMPLE).group_paper(internal=True)
        return [p for p in blocks.walk(made) if isinstance(p, Table) and p.id.startswith("table-ranking")]

    (whole,) = tables()
    monkeypatch.setattr(ranking, "RANKED_ROWS", 15)
    found = tables()
    assert [len(table.rows) for table in found] == [15, 15, 10]
    assert [row for table in found for row in table.rows] == list(whole.rows)
    assert len({table.caption for table in found} | {table.id for table in found}) == 6


# --- what it must not say ------------------------------------------------------------------------


def test_the_public_paper_names_nobody() -> None:
    """Neither a name nor a short name, in no text of either language; the internal one names all forty."""
    foreign = check.foreign_in((), foreign_names(SAMPLE.edition, GROUP))
    for lang in ("pl", "en"):
        assert [name for text in said(paper(lang)[0]) for name in foreign(text)] == []
    internal = {name for text in said(paper(internal=True)[0]) for name in foreign(text)}
    assert len(internal) >= 40


def test_no_handful_of_clusters_is_counted() -> None:
    """A printed number of clusters is never under min_group, and never leaves fewer than that out."""
    found = {
        key: text
        for key, text in printed(paper()[0]).items()
        if key[0].startswith(("advised:", "recommended:")) or key[1] == "changed.up"
    }
    assert any(not text.isdigit() for text in found.values()), "nothing is held back: the test says nothing"
    condition_ = paper()[1].condition
    for (node, what), text in found.items():
        of = condition_.changes[node].n if what == "changed.up" else 40
        if text.isdigit():
            assert 5 <= int(text) <= of - 5


def test_two_clusters_of_one_group_can_exchange_their_results() -> None:
    """The paper knows no names: two clusters that are alike in what is public (group, editions) exchange
    all their answers, and the profile that recommendations look at, and no letter and no drawing changes. The
    expert's decisions, which stay with the name, are left out.
    """
    edition = replace(SAMPLE.edition, overrides=())
    before = Composer(_study(edition)).group_paper()[0]
    took = [not np.isnan(edition.history[0].values[row]).all() for row in range(len(edition.ids))]
    kinds: dict[tuple[str, bool], list[int]] = {}
    for row, cluster in enumerate(edition.clusters):
        kinds.setdefault((cluster.groups["kkk"], took[row]), []).append(row)
    assert len(kinds) == 4
    order = np.arange(len(edition.ids))
    for rows in kinds.values():
        order[rows[:2]] = rows[1::-1]
    after = Composer(_study(_exchanged(edition, order))).group_paper()[0]
    assert after == before


def _exchanged(edition: Edition, order: np.ndarray) -> Edition:
    history = tuple(
        replace(past, values=past.values[order], scores=past.scores[order], ranks=past.ranks[order])
        for past in edition.history
    )
    clusters = tuple(
        replace(cluster, profile=other.profile, groups={**other.groups, "kkk": cluster.groups["kkk"]})
        for cluster, other in zip(edition.clusters, (edition.clusters[row] for row in order), strict=True)
    )
    return replace(edition, values=edition.values[order], history=history, clusters=clusters)


def _study(edition: Edition) -> Study:
    study = study_of(edition)
    return dataclasses.replace(SAMPLE, edition=edition, frame=study.frame, scores=study.scores)


def test_changes_say_nothing_about_present_results() -> None:
    """A cluster of both editions and a newcomer exchange their present results; the first one's earlier
    results move along. The medians of changes stay: they do not tell who of the two has which result.
    """
    before = np.array([10.0, 20, 30, 40, 50, 60, 70, 80, 90, 15, np.nan, np.nan])
    now = np.array([12.0, 25, 20, 44, 51, 70, 75, 85, 80, 30, 60, 5])
    there = group_condition._change(now, before, 5, 1)
    then, swapped = before.copy(), now.copy()
    swapped[[3, 10]] = now[[10, 3]]
    then[3] = swapped[3] - (now[3] - before[3])
    assert group_condition._change(swapped, then, 5, 1) == there


def test_two_groups_yield_where_the_reports_leave_no_room() -> None:
    """Without the setting the reports keep their comparisons, and the paper does without its own."""
    study = replace(SAMPLE, edition=replace(SAMPLE.edition, summary_by=""))
    report, facts = Composer(study).group_paper()
    assert facts.condition.split is not None
    assert facts.condition.split.withheld == "overlap"
    assert facts.condition.split.sides == {} or ("tak", "OGOL") not in facts.condition.split.sides
    assert not [key for key in printed(report) if key[1].startswith("side.")]
    told = [section for section in report.sections if section.id != "participants"]
    assert "Krajowe Klastry Kluczowe" not in " ".join(rules.readable(tuple(told)))
    assert "disclosure.summary" in plenary._notes(facts)[0]


def test_the_reports_leave_room_for_the_two_groups() -> None:
    """With the setting no recipient can part fewer than min_group others with both papers in hand."""
    edition, scores = SAMPLE.edition, SAMPLE.scores
    sides = [group().members["kkk", value] for value in ("tak", "nie")]
    for row in range(len(edition.ids)):
        for code, seen in compare.medians_seen(edition, scores, group(), row).items():
            others = ~np.isnan(scores.score[:, edition.framework.column[code]])
            others[row] = False
            assert disclosure.compatible([*seen, *sides], others, edition.min_group)


@pytest.mark.parametrize(("sizes", "why"), [((4, 30), "too-few-others"), ((7, 30), "one-value")])
def test_small_groups_are_not_compared(sizes: tuple[int, int], why: str) -> None:
    """Both sides need min_group others, and a small one an even number of members."""
    members = np.arange(sum(sizes)) < sizes[0]
    sides = [disclosure.Candidate("g", "a", members), disclosure.Candidate("g", "b", ~members)]
    known = dict.fromkeys(range(len(members)), ((), ()))
    assert disclosure.withheld_from_all(sides, 5, np.ones_like(members), known) == why


def test_the_column_of_the_summary_has_two_values(tiny_edition: Callable[..., Path]) -> None:
    """A setting that names a column with one, three or no groups is an error with its remedy."""
    toml = (tiny_edition() / "edition.toml").read_text(encoding="utf-8")
    clusters = (tiny_edition(name="b") / "clusters.csv").read_text(encoding="utf-8").replace(",nie,", ",tak,")
    folder = tiny_edition(
        {"edition.toml": toml + '\n[disclosure]\nsummary = "key"\n', "clusters.csv": clusters}, name="c"
    )
    with pytest.raises(InputError, match=r"disclosure\.summary: the summary compares two groups.* has 1"):
        read(folder)


# --- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_the_words_are_the_golden_ones(lang: Any) -> None:
    """The paper of the sample, as a person would read it out."""
    text, golden = outline(paper(lang)[0]), GOLDEN / f"plenary-{lang}.txt"
    if os.environ.get("ACCEPT_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def no_groups(sample: Edition) -> Edition:
    clusters = tuple(replace(cluster, groups={}) for cluster in sample.clusters)
    return replace(sample, clusters=clusters, history=(), summary_by="", group_names={})


ODD: dict[str, Callable[[Edition], Edition]] = {
    **{
        name: lambda sample, make=make: replace(make(sample), summary_by="", overrides=())
        for name, make in EXTREMES.items()
    },
    "no history, no groups": no_groups,
}


@pytest.mark.parametrize("lang", ["pl", "en"])
@pytest.mark.parametrize(
    "odd", [odd if odd != "five hundred" else pytest.param(odd, marks=pytest.mark.slow) for odd in ODD]
)
def test_every_group_gets_true_words(odd: str, lang: Any) -> None:
    """One cluster, three, five hundred, all alike: whole sentences, and nothing about too few."""
    edition = ODD[odd](SAMPLE.edition)
    report, facts = Composer(_study(edition)).group_paper(lang)
    for text in said(report):
        assert not re.search(r"  |\{|\}|\bnan\b|\.\.| ,|\(\)|„”|“”", text), text
    if len(edition.clusters) < edition.min_group:
        assert not [p for p in blocks.walk(report) if isinstance(p, Strip) and p.peers]
        assert not any(re.search(r"\d,\d|\d\.\d", text) for text in printed(report).values())
        assert report.cover.bars.values == ()
    if not edition.history:
        assert not facts.condition.changes
        assert "2014" not in " ".join(said(report))
    if odd == "all alike":
        assert "ten sam wynik" in report.sections[0].title or "the same overall" in report.sections[0].title
        assert not facts.condition.correlations
    if odd == "no history, no groups":
        assert "Krajowe Klastry" not in " ".join(said(report))


@pytest.mark.slow
@pytest.mark.parametrize("internal", [False, True])
@pytest.mark.parametrize("odd", ODD)
def test_every_group_gets_sound_pages(odd: str, internal: bool, tmp_path: Path) -> None:
    """The paper of any group passes the same gate as the reports."""
    made = plenary.make(_study(ODD[odd](SAMPLE.edition)), internal=internal, out=tmp_path)
    assert made.files["pdf"].read_bytes().startswith(b"%PDF")


# --- files ---------------------------------------------------------------------------------------


def test_the_command_writes_checked_files_that_are_always_the_same(tmp_path: Path) -> None:
    """Both editions of the public and of the internal paper, byte for byte again, under different names."""
    runs = []
    for name in ("a", "b"):
        for options in ([], ["--internal"]):
            command = ["summary", str(assets.sample()), "-o", str(tmp_path / name), "--json", *options]
            result = CliRunner().invoke(main, command)
            assert result.exit_code == 0, result.output
            assert json.loads(result.output)["internal"] == bool(options)
        folder = tmp_path / name / "sample-2018" / "summary"
        runs.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert sorted(runs[0]) == ["summary-internal.html", "summary-internal.pdf", "summary.html", "summary.pdf"]
    assert runs[0] == runs[1]

    pages = pdf.read(runs[0]["summary-internal.pdf"]).pages
    marks = [re.search(r"do użytku wewnętrznego", page.text, re.IGNORECASE) for page in pages]
    assert all(marks), "a page of the internal paper does not say so"
    public = pdf.read(runs[0]["summary.pdf"]).pages
    assert not any("wewnętrznego" in page.text for page in public)
    assert 8 <= len(public) <= 14


def test_a_paper_that_is_not_right_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A finding stops it; the paper of before stays, and the message calls it out of date."""
    folder = tmp_path / "sample-2018" / "summary"
    folder.mkdir(parents=True)
    (folder / "summary.pdf").write_bytes(b"old")
    (folder / "summary-internal.pdf").write_bytes(b"another")
    monkeypatch.setattr(check, "check", lambda *_: (Finding("fact", "a wrong number", 3),))
    with pytest.raises(ReportError, match=r"a wrong number.*out of date: .*summary\.pdf \[outdated\]$"):
        plenary.make(SAMPLE, out=tmp_path)
    assert sorted(path.name for path in folder.iterdir()) == ["summary-internal.pdf", "summary.pdf"]


def test_a_wrong_number_or_name_does_not_leave() -> None:
    """The gate compares with the published numbers: a changed median is a finding, and so is a name."""
    report, facts = paper()
    section = report.sections[0]
    wrong = replace(report, cover=replace(report.cover, score="99,9"))
    rendered = _rendered(wrong)
    findings = check.check(wrong, rendered, facts, foreign_names(SAMPLE.edition, GROUP))
    assert [finding.rule for finding in findings] == ["fact"]
    named = replace(report, sections=(replace(section, title="Jarometal"), *report.sections[1:]))
    findings = check.check(named, _rendered(named), facts, foreign_names(SAMPLE.edition, GROUP))
    assert "foreign-name" in {finding.rule for finding in findings}


def _rendered(report: Report) -> bytes:
    from reports.pages import report as layout

    return layout.render(report, assets.sample())


def test_scores_of_the_ranking_are_facts_of_the_internal_paper_only() -> None:
    """The published numbers of the public paper know no cluster."""
    fact = blocks.Fact("jarometal", "rank", subject="ranked")
    assert paper(internal=True)[1].text(fact) == "2."
    with pytest.raises(KeyError):
        paper()[1].text(fact)
    assert isinstance(SAMPLE.scores, Scores)
