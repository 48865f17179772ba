"""Who owns annotations: people, suggesters, imports."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from annotator.problems import UserProblem

AnnotatorKind = Literal["person", "suggester", "import", "consensus"]

CONSENSUS = "Consensus"
"""The name that the adjudicated layer goes by; it belongs to the team."""

MOST_INITIALS = 3
_LONGEST_NAME = 80
_JOINERS = str.maketrans("", "", "\u200c\u200d")
"""What joins and parts letters in Persian or Hindi names and in emoji, and does not show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotator:
    """An annotator; the name is the identity, and what a bundle and an export say."""

    name: str
    kind: AnnotatorKind = "person"
    colour: str = ""
    initials: str = ""

    @property
    def monogram(self) -> str:
        """Give the letters shown in a circle: the initials, or one or two of the name's."""
        if self.initials:
            return self.initials[:MOST_INITIALS]
        parts = self.name.split()
        letters = parts[0][:2] if len(parts) == 1 else parts[0][0] + parts[-1][0]
        return letters.upper()


def annotator_name(text: str) -> str:
    """Check and tidy a name that somebody typed.

    Raises:
        UserProblem: the name is empty, too long or not printable.
    """
    name = " ".join(text.split())
    seen = name.translate(_JOINERS)
    if not seen:
        raise UserProblem("An annotator needs a name.")
    if len(name) > _LONGEST_NAME:
        raise UserProblem(f"A name may have {_LONGEST_NAME} characters; this one has {len(name)}.")
    if not seen.isprintable():
        raise UserProblem("A name may hold letters, digits and signs only.")
    return name


def worker_name(text: str) -> str:
    """Check and tidy the name of somebody who is going to work.

    Raises:
        UserProblem: it cannot be a name, or is not a person's.
    """
    name = annotator_name(text)
    if name.casefold() == CONSENSUS.casefold():
        raise UserProblem(f"“{CONSENSUS}” is the team's common layer. Choose a name of your own.")
    return name


def alike(one: str, other: str) -> bool:
    """Tell whether two names differ in case, spaces or Unicode form only, or not at all."""
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    # Twice, for letters that only fold after they were put together, as Unicode advises.
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(folded.translate(_JOINERS).split())
