"""The desk in a browser without JavaScript: log in, trigger, settle a pair by keyboard, undo, on a phone."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, expect, sync_playwright
from sqlalchemy import select

from console import desk_worker
from console.desk import desk_app
from console.settings import Settings, now
from models.store.engine import open_engine, reading
from models.store.leases import JobKey
from models.store.tables import link_verdict
from pipeline.services.calendar import business_day
from pipeline.services.ingest import ingest
from pipeline.services.leases import claim, finish
from pipeline.services.link import link
from tests.conftest import could_not
from tests.console.conftest import PASSWORD
from tests.console.test_desk import DOUBTFUL
from tests.landing_writer import land, raw

pytestmark = pytest.mark.browser

# A page is waited for as long as a click is; a busy machine is no failure.
expect.set_options(timeout=30_000)


def press_access_key(page: Page, key: str) -> None:
    """Press Alt and a key as the operating system would tell the browser; Playwright leaves out the key's own text."""
    browser = page.context.new_cdp_session(page)
    told = {"modifiers": 1, "key": key, "text": key, "unmodifiedText": key, "code": f"Key{key.upper()}"}
    browser.send("Input.dispatchKeyEvent", {"type": "keyDown", "windowsVirtualKeyCode": ord(key.upper()), **told})


PAGES = (
    "",
    "runs",
    "sources",
    "trigger",
    "duplicates",
    "normalization",
    "vacancy",
    "held",
    "requests",
    "consumers",
    "runbook",
    "audit",
)


@pytest.fixture(scope="module")
def browser(pytestconfig: pytest.Config) -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        could_not(pytestconfig, "BROWSER TESTS", "there is no chromium")
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield found
        found.close()


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    app = FastAPI()
    app.mount("/desk", desk_app(open_engine(settings.database_url), settings))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/desk"
    server.should_exit = True
    thread.join()


@pytest.fixture
def page(browser: Browser, settings: Settings) -> Iterator[Page]:
    engine = open_engine(settings.database_url)
    ingest(engine, land(settings.landing, "20261123T020000-recruitee", now(), DOUBTFUL), now=now())
    link(engine, now=now())
    with served(settings) as address:
        context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
        found = context.new_page()
        found.goto(address)
        found.get_by_label("Name").fill("operator")
        found.get_by_label("Password").fill(PASSWORD)
        found.keyboard.press("Enter")
        found.wait_for_url("**/desk/")
        yield found
        context.close()


def test_a_pair_is_settled_by_keyboard_and_undone(page: Page, settings: Settings) -> None:
    engine = open_engine(settings.database_url)

    def verdicts() -> list[str]:
        with reading(engine) as connection:
            return list(connection.execute(select(link_verdict.c.verdict)).scalars())

    page.get_by_role("link", name="Duplicates", exact=True).click()
    expect(page.get_by_text("1 left")).to_be_visible()
    with page.expect_navigation(url="**undo=**"):
        press_access_key(page, "k")
    assert verdicts() == ["different"]
    expect(page.get_by_text("No pair is in doubt")).to_be_visible()
    with page.expect_navigation(url="**/duplicates"):
        press_access_key(page, "z")
    assert verdicts() == []
    expect(page.get_by_text("1 left")).to_be_visible()


def test_a_crawl_is_triggered(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(desk_worker.subprocess, "Popen", lambda command, **options: started.append(command))
    page.get_by_role("link", name="Trigger").click()
    page.get_by_label("Source").select_option("lever")
    page.get_by_label("A sample of").check()
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("lever is being crawled")).to_be_visible()
    assert started[0][3:5] == ["lever", "--way=sample"]


def test_an_alias_is_previewed_then_applied_and_undone(page: Page, settings: Settings) -> None:
    engine = open_engine(settings.database_url)
    ads = [raw(str(n), f"Data engineer {n}", job_locations=("Klokkenwijk",)) for n in range(20, 23)]
    ingest(engine, land(settings.landing, "20261123T030000-recruitee", now(), ads), now=now())
    page.get_by_role("link", name="Normalization").click()
    page.get_by_role("row", name="Klokkenwijk").get_by_role("link", name="teach").click()
    page.get_by_label("Read", exact=True).fill("Brugge")
    with page.expect_navigation(url="**meaning=Brugge**"):
        page.keyboard.press("Enter")
    expect(page.get_by_text("3 ads of 0 vacancies")).to_be_visible()
    expect(page.get_by_text("No known-good example breaks")).to_be_visible()
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_text("3 ads are read otherwise now")).to_be_visible()
    page.get_by_role("row", name="Klokkenwijk").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("3 ads are read as before")).to_be_visible()


def test_with_javascript_a_page_about_a_run_renews_itself(browser: Browser, page: Page, settings: Settings) -> None:
    engine = open_engine(settings.database_url)
    held = claim(engine, JobKey(kind="crawl", subject="lever", day=business_day(now())), by="an", now=now())
    assert held is not None
    context = browser.new_context(java_script_enabled=True, storage_state=page.context.storage_state())
    watched = context.new_page()
    wrong: list[str] = []
    watched.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    watched.goto(f"{page.url.split('/desk')[0]}/desk/runs")
    expect(watched.get_by_role("row", name="lever").get_by_text("running")).to_be_visible()
    assert finish(engine, held, "done", now=now(), detail="complete (finished)")
    watched.get_by_role("row", name="lever").get_by_text("complete (finished)").wait_for(timeout=30_000)
    assert wrong == []
    context.close()


def test_a_person_asks_to_be_forgotten(page: Page) -> None:
    page.get_by_role("link", name="Requests").click()
    page.get_by_label("Kind").select_option("person")
    page.get_by_label("Address, employer").fill("Griet Vandenabeele")
    page.get_by_label("Who asked").fill("GDPR art. 17")
    page.get_by_role("button", name="Enter").click()
    page.get_by_role("button", name="Take it down").click()
    expect(page.get_by_text("(a person)")).to_be_visible()
    expect(page.get_by_text("Vandenabeele")).to_have_count(0)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_fits_a_phone(page: Page, path: str) -> None:
    page.goto(f"{page.url.split('/desk')[0]}/desk/{path}")
    # Without JavaScript nothing can be measured from inside; the boxes can.
    for box in (page.locator("header").bounding_box(), page.locator("main").bounding_box()):
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
