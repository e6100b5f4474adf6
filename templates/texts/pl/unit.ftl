# Jak nazywa się jednostka badania i kto czyta jej raport. Tu stoją słowa na wypadek, gdy edycja ich nie odmienia;
# słowa edycji ([unit] w edition.toml) zastępują je pod tymi samymi nazwami: patrz reports/words/unit_words.py.
# { unit.gen } to dopełniacz liczby pojedynczej, { units.gen } mnogiej; { Unit } zaczyna zdanie.
# Rodzaj: m, mo (męskoosobowy), f, n. Co się z nim zgadza, stoi poniżej albo jest wyborem na -unit.gender.

-unit = jednostka
    .gender = f
    .kind = other
unit = jednostka
    .gen = jednostki
    .dat = jednostce
    .acc = jednostkę
    .ins = jednostką
    .loc = jednostce
units = jednostki
    .gen = jednostek
    .dat = jednostkom
    .acc = jednostki
    .ins = jednostkami
    .loc = jednostkach
Unit = Jednostka
    .ins = Jednostką
Units = Jednostki
    .acc = Jednostki
# Nagłówki wąskich kolumn: długie słowo łamałoby się w środku.
-heading = Jednostka
    .room = yes
unit-heading = { -heading.room ->
    [yes] { Unit }
   *[no] Państwa
}
units-heading = { -heading.room ->
    [yes] { Units-other } { units }
   *[no] { Units-other }
}
units-counted = { $n ->
    [one] { unit }
    [few] { units }
   *[many] { units.gen }
}
reader = kierownictwo
    .gen = kierownictwa
Reader = Kierownictwo

## Słowa, które się zgadzają: liczba pojedyncza

# Końcówka czasu przeszłego: uzyskał, uzyskała, uzyskało.
unit-past = { -unit.gender ->
    [f] a
    [n] o
   *[m] {""}
}
unit-could = { -unit.gender ->
    [f] mogła
    [n] mogło
   *[m] mógł
}
unit-took = { -unit.gender ->
    [f] zajęła
    [n] zajęło
   *[m] zajął
}
unit-joined = { -unit.gender ->
    [f] wzięła
    [n] wzięło
   *[m] wziął
}
unit-came = { -unit.gender ->
    [f] doszła
    [n] doszło
   *[m] doszedł
}
unit-this = { -unit.gender ->
    [f] ta
    [n] to
   *[m] ten
}
    .gen = { -unit.gender ->
        [f] tej
       *[m] tego
    }
unit-another = { -unit.gender ->
    [f] inna
    [n] inne
   *[m] inny
}
    .gen = { -unit.gender ->
        [f] innej
       *[m] innego
    }
    .acc = { -unit.gender ->
        [f] inną
        [n] inne
        [mo] innego
       *[m] inny
    }
    .ins = { -unit.gender ->
        [f] inną
       *[m] innym
    }
unit-single = { -unit.gender ->
    [f] jedna
    [n] jedno
   *[m] jeden
}
    .gen = { -unit.gender ->
        [f] jednej
       *[m] jednego
    }
unit-individual =
    .loc = { -unit.gender ->
        [f] pojedynczej
       *[m] pojedynczym
    }
unit-own =
    .gen = { -unit.gender ->
        [f] swojej
       *[m] swojego
    }
unit-each = { -unit.gender ->
    [f] każda
    [n] każde
   *[m] każdy
}
# Wartość „typowa” to mediana: „więcej niż typowy klaster”, „w typowym klastrze”.
unit-typical = { -unit.gender ->
    [f] typowa
    [n] typowe
   *[m] typowy
}
    .gen = { -unit.gender ->
        [f] typowej
       *[m] typowego
    }
    .acc = { -unit.gender ->
        [f] typową
        [n] typowe
        [mo] typowego
       *[m] typowy
    }
    .ins = { -unit.gender ->
        [f] typową
       *[m] typowym
    }
in-typical-unit = { -unit.gender ->
    [f] w typowej { unit.loc }
    [mo] u typowego { unit.gen }
   *[m] w typowym { unit.loc }
}
Unit-each = { -unit.gender ->
    [f] Każda
    [n] Każde
   *[m] Każdy
}
unit-none = { -unit.gender ->
    [f] żadna
    [n] żadne
   *[m] żaden
}
Unit-none = { -unit.gender ->
    [f] Żadna
    [n] Żadne
   *[m] Żaden
}
unit-alone = { -unit.gender ->
    [f] sama
    [n] samo
   *[m] sam
}
unit-named = { -unit.gender ->
    [f] nazwana
    [n] nazwane
   *[m] nazwany
}
unit-whom =
    .gen = { -unit.gender ->
        [f] której
       *[m] którego
    }
unit-whose = { -unit.gender ->
    [f] jej
   *[m] jego
}
# W klastrze, w gminie; ale u uczestnika.
in-unit = { -unit.gender ->
    [mo] u { unit.gen }
   *[m] w { unit.loc }
}
in-units = { -unit.gender ->
    [mo] u { units.gen }
   *[m] w { units.loc }
}

## Liczba mnoga: inaczej tylko dla rodzaju męskoosobowego

# Końcówka czasu przeszłego: dostały, dostali.
units-past = { -unit.gender ->
    [mo] li
   *[m] ły
}
units-joined = { -unit.gender ->
    [mo] wzięli
   *[m] wzięły
}
units-which = { -unit.gender ->
    [mo] którzy
   *[m] które
}
units-all = { -unit.gender ->
    [mo] wszyscy
   *[m] wszystkie
}
Units-all = { -unit.gender ->
    [mo] Wszyscy
   *[m] Wszystkie
}
units-other = { -unit.gender ->
    [mo] inni
   *[m] inne
}
    .acc = { -unit.gender ->
        [mo] innych
       *[m] inne
    }
Units-other = { -unit.gender ->
    [mo] Inni
   *[m] Inne
}
    .acc = { -unit.gender ->
        [mo] Innych
       *[m] Inne
    }
Units-similar = { -unit.gender ->
    [mo] Podobni
   *[m] Podobne
}
    .acc = { -unit.gender ->
        [mo] Podobnych
       *[m] Podobne
    }
# „Wszyscy uczestnicy, osoby i liczby są fikcyjne” nie zgadzałoby się z niczym.
units-fictional = { -unit.gender ->
    [mo] nazwy
   *[m] { units }
}
