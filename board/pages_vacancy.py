"""Vacancy pages: the facts first, how we know them, and the text as far as its source allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import nh3
from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from board.addresses import cities, market_path, vacancy_language, vacancy_path
from board.language import LANGUAGES, Words
from board.pages_market import similar
from board.pages_shell import Frame, Site, moved
from board.pages_words import place_name, role_words, source_title
from board.structured_data import job_posting_script
from models.vacancy import Vacancy
from models.vocabulary import Rights, Role, VacancyStatus
from pipeline.search.catalogue import State
from pipeline.search.records import Hit, SourceNote
from pipeline.search.vacancy_account import Found, find_vacancy, history_of, sources_of, why_of

CLOSED_SHOWN = timedelta(days=14)
"""For so long a closed vacancy still has a page; after that its address answers 410."""
_PAIRS, _HISTORY = 5, 20
_CLOSED = {"max_age": "closed_max_age"}
_FACTS = {
    "base_salary": "pay", "places": "place", "work_mode": "work", "office_days": "work", "role": "role",
    "seniority": "level", "experience_years_min": "level", "contract": "contract", "required_languages": "languages",
    "skills": "skills", "benefits": "benefits", "valid_through": "closes", "date_posted": "posted",
    "hiring_organization": "employer", "description": "text", "excerpt": "text",
}  # fmt: skip
"""Field of a posting → what the page calls it; changes of others are no news to a visitor."""
_CLEANER = nh3.Cleaner(
    tags={"p", "br", "ul", "ol", "li", "strong", "em", "b", "i", "h2", "h3", "h4", "a"},
    attributes={"a": {"href"}},
    url_schemes={"http", "https"},
    link_rel="nofollow noopener noreferrer ugc",
)
"""The text was cleaned when it was read; what leaves the house is cleaned once more."""


def vacancy_router(site: Site) -> APIRouter:
    """Return the route of vacancy pages."""
    router = APIRouter(include_in_schema=False)

    @router.get("/{language}/vacancy/{vacancy_id}")
    def show(request: Request, language: str, vacancy_id: str) -> Response:
        """Answer with a vacancy; 301 to its one address or its survivor, 410 when it is over, 404 when it never was."""
        asked = request.query_params.get("ui", "")
        words = Words(asked if asked in LANGUAGES else language if language in LANGUAGES else "en")
        found = find_vacancy(site.engine, vacancy_id)
        state = site.catalogue.state()
        if found is None:
            return message(site, request, words, 404, "vacancy.unknown", "page.not_found_why", state)
        if found.merged_into:
            return moved(f"/{language}/vacancy/{found.merged_into}", request)
        item = found.vacancy
        if item is None or _over(found, site.catalogue.clock()):
            return message(site, request, words, 410, "vacancy.gone", "vacancy.gone_why", state, item)
        if language != vacancy_language(item):
            return moved(vacancy_path(item, language if language in LANGUAGES else None), request)
        return site.page(request, "vacancy.html", lambda: vacancy_context(site, state, words, found, item))

    return router


def _over(found: Found, now: datetime) -> bool:
    closed = found.vacancy is not None and found.vacancy.status is VacancyStatus.CLOSED
    return closed and (found.closed_at is None or now - found.closed_at > CLOSED_SHOWN)


def vacancy_context(
    site: Site, state: State, words: Words, found: Found, item: Vacancy
) -> tuple[Frame, dict[str, Any]]:
    """Return the frame of a vacancy page and what its template shows."""
    hit = site.catalogue.hit(item)
    view, now = item.posting, state.study.moment.at
    ended = view.valid_through is not None and view.valid_through < state.study.moment.today
    closed = item.status is VacancyStatus.CLOSED or ended
    sources = sources_of(site.engine, item.id)
    names = {note.source: source_title(words, note.source, note.title) for note in sources}
    frame = Frame(
        title=view.title,
        language=words.language,
        path=vacancy_path(item),
        description=_description(item),
        switch={language: vacancy_path(item, language) for language in LANGUAGES},
        canonical=vacancy_path(item),
        trail=_trail(words, item),
        indexable=not closed and words.language == vacancy_language(item),
        json_ld="" if closed else job_posting_script(hit),
    )
    return (
        frame,
        {
            "hit": hit,
            "v": item,
            "p": view,
            "now": now,
            "closed": closed,
            "closed_day": _closed_day(found, item),
            "text": Markup(_CLEANER.clean(view.description or "")) if _whole(hit) else None,  # noqa: S704 - cleaned here
            "excerpt": view.excerpt if hit.rights in (Rights.EXCERPT, Rights.FULL) else None,
            "sources": sources,
            "apply": _apply(sources),
            "pairs": why_of(site.engine, item.id)["pairs"][:_PAIRS],
            "names": names,
            "history": [_told(words, line, names) for line in history_of(site.engine, item.id)][-_HISTORY:],
            "inferred": list(inferred(words, item)),
            "role": role_words(words, view.role) if view.role else None,
            "city": _city(item),
            **(similar(site, state, view.role, _city(item)) if closed else {"similar": ()}),
        },
    )


def _apply(sources: Sequence[SourceNote]) -> SourceNote | None:
    """Return where to apply: an ad that is still there before one that is not, the employer's own before others."""
    reachable = [note for note in sources if note.url]
    return min(reachable, key=lambda note: (note.status != "active", note.kind != "employer"), default=None)


def _whole(hit: Hit) -> bool:
    return hit.rights is Rights.FULL and bool(hit.vacancy.posting.description)


def _description(item: Vacancy) -> str:
    organization = item.posting.hiring_organization
    return f"{item.posting.title}, {organization.name}" if organization else item.posting.title


def _closed_day(found: Found, item: Vacancy) -> date | datetime | None:
    return found.closed_at or item.posting.valid_through


def _city(item: Vacancy) -> str | None:
    codes = {code for place in item.posting.places for code in (place.nis_code, place.region) if code}
    return next((slug for slug, city in cities().items() if city.nis in codes), None)


def _trail(words: Words, item: Vacancy) -> tuple[tuple[str, str], ...]:
    trail = [(words("site.home"), f"/{words.language}/")]
    role, city = item.posting.role, _city(item)
    if role:
        trail.append((role_words(words, role)["Roles"], market_path(words.language, role, None)))
    if role and city:
        trail.append((cities()[city].names[words.language], market_path(words.language, role, city)))
    return tuple(trail)


def inferred(words: Words, item: Vacancy) -> list[tuple[str, str, str]]:
    """Return (what, value, the words it was read from) of what an ad does not say in so many words."""
    view = item.posting
    found = []
    if view.role and view.role_evidence:
        found.append((words("vacancy.role"), role_words(words, view.role)["role"], view.role_evidence))
    if view.seniority and view.seniority_evidence:
        found.append((words("vacancy.level"), words.label("level", view.seniority.value), view.seniority_evidence))
    named = ((place_name(words, place), place.evidence or "", place.municipality) for place in view.places)
    found.extend(
        (words("vacancy.place"), name, evidence) for name, evidence, own in named if evidence not in ("", name, own)
    )
    if view.base_salary and view.base_salary.derivation and not view.base_salary.estimated:
        low, high = view.base_salary.gross_month_min, view.base_salary.gross_month_max
        amounts = " – ".join(words.money(amount) for amount in (low, high) if amount is not None)
        if amounts:
            found.append((words("vacancy.pay"), f"{amounts} {words('unit.MONTH')}", view.base_salary.derivation))
    return found


def _told(words: Words, line: Mapping[str, Any], names: Mapping[str, str]) -> tuple[str, str, str]:
    """Return when something happened, what, and more about it: the source, why it closed, the facts that changed."""
    event = str(line["event"])
    ad = event.removeprefix("posting_") if event.startswith("posting_") else None
    section = "event" if ad is None else "ad_event" if words.has(f"ad_event.{ad}") else "posting_status"
    facts = [words(f"vacancy.{_FACTS[name]}") for name in line.get("changed") or () if name in _FACTS]
    more = [
        names.get(str(line.get("source")), str(line.get("source") or "")),
        words.label("posting_status", _CLOSED.get(str(line.get("reason")), line.get("reason"))),
        ", ".join(dict.fromkeys(facts)),
    ]
    return (
        words.moment(datetime.fromisoformat(str(line["at"]))),
        words.label(section, ad or event),
        ", ".join(part for part in more if part),
    )


def message(
    site: Site,
    request: Request,
    words: Words,
    status: int,
    title: str,
    why: str,
    state: State,
    item: Vacancy | None = None,
) -> Response:
    """Answer with a page that says what is wrong and offers what is near it."""
    role: Role | None = item.posting.role if item else None

    def build() -> tuple[Frame, dict[str, Any]]:
        frame = Frame(title=words(title), language=words.language, path=request.url.path, indexable=False)
        offered = similar(site, state, role, _city(item) if item else None)
        return frame, {"why": words(why), "like": item is not None, "now": state.study.moment.at, **offered}

    return site.page(request, "message.html", build, status=status)
