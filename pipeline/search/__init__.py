"""Read queries: plain values in, frozen records out; nothing here writes.

``catalogue.Catalogue(engine, clock=...)`` is the board's memory of all vacancies: ``refresh()`` (cheap, called by every
request), ``state`` (dataset version, sequence, moment), ``search(SearchQuery) -> SearchPage``,
``market(role, city_slug) -> MarketPage``, ``find(vacancy_id) -> Found`` (with ``hit``, or where it went),
``sources(vacancy_id) -> tuple[SourceNote, ...]``, ``history(vacancy_id)``, ``why(vacancy_id)``.
"""
