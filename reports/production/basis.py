"""Whether a finished report would come out the same now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reports.document import identity
from reports.edition import Lang

from . import program
from .program import Program
from .record.manifest import Entry, Manifest, recorded_language
from .study import Study

if TYPE_CHECKING:
    from .composer import Composer


@dataclass(frozen=True)
class Basis:
    """What the reports of a study are to be made from now: the program, and the fingerprints ``recipe`` and
    ``source`` (see :mod:`reports.production.program`). ``lang`` is the language of all reports, None for each
    cluster's own.
    """

    study: Study
    lang: Lang | None
    program: Program
    recipe: str
    source: str

    @staticmethod
    def of(study: Study, lang: Lang | None = None) -> Basis:
        """Look at the program and the edition as they are now. Raises ConfigurationError."""
        now = program.program()
        pictures = program.shipped(study.edition, Path(study.folder))
        recipe = program.recipe(now, study.edition, pictures)
        return Basis(study, lang, now, recipe, program.source(now, recipe, study.inputs, lang or ""))

    def language(self, cluster_id: str) -> Lang:
        return self.lang or self.study.edition.cluster(cluster_id).language

    def settled(self, entry: Entry) -> bool:
        """Whether the files of ``entry`` would come out the same, without even composing the report."""
        return self.sound(entry) and bool(self.source) and entry.source == self.source

    def sound(self, entry: Entry) -> bool:
        """Whether the same report would come out as the same files."""
        return entry.recipe == self.recipe and entry.lang == self.language(entry.id)

    def current(self, entry: Entry) -> bool:
        """Whether the report says what it would say now. Composes only where the inputs have changed."""
        return self.settled(entry) or self.says(entry)

    def says(self, entry: Entry) -> bool:
        """Whether the report, composed anew in the language of ``entry``, says what its files say."""
        return (
            identity.content(self.composer.report(entry.id, recorded_language(entry.lang))) == entry.content
        )

    @cached_property
    def composer(self) -> Composer:
        """What composes the documents of the study."""
        from .composer import Composer

        return Composer(self.study)

    def manifest(self, entries: Mapping[str, Entry], serial: int, store: str = "") -> Manifest:
        return Manifest(
            edition_id=self.study.edition.id,
            program=self.program.name,
            recipe=self.recipe,
            code=self.program.code,
            packages=self.program.packages,
            fonts=self.program.fonts,
            inputs=self.study.inputs,
            serial=serial,
            store=store,
            entries=entries,
        )
