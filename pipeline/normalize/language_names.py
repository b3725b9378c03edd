"""How ads in Dutch, French, English and German name languages: folded words in, ISO 639-1 codes out."""

from __future__ import annotations

from collections.abc import Mapping

# Names and adjectives; forms that end in "talig", "phone" or "sprachig" describe a speaker.
_NAMES = """
nl|nederlands nederlandse dutch neerlandais neerlandaise niederlandisch niederlandische vlaams flemish flamand
nl|nederlandstalig nederlandstalige neerlandophone neerlandophones
nl|niederlandischsprachig niederlandischsprachige niederlandischsprachigen
fr|frans franse french francais francaise franzosisch franzosische franstalig franstalige francophone
nl|niederlandischen
fr|franzosischen
en|englischen
de|deutschen
fr|franzosischsprachig franzosischsprachige franzosischsprachigen
en|engels engelse english anglais anglaise englisch englische engelstalig engelstalige anglophone inglese ingles
de|duits duitse german allemand allemande deutsch deutsche duitstalig duitstalige germanophone
de|deutschsprachig deutschsprachige deutschsprachigen
es|spaans spaanse spanish espagnol espagnole spanisch castilian hispanophone
it|italiaans italiaanse italian italien italienne italienisch
pt|portugees portugese portuguese portugais portugaise portugiesisch
pl|pools poolse polish polonais polonaise polnisch
ar|arabisch arabische arabic arabe
tr|turks turkse turkish turc turque turkisch
ru|russisch russische russian russe
zh|chinees chinese mandarin chinois chinoise chinesisch
ja|japans japanse japanese japonais japonaise japanisch
ko|koreaans korean coreen koreanisch
uk|oekraiens ukrainian ukrainien ukrainisch
ro|roemeens romanian roumain roumaine rumanisch
bg|bulgaars bulgarian bulgare bulgarisch
cs|tsjechisch czech tcheque tschechisch
sk|slowaaks slovak slovaque
hu|hongaars hungarian hongrois ungarisch
el|grieks greek grec grecque griechisch
sv|zweeds swedish suedois schwedisch
da|deens danish danois danisch
no|noors norwegian norvegien norwegisch
fi|finnish finnois finnisch
he|hebreeuws hebrew hebreu hebraisch
hi|hindi
hr|kroatisch croatian croate
sr|servisch serbian serbe
sl|sloveens slovenian slovene
lt|litouws lithuanian lituanien
lv|lets latvian letton
et|estonian estonien
lb|luxemburgs luxembourgish luxembourgeois luxemburgisch
ca|catalaans catalan
vi|vietnamees vietnamese vietnamien
th|thai
id|indonesisch indonesian
fa|farsi persian
de|deutschkenntnisse
en|englischkenntnisse
fr|franzosischkenntnisse
nl|niederlandischkenntnisse
"""
_POETS = {"vondel": "nl", "moliere": "fr", "shakespeare": "en", "goethe": "de"}
LANGUAGE_NAMES: Mapping[str, str] = {
    **{name: line[:2] for line in _NAMES.strip().splitlines() for name in line[3:].split()},
    # "Vous maîtrisez la langue de Vondel", "de taal van Molière".
    **{f"{of} {poet}": code for poet, code in _POETS.items() for of in ("langue de", "taal van", "language of")},
}
"""Code of every language name, folded."""

SHORT_NAMES: Mapping[str, str] = {
    "nl": "nl",
    "n": "nl",
    "ned": "nl",
    "fr": "fr",
    "f": "fr",
    "fra": "fr",
    "en": "en",
    "eng": "en",
    "e": "en",
    "gb": "en",
    "uk": "en",
    "ang": "en",
    "de": "de",
    "d": "de",
    "ger": "de",
    "du": "de",
    "all": "de",
    "es": "es",
    "it": "it",
}
"""Abbreviations as in "tweetalig NL/FR"; read only beside a word that says they are languages."""
