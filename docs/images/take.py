"""Take the pictures of the documents from a board that runs, e.g. after ``./dev demo``.

Call: ``.venv/bin/python docs/images/take.py [http://127.0.0.1:8000]``. Chromium is Playwright's own, or the one that
``BELFRY_CHROMIUM`` names. Every picture starts at an anchor of its page and is one screen high.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, sync_playwright


class Picture(NamedTuple):
    """One picture: its file, the page and where on it, how it is looked at."""

    name: str
    path: str
    width: int = 1180
    height: int = 1180
    at: str = "body"
    scheme: Literal["light", "dark"] = "light"


PICTURES = (
    Picture("home", "/en/"),
    Picture("bruges-desktop", "/en/jobs/backend-developer/bruges"),
    Picture("bruges-pay", "/en/hiring/backend-developers-in-bruges", at="#pay"),
    Picture("bruges-hiring", "/nl/hiring/backend-developers-in-brugge", at="#languages"),
    Picture("bruges-phone", "/fr/jobs/developpeur-backend/bruges", width=390, height=1180),
    Picture("bruges-dark", "/de/hiring/backend-entwickler-in-bruegge", scheme="dark"),
    Picture("bruges-thin", "/nl/jobs/backend-developer/namen", width=390, height=1180),
    Picture("bruges-empty", "/en/jobs/game-developer/bruges", height=760),
    Picture("search", "/nl/search?place=Brugge&remote=hybrid&pay=stated"),
)


def take(browser: Browser, board: str, picture: Picture) -> None:
    """Take one picture; it lies beside this file."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height}, color_scheme=picture.scheme
    )
    page = context.new_page()
    answer = page.goto(board + picture.path)
    if answer is None or not answer.ok:
        raise SystemExit(f"{picture.path} cannot be shown: {answer and answer.status}")
    page.locator(picture.at).first.evaluate("part => part.scrollIntoView({behavior: 'instant'})")
    page.screenshot(path=Path(__file__).with_name(f"{picture.name}.png"))
    context.close()


def a_vacancy(browser: Browser, board: str) -> Picture:
    """Return the picture of the first vacancy in Bruges that several sites carry, the first at all where none is."""
    page = browser.new_page()
    page.goto(f"{board}/en/jobs/backend-developer/bruges")
    cards = page.locator(".jobs > li")
    seen = cards.filter(has_text="seen on")
    link = (seen if seen.count() else cards).first.locator("a").first.get_attribute("href")
    page.close()
    return Picture("vacancy", str(link))


def main() -> None:
    """Take them all."""
    board = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("BELFRY_CHROMIUM"), args=["--no-sandbox"])
        for picture in (*PICTURES, a_vacancy(browser, board)):
            take(browser, board, picture)
            sys.stdout.write(f"docs/images/{picture.name}.png: {picture.path}" + "\n")
        browser.close()


if __name__ == "__main__":
    main()
