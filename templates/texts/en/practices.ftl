## Good practices

practices = Good practices
practices-title = { $n ->
    [one] A practice that can help, and strengths worth showing
   *[other] Practices that can help, and strengths worth showing
}
practices-title-ahead = { $n ->
    [one] A practice to take over, and strengths worth showing
   *[other] Practices to take over, and strengths worth showing
}
practices-title-own = { $n ->
    [one] A practice that can help, and what the { unit } can share
   *[other] Practices that can help, and what the { unit } can share
}
practices-title-own-ahead = { $n ->
    [one] A practice to take over, and what the { unit } can share
   *[other] Practices to take over, and what the { unit } can share
}
practices-title-chosen = { $n ->
    [one] A practice to take over
   *[other] Practices to take over
}
practices-title-strengths = Strengths worth showing to others
practices-title-elsewhere = The practices are with the recommendations
practices-lead-behind = { $n ->
    [one] The practice was chosen for the field without a recommendation that is furthest behind the median: { $behind }.
   *[other] The practices were chosen for the fields without a recommendation that are furthest behind the median: { $behind }.
}
practices-lead-both = The practices were chosen first for fields below the median that no recommendation is for: { $behind }. The others are for fields where the best score is far away: { $rest }.
practices-lead-rest = The practices are for the fields furthest from the best score: { $rest }. All these fields are at least at the median.
practices-why-behind = { $name }: { $result }.
practices-why-rest = { $name }: { $result }; the best score is { $leader } away.
practices-why-indicator = Indicator “{ $name }”: { $own } (typical { unit }: { $median }).
practices-why-indicator-yes = Indicator “{ $name }”: { $own } (“yes” in the group: { $yes } of { $n }).
practices-result-above = { $score }, { $gap } more than in the typical { unit }, { $rank } of { $n }
practices-result-equal = { $score }, the same as in the typical { unit }, { $rank } of { $n }
practices-result-below = { $score }, { $gap } less than in the typical { unit }, { $rank } of { $n }
practices-what = What it is
practices-effect = What it brings
practices-owner-text = { $owner }; { $term }, { $effort } effort
practices-source = Source
practices-source-standards = { -unit.kind ->
    [cluster] cluster management standards
   *[other] management standards
}
practices-source-excellence = European { -unit.kind ->
    [cluster] cluster excellence indicators
   *[other] excellence indicators
}
practices-source-key = { -unit.kind ->
    [cluster] criteria of national key clusters
   *[other] national criteria
}
practices-source-study = prepared by the study's team
practices-seen = { -unit.kind ->
    [cluster] the { unit } { $name }
   *[other] { $name }
} (named with its consent)
practices-seen-similar = { -unit.kind ->
    [cluster] the { unit } { $name }
   *[other] { $name }
} (similar profile, named with its consent)
practices-seen-and-published = { $seen }; { $published }
practices-strengths = What the { unit } can show the others
practices-session-own = The study's collection has a practice of this { unit }: “{ $title }”. With the { unit.possessive } consent, other reports may give its name.
practices-session-ask = Topics for questions at the session where practices are exchanged: { $names }.
practices-caption = The practices of the chapter on good practices: for whom, who and when, how to measure them
column-practice = Practice
column-audience = For whom
column-owner = Who and when
column-measure = Measure
column-strength = Field
column-evidence = Best indicator
strengths-caption = Fields above the median with some of the best ranks of the { unit }. For the session where practices are exchanged, three minutes on one of them are worth preparing: what the problem was, what was done, how the effect can be seen.
strengths-caption-own = Fields with an indicator above the median, or strong relative to the own profile. For the session where practices are exchanged, three minutes on one of them are worth preparing: what the problem was, what was done, how the effect can be seen.
area-practice = Good practice: { $title }
area-practice-detail = Field: { $name }.
link-practice = Description of practice { $number }
rule-practices-title = there are practices and strengths, every field with a practice is below the median
rule-practices-title-ahead = there are practices and strengths, some field with a practice is not below the median
rule-practices-title-own = every field with a practice is below the median; not all that the { unit } can show is above it
rule-practices-title-own-ahead = some field with a practice is not below the median; not all that the { unit } can show is above it
rule-practices-title-chosen = there are practices, but no results to show to others
rule-practices-title-strengths = no practice fits
rule-practices-lead-behind = all fields with a practice are below the median
rule-practices-lead-both = some of the fields with a practice are below the median
rule-practices-lead-rest = no field with a practice is below the median
rule-practices-title-elsewhere = every practice stands with a recommendation, and an expert speaks of practices
rule-practices-why-behind = a field below the median that no recommendation is for
rule-practices-why-rest = field not below the median, among those furthest from the best score
rule-practices-why-indicator = the practice is for one indicator, in which the { unit } has something to gain
rule-practices-why-indicator-yes = the practice is for one question, in which the { unit } has something to gain
rule-practices-session-ask = the report has practices to take over
rule-practices-session-own = the collection has a practice of this { unit }
