"""Composes the documents of an edition."""

from __future__ import annotations

from functools import cached_property

from reports import assets
from reports.advice import Advice
from reports.chapters import compose
from reports.document import Deck, Report
from reports.edition import Edition, Lang, score_decimals
from reports.papers import GroupFacts, group_condition, group_scene, participation, plenary, slides
from reports.results import Comparison, compare, simulate
from reports.words import Scene, Texts

from . import advised
from .study import Study


def texts_of(edition: Edition, lang: Lang) -> Texts:
    """The texts of an edition's documents. Raises ConfigurationError where they cannot be read."""
    return Texts(lang, assets.catalogue(lang), edition.unit.get(lang, {}), score_decimals(edition.method))


class Composer:
    """Composes all documents of one edition. What they share is made once: the simulated ranks, the
    comparison of the group with the medians that each report may show, its condition, and the texts.
    """

    def __init__(self, study: Study) -> None:
        edition, scores = study.edition, study.scores
        simulated = simulate.simulate(edition.framework, edition.method, edition.values)
        self.study = study
        self._group = compare.group(edition, scores, simulated)
        self._texts: dict[Lang, Texts] = {}

    def texts(self, lang: Lang) -> Texts:
        """The texts of a language. Raises ConfigurationError where they cannot be read."""
        if lang not in self._texts:
            self._texts[lang] = texts_of(self.study.edition, lang)
        return self._texts[lang]

    def scene(self, cluster_id: str, lang: Lang | None = None) -> Scene:
        """The results and the words that every document about a cluster is composed from, in ``lang`` or
        else in the cluster's language.
        """
        edition, comparison = self.study.edition, self._comparison(cluster_id)
        texts = self.texts(lang or edition.cluster(cluster_id).language)
        return compose.set_scene(edition, self.study.scores, comparison, self._advice(comparison), texts)

    def report(self, cluster_id: str, lang: Lang | None = None) -> Report:
        """The report of a cluster."""
        return compose.report_of(self.scene(cluster_id, lang))

    def group_paper(self, lang: Lang | None = None, *, internal: bool = False) -> tuple[Report, GroupFacts]:
        """The paper about the group, in ``lang`` or the edition's language, and the published numbers to
        check it against. With ``internal`` it has the ranking.
        """
        edition, scores = self.study.edition, self.study.scores
        texts = self.texts(lang or edition.language)
        paper = plenary.plenary(edition, scores, self._condition, texts, internal=internal)
        return paper, group_scene.group_scene(
            edition, scores, self._condition, texts, named=internal or edition.public
        ).facts

    def deck(
        self, lang: Lang | None = None, *, internal: bool = False
    ) -> tuple[Deck, tuple[slides.Missing, ...]]:
        """The slides about the group, in ``lang`` or the edition's language, and what there is none on."""
        edition, scores = self.study.edition, self.study.scores
        texts = self.texts(lang or edition.language)
        others = self.texts("en" if texts.lang == "pl" else "pl")
        return slides.deck(edition, scores, self._condition, texts, others, internal=internal)

    @cached_property
    def _condition(self) -> group_condition.Condition:
        """The condition of the group, with the advice for every cluster."""
        edition, scores = self.study.edition, self.study.scores
        # One after the other: advice for thousands at once would fill the memory.
        advices = (self._advice(self._comparison(cluster_id)) for cluster_id in edition.ids)
        layouts = participation.layouts(assets.tile_maps())
        return group_condition.condition(edition, scores, self._group, advices, layouts)

    def _comparison(self, cluster_id: str) -> Comparison:
        return compare.compare(self.study.edition, self.study.scores, self._group, cluster_id)

    def _advice(self, comparison: Comparison) -> Advice:
        return advised.advise(self.study, comparison)
