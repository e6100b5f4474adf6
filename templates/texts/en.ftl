# The words of the report in English. One message is one whole sentence, title or label.
# Names of areas come lower-cased inside sentences. Numbers come ready ("12.5", "6.8 points");
# whole numbers that decide the form of a word choose a variant: [one] 1, *[other] the rest.
# A rank is a bare number: "ranked 2 of 40" holds for every number, "2nd of 40" would not.
# A message with variants .a, .b, .c has several wordings of the same; a report takes one of them.

## Numbers and small words

points = { $points } points
rank = { $rank }
percent = { $value }%
yes = yes
no = no
divided = yes/no
missing = missing
dash = –
date = { $date }
months = { $n } { $n ->
    [one] month
   *[other] months
}
indicator-with-unit = { $name }, { $unit }
quoted = “{ $name }”
indicators-count = { $n } { $n ->
    [one] indicator
   *[other] indicators
}

## Position in the group (a drawing for the eye, these words for a screen reader)

band-missing = your cluster gave no answer
band-constant = the same value in the whole group
band-highest = the highest value in the group
band-above = above the middle half of the group
band-upper = in the middle half of the group, above the median
band-median = equal to the median
band-lower = in the middle half of the group, below the median
band-below = below the middle half of the group
band-less-highest = the lowest, and so the most favourable, value in the group
band-less-above = more favourable than the middle half of the group
band-less-upper = in the middle half of the group, more favourable than the median
band-less-median = equal to the median
band-less-lower = in the middle half of the group, less favourable than the median
band-less-below = less favourable than the middle half of the group
score-band-missing = no score for your cluster
score-band-constant = the same score in the whole group
score-band-highest = the highest score in the group
score-band-above = above the middle half of the group
score-band-upper = in the middle half of the group, above the median
score-band-median = equal to the median
score-band-lower = in the middle half of the group, below the median
score-band-below = below the middle half of the group

## File and pages

report-title = Dedicated report { $edition }: { $name }
report-subject = Results of the cluster against the group ({ $units }), { $edition } edition
report-subject-fictional = Results of the cluster against the group ({ $units }), { $edition } edition; sample data
keyword-cluster = cluster
keyword-benchmarking = benchmarking
keyword-report = dedicated report
footer = { $study } · { $edition } edition · confidential, for the cluster coordinator
footer-fictional = { $study } · { $edition } edition · confidential, for the cluster coordinator · sample data
kicker = { $number }. { $name }
area-chapter = Area: { $area }
table-label = Table { $number }.
chart-label = Chart { $number }.
edition-label = { $edition } edition

## Cover

cover-bookmark = Cover
cover-kind = Dedicated report
cover-score-hundred = overall score out of 100 points, one of { $n } clusters in the study
cover-score = overall score, one of { $n } clusters in the study
cover-no-score = no overall score: too few answers
cover-fictional = Sample data: the clusters and results in this report are fictional.

## 1. Summary

summary = Summary
headline-leader = First of { $units }, { $margin } ahead of the second
headline-leader-close = First of { $units } with a narrow lead: { $margin }
headline-leader-tied = First of { $units }, tied with another cluster
headline-near-leader = Ranked { $rank } of { $units }, a narrow gap to the leader: { $gap }
headline-risen = Ranked { $rank } of { $units }, up { $moved } { $moved ->
    [one] place
   *[other] places
} since the { $edition } edition
headline-same = Ranked { $rank } of { $units }, the same rank as in the { $edition } edition
headline-fallen = Ranked { $rank } of { $units }, compared with rank { $before } in the { $edition } edition
headline-first-time = Ranked { $rank } of { $units }, taking part for the first time
headline-plain = Ranked { $rank } of { $units }
headline-last-quarter = Closest to the median: { $area }. Overall score { $gap } below it
headline-last-quarter-above = Above the median: { $area }. Overall score { $gap } below it
headline-no-difference = Overall score { $score }, with no differences in the group
headline-no-score = No overall score: too many answers are missing from your cluster’s data

lead-above =
    .a = Your cluster scored { $score }, { $gap } above the group median.
    .b = The overall score is { $score }, { $gap } above the group median.
    .c = Your cluster’s score of { $score } is { $gap } higher than the group median.
lead-below =
    .a = Your cluster scored { $score }, { $gap } below the group median.
    .b = The overall score is { $score }, { $gap } below the group median.
    .c = Your cluster’s score of { $score } is { $gap } lower than the group median.
lead-equal =
    .a = Your cluster scored { $score }, the same as the group median.
    .b = The overall score is { $score }: exactly the group median.
lead-no-score = The missing answers together carry too much weight. The report therefore shows only the areas for which there is enough data.

trend-risen =
    .a = Since the { $edition } edition the score has risen by { $change }.
    .b = The score is { $change } higher than in the { $edition } edition.
    .c = Compared with the { $edition } edition, the score is up by { $change }.
trend-risen-far =
    .a = Since the { $edition } edition the score has risen by { $change } and the rank has moved from { $before } to { $rank }.
    .b = In the { $edition } edition your cluster ranked { $before } of { $n }; since then the score has risen by { $change }.
trend-fallen =
    .a = Since the { $edition } edition the score has fallen by { $change }.
    .b = The score is { $change } lower than in the { $edition } edition.
    .c = Compared with the { $edition } edition, the score is down by { $change }.
trend-same =
    .a = The score is the same as in the { $edition } edition.
    .b = In the { $edition } edition the score was the same.
trend-first-time = Your cluster is taking part for the first time, so the report shows no changes over time.
trend-not-comparable = Results of earlier editions cannot be compared with this one, so the report shows no changes over time.

areas-top-all = Your cluster is in the top three in every area.
areas-top = In the top three: { $areas }.
areas-top-and-high = In the top three: { $areas }. Also high: { $high } (rank { $rank }).
area-strongest = Strongest area against the group: { $area }.
area-nearest = Area closest to the median: { $area }.
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
kpi-no-rank-note = no rank without an overall score
kpi-change = Change since { $edition }
kpi-change-note = then { $score } points, ranked { $rank } of { $n }
kpi-change-note-no-rank = then { $score } points
kpi-leader = Lead over the second
kpi-leader-gap = Gap to first place
kpi-median-gap = Gap to the median
kpi-median-note = group median: { $median } points
kpi-leader-note = leader’s score: { $score } points
kpi-second-note = second-highest score: { $score } points
kpi-above = Above the median
kpi-above-of = of { $n } areas
kpi-above-none-below = none is below it
kpi-above-one-below = not above: { $area }
kpi-above-many-below = the other { $n }: lower or equal
kpi-above-none-above = all are lower or equal

summary-table-caption = Scores in points ({ $low }–{ $high }). Dot: another cluster; diamond: your cluster; line: median; light band: middle half of the group.
column-area = Area
column-distribution = Distribution of scores ({ $units })
column-own = Your cluster
column-median = Median
column-rank = Rank
column-change = Since { $edition }
label-median = median
label-own = your cluster
label-own-missing = no score for your cluster
ties-shared-note = Clusters with the same score share a rank. Rank shared with another cluster: { $names }.

strengths = Strengths
strengths-relative = Strongest within your own profile
weaknesses = Largest gaps
weaknesses-leader = Smallest leads
weaknesses-mixed = Gaps and smallest leads
first-actions = First actions
item-evidence = { $own }; median { $median }; rank { $rank }
item-evidence-tied = { $own }; median { $median }; rank { $rank }, tied
item-action = { $indicator }: now { $own }, goal { $goal }
item-action-keep = { $indicator }: now { $own }, keep it there
item-action-answer = { $indicator }: give the missing answer
no-strengths = No indicator stands out in the group
no-weaknesses = No indicator lags behind the group

## 2. How to read

reading = How to read this report
reading-title = How to read this report and what is in it
reading-lead = The report shows the results of one cluster against all participants in the study. It is a starting point for discussion, not a judgement on the team’s work.
reading-chart-title = What one row of the score chart looks like
reading-chart-caption = Example: the overall score of your cluster against the group. All charts and tables use the same signs.
reading-alt = Key to the signs. A dot is another cluster, the diamond is your cluster, the line is the median and the light band is the middle half of the scores. In the example: your cluster { $own }, median { $median }, middle half from { $q1 } to { $q3 } points.
reading-peer = another cluster
reading-half = middle half of the group
reading-signs = Terms
define-points = Points
define-points-minmax = Each indicator is converted to a scale from { $low } to { $high }: { $low } is the weakest and { $high } the best value in the group.
define-points-goalposts = Each indicator is converted to a scale from { $low } to { $high } between fixed thresholds.
define-points-zscore = Each indicator is converted so that the group has a mean of { $low } and a standard deviation of { $high }.
define-points-percentile = Each indicator is converted to a scale from { $low } to { $high } by position in the group.
define-points-none = Scores are given on the scale on which they were supplied for the report.
define-median = Median
define-median-text = Half of the clusters score higher, half score lower.
define-half = Middle half
define-half-text = Clusters between the first and the third quartile: without the lowest and the highest quarter.
define-rank = Rank
define-rank-text = Worked out from the unrounded scores of the clusters that have a score.
define-missing = Missing
define-missing-text = Your cluster gave no answer. Missing is not zero and has no rank.
define-whatif = “What if”
define-whatif-text = We work out a possible gain with the results of other clusters unchanged.
reading-contents = Contents

## 3. Position

position = Position in the group
position-title-leader = The highest overall score in the group
position-title-above = Overall score above the middle half
position-title-upper = Overall score in the middle half, above the median
position-title-median = Overall score equal to the group median
position-title-lower = Overall score in the middle half, below the median
position-title-below = Overall score below the middle half
position-title-missing = Position in the areas, without an overall score
position-lead-leader = The lead over the second cluster is { $margin }, and over the median { $gap }.
position-lead-leader-tied = At least one other cluster shares first place. The lead over the median is { $gap }.
position-lead-above = The gap to the leader is { $leader }, the lead over the median { $gap }.
position-lead-below = The median is { $gap } away. The third quartile, where the top quarter of the group begins, is { $quartile } away.
position-lead-equal = The score is equal to the median. The gap to the leader is { $leader }.
position-lead-missing = Your cluster has no overall score, so the table shows only the areas with a score.
areas-above-all = All areas are above the median.
areas-above-some = Above the median: { $areas }.
areas-above-none = No area is above the median. Closest to it: { $area }.
position-table-caption = Your cluster’s score and the group’s scores in points. The middle half of the clusters lies between the quartiles.
column-q1 = 1st quartile
column-q3 = 3rd quartile
column-best = Best
column-benchmark = Benchmark
column-gap-median = Against median
column-gap-benchmark = Against benchmark
column-n = Out of
benchmark-note-max = The benchmark is the highest score in the group.
benchmark-note-top3-mean = The benchmark is the mean of the three highest scores in the group.
history-heading = Change since earlier editions
history-caption = Scores in points and ranks in successive editions. Only what can be compared is shown.
column-past-score = Score { $edition }
column-past-rank = Rank { $edition }
column-now-score = Score { $edition }
column-now-rank = Rank { $edition }
history-note = Earlier scores are on the { $edition } scale, from comparable indicators only. Number of participants: { $participants }.
history-participants = { $edition }: { $n }
rank-chart-title = Overall rank in successive editions
rank-chart-caption = Higher is better. Below: number of participants.
rank-chart-alt = Line chart of the overall rank. { $points }
rank-chart-point = { $edition } edition: ranked { $rank } of { $n }.
rank-chart-point-missing = { $edition } edition: your cluster did not take part.
rank-chart-n = of { $n }
history-findings = What has changed
history-first-time = Your cluster is taking part for the first time, so there are no changes over time here. The results of this edition will be the baseline for the next one.
history-not-comparable = The indicators of earlier editions have changed so much that the results cannot be compared.
change-largest-rise =
    .a = The area “{ $area }” has risen most: by { $change }, to { $score }.
    .b = Largest rise: “{ $area }”, by { $change }, to { $score }.
change-largest-fall =
    .a = The area “{ $area }” has fallen most: by { $change }, to { $score }.
    .b = Largest fall: “{ $area }”, by { $change }, to { $score }.
change-no-fall = None of the areas that can be compared has a lower score than in the { $edition } edition.
change-no-rise = None of the areas that can be compared has a higher score than in the { $edition } edition.
rank-risen = The rank has improved from { $before } of { $n } to { $rank } of { $now }.
rank-fallen = The rank has changed from { $before } of { $n } to { $rank } of { $now }.
rank-same = Your cluster has kept rank { $rank }; the number of participants was { $n } then and is { $now } now.

## 4. Areas: results

area-title-leader =
    .a = The highest score in the group, largest lead: { $best }
    .b = First place in the group, with the largest lead in: { $best }
area-title-leader-short =
    .a = The highest score in the group in this area
area-title-all-above =
    .a = All sub-areas above the median, furthest ahead: { $best }
    .b = Above the median in every sub-area, most of all in: { $best }
    .c = Strong point: { $best }; no sub-area below the median
area-title-all-above-short =
    .a = All sub-areas above the median
area-title-none-above =
    .a = Closest to the median: { $best }
    .b = Smallest gap to the median: { $best }
area-title-mixed =
    .a = { $Best } above the median, { $worst } below
    .b = Strong point: { $best }. Largest gap: { $worst }
    .c = Furthest ahead: { $best }. Furthest behind: { $worst }
area-title-mixed-short =
    .a = Above the median: { $best }
    .b = Largest lead over the median: { $best }
area-title-missing = Too few answers to work out a score for this area

area-lead-above =
    .a = In this area your cluster scored { $score }, { $gap } above the median, and ranked { $rank } of { $n }.
    .b = The area score is { $score }: ranked { $rank } of { $n }, { $gap } above the median.
    .c = Ranked { $rank } of { $n } with { $score }, { $gap } above the group median.
area-lead-below =
    .a = In this area your cluster scored { $score }, { $gap } below the median, and ranked { $rank } of { $n }.
    .b = The area score is { $score }: ranked { $rank } of { $n }, { $gap } below the median.
    .c = Ranked { $rank } of { $n } with { $score }, { $gap } below the group median.
area-lead-equal =
    .a = In this area your cluster scored { $score }, the same as the median, and ranked { $rank } of { $n }.
    .b = The area score is { $score }, level with the group median: ranked { $rank } of { $n }.
area-lead-missing = Your cluster did not give enough answers, by weight, to work out a score. The indicators that have a value are shown below.
area-detail-parts =
    .a = The highest score is that of “{ $best }” ({ $high }), the lowest that of “{ $worst }” ({ $low }).
    .b = The scores within the area run from { $low } (“{ $worst }”) to { $high } (“{ $best }”).
    .c = “{ $best }” is highest ({ $high }), “{ $worst }” lowest ({ $low }).
area-detail-strength =
    .a = The indicator furthest ahead of the median is “{ $name }”: { $own }, median { $median }.
    .b = “{ $name }” stands highest against the group ({ $own } against a median of { $median }).
    .c = “{ $name }” is the strongest indicator: { $own }, with a median of { $median }.
area-detail-gap =
    .a = The largest gap to the median is in “{ $name }”: { $own }, median { $median }.
    .b = “{ $name }” is furthest behind the median ({ $own } against { $median }).
    .c = “{ $name }” has the largest gap: { $own }, with a median of { $median }.
chart-subareas-title = Sub-areas: your cluster’s scores against the group
chart-areas-title = Areas: your cluster’s scores against the group
chart-areas-alt = Chart of the areas in points, scale from { $low } to { $high }. { $rows }
chart-indicators-title = Indicators: your cluster’s scores against the group
chart-subareas-caption = Signs as in table 1; ring: best score, dashed line: score below the median.
chart-subareas-alt = Chart of the sub-areas in points, scale from { $low } to { $high }. { $rows }
chart-row-alt = { $name }: your cluster { $own }, median { $median }, best { $best }, rank { $rank }.
chart-row-alt-missing = { $name }: no score for your cluster, median { $median }, best { $best }.
label-best = best score
label-rank = rank
axis-unit = points
indicators-caption = Values in the units of the indicators. Last column: from the least to the most favourable in the group.
column-indicator = Indicator
column-in-group = Position in the group
note-missing = “Missing”: your cluster gave no answer, so it has no rank.
note-direction = Less is better: { $names }.
note-last = Last in the group, alone or tied: { $names }.

## 5. Areas: conclusions

conclusions-heading-trend = What has changed and where there is most to gain
conclusions-heading = Where there is most to gain
conclusions-heading-keep = What has changed and what to keep
conclusions-heading-keep-only = What to keep
slope-title = Sub-areas: scores in the { $before } and { $after } editions, in points
slope-caption = Dashed line: a fall.
slope-alt = Chart of changes between the { $before } and { $after } editions, in points. { $lines }
slope-line-alt = { $name }: { $before } and { $after }.
gains-title = By how many points the area score would rise if the indicator reached its goal
gains-caption = The goal is the median or, above it, the next threshold; see table { $table }.
gains-alt = Bar chart of the possible gain in the area score, in points. { $bars }
gains-bar-alt = { $name }: { $gain }.
passage-rise = Largest rise
passage-fall = Largest fall
passage-strongest = Strongest point
passage-weakest = Largest gap
passage-closest = Smallest gap
passage-reserve = Most to gain
passage-keep = What to keep
missing-heading = Questions without an answer
missing-text = Still to be answered: { $names }. The first step is to give these answers before the next edition of the study.
rise-text =
    .a = “{ $name }”: { $change } more than in the { $edition } edition, now { $score }.
    .b = The score in the sub-area “{ $name }” has risen from { $before } to { $score }, that is by { $change }.
    .c = “{ $name }” is up by { $change } on the { $edition } edition and now has { $score }.
rise-crossed = The sub-area is now above the median; in the earlier edition its score was below it.
fall-text =
    .a = “{ $name }”: { $change } less than in the { $edition } edition, now { $score }.
    .b = The score in the sub-area “{ $name }” has fallen from { $before } to { $score }, that is by { $change }.
    .c = “{ $name }” is down by { $change } on the { $edition } edition and now has { $score }.
fall-still-above = Despite the fall, the sub-area is above the median.
outstanding-text =
    .a = “{ $name }”: { $own }, median { $median }; ranked { $rank } of { $n }.
    .b = In the indicator “{ $name }” your cluster’s value is { $own }, against a median of { $median }: ranked { $rank } of { $n }.
    .c = Ranked { $rank } of { $n } in “{ $name }”: { $own } against a median of { $median }.
reserve-text =
    .a = “{ $name }”. Going up from { $own } to { $goal } would raise the area score by { $gain }.
    .b = “{ $name }”. If the value rose from { $own } to { $goal }, the area would gain { $gain }.
reserve-text-less =
    .a = “{ $name }”. Going down from { $own } to { $goal } would raise the area score by { $gain }.
    .b = “{ $name }”. If the value fell from { $own } to { $goal }, the area would gain { $gain }.
reserve-text-yes =
    .a = “{ $name }”. Changing the answer from “no” to “yes” would raise the area score by { $gain }.
    .b = “{ $name }”. Meeting this condition would give the area { $gain }.
reserve-rank = The rank in the area would change from { $before } to { $after } with the results of other clusters unchanged.
reserve-rank-same = The rank in the area would not change if other clusters kept their results.
small-numbers = With numbers this small, a single case clearly changes the result.
keep-text = All answered indicators are at the benchmark. It is worth describing what is behind this and repeating the measurement.
reserves-caption = What reaching the goal would give, with the results of other clusters unchanged. Gains in points.
column-today = Now
column-goal = Goal
column-goal-is = The goal is
column-gain-area = Gain in area
column-gain-total = Overall gain
column-rank-area = Rank in area
goal-median = median
goal-q3 = top quarter threshold
goal-benchmark = benchmark
rank-change = from { $before } to { $after }
rank-unchanged = no change ({ $after })
area-advice-heading = Recommendations in this area
area-advice-none = The report’s main recommendations include no action in this area. The table shows what can be gained next.
area-advice-item = { $term }; possible gain in the overall score (points): { $gain }.
area-advice-item-keep = { $term }; the action keeps a good result.
area-advice-item-answer = { $term }; the answer will make a score possible.
link-recommendation = Description of action { $number }
before-page = , p.{"\u00A0"}

## 6. Recommendations

recommendations = Recommendations
recommendations-title-improve = { $n ->
    [one] One action that can gain the most
   *[other] { $n } actions that can gain the most
}
recommendations-title-keep = What to keep and where to extend the lead
recommendations-lead = The order is set by the possible gain multiplied by the coordinator’s influence. Gains are worked out for each action separately, with the results of other clusters unchanged.
recommendations-caption = Actions in order: gain times the coordinator’s influence
column-action = Action
column-term = Time
column-owner = Who
column-gain = Gain (points)
goal-keep = keep
goal-answer = answer
card-indicator = Indicator
card-basis = Basis
card-first-step = First step
card-owner = Responsible
card-measure = Measure
card-result = What it gives
card-owner-text = { $owner }; { $term }, { $effort } effort
effort-1 = small
effort-2 = medium
effort-3 = large
basis-improve = value { $own }, group median { $median }; ranked { $rank } of { $n }
basis-keep = value { $own }, group median { $median }; ranked { $rank } of { $n }: a result worth keeping
basis-answer = your cluster gave no answer; group median { $median }
result-improve = on reaching the goal of { $goal }, the overall score would rise by { $gain }, to { $score }; the rank would change from { $before } to { $after }
result-improve-same = on reaching the goal of { $goal }, the overall score would rise by { $gain }, to { $score }; the rank would not change ({ $after })
result-no-rank = on reaching the goal of { $goal }, the area score would rise by { $gain }
result-keep = keeps a result that sets the cluster apart in the group
result-answer = the indicator will count towards the sub-area score in the next edition
recommendations-note = Gains should not be added up: each is worked out separately. Ranks are with the results of other clusters unchanged.

## 7. Annex

annex = Annex
annex-title = All results, the method and the data
annex-scores-heading = Scores
annex-scores-caption = Overall score, areas and sub-areas in points. n is the number of clusters that have a score.
annex-values-heading = Indicator values
annex-values-caption = All indicators in their own units, with your cluster’s score in points
column-node = Score
column-score = Points
column-count = n
annex-method-heading = How the scores were made
method-direction = Indicators in which less is better were reversed before conversion.
method-weights = Results were combined with weights, step by step: indicators into sub-areas, sub-areas into areas, areas into the overall score.
method-arithmetic = The arithmetic mean was used.
method-geometric = The geometric mean was used.
method-harmonic = The harmonic mean was used.
method-mixed = The means used, from the highest level down: { $means }.
mean-arithmetic = arithmetic
mean-geometric = geometric
mean-harmonic = harmonic
method-missing = A score is made when the answers carry at least { $share } of the weight; the weights of those present were rescaled to add up to the whole.
method-ranks = Ranks come from unrounded scores. Differences in the text and tables were calculated from the published, rounded scores.
method-ties-min = Clusters with the same score share the same, better rank (1, 2, 2, 4).
method-ties-max = Clusters with the same score share the same, lower rank (1, 3, 3, 4).
method-ties-average = Clusters with the same score take the average rank (1, 2.5, 2.5, 4).
method-ties-dense = Clusters with the same score share a rank, and the next cluster takes the next one (1, 2, 2, 3).
method-disclosure = Other clusters appear only as unlabelled marks.
annex-rules-heading = Rules that fired
annex-rules-intro = Every sentence about results and every recommendation was made by a rule. These are the rules that fired in this report.
annex-rules-caption = Rules for sentences
annex-advice-caption = Rules of the recommendations chosen for the report and the indicators that fired them
column-rule = Rule
column-meaning = When it applies
column-record = Library record
column-used = In the report
used-yes = action { $number }
rules-others = Rules outside the chosen actions that also fired: { $rules }.
annex-data-heading = Notes on the data
data-answers-all = Your cluster answered all questions ({ $indicators }).
data-answers-missing = No answer ({ $indicators }): { $names }.
data-no-score = Without a score because of missing answers: { $names }.
data-constant = The same value in the whole group, so every cluster gets the middle of the scale here: { $names }.
data-last = Last in the group, alone or tied: { $names }.
data-last-none = Your cluster is not last in any indicator, sub-area or area.
data-period = Period of the data: { $period }.
data-participants = Participants in the study: { $units }.
annex-access-heading = Accessibility and publication details
access-text = The file has tags for screen readers, descriptions of charts and bookmarks. The numbers in the charts also stand in the tables.
access-contact = Please send comments and accessibility requests to: { $email }.
imprint-publisher = Publisher: { $name }.
imprint-authors = Authors: { $names }.
imprint-editor = Editor: { $names }.
imprint-reviewer = Reviewer: { $names }.
imprint-contractors = Contractors: { $names }.
imprint-published = Date of publication: { $date }.

## Rules for sentences (descriptions for the annex)

rule-headline-leader = first place, not tied
rule-headline-leader-close = first place, at most 1 point ahead of the second
rule-headline-leader-tied = first place shared with another cluster
rule-headline-near-leader = ranks 2 to 5, at most 1 point behind the leader
rule-headline-risen = better rank than in the last comparable edition
rule-headline-same = same rank as in the last comparable edition
rule-headline-fallen = lower rank than in the last comparable edition
rule-headline-first-time = taking part for the first time
rule-headline-plain = there is a rank but no comparison over time
rule-headline-last-quarter = rank in the last quarter, no area above the median
rule-headline-last-quarter-above = rank in the last quarter, an area above the median
rule-headline-no-difference = overall score the same in the whole group
rule-headline-no-score = no overall score
rule-lead-above = published overall score above the median
rule-lead-below = published overall score below the median
rule-lead-equal = published overall score equal to the median
rule-lead-no-score = no overall score
rule-trend-risen = higher score than in the last comparable edition
rule-trend-risen-far = score higher by at least 5 points, rank by at least 5 places
rule-trend-fallen = lower score than in the last comparable edition
rule-trend-same = same score as in the last comparable edition
rule-trend-first-time = taking part for the first time
rule-trend-not-comparable = no comparable results of earlier editions
rule-areas-top-all = all areas ranked 1 to 3
rule-areas-top = at least two areas ranked 1 to 3
rule-areas-top-and-high = at least two areas ranked 1 to 3 and another in the first quarter
rule-area-strongest = area with the largest lead over the median
rule-area-nearest = no area above the median: the area closest to it
rule-area-gap = area with the largest gap to the median
rule-area-least = all areas above the median: the smallest lead
rule-strength = indicator high against the group and the cluster’s own profile
rule-weakness = indicator low against the group and the cluster’s own profile, below the benchmark
rule-areas-above-all = all areas above the median
rule-areas-above-some = some areas above the median
rule-areas-above-none = no area above the median
rule-position-lead-leader = first place, not tied
rule-position-lead-leader-tied = first place, shared
rule-position-lead-above = overall score above the median
rule-position-lead-below = overall score below the median
rule-position-lead-equal = overall score equal to the median
rule-position-lead-missing = no overall score
rule-history-first-time = taking part for the first time
rule-history-not-comparable = no comparable results of earlier editions
rule-change-largest-rise = comparable area with the largest rise
rule-change-largest-fall = comparable area with the largest fall
rule-change-no-fall = no comparable area has fallen
rule-change-no-rise = no comparable area has risen
rule-rank-risen = better overall rank than before
rule-rank-fallen = lower overall rank than before
rule-rank-same = same overall rank as before
rule-area-lead-above = published area score above the median
rule-area-lead-below = published area score below the median
rule-area-lead-equal = published area score equal to the median
rule-area-lead-missing = no area score
rule-area-detail-parts = no comparison over time: sub-areas with the highest and the lowest score
rule-area-detail-strength = indicator of the area with the largest lead over the median
rule-area-detail-gap = indicator of the area with the largest gap to the median
rule-rise-text = comparable sub-area with the largest rise
rule-rise-crossed = sub-area below today’s median before, above it now
rule-fall-text = comparable sub-area with the largest fall
rule-fall-still-above = sub-area has fallen but is above the median
rule-strongest-text = indicator of the area with the largest lead over the median
rule-closest-text = indicator below the median and closest to it
rule-weakest-text = indicator of the area with the largest gap to the median
rule-reserve-text = indicator of the area with the largest possible gain
rule-small-numbers = indicator that counts items, value and goal below 5
rule-missing-text = no area score: indicators without an answer
rule-keep-text = all indicators of the area at the benchmark
