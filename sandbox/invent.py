"""Invents openings: dice and an employer go in, a `Vacancy` with all its facts and the plan of its ads comes out."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from models.posting import RequiredLanguage
from models.vocabulary import Benefit, Contract, EmploymentType, Role, Seniority, WorkMode
from sandbox.chance import dice, draw, pick, some, wording
from sandbox.reference import Employer, Stack, Town, Work, works
from sandbox.texts import bank, tellable
from sandbox.vacancy import Plan, Sentence, Vacancy
from sandbox.wages import wage

NON_IT_SHARE = 0.12
_LEVELS = (Seniority.INTERN, Seniority.JUNIOR, Seniority.MEDIOR, Seniority.SENIOR, Seniority.LEAD)
_LEVEL_WEIGHTS = (4, 20, 32, 37, 7)
YEARS = {"junior": (1, 2, 2), "medior": (3, 3, 4, 5), "senior": (5, 6, 7, 8, 10), "lead": (7, 8, 10)}
_TRADES_AT = {
    "care": ("care",),
    "sales": ("product", "sme", "consultancy", "bank", "staffing"),
    "technical": ("sme", "staffing", "public"),
    "logistics": ("sme", "staffing"),
    "office": ("product", "sme", "bank", "public", "consultancy", "staffing"),
}
_NOT_AT = {Role.GAME_DEVELOPER: "games", Role.EMBEDDED_DEVELOPER: "steel energy agri space telecom mobility consulting"}
"""Roles that exist in some domains only."""


def vacancy(rolls: random.Random, identifier: str, employer: Employer, *, work: Work | None = None) -> Vacancy:
    """Invent one opening at the employer; the dice decide everything that is not given."""
    work = work or _work(rolls, employer)
    level = Seniority.MANAGER if work.role is Role.ENGINEERING_MANAGER else draw(rolls, _LEVELS, _LEVEL_WEIGHTS)
    if work.role is None and level is Seniority.LEAD:
        level = Seniority.SENIOR
    contract = _contract(rolls, employer, level)
    if contract is Contract.FREELANCE and level in (Seniority.JUNIOR, Seniority.INTERN):
        level = Seniority.MEDIOR
    says_level = level in (Seniority.INTERN, Seniority.LEAD) or (work.role is not None and rolls.random() < 0.6)
    years = pick(rolls, YEARS[level]) if level.value in YEARS and rolls.random() < 0.6 else None
    mode, days = _mode(rolls, employer, work)
    found = Vacancy(
        identifier=identifier,
        employer=employer,
        work=work,
        stack=_stack(rolls, work),
        level=level,
        says_level=says_level,
        years=years,
        towns=_towns(rolls, employer),
        pay=wage(rolls, employer, work, level, contract),
        contract=contract,
        months=pick(rolls, (3, 6, 6, 9, 12)),
        employment_type=_employment_type(rolls, contract),
        work_mode=mode,
        office_days=days,
        languages=_languages(rolls, employer),
        benefits=_benefits(rolls, employer, contract),
        reference=f"{employer.name[:2].upper()}{rolls.randrange(10_000, 99_999)}",
        product=rolls.randrange(len(bank()["product"])),
        team=rolls.randrange(3, 15),
        person=rolls.randrange(1_000_000),
        plan=Plan(about=(), why=(), tasks=(), profile=(), offer=(), closing=(), layout=0, title=0),
    )
    return replace(found, plan=plan(rolls, found))


def plan(rolls: random.Random, found: Vacancy) -> Plan:
    """Decide what the ads of a vacancy say, and how."""
    employer = found.employer
    say = _Sayer(rolls, employer.languages)
    about = _about(rolls, employer)
    if rolls.random() < 0.3:
        about += say.some("trap", 1)
    return Plan(
        about=about,
        why=say.some("why" if found.role else "why.trade", pick(rolls, (1, 1, 2))),
        tasks=_tasks(rolls, say, found.work),
        profile=_profile(rolls, say, found),
        offer=_offer(rolls, say, found),
        closing=say.some("closing", pick(rolls, (0, 1, 1, 2))) + say.some("contact", int(rolls.random() < 0.6)),
        layout=wording(rolls),
        title=wording(rolls),
    )


class _Sayer:
    """Picks ideas that can be told in all languages of the employer."""

    def __init__(self, rolls: random.Random, languages: tuple[str, ...]) -> None:
        self._rolls = rolls
        self._languages = languages

    def some(self, section: str, count: int) -> tuple[Sentence, ...]:
        """Pick up to ``count`` different ideas of a section."""
        known = tellable(section, self._languages)
        return tuple(
            Sentence(section=section, idea=idea, wording=wording(self._rolls))
            for idea in some(self._rolls, known, count)
        )


def _about(rolls: random.Random, employer: Employer) -> tuple[Sentence, ...]:
    """Most employers paste the same lines about themselves into every ad, and a few ads differ."""
    if rolls.random() < 0.7:
        return _pasted(employer.name, employer.kind, employer.languages)
    return _Sayer(rolls, employer.languages).some(f"about.{employer.kind}", pick(rolls, (2, 3)))


@lru_cache(maxsize=4096)
def _pasted(name: str, kind: str, languages: tuple[str, ...]) -> tuple[Sentence, ...]:
    """Return the lines that an employer always pastes."""
    own = dice(name)
    return _Sayer(own, languages).some(f"about.{kind}", pick(own, (2, 3)))


def _tasks(rolls: random.Random, say: _Sayer, work: Work) -> tuple[Sentence, ...]:
    tasks = say.some(work.tasks, pick(rolls, (3, 4, 4, 5)))
    if work.role is Role.FULL_STACK_DEVELOPER:
        tasks = tasks[:3] + say.some("task.frontend", 2)
    tasks += say.some("task.any", pick(rolls, (1, 2, 2, 3))) if work.role else ()
    return tuple(some(rolls, tasks, len(tasks)))


def _profile(rolls: random.Random, say: _Sayer, found: Vacancy) -> tuple[Sentence, ...]:
    lines = list(say.some("soft", pick(rolls, (1, 2, 2))))
    if found.stack:
        lines += say.some("must", 1)
        lines += say.some("nice", 1) if found.stack.nice else ()
    lines += say.some("years", 1) if found.years is not None else ()
    if found.says_level and found.level is Seniority.JUNIOR and found.years is None:
        lines += say.some("starter", 1)
    if found.says_level and found.level in (Seniority.SENIOR, Seniority.LEAD) and rolls.random() < 0.6:
        lines += say.some("seniority", 1)
    lines += say.some("degree", 1) if found.role and rolls.random() < 0.55 else ()
    rolls.shuffle(lines)
    lines += say.some("language.required", 1) if any(language.required for language in found.languages) else ()
    lines += say.some("language.optional", 1) if any(not language.required for language in found.languages) else ()
    return tuple(lines)


def _offer(rolls: random.Random, say: _Sayer, found: Vacancy) -> tuple[Sentence, ...]:
    lines = list(say.some(f"contract.{found.contract.value}", 1))
    if found.pay:
        lines.append(Sentence(section=found.pay.form, idea=found.pay.idea, wording=wording(rolls)))
    elif found.contract is not Contract.FREELANCE:
        lines += say.some("pay.none", int(rolls.random() < 0.7))
    for benefit in found.benefits:
        lines += say.some(f"benefit.{benefit.value}", 1)
    lines += say.some("perk", pick(rolls, (0, 1, 1, 2)))
    rolls.shuffle(lines)
    if found.work_mode:
        lines[rolls.randrange(len(lines) + 1) : 0] = say.some(f"mode.{found.work_mode.value}", 1)
    return tuple(lines)


def _work(rolls: random.Random, employer: Employer) -> Work:
    german = "de" in employer.languages
    if rolls.random() < NON_IT_SHARE and not german:
        return draw(rolls, *_trades(employer.kind, employer.domain))
    return draw(rolls, *_roles(employer.domain))


@cache
def _trades(kind: str, domain: str) -> tuple[tuple[Work, ...], tuple[float, ...]]:
    """Return the trades of such an employer and their shares."""
    found = tuple(work for work in works() if work.role is None and {kind, domain} & set(_TRADES_AT[work.name]))
    return found, tuple(work.weight for work in found)


@cache
def _roles(domain: str) -> tuple[tuple[Work, ...], tuple[float, ...]]:
    """Return the IT roles of such an employer and their shares; game studios hire game developers."""
    found = tuple(work for work in works() if work.role and domain in _NOT_AT.get(work.role, domain))
    games = {Role.GAME_DEVELOPER: 12 if domain == "games" else 1}
    return found, tuple(work.weight * games.get(work.role, 1) for work in found if work.role)


def _stack(rolls: random.Random, work: Work) -> Stack | None:
    if not work.stacks:
        return None
    whole = pick(rolls, work.stacks)
    nice = some(rolls, whole.nice, int(rolls.random() * len(whole.nice)))
    return Stack(whole.name, whole.must, tuple(nice))


def _towns(rolls: random.Random, employer: Employer) -> tuple[Town, ...]:
    weights = [4, 2, 1][: len(employer.towns)]
    if len(employer.towns) > 1 and rolls.random() < 0.06:
        return employer.towns[:2]
    return (draw(rolls, employer.towns, weights),)


def _contract(rolls: random.Random, employer: Employer, level: Seniority) -> Contract:
    if level is Seniority.INTERN:
        return Contract.INTERNSHIP if "de" not in employer.languages else Contract.EMPLOYEE
    if "de" in employer.languages:
        return Contract.EMPLOYEE
    freelance = {"consultancy": 12, "staffing": 16, "bank": 5}.get(employer.kind, 2)
    temporary = {"public": 10, "staffing": 4}.get(employer.kind, 2)
    choices = (Contract.EMPLOYEE, Contract.FREELANCE, Contract.TEMPORARY, Contract.STUDENT)
    return draw(rolls, choices, (90 - freelance, freelance, temporary, 1))


def _employment_type(rolls: random.Random, contract: Contract) -> EmploymentType:
    if contract is Contract.FREELANCE:
        return EmploymentType.CONTRACTOR
    if contract is Contract.INTERNSHIP:
        return EmploymentType.INTERN
    if contract is Contract.STUDENT or (contract is Contract.TEMPORARY and rolls.random() < 0.2):
        return EmploymentType.PART_TIME
    return EmploymentType.FULL_TIME


def _mode(rolls: random.Random, employer: Employer, work: Work) -> tuple[WorkMode | None, int | None]:
    if work.role is None or work.role is Role.IT_SUPPORT:
        return draw(rolls, ((WorkMode.ONSITE, None), (None, None)), (3, 7))
    remote = 0 if "de" in employer.languages else 5
    mode = draw(rolls, (WorkMode.HYBRID, WorkMode.ONSITE, WorkMode.REMOTE, None), (55, 12, remote, 28))
    return mode, pick(rolls, (2, 2, 3)) if mode is WorkMode.HYBRID else None


def _languages(rolls: random.Random, employer: Employer) -> tuple[RequiredLanguage, ...]:
    if rolls.random() < 0.25:
        return ()
    region = employer.towns[0].region
    first = employer.languages[0]
    others = {"nl": ("en", "fr"), "fr": ("en", "nl"), "en": ("nl", "fr"), "de": ("fr", "en")}[first]
    required = [first] + ([others[0]] if rolls.random() < 0.45 else []) + (["nl"] if region == "B" else [])
    optional = [others[1]] if rolls.random() < 0.35 else []
    codes = dict.fromkeys(required, True) | {code: False for code in optional if code not in required}
    return tuple(RequiredLanguage(code=code, required=needed) for code, needed in codes.items())


def _benefits(rolls: random.Random, employer: Employer, contract: Contract) -> tuple[Benefit, ...]:
    if contract is not Contract.EMPLOYEE:
        return ()
    return tuple(some(rolls, _known_benefits(employer.languages), pick(rolls, (2, 3, 4, 5, 6))))


@cache
def _known_benefits(languages: tuple[str, ...]) -> tuple[Benefit, ...]:
    """Return the benefits that can be told in all the languages."""
    return tuple(
        benefit
        for benefit in Benefit
        if f"benefit.{benefit.value}" in bank() and tellable(f"benefit.{benefit.value}", languages)
    )


def reworded(rolls: random.Random, sentences: Iterable[Sentence], *, kept: float) -> tuple[Sentence, ...]:
    """Word sentences anew, except a share that stays as it is."""
    return tuple(
        sentence if rolls.random() < kept else sentence._replace(wording=wording(rolls)) for sentence in sentences
    )


def thinned(rolls: random.Random, sentences: Sequence[Sentence], *, kept: float) -> tuple[Sentence, ...]:
    """Drop some sentences; at least one of them stays."""
    left = tuple(sentence for sentence in sentences if rolls.random() < kept)
    return left or tuple(sentences[:1])
