"""Numbers that moved: medians by their share, counts by what chance cannot explain, nothing that merely appeared."""

from __future__ import annotations

from pipeline.search.moved import MOST, Number, moved


def number(value: int, n: int = 10) -> Number:
    return Number(value=value, n=n)


def test_what_moved_most_comes_first_and_noise_is_left_out() -> None:
    before = {
        "a senior, Brugge: median pay a month": number(4700, 13),
        "b senior, Gent: median pay a month": number(5000),
        "c senior, Gent: median pay a month": number(5000),
        "a, Brugge: open": number(100),
        "b, Gent: open": number(9),
        "gone, Gent: open": number(50),
    }
    after = {
        "a senior, Brugge: median pay a month": number(4750, 14),
        "b senior, Gent: median pay a month": number(4000),
        "c senior, Gent: median pay a month": number(5010),
        "a, Brugge: open": number(110),
        "b, Gent: open": number(21),
        "new, Gent: open": number(50),
    }
    moves = moved(before, after)
    assert [move.name[0] for move in moves] == ["b", "a", "b"]
    assert (moves[1].before, moves[1].after) == (number(4700, 13), number(4750, 14))
    assert moved({}, after) == []
    assert moved(after, after) == []


def test_no_more_than_a_screen_holds() -> None:
    many = {f"{n}, Gent: open": number(0) for n in range(50)}
    assert len(moved(many, {name: number(100) for name in many})) == MOST
