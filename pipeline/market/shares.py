"""Shares of vacancies: skills and tools with lift, languages, where and how, benefits, pay stated."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from models.vocabulary import Benefit, Role, SkillKind, WorkMode
from pipeline.market.cells import NOT_STATED
from pipeline.market.columns import UNSTATED
from pipeline.market.records import BenefitRow, LanguageRow, Scope, Share, SkillRow, WorkRow
from pipeline.market.study import Base, Study
from pipeline.reference.places import COUNTRY
from pipeline.reference.skills import technologies

TOP = 12
LEAST_MENTIONS = 5
"""Mentions here from which a share is compared with the country's."""
PAY_DAYS = 90
LANGUAGES = ("nl", "fr", "en", "de")
TOOLS = frozenset({SkillKind.DATABASE, SkillKind.CLOUD, SkillKind.TOOL, SkillKind.PLATFORM})
SKILL_KINDS = frozenset(SkillKind) - TOOLS
_NEW = "vacancies that appeared in the window"
_PAYROLL = "vacancies that appeared in the window, freelance ones left out"


def skill_rows(
    study: Study, role: Role | None, scopes: tuple[Scope, ...], kinds: Collection[SkillKind]
) -> tuple[SkillRow, ...]:
    """Return the technologies of ``kinds`` named most often, each with its share here against the country's."""
    columns, words, known = study.columns, study.columns.words.skill, technologies()
    base = study.enough("new", role, scopes, f"{_NEW}; share that names the technology")
    counts = columns.skills.counts(base.rows, len(words))
    must, nice = (columns.skills.counts(base.rows, len(words), flag) for flag in (1, 0))
    country = study.rows(study.cell("new", role, COUNTRY))
    in_country, size = columns.skills.counts(country, len(words)), len(country)
    wanted = sorted(
        (-int(counts[code]), slug)
        for code, slug in enumerate(words.words)
        if counts[code] and slug in known and known[slug].kind in kinds
    )
    rows = []
    for _, slug in wanted[:TOP]:
        code = words.find(slug)
        k, said = int(counts[code]), int(must[code] + nice[code])
        compared = k >= LEAST_MENTIONS and base.receipt.scope.code != COUNTRY and base.n > 0
        rows.append(
            SkillRow(
                slug=slug,
                name=known[slug].name,
                kind=known[slug].kind,
                share=study.share(base, f"skill:{slug}", k),
                lift=round(k / base.n / (int(in_country[code]) / size), 4) if compared else None,
                required=round(int(must[code]) / said, 4) if said else None,
            )
        )
    return tuple(rows)


def language_rows(study: Study, role: Role | None, scopes: tuple[Scope, ...]) -> tuple[LanguageRow, ...]:
    """Return how often each language is required or nice to have; the ad's own language is no requirement."""
    base = study.enough("new", role, scopes, f"{_NEW}; share that asks for the language")
    return tuple(
        LanguageRow(
            code=code,
            required=study.share(base, f"language:{code}:required"),
            nice=study.share(base, f"language:{code}:nice"),
        )
        for code in LANGUAGES
    )


def work_rows(study: Study, role: Role | None, scopes: tuple[Scope, ...]) -> tuple[WorkRow, ...]:
    """Return how often each work mode is stated, and not stated; fully remote ones count in the country only."""
    base = study.enough("new", role, scopes, f"{_NEW}; share that states the mode")
    return tuple(
        WorkRow(
            mode=mode,
            share=study.share(base, f"mode:{mode or NOT_STATED}"),
            office_days_median=_office_days(study, base) if mode is WorkMode.HYBRID else None,
        )
        for mode in (*WorkMode, None)
    )


def _office_days(study: Study, base: Base) -> float | None:
    days = study.columns.office_days[base.rows[study.part(f"mode:{WorkMode.HYBRID}")[base.rows]]]
    stated = days[days != UNSTATED]
    return float(np.median(stated)) if len(stated) else None


def benefit_rows(study: Study, role: Role | None, scopes: tuple[Scope, ...]) -> tuple[BenefitRow, ...]:
    """Return how often each benefit is mentioned, most often first; never mentioned ones are left out."""
    base = study.enough("payroll", role, scopes, f"{_PAYROLL}; share that mentions the benefit")
    rows = [BenefitRow(benefit=item, share=study.share(base, f"benefit:{item}")) for item in Benefit]
    return tuple(sorted((row for row in rows if row.share.k), key=lambda row: (-row.share.k, row.benefit)))


def pay_stated(study: Study, role: Role | None, scopes: tuple[Scope, ...]) -> Share | None:
    """Return the share of ads that state pay, over 90 days; ``None`` where there are no ads at all."""
    base = study.enough("payroll", role, scopes, f"{_PAYROLL}; share that states pay", days=PAY_DAYS)
    return study.share(base, "pay:stated") if base.n else None
