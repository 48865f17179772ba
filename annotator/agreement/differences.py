"""In what two annotators differ, pair by pair."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.agreement.likeness import likeness
from annotator.agreement.matching import align
from annotator.agreement.values import Linked, Values, says
from annotator.model.annotation import Annotation
from annotator.model.scheme import Scheme
from annotator.model.unit import KINDS, Difference, DifferenceKind

HARDNESS = {kind: number for number, kind in enumerate(KINDS)}
"""How hard a kind of difference is, from 0."""


def differences(
    article: str,
    left: Iterable[Annotation],
    right: Iterable[Annotation],
    names: tuple[str, str],
    scheme: Scheme,
) -> list[Difference]:
    """Pair two annotators' annotations of one article and say how each pair differs, by place.

    Args:
        article: the article's id.
        left: all annotations of the first annotator there.
        right: of the second one.
        names: first and second.
        scheme: says when two values are the same.
    """
    left, right = list(left), list(right)
    values, linked = Values(scheme), links((*left, *right))
    return [
        _difference(article, mine, theirs, names, values, linked)
        for mine, theirs in align(left, right)
    ]


def _difference(
    article: str,
    left: Annotation | None,
    right: Annotation | None,
    names: tuple[str, str],
    values: Values,
    linked: Linked,
) -> Difference:
    if left is None or right is None:
        return Difference(article, "missed", left, right, names)
    kind, detail = kind_of(left, right, values, linked)
    return Difference(article, kind, left, right, names, detail)


def kind_of(
    left: Annotation, right: Annotation, values: Values, linked: Linked
) -> tuple[DifferenceKind, tuple[str, ...]]:
    """Give the hardest difference of a pair, and the keys of the attributes that differ.

    What one of them left empty is no contradiction: it gives a pair its kind only if nothing else
    differs. Annotations of two labels have no attributes in common, whatever their names. Notes
    and certainty are one's own: they never differ.
    """
    if left.label != right.label:
        return "label", ()
    found = values.differing(left, right, linked)
    against = [
        sort
        for key, sort in found.items()
        if says(left.attributes, key) and says(right.attributes, key)
    ]
    if not against and left.fragments != right.fragments:
        return "edges", tuple(found)
    kinds: list[DifferenceKind] = [*(against or found.values())]
    return max(kinds, key=HARDNESS.__getitem__, default="same"), tuple(found)


def links(annotations: Iterable[Annotation]) -> Linked:
    """Make what tells whether two links lead to the same thing.

    They do if they lead to annotations that may be a pair: how those differ is said of them, and
    not again of everything that links to them.
    """
    known: dict[str, Annotation] | None = None

    def linked(left: str, right: str) -> bool:
        nonlocal known
        if known is None:
            known = {one.id: one for one in annotations}
        first, second = known.get(left), known.get(right)
        return first is not None and second is not None and likeness(first, second) > 0

    return linked
