"""One place text in, its segments out: names of towns, areas and countries, postal codes, streets, unknown words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.normalize.place_areas import made_round, province_named, surroundings
from pipeline.normalize.place_between import between
from pipeline.normalize.place_exact import LETTER_CODES, exact, scanned
from pipeline.normalize.place_segment import Kind, Segment
from pipeline.normalize.place_street import street_in
from pipeline.normalize.place_words import (
    AROUND_AFTER,
    AROUND_BEFORE,
    AT_STATION,
    CONJUNCTION,
    DECIDING,
    DETACHED,
    GREAT,
    LEADING,
    LEFT_OPEN,
    NEAR,
    NOISE,
    PATRON,
    PROVINCE,
    STREET,
    UNNAMED,
    WIDER,
    without,
)
from pipeline.normalize.text import fold_in_place
from pipeline.reference.places import postcodes
from pipeline.reference.places_key import place_key
from pipeline.reference.places_names import (
    country,
    country_codes,
    foreign_place,
    toponyms,
)

MOST_SEGMENTS = 32
_SEPARATOR = re.compile(r"\s*(?:[;|•·]|(?<!\d)/|/(?!\d))\s*|\s*[,:()\[\]]+\s*|\s+-+>?\s+")
_CODE = re.compile(r"(?:^|(?<=\s))(?:(BE|B|NL|FR|F|DE|D|LU|L)[ -]{0,2})?(\d{4,5})(?:\s?([A-Z]{2})(?=\s|$))?(?=\s|$)")
_PROVINCE_CODE = re.compile(r"^(?:VAN|VBR|VLI|VOV|VWV|WBR|WHT|WLG|WLX|WNA|BRU|VLG|WAL)-(?=\w)")  # ISO 3166-2:BE
_REGION_LABEL = re.compile(r"^(regio|region|région|streek|zone)\s?:\s*(?=\w)", re.IGNORECASE)
_OF = re.compile(r"^(?:de|du|van|of|d') ?(?=[A-Z])")
# "Heist o/d Berg", "Machelen a.d. Leie", "Jemeppe s/Sambre".
_CUT_SHORT = re.compile(r"(?<=[\s-])(?:(?:(?P<on>o)|a)[/.]d\.?(?=[\s-])|(?P<over>s/\s?(?=[^\W\d])))", re.IGNORECASE)


def segments_of(line: str) -> tuple[Segment, ...]:
    """Return the segments of ``line`` in order, at most `MOST_SEGMENTS`; empty and meaningless ones are left out."""
    line = _attached(line)
    whole = exact(line) or _province(line) or between(line)
    if whole and (whole[0].kind is not Kind.TOPONYM or _is_one_name(line)):
        return whole  # "Halle (Saale)", "Beveren (Leie)"; of towns the parts say more: "Berchem (Antwerpen)"
    found: list[Segment] = []
    around = False
    for text, separator in _pieces(line):
        bracketed = "(" in separator or "[" in separator
        alternative = bool(found) and any(mark in separator for mark in ";|•·/")
        for number, segment in enumerate(_classified(text)):
            if around and not bracketed and segment.kind is Kind.TOPONYM and segment.postal_code is None:
                segment = made_round(segment)  # "Regio Aalter - Deinze" names a region round both
            opens = (alternative and number == 0) or (number > 0 and segment.opens)
            plain = segment.opens is opens and not bracketed
            found.append(segment if plain else replace(segment, opens=opens, bracketed=bracketed))
            around = segment.around and not bracketed
        if len(found) >= MOST_SEGMENTS:
            break
    return tuple(found[:MOST_SEGMENTS])


def _attached(line: str) -> str:
    line = _CUT_SHORT.sub(lambda cut: "sur " if cut["over"] else "op den" if cut["on"] else "aan de", line)
    line = _REGION_LABEL.sub(r"\1 ", line)
    return " ".join(without(DETACHED, fold_in_place(line), line))


def _province(line: str) -> tuple[Segment, ...]:
    """Read a line that begins by saying that it names a province: "Provincie: Antwerpen"."""
    return _around(line) if PROVINCE.match(fold_in_place(line)) else ()


def _is_one_name(line: str) -> bool:
    return not all(exact(text) for text, _ in _pieces(line) if place_key(text)) or not _SEPARATOR.search(line)


def _pieces(line: str) -> Iterator[tuple[str, str]]:
    separator, start = "", 0
    for mark in _SEPARATOR.finditer(line):
        yield line[start : mark.start()], separator
        separator, start = mark[0], mark.end()
    yield line[start:], separator


def _classified(text: str) -> tuple[Segment, ...]:
    text = text.strip(" .,-'\"*!?–—")
    if left_open := LEFT_OPEN.search(fold_in_place(text)):
        text = text[: left_open.start()]
    if not place_key(text):
        return ()
    for read in (
        exact,
        _unnamed,
        _near,
        _stationed,
        _patronised,
        _around,
        _joined,
        _coded,
        _before_country,
        _plainer,
        _after_country,
        street_in,
        scanned,
    ):
        if found := read(text):
            return found
    words = place_key(text).split()
    return (Segment(text, Kind.WIDER if all(word in WIDER for word in words) else Kind.UNKNOWN),)


def _unnamed(text: str) -> tuple[Segment, ...]:
    """Read words that speak of places and name none: 3 Locations, diverse regio's, unknown."""
    return (Segment(text, Kind.UNNAMED),) if UNNAMED.match(fold_in_place(text)) else ()


def _near(text: str) -> tuple[Segment, ...]:
    """Read "Zele bij Dendermonde": the town named first, if both are known."""
    town, *others = NEAR.split(fold_in_place(text), maxsplit=1)
    named = exact(text[: len(town)])
    return named if others and exact(others[0]) and named and named[0].kind is Kind.TOPONYM else ()


def _stationed(text: str) -> tuple[Segment, ...]:
    """Read "vlakbij station Gent-Sint-Pieters", "gare de Namur": the town of a station or an airport."""
    at = AT_STATION.match(fold_in_place(text))
    return _classified(text[at.end() :]) if at else ()


def _patronised(text: str) -> tuple[Segment, ...]:
    """Read "AZ Sint-Jan Brugge", "Clinique Saint-Pierre": a saint's name is a town's only where a municipality has it.

    Beside another town not even there: only a site is called after the town where it stands.
    """
    found = PATRON.search(fold_in_place(text))
    if found is None:
        return ()
    saint = text[found.start("saint") : found.end("saint")]
    towns = tuple(toponym for toponym in toponyms(place_key(saint)) if toponym.is_whole)
    own = Segment(saint, Kind.TOPONYM if towns else Kind.DETAIL, toponyms=towns, named_after=found["site"] is None)
    beside = (*_classified(text[: found.start()]), *_classified(text[found.end() :]))
    return (own, *(segment for segment in beside if segment.kind is not Kind.UNKNOWN))


def _around(text: str) -> tuple[Segment, ...]:
    """Read Regio Kortrijk, Greater Antwerp Area, Gent en omgeving, Provincie Luik, Arrondissement de Huy."""
    folded = fold_in_place(text)
    if great := GREAT.match(folded):
        named = toponyms(place_key(text[great.end() :]))
        return (Segment(text, Kind.TOPONYM, toponyms=named),) if named else ()
    for pattern, read in ((PROVINCE, province_named), (AROUND_BEFORE, surroundings), (AROUND_AFTER, surroundings)):
        rest = pattern.sub("", folded)
        if rest == folded:
            continue
        # "Greater Ghent Area": both ends speak of a region.
        for bare in (rest, AROUND_AFTER.sub("", rest)):
            if wide := read(place_key(bare)):
                return (Segment(text, Kind.AREA, area=wide, around=read is surroundings),)
    return ()


def _coded(text: str) -> tuple[Segment, ...]:
    """Read a postal code, with the street before it and the name after it, or the name before it."""
    for found in _CODE.finditer(text):
        prefix, digits, letters = found.groups()
        before, after = text[: found.start()].strip(" ,-"), text[found.end() :].strip(" ,-")
        abroad = _country_of_code(prefix, digits, letters)
        if abroad:
            return (Segment(text, Kind.FOREIGN, country=abroad),)
        if len(digits) == 5:
            if prefix is None and not street_in(before):
                return (Segment(text, Kind.FOREIGN, country=foreign_place(place_key(after))),)
            continue
        name = _classified(after)[:1] if after else ()
        if name and name[0].kind is Kind.AREA and (town := exact(before)):
            return (replace(town[0], postal_code=digits), *name)  # "Roeselare 8800 West-Vlaanderen"
        street = street_in(before) if before else ()
        if not after and before and not street:
            name = exact(before) or scanned(before)[-1:]
        home = (Segment(found[0], Kind.COUNTRY, country="BE"),) if prefix else ()
        if digits not in postcodes() and not name:
            continue
        if name:
            return (*street, replace(name[0], postal_code=digits), *home)
        if street or not before:
            return (*street, Segment(found[0], Kind.POSTAL_CODE, postal_code=digits), *home)
    return ()


def _country_of_code(prefix: str | None, digits: str, letters: str | None) -> str | None:
    if letters and len(digits) == 4:
        return "NL"
    if prefix and prefix not in {"B", "BE"}:
        return LETTER_CODES.get(prefix, prefix)
    return None


def _plainer(text: str) -> tuple[Segment, ...]:
    """Read the text without words that change nothing: in, HQ, office, standplaats."""
    folded = fold_in_place(text)
    if deciding := DECIDING.match(folded):
        return tuple(replace(segment, decides=True) for segment in _classified(text[deciding.end() :])[:1])
    if leading := LEADING.match(folded):
        return _classified(text[leading.end() :])
    if NOISE.search(folded) and not STREET.search(folded):
        bare = _OF.sub("", " ".join("".join(without(NOISE, folded, text)).split()))
        # Only noise: nothing was named, and nothing is unknown.
        return _classified(bare) if place_key(bare) else (Segment(text, Kind.DETAIL),)
    return ()


def _joined(text: str) -> tuple[Segment, ...]:
    """Read alternatives (Gent en Brugge, Leuven or Hasselt), if each is known."""
    parts = CONJUNCTION.split(text)
    if not 2 <= len(parts) <= MOST_SEGMENTS:
        return ()
    read = [exact(part.strip()) or _around(part) or _coded(part) for part in parts]
    if not all(read):
        return ()
    return tuple(replace(segment, opens=True) for segments in read for segment in segments[:1])


def _before_country(text: str) -> tuple[Segment, ...]:
    """Read a country behind a name, parted by a blank alone: Beringen Switzerland, Limburg NL, not "Brussel NL"."""
    name, _, last = text.rpartition(" ")
    named = exact(name)
    if not named or named[0].kind is Kind.COUNTRY:
        return ()
    if len(last) > 3:
        code = country(place_key(last))
    else:
        code = last if last in {"NL", "FR", "DE", "LU"} else None
        if named[0].kind is Kind.TOPONYM and named[0].country != code:
            return ()
    return (*named, Segment(last, Kind.COUNTRY, country=code)) if code else ()


def _after_country(text: str) -> tuple[Segment, ...]:
    """Read a country joined to a name: BE-Brussels-HQ, BE Leuven, Belgium-Gent."""
    head, _, rest = text.replace("_", "-").replace(" ", "-", 1).partition("-")
    code = LETTER_CODES.get(head, head) if len(head) > 1 else head
    if rest and (code in country_codes() or (country(place_key(head)) and len(head) > 3)):
        known = code if code in country_codes() else country(place_key(head))
        return (Segment(head, Kind.COUNTRY, country=known), *_classified(_PROVINCE_CODE.sub("", rest)))
    return ()
