"""The pages on which a person judges ads: pairs in doubt, texts that could not be read, a vacancy from the inside."""

from __future__ import annotations

import orjson
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from console.desk_cluster import picture
from console.desk_origin import excerpt, ways
from console.desk_pair import compared, texts, waterfall
from console.desk_view import Desk, shown
from models.raw import PostingKey
from models.record import RecordError
from pipeline.search.gaps import gaps
from pipeline.search.inspector import cluster_of, inside, sides_of_pair
from pipeline.search.ledger import labelled_pairs
from pipeline.services.aliases import HEARD, Alias, AliasError, alias_rules, preview_alias
from pipeline.services.doubt import doubts, pairs_like

MOST_ALIKE = 100
"""Pairs that are settled together at most."""


def review_router(desk: Desk) -> APIRouter:
    """Return the pages."""
    router = APIRouter()
    engine, landing = desk.engine, desk.settings.landing

    @router.get("/duplicates")
    def duplicates(request: Request, undo: str = "", kept: int = 0) -> Response:
        waiting = doubts(engine)
        doubt = waiting[0] if waiting else None
        pair = doubt.pair if doubt else None
        sides = sides_of_pair(engine, pair.a, pair.b) if pair else None
        homes = dict.fromkeys(side.vacancy_id for side in sides or () if side.vacancy_id is not None)
        return desk.page(
            request,
            "duplicates.html",
            doubt=doubt,
            pair=pair,
            rows=compared(sides[0].posting, sides[1].posting, shown) if sides else [],
            texts=texts(sides[0].posting, sides[1].posting) if sides else ([], []),
            sides=sides,
            left=len(waiting),
            waterfall=waterfall(pair) if pair else None,
            undo=_pair(undo),
            kept=kept,
            together=len(homes) == 1,
            clusters=[(view, picture(view)) for home in homes if (view := cluster_of(engine, home)) is not None],
        )

    @router.get("/duplicates/alike")
    def alike(request: Request, a: str, b: str) -> Response:
        found = _pair(f"{a}|{b}")
        pairs = pairs_like(engine, PostingKey.parse(found[0]), PostingKey.parse(found[1]))[:MOST_ALIKE] if found else []
        return desk.page(
            request,
            "alike.html",
            pairs=[(pair, sides) for pair in pairs if (sides := sides_of_pair(engine, pair.a, pair.b)) is not None],
            shown=shown,
        )

    @router.get("/duplicates.jsonl")
    def export() -> Response:
        lines = b"".join(orjson.dumps(row) + b"\n" for row in labelled_pairs(engine))
        return Response(lines, media_type="application/x-ndjson")

    @router.get("/normalization")
    def normalization(request: Request, field: str = "") -> Response:
        found = gaps(engine, limit=300)
        return desk.page(
            request,
            "normalization.html",
            gaps=[gap for gap in found if not field or gap.field == field][:100],
            fields=sorted({gap.field for gap in found}),
            field=field,
            taught=HEARD,
            rules=alias_rules(engine),
        )

    @router.get("/normalization/alias")
    def alias(
        request: Request,
        field: str = "places",
        text: str = Query("", max_length=400),
        meaning: str = Query("", max_length=400),
    ) -> Response:
        told, wrong = None, ""
        if meaning.strip():
            try:
                told = preview_alias(engine, landing, Alias(field=field, text=text, meaning=meaning))
            except AliasError as error:
                wrong = f"{str(error)[:1].upper()}{str(error)[1:]}."
        return desk.page(
            request,
            "alias.html",
            status=422 if wrong else 200,
            field=field,
            text=text,
            meaning=meaning,
            told=told,
            wrong=wrong,
            taught=HEARD,
            shown=shown,
        )

    @router.get("/vacancy")
    def find(request: Request, id: str = "") -> Response:  # noqa: A002  # the name of the form's field
        return desk.back(request, f"/vacancy/{id.strip()}") if id.strip() else desk.page(request, "find.html")

    @router.get("/vacancy/{vacancy_id}")
    def vacancy(request: Request, vacancy_id: str) -> Response:
        found = inside(engine, landing, vacancy_id)
        if found is None:
            raise HTTPException(404, f"There is no vacancy {vacancy_id}.")
        view = found.vacancy.posting.to_json()
        values = [(name, shown(value), found.vacancy.provenance.get(name, "")) for name, value in view.items() if value]
        cluster = cluster_of(engine, found.vacancy.id)
        return desk.page(
            request,
            "vacancy.html",
            inside=found,
            values=values,
            ways={member.posting.key: ways(found, member) for member in found.members},
            excerpts={key: excerpt(page, found.raw.get(key)) for key, page in found.pages.items()},
            numbers={str(member.posting.key): place for place, member in enumerate(found.members, start=1)},
            view=cluster,
            drawn=picture(cluster) if cluster else None,
        )

    return router


def _pair(text: str) -> tuple[str, str] | None:
    first, _, second = text.partition("|")
    try:
        return (str(PostingKey.parse(first)), str(PostingKey.parse(second))) if second else None
    except RecordError:
        return None
