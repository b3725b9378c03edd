"""The text around a contact phrase in, the spans of the names of persons in it out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from pipeline.normalize.text import fold
from pipeline.reference.organizations import first_names, is_known_organization

Span = tuple[int, int]

# A stem to find, what must stand there, and whether a name follows for certain, or nothing does.
_TRIGGERS = tuple(
    (stem, re.compile(pattern), strong)
    for stem, pattern, strong in (
        ("contact", r"contact ?perso(?:o?n|nen|ns?)?\b|(?<=personne de )contact\b|contacts? ?(?=[:\n<])", True),
        ("contact", r"contact(?:eer|eren|eert|er|ez|ing)?\b", False),
        ("kontakt", r"kontakt ?(?=[:\n<])", True),
        ("kontakt", r"kontaktieren\b", False),
        ("ansprech", r"ansprech(?:partner(?:in)?|person)\b", True),
        ("t.a.v", r"t\.a\.v\.?", True),
        ("ter attentie", r"ter attentie van\b", True),
        ("attn", r"attn\b\.?", True),
        ("l'attention d", r"l'attention d[eu']", True),
        ("recru", r"recru(?:iter|teur|teuse|teerder)s?\b ?(?=[:|\n<])", True),
        ("recru", r"recru(?:iter|teur|teuse|teerder)s?\b", False),
        ("hiring manager", r"hiring manager\b", False),
        ("talent acq", r"talent acquisition\b", False),
        ("reach out", r"reach out\b", False),
        ("in touch", r"in touch\b", False),
        ("terecht bij", r"terecht bij\b", False),
        ("wenden sie", r"wenden sie sich\b", False),
        ("bel", r"(?<![\w-])bel(?:len)?\b", False),
        ("mail", r"(?<![\w.@])(?:mail|mailen|mailt)\b", False),
        ("appel", r"appele[zr]\b", False),
        ("call", r"(?<![\w-])call\b", False),
        ("vragen", r"(?<!\w)vragen\b", False),
        ("questions", r"questions\b", False),
        ("vriendelijke groet", r"vriendelijke groet(?:en)?\b", True),
        ("cordialement", r"cordialement\b", True),
        ("kind regards", r"kind regards\b", True),
        ("freundlichen gr", r"freundlichen grussen\b", True),
    )
)
_POSSESSIVE = re.compile(r"\b(?:your|jouw|je|uw|onze|our|votre|notre|ihr|ihre|unser|unsere) (?:[\w-]+ ){0,3}$")
_TITLE = re.compile(
    r"(?:prof|dr|ir|ing|drs|dhr|mevr|mvr|mw|mme|mlle|mr|mrs|ms|m|heer|mevrouw|meneer|madame|monsieur|mademoiselle|herrn?|frau)\b\.?"
)
_BLOCKS = frozenset(f"<{slash}{tag}>" for tag in "p ul ol li h2 h3 h4 br".split() for slash in ("", "/"))
_TOKEN = re.compile(r"<[^<>]*>|[^\W\d_](?:[\w'’]|-(?=\w)|\.(?=[A-Z]))*\.?|\[[^\]\n]{0,12}\]|[^\s\w]|\d+|\n")
_PARTICLES = frozenset(
    "van de den der ter ten te von zu zur du des le la el al ben bin da dos di del della d' l' t' 't vd v.d.".split()
)
# Capitalised words near a contact phrase that name a function, a firm or a thing, never a person.
_NOT_A_NAME = frozenset(
    """account accountmanager acquisition adviseur advisor afdeling afdelingshoofd agency analyst analytics and antwerpen
    application architect area assistant associate based belgie belgique belgium benelux bereik business bv bvba call
    campus career careers center centre centrum chapter chef chief client coach company consultant consultants consulting
    contact contacts coordinator corporate customer cv data de department desk developer development digital directeur
    director directrice dienst e-mail email emea engineer engineering en equipe europe expert facebook finance function
    functional global gmbh group groep groupe gsm head het hiring hoofd hr human ict if in info information intern
    international internship interim it je job jobs jouw junior lead leader learning legal linkedin ltd maintenance manager
    managers marketing meer mobile mobiel more motivatie nederland netherlands network nv office officer of onboarding online
    onze operations or our owner page partner partners people perm personal phone please portal principal privacy product
    professor programme project questions recruiter recruiters recruitment recruiting recruteur recruteuse ref
    research responsable ressources resources sa sales scientist selectie selection senior service servicedesk services
    site software solutions specialist sprl srl staffing sollicitatie solliciteer support systems talent team teamleider
    teamleiders teamlead tech technical technology tel telefoon telephone the tribe u university universiteit us uw vacature
    via voor vraag vragen vlaanderen vzw asbl we website whatsapp wij would you your zie sir madam mijn my nous notre vous
    votre nos le la les un une des ce cette ons wil heb heeft geen no not do does with bruxelles brussel brussels gent ghent
    leuven brugge kortrijk hasselt mechelen liege namur charleroi mons amsterdam rotterdam utrecht eindhoven english french
    dutch nederlands engels frans duits monday friday maandag vrijdag python java azure aws sql windows microsoft oracle sap
    google power bi docker kubernetes agile scrum devops apply equal diversity want interested interesse enthousiast join""".split()
)
_FUNCTION_ENDINGS = (
    "manager",
    "management",
    "adviseur",
    "ologist",
    "ologe",
    "medewerker",
    "hoofd",
    "ingenieur",
    "leider",
)
_MANY = 50
_ROLE_AHEAD = re.compile(
    r"\W{0,4}(?:\w+[ -]){0,4}?(?:recruit|talent|hr\b|human res|manager|lead\b|head of|hoofd|owner|director|directeur|sourcer"
    r"|consultant|officer|teamlei|partner|specialist|coordinator|professor|afdeling|responsable|engineer|leader|architect)"
)
_ABBREVIATED = re.compile(r"(?:prof|dr|ir|ing|drs|dhr|mevr|mvr|mw|mr|mrs|ms|mme|m|[a-z])\.")
_WINDOW = 200


def name_spans(text: str, folded: str, reachable: tuple[Span, ...]) -> list[Span]:
    """Return the spans of names of persons in contact phrases of ``text``, which may hold tags.

    ``folded`` is its folded form, of the same length; ``reachable`` are the spans of e-mail addresses and phone
    numbers, which make the capitalised words before them a name.
    """
    found: set[Span] = set()
    for start, end, stem, strong in islice(_triggers(folded), _MANY):
        found.update(_after(text, folded, end, reachable, strong=strong))
        if stem in {"recru", "talent acq"}:
            found.update(_before(text, folded, start))
    for start, _ in reachable[:_MANY]:
        found.update(_before(text, folded, start))
    return sorted(found | set(_elsewhere(text, found)))


def _triggers(folded: str) -> Iterator[tuple[int, int, str, bool]]:
    for stem, pattern, strong in _TRIGGERS:
        position = folded.find(stem)
        while position >= 0:
            phrase = pattern.match(folded, position)
            if phrase and not _inside_tag(folded, position):
                sure = strong or (
                    stem == "recru" and _POSSESSIVE.search(folded[max(0, position - 50) : position]) is not None
                )
                yield position, phrase.end(), stem, sure
            position = folded.find(stem, position + len(stem))


def _inside_tag(text: str, position: int) -> bool:
    opened = text.rfind("<", max(0, position - 600), position)
    return (
        opened >= 0
        and text.find(">", opened, position) < 0
        and text.find(">", position) >= 0
        and text[opened + 1] == "a"
    )


def _after(text: str, folded: str, position: int, reachable: tuple[Span, ...], *, strong: bool) -> Iterator[Span]:
    """Yield names in the sentence that follows a contact phrase."""
    skipped = 0
    for start, stop, words, titled, gap in _runs(text, position, min(len(text), position + _WINDOW)):
        skipped += gap
        if skipped > 9:
            return
        if _is_person(folded, start, stop, words, titled=titled, strong=strong and skipped < 5, reachable=reachable):
            yield start, stop
            strong, reachable = False, ()


def _before(text: str, folded: str, position: int) -> Iterator[Span]:
    """Yield the name that stands right before an address, a number or the word recruiter."""
    begin = max(0, position - 90)
    begin = max(begin, text.rfind(" ", 0, begin + 1) + 1)
    runs = [run for run in _runs(text, begin, position, stops=False) if _bridges(folded[run[1] : position])]
    for start, stop, words, titled, _ in runs[-2:]:
        known = fold(words[0]) in first_names()
        if titled or (known and len(words) > 1):
            yield start, stop


_BRIDGE = re.compile(
    r"(?:[\s:,;|()/\[\]*.-]|<[^<>]*>)*(?:(?:[\w&-]+[ ,]+){0,4}(?:recruiter|recruitment|talent|hr|manager|lead|partner|consultant|officer|specialist"
    r"|owner|head|hoofd|directeur|director|teamleider|professor)\b[\w &-]{0,30})?[\s:,;|()/\[\].-]*"
    r"(?:(?:is|via|op|at|on|par|au|tel|tel nr|telefoon|telefoonnummer|telephone|phone|gsm|mobile|mobiel|e-?mail|mail|whatsapp"
    r"|door te bellen naar|te bereiken|bereikbaar|reachable|by|per|senior|corporate|it|de|het|nummer|naar|the|of|or|en|une?)\b[\s:.,(]*){0,6}"
)


def _bridges(gap: str) -> bool:
    return len(gap) <= 80 and _BRIDGE.fullmatch(gap) is not None


_Run = tuple[int, int, list[str], bool, int]


def _runs(text: str, begin: int, end: int, *, stops: bool = True) -> Iterator[_Run]:
    """Yield runs of capitalised words: start, end, the words, whether a courtesy title precedes, words skipped."""
    words: list[str] = []
    start = stop = gap = 0
    titled = next_titled = False
    for token in _TOKEN.finditer(text, begin, end):
        word = token[0]
        if word[0] == "<" and len(word) > 1:
            if word not in _BLOCKS:
                continue
            word = "\n"
        plain = fold(word)
        bare = plain.rstrip(".")
        if _TITLE.fullmatch(plain) and not words:
            next_titled = True
            continue
        if word[0].isupper() and _may_name(bare) and (words or len(bare) > 1):
            if not words:
                start, titled = token.start(), next_titled
            words.append(bare)
            ends = word.endswith(".") and len(bare) > 1
            stop = token.end() - ends
            if ends and stops:
                yield start, stop, words, titled, gap
                return
            if len(words) < 5:
                continue
        elif words and plain in _PARTICLES:
            continue
        if words:
            yield start, stop, words, titled, gap
            words, gap = [], 0
        next_titled = False
        if word == "\n":
            if stops and gap:
                return
            continue
        gap += word[0].isalpha()
        if stops and (word in ".?!;•" or (word.endswith(".") and not _ABBREVIATED.fullmatch(plain))):
            return
    if words:
        yield start, stop, words, titled, gap


def _may_name(word: str) -> bool:
    if word in _NOT_A_NAME or (word in _PARTICLES and word not in first_names()) or word.endswith(_FUNCTION_ENDINGS):
        return False
    return "-" not in word or _NOT_A_NAME.isdisjoint(word.split("-"))


def _is_person(
    folded: str,
    start: int,
    stop: int,
    words: list[str],
    *,
    titled: bool,
    strong: bool,
    reachable: tuple[Span, ...],
) -> bool:
    if is_known_organization(folded[start:stop]) or _names_the_domain(folded, stop, words):
        return False
    if titled or words[0] in first_names():
        return True
    if len(words) < 2:
        return False
    if strong:
        return True
    ahead = folded[stop : stop + 70]
    if any(stop <= span[0] <= stop + 60 for span in reachable):
        return True
    return ahead[:2].strip()[:1] in {",", "("} and _ROLE_AHEAD.match(ahead) is not None


def _names_the_domain(folded: str, stop: int, words: list[str]) -> bool:
    """Return whether an e-mail address close by has one of ``words`` as its domain: then they name the firm."""
    at = folded.find("@", stop, stop + 90)
    if at < 0:
        return False
    domain = folded[at + 1 : at + 40].split(".")[0].replace("-", "")
    return any(len(word) > 2 and word.replace("-", "") in domain for word in words)


def _elsewhere(text: str, found: set[Span]) -> Iterator[Span]:
    """Yield further mentions of the full names that were found."""
    for name in sorted({text[start:stop] for start, stop in found})[:_MANY]:
        if " " in name and name.split()[0].lower() in first_names():
            position = text.find(name)
            while position >= 0:
                yield position, position + len(name)
                position = text.find(name, position + len(name))
