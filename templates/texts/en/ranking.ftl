## The ranking with names: in the summary for internal use and, where results are public, in reports

ranking = Ranking
ranking-title = The full ranking with names of { units }
ranking-title-near = The ranking: the first places and those nearby
ranking-caption = Places in the overall ranking and scores in points
ranking-caption-part = Places in the overall ranking and scores in points; rows { $first }–{ $last } of { $n }
ranking-note = The numbered columns are the areas: { $areas }.
ranking-number = { $number }.
column-unit = { Unit }
method-public = The results are public statistics, so the reports give names and no value is withheld.
footer-public = { $study } · { $edition } edition · dedicated report
footer-public-fictional = { $study } · { $edition } edition · dedicated report · sample data
