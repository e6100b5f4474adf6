# What a unit of the study is called, and who reads its report. These words stand where an edition has none of its own;
# those of the edition ([unit] in edition.toml) replace them under the same names: see reports/words/unit_words.py.
# { Unit } begins a sentence.

-unit = unit
    .kind = other
unit = unit
    .indefinite = a unit
    .possessive = unit’s
units = units
    .possessive = units’
Unit = Unit
    .possessive = Unit’s
Units = Units
# Headings of narrow columns, in which a long word would be broken.
-heading = unit
    .room = yes
unit-heading = { -heading.room ->
    [yes] Your { unit }
   *[no] Yours
}
units-heading = { -heading.room ->
    [yes] Other { units }
   *[no] Others
}
units-counted = { $n ->
    [one] { unit }
   *[other] { units }
}
reader = management
    .possessive = management’s
Reader = Management
