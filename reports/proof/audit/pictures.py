"""The pictures of the actions against the second path: their titles, words and labels are made again.

What the actions are for and which goals they have is known from their table, how much effort they take from
their records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice, pairwise, permutations, product, takewhile

from reports.edition import Recommendation
from reports.errors import Finding

from ..reading.book import Book, PrintedText
from ..reading.texts import quote, squeeze
from .arithmetic import Figure
from .subject import Subject

#: More combinations of numbers than there can be by rounding.
_MOST_FORMS = 256
#: Fewer actions, or goals, have no picture.
_FEWEST = 2


#: A picture: its alternative text with the place of its parts, what each of them may be, the titles it may
#: have, and whether what is written in it is right.
_Wanted = tuple[str, str, Iterator[set[str]], set[str], Callable[[str], bool]]


class PictureProof:
    """What the pictures of one file have to say; ``records`` are those of the actions by their numbers."""

    def __init__(self, subject: Subject, records: Mapping[int, Recommendation]) -> None:
        self._subject, self._records = subject, records
        self._gains = dict(self._gained())

    def _gained(self) -> Iterator[tuple[int, Figure]]:
        """The points that each action with a goal gains."""
        subject = self._subject
        for number, goal in subject.action_goals.items():
            reached = subject.recount.reached(subject.cluster.id, subject.action_nodes[number], goal)
            # A card with the words of no record is a finding of the cards.
            if reached is not None and number in self._records:
                yield number, reached.gain

    def prove(self, book: Book) -> tuple[list[Finding], set[PrintedText]]:
        """What is wrong with the pictures, and which texts are proven with them."""
        root = self._subject.edition.framework.root.code
        scored = self._subject.recount.scores[root][self._subject.cluster.id] is not None
        wanted: list[_Wanted] = []
        if scored and len(self._records) >= _FEWEST:
            wanted.append(("effort-alt", "marks", self._efforts(), self._effort_titles(), self._is_map))
        if scored and len(self._gains) >= _FEWEST:
            stairs = list(self._stairs())
            titles = self._stairs_titles(stairs[-1][1])
            written = list(self._stairs_labels(stairs))
            wanted.append(
                ("stairs-alt", "steps", self._told(stairs), titles, lambda text: _in_turn(text, written))
            )
        findings: list[Finding] = []
        done: set[PrintedText] = set()
        for message, inside, parts, titles, labels in wanted:
            faults, proven = self._picture(book, message, inside, parts, titles, labels)
            findings += faults
            done |= proven
        return findings, done

    def _picture(
        self,
        book: Book,
        message: str,
        inside: str,
        parts: Iterable[set[str]],
        titles: set[str],
        labels: Callable[[str], bool],
    ) -> tuple[list[Finding], set[PrintedText]]:
        """One picture: its alternative text part by part, its title, and whatever is written in it."""
        begin = self._subject.says(message, **{inside: ""})
        texts = book.texts
        at = next(
            (i for i, t in enumerate(texts) if t.tag == "Alt" and squeeze(t.text).startswith(begin)), None
        )
        if at is None:
            return [Finding("picture", f"the picture {quote(begin)} is missing")], set()
        alt, done = texts[at], {texts[at]}
        rest = squeeze(alt.text)[len(begin) :]
        findings = []
        for forms in parts:
            form = next((form for form in forms if rest.startswith(form)), None)
            if form is None:
                findings.append(Finding("picture", f"{quote(rest)} instead of {quote(min(forms))}", alt.page))
                break
            rest = rest[len(form) :]
            self._subject.proven += 1
        if rest and not findings:
            findings.append(Finding("picture", f"{quote(rest)} belongs to no action", alt.page))
        title = next((t for t in texts if t.tag == "P" and squeeze(t.text) in titles), None)
        if title is None:
            findings.append(Finding("picture", f"there is no title {quote(min(titles))}", alt.page))
        else:
            done.add(title)
        drawn = takewhile(lambda text: text.tag == "Drawn", texts[at + 1 :])
        written = squeeze("".join(text.text for text in drawn))
        # What is drawn on the page for the browser is no text of it.
        if alt.page is not None and not labels(written):
            findings.append(Finding("picture", f"the labels {quote(written)} are not right", alt.page))
        return findings, done

    # --- effort against effect -----------------------------------------------------------------------------

    def _name(self, number: int) -> str:
        subject = self._subject
        return subject.edition.framework[subject.action_nodes[number]].name.get(subject.texts.lang)

    def _effort(self, number: int) -> str:
        return self._subject.texts(f"effort-{self._records[number].effort}")

    def _efforts(self) -> Iterator[set[str]]:
        """What is said of each action."""
        subject = self._subject
        for number in self._records:
            shared: dict[str, str | int] = {
                "number": number,
                "name": self._name(number),
                "effort": self._effort(number),
            }
            if number in self._gains:
                gains = subject.forms(self._gains[number])
                yield {subject.says("effort-mark-alt", gain=gain, **shared) for gain in gains}
            else:
                yield {subject.says("effort-mark-alt-none", **shared)}

    def _effort_titles(self) -> set[str]:
        """Which of the actions with the least effort gain most, for each way of rounding."""
        numbers = list(self._gains)
        found = set()
        for gains in islice(product(*(self._gains[n].numbers for n in numbers)), _MOST_FORMS):
            found.add(self._effort_title({n: gain for n, gain in zip(numbers, gains, strict=True) if gain}))
        return found

    def _effort_title(self, gains: Mapping[int, Decimal]) -> str:
        subject = self._subject
        if not gains:
            return subject.says("effort-title-none")
        least = min(self._records[number].effort for number in gains)
        easy = {number: gain for number, gain in gains.items() if self._records[number].effort == least}
        best = [str(number) for number, gain in easy.items() if gain == max(easy.values())]
        return subject.says("effort-title", n=len(best), numbers=subject.texts.names(best))

    def _is_map(self, written: str) -> bool:
        """Whether what is written in the map are its headings and, below each effort, its actions in any
        order, each with its gain.
        """
        subject = self._subject
        head = subject.says("column-gain") + subject.says("column-effort")
        if len(self._gains) < len(self._records):
            head += subject.says("effort-none")
        if not written.startswith(head):
            return False
        begins = [written.find(subject.says(f"effort-{effort}"), len(head)) for effort in (1, 2, 3)]
        if begins[0] != len(head) or sorted(begins) != begins:
            return False
        for effort, (start, end) in enumerate(pairwise((*begins, len(written))), start=1):
            marks = [
                {str(number) + gain for gain in self._gain_labels(number)}
                for number, record in self._records.items()
                if record.effort == effort
            ]
            name = subject.says(f"effort-{effort}")
            if not any(_in_turn(written[start + len(name) : end], order) for order in permutations(marks)):
                return False
        return True

    def _gain_labels(self, number: int) -> set[str]:
        """What stands beside the mark of an action."""
        return self._subject.forms(self._gains[number]) if number in self._gains else {""}

    # --- the stairs ----------------------------------------------------------------------------------------

    def _stairs(self) -> Iterator[tuple[int, tuple[Figure, Figure]]]:
        """The number of each action (0 for today) with the score and the place from there on."""
        subject, root = self._subject, self._subject.edition.framework.root.code
        yield 0, (subject.figure(root, "score"), subject.figure(root, "rank"))
        for last in self._gains:
            goals = tuple(
                (subject.action_nodes[number], goal)
                for number, goal in subject.action_goals.items()
                if number <= last
            )
            found = subject.recount.reached_together(subject.cluster.id, goals)
            if found is not None:
                yield last, (found[0], found[2])

    def _told(self, stairs: Sequence[tuple[int, tuple[Figure, Figure]]]) -> Iterator[set[str]]:
        subject = self._subject
        for number, (score, place) in stairs:
            pairs = product(subject.forms(score), subject.forms(place))
            if number:
                named: dict[str, str | int] = {"number": number, "name": self._name(number)}
                yield {subject.says("stairs-step-alt", score=s, rank=r, **named) for s, r in pairs}
            else:
                yield {subject.says("stairs-today-alt", score=s, rank=r) for s, r in pairs}

    def _stairs_titles(self, last: tuple[Figure, Figure]) -> set[str]:
        subject = self._subject
        return {
            subject.says("stairs-title", score=subject.texts("points", points=score), rank=place)
            for score, place in product(subject.forms(last[0]), subject.forms(last[1]))
        }

    def _stairs_labels(self, stairs: Sequence[tuple[int, tuple[Figure, Figure]]]) -> Iterator[set[str]]:
        """What is written in the picture, in its order."""
        subject = self._subject
        yield {subject.says("stairs-actions")}
        yield {subject.says("stairs-places")}
        for number, (score, place) in stairs:
            yield subject.forms(score)
            yield {str(number) if number else subject.says("stairs-today")}
            yield subject.forms(place)
            for figure in (score, place):
                subject.drawn |= {subject.number(abs(value)) for value in figure.numbers}


def _in_turn(written: str, parts: Sequence[set[str]]) -> bool:
    """Whether a text is one of the forms of each part, one after the other."""
    if not parts:
        return not written
    return any(written.startswith(form) and _in_turn(written[len(form) :], parts[1:]) for form in parts[0])
