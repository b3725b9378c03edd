"""Alerts are read from a mailbox that is opened read-only; nothing in it is marked, moved or deleted."""

from __future__ import annotations

import imaplib
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawlers import mail_spider
from crawlers.extract import extract
from crawlers.mail_spider import messages
from tests.crawlers.small_web import PAGES

ALERT = (PAGES / "alerts" / "ictjob.eml").read_bytes()


class Mailbox(socketserver.ThreadingTCPServer):
    """A mailbox with two alerts that speaks as much IMAP (RFC 9051) as reading takes, and remembers what was said."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        self.said: list[str] = []
        super().__init__(("127.0.0.1", 0), Conversation)


class Conversation(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        self.wfile.write(b"* OK ready\r\n")
        for line in self.rfile:
            tag, _, command = line.decode().strip().partition(" ")
            self.server.said.append(command)
            for answer in self._answers(command):
                self.wfile.write(answer)
            verdict = "NO not you" if command.startswith("LOGIN") and "wrong" in command else "OK done"
            self.wfile.write(f"{tag} {verdict}\r\n".encode())
            if command == "LOGOUT":
                return

    def _answers(self, command: str) -> Iterator[bytes]:
        if command == "CAPABILITY":
            yield b"* CAPABILITY IMAP4rev1\r\n"
        elif command.startswith("EXAMINE"):
            yield b"* 2 EXISTS\r\n"
        elif command.startswith("SEARCH"):
            yield b"* SEARCH 1 2\r\n"
        elif command.startswith("FETCH"):
            number = command.split()[1].encode()
            yield b"* " + number + b" FETCH (BODY[] {" + str(len(ALERT)).encode() + b"}\r\n" + ALERT + b")\r\n"
        elif command == "LOGOUT":
            yield b"* BYE\r\n"


@pytest.fixture
def mailbox(monkeypatch) -> Iterator[Mailbox]:
    with Mailbox() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        # Only the encryption is left out: the words are those of the real client.
        monkeypatch.setattr(mail_spider.imaplib, "IMAP4_SSL", imaplib.IMAP4)
        yield server
        server.shutdown()


def test_a_mailbox_is_read_and_left_as_it_was(mailbox):
    port = mailbox.server_address[1]
    found = list(messages(f"imaps://operator%40example.be@127.0.0.1:{port}/Alerts", "a-password", "ictjob.be"))
    assert found == [ALERT, ALERT]
    assert "EXAMINE Alerts" in mailbox.said, "SELECT would let messages be marked as read"
    assert [command for command in mailbox.said if command.startswith("FETCH")] == [
        "FETCH 2 (BODY.PEEK[])",
        "FETCH 1 (BODY.PEEK[])",
    ]
    assert {command.split()[0] for command in mailbox.said} <= {
        "CAPABILITY",
        "LOGIN",
        "EXAMINE",
        "SEARCH",
        "FETCH",
        "LOGOUT",
    }


PAGE = """<?xml version="1.0" encoding="utf-8"?><html><body>
<a href="https://www.ictjob.be/en/job/java-developer/123456">Java developer</a><p>Acme NV</p></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "x-unheard-of"])
def test_a_message_with_a_declaration_or_an_unknown_character_set_is_read(charset):
    headers = (
        f"From: ictjob <alerts@ictjob.be>\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset={charset}\r\n\r\n"
    )
    (found,) = extract("alerts", headers.encode() + PAGE.encode(), url="https://ictjob.be/alert", board="ictjob")
    assert (found.identifier, found.title) == ("123456", "Java developer")


def test_a_message_that_cannot_be_read_costs_only_itself(crawl, tmp_path, monkeypatch):
    (tmp_path / "1.eml").write_bytes(ALERT)
    (tmp_path / "2.eml").write_bytes(ALERT + b"broken")
    read = mail_spider.MailSpider.read_list

    def read_but_the_broken(self, response, board):
        if response.body.endswith(b"broken"):
            raise ValueError("no message")
        return read(self, response, board)

    monkeypatch.setattr(mail_spider.MailSpider, "read_list", read_but_the_broken)
    monkeypatch.setenv("BELFRY_ALERTS_MAILBOX", str(tmp_path))
    run = crawl("alerts", boards=["ictjob"])
    assert run.postings
    assert run.manifest.notes == ("a message could not be read: ValueError: no message",)


def asked(crawl, monkeypatch, where: str, password: str = "") -> tuple[tuple[str, str], str | None]:
    monkeypatch.setenv("BELFRY_ALERTS_MAILBOX", where)
    monkeypatch.setenv("BELFRY_ALERTS_PASSWORD", password)
    run = crawl("alerts", boards=["ictjob"])
    return run.verdict, run.ledger.detail


def test_a_folder_that_is_not_there_is_no_folder_without_alerts(crawl, tmp_path, monkeypatch):
    gone = str(tmp_path / "gone")
    verdict, detail = asked(crawl, monkeypatch, gone)
    assert verdict == ("blocked", "key_rejected")
    assert detail == "BELFRY_ALERTS_MAILBOX names no folder that can be read: No such file or directory"
    Path(gone).mkdir()
    assert asked(crawl, monkeypatch, gone) == (("truncated", "sample"), "an alert names new postings only")


def test_a_password_that_the_mailbox_rejects_is_named_never_shown(crawl, mailbox, monkeypatch):
    where = f"imaps://operator@127.0.0.1:{mailbox.server_address[1]}/Alerts"
    verdict, detail = asked(crawl, monkeypatch, where, "wrong-word")
    assert verdict == ("blocked", "key_rejected")
    assert detail == "not you; check BELFRY_ALERTS_MAILBOX and BELFRY_ALERTS_PASSWORD"


def test_a_mailbox_that_is_not_reached_has_its_cause(crawl, monkeypatch):
    verdict, detail = asked(crawl, monkeypatch, "imaps://operator@127.0.0.1:1/Alerts")
    assert (verdict, detail) == (("broken", "connection"), "ConnectionRefusedError: [Errno 111] Connection refused")
