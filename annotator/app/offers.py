"""What the preferences offer of a setting: its page, its name, and which values it may have.

An offer stands with its setting, in `annotator.app.settings`; the window builds the control from
it. To offer one more setting, give its field an `Offer`.
"""

from __future__ import annotations

from dataclasses import Field, field
from typing import Any, NamedTuple

_OFFER = "offer"


class Choice(NamedTuple):
    """One value that may be chosen, and what people call it."""

    value: str
    name: str


class Offer(NamedTuple):
    """How a setting is offered.

    Attributes:
        page: the page of the preferences it stands on.
        name: what it is called.
        about: a sentence below, if the name does not say it all.
        choices: the values it may have, if they are a few words.
        lowest, highest, step: the numbers it may have, bounds included.
        unit: what stands behind a number.
        is_font: it is the name of a family of fonts.
    """

    page: str
    name: str
    about: str = ""
    choices: tuple[Choice, ...] = ()
    lowest: int = 0
    highest: int = 0
    step: int = 1
    unit: str = ""
    is_font: bool = False

    def fits(self, value: object) -> bool:
        """Tell whether the setting may have a value of its type."""
        if self.choices:
            return any(choice.value == value for choice in self.choices)
        if self.highest and isinstance(value, int):
            return self.lowest <= value <= self.highest
        return True


def offered(default: Any, offer: Offer) -> Any:
    """Give the field of a setting that the preferences offer."""
    return field(default=default, metadata={_OFFER: offer})


def offer_of(setting: Field[Any]) -> Offer | None:
    """Give how a setting is offered; None if it is not."""
    found: Offer | None = setting.metadata.get(_OFFER)
    return found
