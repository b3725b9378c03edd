"""Ads: an opening and a placement go in, one published ad comes out, worded as that publisher would.

A *placement* says where a vacancy is advertised and how its text came there: the *stratum*. Copies are altered the way
people and sites alter them: cut off, reworded, translated, retold by an agency that hides the employer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sandbox.chance import dice, pick, some, wording
from sandbox.invent import reworded, thinned
from sandbox.reference import Employer, Town
from sandbox.texts import tellable
from sandbox.vacancy import Sentence, Vacancy
from sandbox.writer import Part, html, parts, title


class Stratum(StrEnum):
    """How an ad relates to the vacancy it is for; the first is no copy at all."""

    ORIGINAL = "original"
    EXACT = "exact"
    CROSS_POSTED = "cross_posted"
    TRUNCATED = "truncated"
    REWORDED = "reworded"
    AGENCY = "agency"
    PER_CITY = "per_city"
    SENIORITY_TWIN = "seniority_twin"
    STACK_TWIN = "stack_twin"
    TRANSLATED = "translated"
    EMPLOYER_MISSING = "employer_missing"
    REPOST = "repost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where and how one vacancy is advertised."""

    source: str
    board: str
    identifier: str
    publisher: Employer
    """Who runs the list it stands on."""
    stratum: Stratum
    language: str
    seed: int
    first: int
    """First night it is listed."""
    last: int | None = None
    """Last night it is listed; ``None``: as long as the vacancy is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ad:
    """One ad as it stands on one night."""

    source: str
    board: str
    identifier: str
    vacancy: Vacancy
    stratum: Stratum
    language: str
    title: str
    html: str
    employer: str | None
    """The organization as the ad names it."""
    towns: tuple[Town, ...]
    reference: str | None
    posted: date
    updated: date
    valid_through: date | None
    shows_pay: bool
    """Whether the source's own pay fields are filled too."""


def write(vacancy: Vacancy, placement: Placement, *, posted: date, updated: date) -> Ad:
    """Write the ad of a placement for one version of its vacancy."""
    told, speaker, shown, variant = _retold(vacancy, placement)
    content = parts(told, placement.language, told.towns[0], speaker=speaker)
    if placement.stratum is Stratum.TRUNCATED:
        content = shortened(content, share=0.3 + placement.seed % 5 / 10)
    hides_reference = placement.stratum in (Stratum.AGENCY, Stratum.TRUNCATED, Stratum.EMPLOYER_MISSING)
    return Ad(
        source=placement.source,
        board=placement.board,
        identifier=placement.identifier,
        vacancy=vacancy,
        stratum=placement.stratum,
        language=placement.language,
        title=title(told, placement.language, told.towns[0], variant=variant),
        html=html(content, told.plan.layout),
        employer=shown,
        towns=vacancy.towns,
        reference=None if hides_reference else vacancy.reference,
        posted=posted,
        updated=updated,
        valid_through=date.fromordinal(posted.toordinal() + 60) if placement.seed % 3 == 0 else None,
        shows_pay=vacancy.pay is not None and placement.seed % 2 == 0,
    )


def _retold(vacancy: Vacancy, placement: Placement) -> tuple[Vacancy, Employer, str | None, int | None]:
    """Return the vacancy as the publisher tells it, who speaks, which name is shown and which title is chosen."""
    employer = vacancy.employer
    if placement.stratum is Stratum.REWORDED:
        return _in_other_words(vacancy, placement, kept=0.5), employer, employer.name, placement.seed * 31
    if placement.stratum is Stratum.AGENCY:
        return for_agency(vacancy, placement), placement.publisher, placement.publisher.name, placement.seed * 17
    if placement.stratum is Stratum.EMPLOYER_MISSING:
        plan = replace(vacancy.plan, about=(), closing=())
        return replace(vacancy, plan=plan), employer, None, None
    if placement.stratum in (Stratum.CROSS_POSTED, Stratum.TRUNCATED):
        layout = placement.seed // 5 * 5 + vacancy.plan.layout % 5
        return replace(vacancy, plan=replace(vacancy.plan, layout=layout)), employer, employer.name, None
    return vacancy, employer, employer.name, None


def _in_other_words(vacancy: Vacancy, placement: Placement, *, kept: float) -> Vacancy:
    rolls = dice(placement.seed, "words")
    plan = vacancy.plan
    return replace(
        vacancy,
        plan=replace(
            plan,
            about=reworded(rolls, plan.about, kept=kept),
            why=reworded(rolls, plan.why, kept=kept),
            tasks=reworded(rolls, thinned(rolls, plan.tasks, kept=0.85), kept=kept),
            profile=reworded(rolls, plan.profile, kept=kept),
            offer=reworded(rolls, plan.offer, kept=kept),
            closing=reworded(rolls, plan.closing, kept=kept),
            layout=wording(rolls),
        ),
    )


def for_agency(vacancy: Vacancy, placement: Placement) -> Vacancy:
    """Return the vacancy as an agency tells it: with its own opening and closing, and the rest reworded."""
    rolls = dice(placement.seed, "agency")
    languages = (placement.language,)
    known = tellable("about.staffing", languages)
    about = tuple(Sentence("about.staffing", idea, wording(rolls)) for idea in some(rolls, known, 2))
    contact = Sentence("contact", pick(rolls, tellable("contact", languages)), wording(rolls))
    plan = vacancy.plan
    return replace(
        vacancy,
        agency=placement.publisher,
        person=rolls.randrange(1_000_000),
        plan=replace(
            plan,
            about=about,
            why=reworded(rolls, plan.why[:1], kept=0.5),
            tasks=reworded(rolls, thinned(rolls, plan.tasks, kept=0.9), kept=0.6),
            profile=reworded(rolls, plan.profile, kept=0.6),
            offer=reworded(rolls, _kept_facts(plan.offer, rolls.random() < 0.7), kept=0.4),
            closing=(contact,),
            layout=wording(rolls),
        ),
    )


def _kept_facts(offer: tuple[Sentence, ...], keeps_pay: bool) -> tuple[Sentence, ...]:
    """Return what an agency repeats of an offer: the contract, the work mode, and the pay if it may."""
    kept = ("contract.", "mode.", "pay.") if keeps_pay else ("contract.", "mode.")
    return tuple(sentence for sentence in offer if sentence.section.startswith(kept))


def shortened(content: tuple[Part, ...], *, share: float) -> tuple[Part, ...]:
    """Cut an ad off after a share of its characters, in the middle of a sentence, as listings do."""
    left = int(share * sum(len(line) for part in content for line in part.lines))
    cut: list[Part] = []
    for part in content:
        lines: list[str] = []
        for line in part.lines:
            if left <= 0:
                break
            lines.append(line if len(line) <= left else f"{line[: max(left, 12)].rstrip()}…")
            left -= len(line)
        if lines:
            cut.append(replace(part, lines=tuple(lines)))
    return tuple(cut)
