"""The papers about all clusters, made again: that for the plenary, its slides, those for the meetings, and
the rules of the edition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from reports import files
from reports.errors import ClusterReportsError, Finding
from reports.proof.checks import sameness

from . import edition_rules, meetings, plenary, slides
from .record import handed, seal
from .record.manifest import recorded_language
from .reproduction import ELSEWHERE, RULE, Reproducer, Reproduction


def compared(reproducer: Reproducer, base: Path) -> Iterator[tuple[str, Reproduction]]:
    """The papers in ``base``, an edition's output, by name, and what came of making them again."""
    for internal, name in plenary.NAMES.items():
        folder = base / plenary.PLACE
        paths = {kind: folder / f"{name}.{kind}" for kind in ("html", "pdf")}
        if any(path.exists() for path in paths.values()):

            def made(record: Mapping[str, Any], internal: bool = internal, paths: Any = paths) -> Any:
                lang = recorded_language(record["lang"])
                again = plenary.again(reproducer.basis.composer, lang, internal=internal)
                return {path: again[kind] for kind, path in paths.items()}

            command = "summary --internal" if internal else "summary"
            yield name, _compared(reproducer, plenary.record_of(base, internal), name, command, made)
    for internal, name in slides.NAMES.items():
        presentation = base / plenary.PLACE / f"{name}.pptx"
        if presentation.exists():

            def shown(record: Mapping[str, Any], internal: bool = internal) -> Mapping[Path, bytes]:
                lang = recorded_language(record["lang"])
                made = slides.again(reproducer.basis.composer, record, lang, internal=internal)
                return {base / plenary.PLACE / file: data for file, data in made.items()}

            command = "slides --internal" if internal else "slides"
            yield name, _compared(reproducer, slides.record_of(base, internal), name, command, shown)
    folder = base / handed.PLACE
    if any((folder / name).exists() for name in meetings.NAMES):

        def handout(record: Mapping[str, Any]) -> Mapping[Path, bytes]:
            again = meetings.again(reproducer.basis.composer, base, record)
            return {folder / name: data for name, data in again.items()}

        yield handed.PLACE, _compared(reproducer, folder / handed.NAME, handed.PLACE, "handout", handout)
    if (base / edition_rules.NAME).exists():

        def told(record: Mapping[str, Any]) -> Mapping[Path, bytes]:
            again = edition_rules.again(reproducer.study, record)
            return {base / name: data for name, data in again.items()}

        purpose = edition_rules.PURPOSE
        yield purpose, _compared(reproducer, base / edition_rules.NAME, purpose, "build", told)


def _compared(
    reproducer: Reproducer,
    record_file: Path,
    purpose: str,
    command: str,
    made: Callable[[Mapping[str, Any]], Mapping[Path, bytes]],
) -> Reproduction:
    """The papers beside a record, with what the program makes of it now."""
    remedy = f"make it again: cluster-reports {command}"

    def refused(rule: str, cause: str) -> Reproduction:
        return Reproduction(findings=(Finding(rule, f"{cause}; {remedy}"),))

    try:
        record, doubt = seal.opened(record_file.parent, purpose, record_file.read_bytes())
    except FileNotFoundError:
        return refused("seal", f"{record_file} is missing: an earlier version of the program made the paper")
    except OSError as error:
        return refused("seal", f"{record_file} cannot be read ({files.reason(error)})")
    except ValueError:
        return refused("seal", f"{record_file} was cut off or altered")
    if doubt:
        return refused("seal", f"the record {record_file} cannot be trusted: {doubt}")
    try:
        again = made(record)
    except slides.NotKeptError:
        return Reproduction(note=f"the slides were {ELSEWHERE}")
    except (ClusterReportsError, ValueError, KeyError) as error:
        if record.get("recipe") != reproducer.basis.recipe:
            return Reproduction(note=f"the paper was {ELSEWHERE}")
        return refused(RULE, f"it cannot be made now, or not of what it was made of ({error})")
    same: list[str] = []
    findings: list[Finding] = []
    for path, data in again.items():
        try:
            found = path.read_bytes()
        except OSError as error:
            findings.append(Finding("file", f"{path} cannot be read: {files.reason(error)}"))
            continue
        if found == data:
            same.append(path.name)
        else:
            findings += sameness.differences(path.name, found, data)
    if findings and record.get("recipe") != reproducer.basis.recipe:
        return Reproduction(tuple(same), note=f"the paper was {ELSEWHERE}")
    if findings:
        findings.append(Finding(RULE, f"is it outdated? Then {remedy}"))
    return Reproduction(tuple(same), tuple(findings))
