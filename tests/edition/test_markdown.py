"""The expert's Markdown: either it is printed as it reads, or it is refused with what is to blame."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.finished import FOREIGN, Published, rendered, report

from reports.document.blocks import Report, Voice
from reports.edition import markdown
from reports.edition.markdown import Points, Prose, ProseError, Run, parse
from reports.pages.screen import WebRenderer
from reports.proof.checks.report import check
from reports.proof.checks.rules import readable
from reports.proof.checks.screen import check_page
from reports.words.catalogue import NBSP
from reports.words.typography import map_texts, typography

#: Everything that can be said, in one text.
FULL = """Pierwszy akapit z *wyróżnieniem*, **ważnym słowem** i z R&D, 3 < 5 oraz
drugą linią.

- punkt
- punkt **drugi**; gwiazdka \\* i zmienna profile_members

1. raz
2. *dwa*"""


def letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))


def printed(text: str) -> str:
    return "".join(readable(parse(text)))


def test_paragraphs_emphasis_and_lists_become_document_values() -> None:
    """Runs keep their emphasis, lists their kind, line breaks are spaces, escaped signs are signs."""
    first, bullets, numbers = parse(FULL)
    assert isinstance(first, Prose)
    assert [run.emphasis for run in first.runs] == ["", "em", "", "strong", ""]
    assert first.text.endswith("i z R&D, 3 < 5 oraz drugą linią.")
    assert isinstance(bullets, Points)
    assert bullets.marks == ()
    assert bullets.items[1].text == "punkt drugi; gwiazdka * i zmienna profile_members"
    assert isinstance(numbers, Points)
    assert numbers.lines == (
        ("1.", Prose((Run("raz"),))),
        ("2.", Prose((Run("dwa", "em"),))),
    )


@pytest.mark.parametrize(
    ("text", "cause", "found"),
    [
        ("Tu jest <b>grubo</b>.", "HTML", "<b>"),
        ("<script>alert(1)</script>", "HTML", "<script>alert(1)</script>"),
        ("<!-- uwaga -->", "HTML", "<!-- uwaga -->"),
        ("a&nbsp;b", "a code of HTML", "&nbsp;"),
        ("a &#8238; b", "a code of HTML", "&#8238;"),
        ("![wykres](wykres.png)", "a picture", "![wykres](wykres.png)"),
        ("Zob. [raport](file:///C:/raport.pdf).", "a link", "Zob. [raport](file:///C:/raport.pdf)."),
        ("[x](javascript:alert(1))", "a link", "[x](javascript:alert(1))"),
        ("[x](../inny/raport.pdf)", "a link", "[x](../inny/raport.pdf)"),
        ("[x](https://example.org)", "a link", "[x](https://example.org)"),
        ("<https://example.org>", "a link", "<https://example.org>"),
        ("Tekst.\n\n[x]: https://example.org", "a link", "[X]: https://example.org"),
        ("# Tytuł", "headings", "# Tytuł"),
        ("Tytuł\n---", "headings", "Tytuł\n---"),
        ("Raz.\n\n***", "a rule", "***"),
        ("> cytat", "a quotation", "> cytat"),
        ("Wpisz `kod`.", "code", "kod"),
        ("```\nkod\n```", "code", "kod"),
        ("    wcięcie", "code", "wcięcie"),
        ("- a\n  - b", "a list inside a list", "- a\n  - b"),
        ("- a\n\n  b", "one paragraph", "- a\n\n  b"),
        ("- a\n-", "is empty", "- a\n-"),
        ("2018. rok był dobry", "numbered from 1", "2018. rok był dobry"),
        ("1. a\n3. b", "numbered from 1", "1. a\n3. b"),
        (" \n ", "is empty", " \n "),
    ],
)
def test_what_cannot_be_printed_is_refused_with_its_place(text: str, cause: str, found: str) -> None:
    """Never left out in silence, never printed as something else; the piece to blame is shown."""
    with pytest.raises(ProseError) as caught:
        parse(text)
    assert cause in caught.value.cause
    assert caught.value.found == found
    assert caught.value.remedy


@pytest.mark.parametrize("text", ["*nie domknięte", "**tak* samo", "a * b * c", "5*3", "_", "a | b", "[x] y"])
def test_signs_without_a_meaning_are_text(text: str) -> None:
    """Whoever types a star gets a star."""
    assert letters(printed(text)) == letters(text)


MARKED = st.text(st.sampled_from("ab *_\n-1.)#>`<&;[](!\\/:=~+"), max_size=40)


@settings(max_examples=500)
@given(MARKED)
def test_whatever_is_typed_is_refused_or_printed_letter_by_letter(text: str) -> None:
    """No letter is lost, added or moved, whatever Markdown makes of the signs around it."""
    try:
        said = printed(text)
    except ProseError:
        return
    assert letters(said) == letters(text)


@settings(max_examples=100)
@given(
    st.lists(
        st.tuples(st.text('aw "-–123%zł', max_size=8), st.sampled_from(["", "em", "strong"])), max_size=6
    )
)
def test_typography_does_not_stop_at_emphasis(pieces: list[tuple[str, str]]) -> None:
    """The paragraph is set as one text, and each run keeps its own words and emphasis."""
    paragraph = Prose(tuple(Run(text, emphasis) for text, emphasis in pieces))  # type: ignore[arg-type]
    made = map_texts(paragraph, lambda text: typography(text, "pl"))
    assert made.text == typography(paragraph.text, "pl")
    assert [run.emphasis for run in made.runs] == [run.emphasis for run in paragraph.runs]
    for before, after in zip(paragraph.runs, made.runs, strict=True):
        assert letters(after.text) == letters(before.text)


def test_a_quotation_and_a_bound_word_go_through_emphasis() -> None:
    """„…” around an emphasised word, and no one-letter word at the end of a line before one."""
    paragraph = parse('To "bardzo *dobry*" wynik w **grupie**.')[0]
    made = map_texts(paragraph, lambda text: typography(text, "pl"))
    assert isinstance(made, Prose)
    assert made.text == f"To „bardzo dobry” wynik w{NBSP}grupie."
    assert made.runs[-2] == Run("grupie", "strong")


def test_the_length_of_a_text_is_told_in_lines_of_the_page() -> None:
    """A paragraph, a list and the space between them."""
    assert markdown.lines(parse("x" * 91)) == 3  # two lines and the space behind
    assert markdown.lines(parse("- a\n- b")) == 3
    assert markdown.lines(parse(FULL)) == 7


@pytest.mark.parametrize("text", ["Raz.\n\nDwa.", "- raz", "*raz*", "**raz**"])
def test_a_plain_text_is_one_paragraph_without_emphasis(text: str) -> None:
    """What becomes the name of an action has no list and nothing set apart."""
    with pytest.raises(ProseError):
        markdown.plain(text)


# --- on the page ---------------------------------------------------------------------------------


def spoken(text: str, author: str = "Anna Żółć") -> Report:
    """The sound report with a comment at the end of the area."""
    sound = report()
    summary, area, annex = sound.sections
    voice = Voice("Komentarz eksperta", parse(text), author)
    return replace(sound, sections=(summary, replace(area, blocks=(*area.blocks, voice)), annex))


def test_a_comment_passes_the_last_gate_of_the_file() -> None:
    """Every form a comment can take is set, tagged and read back; another text in its place is found."""
    made = rendered(spoken(FULL))
    assert check(spoken(FULL), made, Published(), FOREIGN) == ()
    other = spoken(FULL.replace("ważnym", "innym"))
    assert "content" in {f.rule for f in check(other, made, Published(), FOREIGN)}
    nobody = spoken(FULL, "")
    assert "content" in {f.rule for f in check(nobody, made, Published(), FOREIGN)}


@cache
def web() -> WebRenderer:
    return WebRenderer()


@settings(max_examples=30)
@given(MARKED)
def test_a_comment_passes_the_last_gate_of_the_page(text: str) -> None:
    """What is not refused is printed as it reads, and no sign of it becomes a tag."""
    try:
        made = spoken(text)
    except ProseError:
        return
    assert check_page(made, web().render(made), FOREIGN) == ()


@pytest.mark.parametrize("sign", ["•", "▪", "·", "\t•\t", "  ◦ ", "–", "-"])
def test_a_list_of_a_word_processor_is_a_list(sign: str) -> None:
    """Bullets that people paste begin items, as the sign of Markdown does."""
    text = f"Gmina rośnie:\n{sign} nowe szkoły\n{sign} nowe drogi"
    intro, points = markdown.parse(text)
    assert intro.text == "Gmina rośnie:"
    assert [item.text for _, item in points.lines] == ["nowe szkoły", "nowe drogi"]


def test_one_dash_begins_a_paragraph_and_letters_are_refused() -> None:
    """A single dash may open direct speech; a list with letters would become one running line."""
    (said,) = markdown.parse("– Warto, mówi ekspert.")
    assert said.text == "– Warto, mówi ekspert."
    with pytest.raises(markdown.ProseError):
        markdown.parse("a) raz\nb) dwa")
