"""What the numbers of years are called, in words and in digits."""

from __future__ import annotations

from pipeline.normalize.alternatives import grouped

NUMBER_WORDS = {
    **dict.fromkeys(("nul", "zero", "null"), 0),
    **dict.fromkeys(("een", "anderhalf", "one", "un", "une", "ein", "1"), 1),
    **dict.fromkeys(("twee", "tweetal", "two", "deux", "zwei"), 2),
    **dict.fromkeys(("drie", "drietal", "three", "trois", "drei"), 3),
    **dict.fromkeys(("vier", "viertal", "four", "quatre"), 4),
    **dict.fromkeys(("vijf", "vijftal", "five", "cinq", "funf"), 5),
    **dict.fromkeys(("zes", "zestal", "six", "sechs"), 6),
    **dict.fromkeys(("zeven", "zevental", "seven", "sept", "sieben"), 7),
    **dict.fromkeys(("acht", "achttal", "eight", "huit"), 8),
    **dict.fromkeys(("negen", "nine", "neuf", "neun"), 9),
    **dict.fromkeys(("tien", "tiental", "ten", "dix", "dizaine", "zehn"), 10),
    **dict.fromkeys(("twaalf", "twaalftal", "twelve", "douze", "douzaine", "zwolf"), 12),
    **dict.fromkeys(("vijftien", "vijftiental", "fifteen", "quinze", "quinzaine", "funfzehn"), 15),
}
_WORDS = grouped("|".join(word for word in NUMBER_WORDS if word.isalpha()))
NUMBER = rf"(?:\d{{1,2}}(?:[.,]\d|-tal)?|{_WORDS})"
