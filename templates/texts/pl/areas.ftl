## Obszary: wyniki

area-title-leader =
    .a = Najwyższy wynik w grupie, największa przewaga: { $best }
    .b = Nikt w grupie nie ma wyższego wyniku, największa przewaga: { $best }
area-title-leader-short =
    .a = Najwyższy wynik w grupie w tym obszarze
area-title-all-above =
    .a = Wszystkie { $parts ->
        [subareas] podobszary
        [indicators] wskaźniki
       *[parts] składowe
    } powyżej mediany, najbardziej: { $best }
    .b = Powyżej mediany { $parts ->
        [subareas] w każdym podobszarze
        [indicators] w każdym wskaźniku
       *[parts] w każdej składowej
    }, najbardziej: { $best }
    .c = { $parts ->
        [subareas] Żaden podobszar
        [indicators] Żaden wskaźnik
       *[parts] Żadna składowa
    } poniżej mediany, mocna strona: { $best }
area-title-all-above-short =
    .a = Wszystkie { $parts ->
        [subareas] podobszary
        [indicators] wskaźniki
       *[parts] składowe
    } powyżej mediany
area-title-none-above =
    .a = Najbliżej mediany: { $best } ({ $gap })
    .b = W środkowej połowie grupy: { $best }
area-title-level =
    .a = Równo z medianą: { $best }
area-title-low =
    .a = Najmniejsza strata do mediany: { $best } ({ $gap })
    .b = Poniżej mediany, najmniejsza strata: { $best } ({ $gap })
area-title-low-short =
    .a = W tym obszarze nic nie jest powyżej mediany
area-title-constant = Bez różnic w grupie w tym obszarze
area-title-one-above =
    .a = Powyżej środkowej połowy grupy: { $best }
area-title-one-above-short =
    .a = Powyżej środkowej połowy grupy
area-title-one-upper =
    .a = W środkowej połowie grupy, powyżej mediany: { $best }
area-title-one-upper-short =
    .a = W środkowej połowie grupy, powyżej mediany
area-title-one-median =
    .a = Równo z medianą: { $best }
area-title-one-median-short =
    .a = Równo z medianą
area-title-one-lower =
    .a = W środkowej połowie grupy, poniżej mediany: { $best }
area-title-one-lower-short =
    .a = W środkowej połowie grupy, poniżej mediany
area-title-one-below =
    .a = Poniżej środkowej połowy grupy: { $best }
area-title-one-below-short =
    .a = Poniżej środkowej połowy grupy
area-title-mixed =
    .a = { $Best } powyżej mediany, { $worst } poniżej
    .b = Mocna strona: { $best }. Największa luka: { $worst }
    .c = Największa przewaga: { $best }. Największa luka: { $worst }
area-title-mixed-short =
    .a = Powyżej mediany: { $best }
    .b = Największa przewaga nad medianą: { $best }
area-title-missing = Za mało odpowiedzi, aby obliczyć wynik obszaru

area-lead-above =
    .a = W tym obszarze { unit } uzyskał{ unit-past } { $score }, o { $gap } powyżej mediany, i { unit-took } { $rank } miejsce na { $n }.
    .b = Wynik obszaru to { $score }: { $rank } miejsce na { $n }, o { $gap } powyżej mediany.
    .c = { Unit } zajmuje tu { $rank } miejsce na { $n }: ma { $score }, o { $gap } powyżej mediany grupy.
    .d = Z wynikiem { $score } { unit } jest w tym obszarze na { $rank } miejscu z { $n }, o { $gap } powyżej mediany.
area-lead-below =
    .a = W tym obszarze { unit } uzyskał{ unit-past } { $score }, o { $gap } poniżej mediany, i { unit-took } { $rank } miejsce na { $n }.
    .b = Wynik obszaru to { $score }: { $rank } miejsce na { $n }, o { $gap } poniżej mediany.
    .c = { Unit } zajmuje tu { $rank } miejsce na { $n }: ma { $score }, o { $gap } poniżej mediany grupy.
    .d = Z wynikiem { $score } { unit } jest w tym obszarze na { $rank } miejscu z { $n }, o { $gap } poniżej mediany.
area-lead-equal =
    .a = W tym obszarze { unit } uzyskał{ unit-past } { $score }, tyle samo, ile wynosi mediana, i { unit-took } { $rank } miejsce na { $n }.
    .b = Wynik obszaru to { $score }, równo z medianą grupy: { $rank } miejsce na { $n }.
area-lead-missing = Odpowiedzi, których brakuje, mają razem zbyt dużą wagę. Tabela pokazuje wskaźniki, które { unit } podał{ unit-past }.
area-detail-parts =
    .a = Najwyższy wynik ma { $part ->
        [subarea] podobszar
       *[indicator] wskaźnik
    } „{ $best }” ({ $high }), najniższy „{ $worst }” ({ $low }).
    .b = Wyniki cząstkowe: od { $low } („{ $worst }”) do { $high } („{ $best }”).
    .c = Najwyżej stoi { $part ->
        [subarea] podobszar
       *[indicator] wskaźnik
    } „{ $best }” ({ $high }), najniżej „{ $worst }” ({ $low }).
area-detail-strength =
    .a = Najbardziej wyróżnia się wskaźnik „{ $name }”: { $own }, mediana { $median }.
    .b = Na tle grupy najwyżej stoi wskaźnik „{ $name }” ({ $own } wobec mediany { $median }).
    .c = Najmocniej wypada wskaźnik „{ $name }”: { $own } przy medianie { $median }.
area-detail-gap =
    .a = Największą stratę do mediany ma wskaźnik „{ $name }”: { $own }, mediana { $median }.
    .b = Najwięcej do mediany brakuje we wskaźniku „{ $name }” ({ $own } wobec { $median }).
    .c = Najmniej korzystnie wypada wskaźnik „{ $name }”: { $own } przy medianie { $median }.
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
chart-row-alt = { $name }: { unit } { $own }, mediana { $median }, najlepszy { $best }, miejsce { $rank }
chart-row-alt-missing = { $name }: brak wyniku { unit.gen }, mediana { $median }, najlepszy { $best }.
label-best = najlepszy wynik
label-rank = miejsce
axis-unit = pkt
indicators-caption = Wartości w jednostkach wskaźników. W ostatniej kolumnie linia biegnie od najmniej do najbardziej korzystnej wartości w grupie; pole: środkowa połowa, kreska: mediana, romb: Państwa { unit }.
column-indicator = Wskaźnik
column-in-group = Położenie w grupie
note-missing = „Brak”: { unit } nie podał{ unit-past } odpowiedzi, dlatego nie ma miejsca.
note-yes-no = Pytania z odpowiedzią „tak” lub „nie” nie mają mediany ani miejsc; ostatnia kolumna mówi, ilu w grupie odpowiada „tak”.
note-direction = Mniej znaczy lepiej: { $names }.
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
gains-title = O ile punktów wzrósłby wynik obszaru, gdyby wskaźnik osiągnął cel
gains-caption = Cel to następny krok w grupie; nazywa go tabela pod wykresem.
gains-alt = Wykres słupkowy możliwego przyrostu wyniku obszaru, w punktach. { $bars }
gains-bar-alt = { $name }: { $gain }.
passage-rise = Największy wzrost
passage-fall = Największy spadek
passage-strongest = Najmocniejszy punkt
passage-weakest = Największa strata
passage-closest = Najmniej brakuje
passage-below = Poniżej mediany
passage-reserve = Największa rezerwa
passage-keep = Co utrzymać
passage-small = Następny krok
missing-heading = Pytania bez odpowiedzi
missing-text = Brakuje odpowiedzi na pytania: { $names }. Warto je zebrać przed następną edycją badania.
rise-text =
    .a = „{ $name }”: o { $change } więcej niż w edycji { $edition }, teraz { $score }.
    .b = Wynik { $part ->
        [subarea] w podobszarze
       *[indicator] wskaźnika
    } „{ $name }” wzrósł z { $before } do { $score }, czyli o { $change }.
    .c = { $part ->
        [subarea] Podobszar
       *[indicator] Wskaźnik
    } „{ $name }” zyskuje { $change } w porównaniu z edycją { $edition } i ma { $score }.
rise-text-comparable =
    .a = „{ $name }”: w porównywalnych wskaźnikach o { $change } więcej niż w edycji { $edition }.
    .b = W porównywalnych wskaźnikach wynik „{ $name }” wzrósł z { $before } do { $score }, czyli o { $change }.
    .c = { $part ->
        [subarea] Podobszar
       *[indicator] Wskaźnik
    } „{ $name }” zyskuje { $change } od edycji { $edition }, licząc tylko porównywalne wskaźniki.
rise-crossed =
    .a = Teraz jest powyżej mediany, a wynik z poprzedniej edycji był od niej niższy.
    .b = Poprzedni wynik byłby dziś poniżej mediany, obecny jest powyżej niej.
    .c = W poprzedniej edycji wynik był niższy niż dzisiejsza mediana, teraz jest wyższy.
fall-text =
    .a = „{ $name }”: o { $change } mniej niż w edycji { $edition }, teraz { $score }.
    .b = Wynik { $part ->
        [subarea] w podobszarze
       *[indicator] wskaźnika
    } „{ $name }” spadł z { $before } do { $score }, czyli o { $change }.
    .c = { $part ->
        [subarea] Podobszar
       *[indicator] Wskaźnik
    } „{ $name }” traci { $change } w porównaniu z edycją { $edition } i ma { $score }.
fall-text-comparable =
    .a = „{ $name }”: w porównywalnych wskaźnikach o { $change } mniej niż w edycji { $edition }.
    .b = W porównywalnych wskaźnikach wynik „{ $name }” spadł z { $before } do { $score }, czyli o { $change }.
    .c = { $part ->
        [subarea] Podobszar
       *[indicator] Wskaźnik
    } „{ $name }” traci { $change } od edycji { $edition }, licząc tylko porównywalne wskaźniki.
fall-still-above =
    .a = Mimo spadku { $part ->
        [subarea] podobszar
       *[indicator] wskaźnik
    } jest powyżej mediany.
    .b = Po spadku wynik jest wyższy niż mediana grupy.
outstanding-text =
    .a = Wskaźnik „{ $name }”: { $rank } miejsce na { $n }; { unit } ma { $own }, a mediana wynosi { $median }.
    .b = We wskaźniku „{ $name }” { unit } ma { $own } przy medianie { $median } i zajmuje { $rank } miejsce na { $n }.
    .c = Mediana wskaźnika „{ $name }” wynosi { $median }, a { unit } ma { $own }, co daje { $rank } miejsce na { $n }.
    .d = We wskaźniku „{ $name }” { unit } zajmuje { $rank } miejsce na { $n }: { $own } wobec mediany { $median }.
reserve-text =
    .a = „{ $name }”: wzrost z { $own } do { $goal } podniósłby wynik obszaru o { $gain }.
    .b = Wynik obszaru wzrósłby o { $gain }, gdyby wskaźnik „{ $name }” wzrósł z { $own } do { $goal }.
    .c = Gdyby wskaźnik „{ $name }” wynosił { $goal } zamiast { $own }, obszar zyskałby { $gain }.
reserve-text-less =
    .a = „{ $name }”: spadek z { $own } do { $goal } podniósłby wynik obszaru o { $gain }.
    .b = Wynik obszaru wzrósłby o { $gain }, gdyby wskaźnik „{ $name }” spadł z { $own } do { $goal }.
    .c = Gdyby wskaźnik „{ $name }” wynosił { $goal } zamiast { $own }, obszar zyskałby { $gain }.
reserve-text-yes =
    .a = „{ $name }”: zmiana odpowiedzi z { $own } na { $goal } podniosłaby wynik obszaru o { $gain }.
    .b = Wynik obszaru wzrósłby o { $gain }, gdyby na pytanie „{ $name }” { unit } { unit-could } odpowiedzieć { $goal } zamiast { $own }.
    .c = Z odpowiedzią { $goal } zamiast { $own } na pytanie „{ $name }” obszar zyskałby { $gain }.
reserve-rank =
    .a = Miejsce w obszarze zmieniłoby się z { $before } na { $after } przy niezmienionych wynikach innych { units.gen }.
    .b = Przy niezmienionych wynikach innych { units.gen } oznacza to { $after } miejsce w obszarze zamiast { $before }
    .c = Jeśli { units-other } { units } utrzymają swoje wyniki, { unit } przejdzie w obszarze z { $before } miejsca na { $after }
reserve-rank-same =
    .a = Do zmiany miejsca w obszarze to za mało, jeśli { units-other } { units } utrzymają swoje wyniki.
    .b = Przy niezmienionych wynikach innych { units.gen } miejsce w obszarze pozostałoby takie samo.
    .c = Samo miejsce w obszarze nie zmieniłoby się, gdyby { units-other } { units } utrzyma{ units-past } swoje wyniki.
small-numbers = Przy tak małych liczbach jeden przypadek wyraźnie zmienia wynik.
keep-small = Osiągnięcie najbliższego celu w żadnym ze wskaźników obszaru nie podniosłoby jego wyniku nawet o { $step }.
keep-small-far = We wskaźniku „{ $name }” najlepsze wartości są bardzo odległe od większości grupy, a to one wyznaczają koniec skali.
keep-text = Wszystkie wskaźniki z odpowiedzią są na poziomie benchmarku. Warto opisać, co za tym stoi, i powtarzać pomiar.
reserves-caption = Co dałoby osiągnięcie celu, przy niezmienionych wynikach innych { units.gen }. Zyski w punktach.
column-today = Dziś
column-goal = Cel
column-goal-is = Cel to
column-gain-area = Zysk obszaru
column-gain-total = Zysk ogółem
column-rank-area = Miejsce w obszarze
goal-growth = postęp najlepszej ćwiartki
goal-half-median = połowa drogi do mediany
goal-median = mediana
goal-q3 = próg górnej ćwiartki
goal-tenth = próg górnych 10%
goal-half-benchmark = połowa drogi do benchmarku
goal-benchmark = benchmark
goal-half-median-rounded = około połowy drogi do mediany
goal-median-rounded = około mediany
goal-q3-rounded = około progu górnej ćwiartki
goal-tenth-rounded = około progu górnych 10%
goal-half-benchmark-rounded = około połowy drogi do benchmarku
goal-benchmark-rounded = około benchmarku
goal-introduce = wprowadzić
goal-end = zakończyć
rank-change = z { $before } na { $after }
rank-unchanged = bez zmiany ({ $after })
area-advice-heading = Rekomendacje w tym obszarze
area-advice-item = { $term }; możliwy zysk wyniku ogólnego (pkt): { $gain }.
area-advice-item-keep = { $term }; działanie utrzymuje dobry wynik.
area-advice-item-answer = { $term }; odpowiedź pozwoli policzyć wynik.
link-recommendation = Opis działania { $number }
before-page = , s.{"\u00A0"}
outstanding-text-yes =
    .a = Na pytanie „{ $name }” { unit } odpowiada { $own }; odpowiedź „tak” w grupie: { $yes } z { $n }.
    .b = „{ $name }”: { unit } odpowiada { $own }, odpowiedzi „tak” w grupie jest { $yes } z { $n }.
passage-pattern = Nietypowy układ
passage-exception = Wyjątek w podobszarze
contrast-low =
    .a = Tutaj { unit } zajmuje { $rank } miejsce na { $n }, a w obszarze „{ $other }” { $before } miejsce. Temat na spotkanie: co z tamtego obszaru można wykorzystać tutaj?
    .b = Obszar „{ $other }” to { $before } miejsce, a ten { $rank } na { $n }. Warto sprawdzić, gdzie ta przewaga się kończy.
    .c = W obszarze „{ $other }” { unit } jest na { $before } miejscu, tutaj na { $rank } z { $n }. { -unit.kind ->
        [cluster] To układ, o który warto zapytać zespół i członków.
       *[other] Warto sprawdzić, skąd bierze się ten układ.
    }
contrast-high =
    .a = Tutaj { unit } zajmuje { $rank } miejsce na { $n }, choć w obszarze „{ $other }” ma { $before } miejsce. Warto opisać, jak { unit } do tego dochodzi.
    .b = Obszar „{ $other }” to { $before } miejsce, a ten { $rank } na { $n }. Taki układ może zainteresować { units-other.acc } { units.acc }.
    .c = W obszarze „{ $other }” { unit } jest na { $before } miejscu, tutaj na { $rank } z { $n }. To dobry temat na wymianę praktyk.
split =
    .a = W jednym obszarze { unit } jest i wysoko, i nisko: „{ $best }” to { $high } miejsce, a „{ $worst }” { $low } miejsce. Wynik całego obszaru tego nie pokazuje.
    .b = Wynik obszaru kryje duże różnice: { $high } miejsce w podobszarze „{ $best }” i { $low } w podobszarze „{ $worst }”.
    .c = Podobszar „{ $best }” jest powyżej środkowej połowy grupy ({ $high } miejsce), a „{ $worst }” poniżej niej ({ $low } miejsce).
exception-low =
    .a = Podobszar „{ $part }” to { $rank } miejsce w grupie, ale wskaźnik „{ $name }” wypada mniej korzystnie niż środkowa połowa: { $own } przy medianie { $median }.
    .b = Na tle całego podobszaru „{ $part }” ({ $rank } miejsce) odstaje wskaźnik „{ $name }”: { $own }, a mediana { $median }.
    .c = W podobszarze „{ $part }” { unit } jest na { $rank } miejscu, lecz we wskaźniku „{ $name }” ma { $own } wobec mediany { $median }.
exception-high =
    .a = Podobszar „{ $part }” to { $rank } miejsce w grupie, ale wskaźnik „{ $name }” wypada korzystniej niż środkowa połowa: { $own } przy medianie { $median }.
    .b = W podobszarze „{ $part }” ({ $rank } miejsce) wyróżnia się wskaźnik „{ $name }”: { $own }, a mediana { $median }.
    .c = Choć w podobszarze „{ $part }” { unit } jest na { $rank } miejscu, we wskaźniku „{ $name }” ma { $own } wobec mediany { $median }.
rule-contrast-low = obszar poniżej mediany, a wcześniejszy obszar powyżej środkowej połowy; miejsca różnią się o co najmniej 40% grupy
rule-contrast-high = obszar powyżej środkowej połowy, a wcześniejszy obszar poniżej niej; miejsca różnią się o co najmniej 40% grupy
rule-split = w obszarze jest podobszar powyżej i podobszar poniżej środkowej połowy grupy
rule-exception-low = podobszar powyżej środkowej połowy grupy, jego wskaźnik poniżej niej
rule-exception-high = podobszar poniżej środkowej połowy grupy, jego wskaźnik powyżej niej
passage-also-strong = Także wysoko
passage-also-weak = Także poniżej mediany
less-is-better = Mniej znaczy tu lepiej.
indicators-caption-chosen = Najważniejsze wskaźniki obszaru; wszystkie są w załączonym arkuszu. W ostatniej kolumnie linia biegnie od najmniej do najbardziej korzystnej wartości w grupie; pole: środkowa połowa, kreska: mediana, romb: Państwa { unit }.
