"""Promises of reports.production.progress: life signs on stderr, nothing on stdout."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.production.build import Outcome
from reports.production.progress import failure, progress

GOOD = Outcome("K01", Path("K01.pdf"))
BAD = Outcome(
    "[b]K02[/b]", None, ("page 3: the font lacks a character [glyph]", "page 5: texts overlap"), True
)


def test_without_a_terminal_every_report_has_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A log file or a build server gets plain lines with a count."""
    with progress(2, terminal=False) as tell:
        tell(GOOD)
        tell(BAD)
    said = capsys.readouterr()
    assert said.err == "1/2 K01\n2/2 [b]K02[/b]: no report\n"
    assert said.out == ""


def test_on_a_terminal_failures_stand_above_the_bar(capsys: pytest.CaptureFixture[str]) -> None:
    """A failure is seen when it happens, its id as it is written, and stdout stays free for results."""
    with progress(2, terminal=True) as tell:
        tell(GOOD)
        tell(BAD)
    said = capsys.readouterr()
    assert "[b]K02[/b]: no report" in said.err
    assert said.out == ""


def test_a_failure_is_told_with_all_its_causes() -> None:
    """The closing words name every cause on a line of its own, and an older report that is still there."""
    assert failure(BAD).splitlines() == [
        "[b]K02[/b]: no report",
        "    page 3: the font lacks a character [glyph]",
        "    page 5: texts overlap",
        "    the report of an earlier build is still there and out of date; do not hand it out",
    ]
