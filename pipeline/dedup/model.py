"""The linkage model of belfry: read it as a list of decisions.

Weights are not written here: ``python -m pipeline.dedup.train`` learns them from labelled pairs and writes
``data/weights.csv``. How cases, comparisons, levels and vetoes work stands in ``linkage.py``; what each comparison
looks at, in ``comparisons.py``.
"""

from __future__ import annotations

from pipeline.dedup import vetoes
from pipeline.dedup.blocking import block_on
from pipeline.dedup.comparisons import (
    CONTRACT,
    DATES,
    GO_BETWEEN,
    LANGUAGES,
    LEVEL,
    NUMBERS,
    PAY,
    PLACE,
    REFERENCE,
    RESEMBLANCE,
    ROLE,
    SKILLS,
    SOURCE,
    STACK,
    TEXT,
    TITLE,
    VOCABULARY,
    YEARS,
    is_short,
    is_translation,
    same_employer,
)
from pipeline.dedup.linkage import Case, LinkageModel, Veto, read_weights
from pipeline.dedup.words import DATA

FACTS = (ROLE, STACK, LEVEL, SKILLS, REFERENCE, PAY, YEARS, LANGUAGES, CONTRACT, PLACE, DATES, NUMBERS, SOURCE)
"""What says the same in every language."""

MODEL = LinkageModel(
    version="linkage 3",
    blocking=(
        block_on("town", "passage", weight=3.0),
        block_on("few passages", weight=1.0),
        block_on("reference", weight=8.0),
        block_on("employer's first word", "title", weight=4.0),
        block_on("employer", "role", "town", weight=3.0),
        block_on("employer", "stack", "town", weight=3.0),
        block_on("employer", "role", weight=1.0),
        block_on("employer", "longest title word", weight=1.0),
        block_on("employer", "pay", weight=2.0),
        block_on("town", "title", weight=2.0),
        block_on("town", "all skills", weight=4.0),
        block_on("town", "pay", "week", weight=3.0),
    ),
    cases=(
        Case(
            "one employer, two languages",
            lambda a, b: is_translation(a, b) and same_employer(a, b),
            (TITLE, *FACTS),
        ),
        Case(
            "one employer, a short text",
            lambda a, b: is_short(a, b) and same_employer(a, b),
            (TITLE, RESEMBLANCE, VOCABULARY, *FACTS),
        ),
        Case(
            "one employer",
            same_employer,
            (TITLE, TEXT, RESEMBLANCE, VOCABULARY, *FACTS),
        ),
        Case(
            "employer hidden, two languages",
            is_translation,
            (TITLE, GO_BETWEEN, *FACTS),
        ),
        Case(
            "employer hidden, a short text",
            is_short,
            (TITLE, GO_BETWEEN, RESEMBLANCE, VOCABULARY, *FACTS),
        ),
        Case(
            "employer hidden",
            lambda _a, _b: True,
            (TITLE, GO_BETWEEN, TEXT, RESEMBLANCE, VOCABULARY, *FACTS),
        ),
    ),
    vetoes=(
        Veto("different seniority", vetoes.different_seniority),
        Veto("exclusive stack", vetoes.exclusive_stack),
        Veto("different place", vetoes.different_place),
        Veto("different requisition", vetoes.different_requisition),
        Veto("open together on one list", vetoes.open_together, dear=True),
        Veto("two languages and nothing specific in common", vetoes.nothing_specific),
        Veto("other title, other role, other text", vetoes.other_work, dear=True),
        Veto("two employers, neither title, role nor text shared", vetoes.two_employers, dear=True),
        Veto("different technologies", vetoes.different_technologies, dear=True),
        Veto("different stated pay", vetoes.different_pay),
        Veto("more than 120 days apart", vetoes.too_far_apart),
    ),
    threshold=0.85,  # odds of 7 to 3
    against=-6.0,  # odds of 1 to 400
    weights=read_weights(DATA / "weights.csv"),
)
