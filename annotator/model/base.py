"""What every model has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, ValidationError


class Frozen(BaseModel):
    """A value: validated when it is made, never changed.

    Fields that it does not know are passed over: a project file may hold what a newer version
    wrote.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")


class Written(Frozen):
    """What people write by hand into files: a field it does not know is a slip, and is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def first_fault(error: ValidationError) -> str:
    """Say in plain words where the first thing is that is wrong, and what it is."""
    fault = error.errors(include_url=False, include_input=False)[0]
    where = " → ".join(str(step) for step in fault["loc"])
    if fault["type"] == "string_pattern_mismatch":
        what = "it holds characters that it cannot hold"
    else:
        what = fault["msg"].removeprefix("Value error, ")
        what = what[:1].lower() + what[1:]
    return f"{where}: {what}" if where else what
