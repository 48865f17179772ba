"""Agreement on spans by counts of pairs: F1, and the four schemes of SemEval-2013."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from annotator.agreement.ratios import ratio

if TYPE_CHECKING:
    from annotator.agreement.ratios import Floats

Scheme = Literal["strict", "exact", "partial", "type"]
"""What has to be the same: label and edges; edges; edges, where an overlap counts half; label."""


class PairCounts(NamedTuple):
    """How many annotations two people made, and how many of their pairs are alike in what.

    ``left`` and ``right`` count annotations, the others pairs of annotations that overlap:
    ``paired`` all of them, ``edges`` those with the same span, ``label`` those with the same
    label, ``both`` those with both the same.
    """

    left: Floats
    right: Floats
    paired: Floats
    edges: Floats
    label: Floats
    both: Floats

    @property
    def compared(self) -> Floats:
        """Count the pairs, and each annotation that the other person has not, once."""
        return self.left + self.right - self.paired


class SemEvalCounts(NamedTuple):
    """The counts of SemEval-2013 task 9.1, the first annotator taken for the gold standard."""

    correct: Floats
    incorrect: Floats
    partial: Floats
    missed: Floats
    spurious: Floats

    @property
    def f1(self) -> Floats:
        """Give the harmonic mean of precision and recall; a partial match counts half.

        Precision is (COR + PAR/2) / (COR + INC + PAR + SPU), recall the same over (COR + INC +
        PAR + MIS), as in Segura-Bedmar, Martínez and Herrero-Zazo, “SemEval-2013 Task 9” (2013),
        and in the package nervaluate. With both written out, F1 is twice the credit over the sum
        of the two denominators: the same whoever is taken for the gold standard.
        """
        credit = self.correct + self.partial / 2
        found = self.correct + self.incorrect + self.partial
        return ratio(2 * credit, 2 * found + self.missed + self.spurious)


def f1(matched: Floats, left: Floats, right: Floats) -> Floats:
    """Give 2·matched / (left + right); NaN where nobody marked anything.

    van Rijsbergen, “Information Retrieval” (1979), ch. 7. For two annotators it is also what kappa
    tends to if what nobody marked is without number (Hripcsak and Rothschild, “Agreement, the
    F-Measure, and Reliability in Information Retrieval”, JAMIA 12, 2005).
    """
    return ratio(2 * matched, left + right)


def semeval(counts: PairCounts, scheme: Scheme) -> SemEvalCounts:
    """Count by one of the four schemes; each annotation is in one pair at most."""
    missed, spurious = counts.left - counts.paired, counts.right - counts.paired
    none = 0 * counts.paired
    match scheme:
        case "strict":
            correct = counts.both
        case "type":
            correct = counts.label
        case _:
            correct = counts.edges
    others = counts.paired - correct
    if scheme == "partial":
        return SemEvalCounts(correct, none, others, missed, spurious)
    return SemEvalCounts(correct, others, none, missed, spurious)
