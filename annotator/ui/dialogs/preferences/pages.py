"""The pages of the preferences, in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from annotator.app.offers import Offer, offer_of
from annotator.app.settings import Settings
from annotator.ui.dialogs.preferences.look_sample import LookSample
from annotator.ui.dialogs.preferences.text_sample import TextSample


class PageSpec(NamedTuple):
    """One page: its key in the offers, title and icon, and what stands below its rows."""

    key: str
    title: str
    icon: str
    below: Callable[[], QWidget] | None = None


PAGES = (
    PageSpec("look", "Window", "sun", LookSample),
    PageSpec("text", "Text", "letters", TextSample),
    PageSpec("you", "You", "user"),
)
KEYS = PageSpec("keys", "Keys", "keyboard")
"""The page of keys has a list of its own."""


def offers_of(page: str) -> Mapping[str, Offer]:
    """Give the settings that stand on a page, by the setting's name, in their order."""
    found = {one.name: offer_of(one) for one in fields(Settings)}
    return {name: offer for name, offer in found.items() if offer and offer.page == page}
