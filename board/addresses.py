"""The addresses of the board: a role, a city and a language in → a path out, and back.

Roles and cities have a slug in each language, made of their name there. Every slug of any language is understood; a
page has one address per language, and the others lead to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from urllib.parse import quote

from board.language import LANGUAGES, Words
from models.vacancy import Vacancy
from models.vocabulary import Role
from pipeline.reference.places import CITIES, City

COUNTRY_SLUGS = {"nl": "belgie", "fr": "belgique", "en": "belgium", "de": "belgien"}
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
"""As German does without its letters (Duden): Brügge, bruegge."""
_IN = {"nl": "in", "fr": "a", "en": "in", "de": "in"}
_IN_COUNTRY = {**_IN, "fr": "en"}


def slug(name: str) -> str:
    """Return a name as part of an address: ASCII letters and digits in lower case, parted by hyphens."""
    spelled = name.lower().replace("’", "-").translate(_SPELLED_OUT)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@cache
def role_slug(role: Role, language: str) -> str:
    """Return the slug of a role; in English it is the name the API uses."""
    return role.value if language == "en" else slug(Words(language)(f"role.{role.value}"))


@cache
def roles_slug(role: Role, language: str) -> str:
    """Return the slug of a role in the plural."""
    return slug(Words(language)(f"roles.{role.value}"))


@cache
def city_slug(city: str, language: str) -> str:
    """Return the slug of a city; in English it is the name the API uses."""
    return city if language == "en" else slug(cities()[city].names[language])


@cache
def cities() -> Mapping[str, City]:
    """Return slug of the API → city, in the order of the board."""
    return {city.slug: city for city in CITIES}


@cache
def role_named(text: str) -> Role | None:
    """Return the role that any language calls so in its addresses."""
    return {role_slug(role, language): role for language in LANGUAGES for role in Role}.get(text)


@cache
def city_named(text: str) -> str | None:
    """Return the city that any language calls so in its addresses."""
    return {city_slug(city, language): city for language in LANGUAGES for city in cities()}.get(text)


@cache
def _hiring() -> Mapping[str, tuple[Role, str | None]]:
    places: list[tuple[str, str | None]] = [(_where(None, language), None) for language in LANGUAGES]
    places += [
        (_where(city, language, joined=word), city)
        for language in LANGUAGES
        for city in cities()
        for word in set(_IN.values())
    ]
    return {
        f"{roles_slug(role, language)}-{where}": (role, city)
        for language in LANGUAGES
        for role in Role
        for where, city in places
    }


def _where(city: str | None, language: str, *, joined: str = "") -> str:
    """Return "in-bruges" or "in-belgium"; ``joined`` by the word of another language, as recruiters may mix them."""
    if city is None:
        return f"{_IN_COUNTRY[language]}-{COUNTRY_SLUGS[language]}"
    return f"{joined or _IN[language]}-{city_slug(city, language)}"


def hiring_named(text: str) -> tuple[Role, str | None] | None:
    """Return the role and city of the last part of a recruiter's address."""
    return _hiring().get(text)


def market_path(language: str, role: Role | None, city: str | None, *, hiring: bool = False) -> str:
    """Return the address of a market: jobs first, or market first when ``hiring``."""
    if role is None:
        return f"/{language}/city/{city_slug(city, language)}" if city else f"/{language}/"
    if hiring:
        return f"/{language}/hiring/{roles_slug(role, language)}-{_where(city, language)}"
    path = f"/{language}/jobs/{role_slug(role, language)}"
    return f"{path}/{city_slug(city, language)}" if city else path


def vacancy_language(item: Vacancy) -> str:
    """Return the language of the one indexable address of a vacancy: the ad's own, English when it is not known."""
    found = item.posting.in_language
    return found if found in LANGUAGES else "en"


def vacancy_path(item: Vacancy, language: str | None = None) -> str:
    """Return the address of a vacancy, its surroundings in ``language``."""
    own = vacancy_language(item)
    suffix = f"?ui={language}" if language and language != own else ""
    return f"/{own}/vacancy/{item.id}{suffix}"


def employer_path(language: str, key: str) -> str:
    """Return the address of an employer; keys hold what no address may, so they are quoted."""
    return f"/{language}/employer/{quote(key, safe='')}"
