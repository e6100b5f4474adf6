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
practices-why-behind = { $name }: { $result }.
practices-why-rest = { $name }: { $result }; do najlepszego wyniku brakuje { $leader }.
practices-why-indicator = Wskaźnik „{ $name }”: { $own } ({ unit-typical } { unit }: { $median }).
practices-why-indicator-yes = Wskaźnik „{ $name }”: { $own } („tak” w grupie: { $yes } z { $n }).
practices-result-above = { $score }, o { $gap } więcej niż { in-typical-unit }, { $rank } miejsce wśród { $n }
practices-result-equal = { $score }, tyle samo co { in-typical-unit }, { $rank } miejsce wśród { $n }
practices-result-below = { $score }, o { $gap } mniej niż { in-typical-unit }, { $rank } miejsce wśród { $n }
practices-what = Na czym polega
practices-effect = Co daje
practices-owner-text = { $owner }; { $term }, nakład pracy { $effort }
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
practices-session-own = W zbiorze praktyk badania jest praktyka { unit-this.gen } { unit.gen }: „{ $title }”. Za zgodą { unit.gen } inne raporty mogą podać { unit-whose } nazwę.
practices-session-ask = Tematy pytań na sesję wymiany praktyk: { $names }.
practices-caption = Praktyki z rozdziału o dobrych praktykach: dla kogo są, kto i kiedy, po czym poznać skutek
column-practice = Praktyka
column-audience = Dla kogo
column-owner = Kto i kiedy
column-measure = Miernik
column-strength = Dziedzina
column-evidence = Najlepszy wskaźnik
strengths-caption = Dziedziny powyżej mediany z jednymi z najlepszych miejsc { unit.gen }. Na sesję wymiany praktyk warto przygotować o jednej z nich trzy minuty: jaki był problem, co zrobiono, po czym widać skutek.
strengths-caption-own = Dziedziny ze wskaźnikiem powyżej mediany albo mocne na tle własnego profilu. Na sesję wymiany praktyk warto przygotować o jednej z nich trzy minuty: jaki był problem, co zrobiono, po czym widać skutek.
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
rule-practices-why-behind = dziedzina poniżej mediany, której nie dotyczy żadna rekomendacja
rule-practices-why-rest = dziedzina nie poniżej mediany, wśród najdalszych od najlepszego wyniku
rule-practices-why-indicator = praktyka dotyczy jednego wskaźnika, w którym { unit } ma coś do zyskania
rule-practices-why-indicator-yes = praktyka dotyczy jednego pytania, w którym { unit } ma co zyskać
rule-practices-session-ask = raport ma praktyki do przejęcia
rule-practices-session-own = w zbiorze praktyk jest praktyka { unit-this.gen } { unit.gen }
