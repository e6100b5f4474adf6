"""A small edition of any kind of unit, with everything that its reports can speak of."""

from __future__ import annotations

from pathlib import Path

NAMES = (
    *("Alfa", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"),
    *("Eta", "Theta", "Jota", "Kappa", "Lambda", "Omega"),
)


def write(folder: Path, unit: str, *, more: str = "") -> Path:
    """An edition of twelve units, half of them with English reports. ``unit`` is the table [unit], ``more``
    are further settings.
    """
    folder.mkdir(parents=True)
    ids = [name.lower() for name in NAMES]
    files = {
        "edition.toml": f"""
id = "study-2024"
label = "2024"
language = "pl"
title = {{ pl = "Badanie próbne", en = "A trial study" }}
period = {{ pl = "rok 2023", en = "2023" }}
published = "2024-05-01"

{unit}

{more}

[publisher]
name = "Pracownia badań"
email = "badanie@pracownia.pl"

[[history]]
label = "2020"
values = "values-2020.csv"
participants = 11

[mail]
from = "badanie@pracownia.pl"
""",
        "framework.csv": """\
code,parent,name_pl,name_en,direction,weight,unit,unit_en,decimals,comparable,influence
R,,Wynik ogólny,Overall result,1,1,,,,tak,
A,R,Zasoby,Resources,1,1,,,,tak,
B,R,Działanie,Operation,1,1,,,,tak,
A1,A,Kadra,Staff,1,1,,,,tak,
A2,A,Wyposażenie,Equipment,1,1,,,,tak,
A1.1,A1,Pracownicy,Employees,1,1,osoby,persons,0,tak,2
A1.2,A1,Udział stałych umów,Share of permanent contracts,1,1,%,%,1,tak,3
A2.1,A2,Sprzęt,Devices,1,1,sztuki,items,0,tak,2
A2.2,A2,Plan zakupów,Purchase plan,1,1,tak/nie,yes/no,,tak,3
B.1,B,Czas oczekiwania,Waiting time,-1,1,dni,days,0,tak,3
B.2,B,Zadowolenie,Satisfaction,1,1,%,%,1,tak,2
""",
        "clusters.csv": "id,name,short_name,language,coordinator,email,group_size,profile_people,consent\n"
        + "".join(
            f"{id_},{name},{name},{'pl' if i % 2 else 'en'},Osoba {i},{id_}@jednostki.pl,"
            f"{'duże' if i < 6 else 'małe'},{100 + 37 * i},tak\n"
            for i, (id_, name) in enumerate(zip(ids, NAMES, strict=True))
        ),
        "profile.csv": """\
code,name_pl,name_en,unit,unit_en,kind
people,Mieszkańcy,Inhabitants,osoby,persons,number
""",
        "groups.csv": """\
column,value,name_pl,name_en
size,,Wielkość,Size
size,duże,Duże,Large
size,małe,Małe,Small
""",
        "practices.toml": """
[[practice]]
id = "shared-desk"
node = "A1"
cluster = "omega"
term_months = 6
effort = 1
[practice.pl]
title = "Wspólny dyżur"
what = "Dwa zespoły dyżurują razem w ustalone dni."
effect = "Nikt nie czeka, gdy jednej osoby nie ma."
audience = "każdy, kto ma dwa małe zespoły"
first_step = "Ustalić dni dyżuru"
owner = "kierownik zespołu"
measure = "liczba dni z dyżurem"
[practice.en]
title = "A shared desk"
what = "Two teams share a desk on fixed days."
effect = "Nobody waits while one person is away."
audience = "anybody with two small teams"
first_step = "Agree on the days"
owner = "head of the team"
measure = "number of days with a desk"
""",
    }
    for name, shift in (("values.csv", 0), ("values-2020.csv", 3)):
        rows = ["id,A1.1,A1.2,A2.1,A2.2,B.1,B.2"]
        for i, id_ in enumerate(ids):
            if name == "values-2020.csv" and i == 0:
                continue
            k = (7 * i + shift) % 12
            missing = "" if i == 3 else f"{20 + 5 * k}.5"
            rows.append(
                f"{id_},{40 + 11 * k},{missing},{3 + i * 2},{'tak' if k % 3 else 'nie'},{30 - k},{50 + 4 * i}"
            )
        files[name] = "\n".join(rows) + "\n"
    files["meetings.csv"] = "id,date,time,room,expert\n" + "".join(
        f"{id_},2024-05-06,{9 + i // 4:02d}:{15 * (i % 4):02d},Sala A,Osoba ekspercka\n"
        for i, id_ in enumerate(ids)
    )
    for file, text in files.items():
        (folder / file).write_text(text, encoding="utf-8")
    return folder
