## Podsumowanie

summary = Podsumowanie

story-none = Wyniki na tle grupy
story-none-lead = Tabela pokazuje wynik ogólny i wyniki obszarów na tle grupy.
story-moved = { $name } (o { $change })
story-places = { $first }–{ $last }
story-question = Pytanie na spotkanie: { $question }
partial-note = { $note }; wynik z { $scored } z { $n } obszarów
partial-score = Wynik ogólny i miejsce opierają się na { $scored } z { $n } obszarów. Bez wyniku: { $names }.

trend-first-time = Państwa { unit } bierze udział w badaniu po raz pierwszy, dlatego raport nie pokazuje zmian w czasie.
trend-not-comparable = Wyników wcześniejszych edycji nie da się porównać z obecnym, dlatego raport nie pokazuje zmian w czasie.

kpi-score = Wynik ogólny
kpi-score-note = mediana grupy: { $median }
kpi-rank = Miejsce w rankingu
kpi-rank-of = wśród { $n }
kpi-of-hundred = / 100 pkt
kpi-points = pkt
kpi-quartile-1 = pierwsza ćwiartka grupy (miejsca { $from }-{ $to })
kpi-quartile-2 = druga ćwiartka grupy (miejsca { $from }-{ $to })
kpi-quartile-3 = trzecia ćwiartka grupy (miejsca { $from }-{ $to })
kpi-quartile-4 = czwarta ćwiartka grupy (miejsca { $from }-{ $to })
kpi-no-quartile = bez podziału na ćwiartki
kpi-rank-shared = miejsca { $from }–{ $to }, ten sam wynik: { $sharing }
kpi-rank-middle = dokładnie w środku grupy
kpi-no-rank-note = bez wyniku ogólnego nie ma miejsca
kpi-change = Zmiana od edycji { $edition }
kpi-change-note = wtedy { $score } pkt, { $rank } miejsce wśród { $n }
kpi-change-note-no-rank = wtedy { $score } pkt
kpi-change-note-comparable = w porównywalnych wskaźnikach; wtedy { $rank } miejsce wśród { $n }
kpi-change-note-no-rank-comparable = w porównywalnych wskaźnikach
kpi-leader = Przewaga nad drugim miejscem
kpi-leader-gap = Do pierwszego miejsca
kpi-median-gap = Brakuje do mediany
kpi-median-lead = Przewaga nad medianą
kpi-median-note = mediana grupy: { $median } pkt
kpi-leader-note = najlepszy wynik: { $score } pkt
kpi-second-note = drugi wynik: { $score } pkt
kpi-above = Powyżej mediany
kpi-above-of = z { $n } obszarów
kpi-above-none-below = żaden nie jest poniżej
kpi-above-one-below = { $level ->
        [below] poniżej
       *[other] nie powyżej
    }: { $area }
kpi-above-two-below = { $level ->
        [below] poniżej
       *[other] nie powyżej
    }: { $area }; { $other }
kpi-above-many-below = pozostałe ({ $n }): { $level ->
        [below] poniżej mediany
       *[other] równo z medianą lub poniżej
    }
kpi-above-none-above = wszystkie { $level ->
        [below] poniżej mediany
       *[other] równo z medianą lub poniżej
    }

summary-table-caption = Wyniki w punktach ({ $low }–{ $high }). Kropka: { unit-another } { unit }, romb: Państwa { unit }, kreska: mediana, jasne pole: środkowa połowa grupy.
summary-table-caption-many = Wyniki w punktach ({ $low }–{ $high }). Kropka: jedna setna pozostałych { units.gen }, romb: Państwa { unit }, kreska: mediana, jasne pole: środkowa połowa grupy.
column-area = Obszar
column-distribution = Rozkład wyników ({ $units })
column-own = { unit-heading }
column-median = Mediana
column-rank = Miejsce
label-median = mediana
label-own = Państwa { unit }
label-own-missing = brak wyniku { unit.gen }
ties-shared-note = { Units } o tym samym wyniku zajmują to samo miejsce. Miejsce dzielone z { unit-another.ins } { unit.ins }: { $names }.
counts-note = Nie wszyscy mają wynik: { $items }.
counts-item = { $name } ({ $n } z { $all })
counts-range = Nie wszyscy mają każdy wynik: od { $low } do { $high } z { $all }.

strengths = Mocne strony
strengths-relative = Najmocniejsze na tle własnego profilu
weaknesses = Największe luki
weaknesses-leader = Gdzie przewaga jest najmniejsza
weaknesses-mixed = Luki i najmniejsze przewagi
first-actions = Pierwsze działania
item-evidence = { $own }; mediana { $median }; { $rank } miejsce
item-evidence-tied = { $own }; mediana { $median }; { $rank } miejsce ex aequo
item-evidence-yes = { $own }; „tak” w grupie: { $yes } z { $n }
item-action = { $indicator }: dziś { $own }, cel { $goal }
item-action-introduce = { $indicator }: wprowadzić
item-action-end = { $indicator }: odejść od tego
item-action-keep = { $indicator }: dziś { $own }, utrzymać
item-action-answer = { $indicator }: uzupełnić odpowiedź
no-strengths = Żaden wskaźnik nie wyróżnia się w grupie
no-weaknesses = Żaden wskaźnik nie odstaje od grupy
