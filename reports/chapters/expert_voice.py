"""The expert's comments, in their chapters, set apart and signed.

Nothing the expert wrote may be lost or land in a report of another language: a report that lacks the words or
the place for them is not made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby

from reports.advice import Action
from reports.document import Block, Columns, Section, Table, Together, Voice
from reports.edition import LANGUAGE_NAMES, Comment, Edition, Lang, Localised, Override, markdown
from reports.errors import Finding, ReportError
from reports.words import upper_first

from .draft import Draft

#: Pages that a comment may add to its chapter: it takes less than one, and where something follows it that
#: stays in one piece, the rest of another may be empty.
_MORE_PAGES, _MORE_PAGES_BEFORE = 1, 2


def with_comments(draft: Draft, sections: Sequence[Section]) -> tuple[Section, ...]:
    """The chapters with the expert's comments in them.

    Raises:
        ReportError: where the expert's words are not there in the report's language, or their chapter is not.
    """
    edition, lang = draft.scene.edition, draft.texts.lang
    cluster_id = draft.scene.cluster.id
    spoken = [comment for comment in edition.comments if comment.id == cluster_id]
    findings = [*_untranslated(spoken, draft.scene.advice.expert, lang)]
    places = {_place(section) for section in sections}
    for place in dict.fromkeys(comment.place for comment in spoken):
        if place not in places:
            findings.append(
                Finding(
                    "expert", f"the report has no chapter {place}, where a comment stands; move the comment"
                )
            )
    if findings:
        raise ReportError(cluster_id, tuple(findings))
    return tuple(
        _spoken(draft, section, [comment for comment in spoken if comment.place == _place(section)])
        for section in sections
    )


def _place(section: Section) -> str:
    """What a chapter is called in the sheet: its own name, an area's by its code."""
    return section.id.removeprefix("area-")


def _untranslated(
    comments: Iterable[Comment], overrides: Iterable[Override], lang: Lang
) -> Iterator[Finding]:
    def lacking(text: Localised) -> bool:
        return bool(text.pl or text.en) and not getattr(text, lang)

    for comment in comments:
        if lacking(comment.text):
            yield _missing(f"the comment at {comment.place}", f"text_{lang}", lang)
    for override in overrides:
        for name in ("text", "first_step"):
            if lacking(getattr(override, name)):
                yield _missing(f"the decision about {override.record}", f"{name}_{lang}", lang)


def _missing(what: str, column: str, lang: Lang) -> Finding:
    return Finding(
        "expert", f"{what} is not there in {LANGUAGE_NAMES[lang]}; write {column} in the sheet comments"
    )


def _spoken(draft: Draft, section: Section, comments: Sequence[Comment]) -> Section:
    if not comments:
        return section
    before, after = _split(section)
    voices = tuple(_voices(draft, comments))
    fewest, most = section.pages
    behind: tuple[Block, ...] = (*voices, *after)
    more = _MORE_PAGES_BEFORE if after else _MORE_PAGES
    if section.id == "summary":
        # What the expert makes of the numbers stands together with the actions, on a page of their own.
        parts = (block.blocks if isinstance(block, Together) else (block,) for block in behind)
        behind, more = (Together(tuple(chain.from_iterable(parts))),), _MORE_PAGES
    return replace(section, blocks=(*before, *behind), pages=(fewest, most + more))


def _split(section: Section) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """What stands before the comment and what behind it: the results come first, conclusions and actions
    after it. In the summary strengths and gaps are results too, so that its first page has all numbers. What
    follows in an area and the table of actions may break over pages, so that none is left half empty.
    """
    blocks = section.blocks
    if section.id == "recommendations":
        return blocks[:1], tuple(
            replace(block, flows=True) if isinstance(block, Table) else block for block in blocks[1:]
        )
    for at, block in enumerate(blocks):
        if section.id == "summary" and isinstance(block, Columns):
            return blocks[: at + 1], blocks[at + 1 :]
        if section.id.startswith("area-") and isinstance(block, Together):
            return blocks[:at], (*block.blocks, *blocks[at + 1 :])
    return blocks, ()


def _voices(draft: Draft, comments: Sequence[Comment]) -> Iterator[Voice]:
    """A block per author; without one the publisher's expert signs, if there is one."""
    texts = draft.texts
    expert = str(draft.scene.edition.publisher.get("expert", ""))
    for author, said in groupby(comments, key=lambda comment: comment.author or expert):
        parts = tuple(part for c in said for part in markdown.parse(getattr(c.text, texts.lang)))
        yield Voice(texts("voice"), parts, author)


# --- what the expert decided, in the words of the report -------------------------------------------


def mark(draft: Draft, action: Action) -> str:
    """Whose choice and whose words an action is; empty where the expert left it to the rules."""
    found = {override.decision for override in action.expert} - {"drop"}
    return draft.texts(f"voice-mark-{'-'.join(sorted(found))}") if found else ""


def with_mark(draft: Draft, action: Action, text: str) -> str:
    """The text with :func:`mark` behind it."""
    said = mark(draft, action)
    return draft.texts("voice-marked", text=text, mark=said) if said else text


def with_sentence(draft: Draft, action: Action, text: str) -> str:
    """The sentence with :func:`mark` behind it as a sentence of its own."""
    said = mark(draft, action)
    return draft.texts("voice-marked-sentence", text=text, mark=upper_first(said)) if said else text


def facts(draft: Draft, action: Action) -> Iterator[tuple[str, str]]:
    """What the card of an action says of the expert's part in it: (label, text)."""
    texts = draft.texts
    for override in action.expert:
        if override.decision == "pin":
            yield texts("voice-card-pin"), getattr(override.text, texts.lang) or texts("voice-card-pin-text")
        elif override.decision == "rephrase":
            both = getattr(override.first_step, texts.lang)
            yield (
                texts("voice-card-rephrase"),
                texts("voice-card-rephrase-both" if both else "voice-card-rephrase-text"),
            )


def changes(draft: Draft) -> Iterator[str]:
    """For the annex: every decision of the expert and whether it was followed."""
    texts, advice = draft.texts, draft.scene.advice
    ranks = {action.record.id: action.rank for action in advice.actions}
    for override in advice.expert:
        rank = ranks.get(override.record)
        if override.decision == "drop":
            yield texts("voice-change-drop", record=override.record)
        elif rank is None:
            yield texts("voice-change-unused", record=override.record)
        else:
            yield texts(f"voice-change-{override.decision}", record=override.record, number=rank)


# --- who still lacks a comment ----------------------------------------------------------------------


def commented(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Cluster id -> the places at which the expert has commented, each once, for every cluster."""
    return {
        cluster.id: tuple(dict.fromkeys(c.place for c in edition.comments if c.id == cluster.id))
        for cluster in edition.clusters
    }
