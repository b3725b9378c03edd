"""Published text made fit to read: characters, mojibake, folding, HTML to plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalize.text import Prose, fold, fold_in_place, html_to_text, one_line, repair
from tests.pace import LONG, yardsticks

MOJIBAKE = [
    ("dÃ©veloppeur Ã  LiÃ¨ge", "développeur à Liège"),
    ("â‚¬ 3.500 bruto", "€ 3.500 bruto"),
    ("lâ€™Ã©quipe â€“ Gent", "l’équipe – Gent"),
    ("IngÃ©nieurÂ\xa0logiciel", "Ingénieur logiciel"),
    ("Ã‰lectricien", "Électricien"),
    ("cÅ“ur", "cœur"),
    ("CafÃƒÂ©", "Café"),
    ("voilÃ  tout, dÃ©jÃ  fait", "voilà tout, déjà fait"),
    ("ðŸš€ Java", "🚀 Java"),
]


def test_short_and_long_texts_fold_alike() -> None:
    # "Σ" aside, whose lower case depends on what follows, and scripts without a Latin letter.
    for code in range(0x80, 0x10000):
        if 0xD800 <= code < 0xE000 or code == 0x3A3:
            continue
        assert fold_in_place(chr(code)) == fold_in_place(chr(code) * 100)[0], hex(code)


@pytest.mark.parametrize("times", [1, 10])
def test_lone_surrogates_keep_their_place(times: int) -> None:
    text = "\ud83d\ude00 Développeur " * times
    assert len(fold_in_place(text)) == len(text)
    assert Prose.of(text).text == text.replace("\ud83d", "\ufffd").replace("\ude00", "\ufffd")


UNTOUCHED = [
    "Développeur à Liège",
    "«CAFÉ»",
    "Spaß…",
    "tâche",
    "naïf",
    "NÃO",
    "Ångström",
    "Zoë’s",
    "été – hiver",
    "Âge",
]


@pytest.mark.parametrize(("scrambled", "meant"), MOJIBAKE)
def test_mojibake_is_put_right(scrambled: str, meant: str) -> None:
    assert repair(scrambled).replace("\xa0", " ") == meant


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_may_be_meant_is_left(text: str) -> None:
    assert repair(text) == text


@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
@pytest.mark.parametrize("text", ["Économiste à Gand, œuvre, 45 €", "Müller & Söhne – „größer“", "Zoë zegt: één café"])
def test_every_text_read_in_the_wrong_encoding_comes_back(text: str, codec: str) -> None:
    scrambled = "".join(bytes([byte]).decode(codec, errors="ignore") or chr(byte) for byte in text.encode("utf-8"))
    assert repair(scrambled) == text


@pytest.mark.parametrize(
    "unwanted", ["\x00", "\ud800", "\u200b", "\u202e", "\u2066", "\u00ad", "\ufeff", "\U000e0041", "\x85"]
)
def test_characters_that_no_ad_needs_go(unwanted: str) -> None:
    assert repair(f"Java{unwanted}developer") == "Javadeveloper"


@pytest.mark.parametrize(
    ("text", "folded"),
    [("À L’Œuvre", "a l'oeuvre"), ("Ingénieur·e", "ingenieur·e"), ("Straße", "strasse"), ("IJzer–Gent", "ijzer-gent")],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_in_place_keeps_every_place(text: str) -> None:
    prose = Prose.of(text)
    assert len(prose.folded) == len(prose.text)
    assert fold_in_place(prose.folded) == prose.folded


@given(st.text())
def test_repair_is_idempotent_and_leaves_encodable_text(text: str) -> None:
    once = repair(text)
    assert repair(once) == once
    once.encode("utf-8")
    assert one_line(one_line(text)) == one_line(text)


HTML_TO_TEXT = [
    ("<p>Wij zoeken</p><p>een <b>Java</b>-ontwikkelaar</p>", "Wij zoeken\neen Java-ontwikkelaar"),
    ("<ul><li>Spring</li><li>Kafka</li></ul>", "Spring\nKafka"),
    ("een<br/>twee<BR>drie", "een\ntwee\ndrie"),
    ("<div>een<div>twee</div>drie</div>", "een\ntwee\ndrie"),
    ("<table><tr><td>Loon</td><td>3000</td></tr></table>", "Loon\n3000"),
    ("R&amp;D &eacute;quipe&nbsp;Gent", "R&D équipe Gent"),
    ("<p>R&amp;amp;D</p>", "R&D"),
    ("<p>a</p><script>alert(1)</script><style>p{}</style><p>b</p>", "a\nb"),
    ('<p>a<span style="display:none">verborgen</span>b</p>', "ab"),
    ("&lt;p&gt;een&lt;/p&gt;&lt;p&gt;twee&lt;/p&gt;", "een\ntwee"),
    ("kennis van List<String> en Map<K, V>", "kennis van List<String> en Map<K, V>"),
    ("loon < 3000 en > 2000", "loon < 3000 en > 2000"),
    ("**Vast** contract\\-type\n\n\n* Java", "Vast contract-type\n* Java"),
    ("<p>een\n   twee</p>", "een twee"),
    ("<b>een</b>\ntwee", "een\ntwee"),
    ("", ""),
    ("<p></p>", ""),
]


@pytest.mark.parametrize(("markup", "text"), HTML_TO_TEXT)
def test_html_to_text(markup: str, text: str) -> None:
    assert html_to_text(markup) == text


@pytest.mark.parametrize(
    "unit",
    [
        "<",
        "<p>",
        "<div>",
        "<b><i>",
        "<b></q>",
        "<!--",
        "&amp;",
        "Ã©",
        "* ",
        "\n",
        "<a href=",
        "&lt;p&gt;",
        "\x00",
        "<p style='",
    ],
)
def test_hostile_markup_costs_no_more_than_its_length(unit: str) -> None:
    assert yardsticks(html_to_text, unit * (20_000 // len(unit))) < LONG
