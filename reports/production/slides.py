"""The slides for the plenary, made, checked and written: the program behind ``cluster-reports slides``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reports import files
from reports.edition import GROUP, Lang, foreign_names
from reports.errors import ConfigurationError, Finding

from .basis import Basis
from .composer import Composer
from .plenary import PLACE, refused
from .record import owner, seal
from .record.manifest import sha256
from .study import OUT, Study, in_its_fonts

if TYPE_CHECKING:
    from reports.document import Deck
    from reports.pages import pdf as tagged

#: The files' name without and with the ranking.
NAMES = {False: "slides", True: "slides-internal"}
#: What writes presentations: the extra "slides".
LIBRARY = "python-pptx"


class NotKeptError(ValueError):
    """Slides that cannot be made again, because what they were made with is not at hand."""


@dataclass(frozen=True)
class Slides:
    """What was written, by kind of file, how many slides, and what there is none on."""

    edition_id: str
    internal: bool
    files: Mapping[str, Path]
    slides: int
    notes: tuple[str, ...]


def make(
    study: Study,
    lang: Lang | None = None,
    *,
    internal: bool = False,
    template: Path | None = None,
    handout: bool = False,
    out: Path = OUT,
) -> Slides:
    """Write the slides, and with ``handout`` their pages for paper, both or none.

    Slides of before stay until the new ones are ready. Raises ReportError where they cannot be proven right,
    and ConfigurationError where they cannot be made or written, before anything is touched.
    """
    base = files.child(out, study.edition.id)
    owner.check(base, study.edition)
    master = None if template is None else _template(template)
    made, count, notes, findings = _made(
        Composer(study),
        lang,
        internal=internal,
        template=master,
        name="" if template is None else str(template),
        handout=handout,
    )
    folder = files.private_folder(files.private_folder(base) / PLACE)
    paths = {name: files.child(folder, name) for name in made}
    if findings:
        raise refused(findings, paths.values(), "slides of before are")
    with files.writing(folder):
        owner.write(base, study.edition)
        record = {
            "edition": study.edition.id,
            "lang": lang or study.edition.language,
            "recipe": Basis.of(study).recipe,
            "library": library(),
            "handout": handout,
            "template": sha256(master) if master is not None else "",
        }
        closed = seal.closed(base, NAMES[internal], record)
        files.write_all(
            {**{paths[name]: data for name, data in made.items()}, record_of(base, internal): closed}
        )
    return Slides(study.edition.id, internal, paths, count, notes)


def record_of(base: Path, internal: bool) -> Path:
    """The sealed record of the slides in an edition's output: in which language, and by which program."""
    return base / f"{NAMES[internal]}.json"


def library() -> str:
    """The version of what writes presentations. Raises ConfigurationError where it is not installed."""
    try:
        return version(LIBRARY)
    except PackageNotFoundError as error:
        raise ConfigurationError(
            f"slides need {LIBRARY}, which is not installed; install it with: pip install "
            "'cluster-reports[slides]'"
        ) from error


def again(
    composer: Composer, record: Mapping[str, Any], lang: Lang, *, internal: bool
) -> Mapping[str, bytes]:
    """The files by name, as the program makes them now. Nothing is checked or written.

    Raises NotKeptError for slides in a publisher's template, or by another version of the library.
    """
    try:
        same = record["library"] == library()
    except ConfigurationError as error:
        raise NotKeptError(str(error)) from error
    if record["template"] or not same:
        raise NotKeptError("the slides were made with a publisher's template or another library")
    made, *_ = _made(composer, lang, internal=internal, handout=bool(record["handout"]), checked=False)
    return made


def _meta(deck: Deck) -> tagged.Meta:
    """What the slides on paper say of themselves."""
    from reports.pages import pdf as tagged

    return tagged.Meta(
        title=deck.title,
        author=deck.author,
        subject=deck.subject,
        keywords=deck.keywords,
        lang=deck.lang,
        date=deck.date,
        identity={"edition": deck.edition_id},
    )


def _template(path: Path) -> bytes:
    with files.explaining(f"the template {path} cannot be read", "give the path of a .pptx file"):
        return path.read_bytes()


def _made(
    composer: Composer,
    lang: Lang | None,
    *,
    internal: bool,
    template: bytes | None = None,
    name: str = "",
    handout: bool = False,
    checked: bool = True,
) -> tuple[dict[str, bytes], int, tuple[str, ...], tuple[Finding, ...]]:
    """The files by name, how many slides, what there is none on, and what is wrong with them."""
    library()
    from reports.pages import pdf as tagged
    from reports.pages import theme_of
    from reports.pages.slides import handout as handout_
    from reports.pages.slides import layout, writing
    from reports.proof.checks import slides as check

    edition = composer.study.edition
    theme = theme_of(edition.brand)
    deck, missing = composer.deck(lang, internal=internal)
    with in_its_fonts(composer.study):
        data, placed = writing.presentation(deck, template, name, theme)
    made, findings = {f"{NAMES[internal]}.pptx": data}, tuple[Finding, ...]()
    # With the ranking everybody may be named, else nobody but for good practices, unless all is public.
    names = () if internal else foreign_names(edition, GROUP)
    if checked:
        paper, facts = composer.group_paper(lang, internal=internal)
        findings = check.check(deck, placed, data, paper, facts, names)
    if handout:
        with in_its_fonts(composer.study):
            on_paper, meta = layout.lay_out(deck), _meta(deck)
            sheets = handout_.pages(deck, on_paper)
            pdf = made[f"{NAMES[internal]}-handout.pdf"] = tagged.write(sheets, meta, theme=theme)
            if checked:
                findings += check.check_handout(deck, on_paper, pdf, sheets, meta, names)
    notes = tuple(f"no slide on {one.what}: {one.why}" for one in missing)
    return made, len(placed), notes, findings
