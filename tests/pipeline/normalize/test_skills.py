"""Technologies in text: spellings, words that are no technology, must and nice-to-have, bounded time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.vocabulary import SkillKind
from pipeline.normalize.skill_demand import read_demands
from pipeline.normalize.skills import read_skills
from pipeline.normalize.text import Prose
from tests.pace import LONG, yardsticks

NOTHING = Prose.of("")


def slugs(text: str) -> set[str]:
    return {skill.slug for skill in read_skills(NOTHING, Prose.of(text))}


# Written by us, in the shape of ads.
EXAMPLES = [
    ("Je kent C#, C++ en .NET Core, liefst ook ASP.NET.", {"c#", "c++", ".net core", "asp.net"}),
    ("Stack: Node.js, Vue.js, React.js en CI/CD.", {"node.js", "vue.js", "react", "ci/cd"}),
    ("nodejs / VueJS / reactjs / nextjs", {"node.js", "vue.js", "react", "next.js"}),
    ("Wij zoeken een Java-ontwikkelaar met Javakennis", {"java"}),
    ("Java/Kotlin op Spring Boot", {"java", "kotlin", "spring boot"}),
    ("SpringBoot, spring-boot, Spring Boot 3", {"spring boot"}),
    ("HTML5/CSS3, PHP8.1, Java17, Python 3.11, Angular 14+", {"html", "css", "php", "java", "python", "angular"}),
    ("Postgres, MS SQL Server, MSSQL en Oracle databases", {"postgresql", "sql server", "oracle database"}),
    ("PowerBI, Power-BI en DAX", {"power bi", "dax"}),
    ("Google Cloud Platform, Amazon Web Services, Microsoft Azure", {"gcp", "aws", "azure"}),
    ("k8s met Helm charts en ArgoCD", {"kubernetes", "helm", "argo cd"}),
    ("Vous maîtrisez Symfony, l'intégration continue et Docker", {"symfony", "docker"}),
    ("J2EE of Jakarta EE", {"jakarta ee"}),
    ("Azure AD, ARM templates, ADLS Gen2, Blob Storage", {
        "azure active directory", "azure resource manager", "azure data lake", "azure blob storage",
    }),
    ("C/C++ en R, Python", {"c", "c++", "r", "python"}),
    ("languages such as Go, Rust or Scala", {"go", "rust", "scala"}),
    ("Ervaring met Go of Swift", {"go", "swift"}),
    ("RESTful services, REST API's en GraphQL", {"rest", "graphql"}),
    ("Word, Excel en Outlook", {"word", "excel", "outlook"}),
    ("Agile/Scrum in een Scrumteam", {"agile", "scrum"}),
    ("TDD, DDD, SOLID en MVC", {"test-driven development", "domain-driven design", "solid", "mvc"}),
]  # fmt: skip

# Ordinary words, names and companies that are spelled as technologies.
TRAPS = [
    "We go to market fast; go live in de lente, no-go of go.",
    "De rest van het team werkt in alle rust aan een breed scala van projecten.",
    "Elk jaar een flinke bonus, op maat van jouw baan.",
    "Point de vue, vite fait: le flux de travail et les tableaux de bord.",
    "Tableau de bord mensuel pour la SAS Dupont, avec le chef de cuisine.",
    "R&D afdeling, H&R, vitamine C, rijbewijs C, niveau C1, C.V. meesturen.",
    "We take the helm, react quickly, express ourselves and excel at what we do.",
    "Printed Circuit Board Assembly met basic kennis; spring is coming, spark joy.",
    "Access to the gym, access management, Exchange bar, Word jij onze collega?",
    "Mail jobs@python.be of surf naar www.oracle.com/careers en https://x.be/java/jobs.",
    "Je volgde een opleiding Informatica, Wiskunde of Econometrie.",
    "American Express, Hong Kong, Palo Alto, a typical Workday and our Teams.",
    "Swift payments, Delphi Technologies, Spring 2026, rest assured.",
    "Nederlandstalig netto loon, internet en een goede sapbar; make it work.",
    "LESS is more, Notion, Slack tijd en een positive Outlook.",
    "unreactive javanese pythonesque sqlike",
]

# Found while reading ads; each came out otherwise once.
BUGS_CAUGHT = [
    ("3 years of ReactStrong JavaScript or TypeScript backgroundExperience", {"react", "javascript", "typescript"}),
    ("omgevingPython en SQL", {"python", "sql"}),
    ("integrations (FHIR/HL-7)", {"fhir", "hl7"}),
    ("DataBricks en databricks", {"databricks"}),
    ("deadlines and agreed timescales", set()),
    ("onze baan als teamleader", set()),
    ("(Word, Outlook, Octime)", {"word", "outlook"}),
    ("statistical languages (e.g. SAS, R)", {"sas", "r"}),
    ("tools like Cursor to code faster", {"cursor"}),
    ("agile way of working", {"agile"}),
    ("une équipe dynamique, agile, à taille humaine", set()),
    ("coulage de dalles", set()),
    ("Web Server, BDD, Middleware", set()),
    ("Go Go Go Go", set()),
]

XFAIL = [
    ("Wij gebruiken vooral SAS, maar ook andere analytische software", {"sas"}),
    ("Onze microservices zijn geschreven in pure C en niets anders", {"c", "microservices"}),
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_examples(text: str, expected: set[str]) -> None:
    assert slugs(text) == expected


@pytest.mark.parametrize("text", TRAPS)
def test_ordinary_words_are_no_technology(text: str) -> None:
    assert slugs(text) == set()


@pytest.mark.parametrize(("text", "expected"), BUGS_CAUGHT)
def test_bugs_caught(text: str, expected: set[str]) -> None:
    assert slugs(text) == expected


@pytest.mark.xfail(strict=True, reason="a doubtful word without any technical neighbour stays unread")
@pytest.mark.parametrize(("text", "expected"), XFAIL)
def test_not_reached(text: str, expected: set[str]) -> None:
    assert slugs(text) == expected


DEMANDS = [
    ("Vereisten:\n* Java\n* Spring\nPluspunten:\n* Kotlin\nAanbod\nPython lessen",
     {"java": True, "spring": True, "kotlin": False, "python": None}),
    ("Je kent Docker (Keycloak is een pre).", {"docker": None, "keycloak": False}),
    ("Requirements\nJava\nNice to have\nGo, Rust", {"java": True, "go": False, "rust": False}),
    ("Java is vereist. Kotlin is een plus.", {"java": True, "kotlin": False}),
    ("Python, un atout: Django", {"python": None, "django": False}),
    ("Kotlin is a plus. Requirements:\nKotlin", {"kotlin": True}),
    ("Je werkt met Java en Docker.", {"java": None, "docker": None}),
    ("Docker is not required but nice to have", {"docker": False}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DEMANDS)
def test_must_and_nice_to_have(text: str, expected: dict[str, bool | None]) -> None:
    assert {skill.slug: skill.required for skill in read_skills(NOTHING, Prose.of(text))} == expected


def test_a_bonus_in_running_text_is_money() -> None:
    assert not read_demands(Prose.of("Je krijgt een mooie bonus en werkt met Java.")).nice


def test_title_text_and_list_come_in_this_order_none_twice() -> None:
    found = read_skills(Prose.of("Go developer"), Prose.of("Docker en Go, Python"), ("Spring", "docker, k8s", "???"))
    assert [skill.slug for skill in found] == ["go", "docker", "python", "spring", "kubernetes"]


def test_a_skill_carries_name_and_kind() -> None:
    (skill,) = read_skills(NOTHING, Prose.of("postgres"))
    assert (skill.name, skill.kind) == ("PostgreSQL", SkillKind.DATABASE)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=400), st.text(max_size=80), st.lists(st.text(max_size=40), max_size=3))
def test_never_raises_and_names_nothing_twice(text: str, title: str, listed: list[str]) -> None:
    found = read_skills(Prose.of(title), Prose.of(text), tuple(listed))
    assert found == read_skills(Prose.of(title), Prose.of(text), tuple(listed))
    assert len({skill.slug for skill in found}) == len(found)


@pytest.mark.parametrize("unit", ["C ", "Java/", "Word, ", "required Go ", "nice to have\n", "power bi", "(", "x."])
def test_hostile_text_takes_bounded_time(unit: str) -> None:
    assert yardsticks(slugs, unit * (200_000 // len(unit))) < LONG / 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("At Odoo we build software for small firms.", set()),
        ("Experience with Odoo is welcome.", {"odoo"}),
        ("Odoo, PostgreSQL and Python", {"odoo", "postgresql", "python"}),
    ],
)
def test_the_name_of_the_employer_is_a_skill_only_where_it_is_asked_for(text: str, found: set[str]) -> None:
    assert {skill.slug for skill in read_skills(NOTHING, Prose.of(text), employer="odoo")} == found


def test_what_the_title_names_is_never_nice_to_have() -> None:
    (skill,) = read_skills(Prose.of("Azure engineer"), Prose.of("An Azure certificate is a plus."))
    assert skill.required is None
