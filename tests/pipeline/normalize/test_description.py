"""Published descriptions: nothing dangerous, hidden or personal left, and the same again when cleaned again."""

from __future__ import annotations

import re
import time

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalize.description import clean_description, excerpt
from pipeline.normalize.markdown import LIMIT
from pipeline.normalize.markup import _CANONICAL, safe_html
from pipeline.normalize.text import repair
from tests.pace import LONG, yardsticks

ALLOWED = re.compile(
    r"(?:[^<>&]|&amp;|&lt;|&gt;|</?(?:p|ul|ol|li|strong|em|b|i|h2|h3|h4|a)>|<br>"
    r'|<a href="https?:[^"<>]*" rel="nofollow noopener noreferrer ugc">)*'
)

PAYLOADS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<math><mtext></p><style><img src=x onerror=alert(1)>",
    "<math><annotation-xml encoding='text/html'><style><img src=x onerror=alert(1)></style></annotation-xml></math>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<img src=x onerror=alert(1)>",
    "<img src='x' onerror='alert(1)'/><p>x",
    "<body onload=alert(1)>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='data:text/html;base64,PHNjcmlwdD4='></object>",
    "<embed src='javascript:alert(1)'>",
    "<a href='javascript:alert(1)'>klik</a>",
    "<a href='JaVaScRiPt&#58;alert(1)'>klik</a>",
    "<a href='java\tscript:alert(1)'>klik</a>",
    "<a href='\x01javascript:alert(1)'>klik</a>",
    "<a href='vbscript:msgbox(1)'>klik</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>klik</a>",
    "<a href='tel:+3255512345'>bel</a><a href='sms:+32'>x</a><a href='bitcoin:x'>y</a>",
    "<a href='http://goed.example/' onclick='alert(1)' style='x:expression(1)'>klik</a>",
    '<a href="http://goed.example/?x=<script>alert(1)</script>">klik</a>',
    "<form action='https://evil.example'><input name=q autofocus onfocus=alert(1)><button>Ok</button></form>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='https://evil.example/'>",
    "<template><script>alert(1)</script></template>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<textarea><script>alert(1)</script></textarea>",
    "<title></title><script>alert(1)</script>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<select><template><img src=x onerror=alert(1)></template></select>",
    "&lt;script&gt;alert(1)&lt;/script&gt;&lt;p&gt;x&lt;/p&gt;",
    "&lt;img src=x onerror=alert(1)&gt;&lt;br&gt;",
    "[klik](javascript:alert(1)) **vet**",
    '[klik](https://goed.example/"onmouseover="alert(1)) tekst',
    "<p>a<!--><img src=x onerror=alert(1)>--></p>",
    "<!--[if IE]><script>alert(1)</script><![endif]-->x",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    '<p style="background:url(javascript:alert(1))">x</p>',
    "<table background='javascript:alert(1)'><tr><td>x</td></tr></table>",
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
    '<b " onmouseover=alert(1)>x</b>',
    "</p></div><script>alert(1)</script>",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_survives(payload: str) -> None:
    for markup in (payload, f"<p>Java</p>{payload}<p>Gent</p>", f"<p>{payload}"):
        html = safe_html(repair(markup))
        assert ALLOWED.fullmatch(html), html
        assert safe_html(html) == html
        assert (
            nh3.clean(
                html,
                tags={"p", "br", "ul", "ol", "li", "strong", "em", "b", "i", "h2", "h3", "h4", "a"},
                link_rel="nofollow noopener noreferrer ugc",
            )
            == html
        )


def test_there_are_more_payloads_than_any_list_we_know() -> None:
    assert len(set(PAYLOADS)) >= 33


HIDDEN = [
    '<span style="display:none">CEO 100000 EUR</span>',
    '<span style="color:#fff;font-size:0">CEO 100000 EUR</span>',
    '<span style="visibility: hidden">CEO 100000 EUR</span>',
    '<span style="opacity:0">CEO 100000 EUR</span>',
    '<span style="opacity:0.0">CEO 100000 EUR</span>',
    "<div hidden>CEO 100000 EUR</div>",
    '<div aria-hidden="true">CEO 100000 EUR</div>',
    '<p style="color:white">CEO 100000 EUR</p>',
    '<p style="color: rgb(255, 255, 255)">CEO 100000 EUR</p>',
    '<p style="COLOR:#FFFFFF;background:#fff">CEO 100000 EUR</p>',
    '<p style="position:absolute;left:-9999px">CEO 100000 EUR</p>',
    '<p style="text-indent:-5000px">CEO 100000 EUR</p>',
    '<p style="display&#58;none">CEO 100000 EUR</p>',
    '<p style="dis/**/play:none">CEO 100000 EUR</p>',
    '<p style="d\\69splay:none">CEO 100000 EUR</p>',
    '<DIV STYLE="DISPLAY:NONE">CEO 100000 EUR</DIV>',
    '<div style="display:none"><div><p>diep <b>CEO 100000 EUR</b></p></div></div>',
    "<!-- CEO 100000 EUR -->",
]


@pytest.mark.parametrize("node", HIDDEN)
def test_what_a_reader_cannot_see_is_not_read(node: str) -> None:
    cleaned = clean_description(f"<p>Wij zoeken</p>{node}<p>een tester</p>")
    assert cleaned is not None
    assert cleaned.text == "Wij zoeken\neen tester"
    assert "100000" not in cleaned.html


@pytest.mark.parametrize(
    "style",
    ["color:#333", "font-size:10pt", "font-size:0.9em", "opacity:0.8", "color:#fff;background:#036", "display:block"],
)
def test_what_is_only_styled_is_read(style: str) -> None:
    cleaned = clean_description(f'<p style="{style}">Loon: 3.000 euro</p>')
    assert cleaned is not None
    assert cleaned.text == "Loon: 3.000 euro"


SHAPES = [
    ("<div><p>Een</p></div><div>Twee</div>", "<p>Een</p><p>Twee</p>"),
    ("<h1>Functie</h1><h5>Profiel</h5>", "<h2>Functie</h2><h4>Profiel</h4>"),
    ("<ul><li><p>Java</p></li></ul>", "<ul><li><p>Java</p></li></ul>"),
    ('<p class="x">Een<span> twee</span></p>', "<p>Een twee</p>"),
    ("Een zin.\n\nTweede alinea\nmet een regel", "<p>Een zin.</p><p>Tweede alinea<br>met een regel</p>"),
    ("Taken:\n* Java\n* Spring\n\nProfiel", "<p>Taken:</p><ul><li>Java</li><li>Spring</li></ul><p>Profiel</p>"),
    ("loon *€ 34.*400,- tot 46*.000* euro", "<p>loon <em>€ 34.400,- tot 46.000</em> euro</p>"),
    ("## Wat je doet\n**Bouwen** aan C\\#", "<h3>Wat je doet</h3><p><strong>Bouwen</strong> aan C#</p>"),
    ("a < b & c", "<p>a &lt; b &amp; c</p>"),
    ("<p>&nbsp;</p><p>x</p><p> </p>", "<p>x</p>"),
    ("x<br><br><br><br>y", "x<br><br>y"),
    (
        '<p>Zie <a href="https://acme.example/job" target=_blank>hier</a></p>',
        '<p>Zie <a href="https://acme.example/job" rel="nofollow noopener noreferrer ugc">hier</a></p>',
    ),
    ('<p>Zie <a href="/job">hier</a></p>', "<p>Zie hier</p>"),
]


@pytest.mark.parametrize(("markup", "html"), SHAPES)
def test_every_shape_becomes_the_one_form(markup: str, html: str) -> None:
    assert safe_html(markup) == html


MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<ul>",
                "<li>",
                "</li>",
                "</ul>",
                "<b>",
                "</b>",
                "<br>",
                "<div>",
                "</div>",
                "<h1>",
                "</h1>",
                "<a href='http://x.be'>",
            ]
        ),
        st.sampled_from(
            [
                "</a>",
                "<strong>",
                "</strong>",
                "&amp;",
                "&lt;",
                "&lt;p&gt;",
                "&nbsp;",
                "* ",
                "\n",
                "**",
                "<script>",
                "<i>",
                "</i>",
            ]
        ),
        st.sampled_from(
            [
                "Jan Peeters ",
                "contact: ",
                "0475 12 34 56",
                "a@b.be",
                "x",
                " ",
                "[…]",
                "&amp;lt;",
                "<td>",
                "<span style='display:none'>",
            ]
        ),
        st.text(max_size=8),
    ),
    max_size=25,
).map("".join)


@given(MARKUP)
@settings(max_examples=120, deadline=None)
def test_cleaning_again_changes_nothing(markup: str) -> None:
    once = clean_description(markup)
    if once is None:
        return
    assert ALLOWED.fullmatch(once.html)
    twice = clean_description(once.html)
    assert twice is not None
    assert (twice.html, twice.text, twice.excerpt, twice.redactions) == (once.html, once.text, once.excerpt, 0)


@given(MARKUP)
@settings(max_examples=100, deadline=None)
def test_markup_in_the_canonical_form_is_its_own_cleaning(markup: str) -> None:
    html = safe_html(repair(markup))
    if _CANONICAL.fullmatch(html):
        cleaned = nh3.clean(
            html, tags={"p", "br", "ul", "ol", "li", "strong", "em", "b", "i", "h2", "h3", "h4"}, attributes={}
        )
        assert cleaned == html


@pytest.mark.parametrize("empty", [None, "", "   ", "<p> </p>", "<script>x</script>", "\x00"])
def test_no_text_is_none(empty: str | None) -> None:
    assert clean_description(empty) is None


def test_excerpt_ends_at_a_word() -> None:
    text = "woord " * 200
    cut = excerpt(text)
    assert len(cut) <= 300
    assert cut.endswith("woord…")
    assert excerpt("Kort.") == "Kort."


def test_excerpt_parts_headings_and_items_from_what_follows() -> None:
    text = "Jouw rol\nJe bouwt de kassa.\n\n- Java\n- Kafka\nWij bieden:\n- rust"
    assert excerpt(text) == "Jouw rol · Je bouwt de kassa. Java · Kafka · Wij bieden: rust"


@given(st.text(max_size=2000))
def test_excerpt_is_never_longer_than_300(text: str) -> None:
    assert len(excerpt(text)) <= 300


def test_long_markup_is_cut_at_a_safe_point() -> None:
    cleaned = clean_description("<p>Java &amp; Spring in <b>Gent</b></p>" * 10_000)
    assert cleaned is not None
    assert len(cleaned.html) <= LIMIT
    assert ALLOWED.fullmatch(cleaned.html)
    again = clean_description(cleaned.html)
    assert again is not None
    assert again.html == cleaned.html


@pytest.mark.parametrize(("sign", "entity"), [("<", "&lt;"), (">", "&gt;"), ("& ", "&amp; ")])
def test_long_text_that_grows_when_escaped_ends_with_a_whole_entity(sign: str, entity: str) -> None:
    cleaned = clean_description(sign * LIMIT)
    assert cleaned is not None
    assert len(cleaned.html) <= LIMIT
    assert cleaned.html.replace(entity, "") in {"<p></p>", f"<p>{entity.strip()}</p>"}


def test_many_links_do_not_grow_past_the_limit() -> None:
    cleaned = clean_description('<a href="http://x.be">y</a> ' * 7_000)
    assert cleaned is not None
    assert len(cleaned.html) <= LIMIT


@pytest.mark.parametrize(
    "unit", ["<p>", "<b><i>", "<p><b>", "<div>", "contact: Jan ", "0475 12 ", "a@", "<a href='", "* a\n", "&amp;lt;"]
)
def test_twice_the_markup_costs_at_most_about_twice_the_time(unit: str) -> None:
    def seconds(length: int) -> float:
        markup = unit * (length // len(unit))
        best = 9.0
        for _ in range(3):
            started = time.perf_counter()
            clean_description(markup)
            best = min(best, time.perf_counter() - started)
        return best

    assert yardsticks(clean_description, unit * (10_000 // len(unit))) < LONG / 2
    assert seconds(20_000) < 4 * seconds(10_000) + 0.02
