"""What every model has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value: validated when it is made, never changed.

    Fields that it does not know are passed over: a project file may hold what a newer version
    wrote.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")


class Written(Frozen):
    """What people write by hand into files: a field it does not know is a slip, and is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")
