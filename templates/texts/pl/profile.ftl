## Charakterystyka

profile = Charakterystyka { unit.gen }
profile-title = Cechy { unit.gen } na tle grupy
profile-title-above = Wyraźnie więcej niż zwykle w grupie: { $names }
profile-title-below = Wyraźnie mniej niż zwykle w grupie: { $names }
profile-title-share-above = Wyraźnie większy udział niż zwykle w grupie: { $names }
profile-title-share-below = Wyraźnie mniejszy udział niż zwykle w grupie: { $names }
profile-title-ordinary = Wielkość i skład typowe dla grupy
profile-title-close = Żadna cecha liczbowa nie odbiega daleko od grupy
profile-reader =
    .a = { -unit.kind ->
        [cluster] { $coordinator } koordynuje { unit.acc } { $name }.
       *[other] { Unit.ins } kieruje { $coordinator }.
    }
    .b = { -unit.kind ->
        [cluster] Koordynatorem { unit.gen } { $name } jest { $coordinator }.
       *[other] { Unit.ins } kieruje { $coordinator }.
    }
profile-reader-term = { Reader }
profile-part = { $name }: { $text }
profile-introduction = { $parts }.
profile-group =
    .a = { $name }: { $value }; tę samą cechę ma { $same } z { $n }{"\u00A0"}{ units.gen }, razem z Państwa { unit.ins }.
    .b = { $name }: { $value }; takich { units.gen } jest w grupie { $same } z { $n }.
profile-name-unit = { $name } ({ $unit })
profile-size-above =
    .a = { $name } to { $own }, więcej niż { in-typical-unit } ({ $median }).
    .b = { $name }: { $own }, a { in-typical-unit } { $median }.
profile-size-above-far =
    .a = { $name } to { $own }, więcej niż w trzech czwartych grupy ({ unit-typical } { unit }: { $median }).
    .b = { $name }: { $own }, a { in-typical-unit } { $median }.
profile-size-below =
    .a = { $name } to { $own }, mniej niż { in-typical-unit } ({ $median }).
    .b = { $name }: { $own }, a { in-typical-unit } { $median }.
profile-size-below-far =
    .a = { $name } to { $own }, mniej niż w trzech czwartych grupy ({ unit-typical } { unit }: { $median }).
    .b = { $name }: { $own }, a { in-typical-unit } { $median }.
profile-size-equal = { $name } to { $own }, tyle samo co { in-typical-unit }.
profile-beside = { $name } ({ $own }, typowo{"\u00A0"}{ $median })
profile-above =
    .a = Wyraźnie więcej niż { in-typical-unit }: { $above }.
    .b = Wartości wysokie na tle grupy: { $above }.
    .c = Więcej niż w trzech czwartych grupy: { $above }.
profile-below =
    .a = Wyraźnie mniej niż { in-typical-unit }: { $below }.
    .b = Wartości niskie na tle grupy: { $below }.
    .c = Mniej niż w trzech czwartych grupy: { $below }.
profile-both =
    .a = Wyraźnie więcej niż { in-typical-unit }: { $above }. Wyraźnie mniej: { $below }.
    .b = Wartości wysokie na tle grupy: { $above }; niskie: { $below }.
    .c = Więcej niż zwykle w grupie: { $above }. Mniej: { $below }.
profile-mix = { $parts }: największy udział mają { $name } ({ $own }), podczas gdy { in-typical-unit } { $usual } ({ $median }).
profile-figure-note = mediana { $median }, środkowa połowa grupy od { $q1 } do { $q3 }
shares-title = { $parts }: { unit } i mediana grupy
shares-title-above = { $parts }: { $name } o { $gap } p.p. ponad typowy udział
shares-title-below = { $parts }: { $name } o { $gap } p.p. poniżej typowego udziału
shares-caption = Słupek: Państwa { unit }, kreska: mediana; od 0 do 100%.
shares-alt = Wykres słupkowy udziałów. { $parts }. { $bars }
shares-bar-alt = { $name }: { unit } { $own }.
shares-bar-alt-median = { $name }: { unit } { $own }, { $median }.
shares-median = mediana { $median }
marks-caption = Podstawowe informacje. Ostatnia kolumna: ile { units.gen } ma tę samą cechę, razem z Państwa { unit.ins }.
marks-note = Znak „{ $dash }” oznacza, że { unit-none } { unit-another } { unit } nie podał{ unit-past } tego samego albo że odpowiedzi jest za mało.
column-same = Ile { units.gen }
same-of = { $same } z { $n }
profile-caption = Liczby i udziały na tle grupy. Ostatnia kolumna: od najniższej do najwyższej wartości; cechy opisują, a nie oceniają.
profile-shares = Udziały, { $unit }
column-trait = Cecha
profile-note-missing = „Brak” oznacza, że { unit } nie podał{ unit-past } danych.
profile-note-withheld = Znak „{ $dash }” oznacza, że za mało { units.gen } podało dane, aby pokazać wartości grupy.
profile-note-benchmark-max = Benchmark to najkorzystniejsza wartość w grupie; „{ $dash }” stoi tam, gdzie więcej nie znaczy ani lepiej, ani gorzej.
profile-note-benchmark-top3-mean = Benchmark to średnia trzech najkorzystniejszych wartości; „{ $dash }” stoi tam, gdzie więcej nie znaczy ani lepiej, ani gorzej.
profile-note-few = { $name }: { $own }, dlatego jeden podmiot to { $points } p.p. udziału.

## Załącznik: reguły tego rozdziału

rule-profile-title = za mało liczb do porównania albo zbyt długie nazwy cech
rule-profile-title-above = liczby wyraźnie powyżej środkowej połowy, najdalej od mediany w miarach rozrzutu
rule-profile-title-below = liczby wyraźnie poniżej środkowej połowy, najdalej od mediany w miarach rozrzutu
rule-profile-title-share-above = udziały wyraźnie powyżej środkowej połowy, najdalej od mediany w miarach rozrzutu
rule-profile-title-share-below = udziały wyraźnie poniżej środkowej połowy, najdalej od mediany w miarach rozrzutu
rule-profile-title-ordinary = wszystkie cechy liczbowe między pierwszym a trzecim kwartylem
rule-profile-title-close = żadna cecha liczbowa wyraźnie poza środkową połową grupy
rule-profile-reader = jest nazwa { reader.gen }
rule-profile-introduction = krótkie opisy, których nie podał{ unit-past } { unit-none } { unit-another } { unit }
rule-profile-group = grupa porównawcza z najwyżej jedną czwartą { units.gen }
rule-profile-size-above = pierwsza cecha liczbowa powyżej mediany
rule-profile-size-above-far = pierwsza cecha liczbowa wyraźnie powyżej trzeciego kwartyla
rule-profile-size-below = pierwsza cecha liczbowa poniżej mediany
rule-profile-size-below-far = pierwsza cecha liczbowa wyraźnie poniżej pierwszego kwartyla
rule-profile-size-equal = pierwsza cecha liczbowa równa medianie
rule-profile-above = powyżej trzeciego kwartyla, udziały o co najmniej 10 p.p., liczby o jedną czwartą mediany
rule-profile-below = poniżej pierwszego kwartyla, udziały o co najmniej 10 p.p., liczby o jedną czwartą mediany
rule-profile-both = cechy wyraźnie powyżej trzeciego i wyraźnie poniżej pierwszego kwartyla
rule-profile-mix = największa część całości inna niż część z najwyższą medianą
