"""The words for periods of pay in nl, fr, en and de, in folded form, and the patterns that find them at a figure."""

from __future__ import annotations

import re

from models.vocabulary import UnitText

_WORDS_OF_UNIT = {
    UnitText.HOUR: "hour hours hr hrs h u uur uren heure heures stunde std",
    UnitText.DAY: "day days dag d jour jours journee tag manday",
    UnitText.WEEK: "week wk semaine woche",
    UnitText.MONTH: "month months mo mth maand mnd m mois monat",
    UnitText.YEAR: "year years yr y jaar jr j an annum annee jahr annually",
}
_ADJECTIVES_OF_UNIT = {
    UnitText.HOUR: "hourly horaire stundlich ph p/h p/u p.u p.u. p/uur uurbasis stundenbasis",
    UnitText.DAY: "daily dagelijks journalier journaliere taglich p/d p.d p.d. pd dagbasis tagesbasis",
    UnitText.WEEK: "weekly wekelijks hebdomadaire wochentlich p/w weekbasis wochenbasis",
    UnitText.MONTH: "monthly mensuel mensuels mensuelle mensuelles mensuellement maandelijks monatlich p/m p.m p.m. pm "
    "p/mnd p/maand maandbasis monatsbasis pcm",
    UnitText.YEAR: "yearly annually annual annuel annuels annuelle annuelles annuellement jaarlijks jahrlich p/j p.j "
    "p.j. p.a p.a. pa p/a p/y jaarbasis jahresbasis p/jaar",
}
UNIT_OF_WORD = {
    word: unit
    for table in (_WORDS_OF_UNIT, _ADJECTIVES_OF_UNIT)
    for unit, words in table.items()
    for word in words.split()
}
UNIT_OF_WORD["p. a"] = UnitText.YEAR
_NOUNS = "|".join(sorted((w for ws in _WORDS_OF_UNIT.values() for w in ws.split()), key=len, reverse=True))
_ADJECTIVES = "|".join(
    re.escape(w) for w in sorted((w for ws in _ADJECTIVES_OF_UNIT.values() for w in ws.split()), key=len, reverse=True)
)
_EACH = r"(?:each|every|elke?|iedere?|chaque|tous\sles|jede[ns]?)"
_ARTICLE = r"(?:(?:in|au|am|a|im)\s)?(?:the|an?|de|het|'t|le|la|die|der)"
_WORKED = r"(?:(?:gewerkte?|gepresteerde?|worked|geleistete[nrs]?)\s)?"
_PREPOSITION = rf"(?:(?:per|par|pro|{_EACH}|im|am|au|{_ARTICLE}|p)\s{_WORKED}|/\s?|(?:(?:de|a)\s)?l'|p\.\s?|per-?)"

_FILLERS = r"""bruto gross bruts? brutes? brutto netto nets? net euros? eur all[-\s]?in fulltime full-time voltijds
    salary salaris basis fixes? loon indexe geindexeerd ex(?:cl)?\.?\sbtw excl\.?\svat ht htva rate base of"""
_FILLER = rf"(?:(?:{'|'.join(_FILLERS.split())})\b[\s,./)*-]{{0,3}}){{0,4}}"
_RHYTHM = (
    r"(?:geindexeerd|index|(?:uit|aus|uitge|ausge)?(?:betaald|bezahlt|gezahlt)|paid|paye|verse|herzien|herbekeken|aangepast"
    r"|geevalueerd|review|revis|revu|adapte|ajuste|angepasst|bonus|premi|leave\b|increase|raise|evaluat)"
)
"""Behind an adjective of time: how often pay is paid out or looked at again, not the period of the figure."""
UNIT_AFTER = re.compile(
    rf"[\s,.;)*+~-]{{0,4}}(?:\([^()]{{0,40}}\)\s?)?{_FILLER}(?:\([^()]{{0,40}}\)\s?)?(?:"
    rf"{_PREPOSITION}\(?(?P<noun>{_NOUNS})(?![a-z0-9])"
    r"|(?:per|par|/)\s?(?P<glued>maand|month|mois|monat|jaar|annum|year(?!ly)|hour(?!ly)|heure|uur(?!loon|werk)|jour(?!nal))"
    r"(?=[a-z])"
    rf"|\(?(?:op|on|sur|uit|auf)?\s?(?:(?:an?|une|base)\s){{0,2}}(?P<adj>{_ADJECTIVES}|p\. a)(?![a-z0-9]|\s{_RHYTHM}))"
)
"""The period directly behind a figure; fillers such as "gross" may stand between. Glued: "per maandVakantiegeld"."""
UNIT_IN_PARENTHESES = re.compile(
    r"[\s,.]{0,2}\([^()]{0,40}?(?:/ ?(?P<noun>month|maand|mois|year|jaar|an)"
    r"|\b(?P<word>annual|yearly|monthly|annually|per month|per maand|per jaar|per year"
    r"|op jaarbasis|jaarbasis|maandbasis|jaarsalaris|maandsalaris|annuel|mensuel))\b[^()]{0,60}\)"
)
"""The period within the parentheses directly behind a figure."""
_PER_MONTH = (
    r"(?:bruto|gross|bruts?)\s?(?:per|par|a|p\.?/?)\s?(?:maand|month|mois|m\b)|op maandbasis|per maand|per month"
    r"|par mois|bruts? mensuels?|(?:elke|iedere) maand|chaque mois|tous les mois|(?:each|every) month"
    r"|(?:jeden|im|pro) monat"
)
_PER_YEAR = (
    r"(?:bruto|gross|bruts?) (?:per|par|a) (?:jaar|year|an)|op jaarbasis|per annum|bruts? annuels?|annual salary"
    r"|on an annual basis"
)
UNIT_LATER = re.compile(rf"[^0-9€;+\n]{{0,60}}?\b(?:(?P<month>{_PER_MONTH})|(?P<year>{_PER_YEAR}))\b")
"""A period further on in the sentence, with nothing counted between."""

_PAY_STEM = (
    r"(?:salar|salair|loon|lonen|wedde|inkomen|tarie|verdien|vergoeding|beloning|gehalt|lohn|satz|pakket|brutto?\b)"
)
_STEM = r"maand|jaar|uur|dag|week|monats|jahres|stunden|tages|wochen"
_COMPOUND = rf"(?P<c>{_STEM})[- ]?(?:bruto)?[- ]?{_PAY_STEM}"
UNIT_OF_PAY_AFTER = re.compile(
    r"\s?(?:(?:euros?|eur|als|as|aan|an|brutt?o|gross|geindexeerde?|indexiertes)\s){0,3}"
    rf"(?:(?:bruto|brutto|netto)[- ]?)?(?P<c>{_STEM})-?"
    r"(?:salaris|loon|lohn|wedde|gehalt|verdienste?)\b(?!\s?(?:[:€0-9]|van\b|von\b|is\b|vanaf\b|tussen\b|ab\b))"
)
"""The period in a word for pay directly behind a figure: "5.200 euro bruto maandloon"; a colon or "van" begins anew."""
_EN = (
    r"\b(?P<e>monthly|annual|yearly|hourly|daily|weekly|day|hour)"
    r"(?:\W+(?:gross|base|basic|fixed|full-time|net|brutto|internship|traineeship|starting|bruto)){0,3}"
    r"\W+(?:salar|wage|pay\b|rate|remuneration|compensation|income|earning|stipend|scholarship|allowance|fee|package|targeted|base\b"
    r"|between|from|of\b|range)"
)
_FR = (
    r"(?:salaire|remuneration|fixe|brute?s?|traitement|package|base|taux|tarif)"
    r"(?:\W+(?:fixe|brute?|de base|net|global|indexe)){0,2}\W+(?P<f>mensuel|annuel|horaire|journalier|hebdomadaire)"
    r"|\b(?P<g>mensuel|annuel|horaire)(?:le)?s?\s+(?:(?:brute?|fixe)\s*)?(?:de\b|:)"
)
_NEAR = (
    rf"\b(?:per|par|pro|p\.?|/)\s?(?P<n>{_NOUNS})\b"
    r"(?=(?:[^?\n0-9]{0,40}\?)?"
    r"\W{0,4}(?:(?:bruto|brut|gross|is|van|of|de|from|vanaf|tussen|between|entre|zwischen)\W+){0,2}$)"
)
_OF_A_PERIOD = (
    r"\b(?P<w>dagelijks|wekelijks|maandelijks|jaarlijks|stundlich|taglich|wochentlich|monatlich|jahrlich)e?[rsnm]?\W+"
    rf"(?:(?:bruto?|brutto|netto|vast)e?[rsn]?\W+)?[a-z]{{0,12}}(?:{_PAY_STEM}|verloning|vergutung|bezug)"
)
"""The adjective of a word for pay: "maandelijkse brutowedde", "monatliche Vergütung"."""
_REGULARLY = (
    rf"\b(?:{_EACH}|per|par|pro)\s{_WORKED}"
    r"(?P<r>maand|mois|month|monat|jaar|an|annee|year|jahr|uur|heure|hour|stunde|(?<=kte )dag|(?<=rde )dag)\b"
    r",?(?:\s[a-z'-]+){0,6}\s*$"
)
"""Said of the whole clause: "elke maand staat er … op je rekening". Days and weeks rather tell of work at home."""
_OF_PAY = (
    rf"(?:salar|salair|loon|wage|pay|brut|gross|bruto|wedde)\w*\W+(?:gross\W+|bruto?\W+|brute\W+)?"
    rf"(?:(?:per|par|/)\s?(?P<o>{_NOUNS})|op (?P<basis>jaarbasis|maandbasis))\b"
)
_ON_BASIS = (
    r"\b(?:op|auf) (?P<b>(?:maand|jaar|uur|dag|week|monats|jahres|stunden|tages|wochen)basis)\b"
    r"|\bbase (?P<bf>annuelle|mensuelle|horaire|journaliere|hebdomadaire)\b"
    r"|\bon an? (?P<be>annual|yearly|monthly|weekly|daily|hourly) basis\b"
)
"""Said of the whole clause: "op jaarbasis komt je loon uit op …"."""
_HEADING = r"(?:^|\b(?:gross|bruto|net|netto)\W)(?P<i>monthly|annual|yearly|hourly)(?: gross| base)?\s?:"
UNIT_BEFORE = re.compile(
    rf"{_OF_PAY}|{_COMPOUND}|{_EN}|{_FR}|{_NEAR}|{_HEADING}|{_REGULARLY}|{_OF_A_PERIOD}|{_ON_BASIS}"
    r"|\b(?P<t>tjm|dagprijs|maandelijks|jaarlijks|mensuellement|annuellement|monatlich|jahrlich)\b"
)
"""A period named before the figure, as part of the word for pay."""
UNIT_OF_STEM = {
    "maand": UnitText.MONTH, "jaar": UnitText.YEAR, "uur": UnitText.HOUR, "dag": UnitText.DAY, "week": UnitText.WEEK,
    "monats": UnitText.MONTH, "jahres": UnitText.YEAR, "stunden": UnitText.HOUR, "tages": UnitText.DAY,
    "wochen": UnitText.WEEK,
    "monthly": UnitText.MONTH, "annual": UnitText.YEAR, "yearly": UnitText.YEAR, "hourly": UnitText.HOUR,
    "daily": UnitText.DAY, "weekly": UnitText.WEEK, "day": UnitText.DAY, "hour": UnitText.HOUR,
    "mensuel": UnitText.MONTH, "annuel": UnitText.YEAR, "horaire": UnitText.HOUR, "journalier": UnitText.DAY,
    "tjm": UnitText.DAY, "dagprijs": UnitText.DAY,
    "maandelijks": UnitText.MONTH, "jaarlijks": UnitText.YEAR, "annually": UnitText.YEAR,
    "per month": UnitText.MONTH, "per maand": UnitText.MONTH, "per jaar": UnitText.YEAR, "per year": UnitText.YEAR,
    "op jaarbasis": UnitText.YEAR, "jaarbasis": UnitText.YEAR, "maandbasis": UnitText.MONTH,
    "jaarsalaris": UnitText.YEAR, "maandsalaris": UnitText.MONTH,
}  # fmt: skip

MONTHS = re.compile(
    r"(?:x|\*|×|sur|keer|fois|times)\s?(?P<a>12|13|14|1[2-4][.,]\d{1,2})\s?(?:x\b|maanden|mois|months|$|[^0-9%€a-z.,])"
    r"|\b(?P<b>1[2-4][.,]\d{1,2}|13|14)\s?(?:x\b|maanden|maandlonen|mois|months|monatsgehalter|monthly salar)"
    r"|\b(?P<c>12|13|14)\s?x\b"
)
"""Number of monthly pays in a year, where it is written out."""

TIMES_MONTHS = re.compile(
    r"[\s,(]{0,3}(?:(?:bruto?|bruts?|brutto|gross|netto?|nets?|eur|euros?)[\s,(]{1,3}){0,2}"
    r"(?:[x*×]|maal|keer|fois|times|mal)\s?1[2-4](?:[.,][0-9]{1,2})?(?![0-9%.,]*[0-9%€])"
)
"""What is multiplied by the monthly pays of a year is a month's pay; spread "over 13,92 months" it may be a year's."""

PERCENTAGE = re.compile(
    r"(?:voor|bij|a|pour|for|at|op|obv|o\.b\.v\.|basis van|temps partiel|deeltijds|part-time)\s?(?:een\s|an?\s)?\(?"
    r"(?P<p>[2-9][0-9])\s?%(?!\s?(?:van|of|du|de|holiday|vakantie))"
    r"|(?P<q>4/5)|(?P<h>halftijds|mi-temps|half-time)"
    r"|(?P<full>full[- ]?time|voltijds|volledig dienstverband|temps plein|vollzeit|volledige werkweek)"
)
"""The share of full-time work that a figure pays."""
