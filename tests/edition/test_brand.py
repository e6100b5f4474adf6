"""The settings of a brand: what cannot be seen or understood is named, with what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.tiny import TINY

from reports.edition import Brand, Localised, palette
from reports.errors import InputError
from reports.production.study import read


def brand(folder: Path, settings: str) -> Brand:
    """The brand of the tiny edition with more settings."""
    folder.mkdir(exist_ok=True)
    for name, content in TINY.items():
        more = f"\n{settings}\n" if name == "edition.toml" else ""
        (folder / name).write_text(content + more, encoding="utf-8")
    return read(folder).edition.brand


def causes(folder: Path, settings: str) -> list[str]:
    """What is said against the settings."""
    with pytest.raises(InputError) as caught:
        brand(folder, settings)
    return [str(problem) for problem in caught.value.problems]


def test_without_a_brand_documents_look_as_ever(tmp_path: Path) -> None:
    """The colours of the program, and no line."""
    assert brand(tmp_path, "") == Brand(dict(palette.PALETTE), Localised())


def test_colours_are_read_in_any_usual_form(tmp_path: Path) -> None:
    """Six digits or three, with or without the sign, in small or capital letters."""
    found = brand(
        tmp_path,
        '[brand.colours]\nink = "0b3d2e"\naccent = "#903"\n'
        'scale = ["#F0F5F3", "#C5D8D1", "#98B9AD", "#3C7460", "#123F30"]\n'
        '[brand.footer]\npl = "Instytut"\n',
    )
    assert (found.colours["ink"], found.colours["accent"]) == ("#0B3D2E", "#990033")
    assert [found.colours[role] for role in palette.HEAT][::4] == ["#F0F5F3", "#123F30"]
    assert found.footer == Localised("Instytut")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('colours.inc = "#123456"', r"colours.inc: .* Did you mean brand.colours.ink\?"),
        ('colours.ink = "granat"', r"colours.ink: .* not a colour; found 'granat'. Write red"),
        ("colours.ink = 123456", r"colours.ink: this is not a colour; .*in double quotes"),
        ('colours.accent = "#FA0"', r"colours.accent: its contrast on .* is 1\.7, and text needs 4\.5 "),
        ('colours.others = "#BBBBBB"', r"colours.others: its contrast on .*band .* a mark needs 3 "),
        ('colours.cover = "#808080"', r"colours.cover: the contrast of brand.colours.line on it is "),
        ('colours.scale = ["#fff", "#000"]', r"colours.scale: the scale has 5 colours"),
        (
            'colours.scale = ["#EEE", "#CCC", "#CCC", "#666", "#333"]',
            r"colours.scale: colour 3 is not darker than colour 2",
        ),
        (
            'colours.scale = ["#EEE", "#CCC", "#999", "#808080", "#333"]',
            r"colours.scale: the contrast of its text on it is",
        ),
        (f'footer.pl = "{"a" * 81}"', r"footer.pl: the text has 81 characters, more than 80"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named_with_a_remedy(tmp_path: Path, settings: str, said: str) -> None:
    """One problem for one mistake, at the setting that mends it."""
    [cause] = causes(tmp_path, f"[brand]\n{settings}")
    assert re.search(said, cause), cause


@pytest.mark.parametrize("role", ["ink", "accent", "cover", "others"])
def test_the_colour_that_is_proposed_is_accepted(tmp_path: Path, role: str) -> None:
    """Who writes what the message says has no further problem."""
    [cause] = causes(tmp_path, f'[brand.colours]\n{role} = "#B0B8B4"')
    proposed = re.search(r"Write (#[0-9A-F]{6}),", cause)
    assert proposed, cause
    found = brand(tmp_path, f'[brand.colours]\n{role} = "{proposed[1]}"')
    assert proposed[1] in found.colours.values()
