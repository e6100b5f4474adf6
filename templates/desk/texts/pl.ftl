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
read-only = Tę edycję można tu tylko oglądać: { $holder }. Zamknij tamto stanowisko i otwórz to ponownie.
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
preview = Tak będzie w druku:
