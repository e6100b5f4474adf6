"""What no text of a report may do, whatever the study: rules of Polish and English that a machine can see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.document import Report
from reports.edition import Edition, plain

from .prose import prose, sentences

#: A sentence has no pronoun in the place of its subject: nobody knows whose it is.
_BARE = {
    "pl": re.compile(
        r"(?:Jego|Jej|Ich|On|Ona|Ono|Oni|One|Mu|Nim|Nią|Nich"
        r"|(?:To|Do|Dla|Od|Bez|Na) (?:jego|jej|ich|niego|niej|nich|nim|nią))\b|Do tego[, ](?!raport)"
        r"|(?:Ten|Ta|Tego|Tej|Te|Tych|Tym|Tymi) (?:jest|są|ma|mają|to|wynosi|zajmuje|nie|\d)"
    ),
    "en": re.compile(
        r"(?:Its|Their|They|Them|He|She|His|Her)\b"
        r"|(?:It|This|These) (?:has|have|ranks?|scored|rose|fell)\b"
    ),
}
#: Words that say how many follow.
_HOW_MANY = {
    "pl": {
        "dwa": 2, "dwie": 2, "dwóch": 2, "dwójce": 2, "trzy": 3, "trzech": 3, "trójce": 3, "cztery": 4,
        "czterech": 4, "czwórce": 4, "pięć": 5, "pięciu": 5, "piątce": 5,
    },
    "en": {"two": 2, "three": 3, "four": 4, "five": 5},
}  # fmt: skip
#: "In two areas: ...", "W trójce: ...": the word, what is counted, the members.
_LIST = re.compile(r"\b\w+(?: \w+)?: ([^:.?!;]+)[.;]?$")
_BETWEEN = re.compile(r", (?:and )?| i | and ")
#: Nouns behind a number: behind 1, behind 2 to 4, behind 5 and more.
_NOUNS = (
    ("klaster", "klastry", "klastrów"),
    ("wskaźnik", "wskaźniki", "wskaźników"),
    ("obszar", "obszary", "obszarów"),
    ("podobszar", "podobszary", "podobszarów"),
    ("miesiąc", "miesiące", "miesięcy"),
    ("rok", "lata", "lat"),
    ("działanie", "działania", "działań"),
    ("projekt", "projekty", "projektów"),
    ("język", "języki", "języków"),
    ("umowa", "umowy", "umów"),
    ("firma", "firmy", "firm"),
    ("osoba", "osoby", "osób"),
    ("etat", "etaty", "etatów"),
    ("pomysł", "pomysły", "pomysłów"),
    ("grupa", "grupy", "grup"),
    ("targi", "targi", "targów"),
    ("cluster", "clusters", "clusters"),
    ("indicator", "indicators", "indicators"),
    ("month", "months", "months"),
    ("year", "years", "years"),
    ("project", "projects", "projects"),
    ("language", "languages", "languages"),
    ("action", "actions", "actions"),
)
_FORMS = "|".join(sorted({form for forms in _NOUNS for form in forms}))
_COUNTED = re.compile(rf"(?:(\w+) )?(?<![\d.,–-])(\d+) ({_FORMS})\b")
#: Behind these stands the genitive, "wśród 22 klastrów".
_GENITIVE = frozenset(
    {"z", "wśród", "spośród", "od", "do", "dla", "bez", "u", "niż", "około", "powyżej", "poniżej"}
)
_MEDIAN = re.compile(r"median", re.IGNORECASE)
#: That questions have no median may be said.
_NO_MEDIAN = re.compile("nie mają mediany|have no median")


def category(n: int) -> int:
    """The place of a noun's form behind a number in Polish: 0 for 1, 1 for 2 to 4 and 22 to 24, else 2."""
    if n == 1:
        return 0
    return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2


def disagreements(text: str) -> Iterator[str]:
    """Numbers whose noun has another form than they ask for."""
    for before, digits, noun in _COUNTED.findall(text):
        wanted = 2 if before.lower() in _GENITIVE else category(int(digits))
        if before.lower() in _GENITIVE and int(digits) == 1:
            continue
        if not any(noun == forms[wanted] for forms in _NOUNS if noun in forms):
            yield f"{before} {digits} {noun}".strip()


def bare_pronoun(sentence: str, lang: str) -> bool:
    """Whether a sentence begins with a pronoun that stands for what another sentence named."""
    return _BARE[lang].match(sentence) is not None


def too_long_a_list(sentence: str, lang: str) -> bool:
    """Whether a list has more members than the word before it says."""
    found = _LIST.search(sentence)
    if found is None:
        return False
    words = re.findall(r"[\w-]+", sentence[: found.start(1)])[-2:]
    most = next((_HOW_MANY[lang][word.lower()] for word in words if word.lower() in _HOW_MANY[lang]), None)
    return most is not None and len(_BETWEEN.split(found[1])) > most


def faults(report: Report, edition: Edition) -> Iterator[str]:
    """What breaks a rule in the sentences of a report. Inside a text of several sentences, which one author
    wrote, a pronoun may stand for what the sentence before it names.
    """
    lang = report.lang
    questions = [node.name.get(lang) for node in edition.framework.leaves if node.is_yes_no]
    names = [mark.format(name) for name in questions for mark in ("„{}”", "“{}”")]
    numbered = [plain(node.name.get(lang)) for node in edition.framework.nodes]
    numbered = sorted((name for name in numbered if re.search(r"\d", name)), key=len, reverse=True)
    for text in prose(report):
        own = plain(text)
        for name in numbered:  # what the edition calls something, nobody inflects
            own = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "…", own, flags=re.IGNORECASE)
        yield from (f"numeral: {found}: {text}" for found in disagreements(own))
        if bare_pronoun(text, lang):
            yield f"pronoun without a noun: {text}"
        for sentence in sentences(text):
            if too_long_a_list(sentence, lang):
                yield f"more than the number says: {sentence}"
            asked = any(name in sentence for name in names)
            if asked and _MEDIAN.search(sentence) and not _NO_MEDIAN.search(sentence):
                yield f"a question with a median: {sentence}"
