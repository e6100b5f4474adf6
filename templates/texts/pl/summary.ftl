## Podsumowanie

summary = Podsumowanie
headline-leader = Pierwsze miejsce na { $units }, { $margin } przewagi nad drugim
headline-leader-close = Pierwsze miejsce na { $units } z minimalną przewagą: { $margin }
headline-leader-tied = Pierwsze miejsce na { $units }, dzielone: z tym wynikiem { $sharing }
headline-shared = Miejsca { $from }–{ $to } na { $units }, dzielone
headline-shared-median = Wynik ogólny równy medianie grupy; miejsca { $from }–{ $to } na { $units }, dzielone
headline-near-leader = { $rank } miejsce{ $tied ->
    [yes] {" "}ex aequo
   *[no] {""}
} na { $units }, minimalna strata do lidera: { $gap }
headline-risen = { $rank } miejsce{ $tied ->
    [yes] {" "}ex aequo
   *[no] {""}
} na { $units }, o { $moved } { $moved ->
    [one] pozycję
    [few] pozycje
   *[many] pozycji
} wyżej niż w edycji { $edition }
headline-same = { $rank } miejsce{ $tied ->
    [yes] {" "}ex aequo
   *[no] {""}
} na { $units }, tak jak w edycji { $edition }
headline-fallen = { $rank } miejsce{ $tied ->
    [yes] {" "}ex aequo
   *[no] {""}
} na { $units } po { $before } miejscu w edycji { $edition }
headline-first-time = { $rank } miejsce{ $tied ->
    [yes] {" "}ex aequo
   *[no] {""}
} na { $units } w pierwszym udziale w badaniu
headline-plain = { $rank } miejsce{ $tied ->
    [yes] {" "}ex aequo
   *[no] {""}
} na { $units }
headline-last-quarter = Do mediany wyniku ogólnego brakuje { $gap }: { $rank } miejsce{ $tied ->
    [yes] {" "}ex aequo
   *[no] {""}
} na { $units }
headline-last-quarter-risen = Wynik ogólny o { $change } wyższy niż w edycji { $edition }; do mediany brakuje { $gap }
headline-last-quarter-middle = W środkowej połowie grupy: { $area }. Do mediany wyniku ogólnego brakuje { $gap }
headline-last-quarter-above = Powyżej mediany: { $area }. Do mediany wyniku ogólnego brakuje { $gap }
headline-no-difference = Wynik ogólny { $score }, bez różnic w grupie
headline-no-score = Wyniku ogólnego nie obliczono: w danych { unit.gen } brakuje zbyt wielu odpowiedzi

lead-above =
    .a = { Unit } uzyskał{ unit-past } { $score }, o { $gap } powyżej mediany grupy.
    .b = Wynik ogólny to { $score }, o { $gap } powyżej mediany grupy.
    .c = Wynik { unit.gen }, { $score }, jest o { $gap } wyższy od mediany grupy.
lead-below =
    .a = { Unit } uzyskał{ unit-past } { $score }, o { $gap } poniżej mediany grupy.
    .b = Wynik ogólny to { $score }, o { $gap } poniżej mediany grupy.
    .c = Wynik { unit.gen }, { $score }, jest o { $gap } niższy od mediany grupy.
lead-equal =
    .a = { Unit } uzyskał{ unit-past } { $score }, tyle samo, ile wynosi mediana grupy.
    .b = Wynik ogólny to { $score }: dokładnie tyle, ile mediana grupy.
lead-no-score = Brakuje odpowiedzi, które mają łącznie zbyt dużą wagę, dlatego raport pokazuje wyniki tylko tych obszarów, dla których danych jest dość.

trend-risen =
    .a = Od edycji { $edition } wynik wzrósł o { $change }.
    .b = Wynik jest o { $change } wyższy niż w edycji { $edition }.
    .c = W porównaniu z edycją { $edition } wynik jest wyższy o { $change }.
trend-risen-far =
    .a = Od edycji { $edition } wynik wzrósł o { $change }, a { unit } awansował{ unit-past } z { $before } na { $rank } miejsce.
    .b = W edycji { $edition } { unit } zajmował{ unit-past } { $before } miejsce na { $n }; od tego czasu wynik wzrósł o { $change }.
trend-risen-comparable =
    .a = W porównywalnych wskaźnikach wynik wzrósł od edycji { $edition } o { $change }.
    .b = Licząc tylko porównywalne wskaźniki, wynik jest o { $change } wyższy niż w edycji { $edition }.
trend-risen-far-comparable =
    .a = W porównywalnych wskaźnikach wynik wzrósł od edycji { $edition } o { $change }, a { unit } awansował{ unit-past } z { $before } na { $rank } miejsce.
    .b = W edycji { $edition } { unit } zajmował{ unit-past } { $before } miejsce na { $n }; od tego czasu wynik w porównywalnych wskaźnikach wzrósł o { $change }.
trend-fallen =
    .a = Od edycji { $edition } wynik spadł o { $change }.
    .b = Wynik jest o { $change } niższy niż w edycji { $edition }.
    .c = W porównaniu z edycją { $edition } wynik jest niższy o { $change }.
trend-fallen-comparable =
    .a = W porównywalnych wskaźnikach wynik spadł od edycji { $edition } o { $change }.
    .b = Licząc tylko porównywalne wskaźniki, wynik jest o { $change } niższy niż w edycji { $edition }.
trend-same =
    .a = Wynik jest taki sam jak w edycji { $edition }.
    .b = W edycji { $edition } wynik był taki sam.
trend-first-time = To jego pierwszy udział w badaniu, dlatego raport nie pokazuje zmian w czasie.
trend-not-comparable = Wyników wcześniejszych edycji nie da się porównać z obecnym, dlatego raport nie pokazuje zmian w czasie.

areas-top-all = We wszystkich obszarach { unit } jest w pierwszej trójce.
areas-top = W pierwszej trójce: { $areas }.
areas-top-and-high = W pierwszej trójce: { $areas }. Wysoko także { $high } ({ $rank } miejsce).
area-strongest = Najmocniejszy obszar na tle grupy: { $area }.
area-nearest = Najmniej do mediany brakuje w obszarze: { $area } ({ $gap }).
area-level = Równo z medianą: { $area }.
area-gap = Największa luka: { $area }.
area-least = Najmniejsza przewaga nad medianą: { $area }.

kpi-score = Wynik ogólny
kpi-score-note = mediana grupy: { $median }
kpi-rank = Miejsce w rankingu
kpi-rank-of = na { $n }
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
kpi-change-note = wtedy { $score } pkt, { $rank } miejsce na { $n }
kpi-change-note-no-rank = wtedy { $score } pkt
kpi-change-note-comparable = w porównywalnych wskaźnikach; wtedy { $rank } miejsce na { $n }
kpi-change-note-no-rank-comparable = w porównywalnych wskaźnikach
kpi-leader = Przewaga nad drugim
kpi-leader-gap = Do pierwszego miejsca
kpi-median-gap = Do mediany grupy
kpi-median-lead = Przewaga nad medianą
kpi-median-note = mediana grupy: { $median } pkt
kpi-leader-note = wynik lidera: { $score } pkt
kpi-second-note = wynik drugiego: { $score } pkt
kpi-above = Powyżej mediany
kpi-above-of = z { $n } obszarów
kpi-above-none-below = żaden nie jest poniżej
kpi-above-one-below = nie powyżej: { $area }
kpi-above-many-below = pozostałe ({ $n }): równo z medianą lub poniżej
kpi-above-none-above = wszystkie: równo z medianą lub poniżej

summary-table-caption = Wyniki w punktach ({ $low }–{ $high }). Kropka: { unit-another } { unit }, romb: Państwa { unit }, kreska: mediana, jasne pole: środkowa połowa grupy.
column-area = Obszar
column-distribution = Rozkład wyników ({ $units })
column-own = { Unit }
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
weaknesses-leader = Najmniejsze przewagi
weaknesses-mixed = Luki i najmniejsze przewagi
first-actions = Pierwsze działania
item-evidence = { $own }; mediana { $median }; { $rank } miejsce
item-evidence-tied = { $own }; mediana { $median }; { $rank } miejsce ex aequo
item-evidence-yes = { $own }; „tak” w grupie: { $yes } z { $n }
item-action = { $indicator }: dziś { $own }, cel { $goal }
item-action-keep = { $indicator }: dziś { $own }, utrzymać
item-action-answer = { $indicator }: uzupełnić odpowiedź
no-strengths = Żaden wskaźnik nie wyróżnia się w grupie
no-weaknesses = Żaden wskaźnik nie odstaje od grupy
