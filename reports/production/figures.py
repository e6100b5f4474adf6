"""Figures for press and slides, made and written: the program behind ``cluster-reports figures``."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from reports import files
from reports.analysis import figures as drawing
from reports.analysis import group_figures, named_figures
from reports.edition import Lang
from reports.errors import ConfigurationError
from reports.pages import theme_of
from reports.results import simulate

from .composer import Composer
from .record import owner
from .study import OUT, Study, in_its_fonts

#: Whom the figures are for.
Audience = Literal["group", "internal"]

#: The folder in the edition's output.
PLACES = {"group": "figures", "internal": "figures-internal"}


def make(study: Study, audience: Audience, lang: Lang | None = None, out: Path = OUT) -> tuple[Path, ...]:
    """Write all figures, each as SVG, PNG and in words, and remove those of before that are no more; gives
    the paths of the pictures. ``internal`` are those that name the units, unless results are public: then
    they are for the group as well.

    Raises ConfigurationError where they cannot be written, before any is.
    """
    edition = study.edition
    base = files.child(out, edition.id)
    owner.check(base, edition)
    composer = Composer(study)
    paper, facts = composer.group_paper(lang, internal=audience == "internal")
    texts = composer.texts(paper.lang)
    made = list(group_figures(paper, facts, texts))
    if audience == "internal" or edition.public:
        simulated = simulate.simulate(edition.framework, edition.method, edition.values)
        made += named_figures(edition, study.scores, simulated, texts, paper.footer)
    contents: dict[Path, bytes] = {}
    theme = theme_of(edition.brand)
    folder = base / PLACES[audience]
    for figure in made:
        with in_its_fonts(study):
            drawn = drawing.files(figure, theme)
        for kind, data in drawn.items():
            contents[files.child(folder, f"{figure.name}.{kind}")] = data
    if not contents:
        raise ConfigurationError("there is nothing to draw: no result of the group may be shown")
    with files.explaining(f"cannot write {folder}", "close the program that shows the file"):
        owner.write(files.private_folder(base), edition)
        files.private_folder(folder)
        files.write_all(contents)
        for path in folder.iterdir():
            if path not in contents and path.suffix in (".svg", ".png", ".txt"):
                path.unlink()
    return tuple(path for path in contents if path.suffix != ".txt")
