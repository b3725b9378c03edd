"""A description in, the discipline it speaks of out: asked only where the title leaves the role open.

What the text calls the reader ("as a data analyst you …") outweighs the discipline it names, and that the technologies
of one side; people to work with ("with our backend developers") say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from models.vocabulary import Role
from pipeline.normalize.alternatives import grouped
from pipeline.normalize.lexicon import SharedStems
from pipeline.normalize.phrases import Phrase, PhraseTable, phrase
from pipeline.normalize.role_terms import Term
from pipeline.normalize.text import Prose

MAX_TEXT = 4000
"""Characters of a description that are read."""
ENOUGH = 3
"""Different technologies of one side that show a discipline."""
SOME = 2

_HEADS = SharedStems("developer developpeur engineer ontwikkelaar entwickler programmeur".split())
_FEMININE = re.compile(r"[(/·.-]?(?:se|euse)\)?")
_DISCIPLINES: Mapping[Role, str] = {
    Role.FULL_STACK_DEVELOPER: "full[ -]?stack",
    Role.FRONTEND_DEVELOPER: r"front[ -]?end|react(?:\.?js)?|angular|vue(?:\.?js)?",
    Role.BACKEND_DEVELOPER: "back[ -]?end|java|php|python|golang",
    Role.MOBILE_DEVELOPER: "mobile|ios|android|flutter",
    Role.EMBEDDED_DEVELOPER: "embedded|firmware|embarque",
    Role.GAME_DEVELOPER: "game|gameplay",
    Role.ERP_CRM_CONSULTANT: "dynamics(?: 365)?|d365(?: ?fo)?|sap|abap|salesforce|odoo|servicenow",
}
_DISCIPLINE = "|".join(f"(?P<{role.name}>{words})" for role, words in _DISCIPLINES.items())
_BEFORE_HEAD = re.compile(rf"\b(?:{_DISCIPLINE})[ -]?(?:software[ -]?)?\Z")
_BEHIND_HEAD = re.compile(rf" (?:{_DISCIPLINE})\b")
_LONGEST_DISCIPLINE = 24

_COLLEAGUES = re.compile(r"\b(?:with|met|avec|mit|alongside|between|tussen|entre|zusammen)\b[^.;:!?\n]*\Z")
_AS = re.compile(r"\b(?:als|as|as an?|comme|en tant que) \Z")
_BEFORE = 90
"""Characters before a discipline that tell whether it is that of colleagues."""
_ADDRESSED = re.compile(
    r"a(?<!\w.)(?:ls|s an?) (?!(?:je|jij|u|we|wij|you|wat|dat|er)\b)([a-z0-9][^.,;:!?()\n]{2,50}?),?"
    r"(?: (?:bij|at) [^.,;:!?()\n]{2,40}?,?)?"
    r" (?:ben|je|jij|werk|ga|kom|you|your)\b"
    r"|e(?<!\w.)n tant qu(?:e |')([a-z0-9][^.,;:!?\n]{2,50}?),? (?:vous|tu)\b"
)
_MOST_ADDRESSED = 3


_SIDES: Mapping[Role, tuple[str, ...]] = {
    Role.BACKEND_DEVELOPER: (
        r"java|spring(?: boot)?|kotlin|hibernate|c#|\.net(?: core)?|asp\.net|entity framework|php|laravel|symfony",
        r"python|django|node(?:\.?js)?|golang|ruby on rails|sql(?: server)?|postgresql|microservices",
        r"rest apis?|restful apis?|kafka",
    ),
    Role.FRONTEND_DEVELOPER: (
        r"javascript|typescript|react(?:\.?js)?(?! native)|angular|vue(?:\.?js)?|next\.js|nextjs|redux|webpack",
        r"css3?|sass|tailwind|html5?|figma|user interfaces?",
    ),
    Role.MOBILE_DEVELOPER: (r"ios|android|flutter|react native|swift(?:ui)?|kotlin|xamarin|app store|play store",),
    Role.EMBEDDED_DEVELOPER: (
        r"embedded|firmware|microcontrollers?|rtos|freertos|vhdl|fpga|can bus|can-bus|stm32|device drivers?|zephyr",
    ),
}
"""The technologies that show a discipline, as patterns, each beginning with a stem of its own."""
_STEM = re.compile(r"(?:[a-z0-9# -]|\\\.)+(?!\?)")
_NO_NAME_BEFORE = "(?<![a-z0-9.])"
_NO_NAME_BEHIND = "(?![a-z0-9+#])"


def _shows(name: str, role: Role) -> Phrase[Role]:
    """Return the phrase of a technology: the stem that its pattern ``name`` begins with, and the whole of it."""
    stem = _STEM.match(name)
    assert stem is not None, name
    return phrase(stem[0].replace("\\", ""), role, ahead=f"{_NO_NAME_BEFORE}{name}{_NO_NAME_BEHIND}")


_TECHNOLOGIES = PhraseTable(
    _shows(name, role) for role, lines in _SIDES.items() for line in lines for name in line.split("|")
)
_IT_TEXT = re.compile(
    grouped(
        "software|ict|informatica|informatique|scrum|agile|jira|backlog|user stories|git|devops|cloud|azure|aws|saas"
        r"|erp|sql|databases?|apis?|java|python|c#|\.net|javascript|developers?|ontwikkelaars|developpeurs",
        behind="(?<![a-z0-9.].)",
    )
    + _NO_NAME_BEHIND
)
_OPEN_HEADS: Mapping[str, Role] = {
    "engineer": Role.SOFTWARE_DEVELOPER,
    "analyst": Role.BUSINESS_ANALYST,
    "project": Role.PROJECT_MANAGER,
    "product": Role.PRODUCT_OWNER,
    "architect": Role.SOFTWARE_ARCHITECT,
}
_IT_WORDS = 5


def read_discipline(prose: Prose) -> tuple[Role, str] | None:
    """Return the one discipline that the text names or shows by its technologies, with the words; else ``None``."""
    sought = _sought(prose)
    if len(sought) == 1:
        return next(iter(sought.items()))
    shown = _shown(prose)
    for role in (Role.MOBILE_DEVELOPER, Role.EMBEDDED_DEVELOPER):
        words = shown[role]
        if len(words) >= ENOUGH:
            return role, ", ".join(words[:ENOUGH])
    server, client = shown[Role.BACKEND_DEVELOPER], shown[Role.FRONTEND_DEVELOPER]
    if len(server) >= SOME and len(client) >= SOME:
        return Role.FULL_STACK_DEVELOPER, ", ".join((*server[:SOME], *client[:SOME]))
    if len(server) >= ENOUGH and not client:
        return Role.BACKEND_DEVELOPER, ", ".join(server[:ENOUGH])
    if len(client) >= ENOUGH and not server:
        return Role.FRONTEND_DEVELOPER, ", ".join(client[:ENOUGH])
    return None


def _sought(prose: Prose) -> dict[Role, str]:
    """Return the disciplines of developers that the text names, each with its first words; those of colleagues not."""
    text = prose.folded
    found: dict[Role, str] = {}
    for _, start, end in _HEADS.places(prose):
        if end > MAX_TEXT:
            break
        discipline = _discipline(text, start, end)
        if discipline is None:
            continue
        role, begin, end = discipline
        before = text[max(0, begin - _BEFORE) : begin]
        if _AS.search(before) or not _COLLEAGUES.search(before):
            found.setdefault(role, text[begin:end])
    return found


def _discipline(text: str, start: int, end: int) -> tuple[Role, int, int] | None:
    """Return the discipline before a head, or behind a French one, and where the two begin and end."""
    french = text.startswith("developpeur", start)
    if french and (feminine := _FEMININE.match(text, end)):
        end = feminine.end()
    if named := _BEFORE_HEAD.search(text[max(0, start - _LONGEST_DISCIPLINE) : start]):
        return Role[named.lastgroup or ""], start - len(named[0]), end
    if french and (named := _BEHIND_HEAD.match(text, end)):
        return Role[named.lastgroup or ""], start, named.end()
    return None


def addressed_as(prose: Prose) -> Iterator[str]:
    """Yield what the text calls its reader: "data analyst" of "As a data analyst you …"; folded, a few at most."""
    for match in islice(_ADDRESSED.finditer(prose.folded, 0, MAX_TEXT), _MOST_ADDRESSED):
        yield match[1] or match[2]


def read_open_head(terms: Sequence[Term], prose: Prose) -> tuple[Role, str] | None:
    """Return the role of a head without a domain where the text is plainly about IT; else ``None``."""
    head = next((term for term in terms if term.meaning.value in _OPEN_HEADS), None)
    if head is None or not prose.text:
        return None
    words = list(dict.fromkeys(_IT_TEXT.findall(prose.folded, 0, MAX_TEXT)))
    if len(words) < _IT_WORDS:
        return None
    return _OPEN_HEADS[head.meaning.value], f"{head.text}; in the text: {', '.join(words[:_IT_WORDS])}"


def _shown(prose: Prose) -> Mapping[Role, list[str]]:
    """Return the different technologies of each side that the text names, in its order."""
    words: dict[Role, dict[str, None]] = {role: {} for role in _SIDES}
    for start, end, role in _TECHNOLOGIES.find(prose):
        if end <= MAX_TEXT:
            words[role][prose.folded[start:end]] = None
    return {role: list(named) for role, named in words.items()}
