"""Promises of reports.document.identity: reports have the same fingerprint exactly if they are the same."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
import pytest
from support import ROOT, TESTS
from support.finished import report

from reports.document import identity
from reports.document.blocks import Cell, Fact, Para, Section

REPORT = report()


def others(value: Any) -> Any:
    """Values of the same shape as ``value`` that differ from it in one place, for every place."""
    if isinstance(value, tuple):
        yield (*value, "one more")
        for position, item in enumerate(value):
            yield (*value[:position], *value[position + 1 :])
            for other in others(item):
                yield (*value[:position], other, *value[position + 1 :])
    elif isinstance(value, Fact):
        yield from (replace(value, **{n: getattr(value, n) + "*"}) for n in ("code", "kind", "figure"))
        yield replace(value, subject="profile")
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            for other in others(getattr(value, field.name)):
                yield replace(value, **{field.name: other})
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, str):
        yield f"{value} "
    elif isinstance(value, (int, float)):
        yield value + 1
        yield str(value)
    else:
        assert value is None
        yield ""


def test_every_change_of_a_report_changes_the_fingerprint() -> None:
    """Whatever is changed, dropped or added anywhere in a report, the fingerprint is another one."""
    small = replace(
        REPORT,
        sections=(*REPORT.sections[:2], replace(REPORT.sections[2], blocks=())),
        data=None,
    )
    changed = list(others(small))
    assert len(changed) > 400
    found = {identity.content(one) for one in changed}
    assert len(found) == len(set(changed))
    assert identity.content(small) not in found


def section(*blocks: Any) -> Any:
    return replace(REPORT, sections=(Section("s", "k", "t", blocks),))


def test_texts_cannot_imitate_structure() -> None:
    """A text that looks like the canonical form of something else is still only that text."""
    forms = [
        section(Para("a"), Para("b")),
        section(Para("as1:b")),
        section(Para("a", rules=("b",))),
        section(Para("a", rules=("b", ""))),
        section(Para("a", rules=("bs0:",))),
        section(Cell("a")),
        section(Cell("", small="a")),
    ]
    assert len({identity.content(one) for one in forms}) == len(forms)


def test_a_number_of_numpy_is_the_number_it_is() -> None:
    """It does not matter whether a value came from an array."""
    bars = replace(REPORT.cover.bars, values=tuple(map(float, np.linspace(0, 100, 7))))
    arrays = replace(bars, values=tuple(np.linspace(0, 100, 7)))
    assert identity.content(replace(REPORT, cover=replace(REPORT.cover, bars=bars))) == identity.content(
        replace(REPORT, cover=replace(REPORT.cover, bars=arrays))
    )


def test_what_has_no_canonical_form_is_refused() -> None:
    """A value whose form would differ from run to run is an error, not a guess."""
    with pytest.raises(TypeError, match="set"):
        identity.content(replace(REPORT, keywords={"a", "b"}))  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_the_fingerprint_does_not_depend_on_the_process(seed: str) -> None:
    """Another process, with another order of its hash tables, finds the same one."""
    code = (
        "from support.finished import report; "
        "from reports.document.identity import identifier; print(identifier(report()))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join((str(TESTS), str(ROOT))),
            "TZ": "Asia/Tokyo",
        },
    )
    assert result.stdout.strip() == identity.identifier(REPORT)
    assert result.stdout.startswith("urn:cluster-reports:2018:k07:")
