## Results card (one page)

card = Results card
card-title = Results card { $edition }: { $name }
card-bookmark = Results card: { $name }
card-subject = The cluster’s results on one page, beside the group ({ $units }), { $edition } edition
card-subject-fictional = The cluster’s results on one page, beside the group ({ $units }), { $edition } edition; sample data
keyword-card = results card
card-history = Rank over the editions
card-history-first-time = The cluster takes part in the study for the first time, so the card shows no changes over time.
card-history-no-rank = The cluster had no rank in earlier editions, so the card shows no changes over time.
card-traits = Characteristics
card-period = Period of the data: { $period }. Full results, the method and the sources of the data are in the dedicated report.
card-report = Full results, the method and the sources of the data are in the dedicated report.
card-areas = The table shows { $shown } of { $n } areas: those whose scores are furthest from the group median. The others are in the dedicated report.
card-confidential = Confidential: this card is meant for the coordinator of the cluster it is about.
card-fictional = Sample data: the clusters and results on this card are fictional.
