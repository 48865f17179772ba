"""What a bundle says of itself: whose it is, what it holds, the hash of every member."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, ValidationError

from annotator.model.base import Frozen
from annotator.model.faults import first_fault

VERSION = 1
"""The version of bundles that this program writes and reads."""


class TooNewError(Exception):
    """The manifest says that this program would misread it."""


class _Reader(Frozen):
    """The one field that every program to come will understand."""

    min_reader: int = 1


class Member(Frozen):
    """One file in the bundle."""

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    size: int = Field(ge=0)


class Sender(Frozen):
    """Who made the bundle: a claim, unless it is signed."""

    annotator: str = Field(min_length=1, max_length=200)
    replica: str = Field(min_length=1, max_length=200)


class Scope(Frozen):
    """What was chosen to be sent; None means all.

    ``delta``: only what is newer than an earlier bundle. ``blind``: only the sender's own work,
    because people work blind.
    """

    articles: tuple[str, ...] | None = None
    annotators: tuple[str, ...] | None = None
    delta: bool = False
    blind: bool = False


class Manifest(Frozen):
    """The first thing that is read of a bundle.

    ``project`` is the id of the project and ``epoch`` the count of its erasures: a bundle of
    another project or of an epoch that is over is refused. ``creator`` and ``created`` are the
    project's, for whoever begins with the bundle. ``revisions``, ``texts`` and
    ``annotations`` are counts, for whoever decides whether to take it in.
    """

    format: Literal["annotator-bundle"] = "annotator-bundle"
    version: int = Field(default=VERSION, ge=1)
    min_reader: int = Field(default=1, ge=1)
    project: str = Field(min_length=1, max_length=64)
    name: str = Field(default="", max_length=500)
    epoch: int = Field(default=1, ge=1)
    creator: str = Field(default="", max_length=200)
    created: str = Field(default="", max_length=40)
    sender: Sender
    made: str = Field(max_length=40)
    scope: Scope = Scope()
    revisions: int = Field(ge=0)
    texts: int = Field(ge=0)
    annotations: int = Field(default=0, ge=0)
    members: dict[str, Member]

    def as_bytes(self) -> bytes:
        """Write it down; equal manifests give equal bytes."""
        return self.model_dump_json(indent=1).encode()


def read_manifest(data: bytes) -> Manifest:
    """Read what `Manifest.as_bytes` wrote, or a newer program did.

    Raises:
        TooNewError: a newer program wrote it, and says that this one would misread it.
        ValueError: it is none; the text says where the first fault is.
    """
    try:
        if _Reader.model_validate_json(data).min_reader > VERSION:
            raise TooNewError
        return Manifest.model_validate_json(data)
    except ValidationError as error:
        raise ValueError(first_fault(error)) from error
