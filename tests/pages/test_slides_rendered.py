"""The slides as LibreOffice shows them: all is there, nothing leaves a slide or lies on something else."""

from __future__ import annotations

import os
import shutil
import subprocess
from itertools import combinations
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from support import ROOT
from support.slides import made

from reports.document import Plot
from reports.pages import PLAIN, style
from reports.proof.checks.slides import texts_of
from reports.proof.reading.texts import squeeze

OFFICE = shutil.which("soffice")
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir></fontconfig>"""


def shown(data: bytes, folder: Path) -> pypdfium2.PdfDocument:
    """The presentation as LibreOffice would show it, with the bundled fonts."""
    (folder / "slides.pptx").write_bytes(data)
    config = folder / "fonts.conf"
    config.write_text(FONTS.format(fonts=ROOT / "templates" / "fonts", cache=folder / "cache"))
    command = [str(OFFICE), "--headless", "--convert-to", "pdf", "--outdir", str(folder), "slides.pptx"]
    env = {**os.environ, "HOME": str(folder), "FONTCONFIG_FILE": str(config)}
    subprocess.run(command, check=True, cwd=folder, env=env, capture_output=True, timeout=300)
    return pypdfium2.PdfDocument(folder / "slides.pdf")


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed (.ci/office)")
@pytest.mark.parametrize(("lang", "internal"), [("pl", False), ("en", False), ("pl", True)])
def test_every_slide_is_shown_whole(lang: Any, internal: bool, tmp_path: Path) -> None:
    """Each text of each slide can be read on it, inside its edges, and no two texts share a place."""
    data, placed = made(lang, internal=internal)
    document = shown(data, tmp_path)
    assert len(document) == len(placed)
    for number, one in enumerate(placed):
        page = document[number]
        text = page.get_textpage()
        said = squeeze(text.get_text_range())
        for place in one.places:
            wanted = texts_of(place.part)
            if isinstance(place.part, Plot):
                wanted += [*place.part.categories]
                drawn = place.part.series[2:] if place.part.kind == "ranges" else place.part.series
                wanted += [cell.text for series in drawn for cell in series.cells]
            for expected in wanted:
                assert all(squeeze(word) in said for word in expected.split()), (one.number, expected)
        width, height = page.get_size()
        boxes = [text.get_rect(i) for i in range(text.count_rects())]
        for left, bottom, right, top in boxes:
            assert 0 <= left < right <= width
            assert 0 <= bottom < top <= height
        for a, b in combinations(boxes, 2):
            across = min(a[2], b[2]) - max(a[0], b[0])
            along = min(a[3], b[3]) - max(a[1], b[1])
            lower = min(a[3] - a[1], b[3] - b[1])
            assert not (across > 1.0 and along > 0.35 * lower), (one.number, a, b)


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_dark_and_light_bars_differ_without_colour() -> None:
    """In greyscale what stands out is told from what stands back, and texts can be read on every tile."""

    def contrast(a: str, b: str) -> float:
        high, low = sorted((luminance(PLAIN.colours[a]), luminance(PLAIN.colours[b])), reverse=True)
        return (high + 0.05) / (low + 0.05)

    assert contrast(style.NAVY, style.HEAT[1]) > 4.5
    assert contrast(style.INK, style.HEAT[1]) > 4.5
    assert all(contrast(ground, ink) > 4.5 for ground, ink in zip(style.HEAT, style.HEAT_TEXT, strict=True))
