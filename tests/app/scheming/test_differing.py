"""What is different between two schemes: nothing is left unsaid."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import orjson
from hypothesis import given
from hypothesis import strategies as st

from annotator.app.scheming.differing import differences
from annotator.app.scheming.scheming import same
from annotator.model.attributes import LinkAttribute, NumberAttribute
from annotator.model.scheme import Examples, Label, Reason, Scheme, read_scheme

_KEYS = "abc"
_shares = st.sampled_from([0, 0.05, 0.1])


def _attribute(kind: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    shared = {
        "kind": st.just(kind),
        "key": st.sampled_from(_KEYS),
        "name": st.sampled_from(["", "One", "Two 🇺🇦"]),
        "description": st.sampled_from(["", "Why"]),
        "required": st.booleans(),
    }
    return st.fixed_dictionaries({**shared, **fields})


_choices = st.lists(
    st.fixed_dictionaries(
        {
            "key": st.sampled_from(_KEYS),
            "name": st.sampled_from(["", "P", "Q"]),
            "once": st.booleans(),
        }
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda one: one["key"],
)
_attributes = st.one_of(
    _attribute("choice", choices=_choices),
    _attribute("flag"),
    _attribute(
        "number",
        lowest=st.sampled_from([None, -2, 0]),
        highest=st.sampled_from([None, 1.5, 5]),
        whole=st.booleans(),
        tolerance=_shares,
    ),
    _attribute("quantity", units=st.lists(st.sampled_from(["km", "t"]), unique=True)),
    _attribute("text"),
    _attribute("date"),
    _attribute("place", within_km=st.sampled_from([0, 5])),
    _attribute("link", labels=st.lists(st.sampled_from(_KEYS), unique=True)),
)
_examples = st.lists(st.sampled_from(["[[a]] b", "a [[b]]"]), unique=True)
_labels = st.fixed_dictionaries(
    {
        "key": st.sampled_from(_KEYS),
        "name": st.sampled_from(["", "Uno", "Dos"]),
        "colour": st.sampled_from(["red", "#123456"]),
        "pattern": st.sampled_from(["solid", "dots"]),
        "shortcut": st.sampled_from(["", "1", "2", "3"]),
        "definition": st.sampled_from(["", "What", "Else"]),
        "examples": st.fixed_dictionaries({"tag": _examples, "leave": _examples}),
        "attributes": st.lists(_attributes, max_size=3, unique_by=lambda one: one["key"]),
        "retired": st.booleans(),
        "parent": st.sampled_from(["", *_KEYS]),
        "merged_into": st.sampled_from(["", "", *_KEYS]),
    }
)
_relations = st.fixed_dictionaries(
    {
        "key": st.sampled_from(_KEYS),
        "name": st.sampled_from(["", "says"]),
        "outward": st.sampled_from(["", "Says"]),
        "inward": st.sampled_from(["", "Said by"]),
        "sources": st.lists(st.sampled_from(_KEYS), min_size=1, unique=True),
        "targets": st.lists(st.sampled_from(_KEYS), min_size=1, unique=True),
    }
)
_reasons = st.fixed_dictionaries(
    {
        "key": st.sampled_from(_KEYS),
        "name": st.sampled_from(["", "no"]),
        "shortcut": st.sampled_from(["", "1", "2"]),
    }
)


_raw: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["", "Mine"]),
        "labels": st.lists(_labels, min_size=1, max_size=3, unique_by=lambda one: one["key"]),
        "relations": st.lists(_relations, max_size=2, unique_by=lambda one: one["key"]),
        "reasons": st.lists(_reasons, max_size=2, unique_by=lambda one: one["key"]),
    }
)


def _scheme(raw: dict[str, Any]) -> Scheme:
    """Make a scheme of what may not hold together: what does not is left out."""
    made = deepcopy(raw)
    there: set[str] = set()
    for one in made["labels"]:
        for field in ("parent", "merged_into"):
            one[field] = one[field] if one[field] in there else ""
        one["retired"] = one["retired"] or bool(one["merged_into"])
        there.add(one["key"])
        for attribute in one["attributes"]:
            for choice in attribute.get("choices", ()):
                # A value that another one had once can be no value beside it.
                choice["formerly"] = [f"{choice['key']}-once"] if choice["once"] else []
                del choice["once"]
    for things in (made["labels"], made["reasons"]):
        digits: set[str] = set()
        for one in things:
            one["shortcut"] = "" if one["shortcut"] in digits else one["shortcut"]
            digits.add(one["shortcut"])
    for one in made["relations"]:
        for field in ("sources", "targets"):
            one[field] = [key for key in one[field] if key in there] or sorted(there)[:1]
    return Scheme.model_validate(made)


schemes = _raw.map(_scheme)


@st.composite
def neighbours(draw: st.DrawFn) -> tuple[Scheme, Scheme]:
    """Make two schemes that differ in one field of one thing, or in none."""
    old, other = draw(_raw), draw(_raw)
    new = deepcopy(old)
    things = [
        (mine, theirs)
        for part in ("labels", "relations", "reasons")
        for mine in new[part]
        for theirs in other[part]
    ]
    things += [
        (mine, theirs)
        for label in new["labels"]
        for mine in label["attributes"]
        for one in other["labels"]
        for theirs in one["attributes"]
        if theirs["kind"] == mine["kind"]
    ]
    mine, theirs = draw(st.sampled_from(things))
    field = draw(st.sampled_from(sorted(mine.keys() - {"key", "kind"})))
    mine[field] = theirs[field]
    return _scheme(old), _scheme(new)


@given(schemes, schemes)
def test_whatever_is_different_is_told(old: Scheme, new: Scheme) -> None:
    told = differences(old, new)
    assert bool(told) == (not same(old, new))
    assert all(one.text.strip() and one.text.endswith(".") for one in told)
    keys = {one.key for one in (*old.labels, *new.labels)}
    assert all(one.key in keys or not one.key for one in told if one.about == "label")


@given(neighbours())
def test_one_field_is_told(pair: tuple[Scheme, Scheme]) -> None:
    assert bool(differences(*pair)) == (not same(*pair))


@given(schemes)
def test_a_file_and_a_project_keep_all_of_a_scheme(scheme: Scheme) -> None:
    assert read_scheme(orjson.dumps(scheme.as_json()), "it") == scheme
    assert Scheme.model_validate(scheme.as_body()) == scheme


def test_long_words_are_given_as_they_were_and_are() -> None:
    old = Scheme(labels=(Label(key="a", definition="Who speaks.", colour="red"),))
    label = Label(
        key="a",
        definition="Who is cited.",
        colour="red",
        examples=Examples(tag=("[[She]] said",), leave=("[[Police]] arrested",)),
        attributes=(
            NumberAttribute(kind="number", key="age", tolerance=0.05),
            LinkAttribute(kind="link", key="of", labels=("a",)),
        ),
    )
    new = Scheme(labels=(label,))
    assert [one[2:] for one in differences(old, new)] == [
        ("The definition of “A” was rewritten.", "changed", "Who speaks.", "Who is cited."),
        ("“A” has one example more.", "came", "", "[[She]] said"),
        ("“A” has one counterexample more.", "came", "", "[[Police]] arrested"),
        ("“A” asks for “Age” too (number).", "came", "", ""),
        ("“A” asks for “Of” too (link).", "came", "", ""),
    ]
    other = label.model_copy(
        update={
            "attributes": (
                NumberAttribute(kind="number", key="age", tolerance=0.1, whole=True),
                LinkAttribute(kind="link", key="of"),
            )
        }
    )
    assert [one.text for one in differences(new, Scheme(labels=(other,)))] == [
        "“Age” of “A” takes whole numbers only instead of any number.",
        "“Age” of “A” counts as the same within 10 per cent instead of 5 per cent.",
        "“Of” of “A” links to any instead of “A”.",
    ]


def test_what_looks_like_nothing_is_told() -> None:
    # Each of these could not be saved: the page took it for no change.
    labels = (Label(key="a"), Label(key="b", retired=True, merged_into="a", shortcut="2"))
    old = Scheme(labels=labels, reasons=(Reason(key="no", shortcut="1"),))
    one, two = labels
    for new, words in (
        (
            Scheme(labels=(one, two.model_copy(update={"shortcut": ""})), reasons=old.reasons),
            "“B” has no key any more.",
        ),
        (
            Scheme(labels=(one, two.model_copy(update={"merged_into": ""})), reasons=old.reasons),
            "“B” is retired by itself: it was merged into “A”.",
        ),
        (
            Scheme(labels=labels, reasons=(Reason(key="no", shortcut="2"),)),
            "The reasons to reject have other keys.",
        ),
    ):
        assert [told.text for told in differences(old, new)] == [words]
