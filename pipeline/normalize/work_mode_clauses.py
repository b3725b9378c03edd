"""The clause around a word of home or office in, what it says of the place of work out.

Three constructions are read here, whatever words stand between their parts: home work × what is not possible, the
office × every day, and the work × is done × the office. A fourth, a firm's list of its ways of working, says nothing
of this one. Each is tried only at a word that a stem has found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum

from pipeline.normalize.alternatives import gathered
from pipeline.normalize.lexicon import SharedStems
from pipeline.normalize.office_words import HOME, any_between
from pipeline.normalize.phrases import Hit
from pipeline.normalize.text import Prose


class Says(Enum):
    """What a phrase says about the place of work, and how surely."""

    REMOTE = "fully remote"
    HYBRID = "hybrid"
    ONSITE = "on site"
    SOFT_REMOTE = "remote"
    SOFT_HYBRID = "some work from home"
    OFFICE = "the office, which alone says nothing"


_REACH = 90
_MANY = 100
_CLAUSE_END = re.compile(r"[.!?](?=\s|$)|[;\n•]|,? (?:maar|but|mais|aber|however|echter|toutefois|wel)\b")

_HOME_WORK = SharedStems(
    (
        *("telewerk", "thuiswerk", "thuis werken", "thuis uit werken", "afstand werken"),
        *("teletravail", "travail a distance", "travail a domicile", "travailler a domicile", "travailler a distance"),
        *("telework", "homeworking", "home working", "home office", "working from home", "work from home"),
        *("remote work", "working remotely", "telearbeit", "homeoffice", "home-office", "mobiles arbeiten"),
    )
)
_POSSIBLE = (
    r"(?:mogelijk|toegelaten|toegestaan|voorzien|aangewezen|haalbaar|aan de orde|van toepassing|weggelegd|inbegrepen"
    r"|possible|allowed|available|offered|(?:(?:an|een|une) )?opti(?:on|e)|feasible|permitted|supported|foreseen"
    r"|on the table|autorise\w*|prevue?|envisag\w+|realisable|accepte\w*|accorde\w*|d'application|a l'ordre du jour"
    r"|propose\w*|moglich|vorgesehen|erlaubt|gestattet|machbar)\b"
)
_NOT = r"(?:niet|not|nicht|pas|geen|isn't|cannot|can't)(?! (?:alleen|enkel|only|seulement|nur)\b)"
_DENIED = re.compile(
    # "Telewerk is voor deze functie helaas niet voorzien", "le télétravail, pour ce poste, n'est pas envisageable"
    rf"\w*(?:,? (?!{_POSSIBLE}|{_NOT})[\w'’/-]+){{0,9}}?,? (?:{_NOT}(?: [\w'-]+){{0,2}}? {_POSSIBLE}"
    r"|(?:uitgesloten|onmogelijk|impossible|exclue?|excluded|ausgeschlossen|unmoglich|unavailable)\b)"
    # "thuiswerk kan in deze job jammer genoeg niet."
    rf"|\w* (?:kan|lukt|gaat|zit er|geht)(?: (?!{_NOT})[\w'-]+){{0,6}}? (?:niet|nicht)(?: in)?"
    r"(?=\s*(?:[.,;!)\n]|$| (?:bij|voor|in|binnen|omdat|want|wegens|gezien|bei|fur|weil)\b))"
)
# Who may not telework at first, from abroad or all week, may do so otherwise.
_LIMITED = re.compile(
    r"\b(?:tijdens|gedurende|de eerste|in het begin|aanvankelijk|pendant|durant|premiers? (?:mois|temps)"
    r"|premieres semaines|au debut|during|initially|the first|at first|at the start|wahrend|anfangs|zunachst"
    r"|in den ersten|ensuite|nadien|daarna|afterwards|danach|buitenland|abroad|l'etranger|ausland|outside belgium)\b"
)
_WHOLE = re.compile(
    r"(?:\b(?:full[- ]?time|voltijdse?|volledige?|fully|complete(?:ly)?|structure\w+|systemati\w+|permanente?)|100 ?%)"
    r" (?:van |vanuit )?\Z"
)
_OF_OTHERS = re.compile(
    r"\b(?:klanten|gebruikers|customers|clients|users|utilisateurs|kunden|nutzer|companies|bedrijven|entreprises)\b"
)

# What a firm calls the ways in which its people work, before the list of them: "our personas: flexible, remote".
_CATEGORIES = SharedStems(
    (
        *("work personas", "workplace personas", "working personas", "personas:", "personas (", "work categories"),
        *("werkpersona's", "werkprofielen:", "werkprofielen (", "profils de travail", "personas de travail"),
        *("arbeitspersonas", "arbeitstypen", "arbeitsprofile"),
    )
)

_EVERY_DAY = (
    r"(?:every (?:working |single )?day|each day|on a daily basis|op dagelijkse basis|daily|all week"
    r"|elke (?:werk)?dag|iedere (?:werk)?dag"
    r"|alle dagen|dagelijks|de hele week|tous les jours|chaque jour|quotidiennement|au quotidien|toute la semaine"
    r"|jeden (?:arbeits)?tag|taglich|die ganze woche)"
)
_DAILY = SharedStems(
    (
        *("every day", "every working day", "every single day", "each day", "daily", "all week"),
        *("elke dag", "elke werkdag", "iedere dag", "iedere werkdag", "alle dagen", "dagelijks", "hele week"),
        *("tous les jours", "chaque jour", "quotidien", "toute la semaine", "journaliere"),
        *("jeden tag", "jeden arbeitstag", "taglich", "ganze woche"),
        *(
            "permanente",
            "volledige aanwezig",
            "voltijdse aanwezig",
            "full-time presence",
            "presence continue",
            "standige ",
        ),
    )
)
# What may stand between "every day" and the place: little words, and that one is to be there.
_FILLING = (
    r"(?:(?:in|op|te|vanuit|vanop|at|on|from|a|au|aux|en|sur|dans|depuis|im|am|de|het|ons|onze|the|our|le|la|les|nos|notre"
    r"|votre|ce|unserem|unserer|physically|fysiek|physiquement|aanwezig\w*|present\w*|presence|requise?|vereist|required"
    r"|verwacht|expected|attendue?s?|te vinden|bezig|nodig|necessaire|obligatoire|mandatory|zijn|be|etre|werken|werk"
    r"|working|work|travailler|hoofd|nieuwe|new|nouveaux?|kan|kunt|can) )"
)
_THERE = (
    r"\b(?:werk(?:t|en|je)?|bent|ben|sta(?:at)?|zit|kom(?:t|en)?|aanwezig\w*|verwacht\w*|are|be|work(?:s|ing)?|comes?"
    r"|present\w*|expect\w*|required|etes|etre|es|travaill\w+|venez|viens|presence|requise?|attendue?s?"
    r"|arbeite\w*|bist|sind|kommst|anwesen\w*)\b"
)
_EVERY_DAY_BEFORE = re.compile(
    rf"(?:{_THERE}[^.;\n]{{0,24}}?\b{_EVERY_DAY}"
    r"|\b(?:tagliche|dagelijkse|daily|permanente?|volledige|voltijdse|full-time|standige)(?: (?:fysieke|physical))?"
    r" (?:anwesenheit|prasenz|aanwezigheid|presence|attendance)"
    rf"|\bpresence (?:physique )?(?:quotidienne|journaliere|permanente|continue)) {_FILLING}{{0,5}}\Z"
)
_EVERY_DAY_BEHIND = re.compile(rf"\w*(?: (?:in|te|a|at|of) [\w-]+)?,? {_FILLING}{{0,3}}{_EVERY_DAY}")
_DOING = (
    *("se fait", "se font", "se deroule", "se deroulent", "se passe", "s'effectue", "s'effectuent", "s'exerce"),
    *("a lieu", "gebeurt", "verloopt", "wordt", "vindt", "is done", "is performed", "is carried out", "is based"),
    *("happens", "takes place", "erfolgt", "findet", "wird"),
)
_ALWAYS = ("entierement", "exclusivement", "uniquement", "volledig", "steeds", "altijd", "fully", "entirely")
_DONE = re.compile(
    gathered(
        r"\b(?:travail|emploi|poste|fonction|mission|prestations|werk|job|functie|opdracht|work|role|position|arbeit|stelle)"
        rf"(?: [\w'-]+){{0,3}}? (?:{'|'.join(_DOING)})(?: (?:{'|'.join(_ALWAYS)}|\w+ment))? (?:en )?\Z"
    )
)
# Which of them, or which end of them, stands before the office: most of the time none.
_ENDS_OF_DONE = tuple(f"{words} " for words in (*_DOING, *_ALWAYS, "ment", "en"))
_CLOSES = re.compile(
    r"(?:e|es)?(?: (?:in|te|op|a|au|aux|dans|en|at|bei|uitgevoerd|plaats|statt)\b[^.;,\n]{0,40})?\s*(?:[.;,)]|\n|\Z)"
)
_PAUSE = re.compile(r",(?! (?:of|or|ou|oder|en|and|et|und|every|elke|tous|chaque|all|jeden|daily|dagelijks)\b)")
_OR_ELSE = re.compile(
    r"\b(?:of|or|ou|oder|en|and|et|und|soms|sometimes|parfois|deels|partly|partiel\w*|mainly|vooral)\b"
)
_NO_PRESENCE = re.compile(
    r"\b(?:lunch\w*|fruit|ontbijt|breakfast|koffie|coffee|cafe|open|ouvert|hond\w*|dogs?|not|niet|geen|pas|nicht|kein\w*"
    r"|klanten|clients?|customers?|patienten|hoeft|need(?:n't)?|langs|visit\w*|ondersteun\w*|support\w*|contact\w*"
    r"|samen met|together with|bezoek\w*|stand-?up|meeting\w*|reunions?|vergader\w*)\b"
)


def read_clauses(hits: Iterable[Hit[Says]], prose: Prose) -> list[Hit[Says]]:
    """Return ``hits`` with those added that the clauses around words of home and office say, in order of the text.

    Home work that is not possible is work on site, unless that holds only at first, from abroad or for the whole week:
    then some of it is. The office says nothing alone, but that one is there every day, or that the work is done there.
    What a firm lists as its ways of working says nothing.
    """
    folded = prose.folded
    hits = _outside_lists(hits, prose)
    denials = list(_denials(prose))
    kept = [hit for hit in hits if not any(_denies(denial, hit) for denial in denials)] if denials else hits
    read = denials + [_limited(hit, folded) for hit in kept]
    offices = [hit for hit in read if hit.label is Says.OFFICE]
    if offices:
        daily = sorted(start for _, start, _ in _DAILY.places(prose))
        read += [Hit(hit.start, hit.end, Says.ONSITE) for hit in offices if _all_week(hit, folded, daily)]
    return sorted(read, key=_start)


def _start(hit: Hit[Says]) -> int:
    return hit.start


def _outside_lists(hits: Iterable[Hit[Says]], prose: Prose) -> Iterable[Hit[Says]]:
    """Return ``hits`` without those in a list of the ways in which a firm's people work."""
    lists = [(start, _clause(prose.folded, start, end)[1]) for _, start, end in _CATEGORIES.places(prose)[:_MANY]]
    if not lists:
        return hits
    return [hit for hit in hits if not any(begin <= hit.start < end for begin, end in lists)]


def _limited(hit: Hit[Says], folded: str) -> Hit[Says]:
    """Return ``hit``, as some work from home where it denies that for a while only."""
    if hit.label is not Says.ONSITE or not HOME.match(folded, hit.start):
        return hit
    begin, end = _clause(folded, hit.start, hit.end)
    limited = _LIMITED.search(folded, begin, end) or _WHOLE.search(folded, begin, hit.start)
    return Hit(hit.start, hit.end, Says.SOFT_HYBRID) if limited else hit


def _denials(prose: Prose) -> Iterator[Hit[Says]]:
    folded = prose.folded
    for _, start, end in _HOME_WORK.places(prose)[:_MANY]:
        denied = _DENIED.match(folded, end, end + _REACH)
        if denied is None:
            continue
        begin, stop = _clause(folded, start, end)
        if denied.end() <= stop and not _OF_OTHERS.search(folded, begin, denied.end()):
            yield _limited(Hit(start, denied.end(), Says.ONSITE), folded)


def _denies(denial: Hit[Says], hit: Hit[Says]) -> bool:
    return denial.start <= hit.start < denial.end and hit.label in (Says.SOFT_HYBRID, Says.SOFT_REMOTE)


def _all_week(office: Hit[Says], folded: str, daily: list[int]) -> bool:
    """Return whether one is at the ``office`` every day, which is said where ``daily`` tells, or works nowhere else."""
    low, high = max(0, office.start - _REACH), office.end + _REACH
    before = said = _every_day(office, folded) if any_between(daily, low, high) else None
    if not said and folded.endswith(_ENDS_OF_DONE, low, office.start) and _CLOSES.match(folded, office.end, high):
        said = _DONE.search(folded, low, office.start)
    if said is None:
        return False
    begin, end = _clause(folded, office.start, office.end)
    pause = _PAUSE.search(folded, office.end, end)
    end = pause.start() if pause else end
    if said.start() < begin or _NO_PRESENCE.search(folded, begin, end) or HOME.search(folded, begin, end):
        return False
    return bool(before) or not _OR_ELSE.search(folded, office.end, end)


def _every_day(office: Hit[Says], folded: str) -> re.Match[str] | None:
    behind = _EVERY_DAY_BEHIND.match(folded, office.end, office.end + _REACH)
    return behind or _EVERY_DAY_BEFORE.search(folded, max(0, office.start - _REACH), office.start)


def _clause(folded: str, start: int, end: int) -> tuple[int, int]:
    """Return where the clause around a word begins and ends, at most 90 characters away."""
    begin = max(0, start - _REACH)
    for bound in _CLAUSE_END.finditer(folded, begin, start):
        begin = bound.end()
    bound_ahead = _CLAUSE_END.search(folded, end, end + _REACH)
    return begin, bound_ahead.start() if bound_ahead else min(len(folded), end + _REACH)
