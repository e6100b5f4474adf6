## Areas: results

area-title-leader =
    .a = The highest score in the group, largest lead: { $best }
    .b = No score in the group is higher; largest lead: { $best }
area-title-leader-short =
    .a = The highest score in the group in this area
area-title-all-above =
    .a = All { $parts ->
        [subareas] sub-areas
        [indicators] indicators
       *[parts] parts
    } above the median, furthest ahead: { $best }
    .b = Above the median in every { $parts ->
        [subareas] sub-area
        [indicators] indicator
       *[parts] part
    }, most of all in: { $best }
    .c = Strong point: { $best }; no { $parts ->
        [subareas] sub-area
        [indicators] indicator
       *[parts] part
    } below the median
area-title-all-above-short =
    .a = All { $parts ->
        [subareas] sub-areas
        [indicators] indicators
       *[parts] parts
    } above the median
area-title-none-above =
    .a = Closest to the median: { $best } ({ $gap })
    .b = In the middle half of the group: { $best }
area-title-level =
    .a = Level with the median: { $best }
area-title-low =
    .a = Smallest gap to the median: { $best } ({ $gap })
    .b = Below the median; the smallest gap: { $best } ({ $gap })
area-title-low-short =
    .a = Nothing above the median in this area
area-title-constant = No differences in the group in this area
area-title-one-above =
    .a = Above the middle half of the group: { $best }
area-title-one-above-short =
    .a = Above the middle half of the group
area-title-one-upper =
    .a = In the middle half of the group, above the median: { $best }
area-title-one-upper-short =
    .a = In the middle half of the group, above the median
area-title-one-median =
    .a = Equal to the median: { $best }
area-title-one-median-short =
    .a = Equal to the median
area-title-one-lower =
    .a = In the middle half of the group, below the median: { $best }
area-title-one-lower-short =
    .a = In the middle half of the group, below the median
area-title-one-below =
    .a = Below the middle half of the group: { $best }
area-title-one-below-short =
    .a = Below the middle half of the group
area-title-mixed =
    .a = { $Best } above the median, { $worst } below
    .b = Strong point: { $best }. Largest gap: { $worst }
    .c = Furthest ahead: { $best }. Furthest behind: { $worst }
area-title-mixed-short =
    .a = Above the median: { $best }
    .b = Largest lead over the median: { $best }
area-title-missing = Too few answers to work out a score for this area

area-lead-above =
    .a = In this area your { unit } scored { $score }, { $gap } above the median, and ranked { $rank } of { $n }.
    .b = The area score is { $score }: ranked { $rank } of { $n }, { $gap } above the median.
    .c = Your { unit } ranks { $rank } of { $n } here, with { $score }, { $gap } above the group median.
    .d = With { $score }, your { unit } ranks { $rank } of { $n } in this area, { $gap } above the median.
area-lead-below =
    .a = In this area your { unit } scored { $score }, { $gap } below the median, and ranked { $rank } of { $n }.
    .b = The area score is { $score }: ranked { $rank } of { $n }, { $gap } below the median.
    .c = Your { unit } ranks { $rank } of { $n } here, with { $score }, { $gap } below the group median.
    .d = With { $score }, your { unit } ranks { $rank } of { $n } in this area, { $gap } below the median.
area-lead-equal =
    .a = In this area your { unit } scored { $score }, the same as the median, and ranked { $rank } of { $n }.
    .b = The area score is { $score }, level with the group median: ranked { $rank } of { $n }.
area-lead-missing = Your { unit } did not give enough answers, by weight, to work out a score. The indicators that have a value are shown below.
area-detail-parts =
    .a = The highest score is that of “{ $best }” ({ $high }), the lowest that of “{ $worst }” ({ $low }).
    .b = The scores within the area run from { $low } (“{ $worst }”) to { $high } (“{ $best }”).
    .c = “{ $best }” is highest ({ $high }), “{ $worst }” lowest ({ $low }).
area-detail-strength =
    .a = The indicator furthest ahead of the median is “{ $name }”: { $own }, median { $median }.
    .b = “{ $name }” stands highest against the group ({ $own } against a median of { $median }).
    .c = “{ $name }” is the strongest indicator: { $own }, with a median of { $median }.
area-detail-gap =
    .a = “{ $name }” is furthest behind the median: { $own }, median { $median }.
    .b = The largest gap to the median is in “{ $name }” ({ $own } against { $median }).
    .c = “{ $name }” is the least favourable: { $own }, against a median of { $median }.
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
chart-row-alt = { $name }: your { unit } { $own }, median { $median }, best { $best }, rank { $rank }.
chart-row-alt-missing = { $name }: no score for your { unit }, median { $median }, best { $best }.
label-best = best score
label-rank = rank
axis-unit = points
indicators-caption = Values in the units of the indicators. In the last column the line runs from the least to the most favourable value in the group; box: middle half, bar: median, diamond: your { unit }.
column-indicator = Indicator
column-in-group = Position in the group
note-missing = “Missing”: your { unit } gave no answer, so it has no rank.
note-yes-no = Questions answered by yes or no have no median and no rank; the last column says how many answer “yes”.
note-direction = Less is better: { $names }.
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
gains-title = By how many points the area score would rise if the indicator reached its goal
gains-caption = The goal is the next step within the group; the table below the chart names it.
gains-alt = Bar chart of the possible gain in the area score, in points. { $bars }
gains-bar-alt = { $name }: { $gain }.
passage-rise = Largest rise
passage-fall = Largest fall
passage-strongest = Strongest point
passage-weakest = Largest gap
passage-closest = Smallest gap
passage-below = Below the median
passage-reserve = Most to gain
passage-keep = What to keep
passage-small = The next step
missing-heading = Questions without an answer
missing-text = Still to be answered: { $names }. The first step is to give these answers before the next edition of the study.
rise-text =
    .a = “{ $name }”: { $change } more than in the { $edition } edition, now { $score }.
    .b = The score in the { $part ->
        [subarea] sub-area
       *[indicator] indicator
    } “{ $name }” has risen from { $before } to { $score }, that is by { $change }.
    .c = “{ $name }” is up by { $change } on the { $edition } edition and now has { $score }.
rise-text-comparable =
    .a = “{ $name }”: { $change } more than in the { $edition } edition in comparable indicators.
    .b = In comparable indicators the score of “{ $name }” has risen from { $before } to { $score }, by { $change }.
    .c = { $part ->
        [subarea] The sub-area
       *[indicator] The indicator
    } “{ $name }” has gained { $change } since the { $edition } edition, counting only comparable indicators.
rise-crossed =
    .a = It is now above the median; the score of the earlier edition was below it.
    .b = The earlier score would be below the median today; the present one is above it.
    .c = In the earlier edition the score was lower than today’s median; now it is higher.
fall-text =
    .a = “{ $name }”: { $change } less than in the { $edition } edition, now { $score }.
    .b = The score in the { $part ->
        [subarea] sub-area
       *[indicator] indicator
    } “{ $name }” has fallen from { $before } to { $score }, that is by { $change }.
    .c = “{ $name }” is down by { $change } on the { $edition } edition and now has { $score }.
fall-text-comparable =
    .a = “{ $name }”: { $change } less than in the { $edition } edition in comparable indicators.
    .b = In comparable indicators the score of “{ $name }” has fallen from { $before } to { $score }, by { $change }.
    .c = { $part ->
        [subarea] The sub-area
       *[indicator] The indicator
    } “{ $name }” has lost { $change } since the { $edition } edition, counting only comparable indicators.
fall-still-above =
    .a = Despite the fall, the { $part ->
        [subarea] sub-area
       *[indicator] indicator
    } is above the median.
    .b = After the fall, the score is higher than the group median.
outstanding-text =
    .a = In “{ $name }” your { unit } ranks { $rank } of { $n }: it has { $own } and the median is { $median }.
    .b = In the indicator “{ $name }” your { unit.possessive } value is { $own }, against a median of { $median }: ranked { $rank } of { $n }.
    .c = The median of “{ $name }” is { $median }; your { unit } has { $own } and ranks { $rank } of { $n }.
    .d = Your { unit } ranks { $rank } of { $n } in “{ $name }”, with { $own } against a median of { $median }.
reserve-text =
    .a = “{ $name }”: a rise from { $own } to { $goal } would raise the area score by { $gain }.
    .b = The area score would rise by { $gain } if the indicator “{ $name }” rose from { $own } to { $goal }.
    .c = With { $goal } instead of { $own } in “{ $name }”, the area would gain { $gain }.
reserve-text-less =
    .a = “{ $name }”: a fall from { $own } to { $goal } would raise the area score by { $gain }.
    .b = The area score would rise by { $gain } if the indicator “{ $name }” fell from { $own } to { $goal }.
    .c = With { $goal } instead of { $own } in “{ $name }”, the area would gain { $gain }.
reserve-text-yes =
    .a = “{ $name }”: changing the answer from { $own } to { $goal } would raise the area score by { $gain }.
    .b = The area score would rise by { $gain } if your { unit } could answer { $goal } instead of { $own } to “{ $name }”.
    .c = Answering { $goal } instead of { $own } to “{ $name }” is worth { $gain } to the area.
reserve-rank =
    .a = The rank in the area would change from { $before } to { $after } with the results of other { units } unchanged.
    .b = With the results of other { units } unchanged, this means rank { $after } in the area instead of { $before }.
    .c = If other { units } keep their results, your { unit } moves from rank { $before } to { $after } in the area.
reserve-rank-same =
    .a = If other { units } keep their results, this is not enough to change the rank in the area.
    .b = With the results of other { units } unchanged, the rank in the area would stay the same.
    .c = The rank in the area itself would not change if other { units } kept their results.
small-numbers = With numbers this small, a single case clearly changes the result.
keep-small = Reaching the next goal in any one indicator of this area would raise its score by less than { $step }.
keep-small-far = In “{ $name }” the best values lie far from most of the group, and they set the end of the scale.
keep-text = All answered indicators are at the benchmark. It is worth describing what is behind this and repeating the measurement.
reserves-caption = What reaching the goal would give, with the results of other { units } unchanged. Gains in points.
column-today = Now
column-goal = Goal
column-goal-is = The goal is
column-gain-area = Gain in area
column-gain-total = Overall gain
column-rank-area = Rank in area
goal-growth = progress of the best quarter
goal-half-median = halfway to the median
goal-median = median
goal-q3 = top quarter threshold
goal-tenth = top tenth threshold
goal-half-benchmark = halfway to the benchmark
goal-benchmark = benchmark
goal-half-median-rounded = about halfway to the median
goal-median-rounded = about the median
goal-q3-rounded = about the top quarter threshold
goal-tenth-rounded = about the top tenth threshold
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
    .a = To “{ $name }” your { unit } answers { $own }; answer “yes” in the group: { $yes } of { $n }.
    .b = “{ $name }”: your { unit } answers { $own }, and “yes” is the answer of { $yes } of { $n } in the group.
passage-pattern = Unusual pattern
passage-exception = Exception in a sub-area
contrast-low =
    .a = Here your { unit } ranks { $rank } of { $n }, but { $before } in “{ $other }”. A question for the meeting: what from that area can be used here?
    .b = “{ $other }” ranks { $before }, this area { $rank } of { $n }. It is worth checking where that advantage ends.
    .c = In “{ $other }” your { unit } ranks { $before }, here { $rank } of { $n }. { -unit.kind ->
        [cluster] The team and the members may know more about this pattern.
       *[other] It is worth finding out what is behind this pattern.
    }
contrast-high =
    .a = Here your { unit } ranks { $rank } of { $n }, although it ranks { $before } in “{ $other }”. It is worth describing how your { unit } gets there.
    .b = “{ $other }” ranks { $before }, this area { $rank } of { $n }. Other { units } may find this pattern interesting.
    .c = In “{ $other }” your { unit } ranks { $before }, here { $rank } of { $n }. This is a good topic for the exchange of practices.
split =
    .a = Within one area your { unit } is both high and low: “{ $best }” ranks { $high }, “{ $worst }” ranks { $low }. The score of the whole area does not show this.
    .b = The area score hides large differences: rank { $high } in the sub-area “{ $best }” and rank { $low } in “{ $worst }”.
    .c = The sub-area “{ $best }” is above the middle half of the group (rank { $high }), and “{ $worst }” is below it (rank { $low }).
exception-low =
    .a = “{ $part }” ranks { $rank } in the group, but the indicator “{ $name }” is less favourable than the middle half: { $own }, against a median of { $median }.
    .b = Within the sub-area “{ $part }” (rank { $rank }), the indicator “{ $name }” stands apart: { $own }, while the median is { $median }.
    .c = In the sub-area “{ $part }” your { unit } ranks { $rank }, but in “{ $name }” it has { $own } against a median of { $median }.
exception-high =
    .a = The sub-area “{ $part }” ranks { $rank } in the group, but the indicator “{ $name }” is more favourable than the middle half: { $own }, against a median of { $median }.
    .b = In the sub-area “{ $part }” (rank { $rank }), the indicator “{ $name }” stands out: { $own }, while the median is { $median }.
    .c = Although your { unit } ranks { $rank } in the sub-area “{ $part }”, it has { $own } in “{ $name }”, against a median of { $median }.
rule-contrast-low = area below the median, an earlier area above the middle half; ranks differ by at least 40% of the group
rule-contrast-high = area above the middle half, an earlier area below it; ranks differ by at least 40% of the group
rule-split = the area has a sub-area above and a sub-area below the middle half of the group
rule-exception-low = sub-area above the middle half of the group, one of its indicators below it
rule-exception-high = sub-area below the middle half of the group, one of its indicators above it
passage-also-strong = Also high
passage-also-weak = Also below the median
less-is-better = Here, less is better.
indicators-caption-chosen = The indicators of the area that matter most; all of them are in the attached workbook. In the last column the line runs from the least to the most favourable value in the group; box: middle half, bar: median, diamond: your { unit }.
