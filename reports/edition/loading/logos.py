"""Logos of an edition as images that every reader of PDF/A shows alike: sRGB, without transparency."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import resvg_py
from PIL import Image, ImageCms, ImageOps

from reports import files
from reports.errors import ConfigurationError

#: The largest logo on a cover, in mm.
WIDTH, HEIGHT = 38.0, 13.0

#: Dots an inch of a drawing, as paper is printed; a photograph has as many as it came with, up to these.
_DOTS = 600
_MOST = (round(WIDTH / 25.4 * _DOTS), round(HEIGHT / 25.4 * _DOTS))
#: An image that says nothing of its size has 96 dots an inch, as in a browser.
_MM_PER_DOT = 25.4 / 96
#: More dots than any logo has: such a file would take the memory of the machine.
_TOO_MANY = 50_000_000

_CLEAN = re.compile(rb"<!--.*?-->", re.DOTALL)
_SVG_TEXT = re.compile(rb"<(?:\w+:)?text\b")


class UnfitError(ValueError):
    """Why a file is no logo, and what to do."""

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(cause, remedy)
        self.cause = cause
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.cause}. {self.remedy}"


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo as PNG, ``width`` x ``height`` mm: as large as it may be, but no raster image is enlarged."""

    data: bytes
    width: float
    height: float


def read(path: Path) -> Logo:
    """The logo in a file. Raises ConfigurationError with its path where it cannot be read or shown."""
    try:
        return shown(path)
    except UnfitError as error:
        raise ConfigurationError(f"the logo {path} cannot be shown: {error}") from error


def shown(path: Path) -> Logo:
    """The same; raises UnfitError."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnfitError(f"the file cannot be read ({files.reason(error)})", "Look at its rights") from error
    return _logo(content, path.suffix.lower())


@lru_cache(maxsize=8)  # the covers of an edition have the same few
def _logo(content: bytes, suffix: str) -> Logo:
    drawn = suffix == ".svg"
    if drawn:
        content = _drawn(content)
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > _TOO_MANY:
                raise UnfitError("the image has more than 50 million dots", "Save it smaller")
            image.load()
            flat = _on_white(_in_srgb(ImageOps.exif_transpose(image)))
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        kind = "an SVG drawing" if drawn else "a PNG or JPEG image"
        raise UnfitError(f"the file is not {kind}, or is damaged", "Save it anew") from error
    wide, tall = flat.width * _MM_PER_DOT, flat.height * _MM_PER_DOT
    scale = min(WIDTH / wide, HEIGHT / tall)
    if not drawn:
        scale = min(scale, 1.0)
    flat.thumbnail(_MOST, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    flat.save(out, "PNG")
    return Logo(out.getvalue(), wide * scale, tall * scale)


def _drawn(svg: bytes) -> bytes:
    """An SVG drawing as PNG, as large as a logo is printed."""
    if _SVG_TEXT.search(_CLEAN.sub(b"", svg)):
        # A machine without the font would show other letters, and nobody would be told.
        raise UnfitError(
            "the drawing has text in a font that others need not have", "Save it with text as paths"
        )
    try:
        text = svg.decode("utf-8-sig")
        with Image.open(io.BytesIO(_raster(text))) as small:
            wide = small.width / small.height > WIDTH / HEIGHT
        return _raster(text, width=_MOST[0]) if wide else _raster(text, height=_MOST[1])
    except ValueError as error:
        raise UnfitError(
            f"the file is not an SVG drawing, or is damaged ({error})", "Save it anew"
        ) from error


def _raster(svg: str, width: int | None = None, height: int | None = None) -> bytes:
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, width=width, height=height))


def _in_srgb(image: Image.Image) -> Image.Image:
    """The image in RGB or RGBA, its colours those of sRGB."""
    profile = image.info.get("icc_profile")
    if image.mode == "CMYK" and not profile:
        raise UnfitError(
            "the colours are those of a printing press (CMYK), and the file does not say of which",
            "Save it in RGB",
        )
    if image.mode in ("I", "F") or image.mode.startswith("I;"):
        raise UnfitError("the image has 16 bits a colour", "Save it with 8")
    alpha = "A" in image.getbands() or "transparency" in image.info
    if not profile:
        return image.convert("RGBA" if alpha else "RGB")
    mask = image.convert("RGBA").getchannel("A") if alpha else None
    own = image if image.mode in ("RGB", "CMYK", "L") else image.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        found = ImageCms.profileToProfile(own, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError) as error:
        raise UnfitError("the colour profile of the image does not fit", "Save it in sRGB") from error
    if found is None:
        raise UnfitError("the colour profile of the image does not fit", "Save it in sRGB")
    if mask is not None:
        found.putalpha(mask)
    return found


def _on_white(image: Image.Image) -> Image.Image:
    """The image on the white of the strip that logos stand on."""
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(ground, image).convert("RGB")
