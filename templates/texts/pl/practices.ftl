## Dobre praktyki

practices = Dobre praktyki
practices-title = { $n ->
    [one] Praktyka, która może pomóc, i mocne strony, które warto pokazać
   *[other] Praktyki, które mogą pomóc, i mocne strony, które warto pokazać
}
practices-title-ahead = { $n ->
    [one] Praktyka do przejęcia i mocne strony, które warto pokazać
   *[other] Praktyki do przejęcia i mocne strony, które warto pokazać
}
practices-title-own = { $n ->
    [one] Praktyka, która może pomóc, i to, czym { unit } może się podzielić
   *[other] Praktyki, które mogą pomóc, i to, czym { unit } może się podzielić
}
practices-title-own-ahead = { $n ->
    [one] Praktyka do przejęcia i to, czym { unit } może się podzielić
   *[other] Praktyki do przejęcia i to, czym { unit } może się podzielić
}
practices-title-chosen = { $n ->
    [one] Praktyka do przejęcia
   *[other] Praktyki do przejęcia
}
practices-title-strengths = Mocne strony, które warto pokazać innym
practices-title-elsewhere = Praktyki są przy rekomendacjach
practices-lead-behind = { $n ->
    [one] Praktykę wybrano do dziedziny bez rekomendacji, w której do mediany brakuje najwięcej: { $behind }.
   *[many] Praktyki wybrano do dziedzin bez rekomendacji, w których do mediany brakuje najwięcej: { $behind }.
}
practices-lead-both = Praktyki wybrano najpierw do dziedzin poniżej mediany, których nie dotyczy żadna rekomendacja: { $behind }. Kolejne dotyczą dziedzin, w których daleko do najlepszego wyniku: { $rest }.
practices-lead-rest = Praktyki dotyczą dziedzin, w których do najlepszego wyniku brakuje najwięcej: { $rest }. Wszystkie te dziedziny są co najmniej na poziomie mediany.
practices-elsewhere = Praktyki do rekomendacji są w następnym rozdziale, każda przy swoim działaniu.
practices-why = Dlaczego
practices-why-behind = { $name }: { $result }.
practices-why-rest = { $name }: { $result }; do najlepszego wyniku brakuje { $leader }.
practices-why-indicator = Wskaźnik „{ $name }”: { $own } ({ unit-typical } { unit }: { $median }).
practices-why-indicator-yes = Wskaźnik „{ $name }”: { $own } („tak” w grupie: { $yes } z { $n }).
practices-result-above = { $score }, o { $gap } więcej niż { in-typical-unit }, { $rank } miejsce wśród { $n }
practices-result-equal = { $score }, tyle samo co { in-typical-unit }, { $rank } miejsce wśród { $n }
practices-result-below = { $score }, o { $gap } mniej niż { in-typical-unit }, { $rank } miejsce wśród { $n }
practices-what = Na czym polega
practices-effect = Co daje
practices-audience = Dla kogo
practices-owner = Kto i kiedy
practices-owner-text = { $owner }; { $term }, nakład pracy { $effort }
practices-measure = Miernik
practices-source = Źródło
practices-source-standards = standardy zarządzania{ -unit.kind ->
    [cluster] {" "}klastrami
   *[other] {""}
}
practices-source-excellence = europejskie wskaźniki jakości{ -unit.kind ->
    [cluster] {" "}klastrów
   *[other] {""}
}
practices-source-key = { -unit.kind ->
    [cluster] kryteria Krajowych Klastrów Kluczowych
   *[other] kryteria krajowe
}
practices-source-study = opracowanie zespołu badania
practices-seen = { -unit.kind ->
    [cluster] klaster { $name }
   *[other] { $name }
} (nazwa za zgodą { unit.gen })
practices-seen-similar = { -unit.kind ->
    [cluster] klaster { $name }
   *[other] { $name }
} (podobny profil, nazwa za zgodą { unit.gen })
practices-seen-and-published = { $seen }; { $published }
practices-strengths = Co { unit } może pokazać innym
practices-strengths-above = W tych dziedzinach { unit } ma wyniki powyżej mediany i jedne z najlepszych swoich miejsc. Karty pomagają przygotować się do sesji wymiany praktyk.
practices-strengths-own = W tych dziedzinach { unit } ma wskaźnik powyżej mediany albo stoi wysoko na tle własnego profilu. Karty pomagają przygotować się do sesji wymiany praktyk.
practices-tell = Co opowiedzieć
practices-tell-both =
    .a = jak wynik wzrósł o { $change } od edycji { $edition } i skąd się bierze wartość wskaźnika „{ $name }”: { $own } ({ unit-typical } { unit }: { $median })
    .b = od czego { unit } { unit-began }: wynik jest o { $change } wyższy niż w edycji { $edition }, a wskaźnik „{ $name }” to { $own } wobec { $median } { in-typical-unit }
    .c = co zmieniło się od edycji { $edition } (wzrost o { $change }) i jak { unit } pracuje nad wskaźnikiem „{ $name }”: { $own } ({ unit-typical } { unit }: { $median })
practices-tell-indicator =
    .a = skąd się bierze wartość wskaźnika „{ $name }”: { $own } ({ unit-typical } { unit }: { $median })
    .b = jak wygląda praca, którą mierzy wskaźnik „{ $name }”: { $own } wobec { $median } { in-typical-unit }
    .c = kto i jak pracuje nad wskaźnikiem „{ $name }”: { $own } ({ unit-typical } { unit }: { $median })
practices-tell-answer =
    .a = co stoi za odpowiedzią { $own } na pytanie „{ $name }”
    .b = skąd się wzięła odpowiedź { $own } na pytanie „{ $name }”
    .c = kto i jak dba o to, o co pyta wskaźnik „{ $name }”
practices-tell-rise =
    .a = jak wynik wzrósł o { $change } od edycji { $edition } i co było pierwszym krokiem
    .b = co zmieniło się od edycji { $edition }: wynik jest wyższy o { $change }
    .c = które decyzje zapadły od edycji { $edition }; wynik wzrósł o { $change }
practices-tell-plain =
    .a = jak wygląda praca w tej dziedzinie w zwykłym miesiącu i kto ją prowadzi
    .b = które z działań w tej dziedzinie { unit } na pewno zostawi bez zmian
    .c = co w tej dziedzinie okazało się prostsze, niż wyglądało na początku
practices-asked = O co zapytają
practices-asked-first =
    .a = Co trzeba robić stale, aby utrzymać taki wynik, i co można by pominąć?
    .b = Kto pilnuje tego na co dzień i ile czasu to zajmuje?
    .c = { -unit.kind ->
        [cluster] Które z tych działań dałoby się powtórzyć w mniejszym biurze?
       *[other] Które z tych działań dałoby się powtórzyć przy mniejszych środkach?
    }
practices-asked-rise =
    .a = Co zmieniono najpierw po edycji { $edition } i po jakim czasie było widać skutek?
    .b = Co od edycji { $edition } próbowano i odłożono?
    .c = Kogo od edycji { $edition } trzeba było przekonać i jak się to udało?
practices-asked-plain =
    .a = Od czego zacząć i kto powinien to prowadzić?
    .b = { -unit.kind ->
        [cluster] Ile czasu zajmuje to biuru w ciągu miesiąca?
       *[other] Ile czasu zajmuje to w ciągu miesiąca?
    }
    .c = Co zadziałałoby także { in-unit } innej wielkości?
practices-bring = Co zabrać
practices-bring-answer =
    .a = to, co potwierdza odpowiedź „tak” we wskaźniku „{ $name }”, na przykład dokument albo opis zadań
    .b = krótki opis, jak i kiedy powstało to, o co pyta wskaźnik „{ $name }”
    .c = jedną stronę o tym, jak na co dzień działa to, o co pyta wskaźnik „{ $name }”
practices-bring-list =
    .a = spis tego, co policzono we wskaźniku „{ $name }”, z datami i osobami
    .b = opis jednego przypadku spośród policzonych we wskaźniku „{ $name }”, od pomysłu do końca
    .c = wykaz, z którego wzięto liczbę do wskaźnika „{ $name }”
practices-bring-share =
    .a = sposób liczenia wskaźnika „{ $name }” i wartości z kolejnych lat
    .b = zestawienie, z którego obliczono wskaźnik „{ $name }”
    .c = krótki opis, jak zbierane są dane do wskaźnika „{ $name }”
practices-bring-measure =
    .a = wartości wskaźnika „{ $name }” z kolejnych lat i opis, kto je zapisuje
    .b = narzędzie albo tabelę, w której { unit } zapisuje wskaźnik „{ $name }”
    .c = opis, jak i kiedy mierzy się wskaźnik „{ $name }”
practices-bring-plain =
    .a = wzór dokumentu albo tabeli, z której { -unit.kind ->
        [cluster] biuro korzysta
       *[other] korzysta się
    } tu na co dzień
    .b = plan jednego działania z tej dziedziny, z terminami i osobami
    .c = opis jednego działania z tej dziedziny na jednej stronie
practices-session = Przed sesją wymiany praktyk
practices-session-story = { $n ->
    [one] Do karty A przygotować trzy minuty: jaki był problem, co zrobiono, po czym widać skutek.
   *[other] Wybrać jedną z kart { $cards } i przygotować trzy minuty: jaki był problem, co zrobiono, po czym widać skutek.
}
practices-session-ask = Spisać po jednym pytaniu o każdą dziedzinę, w której { unit } szuka praktyk: { $names }.
practices-session-note = Ustalić, kto notuje i kto w ciągu dwóch tygodni zadzwoni do { units.gen }, od których warto się uczyć.
practices-session-own = W zbiorze praktyk badania jest praktyka { unit-this.gen } { unit.gen }: „{ $title }”. Za zgodą { unit.gen } inne raporty mogą podać { unit-whose } nazwę.
area-practice = Dobra praktyka: { $title }
area-practice-detail = Dziedzina: { $name }.
link-practice = Opis praktyki { $number }
rule-practices-title = są praktyki i mocne strony, każda dziedzina z praktyką poniżej mediany
rule-practices-title-ahead = są praktyki i mocne strony, jest dziedzina z praktyką nie poniżej mediany
rule-practices-title-own = każda dziedzina z praktyką poniżej mediany; nie wszystko, co { unit } może pokazać, jest powyżej niej
rule-practices-title-own-ahead = jest dziedzina z praktyką nie poniżej mediany; nie wszystko, co { unit } może pokazać, jest powyżej niej
rule-practices-title-chosen = są praktyki, brak wyników do pokazania innym
rule-practices-title-strengths = żadna praktyka nie pasuje
rule-practices-lead-behind = wszystkie dziedziny z praktyką poniżej mediany
rule-practices-lead-both = część dziedzin z praktyką poniżej mediany
rule-practices-lead-rest = żadna dziedzina z praktyką poniżej mediany
rule-practices-title-elsewhere = każda praktyka stoi przy rekomendacji, a ekspert mówi coś o praktykach
rule-practices-elsewhere = są praktyki, które stoją przy rekomendacjach
rule-practices-why-behind = dziedzina poniżej mediany, której nie dotyczy żadna rekomendacja
rule-practices-why-rest = dziedzina nie poniżej mediany, wśród najdalszych od najlepszego wyniku
rule-practices-why-indicator = praktyka dotyczy jednego wskaźnika, w którym { unit } ma coś do zyskania
rule-practices-why-indicator-yes = praktyka dotyczy jednego pytania, w którym { unit } ma co zyskać
rule-practices-strengths-above = dziedziny o najlepszych miejscach, wszystkie powyżej mediany
rule-practices-strengths-own = dziedziny o najlepszych miejscach, najpierw te ze wskaźnikiem powyżej mediany
rule-practices-tell-both = wynik w dziedzinie wzrósł, jest wskaźnik powyżej mediany
rule-practices-tell-indicator = w dziedzinie jest wskaźnik powyżej mediany
rule-practices-tell-answer = ma wyróżniającą się odpowiedź i nie wzrósł
rule-practices-tell-rise = wynik w dziedzinie wzrósł, żaden wskaźnik powyżej mediany
rule-practices-tell-plain = wynik w dziedzinie nie wzrósł, żaden wskaźnik powyżej mediany
rule-practices-asked-first = pierwsze miejsce w dziedzinie
rule-practices-asked-rise = wynik w dziedzinie wzrósł od poprzedniej porównywalnej edycji
rule-practices-asked-plain = dziedzina bez pierwszego miejsca i bez wzrostu
rule-practices-bring-answer = wskaźnik z odpowiedzią tak lub nie
rule-practices-bring-list = wskaźnik liczony w sztukach
rule-practices-bring-share = wskaźnik w procentach
rule-practices-bring-measure = wskaźnik w innych jednostkach
rule-practices-bring-plain = żaden wskaźnik dziedziny powyżej mediany
