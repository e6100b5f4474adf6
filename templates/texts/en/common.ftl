# The words of the report in English. One message is one whole sentence, title or label.
# Names of areas come lower-cased inside sentences. Numbers come ready ("12.5", "6.8 points");
# whole numbers that decide the form of a word choose a variant: [one] 1, *[other] the rest.
# A rank is a bare number: "ranked 2 of 40" holds for every number, "2nd of 40" would not.
# A message with variants .a, .b, .c has several wordings of the same; a report takes one of them.

## Numbers and small words

points = { $points } points
points-less = less than { $points } points
rank = { $rank }
ordinal = { $form ->
    [one] { $rank }st
    [two] { $rank }nd
    [few] { $rank }rd
   *[other] { $rank }th
}
percent = { $value }%
yes = yes
no = no
divided = yes/no
yes-of = yes: { $yes } of { $n }
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

band-missing = your { unit } gave no answer
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
score-band-missing = no score for your { unit }
score-band-constant = the same score in the whole group
score-band-highest = the highest score in the group
score-band-above = above the middle half of the group
score-band-upper = in the middle half of the group, above the median
score-band-median = equal to the median
score-band-lower = in the middle half of the group, below the median
score-band-below = below the middle half of the group

## File and pages

report-title = Dedicated report { $edition }: { $name }
report-subject = Results of the { unit } against the group ({ $units }), { $edition } edition
report-subject-fictional = Results of the { unit } against the group ({ $units }), { $edition } edition; sample data
keyword-cluster = { unit }
keyword-benchmarking = benchmarking
keyword-report = dedicated report
footer = { $study } · { $edition } edition · confidential, for { -unit.kind ->
    [cluster] the { unit } coordinator
   *[other] the { reader } of the { unit }
}
footer-fictional = { $study } · { $edition } edition · confidential, for { -unit.kind ->
    [cluster] the { unit } coordinator
   *[other] the { reader } of the { unit }
} · sample data
kicker = { $number }. { $name }
area-chapter = Area: { $area }
table-label = Table { $number }.
chart-label = Chart { $number }.
edition-label = { $edition } edition

## Cover

cover-bookmark = Cover
cover-kind = Dedicated report
cover-fictional = Sample data: the { units } and results in this report are fictional.
cover-confidential = Confidential: this report is meant for the { reader } of the { unit } it is about.
