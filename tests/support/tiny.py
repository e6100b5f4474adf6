"""The smallest edition with everything in it: 4 clusters, 2 areas, 4 indicators."""

TINY = {
    "edition.toml": """
id = "tiny-2018"
label = "2018"
language = "pl"
title = { pl = "Badanie klastrów", en = "Study of clusters" }

[unit]
pl = { one = "klaster", few = "klastry", many = "klastrów", other = "klastra" }
en = { one = "cluster", other = "clusters" }
""",
    "framework.csv": """\
code,parent,name_pl,name_en,direction,weight,unit,decimals,low,high,comparable,influence,description
OGOL,,Wynik ogólny,Overall result,1,1,,,,,tak,,
Z,OGOL,Zasoby,Resources,1,1,,,,,tak,,
P,OGOL,Procesy,Processes,1,2,,,,,tak,,
Z.1,Z,Członkowie,Members,1,1,osoby,0,0,500,tak,1,Liczba członków
Z.2,Z,Koszt na członka,Cost per member,-1,1,zł,1,0,20000,nie,3,
P.1,P,Strategia,Strategy,1,1,tak/nie,0,,,tak,2,
P.2,P,Udział spotkań,Share of meetings,1,1,%,1,0,100,tak,2,
""",
    "clusters.csv": """\
id,name,short_name,language,coordinator,email,group_key,consent
K01,Klaster Pierwszy „Żółw”,Pierwszy,pl,Anna Nowak,anna@example.org,tak,tak
K02,Klaster Drugi,Drugi,en,,,tak,nie
K03,Klaster Trzeci,Trzeci,,,,nie,
K04,Klaster Czwarty,Czwarty,pl,,,nie,nie
""",
    "values.csv": """\
id,Z.1,Z.2,P.1,P.2
K01,120,1500.5,tak,45.5
K02,80,900,nie,60
K03,0,,1,12.5
K04,80,2100,0,
""",
}
