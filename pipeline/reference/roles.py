"""What is known of each role: its ISCO-08 unit group (ILO) and its ESCO occupation (European Commission)."""

from __future__ import annotations

from collections.abc import Mapping

from models.vocabulary import Role

ISCO_CODE: Mapping[Role, str] = dict.fromkeys(Role, "2512")
ESCO_URI: Mapping[Role, str | None] = dict.fromkeys(Role)
