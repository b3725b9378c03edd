"""The truth about one opening, before any ad is written: what a perfect reader of its ads would know."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from models.posting import RequiredLanguage
from models.vocabulary import Benefit, Contract, EmploymentType, Role, Seniority, UnitText, WorkMode
from sandbox.reference import Employer, Stack, Town, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay:
    """Pay as the ad states it."""

    min: Decimal | None
    max: Decimal | None
    unit: UnitText
    gross: bool | None
    months: Decimal | None = None
    form: str
    """Section and number of the idea that words it."""
    idea: int
    """Which idea of the section."""


class Sentence(NamedTuple):
    """One idea at one place of an ad, and how it is worded."""

    section: str
    idea: int
    wording: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an ad says, in order, independent of its language."""

    about: tuple[Sentence, ...]
    why: tuple[Sentence, ...]
    tasks: tuple[Sentence, ...]
    profile: tuple[Sentence, ...]
    offer: tuple[Sentence, ...]
    closing: tuple[Sentence, ...]
    layout: int
    """Decides headings, bullets and the order of parts."""
    title: int
    """Decides which title, and what stands around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancy:
    """One real opening and the facts that its ads state; ``None`` where they do not."""

    identifier: str
    employer: Employer
    agency: Employer | None = None
    """Who placed it, where that is not the employer."""
    work: Work
    stack: Stack | None
    level: Seniority
    """The level meant, whether or not the ad says so."""
    says_level: bool
    """Whether the title names the level."""
    years: int | None
    towns: tuple[Town, ...]
    pay: Pay | None
    contract: Contract
    months: int
    """Length of a contract that is not permanent."""
    employment_type: EmploymentType
    work_mode: WorkMode | None
    office_days: int | None
    languages: tuple[RequiredLanguage, ...]
    benefits: tuple[Benefit, ...]
    reference: str
    product: int
    """Which product the work is on; an index into the ideas."""
    team: int
    person: int
    """Which invented recruiter signs; an index."""
    plan: Plan

    @property
    def role(self) -> Role | None:
        """The role, ``None`` for work that is no IT."""
        return self.work.role

    @property
    def skills(self) -> tuple[str, ...]:
        """Technologies the ad asks for or welcomes, as it writes them."""
        return (*self.stack.must, *self.stack.nice) if self.stack else ()

    @property
    def seniority(self) -> Seniority | None:
        """The level an ad makes known: by its words, else by stated years (0-2, 3-5, 6+), else none."""
        if self.says_level or self.level in (Seniority.INTERN, Seniority.MANAGER):
            return self.level
        if self.years is None:
            return None
        if self.years <= 2:
            return Seniority.JUNIOR
        return Seniority.MEDIOR if self.years <= 5 else Seniority.SENIOR
