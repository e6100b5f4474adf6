## Obszary: wyniki

area-title-leader =
    .a = Najlepszy wynik w grupie; największa przewaga: { $best }
    .b = Nikt w grupie nie ma lepszego wyniku; największa przewaga: { $best }
area-title-leader-short =
    .a = W tym obszarze najlepszy wynik w grupie
area-title-all-above =
    .a = Przewaga w { $parts ->
        [subareas] każdym podobszarze
        [indicators] każdym wskaźniku
       *[parts] każdej części obszaru
    }, największa: { $best }
    .b = Lepiej niż { unit-typical } { unit } w całym obszarze, najbardziej: { $best }
    .c = Obszar bez słabych { $parts ->
        [subareas] podobszarów
        [indicators] wskaźników
       *[parts] części
    }, mocna strona: { $best }
area-title-all-above-short =
    .a = Lepiej niż { unit-typical } { unit } w całym obszarze
area-title-none-above =
    .a = Obszar do nadrobienia; najbliżej { unit-typical.gen } { unit.gen }: { $best }
    .b = Wszędzie poniżej { unit-typical.gen } { unit.gen }, najbliżej: { $best }
    .c = Bez przewag nad grupą; najmniej do nadrobienia: { $best }
area-title-level =
    .a = Na poziomie { unit-typical.gen } { unit.gen }: { $best }
area-title-low =
    .a = Cały obszar w dolnej ćwiartce grupy; stosunkowo najlepiej: { $best }
    .b = Cały obszar wymaga nadrobienia; najmniejsza strata: { $best } ({ $gap })
area-title-low-short =
    .a = Ten obszar nie daje przewagi nad grupą
area-title-constant = Bez różnic w grupie w tym obszarze
area-title-one-above =
    .a = W górnej ćwiartce grupy: { $best }
area-title-one-above-short =
    .a = W górnej ćwiartce grupy
area-title-one-upper =
    .a = Lepiej niż { unit-typical } { unit }: { $best }
area-title-one-upper-short =
    .a = Lepiej niż { unit-typical } { unit }
area-title-one-median =
    .a = Na poziomie { unit-typical.gen } { unit.gen }: { $best }
area-title-one-median-short =
    .a = Na poziomie { unit-typical.gen } { unit.gen }
area-title-one-lower =
    .a = Słabiej niż { unit-typical } { unit }: { $best }
area-title-one-lower-short =
    .a = Słabiej niż { unit-typical } { unit }
area-title-one-below =
    .a = W dolnej ćwiartce grupy: { $best }
area-title-one-below-short =
    .a = W dolnej ćwiartce grupy
area-title-mixed =
    .a = Przewaga: { $best }. Do nadrobienia: { $worst }
    .b = Mocna strona: { $best }. Największa luka: { $worst }
    .c = Najdalej w przodzie: { $best }. Najdalej w tyle: { $worst }
    .d = Najmocniej: { $best }. Najsłabiej: { $worst }
area-title-mixed-short =
    .a = Mocna strona: { $best }
    .b = Największa przewaga: { $best }
area-title-missing = Za mało odpowiedzi, aby obliczyć wynik obszaru

area-lead-above =
    .a = W tym obszarze { unit } uzyskał{ unit-past } { $score }, o { $gap } więcej niż { unit-typical } { unit }, i { unit-took } { $rank } miejsce wśród { $n }{"\u00A0"}{ units.gen }.
    .b = Wynik obszaru to { $score }, o { $gap } więcej niż { in-typical-unit }; daje on { $rank } miejsce wśród { $n }{"\u00A0"}{ units.gen }.
    .c = { Unit } ma tu { $score } i { $rank } miejsce wśród { $n }{"\u00A0"}{ units.gen }; przewaga nad { unit-typical.ins } { unit.ins } to { $gap }.
    .d = Z wynikiem { $score } { unit } zajmuje w tym obszarze { $rank } miejsce wśród { $n }{"\u00A0"}{ units.gen } i wyprzedza { unit-typical.acc } { unit.acc } o { $gap }.
    .e = { $score } to wynik o { $gap } lepszy od typowego. Wśród { $n }{"\u00A0"}{ units.gen } daje w tym obszarze { $rank } miejsce.
    .f = To obszar z przewagą: { $score }, o { $gap } więcej niż { unit-typical } { unit }, { $rank } miejsce wśród { $n }{"\u00A0"}{ units.gen }.
area-lead-below =
    .a = W tym obszarze { unit } uzyskał{ unit-past } { $score }, o { $gap } mniej niż { unit-typical } { unit }, i { unit-took } { $rank } miejsce wśród { $n }{"\u00A0"}{ units.gen }.
    .b = Wynik obszaru to { $score }, o { $gap } mniej niż { in-typical-unit }; daje on { $rank } miejsce wśród { $n }{"\u00A0"}{ units.gen }.
    .c = { Unit } ma tu { $score } i { $rank } miejsce wśród { $n }{"\u00A0"}{ units.gen }; do { unit-typical.gen } { unit.gen } brakuje { $gap }.
    .d = Z wynikiem { $score } { unit } zajmuje w tym obszarze { $rank } miejsce wśród { $n }{"\u00A0"}{ units.gen }. Do typowego wyniku brakuje { $gap }.
    .e = { $score } to wynik o { $gap } słabszy od typowego. Wśród { $n }{"\u00A0"}{ units.gen } daje w tym obszarze { $rank } miejsce.
    .f = W tym obszarze jest co nadrabiać: { $score } to o { $gap } mniej niż { in-typical-unit } i { $rank } miejsce wśród { $n }{"\u00A0"}{ units.gen }.
area-lead-equal =
    .a = W tym obszarze { unit } uzyskał{ unit-past } { $score }, tyle samo co { unit-typical } { unit }, i { unit-took } { $rank } miejsce wśród { $n }{"\u00A0"}{ units.gen }.
    .b = Wynik obszaru to { $score }, dokładnie tyle co { in-typical-unit }: { $rank } miejsce wśród { $n }{"\u00A0"}{ units.gen }.
area-lead-missing = Odpowiedzi, których brakuje, mają razem zbyt dużą wagę, aby podać wynik obszaru. Wskaźniki bez odpowiedzi mają w tabeli słowo „brak”.
area-detail-parts =
    .a = Najwyższy wynik ma { $part ->
        [subarea] podobszar
       *[indicator] wskaźnik
    } „{ $best }” ({ $high }), najniższy „{ $worst }” ({ $low }).
    .b = Wyniki cząstkowe sięgają od { $low } („{ $worst }”) do { $high } („{ $best }”).
    .c = Najwyżej na skali jest { $part ->
        [subarea] podobszar
       *[indicator] wskaźnik
    } „{ $best }” ({ $high }), najniżej „{ $worst }” ({ $low }).
    .d = Wynik podnosi przede wszystkim „{ $best }” ({ $high }), a obniża „{ $worst }” ({ $low }).
    .e = Między „{ $best }” ({ $high }) a „{ $worst }” ({ $low }) mieszczą się wszystkie wyniki cząstkowe.
area-detail-strength =
    .a = Najbardziej wyróżnia się wskaźnik „{ $name }”: { $own }, { unit-typical } { unit }: { $median }.
    .b = Największą przewagę daje wskaźnik „{ $name }”: { $own } wobec { $median } { in-typical-unit }.
    .c = Najmocniej wypada wskaźnik „{ $name }”: { $own } ({ unit-typical } { unit }: { $median }).
    .d = Na tle grupy najlepszy jest wskaźnik „{ $name }”: { $own }, podczas gdy { unit-typical } { unit } ma { $median }.
    .e = Najwięcej zyskuje tu { unit } dzięki wskaźnikowi „{ $name }”: { $own } ({ unit-typical } { unit }: { $median }).
area-detail-strength-own =
    .a = Spośród wskaźników, o których nie decyduje branża, najbardziej wyróżnia się „{ $name }”: { $own }, mediana { $median }.
    .b = Wśród wskaźników, które mniej zależą od branży, przoduje „{ $name }”: { $own } wobec { $median } { in-typical-unit }.
area-detail-gap =
    .a = W tyle za { unit-typical.ins } { unit.ins } jest przede wszystkim wskaźnik „{ $name }”: { $own }, a { unit-typical } { unit } ma { $median }.
    .b = Najwięcej brakuje we wskaźniku „{ $name }”: { $own } wobec { $median } { in-typical-unit }.
    .c = Najsłabiej wypada wskaźnik „{ $name }”: { $own } ({ unit-typical } { unit }: { $median }).
    .d = Najwięcej do nadrobienia jest we wskaźniku „{ $name }”: { $own }, podczas gdy { unit-typical } { unit } ma { $median }.
    .e = Obszar najbardziej osłabia wskaźnik „{ $name }”: { $own } ({ unit-typical } { unit }: { $median }).
chart-subareas-title = Podobszary: wynik { unit.gen } na tle grupy
chart-areas-title = Obszary: wynik { unit.gen } na tle grupy
chart-areas-alt = Wykres obszarów w punktach, skala od { $low } do { $high }. { $rows }
chart-indicators-title = Wskaźniki: wynik { unit.gen } na tle grupy
chart-parts-title = Składowe obszaru: wynik { unit.gen } na tle grupy
chart-part = { $title } ({ $number } z { $n })
chart-subareas-caption = Romb: Państwa { unit }, kreska: mediana, pole: środkowa połowa grupy, pierścień: najlepszy, linia przerywana: poniżej mediany.
chart-subareas-alt = Wykres podobszarów w punktach, skala od { $low } do { $high }. { $rows }
chart-indicators-alt = Wykres wskaźników w punktach, skala od { $low } do { $high }. { $rows }
chart-parts-alt = Wykres składowych obszaru w punktach, skala od { $low } do { $high }. { $rows }
chart-row-alt = { $name }: { unit } { $own }, mediana { $median }, najlepszy wynik { $best }, miejsce { $rank }
chart-row-alt-missing = { $name }: brak wyniku { unit.gen }, mediana { $median }, najlepszy wynik { $best }.
label-best = najlepszy wynik
label-rank = miejsce
axis-unit = pkt
indicators-caption = Wartości w jednostkach wskaźników. W ostatniej kolumnie linia biegnie od najmniej do najbardziej korzystnej wartości w grupie; pole: środkowa połowa, kreska: mediana, romb: Państwa { unit }.
column-indicator = Wskaźnik
column-in-group = Położenie w grupie
note-missing = „Brak” oznacza, że { unit } nie podał{ unit-past } odpowiedzi i dlatego nie ma miejsca.
note-yes-no = Pytania z odpowiedzią „tak” lub „nie” nie mają mediany ani miejsc; ostatnia kolumna podaje liczbę odpowiedzi „tak” w grupie.
note-direction = Wskaźniki, w których mniej znaczy lepiej: { $names }.
note-last = Ostatnie miejsce w grupie, samodzielne lub dzielone z mniej niż jej połową: { $names }.

## Obszary: wnioski

slope-title = { $parts ->
    [subareas] Podobszary
    [indicators] Wskaźniki
   *[parts] Składowe obszaru
}: wynik w edycji { $before } i { $after }, w punktach
slope-caption = Linia przerywana: spadek.
slope-alt = Wykres zmian między edycjami { $before } i { $after }, w punktach. { $lines }
slope-line-alt = { $name }: { $before } i { $after }.
gains-title = O ile punktów wzrósłby wynik obszaru po osiągnięciu celu
gains-caption = Cel to następny krok w grupie; nazywa go tabela pod wykresem.
gains-alt = Wykres słupkowy możliwego przyrostu wyniku obszaru, w punktach. { $bars }
gains-bar-alt = { $name }: { $gain }.
passage-rise = Największy wzrost
passage-fall = Największy spadek
passage-strongest = Najmocniejszy punkt
passage-weakest = Najsłabszy punkt
passage-closest = Najmniej brakuje
passage-below = Do nadrobienia
passage-reserve = Największy możliwy przyrost
passage-keep = Co utrzymać
passage-small = Następny krok
missing-heading = Pytania bez odpowiedzi
missing-text = Brakuje odpowiedzi na pytania: { $names }. Warto je zebrać przed następną edycją badania.
rise-text =
    .a = „{ $name }”: o { $change } więcej niż w edycji { $edition }, teraz { $score }.
    .b = Wynik { $part ->
        [subarea] w podobszarze
       *[indicator] we wskaźniku
    } „{ $name }” wzrósł z { $before } do { $score }, czyli o { $change }.
    .c = { $part ->
        [subarea] Podobszar
       *[indicator] Wskaźnik
    } „{ $name }” zyskał { $change } od edycji { $edition } i ma teraz { $score }.
    .d = Najwięcej zmieniło się na lepsze { $part ->
        [subarea] w podobszarze
       *[indicator] we wskaźniku
    } „{ $name }”: z { $before } w edycji { $edition } na { $score } dziś.
    .e = Od edycji { $edition } najbardziej poprawił się wynik „{ $name }”: o { $change }, do { $score }.
rise-text-comparable =
    .a = „{ $name }”: w porównywalnych wskaźnikach o { $change } więcej niż w edycji { $edition }.
    .b = W porównywalnych wskaźnikach wynik „{ $name }” wzrósł z { $before } do { $score }, czyli o { $change }.
    .c = { $part ->
        [subarea] Podobszar
       *[indicator] Wskaźnik
    } „{ $name }” zyskał { $change } od edycji { $edition }, licząc tylko porównywalne wskaźniki.
    .d = Najwięcej zmieniło się na lepsze { $part ->
        [subarea] w podobszarze
       *[indicator] we wskaźniku
    } „{ $name }”: w porównywalnych wskaźnikach z { $before } na { $score }.
rise-crossed =
    .a = Dziś to więcej niż { in-typical-unit }, a poprzedni wynik jest poniżej tego poziomu.
    .b = Poprzedni wynik jest niższy od dzisiejszej mediany, obecny ją przewyższa.
    .c = W poprzedniej edycji wynik był niższy niż dzisiejsza mediana, teraz ją przewyższa.
fall-text =
    .a = „{ $name }”: o { $change } mniej niż w edycji { $edition }, teraz { $score }.
    .b = Wynik { $part ->
        [subarea] w podobszarze
       *[indicator] we wskaźniku
    } „{ $name }” spadł z { $before } do { $score }, czyli o { $change }.
    .c = { $part ->
        [subarea] Podobszar
       *[indicator] Wskaźnik
    } „{ $name }” stracił { $change } od edycji { $edition } i ma teraz { $score }.
    .d = Najwięcej ubyło { $part ->
        [subarea] w podobszarze
       *[indicator] we wskaźniku
    } „{ $name }”: z { $before } w edycji { $edition } do { $score } dziś.
    .e = Od edycji { $edition } najbardziej pogorszył się wynik „{ $name }”: o { $change }, do { $score }.
fall-text-comparable =
    .a = „{ $name }”: w porównywalnych wskaźnikach o { $change } mniej niż w edycji { $edition }.
    .b = W porównywalnych wskaźnikach wynik „{ $name }” spadł z { $before } do { $score }, czyli o { $change }.
    .c = { $part ->
        [subarea] Podobszar
       *[indicator] Wskaźnik
    } „{ $name }” stracił { $change } od edycji { $edition }, licząc tylko porównywalne wskaźniki.
    .d = Najwięcej ubyło { $part ->
        [subarea] w podobszarze
       *[indicator] we wskaźniku
    } „{ $name }”: w porównywalnych wskaźnikach z { $before } do { $score }.
fall-still-above =
    .a = Mimo spadku { $part ->
        [subarea] podobszar
       *[indicator] wskaźnik
    } nadal wypada lepiej niż { in-typical-unit }.
    .b = Mimo spadku wynik nadal przewyższa medianę grupy.
    .c = Nawet po spadku to więcej niż { in-typical-unit }.
outstanding-text =
    .a = „{ $name }”: { $own }, a { in-typical-unit } { $median }; { $rank } miejsce wśród { $n }{" "}{ units.gen }.
    .b = We wskaźniku „{ $name }” { unit } ma { $own } wobec { $median } { in-typical-unit } i zajmuje { $rank } miejsce wśród { $n }{" "}{ units.gen }.
    .c = { Unit } ma { $own } we wskaźniku „{ $name }”, a { unit-typical } { unit } { $median }. To { $rank } miejsce wśród { $n }{" "}{ units.gen }.
    .d = We wskaźniku „{ $name }” { unit } zajmuje { $rank } miejsce wśród { $n }{" "}{ units.gen }: { $own }, { unit-typical } { unit }: { $median }.
    .e = „{ $name }”: { $rank } miejsce wśród { $n }{"\u00A0"}{ units.gen }, { $own } wobec { $median } { in-typical-unit }.
reserve-text =
    .a = „{ $name }”: wzrost z { $own } do { $goal } podniósłby wynik obszaru o { $gain }.
    .b = Wynik obszaru wzrósłby o { $gain }, gdyby wskaźnik „{ $name }” wzrósł z { $own } do { $goal }.
    .c = Gdyby wskaźnik „{ $name }” wynosił { $goal } zamiast { $own }, wynik obszaru byłby wyższy o { $gain }.
    .d = Najwięcej może tu dać „{ $name }”: przy { $goal } zamiast { $own } wynik obszaru byłby wyższy o { $gain }.
    .e = Dojście od { $own } do { $goal } we wskaźniku „{ $name }” dodałoby obszarowi { $gain }.
    .f = Cel we wskaźniku „{ $name }” to { $goal } (dziś { $own }); jego osiągnięcie dałoby obszarowi { $gain }.
reserve-text-less =
    .a = „{ $name }”: spadek z { $own } do { $goal } podniósłby wynik obszaru o { $gain }.
    .b = Wynik obszaru wzrósłby o { $gain }, gdyby wskaźnik „{ $name }” spadł z { $own } do { $goal }.
    .c = Gdyby wskaźnik „{ $name }” wynosił { $goal } zamiast { $own }, wynik obszaru byłby wyższy o { $gain }.
    .d = Najwięcej może tu dać „{ $name }”: zejście z { $own } do { $goal } podniosłoby wynik obszaru o { $gain }.
reserve-text-yes =
    .a = „{ $name }”: odpowiedź { $goal } zamiast { $own } podniosłaby wynik obszaru o { $gain }.
    .b = Wynik obszaru wzrósłby o { $gain }, gdyby odpowiedź we wskaźniku „{ $name }” brzmiała { $goal }, a nie { $own }.
    .c = We wskaźniku „{ $name }” odpowiedź brzmi dziś { $own }; z odpowiedzią { $goal } wynik obszaru byłby wyższy o { $gain }.
reserve-rank =
    .a = Miejsce w obszarze zmieniłoby się z { $before } na { $after } przy niezmienionych wynikach innych { units.gen }.
    .b = Przy niezmienionych wynikach innych { units.gen } oznacza to { $after } miejsce w obszarze zamiast { $before }
    .c = Jeśli { units-other } { units } utrzymają swoje wyniki, { unit } przejdzie w obszarze z { $before } miejsca na { $after }
    .d = To awans w obszarze z { $before } miejsca na { $after }, o ile wyniki innych { units.gen } się nie zmienią.
    .e = Dzisiejsze { $before } miejsce w obszarze zmieniłoby się wtedy na { $after }, jeśli { units-other } { units } nie zmienią swoich wyników.
reserve-rank-same =
    .a = Do zmiany miejsca w obszarze to za mało, jeśli { units-other } { units } utrzymają swoje wyniki.
    .b = Przy niezmienionych wynikach innych { units.gen } miejsce w obszarze pozostałoby takie samo.
    .c = Samo miejsce w obszarze nie zmieniłoby się, gdyby { units-other } { units } utrzyma{ units-past } swoje wyniki.
small-numbers = Przy tak małych liczbach jeden przypadek wyraźnie zmienia wynik.
keep-small = W żadnym wskaźniku osiągnięcie najbliższego celu nie podniosłoby wyniku obszaru nawet o { $step }.
keep-small-far = We wskaźniku „{ $name }” najlepsze wartości są bardzo odległe od wartości większości grupy, a to one wyznaczają koniec skali.
keep-text = Wszystkie wskaźniki z odpowiedzią są na poziomie benchmarku. Warto opisać, co za tym stoi, i powtarzać pomiar.
reserves-caption = Co dałoby osiągnięcie celu, przy niezmienionych wynikach innych { units.gen }. Przyrost wyniku w punktach.
column-today = Dziś
column-goal = Cel
column-goal-is = Skąd cel
column-gain-area = Przyrost w obszarze
column-gain-total = Przyrost ogółem
column-rank-area = Miejsce w obszarze
goal-growth = postęp najlepszej ćwiartki
goal-half-median = w połowie drogi do mediany
goal-median = mediana
goal-q3 = próg górnej ćwiartki
goal-tenth = poziom 10% najlepszych
goal-half-benchmark = w połowie drogi do benchmarku
goal-benchmark = benchmark
goal-half-median-rounded = około połowy drogi do mediany
goal-median-rounded = około mediany
goal-q3-rounded = około progu górnej ćwiartki
goal-tenth-rounded = około poziomu 10% najlepszych
goal-half-benchmark-rounded = około połowy drogi do benchmarku
goal-benchmark-rounded = około benchmarku
goal-introduce = wprowadzić
goal-end = zakończyć
rank-change = z { $before } na { $after }
rank-unchanged = bez zmiany ({ $after })
area-advice-heading = Rekomendacje w tym obszarze
area-advice-item = { $term }; możliwy przyrost wyniku ogólnego (pkt): { $gain }.
area-advice-item-keep = { $term }; działanie utrzymuje dobry wynik.
area-advice-item-answer = { $term }; odpowiedź pozwoli obliczyć wynik.
link-recommendation = Opis działania { $number }
before-page = , s.{"\u00A0"}
outstanding-text-yes =
    .a = „{ $name }”: odpowiedź { unit.gen } brzmi { $own }; w grupie „tak” odpowiada { $yes } z { $n }.
    .b = We wskaźniku „{ $name }” { unit } odpowiada { $own }; odpowiedzi „tak” w grupie: { $yes } z { $n }.
passage-pattern = Nietypowy układ
passage-exception = Wyjątek w podobszarze
contrast-low =
    .a = Obszar „{ $other }” daje { $before } miejsce, a ten obszar { $rank } wśród { $n }{" "}{ units.gen }. Temat na spotkanie: co z tamtego obszaru można wykorzystać tutaj?
    .b = Mimo { $before } miejsca w obszarze „{ $other }” { unit } jest tutaj na { $rank } miejscu wśród { $n }{" "}{ units.gen }. Warto sprawdzić, którego kroku brakuje między jednym a drugim.
    .c = W obszarze „{ $other }” { unit } jest na { $before } miejscu, tutaj na { $rank } wśród { $n }{" "}{ units.gen }. { -unit.kind ->
        [cluster] O ten układ warto zapytać zespół i członków.
       *[other] Warto sprawdzić, skąd bierze się ten układ.
    }
contrast-high =
    .a = Tutaj { unit } zajmuje { $rank } miejsce wśród { $n }{" "}{ units.gen }, choć w obszarze „{ $other }” ma { $before } miejsce. Warto opisać, jak { unit } do tego dochodzi.
    .b = Mimo { $before } miejsca w obszarze „{ $other }” { unit } jest tutaj na { $rank } miejscu wśród { $n }{" "}{ units.gen }. Taki układ może zainteresować { units-other.acc } { units.acc }.
    .c = W obszarze „{ $other }” { unit } jest na { $before } miejscu, tutaj na { $rank } wśród { $n }{" "}{ units.gen }. To dobry temat na wymianę praktyk.
split =
    .a = W tym obszarze wyniki są bardzo nierówne: „{ $best }” to { $high } miejsce, a „{ $worst }” { $low } miejsce. Sam wynik obszaru tego nie pokazuje.
    .b = Wynik obszaru kryje duże różnice: { $high } miejsce w podobszarze „{ $best }” i { $low } w podobszarze „{ $worst }”.
    .c = W podobszarze „{ $best }” { unit } należy do najlepszych ({ $high } miejsce), w podobszarze „{ $worst }” do najsłabszych ({ $low } miejsce).
exception-low =
    .a = Podobszar „{ $part }” to { $rank } miejsce w grupie, ale wskaźnik „{ $name }” należy do najsłabszych: { $own }, { unit-typical } { unit }: { $median }.
    .b = Od dobrego wyniku podobszaru „{ $part }” ({ $rank } miejsce) odstaje wskaźnik „{ $name }”: { $own } wobec { $median } { in-typical-unit }.
    .c = W podobszarze „{ $part }” { unit } jest na { $rank } miejscu, lecz we wskaźniku „{ $name }” ma { $own }, a { unit-typical } { unit } { $median }.
exception-high =
    .a = Podobszar „{ $part }” to { $rank } miejsce w grupie, ale wskaźnik „{ $name }” należy do najlepszych: { $own }, { unit-typical } { unit }: { $median }.
    .b = Na tle słabego podobszaru „{ $part }” ({ $rank } miejsce) wyróżnia się wskaźnik „{ $name }”: { $own } wobec { $median } { in-typical-unit }.
    .c = Choć w podobszarze „{ $part }” { unit } jest na { $rank } miejscu, we wskaźniku „{ $name }” ma { $own }, a { unit-typical } { unit } { $median }.
rule-contrast-low = obszar poniżej mediany, a wcześniejszy obszar powyżej środkowej połowy; miejsca różnią się o co najmniej 40% grupy
rule-contrast-high = obszar powyżej środkowej połowy, a wcześniejszy obszar poniżej niej; miejsca różnią się o co najmniej 40% grupy
rule-split = w obszarze jest podobszar powyżej i podobszar poniżej środkowej połowy grupy
rule-exception-low = podobszar powyżej środkowej połowy grupy, jego wskaźnik poniżej niej
rule-exception-high = podobszar poniżej środkowej połowy grupy, jego wskaźnik powyżej niej
passage-also-strong = Także mocne
passage-also-weak = Także do nadrobienia
less-is-better = Mniej znaczy tu lepiej.
indicators-caption-chosen = Najważniejsze wskaźniki obszaru; wszystkie są w załączonym arkuszu. W ostatniej kolumnie linia biegnie od najmniej do najbardziej korzystnej wartości w grupie; pole: środkowa połowa, kreska: mediana, romb: Państwa { unit }.
