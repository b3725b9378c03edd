"""The words of dates in nl, fr, en and de: months, weekdays, units, small numbers, and what stands around a date.

From the Unicode CLDR, with the abbreviations and phrases that job boards use. All folded: lower case, no accents.
"""

from __future__ import annotations

MONTHS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "january jan januari janvier janv januar jaenner janner",
            "february feb februari fevrier fev fevr februar",
            "march mar maart mrt mars marz maerz mrz",
            "april apr avril avr",
            "may mei mai",
            "june jun juni juin",
            "july jul juli juillet juil",
            "august aug augustus aout aou",
            "september sept sep septembre",
            "october oct oktober okt octobre",
            "november nov novembre",
            "december dec decembre dezember dez",
        ),
        start=1,
    )
    for word in words.split()
}

WEEKDAYS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "monday mon maandag ma lundi lun montag",
            "tuesday tue tues dinsdag di mardi mar dienstag",
            "wednesday wed woensdag wo woe mercredi mer mittwoch",
            "thursday thu thur thurs donderdag do don jeudi jeu donnerstag",
            "friday fri vrijdag vr vrij vendredi ven freitag",
            "saturday sat zaterdag za zat samedi sam samstag",
            "sunday sun zondag zo zon dimanche dim sonntag",
        )
    )
    for word in words.split()
}

# Days in one unit; hours and less fall within the day.
UNITS: dict[str, int] = {
    **dict.fromkeys(
        "second seconds sec secs s seconde secondes seconden sekunde sekunden minute minutes min mins minuut minuten minuut "
        "minuten hour hours hr hrs h uur uren u heure heures stunde stunden std".split(),
        0,
    ),
    **dict.fromkeys("day days d dag dagen jour jours j tag tage tagen werkdagen".split(), 1),
    **dict.fromkeys("week weeks w wk wks weken semaine semaines sem woche wochen".split(), 7),
    **dict.fromkeys("month months mo mos mth maand maanden mnd mois monat monate monaten".split(), 30),
    **dict.fromkeys("year years y yr yrs jaar jaren jr an ans annee annees jahr jahre jahren".split(), 365),
}

NUMBERS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "a an one een 1 un une ein eine einem einer",
            "two twee deux zwei couple",
            "three drie trois drei",
            "four vier quatre",
            "five vijf cinq funf",
            "six zes sechs",
            "seven zeven sept sieben",
            "eight acht huit",
            "nine negen neuf neun",
            "ten tien dix zehn",
        ),
        start=1,
    )
    for word in words.split()
}

# Days back from the day of reading.
TODAY_WORDS: dict[str, int] = {
    **dict.fromkeys(
        (
            "today vandaag aujourd'hui aujourdhui heute now nu zojuist zonet vers nieuw new nouveau neu just_posted gerade "
            "maintenant recent"
        ).split(),
        0,
    ),
    **dict.fromkeys(
        (
            "just now",
            "just posted",
            "right now",
            "a l'instant",
            "juste maintenant",
            "gerade eben",
            "soeben",
            "net geplaatst",
            "zo juist",
            "zojuist geplaatst",
            "this morning",
            "vanmorgen",
            "vanochtend",
            "vanmiddag",
            "ce matin",
            "heute morgen",
            "till date",
        ),
        0,
    ),
    **dict.fromkeys(("yesterday", "gisteren", "hier", "gestern"), 1),
    **dict.fromkeys(("the day before yesterday", "day before yesterday", "eergisteren", "avant-hier", "vorgestern"), 2),
    **dict.fromkeys(("tomorrow", "morgen", "demain"), -1),
    **dict.fromkeys(("day after tomorrow", "the day after tomorrow", "overmorgen", "apres-demain", "ubermorgen"), -2),
}

LAST = frozenset(
    "last vorige afgelopen voorbije derniere dernier passe passee letzte letzten letzter past previous laatste".split()
)
NEXT = frozenset("next volgende prochain prochaine nachste nachsten".split())

PREFIXES = (
    *("geplaatst op", "geplaatst", "gepubliceerd op", "gepubliceerd", "online sinds", "online since", "online depuis"),
    *(
        "online",
        "publicatiedatum",
        "plaatsingsdatum",
        "datum",
        "sinds",
        "vanaf",
        "sedert",
        "op",
        "tot en met",
        "t/m",
        "tot",
    ),
    *("solliciteren kan tot", "solliciteer voor", "geldig tot", "vervalt op", "vervaldatum", "einddatum", "uiterlijk"),
    *(
        "toegevoegd op",
        "toegevoegd",
        "bijgewerkt op",
        "bijgewerkt",
        "laatst gewijzigd op",
        "gewijzigd op",
        "aangemaakt op",
    ),
    *("publiee le", "publie le", "publiee", "publie", "publication", "date de publication", "mise en ligne le"),
    *("mis en ligne le", "en ligne depuis", "depuis le", "depuis", "ajoutee", "ajoute le", "ajoute", "annonce publiee"),
    *(
        "offre publiee",
        "annonce",
        "date limite",
        "jusqu'au",
        "avant le",
        "le",
        "actualisee le",
        "actualise le",
        "du",
        "au",
    ),
    *(
        "posted on",
        "posted",
        "published on",
        "published",
        "date posted",
        "date",
        "since",
        "added on",
        "added",
        "updated on",
    ),
    *(
        "updated",
        "active",
        "reposted",
        "listed",
        "valid until",
        "valid through",
        "apply before",
        "apply by",
        "deadline",
    ),
    *("expires on", "expires", "closing date", "closes on", "closes", "until", "before", "from", "on", "as of"),
    *(
        "veroffentlicht am",
        "veroffentlicht",
        "erschienen am",
        "online seit",
        "seit dem",
        "seit",
        "vom",
        "bis zum",
        "bis",
        "am",
        "ab",
    ),
    *(
        "bewerbungsfrist",
        "eingestellt am",
        "aktualisiert am",
        "ongeveer",
        "circa",
        "environ",
        "about",
        "less than",
        "minder dan",
    ),
    *("moins de", "il y a environ", "etwa"),
)
SUFFIXES = (
    "geplaatst",
    "gepubliceerd",
    "posted",
    "published",
    "publie",
    "publiee",
    "online",
    "veroffentlicht",
    "geleden geplaatst",
)
