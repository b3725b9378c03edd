"""Pairs of ads from an invented Belgian market: all but one of 121 were labelled before linking ever saw them.

Each of the six employers hires for several jobs, so that what its ads share is mostly the house's own words. The table
stays whole because it is one; what the ads say stands in ``market_texts.py``.
"""

from __future__ import annotations

from hashlib import sha1
from typing import Any

from models.raw import RawPosting
from tests.pipeline.dedup.market_texts import HOUSES, JOBS, WRAPS
from tests.pipeline.dedup.pairs import Pair

EMPLOYERS = {
    "kade": "Kadelicht",
    "solene": "Mutuelle Solène",
    "brouw": "Dewael Ketels",
    "kiosq": "Kiosq",
    "ost": "Ostlicht Energie",
    "stad": "Stad Wervelgem",
}
STACKS = {"quay": "Python", "claims": "Java", "kettle": "C++", "screen": "React", "meter": "C#"}


def text(house: str, job: str, *, stack: str = "", cut: int = 0, wrap: str = "") -> str:
    """Return what an ad says: the house's words and the job's, cut to ``cut`` characters or wrapped by an agency."""
    told = JOBS[job].format(stack=stack or STACKS.get(job.split()[0], ""))
    whole = HOUSES.get(house, "") + told
    if cut:
        whole = whole[:cut].rsplit(" ", 1)[0] + "…"
    return WRAPS[wrap].format(text=whole) if wrap else whole


def own(house: str, job: str, title: str, place: str | None, *, stack: str = "", **more: Any) -> RawPosting:
    """Return an ad on the employer's own board."""
    who = house.split()[0]
    told = text(house, job, stack=stack)
    return _raw(title, place, told, {"source": "own", "board": who, "hiring_organization": EMPLOYERS[who], **more})


def listed(
    house: str, job: str, title: str, place: str | None, *, stack: str = "", cut: int = 0, **more: Any
) -> RawPosting:
    """Return an ad of the employer on an aggregator."""
    told = text(house, job, stack=stack, cut=cut)
    name = EMPLOYERS[house.split()[0]]
    return _raw(
        title, place, told, {"source": "listing", "date_posted": "2026-10-14", "hiring_organization": name, **more}
    )


def public(house: str, job: str, title: str, place: str | None, **more: Any) -> RawPosting:
    """Return an ad of the employer at a public employment service."""
    return listed(house, job, title, place, **{"source": "service", "date_posted": "2026-10-13", **more})


def agency(
    language: str, job: str, title: str, place: str | None, *, stack: str = "", house: str = "", **more: Any
) -> RawPosting:
    """Return an agency's ad that hides the employer."""
    told = text(house, job, stack=stack, wrap=language)
    shown = {"source": "agency", "date_posted": "2026-10-15", "hiring_organization": "Vink & Vos", **more}
    return _raw(title, place, told, shown)


def _raw(title: str, place: str | None, told: str, more: dict[str, Any]) -> RawPosting:
    fields = {"date_posted": "2026-10-12", **more}
    number = sha1(f"{title} {place} {sorted(fields.items())} {told}".encode()).hexdigest()[:12]
    return RawPosting(
        identifier=number, title=title, description=told, job_locations=(place,) if place else (), **fields
    )


def _all(label: str, *pairs: tuple[str, RawPosting, RawPosting]) -> tuple[Pair, ...]:
    return tuple(Pair(label, relation, a, b) for relation, a, b in pairs)


QUAY = own("kade nl", "quay nl", "Backend developer Python", "Antwerpen")
QUAY_EN = own("kade en", "quay en", "Backend Developer (Python)", "Antwerp")
TIDE = own("kade nl", "tide nl", "Data engineer", "Antwerpen")
CLAIMS = own("solene fr", "claims fr", "Développeur Java (H/F/X)", "Namur")
PORTAL = own("solene fr", "portal fr", "Développeur front-end Angular", "Namur")
SERVERS = own("solene fr", "servers fr", "Administrateur systèmes", "Liège")
KETTLE = own("brouw nl", "kettle nl", "Embedded software engineer", "Leuven")
KETTLE_EN = own("brouw en", "kettle en", "Embedded Software Engineer C++", "Leuven")
SCREEN = own("kiosq en", "screen en", "Frontend Engineer", "Ghent")
PAYER = own("kiosq en", "pay en", "Backend Engineer, Payments", "Ghent")
GATES = own("kiosq en", "gates en", "Mobile Engineer (React Native)", "Ghent")
METER = own("ost de", "meter de", "Softwareentwickler C# (m/w/d)", "Eupen")
DESK = own("ost de", "desk de", "IT-Supporter (m/w/d)", "Eupen")
PERMITS = own("stad nl", "permits nl", "Webbeheerder digitaal loket", "Wervik")
MAPS = own("stad nl", "maps nl", "GIS-medewerker", "Wervik")

SAME = _all(
    "same",
    ("aggregator, whole", QUAY, listed("kade nl", "quay nl", "Backend developer Python", "Antwerpen")),
    ("aggregator, gender tag", QUAY,
        listed("kade nl", "quay nl", "Backend Developer Python (m/v/x)", "2000 Antwerpen")),
    ("aggregator, town in title", QUAY,
        listed("kade nl", "quay nl", "Backend developer Python - Antwerpen", "Antwerpen")),
    ("aggregator, cut at 300", QUAY, listed("kade nl", "quay nl", "Backend developer Python", "Antwerpen", cut=300)),
    ("aggregator, cut at 600", QUAY, listed("kade nl", "quay nl", "Backend developer Python", "Antwerpen", cut=600)),
    ("aggregator, legal form", QUAY, listed("kade nl", "quay nl", "Backend developer Python", "Antwerpen",
        hiring_organization="Kadelicht NV")),
    ("public service, whole", QUAY, public("kade nl", "quay nl", "Backend developer Python", "ANTWERPEN")),
    ("public service, reworded", QUAY,
        public("kade nl", "quay nl reworded", "Backend developer (Python)", "Antwerpen")),
    ("public service, job only", QUAY, _raw("Backend developer Python", "Antwerpen", text("", "quay nl"),
        {"source": "service", "hiring_organization": "Kadelicht"})),
    ("translated on the own board", QUAY, QUAY_EN),
    ("translated on an aggregator", QUAY, listed("kade en", "quay en", "Python Backend Developer", "Antwerp")),
    ("agency, whole", QUAY, agency("nl", "quay nl", "Backend developer Python", "Antwerpen")),
    ("agency, reworded", QUAY, agency("nl", "quay nl reworded", "Python backend developer", "Antwerpen")),
    ("agency, house's words too", QUAY,
        agency("nl", "quay nl", "Backend developer Python", "Antwerpen", house="kade nl")),
    ("agency, translated", QUAY, agency("en", "quay en", "Backend developer Python", "Antwerp")),
    ("agency, slogan in title", QUAY, agency("nl", "quay nl", "Backend developer Python | topwerkgever", "Antwerpen")),
    ("reference on both",
        own("kade nl", "quay nl", "Backend developer Python", "Antwerpen", external_reference="KL-2217"),
        public("kade nl", "quay nl reworded", "Python-ontwikkelaar", "Antwerpen", external_reference="KL-2217")),
    ("pay on one side", QUAY, listed("kade nl", "quay nl", "Backend developer Python", "Antwerpen",
        base_salary="€ 3.800 - € 4.900 bruto per maand")),
    ("data engineer, aggregator", TIDE, listed("kade nl", "tide nl", "Data Engineer", "Antwerpen")),
    ("data engineer, tools in title", TIDE,
        listed("kade nl", "tide nl", "Data Engineer (Snowflake, dbt)", "Antwerpen")),
    ("data engineer, agency", TIDE, agency("nl", "tide nl", "Data engineer", "Antwerpen")),
    ("data engineer, cut", TIDE, listed("kade nl", "tide nl", "Data engineer", "Antwerpen", cut=500)),
    ("fr aggregator", CLAIMS, listed("solene fr", "claims fr", "Développeur Java", "Namur")),
    ("fr aggregator, inclusive title", CLAIMS, listed("solene fr", "claims fr", "Développeur·euse Java", "5000 Namur")),
    ("fr public service, shorter", CLAIMS, public("solene fr", "claims fr short", "Développeur Java", "Namur")),
    ("fr and nl", CLAIMS, own("solene nl", "claims nl", "Java-ontwikkelaar", "Namen")),
    ("fr and nl, two sites", CLAIMS, public("solene nl", "claims nl", "Ontwikkelaar Java (M/V/X)", "Namen")),
    ("fr agency", CLAIMS, agency("fr", "claims fr", "Développeur Java", "Namur")),
    ("fr agency, shorter", CLAIMS, agency("fr", "claims fr short", "Développeur Java / Spring", "Namur")),
    ("fr cut", CLAIMS, listed("solene fr", "claims fr", "Développeur Java (H/F/X)", "Namur", cut=450)),
    ("fr employer's name longer", CLAIMS, listed("solene fr", "claims fr", "Développeur Java", "Namur",
        hiring_organization="Mutuelle Solène ASBL")),
    ("fr front-end, aggregator", PORTAL, listed("solene fr", "portal fr", "Développeur Front-End (Angular)", "Namur")),
    ("fr front-end, agency", PORTAL, agency("fr", "portal fr", "Développeur front-end Angular", "Namur")),
    ("fr front-end, province only", PORTAL, listed("solene fr", "portal fr", "Développeur front-end Angular",
        "Province de Namur")),
    ("fr systems, aggregator", SERVERS, listed("solene fr", "servers fr", "Administrateur Systèmes H/F", "Liège")),
    ("fr systems, synonym", SERVERS, public("solene fr", "servers fr", "Administrateur système", "4000 LIEGE")),
    ("fr systems, agency", SERVERS, agency("fr", "servers fr", "Administrateur systèmes", "Liège")),
    ("embedded, aggregator", KETTLE, listed("brouw nl", "kettle nl", "Embedded Software Engineer", "Leuven")),
    ("embedded, two languages", KETTLE, KETTLE_EN),
    ("embedded, German", KETTLE_EN, _raw("Embedded Softwareentwickler C++", "Leuven", text("brouw en", "kettle de"),
        {"source": "listing", "hiring_organization": "Dewael Ketels"})),
    ("embedded, agency", KETTLE, agency("nl", "kettle nl", "Embedded software engineer", "Leuven")),
    ("embedded, agency in English", KETTLE_EN, agency("en", "kettle en", "Embedded C++ Engineer", "Leuven")),
    ("embedded, part of town", KETTLE, listed("brouw nl", "kettle nl", "Embedded software engineer", "Heverlee")),
    ("frontend, aggregator", SCREEN, listed("kiosq en", "screen en", "Front-end Engineer", "Gent")),
    ("frontend, stack in title", SCREEN, listed("kiosq en", "screen en", "Frontend Engineer (React)", "Ghent")),
    ("frontend, cut", SCREEN, listed("kiosq en", "screen en", "Frontend Engineer", "Ghent", cut=420)),
    ("payments, aggregator", PAYER, listed("kiosq en", "pay en", "Backend Engineer - Payments", "Gent, Belgium")),
    ("payments, agency", PAYER, agency("en", "pay en", "Backend Engineer Node.js", "Ghent")),
    ("mobile, aggregator", GATES, listed("kiosq en", "gates en", "Mobile Engineer - React Native", "Ghent")),
    ("mobile, agency", GATES, agency("en", "gates en", "React Native Developer", "Ghent")),
    ("de aggregator", METER, listed("ost de", "meter de", "Softwareentwickler C#", "Eupen")),
    ("de and fr", METER, listed("ost fr", "meter fr", "Développeur C# (H/F)", "Eupen")),
    ("de and fr, own board", METER, own("ost fr", "meter fr", "Développeur logiciel C#", "Eupen")),
    ("de public service, cut", METER, public("ost de", "meter de", "Software-Entwickler C# (m/w/d)", "4700 Eupen",
        cut=520)),
    ("de support", DESK, listed("ost de", "desk de", "IT Supporter", "Eupen")),
    ("town hall, public service", PERMITS,
        public("stad nl", "permits nl", "Webbeheerder digitaal loket (B1-B3)", "Wervik")),
    ("town hall, aggregator", PERMITS, listed("stad nl", "permits nl", "Webbeheerder", "Wervik")),
    ("town hall, maps", MAPS, public("stad nl", "maps nl", "GIS-medewerker (niveau B)", "8940 Wervik")),
    ("weeks later on another site", QUAY, listed("kade nl", "quay nl", "Backend developer Python", "Antwerpen",
        date_posted="2026-11-09")),
    ("no date on one side", TIDE, listed("kade nl", "tide nl", "Data engineer", "Antwerpen", date_posted=None)),
)  # fmt: skip
DIFFERENT = _all(
    "different",
    ("level: senior and junior", own("kade nl", "quay nl", "Senior backend developer Python", "Antwerpen"),
        own("kade nl", "quay nl", "Junior backend developer Python", "Antwerpen")),
    ("level: medior and lead", own("solene fr", "claims fr", "Développeur Java medior", "Namur"),
        listed("solene fr", "claims fr", "Lead développeur Java", "Namur")),
    ("level: internship", KETTLE, own("brouw nl", "kettle nl", "Stage embedded software", "Leuven")),
    ("level: senior fr, junior nl", own("solene fr", "claims fr", "Développeur Java senior", "Namur"),
        own("solene nl", "claims nl", "Junior Java-ontwikkelaar", "Namen")),
    ("level: senior and junior, two sites", own("kiosq en", "screen en", "Senior Frontend Engineer", "Ghent"),
        listed("kiosq en", "screen en", "Junior Frontend Engineer", "Ghent")),
    ("level: head", SCREEN, own("kiosq en", "screen en", "Head of Frontend", "Ghent")),
    ("level: team lead", TIDE, listed("kade nl", "tide nl", "Team lead data engineering", "Antwerpen")),
    ("level: student job", DESK, own("ost de", "desk de", "Studentenjob IT-Support", "Eupen")),
    ("town: own board", QUAY, own("kade nl", "quay nl", "Backend developer Python", "Gent")),
    ("town: two sites", QUAY, listed("kade nl", "quay nl", "Backend developer Python", "Zeebrugge")),
    ("town: fr", CLAIMS, own("solene fr", "claims fr", "Développeur Java (H/F/X)", "Liège")),
    ("town: fr and nl", CLAIMS, own("solene nl", "claims nl", "Java-ontwikkelaar", "Luik")),
    ("town: agency", QUAY, agency("nl", "quay nl", "Backend developer Python", "Brugge")),
    ("town: Ghent and Brussels", SCREEN, own("kiosq en", "screen en", "Frontend Engineer", "Brussels")),
    ("town: Ghent and Brussels, two sites", PAYER,
        listed("kiosq en", "pay en", "Backend Engineer, Payments", "Brussels")),
    ("town: Eupen and Verviers", METER, listed("ost fr", "meter fr", "Développeur C#", "Verviers")),
    ("town: abroad", KETTLE_EN,
        listed("brouw en", "kettle en", "Embedded Software Engineer C++", "Eindhoven, Netherlands")),
    ("town: systems", SERVERS, own("solene fr", "servers fr", "Administrateur systèmes", "Namur")),
    ("stack: Python and Java", QUAY, own("kade nl", "quay nl", "Backend developer Java", "Antwerpen", stack="Java")),
    ("stack: Python and .NET, two sites", QUAY, listed("kade nl", "quay nl", "Backend developer .NET", "Antwerpen",
        stack=".NET")),
    ("stack: Java and PHP", CLAIMS, own("solene fr", "claims fr", "Développeur PHP (H/F/X)", "Namur", stack="PHP")),
    ("stack: Java and .NET, fr and nl", CLAIMS,
        own("solene nl", "claims nl", ".NET-ontwikkelaar", "Namen", stack=".NET")),
    ("stack: React and Vue", own("kiosq en", "screen en", "Frontend Engineer React", "Ghent"),
        own("kiosq en", "screen en", "Frontend Engineer Vue", "Ghent", stack="Vue")),
    ("stack: React and Angular, two sites", own("kiosq en", "screen en", "React Engineer", "Ghent"),
        listed("kiosq en", "screen en", "Angular Engineer", "Ghent", stack="Angular")),
    ("stack: Python and PHP beside Vue",
        own("kiosq en", "screen en", "Full-stack Engineer Python/Vue", "Ghent", stack="Vue"),
        listed("kiosq en", "screen en", "Full-stack Engineer PHP/Vue", "Ghent", stack="Vue")),
    ("stack: C++ and Rust", KETTLE_EN, own("brouw en", "kettle en", "Embedded Software Engineer Rust", "Leuven",
        stack="Rust")),
    ("stack: C# and Java, de", METER,
        own("ost de", "meter de", "Softwareentwickler Java (m/w/d)", "Eupen", stack="Java")),
    ("stack: agency", QUAY, agency("nl", "quay nl", "Backend developer Java", "Antwerpen", stack="Java")),
    ("stack: agency, fr", CLAIMS, agency("fr", "claims fr", "Développeur C#", "Namur", stack="C#")),
    ("template: backend and data", QUAY, TIDE),
    ("template: backend and data, two sites", QUAY, listed("kade nl", "tide nl", "Data engineer", "Antwerpen")),
    ("template: data and backend in English", TIDE, QUAY_EN),
    ("template: cut before the job", TIDE, listed("kade nl", "quay nl", "Backend developer", "Antwerpen", cut=380)),
    ("template: Java and Angular", CLAIMS, PORTAL),
    ("template: Angular and systems", PORTAL, own("solene fr", "servers fr", "Administrateur systèmes", "Namur")),
    ("template: Java and systems, two sites", CLAIMS,
        listed("solene fr", "servers fr", "Administrateur systèmes", "Namur")),
    ("template: Java fr and Angular cut", CLAIMS,
        listed("solene fr", "portal fr", "Développeur front-end", "Namur", cut=420)),
    ("template: frontend and payments", SCREEN, PAYER),
    ("template: frontend and mobile", SCREEN, GATES),
    ("template: payments and mobile", PAYER, GATES),
    ("template: payments and frontend, two sites", PAYER,
        listed("kiosq en", "screen en", "Frontend Engineer", "Ghent")),
    ("template: mobile and frontend, cut", GATES,
        listed("kiosq en", "screen en", "Frontend Engineer", "Ghent", cut=330)),
    ("template: software and support, de", METER, DESK),
    ("template: support and software, de and fr", DESK, listed("ost fr", "meter fr", "Développeur C#", "Eupen")),
    ("template: town hall, web and maps", PERMITS, MAPS),
    ("template: town hall, two sites", PERMITS, public("stad nl", "maps nl", "GIS-medewerker", "Wervik")),
    ("template: agency's own words", agency("nl", "quay nl", "Backend developer Python", "Antwerpen"),
        agency("nl", "tide nl", "Data engineer", "Antwerpen")),
    ("template: agency's own words, fr", agency("fr", "claims fr", "Développeur Java", "Namur"),
        agency("fr", "portal fr", "Développeur Angular", "Namur")),
    ("template: agency's own words, en", agency("en", "pay en", "Backend Engineer", "Ghent"),
        agency("en", "screen en", "Frontend Engineer", "Ghent")),
    ("team: two teams on one board", own("kiosq en", "pay en", "Backend Engineer, Payments", "Ghent"),
        own("kiosq en", "pay en", "Backend Engineer, Ticketing", "Ghent")),
    ("team: two numbers on one board", own("kade nl", "quay nl", "Backend developer Python", "Antwerpen",
        external_reference="KL-2217"),
        own("kade nl", "quay nl", "Backend developer Python", "Antwerpen", external_reference="KL-2218")),
    ("pay: ranges apart", own("kade nl", "quay nl", "Backend developer Python", "Antwerpen",
        base_salary="€ 3.000 - € 3.600 bruto per maand"),
        listed("kade nl", "quay nl reworded", "Backend developer Python", "Antwerpen",
        base_salary="€ 4.800 - € 5.900 bruto per maand")),
    ("time: a year later", QUAY, listed("kade nl", "quay nl", "Backend developer Python", "Antwerpen",
        date_posted="2025-10-01")),
    ("employer: same title and town", own("kade nl", "tide nl", "Data engineer", "Leuven"),
        listed("brouw nl", "kettle nl", "Data engineer", "Leuven")),
    ("employer: developer in one town", CLAIMS, _raw("Développeur C#", "Namur", text("ost fr", "meter fr"),
        {"source": "listing", "hiring_organization": "Ostlicht Energie"})),
    ("employer: front-end in one town", SCREEN, _raw("Frontend Engineer", "Ghent", text("kade en", "quay en"),
        {"source": "listing", "hiring_organization": "Kadelicht"})),
    ("agency: another job in the town", QUAY, agency("nl", "tide nl", "Backend developer", "Antwerpen")),
    ("agency: same title, other text", SERVERS, agency("fr", "claims fr", "Administrateur systèmes", "Liège")),
    ("agency: support and systems", SERVERS, agency("fr", "portal fr", "Développeur Angular", "Liège")),
    ("agency: other language, other job", QUAY, agency("en", "pay en", "Backend Engineer", "Antwerp")),
    ("short: one line each", _raw("Backend developer", "Antwerpen", "Kom jij ons team versterken? Solliciteer nu!",
        {"source": "listing", "hiring_organization": "Kadelicht"}),
        _raw("Data engineer", "Antwerpen", "Kom jij ons team versterken? Solliciteer nu!",
        {"source": "service", "hiring_organization": "Kadelicht"})),
)  # fmt: skip
MARKET = (*SAME, *DIFFERENT)
