"""The body of an answer → a parsed HTML or XML tree, safely: no entities, no DTD, no network."""

from __future__ import annotations

import lxml.etree
import lxml.html
from scrapy.http import TextResponse

from crawlers.fields import Fields
from crawlers.structured_data import fields_in
from crawlers.trouble import Trouble
from models.vocabulary import Cause


def tree_of(response: TextResponse) -> lxml.html.HtmlElement:
    """Return the parsed page; raises `Trouble` when there is nothing to parse."""
    try:
        parser = lxml.html.HTMLParser(encoding=response.encoding, no_network=True)
        tree = lxml.html.document_fromstring(response.body, parser=parser)
    except (lxml.etree.ParserError, ValueError) as error:
        raise Trouble(Cause.SELECTOR_EMPTY, f"no markup at {response.url}: {error}") from error
    return tree


def xml_of(body: bytes, url: str) -> lxml.etree._Element:
    """Parse XML without entities, DTDs or network; raises `Trouble` when it is none or is cut."""
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = lxml.etree.fromstring(body.strip(), parser=parser)
    except (lxml.etree.XMLSyntaxError, ValueError) as error:
        looks_whole = body.rstrip().endswith(b">")
        cause = Cause.NOT_XML if looks_whole or not body.lstrip().startswith(b"<") else Cause.TRUNCATED_BODY
        raise Trouble(cause, f"{error} at {url}") from error
    if next(root.iter(lxml.etree.Entity), None) is not None:
        raise Trouble(Cause.NOT_XML, f"a part of the document is an entity of its own, which is not resolved, at {url}")
    return root


def first_posting(response: TextResponse) -> Fields:
    """Return the fields of the first JobPosting of a page; raises `Trouble` when it has none."""
    found = fields_in(tree_of(response), response.url)
    if not found:
        raise Trouble(Cause.SELECTOR_EMPTY, f"no JobPosting at {response.url}")
    return found[0]
