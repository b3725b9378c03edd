"""The words round a place name: work mode, separators, streets, regions round a town, and texts that name nothing.

All patterns read folded text (lower case, no accents). Word lists are plain words parted by ``;``.
"""

from __future__ import annotations

import re

from models.vocabulary import WorkMode
from pipeline.normalize.text import fold_in_place


def one_of(*lists: str) -> str:
    """Return a pattern that matches one of the words in ``lists``, the longest first, a space also as a hyphen."""
    words = {" ".join(word.split()) for words in lists for word in words.split(";") if word.strip()}
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", "[ -]") for word in ordered) + ")"


_AWAY = (
    one_of("""remote; remotely; remote working; telewerk; telewerken; tele-werk; telework; teleworking;
        teletravail; tele-travail; thuiswerk; thuiswerken; thuis werken; werk van thuis; werken van
        thuis; werk vanuit thuis; thuis; van thuis; vanuit thuis; from home; at home; a domicile; van
        thuis uit; home office; home based; homebased; homeworking; home working; work from home;
        working from home; work from anywhere; wfh; wfa; anywhere; op afstand; vanop afstand; a
        distance; distanciel; virtual; virtueel""")
    + r"(?: work(?! in\b| at\b))?"
)
_PARTLY = one_of("""deels; gedeeltelijk; partially; partly; partial; partiel; partiellement; teilweise""")
_POSSIBLE = one_of("mogelijk; possible; moglich; bespreekbaar")
_WHOLLY = r"(?:(?:100 ?%|" + one_of("fully; full; volledig; entierement; completely") + r")[ -])?"
_HYBRID = one_of("hybrid; hybride; hybrida; hybrides") + rf"(?:[ -](?:{_AWAY}|working|work|werken))?"
_THERE = one_of("""onsite; on site; in office; op kantoor; ter plaatse; sur site; sur place; presentiel; in person""")
_MODES: tuple[tuple[WorkMode, re.Pattern[str]], ...] = (
    (WorkMode.ONSITE, re.compile(rf"\b{one_of('no; not; geen; pas de; sans; kein')} {_AWAY}\b")),
    (WorkMode.HYBRID, re.compile(rf"\b(?:{_PARTLY}[ -]{_AWAY}|{_AWAY} {_POSSIBLE}|{_HYBRID})\b")),
    (WorkMode.REMOTE, re.compile(rf"\b{_WHOLLY}{_AWAY}\b(?: only)?")),
    (WorkMode.ONSITE, re.compile(rf"\b{_THERE}\b")),
)

_SEVERAL = one_of("""multiple; various; several; different; diverse; verschillende; meerdere; plusieurs; divers;
        differents; mehrere; all; alle""")
_PLACES = one_of("""location; locations; locatie; locaties; lieu; lieux; plaats; plaatsen; vestiging; vestigingen;
        place; places; site; sites; standorte; emplacements; regio's; regios; regions; cities; steden;
        villes""")
_NOT_SAID = one_of("""unknown; onbekend; inconnu; inconnue; n/a; na; not specified; unspecified; tbd; tbc; nvt;
        n.v.t.; none; null; flexible; flexibel; diverse; divers; various; multiple; to be defined; to be
        determined; nader te bepalen; a determiner""")
UNNAMED = re.compile(rf"^(?:(?:\+ ?)?\d+ (?:more )?{_PLACES}|{_SEVERAL} {_PLACES}|{_NOT_SAID}|\W*)$")
"""Texts that speak of places and name none."""

WIDER = frozenset(
    """emea emeia europe europa eu european union europese unie europeenne ue eea eer benelux worldwide wereldwijd
    global international internationaal monde weltweit dach nordics apac americas latam multi national north
    america""".split()
)
"""Words of areas that hold several countries; a text of these alone names no place."""

NOISE = re.compile(
    r"\b"
    + one_of("""hq; headquarter; headquarters; head office; hoofdkantoor; hoofdzetel; siege; siege social;
        office; kantoor; kantoren; bureau; bureaux; campus; city center; city centre; center; centre;
        centrum; centre ville; binnenstad; city; stad; locatie; location; standplaats; plaats; lieu;
        tewerkstelling; werkplaats; werkplek; vestiging; filiaal; based; job; jobs; position; only;
        option; onze; our; notre; unser; unsere; haven; zeehaven; harbour; harbor; airport; luchthaven;
        industriezone; industriepark; industrieterrein; bedrijvenpark; bedrijventerrein; rest""")
    + r"\b:?"
    r"|\b\d(?:[-/]\d)? ?(?:dag(?:en)?|days?|jours?|tage?)\b(?: ?(?:/|per|par|a|p\.?|pro) ?(?:week|semaine|woche)\b)?"
)
"""Words beside a town's name that change nothing."""

LEADING = re.compile(
    "^"
    + one_of("""in; within; binnen; from; vanuit; te; at; a; au; aux; en; et; and; or; of; ou; und; oder; @;
        dans; chez; op; the; nos; vos; votre; ons; uw; je; afwisselend; wisselend; en alternance; alternately;
        alternating; abwechselnd; heel; gans; toute la; tout le; all of; throughout; across; partout en;
        overal in; zone industrielle de; zoning de; zoning industriel de; parc d'activites de; parc
        scientifique de; klant in; klanten in; klant te; de klant in; een klant in; bij klant in; bij klanten in;
        client a; client in; clients a; chez client a; chez un client a; chez le client a; chez nos clients a; un
        client a; customer in; customers in; gelegen in; gelegen te; situe a; situee a; situated in; located in;
        basis in; base a; industriezone; industriepark; industrieterrein; bedrijvenpark;
        bedrijventerrein; ville de; city of; gemeente; commune de; gare de; aeroport de; haven van; site
        de; aeropole de; depot de; agence de; hopital de; usine de; campus de; siege de; bureau de;
        bureaux de; magasin de; ville d'; commune d'; site d'; agence d'; gare d'""")
    + r"(?:\s+|(?<='))"
)
"""What may stand before a place name and changes nothing."""
AT_STATION = re.compile(
    "^(?:(?:"
    + one_of("""bij; vlakbij; dichtbij; nabij; naast; op; aan; op wandelafstand van; in de buurt van; near; close to;
        next to; at; walking distance from; walking distance of; within walking distance of; pres de; proche de; a
        proximite de; a cote de; a deux pas de; nahe; am""")
    + r"|(?:a|op|at)? ?\d{1,2} ?min\w*(?: (?:wandelen|stappen|lopen|fietsen|a pied|walk(?:ing)?))? (?:van|de|from|vom))"
    r"\s+(?:(?:de|het|the|la|le|du) |l')*)?"
    + one_of("station; treinstation; train station; gare; bahnhof; metrostation; luchthaven; airport; aeroport")
    + r"(?: (?:van|de|du|of|in|te))?[\s:]+"
)
"""Names the town by its station or airport, however near to it the work is: "vlakbij station Gent-Sint-Pieters"."""
DECIDING = re.compile(
    "^" + one_of("werk; werken; werkt; work; working; works; travail; job; mission") + r"\s+(?:in|at|te|a|en)\s+"
)
"""What opens the name of the place where the work is, against the other places of the text."""

LEFT_OPEN = re.compile(r"[\s,]+(?:en|of|et|ou|and|or|und|oder|[&+])$")
"""A conjunction whose other side was work at home, and taken away: "Kortrijk en thuis"."""

_SITES = "campus; site; vestiging; afdeling"
_PATRONISED = """az; wzc; rvt; zna; gza; pz; pc; clinique; cliniques; kliniek; klinieken; hopital; hopitaux; ziekenhuis;
    ziekenhuizen; hospital; hospitalier; chu; chr; chc; institut; institute; instituut; college; kollege; lycee; lyceum;
    ecole; school; scholen; basisschool; kleuterschool; internaat; internat; woonzorgcentrum; rusthuis; home;
    residentie; residence; maison de repos; psychiatrisch centrum; eglise; kerk; paroisse; parochie; abdij; abbaye;
    klooster; krankenhaus; klinik; seniorie"""
PATRON = re.compile(
    rf"\b(?:(?P<site>{one_of(_SITES)})|{one_of(_PATRONISED)})\s+"
    r"(?P<saint>(?:sint|st\.?|saint|sainte|ste|sankt)[\s-][a-z]+)(?![a-z'-]|\s+(?:sur|op|aan|bij)\b)"
)
"""An institution with the name of its saint, which may be that of a village elsewhere: Clinique Saint-Pierre."""

CONJUNCTION = re.compile(r"\s+(?:or|of|ou|oder|and|en|et|und|y)\s+|\s*[&+]\s*")

NEAR = re.compile(
    r"\s+"
    + one_of("bij; nabij; vlakbij; dichtbij; in de buurt van; near; close to; pres de; proche de; bei; nahe")
    + r"\s+"
)
"""Between a town and a better known one that only says where it lies."""

AROUND_BEFORE = re.compile(
    "^(?:de )?"
    + one_of("""kanaalzone; havengebied; regio; regio's; regios; regions; regions de; regio rond; streek
        rond; omgeving rond; in en rond; in en om; groot regio; grootregio; region; region of; region de; region d';
        region von; ruime omgeving; ruime omgeving van; omgeving; omgeving van; omstreken; omstreken van;
        arrondissement; arrondissement of; arrondissement de; arrondissement d'; arrondissement van; arrondissement
        administratif de; arr.; arr; arr. de; arr. d'; bezirk; district; district of; district de; rond; rondom;
        nabij; vlakbij; dichtbij; in de buurt van; ring; ring rond; ring van; ring of; ring de; noordrand; zuidrand;
        oostrand; westrand; ten noorden van; ten zuiden van; ten oosten van; ten westen van; north of; south of;
        east of; west of; au nord de; au sud de; a l'est de; a l'ouest de; close to; proche de; a proximite de;
        near; nearby; around; pres de; pres d'; alentours de; aux alentours de; environs de; autour de; greater;
        grand; grande; streek; zone; area; area of; metropool; metropole; metropole de; agglomeration; agglomeration
        de; agglomeration d'; stadsregio; surroundings of; raum; grossraum; umkreis; im raum; umgebung von""")
    + r"[\s:-]*(?<![a-z])"
)
AROUND_AFTER = re.compile(
    r"[\s,(-]+(?:(?:en|&|\+|et|and|und|of|ou) )?"
    + one_of("""metropolitan; metropolitan area; metropolitan region; area; greater area; region; regio;
        district; arrondissement; agglomeration; metropole; omgeving; ruime omgeving; wijde omgeving;
        omstreken; environs; alentours; surroundings; surrounding area; periphery; peripherie;
        rand; vlaamse rand; banlieue; e.o.;
        e.o; eo; omliggende gemeenten; bezirk; umgebung; arr; arr.""")
    + r"\)?$"
)
"""Words that make a town's name mean the town and what lies round it."""

_PROVINCE = "provincie; province; provinz; prov.; prov"
PROVINCE = re.compile(
    rf"^(?:de )?{one_of(_PROVINCE)}(?: of| de| du| von| van)?[\s:]+|^province d'|[\s,(]+{one_of(_PROVINCE)}\)?$"
)
DETACHED = re.compile(
    r"[\s,(\[-]+(?=(?:(?:en|et|und|and|&) )?"
    + one_of(
        _PROVINCE,
        "regio; region; omgeving; omstreken; environs; alentours; arrondissement; arr; bezirk; e.o.; umgebung",
    )
    + r"[\s.)\]]*(?:$|[,;|/]))"
)
"""What parts a name from the word that widens it: Gent (regio), Antwerpen, provincie."""

GREAT = re.compile(r"^(?:groot|great)[\s-]+")
"""Groot-Brugge: the municipality as merged, with its sub-municipalities."""

_STREET_ENDS = "straat; steenweg; laan; plein; kaai; dreef; strasse"
STREET = re.compile(
    r"\w" + one_of(_STREET_ENDS) + r"\b"
    r"|"
    + one_of(_STREET_ENDS, "stwg; lei; baan; weg; markt; dok; singel; vest; dijk; pad; berg; hof; park")
    + r"[ ,]{1,2}\d"
    r"|^(?:\d+\w?,? )?"
    + one_of("""rue; avenue; av.; av; ave; boulevard; bld; bd; bvd; place; pl.; chaussee; ch.; quai; allee;
        route; impasse; square; clos; dreve; parc; zoning; rond point; galerie; voie; chemin; sentier;
        esplanade; cours; passage; port; porte""")
    + r"(?=\s)"
    r"|\b(?:street|road|lane|drive|str\.)(?=\W|$)"
)
BEHIND_NUMBER = re.compile(r"\w{3}[ ,]+\d{1,4}\s?[a-z]?(?:/\d+)?[ ,]+(?=[a-z])")
BEHIND_STREET = re.compile(
    rf"(?:\w(?<![ -])(?:{_STREET_ENDS.replace('; ', '|')})|\b(?:street|road|lane|drive))[ ,]+(?=[a-z])"
)
"""What stands between a street and the town behind it."""
HOUSE_NUMBER = re.compile(
    r"(?:^|\s)\d{1,4}\s?[a-z]?(?:/\d+)?(?:\s?(?:bus|bte|boite|box)\s?\w+)?$|^\d{1,4}\s?[a-z]?,?\s"
)

PARTICLES = frozenset(
    """op aan bij sur sous lez les am an der den de du des la le l in on upon under van von zu d aux en saint sint st
    sainte new nieuw nieuwe neu nouveau nouvelle""".split()
)
"""A name beside one of these, and not known as a whole, is part of a longer, other name (Bergen op Zoom)."""

LOCATIVES = frozenset("in te at".split())
"""Particles before a name that place something in it."""
INSTITUTIONS = frozenset(
    """port haven ville cpas ocmw commune communale gemeente stad city chu chr chc clinique hopital hospital hospitalier
    ziekenhuis university universite universiteit ecole hogeschool mairie gare station aeroport airport luchthaven
    justice prison tribunal musee site campus usine depot agence centre centrum center maison bureau bureaux magasin
    winkel filiaal activites industriel industrielle scientifique police politie""".split()
)
"""What a particle ties to the name of its town without making another name: CHU de Liège, Port of Zeebrugge."""

REGION_WORDS = frozenset("area regio region omgeving environs arrondissement omstreken surroundings".split())


def take_work_mode(line: str) -> tuple[WorkMode | None, str]:
    """Return what ``line`` says of the work mode, and ``line`` without those words.

    Remote and hybrid together are hybrid: the promise that holds in either reading.
    """
    said: list[WorkMode] = []
    for mode, pattern in _MODES:
        folded = fold_in_place(line)
        if pattern.search(folded):
            said.append(mode)
            line = " , ".join(without(pattern, folded, line))
    if WorkMode.HYBRID in said:
        return WorkMode.HYBRID, line
    return (said[0] if said else None), line


def without(pattern: re.Pattern[str], folded: str, text: str) -> list[str]:
    """Return the pieces of ``text`` between the matches of ``pattern`` in its ``folded`` form, which is as long."""
    kept, end = [], 0
    for found in pattern.finditer(folded):
        kept.append(text[end : found.start()])
        end = found.end()
    return [*kept, text[end:]]
