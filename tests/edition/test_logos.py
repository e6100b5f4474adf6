"""Logos: whatever the format, the page gets sRGB without transparency, or the user a reason."""

from __future__ import annotations

import base64
import io
import os
import re
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin
from support.tiny import TINY

from reports.edition.loading import logos, picture
from reports.errors import ConfigurationError, InputError
from reports.pages.screen import WebRenderer
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
    logo = logos.read(folder, name)
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
        logos.read(tmp_path, "znak.png")


def test_check_names_a_logo_that_no_cover_could_show(tiny_edition: Callable[..., Path]) -> None:
    """The analyst learns of it before a report is made, with file, setting and remedy."""
    text = TINY["edition.toml"].replace("[unit]", '[[logos]]\npl = "Znak"\nfile = "znak.svg"\n[unit]')
    with pytest.raises(InputError, match=r"logos\.1\.file: .*text as paths"):
        read(tiny_edition({"edition.toml": text, "znak.svg": SVG.format("<text>Unia</text>")}, "bad"))
    assert read(tiny_edition({"edition.toml": text, "znak.svg": DISC})).edition.logos[0].file


# --- drawings of strangers ---------------------------------------------------------------------------

XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
DOT = base64.b64encode(
    b"\x89PNG\r\n\x1a\n"
    + b"".join(
        len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
        for kind, data in (
            (b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0"),
            (b"IDAT", zlib.compress(b"\0\xff\0\0")),
            (b"IEND", b""),
        )
    )
).decode()


@pytest.mark.parametrize(
    ("inner", "cause"),
    [
        ('<image href="file:///etc/passwd" width="9" height="9"/>', "outside itself"),
        ('<image href="/etc/passwd" width="9" height="9"/>', "outside itself"),
        ('<image href="other.png" width="9" height="9"/>', "outside itself"),
        ('<image href="https://example.org/a.png" width="9" height="9"/>', "outside itself"),
        (f'<image {XLINK} xlink:href="other.png" width="9" height="9"/>', "outside itself"),
        (f'<use {XLINK} xlink:href="other.svg#a"/>', "outside itself"),
        ('<feImage href="other.png"/>', "outside itself"),
        ('<image href="data:image/svg+xml;base64,PHN2Zy8+" width="9" height="9"/>', "outside itself"),
        ('<image href="data:text/html,x" width="9" height="9"/>', "outside itself"),
        ('<image href="data:image/png;base64,AAAA" width="9" height="9"/>', "damaged"),
        ('<rect fill="url(other.svg#a)" width="9" height="9"/>', "outside itself"),
        ('<rect style="fill: url( \'other.svg#a\' )" width="9" height="9"/>', "outside itself"),
        ('<rect style="fill: \\75rl(other.svg#a)" width="9" height="9"/>', "outside itself"),
        ("<style>@import 'a.css';</style>", "outside itself"),
        ("<style>rect { fill: url(a.svg#b) }</style>", "outside itself"),
        ("<script>alert(1)</script>", "<script>"),
        ("<foreignObject><p>x</p></foreignObject>", "<foreignobject>"),
        ('<g xml:base="file:///"><rect/></g>', "addresses begin"),
        ("<g>" * 100 + "</g>" * 100, "deep"),
        ("<rect/>" * 20_001, "elements"),
        ('<use href="#a"/>' * 1_001, "copies"),
        ("<filter><feOffset/></filter>" * 30, "filters"),
        ('<rect width="123456789" height="9"/>', "too large"),
        ('<path d="M0 0L1e9 5"/>', "too large"),
        ('<feGaussianBlur stdDeviation="99999999"/>', "too large"),
    ],
)
def test_a_drawing_that_reaches_outside_or_is_a_trap_is_refused(inner: str, cause: str) -> None:
    """Nothing but what stands in the drawing is ever shown, and it is found out before anything is drawn."""
    with pytest.raises(picture.UnfitError, match=cause):
        picture.prove(SVG.format(inner).encode())


@pytest.mark.parametrize(
    "svg",
    [
        f'<?xml-stylesheet href="a.css"?>{DISC}',
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;"),
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG.format("&a;"),
        SVG.format("").replace("<svg ", '<svg width="123456789" '),
        SVG.format("").replace("0 0 20 10", "0 0 20 9e99"),
        "",
        "<svg",
    ],
)
def test_a_document_with_traps_is_refused(svg: str) -> None:
    """Style sheets, entities, giant sheets, and what is no XML."""
    with pytest.raises(picture.UnfitError):
        picture.prove(svg.encode())


def test_what_drawing_programs_write_is_drawn(tmp_path: Path) -> None:
    """Document types, metadata, links, gradients, clips, styles, compact numbers and pictures inside."""
    svg = f"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
    <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
    <svg xmlns="http://www.w3.org/2000/svg" {XLINK} xmlns:i="http://www.inkscape.org/namespaces/inkscape"
      i:version="1.3 (0e150ed6c4, 2023-07-21)" i:export-filename="/me/a.png"
      viewBox="0 0 20 10" width="20mm">
    <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><a href="http://example.org"/>
    </rdf:RDF></metadata><title>Znak</title><style>.a {{ fill: url(#g) }} .b {{ fill: #1e9900 }}</style>
    <defs><linearGradient id="g"><stop offset="0" stop-color="#1e9999"/></linearGradient></defs>
    <a href="https://example.org"><path class="a" d="M.5.123456789 10-1.5e-3z"/></a>
    <rect class="b" width="5" height="5" style="clip-path:url(#c)"/><use xlink:href="#g"/>
    <image xlink:href="data:image/png;base64,{DOT}" width="20" height="10"/></svg>"""
    _, image = shown(tmp_path, "znak.svg", svg.encode())
    assert image.getpixel((image.width // 2, image.height // 2)) == (255, 0, 0)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits")
@pytest.mark.parametrize(
    "inner",
    [
        "".join(f'<g id="a{n}">' + f'<use href="#a{n + 1}"/>' * 20 + "</g>" for n in range(12)),
        '<filter id="f" x="-9" y="-9" width="20" height="20"><feTurbulence numOctaves="9999999"/></filter>'
        '<rect width="20" height="10" filter="url(#f)"/>',
    ],
)
def test_what_is_slow_to_draw_ends(tmp_path: Path, inner: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies of copies and giant filters cost a process of their own that is stopped, and a reason."""
    monkeypatch.setattr(logos, "SECONDS", 4)
    (tmp_path / "znak.svg").write_text(SVG.format(inner + '<use href="#a0"/>'))
    with pytest.raises(logos.UnfitError):
        logos.shown(tmp_path, "znak.svg")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_logo_lies_in_the_folder_and_is_a_file(tmp_path: Path) -> None:
    """Links out of the folder, pipes and devices are refused at once; a link within the folder is not."""
    folder = tmp_path / "edition"
    folder.mkdir()
    (tmp_path / "secret.svg").write_text(DISC)
    (folder / "znak.svg").write_text(DISC)
    (folder / "out.svg").symlink_to(tmp_path / "secret.svg")
    (folder / "zero.svg").symlink_to("/dev/zero")
    (folder / "within.svg").symlink_to("znak.svg")
    os.mkfifo(folder / "pipe.svg")
    (folder / "large.svg").write_bytes(b" " * (logos.MOST + 1))
    for name, cause in (
        ("out.svg", "leads out"), ("zero.svg", "leads out"), ("../secret.svg", "leads out"),
        ("pipe.svg", "pipe or a device"), ("large.svg", "larger than 10 MB"),
    ):  # fmt: skip
        with pytest.raises(logos.UnfitError, match=cause):
            logos.shown(folder, name)
    assert logos.shown(folder, "within.svg") == logos.shown(folder, "znak.svg")


@pytest.mark.parametrize("kind", [b"iTXt", b"zTXt", b"iCCP", b"eXIf"])
def test_giant_additions_to_an_image_are_no_mistake_of_the_program(tmp_path: Path, kind: bytes) -> None:
    """A chunk that unpacks to many megabytes is refused like any damaged file, or passed over."""
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "PNG")
    packed = zlib.compress(bytes(80_000_000))
    data = {b"iTXt": b"a\0\1\0\0\0" + packed, b"zTXt": b"a\0\0" + packed, b"iCCP": b"a\0\0" + packed}.get(
        kind, b"MM\0*" + bytes(3_000_000)
    )
    chunk = len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
    (tmp_path / "znak.png").write_bytes(out.getvalue()[:33] + chunk + out.getvalue()[33:])
    with suppress(logos.UnfitError):
        logos.shown(tmp_path, "znak.png")


def test_nothing_but_dots_leaves(tmp_path: Path) -> None:
    """Who took a picture, where and with what stays at home, in the PDF and in the page for a browser."""
    image, more = Image.new("RGB", (40, 20), "red"), PngImagePlugin.PngInfo()
    more.add_text("Author", "Secret Author")
    exif = image.getexif()
    exif[0x013B] = "Secret Author"
    image.save(tmp_path / "znak.png", pnginfo=more, exif=exif)
    image.save(tmp_path / "znak.jpg", exif=exif, comment=b"Secret Author")
    (tmp_path / "znak.svg").write_text(SVG.format("<metadata>Secret Author</metadata>"))
    for name in ("znak.png", "znak.jpg", "znak.svg"):
        assert b"Secret" in (tmp_path / name).read_bytes()
        chunks = re.findall(
            rb"IHDR|tEXt|iTXt|zTXt|eXIf|iCCP|tIME|pHYs|gAMA", logos.shown(tmp_path, name).data
        )
        assert chunks == [b"IHDR"]
        page = WebRenderer(tmp_path)._picture(name)
        assert b"Secret" not in base64.b64decode(page.partition(",")[2])
