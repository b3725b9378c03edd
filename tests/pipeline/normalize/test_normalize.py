"""Many postings read together are read as each alone, in their order, each on its own day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.raw import RawPosting
from pipeline.normalize import normalize, normalize_all
from pipeline.normalize.aliases import Alias, Aliases
from sandbox.strata import postings

AS_OF = date(2026, 9, 1)


def test_together_is_as_one_by_one() -> None:
    raws = [item.raw for item in postings(160, 5)]
    assert normalize_all(raws, as_of=lambda _: AS_OF) == [normalize(raw, as_of=AS_OF) for raw in raws]


def test_each_is_read_on_its_own_day_and_in_the_words_taught() -> None:
    raw = RawPosting(source="x", identifier="1", title="Zonnekoning", date_posted="gisteren")
    days = {"1": AS_OF, "2": date(2026, 9, 3)}
    taught = Aliases([Alias(field="role", text="zonnekoning", meaning="backend developer")])
    first, second = normalize_all(
        iter([raw, replace(raw, identifier="2")]), as_of=lambda raw: days[raw.identifier], aliases=taught
    )
    assert (first.key.identifier, first.date_posted) == ("1", date(2026, 8, 31))
    assert (second.key.identifier, second.date_posted) == ("2", date(2026, 9, 2))
    assert first.role == second.role == "backend-developer"
    assert first.title == "Zonnekoning"


def test_of_none_comes_none() -> None:
    assert normalize_all([], as_of=lambda _: AS_OF) == []
