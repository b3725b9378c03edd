"""The words around a language name in; out, whether one works in it: who speaks or writes, where, and to whom.

All words are in folded form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.normalize import language_cues as cue
from pipeline.normalize.alternatives import gathered
from pipeline.normalize.language_mention import LanguageMention, clause_around
from pipeline.normalize.lexicon import SharedStems
from pipeline.normalize.text import Prose, clause_end

_ANSWER = 90
_ASKS = frozenset(
    ["", "le", "la", "l'", "du", "het", "en", "et", "and", "ook", "und", "en het", "et le", "et l'", "je"]
)
_BOTH_AHEAD = re.compile(rf" (?:en|et|and|und|of|ou|or|oder) (?:(?:in het|en|in|auf|het|le|l') ?)?(?:{cue.NAME})\b")
_BOTH_BEHIND = re.compile(
    rf"\b(?:{cue.NAME})(?:,| (?:en|et|and|und|of|ou|or|oder))(?: in het| en| in| auf| het| le| l')? ?\Z"
)
_DONE_IN = re.compile(
    r"\b(?:je|jij|u|vous|tu|you|sie|du)\b(?:(?!\b(?:leer|learn|apprend|lern|cours|cursus|opleiding|formation"
    r"|training|lessen|klanten die)\w*)[^.;\n])"
    r"{0,100}\b(?:in het|en|in|auf) (?:[\w, ]{0,40} )?\Z"
)
"""Before two languages in which the reader does something: "vous suivez les dossiers en français et en néerlandais"."""
# "Je leest Engelse documentatie", "vous lisez la documentation en anglais": it is to be read, written or understood.
_READS = (
    r"\b(?:lees|leest|lezen|begrijp|begrijpt|begrijpen|schrijf|schrijft|schrijven|read|reading"
    r"|understand|write|writing"
)
_READS_BEFORE = re.compile(
    _READS
    + r"|lesen|verstehen)(?: (?:je|jij|u|vlot|graag|makkelijk|zonder \w+|technische|technical|complexe?|en|and|of|or"
    r"|begrijpen|schrijven|understand|write))* \Z"
)
_DOCUMENTATION = re.compile(
    r"(?:talige|sprachige|e)?\s?(?:technische |technical )?(?:documenta|handleiding|vakliteratuur"
    r"|literatuur|literature|manuals?"
    r"|specificati|specs|teksten|texts?\b|documenten|documents|contracten|contracts|e?-?mails\b"
    r"|rapporten|reports|fachliteratur|dokumentation)"
)
_DOCUMENTATION_BEFORE = re.compile(
    gathered(
        _READS + r"|lire|lisez|lis|comprenez|comprendre|redigez|rediger)\b[^.;\n]{0,30}"
        r"\b(?:documenta\w+|handleidingen|manuals?|manuels?|specs|teksten|texts|textes?|rapporten"
        r"|reports|rapports?|documents"
        r"|litterature)(?: techniques?)? (?:(?:in|in het|en|auf) )?\Z"
    )
)
_DOES = re.compile(
    r"lisez|\blis\b|\blees|\bread|versta|compren|begrij|\bkan\b|\bcan\b|parl|spre[ek]k|nodig|besoin"
    r"|\bneed|\bmust\b|\bmoet"
    r"|\bvlot|couramment|absolu|uiteraard|evidemment|bien sur|of course|zeker|certain"
)
_NO = re.compile(
    r"\W*(?:not?\b|niet\b|geen\b|pas\b|non\b|nee\b|nein\b|nicht\b|kein)(?! (?:enkel |aucun )?(?:probl|souci))"
)
_TALKS = (
    r"(?:communi[cqz]|kommunizier|overleg|vergader|rapporteer|presenteer|mail|\bbel[tl]?\b|telefone"
    r"|telephon|telefonier"
    r"|antwoord|beantwoord|schrij|praat|onderhandel|verhaal|gesprek|verwoord|echang|repond|redig"
    r"|ecri[vr]|anim|present"
    r"|negoc|negotia|discut|convers|correspond|accueill|writ|report|discuss|hold|answer|talk|chat"
    r"|explain|pitch|schreib"
    r"|prasentier|verhand|sprech|sprich)"
)
_ABLE = (
    r"(?:\b(?:able to|capable (?:de|d'|of)|in staat|need to|must|moet|kan|kunt|kunnen|pouvez|peux"
    r"|devez|dois|konnen|kannst|sollten)\b)"
)
_READER = r"(?:je|jij|u|vous|tu|you|sie|du)"
_IN = r"(?:in het|in|en|auf|het|le|l') ?"
_TALKS_IN = re.compile(
    rf"(?:\b{_READER} (?:[\w']+ ){{0,3}}?{_TALKS}|{_TALKS}\w* (?:je|jij|u)\b|{_ABLE}[^.;:\n]{{0,30}}?{_TALKS})"
    rf"[^.;:\n]{{0,80}}\b{_IN}\Z"
)
_TEAM = (
    r"(?:we|wij|nous|on|wir|everyone|everybody|iedereen|tout le monde|(?:the|our|het|ons|l'"
    r"|notre) ?(?:team|equipe))"
)
_TEAM_SPEAKS = re.compile(
    rf"\b{_TEAM} (?:\w+ )?(?:speaks?|spreken|spreekt|praten|communi\w+|works?|werken|parlons|parle"
    rf"|travaill\w+|sprechen"
    rf"|arbeiten)\b[\w ]{{0,24}}\Z"
)
_AT_WORK = re.compile(
    r"\b(?:at work|at the office|in the office|in the team|internally|in meetings|among ourselves"
    r"|on the work ?floor"
    r"|op kantoor|op de werkvloer|in het team|binnen het team|intern|onder elkaar|onderling|au bureau|dans l'equipe"
    r"|au sein de l'equipe|entre nous|en interne|im buro|im team|untereinander|ici|here|hier|bij ons)\b"
)
_WE_WORK_IN = re.compile(rf"\b(?:{_TEAM}|{_READER})\b[^.;:\n]{{0,30}}\b(?:in het|in|auf|en) \Z")
_WORK = re.compile(r" (?:te )?(?:werk(?:en|t)|vergader\w*|overlegg?\w*|communic\w*|arbeiten|arbeitest)\b")
_WORKS_IN = re.compile(
    rf"\b{_TEAM} (?:\w+ )?(?:work|werken|travaillons|arbeiten) (?:mainly |vooral |surtout )?(?:in het|in|en|auf) \Z"
)
_DONE_AT_WORK = re.compile(
    r"\b(?:work|werk|travail|communicati\w+|everything|alles|tout|meetings?|stand-?ups?|overleg"
    r"|vergaderingen|reunions?)"
    r" (?:\w+ ){0,2}?(?:done|happens?|gebeurt|gebeuren|verloop\w*|se fait|se font"
    r"|se passe\w*)(?: \w+)? (?:in het|in|en) \Z"
)
# "Votre anglais vous permet d'animer une réunion": what is the reader's is spoken, unless it is to be learned.
_YOURS = re.compile(r"\b(?:votre|ton|jouw|uw|your|dein|ihr) \Z")
_LEARNED = re.compile(
    r"\b(?:less|cours|improv|verbeter|amelior|perfection|schav|oefen|practi|pratiq|leren|learn|appren"
    r"|opfris|brush|bijschol|train"
    r"|lern|verbess|boost|level up)"
)
_IT_IS = re.compile(r" it is\b")
_OTHERS_DO_NOT = re.compile(
    r"\b(?:doesn't|don't|does not|do not|isn't|aren't|ne|n')"
    r"(?: \w+)? ?(?:speak|parl\w+|know|fluent in|read)(?: pas| any)* \Z"
    r"|\b(?:spre\w+|spricht|sprechen) (?:geen|kein) \Z"
)
_DOCUMENTS = re.compile(
    r"(?:talige|sprachige|e)?\s?(?:\w+ )?(?:documenta|handleiding|literatu|manuals?|specs|teksten"
    r"|texts?\b|dokumenta|e?-?mails?\b)"
    r"[^.;\n]{0,60}?(?:geen (?:enkel )?(?:probleem|schrik|moeite)|no problem|not scare|not be a problem|no issue"
    r"|kein problem"
    r"|doorgrond|without (?:effort|trouble)|zonder moeite)"
)

_NATIONAL = SharedStems(["landstalen", "nationale talen", "langues nationales", "national languages", "landessprachen"])
_BOTH = re.compile(
    r"\b(?:beide|de twee|onze twee|twee|les deux|deux|both(?: of our)?|the two|our two|beiden?|zwei)(?: \w+)? \Z"
)
_EITHER = re.compile(
    r"\b(?:any|either|one|een|l'une|une|eine|minstens een|au moins une) (?:of|van|des|der|de)\b[^.;\n]{0,30}\Z"
)


def answer_to(folded: str, first: int, start: int, last: int) -> str | None:
    """Return the answer to a question that holds a language name alone: "Le néerlandais ?"."""
    mark = last + (folded[last : last + 1] == " ")
    if folded[mark : mark + 1] != "?" or folded[first:start].strip(" *-•·") not in _ASKS:
        return None
    return folded[mark + 1 : clause_end(folded, mark + 1, min(len(folded), mark + 1 + _ANSWER))]


def asked_by(answer: str) -> bool | None:
    """Return whether ``answer`` makes the language a must, else only welcome; ``None`` if it is not asked for."""
    if cue.WELCOME_AFTER.search(answer) or cue.STILL_WELCOME.search(answer):
        return False
    if _NO.match(answer) or cue.NOT_NEEDED_AFTER.match(answer):
        return None
    return True if cue.SPEAKING.search(answer) or _DOES.search(answer) else None


_WITHOUT = re.compile(r"\b(?:zonder|without|sans|ohne) (?:a bit of |some |un peu de |wat )?(?:d'|het |le |l')?\Z")
_GETS_NOWHERE = re.compile(
    r"[^.;\n]{0,60}?(?:\bniet\b|\bnot\b|n't\b|\bpas\b|\bnicht\b|impossible|onmogelijk|difficil"
    r"|difficult|moeilijk|lastig|schwer)"
)


def is_worked_in(before: str, after: str) -> bool:
    """Say whether the reader talks or writes in the language, or does it in two, or the team speaks it at work."""
    if _DOCUMENTATION_BEFORE.search(before):
        return True
    if (_BOTH_AHEAD.match(after) or _BOTH_BEHIND.search(before)) and _DONE_IN.search(before):
        return True
    if _TALKS_IN.search(before) or _WORKS_IN.search(before) or _DONE_AT_WORK.search(before) or _IT_IS.match(after):
        return True
    if _YOURS.search(before) and not (_LEARNED.search(before) or _LEARNED.search(after)):
        return True
    if _WITHOUT.search(before) and _GETS_NOWHERE.match(after):
        return True
    return is_spoken_at_work(before, after) or (
        _WE_WORK_IN.search(before) is not None and _WORK.match(after) is not None
    )


def is_spoken_at_work(before: str, after: str) -> bool:
    """Say whether it is what the team speaks at work: "We all speak English at work", "Ici on parle anglais"."""
    if _TEAM_SPEAKS.search(before) is None:
        return False
    return _AT_WORK.search(after) is not None or _AT_WORK.search(before) is not None


def others_do_not_speak(before: str) -> bool:
    """Say whether somebody is said not to speak it: "half of the team doesn't speak Dutch"."""
    return _OTHERS_DO_NOT.search(before) is not None


def is_read(before: str, after: str) -> bool:
    """Say whether it describes what the reader is to read or write, or documents that are no obstacle.

    "Je leest Engelse documentatie", "English documentation should not scare you".
    """
    read = _DOCUMENTATION.match(after) is not None and _READS_BEFORE.search(before) is not None
    return read or _DOCUMENTS.match(after) is not None


def national_languages(prose: Prose) -> Iterator[LanguageMention]:
    """Yield Dutch and French where an ad asks for both of the country's languages."""
    folded = prose.folded
    for _, start, end in _NATIONAL.places(prose):
        first, last = clause_around(folded, start, end)
        before, after = folded[first:start], folded[end:last]
        if _BOTH.search(before) is None or _EITHER.search(before) or cue.NOT_NEEDED_AFTER.match(after):
            continue
        if cue.SPEAKING.search(before) or cue.SPEAKING.search(after):
            for code in ("nl", "fr"):
                yield LanguageMention(code, cue.WELCOME_AFTER.search(after) is None, None)
