"""Places that may name a technology in, those that do out: words such as "Go" or "Access" need their context."""

from __future__ import annotations

import re

from models.vocabulary import SkillKind
from pipeline.normalize.alternatives import gathered
from pipeline.normalize.skill_finder import Mention
from pipeline.normalize.text import Prose
from pipeline.reference.skills import Condition, Need

_NEARBY = 40
"""Characters between a word and the technology that makes it one: about six words."""
_BESIDE = 60
_FARTHEST = 6
"""Neighbours on either side that are looked at."""
_IN_A_LIST = 14
_LONG_LIST = 3
"""So many doubtful words in one unbroken list vouch for each other: "Go / Rust / Scala"."""

_LIST_GAP = re.compile(
    r"(?: ?\([a-z]{4,12}\))?[\s,/|&+•·*();:-]*"
    r"(?:(?:en|and|et|of|or|ou|und|oder|ofwel|hetzij|soit|entweder|plus|sowie|zoals|met|with|en/of|and/or|et/ou|e\.g\.|bijv\.)"
    r"[\s,/(]*)?"
)
_ADMIT_AFTER = re.compile(
    r"[\s-]*(?:developer|developper|developpeu|ontwikkel|engineer|programm|framework|library|librairie|codebase|"
    r"code\b|script|"
    r"skills?\b|kennis\b|knowledge\b|experience\b|ervaring\b|kenntnisse\b|"
    r"kent\b|kennen\b|beheerst\b|beheersen\b|nog niet (?:kent|beheerst)|"
    r"language|taal\b|talen\b|cluster|stack\b|backend|back-end|frontend|front-end|microservice|entwickler|apps\b|applications\b|"
    r"applicaties\b)"
)
_ADMITS = (
    r"(?:ervaring|kennis|experience|knowledge|proficien\w+|skills?|expertise|familiar\w*|vaardig|bekend|maitrise|"
    r"connaissances?|kenntnisse|erfahrung|working|werken|worked|gewerkt|travaille|gearbeitet|fluent|versed|dabbled|skilled|"
    r"vertrouwd|bedreven|bagage|background|achtergrond) (?:met|in|van|with|of|using|de|du|en|avec|mit)|"
    r"(?:touche|goute|forme|formee|initie|initiee) a|(?:lust|neugierig) auf|curious about|nieuwsgierig naar|"
    r"(?:vous |tu )?(?:connaissent|connaissez|connais|maitrisez|maitrises)|interessee? par|"
    r"(?:interesse|interests?|interet|affinite|affiniteit|affinity|passie|passion|feeling|notions?) "
    r"(?:in|voor|met|for|with|pour|de|en|avec|an|fur)|"
    r"programm\w+ (?:in|en)|(?:buil[dt]s?|developed|coded?|gebouwd|ontwikkeld) (?:in|with|met)|"
    r"(?:you|to|also|already) (?:know|learn)|(?:d'|vous )apprend\w+|knowing|connaitre|je kent|jij kent|"
    r"written in|geschreven in|ecrite?s? en|using|have used|hebt gebruikt|"
    r"avez utilise|based on|programmeertalen?|"
    r"(?:firmware|software|logiciels?|code|scripts?|drivers?|microservices|applicaties|applications) (?:in|en)|"
    r"(?:programming|statistical|modern) languages?|langages?(?: de programmation)?|frameworks?|"
    r"developp\w+ (?:in|en)|ontwikkel\w+ in|(?:data ?lake|data ?warehouse|lakehouse)s? (?:in|on|op|sur)|"
    r"(?:tools?|tooling|technolog\w+|software|platforms?|systems?|systemen|databases?|languages?|talen|outils|"
    r"bases de donnees|data ?lakes?|(?:data ?warehouse|lakehouse)s?|dwh)"
    r"(?= \(| zoals| such as| like| comme| tels que| waaronder| wie)"
)
_ADMIT_BEFORE = re.compile(
    f"(?:{gathered(_ADMITS)})"
    r"(?:[\s(]*(?:zoals|such as|like|including|comme|tels que|waaronder|wie|e\.g\.,?|bijv\.|bv\.))?[\s:(]*\Z"
)


def confirmed(mentions: list[Mention], prose: Prose) -> list[Mention]:
    """Return the mentions that name a technology, judged by their neighbours; the order stays."""
    sure = [not mention.conditions for mention in mentions]
    if all(sure):
        return mentions
    doubtful = [index for index, certain in enumerate(sure) if not certain]
    allowed: dict[int, list[Condition]] = {}
    for index in doubtful:
        mention = mentions[index]
        allowed[index] = [condition for condition in mention.conditions if not _forbidden(condition, mention, prose)]
        sure[index] = _holds_alone(allowed[index], mention, prose)
    if all(sure):
        return mentions
    _confirm_long_lists(mentions, sure, allowed, prose)
    _confirm_pairs(mentions, sure, allowed, prose)
    # Each round may confirm a word that is the neighbour of the next one; three rounds reach as far as readers do.
    for _ in range(3):
        waiting = [index for index in doubtful if not sure[index] and allowed[index]]
        for index in waiting:
            sure[index] = any(_holds_beside(condition, index, mentions, sure, prose) for condition in allowed[index])
        if not any(sure[index] for index in waiting):
            break
    return [mention for mention, certain in zip(mentions, sure, strict=True) if certain]


def is_sought(index: int, mentions: list[Mention], prose: Prose) -> bool:
    """Tell whether a mention names a skill whoever makes it: one of a list, or by "experience with"."""
    here = mentions[index]
    neighbours = mentions[max(0, index - 1) : index] + mentions[index + 1 : index + 2]
    return _is_admitted(here, prose) or any(
        one.technology.slug != here.technology.slug
        and _in_one_list(min(one, here, key=_start), max(one, here, key=_start), prose)
        for one in neighbours
    )


def _forbidden(condition: Condition, mention: Mention, prose: Prose) -> bool:
    before, after = condition.never_before, condition.never_after
    if after is not None and after.match(prose.folded, mention.end):
        return True
    return before is not None and bool(before.search(prose.folded[max(0, mention.start - 24) : mention.start]))


def _holds_alone(conditions: list[Condition], mention: Mention, prose: Prose) -> bool:
    """Tell whether one of ``conditions`` holds whatever technologies stand nearby."""
    needs = [condition.needs for condition in conditions]
    return Need.CASE in needs or (needs.count(Need.BESIDE) < len(needs) and _is_admitted(mention, prose))


def _is_admitted(mention: Mention, prose: Prose) -> bool:
    return bool(
        _ADMIT_AFTER.match(prose.folded, mention.end)
        or _ADMIT_BEFORE.search(prose.folded[max(0, mention.start - 48) : mention.start])
    )


def _confirm_long_lists(
    mentions: list[Mention], sure: list[bool], allowed: dict[int, list[Condition]], prose: Prose
) -> None:
    if len(allowed) < _LONG_LIST:
        return
    begin = 0
    for index in range(1, len(mentions) + 1):
        if index < len(mentions) and _in_one_list(mentions[index - 1], mentions[index], prose):
            continue
        long = index - begin >= _LONG_LIST
        if long and len({mention.technology.slug for mention in mentions[begin:index]}) >= _LONG_LIST:
            for member in range(begin, index):
                needs = {condition.needs for condition in allowed.get(member, ())}
                sure[member] = sure[member] or bool(needs & {Need.TECH, Need.LIST})
        begin = index


def _confirm_pairs(
    mentions: list[Mention], sure: list[bool], allowed: dict[int, list[Condition]], prose: Prose
) -> None:
    """Confirm two doubtful words that name each other as company: "Word, Outlook"."""
    for index in allowed:
        if index + 1 not in allowed or (sure[index] and sure[index + 1]):
            continue
        one, other = mentions[index], mentions[index + 1]
        if (
            any(other.technology.slug in condition.beside for condition in allowed[index])
            and any(one.technology.slug in condition.beside for condition in allowed[index + 1])
            and _in_one_list(one, other, prose)
        ):
            sure[index] = sure[index + 1] = True


def _holds_beside(condition: Condition, index: int, mentions: list[Mention], sure: list[bool], prose: Prose) -> bool:
    if condition.needs in (Need.CASE, Need.ADMIT):
        return False
    here = mentions[index]
    reach = _BESIDE if condition.needs is Need.BESIDE else _NEARBY
    for step in (-1, 1):
        for at in range(index + step, index + step * (_FARTHEST + 1), step):
            if not 0 <= at < len(mentions) or _gap(here, mentions[at]) > reach:
                break
            if sure[at] and _vouches(mentions[at], here, condition, prose):
                return True
    return False


def _vouches(neighbour: Mention, here: Mention, condition: Condition, prose: Prose) -> bool:
    technology = neighbour.technology
    if technology.slug == here.technology.slug:
        return False
    if condition.needs is Need.BESIDE:
        return technology.slug in condition.beside
    # "Agile" and "DevOps" stand in every ad, next to anything.
    if technology.kind is SkillKind.METHOD and here.technology.kind is not SkillKind.METHOD:
        return False
    if condition.needs is Need.LIST:
        return _in_one_list(min(here, neighbour, key=_start), max(here, neighbour, key=_start), prose)
    return True


def _in_one_list(first: Mention, second: Mention, prose: Prose) -> bool:
    return second.start - first.end <= _IN_A_LIST and bool(_LIST_GAP.fullmatch(prose.folded, first.end, second.start))


def _start(mention: Mention) -> int:
    return mention.start


def _gap(one: Mention, other: Mention) -> int:
    return max(one.start, other.start) - min(one.end, other.end)
