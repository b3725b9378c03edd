"""Shares of vacancies: skills and tools with lift, languages, where and how, benefits, pay stated."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

import numpy as np

from models.vocabulary import Benefit, Role, SkillKind, WorkMode
from pipeline.market.parts import NOT_STATED
from pipeline.market.receipts import Scope, Share
from pipeline.market.records import BenefitRow, LanguageRow, SkillRow, WorkRow
from pipeline.market.study import Base, Study
from pipeline.reference.places import COUNTRY
from pipeline.reference.skills import technologies

TOP = 12
LEAST_MENTIONS = 5
"""Mentions here from which a share is compared with the country's."""
PAY_DAYS, WINDOWS = 90, 4
"""Days over which ads that state pay are counted, and how many such windows the trend has."""
LANGUAGES = ("nl", "fr", "en", "de")
TOOLS = frozenset({SkillKind.DATABASE, SkillKind.CLOUD, SkillKind.TOOL, SkillKind.PLATFORM})
SKILL_KINDS = frozenset(SkillKind) - TOOLS
_NEW = "vacancies that appeared in the window"
_PAYROLL = "vacancies that appeared in the window, freelance ones left out"
_STATES_PAY = f"{_PAYROLL}; share that states pay"


def skill_rows(
    study: Study, role: Role | None, scopes: tuple[Scope, ...], kinds: Collection[SkillKind]
) -> tuple[SkillRow, ...]:
    """Return the technologies of ``kinds`` named most often, each with its share here against the country's."""
    columns, words, known = study.columns, study.columns.words.skill, technologies()
    base = study.enough("new", role, scopes, f"{_NEW}; share that names the technology")
    counts = columns.skills.counts(base.rows, len(words))
    must, nice = (columns.skills.counts(base.rows, len(words), flag) for flag in (1, 0))
    country = study.rows(study.cell("new", role, COUNTRY))
    in_country = study.keep("skills of the country", role, lambda: columns.skills.counts(country, len(words)))
    size = len(country)
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
                said=said,
                required_evidence=base.cell.query(f"skill:{slug}:required"),
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


def english_only(study: Study, role: Role | None, scopes: tuple[Scope, ...]) -> Share:
    """Return the share that requires English and no other language; ads that state none are not among them."""
    base = study.enough("new", role, scopes, f"{_NEW}; share that asks for the language")
    return study.share(base, "language:en:only")


def work_rows(study: Study, role: Role | None, scopes: tuple[Scope, ...]) -> tuple[WorkRow, ...]:
    """Return how often each work mode is stated, and not stated; fully remote ones count in the country only."""
    base = study.enough("new", role, scopes, f"{_NEW}; share that states the mode")
    return tuple(_work_row(study, base, mode) for mode in (*WorkMode, None))


def _work_row(study: Study, base: Base, mode: WorkMode | None) -> WorkRow:
    share = study.share(base, f"mode:{mode or NOT_STATED}")
    if mode is not WorkMode.HYBRID:
        return WorkRow(mode=mode, share=share)
    stated = base.rows[study.part("office_days:stated")[base.rows]]
    return WorkRow(
        mode=mode,
        share=share,
        office_days_median=float(np.median(study.columns.office_days[stated])) if len(stated) else None,
        office_days_stated=len(stated),
        office_days_evidence=base.cell.query("office_days:stated"),
    )


def benefit_rows(study: Study, role: Role | None, scopes: tuple[Scope, ...]) -> tuple[BenefitRow, ...]:
    """Return how often each benefit is mentioned, most often first; never mentioned ones are left out."""
    base = study.enough("payroll", role, scopes, f"{_PAYROLL}; share that mentions the benefit")
    rows = [BenefitRow(benefit=item, share=study.share(base, f"benefit:{item}")) for item in Benefit]
    return tuple(sorted((row for row in rows if row.share.k), key=lambda row: (-row.share.k, row.benefit)))


def pay_stated(study: Study, role: Role | None, scopes: tuple[Scope, ...]) -> Share | None:
    """Return the share of ads that state pay, over 90 days; ``None`` where there are no ads at all."""
    base = study.enough("payroll", role, scopes, _STATES_PAY, days=PAY_DAYS)
    return study.share(base, "pay:stated") if base.n else None


def pay_trend(study: Study, role: Role | None, scopes: tuple[Scope, ...]) -> tuple[Share, ...]:
    """Return the same share over the last four windows of 90 days, oldest first, all in the area of the newest."""
    base = study.enough("payroll", role, scopes, _STATES_PAY, days=PAY_DAYS)
    found = []
    for age in range(WINDOWS - 1, -1, -1):
        back = timedelta(days=age * PAY_DAYS)
        cell = replace(base.cell, first=base.cell.first - back, last=base.cell.last - back)
        step = study.step(base.receipt.scope, cell)
        receipt = study.receipt(cell, (step,), _STATES_PAY, reason=base.receipt.reason)
        found.append(study.share(Base(cell, study.rows(cell), receipt), "pay:stated"))
    return tuple(share for share in found if share.n)
