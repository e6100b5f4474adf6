"""What the numbers of every message are, and whose: the meaning of the catalogue's placeholders.

A role is what a placeholder is called. Its meaning is a list of alternatives "kind@whose", where the kinds
are those of :class:`.numbers.Numbers`, and whose is the name of a placeholder that names a node, or

* ``root``, ``chapter`` (the area of the chapter), ``card`` (the node of the card, or of the action that the
  text is about);
* ``before``: the node that was named last before the message;
* ``text``: any node that the text names;
* nothing behind the ``@`` for a number that belongs to no node. Without ``@`` it is the node that the message
  names, or else that of the card, the chapter or the whole.

``*`` in a kind stands for the earlier edition that the message names, or for any.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

#: Messages that are parts of others, of tables or of key figures, which are proven by other rules, and forms
#: of words: as sentences they would explain any number.
NOT_SENTENCES = frozenset({
    "points", "points-less", "rank", "ordinal", "percent", "rank-change", "rank-unchanged", "same-of",
    "quoted", "indicator-with-unit",
    "table-label", "chart-label", "kicker", "plan-line", "profile-part", "profile-introduction",
    "profile-name-unit", "profile-figure-note", "voice-marked", "voice-marked-sentence", "groups-heading",
    "groups-heading-answer",
    "rank-chart-n", "kpi-rank-of", "kpi-above-of", "kpi-of-hundred", "action-basis", "date", "before-page",
    "item-action-chosen", "action-urgent", "practices-why-behind", "practices-seen-and-published",
    "ranking-number",
})  # fmt: skip

#: The first words of the names of messages of other papers than the report.
OF_OTHER_PAPERS = frozenset({
    "plenary", "handout", "receipt", "mail", "briefing", "briefings", "letter", "letters", "question",
    "silence", "plates", "label", "labels", "rules", "slides", "figure",
})  # fmt: skip

#: What a role is where its message says nothing else, of the node that the message names.
_USUAL: Mapping[str, str] = {
    "own": "own", "median": "median", "q1": "q1", "q3": "q3", "score": "score past-now.*",
    "rank": "rank", "n": "n", "gap": "gap", "change": "change.*", "goal": "goal", "gain": "gain area-gain",
    "margin": "lead", "leader": "behind", "edition": "label@",
    "units": "clusters@", "least": "least@", "moved": "moved@", "same": "same", "yes": "yes",
    "now": "ranked@root",
    "before": "past-rank.* past-score.*", "after": "past-now.*", "number": "place@", "table": "place@",
    "draws": "simulated-draws@", "spread": "spread@",
}  # fmt: skip

#: (Beginning of) the message's name -> role -> meaning; the longest beginning that has the role decides. A
#: meaning of None is a text with messages of its own.
_MEANINGS: Mapping[str, Mapping[str, str | None]] = {
    "report-": {},
    "footer": {},
    "months": {"n": "months@"},
    "chart-part": {"n": "part@", "number": "part@"},
    "indicators-count": {"n": "leaves@ missing@"},
    "data-answers-all": {"indicators": "leaves@"},
    "data-answers-missing": {"indicators": "missing@"},
    "counts-item": {"n": "n@name", "all": "clusters@"},
    "counts-range": {"low": "fewest@", "high": "most@", "all": "clusters@"},
    "partial-": {"scored": "scored-areas@", "n": "areas@"},
    "kpi-": {"n": "ranked@root areas@", "score": "best@root second@root past-score.*@root",
             "median": "median@root", "rank": "past-rank.*@root", "from": "quarter@", "to": "quarter@"},
    "summary-table-caption": {"low": "axis-low@", "high": "axis-high@"},
    "subareas-caption": {"low": "axis-low@", "high": "axis-high@"},
    "groups-caption": {"low": "axis-low@", "high": "axis-high@"},
    "chart-areas-alt": {"low": "axis-low@", "high": "axis-high@"},
    **{f"chart-{what}-alt": {"low": "axis-low@", "high": "axis-high@"}
       for what in ("subareas", "indicators", "parts")},
    "history-caption": {"step": "axis-step@"},
    "define-points-": {"low": "scale-low@", "high": "scale-high@"},
    "reading-alt": {role: f"{role}@root" for role in ("own", "median", "q1", "q3")},
    "item-evidence": {role: f"{role}@before" for role in ("own", "median", "rank", "yes", "n")},
    "area-lead-": {"score": "score@chapter", "gap": "gap@chapter", "rank": "rank@chapter", "n": "n@chapter"},
    "area-detail-parts": {"high": "score@best", "low": "score@worst"},
    "chart-row-alt": {"own": "score", "median": "score-median", "best": "score-best"},
    "chart-row-alt-missing": {"median": "score-median", "best": "score-best"},
    "slope-title": {"before": "past-label@", "after": "this-label@"},
    "slope-alt": {"before": "past-label@", "after": "this-label@"},
    "slope-line-alt": {"before": "past-score.*", "after": "past-now.*"},
    "gains-bar-alt": {"gain": "area-gain"},
    "rise-text": {"score": "past-now.*", "before": "past-score.*"},
    "fall-text": {"score": "past-now.*", "before": "past-score.*"},
    "reserve-text": {"gain": "area-gain"},
    "reserve-rank": {"before": "rank@chapter", "after": "area-rank@text"},
    "area-advice-item": {"gain": "gain@card"},
    "contrast-": {"rank": "rank@chapter", "n": "n@chapter", "before": "rank@other"},
    "keep-small": {"step": "step@"},
    "split": {"high": "rank@best", "low": "rank@worst"},
    "exception-": {"rank": "rank@part", "own": "own@name", "median": "median@name"},
    "practices-title": {"n": "practices@"},
    "practices-lead-": {"n": "practices@"},
    "practices-result-": {"score": "score@before", "gap": "gap@before", "rank": "rank@before",
                          "n": "n@before"},
    "practices-why-rest": {"leader": "behind@text"},
    "recommendations-title-": {"n": "improving@"},
    "recommendations-title-expert": {"n": "all-actions@"},
    "recommendations-lead-pinned": {"n": "pinned@"},
    "basis-": {"yes": "yes@before", "median": "median@before", "rank": "rank@before", "n": "n@before"},
    "result-": {"goal": "goal@card", "gain": "gain@card", "score": "goal-score@card",
                "before": "rank@root", "after": "goal-rank@card"},
    "result-no-rank": {"gain": "area-gain@card"},
    "after-actions": {"n": "actions@"},
    "card-after-text": {"n": "actions@"},
    "card-practice-text": {"number": "actions@"},
    "plan-aim": {"own": "own@before", "goal": "goal@before"},
    "gap-action": {"number": "actions@"},
    "gap-first": {"n": "actions@"},
    "gap-later": {"n": "actions@"},
    "position-": {"gap": "gap@root", "margin": "lead@root", "leader": "behind@root"},
    "position-lead-below": {"quartile": "to-q3@root"},
    "position-lead-low": {"quartile": "to-q1@root"},
    "history-note-narrower": {"number": "subareas-table@"},
    "history-participants": {"n": "participants@"},
    "history-note-participants": {},
    "rank-chart-moved": {"before": "past-rank.*@root", "n": "past-n.*@", "rank": "rank@root",
                         "now": "ranked@root"},
    "rank-chart-same": {"rank": "rank@root", "n": "past-n.*@", "now": "ranked@root"},
    "rank-chart-point": {"rank": "rank@root past-rank.*@root", "n": "past-n.*@ ranked@root"},
    "change-breadth-parts": {"n": "parts-moving.*@", "up": "parts-up.*@", "down": "parts-down.*@"},
    "change-breadth-areas": {"n": "areas-moving.*@", "up": "areas-up.*@", "down": "areas-down.*@"},
    "change-": {"score": "past-now.*"},
    "robustness-interval": {"share": "simulated-share@", "low": "simulated-low@", "high": "simulated-high@"},
    "robustness-one": {"share": "simulated-share@", "low": "simulated-one@"},
    "robustness-half": {"upper": "simulated-upper@"},
    "robustness-outside": {"rank": "rank@root"},
    "method-robustness": {"low": "simulated-least@", "high": "simulated-most@"},
    "method-missing": {"share": "missing-share@"},
    "groups-": {"gap": "group-gap@root"},
    "groups-largest-": {"gap": "group-gap@area"},
    "profile-group": {"n": "same-n"},
    "profile-mix": {"own": "own@name", "median": "median@usual"},
    "profile-note-few": {"points": "piece"},
    "shares-bar-alt-median": {"median": None},
    "shares-median": {"median": "median@before"},
}  # fmt: skip


@cache
def meaning(message: str, role: str) -> str | None:
    """The meaning of a role in a message; None where it is a text."""
    beginnings = [name for name in _MEANINGS if message.startswith(name) and role in _MEANINGS[name]]
    if beginnings:
        return _MEANINGS[max(beginnings, key=len)][role]
    return _USUAL.get(role)
