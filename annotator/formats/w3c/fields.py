"""What an annotation says of itself: its id, who made it and when, and what is ours."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from annotator.formats.w3c.selectors import identity, listed, words
from annotator.formats.w3c.terms import UUID
from annotator.model.moments import iso, milliseconds

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.")


def fields_of(item: dict[str, Any], counts: Counter[str]) -> dict[str, Any]:
    """Give what an annotation says besides its place and its bodies."""
    fields: dict[str, Any] = {}
    if found := identity(item):
        fields["id"] = name_of(found)
    if name := _agent(item.get("creator", item.get("annotatedBy"))):
        fields["annotator"] = name
    for key in ("created", "modified"):
        if (moment := words(item.get(key))) is not None:
            if is_moment(moment):
                fields[key] = moment
            else:
                counts[f"“{key}” that is no moment was left out"] += 1
    for key in ("origin", "certainty"):
        if isinstance(value := item.get(f"annotator:{key}"), str):
            fields[key] = value
    if isinstance(values := item.get("annotator:attributes"), dict):
        fields["attributes"] = values
    if made := [one for one in listed(item.get("annotator:madeFrom")) if isinstance(one, str)]:
        fields["made_from"] = [name_of(one) for one in made]
    return fields


def name_of(address: str) -> str:
    """Turn the address of an annotation into the id that it has here.

    One of the web means the same annotation wherever it stands, and gives the same id.
    """
    if address.startswith(UUID):
        return address.removeprefix(UUID)
    return str(uuid5(NAMESPACE_URL, address)) if _ABSOLUTE.match(address) else address


def _agent(given: Any) -> str:
    """Give the name of the first one who made something."""
    for agent in listed(given):
        if isinstance(agent, dict):
            for key in ("name", "nickname", "nick", "account", "email"):
                if (name := words(agent.get(key))) and name.strip():
                    return name.strip()
        if address := identity(agent):
            return re.sub(r"^(mailto:|acct:)", "", address)
    return ""


def is_moment(text: str) -> bool:
    """Tell whether a text is a moment that can be kept."""
    try:
        iso(milliseconds(text))
    except ValueError:
        return False
    return True
