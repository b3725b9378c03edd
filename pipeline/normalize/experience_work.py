"""The words around an amount of years in; out, whether they say that the reader has done such work for so long."""

from __future__ import annotations

import re

from pipeline.reference.skills import conditional_aliases, plain_aliases

_LONG = (
    r"(?:(?:a|een|ongeveer|circa|zo'n|about|around|environ|ruim|bijna|almost|nearly|pres de|zeker|minstens|minimaal"
    r"|minimum|ten minste|tenminste|at least|au moins|mindestens|meer dan|more than|over|plus de|mehr als|uber"
    r"|the (?:last|past)|de (?:voorbije|afgelopen|laatste)|les|ces|deja|already|bereits|schon) ){0,4}"
)
"""What may stand between "for" and the years."""
_BUILD = (
    r"(?:werk|bouw|ontwikkel|programmeer|codeer|ontwerp|beheer|analyseer|implementeer|configureer"
    r"|automatiseer|draai"
    r"|schrijf|schreef|test|leid|timmer|sleutel|ondersteun|begeleid|verzorg)\w{0,2}"
)
_CONCEVEZ = (
    r"(?:vous (?:travaill|exerc|developp|programm|concev|administr|ger|pratiqu|evolu|cod|construis"
    r"|encadr|dirig|test"
    r"|analys|oeuvr|intern|interven|maitris)ez"
    r"|tu (?:travaill|exerc|developp|programm|administr|ger|pratiqu|evolu|cod|encadr|dirig|test|analys|maitris)es)"
)
_NO_STATE = (
    r"(?!(?:woont|krijgt|bent|hebt|kent|wilt|kunt|zoekt|droomt|wacht|rijdt|vindt|hoort|ziet|weet"
    r"|volgt|gelooft|staat|zit"
    r"|moet|habitez|cherchez|attendez|revez|recevez|avez|etes|connaissez|suivez|rejoignez|integrez"
    r"|souhaitez|savez)\b)"
)
"""Not what one is, has or waits for: all else that is done for years is work."""
_BUILDING = (
    r"(?:work|build|built|develop|cod|program|design|writ|shipp?|runn?|manag|lead|led|architect|test"
    r"|deliver|maintain"
    r"|operat|administ|deploy)\w*"
)
_ENTWICKELN = r"(?:arbeite|entwickel|programmier|entwirf|entwerf|verwalt|leite|betreu|schreib|test)\w{0,3}"
_GAP = (
    r"(?:(?!\b(?:die|dat|who|that|which|qui|que|onze|our|notre|nos|met|with|avec|een|une?) "
    r"|\b(?:\w*bedrijf|firma|company|firm|group\w*|societe|entreprise|equipe|employer"
    r"|employeur)\b)[^.,;:\n]){0,40}?"
)
"""Between what the reader does and since when: nobody else is spoken of."""
# "Je bouwt al minstens vier jaar …", "vous développez depuis …", "you've been coding for …", "Sie entwickeln seit …".
_DOES_SO_SINCE = re.compile(
    rf"(?:\b(?:(?:je|jij|u) (?:{_BUILD}|{_NO_STATE}\w+t)|{_BUILD} (?:je|jij|u))\b{_GAP}"
    r"(?: (?:al|reeds|sinds|sedert)|(?= de (?:voorbije|afgelopen|laatste)))"
    rf"|\b(?:{_CONCEVEZ}|vous {_NO_STATE}\w+ez)\b{_GAP} depuis"
    rf"|\b(?:vous etes|tu es) (?:\w+ ){{0,2}}?(?!demandeur)\w*(?:eure?|euse|iste|ienne?|trice|lyste|tecte|engineer"
    rf"|developer|manager|consultante?)\b{_GAP} depuis"
    rf"|\byou(?:['’]ve| have) been an? (?:\w+ ){{0,2}}?\w*(?:er|or|ist|analyst|architect|consultant)\b{_GAP} for"
    rf"|\byou(?:['’]ve| have) (?:\w+ly |already )?(?:been )?(?:\w+ly )?{_BUILDING}\b{_GAP} for"
    rf"|(?:\A|[.?!\n] ?)been (?:\w+ly )?{_BUILDING}(?: \w+){{0,3}}? for|\b(?:tu en fais|vous en faites) depuis"
    r"|\byou(?:['’]ve| have) spent|\bvous avez passe"
    rf"|\b(?:sie|du) {_ENTWICKELN}\b{_GAP} seit) {_LONG}\Z"
)
# "Al vier jaar | bouw je …", "Depuis trois ans, | vous concevez …", "Seit vier Jahren | programmieren Sie …".
_SINCE = re.compile(
    rf"(?:\A|[,:\n] ?)\W*(?:al|reeds|sinds|sedert|depuis|seit|for|de (?:voorbije|afgelopen|laatste)"
    rf"|(?:for |over )?the"
    rf" (?:last|past)) {_LONG}\Z"
)
_DOES_SO = re.compile(
    rf",? (?:{_BUILD} (?:je|jij|u)|{_CONCEVEZ}|you(?:['’]ve| have) (?:been )?(?:\w+ly )?{_BUILDING}"
    rf"|{_ENTWICKELN} (?:sie|du)|(?:ben|sta|zit|was) (?:je|jij|u) (?:\w+ )?(?:bezig|actief|aan de slag"
    rf"|als|werkzaam))\b"
)
# "Cela fait plus de six ans | que vous concevez …".
_IT_IS = re.compile(rf"\b(?:(?:cela|ca) fait|voila|voici)(?: deja| bien| maintenant)? {_LONG}\Z")
_THAT_YOU = (" que vous ", " que tu ")
# "Je bent al minstens drie jaar | bezig met …": what the reader is for so long is told by the words behind.
_IS_SINCE = re.compile(
    rf"\b(?:(?:je|jij|u) (?:bent|staat|zit)|(?:ben|sta|zit) (?:je|jij|u)){_GAP} (?:al|reeds|sinds|sedert) {_LONG}\Z"
)
_BUSY = re.compile(
    r" (?:(?:professioneel|intensief|voltijds) )?(?:bezig|actief|aan de slag|werkzaam"
    r"|met (?:je|beide|twee) voeten|(?:\w+ )?(?:developer|ontwikkelaar|programmeur|engineer|beheerder|analist))\b"
)
# "Vous avez cinq ans | de C#", or at the head of a line.
_HAS_OR_OPENS = re.compile(
    r"(?:\b(?:vous (?:avez|comptez|totalisez|cumulez)|tu (?:as|comptes)|you(?:['’]ve| have)(?: got)?"
    rf"|(?:je|jij|u) (?:hebt|heb)|heb je|du hast|sie haben)(?: al| reeds)? {_LONG}|(?:\A|[\n?!:]|\. )\W*)\Z"
)

# "Gecertificeerd en al drie jaar | aan de slag als tester": firms are no testers.
_EMPLOYED = re.compile(r"(?: of (?:langer|meer))? (?:aan de slag|werkzaam|bezig|tewerkgesteld) als\b")
_SO_LONG = re.compile(
    rf"\A(?:(?!\b(?:\w*bedrijf|firma|wij|we|is|zijn|team|organisatie)\b).)*\b(?:al|reeds|sinds|sedert) {_LONG}\Z"
)
# "Heb je minstens drie jaar | productiecode geschreven?"
_YOU_HAVE = re.compile(
    r"\b(?:heb (?:je|jij)|(?:je|jij|u) hebt|hebt u|hast du|du hast|haben sie|sie haben)\b[^.;:\n]{0,36}\Z"
)
_DONE = re.compile(
    r"[^.;:\n]{0,50}? (?:gewerkt|geschreven|gebouwd|geprogrammeerd|ontwikkeld|gecodeerd|beheerd"
    r"|getest|gedraaid|geleid"
    r"|ontworpen|onderhouden|geschrieben|gearbeitet|programmiert|entwickelt|gebaut|betreut|geleitet)\b"
)

_SINCE_WORDS = frozenset(
    "heb hebt hast haben al reeds sinds sedert depuis for seit spent passe fait voila voici voorbije afgelopen"
    " laatste".split()
)
"""One of these stands close before the years wherever `has_worked` says yes."""
_NEAR = 50
_TECHNOLOGY_BEHIND = re.compile(
    r" (?:(?:of|de|en|in|met|with|avec|mit) |d['’])?(?P<one>[\w.#+]+)(?P<two> [\w.#+]+)?(?! (?:\w+ )?partner)"
)
# "Java (5 jaar)", "Angular: 2 years".
_TECHNOLOGY_AHEAD = re.compile(
    r"(?:\A|(?<=[\s,;/•*]))(?P<two>[\w.#+]+ )?(?P<one>[\w.#+]+) ?[(:–-] ?(?:[Mm]in\w*\.? )?\Z"
)
_OF_A_PROJECT = re.compile(r"proje[ck]?t|migra|implement|roll-?out|opdracht|mission|traject|\bduur|\bduree|duration")
_ALONE = re.compile(r" ?(?:[),;\n]|\Z|\.(?:\s|\Z))")


def has_worked(before: str, after: str) -> bool:
    """Say whether the reader works, or has worked, for the years that stand between ``before`` and ``after``."""
    if _SINCE_WORDS.isdisjoint(before[-_NEAR:].split()):
        return False
    if _DOES_SO_SINCE.search(before) or (_SINCE.search(before) and _DOES_SO.match(after)):
        return True
    return (_IT_IS.search(before) is not None and after.startswith(_THAT_YOU)) or (
        (_IS_SINCE.search(before) is not None and _BUSY.match(after) is not None)
        or (_EMPLOYED.match(after) is not None and _SO_LONG.search(before) is not None)
        or (_YOU_HAVE.search(before) is not None and _DONE.match(after) is not None)
    )


def is_of_a_technology(text: str, start: int, end: int) -> bool:
    """Say whether the years from ``start`` to ``end`` of ``text`` are of a technology that the reader knows.

    "You have five years of C#", a line "5 years Java", a list "Java (5 years), Spring (3 years)".
    """
    before, after = text[max(0, start - 60) : start], text[end : end + 60]
    behind = _TECHNOLOGY_BEHIND.match(after)
    if behind and _names_a_technology(behind["one"], behind["two"]) and _HAS_OR_OPENS.search(before.lower()):
        return True
    ahead = _TECHNOLOGY_AHEAD.search(before) if _ALONE.match(after) else None
    if ahead is None or _OF_A_PROJECT.search(before.lower()):
        return False
    return _names_a_technology(ahead["one"], ahead["two"], turned=True)


def _names_a_technology(one: str, two: str | None, *, turned: bool = False) -> bool:
    both = "".join([two or "", one] if turned else [one, two or ""])
    return any(
        name in conditional_aliases() or name.lower() in plain_aliases() for name in (one.rstrip("."), both.rstrip("."))
    )
