## Interview and survey

# What the interview and the survey of members brought

interview = From the interview
interview-strategy = Strategy
interview-project = Flagship project
interview-achievement = Greatest achievement
interview-service = Most important service
interview-challenge = Greatest challenge
interview-in-short = Greatest achievement according to the interview: “{ $achievement }”. Greatest challenge: “{ $challenge }”.
members-lower = { -unit.kind ->
    [cluster] Members give
   *[other] Those surveyed give
} less than the { reader } for { $names }.
members-lower-but = { -unit.kind ->
    [cluster] Members give
   *[other] Those surveyed give
} less than the { reader } in all questions but { $names }.
members-lower-all = { -unit.kind ->
    [cluster] Members give
   *[other] Those surveyed give
} less than the { reader } in all questions.
members-higher = { -unit.kind ->
    [cluster] Members give
   *[other] Those surveyed give
} more than the { reader } for { $names }.
members-higher-but = { -unit.kind ->
    [cluster] Members give
   *[other] Those surveyed give
} more than the { reader } in all questions but { $names }.
members-higher-all = { -unit.kind ->
    [cluster] Members give
   *[other] Those surveyed give
} more than the { reader } in all questions.
members-caption = { -unit.kind ->
    [cluster] How members see the cluster: the same questions, the { reader } and the mean of the survey.
   *[other] A second view: the same questions, the { reader } and the mean of the survey.
}
column-question = Question
column-coordinator = { Reader }
column-members = { -unit.kind ->
    [cluster] Members
   *[other] Those surveyed
}
column-answers = Answers
