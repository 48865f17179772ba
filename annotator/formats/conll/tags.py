"""Spans as tags of tokens, and tags as spans: IOB1, BIO (IOB2), BILOU, IOBES, and plain labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

OUTSIDE = "O"
SCHEMES = {"bio": "BIIB", "bilou": "BILU", "iobes": "BIES"}
"""By name the prefixes of the first, a middle, the last and an only token."""
_TAG = re.compile(r"[BIELMSU]-\S.*", re.DOTALL)


class Range(NamedTuple):
    """Some tokens in a row, the first and the one after the last, with their label."""

    first: int
    after: int
    label: str


@dataclass(slots=True)
class Faults:
    """What was odd about the tags of a file.

    Attributes:
        unknown: tags that are none: how often, and the line of the first.
        begun_inside: how many spans begin with ``I-`` though none was open.
    """

    unknown: dict[str, tuple[int, int]] = field(default_factory=dict)
    begun_inside: int = 0

    def note(self, tag: str, line: int) -> None:
        """Count a tag that is none."""
        count, first = self.unknown.get(tag, (0, line))
        self.unknown[tag] = (count + 1, first)


def is_tag(value: str) -> bool:
    """Tell whether a value is a tag with one of the known prefixes, or says that there is none."""
    return value == OUTSIDE or _TAG.fullmatch(value) is not None


def write_tags(column: list[str], span: Range, prefixes: str) -> None:
    """Put the tags of a span into a column.

    Args:
        column: a tag a token.
        span: the tokens.
        prefixes: one of `SCHEMES`.
    """
    first, after, label = span
    if after - first == 1:
        column[first] = f"{prefixes[3]}-{label}"
        return
    column[first] = f"{prefixes[0]}-{label}"
    if after - first > 2:
        column[first + 1 : after - 1] = [f"{prefixes[1]}-{label}"] * (after - first - 2)
    column[after - 1] = f"{prefixes[2]}-{label}"


def read_tags(tags: Sequence[str], line: int, faults: Faults) -> Iterator[Range]:
    """Read the tags of one sentence, whichever scheme they are of.

    A span begins with ``B-`` or ``U-`` and ``S-``, and with any other prefix where none of its
    label is open, as IOB1 has it. It ends behind ``L-`` and ``E-`` or where another tag follows.

    Args:
        tags: a tag a token.
        line: the file's line of the first one.
        faults: where it is counted what was odd.
    """
    first, label = -1, ""
    for at, tag in enumerate(tags):
        if tag == OUTSIDE:
            if first >= 0:
                yield Range(first, at, label)
                first = -1
            continue
        if _TAG.fullmatch(tag) is None:
            faults.note(tag, line + at)
            if first >= 0:
                yield Range(first, at, label)
                first = -1
            continue
        prefix, name = tag[0], tag[2:]
        goes_on = first >= 0 and name == label and prefix not in "BUS"
        if first >= 0 and not goes_on:
            yield Range(first, at, label)
        if not goes_on:
            faults.begun_inside += prefix not in "BUS"
            first, label = at, name
        if prefix in "LEUS":
            yield Range(first, at + 1, label)
            first = -1
    if first >= 0:
        yield Range(first, len(tags), label)


def read_labels(labels: Sequence[str]) -> Iterator[Range]:
    """Read labels without prefixes: a span is as long as the label stays the same."""
    first = 0
    for at, label in enumerate(labels):
        if at and label != labels[at - 1]:
            if labels[first] != OUTSIDE:
                yield Range(first, at, labels[first])
            first = at
    if labels and labels[first] != OUTSIDE:
        yield Range(first, len(labels), labels[first])
