## Areas: results

area-title-leader =
    .a = The best score in the group; largest lead: { $best }
    .b = No score in the group is better; largest lead: { $best }
area-title-leader-short =
    .a = The best score in the group in this area
area-title-all-above =
    .a = Ahead in every { $parts ->
        [subareas] sub-area
        [indicators] indicator
       *[parts] part of the area
    }, most of all: { $best }
    .b = Better than the typical { unit } throughout, most of all: { $best }
    .c = An area without a weak { $parts ->
        [subareas] sub-area
        [indicators] indicator
       *[parts] part
    }; strong point: { $best }
area-title-all-above-short =
    .a = Better than the typical { unit } throughout
area-title-none-above =
    .a = Ground to make up; nearest to the group: { $best }
    .b = Below the typical { unit } throughout; closest: { $best }
    .c = No lead over the group; least behind: { $best }
area-title-level =
    .a = Level with the typical { unit }: { $best }
area-title-low =
    .a = The whole area in the bottom quarter; relatively best: { $best }
    .b = Ground to make up throughout; the smallest gap: { $best } ({ $gap })
area-title-low-short =
    .a = No lead over the group in this area
area-title-constant = No differences in the group in this area
area-title-one-above =
    .a = In the top quarter of the group: { $best }
area-title-one-above-short =
    .a = In the top quarter of the group
area-title-one-upper =
    .a = Better than the typical { unit }: { $best }
area-title-one-upper-short =
    .a = Better than the typical { unit }
area-title-one-median =
    .a = Level with the typical { unit }: { $best }
area-title-one-median-short =
    .a = Level with the typical { unit }
area-title-one-lower =
    .a = Weaker than the typical { unit }: { $best }
area-title-one-lower-short =
    .a = Weaker than the typical { unit }
area-title-one-below =
    .a = In the bottom quarter of the group: { $best }
area-title-one-below-short =
    .a = In the bottom quarter of the group
area-title-mixed =
    .a = Ahead: { $best }. Behind: { $worst }
    .b = Strong point: { $best }. Largest gap: { $worst }
    .c = Furthest ahead: { $best }. Furthest behind: { $worst }
    .d = Strongest: { $best }. Weakest: { $worst }
area-title-mixed-short =
    .a = Strong point: { $best }
    .b = Largest lead: { $best }
area-title-missing = Too few answers to work out a score for this area

area-lead-above =
    .a = In this area your { unit } scored { $score }, { $gap } more than the typical { unit }, and ranked { $rank } of { $n }.
    .b = The area score of { $score } is { $gap } above that of the typical { unit } and ranks { $rank } of { $n }.
    .c = Your { unit } has { $score } here and ranks { $rank } of { $n }; its lead over the typical { unit } is { $gap }.
    .d = With { $score }, your { unit } ranks { $rank } of { $n } in this area, { $gap } ahead of the typical { unit }.
    .e = A score of { $score } is { $gap } better than the typical one. It puts your { unit } { $rank } of { $n }.
    .f = This is an area of strength: { $score }, { $gap } more than the typical { unit }, { $rank } of { $n }.
area-lead-below =
    .a = In this area your { unit } scored { $score }, { $gap } less than the typical { unit }, and ranked { $rank } of { $n }.
    .b = The area score of { $score } is { $gap } below that of the typical { unit } and ranks { $rank } of { $n }.
    .c = Your { unit } has { $score } here and ranks { $rank } of { $n }; the typical { unit } is { $gap } ahead.
    .d = With { $score }, your { unit } ranks { $rank } of { $n } in this area. The typical score is { $gap } away.
    .e = A score of { $score } is { $gap } weaker than the typical one. It puts your { unit } { $rank } of { $n }.
    .f = There is ground to make up in this area: { $score } is { $gap } less than the typical { unit } has, and ranks { $rank } of { $n }.
area-lead-equal =
    .a = In this area your { unit } scored { $score }, the same as the typical { unit }, and ranked { $rank } of { $n }.
    .b = The area score is { $score }, exactly that of the typical { unit }: { $rank } of { $n }.
area-lead-missing = The missing answers together carry too much weight for an area score. Indicators without an answer say “missing” in the table.
area-detail-parts =
    .a = The highest score is that of “{ $best }” ({ $high }), the lowest that of “{ $worst }” ({ $low }).
    .b = The scores within the area run from { $low } (“{ $worst }”) to { $high } (“{ $best }”).
    .c = Highest on the scale is “{ $best }” ({ $high }), lowest “{ $worst }” ({ $low }).
    .d = The score is raised above all by “{ $best }” ({ $high }) and held back by “{ $worst }” ({ $low }).
    .e = All scores within the area lie between “{ $best }” ({ $high }) and “{ $worst }” ({ $low }).
area-detail-strength =
    .a = The indicator that stands out most is “{ $name }”: { $own }, typical { unit }: { $median }.
    .b = “{ $name }” gives the largest lead: { $own } against { $median } in the typical { unit }.
    .c = “{ $name }” is the strongest indicator: { $own } (typical { unit }: { $median }).
    .d = Compared with the group, “{ $name }” is best: { $own }, while the typical { unit } has { $median }.
    .e = Your { unit } gains most here from “{ $name }”: { $own } (typical { unit }: { $median }).
area-detail-strength-own =
    .a = Of the indicators that the sector does not decide, “{ $name }” is furthest ahead of the median: { $own }, median { $median }.
    .b = Among the indicators that depend less on the sector, “{ $name }” leads: { $own }, against { $median } in the typical { unit }.
area-detail-gap =
    .a = The indicator furthest from the typical { unit } is “{ $name }”: { $own }, while the typical { unit } has { $median }.
    .b = Most is missing in “{ $name }”: { $own } against { $median } in the typical { unit }.
    .c = “{ $name }” is the weakest indicator: { $own } (typical { unit }: { $median }).
    .d = The most ground to make up is in “{ $name }”: { $own }, while the typical { unit } has { $median }.
    .e = What holds the area back most is “{ $name }”: { $own } (typical { unit }: { $median }).
chart-subareas-title = Sub-areas: your { unit.possessive } scores against the group
chart-areas-title = Areas: your { unit.possessive } scores against the group
chart-areas-alt = Chart of the areas in points, scale from { $low } to { $high }. { $rows }
chart-indicators-title = Indicators: your { unit.possessive } scores against the group
chart-parts-title = Parts of the area: your { unit.possessive } scores against the group
chart-part = { $title } ({ $number } of { $n })
chart-subareas-caption = Diamond: your { unit }, bar: median, band: middle half of the group, ring: best, dashed line: below the median.
chart-subareas-alt = Chart of the sub-areas in points, scale from { $low } to { $high }. { $rows }
chart-indicators-alt = Chart of the indicators in points, scale from { $low } to { $high }. { $rows }
chart-parts-alt = Chart of the parts of the area in points, scale from { $low } to { $high }. { $rows }
chart-row-alt = { $name }: your { unit } { $own }, median { $median }, best score { $best }, rank { $rank }.
chart-row-alt-missing = { $name }: no score for your { unit }, median { $median }, best score { $best }.
label-best = best score
label-rank = rank
axis-unit = points
indicators-caption = Values in the units of the indicators. In the last column the line runs from the least to the most favourable value in the group; box: middle half, bar: median, diamond: your { unit }.
column-indicator = Indicator
column-in-group = Position in the group
note-missing = “Missing” means that your { unit } gave no answer and so has no rank.
note-yes-no = Questions answered by yes or no have no median and no rank; the last column gives the number of “yes” answers in the group.
note-direction = Indicators in which less is better: { $names }.
note-last = Last in the group, alone or tied with less than half of it: { $names }.

## Areas: conclusions

slope-title = { $parts ->
    [subareas] Sub-areas
    [indicators] Indicators
   *[parts] Parts of the area
}: scores in the { $before } and { $after } editions, in points
slope-caption = Dashed line: a fall.
slope-alt = Chart of changes between the { $before } and { $after } editions, in points. { $lines }
slope-line-alt = { $name }: { $before } and { $after }.
gains-title = By how many points the area score would rise on reaching the goal
gains-caption = The goal is the next step within the group; the table below the chart names it.
gains-alt = Bar chart of the possible gain in the area score, in points. { $bars }
gains-bar-alt = { $name }: { $gain }.
passage-rise = Largest rise
passage-fall = Largest fall
passage-strongest = Strongest point
passage-weakest = Weakest point
passage-closest = Smallest gap
passage-below = Behind the group
passage-reserve = Largest possible gain
passage-keep = What to keep
passage-small = The next step
missing-heading = Questions without an answer
missing-text = Still to be answered: { $names }. It is worth collecting these answers before the next edition of the study.
rise-text =
    .a = “{ $name }”: { $change } more than in the { $edition } edition, now { $score }.
    .b = The score in the { $part ->
        [subarea] sub-area
       *[indicator] indicator
    } “{ $name }” rose from { $before } to { $score }, that is by { $change }.
    .c = “{ $name }” is up by { $change } on the { $edition } edition and now has { $score }.
    .d = The greatest change for the better is in “{ $name }”: from { $before } in the { $edition } edition to { $score } today.
    .e = Since the { $edition } edition “{ $name }” has improved most: by { $change }, to { $score }.
rise-text-comparable =
    .a = “{ $name }”: { $change } more than in the { $edition } edition in comparable indicators.
    .b = In comparable indicators the score of “{ $name }” rose from { $before } to { $score }, by { $change }.
    .c = { $part ->
        [subarea] The sub-area
       *[indicator] The indicator
    } “{ $name }” has gained { $change } since the { $edition } edition, counting only comparable indicators.
    .d = The greatest change for the better is in “{ $name }”: in comparable indicators from { $before } to { $score }.
rise-crossed =
    .a = Today that is more than in the typical { unit }; the earlier score is below that level.
    .b = The earlier score is below today’s median, the present one above it.
    .c = In the earlier edition the score was lower than today’s median; now it is higher.
fall-text =
    .a = “{ $name }”: { $change } less than in the { $edition } edition, now { $score }.
    .b = The score in the { $part ->
        [subarea] sub-area
       *[indicator] indicator
    } “{ $name }” fell from { $before } to { $score }, that is by { $change }.
    .c = “{ $name }” is down by { $change } on the { $edition } edition and now has { $score }.
    .d = The greatest loss is in “{ $name }”: from { $before } in the { $edition } edition to { $score } today.
    .e = Since the { $edition } edition “{ $name }” has worsened most: by { $change }, to { $score }.
fall-text-comparable =
    .a = “{ $name }”: { $change } less than in the { $edition } edition in comparable indicators.
    .b = In comparable indicators the score of “{ $name }” fell from { $before } to { $score }, by { $change }.
    .c = { $part ->
        [subarea] The sub-area
       *[indicator] The indicator
    } “{ $name }” has lost { $change } since the { $edition } edition, counting only comparable indicators.
    .d = The greatest loss is in “{ $name }”: in comparable indicators from { $before } to { $score }.
fall-still-above =
    .a = Despite the fall, the { $part ->
        [subarea] sub-area
       *[indicator] indicator
    } is still better than in the typical { unit }.
    .b = Despite the fall, the score is still above the group median.
    .c = Even after the fall that is more than in the typical { unit }.
outstanding-text =
    .a = “{ $name }”: { $own }, and { $median } in the typical { unit }; { $rank } of { $n }.
    .b = In “{ $name }” your { unit } has { $own } against { $median } in the typical { unit } and ranks { $rank } of { $n }.
    .c = With { $own } in “{ $name }”, your { unit } ranks { $rank } of { $n }; the typical { unit } has { $median }.
    .d = Your { unit } ranks { $rank } of { $n } in “{ $name }”: { $own }, typical { unit }: { $median }.
    .e = “{ $name }”: { $rank } of { $n }, with { $own } against { $median } in the typical { unit }.
reserve-text =
    .a = “{ $name }”: a rise from { $own } to { $goal } would raise the area score by { $gain }.
    .b = The area score would rise by { $gain } if the indicator “{ $name }” rose from { $own } to { $goal }.
    .c = With { $goal } instead of { $own } in “{ $name }”, the area score would be { $gain } higher.
    .d = “{ $name }” can bring the most here: at { $goal } instead of { $own } the area score would be { $gain } higher.
    .e = Getting from { $own } to { $goal } in “{ $name }” would add { $gain } to the area score.
    .f = The goal in “{ $name }” is { $goal } ({ $own } today); reaching it would add { $gain } to the area score.
reserve-text-less =
    .a = “{ $name }”: a fall from { $own } to { $goal } would raise the area score by { $gain }.
    .b = The area score would rise by { $gain } if the indicator “{ $name }” fell from { $own } to { $goal }.
    .c = With { $goal } instead of { $own } in “{ $name }”, the area score would be { $gain } higher.
    .d = “{ $name }” can bring the most here: getting down from { $own } to { $goal } would raise the area score by { $gain }.
reserve-text-yes =
    .a = “{ $name }”: the answer { $goal } instead of { $own } would raise the area score by { $gain }.
    .b = The area score would rise by { $gain } if the answer in “{ $name }” were { $goal } and not { $own }.
    .c = In “{ $name }” the answer is { $own } today; with { $goal } the area score would be { $gain } higher.
reserve-rank =
    .a = The rank in the area would change from { $before } to { $after } if the results of other { units } stayed the same.
    .b = With the results of other { units } unchanged, that means { $after } in the area instead of { $before }.
    .c = If other { units } keep their results, your { unit } moves in the area from { $before } to { $after }.
    .d = That is a rise in the area from { $before } to { $after }, as long as the results of other { units } do not change.
    .e = The { $before } rank in the area would then become { $after }, if other { units } do not change their results.
reserve-rank-same =
    .a = If other { units } keep their results, this is not enough to change the rank in the area.
    .b = With the results of other { units } unchanged, the rank in the area would stay the same.
    .c = The rank in the area itself would not change if other { units } kept their results.
small-numbers = With numbers this small, a single case clearly changes the result.
keep-small = Reaching the next goal in any one indicator of this area would raise its score by less than { $step }.
keep-small-far = In “{ $name }” the best values lie far from most of the group, and they set the end of the scale.
keep-text = All answered indicators are at the benchmark. It is worth describing what is behind this and repeating the measurement.
reserves-caption = What reaching the goal would bring, with the results of other { units } unchanged. Gains in points.
column-today = Now
column-goal = Goal
column-goal-is = Basis of the goal
column-gain-area = Gain in the area
column-gain-total = Overall gain
column-rank-area = Rank in area
goal-growth = progress of the best quarter
goal-half-median = halfway to the median
goal-median = median
goal-q3 = top quarter threshold
goal-tenth = level of the best 10%
goal-half-benchmark = halfway to the benchmark
goal-benchmark = benchmark
goal-half-median-rounded = about halfway to the median
goal-median-rounded = about the median
goal-q3-rounded = about the top quarter threshold
goal-tenth-rounded = about the level of the best 10%
goal-half-benchmark-rounded = about halfway to the benchmark
goal-benchmark-rounded = about the benchmark
goal-introduce = introduce
goal-end = give up
rank-change = from { $before } to { $after }
rank-unchanged = no change ({ $after })
area-advice-heading = Recommendations in this area
area-advice-item = { $term }; possible gain in the overall score (points): { $gain }.
area-advice-item-keep = { $term }; the action keeps a good result.
area-advice-item-answer = { $term }; the answer will make a score possible.
link-recommendation = Description of action { $number }
before-page = , p.{"\u00A0"}
outstanding-text-yes =
    .a = “{ $name }”: your { unit } answers { $own }; { $yes } of { $n } in the group answer “yes”.
    .b = In “{ $name }” your { unit } answers { $own }; answers “yes” in the group: { $yes } of { $n }.
passage-pattern = Unusual pattern
passage-exception = Exception in a sub-area
contrast-low =
    .a = Your { unit } ranks { $before } in “{ $other }”, but { $rank } of { $n } here. A question for the meeting: what from that area can be used here?
    .b = Although it ranks { $before } in “{ $other }”, your { unit } is { $rank } of { $n } here. It is worth finding out which step between the two is missing.
    .c = In “{ $other }” your { unit } ranks { $before }, here { $rank } of { $n }. { -unit.kind ->
        [cluster] The team and the members may know more about this pattern.
       *[other] It is worth finding out what is behind this pattern.
    }
contrast-high =
    .a = Here your { unit } ranks { $rank } of { $n }, although it ranks { $before } in “{ $other }”. It is worth describing how your { unit } gets there.
    .b = Although it ranks { $before } in “{ $other }”, your { unit } is { $rank } of { $n } here. Other { units } may find this pattern interesting.
    .c = In “{ $other }” your { unit } ranks { $before }, here { $rank } of { $n }. This is a good topic for the exchange of practices.
split =
    .a = The results in this area are very uneven: “{ $best }” ranks { $high }, “{ $worst }” { $low }. The score of the area alone does not show this.
    .b = The area score hides large differences: { $high } in the sub-area “{ $best }” and { $low } in “{ $worst }”.
    .c = In the sub-area “{ $best }” your { unit } is among the best ({ $high }), in “{ $worst }” among the weakest ({ $low }).
exception-low =
    .a = “{ $part }” ranks { $rank } in the group, but the indicator “{ $name }” is among the weakest: { $own }, typical { unit }: { $median }.
    .b = Against the good result of “{ $part }” ({ $rank }), the indicator “{ $name }” falls short: { $own } against { $median } in the typical { unit }.
    .c = In the sub-area “{ $part }” your { unit } ranks { $rank }, but in “{ $name }” it has { $own }, and the typical { unit } { $median }.
exception-high =
    .a = The sub-area “{ $part }” ranks { $rank } in the group, but the indicator “{ $name }” is among the best: { $own }, typical { unit }: { $median }.
    .b = In the weak sub-area “{ $part }” ({ $rank }), the indicator “{ $name }” stands out: { $own } against { $median } in the typical { unit }.
    .c = Although your { unit } ranks { $rank } in the sub-area “{ $part }”, it has { $own } in “{ $name }”, and the typical { unit } { $median }.
rule-contrast-low = area below the median, an earlier area above the middle half; ranks differ by at least 40% of the group
rule-contrast-high = area above the middle half, an earlier area below it; ranks differ by at least 40% of the group
rule-split = the area has a sub-area above and a sub-area below the middle half of the group
rule-exception-low = sub-area above the middle half of the group, one of its indicators below it
rule-exception-high = sub-area below the middle half of the group, one of its indicators above it
passage-also-strong = Also strong
passage-also-weak = Also behind
less-is-better = Here, less is better.
indicators-caption-chosen = The indicators of the area that matter most; all of them are in the attached workbook. In the last column the line runs from the least to the most favourable value in the group; box: middle half, bar: median, diamond: your { unit }.
