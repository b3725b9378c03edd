"""The name of an organization as published in; its display form, its key, and who stands between out."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from pipeline.normalize.text import fold, one_line
from pipeline.reference.organizations import known_kind, legal_forms

_LONGEST = 200


def _alternatives(forms: tuple[str, ...]) -> str:
    """Return a pattern of ``forms``, each with or without full stops and spaces: NV, N.V., N V, Comm.V."""
    return "|".join(
        r"\.?\s?".join(
            map(re.escape, word if form.isupper() and len(form) <= 6 and form.isalpha() else word.split(" "))
        )
        for form, word in ((form, fold(form)) for form in forms)
    )


_FORM = _alternatives(legal_forms())
_FORM_BEFORE = _alternatives(legal_forms(before_name=True))
_SPELLED_OUT = (
    r"(?:naamloze|besloten|cooperatieve|commanditaire) vennootschap|societe (?:anonyme|cooperative|a responsabilite"
    r" limitee)"
    r"|vereniging zonder winstoogmerk|association sans but lucratif"
)
_PAIR = rf"(?:\s?[/|&,-]\s?(?:{_FORM})\.?)*"
_PUBLIC_LAW = r"(?: van publiek recht| de droit public)?"
_TRAILING_FORM = re.compile(rf"(?:[\s,(-]+|\s&\s)(?:{_FORM}|{_SPELLED_OUT})\.?{_PAIR}{_PUBLIC_LAW}[\s).,]*$")
_LEADING_FORM = re.compile(rf"^(?:{_FORM_BEFORE})\.?{_PAIR}\s+(?=\S)")
_ONLY_A_FORM = re.compile(rf"(?:{_FORM_BEFORE})\.?{_PAIR}")
_TRAILING_NOTE = re.compile(r"\s*[(\[][^()\[\]]{0,60}[)\]]\s*$")
_COUNTRY = (
    r"(?:belgium|belgie|belgique|belgien|benelux|belux|be|nederland|netherlands|the netherlands|luxembourg"
    r"|luxemburg|france"
    r"|europe|emea|international|global|bnl|flanders|vlaanderen|wallonie|brussels|brussel|bruxelles)"
)
_TRAILING_COUNTRY = re.compile(rf"[\s,/|-]+{_COUNTRY}$")
_GROUP = re.compile(r"^(?:groupe|groep|group)\s+|\s+(?:group|groupe|groep|holding)$")
_WEB = re.compile(r"^(?:https?://)?(?:www\.)?([a-z0-9-]+)\.(?:be|com|eu|nl|io|net|org|fr|jobs|brussels|vlaanderen)/?$")
_ENTITY_CODE = re.compile(r"^0\d{2,3} (?=\S)")
"""The number of a legal entity in the employer's own books, as Workday puts before its name: ``0140 Siemens NV``."""
_EDGE = " ,.;:-/|(&"
_APART = re.compile(r"[-_/|,;:.'\"()\[\]]")
_AND = re.compile(r"\s*[&+]\s*|\s(?:and|en|et|und)\s")
_ARTICLE = re.compile(r"^(?:the|de|het|le|la|les|l'|die|das|der)\s+(?=\S)")


def display_name(text: str) -> str:
    """Return the published name on one line, without quotes, entities and the marks of lists around it."""
    line = one_line(unescape(text[: 2 * _LONGEST]))[:_LONGEST]
    return line.strip(" \t\"'“”„«»*•|,;:-–").strip()


@lru_cache(maxsize=8192)
def organization_key(name: str) -> str:
    """Return one key for every spelling and legal form of ``name``: ``NV Bekaert SA`` and ``Bekaert`` are one.

    Legal forms of Belgium and its neighbours go, before and after; so do a note in brackets, a country, an article and
    the word group. Idempotent; empty only when ``name`` has no letter and no digit.

    >>> organization_key("NV Bekaert SA"), organization_key("Bekaert Belgium (Zwevegem)")
    ('bekaert', 'bekaert')
    """
    key = name[:_LONGEST]
    for _ in range(8):
        shorter = _reduced(key)
        if shorter == key:
            break
        key = shorter
    return key


def _reduced(name: str) -> str:
    key = _plain(name)
    for _ in range(12):
        shorter = _shortened(key).strip(_EDGE)
        if not shorter or shorter == key:
            break
        key = shorter
    return " ".join(_AND.sub(" & ", _APART.sub(" ", key)).split()).strip(_EDGE)


def _plain(name: str) -> str:
    return " ".join(fold(one_line(name[:_LONGEST])).split()).strip(_EDGE)


def _shortened(key: str) -> str:
    """Return ``key`` without one layer of what does not name the firm; a name is never reduced to nothing."""
    web = _WEB.match(key)
    if web:
        return web[1]
    for pattern in (_TRAILING_NOTE, _TRAILING_FORM, _LEADING_FORM, _TRAILING_COUNTRY, _GROUP, _ARTICLE, _ENTITY_CODE):
        shorter = pattern.sub("", key, count=1).strip(_EDGE)
        if shorter != key and any(map(str.isalnum, shorter)) and not (pattern in _SOFT and len(shorter) < 2):
            return shorter
    return key


_SOFT = frozenset([_LEADING_FORM, _TRAILING_COUNTRY, _GROUP, _ARTICLE])


_WITHHELD = re.compile(
    r"(?:confidenti(?:eel|el|elle|al)|vertrouwelijk|anoni?e?m(?:e|ous|us)?|anonyme?|anonymous|unknown|onbekend"
    r"|inconnue?|unbekannt|n/?a|none|null"
    r"|nan|undefined|not specified|niet (?:gekend|vermeld|opgegeven)|non (?:communique|precise|specifie)e?"
    r"|withheld|undisclosed"
    r"|private (?:advertiser|employer)|employer|employeur|werkgever|company|bedrijf|entreprise|societe"
    r"|organisatie|vertraulich)"
)
_CLIENT = re.compile(
    r"(?:(?:onze|een van onze|voor een|our|one of our|a|notre|un de nos|l'un de nos|un|mijn|my|unser|eine?) )"
    r"(?:(?:\w+ ){0,2})(?:klant|klanten|client|clients|customer|opdrachtgever|partner|kunde|relatie)(?: .*)?"
)


def is_withheld(name: str) -> bool:
    """Return whether ``name`` only says that the employer is not named: "Confidential", "onze klant", "anonyme"."""
    plain = fold(_TRAILING_NOTE.sub("", name) or name).strip(" .-()[]*")
    if not any(map(str.isalnum, plain)) or _ONLY_A_FORM.fullmatch(plain):
        return True
    words = [word for word in plain.replace("-", " ").split() if word not in _FILLER]
    return bool(_CLIENT.fullmatch(plain)) or not words or (len(words) <= 3 and all(map(_WITHHELD.fullmatch, words)))


_FILLER = frozenset("de het een le la un une the a client klant sa nv".split())

_VIA = re.compile(
    r"\s*(?:[(\[|,-]\s*)?\b(?:via|through|par l'intermediaire de|posted by|chez|presented by)\b\s+"
    r"(?P<through>[^()\[\]]{2,60})[)\]]?\s*$"
)
_CLIENT_OF = re.compile(r"(?:client|klant|customer)s? (?:of|van|de) (?P<agency>.{2,60})$")
_FOR = re.compile(r" \(?(?:voor|for|pour) ")
_PLACE_AHEAD = re.compile(r"een job|a job|un emploi|jouw|votre|your")


def split_intermediary(name: str) -> tuple[str, str | None]:
    """Return the employer in ``name`` and who passes its ad on: "Acme (via Editx)" gives Acme and Editx.

    "Start People voor Acme" gives Acme, when the first is a known agency; "Client of Manpower" gives Manpower alone.
    """
    folded = fold(name)
    if len(folded) != len(name):
        return name, None
    via = _VIA.search(folded)
    if via and via.start() > 1:
        employer = name[: via.start()].strip(" -|,(")
        return employer, name[via.start("through") : via.end("through")].strip()
    client = _CLIENT_OF.fullmatch(folded)
    if client:
        return name[client.start("agency") :], None
    voor = _FOR.search(folded)
    if voor and known_kind(organization_key(folded[: voor.start()])):
        agency, employer = name[: voor.start()].rstrip(" ("), name[voor.end() :].strip(" )")
        if not employer[:1].isupper() or _PLACE_AHEAD.match(folded[voor.end() :]) or is_withheld(employer):
            return agency, None
        return employer, agency
    return name, None
