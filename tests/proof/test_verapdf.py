"""The claims of a finished file before the reference validator, where it is installed."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pikepdf
import pytest
from support import ROOT

from reports import assets
from reports.production.maker import ReportMaker
from reports.production.study import read

sys.path.insert(0, str(ROOT / "bench"))
import verapdf

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not verapdf.ready(), reason="veraPDF or Java is not installed"),
]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """A leader, a cluster without all answers, a first-timer and an English report."""
    folder, study, made = tmp_path_factory.mktemp("verapdf"), read(assets.sample()), []
    for name, lang in (("bitowia", None), ("wodolin", None), ("nowocyfrowie", None), ("jarometal", "en")):
        path = folder / f"{name}.pdf"
        path.write_bytes(ReportMaker(study, lang).prepare()(name)["pdf"])  # type: ignore[arg-type]
        made.append(str(path))
    return made


def test_reports_hold_what_they_claim(files: list[str]) -> None:
    """VeraPDF finds no breach of PDF/A-3a and none of PDF/UA-1."""
    result = verapdf.judge(files)
    assert result.returncode == 0, result.stdout
    assert result.stdout.count(" passes: ") == 2 * len(files)


def test_the_judge_is_not_blind(files: list[str], tmp_path: Path) -> None:
    """A file without output intent or without language is found by the validator."""
    with pikepdf.open(io.BytesIO(Path(files[0]).read_bytes())) as file:
        del file.Root["/OutputIntents"]
        del file.Root["/Lang"]
        file.save(tmp_path / "broken.pdf")
    result = verapdf.judge([str(tmp_path / "broken.pdf")])
    assert result.returncode == 1
    assert result.stdout.count(" fails: ") == 2
