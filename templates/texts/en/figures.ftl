## Figures for press and slides; those that name the units are for internal use

figure-said = { $what }: { $value }
figure-row = { $name } – { $told }
figure-ranks = Overall ranks of the { units }
figure-ranks-note = Diamond: rank; line: ranks that other defensible methods give (at least 90% of the draws).
figure-rank-said = { $name } – rank { $rank }, in the simulation from { $low } to { $high }
figure-scatter = { $one } and { $other }
figure-scatter-note = Each point is a { unit }; scores in points.
figure-point-said = { $name } – { $one } and { $other } points
figure-note-dots = Dot: one { unit }; bar and number: median; light area: middle half of the group. Scores in points.
figure-note-dots-many = Dot: one hundredth of the { units }; bar and number: median; light area: middle half of the group. Scores in points.
figure-note-half = Bar and number: median; light area: middle half of the group. Scores in points.
figure-note-change = Bar and number: median of the changes; light area: middle half of the group.
