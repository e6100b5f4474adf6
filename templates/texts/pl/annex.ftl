## Załącznik

annex = Załącznik
annex-title = Metoda, dane i nota wydawnicza
annex-scores-heading = Wyniki punktowe
annex-scores-caption = Wynik ogólny, obszary i podobszary w punktach. W kolumnie „n” jest liczba { units.gen } z wynikiem.
annex-scores-caption-areas = Wynik ogólny i obszary w punktach. W kolumnie „n” jest liczba { units.gen } z wynikiem.
annex-scores-caption-indicators = Wynik ogólny i wskaźniki w punktach. W kolumnie „n” jest liczba { units.gen } z wynikiem.
annex-values-heading = Wartości wskaźników
annex-values-caption = Wszystkie wskaźniki w ich jednostkach, z wynikiem { unit.gen } w punktach
column-node = Wynik
column-score = Punkty
column-count = n
annex-method-heading = Jak powstały wyniki
method-direction = Wskaźniki, w których mniej znaczy lepiej, odwrócono przed przeliczeniem.
method-weights = Wyniki łączono z wagami kolejno: wskaźniki w podobszary, podobszary w obszary, obszary w wynik ogólny.
method-weights-indicators = Wyniki łączono z wagami: wskaźniki w wynik ogólny.
method-weights-areas = Wyniki łączono z wagami kolejno: wskaźniki w obszary, obszary w wynik ogólny.
method-weights-deep = Wyniki łączono z wagami kolejno: wskaźniki w podobszary, te poziom po poziomie w obszary, obszary w wynik ogólny.
method-arithmetic = Użyto średniej arytmetycznej.
method-geometric = Użyto średniej geometrycznej.
method-harmonic = Użyto średniej harmonicznej.
method-mixed = Użyto średnich, od najwyższego poziomu: { $means }.
mean-arithmetic = arytmetyczna
mean-geometric = geometryczna
mean-harmonic = harmoniczna
method-missing = Wynik powstaje, gdy odpowiedzi mają co najmniej { $share } wagi; wagi podanych odpowiedzi przeliczono tak, by sumowały się do całości.
method-ranks = Miejsca i położenie wobec mediany i kwartyli ustalono z niezaokrąglonych wyników. Różnice w tekście i tabelach liczono z wyników opublikowanych, po zaokrągleniu.
method-ties-min = { Units } z tym samym wynikiem zajmują to samo, lepsze miejsce (1, 2, 2, 4).
method-ties-max = { Units } z tym samym wynikiem zajmują to samo, dalsze miejsce (1, 3, 3, 4).
method-ties-average = { Units } z tym samym wynikiem zajmują miejsce średnie (1; 2,5; 2,5; 4).
method-ties-dense = { Units } z tym samym wynikiem zajmują to samo miejsce, a kolejny następne (1, 2, 2, 3).
method-disclosure = { Units-other.acc } { units.acc } widać tylko jako nieopisane znaki.
method-whole = Pełny opis metody jest w arkuszu dołączonym do pliku (zakładka „{ $sheet }”).
glossary = Słownik wskaźników
glossary-caption = Co znaczą wskaźniki, o których mówi raport
glossary-caption-some = Najważniejsze wskaźniki, o których mówi raport; wszystkie definicje są w dołączonym arkuszu
column-definition = Co mierzy
column-source = Źródło
annex-data-heading = Uwagi o danych
data-answers-all = { Unit } odpowiedział{ unit-past } na wszystkie pytania ({ $indicators }).
data-answers-missing = Brak odpowiedzi ({ $indicators }): { $names }.
data-no-score = Bez wyniku z powodu braków: { $names }.
data-constant = Ta sama wartość w całej grupie, dlatego { unit-each } { unit } ma tu środek skali: { $names }.
data-constant-kept = Ta sama wartość w całej grupie: { $names }.
data-last = Ostatnie miejsce w grupie, samodzielne lub dzielone z mniej niż jej połową: { $names }.
data-last-none = { Unit } nigdzie nie zajmuje ostatniego miejsca w grupie, ani { unit-alone }, ani z mniej niż jej połową.
data-period = Dane dotyczą okresu: { $period }.
data-participants = { $n ->
    [one] W badaniu { unit-joined } udział { $units }.
    [few] W badaniu { units-joined } udział { $units }.
   *[many] W badaniu wzięło udział { $units }.
}
annex-access-heading = Dostępność i nota wydawnicza
access-text = Plik ma znaczniki dla czytników ekranu, opisy wykresów z ich liczbami i zakładki.
access-contact = Uwagi i potrzeby dotyczące dostępności prosimy zgłaszać: { $email }.
imprint-publisher = Wydawca: { $name }.
imprint-authors = Autorzy: { $names }.
imprint-editor = Redakcja: { $names }.
imprint-reviewer = Recenzja: { $names }.
imprint-contractors = Wykonawcy: { $names }.
imprint-published = Data wydania: { $date }
all-results = Wszystkie wyniki
all-results-title = Wszystkie wyniki, punkty i cele w liczbach
data-rules = Reguły zdań i rekomendacji są jawne. Zawiera je plik „{ $file }”, który udostępnia wydawca badania.
