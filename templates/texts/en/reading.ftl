## How to read

reading = How to read this report
reading-title = Signs, terms and contents
reading-lead = The report shows the results of one { unit } against all participants in the study. It is a starting point for discussion, not a judgement on { -unit.kind ->
    [cluster] the team’s
   *[other] anybody’s
} work.
reading-chart-title = One row of the score chart
reading-chart-caption = Example: the overall score of your { unit } against the group. Other signs are explained below each chart and above each table.
reading-alt = Key to the signs. A dot is another { unit }, the diamond is your { unit }, the line is the median and the light band is the middle half of the scores. In the example: your { unit } { $own }, median { $median }, middle half from { $q1 } to { $q3 } points.
reading-alt-many = Key to the signs. A dot is one hundredth of the other { units }, the diamond is your { unit }, the line is the median and the light band is the middle half of the scores. In the example: your { unit } { $own }, median { $median }, middle half from { $q1 } to { $q3 } points.
reading-peer = another { unit }
reading-peer-many = one hundredth of the other { units }
reading-half = middle half of the group
reading-signs = Terms
define-points = Points
define-points-minmax = Each indicator is converted to a scale from { $low } to { $high }: { $low } is the weakest and { $high } the best value in the group.
define-points-goalposts = Each indicator is converted to a scale from { $low } to { $high } between fixed thresholds.
define-points-zscore = Each indicator is converted so that the group has a mean of { $low } and a standard deviation of { $high }.
define-points-percentile = Each indicator is converted to a scale from { $low } to { $high } by position in the group.
define-points-none = Scores are given on the scale on which they were supplied for the report.
define-median = Median
define-median-text = The score of the typical { unit }: half of the { units } have a higher one, half a lower one.
define-half = Middle half
define-half-text = { Units } with scores in the middle, between the 1st and the 3rd quartile: without the weakest and the best quarter.
define-rank = Rank
define-rank-text = The order by the unrounded scores of the { units } that have a score.
define-missing = Missing
define-missing-text = Your { unit } gave no answer. Missing is not zero and gives no rank.
define-whatif = Possible gain
define-whatif-text = By how much the score would rise on reaching the goal, if the results of other { units } stayed the same.
reading-contents = Contents
