"""Annotations made by hand and by chance, small enough to be looked through whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

from hypothesis import strategies as st

from annotator.app.schemes import default_scheme
from annotator.model.annotation import Annotation, tidy_fragments
from annotator.model.mark import Fragment
from annotator.model.scheme import Scheme

SCHEME = default_scheme()
_LENGTH = 14
_ids = count(1)


def span(
    start: int,
    end: int,
    label: str = "source",
    *,
    by: str = "Ann",
    fragments: Sequence[Fragment] | None = None,
    note: str = "",
    identity: str = "",
    **attributes: Any,
) -> Annotation:
    """Make an annotation; those made later have later ids."""
    pieces = tuple(fragments or ((start, end),))
    return Annotation(
        id=identity or f"{next(_ids):08d}",
        article="a",
        annotator=by,
        label=label,
        start=pieces[0][0],
        end=pieces[-1][1],
        fragments=pieces,
        quote="",
        attributes=attributes,
        note=note,
        created="",
        modified="",
    )


def scheme_of(*attributes: dict[str, Any], label: str = "figure") -> Scheme:
    """Make a scheme with one label that asks for some attributes."""
    return Scheme.model_validate({"labels": [{"key": label, "attributes": attributes}]})


@st.composite
def _fragments(draw: st.DrawFn) -> tuple[Fragment, ...]:
    ends = st.tuples(st.integers(0, _LENGTH - 1), st.integers(1, 6))
    pieces = draw(st.lists(ends, min_size=1, max_size=draw(st.sampled_from([1, 1, 1, 3]))))
    return tidy_fragments([(at, min(at + size, _LENGTH)) for at, size in pieces], _LENGTH)


_VALUES = st.sampled_from([{}, {}, {"value": 600}, {"value": 601}, {"unit": "km²"}, {"value": 1.5}])


def spans(
    by: str, *, labels: Sequence[str] = ("source", "figure"), max_size: int = 5
) -> st.SearchStrategy[list[Annotation]]:
    """Annotations of one person: nested, crossing, in pieces, some twice."""
    one = st.builds(
        lambda fragments, label, values, number: span(
            0, 0, label, by=by, fragments=fragments, identity=f"{by}{number}", **values
        ),
        _fragments(),
        st.sampled_from(labels),
        _VALUES,
        st.integers(0, 10**9),
    )
    return st.lists(one, max_size=max_size, unique_by=lambda made: made.id)
