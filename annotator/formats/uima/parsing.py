"""A CAS as its file gives it: views and feature structures, each checked before it is believed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from annotator.formats.common.json_text import read_json
from annotator.formats.uima.types import SENTENCE, SOFA, TOKEN
from annotator.problems import UnreadableInputError

_ARRAY = re.compile(r"uima\.cas\.(String|Integer|Long|Short|Byte|Boolean|Float|Double)(Array|\[\])")
Value = str | int | float | bool
ELEMENTS = "%ELEMENTS"
PASSED_OVER = frozenset({TOKEN, SENTENCE})
"""What there is most of and nobody asks for."""
MOST = 2**31
"""Above every id and offset: they are Java's int."""


class Structure(NamedTuple):
    """A feature structure; begin and end are UTF-16 units of the text of its sofa."""

    id: int
    type: str
    sofa: int | None
    begin: int | None
    end: int | None
    features: dict[str, Value]
    refs: dict[str, tuple[int, ...]]


@dataclass(slots=True)
class Cas:
    """What a file holds.

    Attributes:
        texts: the text of each view, by the id of its sofa.
        members: what belongs to a view, by the id of its sofa; none if the file does not say.
        structures: all of them but tokens and sentences, by id.
        faults: what could not be read.
    """

    texts: dict[int, str] = field(default_factory=dict)
    members: dict[int, set[int]] = field(default_factory=dict)
    structures: dict[int, Structure] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def add(self, one: Structure) -> None:
        """Add a structure whose id is not taken."""
        if one.id in self.structures:
            self.faults.append(f"{one.type}: the id {one.id} stands there twice")
        else:
            self.structures[one.id] = one


def parse_json(data: bytes, where: str) -> Cas:
    """Read CAS JSON.

    Raises:
        UnreadableInputError: it is none.
    """
    value = read_json(data, where)
    if not isinstance(value, dict) or "%FEATURE_STRUCTURES" not in value:
        raise UnreadableInputError(f"{where} is no CAS JSON: it has no “%FEATURE_STRUCTURES”.")
    cas = Cas()
    for identity, given in _each(value["%FEATURE_STRUCTURES"], where):
        kind = given.get("%TYPE")
        if not is_number(identity) or not isinstance(kind, str):
            cas.faults.append("a feature structure without an id or a type")
        elif kind in PASSED_OVER:
            continue
        elif kind == SOFA:
            text = given.get("sofaString")
            if isinstance(text, str):
                cas.texts[identity] = text
            else:
                cas.faults.append("a view without a text")
        else:
            _add(cas, identity, kind, given)
    views = value.get("%VIEWS")
    for view in views.values() if isinstance(views, dict) else ():
        if isinstance(view, dict) and is_number(view.get("%SOFA")):
            members = view.get("%MEMBERS")
            cas.members[view["%SOFA"]] = {
                one for one in (members if isinstance(members, list) else ()) if is_number(one)
            }
    return cas


def _each(given: Any, where: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Walk the structures, which are a list, or an object by their ids."""
    match given:
        case list():
            found = [(one.get("%ID") if isinstance(one, dict) else None, one) for one in given]
        case dict():
            found = [
                (int(key) if key.isascii() and key.isdigit() and len(key) < 11 else None, one)
                for key, one in given.items()
            ]
        case _:
            raise UnreadableInputError(f"{where} is no CAS JSON: it lists no feature structures.")
    for identity, one in found:
        if not isinstance(one, dict):
            raise UnreadableInputError(f"{where} is no CAS JSON: a feature structure is no object.")
        yield identity, one


def _add(cas: Cas, identity: int, kind: str, given: dict[str, Any]) -> None:
    features: dict[str, Value] = {}
    refs: dict[str, tuple[int, ...]] = {}
    places: dict[str, int | None] = {"begin": None, "end": None}
    for name, value in given.items():
        if value is None:
            continue
        if name in places:
            if not is_number(value):
                cas.faults.append(f"{kind}: “{name}” is {value!r:.40}, which is no place")
                return
            places[name] = value
        elif name == ELEMENTS and holds_values(kind):
            values = value if isinstance(value, list) else [value]
            features[ELEMENTS] = "; ".join(str(one) for one in values if isinstance(one, Value))
        elif name == ELEMENTS or name.startswith("@"):
            targets = value if isinstance(value, list) else [value]
            refs[name.removeprefix("@")] = tuple(one for one in targets if is_number(one))
        elif isinstance(value, Value) and not name.startswith("%"):
            features[name.removeprefix("#")] = value
        elif not name.startswith(("%", "^")):
            cas.faults.append(f"{kind}: “{name}” is neither a text nor a number")
    sofa = refs.pop("sofa", (None,))[:1]
    begin, end = places.values()
    cas.add(Structure(identity, kind, sofa[0] if sofa else None, begin, end, features, refs))


def holds_values(kind: str) -> bool:
    """Tell whether a type is an array of texts or numbers, and not of references."""
    return _ARRAY.fullmatch(kind) is not None


def is_number(value: Any) -> bool:
    """Tell whether a value can be an id or an offset."""
    return type(value) is int and 0 <= value < MOST
