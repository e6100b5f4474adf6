## Slides for the plenary: the same numbers as in the summary of the edition

slides-title-public = Slides: condition of the group { $edition }, { $study }
slides-title-internal = Slides: condition of the group { $edition } with the ranking, for internal use, { $study }
slides-subject = The main conclusions about the whole group ({ $units }), { $edition } edition
slides-keyword = slides for the plenary
slides-footer-public = Condition of the group · { $edition } edition
slides-footer-internal = For internal use · { $edition } edition
slides-fictional = { $text } · sample data
slides-subtitle = Condition of the group · { $edition } edition
slides-source = Source: summary of the edition, chapter “{ $chapter }”
slides-areas-count = { $n } { $n ->
    [one] area
   *[other] areas
}

slides-how-title = The study in numbers: { $units }, { $areas }, { $indicators }
slides-how-points = Points
slides-how-weights = Weights
slides-how-same = The same numbers
slides-how-period = Period
slides-groups-title-most = Largest group: { $name } ({ $count })
slides-groups-title = Who took part in the study
slides-groups-alt = Bar chart, { $name }: { $values }.
slides-value = { $name } { $value }
slides-count = Number of { units }
slides-areas-title = Highest median: { $high }; lowest: { $low }
slides-areas-title-plain = Results of the group in the areas
slides-areas-read = Bar and number: median; line: middle half of the { units }. Points from { $low } to { $high }.
slides-areas-alt = Chart of the middle half and the median in points. { $values }.
slides-areas-value = { $name }: median { $median }, from { $q1 } to { $q3 }
slides-parts-alt = Bar chart of the medians of sub-areas in points: { $values }.
slides-parts-read = Medians of sub-areas in points: the highest are dark, the lowest light.
slides-change-alt = Bar chart of the median change since { $edition } in points: { $values }.
slides-change-read = Median change in points. In both editions: { $units }.
slides-sides-alt = Bar chart of the medians of two groups in points. { $values }.
slides-sides-value = { $name }: { $first } and { $second }
slides-sides-read = Medians in points. The difference does not say where it comes from.
slides-together-read = The darker a field, the more alike the order of the { units }. That is no cause.
slides-conclusions-title = Three conclusions about the group
slides-group-title = What the group can do: the most frequent recommendations
slides-group-read = Each recommendation of the dedicated reports with the number of { units } that got it.
slides-publisher-title = What the publisher of the study can do
slides-practices-title = Whom to learn from: good practices
slides-next-title = What happens next: from results to action
slides-next-report = Dedicated report
slides-next-report-text = Each { unit } has a report of its own with results, recommendations and a plan.
slides-next-talk = Talk about the report
slides-next-talk-text = With the expert, choose one action to begin with and somebody who answers for it.
slides-next-step = First step within a month
slides-next-step-text = The report proposes { $actions } actions at most; the first step of one is enough to begin with.
slides-next-contact = Questions
slides-next-contact-text = Questions about the study: { $email }
slides-notices-title = About the study and these slides
slides-notices-same = The numbers are the same as in the summary of the edition and in the dedicated reports.
slides-notices-names = { Units } are named only with good practices and if they consent; there are no results beside names.
slides-notices-internal = Slides with the ranking are for internal use: they must not be given to participants of the study.
slides-ranking-title = Ranking of the { units } by overall score

## Speaker notes: 60 to 120 words, with the name of the source

slides-notes-title = Welcome to the closing meeting of the study. We show the condition of the whole group: what it is good at, where it is weaker, what has changed over time and what follows from that. Every number on the slides is the same as in the summary of the edition and in the dedicated reports, so they can be laid side by side. The presentation takes about twenty minutes; after that there is time for questions and for sharing experience. Source: summary of the edition, cover and first chapter.
slides-notes-how = Before the results, a few words on how they were made. Answers were turned into points, and the points were brought together in sub-areas, areas and an overall score. That makes it possible to compare things measured in different units. Points do not judge how well people work; they measure what could be counted. A median means that half of the { units } have a higher score and half a lower one. The details are in the last chapter of the summary. Source: summary of the edition, chapter on the method.
slides-notes-places = The map shows where the { units } of this edition come from. The tiles lie roughly as on a map of the country, but all of them have the same size, so that a small place is not lost. The darker a tile, the more { units } there are; the number stands in each tile. These are places and not results, so the map does not say where things are better or worse. Ask the room who was missing this time. Source: summary of the edition, chapter on participants.
slides-notes-groups = This slide says who took part: how many { units } there are in each group. The numbers describe the study and do not depend on results. They matter because the group is what everything is compared with: where most participants resemble each other, medians describe that majority. The median of a very small group would say more about a single { unit } than about the group. Ask the participants to find themselves in these groups for a moment. Source: summary of the edition, chapter on participants.
slides-notes-condition = This is the most important slide: the condition of the group in one sentence and a few numbers. The median of the overall score says where the middle of the group is, and the middle half says how far { units } differ. Beside it stand the areas with the highest and the lowest median. Where a change is shown, it is that of those who took part in both editions only. Stay here for a minute and wait for the first questions. Source: summary of the edition, first chapter, key figures.
slides-notes-areas = The slide shows the overall score and each area. The most important number is the median. Beside it is the middle half of the group, from the first to the third quartile. Where it is narrow, { units } are alike; where it is wide, they differ and there is somebody to learn from. All areas are on the same scale and can be compared directly. There are no single results on the slide. The data of the chart can be opened in the presentation program. Source: summary of the edition, table in the first chapter.
slides-notes-parts = After the areas come the sub-areas: those with the highest and those with the lowest medians in the whole group. The strengths of the group come first, its weaknesses below them. A low median does not mean that nobody copes here; it means that most { units } are far from the top of the scale. The full list of sub-areas with their quartiles is in the summary. Ask whether this picture agrees with everyday experience. Source: summary of the edition, chapter on sub-areas.
slides-notes-change = Here is the change since the last edition. It is worked out only for the { units } of both editions, and only from indicators that can be compared. The median change means that half of them changed more favourably and half less favourably. It is a median of changes and not a difference of medians, so it cannot be had by taking one score from another. A number with a minus sign is a fall. Before naming causes, ask for them. Source: summary of the edition, chapter on change.
slides-notes-sides = We compare the medians of two groups, overall and by area. A median describes the middle of each group and not everybody in it, so both groups hold higher and lower scores. The difference does not say where it comes from: the groups may also differ in size, age and sector. So do not conclude that belonging to a group makes the score better. A better question is what the one can show the other. Source: summary of the edition, chapter on groups and relations.
slides-notes-together = The table says which areas go together. A coefficient near one means that { units } high in one area are usually high in the other as well; near zero, that one says nothing about the other. A darker field is a higher coefficient. It does not follow that getting better in one area brings progress in another: something third may connect them, such as the size of the office. Take it as a beginning for discussion. Source: summary of the edition, chapter on groups and relations.
slides-notes-conclusions = These are the conclusions in words, the most important first. Each of them follows directly from numbers of the slides before and can be traced to them. They say nothing about a single { unit }: they are about the whole group, and they are meant to open a discussion. Read them aloud, pause, and ask the room which of them it agrees with least, and why. Write the answers down; they will help to plan the next study. Source: summary of the edition, chapter with the conclusions.
slides-notes-group = The dedicated reports hold recommendations that fit the results. Here are those that come up most often, with the number of { units }. Where many people in the room have the same task, it is easier to do it together: with one course, one model contract, one talk with an expert. The numbers do not add up to the whole, because one report may hold several recommendations. Ask who wants to begin with which action, and arrange a first talk at once. Source: summary of the edition, chapter on recommendations.
slides-notes-publisher = These are proposals to the publisher of the study, drawn from the same numbers. Each has its reason: a low median in the whole group speaks for an offer to all, large differences speak for an exchange of experience, and a fall speaks for asking about its causes. None of them needs the results of a single participant to be disclosed. This is a point for discussion and no finished programme: ask the room which support is needed most and what is missing. Source: summary of the edition, chapter with the conclusions.
slides-notes-practices = To close the part on results, a few good practices. Names are given only with consent, and to be on this slide is an invitation to talk and no place in a ranking. The descriptions say what exactly these teams do, so that others can do the same at home. If their representatives are in the room, ask them for two sentences: what they began with, and what turned out to be hardest. Contacts can be exchanged in the break. Source: good practices from the dedicated reports of this edition.
slides-notes-next = What happens next? The most important work begins after the meeting. The dedicated report helps most with it: it holds the own results, recommendations and a plan. In the talk with the expert, choose one action to begin with, somebody who answers for it and a first step for the coming month. The plan in the report has room for that. If a number looks doubtful, write to us and we will check it together. Source: dedicated reports, chapters with recommendations and plan.
slides-notes-notices = The last slide gives the notices, the funding and the publisher. The numbers on the slides are those printed in the summary of the edition; before the file was written, the program read them back and compared them. The slides may be passed on as they are unless they are marked as internal. Whoever changes the data of a chart in a presentation program answers for the change. Thank you for taking part and for the discussion. Now there is time for questions. Source: summary of the edition, last chapter, method and imprint.
slides-notes-ranking = This slide exists only where names may stand beside results. The ranking goes by the overall score; neighbouring places are often less than one point apart, so not much should be made of them. A place also depends on who took part in this edition and must not be compared directly with a place in another one. Where the slides are for internal use, they must not reach the participants. Source: summary of the edition, chapter with the ranking.
