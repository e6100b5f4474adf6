"""The last gate of a results card: the file against the card, its numbers against the published ones."""

from __future__ import annotations

from collections.abc import Sequence

from reports.document import walk
from reports.errors import Finding
from reports.pages import Page
from reports.pages import card as cardview
from reports.pages import pdf as pdf_
from reports.papers import Card

from . import paper, rules


def meta(card: Card, identifier: str) -> pdf_.Meta:
    """What the card's file says of itself; ``identifier`` is that of the report it was chosen from."""
    return pdf_.Meta(
        title=card.title,
        author=card.author,
        subject=card.subject,
        keywords=card.keywords,
        lang=card.lang,
        date=card.date,
        identity={"cluster": card.cluster_id, "edition": card.edition_id},
        identifier=identifier,
    )


def findings(
    card: Card, page: Page, pdf: bytes, said: pdf_.Meta, facts: rules.Facts, foreign_names: Sequence[str]
) -> tuple[Finding, ...]:
    """Every reason why ``pdf`` may not leave as ``card``; none for a sound file."""
    expected = paper.Expected(
        texts=tuple(text for text in cardview.spoken_texts(card) if text),
        alts=() if card.history is None else (card.history.alt,),
        pages=(page,),
        meta=said,
        own_names=card.own_names,
        foreign_names=foreign_names,
    )
    return (*paper.findings(pdf, expected), *rules.unpublished(walk(card), facts))
