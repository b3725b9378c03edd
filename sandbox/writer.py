"""Writes ads: a vacancy and a language go in, a title and an HTML description come out.

Nothing here is random: the plan of the vacancy holds every choice, so one plan written twice is one text, and a plan
with other wording numbers is a reworded ad.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from models.vocabulary import Seniority, UnitText
from sandbox.reference import Employer, Town, domains
from sandbox.texts import bank
from sandbox.vacancy import Sentence, Vacancy

_AND = {"nl": "en", "fr": "et", "en": "and", "de": "und"}
_LANGUAGE_NAMES = {
    "nl": {"nl": "Nederlands", "fr": "Frans", "en": "Engels", "de": "Duits"},
    "fr": {"nl": "néerlandais", "fr": "français", "en": "anglais", "de": "allemand"},
    "en": {"nl": "Dutch", "fr": "French", "en": "English", "de": "German"},
    "de": {"nl": "Niederländisch", "fr": "Französisch", "en": "Englisch", "de": "Deutsch"},
}
_LEVEL_BEFORE = {
    Seniority.JUNIOR: "Junior",
    Seniority.MEDIOR: "Medior",
    Seniority.SENIOR: "Senior",
    Seniority.LEAD: "Lead",
}
_LEVEL_AFTER_FR = {
    Seniority.JUNIOR: "junior",
    Seniority.MEDIOR: "confirmé",
    Seniority.SENIOR: "senior",
    Seniority.LEAD: "lead",
}
_INTERN = {"nl": "Stage {}", "fr": "Stage - {}", "en": "{} Intern", "de": "Praktikum {}"}
_GENDER = {
    "nl": ("", "", "", " (m/v/x)", " m/v", " (M/V/X)"),
    "fr": ("", " (H/F/X)", " H/F", " (h/f)"),
    "en": ("", "", "", " (m/f/x)", " (all genders)"),
    "de": (" (m/w/d)",),
}
_MILLIONS = {"nl": "miljoen", "fr": "millions d'", "en": "million", "de": "Millionen"}
_THOUSANDS = {"nl": (".", ""), "fr": (" ", "."), "en": (",", ""), "de": (".",)}
_FIRST = "Lotte Wout Amélie Sofie Karim Jonas Elke Thibault Noor Yassine Griet Baptiste Hanne Pieter Inès Dries".split()
_LAST = "Vermeirsch Delbaere Lamberts Quintens Haddouchi Warnier Costenoble Geudens Pirlot Stuyvaert Marichal".split()
_ORDERS = (
    ("about", "role", "profile", "offer", "closing"),
    ("about", "role", "offer", "profile", "closing"),
    ("role", "profile", "offer", "about", "closing"),
    ("role", "about", "profile", "offer", "closing"),
    ("role", "profile", "about", "offer", "closing"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A run of sentences under one heading."""

    kind: str
    heading: str
    lines: tuple[str, ...]


def title(vacancy: Vacancy, language: str, town: Town, *, variant: int | None = None) -> str:
    """Write the title; ``variant`` overrides the choices of the plan."""
    choice = vacancy.plan.title if variant is None else variant
    choice, which = divmod(choice, len(vacancy.work.titles[language]))
    name = vacancy.work.titles[language][which].format_map(_title_facts(vacancy))
    name = _levelled(name, vacancy, language)
    choice, gender = divmod(choice, len(_GENDER[language]))
    choice, tail = divmod(choice, 12)
    tails = {
        0: f" - {town.name(language)}",
        1: f" | {town.name(language)}",
        2: f" - {vacancy.reference}",
        3: f" {'à' if language == 'fr' else 'in'} {town.name(language)}"
        if language != "nl"
        else f" regio {town.names['nl']}",
    }
    return f"{name}{_GENDER[language][gender]}{tails.get(tail, '')}"


def _title_facts(vacancy: Vacancy) -> dict[str, str]:
    musts = vacancy.stack.must if vacancy.stack else ("", "", "")
    return {"tech": musts[0], "tech3": musts[2]}


def _levelled(name: str, vacancy: Vacancy, language: str) -> str:
    if vacancy.level is Seniority.INTERN:
        return _INTERN[language].format(name)
    if not vacancy.says_level or vacancy.level not in _LEVEL_BEFORE:
        return name
    if language == "fr":
        return f"{name} {_LEVEL_AFTER_FR[vacancy.level]}"
    return f"{_LEVEL_BEFORE[vacancy.level]} {name}"


def parts(vacancy: Vacancy, language: str, town: Town, *, speaker: Employer | None = None) -> tuple[Part, ...]:
    """Write the ad as parts in the order of its layout; the speaker is the employer or the agency."""
    words = facts(vacancy, language, town, speaker or vacancy.employer)
    plan = vacancy.plan
    runs = {
        "about": [("about", plan.about)],
        "role": [("why", plan.why), ("tasks", plan.tasks)],
        "profile": [("profile", plan.profile)],
        "offer": [("offer", plan.offer)],
        "closing": [("closing", plan.closing)],
    }
    order = _ORDERS[plan.layout % len(_ORDERS)]
    return tuple(
        Part(kind, _heading(kind, language, plan.layout, words), told(sentences, language, words))
        for name in order
        for kind, sentences in runs[name]
        if sentences
    )


def told(sentences: Iterable[Sentence], language: str, words: Mapping[str, str]) -> tuple[str, ...]:
    """Tell sentences in a language; ideas that do not know the language are left out."""
    ideas = bank()
    return tuple(
        _capital(idea.say(language, sentence.wording, words))
        for sentence in sentences
        if (idea := ideas[sentence.section][sentence.idea]).knows(language)
    )


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _heading(kind: str, language: str, layout: int, words: Mapping[str, str]) -> str:
    ideas = bank()[f"heading.{kind}"]
    return ideas[0].say(language, layout // 7 + len(kind), words)


def facts(vacancy: Vacancy, language: str, town: Town, speaker: Employer) -> dict[str, str]:
    """Everything an idea may name, worded in the language."""
    musts = vacancy.stack.must if vacancy.stack else ()
    ideas = bank()
    words = {
        "employer": speaker.name,
        "town": town.name(language),
        "domain": domains()[_trade(vacancy)][language],
        "year": str(speaker.founded),
        "ageyears": str(2026 - speaker.founded),
        "staff": str(speaker.staff),
        "clients": str(speaker.staff * 7 // 10 * 10 + 40),
        "budget": f"{2 + speaker.staff % 9} {_MILLIONS[language]}",
        "team": str(vacancy.team),
        "product": ideas["product"][vacancy.product].say(language, 0, {}),
        "job": vacancy.work.titles[language][0].format_map(_title_facts(vacancy)),
        "musts": _listed(musts, language),
        "nices": _listed(vacancy.stack.nice, language) if vacancy.stack else "",
        "s1": musts[0] if musts else "",
        "s2": musts[1] if len(musts) > 1 else "",
        "years": str(vacancy.years),
        "days": str(vacancy.office_days),
        "home": str(5 - vacancy.office_days) if vacancy.office_days is not None else "",
        "months": str(vacancy.months),
        "required": _language_names(vacancy, language, required=True),
        "optional": _language_names(vacancy, language, required=False),
    }
    if language == "fr":
        words |= {f"of_{name}": _of(words[name]) for name in ("town", "product", "employer")}
    return words | _person(vacancy) | _pay_words(vacancy, language)


def _of(name: str) -> str:
    """Put *de* before a French name, as French joins them."""
    for article, joined in (("le ", "du "), ("les ", "des ")):
        if name.startswith(article):
            return joined + name.removeprefix(article)
    return f"d'{name}" if name[0] in "AEIOUYÉÈÎaeiouyéè" else f"de {name}"


def _trade(vacancy: Vacancy) -> str:
    """Say what the company behind an ad does; an agency's own openings are for clients of all trades."""
    if vacancy.employer.kind != "staffing":
        return vacancy.employer.domain
    return tuple(domains())[vacancy.person % (len(domains()) - 2)]


def _listed(names: Sequence[str], language: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {_AND[language]} {names[-1]}"


def _language_names(vacancy: Vacancy, language: str, *, required: bool) -> str:
    names = _LANGUAGE_NAMES[language]
    return _listed([names[item.code] for item in vacancy.languages if item.required is required], language)


def _person(vacancy: Vacancy) -> dict[str, str]:
    number, first = divmod(vacancy.person, len(_FIRST))
    number, last = divmod(number, len(_LAST))
    forms = (
        "0470 {a} {b} {c}",
        "+32 47{d} {a} {b} {c}",
        "050 {a} {b} {c}",
        "+32 (0)2 55{d} {a} {b}",
        "0032 4 7{d}{a} {b}",
    )
    pairs = {
        "a": f"{number % 90 + 10}",
        "b": f"{number * 7 % 90 + 10}",
        "c": f"{number * 13 % 90 + 10}",
        "d": number % 10,
    }
    name = f"{_FIRST[first]} {_LAST[last]}"
    mail = f"{name.lower().replace(' ', '.').replace('é', 'e').replace('è', 'e')}@example.be"
    return {"person": name, "phone": forms[number % len(forms)].format_map(pairs), "mail": mail}


def _pay_words(vacancy: Vacancy, language: str) -> dict[str, str]:
    if not vacancy.pay:
        return {}
    marks = _THOUSANDS[language]
    mark = marks[vacancy.plan.layout % len(marks)]
    words = {}
    for name, amount in (("lo", vacancy.pay.min), ("hi", vacancy.pay.max)):
        if amount is not None:
            words[name] = _amount(amount, mark, language, cents=vacancy.pay.unit is UnitText.HOUR)
            words[f"k{name}"] = f"{amount / 1000:.0f}"
    return words


def _amount(amount: Decimal, mark: str, language: str, *, cents: bool) -> str:
    if cents:
        return f"{amount:.2f}" if language == "en" else f"{amount:.2f}".replace(".", ",")
    return f"{amount:,.0f}".replace(",", mark)


def html(content: Iterable[Part], layout: int) -> str:
    """Set parts in HTML, in one of many ways that editors of ads have."""
    head = _HEADS[layout // 11 % len(_HEADS)]
    listing = _LISTS[layout // 61 % len(_LISTS)]
    body = []
    for part in content:
        if not (part.kind in ("about", "why") and layout // 5 % 3 == 0):
            body.append(head(escape(part.heading, quote=False)))
        # One call for all lines: a million ads have twenty million lines.
        lines = escape("\0".join(part.lines), quote=False).split("\0")
        body.append(listing(lines) if part.kind in ("tasks", "profile", "offer") else f"<p>{' '.join(lines)}</p>")
    return "\n".join(body)


_HEADS: tuple[Callable[[str], str], ...] = (
    lambda text: f"<h2>{text}</h2>",
    lambda text: f"<h3><strong>{text}</strong></h3>",
    lambda text: f"<p><strong>{text}</strong></p>",
    lambda text: f"<p><b>{text.upper()}</b><br></p>",
    lambda text: f"<h4>{text}?</h4>" if len(text) % 2 else f"<h4>{text}:</h4>",
)
_LISTS: tuple[Callable[[Sequence[str]], str], ...] = (
    lambda lines: "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>",
    lambda lines: "<ul>\n" + "\n".join(f"<li><p>{line}</p></li>" for line in lines) + "\n</ul>",
    lambda lines: "<p>" + "<br>".join(f"- {line}" for line in lines) + "</p>",
    lambda lines: "<p>" + "<br />\n".join(f"• {line}" for line in lines) + "</p>",
    lambda lines: "".join(f"<p>{line}</p>" for line in lines),
    lambda lines: f"<p>{' '.join(lines)}</p>",
)
