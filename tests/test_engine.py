"""What the layout engine is spared, and that nobody can see it."""

from __future__ import annotations

import gc

import pytest

from reports import assets, compare, compose, engine, pipeline, recommend, render, texts
from reports.document import Report
from reports.errors import ConfigurationError


@pytest.fixture(scope="module")
def report() -> Report:
    study = pipeline.read(assets.sample())
    edition, scores = study.edition, study.scores
    comparison = compare.compare(edition, scores, compare.group(edition, scores), "jarometal")
    advice = recommend.recommend(edition, scores, comparison, study.frame)
    words = texts.Texts("pl", assets.catalogue("pl"), edition.unit["pl"])
    return compose.compose(edition, scores, comparison, advice, words)


def test_the_bytes_are_those_of_weasyprint_as_it_comes(report: Report) -> None:
    """Styles that remember their fonts and lines change no byte of a report."""
    renderer = render.Renderer()
    remembered = renderer.render(report).pdf
    engine.restore()
    try:
        plain = renderer.render(report).pdf
    finally:
        assert engine.prepare()
    assert remembered == plain
    assert renderer.render(report).pdf == plain


def test_another_weasyprint_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written for one release is not tried on another."""
    before = engine.line_break.Layout.setup
    monkeypatch.setattr(engine.weasyprint, "__version__", "71.0")
    assert not engine.prepare()
    assert engine.line_break.Layout.setup is before


def test_a_template_that_leaves_an_element_open_is_named() -> None:
    """A page that is not well-formed is an error of the templates, not a strange page."""
    with pytest.raises(ConfigurationError, match="leaves an element open"):
        engine.Source("<html><body><p>one</body></html>", "file:///", None)


def test_collection_is_as_before_behind_a_report() -> None:
    """Garbage is collected again, also when a report fails."""

    def fail() -> None:
        with engine.one_collection():
            assert not gc.isenabled()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert gc.isenabled()
