## Summary

summary = Summary
headline-leader = First of { $units }, { $margin } ahead of the second
headline-leader-close = First of { $units } with a narrow lead: { $margin }
headline-leader-tied = First of { $units }, tied: { $sharing } with the same score
headline-shared = Ranks { $from }–{ $to } of { $units }, shared
headline-shared-median = Overall score equal to the group median; ranks { $from }–{ $to } of { $units }, shared
headline-near-leader = Ranked { $rank } of { $units }{ $tied ->
    [yes] {" "}(tied)
   *[no] {""}
}, a narrow gap to the leader: { $gap }
headline-risen = Ranked { $rank } of { $units }{ $tied ->
    [yes] {" "}(tied)
   *[no] {""}
}, up { $moved } { $moved ->
    [one] place
   *[other] places
} since the { $edition } edition
headline-same = Ranked { $rank } of { $units }{ $tied ->
    [yes] {" "}(tied)
   *[no] {""}
}, the same rank as in the { $edition } edition
headline-fallen = Ranked { $rank } of { $units }{ $tied ->
    [yes] {" "}(tied)
   *[no] {""}
}, compared with rank { $before } in the { $edition } edition
headline-first-time = Ranked { $rank } of { $units }{ $tied ->
    [yes] {" "}(tied)
   *[no] {""}
}, taking part for the first time
headline-plain = Ranked { $rank } of { $units }{ $tied ->
    [yes] {" "}(tied)
   *[no] {""}
}
headline-last-quarter = Overall score { $gap } below the median: ranked { $rank } of { $units }{ $tied ->
    [yes] {" "}(tied)
   *[no] {""}
}
headline-last-quarter-risen = Overall score up by { $change } since the { $edition } edition, { $gap } below the median
headline-last-quarter-middle = In the middle half of the group: { $area }. Overall score { $gap } below the median
headline-last-quarter-above = Above the median: { $area }. Overall score { $gap } below the median
headline-no-difference = Overall score { $score }, with no differences in the group
headline-no-score = No overall score: too many answers are missing from your { unit.possessive } data

lead-above =
    .a = Your { unit } scored { $score }, { $gap } above the group median.
    .b = The overall score is { $score }, { $gap } above the group median.
    .c = Your { unit.possessive } score is { $score }: { $gap } above the group median.
lead-below =
    .a = Your { unit } scored { $score }, { $gap } below the group median.
    .b = The overall score is { $score }, { $gap } below the group median.
    .c = Your { unit.possessive } score is { $score }: { $gap } below the group median.
lead-equal =
    .a = Your { unit } scored { $score }, the same as the group median.
    .b = The overall score is { $score }: exactly the group median.
lead-no-score = The missing answers together carry too much weight. The report therefore shows only the areas for which there is enough data.

trend-risen =
    .a = Since the { $edition } edition the score has risen by { $change }.
    .b = The score is { $change } higher than in the { $edition } edition.
    .c = Compared with the { $edition } edition, the score is up by { $change }.
trend-risen-far =
    .a = Since the { $edition } edition the score has risen by { $change } and the rank has moved from { $before } to { $rank }.
    .b = In the { $edition } edition your { unit } ranked { $before } of { $n }; since then the score has risen by { $change }.
trend-risen-comparable =
    .a = In comparable indicators the score has risen by { $change } since the { $edition } edition.
    .b = Counting only comparable indicators, the score is up by { $change } on the { $edition } edition.
trend-risen-far-comparable =
    .a = In comparable indicators the score has risen by { $change } since the { $edition } edition, and the rank has moved from { $before } to { $rank }.
    .b = In the { $edition } edition your { unit } ranked { $before } of { $n }; since then the score has risen by { $change } in comparable indicators.
trend-fallen =
    .a = Since the { $edition } edition the score has fallen by { $change }.
    .b = The score is { $change } lower than in the { $edition } edition.
    .c = Compared with the { $edition } edition, the score is down by { $change }.
trend-fallen-comparable =
    .a = In comparable indicators the score has fallen by { $change } since the { $edition } edition.
    .b = Counting only comparable indicators, the score is down by { $change } on the { $edition } edition.
trend-same =
    .a = The score is the same as in the { $edition } edition.
    .b = In the { $edition } edition the score was the same.
trend-first-time = Your { unit } is taking part for the first time, so the report shows no changes over time.
trend-not-comparable = Results of earlier editions cannot be compared with this one, so the report shows no changes over time.

areas-top-all = Your { unit } is in the top three in every area.
areas-top = In the top three: { $areas }.
areas-top-and-high = In the top three: { $areas }. Also high: { $high } (rank { $rank }).
area-strongest = Strongest area against the group: { $area }.
area-nearest = Smallest gap to the median: { $area } ({ $gap }).
area-level = Level with the median: { $area }.
area-gap = Largest gap: { $area }.
area-least = Smallest lead over the median: { $area }.

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
kpi-leader = Lead over the second
kpi-leader-gap = Gap to first place
kpi-median-gap = Gap to the median
kpi-median-lead = Lead over the median
kpi-median-note = group median: { $median } points
kpi-leader-note = leader’s score: { $score } points
kpi-second-note = second-highest score: { $score } points
kpi-above = Above the median
kpi-above-of = of { $n } areas
kpi-above-none-below = none is below it
kpi-above-one-below = not above: { $area }
kpi-above-many-below = the other { $n }: lower or equal
kpi-above-none-above = all are lower or equal

summary-table-caption = Scores in points ({ $low }–{ $high }). Dot: another { unit }; diamond: your { unit }; line: median; light band: middle half of the group.
column-area = Area
column-distribution = Distribution of scores ({ $units })
column-own = Your { unit }
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
weaknesses-leader = Smallest leads
weaknesses-mixed = Gaps and smallest leads
first-actions = First actions
item-evidence = { $own }; median { $median }; rank { $rank }
item-evidence-tied = { $own }; median { $median }; rank { $rank }, tied
item-evidence-yes = { $own }; “yes” in the group: { $yes } of { $n }
item-action = { $indicator }: now { $own }, goal { $goal }
item-action-keep = { $indicator }: now { $own }, keep it there
item-action-answer = { $indicator }: give the missing answer
no-strengths = No indicator stands out in the group
no-weaknesses = No indicator lags behind the group
