"""What a line of our own JSONL has of what people say of articles: flags, copies, retirement.

Other programs have other things by these names: what is not of our form is no field of ours.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired, cast

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

from annotator.model.faults import first_fault
from annotator.model.incoming import IncomingIntended, Skipped, WordsAbout
from annotator.model.records import WORDS_ABOUT

_Offset = Annotated[int, Field(ge=0, lt=2**53)]
_Article = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


@with_config(ConfigDict(strict=True, extra="forbid"))
class RetiredLine(TypedDict):
    """That somebody has retired an article, as it may stand in a line."""

    reason: NotRequired[str]
    created: NotRequired[str]


@with_config(ConfigDict(strict=True, extra="ignore"))
class IntendedLine(TypedDict):
    """What is intended, as it may stand in a line."""

    about: Literal["labels", "values", "untagged"]
    string: Annotated[str, Field(min_length=1)]
    id: NotRequired[str]
    author: NotRequired[str]
    label: NotRequired[str | None]
    attribute: NotRequired[str | None]
    start: NotRequired[_Offset | None]
    end: NotRequired[_Offset | None]
    reason: NotRequired[str]
    created: NotRequired[str]


_STRICT = ConfigDict(strict=True)
_OURS: dict[str, TypeAdapter[Any]] = {
    "flags": TypeAdapter(dict[str, str], config=_STRICT),
    "no_copy_of": TypeAdapter(dict[str, list[_Article]], config=_STRICT),
    "retired": TypeAdapter(dict[str, RetiredLine], config=_STRICT),
    "intended": TypeAdapter(list[dict[str, Any]], config=_STRICT),
}
_intended: TypeAdapter[IntendedLine] = TypeAdapter(IntendedLine)


def drop_foreign(line: dict[str, Any]) -> list[str]:
    """Take out of a line what has a name of ours and another form; give the names."""
    foreign = []
    for key in WORDS_ABOUT:
        if key not in line:
            continue
        try:
            _OURS[key].validate_python(line[key])
        except ValidationError:
            foreign.append(key)
            del line[key]
    return foreign


def words_about(line: dict[str, Any], where: str, skipped: list[Skipped]) -> WordsAbout:
    """Give what people say of an article; what is intended and not of our form is noted."""
    if not any(line.get(key) for key in WORDS_ABOUT):
        return WordsAbout()
    intended: list[IncomingIntended] = []
    for one in line.get("intended", ()):
        try:
            intended.append(cast("IncomingIntended", _intended.validate_python(one)))
        except ValidationError as error:
            skipped.append(Skipped(where, f"what is intended: {first_fault(error, one)}"))
    return WordsAbout(
        line.get("flags", {}), line.get("no_copy_of", {}), line.get("retired", {}), tuple(intended)
    )
