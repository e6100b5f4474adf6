# Słowa raportu po polsku. Jedna wiadomość to jedno całe zdanie, tytuł albo etykieta.
# Nazwy własne i nazwy wskaźników stoją w mianowniku. Liczby przychodzą gotowe ("12,5", "6,8 pkt");
# liczby całkowite, od których zależy forma wyrazu, wybierają wariant: [one] 1, [few] 2-4, [many] 5-21.
# Wiadomość z wariantami .a, .b, .c ma kilka brzmień tego samego; raport wybiera jedno z nich.

## Liczby i drobne słowa

points = { $points } pkt
rank = { $rank }.
percent = { $value }%
yes = tak
no = nie
divided = tak/nie
missing = brak
dash = –
date = { $date } r.
months = { $n } { $n ->
    [one] miesiąc
    [few] miesiące
   *[many] miesięcy
}
indicator-with-unit = { $name }, { $unit }
quoted = „{ $name }”
indicators-count = { $n } { $n ->
    [one] wskaźnik
    [few] wskaźniki
   *[many] wskaźników
}

## Położenie w grupie (dla oka rysunek, dla czytnika ekranu te słowa)

band-missing = brak danych klastra
band-constant = ta sama wartość w całej grupie
band-highest = najwyższa wartość w grupie
band-above = powyżej środkowej połowy grupy
band-upper = w środkowej połowie grupy, powyżej mediany
band-median = tyle samo, ile wynosi mediana
band-lower = w środkowej połowie grupy, poniżej mediany
band-below = poniżej środkowej połowy grupy
band-less-highest = najniższa, czyli najkorzystniejsza wartość w grupie
band-less-above = korzystniej niż środkowa połowa grupy
band-less-upper = w środkowej połowie grupy, korzystniej niż mediana
band-less-median = tyle samo, ile wynosi mediana
band-less-lower = w środkowej połowie grupy, mniej korzystnie niż mediana
band-less-below = mniej korzystnie niż środkowa połowa grupy
score-band-missing = brak wyniku klastra
score-band-constant = ten sam wynik w całej grupie
score-band-highest = najwyższy wynik w grupie
score-band-above = powyżej środkowej połowy grupy
score-band-upper = w środkowej połowie grupy, powyżej mediany
score-band-median = tyle samo, ile wynosi mediana
score-band-lower = w środkowej połowie grupy, poniżej mediany
score-band-below = poniżej środkowej połowy grupy

## Plik i strony

report-title = Raport dedykowany { $edition }: { $name }
report-subject = Wyniki klastra na tle grupy ({ $units }), edycja { $edition }
report-subject-fictional = Wyniki klastra na tle grupy ({ $units }), edycja { $edition }; dane przykładowe
keyword-cluster = klaster
keyword-benchmarking = benchmarking
keyword-report = raport dedykowany
footer = { $study } · edycja { $edition } · poufne, dla koordynatora klastra
footer-fictional = { $study } · edycja { $edition } · poufne, dla koordynatora klastra · dane przykładowe
kicker = { $number }. { $name }
area-chapter = Obszar: { $area }
table-label = Tabela { $number }.
chart-label = Wykres { $number }.
edition-label = Edycja { $edition }

## Okładka

cover-bookmark = Okładka
cover-kind = Raport dedykowany
cover-score-hundred = wynik ogólny na 100 pkt, jeden z { $n } badanych klastrów
cover-score = wynik ogólny, jeden z { $n } badanych klastrów
cover-no-score = wyniku ogólnego nie obliczono: za mało odpowiedzi
cover-fictional = Dane przykładowe: klastry i wyniki w tym raporcie są fikcyjne.

## 1. Podsumowanie

summary = Podsumowanie
headline-leader = Pierwsze miejsce na { $units }, { $margin } przewagi nad drugim
headline-leader-close = Pierwsze miejsce na { $units } z minimalną przewagą: { $margin }
headline-leader-tied = Pierwsze miejsce na { $units }, dzielone z innym klastrem
headline-near-leader = { $rank } miejsce na { $units }, minimalna strata do lidera: { $gap }
headline-risen = { $rank } miejsce na { $units }, o { $moved } { $moved ->
    [one] pozycję
    [few] pozycje
   *[many] pozycji
} wyżej niż w edycji { $edition }
headline-same = { $rank } miejsce na { $units }, tak jak w edycji { $edition }
headline-fallen = { $rank } miejsce na { $units }, w edycji { $edition } było { $before }
headline-first-time = { $rank } miejsce na { $units } w pierwszym udziale w badaniu
headline-plain = { $rank } miejsce na { $units }
headline-last-quarter = Najbliżej mediany: { $area }. Do mediany wyniku ogólnego brakuje { $gap }
headline-last-quarter-above = Powyżej mediany: { $area }. Do mediany wyniku ogólnego brakuje { $gap }
headline-no-difference = Wynik ogólny { $score }, bez różnic w grupie
headline-no-score = Wyniku ogólnego nie obliczono: w danych klastra brakuje zbyt wielu odpowiedzi

lead-above =
    .a = Klaster uzyskał { $score }, o { $gap } więcej niż mediana grupy.
    .b = Wynik ogólny to { $score }, o { $gap } powyżej mediany grupy.
    .c = Wynik klastra, { $score }, jest o { $gap } wyższy od mediany grupy.
lead-below =
    .a = Klaster uzyskał { $score }, o { $gap } mniej niż mediana grupy.
    .b = Wynik ogólny to { $score }, o { $gap } poniżej mediany grupy.
    .c = Wynik klastra, { $score }, jest o { $gap } niższy od mediany grupy.
lead-equal =
    .a = Klaster uzyskał { $score }, tyle samo, ile wynosi mediana grupy.
    .b = Wynik ogólny to { $score }: dokładnie tyle, ile mediana grupy.
lead-no-score = Brakuje odpowiedzi, które mają łącznie zbyt dużą wagę, dlatego raport pokazuje wyniki tylko tych obszarów, dla których danych jest dość.

trend-risen =
    .a = Od edycji { $edition } wynik wzrósł o { $change }.
    .b = To o { $change } więcej niż w edycji { $edition }.
    .c = W porównaniu z edycją { $edition } wynik jest wyższy o { $change }.
trend-risen-far =
    .a = Od edycji { $edition } wynik wzrósł o { $change }, a klaster awansował z { $before } na { $rank } miejsce.
    .b = W edycji { $edition } klaster zajmował { $before } miejsce na { $n }; od tego czasu wynik wzrósł o { $change }.
trend-fallen =
    .a = Od edycji { $edition } wynik spadł o { $change }.
    .b = To o { $change } mniej niż w edycji { $edition }.
    .c = W porównaniu z edycją { $edition } wynik jest niższy o { $change }.
trend-same =
    .a = Wynik jest taki sam jak w edycji { $edition }.
    .b = W edycji { $edition } wynik był taki sam.
trend-first-time = Klaster bierze udział w badaniu po raz pierwszy, dlatego raport nie pokazuje zmian w czasie.
trend-not-comparable = Wyników wcześniejszych edycji nie da się porównać z obecnym, dlatego raport nie pokazuje zmian w czasie.

areas-top-all = We wszystkich obszarach klaster jest w pierwszej trójce.
areas-top = W pierwszej trójce: { $areas }.
areas-top-and-high = W pierwszej trójce: { $areas }. Wysoko także { $high } ({ $rank } miejsce).
area-strongest = Najmocniejszy obszar na tle grupy: { $area }.
area-nearest = Najbliżej mediany jest obszar: { $area }.
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
kpi-no-rank-note = bez wyniku ogólnego nie ma miejsca
kpi-change = Zmiana od edycji { $edition }
kpi-change-note = wtedy { $score } pkt, { $rank } miejsce na { $n }
kpi-change-note-no-rank = wtedy { $score } pkt
kpi-leader = Przewaga nad drugim
kpi-leader-gap = Do pierwszego miejsca
kpi-median-gap = Do mediany grupy
kpi-median-note = mediana grupy: { $median } pkt
kpi-leader-note = wynik lidera: { $score } pkt
kpi-second-note = wynik drugiego: { $score } pkt
kpi-above = Powyżej mediany
kpi-above-of = z { $n } obszarów
kpi-above-none-below = żaden nie jest poniżej
kpi-above-one-below = nie powyżej: { $area }
kpi-above-many-below = pozostałe ({ $n }): mniej lub tyle samo
kpi-above-none-above = wszystkie mają mniej lub tyle samo

summary-table-caption = Wyniki w punktach ({ $low }–{ $high }). Kropka: inny klaster, romb: Państwa klaster, kreska: mediana, jasne pole: środkowa połowa grupy.
column-area = Obszar
column-distribution = Rozkład wyników ({ $units })
column-own = Klaster
column-median = Mediana
column-rank = Miejsce
column-change = Zmiana od { $edition }
label-median = mediana
label-own = Państwa klaster
label-own-missing = brak wyniku klastra
ties-shared-note = Klastry o tym samym wyniku zajmują to samo miejsce. Miejsce dzielone z innym klastrem: { $names }.

strengths = Mocne strony
strengths-relative = Najmocniejsze na tle własnego profilu
weaknesses = Największe luki
weaknesses-leader = Najmniejsze przewagi
weaknesses-mixed = Luki i najmniejsze przewagi
first-actions = Pierwsze działania
item-evidence = { $own }; mediana { $median }; { $rank } miejsce
item-evidence-tied = { $own }; mediana { $median }; { $rank } miejsce ex aequo
item-action = { $indicator }: dziś { $own }, cel { $goal }
item-action-keep = { $indicator }: dziś { $own }, utrzymać
item-action-answer = { $indicator }: uzupełnić odpowiedź
no-strengths = Żaden wskaźnik nie wyróżnia się w grupie
no-weaknesses = Żaden wskaźnik nie odstaje od grupy

## 2. Jak czytać

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

## 3. Pozycja

position = Pozycja w grupie
position-title-leader = Najwyższy wynik ogólny w grupie
position-title-above = Wynik ogólny powyżej środkowej połowy grupy
position-title-upper = Wynik ogólny w środkowej połowie grupy, powyżej mediany
position-title-median = Wynik ogólny równy medianie grupy
position-title-lower = Wynik ogólny w środkowej połowie grupy, poniżej mediany
position-title-below = Wynik ogólny poniżej środkowej połowy grupy
position-title-missing = Pozycja w obszarach, bez wyniku ogólnego
position-lead-leader = Przewaga nad drugim klastrem to { $margin }, a nad medianą { $gap }.
position-lead-leader-tied = Pierwsze miejsce dzieli z klastrem co najmniej jeden inny. Przewaga nad medianą to { $gap }.
position-lead-above = Do lidera brakuje { $leader }, a przewaga nad medianą to { $gap }.
position-lead-below = Do mediany brakuje { $gap }, a do trzeciego kwartyla, od którego zaczyna się górna ćwiartka grupy, { $quartile }.
position-lead-equal = Wynik jest równy medianie. Do lidera brakuje { $leader }.
position-lead-missing = Klaster nie ma wyniku ogólnego, dlatego tabela pokazuje tylko obszary z wynikiem.
areas-above-all = Wszystkie obszary są powyżej mediany.
areas-above-some = Powyżej mediany: { $areas }.
areas-above-none = Żaden obszar nie jest powyżej mediany. Najbliżej niej: { $area }.
position-table-caption = Wynik klastra i wyniki grupy w punktach. Kwartyle obejmują środkową połowę klastrów.
column-q1 = I kwartyl
column-q3 = III kwartyl
column-best = Najlepszy
column-benchmark = Benchmark
column-gap-median = Wobec mediany
column-gap-benchmark = Wobec benchmarku
column-n = Na ile
benchmark-note-max = Benchmark to najwyższy wynik w grupie.
benchmark-note-top3-mean = Benchmark to średnia trzech najwyższych wyników w grupie.
history-heading = Zmiana od poprzednich edycji
history-caption = Wyniki w punktach i miejsca w kolejnych edycjach. Pokazujemy tylko to, co da się porównać.
column-past-score = Wynik { $edition }
column-past-rank = Miejsce { $edition }
column-now-score = Wynik { $edition }
column-now-rank = Miejsce { $edition }
history-note = Wyniki z poprzednich edycji przeliczono na skalę edycji { $edition }, tylko ze wskaźników, które da się porównać. Liczba uczestników: { $participants }.
history-participants = { $edition }: { $n }
rank-chart-title = Miejsce w rankingu ogólnym w kolejnych edycjach
rank-chart-caption = Im wyżej, tym lepsze miejsce. Pod rokiem liczba uczestników.
rank-chart-alt = Wykres liniowy miejsca w rankingu ogólnym. { $points }
rank-chart-point = Edycja { $edition }: { $rank } miejsce na { $n }.
rank-chart-point-missing = Edycja { $edition }: klaster nie brał udziału.
rank-chart-n = na { $n }
history-findings = Co się zmieniło
history-first-time = Klaster bierze udział w badaniu po raz pierwszy, dlatego nie ma tu zmian w czasie. Wyniki tej edycji będą punktem odniesienia dla następnej.
history-not-comparable = Wskaźniki z poprzednich edycji zmieniły się na tyle, że wyników nie da się porównać.
change-largest-rise =
    .a = Najbardziej wzrósł obszar „{ $area }”: o { $change }, do { $score }.
    .b = Największy wzrost: „{ $area }”, o { $change }, do { $score }.
change-largest-fall =
    .a = Najbardziej spadł obszar „{ $area }”: o { $change }, do { $score }.
    .b = Największy spadek: „{ $area }”, o { $change }, do { $score }.
change-no-fall = Żaden z obszarów, które da się porównać, nie ma wyniku niższego niż w edycji { $edition }.
change-no-rise = Żaden z obszarów, które da się porównać, nie ma wyniku wyższego niż w edycji { $edition }.
rank-risen = Pozycja poprawiła się z { $before } miejsca na { $n } na { $rank } miejsce na { $now }.
rank-fallen = Pozycja zmieniła się z { $before } miejsca na { $n } na { $rank } miejsce na { $now }.
rank-same = Klaster utrzymał { $rank } miejsce; uczestników było wtedy { $n }, a teraz { $now }.

## 4. Obszary: wyniki

area-title-leader =
    .a = Najwyższy wynik w grupie, największa przewaga: { $best }
    .b = Pierwsze miejsce w grupie, z największą przewagą: { $best }
area-title-leader-short =
    .a = Najwyższy wynik w grupie w tym obszarze
area-title-all-above =
    .a = Wszystkie podobszary powyżej mediany, najdalej: { $best }
    .b = Ponad medianą w każdym podobszarze, najdalej: { $best }
    .c = Mocna strona to { $best }; żaden podobszar poniżej mediany
area-title-all-above-short =
    .a = Wszystkie podobszary powyżej mediany
area-title-none-above =
    .a = Najbliżej mediany: { $best }
    .b = Najmniejszy dystans do mediany: { $best }
area-title-mixed =
    .a = { $Best } powyżej mediany, { $worst } poniżej
    .b = Mocna strona: { $best }. Największa luka: { $worst }
    .c = Największa przewaga: { $best }. Największa luka: { $worst }
area-title-mixed-short =
    .a = Powyżej mediany: { $best }
    .b = Największa przewaga nad medianą: { $best }
area-title-missing = Za mało odpowiedzi, aby obliczyć wynik obszaru

area-lead-above =
    .a = W tym obszarze klaster uzyskał { $score }, o { $gap } więcej niż mediana, i zajął { $rank } miejsce na { $n }.
    .b = Wynik obszaru to { $score }: { $rank } miejsce na { $n }, o { $gap } powyżej mediany.
    .c = { $rank } miejsce na { $n } i { $score }, czyli o { $gap } więcej niż mediana grupy.
area-lead-below =
    .a = W tym obszarze klaster uzyskał { $score }, o { $gap } mniej niż mediana, i zajął { $rank } miejsce na { $n }.
    .b = Wynik obszaru to { $score }: { $rank } miejsce na { $n }, o { $gap } poniżej mediany.
    .c = { $rank } miejsce na { $n } i { $score }, czyli o { $gap } mniej niż mediana grupy.
area-lead-equal =
    .a = W tym obszarze klaster uzyskał { $score }, tyle samo, ile wynosi mediana, i zajął { $rank } miejsce na { $n }.
    .b = Wynik obszaru to { $score }, równo z medianą grupy: { $rank } miejsce na { $n }.
area-lead-missing = Klaster nie podał odpowiedzi o łącznej wadze potrzebnej do obliczenia wyniku. Niżej stoją te wskaźniki, które mają wartość.
area-detail-parts =
    .a = Najwyższy wynik: „{ $best }” ({ $high }), najniższy: „{ $worst }” ({ $low }).
    .b = Wyniki cząstkowe: od { $low } („{ $worst }”) do { $high } („{ $best }”).
    .c = Najwyżej stoi „{ $best }” ({ $high }), najniżej „{ $worst }” ({ $low }).
area-detail-strength =
    .a = Najbardziej wyróżnia się wskaźnik „{ $name }”: { $own }, mediana { $median }.
    .b = Na tle grupy najwyżej stoi „{ $name }” ({ $own } wobec mediany { $median }).
    .c = Najmocniej wypada „{ $name }”: { $own } przy medianie { $median }.
area-detail-gap =
    .a = Największy dystans do mediany ma „{ $name }”: { $own }, mediana { $median }.
    .b = Najwięcej do mediany brakuje we wskaźniku „{ $name }” ({ $own } wobec { $median }).
    .c = Najdalej od mediany jest „{ $name }”: { $own } przy medianie { $median }.
chart-subareas-title = Podobszary: wynik klastra na tle grupy
chart-areas-title = Obszary: wynik klastra na tle grupy
chart-areas-alt = Wykres obszarów w punktach, skala od { $low } do { $high }. { $rows }
chart-indicators-title = Wskaźniki: wynik klastra na tle grupy
chart-subareas-caption = Znaki jak w tabeli 1; pierścień: najlepszy wynik, linia przerywana: wynik poniżej mediany.
chart-subareas-alt = Wykres podobszarów w punktach, skala od { $low } do { $high }. { $rows }
chart-row-alt = { $name }: klaster { $own }, mediana { $median }, najlepszy { $best }, miejsce { $rank }
chart-row-alt-missing = { $name }: brak wyniku klastra, mediana { $median }, najlepszy { $best }.
label-best = najlepszy wynik
label-rank = miejsce
axis-unit = pkt
indicators-caption = Wartości w jednostkach wskaźników. Ostatnia kolumna: od najmniej do najbardziej korzystnej w grupie.
column-indicator = Wskaźnik
column-in-group = Położenie w grupie
note-missing = „Brak”: klaster nie podał odpowiedzi, dlatego nie ma miejsca.
note-direction = Mniej znaczy lepiej: { $names }.
note-last = Ostatnie miejsce w grupie, także dzielone z innymi: { $names }.

## 5. Obszary: wnioski

conclusions-heading-trend = Co się zmieniło i gdzie jest najwięcej do zyskania
conclusions-heading = Gdzie jest najwięcej do zyskania
conclusions-heading-keep = Co się zmieniło i co warto utrzymać
conclusions-heading-keep-only = Co warto utrzymać
slope-title = Podobszary: wynik w edycji { $before } i { $after }, w punktach
slope-caption = Linia przerywana: spadek.
slope-alt = Wykres zmian między edycjami { $before } i { $after }, w punktach. { $lines }
slope-line-alt = { $name }: { $before } i { $after }.
gains-title = O ile punktów wzrósłby wynik obszaru, gdyby wskaźnik osiągnął cel
gains-caption = Celem jest mediana, a powyżej niej kolejny próg; zob. tabela { $table }.
gains-alt = Wykres słupkowy możliwego przyrostu wyniku obszaru, w punktach. { $bars }
gains-bar-alt = { $name }: { $gain }.
passage-rise = Największy wzrost
passage-fall = Największy spadek
passage-strongest = Najmocniejszy punkt
passage-weakest = Największy dystans
passage-closest = Najmniej brakuje
passage-reserve = Największa rezerwa
passage-keep = Co utrzymać
missing-heading = Pytania bez odpowiedzi
missing-text = Odpowiedzi wymagają: { $names }. Pierwszym krokiem jest uzupełnienie ich przed następną edycją badania.
rise-text =
    .a = „{ $name }”: o { $change } więcej niż w edycji { $edition }, teraz { $score }.
    .b = Wynik w podobszarze „{ $name }” wzrósł z { $before } do { $score }, czyli o { $change }.
    .c = Podobszar „{ $name }” zyskuje { $change } w porównaniu z edycją { $edition } i ma { $score }.
rise-crossed = Podobszar jest teraz powyżej mediany, w poprzedniej edycji miał wynik niższy od niej.
fall-text =
    .a = „{ $name }”: o { $change } mniej niż w edycji { $edition }, teraz { $score }.
    .b = Wynik w podobszarze „{ $name }” spadł z { $before } do { $score }, czyli o { $change }.
    .c = Podobszar „{ $name }” traci { $change } w porównaniu z edycją { $edition } i ma { $score }.
fall-still-above = Mimo spadku podobszar jest powyżej mediany.
outstanding-text =
    .a = „{ $name }”: { $own }, mediana { $median }; { $rank } miejsce na { $n }.
    .b = We wskaźniku „{ $name }” klaster ma { $own } przy medianie { $median } i zajmuje { $rank } miejsce na { $n }.
    .c = { $rank } miejsce na { $n } we wskaźniku „{ $name }”: { $own } wobec mediany { $median }.
reserve-text =
    .a = „{ $name }”. Dojście z { $own } do { $goal } podniosłoby wynik obszaru o { $gain }.
    .b = „{ $name }”. Gdyby wartość wzrosła z { $own } do { $goal }, obszar zyskałby { $gain }.
reserve-text-less =
    .a = „{ $name }”. Zejście z { $own } do { $goal } podniosłoby wynik obszaru o { $gain }.
    .b = „{ $name }”. Gdyby wartość spadła z { $own } do { $goal }, obszar zyskałby { $gain }.
reserve-text-yes =
    .a = „{ $name }”. Zmiana odpowiedzi z „nie” na „tak” podniosłaby wynik obszaru o { $gain }.
    .b = „{ $name }”. Spełnienie tego warunku dałoby obszarowi { $gain }.
reserve-rank = Miejsce w obszarze zmieniłoby się z { $before } na { $after } przy niezmienionych wynikach innych klastrów.
reserve-rank-same = Miejsce w obszarze by się nie zmieniło, jeśli inne klastry utrzymają swoje wyniki.
small-numbers = Przy tak małych liczbach jeden przypadek wyraźnie zmienia wynik.
keep-text = Wszystkie wskaźniki z odpowiedzią są na poziomie benchmarku. Warto opisać, co za tym stoi, i powtarzać pomiar.
reserves-caption = Co dałoby osiągnięcie celu, przy niezmienionych wynikach innych klastrów. Zyski w punktach.
column-today = Dziś
column-goal = Cel
column-goal-is = Cel to
column-gain-area = Zysk obszaru
column-gain-total = Zysk ogółem
column-rank-area = Miejsce w obszarze
goal-median = mediana
goal-q3 = próg górnej ćwiartki
goal-benchmark = benchmark
rank-change = z { $before } na { $after }
rank-unchanged = bez zmiany ({ $after })
area-advice-heading = Rekomendacje w tym obszarze
area-advice-none = Wśród najważniejszych rekomendacji raportu nie ma działań z tego obszaru. Tabela pokazuje, co można zyskać w następnej kolejności.
area-advice-item = { $term }; możliwy zysk wyniku ogólnego (pkt): { $gain }.
area-advice-item-keep = { $term }; działanie utrzymuje dobry wynik.
area-advice-item-answer = { $term }; odpowiedź pozwoli policzyć wynik.
link-recommendation = Opis działania { $number }
before-page = , s.{"\u00A0"}

## 6. Rekomendacje

recommendations = Rekomendacje
recommendations-title-improve = { $n ->
    [one] Jedno działanie, które może dać najwięcej
    [few] { $n } działania, które mogą dać najwięcej
   *[many] { $n } działań, które mogą dać najwięcej
}
recommendations-title-keep = Co utrzymać i gdzie powiększyć przewagę
recommendations-lead = O kolejności decyduje możliwy zysk pomnożony przez wpływ koordynatora. Zyski liczymy osobno dla każdego działania, przy niezmienionych wynikach innych klastrów.
recommendations-caption = Działania w kolejności: zysk razy wpływ koordynatora
column-action = Działanie
column-term = Termin
column-owner = Kto
column-gain = Zysk (pkt)
goal-keep = utrzymać
goal-answer = odpowiedź
card-indicator = Wskaźnik
card-basis = Podstawa
card-first-step = Pierwszy krok
card-owner = Odpowiada
card-measure = Miernik
card-result = Co to da
card-owner-text = { $owner }; { $term }, nakład { $effort }
effort-1 = mały
effort-2 = średni
effort-3 = duży
basis-improve = wartość { $own }, mediana grupy { $median }; { $rank } miejsce na { $n }
basis-keep = wartość { $own }, mediana grupy { $median }; { $rank } miejsce na { $n }: wynik wart utrzymania
basis-answer = klaster nie podał odpowiedzi; mediana grupy { $median }
result-improve = po osiągnięciu celu { $goal } wynik ogólny wzrósłby o { $gain }, do { $score }; miejsce zmieniłoby się z { $before } na { $after }
result-improve-same = po osiągnięciu celu { $goal } wynik ogólny wzrósłby o { $gain }, do { $score }; miejsce bez zmiany ({ $after })
result-no-rank = po osiągnięciu celu { $goal } wynik obszaru wzrósłby o { $gain }
result-keep = pozwala utrzymać wynik, który wyróżnia klaster w grupie
result-answer = wskaźnik wejdzie do wyniku podobszaru w następnej edycji
recommendations-note = Zysków nie należy sumować: każdy policzono osobno. Miejsca przy niezmienionych wynikach innych klastrów.

## 7. Załącznik

annex = Załącznik
annex-title = Wszystkie wyniki, metoda i dane
annex-scores-heading = Wyniki punktowe
annex-scores-caption = Wynik ogólny, obszary i podobszary w punktach. n to liczba klastrów, które mają wynik.
annex-values-heading = Wartości wskaźników
annex-values-caption = Wszystkie wskaźniki w ich jednostkach, z wynikiem klastra w punktach
column-node = Wynik
column-score = Punkty
column-count = n
annex-method-heading = Jak powstały wyniki
method-direction = Wskaźniki, w których mniej znaczy lepiej, odwrócono przed przeliczeniem.
method-weights = Wyniki łączono z wagami kolejno: wskaźniki w podobszary, podobszary w obszary, obszary w wynik ogólny.
method-arithmetic = Użyto średniej arytmetycznej.
method-geometric = Użyto średniej geometrycznej.
method-harmonic = Użyto średniej harmonicznej.
method-mixed = Użyto średnich, od najwyższego poziomu: { $means }.
mean-arithmetic = arytmetyczna
mean-geometric = geometryczna
mean-harmonic = harmoniczna
method-missing = Wynik powstaje, gdy odpowiedzi mają co najmniej { $share } wagi; wagi tych, które są, przeliczono tak, by sumowały się do całości.
method-ranks = Miejsca ustalono z niezaokrąglonych wyników. Różnice w tekście i tabelach liczono z wyników opublikowanych, po zaokrągleniu.
method-ties-min = Klastry z tym samym wynikiem zajmują to samo, lepsze miejsce (1, 2, 2, 4).
method-ties-max = Klastry z tym samym wynikiem zajmują to samo, dalsze miejsce (1, 3, 3, 4).
method-ties-average = Klastry z tym samym wynikiem zajmują miejsce średnie (1; 2,5; 2,5; 4).
method-ties-dense = Klastry z tym samym wynikiem zajmują to samo miejsce, a kolejny następne (1, 2, 2, 3).
method-disclosure = Inne klastry widać tylko jako nieopisane znaki.
annex-rules-heading = Reguły, które zadziałały
annex-rules-intro = Każde zdanie o wynikach i każda rekomendacja powstały z reguły. Oto te, które zadziałały w tym raporcie.
annex-rules-caption = Reguły zdań
annex-advice-caption = Reguły rekomendacji wybranych do raportu i wskaźniki, które je uruchomiły
column-rule = Reguła
column-meaning = Kiedy działa
column-record = Rekord biblioteki
column-used = W raporcie
used-yes = działanie { $number }
rules-others = Zadziałały też reguły spoza wybranych działań: { $rules }.
annex-data-heading = Uwagi o danych
data-answers-all = Klaster odpowiedział na wszystkie pytania ({ $indicators }).
data-answers-missing = Brak odpowiedzi ({ $indicators }): { $names }.
data-no-score = Bez wyniku z powodu braków: { $names }.
data-constant = Ta sama wartość w całej grupie, dlatego każdy klaster ma tu środek skali: { $names }.
data-last = Ostatnie miejsce w grupie, także dzielone z innymi: { $names }.
data-last-none = W żadnym wskaźniku, podobszarze ani obszarze klaster nie jest ostatni.
data-period = Dane dotyczą okresu: { $period }.
data-participants = W badaniu wzięły udział: { $units }.
annex-access-heading = Dostępność i nota wydawnicza
access-text = Plik ma znaczniki dla czytników ekranu, opisy wykresów i zakładki. Liczby z wykresów stoją także w tabelach.
access-contact = Uwagi i potrzeby dotyczące dostępności prosimy zgłaszać: { $email }.
imprint-publisher = Wydawca: { $name }.
imprint-authors = Autorzy: { $names }.
imprint-editor = Redakcja: { $names }.
imprint-reviewer = Recenzja: { $names }.
imprint-contractors = Wykonawcy: { $names }.
imprint-published = Data wydania: { $date }

## Reguły zdań (opisy do załącznika)

rule-headline-leader = pierwsze miejsce bez remisu
rule-headline-leader-close = pierwsze miejsce, przewaga nad drugim nie większa niż 1 pkt
rule-headline-leader-tied = pierwsze miejsce dzielone z innym klastrem
rule-headline-near-leader = miejsce od 2. do 5., strata do lidera nie większa niż 1 pkt
rule-headline-risen = miejsce lepsze niż w ostatniej porównywalnej edycji
rule-headline-same = miejsce takie samo jak w ostatniej porównywalnej edycji
rule-headline-fallen = miejsce dalsze niż w ostatniej porównywalnej edycji
rule-headline-first-time = pierwszy udział w badaniu
rule-headline-plain = jest miejsce, nie ma porównania w czasie
rule-headline-last-quarter = miejsce w ostatniej ćwiartce, żaden obszar powyżej mediany
rule-headline-last-quarter-above = miejsce w ostatniej ćwiartce, jest obszar powyżej mediany
rule-headline-no-difference = wynik ogólny taki sam w całej grupie
rule-headline-no-score = brak wyniku ogólnego
rule-lead-above = opublikowany wynik ogólny większy od mediany
rule-lead-below = opublikowany wynik ogólny mniejszy od mediany
rule-lead-equal = opublikowany wynik ogólny równy medianie
rule-lead-no-score = brak wyniku ogólnego
rule-trend-risen = wynik większy niż w ostatniej porównywalnej edycji
rule-trend-risen-far = wynik większy o co najmniej 5 pkt, awans o co najmniej 5 miejsc
rule-trend-fallen = wynik mniejszy niż w ostatniej porównywalnej edycji
rule-trend-same = wynik równy temu z ostatniej porównywalnej edycji
rule-trend-first-time = pierwszy udział w badaniu
rule-trend-not-comparable = brak porównywalnych wyników wcześniejszych edycji
rule-areas-top-all = wszystkie obszary na miejscach 1.–3.
rule-areas-top = co najmniej dwa obszary na miejscach 1.–3.
rule-areas-top-and-high = co najmniej dwa obszary na miejscach 1.–3., a kolejny w pierwszej ćwiartce
rule-area-strongest = obszar o największej przewadze nad medianą
rule-area-nearest = żaden obszar powyżej mediany: obszar najbliżej niej
rule-area-gap = obszar o największej stracie do mediany
rule-area-least = wszystkie obszary powyżej mediany: najmniejsza przewaga
rule-strength = wskaźnik wysoko na tle grupy i własnego profilu klastra
rule-weakness = wskaźnik nisko na tle grupy i własnego profilu, poniżej benchmarku
rule-areas-above-all = wszystkie obszary powyżej mediany
rule-areas-above-some = część obszarów powyżej mediany
rule-areas-above-none = żaden obszar powyżej mediany
rule-position-lead-leader = pierwsze miejsce bez remisu
rule-position-lead-leader-tied = pierwsze miejsce dzielone
rule-position-lead-above = wynik ogólny większy od mediany
rule-position-lead-below = wynik ogólny mniejszy od mediany
rule-position-lead-equal = wynik ogólny równy medianie
rule-position-lead-missing = brak wyniku ogólnego
rule-history-first-time = pierwszy udział w badaniu
rule-history-not-comparable = brak porównywalnych wyników wcześniejszych edycji
rule-change-largest-rise = porównywalny obszar o największym wzroście
rule-change-largest-fall = porównywalny obszar o największym spadku
rule-change-no-fall = żaden porównywalny obszar nie spadł
rule-change-no-rise = żaden porównywalny obszar nie wzrósł
rule-rank-risen = miejsce w rankingu lepsze niż poprzednio
rule-rank-fallen = miejsce w rankingu dalsze niż poprzednio
rule-rank-same = miejsce w rankingu bez zmiany
rule-area-lead-above = opublikowany wynik obszaru większy od mediany
rule-area-lead-below = opublikowany wynik obszaru mniejszy od mediany
rule-area-lead-equal = opublikowany wynik obszaru równy medianie
rule-area-lead-missing = brak wyniku obszaru
rule-area-detail-parts = brak porównania w czasie: podobszary o najwyższym i najniższym wyniku
rule-area-detail-strength = wskaźnik obszaru o największej przewadze nad medianą
rule-area-detail-gap = wskaźnik obszaru o największej stracie do mediany
rule-rise-text = porównywalny podobszar o największym wzroście
rule-rise-crossed = podobszar wcześniej poniżej, teraz powyżej dzisiejszej mediany
rule-fall-text = porównywalny podobszar o największym spadku
rule-fall-still-above = podobszar spadł, ale jest powyżej mediany
rule-strongest-text = wskaźnik obszaru o największej przewadze nad medianą
rule-closest-text = wskaźnik poniżej mediany, najbliżej niej
rule-weakest-text = wskaźnik obszaru o największej stracie do mediany
rule-reserve-text = wskaźnik obszaru o największym możliwym zysku
rule-small-numbers = wskaźnik liczony w sztukach, wartość i cel mniejsze niż 5
rule-missing-text = brak wyniku obszaru: wskaźniki bez odpowiedzi
rule-keep-text = wszystkie wskaźniki obszaru na poziomie benchmarku
