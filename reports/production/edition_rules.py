"""The public file with the rules of an edition, made beside its reports and only where it would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from reports import files
from reports.chapters import rules_file
from reports.document import Fact, identity
from reports.edition import LANGS, RULES, Edition, Lang, foreign_names
from reports.errors import ReportError
from reports.papers import rules

from .basis import Basis
from .composer import texts_of
from .maker import report_files, report_pages
from .record import manifest, owner, seal
from .study import OUT, Study

#: The sealed record of the files, and what it is sealed for.
NAME, PURPOSE = "rules.json", "rules"


def languages(edition: Edition, lang: Lang | None = None) -> tuple[Lang, ...]:
    """The languages of an edition's reports, all in ``lang`` if that is given."""
    return tuple(sorted({lang or cluster.language for cluster in edition.clusters}))


def make(study: Study, lang: Lang | None = None, *, out: Path = OUT) -> tuple[Path, ...]:
    """Write the files of every language that the reports use, where they are not there as they would be made.

    Gives the files that a person opens. Raises ReportError where one cannot be proven right, and
    ConfigurationError where it cannot be made or written.
    """
    edition = study.edition
    base = files.child(out, edition.id)
    owner.check(base, edition)
    files.private_folder(base)
    langs, recipe = languages(edition, lang), Basis.of(study).recipe
    composed = {tongue: rules.rules(edition, texts_of(edition, tongue)) for tongue in langs}
    contents = {tongue: identity.content(report) for tongue, report in composed.items()}
    known = _known(base, recipe)
    data: dict[Path, bytes] = {}
    for tongue, report in composed.items():
        if _is_there(base, known, contents[tongue], edition, tongue):
            continue
        made, findings = report_files(study)(report, _Nothing(), foreign_names(edition, RULES))
        if findings:
            raise ReportError(RULES, tuple(findings))
        data |= {_path(base, edition, tongue, kind): content for kind, content in made.items()}
    main = tuple(_path(base, edition, tongue, "pdf") for tongue in langs)
    if not data:
        return main
    hashes = {path.name: manifest.sha256(content) for path, content in data.items()}
    record = {
        "edition": edition.id,
        "recipe": recipe,
        "contents": {**known.get("contents", {}), **{str(tongue): said for tongue, said in contents.items()}},
        "files": {**known.get("files", {}), **hashes},
    }
    with files.writing(base):
        owner.write(base, edition)
        files.write_all({**data, base / NAME: seal.closed(base, PURPOSE, record)})
    return main


def again(study: Study, record: Mapping[str, object]) -> Mapping[str, bytes]:
    """The recorded files by their names, as the program makes them now. Nothing is checked or written."""
    edition, pages = study.edition, report_pages(study)
    recorded = record["contents"]
    found: dict[str, bytes] = {}
    for lang in (tongue for tongue in LANGS if isinstance(recorded, Mapping) and tongue in recorded):
        made = pages(rules.rules(edition, texts_of(edition, lang)))
        found |= {_path(Path(), edition, lang, kind).name: content for kind, content in made.items()}
    return found


class _Nothing:
    """The published numbers of a paper that has none."""

    def text(self, fact: Fact) -> str:
        raise LookupError(fact.what)


def _path(base: Path, edition: Edition, lang: Lang, kind: str) -> Path:
    return files.child(base, Path(rules_file(edition, lang)).with_suffix(f".{kind}").name)


def _known(base: Path, recipe: str) -> Mapping[str, Mapping[str, str]]:
    """What this program has recorded; nothing where there is no record that is sealed and this program's."""
    with suppress(OSError, ValueError):
        record, doubt = seal.opened(base, PURPOSE, (base / NAME).read_bytes())
        if not doubt and record.get("recipe") == recipe:
            return record
    return {}


def _is_there(
    base: Path, known: Mapping[str, Mapping[str, str]], content: str, edition: Edition, lang: Lang
) -> bool:
    """Whether the files of a language are, byte for byte, those that would be made."""
    paths: Sequence[Path] = [_path(base, edition, lang, kind) for kind in ("html", "pdf")]
    if known.get("contents", {}).get(lang) != content:
        return False
    with suppress(OSError):
        return all(manifest.sha256(p.read_bytes()) == known["files"].get(p.name) for p in paths)
    return False
