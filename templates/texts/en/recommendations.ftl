## Recommendations

recommendations = Recommendations
recommendations-title-improve = { $n ->
    [one] One action that can gain the most
   *[other] { $n } actions that can gain the most
}
recommendations-title-improve-answer = { $n ->
    [one] One action, and data to complete
   *[other] { $n } actions, and data to complete
}
recommendations-title-answer = First of all: data to complete
recommendations-title-keep = What to keep and where to extend the lead
recommendations-lead = The order is set by the possible gain multiplied by the { reader.possessive } influence. Gains are worked out for each action separately, with the results of other { units } unchanged.
recommendations-caption = Actions in order: gain times the { reader.possessive } influence
column-action = Action
column-term = Time
column-owner-measure = Who and measure
column-gain = Gain (points)
goal-keep = keep
goal-answer = give an answer
action-basis = { $indicator }: { $basis }
basis-none = nobody has answered
basis-median = median { $median }
basis-rank = median { $median }; ranked { $rank } of { $n }
after-actions = { $n ->
    [one] after action { $numbers }
   *[other] after actions { $numbers }
}
card-position = Position
card-first-step = First step
card-after = Before it
card-after-text = { $n ->
    [one] action { $numbers }
   *[other] actions { $numbers }
}
card-result = What it gives
card-effort = Effort
effort-1 = small
effort-2 = medium
effort-3 = large
result-improve = on reaching the goal of { $goal }, the overall score would rise by { $gain }, to { $score }; the rank would change from { $before } to { $after }
result-improve-same = on reaching the goal of { $goal }, the overall score would rise by { $gain }, to { $score }; the rank would not change ({ $after })
result-no-rank = on reaching the goal of { $goal }, the area score would rise by { $gain }
result-keep = keeps a result that sets the { unit } apart in the group
result-answer = the indicator will count towards the sub-area score in the next edition
recommendations-note = Gains should not be added up: each is worked out separately. Ranks are with the results of other { units } unchanged.
recommendations-note-tenth = The top tenth threshold separates the best tenth of the group from the rest.
recommendations-note-after = An action that another one waits for stands before it.
