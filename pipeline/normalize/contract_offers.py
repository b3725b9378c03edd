"""The contracts that a description names in, the one that the job is offered on out."""

from __future__ import annotations

import re
from itertools import pairwise

from models.vocabulary import Contract
from pipeline.normalize.alternatives import gathered
from pipeline.normalize.phrases import Hit

_SOUGHT = re.compile(
    gathered(
        r"\b(?:zoek(?:t|en)?|looking for|(?:cherch|recherch)(?:e|es|ez|ons|ent)|suchen"
        r"|(?:propos|offr|accueill)(?:e|ons)|bieden|verwelkomen)\b(?:[^.;:\n]|\.e ){0,24}\Z"
        r"|\b(?:op zoek naar|suchst|loopt?|doe|effectue\w*|faites|realise\w*)\b[^.;:\n]{0,30}\Z"
        r"|\b(?:join|start|begin|work)(?: (?:us|with us|our team|the team|at [\w-]+))? as an? \Z"
        r"|\b(?:kom|start|begin|werk)\w*(?: (?:je|jij|u|bij ons))* als \Z"
        r"|\b(?:rejoin\w*|commenc\w*|debut\w*)(?:[ -](?:nous|notre equipe))* (?:comme|en tant que) \Z"
    )
)
_OPENING = re.compile(r"[^\w\n]*(?:(?:onbezoldigde|(?:on)?betaalde|bezoldigde|vergoede|(?:un)?paid) )?\w{0,12}")
"""What may stand before the word that opens a line: the marks of a list, "paid", the first half of "afstudeerstage"."""
_OR_FREELANCE = re.compile(
    r" ?(?:,|/|of|en/of|ou|et/ou|or|and/or|oder) ?(?:als |comme |en |as )?(?:een |an? |une? )?"
    r"(?:(?:collaboration|samenwerking|contrat|contract|statut|mission|opdracht)(?: (?:en tant qu'|comme|als|d'"
    r"|en|as an?))? ?)?"
    r"(?:freelanc|independant|zelfstandig|self-employed|zzp|freiberuf)"
)
_AFTERWARDS = re.compile(
    r" ?(?:a la cle |definitif |direct )?(?:na|apres|after|nach|suite a|avec|met een|mit einer)\b[^.;\n]{0,50}"
)
_AT_FIRST = re.compile(
    gathered(
        r"\b(?:eerste?|first|premiers?|premieres|ersten|d'abord|initially|zunachst|aanvankelijk|au debut"
        r"|in het begin)\b[^.;\n]{0,50}\Z"
    )
)
_MONTHS = re.compile(r"[\w-] ?(?:maand|month|mois|monat|weken|week|semaine|woche)")
_CONTRACTS = re.compile(gathered(r"(?:contract(?:en|s)|contrats|agreements|overeenkomsten|vertrage)\b"))
_DEALT_WITH = re.compile(
    gathered(
        r"\b(?:beheer\w*|volgt|opvolg\w*|opmaken|maakt|stelt|opstellen|verwerk\w*|manag(?:e|es|ing)|draft\w*|draw\w*|prepar\w*"
        r"|administer\w*|handl\w*|negotiat\w*|ge(?:rez|rer|stion)|redig\w*|etabli\w*|suivi|encod\w*|verwalt\w*|erstell\w*)\b"
        r"[^.;\n]{0,40}\Z"
    )
)
_ADVISING = ("advis", "conseill", "berat", "inform")
"""One of these begins the verb of all that `_ADVISED_ON` matches: looking for them is faster."""
_ADVISED_ON = re.compile(
    gathered(
        r"\b(?:advis\w*|adviseer\w*|conseill\w*|berat\w*|informeer\w*|informe[rsz]?|informing)\b[^.;\n]{0,30}?"
        r"\b(?:over|on|about|sur|quant|uber|rond|inzake|omtrent|concernant)\b[^.;\n]{0,50}\Z"
    )
)
_ONE_OFFER = 60
"""Characters between two words of one offer at most."""


def offered_contract(hits: list[Hit[Contract]], folded: str) -> Contract | None:
    """Return the contract of ``hits`` in ``folded`` that the ad offers, or none where they disagree.

    Contracts that the job deals with, those of a list and one half of a choice are not offered; a temporary contract
    with a permanent one behind it is one offer, and so is freelance work for some months.
    """
    hits = [hit for hit in hits if not _is_handled(hit, folded)]
    if not hits:
        return None
    hits = _without_choices(_without_lists(hits, folded), folded)
    said = {hit.label for hit in hits}
    if said == {Contract.TEMPORARY, Contract.FREELANCE} and _is_one_offer(hits):
        return Contract.FREELANCE
    if said == {Contract.TEMPORARY, Contract.EMPLOYEE}:
        return Contract.TEMPORARY if _leads_to(hits, folded) else None
    if said >= {Contract.STUDENT, Contract.INTERNSHIP}:
        said.discard(_rarer(Contract.STUDENT, Contract.INTERNSHIP, hits))
    elif not _is_about_an_internship(hits, folded):
        said.discard(Contract.INTERNSHIP)
    for contract in (Contract.STUDENT, Contract.INTERNSHIP):
        if contract in said and Contract.EMPLOYEE not in said:
            return contract
    return said.pop() if len(said) == 1 else None


def _is_handled(hit: Hit[Contract], folded: str) -> bool:
    """Return whether ``hit`` is of contracts that the job itself deals with: "you draw up fixed-term contracts"."""
    low = max(0, hit.start - 90)
    before = folded[low : hit.start]
    if any(verb in before for verb in _ADVISING) and _ADVISED_ON.search(folded, low, hit.start):
        return True
    if not _CONTRACTS.search(folded, max(0, hit.start - 24), hit.end + 32):
        return False
    return _DEALT_WITH.search(folded, max(0, hit.start - 60), hit.start) is not None


def _is_one_offer(hits: list[Hit[Contract]]) -> bool:
    """Return whether the first two contracts named are one: "a freelance contract for six months"."""
    one, other = next(pair for pair in pairwise(hits) if pair[0].label is not pair[1].label)
    return other.start - one.end < _ONE_OFFER


def _rarer(one: Contract, other: Contract, hits: list[Hit[Contract]]) -> Contract:
    """Return which of two contracts ``hits`` name less often, or ``one``: a student may be sought for an internship."""
    labels = [hit.label for hit in hits]
    return other if labels.count(other) < labels.count(one) else one


def _is_about_an_internship(hits: list[Hit[Contract]], folded: str) -> bool:
    """Return whether an internship is the subject: one may be another's, unless sought, first or with its months."""
    internships = [hit for hit in hits if hit.label is Contract.INTERNSHIP]
    return len(internships) > 1 or any(
        _MONTHS.search(folded, max(0, hit.start - len("12-month hands-on ")), hit.end)
        or _OPENING.fullmatch(folded, max(folded.rfind(end, 0, hit.start) for end in "\n.!?") + 1, hit.start)
        or _SOUGHT.search(folded, max(0, hit.start - len("looking for an enthusiastic second ")), hit.start)
        for hit in internships
    )


def _without_lists(hits: list[Hit[Contract]], folded: str) -> list[Hit[Contract]]:
    """Return ``hits`` without those that stand in an enumeration of contracts, as an agency tells what it does."""
    listed: set[int] = set()
    for index, (one, other) in enumerate(pairwise(hits)):
        between = folded[one.end : other.start]
        if (
            one.label is not other.label
            and one.end <= other.start <= one.end + 12
            and between.strip(" ,/|&-") in {"", "of", "or", "ou", "en", "et", "and"}
        ):
            listed.update((index, index + 1))
    return [hit for index, hit in enumerate(hits) if index not in listed]


def _without_choices(hits: list[Hit[Contract]], folded: str) -> list[Hit[Contract]]:
    """Return ``hits`` without the employee's contract that the ad offers or freelance work: "CDI ou freelance"."""
    return [hit for hit in hits if hit.label is not Contract.EMPLOYEE or _OR_FREELANCE.match(folded, hit.end) is None]


def _leads_to(hits: list[Hit[Contract]], folded: str) -> bool:
    """Return whether the temporary contract comes first and the permanent one right after it, or is said to be."""
    return any(
        (one.label is Contract.TEMPORARY and other.label is Contract.EMPLOYEE and other.start - one.end < 120)
        or (one.label is Contract.EMPLOYEE and _AFTERWARDS.fullmatch(folded, one.end, other.start))
        or (one.label is Contract.EMPLOYEE and _AT_FIRST.search(folded, max(0, other.start - 60), other.start))
        for one, other in pairwise(hits)
        if one.label is not other.label
    )
