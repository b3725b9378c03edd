"""What an ad says about where the work is done in, the mode and the office days out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.vocabulary import WorkMode
from pipeline.normalize.alternatives import gathered
from pipeline.normalize.office_days import read_office_days
from pipeline.normalize.office_share import OfficeDays
from pipeline.normalize.phrase_data import load_phrases
from pipeline.normalize.phrases import Hit, PhraseTable
from pipeline.normalize.text import Prose, fold
from pipeline.normalize.work_mode_clauses import Says, read_clauses

_MODE_OF: dict[int | None, WorkMode] = {0: WorkMode.REMOTE, 5: WorkMode.ONSITE}
_FROM_SUREST = (
    (Says.REMOTE, WorkMode.REMOTE),
    (Says.HYBRID, WorkMode.HYBRID),
    (Says.SOFT_HYBRID, WorkMode.HYBRID),
    (Says.ONSITE, WorkMode.ONSITE),
    (Says.SOFT_REMOTE, WorkMode.REMOTE),
)
_PHRASES = PhraseTable(load_phrases("work_mode_phrases.csv", Says))


@dataclass(frozen=True, slots=True)
class WorkModeReading:
    """The mode, the days a week at the office where stated, and the words that decided."""

    mode: WorkMode | None = None
    office_days: int | None = None
    evidence: str | None = None


def read_work_mode(remote: str | None, *, title: str, place_mode: WorkMode | None, prose: Prose) -> WorkModeReading:
    """Return the work mode: from the source's field, else title, else place texts, else the description.

    A field that is no more than a tick ("true") yields to a description that says hybrid in so many words: many
    sources tick remote for every ad that mentions work from home. A "false" says nothing, it is the box not ticked.
    """
    hits = read_clauses(_PHRASES.find(prose), prose)
    office = read_office_days(prose, list(dict.fromkeys((hit.start, hit.end) for hit in hits)))
    days, days_evidence = (office.count, office.words) if office else (None, None)
    said, evidence = _decided(hits, office, prose)
    field, ticked = _field_mode(remote)
    if field is not None and not (ticked and said is WorkMode.HYBRID):
        return _reading(field, days, f"field: {remote}", days_evidence)
    titled = _title_mode(title)
    if titled is not None:
        return _reading(titled, days, f"title: {title[:80]}", days_evidence)
    if place_mode is not None and not (place_mode is WorkMode.REMOTE and said is WorkMode.HYBRID):
        return _reading(place_mode, days, "place", days_evidence)
    return _reading(said, days, evidence, days_evidence)


def _reading(
    mode: WorkMode | None, days: int | None, evidence: str | None, days_evidence: str | None
) -> WorkModeReading:
    fits = (mode is WorkMode.HYBRID and days in range(1, 5)) or (mode is WorkMode.ONSITE and days == 5)
    shown = (
        f"{evidence}; {days_evidence}"
        if evidence and fits and days_evidence and days_evidence not in evidence
        else evidence
    )
    return WorkModeReading(mode=mode, office_days=days if fits else None, evidence=shown)


def _decided(hits: list[Hit[Says]], office: OfficeDays | None, prose: Prose) -> tuple[WorkMode | None, str | None]:
    """Return what the description says: the outright before the soft, part of the week before all of it."""
    labels = [hit.label for hit in hits]
    if office and (office.count is not None or Says.REMOTE not in labels):
        return _MODE_OF.get(office.count, WorkMode.HYBRID), "office days"
    for says, mode in _FROM_SUREST:
        if says in labels and not (says is Says.REMOTE and _is_labelled_hybrid(hits, prose)):
            found = hits[labels.index(says)]
            return mode, prose.text[max(0, found.start - 40) : found.end + 30].replace("\n", " ").strip()
    return None, None


def _is_labelled_hybrid(hits: list[Hit[Says]], prose: Prose) -> bool:
    """Return whether the first word of hybrid work is a label of the site: "#LI-Hybrid"."""
    hybrid = next((hit for hit in hits if hit.label is Says.HYBRID), None)
    return hybrid is not None and prose.folded.startswith("#li", hybrid.start)


_FIELD = {
    WorkMode.HYBRID: re.compile(
        r"\b(?:hybrid\w*|partial\w*|partiel\w*|partly|punctual|ponctuel|occasional\w*|gedeeltelijk|deels"
        r"|mixed|flexible|teilweise|some)\b"
    ),
    WorkMode.ONSITE: re.compile(
        r"\b(?:on_?-? ?site|in[_-]?office|office|in[_ -]?person|physical|fysiek|presentiel|sur site|op"
        r" locatie|op kantoor|no remote|not remote|vor ort|geen|aucun|pas de)\b"
    ),
    WorkMode.REMOTE: re.compile(
        r"\b(?:remote\w*|telecommute|fully?|fulltime|full_?remote|100 ?%|anywhere|teletravail|telewerk"
        r"|thuiswerk\w*|work[_ ]from[_ ]home|home ?office|a distance|op afstand|wfh)\b"
    ),
}
_TICKS = frozenset(["true", "yes", "1", "ja", "oui", "y", "1.0"])
_NO_TICKS = frozenset(["false", "no", "0", "nee", "non", "n", "0.0", "none", "null", "unknown", "nan", ""])


def _field_mode(remote: str | None) -> tuple[WorkMode | None, bool]:
    """Return the mode that the source's field says, and whether the field is only a tick."""
    text = fold(remote or "").strip()[:200]
    if text in _TICKS:
        return WorkMode.REMOTE, True
    if text in _NO_TICKS or "tempora" in text:
        return None, False
    words = text.replace("_", " ")
    for mode, pattern in _FIELD.items():
        if pattern.search(text) or pattern.search(words):
            return mode, False
    return None, False


_TITLE_HYBRID = re.compile(
    gathered(
        r"\bhybrid(?:e|es)?\b(?!\W?(?:cloud|mobile|app|infra|integr|it\b))|\bthuiswerk\w*|\bteletravail partiel"
        r"|\bpartly remote|\bpartially remote"
    )
)
_TITLE_REMOTE = re.compile(
    gathered(
        r"\bremote\b(?!\W{0,2}(?:sens|support|control|hands|monitor|access|service|desk|site|oper|area))"
        r"|\b100 ?% (?:teletravail|thuiswerk|remote)|\bteletravail\b"
        r"|\bhome ?office\b|\bwork from home\b|\bfrom home\b"
    )
)
_TITLE_ONSITE = re.compile(r"[(\[|,-] ?(?:on-?site|op locatie|sur site|presentiel)\b")


def _title_mode(title: str) -> WorkMode | None:
    folded = fold(title[:300])
    if _TITLE_HYBRID.search(folded):
        return WorkMode.HYBRID
    if _TITLE_REMOTE.search(folded):
        return WorkMode.REMOTE
    return WorkMode.ONSITE if _TITLE_ONSITE.search(folded) else None
