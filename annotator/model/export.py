"""What an export is asked for, and what it says of itself before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from annotator.model.records import LossEffect, LossReason
from annotator.model.team import TeamState

SPLITS = ("train", "dev", "test")

Stratum = Literal["", "outlet", "month", "year"]
"""What every split shall have its share of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is to be exported; nothing named means everything.

    Attributes:
        articles: only these, by their ids.
        states: only articles of these states.
        annotators: only their annotations.
        labels: only annotations of these labels.
        consensus: only what was settled, without what reviewers still dispute.
        retired: retired articles, too; those that are named are exported in any case.
    """

    articles: tuple[str, ...] = ()
    states: tuple[TeamState, ...] = ()
    annotators: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    consensus: bool = False
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Splits:
    """How articles are dealt out; a split of share 0 is not written.

    Attributes:
        train, dev, test: the shares; what counts is how they stand to each other.
        by: what every split gets its share of.
        seed: another seed deals otherwise, the same one always the same.
        group: keep articles together that are nearly the same (wire copies).
    """

    train: float = 80
    dev: float = 10
    test: float = 10
    by: Stratum = ""
    seed: int = 1
    group: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPlan:
    """An export as a whole: it can be made again from this.

    Attributes:
        format: a format's name.
        options: its options.
        selection: what is exported.
        splits: how articles are dealt out; None writes one dataset.
        pseudonyms: whether annotators become “annotator 1”, “annotator 2” ….
        notes: whether the honesty sheet is written beside the files, as Markdown.
        also_jsonl: whether own JSONL, which holds everything, is written beside them, too.
        history: whether every revision of the chosen articles is written beside them.
    """

    format: str
    options: Mapping[str, str] = field(default_factory=dict)
    selection: Selection = Selection()
    splits: Splits | None = None
    pseudonyms: bool = False
    notes: bool = False
    also_jsonl: bool = False
    history: bool = False


class HonestyRow(NamedTuple):
    """One kind of thing that a format cannot hold.

    ``annotations`` are ids of those concerned, up to `MOST_NAMED`; none if it is about articles.
    """

    reason: LossReason
    what: str
    instead: str
    effect: LossEffect
    number: int
    annotations: tuple[str, ...]


MOST_NAMED = 2_000


class Honesty(NamedTuple):
    """What a format cannot hold of a selection, counted.

    ``written`` spans are written as they are, ``changed`` otherwise, ``left_out`` not at all;
    ``beside`` counts values, links and other things that are no spans.
    """

    articles: int
    written: int
    changed: int
    left_out: int
    beside: int
    rows: tuple[HonestyRow, ...]

    @property
    def fits(self) -> bool:
        """Whether everything is held."""
        return not self.rows

    def as_json(self) -> dict[str, Any]:
        """Give it as JSON, without the single annotations."""
        return {
            "articles": self.articles,
            "written": self.written,
            "changed": self.changed,
            "left_out": self.left_out,
            "beside": self.beside,
            "rows": [
                {"reason": it.reason, "what": it.what, "instead": it.instead, "count": it.number}
                for it in self.rows
            ],
        }


class Preview(NamedTuple):
    """The beginning of what would be written.

    Attributes:
        name: the file that is shown.
        files: how many files the export has, as far as it is known; 0 if not.
        lines: its first lines; of a file that is no text, what its first record holds.
        is_text: whether they are the file's own.
        spans: of each line, where labels stand in it: start, end, key.
    """

    name: str
    files: int
    lines: tuple[str, ...]
    is_text: bool = True
    spans: tuple[tuple[tuple[int, int, str], ...], ...] = ()
