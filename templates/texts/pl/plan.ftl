## Plan działań

plan = Plan działań
plan-title = Kto, co i do kiedy: plan na spotkanie
plan-lead = Działania stoją tu w kolejności rekomendacji, każde przy wskaźniku, którego dotyczy. Na spotkaniu warto wybrać te, które { unit } podejmie, i dopisać własne.
plan-lead-empty = Na spotkaniu warto wpisać działania, które { unit } podejmie.
plan-caption = Plan działań do wypełnienia na spotkaniu
plan-line = { $number }.
plan-own = własne działanie
plan-aim = z { $own } do { $goal }
plan-aim-introduce = wprowadzić
plan-aim-end = odejść od tego
plan-measure = efekt: { $measure }
column-plan-who = Kto odpowiada
column-plan-when = Do kiedy
column-plan-start = Pierwszy krok i zasoby
column-plan-sign = Po czym poznamy efekt
column-plan-done = Gotowe
