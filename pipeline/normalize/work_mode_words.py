"""The words by which ads in nl, fr, en and de say where the work is done, each with what it says."""

from __future__ import annotations

from enum import Enum

from pipeline.normalize.phrases import Phrase, phrase


class Says(Enum):
    """What a phrase says about the place of work, and how surely."""

    REMOTE = "fully remote"
    HYBRID = "hybrid"
    ONSITE = "on site"
    SOFT_REMOTE = "remote"
    SOFT_HYBRID = "some work from home"


_PARTLY = (
    r"(?:mogelijkheid|mogelijk|chance|need to|possib\w+|option\w*|optie|kans|kan(?: je)?|deels|gedeeltelijk|part(?:ly|ially|iel\w*)|sometimes|occasional\w*|soms"
    r"|af en toe|regelmatig|flexib\w+|eventueel|ruimte|gelegenheid|opportunit\w+|combin\w+|mix|balance|dag(?:en)?|days?|jours?|ability|allow\w*"
    r"|can|may|bieden|choose|kiezen|mag|mogen|afwissel\w+|opportunite)\W+(?:[\w'-]+\W+){0,5}$"
)
_NOT = r"(?:\b(?:no|not|geen|niet|pas de|sans|kein\w*|nicht|non|never|nooit|without|zonder)\W+(?:[\w'-]+\W+){0,4})$"
_THING = (
    r"(?![ /-]{0,2}(?:support|sites?|contro\w*|desktop|sens\w+|access|hands|monitor\w*|server\w*|locations?|teams?\b|colleague\w*|collega\w*|offices?"
    r"|management|assist\w*|diagnos\w*|communicat\w*|connect\w*|servic\w*|maintenance|procedure|invocation|method\w*|repositor\w*|customers?|clients?"
    r"|areas?|data|api\w*|system\w*|devices?|machines?|branch\w*|debug\w*|login|code exec\w*|toegang|beheer\w*|ondersteun\w*|visual\w*|oper(?:at\w+)"
    r"|learning|onboard\w*|interview\w*|meeting\w*|troubleshoot\w*|infrastr\w*|health|patient\w*|care\b|expert\w*|user\w*|worker\w*|stakeholder\w*"
    r"|and (?:sustainable|local)|contractors|allowance|budget))"
)
_ALLOWANCE = (
    r"(?!\w*[ /-]{0,2}(?:vergoed\w*|allowance|budget|onkosten\w*|premie|plek|werkplek|bijdrage|toelage|reimburs\w*|compensat\w*|pakket|set-?up|setup"
    r"|kit\b|equipment|furniture|bonus|stipend|office allowance|office set|allocation|indemnit\w*|vergutung|subsid\w*|gadget|inrichting|benodigd))"
)
_HYBRID_WORK = (
    r"hybrid(?:es?)?[ /,-]{1,2}(?:(?:and|en|of|or|et|ou|&) )?(?:flexibl?e? |remote[ -]|te |kunnen |location-|office |full-?time )?(?:work(?!load|flow)|werk(?!stroom)|remote"
    r"|model\b(?! (?:train|risk|of the))|mode\b|modus|role|functie|position|job\b|baan\b|schedule|policy|polic|office|way of|ways of|basis\b|thuis|vanuit|vanop|regime|contract\b|format\b|regeling"
    r"|cultu(?:re|ur)\b|arrangement|environment where|on-?site|onsite|op kantoor|travail|teletravail|beleid|arbeit|ry?th?m|independent|set-?up|week\b|mogelijk|ook tot de mogel|possible|opportunit)"
)
_HYBRID_ALONE = r"hybrid(?:es?)?\b(?=\W{0,2}(?:\n|$|\)|\||[.,;:!•]|- |\d ?(?:days?|dagen)|in\b|met (?:een|twee|drie|min|\d)|with (?:a|one|two|three|min|\d)))"
_BEFORE_ALONE = (
    r"(?:plug-?in|\bin|\bof|\band|\ben|\bwith|\bmet|\bfor|\bon|cloud|between|native|react|building|leveraging|complex|onze|our|electric\w*|various) ?(?:a |an |een )?$|"
    + _NOT
)

PHRASES: tuple[Phrase[Says], ...] = (
    # Labels that say it outright.
    phrase("#li-", Says.REMOTE, r"#li-?remote"),
    phrase("#li-", Says.HYBRID, r"#li-?hybrid"),
    phrase("#li-", Says.ONSITE, r"#li-?on-?site"),
    # Fully remote.
    phrase(
        "remote",
        Says.REMOTE,
        r"remote(?:-first)?\b(?!,? (?:up to|for up|for a|voor|for \d|\d|compan|environ|team))" + _THING,
        behind=r"(?:fully|full|100 ?%|volledig|entirely|completely|totally|exclusively|permanently|uitsluitend|helemaal|completement|entierement|volledige?|vollstandig|komplett)[\s-]*(?:time )?$",
        never_behind=r"\b(?:not|no|niet|geen)\b[^.]{0,12}$",
    ),
    phrase("remote", Says.REMOTE, r"remote[- ]first\b(?! environments)"),
    phrase("remote", Says.REMOTE, r"remote(?:ly)? (?:from )?(?:anywhere|within|worldwide)\b"),
    phrase("remote", Says.REMOTE, r"remote ?\(?100 ?%"),
    phrase(
        "remotely", Says.REMOTE, r"remotely\b", behind=r"(?:fully|entirely|completely|100 ?%|exclusively|permanently) $"
    ),
    phrase("attendance optional", Says.REMOTE),
    phrase("full-remote", Says.REMOTE),
    phrase("work from anywhere", Says.SOFT_HYBRID, r"work from anywhere\b"),
    phrase("work-from-anywhere", Says.SOFT_HYBRID, r"work-from-anywhere\b"),
    phrase(
        "teletravail",
        Says.REMOTE,
        r"teletravail (?:a )?(?:complet|total|integral|100 ?%|a temps plein|permanent|exclusif)",
    ),
    phrase("teletravail", Says.REMOTE, r"teletravail\b", behind=r"(?:100 ?%|full|complet|integral)\s(?:en )?$"),
    phrase("thuiswerk", Says.REMOTE, r"thuiswerk\w*", behind=r"(?:100 ?%|volledig|fulltime) $"),
    phrase("telewerk", Says.REMOTE, r"telewerk\w*", behind=r"(?:100 ?%|volledig|fulltime) $"),
    phrase("volledig", Says.REMOTE, r"volledig (?:van ?(?:uit|op)? ?(?:thuis|afstand)|vanuit huis|op afstand)"),
    phrase("home office", Says.REMOTE, r"home office\b", behind=r"(?:100 ?%|volle\w*) $"),
    phrase("location", Says.REMOTE, r"location ?: ?(?:fully )?remote\b(?!\W{0,3}(?:/|or|hybrid))"),
    phrase("locatie", Says.REMOTE, r"locatie ?: ?remote\b"),
    phrase("werklocatie", Says.REMOTE, r"werklocatie ?: ?(?:op afstand|thuis|volledig remote|remote)\b"),
    phrase("lieu du poste", Says.REMOTE, r"lieu du poste ?: ?(?:a distance|teletravail)(?! (?:hybrid|partiel))"),
    # Hybrid, said outright.
    phrase("hybrid", Says.HYBRID, _HYBRID_WORK, never_behind=r"plug-?in $|" + _NOT),
    phrase("hybrid", Says.HYBRID, _HYBRID_ALONE, never_behind=_BEFORE_ALONE),
    phrase(
        "hybrid",
        Says.HYBRID,
        r"hybrid(?:es?)?\b(?!\W?(?:cloud|infra|it\b|app|integrat|data|solution|platform|environment|mobile))",
        behind=r"(?:work(?:ing|s|place)?|werk(?:en|t|plek|locatie|vorm|model|wijze|omgeving|regeling)?|travail(?:ler|lez)?|mode|modus|location|locatie|arbeit\w*|office|regime|contract|kantoor|thuis|full-?time|format|position|role|job|this is a|setup|set-up|model)[\s:,|/(-]{1,3}(?:is |type |mode |on a |op |in |en |een |a |in a |in an? |basis )?$",
    ),
    phrase("work location", Says.HYBRID, r"work location ?: ?hybrid"),
    phrase("lieu du poste", Says.HYBRID, r"lieu du poste ?: ?(?:en )?(?:teletravail )?hybrid"),
    # On site, said outright.
    phrase("work location", Says.ONSITE, r"work location ?: ?(?:in person|on-?site|on the road)"),
    phrase("werklocatie", Says.ONSITE, r"werklocatie ?: ?(?:fysiek|op locatie|op kantoor)"),
    phrase("lieu du poste", Says.ONSITE, r"lieu du poste ?: ?(?:en presentiel|sur site)"),
    phrase(
        "on-site",
        Says.ONSITE,
        r"on-site\b(?=\W{0,2}(?:position|role|job|only|work\b|\n|$|5|full|opportunity))",
        never_behind=r"(?:and|or|of|en|hybrid|remote|/|days?|week|dagen|combin\w+|some|with|provide|our|parking|gym)\W{0,3}(?:\w+\W+)?$",
    ),
    phrase(
        "onsite",
        Says.ONSITE,
        r"onsite\b(?=\W{0,2}(?:position|role|job|only|work\b|full|opportunity))",
        never_behind=r"(?:and|or|of|en|hybrid|remote|/|days?|week|dagen|some|provide|our)\W{0,3}(?:\w+\W+)?$",
    ),
    phrase(
        "on-site",
        Says.ONSITE,
        r"on-site\b ?(?=\)|\n|$|[(:,]? ?100 ?%)",
        behind=r"(?:[(|/–-]|time|location:?|netherlands,?|belgium,?|amsterdam,?|brussels,?) ?$",
    ),
    phrase("onsite", Says.ONSITE, r"onsite\b ?(?=\)|\n|$|[(:,]? ?100 ?%)", behind=r"(?:[(|/–-]|time|location:?) ?$"),
    phrase("on-site", Says.ONSITE, r"on-site\b", behind=r"(?:is based|full[- ]time) $"),
    phrase("onsite", Says.ONSITE, r"onsite full[- ]?time"),
    phrase(
        "on-site",
        Says.ONSITE,
        r"on-?site\b",
        behind=r"(?:fully|100 ?%|full[- ]time|volledig|entirely|5 days? (?:a|per) week) $",
    ),
    phrase(
        "onsite",
        Says.ONSITE,
        r"onsite\b",
        behind=r"(?:fully|100 ?%|full[- ]time|volledig|entirely|5 days? (?:a|per) week) $",
    ),
    phrase(
        "remote",
        Says.ONSITE,
        r"remote\b(?! (?:support|sites?|access|work(?:ers)? only))(?=\W{0,2}(?:work|werken|position|role|possib|mogelijk|\.|!|,|\)|\n|$|job|option))",
        behind=r"\b(?:no|geen|not a|niet|pas de|kein|not possible to work|not offer(?:ing)?) (?:fully |full |100% )?$",
        never_behind=r"not a (?:fully|full|100%) $",
    ),
    phrase("thuiswerk", Says.ONSITE, r"thuiswerk\w*", behind=r"\bgeen (?:mogelijkheid (?:tot|om) )?$"),
    phrase("thuiswerken", Says.ONSITE, r"thuiswerken (?:is )?(?:niet|geen)\b"),
    phrase("telewerk", Says.ONSITE, r"telewerk\w*", behind=r"\bgeen (?:mogelijkheid tot )?$"),
    phrase(
        "teletravail",
        Says.ONSITE,
        r"teletravail\b",
        behind=r"\b(?:pas de|sans|aucun|pas (?:eligible|ouvert) au) (?:possibilite de )?$",
    ),
    phrase(
        "presentiel", Says.ONSITE, r"presentiel\b", behind=r"(?:100 ?%|uniquement|exclusivement|totalement) (?:en )?$"
    ),
    # Remote as a plain word: remote, unless it is only possible, or part of the time.
    phrase("remote", Says.SOFT_HYBRID, r"remote(?:ly|s)?\b" + _THING, behind=_PARTLY, never_behind=_NOT),
    phrase(
        "remote",
        Says.SOFT_HYBRID,
        r"remote(?:ly)?\b(?=[\w ]{0,12}(?:\d|one|two|three|twee|drie|een) ?(?:days?|dagen|dag|jours?)|\W{0,2}(?:and|en|&|or|/|of) (?:on-?site|office|kantoor|hybrid|in-office|op kantoor)| (?:werken|werk) (?:is )?(?:mogelijk|bespreekbaar)|[\w-]* (?:work\w* )?(?:options?|possib|mogelijk|flexib|opportunit))",
        never_behind=_NOT,
    ),
    phrase(
        "remote",
        Says.SOFT_HYBRID,
        r"remote(?:ly)?\b" + _THING,
        behind=r"(?:kantoor|office|on-?site|locatie|bureau)\W+(?:[\w-]+\W+){0,3}$",
        never_behind=_NOT,
    ),
    phrase("remote-friendly", Says.SOFT_HYBRID),
    phrase("remote", Says.SOFT_HYBRID, r"remote (?:working|work|werken) is (?:possible|mogelijk)"),
    phrase("remote", Says.ONSITE, r"remote work(?:ing)? ?: ?(?:on-?site|no\b|not possible)"),
    phrase("remote", Says.ONSITE, r"remote/hybrid\b", behind=r"\bnot (?:a |an )?$"),
    phrase(
        "remote",
        Says.SOFT_REMOTE,
        r"remote\b(?! ?work(?:ing)? ?: ?(?:on-?site|\d|no))(?=\W{0,2}(?:work(?:ing)?\b|werk(?:en)?\b|position|role|job|opportunity|functie|\)|\||\n|$|-? ?full|contract|based|basis|mission|vacature|company|from home|in (?:the )?(?:eu|europe|be|nl|uk)))"
        + _THING,
        never_behind=r"(?:assessments?|interviews?|meetings?|sessions?)\W+$|" + _NOT,
    ),
    phrase(
        "remote",
        Says.SOFT_REMOTE,
        r"remote\b" + _THING,
        behind=r"(?:position|role|job|opportunity|functie|mission|(?:this|it)(?: [\w-]+){0,3}) (?:is|can be(?: done)?) (?:a )?$|(?:work|werk(?:t|en|plek|locatie)?|travail|type|mode|vrijheid om)[\s:,(]{1,3}$",
    ),
    phrase(
        "remotely",
        Says.SOFT_REMOTE,
        r"remotely\b(?! (?:support|manag|access|monitor|control))",
        behind=r"\bwork(?:s|ing)? $",
        never_behind=_NOT,
    ),
    # Some work from home.
    phrase(
        "thuiswerk",
        Says.SOFT_HYBRID,
        r"thuiswerk" + _ALLOWANCE + r"\w*",
        never_behind=r"\b(?:geen|volledig|100 ?%)\W+(?:\w+\W+){0,2}$",
    ),
    phrase(
        "thuis",
        Says.SOFT_HYBRID,
        r"thuis (?:te )?(?:werk|kunnen werken|aan de slag)\w*" + _ALLOWANCE,
        never_behind=_NOT,
    ),
    phrase(
        "thuis",
        Says.SOFT_HYBRID,
        r"thuis(?:,| of| en| als| dan| &|/) (?:(?:ook |evt |je )?(?:op|in|bij|vanuit|vanop|van op|on) )?(?:het |ons |de |een )?(?:hoofd)?(?:kantoor|locatie|klant|bureau|hq|werk\b|office)",
    ),
    phrase(
        "thuis",
        Says.SOFT_HYBRID,
        r"thuis\b",
        behind=r"(?:kantoor|locatie|office|klant|bureau|werk) (?:in \w+ )?(?:of|en|als|dan|\+|&|/)+ (?:deels |ook |van |vanuit )?$",
    ),
    phrase(
        "thuis",
        Says.SOFT_HYBRID,
        r"thuis\b",
        behind=r"(?:werk(?:en|t)?|dag(?:en)?(?: per week)?)(?: \w+){0,2} (?:van(?:uit| ?op)? )?$",
        never_behind=r"(?:klant\w*|geluk|volledig|vandaag|lekker|zich|je|voel\w*|geen|niet)(?: \w+)? $",
    ),
    phrase(
        "huis",
        Says.SOFT_HYBRID,
        r"huis\b",
        behind=r"(?:werk\w*(?: \w+){0,2} (?:vanuit|van)|vanuit) $",
        never_behind=r"(?:volledig|100%|in) (?:van|vanuit)? ?$",
    ),
    phrase(
        "telewerk",
        Says.SOFT_HYBRID,
        r"telewerk" + _ALLOWANCE + r"\w*",
        never_behind=r"\b(?:geen|volledig|100 ?%)\W+(?:\w+\W+){0,2}$",
    ),
    phrase(
        "teletravail",
        Says.SOFT_HYBRID,
        r"teletravail" + _ALLOWANCE,
        never_behind=r"\b(?:pas de|sans|aucun|100 ?%|full|indemnites? (?:de )?|prime (?:de )?|allocation)\s?(?:\w+ )?$",
    ),
    phrase("tele-travail", Says.SOFT_HYBRID),
    phrase(
        "a distance",
        Says.SOFT_HYBRID,
        r"a distance\b",
        behind=r"travail(?:ler)?(?: partiel\w*)? $",
        never_behind=r"(?:pas de|100 ?%) \w* ?$",
    ),
    phrase(
        "afstand",
        Says.SOFT_HYBRID,
        r"afstand\b",
        behind=r"(?:werk\w*|deels)(?: \w+){0,2} (?:op|van) $",
        never_behind=r"volledig op $",
    ),
    phrase(
        "home",
        Says.SOFT_HYBRID,
        r"home\b" + _ALLOWANCE,
        behind=r"\bwork(?:ing|ed)?(?: \w+){0,2} (?:from|at)[ -]$",
        never_behind=_NOT,
    ),
    phrase("work-from-home", Says.SOFT_HYBRID, r"work-from-home" + _ALLOWANCE),
    phrase(
        "from home",
        Says.SOFT_HYBRID,
        r"from home\b(?! (?:repair|improv|decor|applian|care|entertain|furn))" + _ALLOWANCE,
        never_behind=_NOT,
    ),
    phrase("wfh", Says.SOFT_HYBRID, r"wfh\b" + _ALLOWANCE),
    phrase(
        "home office",
        Says.SOFT_HYBRID,
        r"home office\b" + _ALLOWANCE,
        behind=r"(?:mogelijk\w*|possib\w*|moglich\w*|option\w*|und|and|days?|dagen|tage?|in|im) (?:\w+ ){0,2}$",
    ),
    phrase("homeoffice", Says.SOFT_HYBRID, r"homeoffice" + _ALLOWANCE),
    phrase(
        "homework",
        Says.SOFT_HYBRID,
        r"homework(?:ing)?\b" + _ALLOWANCE,
        behind=r"(?:days?|dagen?|mogelijk\w*|possib\w*|occasional|regular|option\w*|of|to) $",
    ),
    phrase("mobiles arbeiten", Says.SOFT_HYBRID),
)
