"""The child process, end to end, against a local server; only the transport is redirected."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crawlers.landing import read_manifest, read_postings
from crawlers.runner import crawl_command, latest_known, new_run_id
from tests.crawlers.small_web import Answer, SmallWeb

OFFERS = "https://torenwacht.recruitee.com/api/offers/"
ROOT = Path(__file__).parents[2]


def offer(number: int) -> dict[str, object]:
    return {
        "id": number,
        "status": "published",
        "title": f"Beiaardier {number}",
        "careers_url": f"https://torenwacht.recruitee.com/o/beiaardier-{number}",
        "description": "<p>Je speelt elke markt.</p>",
        "requirements": "<p>Twee handen, twee voeten.</p>",
        "company_name": "Torenwacht",
        "published_at": "2026-11-02 08:00:00 UTC",
        "locations": [{"city": "Brugge", "postal_code": "8000", "country_code": "BE"}],
    }


def run(web: SmallWeb, landing: Path, run_id: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = crawl_command(
        "recruitee", boards=["torenwacht"], landing=landing, run_id=run_id, gateway=web.address, **options
    )
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)


def test_a_child_process_crawls_a_board_through_the_gateway(web, tmp_path):
    web.put(OFFERS, Answer(json.dumps({"offers": [offer(1), offer(2)]}), kind="application/json", etag='"a"'))
    done = run(web, tmp_path, "one")
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "recruitee" / "one"
    manifest = read_manifest(folder)
    assert manifest is not None
    assert (manifest.outcome, manifest.cause) == ("complete", "finished")
    assert [posting.title for posting in read_postings(folder)] == ["Beiaardier 1", "Beiaardier 2"]
    (posting, _) = read_postings(folder)
    assert posting.url == "https://torenwacht.recruitee.com/o/beiaardier-1", "the record keeps the real address"
    assert manifest.files == {"part-00001.jsonl.gz": 2}
    (asked,) = [asked for asked in web.asked if asked.url == OFFERS]
    assert asked.headers["User-Agent"].startswith("belfry/0.1 (+http")
    assert "Cookie" not in asked.headers

    known = latest_known(tmp_path, "recruitee")
    assert run(web, tmp_path, "two", known=known, changed_only=True).returncode == 0
    again = read_manifest(tmp_path / "recruitee" / "two")
    assert again is not None
    assert (again.outcome, again.not_modified) == ("complete", 1)
    assert again.boards[0].unchanged == 2


def test_a_killed_crawl_leaves_whole_lines_and_no_manifest(web, tmp_path):
    # The second board never answers, so the process is alive and its file open when it is killed.
    many = json.dumps({"offers": [offer(n) for n in range(60)]})
    web.put(OFFERS, Answer(many, kind="application/json"))
    silent = "https://stilte.recruitee.com/api/offers/"

    def hang(_asked: object) -> Answer:
        time.sleep(30)
        return Answer()

    web.put(silent, hang)
    command = crawl_command(
        "recruitee", boards=["torenwacht", "stilte"], landing=tmp_path, run_id="cut", gateway=web.address
    )
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    folder = tmp_path / "recruitee" / "cut"
    until = time.monotonic() + 120
    while time.monotonic() < until and (silent not in web.urls() or len(list(read_postings(folder))) < 60):
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=10)
    assert read_manifest(folder) is None
    assert [path.name for path in folder.glob("part-*")] == ["part-00001.jsonl.gz.partial"]
    assert [posting.identifier for posting in read_postings(folder)] == [str(n) for n in range(60)]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["linkedin"], "user agreement"),
        (["nobody"], "'nobody' is no source"),
        (["recruitee", "--board", "a b"], "'a b' is no board"),
        (["recruitee", "--only-url", "http://127.0.0.1/"], "not allowed"),
    ],
)
def test_what_may_not_be_crawled_exits_with_two_and_one_line(arguments, says, tmp_path):
    command = [sys.executable, "-m", "crawlers.run", *arguments, "--landing", str(tmp_path), "--run-id", new_run_id()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert says in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
