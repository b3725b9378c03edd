"""Unsafe targets stay unasked, cut and oversized bodies are never taken for pages."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
from twisted.internet.error import DNSLookupError

from crawlers.guards import (
    GuardedResolver,
    OversizedBodyError,
    TruncatedBodyError,
    decoded,
    unsafe_target,
)
from models.network import is_public_address

UNSAFE = """
http://127.0.0.1/ http://127.1/ http://2130706433/ http://0x7f000001/ http://0177.0.0.1/ http://0/ http://localhost/
http://[::1]/ http://[::ffff:127.0.0.1]/ http://[fd00:ec2::254]/ http://169.254.169.254/latest/meta-data/
http://10.0.0.1/ http://192.168.1.1/ http://100.100.100.200/ http://[2002:7f00:1::]/ http://printer.local/
http://intranet/jobs http://metadata.google.internal/ file:///etc/passwd data:text/html,x ftp://example.com/ gopher://example.com/
javascript:alert(1) http://example.com:22/ https://example.com:8443/ https://user:secret@example.com/ https:/// http://
http://example.com:99999/
""".split()

SAFE = """
https://example.com/ http://example.be:80/x https://jobs.example.be:443/a?b=c https://xn--caf-dma.be/ https://1.1.1.1/
https://[2606:4700:4700::1111]/ https://0x.be/ https://127.be/
""".split()


@pytest.mark.parametrize("url", UNSAFE)
def test_an_unsafe_target_is_refused_with_its_reason(url):
    assert unsafe_target(url)


@pytest.mark.parametrize("url", SAFE)
def test_a_public_target_is_allowed(url):
    assert unsafe_target(url) is None


PRIVATE = """
127.0.0.1 0.0.0.0 10.1.2.3 172.16.0.1 192.168.0.1 169.254.1.1 100.64.0.1 224.0.0.1
::1 fe80::1 fc00::1 ::ffff:10.0.0.1 x
"""


@pytest.mark.parametrize("address", PRIVATE.split())
def test_the_resolver_refuses_what_is_not_public(address):
    assert not is_public_address(address)
    with pytest.raises(DNSLookupError, match="not public"):
        GuardedResolver._checked(address, "rebound.example")


def test_the_resolver_passes_public_addresses():
    assert GuardedResolver._checked("93.184.216.34", "example.com") == "93.184.216.34"


PAGE = ("<html><body>" + "<p>Een vacature aan de waterkant.</p>" * 3000 + "</body></html>").encode()
RAW_DEFLATE = zlib.compressobj(wbits=-15)
PACKED = {
    "gzip": gzip.compress(PAGE),
    "deflate": zlib.compress(PAGE),
    "raw deflate": RAW_DEFLATE.compress(PAGE) + RAW_DEFLATE.flush(),
    "br": brotli.compress(PAGE),
}


def name_of(packing: str) -> str:
    return packing.split()[-1]


@pytest.mark.parametrize("packing", PACKED)
def test_a_whole_body_is_unpacked(packing):
    assert decoded(PACKED[packing], [name_of(packing)], 1 << 20) == PAGE


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("packing", PACKED)
def test_a_cut_body_is_never_accepted(packing, part):
    body = PACKED[packing]
    with pytest.raises(TruncatedBodyError):
        decoded(body[: int(len(body) * part)], [name_of(packing)], 1 << 20)


@pytest.mark.parametrize("packing", PACKED)
def test_a_bomb_is_stopped_at_the_limit(packing):
    with pytest.raises(OversizedBodyError):
        decoded(PACKED[packing], [name_of(packing)], 50_000)


def test_a_large_bomb_costs_no_more_than_the_limit():
    bomb = gzip.compress(b"\0" * 200_000_000, compresslevel=1)
    with pytest.raises(OversizedBodyError):
        decoded(bomb, ["gzip"], 10 * 1024 * 1024)


def test_encodings_are_undone_last_first_and_strange_ones_refused():
    assert decoded(gzip.compress(zlib.compress(PAGE)), ["deflate", "gzip"], 1 << 20) == PAGE
    assert decoded(gzip.compress(b"a") + gzip.compress(b"b"), ["gzip"], 100) == b"ab", "members in a row are one body"
    with pytest.raises(TruncatedBodyError, match="not asked for"):
        decoded(PAGE, ["zstd"], 1 << 20)
    with pytest.raises(TruncatedBodyError):
        decoded(b"no gzip at all", ["gzip"], 1 << 20)
