"""The job feed for partners: everything whose sources allow it to be passed on in full, in the usual elements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from email.utils import format_datetime

import numpy as np

from board.api_json import pay_json
from board.feed_formats import xml_document, xml_tag
from models.run import SourceCard
from models.vocabulary import Rights
from pipeline.market.columns import Ints
from pipeline.market.moment import open_rows
from pipeline.reference.places import provinces
from pipeline.search.catalogue import Catalogue, State
from pipeline.search.records import Hit

_BATCH = 500


def partner_feed(
    catalogue: Catalogue, state: State, public_url: str, vacancy_path: Callable[[str, str], str]
) -> tuple[int, bytes]:
    """Return how many vacancies may be passed on, and the document with them.

    A vacancy is in it when the source of its text allows the full text, and every source behind it allows passing on.
    """
    columns = state.dataset.columns
    ids = [columns.ids[row] for row in passed_on(state).tolist()]
    jobs: list[str] = []
    for start in range(0, len(ids), _BATCH):
        found = catalogue.records(ids[start : start + _BATCH])
        hits = (catalogue.hit(item) for _, item in sorted(found.items()))
        jobs.extend(_job(hit, public_url, vacancy_path) for hit in hits if hit.rights is Rights.FULL)
    head = [
        xml_tag("publisher", "belfry"),
        xml_tag("publisherurl", public_url),
        xml_tag("lastBuildDate", format_datetime(state.study.moment.at.astimezone(UTC))),
        xml_tag("expectedJobCount", str(len(jobs))),
    ]
    return len(jobs), xml_document("source", [*head, *jobs])


def passed_on(state: State) -> Ints:
    """Return the rows of open vacancies that partners may have, by identifier."""
    columns = state.dataset.columns
    sources = columns.words.source
    allowed = [sources.find(name) for name, card in state.cards.items() if _full(card)]
    chosen = open_rows(columns, state.study.moment) & np.isin(columns.text_source, allowed)
    for code, name in enumerate(sources.words):
        card = state.cards.get(name)
        if card is None or not card.resyndicate:
            chosen &= ~columns.sources.rows_with(code, columns.size)
    rows = np.flatnonzero(chosen).astype(np.int32)
    return np.array(sorted(rows.tolist(), key=columns.ids.__getitem__), dtype=np.int32)


def _full(card: SourceCard) -> bool:
    return card.rights is Rights.FULL and card.resyndicate


def _job(hit: Hit, public_url: str, vacancy_path: Callable[[str, str], str]) -> str:
    item, view = hit.vacancy, hit.vacancy.posting
    place = view.places[0] if view.places else None
    area = provinces().get(place.province) if place and place.province else None
    pay = pay_json(view.base_salary)
    date = view.date_posted.isoformat() if view.date_posted else item.first_seen.date().isoformat()
    parts = [
        xml_tag("title", view.title),
        xml_tag("date", date),
        xml_tag("referencenumber", item.id),
        xml_tag("url", public_url + vacancy_path(item.id, view.in_language or "en")),
        xml_tag("company", view.hiring_organization.name if view.hiring_organization else None),
        xml_tag("city", place.municipality if place else None),
        xml_tag("state", area.names["en"] if area else None),
        xml_tag("country", place.country if place else None),
        xml_tag("postalcode", place.postal_code if place else None),
        xml_tag("description", view.description),
        xml_tag("salary", view.base_salary.text if pay and view.base_salary else None),
        xml_tag("jobtype", ",".join(kind.value for kind in view.employment_types) or None),
        xml_tag("category", view.role.value if view.role else None),
        xml_tag("experience", None if view.experience_years_min is None else str(view.experience_years_min)),
        xml_tag("remotetype", view.work_mode.value if view.work_mode else None),
        *(xml_tag("attribution", line) for line in hit.attributions),
    ]
    return f"<job>{''.join(parts)}</job>"
