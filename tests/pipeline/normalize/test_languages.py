"""The language of a text, and the languages that it asks a person to speak."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalize.languages import detect_language, read_required_languages, read_stated_languages
from pipeline.normalize.text import Prose
from tests.pace import LONG, yardsticks


def required(text: str) -> set[str]:
    return {language.code for language in read_required_languages(Prose.of(text)) if language.required}


def welcome(text: str) -> set[str]:
    return {language.code for language in read_required_languages(Prose.of(text)) if not language.required}


DETECTED = [
    ("", "Wij zoeken een ontwikkelaar die graag met ons aan onze software werkt.", "nl"),
    ("", "Nous cherchons une personne pour renforcer notre équipe et développer des logiciels.", "fr"),
    ("", "We are looking for someone to join our team and build great software with us.", "en"),
    ("", "Wir suchen für unser Team eine Person, die mit uns Software entwickelt und gerne lernt.", "de"),
    ("Software ontwikkelaar", "", "nl"),
    ("Netwerkbeheerder (m/v/x)", "", "nl"),
    ("Développeur Java H/F", "", "fr"),
    ("Gestionnaire des systèmes", "", "fr"),
    ("Softwareentwickler (m/w/d)", "", "de"),
    ("Head of Engineering", "", "en"),
    ("Java Developer", "", None),
    ("", "", None),
    ("", "Java, Python, SQL", None),
    ("", "Wij zoeken een collega voor ons team in Gent die met data werkt. You are a data lover.", "nl"),
]

REQUIRED = [
    ("Goede kennis van het Nederlands en Engels", {"nl", "en"}),
    ("Vloeiend in zowel Nederlands als Engels.", {"nl", "en"}),
    ("Je bent perfect tweetalig N/F", {"nl", "fr"}),
    ("Tweetalig NL/FR", {"nl", "fr"}),
    ("Bilingue FR/NL", {"fr", "nl"}),
    ("Bilingue français-néerlandais", {"fr", "nl"}),
    ("Vlotte beheersing van de Nederlandse en Engelse taal", {"nl", "en"}),
    ("Beheerst de Nederlandse / Engelse taal goed", {"nl", "en"}),
    ("Fluent in English, spoken and written.", {"en"}),
    ("Professionally proficient in English", {"en"}),
    ("Strong communication skills in Dutch & English", {"nl", "en"}),
    ("Vous parlez couramment français et néerlandais", {"fr", "nl"}),
    ("Anglais professionnel requis", {"en"}),
    ("Sehr gute Deutschkenntnisse und Englisch fließend", {"de", "en"}),
    ("Je bent Nederlandstalig", {"nl"}),
    ("Native Dutch speaker", {"nl"}),
    ("You must write Polish for this task", {"pl"}),
    ("Talen:\n* Engels\n* Frans", {"en", "fr"}),
    ("Let op: goede beheersing van het Nederlands is een vereiste", {"nl"}),
]

NOT_REQUIRED = [
    "Onze klanten zijn Nederlandse bedrijven",
    "Kennis van de Nederlandse markt",
    "We offer Dutch courses",
    "Stuur je cv in het Engels",
    "Please submit your application in English",
    "Nederlands niet vereist",
    "Dutch is not required",
    "Engelse termen schrikken je niet af in het Nederlandse taalgebied",
    "We are a Dutch bank with German customers",
    "An English-speaking team",
    "We polish our code until it shines and communicate well",
    "Onze recruiters spreken zowel Engels als Nederlands",
    "The Royal Dutch Institute communicates about the weather",
    "De vacature is in het Nederlands geschreven.",
    "",
]

WELCOME = [
    ("Fluency in English is required\nSome French is a bonus", {"en"}, {"fr"}),
    ("Je spreekt goed Nederlands\nEen mondje Frans is een troef", {"nl"}, {"fr"}),
    ("Fluent in English, Dutch is a plus", {"en"}, {"nl"}),
    ("Maîtrise du français, l'anglais est un atout", {"fr"}, {"en"}),
    ("Proficient in English, and preferably in Dutch or Spanish", {"en"}, {"nl", "es"}),
    ("Communication skills in English (Dutch and/or French is a pre)", {"en"}, {"nl", "fr"}),
    ("Kennis van het Frans is een pluspunt", set(), {"fr"}),
    ("Nice to have:\nDutch language skills", set(), {"nl"}),
    ("Je spreekt foutloos Nederlands en bij voorkeur ook Engels", {"nl"}, {"en"}),
    ("You write English well; spoken Dutch is a pre (but not required)", {"en"}, {"nl"}),
    ("Vous possédez idéalement des notions d'allemand technique.", set(), {"de"}),
    ("Preferably a driver's licence.\nExcellent writing skills in English.", {"en"}, set()),
    ("Nice to have: some cooking\nGood command of Dutch", {"nl"}, set()),
    ("A student, preferably with a focus on one of: maths, physics.\nYou write fluent English.", {"en"}, set()),
    ("Preferred experience: Dutch, French", set(), {"nl", "fr"}),
    ("Knowledge of the Dutch language is not required but appreciated", set(), {"nl"}),
    ("Frans is geen vereiste maar wel een voordeel.", set(), {"fr"}),
    ("Bij voorkeur heb je ervaring met klanten\nJe communiceert vlot in het Engels", {"en"}, set()),
    ("Ideally a first job in finance\nFluent in English", {"en"}, set()),
    ("Ideally:\nFluent in Italian", set(), {"it"}),
]

BUGS_CAUGHT = [
    ("Fluency in both\nDutch\nand English\n", {"nl", "en"}),
    ("Proficient in English Currently pursuing a degree", {"en"}),
    ("communication skills in EnglishWe are offering", {"en"}),
    ("Fluent in English, any other language of Europe is a plus", {"en"}),
    ("Fluent in English, preferable knowledge of another language of Europe", {"en"}),
    ("You are able to understand Dutch.", {"nl"}),
    ("You can coach in French and German;", {"fr", "de"}),
    ("A good command of Dutch and English, you are precise, and knowledge of tills is a plus", {"nl", "en"}),
    ("The office consists of mainly Dutch speaking people.", set()),
    ("a wide range of Dutch and English-taught programmes to develop your skills", set()),
    ("writing skills; in English (and Dutch preferred)", {"en"}),
    ("able to communicate in English within the team", {"en"}),
]

# Questions, codes with a remark each, what one does in a language, what a team speaks at work.
AT_WORK = [
    ("Duits? Mooi meegenomen, maar geen breekpunt.", set(), {"de"}),
    ("L'anglais ? Vous le lisez sans peine.", {"en"}, set()),
    ("Communicatieve vaardigheden in NL en ENG, FR is een plus", {"en", "nl"}, {"fr"}),
    ("Languages: EN mandatory, NL or FR desirable.", {"en"}, {"fr", "nl"}),
    ("Met Duits aan de telefoon heb je geen schrik.", {"de"}, set()),
    ("Engels lees en schrijf je zonder nadenken.", {"en"}, set()),
    ("Je kan je verhaal brengen in het Nederlands én het Duits.", {"de", "nl"}, set()),
    ("Vous échangez en anglais avec Dublin et en français avec les utilisateurs.", {"en", "fr"}, set()),
    ("Beide landstalen beheers je mondeling vlot.", {"fr", "nl"}, set()),
    ("You need to be able to hold a meeting in Dutch.", {"nl"}, set()),
    ("Our team spans four nationalities, so English it is.", {"en"}, set()),
    ("Used in German, French and Dutch hospitals, available in 14 languages.", set(), set()),
    ("Half of the team doesn't speak Dutch.", set(), set()),
    ("Verhandlungssicheres Englisch setzen wir voraus, Französisch ist kein Muss, aber gern gesehen.", {"en"}, {"fr"}),
    ("Je kent OpenCV en spreekt goed Engels.", {"en"}, set()),
    ("Nous parlons anglais dans l'équipe ; le français facilite la vie.", {"en"}, {"fr"}),
    ("We share the building with the Nederlands Dans Theater.", set(), set()),
    ("Du telefonierst auf Französisch mit Lieferanten.", {"fr"}, set()),
    ("NL/FR vereist, ENG is een plus", {"fr", "nl"}, {"en"}),
    ("Talenkennis: NL (moedertaal), FR (B2), EN (troef)", {"fr", "nl"}, {"en"}),
    ("Un peu d'italien n'est jamais de trop.", set(), {"it"}),
    ("Niederländisch wird gern gesehen.", set(), {"nl"}),
    ("Frans spreek je al of je bent bereid het te leren.", set(), {"fr"}),
    ("Zonder Frans lukt het niet.", {"fr"}, set()),
    ("Engelstalig team, dus Engels is essentieel.", {"en"}, set()),
    ("Een Engelse mail schrijven kost je geen moeite.", {"en"}, set()),
    ("Vous lisez l'anglais technique.", {"en"}, set()),
    ("Le NL est apprécié.", set(), {"nl"}),
    ("Language: French (must), English (must), Dutch (nice)", {"fr", "en"}, {"nl"}),
    ("Being able to chat in French helps, but all work is done in English.", {"en"}, {"fr"}),
    ("Dutch and English on a daily basis.", {"nl", "en"}, set()),
    ("You'll need decent English.", {"en"}, set()),
    ("Französisch sollte Ihnen keine Angst machen.", {"fr"}, set()),
    ("Deutsch fließend, Englisch gut.", {"de", "en"}, set()),
    ("Talen: vloeiend NL en EN; FR mooi meegenomen.", {"nl", "en"}, {"fr"}),
    ("Nederlands hoeft niet, Engels wel.", {"en"}, set()),
    ("Votre anglais vous permet d'animer une réunion.", {"en"}, set()),
    ("English only. Relocation paid.", {"en"}, set()),
    ("We improve your Dutch with free lessons.", set(), set()),
    ("Nous payons vos cours pour améliorer votre néerlandais.", set(), set()),
    # seen for the first time after the rules stood
    ("Duits? Leuk meegenomen.", set(), {"de"}),
    ("Et l'anglais ? Indispensable.", {"en"}, set()),
    ("Spanish? Not needed.", set(), set()),
    ("English? You read it without trouble.", {"en"}, set()),
    ("Englisch? Wird vorausgesetzt.", {"en"}, set()),
    ("Frans? Geen must.", set(), {"fr"}),
    ("In de refter wordt Frans gesproken.", {"fr"}, set()),
    ("Chez nous, on parle néerlandais au bureau.", {"nl"}, set()),
    ("We speak English in the team.", {"en"}, set()),
    ("Ons team spreekt onderling Engels.", {"en"}, set()),
    ("Wir arbeiten auf Englisch.", {"en"}, set()),
    ("Nous travaillons en anglais.", {"en"}, set()),
    ("Nos collègues parlent anglais et italien.", set(), set()),
    ("We speak to customers in 12 countries.", set(), set()),
    ("Our customers speak Dutch, French and German.", set(), set()),
    ("Je overlegt in het Frans met de werf.", {"fr"}, set()),
    ("Vous animez des ateliers en néerlandais.", {"nl"}, set()),
    ("You present your findings in Dutch to the board.", {"nl"}, set()),
    ("Je moet een vergadering kunnen leiden in het Engels.", {"en"}, set()),
    ("Vous êtes capable de rédiger un rapport en anglais.", {"en"}, set()),
    ("Beheersing van de twee landstalen is een must.", {"fr", "nl"}, set()),
    ("La maîtrise des deux langues nationales est un atout.", set(), {"fr", "nl"}),
    ("Knowledge of both national languages is required.", {"fr", "nl"}, set()),
    ("Une des deux langues nationales suffit.", set(), set()),
    ("Langues : FR (courant), NL (un plus)", {"fr"}, {"nl"}),
    ("FR et NL obligatoires", {"fr", "nl"}, set()),
    ("EN + FR required", {"en", "fr"}, set()),
    ("De site is beschikbaar in NL/FR/EN.", set(), set()),
    ("A bit of German can't hurt.", set(), {"de"}),
    ("Een woordje Duits kan geen kwaad.", set(), {"de"}),
    ("Italian would be a bonus.", set(), {"it"}),
    ("Franstalige documentatie doorgronden lukt je zonder moeite.", {"fr"}, set()),
    ("German manuals should not scare you.", {"de"}, set()),
    ("We sell to Italian, Spanish and Dutch retailers and speak their language.", set(), set()),
    ("Most of our users don't speak English.", set(), set()),
    ("You speak Dutch or are willing to learn it.", set(), {"nl"}),
    ("Franstalig met een goede notie van het Nederlands.", {"fr", "nl"}, set()),
    ("Nice to have: German, Terraform.", set(), {"de"}),
    ("Bonus: French", set(), {"fr"}),
    ("Je schrijft documentatie voor onze Duitse markt.", set(), set()),
    ("You answer tickets from French hospitals.", set(), set()),
    ("Vous travaillez dans une équipe qui communique avec l'Allemagne.", set(), set()),
    ("Het team werkt in het Engelse kantoor.", set(), set()),
    ("Je presenteert in onze Franse vestiging.", set(), set()),
]

LEVELS = [
    ("Engels (C1) en Frans op niveau B2", {"en": "C1", "fr": "B2"}),
    ("Nederlands is je moedertaal", {"nl": "native"}),
    ("Fluent in English", {"en": "C1"}),
    ("Basiskennis Frans", {"fr": "A2"}),
    ("Goede kennis van het Engels", {"en": None}),
    ("Fluent in English (Dutch is a plus).", {"en": "C1", "nl": None}),
    ("Fluency in English; German is a plus.", {"en": "C1", "de": None}),
    ("Fluent speaker of Dutch, English, and French", {"nl": "C1", "en": "C1", "fr": "C1"}),
    ("Nederlands en Engels op C1-niveau", {"nl": "C1", "en": "C1"}),
    ("Dutch and English (B2)", {"nl": None, "en": "B2"}),
    ("You present in German (fluent) and English.", {"de": "C1", "en": None}),
    ("Vloeiend Nederlands en goede kennis van het Engels", {"nl": "C1", "en": None}),
    ("Français (C1), néerlandais (B2), anglais courant", {"fr": "C1", "nl": "B2", "en": "C1"}),
    ("Niveau B2 en néerlandais et C1 en français", {"nl": "B2", "fr": "C1"}),
    ("Fluent written and oral presentation skills in German are asked", {"de": "C1"}),
    ("Moedertaal Nederlands, vloeiend Engels en noties Frans", {"nl": "native", "en": "C1", "fr": "A2"}),
    ("Talen: FR (maternel), EN (B1)", {"fr": "native", "en": "B1"}),
    ("You speak English fluently and Dutch at a conversational level", {"en": "C1", "nl": None}),
]


@pytest.mark.parametrize(("title", "text", "expected"), DETECTED)
def test_detection(title: str, text: str, expected: str | None) -> None:
    assert detect_language(title, Prose.of(text)) == expected


@pytest.mark.parametrize(("text", "expected"), REQUIRED)
def test_required(text: str, expected: set[str]) -> None:
    assert required(text) == expected


@pytest.mark.parametrize("text", NOT_REQUIRED)
def test_not_asked(text: str) -> None:
    assert read_required_languages(Prose.of(text)) == ()


@pytest.mark.parametrize(("text", "musts", "pluses"), [*WELCOME, *AT_WORK])
def test_welcome(text: str, musts: set[str], pluses: set[str]) -> None:
    assert (required(text), welcome(text)) == (musts, pluses)


@pytest.mark.parametrize(("text", "expected"), BUGS_CAUGHT)
def test_bugs_caught(text: str, expected: set[str]) -> None:
    assert required(text) == expected


@pytest.mark.parametrize(("text", "expected"), LEVELS)
def test_levels(text: str, expected: dict[str, str | None]) -> None:
    assert {language.code: language.level for language in read_required_languages(Prose.of(text))} == expected


FIELDS = [
    ("Néerlandais, Anglais, Français", {"nl": None, "en": None, "fr": None}),
    ("Allemand (C1), Anglais (B2)", {"de": "C1", "en": "B2"}),
    ("Autre", {}),
    (None, {}),
]


@pytest.mark.parametrize(("text", "expected"), FIELDS)
def test_a_source_s_own_field_names_languages_that_are_required(
    text: str | None, expected: dict[str, str | None]
) -> None:
    found = read_stated_languages(text)
    assert {language.code: language.level for language in found} == expected
    assert all(language.required for language in found)


def test_a_must_outweighs_a_plus() -> None:
    assert required("English is a plus.\nFluent in English.") == {"en"}


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300), st.text(max_size=60))
def test_never_raises(text: str, title: str) -> None:
    prose = Prose.of(text)
    assert read_required_languages(prose) == read_required_languages(prose)
    assert detect_language(title, prose) in {"nl", "fr", "en", "de", None}


@pytest.mark.parametrize("unit", ["English, ", "en English\n", "NL/FR ", "fluent in ", "english-", "de "])
def test_hostile_text_takes_bounded_time(unit: str) -> None:
    def read(text: str) -> None:
        prose = Prose.of(text)
        read_required_languages(prose)
        detect_language(prose.text, prose)

    assert yardsticks(read, unit * (200_000 // len(unit))) < LONG / 2


TITLES = [
    ("AI engineer (Dutch speaking)", {"nl"}),
    ("Klantendienst - tweetalig NL/FR", {"nl", "fr"}),
    ("Tweetalige binnendienst verkoop (NL & FR)", {"nl", "fr"}),
    ("Account executive (Spanish or German speaker)", {"es", "de"}),
    ("Java developer", set()),
    ("Docent Frans", set()),
    ("Speaker designer for the Dutch market", set()),
]


@pytest.mark.parametrize(("title", "codes"), TITLES)
def test_a_title_that_asks_for_a_speaker_names_languages(title: str, codes: set[str]) -> None:
    assert {language.code for language in read_required_languages(Prose.of(""), title=title)} == codes
