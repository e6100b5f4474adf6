"""What reports are made from, as hashes: the program that makes them and the files of an edition.

Two fingerprints follow from it. The *recipe* is everything that turns a composed report into checked files:
code, templates, style, fonts, packages, and of the edition the logos, the brand and the names that
must not appear in others' reports. The *source* is everything a report is composed from besides: the
edition, the shared library and the texts. If neither has changed, nothing has; if only the source has,
composing the report tells whether it would say anything else.
"""

from __future__ import annotations

import json
import platform
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import reports
from reports import __version__, assets, files
from reports.edition import Edition

from .record.manifest import sha256

#: The packages that have a part in a report, from the workbook to the last check. Others can be renewed
#: without making reports anew.
PACKAGES = (
    "babel", "defusedxml", "et-xmlfile", "fluent-runtime", "fluent-syntax", "fonttools", "jinja2", "lxml",
    "markdown-it-py", "markupsafe", "mdurl", "numpy", "openpyxl", "page-validation", "pandas", "pikepdf",
    "pillow", "pypdfium2", "python-dateutil", "pytz", "reportlab", "resvg-py", "six", "uharfbuzz",
)  # fmt: skip

_TEXTS, _FONTS = "texts", "fonts"


@dataclass(frozen=True)
class Program:
    """The program as it is installed. ``code`` and ``texts`` are one hash each, ``style`` is that of
    templates and style sheets; ``fonts`` maps files to theirs, ``packages`` names to versions.
    """

    name: str
    code: str
    style: str
    texts: str
    fonts: Mapping[str, str]
    packages: Mapping[str, str]


def program() -> Program:
    """Look at the installation. Raises ConfigurationError where a part of it cannot be read."""
    templates = assets.templates()
    every = _hashes(templates, (path for path in files.below(templates) if assets.desk() not in path.parents))
    fonts = {name: value for name, value in every.items() if name.startswith(f"{_FONTS}/")}
    texts = {name: value for name, value in every.items() if name.startswith(f"{_TEXTS}/")}
    style = {name: value for name, value in every.items() if name not in fonts and name not in texts}
    package = Path(reports.__file__).parent
    return Program(
        name=f"cluster-reports {__version__}",
        code=_hash(_hashes(package, package.rglob("*.py"))),
        style=_hash(style),
        texts=_hash(texts),
        fonts=fonts,
        packages=dict(_versions()),
    )


def shipped(edition: Edition, folder: Path) -> Mapping[str, str]:
    """The hash of every logo and font of the edition, which lie in ``folder``; "" for one that is missing."""
    names = sorted({*(logo.file for logo in edition.logos if logo.file), *edition.brand.fonts.values()})
    return {name: _hash_file(folder / name) if (folder / name).is_file() else "" for name in names}


def recipe(of: Program, edition: Edition, pictures: Mapping[str, str]) -> str:
    """The fingerprint of what turns the reports of ``edition`` into checked files."""
    names = sorted({(cluster.name, cluster.short_name) for cluster in edition.clusters})
    brand = [dict(edition.brand.colours), dict(edition.brand.fonts)]
    return _hash(
        [of.name, of.code, of.style, dict(of.fonts), dict(of.packages), dict(pictures), names, brand]
    )


def source(of: Program, recipe: str, read: Mapping[str, str], lang: str) -> str:
    """The fingerprint of what the reports are composed from, in the language ``lang`` ("": each
    cluster's own); "" where it is not known what the edition was read from.
    """
    return _hash([recipe, of.texts, dict(read), lang]) if read else ""


# --- hashes --------------------------------------------------------------------------------------


def _hash(value: object) -> str:
    return sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass"))


def _hashes(folder: Path, paths: Iterable[Path]) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): _hash_file(path) for path in sorted(paths)}


def _hash_file(path: Path) -> str:
    with files.explaining(f"{path} cannot be read"):
        return sha256(path.read_bytes())


def _versions() -> Iterator[tuple[str, str]]:
    yield "python", platform.python_version()
    yield "platform", f"{platform.system()} {platform.machine()}"
    yield "zlib", zlib.ZLIB_RUNTIME_VERSION  # another one packs otherwise
    for name in PACKAGES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, ""
