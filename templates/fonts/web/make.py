"""Make the fonts of the HTML edition from the bundled ones: Latin letters and signs only, as WOFF2.

Run it again after a change of the fonts: ``python templates/fonts/web/make.py``. A letter that is left
out here (Greek, Cyrillic) is shown in a font of the reader's own. The licence keeps the name "Source" for
the originals, so these carry names of their own inside; the file names say where they come from.
"""

from __future__ import annotations

from pathlib import Path

from fontTools import subset

HERE = Path(__file__).resolve().parent

CHARACTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A: every language of the Union in Latin letters
    *range(0x218, 0x21C),
    *range(0x2010, 0x2028),  # dashes, quotation marks, bullets, the ellipsis
    *(0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2122),
    *range(0x2080, 0x208A),  # the digits of chemical formulas
    *(0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x25C6, 0x25CF),
)


def make(source: Path, target: Path) -> None:
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["ccmp", "kern", "locl", "mark", "mkmk"]
    options.hinting = False
    options.recalc_timestamp = False
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    kind = "Report Serif" if "Serif" in source.name else "Report Sans"
    style = source.stem.rpartition("-")[2]
    table = font["name"]
    table.names = [record for record in table.names if record.nameID == 0]  # the copyright stays
    for number, text in ((1, f"{kind} {style}"), (2, "Regular"), (4, f"{kind} {style}")):
        table.setName(text, number, 3, 1, 0x409)
    subset.save_font(font, str(target), options)


if __name__ == "__main__":
    for file in sorted(HERE.parent.glob("*.ttf")):
        make(file, HERE / f"{file.stem}.woff2")
