"""An operator's alias: what it would change and break, before; kept as a versioned rule and carried out, after."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from models.record import Record
from models.store.aliases import AliasRules, StoredAlias
from models.store.engine import reading
from models.store.unit_of_work import UnitOfWork
from pipeline.evaluation.known_good import NOTHING, Broken, broken_by, reading_of
from pipeline.normalize.aliases import HEARD, Alias, Aliases
from pipeline.normalize.text import fold_in_place, one_line
from pipeline.services.link import link
from pipeline.services.rederive import RederiveReport, rederive
from pipeline.services.taught import alias_of, standing_aliases

__all__ = [
    "HEARD",
    "Alias",
    "AliasError",
    "AliasPreview",
    "NoSuchAliasError",
    "add_alias",
    "alias_rules",
    "preview_alias",
    "undo_alias",
]

LONGEST = 200


class AliasError(ValueError):
    """A rule that cannot be made, with the reason."""


class NoSuchAliasError(LookupError):
    """No rule of that number is in force."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AliasPreview(Record):
    """What a rule would do, before anybody makes it."""

    alias: Alias
    meaning_read_as: str
    """What the reader of the field makes of the meaning."""
    effect: RederiveReport
    broken: tuple[Broken, ...] = field(default_factory=tuple)
    """Known-good examples that would come out otherwise."""


def alias_rules(engine: Engine) -> list[StoredAlias]:
    """Return every rule ever made, newest first."""
    with reading(engine) as connection:
        return AliasRules(connection).all()


def preview_alias(engine: Engine, landing: Path, alias: Alias) -> AliasPreview:
    """Return what ``alias`` would change in stored postings and in known-good examples; writes nothing.

    Raises `AliasError`.
    """
    clean = _checked(engine, alias)
    candidate = _with(engine, clean)
    return AliasPreview(
        alias=clean,
        meaning_read_as=reading_of(clean.field, clean.meaning),
        effect=rederive(engine, landing, dry_run=True, aliases=candidate, only=Aliases([clean]).applied),
        broken=tuple(broken_by(candidate)),
    )


def add_alias(engine: Engine, landing: Path, alias: Alias, *, by: str, now: datetime) -> RederiveReport:
    """Keep ``alias`` as a rule, by which every later crawl is read, and read again what it speaks of.

    Raises `AliasError`.
    """
    clean = _checked(engine, alias)
    with UnitOfWork(engine) as unit:
        number = AliasRules(unit.connection).add(clean.field, clean.text, clean.meaning, by=by, at=now)
        unit.audit.enter("add alias", str(number), by=by, at=now, before=None, after=clean.to_json())
        unit.commit()
    return read_again(engine, landing, number, now=now)


def undo_alias(engine: Engine, landing: Path, number: int, *, by: str, now: datetime) -> RederiveReport:
    """Take a rule back and read again what it spoke of, as if it had never been. Raises `NoSuchAliasError`."""
    with UnitOfWork(engine) as unit:
        before = withdraw(unit, number, now=now).to_json()
        unit.audit.enter("undo alias", str(number), by=by, at=now, before=before, after=None)
        unit.commit()
    return read_again(engine, landing, number, now=now)


def withdraw(unit: UnitOfWork, number: int, *, now: datetime) -> Alias:
    """Take a rule out of force and return it. Raises `NoSuchAliasError`."""
    rules = AliasRules(unit.connection)
    if not rules.undo(number, at=now):
        raise NoSuchAliasError(f"no alias number {number} is in force")
    return _numbered(rules, number)


def read_again(engine: Engine, landing: Path, number: int, *, now: datetime) -> RederiveReport:
    """Read again what rule ``number`` speaks of, by the rules that are in force, and link it."""
    with reading(engine) as connection:
        alias = _numbered(AliasRules(connection), number)
    report = rederive(engine, landing, only=Aliases([alias]).applied)
    link(engine, now=now)
    return report


def _numbered(rules: AliasRules, number: int) -> Alias:
    return next(alias_of(item) for item in rules.all() if item.id == number)


def _checked(engine: Engine, alias: Alias) -> Alias:
    if alias.field not in HEARD:
        raise AliasError(f"{alias.field!r} cannot be taught; allowed: {', '.join(HEARD)}")
    clean = Alias(field=alias.field, text=one_line(alias.text), meaning=one_line(alias.meaning))
    for name, text in (("text", clean.text), ("meaning", clean.meaning)):
        if not text or len(text) > LONGEST:
            raise AliasError(f"the {name} must have 1 to {LONGEST} characters")
    if _same(clean.text, clean.meaning):
        raise AliasError("text and meaning are the same")
    if any(
        _same(rule.text, clean.text) and HEARD[rule.field] == HEARD[clean.field]
        for rule in standing_aliases(engine).rules
    ):
        raise AliasError(f"{clean.text!r} has a rule already; undo that one first")
    if reading_of(clean.field, clean.meaning) == NOTHING:
        raise AliasError(f"{clean.meaning!r} is not read as {clean.field.replace('_', ' ')} either")
    return clean


def _same(a: str, b: str) -> bool:
    return fold_in_place(a) == fold_in_place(b)


def _with(engine: Engine, alias: Alias) -> Aliases:
    standing = standing_aliases(engine)
    return Aliases([*standing.rules, alias], version=standing.version + 1)
