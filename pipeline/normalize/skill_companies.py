"""A text in, the names in it that nobody is to know out: of companies, and of what others use or what was given up."""

from __future__ import annotations

import re

from pipeline.normalize.lexicon import SharedStems, longest
from pipeline.normalize.phrase_data import load_phrases
from pipeline.normalize.phrases import PhraseTable
from pipeline.normalize.text import Prose

_CUES = SharedStems(
    """veterans from|veterans of|alumni from|alumni of|executives from|executives of|founders of|investors from
    |investors like|investors such as|backed by|clients like|clients such as|clients include|customers like
    |customers such as|customers include|companies like|companies such as|colleagues from|klanten zoals|klanten als
    |klanten waaronder|klanten zijn onder meer|klanten zijn onder andere|bedrijven zoals|bedrijven als|clients comme
    |parmi nos clients|nos clients sont|clients tels que|entreprises comme
    |entreprises telles que|kunden wie|unternehmen wie""".replace("\n    ", "").split("|")
)
_OTHERS = PhraseTable(load_phrases("skills_others.csv", lambda says: says == "before"))
"""Whose the names beside a phrase are: a partner's, what customers and colleagues use, what was left behind."""
_LONGEST_LIST = 300
_REACH = 60
_NAME = r"(?:d['’])?[a-z.]?[A-Z0-9][\w&'’+#/-]*(?:\.\w+)*"
_AND = r"(?:(?:and|or|en|of|et|ou|und|oder|the|de|like|such as)\s)?"
_NAMES = re.compile(rf"(?:[\s,&:]*{_AND}{_NAME})+")
_NAMES_BEFORE = re.compile(rf"{_NAME}(?:[\s,&]+{_AND}{_NAME})*(?:\s[^\s.;!?]+){{0,2}}?\s\Z")


def companies_in(prose: Prose) -> tuple[tuple[int, int], ...]:
    """Return the stretches of ``prose`` that list companies: "veterans from Google, Snowflake and Databricks"."""
    found = []
    for _, _, end in longest(_CUES.places(prose)):
        names = _NAMES.match(prose.text, end, end + _LONGEST_LIST)
        if names is not None:
            found.append(names.span())
    return tuple(found)


def others_in(prose: Prose) -> tuple[tuple[int, int], ...]:
    """Return the stretches of ``prose`` that name what others work with: "our customers run Oracle and SAP"."""
    found = []
    for hit in _OTHERS.find(prose):
        if hit.label:
            names = _NAMES_BEFORE.search(prose.text, max(0, hit.start - _REACH), hit.start)
        else:
            names = _NAMES.match(prose.text, hit.end, hit.end + _LONGEST_LIST)
        if names is not None:
            found.append(names.span())
    return tuple(found)
