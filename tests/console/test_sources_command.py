"""The registry as an operator asks it: a refused source refuses aloud, a board shows what it fills in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from console.cli import cli
from crawlers.source import all_sources, source
from tests.crawlers.small_web import Answer, SmallWeb

REFUSED = sorted(one.name for one in all_sources() if one.refused)
OFFERS = [
    {
        "id": number,
        "slug": f"klokkenist-{number}",
        "careers_url": f"https://torenwacht.recruitee.com/o/klokkenist-{number}",
        "title": f"Backend developer {number}",
        "description": "<p>We build the software of carillons.</p>" if number else "",
        "company_name": "Torenwacht",
        "locations": [{"city": "Brugge", "postal_code": "8000", "country_code": "BE"}],
    }
    for number in range(4)
]


@pytest.fixture
def web() -> Iterator[SmallWeb]:
    small = SmallWeb()
    small.put(
        "https://torenwacht.recruitee.com/api/offers/",
        Answer(json.dumps({"offers": OFFERS}), kind="application/json"),
    )
    yield small
    small.close()


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELFRY_VAR", str(tmp_path))
    monkeypatch.delenv("BELFRY_DATABASE_URL", raising=False)


def _belfry(*words: str) -> Result:
    return CliRunner().invoke(cli, words)


@pytest.mark.parametrize("act", [("crawl",), ("sources", "check")], ids=" ".join)
@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_source_prints_its_reason_and_ends_with_two(act: tuple[str, ...], name: str) -> None:
    said = _belfry(*act, name)
    assert said.exit_code == 2
    assert " ".join(source(name).passport.reading.split()) in " ".join(said.output.split())


def test_a_check_that_finds_nothing_says_why_and_counts_nothing(web: SmallWeb) -> None:
    said = _belfry("sources", "check", "recruitee:torenwatch", "--gateway", web.address)
    assert said.exit_code == 3
    verdict, *rest = said.output.splitlines()
    assert re.match(r"recruitee:torenwatch: broken \(http_4xx: 404 at .*\), 0 postings$", verdict)
    assert rest == [
        "  boards.csv does not know recruitee:torenwatch: is it written so?",
        "belfry: recruitee:torenwatch needs a look",
    ]


def test_a_check_counts_the_fields_of_a_board_with_three_examples(web: SmallWeb) -> None:
    said = _belfry("sources", "check", "recruitee:torenwacht", "--gateway", web.address)
    assert said.exit_code == 0
    verdict, *fields = said.output.splitlines()
    assert verdict == "recruitee:torenwacht: complete (finished), 4 postings"
    shown = {line.split()[0]: " ".join(line.split()[1:]) for line in fields}
    assert shown["title"] == "4/4 Backend developer 0 | Backend developer 1 | Backend developer 2"
    assert shown["description"].startswith("3/4 ")
    assert "base_salary" not in shown or shown["base_salary"].startswith("0/4")
