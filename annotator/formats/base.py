"""What a format promises: its name, its abilities, how it is read and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from annotator.formats.offsets import OFFSET_UNITS
from annotator.model.incoming import Incoming, Skipped
from annotator.model.records import ArticleRecord, Loss, LossReason
from annotator.problems import UserProblem


@dataclass(frozen=True, slots=True)
class Option:
    """A choice that a format offers: its default and the values there are (none listed: any)."""

    default: str
    description: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """What to read, and how.

    Attributes:
        file: the open file.
        name: the file's name as the user knows it.
        encoding: the encoding that the user named, if any.
        offsets: one of `annotator.formats.offsets.OFFSET_UNITS`, the unit of its offsets.
        skipped: where a reader notes what it passed over.
    """

    file: BinaryIO
    name: str
    encoding: str | None = None
    offsets: str = OFFSET_UNITS[0]
    skipped: list[Skipped] = field(default_factory=list)


Reader = Callable[[ReadRequest], Iterator[Incoming]]
"""Gives a file's articles one by one; raises a `UserProblem` if the file is not of the format."""

Writer = Callable[[Iterable[ArticleRecord], BinaryIO, Mapping[str, str]], Iterator[Loss]]
"""Writes articles, yielding each loss when it happens. Must be read to its end."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format. ``cannot_hold`` lists the reasons that its loss reports may give."""

    name: str
    title: str
    extensions: tuple[str, ...]
    read: Reader | None = None
    write: Writer | None = None
    cannot_hold: tuple[LossReason, ...] = ()
    options: Mapping[str, Option] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Describe the format, as ``annotator formats --json`` does."""
        return {
            "name": self.name,
            "title": self.title,
            "reads": self.read is not None,
            "writes": self.write is not None,
            "extension": self.extensions[0],
            "cannot_hold": list(self.cannot_hold),
            "options": {
                key: {
                    "default": option.default,
                    "values": list(option.values),
                    "description": option.description,
                }
                for key, option in self.options.items()
            },
            "available": True,
            "needs": None,
        }

    def settle_options(self, given: Mapping[str, str]) -> dict[str, str]:
        """Fill in defaults.

        Raises:
            UserProblem: an option is unknown, or has a value that it cannot have.
        """
        settled = {key: option.default for key, option in self.options.items()}
        for key, value in given.items():
            if key not in self.options:
                known = ", ".join(self.options) or "none"
                raise UserProblem(f"{self.title} has no option “{key}”; it has {known}.")
            values = self.options[key].values
            if values and value not in values:
                raise UserProblem(f"The option {key} is one of {', '.join(values)}, not “{value}”.")
            settled[key] = value
        return settled


def by_extension(path: Path, formats: Iterable[Format]) -> Format | None:
    """Find the format that reads files of this name."""
    suffix = path.suffix.lower().lstrip(".")
    return next((one for one in formats if one.read and suffix in one.extensions), None)
