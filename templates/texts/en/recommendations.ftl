## Recommendations

recommendations = Recommendations
recommendations-title-improve = { $n ->
    [one] The action to start with
   *[other] The actions to start with
}
recommendations-title-improve-answer = { $n ->
    [one] The action to start with, and data to complete
   *[other] The actions to start with, and data to complete
}
recommendations-title-answer = First of all: data to complete
recommendations-title-keep = What to keep and where to extend the lead
recommendations-lead = What is urgent comes first, then the gaps of the summary, then what would raise the score most. Gains are worked out for each action separately, with the results of other { units } unchanged.
recommendations-caption = Actions in order: what is urgent, gaps of the summary, largest gain
column-action = Action
column-term = Time
column-effort = Effort
column-gain = Gain (points)
goal-expert = the expert’s goal
goal-keep = keep
goal-answer = give an answer
goal-step = no figure as a goal
action-basis = { $indicator }: { $basis }
action-urgent = { $text } · urgent
basis-none = nobody has answered
basis-median = median { $median }
basis-rank = median { $median }; ranked { $rank } of { $n }
basis-yes = { $yes } of { $n } have it
after-actions = { $n ->
    [one] after action { $numbers }
   *[other] after actions { $numbers }
}
card-diagnosis = { $indicator }: { $own }, while the typical result is { $median } (ranked { $rank } of { $n }).
card-diagnosis-tied = { $indicator }: { $own }, while the typical result is { $median } (joint { $rank } of { $n }).
card-diagnosis-unranked = { $indicator }: { $own }, while the typical result is { $median }.
card-diagnosis-missing = { $indicator }: no answer; the typical result is { $median }.
card-diagnosis-none = { $indicator }: nobody has answered.
card-diagnosis-has = { $indicator }: { $yes } of { $n } { units } have it, yours among them.
card-diagnosis-lacks = { $indicator }: { $yes } of { $n } { units } have it, yours does not.
card-diagnosis-unasked = { $indicator }: { $yes } of { $n } { units } have it; there is no answer from yours.
card-steps = What to do
card-first-step = First step
card-who = Who and how long
card-who-text = { $owner }, { $term }
card-cost = Cost and effort
card-cost-text = { $cost }, { $effort } effort
cost-1 = no extra cost
cost-2 = small cost
cost-3 = a cost for the annual budget
cost-4 = outside funding needed
card-measure = How to tell that it works
card-risk = What to watch out for
card-after = Before it
card-after-text = { $n ->
    [one] action { $numbers }
   *[other] actions { $numbers }
}
card-result = What it changes
card-effort = Effort
card-urgent = Why now
card-urgent-text = it is urgent, and the other actions depend on it
effort-1 = small
effort-2 = medium
effort-3 = large
result-improve = on reaching the goal of { $goal }, the overall score would rise by { $gain }, to { $score }; the rank would change from { $before } to { $after }
result-introduce = introducing it would raise the overall score by { $gain }
result-end = ending it would raise the overall score by { $gain }
result-improve-same = on reaching the goal of { $goal }, the overall score would rise by { $gain }
result-no-rank = on reaching the goal of { $goal }, the area score would rise by { $gain }
result-little = on reaching the goal of { $goal }, the overall score would hardly change
result-little-area = on reaching the goal of { $goal }, the area score would hardly change
result-little-introduce = introducing it would hardly change the overall score
result-little-end = ending it would hardly change the overall score
result-keep = keeps a result that sets the { unit } apart in the group
result-step = prepares the ground; the indicator itself will not rise at once, so there is no figure as a goal
result-answer = the indicator will count towards the { $into ->
    [subarea] sub-area score
    [area] area score
   *[overall] overall score
} in the next edition
recommendations-note = Gains are worked out for each action separately; the staircase shows their joint effect.
recommendations-note-tenth = The level of the best 10% separates the best tenth of the group from the rest.
recommendations-note-after = Where one action needs another one first, that one stands higher.
gaps-caption = Gaps of the summary and the answer to each
column-gap = Gap
column-answer = What to do about it
gap-action = action { $number }
gap-dropped = the expert proposes no action here
gap-ahead = the result is not below the median; other actions matter more
gap-influence = the { reader } has little influence on this result
gap-first = { $n ->
    [one] action { $numbers } first, then this gap
   *[other] actions { $numbers } first, then this gap
}
gap-waits = the indicator { $indicator } has to improve first
gap-later = { $n ->
    [one] after action { $numbers }: more at a time would be too much
   *[other] after actions { $numbers }: more at a time would be too much
}
gap-none = to be discussed with the expert: there is no ready action
effort-title = { $n ->
    [one] Most for the least effort: action { $numbers }
   *[other] Most for the least effort: actions { $numbers }
}
effort-title-none = None of the actions raises the score at once
effort-caption = Circle: an action with a goal that raises the score. Square: an action that prepares the ground or keeps a result. Filled: urgent. Numbers as in the table.
effort-none = no gain
effort-alt = Effort and gain in the overall score, in points. { $marks }
effort-mark-alt = Action { $number } (“{ $name }”): { $effort } effort, gain { $gain }.
effort-mark-alt-none = Action { $number } (“{ $name }”): { $effort } effort, no gain.
stairs-title = Once all goals are reached: { $score }, ranked { $rank }
stairs-caption = The overall score once the goal of this action and of all those to its left is reached, with the results of other { units } unchanged. The scale does not begin at zero.
stairs-today = today
stairs-actions = Action
stairs-places = Rank
stairs-alt = What the goals would bring together. { $steps }
stairs-today-alt = Today: { $score }; ranked { $rank }.
stairs-step-alt = After action { $number } (“{ $name }”): { $score }; ranked { $rank }.
card-practice = How others do it
card-practice-text = a good practice from this field stands with action { $number }
card-example = { $title }. { $what } { $effect }
