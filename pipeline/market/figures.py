"""All figures of a market page as one flat list, each with its receipt: for the CSV, and for whoever audits a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.vocabulary import Role
from pipeline.market.cells import Cell
from pipeline.market.evidence import followed, part_of, receipt_of
from pipeline.market.receipts import Receipt, Share
from pipeline.market.records import MarketPage, PayRow
from pipeline.market.study import Study


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a page."""

    section: str
    item: str
    """What the number is of: a level, a technology, an employer … ; empty where the section says it all."""
    measure: str
    value: float | int | None
    unit: str
    """``vacancies``, ``share`` (0 to 1), ``EUR`` gross a month, year or day, ``days``, ``times``."""
    receipt: Receipt
    """Of the vacancies that were counted; its evidence leads to those of the number, where it is a part of them."""


def figures(page: MarketPage, study: Study) -> Iterator[Figure]:
    """Yield every measured number of ``page``, in its order; reference figures are none."""
    yield from _headline(page)
    for row in page.pay:
        yield from _pay("pay", str(row.level or "all"), row)
    yield from _shares(page)
    if page.day_rate is not None:
        for name in ("p25", "p50", "p75"):
            yield Figure("freelance", "", name, getattr(page.day_rate, name), "EUR a day", page.day_rate.receipt)
    yield from _demand(page, study)
    yield from _places(page, study)
    yield from _employers(page, study)
    yield from _comparisons(page, study)


def _headline(page: MarketPage) -> Iterator[Figure]:
    for name in ("open_now", "nearby", "remote", "new_7", "new_30", "new_365"):
        receipt: Receipt = getattr(page.receipts, name)
        yield Figure("headline", "", name, receipt.n, "vacancies", receipt)
    if page.freshness.confirmed_24h is not None:
        yield from _share("headline", "", "confirmed_24h", page.freshness.confirmed_24h)


def _share(section: str, item: str, measure: str, share: Share) -> Iterator[Figure]:
    receipt = share.receipt
    yield Figure(section, item, measure, share.k, "vacancies", replace(receipt, evidence=share.evidence))
    for name, value in (("share", share.share), ("low", share.low), ("high", share.high)):
        yield Figure(section, item, f"{measure}_{name}", round(value, 4), "share", receipt)


def _pay(section: str, item: str, row: PayRow) -> Iterator[Figure]:
    if row.receipt is None:
        return
    for name in ("p10", "p25", "p50", "p75", "p90", "median_low", "median_high"):
        value = getattr(row, name)
        if value is not None:
            yield Figure(section, item, name, value, f"EUR a {row.unit}", row.receipt)


def _shares(page: MarketPage) -> Iterator[Figure]:
    if page.pay_stated is not None:
        yield from _share("pay_stated", "", "stated", page.pay_stated)
    for share in page.pay_trend:
        yield from _share("pay_stated", f"{share.receipt.window_from}/{share.receipt.window_to}", "stated", share)
    for benefit in page.benefits:
        yield from _share("benefits", benefit.benefit, "mentioned", benefit.share)
    for section, rows in (("skills", page.skills), ("tools", page.tools)):
        for row in rows:
            yield from _share(section, row.slug, "named", row.share)
            if row.lift is not None:
                yield Figure(section, row.slug, "lift", row.lift, "times", row.share.receipt)
            if row.required is not None:
                must = replace(row.share.receipt, evidence=row.required_evidence)
                yield Figure(section, row.slug, "required", round(row.required * row.said), "vacancies", must)
                yield Figure(section, row.slug, "required_of", row.said, "vacancies", row.share.receipt)
    for language in page.languages:
        yield from _share("languages", language.code, "required", language.required)
        yield from _share("languages", language.code, "nice", language.nice)
    yield from _share("languages", "en", "only", page.english_only)
    for work in page.work:
        yield from _share("work", work.mode or "not_stated", "stated", work.share)
        if work.office_days_median is not None:
            stated = replace(work.share.receipt, evidence=work.office_days_evidence)
            yield Figure("work", work.mode or "", "office_days_median", work.office_days_median, "days", stated)
            yield Figure("work", work.mode or "", "office_days_stated", work.office_days_stated, "vacancies", stated)


def _demand(page: MarketPage, study: Study) -> Iterator[Figure]:
    demand = page.demand
    if demand.days_open_median is not None:
        yield Figure("demand", "", "days_open_median", demand.days_open_median, "days", demand.receipt)
    for name, value, evidence in (
        ("before_365", demand.before_365, demand.before_evidence),
        ("same_365", demand.same_365, demand.same_evidence),
    ):
        if value is not None:
            yield Figure("demand", "", name, value, "vacancies", followed(study, evidence))
    for area, share in (("here", demand.share_of_all), ("belgium", demand.share_in_belgium)):
        if share is not None:
            yield from _share("demand", area, "share_of_all", share)
    for monday, count in demand.weeks:
        cell = week_cell(study, page.role, page.scope.code, monday)
        yield Figure("weeks", monday.isoformat(), "new", count, "vacancies", receipt_of(study, cell))


def week_cell(study: Study, role: Role | None, area: str, monday: date, weeks: int = 1) -> Cell:
    """Return the cell of what appeared in the ``weeks`` that begin on ``monday``, up to today."""
    return Cell("new", role, None, area, monday, min(study.moment.today, monday + timedelta(days=7 * weeks - 1)))


def _places(page: MarketPage, study: Study) -> Iterator[Figure]:
    for section, rows in (("areas", page.areas), ("municipalities", page.municipalities)):
        for code, count in rows:
            receipt = receipt_of(study, study.cell("open", page.role, code))
            yield Figure(section, code, "open_now", count, "vacancies", receipt)
    for title, count in page.title_variants:
        receipt = replace(page.receipts.titles, evidence=part_of(page.receipts.titles.evidence, f"title:{title}"))
        yield Figure("titles", title, "new", count, "vacancies", receipt)


def _employers(page: MarketPage, study: Study) -> Iterator[Figure]:
    for row in page.employers.rows:
        yield Figure("employers", row.key, "new_365", row.vacancies, "vacancies", followed(study, row.evidence))
        yield Figure("employers", row.key, "open_now", row.open_now, "vacancies", followed(study, row.open_evidence))
    yield from _share("employers", "", "agencies", page.employers.agency_share)


def _comparisons(page: MarketPage, study: Study) -> Iterator[Figure]:
    for section, rows in (("other_cities", page.elsewhere), ("other_roles", page.other_roles)):
        for row in rows:
            item = row.city if section == "other_cities" else row.role
            yield Figure(section, item, "open_now", row.open_now, "vacancies", followed(study, row.open_evidence))
            yield Figure(section, item, "new_30", row.new_30, "vacancies", followed(study, row.new_evidence))
            if row.pay is not None:
                yield from _pay(section, item, row.pay)
