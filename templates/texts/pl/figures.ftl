## Rysunki dla prasy i na slajdy; te, które nazywają badanych, są do użytku wewnętrznego

figure-said = { $what }: { $value }
figure-row = { $name } – { $told }
figure-ranks = Miejsca { units.gen } w rankingu ogólnym
figure-ranks-note = Romb: miejsce w rankingu; linia: miejsca, które dają inne uzasadnione metody (co najmniej 90% prób).
figure-rank-said = { $name } – miejsce: { $rank } w symulacji od { $low } do { $high }
figure-scatter = { $one } i { $other }
figure-scatter-note = Każdy punkt to { unit-single } { unit }; wyniki w punktach.
figure-point-said = { $name } – { $one } i { $other } pkt
figure-note-dots = Kropka: { unit-single } { unit }; kreska i liczba: mediana; jasne pole: środkowa połowa grupy. Wyniki w punktach.
figure-note-dots-many = Kropka: jedna setna { units.gen }; kreska i liczba: mediana; jasne pole: środkowa połowa grupy. Wyniki w punktach.
figure-note-half = Kreska i liczba: mediana; jasne pole: środkowa połowa grupy. Wyniki w punktach.
figure-note-change = Kreska i liczba: mediana zmian; jasne pole: środkowa połowa grupy.
