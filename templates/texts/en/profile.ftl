## Characteristics

profile = Characteristics of the { unit }
profile-title = Characteristics of the { unit } and of the group
profile-title-above = Above the middle half of the group: { $names }
profile-title-below = Below the middle half of the group: { $names }
profile-title-share-above = A share above the middle half of the group: { $names }
profile-title-share-below = A share below the middle half of the group: { $names }
profile-title-ordinary = All numbers within the middle half of the group
profile-title-close = No number is far from the group
profile-reader =
    .a = { -unit.kind ->
        [cluster] { $coordinator } coordinates the { unit } { $name }.
       *[other] { $coordinator } heads the { unit }.
    }
    .b = { -unit.kind ->
        [cluster] The { unit } { $name } is coordinated by { $coordinator }.
       *[other] The { unit } is headed by { $coordinator }.
    }
profile-reader-term = { Reader }
profile-part = { $name }: { $text }
profile-introduction = { $parts }.
profile-group =
    .a = { $name }: { $value }, as in { $same } of { $n }{"\u00A0"}{ units }, your { unit } included.
    .b = { $name }: { $value }; the group has { $same } of { $n } such { units }.
profile-name-unit = { $name } ({ $unit })
profile-size-above =
    .a = { $name }: { $own }, which is { $gap } more than the median of the group.
    .b = { $name }: { $own }, that is { $gap } above the median of the group.
profile-size-above-far =
    .a = { $name }: { $own }, which is above the middle half of the group (median { $median }).
    .b = { $name }: { $own }, against a median of { $median } in the group.
profile-size-below =
    .a = { $name }: { $own }, which is { $gap } less than the median of the group.
    .b = { $name }: { $own }, that is { $gap } below the median of the group.
profile-size-below-far =
    .a = { $name }: { $own }, which is below the middle half of the group (median { $median }).
    .b = { $name }: { $own }, against a median of { $median } in the group.
profile-size-equal = { $name }: { $own }, the same as the median of the group.
profile-beside = { $name } ({ $own }, median{"\u00A0"}{ $median })
profile-above =
    .a = Clearly above the median: { $above }.
    .b = Above the middle half of the group: { $above }.
    .c = Well above the median: { $above }.
profile-below =
    .a = Clearly below the median: { $below }.
    .b = Below the middle half of the group: { $below }.
    .c = Well below the median: { $below }.
profile-both =
    .a = Clearly above the median: { $above }. Clearly below it: { $below }.
    .b = The { unit } differs from the group in both directions. Above its middle half: { $above }; below it: { $below }.
    .c = More than is usual in the group: { $above }. Less: { $below }.
profile-mix = { $parts }: { $name } have the largest share ({ $own }), in the group usually { $usual } (median{"\u00A0"}{ $median }).
profile-figure-note = median { $median }, middle half of the group from { $q1 } to { $q3 }
shares-title = { $parts }: the { unit } and the median of the group
shares-title-above = { $parts }: { $name } { $gap } percentage points above the median
shares-title-below = { $parts }: { $name } { $gap } percentage points below the median
shares-caption = Bar: your { unit }, line: median; from 0 to 100%.
shares-alt = Bar chart of shares. { $parts }. { $bars }
shares-bar-alt = { $name }: { unit } { $own }.
shares-bar-alt-median = { $name }: { unit } { $own }, { $median }.
shares-median = median { $median }
marks-caption = Characteristics of the { unit }, and how many { units } share each of them, your { unit } included.
marks-note = The sign “{ $dash }”: no other { unit } gave the same, or too few answered.
column-same = { Units } like this
same-of = { $same } of { $n }
profile-caption = Numbers and shares beside the group. Last column: from the lowest to the highest value; characteristics describe and do not judge.
profile-shares = Shares, { $unit }
column-trait = Characteristic
profile-note-missing = “Missing”: the { unit } gave no data.
profile-note-withheld = The sign “{ $dash }”: too few { units } gave data to show the figures of the group.
profile-note-benchmark-max = The benchmark is the most favourable value in the group; “{ $dash }” stands where more is neither better nor worse.
profile-note-benchmark-top3-mean = The benchmark is the mean of the three most favourable values; “{ $dash }” stands where more is neither better nor worse.
profile-note-few = { $name }: { $own }, so that a single one makes up { $points } percentage points of a share.

## Annex: the rules of this chapter

rule-profile-title = too few numbers to compare, or names too long
rule-profile-title-above = numbers clearly above the middle half, farthest from the median in measures of spread
rule-profile-title-below = numbers clearly below the middle half, farthest from the median in measures of spread
rule-profile-title-share-above = shares clearly above the middle half, farthest from the median in measures of spread
rule-profile-title-share-below = shares clearly below the middle half, farthest from the median in measures of spread
rule-profile-title-ordinary = all numbers between the first and the third quartile
rule-profile-title-close = no number clearly outside the middle half of the group
rule-profile-reader = the name of the { reader } is given
rule-profile-introduction = short descriptions that no other { unit } gave
rule-profile-group = comparison group with at most a quarter of the { units }
rule-profile-size-above = first number above the median
rule-profile-size-above-far = first number clearly above the third quartile
rule-profile-size-below = first number below the median
rule-profile-size-below-far = first number clearly below the first quartile
rule-profile-size-equal = first number equal to the median
rule-profile-above = above the third quartile, shares by at least 10 percentage points, numbers by a quarter of the median
rule-profile-below = below the first quartile, shares by at least 10 percentage points, numbers by a quarter of the median
rule-profile-both = characteristics clearly above the third and clearly below the first quartile
rule-profile-mix = largest part of a whole other than the part with the highest median
