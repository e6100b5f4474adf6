## Wywiad i ankieta

# Co wniosły wywiad i ankieta wśród członków

interview = Z wywiadu
interview-strategy = Strategia
interview-project = Projekt flagowy
interview-achievement = Największe osiągnięcie
interview-service = Najważniejsza usługa
interview-challenge = Największe wyzwanie
interview-in-short = Największe osiągnięcie według wywiadu: „{ $achievement }”. Największe wyzwanie: „{ $challenge }”.
members-lower = { -unit.kind ->
    [cluster] Członkowie
   *[other] Ankietowani
} podają mniej niż { reader }: { $names }.
members-lower-but = { -unit.kind ->
    [cluster] Członkowie
   *[other] Ankietowani
} podają mniej niż { reader } we wszystkich pytaniach oprócz: { $names }.
members-lower-all = { -unit.kind ->
    [cluster] Członkowie
   *[other] Ankietowani
} podają mniej niż { reader } we wszystkich pytaniach.
members-higher = { -unit.kind ->
    [cluster] Członkowie
   *[other] Ankietowani
} podają więcej niż { reader }: { $names }.
members-higher-but = { -unit.kind ->
    [cluster] Członkowie
   *[other] Ankietowani
} podają więcej niż { reader } we wszystkich pytaniach oprócz: { $names }.
members-higher-all = { -unit.kind ->
    [cluster] Członkowie
   *[other] Ankietowani
} podają więcej niż { reader } we wszystkich pytaniach.
members-caption = { -unit.kind ->
    [cluster] Jak klaster widzą członkowie: te same pytania, { reader } i średnia z ankiety.
   *[other] Drugie spojrzenie: te same pytania, { reader } i średnia z ankiety.
}
column-question = Pytanie
column-coordinator = { Reader }
column-members = { -unit.kind ->
    [cluster] Członkowie
   *[other] Ankietowani
}
column-answers = Odpowiedzi
