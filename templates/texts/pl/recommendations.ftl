## Rekomendacje

recommendations = Rekomendacje
recommendations-title-improve = { $n ->
    [one] Działanie, od którego warto zacząć
   *[other] Działania, od których warto zacząć
}
recommendations-title-improve-answer = { $n ->
    [one] Działanie, od którego warto zacząć, i dane do uzupełnienia
   *[other] Działania, od których warto zacząć, i dane do uzupełnienia
}
recommendations-title-answer = Na początek: dane do uzupełnienia
recommendations-title-keep = Co utrzymać i gdzie powiększyć przewagę
recommendations-lead = Najpierw to, co pilne, potem luki z podsumowania, na końcu to, co najbardziej podniosłoby wynik. Przyrost wyniku liczymy osobno dla każdego działania, przy niezmienionych wynikach innych { units.gen }.
recommendations-caption = Działania w kolejności: sprawy pilne, luki z podsumowania, największy przyrost wyniku
column-action = Działanie
column-term = Termin
column-effort = Nakład pracy
column-gain = Przyrost (pkt)
goal-expert = cel eksperta
goal-keep = utrzymać
goal-answer = podać odpowiedź
goal-step = bez celu liczbowego
action-basis = { $indicator }: { $basis }
action-urgent = { $text } · pilne
basis-none = nikt nie odpowiedział
basis-median = mediana { $median }
basis-rank = mediana { $median }; { $rank } miejsce wśród { $n }
basis-yes = ma to { $yes } z { $n }
after-actions = { $n ->
    [one] po działaniu { $numbers }
   *[other] po działaniach { $numbers }
}
card-diagnosis = { $indicator }: { $own }, a typowy wynik to { $median } ({ $rank } miejsce wśród { $n }).
card-diagnosis-tied = { $indicator }: { $own }, a typowy wynik to { $median } ({ $rank } miejsce ex aequo wśród { $n }).
card-diagnosis-unranked = { $indicator }: { $own }, a typowy wynik to { $median }.
card-diagnosis-missing = { $indicator }: brak odpowiedzi, a typowy wynik to { $median }.
card-diagnosis-none = { $indicator }: nikt nie odpowiedział.
card-diagnosis-has = { $indicator }: ma to { $yes } z { $n } { units.gen }, w tym Państwa { unit }.
card-diagnosis-lacks = { $indicator }: ma to { $yes } z { $n } { units.gen }, Państwa { unit } nie.
card-diagnosis-unasked = { $indicator }: ma to { $yes } z { $n } { units.gen }, Państwa odpowiedzi nie ma.
card-steps = Co zrobić
card-first-step = Pierwszy krok
card-who = Kto i w jakim czasie
card-who-text = { $owner }, { $term }
card-cost = Koszt i nakład pracy
card-cost-text = { $cost }, nakład pracy { $effort }
cost-1 = bez dodatkowych kosztów
cost-2 = niewielki koszt
cost-3 = koszt w budżecie rocznym
cost-4 = potrzebne finansowanie zewnętrzne
card-measure = Po czym poznać efekt
card-risk = Na co uważać
card-after = Najpierw
card-after-text = { $n ->
    [one] działanie { $numbers }
   *[other] działania { $numbers }
}
card-result = Co to zmieni
card-effort = Nakład pracy
card-urgent = Dlaczego teraz
card-urgent-text = to sprawa pilna, od której zależą pozostałe działania
effort-1 = mały
effort-2 = średni
effort-3 = duży
result-improve = po osiągnięciu celu { $goal } wynik ogólny wzrósłby o { $gain }, do { $score }; miejsce zmieniłoby się z { $before } na { $after }
result-introduce = wprowadzenie podniosłoby wynik ogólny o { $gain }
result-end = rezygnacja podniosłaby wynik ogólny o { $gain }
result-improve-same = po osiągnięciu celu { $goal } wynik ogólny wzrósłby o { $gain }
result-no-rank = po osiągnięciu celu { $goal } wynik obszaru wzrósłby o { $gain }
result-little = po osiągnięciu celu { $goal } wynik ogólny prawie by się nie zmienił
result-little-area = po osiągnięciu celu { $goal } wynik obszaru prawie by się nie zmienił
result-little-introduce = wprowadzenie prawie nie zmieniłoby wyniku ogólnego
result-little-end = rezygnacja prawie nie zmieniłaby wyniku ogólnego
result-keep = pozwala utrzymać wynik, który wyróżnia { unit.acc } w grupie
result-step = przygotowuje grunt; sam wskaźnik nie wzrośnie od razu, dlatego nie ma tu celu liczbowego
result-answer = wskaźnik wejdzie do { $into ->
    [subarea] wyniku podobszaru
    [area] wyniku obszaru
   *[overall] wyniku ogólnego
} w następnej edycji
recommendations-note = Przyrost policzono dla każdego działania osobno; łączny skutek pokazuje rysunek ze schodami.
recommendations-note-tenth = Poziom 10% najlepszych oddziela najlepszą dziesiątą część grupy od pozostałych.
recommendations-note-after = Jeśli jedno działanie wymaga wcześniej innego, to drugie stoi wyżej.
gaps-caption = Luki z podsumowania i odpowiedź na każdą z nich
column-gap = Luka
column-answer = Co z nią zrobić
gap-action = działanie { $number }
gap-dropped = ekspert nie proponuje tu działania
gap-ahead = wynik nie jest niższy od mediany; ważniejsze są inne działania
gap-influence = { reader } ma na ten wynik niewielki wpływ
gap-first = { $n ->
    [one] najpierw działanie { $numbers }, potem ta luka
   *[other] najpierw działania { $numbers }, potem ta luka
}
gap-waits = najpierw trzeba poprawić wskaźnik { $indicator }
gap-later = { $n ->
    [one] po działaniu { $numbers }: więcej naraz trudno poprowadzić
   *[other] po działaniach { $numbers }: więcej naraz trudno poprowadzić
}
gap-none = do rozmowy z ekspertem: nie ma gotowego działania
effort-title = { $n ->
    [one] Najwięcej przy najmniejszym nakładzie: działanie { $numbers }
   *[other] Najwięcej przy najmniejszym nakładzie: działania { $numbers }
}
effort-title-none = Żadne z działań nie podnosi wyniku od razu
effort-caption = Koło: działanie z celem i przyrostem wyniku. Kwadrat: działanie, które przygotowuje grunt albo utrzymuje wynik. Wypełniony znak: pilne. Numery jak w tabeli.
effort-none = bez przyrostu
effort-alt = Nakład pracy i przyrost wyniku ogólnego w punktach. { $marks }
effort-mark-alt = Działanie { $number } („{ $name }”): nakład pracy { $effort }, przyrost { $gain }.
effort-mark-alt-none = Działanie { $number } („{ $name }”): nakład pracy { $effort }, bez przyrostu.
stairs-title = Po osiągnięciu wszystkich celów: { $score }, { $rank } miejsce
stairs-caption = Wynik ogólny, gdy osiągnięto cel tego działania i wszystkich na lewo od niego, a wyniki innych { units.gen } się nie zmieniły. Skala nie zaczyna się od zera.
stairs-today = dziś
stairs-actions = Działanie
stairs-places = Miejsce
stairs-alt = Co dałyby cele razem. { $steps }
stairs-today-alt = Dziś: { $score }; { $rank } miejsce.
stairs-step-alt = Po działaniu { $number } („{ $name }”): { $score }; { $rank } miejsce.
card-practice = Jak to robią inni
card-practice-text = dobrą praktykę z tej dziedziny opisano przy działaniu { $number }
card-example = { $title }. { $what } { $effect }
