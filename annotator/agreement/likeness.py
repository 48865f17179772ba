"""How much two annotations are alike: what makes a pair, and the better of two pairs."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from annotator.model.annotation import Annotation
from annotator.model.mark import Fragment

place = attrgetter("start", "end", "fragments", "label", "id")
"""By what annotations are put in order: their place first, their names last."""

_WHOLE = 1 << 40
"""The likeness of two equal spans. Whole numbers, so that ties are ties on every machine; small
enough for the sums of thousands to be exact as floats too."""


def likeness(left: Annotation, right: Annotation) -> int:
    """Tell how much two annotations are alike, from 0 (never a pair) to 2^40 (equal spans).

    It is the share of the code points that both cover of those that either covers (the index of
    Jaccard, “The distribution of the flora in the alpine zone”, New Phytologist 11, 1912). Other
    labels count half, and need a share of a half: a place within a long name of a source is
    something else, not the same thing with another label. Equal attributes decide between pairs
    that are alike otherwise.
    """
    common = common_length(left.fragments, right.fragments)
    if not common:
        return 0
    either = length(left.fragments) + length(right.fragments) - common
    if left.label != right.label:
        return common * _WHOLE // either // 2 if 2 * common >= either else 0
    share = common * _WHOLE // either
    return share | 1 if left.attributes == right.attributes else share & ~1


def common_length(left: Sequence[Fragment], right: Sequence[Fragment]) -> int:
    """Count the code points that lie in both; fragments are in order and apart from each other."""
    if len(left) == len(right) == 1:
        (a, b), (c, d) = left[0], right[0]
        return max(0, min(b, d) - max(a, c))
    common = i = j = 0
    while i < len(left) and j < len(right):
        (a, b), (c, d) = left[i], right[j]
        common += max(0, min(b, d) - max(a, c))
        if b < d:
            i += 1
        else:
            j += 1
    return common


def length(fragments: Sequence[Fragment]) -> int:
    """Count the code points that fragments cover."""
    if len(fragments) == 1:
        return fragments[0][1] - fragments[0][0]
    return sum(end - start for start, end in fragments)
