"""What the parts of an article are called."""

from __future__ import annotations

from typing import Final, get_args

from annotator.text.zone import Role
from annotator.ui.i18n import tr

ROLES: Final[tuple[Role, ...]] = get_args(Role)
"""In this order they have the digits from 1 on."""
_NAMES: Final[dict[str, str]] = {
    "headline": "Headline",
    "deck": "Deck",
    "byline": "Byline",
    "dateline": "Dateline",
    "caption": "Caption",
    "body": "Body",
    "boilerplate": "Boilerplate",
}


def role_name(role: str) -> str:
    """Give what a role is called."""
    return tr(_NAMES[role])
