"""The chapter of characteristics: generic over the fields, true to the data, silent without them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from functools import cache
from statistics import median
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import editions
from support.composing import composed, sample

from reports import assets
from reports.advice import recommend
from reports.chapters import compose, profile
from reports.document.blocks import Chart, KeyFigures, Para, Report, Section, Table, walk
from reports.document.charts import Share, Shares
from reports.edition.model import Edition, Lang, Localised, ProfileField
from reports.pages import style
from reports.pages.charts import layout
from reports.pages.drawing import Text
from reports.production.maker import ReportMaker
from reports.production.study import Study
from reports.results import characteristics, compare, score
from reports.words.catalogue import Texts
from reports.words.published import Facts

PARTS = Localised("Ludzie według zawodu", "People by trade")
#: Codes and names that no program could know beforehand.
FIELDS = (
    ProfileField("q7", Localised("Obrót", "Turnover"), "mln zł", "number", "PLN million", direction=1),
    ProfileField("zz", Localised("Rolnicy", "Farmers"), "% ludzi", "share", "% of people", parts=PARTS),
    ProfileField("zy", Localised("Piekarze", "Bakers"), "% ludzi", "share", "% of people", parts=PARTS),
    ProfileField("t", Localised("Motto", "Motto")),
    ProfileField("b", Localised("Ma statut", "Has a charter"), "", "yes/no"),
)
#: Twelve clusters; the first has the largest turnover by far.
HELD = tuple(
    {
        "q7": str(500.5 if i == 0 else 10 + i),
        "zz": str(70 if i == 0 else 40 + i),
        "zy": str(30 if i == 0 else 60 - i),
        "t": "Razem sp. z o.o." if i == 0 else "Naprzód",
        "b": "yes" if i % 3 == 0 else "no",
    }
    for i in range(12)
)


def described(
    held: Sequence[Mapping[str, str]], fields: Sequence[ProfileField] = FIELDS, **more: Any
) -> Edition:
    """An ordinary edition whose clusters have the characteristics ``held``."""
    ordinary = editions.small(len(held))
    clusters = tuple(
        dataclasses.replace(cluster, profile=of, **more)
        for cluster, of in zip(ordinary.clusters, held, strict=True)
    )
    return dataclasses.replace(ordinary, clusters=clusters, profile=tuple(fields))


@cache
def words(lang: Lang) -> Texts:
    return Texts(lang, assets.catalogue(lang), editions.small(3).unit[lang])


def report(edition: Edition, cluster: str = "k01", lang: Lang = "pl") -> Report:
    return composed(edition, cluster, lang)


def chapter(edition: Edition, cluster: str = "k01", lang: Lang = "pl") -> Section:
    return next(s for s in report(edition, cluster, lang).sections if s.id == "profile")


def blocks(section: Section, kind: type) -> list[Any]:
    return [value for value in walk(section.blocks) if isinstance(value, kind)]


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace("\u00a0", " ")


def table(section: Section, name: str) -> Table:
    (found,) = (t for t in blocks(section, Table) if t.id == name)
    assert isinstance(found, Table)
    return found


def rows(section: Section, name: str = "table-profile") -> dict[str, list[str]]:
    return {
        plain(row.cells[0].text): [plain(cell.text) for cell in row.cells[1:] if cell.graphic is None]
        for row in table(section, name).rows
        if row.tone == ""
    }


def lead(section: Section) -> str:
    first = section.blocks[0]
    return plain(first.text) if isinstance(first, Para) and first.role == "lead" else ""


def looked_up(made: Report) -> Section:
    """The chapter of the screen."""
    return next(s for s in made.screen_sections if s.id == "all-results")


def number(text: str) -> float:
    return float(text.replace(",", "."))


# --- where it stands -----------------------------------------------------------------------------


def test_there_is_no_chapter_without_characteristics() -> None:
    """An edition without fields, and a cluster without any of them, get a report without the chapter."""
    for edition in (described(HELD, fields=()), described([{}, *HELD[1:]])):
        sections = report(edition).sections
        assert "profile" not in [section.id for section in sections]
        numbers = [int(section.kicker.split(".")[0]) for section in sections]
        assert numbers == list(range(1, len(sections) + 1))


def test_the_chapter_stands_between_the_signs_and_the_groups() -> None:
    """Its number follows, and charts and tables are numbered in the order of the pages."""
    made = report(described(HELD))
    assert [section.id for section in made.sections][1:5] == ["reading", "profile", "groups", "position"]
    assert made.sections[2].kicker.startswith("3.")
    for kind in (Chart, Table):
        labels = [b.label for section in made.sections for b in blocks(section, kind)]
        numbers = [int(re.sub(r"\D", "", label)) for label in labels]
        assert numbers == list(range(1, len(numbers) + 1))


# --- numbers -------------------------------------------------------------------------------------


def test_the_table_has_the_numbers_and_the_group() -> None:
    """Own value and quartiles are those of an independent computation, printed with the data's decimals."""
    found = rows(chapter(described(HELD)))
    assert list(found) == ["Obrót", "Rolnicy", "Piekarze"]
    # Turnover: 11..21 and 500.5; shares: 41..51 and 70, 49..59 and 30.
    assert found["Obrót"] == ["500,5", "13,75", "16,5", "19,25", "500,5"]
    assert found["Rolnicy"] == ["70", "43,8", "46,5", "49,3", "–"]
    assert number(found["Piekarze"][2]) == median([30, *range(49, 60)])


def test_only_a_direction_makes_a_benchmark() -> None:
    """It follows the method where more or less is better; without any direction there is no column."""
    less = dataclasses.replace(FIELDS[0], direction=-1)
    top = dataclasses.replace(described(HELD, (less, *FIELDS[1:])))
    top = dataclasses.replace(top, method=dataclasses.replace(top.method, benchmark="top3-mean"))
    assert rows(chapter(top))["Obrót"][-1] == "12,0"
    none = described(HELD, (dataclasses.replace(FIELDS[0], direction=0), *FIELDS[1:]))
    headings = [column.heading for column in table(chapter(none), "table-profile").columns]
    assert "Benchmark" not in headings


def test_every_number_names_its_source() -> None:
    """All figures of tables and key figures carry a fact, and the published text of it is what they say."""
    edition = sample().edition
    made = report(edition, "wodolin")
    section = next(s for s in made.sections if s.id == "profile")
    scores = score.score(edition.framework, edition.method, edition.ids, edition.values)
    comparison = compare.compare(edition, scores, compare.group(edition, scores), "wodolin")
    facts = Facts(edition.framework, comparison, words("pl"), characteristics.describe(edition, "wodolin"))
    on_screen = (table(looked_up(made), name) for name in ("table-own-groups", "table-profile"))
    tables = [*blocks(section, Table), *on_screen]
    cells = [cell for t in tables for row in t.rows for cell in row.cells[1:]]
    figures = [item for block in blocks(section, KeyFigures) for item in block.items]
    with_digits = [cell for cell in (*cells, *figures) if re.search(r"\d", getattr(cell, "text", "0"))]
    assert len(with_digits) > 60
    for cell in with_digits:
        said = getattr(cell, "text", "") or getattr(cell, "value", "")
        assert plain(facts.text(cell.fact)) == plain(said)


def test_a_missing_number_is_missing_everywhere() -> None:
    """The table (with a note) and the bar say that it is missing; no sentence and no sign does."""
    section = chapter(described([{"zz": "12", "q7": "3"}, *HELD[1:]]))
    found = table(section, "table-profile")
    row = next(row for row in found.rows if row.cells[0].text == "Piekarze")
    assert (row.cells[1].text, row.cells[1].tone) == ("brak", "missing")
    assert row.cells[-1].graphic is not None
    assert row.cells[-1].graphic.own is None  # type: ignore[union-attr]
    assert any("Brak" in note for note in found.notes)
    (chart,) = blocks(section, Chart)
    assert [bar.own for bar in chart.drawing.bars] == [12.0, None]
    assert "piekarze" not in (section.title + lead(section)).lower()


@pytest.mark.parametrize(("others", "shown"), [(4, False), (5, True)])
def test_too_few_answers_of_others_show_no_group(others: int, shown: bool) -> None:
    """Where fewer than min_group others answered, every figure of the group is withheld."""
    held = [of if i <= others else {"zz": of["zz"]} for i, of in enumerate(HELD)]
    edition = described(held)
    assert edition.min_group == 5
    section = chapter(edition)
    assert ("–" not in rows(section)["Obrót"]) is shown
    turnover = next(r for r in table(section, "table-profile").rows if r.cells[0].text == "Obrót")
    assert (turnover.cells[-1].graphic is not None) is shown
    assert ("Obrót" in lead(section)) is shown
    assert (rows(section, "table-marks")["Ma statut"][1:] not in ([], ["–"])) is shown


def test_what_figures_and_charts_show_is_a_table_on_the_screen_only() -> None:
    """A number that neither shows, as the fourth of them, brings the table of all numbers into the report."""
    members = tuple(ProfileField(f"n{i}", Localised(f"Liczba {i}"), "osoby", "number") for i in range(3))
    held = [{**of, "n0": "4", "n1": "5", "n2": str(i)} for i, of in enumerate(HELD)]
    for fields, on_pages in (((*FIELDS, *members[:1]), False), ((*FIELDS, *members), True)):
        made = report(described(held, fields))
        section = next(s for s in made.sections if s.id == "profile")
        assert ("table-profile" in {t.id for t in blocks(section, Table)}) is on_pages
        assert ("table-profile" in {t.id for t in blocks(looked_up(made), Table)}) is not on_pages


# --- words ---------------------------------------------------------------------------------------


def test_the_lead_names_the_fields_that_are_there() -> None:
    """No code is known: size and what stands out are told with the file's own words. Who coordinates stands
    in the table.
    """
    section = chapter(described(HELD, coordinator="Biuro sp. z o.o."))
    said = lead(section)
    assert rows(section, "table-marks")["Koordynator"][0] == "Biuro sp. z o.o."
    assert "Obrót (mln zł)" in said
    assert "Rolnicy (70%, typowo 46,5%)" in said
    assert "Piekarze (30%, typowo 53,5%)" in said
    assert "Motto: Razem sp. z o.o." in said
    assert ".." not in said
    assert plain(section.title) == "Wyraźnie więcej niż zwykle w grupie: Obrót"


def test_small_differences_are_not_remarkable() -> None:
    """No share against five per cent, and no two people out of ten, becomes the title or a finding."""
    share = ProfileField("s", Localised("Uczelnie"), "% członków", "share", of="m")
    members = ProfileField("m", Localised("Liczba członków"), "członkowie", "number")
    near = [{"s": "0" if i == 0 else "5", "m": "100"} for i in range(12)]
    few = [{"s": "30" if i == 0 else "10", "m": "10"} for i in range(12)]
    many = [{**of, "m": "100"} for of in few]
    for held, told in ((near, False), (few, False), (many, True)):
        section = chapter(described(held, (members, share)))
        assert ("Uczelnie" in section.title) is told
        assert ("Uczelnie" in lead(section)) is told


def test_a_share_of_few_is_told_with_its_weight() -> None:
    """Where one of few makes up percentage points, a note under the table says how many."""
    share = ProfileField("s", Localised("Uczelnie"), "% członków", "share", of="m")
    members = ProfileField("m", Localised("Liczba członków"), "członkowie", "number")
    held = [{"s": "10", "m": "21" if i == 0 else "210"} for i in range(12)]
    edition = described(held, (members, share))
    assert any("4,8 p.p." in plain(note) for note in table(chapter(edition), "table-profile").notes)
    assert not any("p.p." in note for note in table(chapter(edition, "k02"), "table-profile").notes)


def test_texts_groups_and_answers_stand_with_their_count() -> None:
    """Texts as they are, yes and no as words, groups by name, each with how many have the same."""
    edition = dataclasses.replace(
        described(HELD),
        group_names={("sector", ""): Localised("Branża", "Trade"), ("sector", "ICT"): Localised("Komputery")},
    )
    found = rows(chapter(edition), "table-marks")
    assert "Branża" not in found, "the next chapter names it"
    assert rows(looked_up(report(edition)), "table-own-groups")["Branża"] == ["Komputery", "3 z 12"]
    assert found["Motto"] == ["Razem sp. z o.o.", "–"]
    assert found["Ma statut"] == ["tak", "4 z 12"]
    assert rows(chapter(edition, "k02"), "table-marks")["Motto"] == ["Naprzód", "11 z 12"]
    bare = described([HELD[0], {k: v for k, v in HELD[1].items() if k not in ("t", "b")}, *HELD[2:]])
    missing = rows(chapter(bare, "k02"), "table-marks")
    assert (missing["Motto"], missing["Ma statut"]) == (["brak"], ["brak"])


def test_a_long_text_is_a_paragraph() -> None:
    """A text of many lines does not stand in a cell."""
    held = [{**HELD[0], "t": "Oferta i słowa. " * 60}, *HELD[1:]]
    section = chapter(described(held))
    assert "Motto" not in rows(section, "table-marks")
    assert any(para.text.startswith("Oferta") for para in blocks(section, Para))


def test_english_reports_have_english_texts_and_units() -> None:
    """A unit and a text have their English form where the files give one."""
    section = chapter(described(HELD, profile_en={"t": "Together"}), lang="en")
    assert "Turnover (PLN million)" in lead(section)
    assert "% ludzi" not in str(section)
    assert "% of people" in str(section)
    assert rows(section, "table-marks")["Motto"][0] == "Together"


def test_the_chart_and_the_table_say_the_same() -> None:
    """Bars, labels, spoken text and cells agree."""
    section = chapter(described(HELD))
    (chart,) = blocks(section, Chart)
    found = rows(section)
    assert isinstance(chart.drawing, Shares)
    assert plain(chart.title).startswith("Ludzie według zawodu")
    for bar in chart.drawing.bars:
        own, _, middle, *_ = found[bar.name]
        assert bar.label == f"{own}%"
        assert (bar.own, bar.median) == (number(own), number(middle))
        assert f"{bar.name}: klaster {own}%, mediana {middle}%." in plain(chart.alt)


# --- many fields, few fields -----------------------------------------------------------------------


def thirty() -> Edition:
    """Thirty fields: numbers, shares of six wholes, texts and answers."""
    fields = [ProfileField(f"n{i}", Localised(f"Liczba numer {i}"), "osoby", "number") for i in range(8)]
    for whole in range(4):
        parts = Localised(f"Podział numer {whole}")
        fields += [
            ProfileField(f"s{whole}{i}", Localised(f"Część {whole}{i}"), "%", "share", parts=parts)
            for i in range(3)
        ]
    fields += [ProfileField(f"t{i}", Localised(f"Opis numer {i}")) for i in range(6)]
    fields += [ProfileField(f"b{i}", Localised(f"Pytanie numer {i}"), "", "yes/no") for i in range(4)]
    made = {"number": "{}", "share": "{}", "text": "tekst {}", "yes/no": "yes"}
    held = [{f.code: made[f.kind].format((i * 7 + n) % 33) for n, f in enumerate(fields)} for i in range(12)]
    return described(held, fields)


@pytest.mark.parametrize(
    "edition",
    [
        described([{"t": "x"}] * 12, FIELDS[3:4]),
        described([{"b": "yes"}] * 12, FIELDS[4:]),
        described([{"q7": "5"}] * 12, FIELDS[:1]),
        described([{"zz": "100"}] * 12, FIELDS[1:2]),
        described([{"q7": "1"}], FIELDS[:1]),
        thirty(),
    ],
    ids=["text", "answer", "number", "share", "one cluster", "thirty"],
)
def test_few_and_many_fields_make_a_chapter(edition: Edition) -> None:
    """Every number of fields gives a titled chapter without an empty table, whatever their kinds."""
    section = chapter(edition)
    assert section.title
    assert all(found.rows for found in blocks(section, Table))
    assert all(chart.drawing.bars for chart in blocks(section, Chart))


@pytest.mark.slow
@pytest.mark.parametrize("edition", [thirty(), described(HELD, FIELDS[:1])], ids=["thirty", "one"])
def test_few_and_many_fields_make_sound_pages(edition: Edition) -> None:
    """The finished file of many fields, and of one, has no finding."""
    frame = score.fit(edition.framework, edition.method, edition.values)
    scores = score.score(edition.framework, edition.method, edition.ids, edition.values)
    study = Study(edition, frame, scores, str(assets.sample()))
    assert ReportMaker(study).prepare()("k01")


# --- properties ------------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.integers(0, 100), st.none() | st.integers(0, 100)), min_size=1, max_size=9),
    st.sampled_from([82.0, 170.0]),
)
def test_bars_are_zero_based(shares: list[tuple[int, int | None]], width: float) -> None:
    """The length of a bar is its share of the scale."""
    bars = tuple(
        Share(f"Udział {i}", own, f"{own}%", middle, "" if middle is None else f"mediana {middle}%")
        for i, (own, middle) in enumerate(shares)
    )
    chart = Shares(bars)
    canvas = layout.lay_out(chart, width, layout.height(chart, width))
    bars_drawn = [mark for mark in canvas.marks if not isinstance(mark, Text) and mark.fill == style.ACCENT]
    lengths = [max(x for _, x, *_ in m.path[:-1]) - min(x for _, x, *_ in m.path[:-1]) for m in bars_drawn]
    drawn = [own for own, _ in shares if own > 0]
    assert len(lengths) == len(drawn)
    for own, length in zip(drawn, lengths, strict=True):
        assert length == pytest.approx(lengths[0] * own / drawn[0], rel=1e-6)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(0, 1000), min_size=6, max_size=30))
def test_a_band_agrees_with_the_printed_quartiles(values: list[int]) -> None:
    """What is called outside the middle half is outside the printed quartiles, and nothing else is."""
    held = [{"q7": str(value)} for value in values]
    section = chapter(described(held, fields=FIELDS[:1]))
    own, q1, middle, q3, _ = map(number, rows(section)["Obrót"])
    spoken = plain(table(section, "table-profile").rows[0].cells[-1].spoken)
    if min(values) == max(values):
        assert spoken == "ta sama wartość w całej grupie"
    else:
        high = spoken in ("powyżej środkowej połowy grupy", "najwyższa wartość w grupie")
        assert high == (own > q3)
        assert (spoken == "poniżej środkowej połowy grupy") == (own < q1)
        assert ("tyle samo" in spoken) == (own == middle)


def test_every_sample_report_says_true_things() -> None:
    """In all forty reports the table has the sample's numbers, and what the title names is far out."""
    study = sample()
    edition = study.edition
    names = {field.code: field.name.pl for field in edition.profile if field.kind in ("number", "share")}
    group = compare.group(edition, study.scores)
    titles = set()
    for cluster in edition.clusters:
        comparison = compare.compare(edition, study.scores, group, cluster.id)
        advice = recommend.recommend(edition, study.scores, comparison, study.frame)
        made = compose.compose(edition, study.scores, comparison, advice, words("pl"))
        section = next(s for s in made.sections if s.id == "profile")
        titles.add(section.title)
        found = rows(looked_up(made))
        assert len(section.title) <= profile.TITLE_ROOM
        assert len(lead(section)) <= profile.LEAD_ROOM
        head, _, told = plain(section.title).partition(": ")
        for code, name in names.items():
            own, q1, _, q3 = map(number, found[name][:4])
            assert own == float(cluster.profile[code])
            if name[0].lower() + name[1:] in told.split(" i "):
                assert re.search("więcej|większy", head) or re.search("mniej", head)
                assert own > q3 if re.search("więcej|większy", head) else own < q1
    assert len(titles) > 8


def test_one_answer_of_public_statistics_is_a_group() -> None:
    """What only one other unit answered is shown where nothing is withheld, and nothing stands out."""
    held = [{"t": "Razem"}, {"q7": "12"}, *({} for _ in range(4))]
    edition = dataclasses.replace(described(held), public=True)
    found = characteristics.describe(edition, "k01").traits["q7"]
    assert found.spread is not None
    assert (found.spread.n, found.deviation, found.remoteness) == (1, 0.0, 0.0)
    assert report(edition).sections
