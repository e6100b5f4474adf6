"""Fonts of a publisher's, made from the bundled ones, and an edition that names them."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

from reports import assets

from .tiny import TINY

#: A dark blue brand with fonts of its own, and a green one that is set in another font.
NAVY = """
[brand.colours]
ink = "#0F1F4B"
panel = "#1D3A8A"
accent = "#8A1538"
[brand.footer]
pl = "Krajowa Izba Badań"
[brand.fonts]
text = "fonts/text.ttf"
text_italic = "fonts/italic.ttf"
text_bold = "fonts/bold.ttf"
headings = "fonts/headings.ttf"
"""
GREEN = """
[brand.colours]
ink = "#0B3D2E"
accent = "#A8325A"
[brand.fonts]
headings = "fonts/bold.ttf"
"""
#: The files of :data:`NAVY` -> bundled fonts that they are made from.
FILES = {
    "text": "SourceSerif4Display-Regular",
    "italic": "SourceSerif4Display-Light",
    "bold": "SourceSans3-Bold",
    "headings": "SourceSans3-Semibold",
}


@lru_cache
def font(source: str, family: str, *, em: int = 2048, rights: int = 0, without: str = "") -> bytes:
    """A bundled font under another name and of another size of em, without some of its letters."""
    with TTFont(assets.fonts() / f"{source}.ttf") as made:
        options = subset.Options(layout_features=["kern"], name_IDs=["*"], notdef_outline=True)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[code for code in made.getBestCmap() if chr(code) not in without])
        cutter.subset(made)
        for entry in made["name"].names:
            if entry.nameID in (1, 4, 6, 16):
                made["name"].setName(family, entry.nameID, entry.platformID, entry.platEncID, entry.langID)
        made["OS/2"].fsType = rights
        if em != made["head"].unitsPerEm:
            scale_upem(made, em)
        out = io.BytesIO()
        made.save(out)
    return out.getvalue()


def branded(folder: Path, settings: str) -> Path:
    """The tiny edition with more settings, and the fonts that they may name."""
    (folder / "fonts").mkdir(parents=True, exist_ok=True)
    for name, content in TINY.items():
        more = f"\n{settings}\n" if name == "edition.toml" else ""
        (folder / name).write_text(content + more, encoding="utf-8")
    for name, source in FILES.items():
        (folder / "fonts" / f"{name}.ttf").write_bytes(font(source, "Godło"))
    return folder
