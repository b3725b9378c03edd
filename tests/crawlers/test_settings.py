"""Keys stay out of every line; settings and command lines are those that we mean."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawlers import settings
from crawlers.run import crawl_settings
from crawlers.runner import crawl_command, new_run_id
from crawlers.secret import RedactingFilter, hide, redact, secret
from crawlers.source import UnknownSourceError, source
from crawlers.trouble import one_line

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


def test_secrets_are_in_no_log_line_and_no_detail(monkeypatch, caplog):
    monkeypatch.setenv("BELFRY_ADZUNA_APP_KEY", "kanarie-4711")
    assert secret("BELFRY_ADZUNA_APP_KEY") == "kanarie-4711"
    hide("token-kanarie")
    assert redact("app_key=kanarie-4711&t=token-kanarie") == "app_key=***&t=***"
    assert "kanarie" not in one_line("x\n\x1b[2J app_key=kanarie-4711")
    assert "\x1b" not in one_line("x\n\x1b[2J")
    error = ValueError("kanarie-4711")
    info = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("x", 40, "f", 1, "at %s", ("https://a.be/?k=kanarie-4711",), info)
    RedactingFilter().filter(record)
    assert "kanarie" not in logging.Formatter().format(record)
    monkeypatch.delenv("BELFRY_ADZUNA_APP_KEY")
    assert secret("BELFRY_ADZUNA_APP_KEY") is None


def test_settings_depart_from_the_defaults_that_are_wrong_for_us():
    made = crawl_settings(source("recruitee"), {"landing": Path("x")})
    assert made.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
    assert not made.getbool("REMOTE_CONTROL_ENABLED")
    assert not made.getbool("TELNETCONSOLE_ENABLED")
    assert not made.getbool("COOKIES_ENABLED")
    assert [made.getwithbase("DOWNLOAD_HANDLERS")[name] for name in ("file", "data", "ftp", "s3")] == [None] * 4
    assert made.getint("CONCURRENT_ITEMS") == 4
    assert made.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert made.getint("DOWNLOAD_MAXSIZE") <= 10 * 1024 * 1024
    assert 0 < made.getint("DOWNLOAD_TIMEOUT") <= 30
    assert made.getint("CLOSESPIDER_TIMEOUT") > 0
    assert made.getint("MEMUSAGE_LIMIT_MB") == 512
    assert made.getfloat("DOWNLOAD_DELAY") >= 3.0
    assert made["TWISTED_DNS_RESOLVER"] == "crawlers.guards.GuardedResolver"
    assert made["USER_AGENT"] == settings.USER_AGENT
    assert "+https://" in settings.USER_AGENT
    assert "belfry/0.1" in settings.USER_AGENT
    assert "Mozilla" not in settings.USER_AGENT


def test_a_gateway_or_recordings_wait_for_nobody_but_the_web_is_waited_for():
    assert crawl_settings(source("lever"), {"gateway": "http://127.0.0.1:1"}).getfloat("DOWNLOAD_DELAY") < 0.01
    assert crawl_settings(source("lever"), {"landing": "x"}).getfloat("DOWNLOAD_DELAY") == 3.0
    assert crawl_settings(source("lever"), {"landing": "x", "min_delay": 7.0}).getfloat("DOWNLOAD_DELAY") == 7.0


def test_the_command_is_an_argument_list_that_no_shell_reads():
    command = crawl_command(
        "recruitee", boards=["a", "b"], landing=Path("var/landing"), run_id="r", changed_only=True, sample=5
    )
    assert command[1:4] == ["-m", "crawlers.run", "recruitee"]
    assert {"--board=a", "--board=b", "--landing=var/landing", "--run-id=r", "--sample=5", "--changed-only"} <= set(
        command
    )
    with pytest.raises(UnknownSourceError):
        crawl_command("`id`", landing=Path("x"), run_id="r")
    assert new_run_id(NOW) == "20261125T030000.000000Z"


@pytest.mark.parametrize(
    ("gateway", "notes"), [(None, ["BELFRY_CONTACT_URL is not set: nobody can find out who asks"]), ("http://x", [])]
)
def test_a_crawl_of_the_web_says_when_nobody_can_find_out_who_asks(gateway, notes):
    spider = source("lever").spider()
    spider.settings = crawl_settings(source("lever"), {"gateway": gateway, "landing": "."})

    async def begin():
        return [request async for request in spider.start()]

    asyncio.run(begin())
    assert spider.notes == notes
