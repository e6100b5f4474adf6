"""The only name of another cluster that a report may carry: a consented one, in its own card, once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from support import editions
from support.finished import FOREIGN, Published, rendered, report
from support.practices import record

from reports.document.blocks import AdviceCard, AdviceCards, Block, Chart, Para, Report, Section
from reports.edition import names
from reports.pages.screen import WebRenderer
from reports.proof.checks.report import check
from reports.proof.checks.screen import check_page

NAME, OTHER = "Zielona Dolina", "Alfa-Beta"
PLAIN = report()


def card(text: str = f"klaster {NAME}", credit: str = NAME) -> AdviceCard:
    return AdviceCard("1.", "Skrzynka pytań", (("Źródło", text),), ("p1",), "practice-1", credit)


def chapter(*blocks: Block, name: str = "practices") -> Section:
    return Section(name, "3. Dobre praktyki", "Jedna praktyka", blocks)


def reported(section: Section, index: int = 2) -> Report:
    """The sound report with a chapter of good practices before its annex."""
    annex = replace(PLAIN.sections[2], kicker="4. Załącznik")
    contents = PLAIN.sections[1]
    sections = [PLAIN.sections[0], replace(contents, blocks=contents.blocks[:3]), annex]
    sections.insert(index, section)
    return replace(PLAIN, sections=tuple(sections))


@cache
def rules(of: Report, consented: tuple[str, ...] = (NAME,)) -> tuple[set[str], set[str]]:
    """What the checks of the file and of the page find in the finished report."""
    made = rendered(of)
    findings = check(of, made, Published(), FOREIGN, consented)
    on_screen = check_page(of, WebRenderer().render(of), FOREIGN, consented)
    return {f.rule for f in findings}, {f.rule for f in on_screen}


def refused(of: Report, consented: tuple[str, ...] = (NAME,)) -> bool:
    """Whether both refuse the name."""
    in_file, on_screen = rules(of, consented)
    assert ("foreign-name" in in_file) == ("web-foreign" in on_screen)
    return "foreign-name" in in_file


def test_a_credited_name_may_stand_in_its_card() -> None:
    """With consent a card of the chapter names its source, and nothing is found."""
    of = reported(chapter(AdviceCards((card(),))))
    assert rules(of) == (set(), set())


@pytest.mark.parametrize("consented", [(), (OTHER,), ("Zielona",), ("Klaster Zielona Dolina",)])
def test_without_the_consent_of_this_very_name_it_is_refused(consented: tuple[str, ...]) -> None:
    """The consent of others, or to another form of the name, does not help."""
    assert refused(reported(chapter(AdviceCards((card(),)))), consented)


@pytest.mark.parametrize(
    "blocks",
    [
        (AdviceCards((card(credit=""),)),),  # not credited
        (AdviceCards((card(credit=OTHER),)),),  # another one is
        (AdviceCards((card(f"klaster {NAME}, {NAME}"),)),),  # twice in its card
        (AdviceCards((card(f"klaster {NAME} i {OTHER}"),)),),  # with another one
        (AdviceCards((card(),)), Para(f"Jak w klastrze {NAME}.")),  # once more in the chapter
        (AdviceCards((card("klaster"),)), Para(f"Jak w klastrze {NAME}.")),  # beside its card
        (Para(f"Jak w klastrze {NAME}."),),
    ],
)
def test_anywhere_else_in_the_chapter_the_name_is_refused(blocks: tuple[Block, ...]) -> None:
    """One card, one fact, one time: everything beyond it is found in the file and on the screen."""
    assert refused(reported(chapter(*blocks)), (NAME, OTHER))


def test_another_chapter_may_credit_nobody() -> None:
    """The same card in another chapter is refused; so is the name in a chapter beside the right one."""
    assert refused(reported(chapter(AdviceCards((card(),)), name="position")))
    of = reported(chapter(AdviceCards((card(),))))
    annex = replace(of.sections[3], title=f"Jak w klastrze {NAME}")
    assert refused(replace(of, sections=(*of.sections[:3], annex)))


@pytest.mark.parametrize(
    "changed",
    [
        lambda of: replace(of, title=f"{of.title} {NAME}"),
        lambda of: replace(of, subject=f"{of.subject} {NAME}"),
        lambda of: replace(of, keywords=(*of.keywords, NAME)),
        lambda of: replace(
            of,
            sections=tuple(
                replace(
                    section,
                    blocks=tuple(
                        replace(block, alt=f"{block.alt} {NAME}") if isinstance(block, Chart) else block
                        for block in section.blocks
                    ),
                )
                for section in of.sections
            ),
        ),
    ],
)
def test_the_credit_is_for_the_page_only(changed: Callable[[Report], Report]) -> None:
    """Title, description, keywords and alternative texts stay without the name."""
    assert refused(changed(reported(chapter(AdviceCards((card(),))))))


def test_two_cards_are_two_credits() -> None:
    """Each card carries its own name and not that of the other."""
    both = (card(), replace(card(f"klaster {OTHER}", OTHER), number="2.", id="practice-2"))
    assert rules(reported(chapter(AdviceCards(both))), (NAME, OTHER)) == (set(), set())
    assert refused(reported(chapter(AdviceCards(both))), (NAME,))


def test_only_names_with_consent_that_a_practice_gives_are_consented() -> None:
    """The list for the checks is made from the edition's table and not from what a report says."""
    made = editions.edition([[1.0, 2, 3, 4, 5]] * 4)
    clusters = tuple(replace(c, consent=c.id in ("k02", "k03")) for c in made.clusters)

    practices = (record("a", "A1", "k01"), record("b", "A1", "k02"), record("c", "A1"))
    study = replace(made, clusters=clusters, practices=practices)
    assert names.consented_names(study) == {"k02"}
