"""Forgeries of finished reports: what a file could say, or be, without being right.

A perfect forgery passes the gate of the build: it is set from a changed report, carries the right identity,
and the manifest knows its hash. Only what it says is wrong.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, String

from reports.document import identity
from reports.document.blocks import Fact, Report
from reports.edition.model import Edition, Lang
from reports.errors import Finding
from reports.pages import report as layout
from reports.pages import screen
from reports.production.composer import Composer
from reports.production.record import manifest
from reports.proof.audit import report as audit
from reports.proof.audit.recount import Recount
from reports.proof.reading import fonts
from support.composing import study_of
from support.editions import small

OWN, OTHER = "k03", "k05"


@dataclass(frozen=True)
class Made:
    """The sound files of a cluster, and what they were made from."""

    report: Report
    pdf: bytes
    html: bytes


def edition() -> Edition:
    """Thirty-two clusters with an earlier edition and comparison groups, enough for both to be shown."""
    return small(32)


class Press:
    """Makes reports of an edition, sound ones and forged ones."""

    def __init__(self, of: Edition, lang: Lang = "pl") -> None:
        self.edition = of
        self._composer, self._lang = Composer(study_of(of)), lang
        self.texts = self._composer.texts(lang)
        self._web = screen.WebRenderer()

    def report(self, cluster: str) -> Report:
        return self._composer.report(cluster, self._lang)

    def pdf(self, report: Report, said: Report | None = None) -> bytes:
        """The file of ``report``; where ``said`` is given, its pages say that instead."""
        return layout.finished(report, layout.lay_out(said or report))

    def made(self, cluster: str) -> Made:
        report = self.report(cluster)
        return Made(report, self.pdf(report), self.page(report))

    def findings(self, cluster: str, made: Made) -> list[Finding]:
        """What the second path says of a file about ``cluster``."""
        content = identity.content(made.report)
        of = self.edition.cluster(cluster)
        proof = audit.ReportProof(self.edition, Recount(self.edition), of, self._lang, content)
        return list(proof.pdf(made.pdf))

    def page(self, report: Report) -> bytes:
        """The page for a browser."""
        return self._web.render(report).encode()


def publish(base: Path, made: dict[str, Made]) -> None:
    """Write the files and a manifest that knows them, as a build does."""
    entries = {}
    for cluster, of in made.items():
        records = {}
        for kind, folder, data in (("pdf", "reports", of.pdf), ("html", "html", of.html)):
            path = base / folder / f"{cluster}.{kind}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            records[kind] = manifest.FileRecord(
                path.relative_to(base).as_posix(), manifest.sha256(data), len(data)
            )
        content = identity.content(of.report)
        entries[cluster] = manifest.Entry(cluster, "checked", of.report.lang, content, files=records)
    manifest.write(base, manifest.Manifest("test-2018", entries=entries))


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """The file after ``change``, saved like a finished one."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        change(file)
        out = io.BytesIO()
        file.save(out, deterministic_id=True)
        return out.getvalue()


def repaint(pdf: bytes, page: int, old: str, new: str, nth: int = 0) -> bytes:
    """Paint ``new`` where page ``page`` (1-based) paints ``old`` for the ``nth`` time, with the same font:
    its tables of codes are read backwards. Fails where the text or a code is not there.
    """

    def change(file: pikepdf.Pdf) -> None:
        sheet = file.pages[page - 1]
        tables = {str(name): fonts.code_texts(font) for name, font in sheet.obj.Resources.Font.items()}
        assert all(font.Subtype == Name.TrueType for font in sheet.obj.Resources.Font.values())
        face: dict[int, str] = {}
        met, instructions = 0, []
        for instruction in pikepdf.parse_content_stream(sheet):
            operands, operator = list(instruction.operands), str(instruction.operator)
            if operator == "Tf":
                face = tables[str(operands[0])]
            if operator in ("TJ", "Tj"):
                parts = [p for p in operands[0] if isinstance(p, String)] if operator == "TJ" else operands
                said = "".join(face.get(code, "?") for part in parts for code in bytes(part))
                if said.strip() == old:
                    met += 1
                    if met == nth + 1:
                        codes = {text: code for code, text in face.items()}
                        painted = bytes(codes[letter] for letter in new)
                        instructions.append(([Array([String(painted)])], Operator("TJ")))
                        continue
            instructions.append((operands, instruction.operator))
        assert met > nth, f"{old!r} is painted {met} times"
        sheet.Contents = file.make_stream(pikepdf.unparse_content_stream(instructions))

    return changed(pdf, change)


def elements(file: pikepdf.Pdf, tag: str) -> list[pikepdf.Object]:
    """The structure elements with a tag."""
    return [o for o in file.objects if isinstance(o, Dictionary) and o.get("/S") == Name("/" + tag)]


def retold(report: Report, match: Callable[[Any], bool], change: Callable[[Any], Any]) -> Report:
    """The report in which the first value (a text or a part of the document) that matches is another one."""
    met = False

    def visit(value: Any) -> Any:
        nonlocal met
        if isinstance(value, tuple):
            return tuple(map(visit, value))
        if isinstance(value, Fact):
            return value
        if not met and match(value):
            met = True
            return change(value)
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{f.name: visit(getattr(value, f.name)) for f in fields(value)})
        return value

    sections, screen_sections = visit(report.sections), visit(report.screen_sections)
    assert met, "the report has no such value"
    return replace(report, sections=sections, screen_sections=screen_sections)


def forged(made: Made, press: Press, match: Callable[[Any], bool], change: Callable[[Any], Any]) -> Made:
    """The PDF set from a report in which the first value that matches is another one."""
    return replace(made, pdf=press.pdf(made.report, retold(made.report, match, change)))


def reworded(made: Made, press: Press, old: str, new: str) -> Made:
    """The PDF set from a report in which the first text with ``old`` says ``new``."""
    return forged(
        made, press, lambda v: isinstance(v, str) and old in v, lambda text: text.replace(old, new, 1)
    )
