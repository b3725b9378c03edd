"""Pairs of ads in our own words, each a trap that real Belgian markets set: who is one opening, and who only looks it.

``PAIRS`` is a table of (label, relation, ad, ad), and stays whole because it is one. What the ads say stands in
``pair_texts.py``. Each pair is read alone, as raw lines with only some fields.
"""

from __future__ import annotations

from hashlib import sha1
from typing import Any, NamedTuple

from models.raw import RawPosting
from tests.pipeline.dedup.pair_texts import AGENCY_FR, AGENCY_NL, HOUSE_EN, HOUSE_FR, HOUSE_NL, TEXTS


class Pair(NamedTuple):
    """Two ads and what they are."""

    label: str
    """``same`` or ``different``."""
    relation: str
    a: RawPosting
    b: RawPosting


def told(
    name: str, *, who: str = "Pakkaar", stack: str = "Java", house: str = "", cut: int = 0, agency: str = ""
) -> str:
    """Return the text ``name``, after the employer's ``house`` lines, cut to ``cut`` characters, or wrapped."""
    text = (house + TEXTS[name]).format(who=who, stack=stack)
    text = text[:cut].rsplit(" ", 1)[0] + "…" if cut else text
    return agency.format(text=text) if agency else text


def ad(title: str, place: str | tuple[str, ...] | None, text: str | None, **more: Any) -> RawPosting:
    """Return an ad of ``Pakkaar``, on its own board unless said otherwise."""
    fields = {
        "source": "own",
        "board": "pakkaar",
        "hiring_organization": "Pakkaar",
        "date_posted": "2026-10-05",
        **more,
    }
    number = f"{title} {place} {sorted(more.items(), key=str)} {len(text or '')}"
    places = (place,) if isinstance(place, str) else place or ()
    return RawPosting(
        identifier=sha1(number.encode()).hexdigest()[:12], title=title, description=text, job_locations=places, **fields
    )


def _same(relation: str, a: RawPosting, b: RawPosting) -> Pair:
    return Pair("same", relation, a, b)


def _different(relation: str, a: RawPosting, b: RawPosting) -> Pair:
    return Pair("different", relation, a, b)


_ROUTES = told("routes nl", house=HOUSE_NL)
_ROUTES_EN = told("routes en", house=HOUSE_EN)
_LAKE = told("lake nl", house=HOUSE_NL)
_CLOUD_EN = told("cloud en", house=HOUSE_EN)
_REACT = told("screens en", stack="React", house=HOUSE_EN)


def _copy(title: str, place: str | None, text: str | None, **more: Any) -> RawPosting:
    return ad(title, place, text, **{"source": "aggregator", "board": "", "date_posted": "2026-10-07", **more})


def _hidden(title: str, place: str, text: str, **more: Any) -> RawPosting:
    return _copy(title, place, text, **{"hiring_organization": "Vlotjob Selectie", **more})


PAIRS: tuple[Pair, ...] = (
    # One opening on two sites.
    _same("cross post", ad("Java Developer", "Gent", _ROUTES), _copy("Java Developer (m/v/x)", "9000 Gent", _ROUTES)),
    _same(
        "legal form",
        ad("Java Developer", "Gent", _ROUTES),
        _copy("Java developer", "Gent", _ROUTES, hiring_organization="PAKKAAR NV"),
    ),
    _same(
        "title with town and employer",
        ad("Data Engineer", "Antwerpen", _LAKE),
        _copy("Data Engineer - Pakkaar - Antwerpen", "Antwerpen", _LAKE),
    ),
    _same(
        "level written short",
        ad("Senior Java Developer", "Gent", _ROUTES),
        _copy("Sr. Java developer", "Gent", _ROUTES),
    ),
    _same(
        "full stack in two spellings",
        ad("Full Stack Developer", "Leuven", _REACT),
        _copy("Fullstack developer (M/V/X)", "Leuven", _REACT),
    ),
    _same(
        "developer, ontwikkelaar", ad("Java Developer", "Gent", _ROUTES), _copy("Java ontwikkelaar", "Gent", _ROUTES)
    ),
    _same("bilingual town", ad("Data Engineer", "Brussel", _LAKE), _copy("Data Engineer", "Bruxelles", _LAKE)),
    _same("town in French", ad("DevOps Engineer", "Luik", _CLOUD_EN), _copy("DevOps Engineer", "Liège", _CLOUD_EN)),
    _same(
        "town in English",
        ad("DevOps Engineer", "Antwerpen", _CLOUD_EN),
        _copy("DevOps Engineer", "Antwerp, Flanders, Belgium", _CLOUD_EN),
    ),
    _same("country only", ad("DevOps Engineer", "Mechelen", _CLOUD_EN), _copy("DevOps Engineer", "België", _CLOUD_EN)),
    _same("province only", ad("Java Developer", "Gent", _ROUTES), _copy("Java Developer", "Oost-Vlaanderen", _ROUTES)),
    _same("no place", ad("Java Developer", "Gent", _ROUTES), _copy("Java Developer", None, _ROUTES)),
    _same(
        "no employer",
        ad("Java Developer", "Gent", _ROUTES),
        _copy("Java Developer", "Gent", _ROUTES, hiring_organization=None),
    ),
    _same(
        "pay on one side",
        ad("Java Developer", "Gent", _ROUTES, base_salary="€ 3.800 - € 4.600 per maand"),
        _copy("Java Developer", "Gent", _ROUTES),
    ),
    _same(
        "markup",
        ad("Java Developer", "Gent", f"<p>{_ROUTES.replace('. ', '.</p><p>')}</p>"),
        _copy("Java Developer", "Gent", _ROUTES),
    ),
    _same(
        "reference in the title",
        ad("Java Developer", "Gent", _ROUTES),
        _copy("Java Developer (REF 20417)", "Gent", _ROUTES),
    ),
    _same("capitals", ad("Java Developer", "Gent", _ROUTES), _copy("JAVA DEVELOPER", "GENT", _ROUTES)),
    # Parts of a text.
    _same(
        "cut",
        ad("Java Developer", "Gent", _ROUTES),
        _copy("Java Developer", "Gent", told("routes nl", house=HOUSE_NL, cut=560)),
    ),
    _same("teaser", ad("Java Developer", "Gent", _ROUTES), _copy("Java Developer", "Gent", told("routes nl", cut=170))),
    _same(
        "without the house lines",
        ad("Data Engineer", "Antwerpen", _LAKE),
        _copy("Data Engineer", "Antwerpen", told("lake nl")),
    ),
    _same(
        "title alone",
        ad("Platform Engineer Kubernetes", "Hasselt", _CLOUD_EN),
        _copy("Platform Engineer Kubernetes", "Hasselt", None),
    ),
    _same(
        "cut, English",
        ad("DevOps Engineer", "Mechelen", _CLOUD_EN),
        _copy("DevOps Engineer", "Mechelen", told("cloud en", house=HOUSE_EN, cut=480)),
    ),
    # Other words for the same.
    _same(
        "reworded",
        ad("Java Developer", "Gent", _ROUTES),
        _copy("Java Developer", "Gent", told("routes nl reworded", house=HOUSE_NL)),
    ),
    _same(
        "reworded, new title",
        ad("Java Developer", "Gent", told("routes nl")),
        _copy("Backend Developer Java", "Gent", told("routes nl reworded")),
    ),
    _same(
        "Dutch and French",
        ad("Java Developer", "Brussel", _ROUTES),
        ad("Développeur Java (H/F/X)", "Bruxelles", told("routes fr", house=HOUSE_FR)),
    ),
    _same("Dutch and English", ad("Java ontwikkelaar", "Gent", _ROUTES), ad("Java Developer", "Ghent", _ROUTES_EN)),
    _same(
        "French and English",
        ad("Ingénieur de données", "Namur", told("lake fr", house=HOUSE_FR)),
        _copy("Data Engineer", "Namur", told("lake en", house=HOUSE_EN)),
    ),
    _same(
        "data engineer, Dutch and French",
        ad("Data Engineer", "Brussel", _LAKE),
        ad("Data Engineer", "Bruxelles", told("lake fr", house=HOUSE_FR)),
    ),
    _same(
        "Dutch and English, DevOps",
        ad("DevOps Engineer", "Leuven", told("cloud nl", house=HOUSE_NL)),
        ad("DevOps Engineer", "Leuven", _CLOUD_EN),
    ),
    # The employer hidden behind an agency.
    _same(
        "agency",
        ad("Java Developer", "Gent", told("routes nl")),
        _hidden("Java Developer", "Gent", told("routes nl", agency=AGENCY_NL)),
    ),
    _same(
        "agency, new title",
        ad("Java Developer", "Gent", told("routes nl")),
        _hidden("Backend developer Java voor groeiende kmo", "Gent", told("routes nl", agency=AGENCY_NL)),
    ),
    _same(
        "agency, province",
        ad("Data Engineer", "Antwerpen", told("lake nl")),
        _hidden("Data Engineer", "Provincie Antwerpen", told("lake nl", agency=AGENCY_NL)),
    ),
    _same(
        "agency, French",
        ad("Ingénieur de données", "Namur", told("lake fr")),
        _hidden("Data Engineer (H/F/X)", "Namur", told("lake fr", agency=AGENCY_FR)),
    ),
    # The same again.
    _same(
        "repost", ad("Java Developer", "Gent", _ROUTES), ad("Java Developer", "Gent", _ROUTES, date_posted="2026-11-16")
    ),
    _same(
        "several places, one of them",
        ad("Java Developer", ("Gent", "Aalst"), _ROUTES),
        _copy("Java Developer", "Aalst", _ROUTES),
    ),
    # One text, several jobs.
    _different("per city", ad("Java Developer", "Gent", _ROUTES), ad("Java Developer", "Antwerpen", _ROUTES)),
    _different(
        "per city, other site", ad("DevOps Engineer", "Hasselt", _CLOUD_EN), _copy("DevOps Engineer", "Genk", _CLOUD_EN)
    ),
    _different(
        "per city, two languages",
        ad("Data Engineer", "Leuven", _LAKE),
        ad("Data Engineer", "Namur", told("lake fr", house=HOUSE_FR)),
    ),
    _different(
        "per city, agency",
        _hidden("IT Support", "Aalst", told("desk nl", agency=AGENCY_NL)),
        _hidden("IT Support", "Ninove", told("desk nl", agency=AGENCY_NL)),
    ),
    _different(
        "junior, senior", ad("Junior Java Developer", "Gent", _ROUTES), ad("Senior Java Developer", "Gent", _ROUTES)
    ),
    _different(
        "medior, senior",
        ad("Medior Data Engineer", "Antwerpen", _LAKE),
        _copy("Senior Data Engineer", "Antwerpen", _LAKE),
    ),
    _different("intern", ad("Stage Java Developer", "Gent", _ROUTES), ad("Java Developer", "Gent", _ROUTES)),
    _different("lead", ad("Team Lead Java", "Gent", _ROUTES), ad("Java Developer", "Gent", _ROUTES)),
    _different(
        "lines of support",
        ad("Helpdesk medewerker eerste lijn", "Brugge", told("desk nl", house=HOUSE_NL)),
        ad("Helpdesk medewerker tweede lijn", "Brugge", told("desk nl", house=HOUSE_NL)),
    ),
    _different(
        "lines of support, other site",
        ad("First line support", "Brugge", told("desk nl")),
        _copy("2nd line support", "Brugge", told("desk nl")),
    ),
    _different(
        "Java, .NET",
        ad("Java Developer", "Gent", _ROUTES),
        ad(".NET Developer", "Gent", told("routes nl", stack="C#", house=HOUSE_NL)),
    ),
    _different(
        "React, Angular",
        ad("Frontend Developer React", "Leuven", _REACT),
        ad("Frontend Developer Angular", "Leuven", told("screens en", stack="Angular", house=HOUSE_EN)),
    ),
    _different(
        "Python, PHP, agency",
        _hidden("Python Developer", "Gent", told("routes nl", stack="Python", agency=AGENCY_NL)),
        _hidden("PHP Developer", "Gent", told("routes nl", stack="PHP", agency=AGENCY_NL)),
    ),
    _different(
        "iOS, Android",
        ad("iOS Developer", "Leuven", told("screens en", stack="Swift", house=HOUSE_EN)),
        ad("Android Developer", "Leuven", told("screens en", stack="Kotlin", house=HOUSE_EN)),
    ),
    _different(
        "SAP modules",
        ad("SAP FICO Consultant", "Antwerpen", told("sap nl", stack="FI en CO", house=HOUSE_NL)),
        ad("SAP SD Consultant", "Antwerpen", told("sap nl", stack="SD", house=HOUSE_NL)),
    ),
    _different(
        "Salesforce, two jobs",
        ad("Salesforce Developer", "Gent", told("routes nl", stack="Apex", house=HOUSE_NL)),
        ad("Salesforce Administrator", "Gent", told("desk nl", house=HOUSE_NL)),
    ),
    # One house, several jobs.
    _different("house lines", ad("Java Developer", "Gent", _ROUTES), ad("Data Engineer", "Gent", _LAKE)),
    _different(
        "house lines, English", ad("DevOps Engineer", "Leuven", _CLOUD_EN), ad("Frontend Developer", "Leuven", _REACT)
    ),
    _different("house lines, other site", ad("Java Developer", "Gent", _ROUTES), _copy("Data Analyst", "Gent", _LAKE)),
    _different(
        "two teams, one title",
        ad("Java Developer", "Brussel", told("bank nl", house=HOUSE_NL)),
        ad("Java Developer", "Brussel", told("loans nl", house=HOUSE_NL)),
    ),
    _different(
        "two teams, named",
        ad("Java Developer Betalingen", "Brussel", told("bank nl", house=HOUSE_NL)),
        _copy("Java Developer Kredieten", "Brussel", told("loans nl", house=HOUSE_NL)),
    ),
    _different(
        "two languages, two jobs",
        ad("DevOps Engineer", "Brussel", told("cloud nl", house=HOUSE_NL)),
        ad("Ingénieur de données", "Bruxelles", told("lake fr", house=HOUSE_FR)),
    ),
    _different(
        "two languages, two jobs, one site",
        ad("Java ontwikkelaar", "Gent", _ROUTES),
        ad("Frontend Developer", "Gent", _REACT),
    ),
    _different(
        "teasers of two jobs",
        ad("Java Developer", "Gent", told("routes nl", house=HOUSE_NL, cut=150)),
        ad("Data Engineer", "Gent", told("lake nl", house=HOUSE_NL, cut=150)),
    ),
    _different(
        "one title, two employers",
        ad("Java Developer", "Gent", _ROUTES),
        ad("Java Developer", "Gent", told("bank nl"), hiring_organization="Spaarlinde"),
    ),
    _different(
        "two employers, teasers",
        ad("Java Developer", "Gent", told("routes nl", cut=150)),
        _copy("Java Developer", "Gent", told("bank nl", cut=150), hiring_organization="Spaarlinde"),
    ),
    _different(
        "two employers, titles alone",
        ad("System Engineer", "Gent", None),
        _copy("System Engineer", "Gent", None, hiring_organization="Spaarlinde"),
    ),
    _different(
        "one agency, two clients",
        _hidden("Java Developer", "Gent", told("routes nl", agency=AGENCY_NL)),
        _hidden("Java Developer", "Gent", told("bank nl", agency=AGENCY_NL)),
    ),
    _different(
        "one agency, two jobs",
        _hidden("Data Engineer", "Gent", told("lake nl", agency=AGENCY_NL)),
        _hidden("DevOps Engineer", "Gent", told("cloud nl", agency=AGENCY_NL)),
    ),
    _different(
        "agency beside another employer",
        ad("Data Engineer", "Gent", told("lake nl")),
        _hidden("Data Engineer", "Gent", told("routes nl", stack="Python", agency=AGENCY_NL)),
    ),
    _different(
        "pay apart",
        ad("Java Developer", "Gent", told("routes nl"), base_salary="€ 2.600 - € 3.000 per maand"),
        ad("Java Developer", "Gent", told("routes nl reworded"), base_salary="€ 4.800 - € 5.600 per maand"),
    ),
    _different(
        "requisitions of one list",
        ad("Java Developer", "Gent", told("bank nl", house=HOUSE_NL), external_reference="R-1188"),
        ad("Java Developer", "Gent", told("routes nl", house=HOUSE_NL), external_reference="R-2045"),
    ),
    _different(
        "hired for again",
        ad("Java Developer", "Gent", _ROUTES, date_posted="2026-03-02"),
        ad("Java Developer", "Gent", _ROUTES),
    ),
)
