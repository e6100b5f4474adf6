## Characteristics

profile = Characteristics of the { unit }
profile-title = Characteristics of your { unit } and of the group
profile-title-above = Clearly more than is usual in the group: { $names }
profile-title-below = Clearly less than is usual in the group: { $names }
profile-title-share-above = A clearly larger share than is usual in the group: { $names }
profile-title-share-below = A clearly smaller share than is usual in the group: { $names }
profile-title-ordinary = Size and make-up typical of the group
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
    .a = { $name }: { $value }; { $same } of { $n }{"\u00A0"}{ units } have the same, your { unit } included.
    .b = { $name }: { $value }; the group has { $same } of { $n } such { units }.
profile-name-unit = { $name } ({ $unit })
profile-size-above =
    .a = { $name }: { $own }, more than in the typical { unit } ({ $median }).
    .b = { $name }: { $own }; the typical { unit } has { $median }.
profile-size-above-far =
    .a = { $name }: { $own }, more than in three quarters of the group (typical { unit }: { $median }).
    .b = { $name }: { $own }, against { $median } in the typical { unit }.
profile-size-below =
    .a = { $name }: { $own }, less than in the typical { unit } ({ $median }).
    .b = { $name }: { $own }; the typical { unit } has { $median }.
profile-size-below-far =
    .a = { $name }: { $own }, less than in three quarters of the group (typical { unit }: { $median }).
    .b = { $name }: { $own }, against { $median } in the typical { unit }.
profile-size-equal = { $name }: { $own }, the same as in the typical { unit }.
profile-beside = { $name } ({ $own }, typically{"\u00A0"}{ $median })
profile-above =
    .a = Clearly more than in the typical { unit }: { $above }.
    .b = High for the group: { $above }.
    .c = More than in three quarters of the group: { $above }.
profile-below =
    .a = Clearly less than in the typical { unit }: { $below }.
    .b = Low for the group: { $below }.
    .c = Less than in three quarters of the group: { $below }.
profile-both =
    .a = Clearly more than in the typical { unit }: { $above }. Clearly less: { $below }.
    .b = High for the group: { $above }; low: { $below }.
    .c = More than is usual in the group: { $above }. Less: { $below }.
profile-mix = { $parts }: { $name } have the largest share ({ $own }), while in the typical { unit } it is { $usual } ({ $median }).
profile-figure-note = median { $median }, middle half of the group from { $q1 } to { $q3 }
shares-title = { $parts }: the { unit } and the median of the group
shares-title-above = { $parts }: { $name } { $gap } percentage points above the typical share
shares-title-below = { $parts }: { $name } { $gap } percentage points below the typical share
shares-caption = Bar: your { unit }, line: median; from 0 to 100%.
shares-alt = Bar chart of shares. { $parts }. { $bars }
shares-bar-alt = { $name }: { unit } { $own }.
shares-bar-alt-median = { $name }: { unit } { $own }, { $median }.
shares-median = median { $median }
marks-caption = Basic facts. Last column: how many { units } have the same characteristic, your { unit } included.
marks-note = The sign “{ $dash }” means that no other { unit } gave the same, or too few answered.
column-same = How many { units }
same-of = { $same } of { $n }
profile-caption = Numbers and shares beside the group. Last column: from the lowest to the highest value; characteristics describe and do not judge.
profile-shares = Shares, { $unit }
column-trait = Characteristic
profile-note-missing = “Missing” means that your { unit } gave no data.
profile-note-withheld = The sign “{ $dash }” means that too few { units } gave data to show the figures of the group.
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
