"""The plenary paper of the sample edition, and what it prints."""

from __future__ import annotations

from functools import cache
from typing import Any

from reports.document import blocks
from reports.document.blocks import Report
from reports.papers.group_scene import GroupFacts
from reports.production.composer import Composer
from reports.proof.checks import rules
from reports.words.catalogue import NBSP
from support.composing import sample


@cache
def paper(lang: Any = "pl", *, internal: bool = False) -> tuple[Report, GroupFacts]:
    return Composer(sample()).group_paper(lang, internal=internal)


def printed(report: Report) -> dict[tuple[str, str], str]:
    """(node, kind of result) -> what the pages say, the cover and the attached workbook included."""
    found = {}
    for part in blocks.walk((report.cover, report.sections, report.data or ())):
        fact = getattr(part, "fact", None)
        if fact is not None:
            found[fact.node, fact.what] = rules.fact_text(part).replace(NBSP, " ")
    return found
