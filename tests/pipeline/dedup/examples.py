"""Small makers of postings and features, written for the tests of linking."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.posting import JobPosting, Organization, Skill
from models.raw import PostingKey
from models.vocabulary import OrganizationKind, SkillKind
from pipeline.dedup.features import Features, features

DEPOT = """
<p>Our planners send four hundred trucks a day through the ports of Ghent and Zeebrugge, and the software that tells
them where each container stands is ours. You join a team of six that owns the planning core: a Java service on
PostgreSQL, fed by the terminals and read by the drivers' phones.</p><ul><li>You write the rules that decide which truck
takes which box, with the planners at your table.</li><li>You keep the answer under a second on the busiest Friday of
the year.</li><li>You review, you are reviewed, and you are on call one week in eight.</li></ul><p>You have shipped
services that strangers depend on and you can read a query plan. We offer 38 hours, 32 days of leave and a train
ticket; the canteen makes its own soup.</p>
"""
DEPOT_REWORDED = """
<p>Four hundred trucks leave the terminals of Zeebrugge and Ghent daily. A planning core in Java with PostgreSQL tells
the planners which container stands where, and a team of six people owns this core, from the feeds of the terminals to
the phones of drivers.</p><p>Together with planners you decide by rules which truck takes a box; on the busiest Friday
the answer must come within one second. Reviews go both ways, and each eighth week you are on call. Asked: services in
production on which strangers depend, and query plans you can read. Given: a 38 hours week, 32 days of leave, soup made
in the canteen and your train ticket.</p>
"""
CLINIC = """
<p>Twelve clinics share one patient file, and the team behind it moves it to a new home: Python services, a queue, and
a database that has not lost a record since 2009. Nurses are our users; they tell us at once when a screen is slow.</p>
<ul><li>You move one module a month, data and all, while the clinics stay open.</li><li>You measure before and after,
and you write down what you found so that the night shift can read it.</li><li>You talk with doctors without the words
of our trade.</li></ul><p>You know what an index costs, you have migrated something large, and you like deleting code.
We pay by the scales of the sector, with a bicycle and 36 days of leave.</p>
"""


def posting(
    title: str = "Java developer", *, source: str = "a", board: str = "", number: str = "1", **more: Any
) -> JobPosting:
    """Return a posting with ``title`` and what else is given; ``employer`` is an organization's name."""
    employer = more.pop("employer", "Kaailijn")
    kind = more.pop("kind", OrganizationKind.EMPLOYER)
    organization = Organization(name=employer, key=employer.lower(), kind=kind) if employer else None
    fields: dict[str, Any] = {
        "title": title,
        "title_raw": title,
        "description": DEPOT,
        "in_language": "en",
        "date_posted": date(2026, 3, 2),
        "hiring_organization": organization,
        **more,
    }
    return JobPosting(key=PostingKey(source=source, board=board, identifier=number), **fields)


def known(title: str = "Java developer", *, places: tuple[str, ...] = ("Gent",), **more: Any) -> Features:
    """Return the features of `posting` in ``places``."""
    return features(posting(title, **more), place_texts=places)


def skills(*slugs: str) -> tuple[Skill, ...]:
    """Return technologies of these names."""
    return tuple(Skill(slug=slug, name=slug, kind=SkillKind.TOOL) for slug in slugs)
