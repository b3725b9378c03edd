"""A description in, the benefits it mentions out."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import NamedTuple

from models.vocabulary import Benefit
from pipeline.normalize.alternatives import gathered
from pipeline.normalize.lexicon import SharedStems
from pipeline.normalize.text import Prose

LONGEST_PROSE = 40_000
"""Of a longer description (characters) only the beginning is read."""
STATUTORY_LEAVE = 20
"""Days of annual leave that the law gives for five days a week (acts of 28 June 1971): more is a benefit."""
_BENEFITS = tuple(Benefit)
_MOST_MENTIONS = 500
_CLAUSE = 110
"""So many characters before a phrase may say that it is no offer."""
_BULLETS = " -*•"
_NEAR = 160
"""A word that may be a tool of the trade counts within this many characters of a sure benefit."""

_DENIES = r"(?:geen|zonder|no|not|without|pas (?:de|d'une|d')|sans|aucune?|kein\w*|ni|niet)\b[^.,;:!?\n]{0,30}"
# What the employer makes or sells is no benefit: "software voor maaltijdcheques"; nor is what the work itself is about:
# "je volgt de maaltijdcheques op", "problemen met hun laptop", "ervaring met groepsverzekeringen".
_SELLS = (
    r"(?:software|oplossing(?:en)?|solutions?|platform) (?:voor|for|pour|de|behind|achter) [^.,;:\n]{0,25}"
    r"|(?:verkoopt?|verkopen|sells?|vendez|vendre|verkaufst) [^.;\n]{0,45}"
    r"|(?:je|jij|u|you|you will|you'll|vous|tu|sie|du) (?:installeer|configureer|herstel|lever|beheer"
    r"|volg|bereken"
    r"|verwerk|bestel|adviseer|ondersteun|ontwikkel|administreer|depann|configur|install|repar|ger|calcul|encod"
    r"|conseill|developp|traite|suiv|troubleshoot|repair|manag|administ|process|advis|develop|build|hand out"
    r"|roll out|deploy|support|maintain|set up|provision|konfigurier|verwalt|berat|berechn|entwickel)"
    r"\w* [^.;!?\n]{0,80}"
    r"|(?:we|wij|nous|wir) (?:build|develop|supply|make|bouwen|ontwikkelen|maken|leveren"
    r"|developpons|emettons"
    r"|fournissons|commercialisons|entwickeln|liefern)"
    r"(?! (?:je|jou|u|you|vous|te|dir|ihnen)\b) [^.;!?\n]{0,60}"
    r"|(?:app|platform|software|tool|website|portaal|application|plateforme|logiciel|outil|portal)"
    r" (?:waarmee|waarin|die|dat|that|which|qui|permettant|avec lequel|avec laquelle|where)"
    r"(?! (?:je|jij|u|you|vous|tu)\b) (?:[^.;!?\n]|\.(?=\w)){0,60}"
    r"|(?:problem\w*|problemes?|incident\w*|pannes?|storing\w*) (?:met|with|avec|de|aan|an|mit) [^.;!?\n]{0,40}"
    r"|(?:helpt?|helpen|helps|helping|aide|aidons|aident) (?:bedrijven|ondernemingen|werkgevers|kmo's"
    r"|companies|employers"
    r"|businesses|entreprises|employeurs) [^.;!?\n]{0,50}"
    r"|(?:ervaring|experience|kennis|knowledge|connaissances?|kenntnisse?) (?:met|in|with|of|van|en|de"
    r"|mit|over) "
    r"[^.,;:!?\n]{0,35}"
    r"|(?:calculez|gerez|gerer|encodez|volgt|verwerkt|beheert|beheren|bestelt|berekent|manage|process)"
    r" [^.,;\n]{0,25}"
)
_HIS_OWN = re.compile(r"\b(?:zelf|eigen|own|jouw|your|votre|propre|selbst)\b")
"""The reader who runs a budget of his own is offered it."""
# Who leads a market in it sells it, who gives it to thousands of employers too, and customers are no staff.
_PROVIDES = (
    r"(?:marktleider|market leader|leader|specialist|specialiste|pionier|pioneer|nummer 1|numero 1)(?: \w+)?"
    r" (?:in|en|du|des|de|of|op het vlak van|im bereich)(?: (?:de|het|the|le|la|les))? (?:\w+ ){0,2}"
    r"|(?:sector|secteur|domein|domaine|market|markt|marche) (?:van de|van|des|de|du|of|der) (?:\w+ ){0,2}"
    r"|(?:medewerkers|gebruikers|collega's|klanten|employees|colleagues|customers|users|utilisateurs|collaborateurs)"
    r" (?:die|who|that|qui) [^.;!?\n]{0,40}"
    r"|(?:klanten|clients|customers|kunden) (?:krijgen|ontvangen|get|receive|recoivent|erhalten)"
    r" [^.;!?\n]{0,30}"
)


def _before_a_phrase(*patterns: str) -> re.Pattern[str]:
    return re.compile(gathered(rf"\b(?:{'|'.join(patterns)})$"))


_REFUSED = _before_a_phrase(_DENIES, _PROVIDES)
_SOLD = _before_a_phrase(_SELLS)
_NO_OFFER = _before_a_phrase(_DENIES, _PROVIDES, _SELLS)
"""Either of the two: before most phrases stands neither, and one look tells."""
_SAYS_NOTHING = frozenset(["", "een ", "a ", "an ", "un ", "une ", "des ", "ein ", "eine "])
"""Before every other phrase, as an item of a list, stands no more than this."""
_NO_OFFER_BEHIND = re.compile(
    r"[ -](?:issues|problem|administrati|platform|software|apps?\b|compan(?:y|ies)\b|provider|aanbieder|leverancier"
    r"|clients?\b|customers?\b|sectors?\b|industry|markets?\b|products?\b|claims?\b|domain|group discount)"
    r"|[^.;:!?\n]{0,30}?\b(?:aan|to|a|voor|pour|for|fur|an|par|by|door) "
    r"(?:(?:meer dan|more than|plus de|over|ruim|mehr als) )?"
    r"(?:[\d.,]+ (?:\w+ )?|(?:honderden|duizenden|hundreds of|thousands of|des milliers d['e] ?|des centaines d['e] ?"
    r"|listed|beursgenoteerde|onze|our|nos) ?)"
    r"(?:bedrijven|ondernemingen|werkgevers|kmo's|employers|companies|businesses|smes|entreprises|employeurs|societes"
    r"|pme|unternehmen|arbeitgeber)\b"
)
"""The phrase is of a product, or is given to many employers."""
_OFFERED = re.compile(
    r"\b(?:krijgt?|ontvangt?|biedt|recevez|recois|gets?|bieden|aanbod|voordelen|extralegale|pakket|benefits?|perks|offers?|package|provide[sd]?|receive"
    r"|avantages?|offrons|offre|bekommst|bieten|terug|voorzien|inclusief|incl|including)\b"
)
_NO_BENEFIT = re.compile(
    r"\b(?:(?:is|als|as|est|comme|be|are|zijn|considered) (?:(?:een|a|un) )?|nice |extra )"
    r"(?:echte |real |big |great |vrai )?$"
    # What is paid once, for coming or for bringing somebody along, is no pay.
    r"|\b(?:relocation|referral|sign(?:ing)?[ -]?on|signing|joining|welcome)[ -]$"
)
# An article and words of praise: "een goed pensioen", "diverses primes".
_PRAISED = (
    r"(?:(?:een|an?|une?|la|les|des|de|het|eine?|je|jouw|your|votre|vos|diverse?s?|goede?|uitstekende?|mooie?|ruime?"
    r"|aantrekkelijke?|degelijke?|volledige?|good|great|excellent|attractive|full|solid|generous|bonne|belles?"
    r"|gute|attraktive) )*"
)
_ITEM_BEGINS = re.compile(
    r"(?:\A|[\n,;:(|+•·*/&-] ?|\b(?:en|and|et|und|plus|incl\.?|inclusief|including|inclusive|zoals|such as) )"
    rf"{_PRAISED}\Z"
)
_ITEM_ENDS = re.compile(
    r" ?(?:\Z|[\n,;.!:(|)+•·*/&]|[–-] )| (?:en|and|et|und|plus|of|or|ou|via|van|bij|at|with|met|volgens|according)\b"
)
_LINE_BEGINS = re.compile(rf"[^\w\n]*{_PRAISED}")
_LINE_ENDS = re.compile(r"\w*[^\w\n]*(?:\n|\Z)")
_LISTED = frozenset(["item", "line"])
_PERHAPS = _LISTED | {"weak"}
"""Sorts of phrases that count where they are offered: one of `_LISTED` also where it fills its line."""
# A discount on one's own policy, money to spend as one likes, what an office of benefits administers, and a sector.
_NOT_INSURED = re.compile(
    r"\b(?:discounts?|korting|reduction|remise|rabatt|discretion|spend|besteden)\b[^.;\n]{0,40}$"
    r"|\b(?:operations?|administration|management|compliance|payroll|beheer|gestion)\b(?:,| of| van| des?) "
    r"[^.;\n]{0,90}$"
    r"|\b(?:sect(?:or|eur)|domein|domaine?|product|produit|expertise|experience|ervaring|industry|mar(?:ket|che)|branche)"
    r"\w{0,2}\W*\n\W*$"
)
_SENTENCE_ENDS = re.compile(r"[.!?] ")
_CONTACT = re.compile(r"\s*(?:nr|number|nummer|numero|call|interview|:|\(|\+?[0-9])")
# Who asks for a car of one's own offers none.
_OWN = re.compile(
    r"\b(?:rijbewijs|permis|licen[cs]e|fuhrerschein|beschikt?|beschikken|bezit|disposez|disposer|possedez|avez|have|own|hebt"
    r"|eigen|propre|personnel(?:le)?)\b[^,.;:\n]{0,25}\Z|\b(?:by|per|par) \Z"
)
_COUNT = re.compile(r"(?<![0-9.,])([0-9]{2})(?:[.,]5)?(?: ?\+ ?([0-9]{1,2})|\+)?\s(?:\w+\s){0,2}$")
# "Verlofregeling: 35 dagen", "congés annuels (26 jours)".
_COUNT_BEHIND = re.compile(
    r"[^.;\n0-9]{0,28}([0-9]{2})(?:[.,]5)? ?(?:\+ ?([0-9]{1,2}) ?)?(?:\w+ )?(?:dagen|jours|days|tagen?|dgn|j\b)"
)
_WEEKS = re.compile(r"\b(?:[5-8]|vijf|zes|zeven|cinq|six|sept|five|seven|funf|sechs) $")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One row of ``benefits.csv``: an open end may go on within the word ("maaltijdcheque*")."""

    benefit: Benefit
    sort: str
    text: str
    open_end: bool


def _phrases() -> Iterator[_Phrase]:
    text = files("pipeline.reference").joinpath("data/benefits.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        yield _Phrase(Benefit(row["benefit"]), row["sort"], row["phrase"].rstrip("*"), row["phrase"].endswith("*"))


_PHRASES = tuple(_phrases())
_STEMS = SharedStems(phrase.text for phrase in _PHRASES)


class _Mention(NamedTuple):
    """A phrase where it stands."""

    phrase: _Phrase
    start: int
    end: int


def read_benefits(prose: Prose) -> tuple[Benefit, ...]:
    """Return the benefits that ``prose`` mentions, in the order of the vocabulary; a denied one does not count.

    A word that may also be a tool of the trade (laptop, phone, internet) or a bonus point counts only near a sure
    benefit or behind a word of offer; one that may be anything (pension), only as an item of its own there. What
    fills its line and is no tool is offered too. Leave counts from the 21st day. Takes time linear in the text.
    """
    folded = prose.folded[:LONGEST_PROSE]
    mentions = [mention for mention in _mentions(prose) if not _is_denied(folded, mention)]
    if not mentions:
        return ()
    sure = [mention for mention in mentions if mention.phrase.sort == "sure" or _counts(folded, mention)]
    found = {mention.phrase.benefit for mention in sure}
    for mention in mentions:
        sort, benefit = mention.phrase.sort, mention.phrase.benefit
        if sort in _PERHAPS and benefit not in found and _is_offered(folded, mention, sure):
            found.add(benefit)
    return tuple([benefit for benefit in _BENEFITS if benefit in found])


def _mentions(prose: Prose) -> Iterator[_Mention]:
    folded, text, first = prose.folded, prose.text, _STEMS.first
    for number, start, end in _STEMS.places(prose)[:_MOST_MENTIONS]:
        phrase = _PHRASES[number - first]
        whole = not folded[start - 1 : start].isalpha() or not phrase.text[0].isalpha() or _is_glued(text, start)
        if whole and (phrase.open_end or not folded[end : end + 1].isalpha() or _is_glued(text, end)):
            yield _Mention(phrase, start, end)


def _is_glued(text: str, at: int) -> bool:
    """Tell whether two lines were glued together at ``at``: "AanbodBedrijfswagen"."""
    return text[at].isupper() and text[at - 1].islower()


def _is_denied(folded: str, mention: _Mention) -> bool:
    if _NO_OFFER_BEHIND.match(folded, mention.end):
        return True
    before = folded[max(0, mention.start - _CLAUSE) : mention.start].rpartition("\n")[2].lstrip(_BULLETS)
    if before in _SAYS_NOTHING or not _NO_OFFER.search(before):
        return False
    if _REFUSED.search(before):
        return True
    sold = _SOLD.search(before)
    return sold is not None and _OFFERED.search(sold[0]) is None and _HIS_OWN.search(sold[0]) is None


def _counts(folded: str, mention: _Mention) -> bool:
    """Whether more days of leave than the law gives are counted beside ``mention``, or more weeks than its four."""
    before = folded[max(0, mention.start - 30) : mention.start].rpartition("\n")[2]
    if mention.phrase.sort == "weeks":
        return _WEEKS.search(before) is not None
    if mention.phrase.sort == "counted":
        count = _COUNT.search(before)
    elif mention.phrase.sort == "counting":
        count = _COUNT_BEHIND.match(folded, mention.end)
    else:
        return False
    return count is not None and STATUTORY_LEAVE < int(count[1]) + int(count[2] or 0) <= 60


def _is_offered(folded: str, mention: _Mention, sure: list[_Mention]) -> bool:
    if _is_another_thing(folded, mention, sure):
        return False
    if mention.phrase.sort in _LISTED and _fills_its_line(folded, mention):
        return True
    if any(_vouches(other, mention, folded) for other in sure):
        return True
    before = folded[max(0, mention.start - 80) : mention.start]
    return _OFFERED.search(before.rpartition("\n")[2]) is not None


def _vouches(sure: _Mention, mention: _Mention, folded: str) -> bool:
    """Tell whether a sure benefit stands near ``mention``, and in the sentence of one that is an item of a list."""
    if abs(sure.start - mention.start) > _NEAR:
        return False
    between = min(sure.end, mention.end), max(sure.start, mention.start)
    return mention.phrase.sort != "item" or _SENTENCE_ENDS.search(folded, *between) is None


def _is_another_thing(folded: str, mention: _Mention, sure: list[_Mention]) -> bool:
    """Tell whether the words around ``mention`` say that it is no benefit: a wish, a number, a car of one's own."""
    start, end = mention.start, mention.end
    if mention.phrase.sort == "item" and not _is_an_item(folded, mention):
        return True
    match mention.phrase.benefit:
        case Benefit.BONUS:
            within = any(other.start <= start and end <= other.end for other in sure)
            return within or _NO_BENEFIT.search(folded, max(0, start - 20), start) is not None
        case Benefit.PHONE:
            return _CONTACT.match(folded, end) is not None
        case Benefit.COMPANY_CAR:
            return _OWN.search(folded, max(0, start - 40), start) is not None
        case Benefit.GROUP_INSURANCE | Benefit.HOSPITAL_INSURANCE:
            return _NOT_INSURED.search(folded, max(0, start - _CLAUSE), start) is not None
        case _:
            return False


def _is_an_item(folded: str, mention: _Mention) -> bool:
    """Tell whether ``mention`` is an item of a list, with no more than an article and a word of praise before it."""
    begins = _ITEM_BEGINS.search(folded, max(0, mention.start - 40), mention.start)
    return begins is not None and _ITEM_ENDS.match(folded, mention.end) is not None


def _fills_its_line(folded: str, mention: _Mention) -> bool:
    line = folded.rfind("\n", 0, mention.start) + 1
    begins = _LINE_BEGINS.fullmatch(folded, line, mention.start)
    return begins is not None and _LINE_ENDS.match(folded, mention.end) is not None
