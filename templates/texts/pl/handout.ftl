## Papiery na spotkanie

handout-study = { $study }, edycja { $edition }
handout-when = { $date }, godz.{ "\u00A0" }{ $time }
handout-no-meeting = bez terminu
handout-room = Gdzie: { $room }
handout-expert = Spotkanie prowadzi: { $expert }
handout-coordinator = { Reader }: { $name }
handout-copy = Egzemplarz { $number } z { $of }
handout-contents = Zawartość
handout-contents-card = karta wyników (1 strona)
handout-contents-report = raport dedykowany ({ $n } { $n ->
    [one] strona
    [few] strony
   *[many] stron
})
handout-confidential = Poufne: ten komplet jest przeznaczony tylko dla { reader.gen } { unit.gen }, { unit-whom.gen } dotyczy.
handout-fictional = Dane przykładowe: wszystkie { units-fictional }, osoby i liczby są fikcyjne.
handout-title = Komplety do druku: { $study } ({ $edition })
handout-subject = Karty i raporty w kolejności spotkań
keyword-handout = papiery na spotkanie
handout-bookmark = { $when } – { $name }
handout-bookmark-card = Karta wyników
handout-bookmark-report = Raport dedykowany
handout-label-separator = { $set }-P
handout-label-card = { $set }-K
handout-label-report = { $set }-R

## Protokół odbioru

receipt-title = Protokół odbioru
receipt-subject = Lista do podpisu przy wydawaniu raportów i kart wyników
receipt-lead = Każdy wiersz to jeden egzemplarz: karta wyników i raport dedykowany. Podpis potwierdza odbiór.
receipt-caption = Wydane egzemplarze ({ $n })
receipt-column-number = Lp.
receipt-column-when = Termin
receipt-column-cluster = { Unit }
receipt-column-coordinator = { Reader }
receipt-column-copy = Egz.
receipt-column-signature = Data i podpis
receipt-copy = { $number } z { $of }
receipt-handed-out = Wydający: imię, nazwisko, podpis
receipt-day = Data
receipt-confidential = Raporty i karty są poufne: każdy odbiera tylko komplet { unit-own.gen } { unit.gen }.
receipt-page = Strona { $number } z { $of }

## Pismo przewodnie

letters-title = Pisma przewodnie
letters-subject = Pisma przewodnie, po jednym na stronie
letter-subject = { $study }, edycja { $edition }. Wyniki { unit.gen }: { $name }
letter-salutation = Szanowni Państwo
letter-salutation-line = { $text },
letter-sentence = { $text }.
letter-lead = przekazujemy wyniki Państwa { unit.gen } ({ $name }) w badaniu „{ $study }”, edycja { $edition }.
letter-enclosed = W komplecie są karta wyników (1 strona) i raport dedykowany ({ $n } { $n ->
    [one] strona
    [few] strony
   *[many] stron
}). Karta pokazuje najważniejsze wyniki na jednej stronie. Raport pokazuje wyniki { unit.gen } na tle grupy i działania, od których warto zacząć; na końcu jest plan do wypełnienia.
letter-meeting = Zapraszamy na rozmowę o wynikach: { $when }.
letter-confidential = Wyniki są poufne i przeznaczone tylko dla { reader.gen } { unit-this.gen } { unit.gen }. Odbiór potwierdzą Państwo podpisem na protokole. Jeżeli komplet trafił do Państwa przez pomyłkę, prosimy go nie czytać i oddać wydawcy badania.
letter-questions = Na pytania odpowiadamy pod adresem { $email }. Pod tym adresem można też poprosić o raport w innej formie, wygodniejszej na przykład dla czytnika ekranu.
letter-closing = Z poważaniem

## Tabliczki i etykiety

plates-title = Tabliczki na stół
plates-subject = Nazwy { units.gen } i osób prowadzących spotkania, do złożenia na pół
labels-title = Etykiety na teczki
labels-subject = Etykiety na teczki z kompletami, arkusz { $sheet }
label-when-room = { $when }, { $room }
label-copy = { $copy } · poufne
label-fictional = dane przykładowe

## Notatka dla eksperta

briefings-title = Notatki dla ekspertów
briefings-subject = Jedna strona na spotkanie; dla eksperta, nie przekazywać
briefing-mark = Dla eksperta, nie przekazywać
briefing-bookmark = { $when } – { $name }
briefing-note = Uwaga do spotkania: { $note }
briefing-points = O czym rozmawiać
briefing-comment = Komentarz eksperta do podsumowania
briefing-comment-more = Dalszy ciąg komentarza jest w raporcie.
briefing-comment-places = Komentarze są też w rozdziałach: { $chapters }.
briefing-comment-none = Do tego raportu nie ma jeszcze komentarza eksperta.
briefing-questions = Trzy pytania, które warto zadać
briefing-changes = Co się zmieniło od edycji { $edition }
briefing-changes-none = Co się zmieniło
briefing-no-history = Badanie nie ma wcześniejszej edycji, z którą można porównać wyniki.
briefing-first-time = { Unit } bierze udział w badaniu po raz pierwszy, dlatego nie ma z czym porównać wyników w czasie.
briefing-silence = Czego nie ujawniać
question-gap = { $indicator }: { $evidence }. Co stoi na przeszkodzie i kto { in-unit } może to zmienić?
question-missing = { $n ->
    [one] Bez odpowiedzi jest { $n } wskaźnik
    [few] Bez odpowiedzi są { $n } wskaźniki
   *[many] Bez odpowiedzi jest { $n } wskaźników
}: { $names }. Czy tych danych nie ma, czy trudno je zebrać?
question-missing-many = { $n ->
    [one] Bez odpowiedzi jest { $n } wskaźnik
    [few] Bez odpowiedzi są { $n } wskaźniki
   *[many] Bez odpowiedzi jest { $n } wskaźników
}, na przykład { $names }. Czy tych danych nie ma, czy trudno je zebrać?
question-pattern = { $chapter }. { $text } Z czego to wynika?
question-strength = { $indicator }: { $evidence }. Jak { unit } do tego { unit-came } i czy { unit-could }by pokazać to innym?
question-action = Działanie „{ $action }”: kto zrobi pierwszy krok i do kiedy?
question-next = Co powinno się zmienić do następnej edycji i po czym będzie to widać?
question-help = Czego { unit } potrzebuje od innych, żeby to osiągnąć?
silence-others = Wyników i miejsc innych { units.gen } nie podajemy, także bez nazwy i w przybliżeniu.
silence-marks = Nie zgadujemy, czyje są kropki na wykresach ani czyj jest najlepszy wynik.
silence-names = Nazwę { unit-another.gen } { unit.gen } podajemy tylko wtedy, gdy za { unit-whose } zgodą stoi w rozdziale o dobrych praktykach.
silence-groups = Tych median nie podajemy ani nie szacujemy:
silence-groups-none = Raport podaje mediany wszystkich grup { unit-this.gen } { unit.gen }; median innych grup nie podajemy.
silence-part = { $group } ({ $names })
