"""The tables of Belgian places, counted and checked: the division of 2025 of Statbel, bpost's postal codes."""

from __future__ import annotations

import re

import pytest

from models.vocabulary import PlacePrecision
from pipeline.normalize.place import read_places
from pipeline.reference import places
from pipeline.reference.build_places import build
from pipeline.reference.build_places_sources import postcode_fits
from pipeline.reference.places import CITIES, DATA, LANGUAGES, by_postal_code, distance_km, municipalities, municipality
from pipeline.reference.places_key import place_key
from pipeline.reference.places_names import misspelt, toponyms

# Two municipalities share a name, or a name is that of a province first; context tells them apart, see below.
SHARED_NAMES = {
    ("46021", "Saint-Nicolas"): "62093",
    ("63046", "Limburg"): None,
}
MERGED_2025 = "23106 37021 37022 44086 44087 44088 46029 46030 71071 71072 73110 73111 82039".split()
GONE = "11007 46003 46013 11056 23023 23024 23032 44012 44048 71022 73040 73006 73083 82003 12030 44011 55022".split()


def test_the_division_of_2025_is_complete():
    assert len(municipalities()) == 565
    assert len(places.arrondissements()) == 43
    assert len(places.provinces()) == 10
    assert len(places.regions()) == 3


def test_municipalities_per_region_and_province_are_those_of_statbel():
    regions = [place.region for place in municipalities().values()]
    assert {code: regions.count(code) for code in places.regions()} == {"02000": 285, "03000": 261, "04000": 19}
    provinces = [place.province for place in municipalities().values()]
    assert provinces.count(None) == 19
    assert set(provinces) - {None} == set(places.provinces())


def test_every_arrondissement_has_municipalities():
    assert {place.arrondissement for place in municipalities().values()} == set(places.arrondissements())


@pytest.mark.parametrize("nis", MERGED_2025)
def test_the_mergers_of_2025_are_there(nis):
    assert municipality(nis).nis == nis


@pytest.mark.parametrize("nis", GONE)
def test_codes_that_ended_in_2019_or_2025_are_gone(nis):
    with pytest.raises(KeyError):
        municipality(nis)


def test_every_municipality_has_a_centre_in_belgium_near_its_neighbours():
    for place in municipalities().values():
        assert 49.49 < place.latitude < 51.51, place
        assert 2.54 < place.longitude < 6.41, place
        siblings = [other for other in municipalities().values() if other.arrondissement == place.arrondissement]
        nearest = min(
            (
                distance_km(place.latitude, place.longitude, other.latitude, other.longitude)
                for other in siblings
                if other.nis != place.nis
            ),
        )
        assert 0.3 < nearest < 25, place


def test_every_name_in_every_language_resolves_to_itself():
    for place in municipalities().values():
        for language in LANGUAGES:
            name = place.names[language]
            codes = {found.nis_code for found in read_places((name,)).places}
            assert codes == {SHARED_NAMES.get((place.nis, name), place.nis)}, name


@pytest.mark.parametrize(
    ("text", "nis"),
    [
        ("Saint-Nicolas, Flandre orientale", "46021"),
        ("9100 Saint-Nicolas", "46021"),
        ("Saint-Nicolas, Liège", "62093"),
        ("4831 Limburg", "63046"),
        ("Limburg, Provincie Luik", "63046"),
    ],
)
def test_shared_names_resolve_with_their_context(text, nis):
    assert [place.nis_code for place in read_places((text,)).places] == [nis]


def test_every_postal_code_maps_and_resolves():
    assert len(places.postcodes()) > 1150
    for code, served in places.postcodes().items():
        assert re.fullmatch(r"[1-9]\d{3}", code)
        assert all(nis in municipalities() for nis in served)
        for text in (code, f"B-{code}", f"{code}, België"):
            found = read_places((text,)).places
            assert [(place.nis_code, place.postal_code) for place in found] == [(served[0], code)]


def test_every_municipality_has_a_postal_code():
    assert {nis for served in places.postcodes().values() for nis in served} == set(municipalities())


def test_every_locality_is_found_by_its_name():
    for row in places.rows("localities"):
        assert row["nis"] in {toponym.nis for toponym in toponyms(place_key(row["name"]))}, row


def test_every_locality_with_its_postal_code_resolves_to_its_municipality():
    for row in places.rows("localities"):
        if row["postal_code"]:
            text = f"{row['postal_code']} {row['name']}"
            assert [place.nis_code for place in read_places((text,)).places] == [row["nis"]], text


@pytest.mark.parametrize(
    ("part", "nis"),
    [
        ("Sint-Kruis", "31005"),
        ("Zeebrugge", "31005"),
        ("Assebroek", "31005"),
        ("Kortrijk-Dutsel", "24043"),  # one of the sources puts it in Lubbeek
        ("Feneur", "62027"),  # the same source: in Blegny
        ("Beveren-Leie", "34040"),
        ("Kortessem", "71072"),
        ("Louvain-la-Neuve", "25121"),
        ("Laeken", "21004"),
        ("Merksem", "11002"),
        ("Borsbeek", "11002"),
        ("Sint-Amands", "12041"),
    ],
)
def test_parts_belong_to_the_municipality_of_today(part, nis):
    assert {toponym.nis for toponym in toponyms(place_key(part))} == {nis}


@pytest.mark.parametrize(
    ("code", "nis"),
    [("8000", "31005"), ("4837", "63004"), ("4420", "62093"), ("2070", "46030"), ("3720", "71072"), ("7010", "53053")],
)
def test_postal_codes_that_sources_get_wrong_or_that_moved(code, nis):
    assert [place.nis for place in by_postal_code(code)] == [nis]


def test_an_unused_postal_code_serves_nothing():
    assert by_postal_code("1999") == ()
    assert by_postal_code("") == ()


@pytest.mark.parametrize(
    ("code", "nis", "fits"),
    [
        ("8000", "31005", True),
        ("8000", "44021", False),
        ("2070", "46030", True),
        ("4837", "13003", False),
        ("1300", "25112", True),
        ("1299", "25112", False),
        ("<br>", "72042", False),
        ("0612", "21004", False),
    ],
)
def test_a_postal_code_lies_in_the_range_of_its_province(code, nis, fits):
    assert postcode_fits(code, nis) is fits


def test_areas_have_names_in_four_languages_and_their_parents():
    assert places.arrondissement("31000").parents == ("30000", "02000")
    assert places.arrondissement("21000").parents == ("04000",)
    assert places.province("30000").names["en"] == "West Flanders"
    assert places.region("04000").names["de"] == "Region Brüssel-Hauptstadt"
    for known in (places.arrondissements(), places.provinces(), places.regions()):
        assert all(area.names[language] for area in known.values() for language in LANGUAGES)


def test_an_arrondissement_is_called_like_its_seat_in_every_language():
    seats = {(place.arrondissement, place.names["nl"]): place.names for place in municipalities().values()}
    named = {code: seats.get((code, area.names["nl"])) for code, area in places.arrondissements().items()}
    assert sum(names is not None for names in named.values()) == 39
    assert not {
        code: names for code, names in named.items() if names and names["de"] != places.arrondissement(code).names["de"]
    }


def test_a_municipality_is_called_by_its_own_first_language():
    names = {nis: municipality(nis).name for nis in ("53053", "31005", "63067", "21009", "73109")}
    assert names == {"53053": "Mons", "31005": "Brugge", "63067": "Sankt Vith", "21009": "Ixelles", "73109": "Voeren"}


def test_the_ladder_of_brussels_leaves_out_the_province():
    assert municipality("21004").ladder == ("21004", "21000", "04000", "01000")
    assert municipality("31005").ladder == ("31005", "31000", "30000", "02000", "01000")


def test_the_cities_of_the_board_in_order():
    slugs = [city.slug for city in CITIES]
    assert (
        slugs
        == (
            "bruges brussels antwerp ghent leuven kortrijk hasselt mechelen liege namur mons charleroi louvain-la-neuve"
        ).split()
    )
    codes = {city.slug: city.nis for city in CITIES}
    assert (codes["brussels"], codes["hasselt"], codes["louvain-la-neuve"]) == ("04000", "71072", "25121")
    bruges = CITIES[0]
    assert dict(bruges.names) == {"nl": "Brugge", "fr": "Bruges", "de": "Brügge", "en": "Bruges"}
    assert bruges.ladder == ("31005", "31000", "30000", "02000", "01000")
    assert CITIES[1].ladder == ("04000", "01000")


def test_distance_is_in_kilometres():
    bruges, ghent = municipality("31005"), municipality("44021")
    apart = distance_km(bruges.latitude, bruges.longitude, ghent.latitude, ghent.longitude)
    assert apart == pytest.approx(39, abs=3)
    assert distance_km(51, 3, 51, 3) == 0
    assert distance_km(0, 0, 0, 180) == pytest.approx(20015, abs=1)


@pytest.mark.parametrize(
    ("slip", "nis"),
    [
        ("antwrepen", "11002"),
        ("kotrijk", "34022"),
        ("brusels", "21004"),
        ("jabbeeke", "31012"),
        ("charlerois", "52011"),
    ],
)
def test_one_slip_is_forgiven(slip, nis):
    assert {toponym.nis for toponym in misspelt(slip, shortest=7)} == {nis}


@pytest.mark.parametrize("word", ["", "gnet", "houten", "xanthippe", "antwerp3n", "a" * 500, "utrechtt"])
def test_what_is_short_foreign_or_far_is_no_misspelling(word):
    assert misspelt(word, shortest=7) == ()


def test_areas_wider_than_a_municipality_know_their_level():
    levels = {text: read_places((text,)).places[0].precision for text in ("Waasland", "Limburg", "Wallonie", "België")}
    assert levels == {
        "Waasland": PlacePrecision.ARRONDISSEMENT,
        "Limburg": PlacePrecision.PROVINCE,
        "Wallonie": PlacePrecision.REGION,
        "België": PlacePrecision.COUNTRY,
    }


@pytest.mark.shared
def test_the_build_gives_the_tables_that_stand_here(shared, tmp_path):
    build(shared / "data" / "reference" / "be_reference_geo", tmp_path)
    written = sorted(path.name for path in tmp_path.iterdir())
    assert written == [
        f"{name}.csv"
        for name in ("arrondissements", "localities", "municipalities", "postcodes", "provinces", "regions")
    ]
    for name in written:
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes(), name
