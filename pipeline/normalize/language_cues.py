"""The words around a language name that tell whether, how well and how much it is wanted; all in folded form."""

from __future__ import annotations

import re

from pipeline.normalize.alternatives import gathered
from pipeline.normalize.language_names import LANGUAGE_NAMES

# Words of speaking, anywhere in the clause. Folded.
SPEAKING = re.compile(
    gathered(
        r"kennis|beheers|vloeiend|drukt|exprim|expression|uit de slag|machtig|te woord|gesprek|behelp"
        r"|uit de voeten|"
        r"plan (?:te )?trek|trekt? (?:je|u) plan|comfortab|at ease|pratiqu|verstaanba|praat|praten"
        r"|apprecie|aanbeveling"
        r"|sprech|pluspunt"
        r"|voordeel|avantage|souhait"
        r"|gewenst|wenselijk|"
        r"von vorteil|wunschenswert|erwunscht|gewunscht|erforderlich|vorausgesetzt|bienvenu|welkom|willkommen"
        r"|schakel|verplicht"
        r"|noodzakelijk|voraussetzung|zwingend|notwendig|pluspunkt|jongl"
        r"|wort und schrift|schriftlich|mundlich|verstandig|solide|"
        r"handig|useful|helpful|nuttig|\butile|hilfreich|nutzlich|leuke extra|een extra\b|peut (?:vous |t')?aider"
        r"|facilit|van pas|"
        r"in handy|desirable|\benough\b|suffisamment|work(?:ing)? in\b|werken in het|travaill\w+ en\b|arbeiten auf|"
        r"sprek|spreek|spraak|gesprek|conversation|converser|meegenomen|taal|talen|tweetalig"
        r"|drietalig|viertalig|mondeling|schriftelijk|"
        r"woord en geschrift|"
        r"fluen|proficien|command|speech|orthograph|debrouill|\bcoach|understand|begrijp|pen in het|"
        r"speak|spoken|writ(?:ten|ing|es?\b)|verbal|oral|language|native|lingual|mother tongue|"
        r"maitris|parl[eé]|"
        r"courant|connaissance|langue|lingue|noti(?:on|es?\b)|ecrit|sprach|sprichst|fliess|kenntnis"
        r"|uitdrukken|communi|kommuni|skills|"
        r"level|niveau|"
        r"schrijf|schrijv|begrip|requis|exig|obligatoire|indispensable|necessaire|fließ|plus\b|preferred|\bpre\b|"
        r"atout|advantage|asset|troef|meerwaarde|\bbonus\b|"
        r"geen (?:schrik|moeite|angst)|not scare|fait pas peur|wouldn't hurt|can't hurt|kan geen kwaad"
        r"|de trop\b|gesprok|gesproch|kein muss|gern\w* gesehen|vaardig|selor|taalattest|taalbrevet|"
        r"brevet linguistique|redig|foutloos|sans faute|geen (?:probleem|geheimen)|pas de (?:secret|probleme)|"
        r"overlegg?\w* in |vergader\w* in |"
        r"no problem|a l'aise|compren|linguisti|bilingu|trilingu|multiling|meertalig|vlot|mandator"
        r"|essenti|^ (?:only|wel)\W*\Z|\blis(?:ez)?\b|\blire\b|\bleest?\b|\blezen\b|\bread\b|\blesen|keine angst|"
        r"verhandlungssicher|onmisbaar|onontbeerlijk|unerlasslich|unabdingbar|incontournable|imperati|primordia|"
        r"\b[abc][12]\b|knowledge|master|deutsch in|competence|required|must\b|vereist|"
        r"(?:^|\W)(?:lu|oral)\b|"
        r"(?:is|zijn|est|are|ist) (?:zeer |erg |heel |tres |very |sehr )?"
        r"(?:vlot|top|gut|sterk|strong|solid|goed|uitstekend|prima|perfect|excellent|good|bonn?e?)\b|"
        r"^ ?[:(–-] ?(?:zeer |sehr |tres |very )?(?:goede?|vlot|basis|uitstekende?|matig|voldoende|perfect|bonn?e?|"
        r"excellente?|"
        r"parfaite?|moyen(?:ne)?|notions|good|basic|fluent|native|intermediate|advanced|gut|grundkennt|fließ)"
    )
)
# The same, directly before the name: here even a flattened text without full stops is believed.
SPEAKING_BEFORE = re.compile(
    r"(?:fluen\w*|proficien\w*|command|speak\w*|spreekt?|spreken|vloeiend\w*|beheers\w*|native|languages?|talen|"
    r"taal|langues?|kennis|maitris\w*|parle\w*|knowledge|"
    r"communicat\w*|schrijft?|schrijven|writes?|ecri\w+|skills?|bilingue?|bilingual|tweetalig\w*"
    r"|mondeling|schriftelijk|written|spoken|verbal|oral)"
    r"(?:[\s:&,/(-]+[\w']+){0,3}[\s:&,/(-]*(?:l'|d')?\Z"
)
# What may follow a language name that stands for the language itself: whole words, then beginnings of words.
FOLLOWING = re.compile(
    r"""[\s"']*(?:\Z|[^\w\s"']|(?:
    auf|is|are|was|and|en|et|und|or|of|ou|oder|als|as|in|on|at|op|with|met|avec
    |af|via|vanaf|door|dankzij|ne|lezen|lire|lesen|schrijven|moet|doit|muss|goed|perfect|kunt|kan|kunnen|lu|
    ecrit|est|sont|
    serait|uit|aan|hebben|have|etant|being|zijnde|peut|te|vous|wel|mindestens|au|komt|can|solide?s?|enough|
    reading|a|an|von|nice|zijn|both|zowel|voldoende|minimum|minimaal|to|for|because|but|maar|mais|ainsi|if|
    will|would|ist|sind|wordt|worden|kennen|grondig|degelijk|behoorlijk|actief|passief|foutloos|vlekkeloos|accentloos|
    only|helps|helpt|sollte|gut|n'est|wird|mit|lukt|you|pour|dans\ l(?:[ea]s?|')|dans\ (?:un|nos|vos|votre|notre)
    |lees|leest|versta|wouldn't|can't|car|parce|puisque|omdat|aangezien|since|weil|dus|donc|it\ is|setzen
    |gesprochen
    |gesproken|werken|werkt|[abc][12]|full|business|well|waarmee|waarin|dat|die|non|niet|geen|not|ook|also|comme|reading|onder|voor|zodat|om|te|strong|daarnaast|
    evenals|bij|bilingue|
    des\ l[ea]|des\ l'\w+|
    een|un|une|ability|nodig|minstens|basis|basic|good|plus|courant|couramment|preferably|van|within|while|
    across|during|
    when|due|spreken|machtig|native
    )\b|(?:
    taal(?!gebied|model|gren)|vlot|courant|moyen|intermediair|basique|scolaire|usuel|bienvenu|welkom|willkommen|wunschenswert|erwunscht|gewunscht|util|operation|handig|nuttig|useful|helpful|verstandig|facilit|
    volsta|suffi|reich|genug|impeccab|irreproch|parfait|onberispelijk|foutloos|zeer|tres|mother|strek|
    talen|language(?![ ]model)|langue|skill|proficien|speak|speech|spoken|spreek|spreekt|
    writ|fluen|level|requir|
    mandator|essential|mondeling|schriftelijk|vloeiend|uitstekend|schrij|beheers|parl|oral|niveau|requis|exig|
    obligatoir|necessair|
    indispensab|souhait|apprec|constitu|prefer|vereist|noodzakelijk|verplicht|verb|vocabular|communicat|
    fliess|fließ|wort|kenntnis|begrijp|begrip|erforderlich|notwendig|vorausgesetzt|zwingend|
    sprach|kennis|knowledge|compreh|profession|conversation|beschik|comfortabl|maitris|wenselijk|technique|
    option|advanced|
    intermediate|excellent|competen|candidat|capabilit))""",
    re.VERBOSE,
)
# Before the name: the language of a course, a letter, a version of the ad.
OF_A_TEXT = re.compile(
    gathered(
        r"(?:submit\w*|appl\w+|sollicit\w*|\bcv|resume|letter|motivation|motivatie\w*|brief|courses?|cursus\w*|cours|"
        r"lessons?|lessen|"
        r"taught|thesis|interview\w*|available|beschikbaar|vertaa\w*|translat\w*|version|versie"
        r"|documents?|description|"
        r"candidature|learn\w*|leren|lettre|pas besoin|no need|niet noodzakelijk|niet per se"
        r"|not necessarily|pas forcement|pas necessairement|nicht unbedingt|inutile"
        r"|only submitted|non|geen(?! (?:schrik"
        r"|moeite|probleem|vrees|angst|geheim))|"
        r"no|taalcursus|held|conducted|vacature\w*|"
        r"advert\w*|articles?)"
        r"(?:[ -](?!fluen|profic)[\w(){}+/&']+){0,4}[ -]*\Z"
        # "om je Spaans bij te schaven", "brush up your Dutch": what is learned on the job.
        r"|\b(?:improve|brush up(?: on)?|practi[sc]e|ameliorer|perfectionner|rafraichir|auffrischen|verbessern)"
        r" (?:your|votre|ton|dein|ihr) \Z"
    )
)
OF_A_TEXT_AFTER = re.compile(
    r" (?:bij te (?:schaven|spijkeren)|op te frissen|te (?:verbeteren|oefenen|leren))\b"
    r"|[\s-]*(?:language |taal)?(?:courses?|cursus\w*|lessons?|lessen|classes|cours\b|taught|translation|version|"
    r"versie|translator|"
    r"to join our|vacature|speaking (?:people|colleagues|team|environment|market|countr|client|customer|region|"
    r"world|compan|part|"
    r"office|audience|users)|"
    r"(?:talige|phones?) (?:klant|team|omgeving|regio|markt|client|landsge))"
)
OF_OTHERS = re.compile(
    r"\b(?:customers?|clients?|clientele|klant(?:en)?|users?|gebruikers?|patient\w*|investigators"
    r"|colleagues?|collega'?s?|collegues?"
    r"|collaborateurs|leerlingen|students?|studenten|eleves|bezoekers|visiteurs|kinderen|enfants"
    r"|children|people|mensen|personnes|members"
    r"|leden|kunden|bewoners|residents?|teams?),? (?:who|die|qui|that|dont|whose|wiens)\b[^.;\n]{0,50}\Z"
)
"""Before a name: those who speak it are others."""
OF_US = re.compile(
    r"\b(?:(?:onze|our|nos|we|wij|nous) (?:\w+ )?(?:spreken|speak|parlons|parlent)"
    r"|(?:ons|our|notre|het|the|l') ?(?:team|equipe) (?:spreekt|speaks?|parle)"
    r"|(?:collega'?s|colleagues|collegues) (?:spreken|speak|parlent))\b"
)
# "Our parent company is German", "nos clients néerlandais": the name tells where a firm is from.
OF_A_FIRM = re.compile(
    gathered(
        r"(?:bedrijf|moederhuis|eigenaar|aandeelhouders?|hoofdkantoor|hoofdzetel|groep|maison mere|societe(?: mere)?"
        r"|groupe"
        r"|entreprise|proprietaires?|actionnaires?|siege|company|owners?|group|headquarters|hq|firma"
        r"|konzern|klanten"
        r"|clients|customers|produits?|kunden)"
        r" (?:is|zijn|est|sont|are|ist|sind) (?:originally |oorspronkelijk |een |a |an |un )?\Z"
        r"|\b(?:clients|collegues|marche|groupe|societe|maison mere|filiale|partenaires?|fournisseurs?) \Z"
    )
)
A_SPEAKER = re.compile(
    r"(?:bent|etes|kandidaa\w*|candidat\w*|profiel|profil)[\s:]*(?:perfect |een |un |une )?\Z|\bvlot \Z"
)
# "Wij zoeken een Franstalige medewerker", "Nous cherchons un comptable néerlandophone": who is sought speaks it.
SPEAKER_ENDINGS = ("talig", "talige", "phone", "phones", "sprachig", "sprachige", "sprachigen")
SOUGHT = re.compile(
    r"\b(?:zoek(?:en|t)?|gezocht|recherch(?:e|ons|ent)|cherch(?:e|ons|ent)|looking for|hiring|seeking"
    r"|such(?:en|t|e))\b"
    r"[\s:]*(?:(?!(?:pour|voor|for|fur|in|dans|bij|chez|onze|notre|nos|unsere?)\b)[\w/()&'-]+ ){0,5}\Z"
)
WHO_IS_SOUGHT = re.compile(
    r" ?\Z|[.,;(\n]| (?:pour|afin|qui|avec|et|h/f|m/f|f/h)\b|"
    r" (?!klant|client|team|partner|student|leer|lezer|gebruiker|patient|bezoeker|burger|inwoner|kind|ouder|regio)"
    r"(?:[\w-]+ )?(?:[\w-]*(?:werker|aar|ist|ant|eur|ator|eer|eider|heerder|adviseur|beiter|berater|entwickler"
    r"|kandida(?:at|ten)|candidate|engineer|developer|manager|bediende|collega|kracht|analyst|officer|support))s?\b"
)
UNFINISHED = re.compile(r"\b(?:in|both|and|of|van|het|en|de|zowel|the|et|du|or)\n\Z")
LONGEST_UNFINISHED = 6
"""Characters of such a word with the line end, and one before."""
CONTINUED = re.compile(r"(?:and|en|et|or|of|ou|und) ")
NOT_NEEDED_AFTER = re.compile(
    r"(?P<before>[^.;\n]{0,24}?)\b(?:(?:not|niet|geen|pas|(?<!oral )(?<!ecrit )non|nicht|isn't|no)"
    r" (?:a |an |een |absoluut |strictly )?"
    r"(?:requi[rs]|vereis|nodig|must|mandator|necessar|noodzakelijk|obligatoir|necessair|exige|needed"
    r"|prerequisite|expected|verwacht|attendu|erwartet|"
    r"erforderlich))"
)
# "Not required but appreciated", "geen vereiste, wel een troef".
STILL_WELCOME = re.compile(
    r"\w*,? (?:but|maar|mais|aber|wel|however)\b[^.;\n]{0,24}?\b(?:appreciat|welcome|plus\b|asset"
    r"|advantage|nice|pre\b|"
    r"troef|meegenomen|welkom|gewaardeerd|pluspunt|voordeel|atout|apprecie|bienvenu|von vorteil"
    r"|preferred|desirable)"
)
WELCOME_BEFORE = re.compile(
    gathered(
        r"(?:prefer\w*|bij voorkeur|liefst|ideally|idealement|idealiter|de preference|idealerweise|"
        r"willingness to learn\)?|"
        r"bereid\w* om|nice to have:?|a plus:|een plus:|pre:|atout:?|bonus:?|bereidheid)"
        r"(?: (?:also|ook|in|of|the|de|het|a|some|goed|basic|knowledge|kennis|van|fluent|good|en|willing\w*|to|learn|"
        r"or|and|speaks?|des?|notions|quelques|bases|une|bonne|connaissance))*[\s(:]*(?:d['’])?\Z"
        r"|\b(?:pluspunt|troef|plus|asset|atout|advantage|meerwaarde|voordeel) ?: (?:de |het |le |la |l')?\Z"
    )
)
WELCOME_AFTER = re.compile(
    gathered(
        r"(?:an?|een|un|ein|leuke|mooie|nice|big|huge|grote|dikke|enorme|real|strong|great|serieuze"
        r"|serious|is|als|sterke|extra|"
        r"vrai|reel|grosser|großer|great) "
        r"(?:plus\b|extra\b|pre\b|atout|avantage|asset|advantage|vorteil|bonus|pluspunk?t|troef|voordeel"
        r"|nice to have|\+|"
        r"meerwaarde)|"
        r"nice[ -]to[ -]have|"
        r"handig|useful|helpful|nuttig|\butile\b|hilfreich|nutzlich|een extra\b|peut (?:vous |t')?aider|facilit"
        r"|van pas\b|in handy|"
        r"bienvenu|welkom\b|willkommen|preferred\b|preferable|advantageous|beneficial|desirable"
        r"|desired|meegenomen|wenselijk|gewenst|souhait|apprecie|"
        r"= ?(?:een |un )?(?:plus|pluspunt|troef|atout|pre)\b|von vorteil|wunschenswert|erwunscht|gewunscht|"
        r"\bun plus\b|appreciated|is pre\b|would be great|welcome\b|optional|optionn|\(voorkeur|de voorkeur|"
        r"\batouts?\b|troeven|pluspunten|assets\b|advantages|\(plus\)|"
        r"\bpre\)|strekt tot aanbeveling|"
        r"facultati|optioneel|fakultativ|is nice\b(?! to)|helps\b|geen must|not a must|encouraged\b"
        r"|can be useful|willing(?:ness)? to learn|of (?:ben je |bent u |je bent |u bent )?bereid"
        r"|or (?:are )?(?:eager|ready) to learn"
        r"|(?:pret|prete|dispose|disposee|motivee?) a l'apprendre|kein muss|gern\w* gesehen"
        r"|graag gezien|bien vu|\((?:nice|plus|bonus|atout|troef|extra)\)"
        r"|wouldn't hurt|can't hurt|kan geen kwaad|(?:pas|jamais) de trop"
    )
)
BRACKETS_AHEAD = re.compile(r"[^()\n]{0,60}\)(?: (?:is|are|est|sont|zijn|constitue\w*|would be))? ?")
"""From a name to the end of the brackets that it stands in, and the verb behind them."""
SEVERAL = re.compile(r"\b(?:and|en|et|und|or|of|ou|oder)\b")
INSIDE_BRACKETS = re.compile(r"\((?:[\w' -]+[,/] ?){0,6}(?:(?:and|en|et|or|of|ou) )?\Z")
LIST_GAP = re.compile(
    r"(?:e taal|e|taal|-speaking)?[\s,/&+(-]*(?:(?:en|and|et|und|of|or|ou|oder|en/of|and/or|et/ou|als"
    r"|also|ook|als ook|"
    r"both|zowel|in|of|"
    r"de|het|the|le|la|du|as well as|language|taal|ainsi que|c1|c2|b1|b2|minimaal|plus|well|as)\b[\s,/&+(']*"
    r"|[ld]' ?)*"
)
# "Languages such as Polish, Czech or Greek are a plus": the plus is of each.
SUCH_AS = re.compile(r"\b(?:such as|zoals|comme|telles? que|like|wie)\b[^.;\n]{0,80}\Z")
CONJUNCTION = re.compile(r"[^(,;]*(?:\b(?:en|and|et|und|of|or|ou|oder)\b|[/&+])")
# "Fluent in English, any other language is a plus".
OTHERS = re.compile(
    gathered(
        r"\b(?:other|additional|another|andere|ander|extra (?:taal|talen|language)|autre|autres|third|second|2nd"
        r"|deuxieme|seconde|zweite|derde"
        r"|tweede|any|elke)\b"
        r"|\bprefer\w* (?:\w+ ){1,3}(?:other|additional|another)\b"
        # What follows is of something else: "command of Dutch, and knowledge of the till is a plus".
        r"|, (?:you|je|u|vous|knowledge|kennis|experience|ervaring|connaissance)\b"
        r"|\b(?:and|en|et) (?:you|je|u|vous|knowledge|kennis|experience|ervaring|connaissance)\b"
    )
)
ADJECTIVE = re.compile(r"-taught| (?!taal)[a-z]{4,}")
OWN_VERB = re.compile(r" (?:is|est|ist|are|sont|sind|zijn|constitue|serait|would)\b")
"""Behind a name: what is said of it alone, "fluent in Dutch and English, French is an asset"."""
LEVEL_REACH = 52
"""Characters beside a name or a list of names in which its level is looked for."""
FAR_LEVEL = 90
"""Characters beside a name in which any level stands that may be of its list."""
# Of the words between two languages, where those of the one end and those of the other begin.
OWN_ENDS = re.compile(
    r"[,;)\n]|\bwith (?:fluent|good|excellent|strong|basic)|\b(?:and|en(?! (?:parl|geschrift|woord))|et|und|but"
    r"|maar|mais|aber|or|of|ou|oder)\b"
)
OWN_BEGINS = re.compile(
    r"[,;()\n]|\b(?:and|en(?= [a-z]+ )|et|und|but|maar|mais|aber|or|of(?= (?:een|goed|vloeiend|basis))|ou|oder)\b"
)
OWN_LEVEL = re.compile(r"[(\d]")
"""What shows that two languages of a list have a level each."""
LEVEL = re.compile(r"\b([abc][12])\b")
WORDED_LEVELS = (
    (re.compile(r"moedertaal|native|mother tongue|maternel|muttersprach|near-native"), "native"),
    # CEFR's global scale: C1 speaks "fluently and spontaneously".
    (re.compile(r"vloeiend|fluen|courant|couramment|fliessend|fließend|verhandlungssicher|full professional"), "C1"),
    (re.compile(r"\bbasis|\bbasic|\bde base|notions|noties|grundkenntnis"), "A2"),
)
ANY_LEVEL = re.compile(gathered("|".join([LEVEL.pattern, *(words.pattern for words, _ in WORDED_LEVELS)])))
LEVEL_STEMS = (
    *(f"{letter}{number}" for letter in "abc" for number in "12"),
    *(word.removeprefix(r"\b") for words, _ in WORDED_LEVELS for word in words.pattern.split("|")),
)
"""One of these stands wherever `ANY_LEVEL` matches."""
_QUALITY = (
    r"(?:zeer |heel |erg |tres |very |sehr |uiterst )?(?:goede?|vlot|vloeiend|uitstekende?|perfecte?|degelijke?"
    r"|actieve?|passieve?|keurig|onberispelijk|foutloos|basis|voldoende"
    r"|bonn?e?s?|excellente?|parfaite?|courante?|solide|(?:full )?professional(?: working)?|professionnel"
    r"|excellent|impeccable|irreprochable|good|fluent|strong|solid|perfect|business|technical|"
    r"advanced|basic|conversational|native|decent|behoorlijk|gute?s?|sehr|fliessend|fließend|perfekt"
    r"|verhandlungssicheres?|professionelles?)"
)
NAME = "|".join(sorted(map(re.escape, LANGUAGE_NAMES), key=len, reverse=True))
_AND = r"(?:en|et|and|und|of|ou|or|oder|&|/|,|\+|le|la|het|un|une|du|l'|als|zowel|both)"
ITEM_HEAD = re.compile(rf"[^\w\n]*(?:(?:{_QUALITY}|{NAME}|{_AND})(?:(?<=')|\b|(?<=\W))[\s,/&+]*){{0,8}}")
"""All that stands before a name that opens an item: words of quality, names before it and what joins them."""
ITEM_QUALITY = re.compile(rf"\b{_QUALITY}\b")
QUALITY_BEFORE = re.compile(rf"\b{_QUALITY} \Z")
"""What speaks of a language wherever it stands: "we want impeccable English and good French"."""
ITEM_TAIL = re.compile(
    rf"\s?(?:[;(]|[:–-] ?\w|,? (?:en|et|and|und|of|ou|or|oder|&|/) (?:(?:le|la|het|l'|du|un|une|enough|minstens"
    rf"|minimum) ?)?(?:{_QUALITY} )?(?:{NAME})\b"
    rf"|, (?:{NAME})\b|,? (?:{_QUALITY}|technique|intermediaire|professionnel|solides?|courants?|niveau|level"
    rf"|minimum|minstens|au moins|mindestens)\b"
    rf"|,? (?:on a daily basis|dagelijks|au quotidien|sehr gut|gut)\b)"
)
"""What must stand behind it where no word of quality stands before: a name alone is a heading or a link."""
