"""A wish or a demand in running text in, the part of its sentence that it speaks of out.

"You know Java, Kotlin is a plus" wishes for Kotlin alone, "Java, Scala and Kotlin are a plus" for all three: what tells
them apart is whether the words before the last comma say something by themselves.
"""

from __future__ import annotations

import re

from pipeline.normalize.alternatives import gathered, grouped
from pipeline.normalize.text import Prose, clause_end

Span = tuple[int, int]

_TURNS = ("maar", "but", "mais", "aber", "while", "terwijl", "tandis que", "wahrend")
_TURNING = grouped("|".join(_TURNS)) + " "
TURN = re.compile(rf", (?:{_TURNING})?| {_TURNING}")
_CONTRASTS = tuple(f" {turn} " for turn in _TURNS)
_ADDITION = re.compile(r" (?:and|en|et|und) ")
# A sentence of its own: someone who does something, or a demand; behind a comma, also a verb of being.
_CLAIM = (
    r"je|jij|u|you|vous|tu|du \w+st|sie|we|wij|nous|wir|wie|moet|moeten|must|doit|doivent|muss(?:t|en)?|required"
    r"|mandatory|vereist|verplicht|noodzakelijk|exigee?s?|requise?s?|obligatoires?|indispensables?|erforderlich|zwingend"
    r"|pflicht"
)
_CLAIMS = re.compile(gathered(rf"\b(?:{_CLAIM})\b"))
_STATEMENT = re.compile(gathered(rf"\b(?:{_CLAIM}|is|zijn|are|est|sont|ist|sind)\b"))
_CONDITION = re.compile(r"\W*(?:if|als|indien|wanneer|when|si|s'il|wenn|falls)\b|[^\w,]*(?:wie|who|whoever)\b")
# What is wished for strongly is no wish: "sterke kennis van SQL, Python is een plus".
_STRENGTH = re.compile(
    r"\b(?:goede|grondige|sterke|uitstekende|diepgaande|gedegen|ruime|strong|solid|proven|excellent|deep|thorough"
    r"|bonne|solide|excellente|parfaite|gute|fundierte)\b"
)
_JOINED = re.compile(r" (?:and|or|en|(?<!bit )(?<!knowledge )(?<!experience )of|et|ou|und|oder|&) |/")
_POINTS_BACK = re.compile(r"(?:is|est|c'est|ist|heb|heeft|geeft|dit|dat|that|this|it|ce|cela|ca|das|then|dan)\b")
_BEING = re.compile(
    gathered(
        r"\b(?:is|zijn|are|est|sont|serait|seraient|would be|will be|ist|sind|ware|waren|wordt|worden|constituen?t?"
        r"|represente|strekt|geldt|gelden|heeft|hebben|geniet|genieten|would|komt|komen|hurts?|helpt|helps|counts?|telt)\b"
    )
)
_MANY = re.compile(gathered(r"\b(?:zijn|are|sont|seraient|sind|waren|worden|hebben|genieten|strekken|gelden)\b"))
_SUBJECT = re.compile(
    r"(?:an? |een |la |l'|une? |des? |le |eine? )?(?:basis|basic )?(?:kennis|ervaring|affiniteit|vertrouwdheid"
    r"|interesse|knowledge|experience|familiarity|exposure|proficiency|interest|connaissances?|maitrise|notions"
    r"|interet|kenntnisse|erfahrung)\b"
)
_JOINTS = (", ", " and ", " or ", " en ", " of ", " et ", " ou ", " und ", " with ", " met ", " avec ", " mit ")
_LONGEST_CLAUSE = 240
_SENTENCE_ENDS = ("\n", ";", ". ", "! ", "? ")
_CLAUSE_ENDS = (*_SENTENCE_ENDS, "•")
# Where a list was flattened into one line, an item begins with one of these in the middle of it.
_OPENERS = re.compile(
    grouped(
        r"Basiskennis|Kennis|Werkervaring|Ervaring|Affiniteit|Vaardigheden|Basic knowledge|Knowledge|Experience"
        r"|Familiarity|Proficiency|Connaissances?|Exp[ée]rience|Ma[îi]trise|Je (?:hebt|kent|kan|bent)"
        r"|j(?<!als j)(?<!dat j)(?<!wat j)(?<!die j)e (?:hebt|kent|bent|beschikt)",
        behind=r"(?<=[\w)] .)",
    )
    + "(?= )"
)
ANSWER = re.compile(
    r"(?:\W*\b(?:dan|dat|dit|it's|c'est|ce qui|is|zou|heb|je|jij|dat's|helemaal|een|then|that|this|it|would|be|you|have"
    r"|get|an?|alors|c'?est|ce|serait|ca|vous|avez|tu|as|une?|das|ist|dann|du|hast|ware|ein|absoluut|zeker|only|just|certainly|c"
    r"|nice|top|super|fijn|mooi|prima|leuk|tof|graag|great|cool|awesome|perfect|parfait|genial|toll|gern|gerne|maar|but"
    r"|mais|aber|welkom|welcome|bienvenue?s?|willkommen"
    r"|als|if|si|wenn|ze|them|les|het|it|kent|know|connais|connaissez|kennst|al|already|deja|schon)\b)*\W*"
)
_PREDICATE = re.compile(
    r"\W*(?!(?:wat|what|ce qui|was|dit|dat|this|these|that|ceci|cela|hier|here|voici|ook|also|it|het|who|wie|qui"
    r"|wer)\b)[^\W\d_][^:]* (?:n'est|is|zijn|are|est|sont|ist|sind|serait|seraient)\b"
)
_TELLS_OF_THE_JOB = re.compile(
    r"\n(?:we|wij|nous|wir|you will|you'll|je krijgt|je werkt|je komt|vous serez|vous travaillerez|du arbeitest|our|ons"
    r"|onze|notre|nos|unser|unsere|maar|but|mais|aber) [^\n]{12,}\.(?=\n|\Z)"
)
_LIKEWISE = re.compile(r"(?:and |en |et |und )?(?:so|as|net als|zoals|evenals|tout comme|comme|ebenso|dat|that) ")
_ANOTHER_CLAIM = re.compile(
    r"(?:,| (?:en|and|et|und|maar|but|mais|aber)\b) ?(?:(?:want|because|car|denn|maar|but|mais|aber) )?"
    r"(?:[\w#+.]+ ){0,2}?(?:je|jij|you|vous|tu|du|kent|kunt|hebt|bent|beheerst|beschikt|know|connaissez|maitrisez|avez"
    r"|disposez|kennst|hast|beherrschst)\b"
)
_OURS = re.compile(gathered(r"\b(?:ons|onze|our|notre|nos|unser|unsere|het team|the team|l'equipe|das team)\b"))
_NEXT = 3
"""Characters between two sentences."""
AROUND = " .,;:()!*"


def clause_around(prose: Prose, start: int, end: int) -> Span:
    """Return the clause around the cue: to the end of line, sentence or bullet, or inside its brackets."""
    folded = prose.folded
    low, high = max(0, start - _LONGEST_CLAUSE), min(len(folded), end + _LONGEST_CLAUSE)
    first = _clause_begin(folded, low, start)
    last = clause_end(folded, end, high)
    # "a plus if you know HBase, Redis,\nKafka": a list that the page broke goes on.
    while folded[last : last + 1] == "\n" and folded[end:last].endswith(",") and folded[end:last].strip(AROUND):
        further = folded.find("\n", last + 1, high)
        last = further if further >= 0 else high
    for opener in _OPENERS.finditer(prose.text, first, last):
        begin = opener.start()
        if begin >= end:
            last = begin
            break
        if begin < start:
            first = begin
    opening = folded.rfind("(", first, start)
    if opening >= 0 and folded.find(")", opening, start) < 0:
        closing = folded.find(")", end, last)
        # "React (preferred)", "React (would be a plus)": of the word before
        if ANSWER.fullmatch(folded, opening + 1, start) and ANSWER.fullmatch(folded, end, closing):
            opening = max(first, *(folded.rfind(mark, first, opening) for mark in _JOINTS))
        return opening, closing if closing >= 0 else last
    return first, last


def _clause_begin(folded: str, low: int, at: int, ends: tuple[str, ...] = _CLAUSE_ENDS) -> int:
    """Return where the clause at ``at`` begins: behind a line, a sentence or an item, at ``low`` at the earliest."""
    for mark in ends:
        low = folded.rfind(mark, low, at) + 1 or low
    return low


def own_part(folded: str, span: Span, cue: Span) -> Span:
    """Return the part of a sentence that a cue behind its subject speaks of: "you know Java, | Kotlin is a plus"."""
    first, last = span
    if not _CONDITION.match(folded, first, cue[0]):
        turns = [*TURN.finditer(folded, first, cue[0])] or [*_ADDITION.finditer(folded, first, cue[0])]
        if turns and _begins_anew(folded, first, turns[-1].span(), cue):
            first = turns[-1].end()
    for turn in TURN.finditer(folded, cue[1], last):
        if _STATEMENT.search(folded, turn.end(), last) and not _LIKEWISE.match(folded, turn.end()):
            return first, last if _CONDITION.match(folded, cue[1], last) else turn.start()
    return first, last


def wish_end(folded: str, cue: int, last: int) -> int:
    """Return where what is wished for ends: "willing to learn Go, | for you know Java already"."""
    claim = _ANOTHER_CLAIM.search(folded, cue, last)
    return claim.start() if claim else last


def is_alone_in_brackets(folded: str, start: int, end: int) -> bool:
    """Tell whether a cue is all that brackets hold: "Docker (atout)"."""
    return folded[start - 1 : start] == "(" and folded[end : end + 1] == ")"


def is_said_of_something(folded: str, start: int, end: int) -> bool:
    """Tell whether the cue from ``start`` to ``end`` ends a sentence before its colon: "Odoo kennen is een plus: …".

    A heading has no subject of its own: "It is a plus if you also have:".
    """
    first = _clause_begin(folded, max(0, start - _LONGEST_CLAUSE), start, _SENTENCE_ENDS)
    return _PREDICATE.match(folded, first, end) is not None


def items_end(folded: str, start: int, high: int) -> int:
    """Return where the items below a heading end: before a line that tells of the job instead, "We offer …"."""
    told = _TELLS_OF_THE_JOB.search(folded, start, high)
    return told.start() if told else high


def list_end(folded: str, start: int, high: int) -> int:
    """Return where a list beside its heading ends: before the first sentence that is one, "We work in a team"."""
    end = clause_end(folded, start, high)
    while end < high:
        further = clause_end(folded, end + 1, high)
        if _STATEMENT.search(folded, end, further) or _OURS.search(folded, end, further):
            return end
        end = further
    return end


def question_before(folded: str, first: int, cue: int) -> int:
    """Return where the question begins that a clause answers: "Know Helm? That is a plus"; else ``first``."""
    mark = folded.rfind("?", max(0, first - _LONGEST_CLAUSE), first)
    if mark < 0 or folded[mark + 1 : first].strip() or not ANSWER.fullmatch(folded, first, cue):
        return first
    return _clause_begin(folded, max(0, mark - _LONGEST_CLAUSE), mark)


def repeats(folded: str, clause: Span, told: int) -> bool:
    """Tell whether ``clause`` stands right behind what was told, and says nothing by itself: "Idem for Helm"."""
    first, last = clause
    return 0 <= first - told <= _NEXT and not _STATEMENT.search(folded, first, last)


def _begins_anew(folded: str, first: int, turn: Span, cue: Span) -> bool:
    """Tell whether the words behind ``turn`` are all that the cue speaks of; those before it are a statement too."""
    own = folded[turn[1] : cue[1]]
    if _POINTS_BACK.match(own) or not folded[turn[1] : cue[0]].strip(AROUND):
        return False
    many = bool(_MANY.search(own))
    if folded[turn[0]] != "," and not folded.startswith(_CONTRASTS, turn[0]):
        return not many and bool(_BEING.search(own)) and bool(_CLAIMS.search(folded, first, turn[0]))
    if not many and _SUBJECT.match(own):
        return True
    # "Kennis van Java, Scala en Kotlin is een plus": one list, of which the verb speaks as one thing.
    if not _BEING.search(own):
        return False
    listed = bool(_JOINED.search(own))
    if listed and not many and not _JOINED.search(folded, first, turn[0]):
        return False
    if _STATEMENT.search(folded, first, turn[0]):
        return True
    return not listed and bool(_STRENGTH.search(folded, first, turn[0]))
