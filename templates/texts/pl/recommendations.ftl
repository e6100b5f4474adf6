## Rekomendacje

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
