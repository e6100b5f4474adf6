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
practices-elsewhere = The practices for the recommendations are in the next chapter, each with its action.
practices-why = Why here
practices-why-behind = { $name }: { $result }.
practices-why-rest = { $name }: { $result }; the best score is { $leader } away.
practices-why-indicator = Indicator “{ $name }”: { $own } (typical { unit }: { $median }).
practices-why-indicator-yes = Indicator “{ $name }”: { $own } (“yes” in the group: { $yes } of { $n }).
practices-result-above = { $score }, { $gap } more than in the typical { unit }, { $rank } of { $n }
practices-result-equal = { $score }, the same as in the typical { unit }, { $rank } of { $n }
practices-result-below = { $score }, { $gap } less than in the typical { unit }, { $rank } of { $n }
practices-what = What it is
practices-effect = What it brings
practices-audience = For whom
practices-owner = Who and when
practices-owner-text = { $owner }; { $term }, { $effort } effort
practices-measure = Measure
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
practices-strengths-above = In these fields the { unit } is above the median and has some of its best ranks. The cards help to prepare for the session where practices are exchanged.
practices-strengths-own = In these fields the { unit } has an indicator above the median or does well relative to its own profile. The cards help to prepare for the session where practices are exchanged.
practices-tell = What to tell
practices-tell-both =
    .a = how the score rose by { $change } since the { $edition } edition, and where the value of the indicator “{ $name }” comes from: { $own } (typical { unit }: { $median })
    .b = where the { unit } began: the score is { $change } higher than in the { $edition } edition, and the indicator “{ $name }” is { $own } against { $median } in the typical { unit }
    .c = what has changed since the { $edition } edition (up { $change }), and how the { unit } works on the indicator “{ $name }”: { $own } (typical { unit }: { $median })
practices-tell-indicator =
    .a = where the value of the indicator “{ $name }” comes from: { $own } (typical { unit }: { $median })
    .b = what the work looks like that the indicator “{ $name }” measures: { $own } against { $median } in the typical { unit }
    .c = who works on the indicator “{ $name }” and how: { $own } (typical { unit }: { $median })
practices-tell-answer =
    .a = what is behind the answer { $own } to “{ $name }”
    .b = how the { unit } came to the answer { $own } to “{ $name }”
    .c = who looks after what “{ $name }” asks about, and how
practices-tell-rise =
    .a = how the score rose by { $change } since the { $edition } edition, and what the first step was
    .b = what has changed since the { $edition } edition: the score is { $change } higher
    .c = which decisions were taken since the { $edition } edition; the score rose by { $change }
practices-tell-plain =
    .a = what the work in this field looks like in an ordinary month, and who does it
    .b = which of the activities in this field the { unit } will certainly leave as they are
    .c = what proved simpler in this field than it looked at first
practices-asked = What others will ask
practices-asked-first =
    .a = What has to be done all the time to keep such a score, and what could be left out?
    .b = Who looks after this from day to day, and how much time does it take?
    .c = Which of these activities could be repeated { -unit.kind ->
        [cluster] in a smaller office
       *[other] with fewer resources
    }?
practices-asked-rise =
    .a = What was changed first after the { $edition } edition, and when did it begin to show?
    .b = What was tried since the { $edition } edition and put aside?
    .c = Who had to be persuaded since the { $edition } edition, and how was it done?
practices-asked-plain =
    .a = Where should one begin, and who should lead it?
    .b = How much { -unit.kind ->
        [cluster] of the office's time
       *[other] time
    } does this take in a month?
    .c = What would also work in { unit.indefinite } of another size?
practices-bring = What to bring
practices-bring-answer =
    .a = what confirms the answer “yes” to the indicator “{ $name }”, such as a document or a list of tasks
    .b = a short account of how and when that which the indicator “{ $name }” asks about came to be
    .c = one page on how that which the indicator “{ $name }” asks about works from day to day
practices-bring-list =
    .a = a list of what was counted in the indicator “{ $name }”, with dates and people
    .b = an account of one of the cases counted in the indicator “{ $name }”, from the idea to the end
    .c = the register from which the number for the indicator “{ $name }” was taken
practices-bring-share =
    .a = how the indicator “{ $name }” is calculated, and its values over the years
    .b = the table from which the indicator “{ $name }” was calculated
    .c = a short account of how the data for the indicator “{ $name }” are collected
practices-bring-measure =
    .a = the values of the indicator “{ $name }” over the years, and a note of who records them
    .b = the tool or the table in which the { unit } records the indicator “{ $name }”
    .c = an account of how and when the indicator “{ $name }” is measured
practices-bring-plain =
    .a = the form or the table that { -unit.kind ->
        [cluster] the office uses
       *[other] is used
    } here from day to day
    .b = the plan of one activity in this field, with dates and people
    .c = one activity in this field, described on one page
practices-session = Before the session where practices are exchanged
practices-session-story = { $n ->
    [one] Prepare three minutes on card A: what the problem was, what was done, how the effect can be seen.
   *[other] Choose one of the cards { $cards } and prepare three minutes: what the problem was, what was done, how the effect can be seen.
}
practices-session-ask = Write down one question about each field for which the { unit } is looking for practices: { $names }.
practices-session-note = Agree who takes notes and who, within two weeks, calls the { units } that are worth learning from.
practices-session-own = The study's collection has a practice of this { unit }: “{ $title }”. With the { unit.possessive } consent, other reports may give its name.
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
rule-practices-elsewhere = there are practices that stand with recommendations
rule-practices-why-behind = a field below the median that no recommendation is for
rule-practices-why-rest = field not below the median, among those furthest from the best score
rule-practices-why-indicator = the practice is for one indicator, in which the { unit } has something to gain
rule-practices-why-indicator-yes = the practice is for one question, in which the { unit } has something to gain
rule-practices-strengths-above = fields with the best ranks, all of them above the median
rule-practices-strengths-own = fields with the best ranks, first those with an indicator above the median
rule-practices-tell-both = field has risen and has an indicator above the median
rule-practices-tell-indicator = field has an indicator above the median
rule-practices-tell-answer = has an answer that stands out, and has not risen
rule-practices-tell-rise = field has risen, no indicator above the median
rule-practices-tell-plain = field has not risen, no indicator above the median
rule-practices-asked-first = ranked first in the field
rule-practices-asked-rise = score of the field has risen since the last comparable edition
rule-practices-asked-plain = field neither ranked first nor risen
rule-practices-bring-answer = indicator answered by yes or no
rule-practices-bring-list = indicator that counts
rule-practices-bring-share = indicator in per cent
rule-practices-bring-measure = indicator in other units
rule-practices-bring-plain = no indicator of the field above the median
