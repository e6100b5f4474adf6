## Results card (one page)

card = Results card
card-title = Results card { $edition }: { $name }
card-bookmark = Results card: { $name }
card-subject = The { unit.possessive } results on one page, beside the group ({ $units }), { $edition } edition
card-subject-fictional = The { unit.possessive } results on one page, beside the group ({ $units }), { $edition } edition; sample data
keyword-card = results card
card-history = Rank over the editions
card-history-first-time = The { unit } takes part in the study for the first time, so the card shows no changes over time.
card-history-no-rank = The { unit } had no rank in earlier editions, so the card shows no changes over time.
card-traits = Characteristics
card-period = Period of the data: { $period }. Full results, the method and the sources of the data are in the dedicated report.
card-report = Full results, the method and the sources of the data are in the dedicated report.
card-areas = The table shows { $shown } of { $n } areas: those whose scores are furthest from the group median. The others are in the dedicated report.
card-confidential = Confidential: this card is meant for the { reader } of the { unit } it is about.
card-fictional = Sample data: the { units } and results on this card are fictional.
card-no-score = no overall score: too few answers
card-edition-confidential = { $edition } · confidential
