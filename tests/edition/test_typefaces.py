"""Fonts of a publisher's: made over alike, or refused with a reason."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from support.brands import NAVY, branded, font

from reports import assets
from reports.edition.loading import fontfile, typefaces
from reports.edition.validation.branding import NEEDED
from reports.errors import ConfigurationError, InputError
from reports.production.study import read

REGULAR = "SourceSans3-Regular"


def causes(folder: Path, settings: str) -> list[str]:
    """What is said against the settings of an edition that lies in the folder."""
    file = folder / "edition.toml"
    file.write_text(file.read_text(encoding="utf-8") + f"\n{settings}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read(folder)
    return [str(problem) for problem in caught.value.problems]


def test_a_font_of_any_em_becomes_one_of_a_thousand_units(tmp_path: Path) -> None:
    """Its letters keep their widths, and the same file gives the same font, here and in the process."""
    (tmp_path / "a.ttf").write_bytes(font(REGULAR, "Godło", em=2048))
    found = typefaces.shown(tmp_path, "a.ttf", "regular")
    assert found.program == fontfile.made_over((tmp_path / "a.ttf").read_bytes(), 400, 431, italic=False)[0]
    assert found.family == "Godo"  # letters that stand in any file
    assert found.letters >= NEEDED
    with TTFont(io.BytesIO(found.program)) as made, TTFont(assets.fonts() / f"{REGULAR}.ttf") as bundled:
        assert made["head"].unitsPerEm == 1000
        assert "GSUB" not in made
        assert "GPOS" in made
        for letter in "aą0W":
            own, other = (of["hmtx"][of.getBestCmap()[ord(letter)]][0] for of in (made, bundled))
            assert abs(own - other) <= 1


def test_curves_of_opentype_become_those_of_truetype() -> None:
    """An .otf is set like a .ttf."""
    made, _, name, letters = fontfile.made_over(fontfile._sample(drawn=True), 700, 500, italic=True)
    with TTFont(io.BytesIO(made)) as found:
        assert {"glyf", "loca"} <= set(found.keys())
        assert "CFF " not in found
        assert found["name"].getDebugName(6) == name
        assert found["glyf"][found.getBestCmap()[ord("a")]].numberOfContours == 1
    assert set(letters) == {0x20, 0x61, 0xA0, 0x202F, 0x2009}


def test_a_wide_font_is_set_smaller_and_a_very_wide_one_refused() -> None:
    """A line holds as many letters as in the bundled fonts."""
    data = font(REGULAR, "A")
    with TTFont(io.BytesIO(fontfile.made_over(data, 400, 388, italic=False)[0])) as made:
        width = made["hmtx"][made.getBestCmap()[ord("m")]][0]
    with TTFont(assets.fonts() / f"{REGULAR}.ttf") as bundled:
        assert width == pytest.approx(0.9 * bundled["hmtx"][bundled.getBestCmap()[ord("m")]][0], rel=0.01)
    with pytest.raises(fontfile.UnfitError, match="too wide"):
        fontfile.made_over(data, 400, 300, italic=False)


def variable() -> bytes:
    with TTFont(io.BytesIO(font(REGULAR, "A"))) as made:
        made["fvar"] = fontfile.newTable("fvar")
        made["fvar"].axes, made["fvar"].instances = [], []
        out = io.BytesIO()
        made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (lambda: b"wOF2" + bytes(100), r"web pages \(WOFF\)"),
        (lambda: b"ttcf" + bytes(100), "collection"),
        (lambda: b"", "not a TrueType or OpenType font"),
        (lambda: b"\0\1\0\0" + bytes(300), "damaged|no letters|no outlines"),
        (lambda: font(REGULAR, "A")[:5000], "damaged"),
        (lambda: font(REGULAR, "A", rights=2), "does not allow it to be embedded"),
        (lambda: font(REGULAR, "A", rights=0x100), "does not allow it to be embedded"),
        (variable, "variable"),
    ],
)
def test_what_is_no_font_for_documents_is_refused(data: Callable[[], bytes], said: str) -> None:
    """With the reason, before anything is printed."""
    with pytest.raises(fontfile.UnfitError, match=said):
        fontfile.made_over(data(), 400, 431, italic=False)


def test_a_font_without_polish_letters_is_named_with_what_it_lacks(tmp_path: Path) -> None:
    """Once for the font, and not once for each text."""
    branded(tmp_path, "")
    (tmp_path / "fonts" / "text.ttf").write_bytes(font(REGULAR, "A", without="ąĄ−"))
    found = causes(tmp_path, NAVY)
    assert len(found) == 1, found
    assert re.search(
        r"brand\.fonts\.text: the font lacks letters .*: Ą ą −; found 'fonts/text.ttf'", found[0]
    )


def test_a_letter_of_the_edition_that_a_font_lacks_is_named_at_its_place(tmp_path: Path) -> None:
    """The program's own fonts have it, the publisher's have not."""
    branded(tmp_path, "")
    clusters = (
        (tmp_path / "clusters.csv").read_text(encoding="utf-8").replace("Trzeci,Trzeci", "Třetí,Trzeci")
    )
    (tmp_path / "clusters.csv").write_text(clusters, encoding="utf-8")
    read(tmp_path)
    (tmp_path / "fonts" / "headings.ttf").write_bytes(font(REGULAR, "A", without="ř"))
    [found] = causes(tmp_path, NAVY)
    assert "clusters.csv" in found
    assert "ř" in found


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('text = "brak.ttf"', r"brand.fonts.text: there is no such file; found 'brak.ttf'"),
        ('headings = "../text.ttf"', r"brand.fonts.headings: the file must lie beside the edition"),
        ('headings = "edition.toml"', r"fonts.headings: the file is not a TrueType or OpenType font"),
        ('headings_light = "fonts/text.ttf"', r"brand.fonts.headings: the setting is missing"),
        ('text = "fonts/text.ttf"\ntext_bold = "fonts/bold.ttf"', r"fonts.text_italic: the setting is"),
        ('heading = "fonts/text.ttf"', r"brand.fonts.heading: .*Did you mean brand.fonts.headings\?"),
    ],
)  # fmt: skip
def test_a_font_that_cannot_be_used_is_named(tmp_path: Path, settings: str, said: str) -> None:
    """At the setting that names it."""
    found = causes(branded(tmp_path, ""), f"[brand.fonts]\n{settings}")
    assert any(re.search(said, cause) for cause in found), found


def test_a_font_that_is_gone_later_stops_the_build(tmp_path: Path) -> None:
    """Nothing is set in another font in its place."""
    study = read(branded(tmp_path, NAVY))
    assert set(study.edition.brand.fonts) == set(typefaces.FACES)
    (tmp_path / "fonts" / "bold.ttf").unlink()
    with pytest.raises(ConfigurationError, match=r"bold\.ttf"):
        typefaces.read(tmp_path, study.edition.brand.fonts)


def test_the_texts_of_the_program_need_no_other_letters() -> None:
    """Whoever has the letters that are asked for can print every sentence."""
    texts = "".join(assets.catalogue(lang) for lang in ("pl", "en"))
    texts += "".join(path.read_text(encoding="utf-8") for path in assets.library().glob("*.toml"))
    assert {chr(ord_) for ord_ in map(ord, texts) if ord_ not in NEEDED} <= set("\n{}|$\\_~^`")
