## Karta wyników (jedna strona)

card = Karta wyników
card-title = Karta wyników { $edition }: { $name }
card-bookmark = Karta wyników: { $name }
card-subject = Wyniki { unit.gen } na jednej stronie, na tle grupy ({ $units }), edycja { $edition }
card-subject-fictional = Wyniki { unit.gen } na jednej stronie, na tle grupy ({ $units }), edycja { $edition }; dane przykładowe
keyword-card = karta wyników
card-history = Miejsce w kolejnych edycjach
card-history-first-time = { Unit } bierze udział w badaniu po raz pierwszy, dlatego karta nie pokazuje zmian w czasie.
card-history-no-rank = W poprzednich edycjach { unit } nie miał{ unit-past } miejsca w rankingu, dlatego karta nie pokazuje zmian w czasie.
card-traits = Charakterystyka
card-period = Dane dotyczą okresu: { $period }. Pełne wyniki, metodę i źródła danych zawiera raport dedykowany.
card-report = Pełne wyniki, metodę i źródła danych zawiera raport dedykowany.
card-areas = Tabela pokazuje { $shown } z { $n } obszarów: te, których wyniki najbardziej odbiegają od mediany grupy. Pozostałe zawiera raport dedykowany.
card-confidential = Poufne: karta jest przeznaczona dla { reader.gen } { unit.gen }, { unit-whom.gen } dotyczy.
card-fictional = Dane przykładowe: { units-fictional } i wyniki na tej karcie są fikcyjne.
card-no-score = wyniku ogólnego nie obliczono: za mało odpowiedzi
card-edition-confidential = { $edition } · poufne
