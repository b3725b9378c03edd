"""The name and key of an organization in; employer, agency, consultancy, intermediary or unknown out."""

from __future__ import annotations

import re

from models.vocabulary import OrganizationKind
from pipeline.normalize.text import fold
from pipeline.reference.organizations import employers, known_kind

_AGENCY_WORD = re.compile(
    r"\b(?:interim|interimkantoor|uitzendbureau|uitzendkantoor|uitzend(?:ing|en|werk)?|recruit(?:s|ment"
    r"|ing|ers?|work)?|recrutement"
    r"|staffing|headhunt(?:ing|ers?)|selectiekantoor|(?:search|werving|recruitment|rekrutering) (?:&|and"
    r"|en|\+) selecti(?:e|on)"
    r"|executive search|talent (?:solutions|acquisition|search|hunters?|partners?|sourcing|source)|talents"
    r"|zeitarbeit|personalvermittlung"
    r"|personaldienstleist\w*|travail temporaire|jobs ?& ?hr|titres[- ]services interim|rpo|perm(?:anent)?"
    r" (?:cent(?:er|re)|recruitment)"
    r"|voor een job in"
    r"|arbeidsbemiddeling|bemanning|jobcent(?:er|re)|select(?:ion|ie) ?(?:&|en|and) ?(?:recruitment|search"
    r"|werving)|hr ?select\w*)\b"
)
# "Jobs" or "Talent" at the end is how Belgian agencies name themselves; inside a name it may be anything.
_AGENCY_ENDING = re.compile(
    r"(?:^| )(?:jobs?|select|selectie|selection|talent|recrewtment|workforce|personeel|people)$"
)
_NO_AGENCY = re.compile(
    r"\b(?:job(?:site|board|portal|krant)|research|searchlight|interim management|elasticsearch|job centre"
    r" plus|city|gemeente|stad|universit\w+|hogeschool"
    r"|ministerie|software|recruitee|zoekmachine|happy people|health people)\b"
)
_CONSULTANCY_WORD = re.compile(
    r"\b(?:consult(?:ing|ancy|ants?)|it services|ict services|it solutions|advisory|detachering|professional"
    r" services|freelancers? network)\b"
)
_INTERMEDIARY_WORD = re.compile(r"\b(?:job(?:board|site|portal)|vacaturesite|freelance (?:platform|marketplace)|msp)\b")
# Public bodies, schools, care and those who serve guests hire for themselves.
_EMPLOYER_WORD = re.compile(
    r"\b(?:stad|gemeente|(?:stads|gemeente|provincie)?bestuur|ocmw|cpas|commune|ville|province|provincie"
    r"|administration (?:communale|provinciale)|intercommunale|spf|spp|fod|fps|pod|spw|ministerie|ministere|ministry"
    r"|federale overheid|vlaamse overheid|parlement|parliament|rechtbank|tribunal|agentschap (?!voor)|waterschap"
    r"|politie|politiezone|police|(?:brandweer|hulpverlenings)(?:zone)?|zone de secours|pompiers|defensie|defence"
    r"|european commission|europese commissie|commission europeenne|belastingdienst|rijkswaterstaat|havenbedrijf"
    r"|universiteit|universite|university|ku leuven|ugent|uantwerpen|uhasselt|vub|ulb|uclouvain|uliege|umons|unamur"
    r"|\w*hogeschool|haute ecole|hogent|howest|\w*college|lyceum|lycee|atheneum|athenee|\w*school|\w*scholen"
    r"|scholengroep|museum|musee|bibliotheek|bibliotheque"
    r"|ziekenhuis|hopital|hospital|kliniek|clinique|azorg|uza|umc|chu|zorg(?:centrum|bedrijf|groep|punt)"
    r"|(?:woon|thuis)zorg\w*|wzc|maison de repos|rusthuis|medisch centrum|mutualiteit|mutualite|ziekenfonds|apotheek"
    r"|bank|banque|verzekeringen|assurances|insurance|airport|luchthaven|airlines|pharmaceuticals?"
    r"|restaurant|hotels?|bakkerij|boulangerie|brouwerij|brewery|slagerij|frituur|supermarkt|supermarche)\b"
    r"|^(?:az|uz|chr|chc) (?=\w)"
)


def kind_of(name: str, key: str) -> tuple[OrganizationKind, str | None]:
    """Return the kind of the organization and what told it; `UNKNOWN` when neither a list nor a word does."""
    known = known_kind(key)
    if known is not None:
        return known, f"known {known.value}"
    if key in employers():
        return OrganizationKind.EMPLOYER, "known employer"
    plain = fold(name)
    for kind, pattern in (
        (OrganizationKind.AGENCY, _AGENCY_WORD),
        (OrganizationKind.INTERMEDIARY, _INTERMEDIARY_WORD),
        (OrganizationKind.EMPLOYER, _EMPLOYER_WORD),
        (OrganizationKind.CONSULTANCY, _CONSULTANCY_WORD),
        (OrganizationKind.AGENCY, _AGENCY_ENDING),
    ):
        word = pattern.search(key if pattern is _AGENCY_ENDING else plain)
        if word and not (kind is OrganizationKind.AGENCY and _NO_AGENCY.search(plain)):
            return kind, word[0].strip()
    return OrganizationKind.UNKNOWN, None
