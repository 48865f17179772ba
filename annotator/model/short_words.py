"""The few words that somebody adds to what they say: a flag, a reason."""

from __future__ import annotations

import re
from typing import Final

from annotator.problems import UserProblem
from annotator.text.canonical import canonical

_EDGES = re.compile(r"\A[\s\ufeff]+|\s+\Z")
LONGEST_FLAG: Final = 80
LONGEST_REASON: Final = 1_000
"""Code points."""


def flag_words(text: str) -> str:
    """Tidy the words of a flag: one line without white space around it.

    Raises:
        UserProblem: they are too many.
    """
    words = " ".join(_bare(text).split())
    if len(words) > LONGEST_FLAG:
        raise UserProblem(
            f"A flag has at most {LONGEST_FLAG} characters; this one has {len(words):,}."
        )
    return words


def reason_words(text: str) -> str:
    """Tidy the words of a reason.

    Raises:
        UserProblem: they are too many.
    """
    words = _bare(text)
    if len(words) > LONGEST_REASON:
        raise UserProblem(
            f"A reason has at most {LONGEST_REASON:,} characters; this one has {len(words):,}."
        )
    return words


def _bare(text: str) -> str:
    """Take what is not seen from both ends, so that words come back as they were written."""
    return _EDGES.sub("", canonical(text).text)
