## Summary

summary = Summary

story-none = Results against the group
story-none-lead = The table shows the overall score and the scores of the areas against the group.
story-moved = { $name } (by { $change })
story-places = { $first }–{ $last }
story-question = A question for the meeting: { $question }
partial-note = { $note }; score from { $scored } of { $n } areas
partial-score = The overall score and place rest on { $scored } of { $n } areas. Without a score: { $names }.

trend-first-time = Your { unit } is taking part for the first time, so the report shows no changes over time.
trend-not-comparable = Results of earlier editions cannot be compared with this one, so the report shows no changes over time.

kpi-score = Overall score
kpi-score-note = group median: { $median }
kpi-rank = Rank
kpi-rank-of = of { $n }
kpi-of-hundred = / 100 points
kpi-points = points
kpi-quartile-1 = first quarter of the group (ranks { $from }-{ $to })
kpi-quartile-2 = second quarter of the group (ranks { $from }-{ $to })
kpi-quartile-3 = third quarter of the group (ranks { $from }-{ $to })
kpi-quartile-4 = fourth quarter of the group (ranks { $from }-{ $to })
kpi-no-quartile = without quarters
kpi-rank-shared = ranks { $from }–{ $to } shared by { $sharing }
kpi-rank-middle = in the very middle of the group
kpi-no-rank-note = no rank without an overall score
kpi-change = Change since { $edition }
kpi-change-note = then { $score } points, ranked { $rank } of { $n }
kpi-change-note-no-rank = then { $score } points
kpi-change-note-comparable = in comparable indicators; then ranked { $rank } of { $n }
kpi-change-note-no-rank-comparable = in comparable indicators
kpi-leader = Lead over second place
kpi-leader-gap = Gap to first place
kpi-median-gap = Short of the median
kpi-median-lead = Lead over the median
kpi-median-note = group median: { $median } points
kpi-leader-note = best score: { $score } points
kpi-second-note = second-highest score: { $score } points
kpi-above = Above the median
kpi-above-of = of { $n } areas
kpi-above-none-below = none is below it
kpi-above-one-below = { $level ->
        [below] below
       *[other] not above
    }: { $area }
kpi-above-two-below = { $level ->
        [below] below
       *[other] not above
    }: { $area }; { $other }
kpi-above-many-below = the other { $n }: { $level ->
        [below] below the median
       *[other] lower or equal
    }
kpi-above-none-above = all are { $level ->
        [below] below the median
       *[other] lower or equal
    }

summary-table-caption = Scores in points ({ $low }–{ $high }). Dot: another { unit }; diamond: your { unit }; line: median; light band: middle half of the group.
summary-table-caption-many = Scores in points ({ $low }–{ $high }). Dot: one hundredth of the other { units }; diamond: your { unit }; line: median; light band: middle half of the group.
column-area = Area
column-distribution = Distribution of scores ({ $units })
column-own = { unit-heading }
column-median = Median
column-rank = Rank
label-median = median
label-own = your { unit }
label-own-missing = no score for your { unit }
ties-shared-note = { Units } with the same score share a rank. Rank shared with another { unit }: { $names }.
counts-note = Not everyone has a score: { $items }.
counts-item = { $name } ({ $n } of { $all })
counts-range = Not everyone has each score: from { $low } to { $high } of { $all }.

strengths = Strengths
strengths-relative = Strongest within your own profile
weaknesses = Largest gaps
weaknesses-leader = Where the lead is smallest
weaknesses-mixed = Gaps and smallest leads
first-actions = First actions
item-evidence = { $own }; median { $median }; ranked { $rank }
item-evidence-tied = { $own }; median { $median }; joint { $rank }
item-evidence-yes = { $own }; “yes” in the group: { $yes } of { $n }
item-action = { $indicator }: now { $own }, goal { $goal }
item-action-introduce = { $indicator }: introduce it
item-action-end = { $indicator }: end it
item-action-keep = { $indicator }: now { $own }, keep it there
item-action-answer = { $indicator }: give the missing answer
no-strengths = No indicator stands out in the group
no-weaknesses = No indicator lags behind the group
