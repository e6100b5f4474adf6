# Słowa raportu po polsku. Jedna wiadomość to jedno całe zdanie, tytuł albo etykieta.
# Nazwy własne i nazwy wskaźników stoją w mianowniku. Liczby przychodzą gotowe ("12,5", "6,8 pkt");
# liczby całkowite, od których zależy forma wyrazu, wybierają wariant: [one] 1, [few] 2-4, [many] 5-21.
# Wiadomość z wariantami .a, .b, .c ma kilka brzmień tego samego; raport wybiera jedno z nich.

## Liczby i drobne słowa

points = { $points } pkt
points-less = mniej niż { $points } pkt
rank = { $rank }.
ordinal = { $rank }.
percent = { $value }%
yes = tak
no = nie
divided = tak/nie
yes-of = tak: { $yes } z { $n }
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

band-missing = brak danych { unit.gen }
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
score-band-missing = brak wyniku { unit.gen }
score-band-constant = ten sam wynik w całej grupie
score-band-highest = najwyższy wynik w grupie
score-band-above = powyżej środkowej połowy grupy
score-band-upper = w środkowej połowie grupy, powyżej mediany
score-band-median = tyle samo, ile wynosi mediana
score-band-lower = w środkowej połowie grupy, poniżej mediany
score-band-below = poniżej środkowej połowy grupy

## Plik i strony

report-title = Raport dedykowany { $edition }: { $name }
report-subject = Wyniki { unit.gen } na tle grupy ({ $units }), edycja { $edition }
report-subject-fictional = Wyniki { unit.gen } na tle grupy ({ $units }), edycja { $edition }; dane przykładowe
keyword-cluster = { unit }
keyword-benchmarking = benchmarking
keyword-report = raport dedykowany
footer = { $study } · edycja { $edition } · poufne, dla { reader.gen } { unit.gen }
footer-fictional = { $study } · edycja { $edition } · poufne, dla { reader.gen } { unit.gen } · dane przykładowe
kicker = { $number }. { $name }
area-chapter = Obszar: { $area }
table-label = Tabela { $number }.
chart-label = Wykres { $number }.
edition-label = Edycja { $edition }

## Okładka

cover-bookmark = Okładka
cover-kind = Raport dedykowany
cover-fictional = Dane przykładowe: { units-fictional } i wyniki w tym raporcie są fikcyjne.
cover-confidential = Poufne: raport jest przeznaczony dla { reader.gen } { unit.gen }, { unit-whom.gen } dotyczy.
