"""The robots.txt of each host of the sandbox: most allow everything, some ask for a pause, some close a path."""

from __future__ import annotations

from sandbox.web import TEXT, Response, style

_KNOWN = {
    # One small site asks for a pause, so that a crawl of everything stays quick.
    "www.denderlicht.example": "User-agent: *\nCrawl-delay: 0.1\nDisallow: /search\n",
    "boards-api.greenhouse.io": "User-agent: *\nDisallow: /embed/\n",
    "www.odwb.be": "User-agent: *\nDisallow: /login/\n",
    "api.lever.co": "User-agent: *\nCrawl-delay: 0.1\nAllow: /\n",
}
_OWN = (
    "User-agent: *\nDisallow:\n",
    "User-agent: *\nAllow: /\n",
    "# we like visitors\nUser-agent: *\nDisallow: /intranet/\nDisallow: /*?utm_source=\n",
    "User-agent: GreedyBot\nDisallow: /\n\nUser-agent: *\nDisallow: /admin/\n",
)
_JOBTOOLZ = "User-agent: *\nDisallow: /*?\nDisallow: /*.pdf$\n"


def robots(host: str, sitemaps: tuple[str, ...]) -> Response | None:
    """Return the file, ``None`` for the hosts that have none and answer 404, which allows everything."""
    if style(host, 11, salt="robots") == 0 and host not in _KNOWN:
        return None
    rules = _KNOWN.get(host) or (
        _JOBTOOLZ if host.endswith(".jobtoolz.com") else _OWN[style(host, len(_OWN), salt="rules")]
    )
    named = "".join(f"\nSitemap: {address}" for address in sitemaps)
    return Response(f"{rules}{named}\n".encode(), TEXT)
