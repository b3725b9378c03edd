"""In a browser: no violation of accessibility rules, nothing wider than a phone, one request, the keyboard alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.store.engine import open_engine
from pipeline.search.catalogue import Catalogue
from tests.board.site import BRUGES, LANGUAGES, addresses, application, keep_ads, served
from tests.conftest import could_not
from tests.pipeline.search.world import NOW

pytestmark = pytest.mark.browser
CHROMIUM = Path("/usr/bin/chromium")
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


@pytest.fixture(scope="module")
def browser(pytestconfig: pytest.Config) -> Iterator[Any]:
    if not CHROMIUM.exists():
        could_not(pytestconfig, "BROWSER TESTS", f"{CHROMIUM} is missing: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        yield found
        found.close()


@pytest.fixture(scope="module")
def catalogue(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    path = tmp_path_factory.mktemp("browser") / "market.sqlite3"
    shutil.copy(filled, path)
    engine = open_engine(f"sqlite:///{path}")
    keep_ads(engine)
    yield Catalogue(engine, clock=lambda: NOW, check_every=3600)
    engine.dispose()


@pytest.fixture(scope="module")
def address(catalogue: Catalogue) -> Iterator[str]:
    with served(application(catalogue)) as found:
        yield found


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_violation_on_any_template_in_any_state(
    browser: Any, address: str, catalogue: Catalogue, language: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = {}
    context = browser.new_context(bypass_csp=True, color_scheme="dark" if language in ("fr", "de") else "light")
    page = context.new_page()
    for name, path in addresses(catalogue, language).items():
        page.goto(address + path)
        # What is folded is read too.
        page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
        results = Axe().run(page, options=RULES)
        broken = [
            (item["id"], item["nodes"][0]["html"][:120], item["nodes"][0]["failureSummary"][:200])
            for item in results.response["violations"]
        ]
        if broken:
            found[name] = broken
    context.close()
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_the_smallest_phone(
    browser: Any, address: str, catalogue: Catalogue, language: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    wide = {}
    for name, path in addresses(catalogue, language).items():
        page.goto(address + path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[name] = width
    context.close()
    assert wide == {}


def test_a_page_is_one_request_and_works_without_scripts(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: None if request.url.startswith("data:") else asked.append(request.url))
    page.goto(address + BRUGES["en"], wait_until="networkidle")
    assert asked == [address + BRUGES["en"]]
    assert page.locator("h1").inner_text() == "Backend developer jobs in Bruges"
    assert context.cookies() == []
    context.close()


def _tab_to(page: Any, script: str, most: int = 150) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"(() => {{ const e = document.activeElement; return Boolean({script}); }})()"):
            return
    pytest.fail(f"the keyboard never reaches {script}")


def test_from_bruges_through_a_filter_to_a_vacancy_and_its_sources_by_keyboard(browser: Any, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(address + BRUGES["en"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    _tab_to(page, "e.tagName === 'SUMMARY' && e.closest('.fold') !== null")
    page.keyboard.press("Enter")
    _tab_to(page, "e.name === 'remote' && e.value === 'hybrid'")
    page.keyboard.press("Space")
    _tab_to(page, "e.tagName === 'BUTTON'")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "remote=hybrid" in page.url
    _tab_to(page, "e.closest('.jobs h3') !== null")
    title = page.evaluate("document.activeElement.textContent")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == title
    assert "hybrid" in page.locator(".facts").inner_text()
    _tab_to(page, "e.closest('#how .jobs') !== null")
    assert page.evaluate("document.activeElement.href").startswith("http")
    context.close()
