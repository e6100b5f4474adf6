## Slajdy na spotkanie plenarne: te same liczby co w podsumowaniu edycji

slides-title-public = Slajdy: kondycja grupy { $edition }, { $study }
slides-title-internal = Slajdy: kondycja grupy { $edition } z rankingiem, do użytku wewnętrznego, { $study }
slides-subject = Najważniejsze wnioski o całej grupie ({ $units }), edycja { $edition }
slides-keyword = slajdy na spotkanie plenarne
slides-footer-public = Kondycja grupy · edycja { $edition }
slides-footer-internal = Do użytku wewnętrznego · edycja { $edition }
slides-fictional = { $text } · dane przykładowe
slides-subtitle = Kondycja grupy · edycja { $edition }
slides-source = Źródło: podsumowanie edycji, rozdział „{ $chapter }”
slides-areas-count = { $n } { $n ->
    [one] obszar
    [few] obszary
   *[many] obszarów
}

slides-how-title = Badanie w liczbach: { $units }, { $areas }, { $indicators }
slides-how-points = Punkty
slides-how-weights = Wagi
slides-how-same = Te same liczby
slides-how-period = Okres
slides-groups-title-most = Najliczniejsza grupa: { $name } ({ $count })
slides-groups-title = Kto wziął udział w badaniu
slides-groups-alt = Wykres słupkowy, { $name }: { $values }.
slides-value = { $name } { $value }
slides-count = Liczba { units.gen }
slides-areas-title = Najwyższa mediana: { $high }, najniższa: { $low }
slides-areas-title-plain = Wyniki grupy w obszarach
slides-areas-read = Słupek i liczba: mediana; linia: środkowa połowa { units.gen }. Punkty od { $low } do { $high }.
slides-areas-alt = Wykres środkowej połowy i mediany w punktach. { $values }.
slides-areas-value = { $name }: mediana { $median }, od { $q1 } do { $q3 }
slides-parts-alt = Wykres słupkowy median podobszarów w punktach: { $values }.
slides-parts-read = Mediany podobszarów w punktach: najwyższe ciemne, najniższe jasne.
slides-change-alt = Wykres słupkowy mediany zmian od edycji { $edition } w punktach: { $values }.
slides-change-read = Mediana zmian w punktach. W obu edycjach: { $units }.
slides-sides-alt = Wykres słupkowy median dwóch grup w punktach. { $values }.
slides-sides-value = { $name }: { $first } i { $second }
slides-sides-read = Mediany w punktach. Różnica nie mówi, skąd się bierze.
slides-together-read = Im ciemniejsze pole, tym bardziej podobna kolejność { units.gen }. To nie jest przyczyna.
slides-conclusions-title = Trzy wnioski o grupie
slides-group-title = Co może zrobić grupa: najczęstsze rekomendacje
slides-group-read = Każda rekomendacja z raportów dedykowanych z liczbą { units.gen }, { units-which } ją dosta{ units-past }.
slides-publisher-title = Co może zrobić wydawca badania
slides-practices-title = Od kogo można się uczyć: dobre praktyki
slides-next-title = Co dalej: od wyników do działań
slides-next-report = Raport dedykowany
slides-next-report-text = { Unit-each } { unit } ma własny raport z wynikami, rekomendacjami i planem działań.
slides-next-talk = Rozmowa o raporcie
slides-next-talk-text = Z ekspertem warto wybrać jedno działanie na początek i osobę, która za nie odpowiada.
slides-next-step = Pierwszy krok w ciągu miesiąca
slides-next-step-text = Raport proponuje najwyżej { $actions } działań; na początek wystarczy pierwszy krok jednego z nich.
slides-next-contact = Pytania
slides-next-contact-text = Pytania o badanie: { $email }
slides-notices-title = O badaniu i o tych slajdach
slides-notices-same = Liczby są te same co w podsumowaniu edycji i w raportach dedykowanych.
slides-notices-names = { Units.acc } nazywamy tylko przy dobrych praktykach, za ich zgodą; wyników przy nazwach nie ma.
slides-notices-internal = Slajdy z rankingiem są do użytku wewnętrznego: nie wolno ich przekazywać uczestnikom badania.
slides-ranking-title = Ranking { units.gen } według wyniku ogólnego

## Notatki prowadzącego: od 60 do 120 słów, z nazwą źródła

slides-notes-title = Witamy na spotkaniu zamykającym badanie. Pokażemy kondycję całej grupy: w czym jest mocna, w czym słabsza, co zmieniło się w czasie i co z tego wynika. Każda liczba na slajdach jest taka sama jak w podsumowaniu edycji i w raportach dedykowanych, więc można je położyć obok siebie. Prezentacja zajmie około dwudziestu minut, potem będzie czas na pytania i na wymianę doświadczeń. Wykresy są natywne: dane każdego z nich można otworzyć i sprawdzić. Źródło: podsumowanie edycji, okładka i rozdział pierwszy.
slides-notes-how = Zanim pokażemy wyniki, kilka słów o tym, jak powstały. Odpowiedzi na pytania przeliczono na punkty, a punkty zebrano w podobszary, obszary i wynik ogólny. Dzięki temu można porównywać rzeczy mierzone w różnych jednostkach. Punkty nie są oceną jakości pracy ludzi, tylko miarą tego, co dało się policzyć. Mediana oznacza, że połowa { units.gen } ma wynik wyższy, a połowa niższy. Szczegóły są w ostatnim rozdziale podsumowania. Źródło: podsumowanie edycji, rozdział o metodzie.
slides-notes-places = Mapa pokazuje, skąd pochodzą { units } w tej edycji. Pola leżą mniej więcej tak jak na mapie kraju, ale wszystkie mają ten sam rozmiar, żeby mała powierzchnia nie ginęła. Im ciemniejsze pole, tym więcej { units.gen }; liczba stoi w każdym polu. To nie są wyniki, tylko miejsca, więc mapa nie mówi, gdzie jest lepiej, a gdzie gorzej. Warto zapytać salę, kogo w tej edycji zabrakło. Źródło: podsumowanie edycji, rozdział o uczestnikach.
slides-notes-groups = Ten slajd mówi, kto wziął udział: ile { units.gen } jest w każdej z grup. Liczby opisują skład badania i nie zależą od wyników. Są ważne, bo grupa to punkt odniesienia wszystkich porównań: jeśli większość jest podobna do siebie, mediany opisują właśnie tę większość. Mediana bardzo małej grupy mówiłaby więcej o pojedynczym { unit.loc } niż o grupie. Warto poprosić uczestników, by przez chwilę odnaleźli się w tych grupach. Źródło: podsumowanie edycji, rozdział o uczestnikach.
slides-notes-condition = To najważniejszy slajd: kondycja grupy w jednym zdaniu i w kilku liczbach. Mediana wyniku ogólnego mówi, gdzie jest środek grupy, a środkowa połowa, jak bardzo { units } się różnią. Obok stoją obszary o najwyższej i najniższej medianie. Jeśli pokazujemy zmianę, liczymy ją tylko dla tych, którzy brali udział w obu edycjach. Dobrze jest zatrzymać się tu na minutę i poczekać na pierwsze pytania z sali. Źródło: podsumowanie edycji, rozdział pierwszy, liczby pod tytułem.
slides-notes-areas = Slajd pokazuje wynik ogólny i każdy obszar. Najważniejsza liczba to mediana. Obok niej jest środkowa połowa grupy: od pierwszego do trzeciego kwartyla. Gdy jest wąska, różnice w grupie są małe; gdy szeroka, są duże i jest od kogo się uczyć. Obszary są na tej samej skali, więc można je porównywać wprost. Pojedynczych wyników na slajdzie nie ma. Dane wykresu można otworzyć w programie do prezentacji. Źródło: podsumowanie edycji, tabela w rozdziale pierwszym.
slides-notes-parts = Po obszarach pokazujemy podobszary: te o najwyższych i te o najniższych medianach w całej grupie. Najpierw stoją najmocniejsze strony grupy, pod nimi najsłabsze. Niska mediana nie znaczy, że nikt tu nie daje sobie rady, tylko że większości { units.gen } jest daleko do góry skali. Pełna lista podobszarów z kwartylami jest w podsumowaniu. Warto zapytać, czy taki obraz zgadza się z codziennym doświadczeniem uczestników. Źródło: podsumowanie edycji, rozdział o podobszarach.
slides-notes-change = Tu pokazujemy zmianę od poprzedniej edycji. Liczymy ją tylko dla { units.gen } z obu edycji i tylko ze wskaźników, które da się porównać. Mediana zmian znaczy, że połowa z nich zmieniła swój wynik korzystniej, a połowa mniej korzystnie. To mediana zmian, a nie różnica median, dlatego nie wystarczy odjąć jednego wyniku od drugiego. Liczba z minusem oznacza spadek. Zanim podamy przyczyny, lepiej o nie zapytać. Źródło: podsumowanie edycji, rozdział o zmianie.
slides-notes-sides = Porównujemy mediany dwóch grup w wyniku ogólnym i w obszarach. Mediana opisuje środek każdej grupy, a nie każdego z osobna, więc w obu grupach są wyniki wyższe i niższe od niej. Różnica nie mówi, skąd się bierze: grupy mogą się różnić także wielkością, wiekiem i branżą. Nie należy więc wnioskować, że przynależność do grupy poprawia wynik. Ciekawsze pytanie brzmi, co jedni mogą pokazać drugim. Źródło: podsumowanie edycji, rozdział o grupach i związkach.
slides-notes-together = Tabela mówi, które obszary idą w parze. Współczynnik bliski jedności znaczy, że { units } wysoko w jednym obszarze są zwykle wysoko także w drugim; bliski zera, że z jednego nie da się odczytać drugiego. Ciemniejsze pole to wyższy współczynnik. Z takiej tabeli nie wynika, że poprawa w jednym obszarze przyniesie poprawę w innym: może je łączyć coś trzeciego, na przykład wielkość biura. Warto traktować to jako punkt wyjścia do rozmowy. Źródło: podsumowanie edycji, rozdział o grupach i związkach.
slides-notes-conclusions = To wnioski zapisane słowami, od najważniejszego. Każdy z nich wynika wprost z liczb, które były na poprzednich slajdach, i można go do nich odnieść. Nie mówią niczego o pojedynczym { unit.loc }: dotyczą całej grupy i są punktem wyjścia do rozmowy. Dobrze jest przeczytać je na głos, zrobić przerwę i zapytać salę, z którym wnioskiem zgadza się najmniej i dlaczego. Odpowiedzi warto zapisać, bo pomogą zaplanować następne badanie. Źródło: podsumowanie edycji, rozdział z wnioskami.
slides-notes-group = W raportach dedykowanych są rekomendacje dobrane do wyników. Tu pokazujemy te, które powtarzają się najczęściej, z liczbą { units.gen }. Jeśli wiele osób na sali ma to samo zadanie, łatwiej wykonać je wspólnie: jednym szkoleniem, jednym wzorem umowy, jedną rozmową z ekspertem. Liczby nie sumują się do całości, bo jeden raport może mieć kilka rekomendacji. Warto zapytać, kto chce zacząć od którego działania, i od razu umówić pierwszą rozmowę. Źródło: podsumowanie edycji, rozdział o rekomendacjach.
slides-notes-publisher = To propozycje dla wydawcy badania, wyprowadzone z tych samych liczb. Każda ma swoje uzasadnienie: niska mediana w całej grupie przemawia za ofertą dla wszystkich, duże różnice za wymianą doświadczeń, a spadek za pytaniem o przyczyny. Żadna nie wymaga ujawnienia wyników pojedynczych uczestników. To punkt do dyskusji, a nie gotowy program: warto zapytać salę, które wsparcie byłoby najbardziej potrzebne i czego na tej liście brakuje. Źródło: podsumowanie edycji, rozdział z wnioskami.
slides-notes-practices = Na koniec części o wynikach kilka dobrych praktyk. Nazwy podajemy tylko za zgodą, a sama obecność na slajdzie jest zaproszeniem do rozmowy, nie miejscem w rankingu. Opisy mówią, co dokładnie robią te zespoły, żeby dało się to powtórzyć u siebie. Dobrze jest poprosić przedstawicieli, jeśli są na sali, o dwa zdania: od czego zaczęli i co okazało się najtrudniejsze. Kontakty można wymienić w przerwie. Źródło: dobre praktyki z raportów dedykowanych tej edycji.
slides-notes-next = Co dalej? Najważniejsza praca zaczyna się po spotkaniu. Raport dedykowany pomaga w niej najbardziej: są w nim własne wyniki, rekomendacje i plan. Podczas rozmowy z ekspertem warto wybrać jedno działanie na początek, osobę odpowiedzialną i pierwszy krok na najbliższy miesiąc. Plan działań w raporcie ma na to gotowe miejsce. Jeśli jakaś liczba budzi wątpliwości, prosimy o wiadomość: sprawdzimy ją razem. Źródło: raporty dedykowane, rozdziały o rekomendacjach i planie działań.
slides-notes-notices = Ostatni slajd podaje zastrzeżenia, finansowanie i wydawcę. Liczby na slajdach są te same, które wydrukowano w podsumowaniu edycji; przed zapisaniem pliku program odczytał je ponownie i porównał. Slajdy można przekazać dalej w tym kształcie, chyba że są oznaczone jako wewnętrzne. Gdyby ktoś zmienił dane wykresu w programie do prezentacji, za zgodność odpowiada autor zmiany. Dziękujemy za udział w badaniu i za rozmowę. Teraz jest czas na pytania. Źródło: podsumowanie edycji, ostatni rozdział, metoda i nota.
slides-notes-ranking = Ten slajd jest tylko tam, gdzie wolno podawać nazwy przy wynikach. Ranking porządkuje według wyniku ogólnego; bliskie miejsca często dzieli mniej niż jeden punkt, więc nie należy nadawać im wielkiego znaczenia. Miejsce zależy też od tego, kto w tej edycji wziął udział, dlatego nie wolno porównywać go wprost z miejscem w innej edycji. Jeśli slajdy są do użytku wewnętrznego, nie mogą trafić do uczestników. Źródło: podsumowanie edycji, rozdział z rankingiem.
