## Wiadomości do koordynatorów

mail-subject = { $study } ({ $edition }) – raport { unit.gen }: { $name }
mail-subject-corrected = { $subject } – wersja poprawiona
mail-subject-rehearsal = [PRÓBA, nie dla { unit.gen }] { $subject }
mail-salutation = Szanowni Państwo
mail-rehearsal = To jest próba na adres testowy. W prawdziwej wysyłce ta wiadomość trafi na adres { $email }.
mail-lead = w załączniku jest raport z wynikami Państwa { unit.gen } ({ $name }) w badaniu „{ $study }”, edycja { $edition }.
mail-corrected = To poprawiona wersja raportu, który wysłaliśmy wcześniej. Prosimy korzystać z tej.
mail-about = Raport pokazuje wyniki { unit.gen } na tle grupy i działania, od których warto zacząć. Liczby z tabel są także w arkuszu dołączonym do pliku PDF.
mail-encrypted = Plik jest zaszyfrowany. Hasło przekażemy telefonicznie albo SMS-em, nigdy e-mailem.
mail-signed = Plik jest podpisany elektronicznie przez wydawcę. Program do plików PDF pokaże, czy od tego czasu ktoś go zmienił.
mail-confidential = Wyniki są poufne i przeznaczone tylko dla { reader.gen } { unit-this.gen } { unit.gen }. Jeżeli ta wiadomość trafiła do Państwa przez pomyłkę, prosimy nikomu jej nie przekazywać, usunąć ją razem z załącznikiem i napisać do nas: { $email }.
mail-questions = Na pytania odpowiadamy pod adresem { $email }. Pod tym adresem można też poprosić o raport w innej formie, wygodniejszej na przykład dla czytnika ekranu.
mail-closing = Z poważaniem
mail-fictional = Dane przykładowe: wszystkie { units-fictional }, osoby i liczby są fikcyjne.
