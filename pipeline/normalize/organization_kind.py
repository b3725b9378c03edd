"""The name and key of an organization in; employer, agency, consultancy, intermediary or unknown out."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum

from models.posting import Organization
from models.vocabulary import OrganizationKind
from pipeline.normalize.phrase_data import load_phrases
from pipeline.normalize.phrases import PhraseTable
from pipeline.normalize.text import Prose, fold
from pipeline.reference.organizations import employers, is_branch_of_employer, known_kind

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
    r"|restaurant|auberge|brasserie|hotels?|bakkerij|boulangerie|brouwerij|brewery|slagerij|butchery|frituur"
    r"|supermarkt|supermarche"
    r"|transport(?:s|groep|group)?|trucking|stevedoring|foundation|stichting|fondation|ngo|society"
    r"|industries|manufacturing|foods?|chemicals?|chemie|pharma|constructions?|bouwgroep|bouwbedrijf"
    r"|aluminium|steel|automotive|cars|motors|garage|semiconductors?|biotech|therapeutics|diagnostics|medical systems"
    r"|energy|energie|renewables|winery|juwelier|schrijnwerkerij|regionaal landschap|eerstelijnszone|cultuurcentrum)\b"
    r"|^(?:az|uz|chr|chc) (?=\w)"
)


class Sign(StrEnum):
    """What agencies' ads have in them more often than employers' own, each but the first too little to go by."""

    AGENCY = "agency"
    """Who speaks of one client as the place to work hires for that client; consultants speak of their clients. Regions
    number the agencies that they recognise: VG.1234/BUO in Flanders, W.INT.123 in Wallonia, B-AA12.345 in Brussels."""
    CLIENT = "client"
    """One client, not named, who asks or is described."""
    THIRD = "third"
    """What the employer seeks and offers, said as of somebody else."""
    UNNAMED = "unnamed"
    """A firm without a name that seeks somebody."""
    INTERIM = "interim"
    """Temporary work, mostly before a contract that lasts."""
    BRANCH = "branch"
    """A consultant who calls, an office among others at which one registers."""
    REGISTER = "register"
    """One calls an office in a town, or registers on a site."""
    DISCRETION = "discretion"
    """Discretion is promised."""
    THEIRS = "theirs"
    """The contract, the pay or the interview is the employer's, who does not speak."""
    SEARCH = "search"
    """To find people for others is the trade of who speaks."""
    OWN = "own"
    """The reader will be in the service of who speaks, a consultancy or a studio with clients."""


_WEAK = frozenset([Sign.THIRD, Sign.UNNAMED, Sign.INTERIM, Sign.REGISTER, Sign.DISCRETION])
"""Employers' own ads have one of these, or two: they count half as much as the others."""
_AGAINST = -4
"""A client who is described beside a contract with who speaks is a consultancy's."""
_ENOUGH = 3
"""A phrase of placing; or a strong sign with any other, or three weak ones: of 743 ads of known employers and
consultancies read none has as many signs."""
_SIGNS = PhraseTable([*load_phrases("placement_phrases.csv", Sign), *load_phrases("placement_signs.csv", Sign)])


def placed_by(organization: Organization | None, prose: Prose) -> Organization | None:
    """Return ``organization``, as an agency where its name tells nothing and its ad says that it places people.

    It hires for "our client", calls itself an agency, shows the number that a region gave it as one, or has enough
    signs of an agency together.
    """
    if organization is None or organization.kind is not OrganizationKind.UNKNOWN:
        return organization
    weight = sum(map(_weight, {hit.label for hit in _SIGNS.find(prose)}))
    return replace(organization, kind=OrganizationKind.AGENCY) if weight >= _ENOUGH else organization


def _weight(sign: Sign) -> int:
    if sign is Sign.AGENCY:
        return _ENOUGH
    if sign is Sign.OWN:
        return _AGAINST
    return 1 if sign in _WEAK else 2


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
    if is_branch_of_employer(key):
        return OrganizationKind.EMPLOYER, "branch of a known employer"
    return OrganizationKind.UNKNOWN, None
