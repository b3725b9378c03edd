"""The name and key of an organization in; employer, agency, consultancy, intermediary or unknown out."""

from __future__ import annotations

import re

from models.vocabulary import OrganizationKind
from pipeline.normalize.text import fold
from pipeline.reference.organizations import known_kind

_AGENCY_WORD = re.compile(
    r"\b(?:interim|interimkantoor|uitzendbureau|uitzendkantoor|uitzend(?:ing|en|werk)?|recruit(?:s|ment|ing|ers?|work)?|recrutement"
    r"|staffing|headhunt(?:ing|ers?)|selectiekantoor|(?:search|werving|recruitment|rekrutering) (?:&|and|en|\+) selecti(?:e|on)"
    r"|executive search|talent (?:solutions|acquisition|search|hunters?|partners?|sourcing|source)|talents|zeitarbeit|personalvermittlung"
    r"|personaldienstleist\w*|travail temporaire|jobs ?& ?hr|titres[- ]services interim|rpo|perm(?:anent)? (?:cent(?:er|re)|recruitment)"
    r"|arbeidsbemiddeling|bemanning|jobcent(?:er|re)|select(?:ion|ie) ?(?:&|en|and) ?(?:recruitment|search|werving)|hr ?select\w*)\b"
)
# "Jobs" or "Talent" at the end is how Belgian agencies name themselves; inside a name it may be anything.
_AGENCY_ENDING = re.compile(
    r"(?:^| )(?:jobs?|select|selectie|selection|talent|recrewtment|workforce|personeel|people)$"
)
_NO_AGENCY = re.compile(
    r"\b(?:job(?:site|board|portal|krant)|research|searchlight|interim management|elasticsearch|job centre plus|city|gemeente|stad|universit\w+|hogeschool"
    r"|ministerie|software|recruitee|zoekmachine|happy people|health people)\b"
)
_CONSULTANCY_WORD = re.compile(
    r"\b(?:consult(?:ing|ancy|ants?)|it services|ict services|it solutions|advisory|detachering|professional services|freelancers? network)\b"
)
_INTERMEDIARY_WORD = re.compile(r"\b(?:job(?:board|site|portal)|vacaturesite|freelance (?:platform|marketplace)|msp)\b")
# Public bodies and public employers hire for themselves.
_EMPLOYER_WORD = re.compile(
    r"\b(?:stad|gemeente|(?:stads|gemeente)?bestuur|ku leuven|zorgcentrum|ocmw|cpas|commune|ville|province|provincie|universiteit|universite|university|hogeschool|haute ecole|ziekenhuis"
    r"|hopital|hospital|kliniek|clinique|azorg|spf|fod|fps|pod|spw|politie|police|ministerie|bank|banque|verzekeringen|assurances|insurance|school)\b"
)


def kind_of(name: str, key: str) -> tuple[OrganizationKind, str | None]:
    """Return the kind of the organization and what told it; `UNKNOWN` when neither a list nor a word does."""
    known = known_kind(key)
    if known is not None:
        return known, f"known {known.value}"
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
