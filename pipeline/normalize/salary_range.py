"""Figures of a text in, the ones that belong together out: which figure closes the range that another opens."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.normalize import salary_words as words
from pipeline.normalize.amounts import Amount
from pipeline.normalize.lexicon import SharedStems
from pipeline.normalize.salary_career import POINT_OF_CAREER
from pipeline.normalize.text import Prose

LONGEST_GAP = 80
"""No two figures further apart (characters) than this are one range."""
_MOST_WINDOWS = 200
_REACH = LONGEST_GAP + 20
"""So far (characters) from a mark of money its figure may stand."""
_MONEY_WORDS = SharedStems([*words.MONEY_MARKS, *words.FIGURES_WITH_K, *words.PAY_STEMS])
_FIRST_STEM = len(words.MONEY_MARKS) + len(words.FIGURES_WITH_K)
# Letters before "eur" that make it the end of a word, as in "ingenieur"; a k or a T behind a figure is none: "50 T€".
_IN_A_WORD = re.compile(r"(?<=[a-z][a-z])eur|(?<=[a-jl-su-z])eur")
_MOST_SKIPPED = 3
_WIDEST_MARKED = 20
_WIDEST_HALF_MARKED = 8
_WIDEST_BARE = 3
_LOWEST_RATIO = Decimal("0.3")
"""A range written the wrong way round is turned; anything steeper is no range."""
_MOST_WORDS_ON_NEXT_LINE = 6

_SAY_ONE_WORD = {
    **dict.fromkeys(("tot en met", "bis einschließlich", "bis und mit", "up to and including"), "upto"),
    **dict.fromkeys(
        ("ten hoogste", "op z'n hoogst", "op zijn hoogst", "at the very most", "at the most", "at most"), "max"
    ),
    **dict.fromkeys(("tout au plus", "au plus"), "max"),
}
"""Phrases, and the word that says the same."""
_TOKEN = re.compile(
    rf"jusqu'a|t/m|\+/-|{'|'.join(_SAY_ONE_WORD)}"
    r"|(?:m(?:ax|in)imum|eind|mindest|hochst)(?=(?:salar|loon|wedde|lohn|gehalt|tarief))|[a-z']+|[^\sa-z']"
)
"""One word, or a phrase that says one; of "maximumloon" the bound is a word of its own."""
_PARENTHESES = re.compile(r"\([^()]{0,40}\)")
_STEP = re.compile(r"\b(?:schaal|scale|trede|step|periodiek|echelon|niveau|level)\s?[0-9][\w.]{0,4}")
_NEXT_STEP = re.compile(r"\)\s?-\s?[0-9]{1,2}(?:[.,][0-9]{1,2})?\s?\(")
"""The step of a scale before its figure: "10.3 (€ 3.856) - 10.6 (€ 4.346)"."""
_ASIDE = re.compile(r"[(0-9]")
"""Steps of scales and what stands in brackets have one of these."""
_STARTING_PAY = re.compile(r"start(?:ing)? (?:gross )?(?:salar|wage|pay\b|loon|wedde)")
"""Pay at the start is one figure; only "starting at" is a bound."""
_CLIMBS = re.compile(
    r"\b(?:door)?(?:stijg|klim|groei|oplop|loop|evolue|grimp|mont|pass|ris|climb|grow|goes|going|increas|steig|wachs)[a-z]*"
    r"(?: [a-z]+){0,4} (?:naar|tot|a|vers|jusqu'a|to|bis|auf)\W{0,3}$"
)
"""Ends in a verb for rising pay and the word for its end; a few words may stand between."""
_APART = re.compile(r"[0-9€.,;\n]")
"""Parts a figure from the words behind it."""
_STOP = re.compile(r"[,:(]")
"""Behind "start" one of these makes it a noun: "direct start, 3.200 euro"."""
_ARROW_SHAFTS = ("-", "=")
"""What makes ">" an arrow, not "more than"."""
_COUNTED = re.compile(
    r"\s?-?(?:u\b|uur|uren|urige|hours?|hrs?\b|h\b|heures?|std|dagen|days|jours|weken|weeks|jaar|years|ans|fte|km|personen"
    r"|medewerkers|collega|maanden|mois|months)(?!\w)"
)
"""What a figure counts when it is no money."""


def money_windows(prose: Prose) -> list[tuple[int, int]]:
    """Return the stretches of ``prose`` where a figure may be pay: around money marks and k, and behind words for pay.

    Finding them costs far less than reading every figure. Ordered and apart; at most `_MOST_WINDOWS`.
    """
    folded = prose.folded
    windows: list[tuple[int, int]] = []
    found = read = 0
    for number, start, end in _MONEY_WORDS.places(prose):
        if start < read or _IN_A_WORD.match(folded, start):
            continue
        read = end
        if found >= _MOST_WINDOWS:
            break
        pattern = number - _MONEY_WORDS.first
        is_k = len(words.MONEY_MARKS) <= pattern < _FIRST_STEM
        if is_k and "a" <= folded[end : end + 1] <= "z" and folded[end] != "e":
            continue
        found += 1
        begin = max(0, start - _REACH) if pattern < _FIRST_STEM else start
        while windows and begin <= windows[-1][1]:
            begin = min(begin, windows.pop()[0])
        windows.append((begin, _after_a_word(folded, end + _REACH)))
    return windows


def _after_a_word(folded: str, end: int) -> int:
    """Return a position behind ``end`` where no figure is cut."""
    space = folded.find(" ", end, end + 20)
    return end + 20 if space < 0 else space


def is_counted(folded: str, amount: Amount) -> bool:
    """Return whether the bare figure ``amount`` counts hours, days, people or the like."""
    return amount.currency is None and _COUNTED.match(folded, amount.digits_end) is not None


def range_end(folded: str, first: Amount, following: list[Amount]) -> tuple[Amount | None, int]:
    """Return the figure that closes a range from ``first``, and how many of ``following`` that uses up.

    A bare figure may lie between, as in "€ 3.226 (scale 10) to € 5.090"; ``None`` and 0 when ``first`` stands alone.
    """
    for used, candidate in enumerate(following[:_MOST_SKIPPED], start=1):
        if _closes(folded, first, candidate):
            return candidate, used
        if candidate.marked:
            break
    return None, 0


def shared_thousands(first: Amount, second: Amount) -> tuple[Decimal, Decimal]:
    """Return both figures; one takes the k, or the thousands, that only the other writes out: "30 to 35k"."""
    low, high = first.value, second.value
    k_is_shared = second.thousands and not first.thousands and low < 1000
    fits = low < 1000 <= high and not first.formatted
    if k_is_shared or (fits and _LOWEST_RATIO <= high / (low * 1000 or 1) <= _WIDEST_HALF_MARKED):
        low *= 1000
    elif first.thousands and not second.thousands and high < 1000:
        high *= 1000
    return low, high


def only_the_higher_counts(folded: str, first: Amount, second: Amount, before: str) -> bool:
    """Return whether the two figures are alternatives after "up to", as one ad for two pay scales writes them."""
    gap = folded[first.end : second.start]
    if words.OR.search(gap):
        return True
    return gap.strip() == "/" and bound_word(before)[0] == "max"


def bound_word(before: str) -> tuple[str | None, int]:
    """Return ``max`` after "up to", ``min`` after "from", and how far (characters) before the figure that begins."""
    for token in reversed(list(_TOKEN.finditer(before, max(0, len(before) - 70)))[-9:]):
        word = _SAY_ONE_WORD.get(token[0], token[0])
        for phrase in words.BOUNDS_ENDING_IN.get(word, ()):
            if before.endswith(phrase, 0, token.end()):
                return "max", len(before) - token.end() + len(phrase)
        if word in words.ENDS_COMPARISON:
            compared = words.COMPARISON.search(before, max(0, token.end() - 60), token.end())
            if compared:
                lower = (compared["more"] is not None) is (compared["no"] is None)
                return "min" if lower else "max", len(before) - compared.start()
        if word in words.UP_TO:
            return "max", len(before) - token.start()
        if word == ">" and before[: token.start()].endswith(_ARROW_SHAFTS):
            break
        if word in words.FROM:
            first = words.OPENS_FROM.get(word, "")
            start = token.start() - len(first) if before[: token.start()].endswith(first) else token.start()
            return "min", len(before) - start
        if word in words.STARTS:
            somebody = words.SOMEBODY.search(before, max(0, token.start() - 20), token.start())
            if somebody or _STARTING_PAY.match(before, token.start()) or _STOP.search(before, token.end()):
                break
            return "min", len(before) - token.start()
        if word not in words.BRIDGE and word not in words.ABOUT:
            break
    return None, 0


def _closes(folded: str, first: Amount, second: Amount) -> bool:
    if second.start - first.end > LONGEST_GAP or is_counted(folded, second):
        return False
    gap = folded[first.end : second.start]
    before = folded[max(0, first.start - 60) : first.start]
    if not (
        _follows_directly(folded, first, second)
        or _joins(first, gap, before)
        or _rises(first, second, gap)
        or _begin_and_end(folded, first, second, gap)
        or _climbs(first, second, gap)
    ):
        return False
    low, high = shared_thousands(first, second)
    if not low:
        return False
    both = (first.currency and second.currency) or (first.thousands and second.thousands)
    widest = _WIDEST_MARKED if both else _WIDEST_HALF_MARKED if first.marked else _WIDEST_BARE
    return _LOWEST_RATIO <= high / low <= widest


def _follows_directly(folded: str, first: Amount, second: Amount) -> bool:
    """Whether only a dash closes the first figure before the second: "€ 34.400,- € 41.400"."""
    between = folded[first.digits_end : second.digits_end - len(second.written)]
    return first.marked and second.marked and between.strip(" ,.€*") == "-"


def _rises(first: Amount, second: Amount, gap: str) -> bool:
    """Whether nothing but "and" stands before a somewhat higher figure: "a gross salary € 3.400 and € 6.700"."""
    both = first.marked and second.marked
    return both and gap.strip() in words.JOINS_AFTER_OPENER and 1 < second.value / (first.value or 1) <= _WIDEST_BARE


def _begin_and_end(folded: str, first: Amount, second: Amount, gap: str) -> bool:
    """Whether both figures are paid for a point of one career: "€ 2.750 à l'engagement, € 3.900 en fin de carrière"."""
    if not (first.marked and second.marked and 1 < second.value / (first.value or 1) <= _WIDEST_BARE):
        return False
    rest, points = POINT_OF_CAREER.subn(" ", gap)
    if not points or not words.GAP.issuperset(word for word in _TOKEN.findall(rest) if word != ";"):
        return False
    later = POINT_OF_CAREER.search(folded, second.end, second.end + LONGEST_GAP)
    return points > 1 or (later is not None and _APART.search(folded, second.end, later.start()) is None)


def _climbs(first: Amount, second: Amount, gap: str) -> bool:
    """Whether pay rises to the second figure, whatever is said in between: "wie blijft, klimt vlot naar € 3.600"."""
    if not (first.marked and second.marked and 1 < second.value / (first.value or 1) <= _WIDEST_BARE):
        return False
    return "\n" not in gap and _CLIMBS.search(gap) is not None and words.OTHER_MONEY.last(gap) is None


def _joins(first: Amount, gap: str, before: str) -> bool:
    """Whether the words between two figures make them a range."""
    if gap.strip() in {"-", "/"} or (not gap.strip(" -") and "-" in gap):
        return True
    if _ASIDE.search(gap):
        gap = _STEP.sub(" ", _PARENTHESES.sub(" ", _NEXT_STEP.sub(" - ", gap)))
    gap = POINT_OF_CAREER.sub(" ", gap)
    tokens = [_SAY_ONE_WORD.get(word, word) for word in _TOKEN.findall(gap) if word != ";"]
    if not words.GAP.issuperset(tokens) or not tokens:
        return False
    if not first.marked and ("," in tokens or "tussen" in tokens):
        return False
    if "\n" in gap or ";" in gap:
        return len(tokens) <= _MOST_WORDS_ON_NEXT_LINE and any(token.startswith("max") for token in tokens)
    if words.OR.search(gap):
        return bound_word(before)[0] == "max"
    if not words.JOINS.isdisjoint(tokens):
        return True
    return not words.JOINS_AFTER_OPENER.isdisjoint(tokens) and words.OPENER.search(before) is not None
