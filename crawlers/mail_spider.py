"""Job-alert messages that an operator received → the postings they name. Nothing is asked of the sender's site.

Messages come from a folder of ``.eml`` files or, read-only, from an IMAP mailbox. An alert names what is new: a run
over alerts is never complete, so that nothing is ever closed for not being in one.
"""

from __future__ import annotations

import email
import email.policy
import imaplib
import itertools
import re
from collections.abc import AsyncIterator, Iterable, Iterator
from email.message import EmailMessage, MIMEPart
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

import lxml.html
from scrapy import Request
from scrapy.http import TextResponse

from crawlers.board_crawl import BoardCrawl
from crawlers.boards import Board
from crawlers.fields import Fields
from crawlers.pages import SHAPE_ERRORS, Listed, Page
from crawlers.posting_spider import PostingSpider
from crawlers.secret import secret
from crawlers.trouble import Trouble, one_line, trouble_of
from models.vocabulary import Cause

MOST_MESSAGES = 500
MOST_BYTES = 2_000_000
"""Bounds of one run: messages that are read, the newest first, and bytes of one."""

_RULE = re.compile(r"[\s\-–—_=*·•|]*")


class MailSpider(PostingSpider):
    """Reads alerts; a board is a sender, with the pattern of its links to postings."""

    mailbox: ClassVar[str]
    """Environment variable with a folder, or with ``imaps://user@host/MAILBOX``."""
    password: ClassVar[str]
    senders: ClassVar[dict[str, str]]
    """Board → the domain that its alerts come from."""
    links: ClassVar[dict[str, re.Pattern[str]]]
    """Board → pattern of a link to a posting, whose first group is the identifier."""
    addresses: ClassVar[dict[str, str]]
    """Board → address of a posting, with ``{}`` for the identifier."""

    async def start(self) -> AsyncIterator[Any]:
        """Yield the postings of all messages of each sender."""
        for crawl in self.crawls:
            crawl.books.capped(Cause.SAMPLE, "an alert names new postings only")
            for page in self._read_messages(crawl):
                for record in crawl.take(page):
                    yield record

    def _read_messages(self, crawl: BoardCrawl) -> Iterator[Page]:
        """Yield what each message names; a mailbox that cannot be read is a page that failed."""
        sender = self.senders[crawl.board.token]
        crawl.books.page_asked()
        try:
            for body in messages(secret(self.mailbox) or "", secret(self.password) or "", sender):
                try:
                    yield self.read_list(TextResponse(f"https://{sender}/alert", body=body), crawl.board)
                except SHAPE_ERRORS as error:
                    self.notes.append(f"a message could not be read: {type(error).__name__}: {one_line(str(error))}")
        except (OSError, imaplib.IMAP4.error) as error:
            crawl.books.page_failed(self._trouble(error))
        else:
            crawl.books.page_done()

    def _trouble(self, error: Exception) -> Trouble:
        if isinstance(error, (FileNotFoundError, NotADirectoryError, PermissionError)):
            return Trouble(Cause.KEY_REJECTED, f"{self.mailbox} names no folder that can be read: {error.strerror}")
        if isinstance(error, imaplib.IMAP4.error) and not isinstance(error, imaplib.IMAP4.abort):
            said = error.args[0] if error.args else ""
            text = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
            return Trouble(Cause.KEY_REJECTED, f"{text}; check {self.mailbox} and {self.password}")
        return trouble_of(error)

    def list_requests(self, board: Board) -> Iterable[Request]:
        """Ask nobody."""
        return ()

    def read_list(self, response: TextResponse, board: Board) -> Page:
        """Read one message."""
        message = email.message_from_bytes(response.body, policy=email.policy.default)
        token = board.token or self._sender_of(message)
        return Page([Listed(fields) for fields in self._postings(message, token)], ended="one message")

    def _sender_of(self, message: EmailMessage) -> str:
        sender = str(message.get("From", "")).lower()
        return next((token for token, domain in self.senders.items() if domain in sender), next(iter(self.senders)))

    def _postings(self, message: EmailMessage, token: str) -> Iterator[Fields]:
        seen: set[str] = set()
        lines, link_first = _lines(message)
        for identifier, named in _named(lines, self.links[token], link_first=link_first):
            if identifier not in seen and named:
                seen.add(identifier)
                title, employer, where = (*named, None, None)[:3]
                yield {
                    "identifier": identifier,
                    "url": self.addresses[token].format(identifier),
                    "title": title,
                    "hiring_organization": employer,
                    "job_locations": where,
                    "seen_in_alert_of": str(message.get("Date", "")) or None,
                    "via": token,
                }


def _lines(message: EmailMessage) -> tuple[list[str], bool]:
    """Return a message's text line by line, and whether a link stands before the lines that name its posting."""
    plain, rich = message.get_body(("plain",)), message.get_body(("html",))
    if plain is not None:
        return [" ".join(line.split()) for line in _content(plain).splitlines()], False
    lines: list[str] = []
    text = _content(rich) if rich is not None else ""
    # As bytes: a declaration of the encoding, which stands in many messages, is none of the decoded text.
    parser = lxml.html.HTMLParser(encoding="utf-8")
    for element in lxml.html.document_fromstring((text.strip() or "<p/>").encode(errors="replace"), parser).iter():
        if element.tag == "a" and element.get("href"):
            lines.append(unquote(str(element.get("href"))))
        lines += [" ".join(part.split()) for part in (element.text, element.tail) if part and part.strip()]
    return lines, True


def _content(part: MIMEPart) -> str:
    try:
        return str(part.get_content())[:MOST_BYTES]
    except LookupError:  # a character set that nobody knows
        return bytes(part.get_payload(decode=True) or b"").decode("utf-8", "replace")[:MOST_BYTES]


def _named(lines: list[str], link: re.Pattern[str], *, link_first: bool) -> Iterator[tuple[str, list[str]]]:
    """Yield each linked posting with at most three lines that name it: title, employer, place."""
    above: list[str] = []
    for number, line in enumerate(lines):
        if found := link.search(line):
            below = list(itertools.takewhile(lambda text: "://" not in text, lines[number + 1 : number + 4]))
            yield found[1], below if link_first else above[-3:]
            above = []
        elif line and _RULE.fullmatch(line):
            above = []
        elif line and "://" not in line:
            above.append(line)


def messages(where: str, password: str, sender: str) -> Iterator[bytes]:
    """Yield the raw messages of a sender, from a folder of ``.eml`` files or a mailbox opened read-only.

    Raises `OSError` or `imaplib.IMAP4.error` when the one is not there or the other does not let us in.
    """
    if where.startswith("imaps://"):
        yield from _from_mailbox(where, password, sender)
        return
    found = [path for path in Path(where).iterdir() if path.suffix == ".eml"]
    for path in sorted(found, reverse=True)[:MOST_MESSAGES]:
        body = path.read_bytes()[:MOST_BYTES]
        if sender.encode() in body[:20_000].lower():
            yield body


def _from_mailbox(where: str, password: str, sender: str) -> Iterator[bytes]:
    parts = urlsplit(where)
    with imaplib.IMAP4_SSL(parts.hostname or "", parts.port or 993, timeout=30) as mailbox:
        mailbox.login(unquote(parts.username or ""), password)
        mailbox.select(parts.path.strip("/") or "INBOX", readonly=True)
        numbers = mailbox.search(None, "FROM", f'"{sender}"')[1][0].split()
        for number in reversed(numbers[-MOST_MESSAGES:]):
            for part in mailbox.fetch(number, "(BODY.PEEK[])")[1]:
                if isinstance(part, tuple):
                    yield part[1][:MOST_BYTES]
