## Jak czytać

reading = Jak czytać ten raport
reading-title = Znaki, pojęcia i spis treści
reading-lead = Raport pokazuje wyniki { unit-single.gen } { unit.gen } na tle wszystkich uczestników badania. To punkt wyjścia do rozmowy, a nie ocena { -unit.kind ->
    [cluster] pracy zespołu
   *[other] czyjejś pracy
}.
reading-chart-title = Jeden wiersz wykresu wyników
reading-chart-caption = Przykład: wynik ogólny Państwa { unit.gen } na tle grupy. Inne znaki objaśniono przy wykresach i tabelach.
reading-alt = Objaśnienie znaków. Kropka oznacza { unit-another.acc } { unit.acc }, romb Państwa { unit.acc }, kreska medianę, a jasne pole środkową połowę wyników. W przykładzie: { unit } { $own }, mediana { $median }, środkowa połowa od { $q1 } do { $q3 } punktów.
reading-alt-many = Objaśnienie znaków. Kropka oznacza jedną setną pozostałych { units.gen }, romb Państwa { unit.acc }, kreska medianę, a jasne pole środkową połowę wyników. W przykładzie: { unit } { $own }, mediana { $median }, środkowa połowa od { $q1 } do { $q3 } punktów.
reading-peer = { unit-another } { unit }
reading-peer-many = jedna setna pozostałych { units.gen }
reading-half = środkowa połowa grupy
reading-signs = Pojęcia
define-points = Punkty
define-points-minmax = Każdy wskaźnik przeliczono na skalę od { $low } do { $high }: { $low } to najsłabsza, a { $high } najlepsza wartość w grupie.
define-points-goalposts = Każdy wskaźnik przeliczono na skalę od { $low } do { $high } między ustalonymi progami.
define-points-zscore = Każdy wskaźnik przeliczono tak, by średnia grupy wynosiła { $low }, a odchylenie standardowe { $high }.
define-points-percentile = Każdy wskaźnik przeliczono na skalę od { $low } do { $high } według pozycji w grupie.
define-points-none = Wyniki są podane w skali, w której przekazano je do raportu.
define-median = Mediana
define-median-text = Wynik { unit-typical.gen } { unit.gen }: połowa { units.gen } ma wyższy, połowa niższy.
define-half = Środkowa połowa
define-half-text = { Units } o wynikach środkowych, między I a III kwartylem: bez ćwiartki najsłabszych i ćwiartki najlepszych.
define-rank = Miejsce
define-rank-text = Kolejność według niezaokrąglonych wyników { units.gen }, { units-which } mają wynik.
define-missing = Brak
define-missing-text = { Unit } nie podał{ unit-past } odpowiedzi. Brak to nie zero i nie daje miejsca.
define-whatif = Możliwy przyrost
define-whatif-text = O ile wzrósłby wynik po osiągnięciu celu, gdyby wyniki innych { units.gen } się nie zmieniły.
reading-contents = Spis treści
