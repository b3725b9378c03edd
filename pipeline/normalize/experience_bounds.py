"""The words around an amount of years in; out, whether the amount is a bound below, above, or none at all."""

from __future__ import annotations

import re

from pipeline.normalize.alternatives import gathered

_AT_MOST = (
    *("up to", "no more than", "not more than", "at most", "less than", "under", "niet meer dan", "minder dan", "tot"),
    *("maximaal", "maximum", "max", "max.", "hoogstens", "pas plus de", "moins de", "jusqu'a", "weniger als", "bis zu"),
    *("<", "≤"),
)
_AT_LEAST = ("no less than", "not less than", "niet minder dan", "pas moins de")
# "Whether you have 1 or 10 years", "Of je nu 1 of 10 jaar op de teller hebt": any number will do.
_WHATEVER = re.compile(
    gathered(
        r"\b(?:whether|no matter|of (?:je|jij|u) nu|que (?:vous|tu) (?:ayez|aies|comptiez)|egal ob|ob (?:du|sie))\b"
        r"[^.;\n]{0,40}\Z"
    )
)
_FEWER = re.compile(
    gathered(r"\b(?:less than|fewer than|minder dan|moins de|weniger als|under|onder)(?: de| the| les)? \Z")
)
_NOT = r"\b(?:not|cannot|can't|won't|don't|niet|geen|pas|nicht|kein\w*|no)\b"
_IS_REFUSED = re.compile(
    rf"(?=[^.;\n]{{0,80}}{_NOT})[^.;\n]{{0,80}}?(?:\bconsider|overweging|aanmerking|\baccept|\bapply|sollicit|retenu"
    r"|\bretien|\bretenons|beginnen (?:we|wij)|berucksicht|eligible|examin|\btrait|in behandeling|\bpostul|bewerb"
    r"|\benvisage|\bselect)"
    r"|[^.;\n]{0,50}?\b(?:s'abstenir|abstenez|need not apply|passez votre chemin|niet (?:reageren|solliciteren))"
)
# "Java developer (min. 5 jaar)": brackets with nothing else in them.
_IN_BRACKETS = re.compile(r"\((?:[^\d\W]+\.? ?){0,3}\Z")
_LASTS = re.compile(
    r"contract|\bduur|\bduree|duration|opdracht|mission|project|assignment|rijbewijs|permis|licen|opleiding|study"
    r"|studie|etudes|master|bachelor|bachelier|diplom|degree|leeftijd|\bag(?:e|ed)\b|garant|guarant|verblijf|resid|stage"
    r"|trial|proef|essai|ancien|enfant|kind|child|abonnement|termijn|stabil|exist|bestaan|\bfield\b|richting|filiere|univers"
)


# "Don't bother applying with less than six years."
_DO_NOT_APPLY = re.compile(
    r"\b(?:don't bother|do not apply|don't apply|no point in? ?applying|ne postulez pas|inutile de postuler"
    r"|solliciteer niet|niet solliciteren|bewerben sie sich nicht)\b[^.;\n]{0,40}\Z"
)


def is_no_bound_below(before: str) -> bool:
    """Say whether the years behind ``before`` are the most that one may have, or any number: "up to", "whether"."""
    said = before.rstrip(" \t\n:")
    if said.endswith(_AT_MOST) and not said.endswith(_AT_LEAST):
        return True
    return _WHATEVER.search(before) is not None


def refuses_fewer(before: str, after: str) -> bool:
    """Say whether those with fewer years are refused: "with less than two years we cannot consider you"."""
    return _FEWER.search(before) is not None and bool(_IS_REFUSED.match(after) or _DO_NOT_APPLY.search(before))


def stands_in_brackets(before: str) -> bool:
    """Say whether nothing but a word or two, such as "min.", stands between a bracket and the years."""
    return _IN_BRACKETS.search(before) is not None


def tells_how_long(before: str) -> bool:
    """Say whether the words before the brackets are of what lasts, or how old it is: a contract, a study, a child."""
    return _LASTS.search(before) is not None
