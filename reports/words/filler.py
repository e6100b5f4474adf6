"""Texts of records with the numbers and names of one cluster in the place of their placeholders."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reports.advice import Measures, can_fill
from reports.edition import Localised, Placeholder, opens_sentence, pieces, published, value_decimals

from .scene import Scene

#: Indicators that a text names at most.
_MOST_NAMES = 2


class Filler:
    """Puts numbers and names into the texts of records, those of one report."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._measures = Measures(scene.edition, scene.comparison)

    def can_fill(self, text: Localised) -> bool:
        """Whether there is what all placeholders of a text print."""
        return can_fill(text, self._measures)

    def text(self, text: Localised) -> str:
        """A text that can be filled, in the language of the report."""
        said = ""
        for piece in pieces(text.get(self._scene.texts.lang)):
            said += piece if isinstance(piece, str) else self._filled(piece, opens_sentence(said))
        return said

    def _filled(self, part: Placeholder, opens: bool) -> str:
        scene, measures = self._scene, self._measures
        code = measures.code(part.about) or ""
        facts, texts = scene.facts, scene.texts
        match part.name:
            case "name":
                return scene.name(code) if opens else scene.inline(code)
            case "value":
                return self._value(part, code, scene.comparison[code].value or 0.0)
            case "median":
                spread = scene.comparison[code].values
                return self._value(part, code, spread.median if spread else 0.0)
            case "score":
                return scene.result(scene.comparison[code].score or 0.0)
            case "gap":
                return scene.points(facts.gap(code) or 0.0)
            case "change":
                return scene.points(facts.change(code, measures.label or "") or 0.0)
            case "rank":
                return self._place(code)
            case "edition":
                return measures.label or ""
            case "falls" | "rises":
                moved = measures.falls if part.name == "falls" else measures.rises
                return texts.names([self._moved(code) for code in moved])
            case "zero-names":
                return texts.names(
                    [texts("quoted", name=scene.name(c)) for c in measures.zeros[:_MOST_NAMES]]
                )
            case "unscored":
                return texts.names([texts("quoted", name=scene.name(c)) for c in measures.unscored_areas])
            case "profile":
                return self._characteristic(part)
        return self._count(part, code)

    def _place(self, code: str) -> str:
        """The place, or all the places that are shared; dense ranks have no more than one."""
        standing, texts = self._scene.comparison[code], self._scene.texts
        if not standing.ties or self._scene.edition.method.ties == "dense":
            return self._scene.facts.rank(standing.rank)
        return texts("story-places", first=texts.rank(standing.first), last=texts.rank(standing.last))

    def _value(self, part: Placeholder, code: str, value: float) -> str:
        said = self._scene.facts.said_value(code, value)
        return self._counted(said, value, value_decimals(self._scene.node(code), value), part.forms)

    def _moved(self, code: str) -> str:
        change = self._scene.facts.change(code, self._measures.label or "") or 0.0
        return self._scene.texts(
            "story-moved", name=self._scene.inline(code), change=self._scene.points(change)
        )

    def _characteristic(self, part: Placeholder) -> str:
        facts, known = self._scene.facts, self._scene.characteristics
        trait = known.traits.get(part.about)
        if trait is None:
            return facts.own_text(known.categories["profile", part.about])
        own = trait.own or 0.0
        said = facts.own_number(trait)
        if trait.is_share:
            return self._scene.texts("percent", value=said)
        return self._counted(said, own, value_decimals(trait.node, own), part.forms)

    def _count(self, part: Placeholder, code: str) -> str:
        measures = self._measures
        number = {
            "ranked": lambda: self._scene.comparison[code].n,
            "zeros": lambda: len(measures.zeros),
            "missing": lambda: len(measures.missing),
            "scored-areas": lambda: len(measures.scored_areas),
            "areas-above": lambda: len(measures.areas_above),
            "areas-below": lambda: len(measures.areas_below),
            "areas": lambda: len(self._scene.areas),
        }[part.name]()
        return self._counted(self._scene.texts.number(number, 0), number, 0, part.forms)

    def _counted(self, said: str, number: float, decimals: int, forms: Sequence[str]) -> str:
        """A number with the noun behind it in its form."""
        if not forms:
            return said
        exact = Decimal(repr(published(number, decimals))).quantize(Decimal(1).scaleb(-decimals))
        return self._scene.texts.counted(said, exact, forms)
