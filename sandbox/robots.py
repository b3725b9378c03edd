"""The robots.txt of each host of the sandbox: most allow everything, some ask for a pause, some close a path."""

from __future__ import annotations

from sandbox.web import TEXT, Response, style

_SHARED = {
    "boards-api.greenhouse.io": "User-agent: *\nDisallow: /embed/\n",
    "www.odwb.be": "User-agent: *\nDisallow: /login/\n",
    "api.lever.co": "User-agent: *\nCrawl-delay: 0.1\nAllow: /\n",
}
# Short pauses: the rule is shown, and a demo does not wait for it.
_OWN = (
    "User-agent: *\nDisallow:\n",
    "User-agent: *\nAllow: /\n",
    "# we like visitors\nUser-agent: *\nDisallow: /intranet/\nDisallow: /*?utm_source=\n",
    "User-agent: GreedyBot\nDisallow: /\n\nUser-agent: *\nDisallow: /admin/\n",
    "User-agent: *\nCrawl-delay: 0.1\nDisallow: /search\n",
)
_JOBTOOLZ = "User-agent: *\nDisallow: /*?\nDisallow: /*.pdf$\n"


def robots(host: str, *, has_sitemap: bool) -> Response | None:
    """Return the file, ``None`` for the hosts that have none and answer 404, which allows everything."""
    if style(host, 11, salt="robots") == 0 and host not in _SHARED:
        return None
    rules = _SHARED.get(host) or (
        _JOBTOOLZ if host.endswith(".jobtoolz.com") else _OWN[style(host, 9, salt="rules") % 5]
    )
    sitemap = f"\nSitemap: https://{host}/sitemap.xml\n" if has_sitemap else ""
    return Response(f"{rules}{sitemap}".encode(), TEXT)
