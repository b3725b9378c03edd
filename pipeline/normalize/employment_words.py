"""The words of employment in nl, fr, en and de: those of the fields of ATSs and boards, and those of running text."""

from __future__ import annotations

import re

from models.vocabulary import Contract, EmploymentType
from pipeline.normalize.phrases import Phrase, phrase

FieldRule = tuple[re.Pattern[str], tuple[EmploymentType, ...], Contract | None]


def _rule(pattern: str, types: tuple[EmploymentType, ...] = (), contract: Contract | None = None) -> FieldRule:
    return re.compile(rf"(?:\b|_)(?:{pattern})(?:\b|_)"), types, contract


# What a field may say. All rules are tried on one text; of the contracts that match, the first here counts, so that
# "interim met optie vast werk" is temporary and "stage (bepaalde duur)" an internship.
FIELD_RULES: tuple[FieldRule, ...] = (
    _rule(
        r"(?:job|werk)?student(?:en)?(?:job|contract|enjob|enarbeid|werk)?|jobistes?|working student|etudiants?|job etudiant|werkstudent\w*|bijbaan|flexi-?jobs?"
        r"|vakantiejob|vakantiewerk|student job",
        (),
        Contract.STUDENT,
    ),
    _rule(
        r"intern|interns|internship|traineeship|stage|stages|stagiaire?s?|stageplaats|afstudeer\w*|praktikum|praktikant\w*|apprenti\w*|apprenticeship|alternance"
        r"|alternant\w*|leercontract|contrat pro\w*|beroepsinlevingsstage|werkplekleren|ausbildung|duaal leren|bis stage|convention de stage|leerling\w*|thesis",
        (EmploymentType.INTERN,),
        Contract.INTERNSHIP,
    ),
    _rule(
        r"freelan\w+|contractors?|zelfstandige?n?|zelfstandig\w*|independant\w*|independent(?: contractor)?|contrat avec independant|zzp\w*|self[- _]?employed|b2b|selbststandig\w*"
        r"|freiberuf\w*|freie mitarbeit|portage salarial|mission freelance|consultancy contract|opdracht|indépendant",
        (EmploymentType.CONTRACTOR,),
        Contract.FREELANCE,
    ),
    _rule(
        r"uitzicht op (?:een )?vaste?\w*|temp[- ]to[- ]perm|temporary|temp|tijdelijke?(?: \w+)?|interim\w*|interimair\w*|uitzend\w*|cdd|bepaalde (?:duur|tijd)|duree determinee|determinee?|determine|nettement defini|fixed[-_ ]?term\w*"
        r"|fixed duration|befrist\w+|seasonal|saison\w*|seizoen\w*|remplacement|vervanging\w*|vervangings?contract|travail temporaire|temporaire|zeitarbeit|contract[_ ]temporary"
        r"|fulltime_fixed_term|dag contract|journalier\w*|occasion\w*|werkervaring\w*|ibo|individuele beroepsopleiding|pfi|limited (?:duration|contract)|project contract"
        r"|tewerkstellingsmaatregel\w*|limited|startbaan\w*|interimaire",
        (EmploymentType.TEMPORARY,),
        Contract.TEMPORARY,
    ),
    _rule(
        r"permanent\w*|vast(?:e)?(?: \w+)?|onbepaalde (?:duur|tijd)|cdi|duree indeterminee|indetermin\w+|unbefristet\w*|festanstellung|regular|employee|loondienst|in loondienst"
        r"|salarie\w*|vaste jobs?|statutair\w*|statutaire|bediende|arbeider|open[- ]ended|indefinite|unlimited|unlimited contract|fulltime_permanent|parttime_permanent|werknemer|emploi fixe"
        r"|contractueel|contrat fixe|direct hire|employed",
        (),
        Contract.EMPLOYEE,
    ),
    _rule(
        r"full[-_ ]?time\w*|voltijd\w*|temps[- ]plein|plein[- ]temps|vollzeit\w*|fulltime\w*|volledige?|100 ?%|dagwerk|ft|(?:3[5-9]|40) ?(?:h|uur|u|hours|heures)\w*",
        (EmploymentType.FULL_TIME,),
    ),
    _rule(
        r"part[-_ ]?time\w*|deeltijd\w*|temps[- ]partiel|mi[- ]temps|halftijd\w*|teilzeit\w*|parttime\w*|pt|[4-9]0 ?%|4/5e?|(?:1[0-9]|2[0-9]|3[0-4]) ?(?:h|uur|u|hours|heures)\w*",
        (EmploymentType.PART_TIME,),
    ),
    _rule(r"volunt\w+|vrijwillig\w*|benevol\w*|ehrenamt\w*", (EmploymentType.VOLUNTEER,)),
    _rule(r"per[-_ ]?diem|per dag|oproepkracht|on[- ]call", (EmploymentType.PER_DIEM,)),
    _rule(r"contract|contract[_ ]to[_ ]hire|project", (EmploymentType.CONTRACTOR,)),
    _rule(r"other|andere?|autre|sonstige\w*|overige", (EmploymentType.OTHER,)),
)

# What the title of an ad says for certain.
TITLE_RULES: tuple[tuple[re.Pattern[str], Contract], ...] = tuple(
    (re.compile(pattern), contract)
    for pattern, contract in (
        (r"\b(?:job|werk)student\w*|\bstudenten?job\b|\bworking student\b|\bjob etudiant\b|\bjobiste\b|\betudiant\b|\bwerkstudent\w*|\bstudent(?:e|en)?\b(?! (?:success|affairs|services|information|recruit\w*|support|system))|\bflexi-?job\b|\bbijbaan\b", Contract.STUDENT),
        (r"\bintern(?:s|e)?\b(?![ -](?:controle|control|audit|transport|account|verkoop|sales|beheer|communicat|commerc))(?<!\bex-intern)|\binternship\b|\bstage\b(?!-?(?:manager|coord|begeleid|gate|\d))|\bstageplaats\b|\bstagiaire?s?\b|\bafstudeer\w*|\bmeewerkstage|\bonderzoeksstage|\bstageopdracht|\bpraktikum\b|\bpraktikant\w*|\balternance\b|\balternant\w*|\bapprenti(?:e|ssage|ceship)?\b|\bwerkend leren\b", Contract.INTERNSHIP),
        (r"\bfreelancers?\b|\bfreelance\b(?! (?:recruit|market|talent|platform|account))|\bzzp(?:'?er)?\b|\bindependant\b|\bmission (?:freelance|longue)|\bzelfstandige\b|\bfreiberuf\w+", Contract.FREELANCE),
        (r"\b(?:tijdelijke?|temporary|vervangings?contract|bepaalde duur|bepaalde tijd|cdd|remplacement|fixed[- ]term|befristet\w*|vervanging|temporaire|duree determinee)\b|\(interim\)|\bwerkervaringsproject\b", Contract.TEMPORARY),
        (r"\b(?:onbepaalde duur|onbepaalde tijd|cdi|vast contract|vaste job|vaste baan|permanent contract|duree indeterminee|unbefristet\w*|festanstellung)\b|[(|-] ?permanent\b", Contract.EMPLOYEE),
    )
)

LABEL = re.compile(
    r"(?:(?:soort |type )?dienstverband|(?:soort|type) (?:de )?(?:contract|contrat|job|baan|emploi|poste)|contract ?type|type contract|contract(?:vorm|soort)|employment ?type|job ?types?"
    r"|position type|type of (?:employment|contract)|nature du contrat|vertragsart|beschaftigungsart|aanstelling|statuut|statut|contract duration|type d'emploi|contrat|contract)(?: ?:| [–-] ) ?\n?(?P<value>[^\n]{2,90})"
)

# "With a view to": what follows is a prospect, not the offer. Read back over a few words of the same line.
_PROSPECT = (
    r"\b(?:uitzicht|zicht|optie|kans|mogelijkheid|perspecti\w+|vooruitzicht|intentie|doel|bedoeling|option|possibilit\w+|prospect|view|aim|intention|potential|chance|opportunity|daarna|nadien"
    r"|vue|cle|convert\w*|extend\w*|omgezet|om te zetten|omzet\w*|overgaan|na (?:een|1|\d|zes) (?:jaar|maand\w*)|after|followed by|leading to|evolu\w+|aussicht|eventu\w+|verleng\w*|renew\w*|extension|transition\w*|eerst|becomes?)[^\w\n]+(?:[\w'-]+[^\w\n]+){0,6}$"
)
_NEVER = r"\b(?:no|not|geen|niet|pas|sans|kein\w*|nicht|non|zonder|without|nor|noch)[^\w\n]+(?:[\w'-]+[^\w\n]+){0,3}$"
_GUIDE = r"\b(?:begeleid\w*|coach\w*|mentor\w*|supervis\w*|former|manage|guide|guiding|train\w*|previous|relevante?|eerdere|prior|incl\w*|including|via|door|tijdens|ervaring\w*|experience|onze|our|onder\w*|and|en|of|or|student\w*|encadr\w*)[^\w\n]+(?:[\w'-]+[^\w\n]+){0,3}$"

TEXT_PHRASES: tuple[Phrase[Contract], ...] = (
    phrase("onbepaalde", Contract.EMPLOYEE, r"onbepaalde (?:duur|tijd|termijn|contract)", never_behind=_PROSPECT + "|" + _NEVER),
    phrase("onbepaalde", Contract.TEMPORARY, r"onbepaalde (?:duur|tijd)", behind=r"(?:met|with) (?:\w+ ){0,2}(?:uitzicht|zicht|optie|kans|perspectief)\W+(?:\w+ ){0,4}$"),
    phrase("vast", Contract.EMPLOYEE, r"vaste? (?:contract|(?:arbeids)?overeenkomst|dienstverband|aanstelling|tewerkstelling|baan|dienst\b|job\b|betrekking|arbeidscontract|bediendecontract)", never_behind=_PROSPECT + "|" + _NEVER),
    phrase("vast", Contract.TEMPORARY, r"vaste? (?:contract|dienstverband|aanstelling|tewerkstelling|baan|dienst\b|job\b)", behind=r"(?:uitzicht|zicht|optie|kans|perspectief|omgezet|overgaan)\W+(?:\w+ ){0,5}$", never_behind=_NEVER),
    phrase("vast werk", Contract.TEMPORARY, r"vast werk\b", behind=r"optie (?:op )?$"),
    phrase("permanent", Contract.EMPLOYEE, r"permanent(?:,? (?:full[- ]?time|part[- ]?time))?,? (?:contract|employment(?! contract after)|position|role|job|basis|appointment|opportunity|employee|vacancy|staff position)\b|permanent(?=, ?full)", never_behind=_PROSPECT + "|" + _NEVER + r"|\b(?:into|to|become|towards|contract or|temporary or|fixed-term or) (?:a |an )?$"),
    phrase("permanent", Contract.TEMPORARY, r"permanent (?:contract|employment|position|appointment)", behind=r"(?:prospect|view|possibility|option|opportunity|potential|chance|intention|perspective|outlook)\W+(?:\w+ ){0,5}$"),
    phrase("indefinite", Contract.EMPLOYEE, r"indefinite(?:ly)? (?:contract|period|duration|term|employment|time)", never_behind=_PROSPECT + "|" + _NEVER),
    phrase("open-ended", Contract.EMPLOYEE, r"open-ended (?:contract|employment|agreement|position)", never_behind=_PROSPECT),
    phrase("open ended", Contract.EMPLOYEE, r"open ended (?:contract|employment)", never_behind=_PROSPECT),
    phrase("unlimited", Contract.EMPLOYEE, r"unlimited (?:employment )?contract", never_behind=_PROSPECT),
    phrase("contract of unlimited", Contract.EMPLOYEE, r"contract of unlimited (?:duration|period)"),
    phrase("cdi", Contract.EMPLOYEE, r"cdi\b", behind=r"(?:^|\W)$", never_behind=_PROSPECT + "|" + _NEVER + r"|(?:cdd|interim|stage)\W{1,4}(?:\w+\W{1,3})?$"),
    phrase("indetermin", Contract.EMPLOYEE, r"indetermine?e?s?\b", behind=r"(?:duree|contrat) (?:a )?(?:duree )?$", never_behind=_PROSPECT),
    phrase("unbefristet", Contract.EMPLOYEE, r"unbefristete?[rns]?\b", never_behind=_PROSPECT),
    phrase("festanstellung", Contract.EMPLOYEE, never_behind=_PROSPECT),
    phrase("loondienst", Contract.EMPLOYEE, r"loondienst\b", never_behind=r"(?:of|or|/|freelance\w*|zzp\w*|zelfstandig\w*|professionals|medewerkers|collega's|mensen|werknemers|consultants)\W+(?:in )?$|" + _NEVER),
    phrase("bepaalde", Contract.TEMPORARY, r"bepaalde (?:duur|tijd|termijn)\b", behind=r"(?:^|\W)(?:voor|van|contract|\(|overeenkomst|dienstverband|aanstelling|tewerkstelling|werkverband)\W{1,2}(?:een )?$"),
    phrase("tijdelijk", Contract.TEMPORARY, r"tijdelijke? (?:contract|dienstverband|aanstelling|tewerkstelling|functie|vacature|opdracht|baan|job|overeenkomst|arbeidsovereenkomst|vervanging|werk\b)", never_behind=_NEVER),
    phrase("jaarcontract", Contract.TEMPORARY, r"jaarcontract\b(?! of vast)", never_behind=_NEVER),
    phrase("contract voor", Contract.TEMPORARY, r"contract voor (?:de duur van )?(?:\d{1,2}|een|zes|twaalf|twee|drie) (?:jaar|maand\w*)"),
    phrase("vervangingscontract", Contract.TEMPORARY),
    phrase("fixed", Contract.TEMPORARY, r"fixed[- ]term (?:contract|position|role|appointment|employment|basis|assignment|\()", never_behind=_NEVER),
    phrase("temporary", Contract.TEMPORARY, r"temporary (?:contract|position|role|appointment|employment|basis|assignment|job|vacancy|agreement)", never_behind=_NEVER + r"|\b(?:or|managing|permanent and) (?:a )?$"),
    phrase("initial", Contract.TEMPORARY, r"initial(?:ly)?,? (?:contract|appointment|employment)?\W{0,3}(?:for|of|will be|is)\W+(?:\w+ ){0,6}?(?:\d{1,2}|one|two|twelve|six)[ -](?:years?|months?)"),
    phrase("year contract", Contract.TEMPORARY, r"year contract\b(?! or permanent)", behind=r"(?:\b1|one|\b2|two|first|half)[- ]$"),
    phrase("month contract", Contract.TEMPORARY, r"month (?:employment )?contract\b", behind=r"(?:\d|six|twelve|seven|eight)[- ]$"),
    phrase("months contract", Contract.TEMPORARY, r"months contract\b", behind=r"\d $"),
    phrase("contract for", Contract.TEMPORARY, r"contract for (?:a period of |the duration of )?(?:\d{1,2}|one|two|six|seven|twelve)[ -](?:years?|months?)"),
    phrase("appointment for", Contract.TEMPORARY, r"appointment for (?:a period of |the duration of )?(?:\d{1,2}|one|two|three|four|six|twelve|eighteen)[ -](?:years?|months?)"),
    phrase("aanstelling", Contract.TEMPORARY, r"aanstelling (?:voor|van) (?:de duur van |een periode van )?(?:\d{1,2}|een|zes|twaalf|twee|drie|vier) (?:jaar|maand\w*)"),
    phrase("cdd", Contract.TEMPORARY, r"cdd\b(?! ?(?:,|&|and|en|et|/))", behind=r"(?:contrat|contrat de travail|\ben|poste|contrat ?:|\(|\bun|type ?:) ?$", never_behind=r"(?:cdi|interim)\W{1,4}(?:\w+\W{1,3})?$|" + _NEVER),
    phrase("determinee", Contract.TEMPORARY, r"determinee?\b", behind=r"(?:^|\W)duree $"),
    phrase("interim", Contract.TEMPORARY, r"interim\w* (?:contract|met optie|met vooruitzicht|avec option|optie)"),
    phrase("uitzend", Contract.TEMPORARY, r"uitzend(?:basis|contract|overeenkomst|constructie)|uitzendperiode", never_behind=_NEVER),
    phrase("befristet", Contract.TEMPORARY, r"befristete?[rns]?\b", behind=r"(?:^|\W)$"),
    phrase("werkervaringsproject", Contract.TEMPORARY),
    phrase("freelance", Contract.FREELANCE, r"freelance(?:,? (?:remote|part-?time|full-?time|it|based|hybrid))?[ -](?:opdracht|opportunit|assignment|contract|mission|project|role|position|functie|basis|job|vacature|engagement|collaborat|agreement|rol\b|consultan\w+ (?:role|position)|data|software|developer)", never_behind=_NEVER + r"|\b(?:or|of|and|en|/|ou|our) (?:\w+ )?$"),
    phrase("freelance", Contract.FREELANCE, r"freelance\b(?! (?:of|or|en|and|ou|/))", behind=r"(?:\bop|\bon a|\ben|mission|opdracht|basis|contract|statut|\(|on|as a) $", never_behind=r"\b(?:of|or|and|en/of|ou)\W+(?:\w+ ){0,3}$|" + _NEVER),
    phrase("freelancer", Contract.FREELANCE, r"freelancers?\b(?! (?:of|or|en|and|/|network|platform|management))", behind=r"\b(?:als|as a|as an|en tant que|zoeken wij een|looking for (?:a|an)(?: \w+)?) $", never_behind=r"\b(?:of|or|and|en)\W+(?:\w+ ){0,3}$|" + _NEVER),
    phrase("zzp", Contract.FREELANCE, r"zzp[- '](?:opdracht|basis|functie|er\b)", never_behind=_NEVER + r"|\b(?:of|or|en|and|/) (?:\w+ )?$"),
    phrase("zelfstandig", Contract.FREELANCE, r"zelfstandige? (?:basis|statuut|in hoofdberoep|medewerker)", never_behind=_NEVER + r"|\bof\W+(?:\w+ ){0,3}$"),
    phrase("independant", Contract.FREELANCE, r"independants?\b", behind=r"(?:statut d'|en tant qu'|contrat |comme )$", never_behind=r"\bou\W+(?:\w+ ){0,3}$"),
    phrase("internship", Contract.INTERNSHIP, r"internship\b(?! (?:experience|or|and/or work))", behind=r"\b(?:this|our|an?|the|your|\w+-month|months?|graduation|hands-on|paid|thesis|offer\w*)(?: [\w-]+){0,3} $", never_behind=_GUIDE),
    phrase("internship", Contract.INTERNSHIP, r"internship (?:allowance|compensation|fee|position|opportunity|assignment|period|contract|remuneration|project|starts|duration|is )"),
    phrase("stage", Contract.INTERNSHIP, r"stage(?:opdracht|vergoeding|plaats|plek|periode|begeleider)\b", never_behind=r"(?:werk|onze|our)\W+$"),
    phrase("stage", Contract.INTERNSHIP, r"stage\b", behind=r"(?:afstudeer|meewerk|onderzoeks?|tijdens (?:je|jouw)|jouw|deze|je|proposons un|offrons un|recherche d'un|un) ?$", never_behind=r"(?:eerdere|relevante)\W+(?:\w+\W+)?$|to the next $"),
    phrase("stagiair", Contract.INTERNSHIP, r"stagiaire?\b", behind=r"\b(?:als|zoeken wij een|op zoek naar een|recherchons une?|zoekt een|zoeken een|un|une|een)(?: \w+)? $", never_behind=_GUIDE),
    phrase("praktikum", Contract.INTERNSHIP, never_behind=_GUIDE),
    phrase("werkstudent", Contract.STUDENT, r"werkstudent(?:schap|e|in)?\b", behind=r"\b(?:als|een|het|betreft|uitdagende|je|this|a)(?: \w+)? $"),
    phrase("working student", Contract.STUDENT, r"working student\b", behind=r"\b(?:als|as an?|looking for an?|a|our)(?: [\w-]+){0,3} (?:- )?$"),
    phrase("jobstudent", Contract.STUDENT, never_behind=_GUIDE),
    phrase("studentenjob", Contract.STUDENT),
    phrase("studentencontract", Contract.STUDENT),
    phrase("contrat etudiant", Contract.STUDENT),
    phrase("job etudiant", Contract.STUDENT),
    phrase("bijbaan", Contract.STUDENT, r"bijbaan\b", behind=r"\b(?:een|als|leuke|perfecte|deze|ideale|flexibele)(?: \w+)? $"),
)
