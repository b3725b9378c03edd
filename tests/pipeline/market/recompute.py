"""Every number of a market page again, from the vacancies that the API gives: plain loops, nothing of the product.

Input: the JSON of all vacancies of Belgium, the question, the moment. Only the standard library, and numpy's generator
for the draws of the bootstrap, because the method names it.
"""

from __future__ import annotations

import math
from collections import Counter
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

BRUSSELS = ZoneInfo("Europe/Brussels")
LADDERS = {
    "bruges": ("31005", "31000", "30000", "02000", "01000"),
    "brussels": ("04000", "01000"),
    "ghent": ("44021", "44000", "40000", "02000", "01000"),
    "liege": ("62063", "62000", "60000", "03000", "01000"),
    None: ("01000",),
}
CENTRES = {"bruges": "31005", "brussels": "21004", "ghent": "44021", "liege": "62063"}
TOOLS = {"database", "cloud", "tool", "platform"}


class Market:
    """One market at one moment."""

    def __init__(self, vacancies: list[dict[str, Any]], role: str | None, city: str | None, now: datetime) -> None:
        self.all, self.role, self.city, self.now = vacancies, role, city, now
        self.today = now.astimezone(BRUSSELS).date()
        self.ladder = LADDERS[city]

    def appeared(self, v: dict[str, Any]) -> date:
        seen = datetime.fromisoformat(v["first_seen_at"]).astimezone(BRUSSELS).date()
        return min(seen, date.fromisoformat(v["posted_at"])) if v["posted_at"] else seen

    def areas(self, v: dict[str, Any]) -> set[str]:
        belgian = [p for p in v["places"] if p["country"] == "BE"]
        if not belgian:
            return set()
        if v["work"]["mode"] == "remote":
            return {"01000"}
        names = ("nis_code", "arrondissement", "province", "region")
        return {p[name] for p in belgian for name in names if p[name]} | {"01000"}

    def within(self, v: dict[str, Any], area: str, role: str | None) -> bool:
        return area in self.areas(v) and (role is None or v["role"] == role)

    def new(self, area: str, days: int = 365, role: str | None = "mine") -> list[dict[str, Any]]:
        role = self.role if role == "mine" else role
        first = self.today - timedelta(days=days - 1)
        return [v for v in self.all if self.within(v, area, role) and first <= self.appeared(v) <= self.today]

    def listed(self, v: dict[str, Any]) -> bool:
        unseen = self.now - datetime.fromisoformat(v["last_confirmed_at"])
        ended = v["valid_through"] is not None and date.fromisoformat(v["valid_through"]) < self.today
        return v["status"] != "closed" and not ended and unseen < timedelta(days=7)

    def is_open(self, v: dict[str, Any]) -> bool:
        unseen = self.now - datetime.fromisoformat(v["last_confirmed_at"])
        return self.listed(v) and v["status"] == "active" and unseen < timedelta(hours=48)

    def open(self, area: str, role: str | None = "mine") -> list[dict[str, Any]]:
        role = self.role if role == "mine" else role
        return [v for v in self.all if self.within(v, area, role) and self.is_open(v)]

    # -- the headline

    def counts(self, centre: tuple[float, float] | None) -> dict[str, int]:
        here = self.open(self.ladder[0])
        country = self.open("01000")
        near = {v["id"] for v in here}
        for v in country:
            points = [(p["latitude"], p["longitude"]) for p in v["places"] if p["nis_code"] and p["latitude"]]
            remote = v["work"]["mode"] == "remote"
            if centre is None or (not remote and any(_km(*centre, *point) <= 25 for point in points)):
                near.add(v["id"])
        return {
            "open_now": len(here),
            "nearby": len(near),
            "remote": sum(v["work"]["mode"] == "remote" for v in country),
            "new_7": len(self.new(self.ladder[0], 7)),
            "new_365": len(self.new(self.ladder[0])),
        }

    # -- pay

    def pay_pool(self, area: str, level: str | None, unit: str) -> list[tuple[float, float, str]]:
        pool = []
        for v in self.new(area):
            pay = v["pay"]
            if pay is None or v["level"] == "intern" or (level is not None and v["level"] != level):
                continue
            if v["contract"] in ("freelance", "temporary", "internship", "student"):
                continue
            months = pay["gross_month_min"], pay["gross_month_max"]
            years = pay["gross_year_min"], pay["gross_year_max"]
            low, high = months if unit == "month" else years
            if unit == "year" and months != (None, None):
                continue
            floor, ceiling = (2070.48, 20000) if unit == "month" else (2070.48 * 12, 240000)
            if low is None or high is None or low < floor or high > ceiling or high < low or high > 2 * low:
                continue
            pool.append((float(low), float(high), v["employer"]["key"] if v["employer"] else ""))
        return pool

    def pay(self, level: str | None) -> dict[str, Any] | None:
        monthly, monthly_rungs, monthly_good = self.climb_pay(level, "month")
        yearly, yearly_rungs, yearly_good = self.climb_pay(level, "year")
        better = yearly_good and (not monthly_good or yearly_rungs < monthly_rungs) and len(yearly) > len(monthly)
        if better:
            return _figures(yearly, 500) | {"unit": "year", "rungs": yearly_rungs}
        return _figures(monthly, 50) | {"unit": "month", "rungs": monthly_rungs} if monthly_good else None

    def climb_pay(self, level: str | None, unit: str) -> tuple[list[tuple[float, float, str]], int, bool]:
        for rung, area in enumerate(self.ladder, start=1):
            pool = self.pay_pool(area, level, unit)
            ads = Counter(employer for *_, employer in pool)
            if len(pool) >= 10 and len(ads) >= 5 and max(ads.values()) / len(pool) <= 0.4:
                return pool, rung, True
        return pool, len(self.ladder), False

    def day_rate(self) -> dict[str, Any] | None:
        for area in self.ladder:
            pool = [
                (float(v["pay"]["min"]), float(v["pay"]["max"]), v["employer"]["key"] if v["employer"] else "")
                for v in self.new(area)
                if v["contract"] == "freelance" and v["pay"] and v["pay"]["period"] == "day"
                and v["pay"]["min"] is not None and v["pay"]["max"] is not None
                and v["pay"]["max"] <= 2 * v["pay"]["min"]
            ]  # fmt: skip
            ads = Counter(employer for *_, employer in pool)
            if len(pool) >= 10 and len(ads) >= 5 and max(ads.values()) / len(pool) <= 0.4:
                return {"n": len(pool), **{f"p{q}": _round(_quantile(pool, q / 100), 5) for q in (25, 50, 75)}}
        return None

    # -- shares

    def base(self, days: int = 365, *, payroll: bool = False) -> list[dict[str, Any]]:
        for area in self.ladder:
            found = [v for v in self.new(area, days) if not payroll or v["contract"] != "freelance"]
            if len(found) >= 20:
                break
        return found

    def pay_stated(self) -> tuple[int, int]:
        base = self.base(90, payroll=True)
        return sum(v["pay"] is not None for v in base), len(base)

    def pay_trend(self) -> list[tuple[int, int]]:
        """(k, n) of the area that `pay_stated` used, over the four windows of 90 days, oldest first."""
        for area in self.ladder:
            if len([v for v in self.new(area, 90) if v["contract"] != "freelance"]) >= 20:
                break
        found = []
        for age in (3, 2, 1, 0):
            last = self.today - timedelta(days=90 * age)
            first = last - timedelta(days=89)
            ads = [v for v in self.all if self.within(v, area, self.role) and first <= self.appeared(v) <= last]
            ads = [v for v in ads if v["contract"] != "freelance"]
            found.append((sum(v["pay"] is not None for v in ads), len(ads)))
        return [(k, n) for k, n in found if n]

    def benefits(self) -> dict[str, int]:
        return dict(Counter(item for v in self.base(payroll=True) for item in v["benefits_mentioned"]))

    def skills(self, *, tools: bool) -> list[tuple[str, int, int, float | None, float | None]]:
        base, country = self.base(), self.new("01000")
        here = Counter(s["slug"] for v in base for s in v["skills"] if (s["kind"] in TOOLS) is tools)
        there = Counter(s["slug"] for v in country for s in v["skills"])
        used_country = len(self.new(self.ladder[0])) < 20 and all(len(self.new(a)) < 20 for a in self.ladder[:-1])
        used_country = used_country or self.ladder == ("01000",)
        rows = []
        for slug, k in sorted(here.items(), key=lambda item: (-item[1], item[0]))[:12]:
            said = [s["required"] for v in base for s in v["skills"] if s["slug"] == slug and s["required"] is not None]
            lift = k / len(base) / (there[slug] / len(country)) if k >= 5 and not used_country else None
            must = sum(said) / len(said) if said else None
            rows.append((slug, k, len(base), lift and round(lift, 4), must if must is None else round(must, 4)))
        return rows

    def languages(self) -> dict[str, tuple[int, int]]:
        base = self.base()
        return {
            code: (
                sum(any(x["code"] == code and x["required"] for x in v["languages"]) for v in base),
                sum(any(x["code"] == code and not x["required"] for x in v["languages"]) for v in base),
            )
            for code in ("nl", "fr", "en", "de")
        }

    def english_only(self) -> tuple[int, int]:
        base = self.base()
        required = [{x["code"] for x in v["languages"] if x["required"]} for v in base]
        return sum(codes == {"en"} for codes in required), len(base)

    def work(self) -> tuple[dict[str | None, int], float | None, int]:
        base = self.base()
        days = [v["work"]["office_days"] for v in base if v["work"]["mode"] == "hybrid"]
        stated = [d for d in days if d is not None]
        modes = dict(Counter(v["work"]["mode"] for v in base))
        return modes, float(median(stated)) if stated else None, len(stated)

    # -- where, beside what, under which title

    def open_by(self, level: str, area: str = "01000") -> dict[str, int]:
        """Open vacancies by ``nis_code``, ``arrondissement`` or ``province``; remote ones lie in none."""
        found: Counter[str] = Counter()
        for v in self.open(area):
            if v["work"]["mode"] != "remote":
                found.update({p[level] for p in v["places"] if p["country"] == "BE" and p[level]})
        return dict(found)

    def municipalities(self) -> list[tuple[str, int]]:
        """Those in which the vacancies of the province (Brussels: of the region, Belgium: of all of it) lie."""
        around = {5: 2, 2: 0, 1: 0}[len(self.ladder)]
        area = self.ladder[around]
        places = [p for v in self.all for p in v["places"] if p["nis_code"]]
        inside = {p["nis_code"] for p in places if area in (p["province"], p["region"], "01000")}
        found = [(code, n) for code, n in self.open_by("nis_code", area).items() if code in inside]
        return sorted(found, key=lambda item: (-item[1], item[0]))[:40]

    def titles(self) -> dict[str, int]:
        return dict(Counter(v["title"].casefold() for v in self.base()))

    def share_of_all(self, area: str) -> tuple[int, int]:
        everything = self.new(area, role=None)
        return sum(v["role"] == self.role for v in everything), len(everything)

    def confirmed(self) -> tuple[int, int]:
        here = [v for v in self.all if self.within(v, self.ladder[0], self.role) and self.listed(v)]
        fresh = [v for v in here if self.now - datetime.fromisoformat(v["last_confirmed_at"]) < timedelta(hours=24)]
        return len(fresh), len(here)

    def agencies(self) -> tuple[int, int]:
        ads = self.new(self.employers_area())
        return sum(bool(v["employer"]) and v["employer"]["kind"] in ("agency", "intermediary") for v in ads), len(ads)

    # -- demand

    def weeks(self) -> list[int]:
        monday = self.today - timedelta(days=self.today.weekday() + 7 * 51)
        counts = Counter((self.appeared(v) - monday).days // 7 for v in self.new(self.ladder[0]))
        return [counts[week] for week in range(52)]

    def before(self) -> int:
        first = self.today - timedelta(days=364 + 365)
        last = self.today - timedelta(days=365)
        return sum(self.within(v, self.ladder[0], self.role) and first <= self.appeared(v) <= last for v in self.all)

    def days_open(self) -> int | None:
        people = []
        for v in self.new(self.ladder[0]):
            start = datetime.combine(self.appeared(v), datetime.min.time(), ZoneInfo("UTC"))
            closed = v["closed_at"]
            until = datetime.fromisoformat(closed or v["last_confirmed_at"])
            if not closed:
                until = min(until, self.now)
            entry = max(0, (datetime.fromisoformat(v["first_seen_at"]) - start) // timedelta(days=1))
            people.append((entry, max(entry, (until - start) // timedelta(days=1)), bool(closed)))
        if len(people) < 20:
            return None
        survival = 1.0
        for moment in sorted({length for _, length, ended in people if ended}):
            risk = sum(entry <= moment <= length for entry, length, _ in people)
            survival *= 1 - sum(ended and length == moment for _, length, ended in people) / risk
            if survival <= 0.5:
                return moment
        return None

    def employers(self) -> list[tuple[str, int, int]]:
        rows = self.employers_in(self.employers_area())
        return sorted(rows, key=lambda row: (-row[1], -row[2], row[0]))[:10]

    def employers_area(self) -> str:
        return next((area for area in self.ladder if len(self.employers_in(area)) >= 3), self.ladder[-1])

    def employers_in(self, area: str) -> list[tuple[str, int, int]]:
        year = Counter(v["employer"]["key"] for v in self.new(area) if v["employer"])
        now = Counter(v["employer"]["key"] for v in self.open(area) if v["employer"])
        return [(key, year[key], now[key]) for key in year | now if year[key] >= 2 or now[key] >= 1]


def employers_of(vacancies: list[dict[str, Any]]) -> int:
    """How many employers; ads that name none count as one."""
    return len({v["employer"]["key"] if v["employer"] else "" for v in vacancies})


def wilson(k: int, n: int) -> tuple[float, float]:
    """Return the score interval, solved from its definition: |k/n - p| = z sqrt(p (1 - p) / n)."""
    z = 1.959963984540054
    a, b, c = 1 + z * z / n, -(2 * k / n + z * z / n), (k / n) ** 2
    root = math.sqrt(max(0.0, b * b - 4 * a * c))
    return max(0.0, (-b - root) / (2 * a)), min(1.0, (-b + root) / (2 * a))


def _km(a: float, b: float, c: float, d: float) -> float:
    half = math.sin(math.radians(c - a) / 2) ** 2
    half += math.cos(math.radians(a)) * math.cos(math.radians(c)) * math.sin(math.radians(d - b) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))


def _blocks(pool: list[tuple[float, float, str]]) -> list[tuple[float, float, float, str]]:
    ads = Counter(employer for *_, employer in pool)
    return [
        (
            low * 0.975 if high <= low else low,
            high * 1.025 if high <= low else high,
            1 / math.sqrt(ads[employer]),
            employer,
        )
        for low, high, employer in pool
    ]


def _quantile(pool: list[tuple[float, float, str]], share: float, times: dict[str, int] | None = None) -> float:
    """Return the quantile by bisection on the distribution function."""
    blocks = [(lo, hi, w * (times.get(e, 0) if times else 1)) for lo, hi, w, e in _blocks(pool)]
    blocks = [block for block in blocks if block[2]]
    whole = sum(weight for *_, weight in blocks)
    low, high = min(lo for lo, *_ in blocks), max(hi for _, hi, _ in blocks)
    for _ in range(48):
        middle = (low + high) / 2
        below = sum(w * min(1.0, max(0.0, (middle - lo) / (hi - lo))) for lo, hi, w in blocks)
        low, high = (middle, high) if below < share * whole * (1 - 1e-9) else (low, middle)
    return (low + high) / 2


def _figures(pool: list[tuple[float, float, str]], step: int) -> dict[str, Any]:
    names = sorted({employer for *_, employer in pool})
    draws = np.random.default_rng(20261123).multinomial(len(names), [1 / len(names)] * len(names), size=1000)
    medians = sorted(_quantile(pool, 0.5, dict(zip(names, map(int, draw), strict=True))) for draw in draws)
    low, high = _percentile(medians, 5), _percentile(medians, 95)
    n = len(pool)
    half = (high - low) / 2 / _quantile(pool, 0.5)
    found = {f"p{q}": _round(_quantile(pool, q / 100), step) for q in (10, 25, 50, 75, 90)}
    if n < 30:
        found["p10"] = found["p90"] = None  # type: ignore[assignment]
    confidence = "high" if half <= 0.05 and n >= 30 else "medium" if half <= 0.10 else "low"
    ends = {"median_low": _round(low, step), "median_high": _round(high, step)}
    return {"n": n, "employers": len(names), "confidence": confidence, **ends, **found}


def _percentile(ordered: list[float], share: float) -> float:
    place = (len(ordered) - 1) * share / 100
    low = int(place)
    return ordered[low] + (ordered[min(low + 1, len(ordered) - 1)] - ordered[low]) * (place - low)


def _round(figure: float, step: int) -> int:
    return int(round(figure, 4) / step + 0.5) * step
