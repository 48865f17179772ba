"""What would give words of an article away: its own words in values that people typed.

A value is let through if none of its words stands in the text. What comes from the scheme (the
choices of a list, labels), numbers, dates and coordinates are no words of the article.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cached_property
from typing import Any

from annotator.model.attributes import ChoiceAttribute, DateAttribute, QuantityAttribute
from annotator.model.scheme import Scheme

_WORD = re.compile(r"\w+")
_SHORT = 2
"""Letters of a word of ASCII that is looked for as a word alone: “UA” stands in “January” too."""
_PLACE = {"id", "name", "country", "latitude", "longitude"}


class Leaks:
    """Knows the words of one article."""

    def __init__(self, text: str) -> None:
        self._text = text

    def has(self, value: str) -> bool:
        """Tell whether a word of a text, of any script, stands in the article."""
        return any(self._has_word(word) for word in _WORD.findall(value.casefold()))

    def any_in(self, value: Any) -> bool:
        """Tell whether a JSON value holds words of the article."""
        match value:
            case str():
                return self.has(value)
            case list():
                return any(map(self.any_in, value))
            case dict():
                return any(self.any_in(one) for pair in value.items() for one in pair)
        return False

    @cached_property
    def _folded(self) -> str:
        return self._text.casefold()

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self._folded))

    def _has_word(self, word: str) -> bool:
        if word.isascii() and len(word) <= _SHORT:
            return word in self._words
        # Many scripts do not part words: there a word is looked for anywhere.
        return word in self._folded


class Values:
    """Sorts out the values of annotations: what may go, and the names of what may not."""

    def __init__(self, scheme: Scheme) -> None:
        self._attributes = {
            (label.key, attribute.key): attribute
            for label in scheme.labels
            for attribute in label.attributes
        }

    def sorted_out(
        self, label: str, values: dict[str, Any], leaks: Leaks, ids: Collection[str]
    ) -> tuple[dict[str, Any], list[str]]:
        """Give the values of an annotation that may go, and what is left out.

        Args:
            label: the annotation's label.
            values: all its values.
            leaks: knows the article's words.
            ids: of the article's annotations, to which values may link.
        """
        kept: dict[str, Any] = {}
        dropped: list[str] = []
        for key, value in values.items():
            is_link = isinstance(value, str) and value in ids
            if is_link or self._is_no_wording(label, key, value) or not leaks.any_in(value):
                kept[key] = value
                continue
            place = _without_words(value, leaks)
            if place:
                kept[key] = place
                dropped.append(f"the name of {key}")
            else:
                dropped.append(key)
        return kept, dropped

    def _is_no_wording(self, label: str, key: str, value: Any) -> bool:
        """Tell whether a value is not in anybody's words: the scheme's, a number, a date."""
        match self._attributes.get((label, key)):
            case ChoiceAttribute(choices=choices):
                return any(one.key == value for one in choices)
            case DateAttribute():
                return True
            case QuantityAttribute(units=units):
                return isinstance(value, dict) and value.get("unit") in units
        return False


def _without_words(value: Any, leaks: Leaks) -> dict[str, Any]:
    """Give a place without what stands in the article; nothing if no point is left."""
    if not isinstance(value, dict) or not value.keys() <= _PLACE:
        return {}
    place = {key: one for key, one in value.items() if not leaks.any_in(one)}
    return place if place.keys() >= {"latitude", "longitude"} else {}
