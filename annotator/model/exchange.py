"""What a merge would bring, or has brought, and what is to be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

SignatureState = Literal["unsigned", "unknown", "known", "changed"]
"""``unknown``: a key never seen with this name; ``changed``: another key than before."""


class Signature(NamedTuple):
    """By whom a bundle is signed. ``fingerprint`` is grouped hex, ``since`` ISO 8601, or “”."""

    state: SignatureState
    fingerprint: str = ""
    since: str = ""


class ConflictSide(NamedTuple):
    """One of several values that one author wrote on two machines.

    ``replica`` is the machine, ``at`` ISO 8601; ``words`` says the value in short; ``put`` is False
    for a removal.
    """

    digest: str
    words: str
    replica: str
    at: str
    put: bool = True


class Conflict(NamedTuple):
    """An entity with several heads; the first side stands in for the value until one is picked.

    ``quote``, ``label`` and ``place`` (the article's title) are “” for what is no annotation.
    """

    entity: str
    kind: str
    author: str
    article: str | None
    label: str
    quote: str
    place: str
    sides: tuple[ConflictSide, ...]


class OtherVersion(NamedTuple):
    """An article that came with another text than ours: same address, or same outlet and title.

    ``annotations`` counts what came with it; ``differing`` counts sentences.
    """

    theirs: str
    ours: str
    title: str
    annotations: int
    differing: int


class Ignored(NamedTuple):
    """Revisions that are kept but have no effect, and why: ``edits of Jonas's annotations``."""

    what: str
    why: str
    number: int


class MergeReport(NamedTuple):
    """What a merge brings (as a preview) or brought.

    Attributes:
        file: the file's name.
        sender: who made the bundle, by their word; “” for a project file without one.
        made: when, as ISO 8601, or “”.
        size: the file's bytes.
        signature: by whom it is signed.
        new: revisions that were not here and take effect.
        new_by_kind: the same by kind of entity.
        new_by_label: new annotations by label.
        known: revisions that were here.
        ignored: what has no effect.
        conflicts: what two machines of one author say differently.
        versions: articles with another text.
        articles: how many articles the bundle has something for.
        new_articles: how many of them are new here.
        annotations: new annotations.
        pending: revisions whose parents have not come yet.
        warnings: what to mind before trusting it, in sentences.
    """

    file: str
    sender: str
    made: str
    size: int
    signature: Signature
    new: int
    new_by_kind: Mapping[str, int]
    new_by_label: Mapping[str, int]
    known: int
    ignored: tuple[Ignored, ...]
    conflicts: tuple[Conflict, ...]
    versions: tuple[OtherVersion, ...]
    articles: int
    new_articles: int
    annotations: int
    pending: int = 0
    warnings: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give the JSON that ``merge --json`` prints: counts."""
        return {
            "new": self.new,
            "known": self.known,
            "ignored": sum(one.number for one in self.ignored),
            "conflicts": len(self.conflicts),
            "articles": self.new_articles,
            "annotations": self.annotations,
        }


class BundleReport(NamedTuple):
    """A bundle that was written.

    Attributes:
        file: where it is.
        size: its bytes.
        revisions: how many it holds.
        articles: how many texts it holds.
        annotations: how many annotations stand in it.
        fingerprint: of the key that signed it, or “”.
        delta: it holds only what is newer than an earlier one.
        blind: it holds only the sender's own work, because people work blind.
        kept_back: annotations of the sender, a lead, in articles that others have not finished.
    """

    file: str
    size: int
    revisions: int
    articles: int
    annotations: int
    fingerprint: str = ""
    delta: bool = False
    blind: bool = False
    kept_back: int = 0

    def as_json(self) -> dict[str, Any]:
        """Give the JSON that ``bundle --json`` prints."""
        return {"bundle": self.file} | {
            key: value for key, value in self._asdict().items() if key != "file"
        }
