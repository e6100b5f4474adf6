### Słowa stanowiska pracy w przeglądarce. Klucze: część strony, potem rzecz.

skip = Przejdź do treści
menu = Strony
only-here = Wszystko dzieje się na tym komputerze; nic nie jest wysyłane, dopóki nie zostanie to wyraźnie polecone.
to-start = Wróć na początek
sorry = Tego nie da się teraz zrobić
save = Zapisz
show = Pokaż
stop = Zatrzymaj
why = dlaczego
page-edition = Edycja
page-clusters = Klastry
refused = Ta strona otwiera się tylko w przeglądarce, w której otwarto adres wypisany przy uruchomieniu. Adres działa jeden raz: aby otworzyć stanowisko ponownie, uruchom je od nowa. / This page opens only in the browser that opened the address printed at the start. The address works once: to open the desk again, start it anew.
busy = Trwa inne zadanie. Poczekaj, aż się skończy, albo je zatrzymaj.
taken = otwarto ją na innym stanowisku
taken-remedy = zamknij tamto stanowisko i otwórz to ponownie
read-only = Tę edycję można tu tylko oglądać: { $holder }.
broken = Program się pomylił ({ $kind }: { $words }). Niczego nie zmieniono poza tym, co już zapisano. Prosimy zgłosić ten błąd i dołączyć plik { $log }.
no-edition = Nie wybrano jeszcze edycji. Wybierz ją na stronie „Edycja”.
no-cluster = W tej edycji nie ma klastra „{ $id }”. Być może zmieniono jego identyfikator.
no-page = Nie ma takiej strony.
edition-first = Edycja zawiera błędy. Popraw je i zapisz plik, a ta strona odświeży się sama.
file-error = Nie udało się odczytać lub zapisać pliku { $file }: { $reason }. Sprawdź, czy jest miejsce na dysku i czy pliku nie ma otwartego inny program.
too-large = Plik jest za duży. Skoroszyt może mieć najwyżej { $most }.
bad-form = Formularz dotarł niekompletny. Wczytaj stronę ponownie i spróbuj jeszcze raz.
old-form = Ta strona pochodzi z poprzedniego uruchomienia. Wczytaj ją ponownie i spróbuj jeszcze raz.
nothing-chosen = Nie zaznaczono żadnego klastra.

## Edycja

person = Kto pracuje
person-label = Imię i nazwisko (do zapisów o komentarzach i zatwierdzeniach)
no-name = Podaj imię i nazwisko w jednym wierszu.
choose-edition = Wybierz edycję
other-edition = Otwórz inną edycję
no-choices = W tym folderze nie ma żadnej edycji.
drop = Upuść tu skoroszyt albo wskaż plik
take = Otwórz plik
drop-hint = Kopia pliku trafi do folderu stanowiska. Poprawki wpisuj w tej kopii.
kept = Skoroszyt { $name } jest w folderze stanowiska. Poprawki wpisuj w tym pliku.
no-choice = Nie ma takiej edycji do wyboru: { $name }.
no-file = Nie wskazano pliku.
no-workbook = „{ $name }” nie jest skoroszytem programu Excel (.xlsx). Zapisz go w Excelu jako „Skoroszyt programu Excel”.
other-there = W folderze stanowiska jest już inny plik o nazwie { $name }. Zmień nazwę jednego z nich.
cannot-read = Edycji nie można odczytać
problems =
    { $count ->
        [one] { $count } błąd do poprawienia
        [few] { $count } błędy do poprawienia
       *[many] { $count } błędów do poprawienia
    }
problems-hint = Popraw wskazane komórki i zapisz plik, a ta lista odświeży się sama. Opisy przyczyn są na razie po angielsku.
no-problems = Edycja jest poprawna
edition-label = Badanie
edition-clusters = Klastry
edition-indicators = Wskaźniki
go-clusters = Przejdź do klastrów
open-in-excel = Skoroszyt jest otwarty w arkuszu kalkulacyjnym. Widać tu jego ostatnio zapisaną wersję.
marked = Pobierz kopię z zaznaczonymi komórkami
remarks =
    { $count ->
        [one] { $count } uwaga
        [few] { $count } uwagi
       *[many] { $count } uwag
    }
remarks-hint = To nie są błędy, ale warto na nie spojrzeć przed wysłaniem raportów. Opisy są na razie po angielsku.
col-cell = Komórka
col-header = Kolumna
col-value = Wartość
col-cause = Przyczyna
col-remedy = Co zrobić
col-table = Tabela
col-column = Kolumna
col-rows = Wiersze
col-remark = Uwaga

## Klastry

filter = Szukaj
filter-state = Stan raportu
every-state = wszystkie
build-some = Zbuduj zaznaczone
build-all = Zbuduj wszystkie
look-again = Sprawdź pliki ponownie
chosen = Zaznaczenie
rows = Widać { $shown } z { $total }.
head-id = Identyfikator
head-name = Nazwa
head-report = Raport
head-comment = Komentarz
head-approval = Zatwierdzenie
head-mail = Wysyłka
state-current = aktualny
state-stale = nieaktualny
state-damaged = uszkodzony
state-missing = brak
state-unfinished = niedokończony
state-failed = nieudany
state-given = jest
state-lacking = brak
state-yes = tak
state-no = nie
state-outdated = nieaktualne
state-outbox = w skrzynce nadawczej
state-outbox-outdated = w skrzynce nadawczej, nieaktualna
state-ready = gotowa do wysłania
state-sending = wysyłana
state-sent = wysłana
state-deferred = odłożona przez serwer
state-rejected = odrzucona przez serwer
state-unknown = nie wiadomo, czy dotarła
state-bounced = wróciła
unchanged = bez zmian
built =
    { $built ->
        [one] Gotowy jest { $built } raport
        [few] Gotowe są { $built } raporty
       *[many] Gotowych jest { $built } raportów
    } (bez zmian: { $kept }, nieudanych: { $failed }).
not-built =
    { $count ->
        [one] Nie zbudowano { $count } raportu. Buduj dalej, kiedy zechcesz.
       *[other] Nie zbudowano { $count } raportów. Buduj dalej, kiedy zechcesz.
    }

## Zadania

job = Zadanie
job-build = Budowanie raportów
job-running = trwa
job-stopping = zatrzymuje się po bieżącym kroku
job-done = zakończone
job-stopped = zatrzymane
job-failed = przerwane
job-count = { $done } z { $total }

## Raport

all-clusters = Wszystkie klastry
report = Raport
report-pages = Strony raportu
open-pdf = Otwórz plik PDF
open-screen = Otwórz wersję do czytania na ekranie
page-number = Strona { $number } raportu
no-report = Nie ma gotowego raportu. Zbuduj go.
decide = Zatwierdzenie
who = Podaj najpierw imię i nazwisko na stronie „Edycja”.
build-first = Raport nie jest aktualny: przed zatwierdzeniem trzeba go zbudować.
build-this = Zbuduj ten raport
approve-hint = Zatwierdzenie dotyczy dokładnie tego pliku, który tu widać, i adresu: { $address }.
nobody = brak adresu
approve = Zatwierdzam ten raport ({ $name })
approved = Raport zatwierdzony: { $name }.
is-approved = Raport jest zatwierdzony: { $name }, dla adresu: { $address }.
not-approved = Raportu nie zatwierdzono: { $why }
stale-page = Od chwili wczytania tej strony raport zbudowano ponownie. Obejrzyj nowy plik i dopiero go zatwierdź.
withdraw = Cofnij zatwierdzenie
withdrawn = Zatwierdzenie cofnięte.
withdrawn-late = Zatwierdzenie cofnięto, ale wiadomość z tym raportem już wyszła albo właśnie wychodzi.
no-approval = Tego raportu nikt nie zatwierdził.
comments = Komentarze
comments-hint = Komentarze trafiają do pliku { $file } obok edycji; samej edycji program nie zmienia. Po zapisaniu zbuduj raport, aby komentarz się w nim znalazł.
in-the-sheet = W arkuszu edycji (tu się go nie zmienia):
place-summary = Podsumowanie
place-profile = Charakterystyka
place-position = Pozycja
place-groups = Grupy porównawcze
place-practices = Dobre praktyki
place-recommendations = Rekomendacje
text-in-pl = Treść po polsku
text-in-en = Treść po angielsku
signature = Podpis (jeśli inny niż w ustawieniach edycji)
save-comment = Zapisz komentarz
comment-saved = Komentarz zapisany. Zbuduj raport, aby się w nim znalazł.
saved-by = Ostatni zapis: { $name }, { $time }.
conflict = W tym miejscu w międzyczasie zapisano inny komentarz (autor zapisu: { $name }). Poniżej jest tamten, a w polu – ten, którego nie zapisano. Połącz oba i zapisz.
nothing-there = (komentarz usunięto)
no-place = W raportach tej edycji nie ma takiego miejsca.
choices = Rekomendacje
choices-hint = Wszystkie rekomendacje, których warunki spełnia ten klaster. Te z numerem są w raporcie. Decyzja trafia do tego samego pliku co komentarze.
not-an-action = nie ma jej w raporcie
decided-in-the-sheet = O tej rekomendacji zdecydowano w arkuszu edycji.
decision = Decyzja
decision-rules = według reguł
decision-pin = zawsze w raporcie, na początku
decision-drop = nie w tym raporcie
reason = Dlaczego (tylko gdy zawsze w raporcie; może być puste)
save-decision = Zapisz decyzję
decision-saved = Decyzja zapisana. Zbuduj raport, aby ją uwzględnił.
decision-changed = O tej rekomendacji zdecydowano w międzyczasie inaczej. Wczytaj stronę ponownie i zdecyduj jeszcze raz.
no-decision = Nie ma takiej decyzji.
preview = Tak będzie w druku:

## Wysyłka

page-send = Wysyłka
no-mail = Edycja nie mówi, od kogo są wiadomości. Wpisz nadawcę w ustawieniach edycji (mail.from).
mail-from = Nadawca
mail-reply = Odpowiedzi
mail-bounces = Zwroty
mail-archive = Kopia do archiwum
mail-server = Serwer poczty
mail-attachments = Załączniki
none = brak
encrypted = zaszyfrowane
not-encrypted = niezaszyfrowane
signed = podpisane
not-signed = bez podpisu
fictional = Dane tej edycji są fikcyjne: do prawdziwych koordynatorów nic nie zostanie wysłane, można tylko zrobić próbę.
no-witness = Nie można pisać w folderze użytkownika. Jeśli zapis wysyłki zostanie odtworzony z kopii razem z raportami, program tego nie zauważy.
dry-run = Sprawdzenie przed wysyłką
dry-run-hint = Sprawdza, kto i co by dostał. Niczego nie wysyła ani nie zmienia.
way = Jak wysłać
way-outbox = Zapisać wiadomości jako pliki (nikt niczego nie dostanie)
way-rehearsal = Zrobić próbę przez serwer: wszystko na jeden adres próbny
way-real = Wysłać przez serwer do koordynatorów
redirect = Adres próbny
no-way = Wybierz, jak wysłać.
no-address = Podaj poprawny adres próbny.
look-who = Sprawdź, kto co dostanie
planned = Do wysłania: { $due }, pozostałe: { $others }.
plan-outbox = Do zapisania jako pliki: { $count }
plan-rehearsal = Próba – do wysłania na adres próbny: { $count }
plan-real = Do wysłania do koordynatorów: { $count }
verdict = Wynik
verdict-due = do wysłania
verdict-done = już wysłana
verdict-waiting = czeka
verdict-refused = wstrzymana
recipient = Odbiorca
subject = Temat
size = Wielkość
why-not = Dlaczego
read-message = przeczytaj
type-number = Wiadomości: { $count }; odbiorca: { $whom }. Aby je wysłać, wpisz tę liczbę:
coordinators = koordynatorzy
send-now = Wyślij
write-now = Zapisz pliki ({ $count })
send-hint = Każdą wiadomość program sprawdza jeszcze raz tuż przed wysłaniem. „Zatrzymaj” kończy po bieżącej wiadomości; nic nie zginie i nic nie pójdzie dwa razy.
outbox-hint = Pliki trafią do folderu { $folder }. Te, które już się nie zgadzają, zostaną stamtąd usunięte.
other-plan = Od tamtej pory sprawdzono wysyłkę ponownie albo jeszcze jej nie sprawdzono. Sprawdź, kto co dostanie, i dopiero wyślij.
other-number = Wpisana liczba nie zgadza się z liczbą wiadomości ({ $count }). Niczego nie wysłano.
plan-changed = Od czasu sprawdzenia coś się zmieniło (adres, raport, zatwierdzenie albo ustawienia). Niczego nie wysłano: sprawdź ponownie, kto co dostanie.
no-message = Do klastra { $id } nie wyjdzie żadna wiadomość. { $why }
sent-summary = Wysłano: { $count }, już wcześniej: { $before }, nie wysłano: { $rest }.
written-summary = Zapisano plików: { $count }, wysłano już wcześniej: { $before }, nie zapisano: { $rest }. Nikt niczego nie dostał.
removed = Usunięto nieaktualny plik { $file }.
send-stopped = Wysyłka stanęła: { $why }
letter-from = Od
letter-to = Do
letter-bcc = Kopia ukryta
letter-reply-to = Odpowiedź do
letter-subject = Temat
attachment = Załącznik
back-to-send = Wróć do wysyłki
job-plan = Sprawdzanie wysyłki
job-send = Wysyłanie
job-write = Zapisywanie wiadomości jako plików

## Dokumenty

page-papers = Dokumenty
make = Przygotuj
papers-made =
    { $count ->
        [one] Gotowy jest { $count } plik.
        [few] Gotowe są { $count } pliki.
       *[many] Gotowych jest { $count } plików.
    }
files =
    { $count ->
        [one] { $count } plik
        [few] { $count } pliki
       *[many] { $count } plików
    }
paper-cards = Karty wyników
about-cards = Każdy klaster na jednej stronie, do druku.
paper-summary = Opracowanie na spotkanie plenarne
about-summary = Kondycja całej grupy, bez nazw i wyników poszczególnych klastrów.
paper-internal = Opracowanie z rankingiem
about-internal = To samo z pełnym rankingiem i nazwami, wyłącznie do użytku wewnętrznego.
paper-slides = Slajdy
about-slides = Opracowanie plenarne jako prezentacja.
paper-figures = Wykresy
about-figures = Wykresy o całej grupie do prasy i na slajdy.
paper-handout = Materiały na spotkania
about-handout = Wydruki, listy, tabliczki i etykiety; wymagają aktualnych raportów i kart.
paper-tables = Tabele
about-tables = Wyniki i miejsca, wszystkie wartości w jednym pliku, przegląd rekomendacji.
paper-rules = Reguły
about-rules = Publiczny opis reguł tej edycji.
paper-evidence = Dowody wysyłki
about-evidence = Kto, co i kiedy dostał, kto to zatwierdził i co odpowiedział serwer.
job-paper-cards = Karty wyników
job-paper-summary = Opracowanie na spotkanie plenarne
job-paper-internal = Opracowanie z rankingiem
job-paper-slides = Slajdy
job-paper-figures = Wykresy
job-paper-handout = Materiały na spotkania
job-paper-tables = Tabele
job-paper-rules = Reguły
job-paper-evidence = Dowody wysyłki
