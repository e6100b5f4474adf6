## Annex

annex = Annex
annex-title = Method, data and imprint
annex-scores-heading = Scores
annex-scores-caption = Overall score, areas and sub-areas in points. n is the number of { units } that have a score.
annex-scores-caption-areas = Overall score and areas in points. n is the number of { units } that have a score.
annex-scores-caption-indicators = Overall score and indicators in points. n is the number of { units } that have a score.
annex-values-heading = Indicator values
annex-values-caption = All indicators in their own units, with your { unit.possessive } score in points
column-node = Score
column-score = Points
column-count = n
annex-method-heading = How the scores were made
method-direction = Indicators in which less is better were reversed before conversion.
method-weights = Results were combined with weights, step by step: indicators into sub-areas, sub-areas into areas, areas into the overall score.
method-weights-indicators = Results were combined with weights: indicators into the overall score.
method-weights-areas = Results were combined with weights, step by step: indicators into areas, areas into the overall score.
method-weights-deep = Results were combined with weights, step by step: indicators into sub-areas, these level by level into areas, areas into the overall score.
method-arithmetic = The arithmetic mean was used.
method-geometric = The geometric mean was used.
method-harmonic = The harmonic mean was used.
method-mixed = The means used, from the highest level down: { $means }.
mean-arithmetic = arithmetic
mean-geometric = geometric
mean-harmonic = harmonic
method-missing = A score is made when the answers carry at least { $share } of the weight; the weights of those present were rescaled to add up to the whole.
method-ranks = Ranks and positions against the median and the quartiles come from unrounded scores. Differences in the text and tables were calculated from the published, rounded scores.
method-ties-min = { Units } with the same score share the same, better rank (1, 2, 2, 4).
method-ties-max = { Units } with the same score share the same, lower rank (1, 3, 3, 4).
method-ties-average = { Units } with the same score take the average rank (1, 2.5, 2.5, 4).
method-ties-dense = { Units } with the same score share a rank, and the next { unit } takes the next one (1, 2, 2, 3).
method-disclosure = Other { units } appear only as unlabelled marks.
annex-data-heading = Notes on the data
data-answers-all = Your { unit } answered all questions ({ $indicators }).
data-answers-missing = No answer ({ $indicators }): { $names }.
data-no-score = Without a score because of missing answers: { $names }.
data-constant = The same value in the whole group, so every { unit } gets the middle of the scale here: { $names }.
data-last = Last in the group, alone or tied with less than half of it: { $names }.
data-last-none = Nowhere is your { unit } last in the group, alone or tied with less than half of it.
data-period = Period of the data: { $period }.
data-participants = { $n ->
    [one] { $units } took part in the study.
   *[other] { $units } took part in the study.
}
annex-access-heading = Accessibility and publication details
access-text = The file has tags for screen readers, descriptions of the charts with their numbers, and bookmarks.
access-contact = Please send comments and accessibility requests to: { $email }.
imprint-publisher = Publisher: { $name }.
imprint-authors = Authors: { $names }.
imprint-editor = Editor: { $names }.
imprint-reviewer = Reviewer: { $names }.
imprint-contractors = Contractors: { $names }.
imprint-published = Date of publication: { $date }.
all-results = All results
all-results-title = All results, points and goals in figures
data-rules = The rules by which sentences and recommendations are made are public and the same for the whole edition. They are in the file “{ $file }”, which the publisher of the study makes available.
