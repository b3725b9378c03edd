"""The API as its callers see it."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from board.api import api_router, openapi
from models.store.board_notes import BoardNotes
from models.store.unit_of_work import UnitOfWork
from models.vocabulary import Role, VacancyStatus
from pipeline.search.catalogue import Catalogue
from pipeline.services.takedown import REPORT_WITHIN, all_requests, carry_out
from tests.board.conftest import Clock, Serve
from tests.pipeline.search.world import NOW, keep, place, posting, salary, vacancy, vacancy_id


@pytest.fixture(scope="module")
def described(shared_catalogue: Catalogue) -> dict[str, Any]:
    return openapi(api_router(shared_catalogue))


def _known_id(client: TestClient) -> str:
    return str(client.get("/v1/vacancies?limit=1").json()["items"][0]["id"])


def _operations(described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, operations in described["paths"].items():
        if "get" in operations and "webhooks" not in path:
            yield path, operations["get"]


def test_the_description_is_openapi_3_1(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1")
    assert len(described["paths"]) >= 28
    for name, schema in described["components"]["schemas"].items():
        jsonschema_rs.validator_for({**schema, "components": described["components"]})
        assert name


def test_every_example_runs_and_answers_as_described(client: TestClient, described: dict[str, Any]) -> None:
    values = {
        "vacancy_id": _known_id(client),
        "key": client.get("/v1/employers?limit=1").json()["employers"][0]["key"],
        "slug": "java",
        "role": "backend-developer",
        "city": "bruges",
        "version": client.get("/v1/snapshots/latest.json").json()["dataset_version"],
    }
    ran = 0
    for path, operation in _operations(described):
        address = re.sub(r"\{(\w+)\}", lambda found: values[found[1]], path)
        examples = {p["name"]: p["example"] for p in operation.get("parameters", []) if "example" in p}
        queries = [{name: example} for name, example in examples.items()] or [{}]
        for query in queries:
            if query.keys() & {"radius_km"}:
                query["city"] = "bruges"
            response = client.get(
                address, params={k: ",".join(v) if isinstance(v, list) else v for k, v in query.items()}
            )
            ran += 1
            if path.endswith("parquet") and response.status_code == 404:
                continue
            required = {p["name"] for p in operation.get("parameters", []) if p.get("required") and p["in"] == "query"}
            if required - set(query):
                assert response.status_code == 400
                continue
            assert response.status_code == 200, (address, query, response.text)
            content = operation["responses"]["200"]["content"]
            if "application/json" in content:
                schema = {**content["application/json"]["schema"], "components": described["components"]}
                jsonschema_rs.validate(schema, response.json())
    assert ran > 40


REFUSED = [
    ("/v1/vacancies?remte=hybrid", "remote"),
    ("/v1/vacancies?level=senor", "senior"),
    ("/v1/vacancies?role=backend", "backend-developer"),
    ("/v1/vacancies?city=brugge", "bruges"),
    ("/v1/vacancies?city=L%C3%BCttich", "liege"),
    ("/v1/vacancies?source=alfa", "alpha"),
    ("/v1/markets/all/bruges?lang=n", "nl"),
    ("/v1/vacancies?skill=pythn", "python"),
    ("/v1/vacancies?facets=levels", "level"),
    ("/v1/vacancies?fields=titel", "title"),
    ("/v1/vacancies?limit=500", None),
    ("/v1/vacancies?limit=ten", None),
    ("/v1/vacancies?posted_since=yesterday", None),
    ("/v1/vacancies?radius_km=10", None),
    ("/v1/vacancies?lat=51", None),
    ("/v1/vacancies?postal_code=9999", None),
    ("/v1/vacancies?city=bruges&city=ghent", None),
    ("/v1/vacancies?sort=distance", None),
    ("/v1/vacancies?cell=pay-month.x", None),
    ("/v1/vacancies?cursor=abc", None),
    ("/v1/changes?since=99999999", None),
    ("/v1/changes?types=upsrt", "upsert"),
    ("/v1/suggest", None),
    ("/v1/markets?role=x", None),
    ("/v1/stats/pay?level=seniors", "senior"),
]


@pytest.mark.parametrize(("address", "nearest"), REFUSED)
def test_what_does_not_exist_is_refused_with_the_nearest_name(
    client: TestClient, address: str, nearest: str | None
) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert {"type", "title", "status", "detail"} <= problem.keys()
    assert problem["status"] == 400
    if nearest is not None:
        assert problem["nearest"] == nearest
        assert f"did you mean {nearest!r}" in problem["detail"]


@pytest.mark.parametrize(
    ("address", "nearest"),
    [
        ("/v1/markets/backend-developr/bruges", "backend-developer"),
        ("/v1/markets/backend-developer/brugs", "bruges"),
        ("/v1/cities/gent", "ghent"),
        ("/v1/roles/nurse", None),
        ("/v1/vacancie", "/v1/vacancies"),
        (f"/v1/vacancies/{vacancy_id(10**9)}", None),
        ("/v1/vacancies/nonsense", None),
        ("/v1/employers/nobody-at-all", None),
    ],
)
def test_addresses_that_lead_nowhere(client: TestClient, address: str, nearest: str | None) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert response.json()["nearest"] == nearest


def test_paging_through_everything_by_link(client: TestClient) -> None:
    total = client.get("/v1/vacancies?limit=0").json()["total"]
    address, seen = "/v1/vacancies?limit=97&sort=pay&fields=title", []
    while address:
        response = client.get(address)
        seen += [item["id"] for item in response.json()["items"]]
        assert all(set(item) == {"id", "title"} for item in response.json()["items"])
        address = response.links.get("next", {}).get("url", "")
    assert len(seen) == len(set(seen)) == total


def test_text_follows_the_rights_of_its_source(catalogue: Catalogue, serve: Serve) -> None:
    keep(catalogue.engine, [vacancy(5000 + n, posting(5000 + n, s)) for n, s in enumerate(("alpha", "beta", "gamma"))])
    client = serve(catalogue)
    shown = []
    for number in range(3):
        item = client.get(f"/v1/vacancies/{vacancy_id(5000 + number)}").json()
        shown.append(
            (item["rights"], item["description"] is not None, item["excerpt"] is not None, item["attributions"])
        )
    assert shown == [
        ("full", True, True, []),
        ("excerpt", False, True, ["Beta, CC BY 4.0"]),
        ("facts", False, False, []),
    ]


def test_an_estimate_is_no_pay(catalogue: Catalogue, serve: Serve) -> None:
    keep(catalogue.engine, [vacancy(5000, posting(5000, base_salary=salary(3000, 4000, estimated=True)))])
    assert serve(catalogue).get(f"/v1/vacancies/{vacancy_id(5000)}").json()["pay"] is None


def test_where_identifiers_lead(catalogue: Catalogue, serve: Serve) -> None:
    engine = catalogue.engine
    closed = vacancy(5002, status=VacancyStatus.CLOSED, reason="withdrawn")
    removed = vacancy(5003, status=VacancyStatus.CLOSED, reason="redacted")
    keep(engine, [vacancy(5000), vacancy(5001), closed, removed])
    with UnitOfWork(engine) as unit:
        unit.vacancies.remove(vacancy_id(5001), into=vacancy_id(5000))
        unit.commit()
    client = serve(catalogue, public_url="http://board.example")
    merged = client.get(f"/v1/vacancies/{vacancy_id(5001)}")
    assert (merged.status_code, merged.json()["merged_into"]) == (301, vacancy_id(5000))
    assert merged.headers["location"] == f"http://board.example/v1/vacancies/{vacancy_id(5000)}"
    assert client.get(f"/v1/vacancies/{vacancy_id(5001)}/why").headers["location"].endswith("/why")
    gone = client.get(f"/v1/vacancies/{vacancy_id(5003)}")
    assert (gone.status_code, "description" in gone.text) == (410, False)
    item = client.get(f"/v1/vacancies/{vacancy_id(5002)}").json()
    assert (item["status"], item["reason"], item["closed_at"] is not None) == ("closed", "withdrawn", True)


def test_removed_data_stand_in_no_list(catalogue: Catalogue, serve: Serve) -> None:
    removed = vacancy(5003, posting(5003, title="Zebra tamer"), status=VacancyStatus.CLOSED, reason="redacted")
    keep(catalogue.engine, [removed])
    assert serve(catalogue).get("/v1/vacancies?q=zebra&status=closed,active").json()["total"] == 0


def test_a_market_in_one_call(client: TestClient) -> None:
    page = client.get("/v1/markets/backend-developer/bruges").json()
    assert page["counts"]["open_now"] > 0
    assert [row["level"] for row in page["pay"]] == ["junior", "medior", "senior", "lead", None]
    assert page["pay_stated"]["share"] == round(page["pay_stated"]["k"] / page["pay_stated"]["n"], 4)
    section = client.get("/v1/stats/pay?role=backend-developer&city=bruges&level=senior").json()
    assert section["pay"] == [row for row in page["pay"] if row["level"] == "senior"]
    lines = client.get("/v1/markets").json()["markets"]
    assert {"role": "backend-developer", "city": "bruges", "counts": page["counts"]} in lines
    assert len(lines) == (len(Role) + 1) * 14


def test_suggestions(client: TestClient) -> None:
    def named(text: str) -> list[tuple[str, str]]:
        found = client.get("/v1/suggest", params={"q": text}).json()["suggestions"]
        for item in found:
            assert client.get(f"/v1/vacancies?limit=0&{item['query']}").status_code == 200
        return [(item["type"], item["value"]) for item in found]

    assert ("city", "bruges") in named("brug")
    assert ("city", "liege") in named("lüttich")
    assert ("role", "backend-developer") in named("back")
    assert ("skill", "java") in named("jav")
    assert named("8000")[0] == ("postal_code", "8000")
    assert ("employer", "firm 1") in named("firm 1")


def test_reports_are_kept_for_the_operator(catalogue: Catalogue, serve: Serve) -> None:
    client = serve(catalogue)
    made = client.post(
        "/v1/reports", json={"kind": "wrong_pay", "vacancy_id": vacancy_id(1), "note": "Mine says\x00 more"}
    )
    assert made.status_code == 202
    for body in (
        {"kind": "rude"},
        {"kind": "closed"},
        {"kind": "closed", "vacancy_id": "x"},
        {"kind": "closed", "x": 1},
        [],
    ):
        refused = client.post("/v1/reports", json=body)
        assert (refused.status_code, refused.headers["content-type"]) == (400, "application/problem+json"), body
    with UnitOfWork(catalogue.engine) as unit:
        kept = BoardNotes(unit.connection).reports()
        assert [(item.id, item.kind, item.note) for item in kept] == [
            (made.json()["id"], "wrong_pay", "Mine says more")
        ]
    (asked,) = all_requests(catalogue.engine)
    assert (asked.kind, asked.value, asked.reason) == ("report", vacancy_id(1), "wrong pay: Mine says more")
    assert (asked.state, asked.due_at - asked.received_at) == ("open", REPORT_WITHIN)


def test_the_same_report_twice_is_one_line_on_the_operator_s_list(catalogue: Catalogue, serve: Serve) -> None:
    client = serve(catalogue)
    for kind in ("closed", "closed", "duplicate", "remove_my_data"):
        client.post("/v1/reports", json={"kind": kind, "page": "/en/jobs/backend-developer/bruges"})
    asked = [(item.value, item.reason) for item in all_requests(catalogue.engine)]
    assert asked == [("/en/jobs/backend-developer/bruges", kind) for kind in ("remove my data", "duplicate", "closed")]
    first = all_requests(catalogue.engine)[-1]
    carry_out(catalogue.engine, first.id, Path("nowhere"), by="ann", now=NOW)
    client.post("/v1/reports", json={"kind": "closed", "page": "/en/jobs/backend-developer/bruges"})
    assert len(all_requests(catalogue.engine)) == 4, "what was answered may be reported again"


def test_a_long_poll_answers_when_something_happens(catalogue: Catalogue, serve: Serve) -> None:
    client = serve(catalogue, poll_seconds=0.02)
    since = client.get("/v1/health").json()["seq"]
    late = threading.Timer(0.3, keep, [catalogue.engine, [vacancy(6000)]])
    late.start()
    started = time.monotonic()
    events = client.get(f"/v1/changes?since={since}&wait=20").json()["events"]
    late.join()
    assert [event["id"] for event in events] == [vacancy_id(6000)]
    assert time.monotonic() - started < 10


def test_the_client_of_the_manual_stays_in_step(catalogue: Catalogue, clock: Clock, tmp_path: Path) -> None:
    """Run the lines as they are printed, against a real server on loopback, before and after things happen."""
    manual = (Path(__file__).parents[2] / "docs" / "API.md").read_text(encoding="utf-8")
    code = manual.partition("```python\n")[2].partition("```")[0]
    assert len(code.strip().splitlines()) == 8
    app = FastAPI(openapi_url=None)
    app.include_router(api_router(catalogue, snapshots=tmp_path))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        for step in range(2):
            space: dict[str, Any] = {"BOARD": f"http://127.0.0.1:{port}"}
            exec(compile(code, "API.md", "exec"), space)
            assert set(space["jobs"]) == _open_ids(catalogue), step
            keep(catalogue.engine, [vacancy(7000 + step), vacancy(1, posting(1, places=(place("44021"),)))])
            keep(catalogue.engine, [vacancy(2, status=VacancyStatus.CLOSED, reason="withdrawn")])
            clock.now = NOW
    finally:
        server.should_exit = True
        thread.join(5)


def _open_ids(catalogue: Catalogue) -> set[str]:
    columns = catalogue.state().dataset.columns
    return {columns.ids[row] for row in range(columns.size) if columns.alive[row] and not columns.closed[row]}


def test_status_names_every_source(client: TestClient) -> None:
    status = client.get("/v1/status").json()
    assert [source["id"] for source in status["sources"]] == ["alpha", "beta", "delta", "gamma"]
    assert all(source["good"] for source in status["sources"])
