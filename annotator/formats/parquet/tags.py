"""Spans of tags a token, as datasets for training have them: BIO, BILOU and IOBES alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_TAG = re.compile(r"([BILOUES])(?:-(.+))?", re.DOTALL)
_BEGINS = frozenset("BUS")
_ENDS = frozenset("LUES")


def spans_of_tags(words: Sequence[str], tags: Sequence[str]) -> list[dict[str, Any]]:
    """Give the spans that tags mark, in code points of the words joined by blanks.

    A tag that goes on with a label that was not begun begins it, as in IOB1. One without a prefix
    is a label by itself, and goes on while it stays the same.
    """
    spans: list[dict[str, Any]] = []
    text = " ".join(words)
    at = 0
    label, goes_on = "", False
    for word, tag in zip(words, tags, strict=True):
        prefix, name = _parts(tag)
        end = at + len(word)
        if name and word:
            if goes_on and name == label and prefix not in _BEGINS:
                spans[-1]["end"] = end
            else:
                spans.append({"label": name, "start": at, "end": end})
            label, goes_on = name, prefix not in _ENDS
        elif not name:
            goes_on = False
        at = end + 1
    for one in spans:
        one["quote"] = text[one["start"] : one["end"]]
    return spans


def _parts(tag: str) -> tuple[str, str]:
    found = _TAG.fullmatch(tag)
    if found is None:
        return "I", "" if tag in ("", "_") else tag
    return found[1], found[2] or ""
