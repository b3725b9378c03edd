"""The words around an amount of years in; out, whether they ask a person for experience."""

from __future__ import annotations

import re

from pipeline.normalize.alternatives import gathered, grouped
from pipeline.normalize.experience_asked import has_done, is_asked, is_demanded, must_have_done
from pipeline.normalize.experience_bounds import refuses_fewer, stands_in_brackets, tells_how_long
from pipeline.normalize.experience_other import is_all
from pipeline.normalize.experience_work import has_worked

_EXPERIENCE = re.compile(r"e(?:rvaring|xperi[ea]nce|rfahrung|rvaren\b)")
_PRACTICE = re.compile(
    gathered(
        r"berufspraxis|track record|gewerkt|anciennete|background|achtergrond|\b(?:ton|votre|jouw|uw) bagage\b"
        r"|\bmee als\b|\bwerk(?:t|te)? (?:je|jij|u) als\b|actief als|aan de slag als|\bmetier\b|vecu professionnel"
        r"|\bexp\b|(?:similar|comparable|gelijkaardige|vergelijkbare|soortgelijke) (?:role|position|functie|rol)"
        r"|fonction similaire|\bde pratique\b|\bop(?: de teller|zitten|staan als)\b"
        r"|\bachter de (?:rug|kiezen)\b|\broule (?:votre|ta) bosse\b|\bpraxis\b|\bpraktijk\b|\bmee ge\w+[dt]\b"
        r"|\bderriere (?:toi|vous|soi)\b|\ba (?:votre|ton|son) actif\b|\bbehind you\b"
        r"|\bonder de (?:knie|riem)\b|\bxp\b|\brugzak\b|\bmeedraai|\bseniori(?:te|ty)|\bsporen verdien"
        r"|\b(?:fait|faire) (?:vos|tes|ses) preuves\b|\bearned your \w+|\bop (?:je|jouw|uw) cv\b"
        r"|\bon your (?:cv|resume)\b|\bsur (?:votre|ton) cv\b"
        r"|(?:have|v(?<='v)e) worked|avez travaille|under your belt|hast gearbeitet"
    )
)
"""What is said of experience in other words."""
_GOES_ON_WITH = re.compile(
    r",? (?:vous (?:travaillez|exercez)|werkt? (?:je|u|jij)|you work)\b"
    r"| (?:of langer |or longer )?(?:aan de slag|werkzaam) als\b"
    r"| passee?s? (?:dans (?:l[ea'] ?|une fonction|un poste)|chez\b|en\b|sur (?!le))"
    r"| a (?:coder|developper|programmer|concevoir|construire|gerer|administrer|travailler|tester|diriger)\b"
    r"| \((?:vereist|required|requis|erforderlich)\)"
)
"""How the words right behind the years show what they are of."""
MINIMUM = re.compile(
    grouped(
        r"minimaal|minimum|minstens|min\.?|op (?:zijn|z'n) minst|n(?:o|ot) (?:less|fewer) than|niet minder dan"
        r"|pas moins de|nicht weniger als|wenigstens|at least|ten minste|tenminste|minimal|au moins|mindestens"
        r"|a minimum of|"
        r"minimum of|minimum de|minimaal al|toch al|meer dan|more than|plus de|over"
    )
    + r"[\s:(]*(?:a |de |of |van )?\Z"
)
# The least said behind the years: "deux ans minimum en maintenance", "four years or so in EU affairs".
_LEAST = re.compile(
    r" ?\(?(?:minimum|min\.?|au (?:moins|minimum)|minimaal|minstens|at least|mindestens|ou plus|of meer|or more"
    r"|or so|und mehr|et plus|au bas mot|op (?:zijn|z'n) minst|at the (?:very )?least|of langer|or longer)\b\)?"
)
# "Seven years in infrastructure, at the very least."
_LEAST_AFTER_ALL = re.compile(
    r"[^.,;\n]{0,50}, (?:at (?:the )?(?:very )?least|au (?:bas mot|(?:strict )?minimum)|op (?:zijn|z'n) minst"
    r"|minimaal|minstens|minimum|mindestens)\b"
)
_OF_WORK = re.compile(
    r"['’]? ?(?:in|as|als|met|with|working|binnen|on|op|of|en tant|dans|en(?! c[d]|\w)|comme|actief|active|actif"
    r"|werkzaam|relevant\w*|hands-on"
    r"|professional|"
    r"commercial|around|autour|sur(?! (?:les?|la|une?|site)\b| l')|"
    r"werk\w*|specifically|within|proven|using|doing|(?:sell|manag|lead|develop|design"
    r"|build|cod|programm|test|support|runn|deliver|implement|administer|operat|consult|coach|teach|writ|maintain"
    r"|engineer|deploy|shipp)ing|de pratique|d'|in der|als|mit|une? fonction|leadership|"
    r"management|python|java|kennis|knowledge|connaissance|aan de slag|passees)\b"
)
# "Développeur confirmé (minimum 5 ans)".
_OF_A_LEVEL = re.compile(
    r"\b(?:senior|medior|confirmee?|experimentee?|seniorite|senioriteit|seniority)(?: \w+){0,2} ?[(:–-][^()]*\Z"
)
# An item that opens with the years: "Cinq ans comme Scrum Master", "3 jaar in een gelijkaardige functie".
_AS_A_JOB = re.compile(
    r" (?:als|as an?|comme|en tant que|en qualite de|dans une? fonction|dans un poste|in een|in a|in der"
    r"|in einer)\b(?! (?:rij|row|rang))"
)
_OF_A_FIELD = re.compile(r" (?:in|in de|dans l[ea'] ?) (?!a row|business|the market|dienst|existence|total|\w+\Z)")
_OF_A_CONTRACT = re.compile(
    gathered(
        r"contract|\bduur\b|\b(?:loopt|duurt|dure|durera|lasts|dauert|blijft|geldig|valable|valid)\b"
        r"|duration|overeenkomst|looptijd|\bperiode?\b|appointment|\bcdd|leeftijd|\baged?\b|vakantie|verleng"
    )
)


def names_experience(text: str) -> bool:
    """Say whether ``text`` has a word for experience."""
    return (_EXPERIENCE.search(text) or _PRACTICE.search(text)) is not None


def _is_a_fragment(before: str, after: str) -> bool:
    """Say whether a sentence is the years and what they are of, with no verb: "Five to eight years in product."."""
    return not before.strip(" \n*-•·") and _OF_A_FIELD.match(after) is not None and is_all(before, after)


def asks_for_experience(before: str, after: str, *, open_ended: bool) -> bool:
    """Say whether the years between ``before`` and ``after`` are of experience that a person is to have."""
    if _OF_A_CONTRACT.search(before[-30:]):
        return False
    if must_have_done(before) or _is_a_fragment(before, after):
        return True
    if names_experience(after[:75]) or names_experience(before[-60:]) or _GOES_ON_WITH.match(after):
        return True
    if has_worked(before, after) or refuses_fewer(before, after):
        return True
    if not before.rpartition("\n")[2].strip(" *-•·\t") and _AS_A_JOB.match(after):
        return True
    if is_demanded(before, after):
        return True
    least = _LEAST.match(after)
    closes = after.startswith(")") or (least is not None and least[0].endswith(")"))
    if closes and stands_in_brackets(before) and (least or MINIMUM.search(before)):
        return not tells_how_long(before)
    if least:
        after = after[least.end() :]
    elif not (MINIMUM.search(before) or is_asked(before, after) or _LEAST_AFTER_ALL.match(after)):
        return open_ended
    if open_ended or _OF_WORK.match(after.lstrip()) or _OF_A_LEVEL.search(before):
        return True
    return not after.strip(" .)") and has_done(before)
