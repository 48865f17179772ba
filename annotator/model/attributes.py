"""The kinds of attribute that a label may ask for: a tagged union, told apart by ``kind``.

Every kind says what values it accepts (`accept`, for values that are already typed) and how to
read one that somebody typed (`parse`). Values are JSON's: text, whole or fractional number, true
or false, and small objects for a quantity and a place.
"""

from __future__ import annotations

import math
import re
from abc import ABC, abstractmethod
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError, field_validator, model_validator

from annotator.model.base import Written
from annotator.model.canonical import LARGEST
from annotator.model.faults import first_fault
from annotator.model.records import AttributeValue
from annotator.problems import AttributeProblem
from annotator.text.canonical import canonical

# No white space or “$” at the start, no control characters, and nothing that UTF-16 sorts otherwise
# than code points (`annotator.model.canonical`).
_KEY = r"^[^\s$\x00-\x1f\uE000-\U0010FFFF][^\x00-\x1f\uE000-\U0010FFFF]*$"
_LONGEST_TEXT = 2000
_SHOWN = 60
_BOM = "\ufeff"
"""A mark of byte order, which pasted words may begin with, once or several times."""
_PARTIAL_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_YES = frozenset({"true", "yes", "1", "on"})
_NO = frozenset({"false", "no", "0", "off"})


class _Attribute(Written, ABC):
    """What all kinds share. ``key`` names the value in files, ``name`` is what people read."""

    key: str = Field(min_length=1, max_length=64, pattern=_KEY)
    name: str = Field(default="", max_length=80)
    description: str = Field(default="", max_length=2000)
    required: bool = False

    @model_validator(mode="before")
    @classmethod
    def _name_from_key(cls, data: Any) -> Any:
        if isinstance(data, dict) and not data.get("name") and isinstance(data.get("key"), str):
            return {**data, "name": data["key"].replace("_", " ").capitalize()}
        return data

    def parse(self, text: str) -> AttributeValue:
        """Read a value that somebody typed; white space around it does not count.

        Raises:
            AttributeProblem: it does not fit.
        """
        return self.accept(text.strip())

    @abstractmethod
    def accept(self, value: AttributeValue) -> AttributeValue:
        """Check a typed value and give it in its one tidy form.

        Raises:
            AttributeProblem: it does not fit.
        """

    def number(self, value: AttributeValue) -> int | float:
        """Accept a number that can be kept exactly; a whole one becomes an int.

        Raises:
            AttributeProblem: it is something else.
        """
        match value:
            case int() if not isinstance(value, bool):
                if abs(value) > LARGEST:
                    raise self.problem(f"{_shown(value)} is too large to be kept exactly.")
                return value
            case float() if math.isfinite(value):
                return int(value) if value.is_integer() and abs(value) <= LARGEST else value
        raise self.problem(f"“{_shown(value)}” is not a number.")

    def problem(self, what: str) -> AttributeProblem:
        """Put a refusal into words, naming the attribute."""
        return AttributeProblem(f"{self.name}: {what}")


class Choice(Written):
    """One value that may be chosen; ``formerly`` are the keys that values written earlier have."""

    key: str = Field(min_length=1, max_length=64)
    name: str = ""
    formerly: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_key(cls, data: Any) -> Any:
        if isinstance(data, str):
            data = {"key": data}
        if isinstance(data, dict) and not data.get("name") and isinstance(data.get("key"), str):
            return {**data, "name": data["key"].replace("-", " ")}
        return data


class ChoiceAttribute(_Attribute):
    """One of a list of values."""

    kind: Literal["choice"]
    choices: tuple[Choice, ...] = Field(min_length=1)

    @field_validator("choices")
    @classmethod
    def _each_once(cls, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        if len({choice.key for choice in choices}) != len(choices):
            raise ValueError("a choice stands in the list twice")
        former = [key for choice in choices for key in choice.formerly]
        if len(set(former)) != len(former) or not set(former).isdisjoint(
            one.key for one in choices
        ):
            raise ValueError("a former key of a choice stands for two of them")
        return choices

    def accept(self, value: AttributeValue) -> str:
        """Accept the key of a choice (or its name, which people type)."""
        for choice in self.choices:
            if value in (choice.key, choice.name):
                return choice.key
        for choice in self.choices:
            if value in choice.formerly:
                return choice.key
        allowed = ", ".join(choice.key for choice in self.choices)
        raise self.problem(f"“{_shown(value)}” is not one of {allowed}.")


class FlagAttribute(_Attribute):
    """Yes or no."""

    kind: Literal["flag"]

    def parse(self, text: str) -> bool:
        """Read yes, no, true, false, on, off, 1 or 0."""
        word = text.strip().lower()
        if word in _YES:
            return True
        if word in _NO:
            return False
        raise self.problem(f"“{_shown(text)}” is neither yes nor no.")

    def accept(self, value: AttributeValue) -> bool:
        """Accept true or false."""
        if isinstance(value, bool):
            return value
        raise self.problem(f"“{_shown(value)}” is neither yes nor no.")


class NumberAttribute(_Attribute):
    """A number, within bounds if there are any (inclusive).

    Two people's numbers count as the same if they differ by no more than ``tolerance``, a share of
    the larger one: 0.05 is five per cent.
    """

    kind: Literal["number"]
    lowest: float | None = None
    highest: float | None = None
    whole: bool = False
    tolerance: float = Field(default=0, ge=0, le=1)

    def parse(self, text: str) -> int | float:
        """Read a number written with digits and a point: ``600``, ``-3.5``, ``1e6``."""
        number = _number(text)
        return self.accept(text.strip() if number is None else number)

    def accept(self, value: AttributeValue) -> int | float:
        """Accept a finite number; 600.0 becomes 600."""
        number = self.number(value)
        if self.whole and not isinstance(number, int):
            raise self.problem(f"“{value}” is not a whole number.")
        if self.lowest is not None and number < self.lowest:
            raise self.problem(f"{number} is below {self.lowest:.15g}.")
        if self.highest is not None and number > self.highest:
            raise self.problem(f"{number} is above {self.highest:.15g}.")
        return number


class QuantityAttribute(_Attribute):
    """A number with its unit: ``{"value": 12.5, "unit": "km"}``; any unit if none are listed.

    ``tolerance`` is that of a number.
    """

    kind: Literal["quantity"]
    units: tuple[str, ...] = ()
    tolerance: float = Field(default=0, ge=0, le=1)

    def parse(self, text: str) -> dict[str, AttributeValue]:
        """Read a number, white space, and a unit: ``12.5 km``."""
        words = text.split(maxsplit=1)
        if len(words) == 2 and (number := _number(words[0])) is not None:
            return self.accept({"value": number, "unit": words[1]})
        raise self.problem(f"“{_shown(text)}” is not a number with a unit, like “12.5 km”.")

    def accept(self, value: AttributeValue) -> dict[str, AttributeValue]:
        """Accept an object with ``value`` and ``unit``."""
        if not isinstance(value, dict) or set(value) != {"value", "unit"}:
            raise self.problem("a quantity has a value and a unit.")
        number, unit = self.number(value["value"]), value["unit"]
        if not isinstance(unit, str) or not (unit := _bare(unit)):
            raise self.problem("the unit is missing.")
        if self.units and unit not in self.units:
            raise self.problem(f"“{unit}” is not one of {', '.join(self.units)}.")
        return {"value": number, "unit": unit}


class TextAttribute(_Attribute):
    """Words, in one line or several."""

    kind: Literal["text"]

    def accept(self, value: AttributeValue) -> str:
        """Accept a text of up to 2,000 characters, in canonical form."""
        if not isinstance(value, str):
            raise self.problem(f"“{_shown(value)}” is not a text.")
        text = canonical(value.lstrip(_BOM)).text
        if len(text) > _LONGEST_TEXT:
            raise self.problem(f"a text may have {_LONGEST_TEXT} characters, not {len(text)}.")
        return text


class DateAttribute(_Attribute):
    """A day, a month or a year: ``2026-02-09``, ``2026-02``, ``2026``."""

    kind: Literal["date"]

    def accept(self, value: AttributeValue) -> str:
        """Accept an ISO 8601 date that exists, whole or cut after the month or the year."""
        if isinstance(value, str) and _PARTIAL_DATE.fullmatch(value):
            try:
                date.fromisoformat(f"{value}-01-01"[:10])
            except ValueError:
                pass
            else:
                return value
        raise self.problem(f"“{_shown(value)}” is not a date like 2026-02-09, 2026-02 or 2026.")


class Place(Written):
    """A place of a gazetteer, or a point that somebody set by hand."""

    id: str | None = Field(default=None, max_length=200)
    name: str = Field(default="", max_length=200)
    country: str | None = Field(default=None, max_length=80)
    latitude: float | None = Field(default=None, ge=-90, le=90, allow_inf_nan=False)
    longitude: float | None = Field(default=None, ge=-180, le=180, allow_inf_nan=False)


class PlaceAttribute(_Attribute):
    """A place as one value: ``id``, ``name``, ``country``, ``latitude``, ``longitude``.

    Two people's places count as the same if they lie no further apart than ``within_km``.
    """

    kind: Literal["place"]
    within_km: float = Field(default=0, ge=0, allow_inf_nan=False)

    def parse(self, text: str) -> dict[str, AttributeValue]:
        """Take the words as the name of a place."""
        return self.accept({"name": text})

    def accept(self, value: AttributeValue) -> dict[str, AttributeValue]:
        """Accept an object of these fields with a name or a point."""
        if not isinstance(value, dict):
            raise self.problem(f"“{_shown(value)}” is not a place with a name or a point.")
        try:
            place = Place.model_validate(value)
            place = place.model_copy(update={"name": _bare(place.name)})
        except ValidationError as error:
            raise self.problem(f"{first_fault(error, value)}.") from error
        if not place.name and (place.latitude is None or place.longitude is None):
            raise self.problem("a place has a name, or a latitude and a longitude.")
        return place.model_dump(exclude_none=True)


class LinkAttribute(_Attribute):
    """Another annotation of the same article, of one of the labels if any are listed."""

    kind: Literal["link"]
    labels: tuple[str, ...] = ()

    def accept(self, value: AttributeValue) -> str:
        """Accept an annotation's id; whether it exists is for the project to say."""
        if isinstance(value, str) and value.strip():
            return value.strip()
        raise self.problem("a link holds the id of an annotation.")


Attribute = Annotated[
    ChoiceAttribute
    | FlagAttribute
    | NumberAttribute
    | QuantityAttribute
    | TextAttribute
    | DateAttribute
    | PlaceAttribute
    | LinkAttribute,
    Field(discriminator="kind"),
]

attribute_adapter: TypeAdapter[Attribute] = TypeAdapter(Attribute)


def _bare(words: str) -> str:
    """Bring words into canonical form, without what stands unseen around them."""
    words = canonical(words).text
    while (bare := words.strip().strip(_BOM)) != words:
        words = bare
    return words


def _number(text: str) -> int | float | None:
    try:
        return int(text.replace("_", "x"))
    except ValueError:
        try:
            return float(text.replace("_", "x"))
        except ValueError:
            return None


def _shown(value: AttributeValue) -> str:
    """Give the beginning of a value for a message, whatever it is."""
    try:
        text = str(value)
    except ValueError:  # an int of thousands of digits
        return "…"
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
