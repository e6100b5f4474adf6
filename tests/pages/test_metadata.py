"""What a finished file says of itself, twice: for programs that look at the file, and for archives."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.document import identity
from reports.pages import pdf as tagged
from reports.pages.drawing import Text
from reports.pages.page import Element, Page
from reports.proof.reading import pdf as pdftext

_IDENTITY = {"cluster": "k07", "edition": "2018"}
_PAGE = Page(210, 297, (Element("H1", (Text(20, 20, "Tytuł", 12),)),))


@settings(max_examples=20)
@given(
    title=st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1),
    lang=st.sampled_from(["pl", "en"]),
    day=st.dates(),
)
def test_metadata_are_what_was_given(title: str, lang: str, day: date) -> None:
    """Any title survives in both places; language, date and identity are stated."""
    identifier = "urn:cluster-reports:2018:k07:abc"
    meta = tagged.Meta(
        title, "Zespół", "Temat", ("jeden", "dwa"), lang, day.isoformat(), _IDENTITY, identifier
    )
    file = pdftext.read(tagged.write((_PAGE,), meta))
    dublin = "{http://purl.org/dc/elements/1.1/}"
    assert file.info["Title"] == file.xmp[f"{dublin}title"] == title
    assert file.lang == file.xmp[f"{dublin}language"] == {"pl": "pl-PL", "en": "en-GB"}[lang]
    assert re.sub(r"\D", "", file.info["CreationDate"])[:8] == day.isoformat().replace("-", "")
    assert file.xmp["{http://ns.adobe.com/xap/1.0/}CreateDate"] == f"{day.isoformat()}T00:00:00Z"
    assert file.xmp["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    assert {name: file.xmp[f"{{{identity.IDENTITY}}}{name}"] for name in _IDENTITY} == _IDENTITY
    assert file.xmp[f"{dublin}identifier"] == identifier
    assert file.shows_title
