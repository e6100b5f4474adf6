## Jak czytać

reading = Jak czytać ten raport
reading-title = Jak czytać ten raport i co w nim jest
reading-lead = Raport pokazuje wyniki jednego klastra na tle wszystkich uczestników badania. To punkt wyjścia do rozmowy, a nie ocena pracy zespołu.
reading-chart-title = Tak wygląda jeden wiersz wykresu wyników
reading-chart-caption = Przykład: wynik ogólny Państwa klastra na tle grupy. Tych samych znaków używają wszystkie wykresy i tabele.
reading-alt = Objaśnienie znaków. Kropka oznacza inny klaster, romb Państwa klaster, kreska medianę, a jasne pole środkową połowę wyników. W przykładzie: klaster { $own }, mediana { $median }, środkowa połowa od { $q1 } do { $q3 } punktów.
reading-peer = inny klaster
reading-half = środkowa połowa grupy
reading-signs = Pojęcia
define-points = Punkty
define-points-minmax = Każdy wskaźnik przeliczono na skalę od { $low } do { $high }: { $low } to najsłabsza, a { $high } najlepsza wartość w grupie.
define-points-goalposts = Każdy wskaźnik przeliczono na skalę od { $low } do { $high } między ustalonymi progami.
define-points-zscore = Każdy wskaźnik przeliczono tak, by średnia grupy wynosiła { $low }, a odchylenie standardowe { $high }.
define-points-percentile = Każdy wskaźnik przeliczono na skalę od { $low } do { $high } według pozycji w grupie.
define-points-none = Wyniki są podane w skali, w której przekazano je do raportu.
define-median = Mediana
define-median-text = Połowa klastrów ma wynik wyższy, połowa niższy.
define-half = Środkowa połowa
define-half-text = Klastry między pierwszym a trzecim kwartylem: bez najniższej i najwyższej ćwiartki.
define-rank = Miejsce
define-rank-text = Liczone z niezaokrąglonych wyników tych klastrów, które mają wynik.
define-missing = Brak
define-missing-text = Klaster nie podał odpowiedzi. Brak nie jest zerem i nie ma miejsca.
define-whatif = „Gdyby”
define-whatif-text = Możliwy przyrost liczymy przy niezmienionych wynikach innych klastrów.
reading-contents = Spis treści
