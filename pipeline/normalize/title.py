"""A published title in, a clean display title out: no gender tag, reference, place, employer, percentage or slogan."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from pipeline.normalize.text import fold, one_line
from pipeline.normalize.title_noise import is_noise
from pipeline.normalize.title_tokens import MAX_TITLE, unmangle

_PASSES = 4
_MIN_NAME = 3
_WORD = re.compile(r"[^\W\d_]{4,}(?![\w.+#])")
"""What a title begins with that is no product name such as "dbt", "npm" or "webpack.js"."""
_SHORTEST_SHOUT = 6
_PICTURES = re.compile("[\u2190-\u21ff\u2300-\u23cf\u23d0-\u27bf\u2900-\u2bff\ufe0e\ufe0f\U0001f000-\U0001faff]")
_TAG_SIGN = re.compile(r"[/|(\[]")
_GENDER_TAG = re.compile(
    r"\s*[(\[]\s?[mvfhwxdgi](?:\s?[/|,.*\s-]\s?[mvfhwxdi]){1,4}\s?[)\]]"
    r"|\s*[(\[](?:gn|all genders[^)\]]{0,20}|alle geslachten|tous genres|tous sexes)[)\]]"
    r"|(?<![\w&/.])(?:[mvfhw]\s?[/|]\s?){1,2}[mvfhwx](?:\s?[/|]\s?[xdi])*(?![\w&/])"
    r"|(?<=\s)/\s?[xdi]\)",  # the end of a tag that a source cut in two
    re.IGNORECASE,
)
_SLOGAN = re.compile(
    r"(?:dringend(?: gezocht)?|urgent|gezocht|vacature|vacancy|(?:now )?hiring|we'?re hiring|wij zoeken(?: een)?"
    r"|op zoek naar een|freelancer?|job(?: opening)?|offre d'emploi|word jij (?:onze|een)(?: nieuwe| nieuw)?"
    r"|(?:we|wir) (?:zoeken|suchen)(?: een| eine?n?)?|(?:nous )?recherchons(?: une?)?)\s*[:!\-–|]*\s+(?=\S)",
    re.IGNORECASE,
)
_TAIL_NOISE = re.compile(
    r"(?:(?<=[\w)%])\s+(?:\d{2,3}\s?(?:[-–/]\s?\d{2,3}\s?)?%|[34]/[45](?:de|e|ème)?|ref(?:erence|erentie|érence)?\.?[\s:.#]*"
    r"[a-z]{0,6}[-_/]?\d[\w/-]+))$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
"""No tail is noise without one."""
_LOOSE_COMMA = re.compile(r"\s+,(?=\s)")
_TAIL_SLOGAN = re.compile(r"\s+(?:gezocht|wanted|recherché(?:\(e\)|e)?)[!.\s]*$", re.IGNORECASE)
_SEPARATING = re.compile(r"[|⏐¦•·\-–—/,!]")
"""No separator is without one."""
_SEPARATOR = re.compile(r"(\s*[|⏐¦•·]\s*|\s+[-–—]+\s*|\s*[–—]\s+|\s*[-]\s+|\s*//\s*|,\s+|!+\s+)")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{0,80})[)\]]")
_CONNECTOR = re.compile(
    r"\s+(?:bij|@|at|chez|voor|for|pour|in|te|à|a|regio|région|region|near|nabij|omgeving|zu|bei)\s+"
    r"(?:(?:de )?regio |the )?",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[a-z0-9&']+")
_EDGES = " \t-–—|⏐¦•·,;:/!*_~=<>\"'"
_ACRONYMS = frozenset(
    """IT ICT SAP UX UI QA HR BI AI ML ERP CRM PHP SQL AWS GCP API DBA CTO CIO CISO SOC PLC IOT ETL DWH NET II III
    IV VBA ABAP FPGA VHDL HMI BTP PMO CAD GIS RPA SRE NLP LLM SEO KYC AML PL M365 D365 VP OT TV B2B B2C NL FR EN HTML
    CSS UML SSIS SSRS""".split()
)
_CASED = {
    name.upper(): name
    for name in "DevOps NodeJS JavaScript TypeScript iOS GraphQL MySQL PostgreSQL PowerBI GenAI".split()
}
_SMALL = frozenset(
    "de du des la le les et en van voor met der den op of and for the in à un une au aux und für m v x".split()
)


class _Own:
    """The ad's own employer and places, each as a whole and by its comma-separated parts; most titles ask for none."""

    def __init__(self, *wholes: str) -> None:
        self._wholes = wholes

    def __contains__(self, part: str) -> bool:
        return _bare(part) in self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset().union(*map(_names_in, self._wholes))


def clean_title(title: str, *, employer: str | None = None, places: tuple[str, ...] = ()) -> str:
    """Return ``title`` as a reader should see it; never empty when ``title`` is not.

    ``employer`` and ``places`` are the ad's own, as published and in other languages ("| Malines" for Mechelen); they
    are taken out where they only decorate: in a part of their own between separators or brackets, or at the end behind
    "bij", "@", "in", "chez" and the like. The words that name the work are never touched, save that a title all in
    capitals is set in upper and lower case.
    """
    original = one_line(title)
    if len(original) > MAX_TITLE:
        return original
    own = _Own(employer, *places) if employer else _Own(*places)
    current = original
    for _ in range(_PASSES):
        cleaned = _pass(current, own) or current
        if cleaned == current:
            break
        current = cleaned
    return _capital(current) if original[:1].isupper() or _WORD.match(current) else current


def _capital(text: str) -> str:
    """Return ``text`` with a capital in front where decoration took it, names as "iOS" spared."""
    return text[0].upper() + text[1:] if text[1:2].islower() else text


def _pass(title: str, own: _Own) -> str:
    text = title if title.isascii() else one_line(_PICTURES.sub(" ", unmangle(title)))
    if _TAG_SIGN.search(text):
        text = _GENDER_TAG.sub(" ", text)
        text = _BRACKETS.sub(lambda match: "" if _is_noise(match[1], own) else match[0], text)
    text = _without_noise_parts(text, own).lstrip(_EDGES)
    slogan = _SLOGAN.match(text)
    text = _TAIL_SLOGAN.sub("", text[slogan.end() :] if slogan else text)
    text = _without_tail(text, own)
    if "," in text:
        text = _LOOSE_COMMA.sub(",", text)
    if _DIGIT.search(text):
        text = _TAIL_NOISE.sub("", text)
    return _calm(" ".join(_trimmed(text).split()))


def _without_noise_parts(text: str, own: _Own) -> str:
    if not _SEPARATING.search(text):
        return text
    parts = _SEPARATOR.split(text)
    kept: list[str] = []
    for place in range(0, len(parts), 2):
        part = parts[place]
        if _is_noise(part, own):
            # "(Acme, Brugge)" loses the place, not its bracket.
            if part.endswith(")") and kept and kept[-1].count("(") > kept[-1].count(")"):
                kept[-1] += ")"
            continue
        if kept:
            kept.append(parts[place - 1])
        kept.append(part)
    return "".join(kept)


def _is_noise(part: str, own: _Own) -> bool:
    return is_noise(part) or part in own


@lru_cache(maxsize=8192)
def _names_in(whole: str) -> frozenset[str]:
    """Return one employer or place and its parts, folded; they come back in other ads, titles do not."""
    pieces = (whole, *re.split(r"[,;()/|]", whole))
    return frozenset(name for piece in pieces if len(name := _bare(piece)) >= _MIN_NAME)


def _bare(text: str) -> str:
    words = _NAME_WORD.findall(fold(text[:200]))
    while words and (words[0].isdigit() or words[0] in ("regio", "region", "omgeving", "te")):
        del words[0]
    while words and words[-1] in ("nv", "sa", "bv", "srl", "bvba", "sprl", "vzw", "asbl", "regio", "region"):
        del words[-1]
    return " ".join(words)


def _without_tail(text: str, own: _Own) -> str:
    """Return ``text`` without "bij EMPLOYER" or "in PLACE" at its end, when that is this ad's own."""
    for match in _CONNECTOR.finditer(text, _MIN_NAME):
        if text[match.end() :] in own:
            return text[: match.start()]
    return text


def _trimmed(text: str) -> str:
    text = text.strip(_EDGES)
    while text.endswith(".") and not text.endswith(("..", "i.")):
        text = text[:-1].rstrip(_EDGES)
    return text[1:-1].strip(_EDGES) if text.startswith("(") and text.find(")") == len(text) - 1 else text


def _calm(text: str) -> str:
    """Return a title all in capitals in upper and lower case, acronyms kept."""
    if not text.isupper() or sum(map(str.isalpha, text)) < _SHORTEST_SHOUT:
        return text
    return re.sub(r"[^\W\d_]+(?:'[^\W\d_]+)?", lambda match: _calm_word(match[0], first=match.start() == 0), text)


def _calm_word(word: str, *, first: bool) -> str:
    if word in _ACRONYMS:
        return word
    if word in _CASED:
        return _CASED[word]
    lowered = word.lower()
    return lowered if lowered in _SMALL and not first else lowered.capitalize()
