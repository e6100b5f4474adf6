## Ranking z nazwami: w podsumowaniu do użytku wewnętrznego, a w statystyce publicznej także w raportach

ranking = Ranking
ranking-title = Pełny ranking z nazwami { units.gen }
ranking-title-near = Ranking: pierwsze miejsca i miejsca w pobliżu
ranking-caption = Miejsca w rankingu ogólnym i wyniki w punktach
ranking-caption-part = Miejsca w rankingu ogólnym i wyniki w punktach; wiersze { $first }–{ $last } z { $n }
ranking-note = Kolumny z numerami to obszary: { $areas }.
ranking-number = { $number }.
column-unit = { Unit }
method-public = Wyniki są statystyką publiczną, dlatego raporty podają nazwy i żadna wartość nie jest ukryta.
footer-public = { $study } · edycja { $edition } · raport dedykowany
footer-public-fictional = { $study } · edycja { $edition } · raport dedykowany · dane przykładowe
