"""The pictures of the actions: effort against effect, and what their goals bring together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.advice import Action
from reports.document import Block, Chart, EffortMap, EffortMark, Pair, Stair, Stairs

from .draft import Draft

#: Fewer actions need no picture.
FEWEST = 2


def pictures(draft: Draft) -> Iterator[Block]:
    """The two charts side by side, or the one that there is. Without an overall score there is none."""
    scene = draft.scene
    if scene.root.score is None or len(scene.advice.actions) < FEWEST:
        return
    effort = _effort_map(draft, scene.advice.actions)
    if len(scene.advice.joint) < FEWEST:
        yield effort
    else:
        yield Pair(effort, _stairs(draft))


def _effort_map(draft: Draft, actions: Sequence[Action]) -> Chart:
    texts = draft.texts
    gains = {action.rank: _gain(draft, action) for action in actions}
    marks = tuple(
        EffortMark(
            number=str(action.rank),
            effort=action.record.effort,
            gain=gains[action.rank],
            label="" if (gain := gains[action.rank]) is None else texts.signed(gain),
            urgent=action.record.urgent,
        )
        for action in actions
    )
    spoken = [_spoken(draft, action, gains[action.rank]) for action in actions]
    efforts = (texts("effort-1"), texts("effort-2"), texts("effort-3"))
    return draft.chart(
        "chart-effort",
        _effort_title(draft, marks),
        texts("effort-caption"),
        texts("effort-alt", marks=" ".join(spoken)),
        EffortMap(marks, efforts, texts("column-effort"), texts("column-gain"), texts("effort-none")),
        half=True,
    )


def _gain(draft: Draft, action: Action) -> float | None:
    what_if = action.what_if
    return None if what_if is None else draft.scene.facts.gained(draft.scene.root.code, what_if.score)


def _spoken(draft: Draft, action: Action, gain: float | None) -> str:
    texts = draft.texts
    effort, name = texts(f"effort-{action.record.effort}"), draft.scene.name(action.node)
    if gain is None:
        return texts("effort-mark-alt-none", number=action.rank, name=name, effort=effort)
    return texts("effort-mark-alt", number=action.rank, name=name, effort=effort, gain=texts.signed(gain))


def _effort_title(draft: Draft, marks: Sequence[EffortMark]) -> str:
    """Which of the actions with the least effort gain most."""
    gaining = [mark for mark in marks if mark.gain]
    if not gaining:
        return draft.texts("effort-title-none")
    least = min(mark.effort for mark in gaining)
    most = max(mark.gain or 0.0 for mark in gaining if mark.effort == least)
    best = [mark.number for mark in gaining if (mark.effort, mark.gain) == (least, most)]
    return draft.texts("effort-title", n=len(best), numbers=draft.texts.names(best))


def _stairs(draft: Draft) -> Chart:
    texts, scene, root = draft.texts, draft.scene, draft.scene.root
    nodes = {action.rank: action.node for action in scene.advice.actions}
    today = Stair(texts("stairs-today"), root.score or 0.0, texts.number(root.score or 0.0),
                  scene.facts.rank(root.rank))  # fmt: skip
    steps = [
        Stair(str(step.rank), step.score, texts.number(step.score), texts.rank(step.place))
        for step in scene.advice.joint
    ]
    spoken = [texts("stairs-today-alt", score=today.score_label, rank=today.place_label)]
    spoken += [
        texts(
            "stairs-step-alt",
            number=step.rank,
            name=scene.name(nodes[step.rank]),
            score=stair.score_label,
            rank=stair.place_label,
        )
        for step, stair in zip(scene.advice.joint, steps, strict=True)
    ]
    last = steps[-1]
    return draft.chart(
        "chart-stairs",
        texts("stairs-title", score=texts.result(last.score), rank=last.place_label),
        texts("stairs-caption"),
        texts("stairs-alt", steps=" ".join(spoken)),
        Stairs((today, *steps), texts("stairs-actions"), texts("stairs-places")),
        half=True,
    )
