"""What templates say about a vacancy: a record and a language in, short texts out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from board.language import Words
from models.posting import BaseSalary, JobPosting, Place
from models.vocabulary import Contract, Role
from pipeline.market.receipts import Receipt, Scope, Share
from pipeline.market.records import PayRow
from pipeline.market.scopes import scope
from pipeline.reference.places import municipalities


def pay_text(words: Words, salary: BaseSalary | None) -> str | None:
    """Return pay as the ad states it; ``None`` where it states none, or only an estimate by its source."""
    if salary is None or salary.estimated or salary.unit is None or (salary.min is None and salary.max is None):
        return None
    low, high = salary.min, salary.max
    if low is not None and high is not None and low != high:
        amount = f"{words.amount(low, salary.currency)} – {words.amount(high, salary.currency)}"
    elif low is not None and high is not None:
        amount = words.amount(low, salary.currency)
    elif low is not None:
        amount = words("card.from", amount=words.amount(low, salary.currency))
    else:
        assert high is not None
        amount = words("card.up_to", amount=words.amount(high, salary.currency))
    basis = {True: " " + words("card.gross"), False: " " + words("card.net"), None: ""}[salary.gross]
    return f"{amount} {words.label('unit', salary.unit.value)}{basis}"


def stated_text(text: str) -> str:
    """Return pay word for word; what a source states as fields is told as "field: value", not as JSON."""
    try:
        found = json.loads(text)
    except ValueError:
        return text
    return _fields(found) if isinstance(found, dict) else text


def _fields(found: Mapping[str, Any]) -> str:
    told = []
    for name, value in found.items():
        if name.startswith("@") or value in (None, "", [], {}):
            continue
        told.append(_fields(value) if isinstance(value, dict) else f"{name}: {value}")
    return " · ".join(part for part in told if part)


def place_name(words: Words, place: Place) -> str:
    """Return the finest name of a place, in the language of the page where it has one there."""
    if place.nis_code in municipalities():
        return str(municipalities()[place.nis_code or ""].names[words.language])
    if place.municipality:
        return place.municipality
    for code in (place.arrondissement, place.province, place.region):
        if code:
            return scope_name(words, scope(code))
    if place.country == "BE":
        return words("site.belgium")
    return place.country or words("card.unknown_place")


def place_text(words: Words, posting: JobPosting, most: int = 3) -> str:
    """Return where the work is done."""
    names = list(dict.fromkeys(place_name(words, place) for place in posting.places))
    if not names:
        return words("card.unknown_place")
    return ", ".join(names[:most]) + (f" +{len(names) - most}" if len(names) > most else "")


def address_text(words: Words, posting: JobPosting) -> str:
    """Return every place of work in full: its name here, postal code, and its own name where that is another."""
    found = []
    for place in posting.places:
        name = place_name(words, place)
        own = place.municipality if place.municipality and place.municipality != name else None
        more = " ".join(part for part in (place.postal_code, own) if part)
        found.append(f"{name} ({more})" if more else name)
    return ", ".join(dict.fromkeys(found)) or words("card.unknown_place")


def work_text(words: Words, posting: JobPosting) -> str:
    """Return the way of working, with the days at the office where they are stated; empty when nothing is."""
    parts = [words.label("work_mode", posting.work_mode.value)] if posting.work_mode else []
    if posting.office_days is not None:
        parts.append(words("card.office", posting.office_days))
    return ", ".join(parts)


def language_text(words: Words, posting: JobPosting) -> str:
    """Return the languages that the work asks for."""
    return ", ".join(
        words.label("tongue", item.code)
        + (f" {item.level}" if item.level and item.level != "native" else "")
        + ("" if item.required else f" ({words('vacancy.nice')})")
        for item in posting.required_languages
    )


def source_title(words: Words, name: str, title: str) -> str:
    """Return what a source is called: most go by their own name, a family of sites by one in each language."""
    key = f"source_title.{name}"
    return words(key) if words.has(key) else title


def contract_text(words: Words, posting: JobPosting) -> str:
    """Return the contract where it says more than "employee"."""
    if posting.contract in (None, Contract.EMPLOYEE):
        return ""
    return words.label("contract", posting.contract.value)


def role_words(words: Words, role: Role | None) -> dict[str, str]:
    """Return the forms of a role's name that sentences ask for."""
    if role is None:
        many = words("roles.all")
        return {"role": many, "Role": initial(many), "roles": many, "Roles": initial(many)}
    one, many = words(f"role.{role.value}"), words(f"roles.{role.value}")
    return {"role": one, "Role": initial(one), "roles": many, "Roles": initial(many)}


def initial(text: str) -> str:
    """Return a text with its first letter a capital, the others as they are: in German nouns keep theirs."""
    return text[:1].upper() + text[1:]


def evidence_kind(receipt: Receipt) -> str:
    """Return what a receipt counted: the kind of its cell, or the part of one that has words of its own."""
    cell, _, part = receipt.evidence.removeprefix("cell=").partition("&part=")
    if part == "mode:remote":
        return "remote"
    return "near" if part.startswith("near:") else cell.partition(".")[0]


def scope_name(words: Words, area: Scope) -> str:
    """Return the name of an area; arrondissements and provinces say what they are, as many are named like a city."""
    name = area.name(words.language)
    own = f"figure.{area.kind.value}"
    return words(own, name=name) if words.has(own) else name


def steps_text(words: Words, receipt: Receipt) -> str:
    """Return the rungs that were too small, e.g. "Bruges 4, Bruges (arrondissement) 6"; empty when none was."""
    return ", ".join(f"{scope_name(words, step.scope)} {words.number(step.n)}" for step in receipt.path[:-1])


def pay_range(words: Words, row: PayRow) -> str:
    """Return "€4,300 – €5,250" of a measured row; empty otherwise."""
    return f"{words.money(row.p25)} – {words.money(row.p75)}" if row.p25 is not None and row.p75 is not None else ""


def share_text(words: Words, share: Share) -> str:
    """Return a share with its counts: "31% (14 of 45)"."""
    return f"{words.percent(share.share)} ({words('figure.of', k=words.number(share.k), n=words.number(share.n))})"
