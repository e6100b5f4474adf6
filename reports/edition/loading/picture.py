"""One logo, drawn by itself: a program of :mod:`.confined` that is given bytes and gives a PNG.

The libraries for images are large, written in C and Rust, and read what strangers made. It knows nothing of
the rest of this program, so that it starts at once.

The kind of the file comes as the only argument (``.svg``, ``.png``, ``.jpg``). Out comes a line of JSON with
width and height in mm, and behind it the PNG.
"""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any
from xml.parsers import expat

import resvg_py
from PIL import Image, ImageCms, ImageOps, MpoImagePlugin  # noqa: F401  later nothing can be loaded any more

from .confined import UnfitError

#: The largest logo on a cover, in mm.
WIDTH, HEIGHT = 38.0, 13.0

#: What the process may take: seconds of computing, bytes of memory, open files.
SECONDS, MEMORY, FILES = 10, 1_200_000_000, 0

#: Dots an inch of a drawing, as paper is printed; a photograph has as many as it came with, up to these.
_DOTS = 600
_MOST = (round(WIDTH / 25.4 * _DOTS), round(HEIGHT / 25.4 * _DOTS))
#: An image that says nothing of its size has 96 dots an inch, as in a browser.
_MM_PER_DOT = 25.4 / 96
#: More dots than any logo has: such a file would take the memory of the machine.
_TOO_MANY = 50_000_000
#: A drawing of more elements, deeper ones, or with larger numbers is no logo.
_ELEMENTS, _DEEP, _DIGITS = 20_000, 60, 7
_FILTERS, _USES = 50, 1_000

#: Namespaces whose elements are drawn.
_SVG = "http://www.w3.org/2000/svg"
#: Elements that do something, or hold what is no drawing.
_ACTIVE = frozenset({"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler"})
_TEXTS = frozenset({"text", "tspan", "textpath", "tref", "altglyph"})
#: Pictures within a drawing.
_DATA = re.compile(r"\s*data:image/(png|jpeg|jpg)\s*;\s*base64\s*,(.*)", re.IGNORECASE | re.DOTALL)
_URL = re.compile(r"url\s*\(\s*[\"']?\s*(?!#)", re.IGNORECASE)
_LARGE = re.compile(rf"(?<![\w#.])[-+]?0*[1-9]\d{{{_DIGITS},}}|\d[eE]\+?0*(?:[7-9]|[1-9]\d)")
_COLOUR = re.compile(r"#[0-9a-fA-F]+")
#: Attributes whose text is no number.
_WORDS = frozenset({"id", "class", "href", "style", "lang", "space", "title", "label", "name", "version"})


def logo(content: bytes, suffix: str) -> tuple[bytes, float, float]:
    """The logo as PNG with its width and height in mm: as large as it may be, but no raster image is
    enlarged; in sRGB, without transparency and without anything but dots. Raises UnfitError.
    """
    drawn = suffix == ".svg"
    if drawn:
        content = _drawn(content)
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > _TOO_MANY:
                raise UnfitError("the image has more than 50 million dots", "Save it smaller")
            image.load()
            flat = _on_white(_in_srgb(ImageOps.exif_transpose(image)))
    except (UnfitError, MemoryError):
        raise
    except Exception as error:  # whatever a damaged file can cause
        kind = "an SVG drawing" if drawn else "a PNG or JPEG image"
        raise UnfitError(f"the file is not {kind}, or is damaged", "Save it anew") from error
    wide, tall = flat.width * _MM_PER_DOT, flat.height * _MM_PER_DOT
    scale = min(WIDTH / wide, HEIGHT / tall)
    if not drawn:
        scale = min(scale, 1.0)
    flat.thumbnail(_MOST, Image.Resampling.LANCZOS)
    dots = Image.new("RGB", flat.size)  # nothing of what came beside the dots
    dots.paste(flat)
    out = io.BytesIO()
    dots.save(out, "PNG")
    return out.getvalue(), wide * scale, tall * scale


# --- drawings ----------------------------------------------------------------------------------------


def _drawn(svg: bytes) -> bytes:
    """An SVG drawing as PNG, as large as a logo is printed."""
    prove(svg)
    try:
        text = svg.decode("utf-8-sig")
        wide = _raster(text, width=_MOST[0])
        with Image.open(io.BytesIO(wide)) as image:
            fits = image.height <= _MOST[1]
        return wide if fits else _raster(text, height=_MOST[1])
    except ValueError as error:
        raise UnfitError(
            f"the file is not an SVG drawing, or is damaged ({error})", "Save it anew"
        ) from error


def _raster(svg: str, width: int | None = None, height: int | None = None) -> bytes:
    # Without dots an inch it takes sizes in mm for none.
    drawn = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, dpi=96, width=width, height=height)
    return bytes(drawn)


def prove(svg: bytes) -> None:
    """Raises UnfitError for a drawing that names anything outside itself, does something, or is too large to
    be a logo. Nothing is drawn to find out.
    """
    seen = {"elements": 0, "depth": 0, "filters": 0, "uses": 0}
    style: list[str] | None = None

    def refuse(cause: str, remedy: str) -> None:
        raise UnfitError(cause, remedy)

    def count(what: str, most: int, told: str) -> None:
        seen[what] += 1
        if seen[what] > most:
            refuse(f"the drawing has {told}", "Simplify it, or save it as PNG")

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal style
        space, _, local = name.rpartition(" ")
        local = local.lower()
        count("elements", _ELEMENTS, f"more than {_ELEMENTS} elements")
        count("depth", _DEEP, f"elements within elements more than {_DEEP} deep")
        if space not in ("", _SVG):
            return
        if local in _ACTIVE:
            refuse(f"the drawing holds an element <{local}>", "Save it as plain SVG")
        if local in _TEXTS:
            # A machine without the font would show other letters, and nobody would be told.
            refuse("the drawing has text in a font that others need not have", "Save it with text as paths")
        if local == "filter" or local.startswith("fe"):
            count("filters", _FILTERS, f"more than {_FILTERS} filters")
        if local == "use":
            count("uses", _USES, f"more than {_USES} copies of its parts")
        if local == "style":
            style = []
        for key, value in attributes.items():
            space, _, key = key.rpartition(" ")
            if not space or key in ("href", "base"):
                _prove_attribute(local, key.lower(), value)

    def end(name: str) -> None:
        nonlocal style
        seen["depth"] -= 1
        if style is not None and name.rpartition(" ")[2].lower() == "style":
            _prove_style("".join(style))
            style = None

    def text(data: str) -> None:
        if style is not None:
            style.append(data)

    def instruction(target: str, _: str) -> None:
        if target == "xml-stylesheet":
            refuse("the drawing names a style sheet outside itself", "Save it as plain SVG")

    def entity(*_: Any) -> None:
        refuse("the drawing defines entities", "Save it as plain SVG")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    parser.ProcessingInstructionHandler = instruction
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(svg, True)
    except expat.ExpatError as error:
        raise UnfitError(
            f"the file is not an SVG drawing, or is damaged ({error})", "Save it anew"
        ) from error


def _prove_attribute(element: str, name: str, value: str) -> None:
    if name in ("href", "src") and element != "a" and value.strip() and not value.strip().startswith("#"):
        picture = _DATA.fullmatch(value)
        if picture is None:
            shown = " ".join(value.split())[:60]
            raise UnfitError(
                f"the drawing shows something outside itself ({shown!r})",
                "Put the picture into the drawing as PNG or JPEG, or save the logo as PNG",
            )
        _prove_picture(picture[2])
    if name == "base":
        raise UnfitError("the drawing says where its addresses begin", "Save it as plain SVG")
    if name == "style":
        _prove_style(value)
    elif _URL.search(value):
        raise UnfitError("the drawing names an address outside itself", "Save it as plain SVG")
    if not name.startswith("data-") and name not in _WORDS and _LARGE.search(_COLOUR.sub("", value)):
        raise UnfitError(f"the drawing has numbers too large for a logo ({name})", "Scale it down")


def _prove_style(text: str) -> None:
    """A style that imports, names an address outside, or hides what it does behind escapes."""
    if "@import" in text.lower() or "\\" in text or _URL.search(text):
        raise UnfitError("a style of the drawing names an address outside itself", "Save it as plain SVG")


def _prove_picture(data: str) -> None:
    """A picture within the drawing is an image, and no larger than a logo by itself may be."""
    try:
        content = base64.b64decode("".join(data.split()), validate=False)
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > _TOO_MANY:
                raise UnfitError("a picture in the drawing has more than 50 million dots", "Save it smaller")
    except UnfitError:
        raise
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnfitError("a picture in the drawing is damaged", "Put it in anew") from error


# --- images ------------------------------------------------------------------------------------------


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


# --- the process -------------------------------------------------------------------------------------


_ANY = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="1" height="1"/></svg>'


def prepare() -> None:
    """Load what is loaded when it is first needed; afterwards nothing can be opened."""
    Image.preinit()
    logo(_ANY, ".svg")
    ImageCms.createProfile("sRGB")


def answer(content: bytes, arguments: Sequence[str]) -> Iterator[bytes]:
    """The logo, for whoever started the process. Raises UnfitError."""
    png, width, height = logo(content, arguments[0])
    yield json.dumps([width, height]).encode() + b"\n" + png
