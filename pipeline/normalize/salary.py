"""A pay field or a description in, stated pay out: as written, with its exact span."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from models.posting import BaseSalary, Issue
from models.vocabulary import Seniority
from pipeline.normalize.reading import Reading, unread
from pipeline.normalize.salary_career import level_named
from pipeline.normalize.salary_context import months_of, percentage_of
from pipeline.normalize.salary_judgement import Statement
from pipeline.normalize.salary_range import money_windows
from pipeline.normalize.salary_statement import statements_in
from pipeline.normalize.salary_structure import Structure, parse_structure, read_structure
from pipeline.normalize.salary_words import FREELANCE
from pipeline.normalize.text import Prose, one_line
from pipeline.reference.pay import STATED_MONTHS, gross_figures, typical

LONGEST_FIELD = 2000
"""Of a longer pay text (characters) only the beginning is read."""
_SAYS_NOTHING = frozenset(["{}", "[]", "null", "None", "-", "0"])
LONGEST_PROSE = 40_000
"""Of a longer description (characters) only the beginning is read."""


def read_salary(field: str | None, prose: Prose, *, level: Seniority | None = None) -> Reading[BaseSalary]:
    """Return the pay stated in ``field`` (a text, or a source's structure as JSON text), else in ``prose``.

    The field wins, except over an ad's own words when the source calls its figure an estimate. Of several statements in
    one text the main one is taken: named as pay first, then by period, "gross" and range; of equals the first. Where
    that is the pay of another level than the ad's own ``level``, the pay of that level is taken, if stated.
    Issues: ``no_amount`` (a field without a figure), ``implausible_pay`` (a figure that cannot be pay for its period).
    """
    if field is None or not field.strip():
        return _read_prose(prose, level)
    of_field = _read_field(field, level)
    if of_field.value is not None and not of_field.value.estimated:
        return of_field
    of_prose = _read_prose(prose, level)
    if of_prose.value is not None:
        return Reading(of_prose.value, of_prose.evidence, of_field.issues + of_prose.issues)
    return Reading(of_field.value, of_field.evidence, of_field.issues + of_prose.issues)


def _read_field(field: str, level: Seniority | None) -> Reading[BaseSalary]:
    data = parse_structure(field)
    if data is None:
        return Reading() if field.strip() in _SAYS_NOTHING else _read_text(field, level, whole=field)
    structure = read_structure(data)
    if structure.empty:
        return Reading()
    if structure.salary is not None:
        salary = structure.salary
        text = one_line(field)[:LONGEST_FIELD]
        return Reading(replace(salary, text=text, **_gross_figures(salary)), "structure")
    for text in structure.texts:
        reading = _read_text(text, level, whole=field)
        if reading.value is not None:
            return Reading(_completed(reading.value, structure), reading.evidence)
    reason = "implausible_pay" if structure.implausible else "no_amount"
    return Reading(issues=(unread("base_salary", one_line(field), reason),))


def _completed(salary: BaseSalary, structure: Structure) -> BaseSalary:
    """Return ``salary``, read from a text of ``structure``, with the unit and currency that its keys name."""
    currency = salary.currency or structure.currency
    salary = replace(salary, unit=salary.unit or structure.unit, currency=currency)
    return replace(salary, **_gross_figures(salary))


def _read_text(text: str, level: Seniority | None, *, whole: str) -> Reading[BaseSalary]:
    prose = Prose.of(one_line(text)[:LONGEST_FIELD])
    statements, impossible = statements_in(prose.folded, is_field=True)
    if statements:
        salary = _salary(_main(statements, level), prose)
        return Reading(salary, salary.text)
    reason = "implausible_pay" if impossible else "no_amount"
    return Reading(issues=(unread("base_salary", one_line(whole), reason),))


def _read_prose(prose: Prose, level: Seniority | None) -> Reading[BaseSalary]:
    windows = money_windows(prose)
    if not windows:
        return Reading()
    statements, impossible = statements_in(prose.folded[:LONGEST_PROSE], windows=windows)
    if statements:
        salary = _salary(_main(statements, level), prose)
        return Reading(salary, salary.text)
    issues: tuple[Issue, ...] = tuple(unread("base_salary", span, "implausible_pay") for span in impossible[:3])
    return Reading(issues=issues)


def _main(statements: list[Statement], level: Seniority | None) -> Statement:
    """Return the statement that most likely gives the pay of the ad, at its ``level`` where pay differs by level."""
    main = max(statements, key=lambda statement: statement.weight)
    if level is None or len(statements) == 1 or _level_of(main) in (None, level):
        return main
    own = [statement for statement in statements if _level_of(statement) is level]
    if not own:
        return main
    best = max(own, key=lambda statement: statement.weight)
    if best.unit is None and main.unit is not None and typical(main.unit, *best.figures()):
        return best._replace(unit=main.unit, gross=main.gross if best.gross is None else best.gross)
    return best


def _level_of(statement: Statement) -> Seniority | None:
    return level_named(statement.context.before, statement.context.after)


def _salary(statement: Statement, prose: Prose) -> BaseSalary:
    months = months_of(statement.context)
    salary = BaseSalary(
        min=statement.minimum,
        max=statement.maximum,
        currency=statement.currency,
        unit=statement.unit,
        gross=statement.gross,
        months=months if months is not None and STATED_MONTHS[0] <= months <= STATED_MONTHS[1] else None,
        full_time_percentage=percentage_of(statement.context),
        text=prose.text[statement.start : statement.end].strip(),
    )
    figures = {} if statement.internship else _gross_figures(salary)
    if not figures or FREELANCE.search(prose.folded, max(0, statement.start - 200), statement.end + 100):
        return salary
    return replace(salary, **figures)


def _gross_figures(salary: BaseSalary) -> dict[str, Any]:
    """Return the fields of the comparable figures that ``salary`` allows, with their values."""
    if salary.estimated:
        return {}
    figures = gross_figures(
        salary.min,
        salary.max,
        salary.unit,
        currency=salary.currency,
        gross=salary.gross,
        months=salary.months,
        full_time_percentage=salary.full_time_percentage,
    )
    if figures is None:
        return {}
    return {
        "gross_month_min": figures.month_min,
        "gross_month_max": figures.month_max,
        "gross_year_min": figures.year_min,
        "gross_year_max": figures.year_max,
        "derivation": figures.derivation,
    }
