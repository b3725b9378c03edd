"""A text in, the names of companies that it lists as customers, investors or former employers out."""

from __future__ import annotations

import re

from pipeline.normalize.lexicon import SharedStems, longest
from pipeline.normalize.text import Prose

_CUES = SharedStems(
    """veterans from|veterans of|alumni from|alumni of|executives from|executives of|founders of|investors from
    |investors like|investors such as|backed by|clients like|clients such as|clients include|customers like
    |customers such as|customers include|companies like|companies such as|colleagues from|klanten zoals|klanten als
    |klanten waaronder|klanten zijn onder meer|klanten zijn onder andere|bedrijven zoals|bedrijven als|clients comme
    |parmi nos clients|nos clients sont|clients tels que|entreprises comme
    |entreprises telles que|kunden wie|unternehmen wie""".replace("\n    ", "").split("|")
)
_LONGEST_LIST = 300
_NAMES = re.compile(r"(?:[\s,&:]*(?:(?:and|en|et|und|the|de|like|such as)\s)?[A-Z0-9][\w.&'’-]*)+")


def companies_in(prose: Prose) -> tuple[tuple[int, int], ...]:
    """Return the stretches of ``prose`` that list companies: "veterans from Google, Snowflake and Databricks"."""
    found = []
    for _, _, end in longest(_CUES.places(prose)):
        names = _NAMES.match(prose.text, end, end + _LONGEST_LIST)
        if names is not None:
            found.append(names.span())
    return tuple(found)
