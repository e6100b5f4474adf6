## Głos eksperta

voice = Komentarz eksperta
voice-marked = { $text } · { $mark }
voice-marked-sentence = { $text } { $mark }.
voice-mark-pin = wybór eksperta
voice-mark-rephrase = słowa eksperta
voice-mark-pin-rephrase = wybór i słowa eksperta
voice-card-pin = Wybór eksperta
voice-card-pin-text = działanie przeniesiono na początek listy
voice-card-rephrase = Słowa eksperta
voice-card-rephrase-text = nazwa działania
voice-card-rephrase-both = nazwa działania i pierwszy krok
recommendations-title-expert = { $n ->
    [one] Działanie po przeglądzie eksperta
   *[other] Działania po przeglądzie eksperta
}
recommendations-lead-pinned = { $n ->
    [one] Na początku stoi działanie wybrane przez eksperta.
   *[other] Na początku stoją działania wybrane przez eksperta ({ $n }).
} Dalej idą sprawy pilne, luki z podsumowania i to, co najbardziej podniosłoby wynik. Przyrost wyniku liczymy osobno dla każdego działania, przy niezmienionych wynikach innych { units.gen }.
recommendations-caption-pinned = Działania w kolejności: wybór eksperta, sprawy pilne, luki z podsumowania, największy przyrost wyniku
goal-chosen = wybór eksperta
result-chosen = przyrostu w punktach nie da się tu policzyć
item-action-chosen = { $indicator }
item-action-step = { $indicator }: dziś { $own }
area-advice-item-chosen = { $term }; przyrostu w punktach nie da się tu policzyć.
area-advice-item-step = { $term }; działanie przygotowuje zmianę, która przyjdzie później.
annex-expert-heading = Co w rekomendacjach zmienił ekspert
voice-change-pin = { $record }: wybór eksperta, działanie { $number }
voice-change-drop = { $record }: pominięte decyzją eksperta
voice-change-rephrase = { $record }: słowa eksperta, działanie { $number }
voice-change-unused = { $record }: słowa eksperta, poza wybranymi działaniami
