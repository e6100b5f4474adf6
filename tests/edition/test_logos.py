"""Logos: whatever the format, the page gets sRGB without transparency, or the user a reason."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from support.tiny import TINY

from reports.edition.loading import logos
from reports.errors import ConfigurationError, InputError
from reports.production.study import read

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">{}</svg>'
DISC = SVG.format('<circle cx="5" cy="5" r="5" fill="#003399"/>')


def shown(
    folder: Path, name: str, content: bytes | Image.Image, **more: object
) -> tuple[logos.Logo, Image.Image]:
    path = folder / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        content.save(path, **more)  # type: ignore[arg-type]
    logo = logos.read(path)
    image = Image.open(io.BytesIO(logo.data))
    assert image.mode == "RGB"
    assert image.width / image.height == pytest.approx(logo.width / logo.height, rel=0.02)
    assert logo.width <= logos.WIDTH + 1e-9
    assert logo.height <= logos.HEIGHT + 1e-9
    return logo, image


def test_a_drawing_fills_its_box_in_the_colours_it_names(tmp_path: Path) -> None:
    """An SVG of any nominal size is drawn sharp, on white."""
    logo, image = shown(tmp_path, "znak.svg", DISC.encode())
    assert (logo.width, logo.height) == pytest.approx((26.0, 13.0))
    assert image.height == round(13 / 25.4 * 600)
    assert image.getpixel((image.width // 4, image.height // 2)) == (0x00, 0x33, 0x99)
    assert image.getpixel((image.width - 5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "RGB"])
def test_an_image_of_any_kind_stands_on_white_and_is_not_enlarged(tmp_path: Path, mode: str) -> None:
    """Transparency, palettes and grey: what is clear becomes white, a small image stays sharp."""
    image = Image.new("RGBA", (48, 24), (0, 0, 0, 0 if mode in ("RGBA", "LA", "P") else 255))
    image.paste((0, 0, 0, 255), (0, 0, 24, 24))
    more = {"transparency": 1} if mode == "P" else {}
    if mode == "P":
        image = Image.new("P", (48, 24), 1)
        image.putpalette([0, 0, 0, 255, 0, 0])
        image.paste(0, (0, 0, 24, 24))
    logo, found = shown(tmp_path, "znak.png", image.convert(mode), **more)
    assert logo.width == pytest.approx(48 / 96 * 25.4)
    assert found.getpixel((5, 5)) == (0, 0, 0)
    clear = (255, 255, 255) if mode in ("RGBA", "LA", "P") else (0, 0, 0)
    assert found.getpixel((40, 5)) == clear


def test_the_colours_of_a_profile_become_those_of_srgb(tmp_path: Path) -> None:
    """An image with a profile of its own is converted; a large one is printed at 600 dots an inch."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    _, image = shown(tmp_path, "znak.jpg", Image.new("RGB", (3000, 1500), (200, 30, 30)), icc_profile=lab)
    assert image.height == round(13 / 25.4 * 600)
    assert image.getpixel((9, 9)) == pytest.approx((200, 30, 30), abs=3)


@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [
        ("znak.svg", SVG.format("<text>Unia</text>").encode(), "text in a font"),
        ("znak.svg", b"<svg", "not an SVG drawing"),
        ("znak.svg", b"\xff\xfe\x00", "not an SVG drawing"),
        ("znak.png", b"picture", "not a PNG or JPEG image"),
        ("znak.jpg", DISC.encode(), "not a PNG or JPEG image"),
        ("znak.jpg", Image.new("CMYK", (20, 20)), "printing press"),
        ("znak.png", Image.new("I;16", (20, 20)), "16 bits"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_path_and_reason(
    tmp_path: Path, name: str, content: bytes | Image.Image, cause: str
) -> None:
    """No logo is left out or shown in other colours or letters."""
    with pytest.raises(ConfigurationError, match=cause) as error:
        shown(tmp_path, name, content)
    assert str(tmp_path / name) in str(error.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The path that was tried, and why."""
    with pytest.raises(ConfigurationError, match=r"znak\.png.*No such file"):
        logos.read(tmp_path / "znak.png")


def test_check_names_a_logo_that_no_cover_could_show(tiny_edition: Callable[..., Path]) -> None:
    """The analyst learns of it before a report is made, with file, setting and remedy."""
    text = TINY["edition.toml"].replace("[unit]", '[[logos]]\npl = "Znak"\nfile = "znak.svg"\n[unit]')
    with pytest.raises(InputError, match=r"logos\.1\.file: .*text as paths"):
        read(tiny_edition({"edition.toml": text, "znak.svg": SVG.format("<text>Unia</text>")}, "bad"))
    assert read(tiny_edition({"edition.toml": text, "znak.svg": DISC})).edition.logos[0].file
