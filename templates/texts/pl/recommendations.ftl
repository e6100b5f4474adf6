## Rekomendacje

recommendations = Rekomendacje
recommendations-title-improve = { $n ->
    [one] Jedno działanie, które może dać najwięcej
    [few] { $n } działania, które mogą dać najwięcej
   *[many] { $n } działań, które mogą dać najwięcej
}
recommendations-title-improve-answer = { $n ->
    [one] Jedno działanie i dane do uzupełnienia
    [few] { $n } działania i dane do uzupełnienia
   *[many] { $n } działań i dane do uzupełnienia
}
recommendations-title-answer = Na początek: dane do uzupełnienia
recommendations-title-keep = Co utrzymać i gdzie powiększyć przewagę
recommendations-lead = O kolejności decyduje możliwy zysk pomnożony przez wpływ { reader.gen }. Zyski liczymy osobno dla każdego działania, przy niezmienionych wynikach innych { units.gen }.
recommendations-caption = Działania w kolejności: zysk razy wpływ { reader.gen }
column-action = Działanie
column-term = Termin
column-owner-measure = Kto i miernik
column-gain = Zysk (pkt)
goal-keep = utrzymać
goal-answer = podać odpowiedź
action-basis = { $indicator }: { $basis }
basis-none = nikt nie odpowiedział
basis-median = mediana { $median }
basis-rank = mediana { $median }; { $rank } miejsce na { $n }
after-actions = { $n ->
    [one] po działaniu { $numbers }
   *[other] po działaniach { $numbers }
}
card-position = Pozycja
card-first-step = Pierwszy krok
card-after = Najpierw
card-after-text = { $n ->
    [one] działanie { $numbers }
   *[other] działania { $numbers }
}
card-result = Co to da
card-effort = Nakład pracy
effort-1 = mały
effort-2 = średni
effort-3 = duży
result-improve = po osiągnięciu celu { $goal } wynik ogólny wzrósłby o { $gain }, do { $score }; miejsce zmieniłoby się z { $before } na { $after }
result-improve-same = po osiągnięciu celu { $goal } wynik ogólny wzrósłby o { $gain }, do { $score }; miejsce bez zmiany ({ $after })
result-no-rank = po osiągnięciu celu { $goal } wynik obszaru wzrósłby o { $gain }
result-keep = pozwala utrzymać wynik, który wyróżnia { unit.acc } w grupie
result-answer = wskaźnik wejdzie do wyniku podobszaru w następnej edycji
recommendations-note = Zysków nie należy sumować: każdy policzono osobno. Miejsca przy niezmienionych wynikach innych { units.gen }.
recommendations-note-tenth = Próg górnych 10% oddziela najlepszą dziesiątą część grupy od pozostałych.
recommendations-note-after = Działanie, na które czeka inne, stoi przed nim.
