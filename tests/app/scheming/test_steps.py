"""Steps that change a scheme: what each gives, what it refuses; it always holds together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.app.schemes import default_scheme
from annotator.app.scheming import attributes, labels, relations
from annotator.app.scheming.adopting import adopted, extended
from annotator.app.scheming.keys import free_digit, key_from
from annotator.app.scheming.rebasing import rebased
from annotator.app.scheming.scheming import same
from annotator.app.scheming.steps import checked
from annotator.model.attributes import ChoiceAttribute, TextAttribute, attribute_adapter
from annotator.model.scheme import LONGEST_KEY, Examples, Label, Scheme, label_key
from annotator.problems import UserProblem
from tests.nasty import texts

ONE = default_scheme()


def refusal(step: Callable[[], Any]) -> str:
    with pytest.raises(UserProblem) as problem:
        step()
    return str(problem.value)


def keys(scheme: Scheme) -> list[str]:
    return [one.key for one in scheme.labels]


# Keys


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Weapon", "weapon"),
        ("Kind of weapon", "kind-of-weapon"),
        ("  Straße  12 ", "strasse-12"),
        ("Зброя", "зброя"),
        ("سلاح", "سلاح"),
        ("🇺🇦", "label"),
        ("source", "source-2"),
    ],
)
def test_a_key_is_made_of_the_name(name: str, key: str) -> None:
    assert key_from(name, {"source"}, "label") == key


@given(texts(), st.sets(st.sampled_from(["label", "a", "b"])))
def test_any_name_gives_a_key_that_can_be_one(name: str, taken: set[str]) -> None:
    key = key_from(name, taken, "label")
    assert key not in taken
    assert label_key(key) == key
    assert len(key) <= LONGEST_KEY
    assert attribute_adapter.validate_python({"kind": "text", "key": key}).key == key


# Labels


def test_a_new_label_gets_what_is_free() -> None:
    made, key = labels.add_label(ONE, " Weapon\n")
    label = made.label(key)
    assert (key, label.name, label.shortcut) == ("weapon", "Weapon", "4")
    assert label.colour not in {one.colour for one in ONE.labels}
    assert label.pattern not in {one.pattern for one in ONE.labels}
    assert "already" in refusal(lambda: labels.add_label(made, "WEAPON"))
    assert refusal(lambda: labels.add_label(ONE, " ")) == "Give it a name."
    assert "80" in refusal(lambda: labels.add_label(ONE, "x" * 81))


def test_digits_run_out() -> None:
    made = ONE
    for number in range(10):
        made, _ = labels.add_label(made, f"Label {number}")
    assert [one.shortcut for one in made.labels[3:]] == ["4", "5", "6", "7", "8", "9"] + [""] * 4
    assert free_digit(made) == ""


def test_a_digit_is_taken_from_who_has_it() -> None:
    made = labels.change_label(ONE, "figure", shortcut="1")
    assert [one.shortcut for one in made.labels] == ["", "2", "1"]


def test_nesting_puts_a_label_behind_what_it_stands_under() -> None:
    made, city = labels.add_label(ONE, "City", parent="location")
    assert keys(made) == ["source", "location", "city", "figure"]
    assert labels.depth(made, city) == 1
    made = labels.nest(made, "source", city)
    assert keys(made) == ["location", "city", "source", "figure"]
    assert labels.is_under(made, "source", "location")
    assert "stands under it" in refusal(lambda: labels.nest(made, "location", "source"))
    assert "itself" in refusal(lambda: labels.nest(made, "city", "city"))
    made = labels.nest(made, "source", "")
    assert labels.depth(made, "source") == 0


def test_moving_takes_along_what_stands_under() -> None:
    made, _ = labels.add_label(ONE, "City", parent="location")
    moved = labels.move_label(made, "location", -1)
    assert keys(moved) == ["location", "city", "source", "figure"]
    assert labels.move_label(moved, "location", -1) is moved
    assert keys(labels.move_label(moved, "location", 9)) == ["source", "figure", "location", "city"]
    assert labels.move_label(made, "city", 1) is made


def test_retiring_and_bringing_back() -> None:
    made = labels.retire(ONE, "figure")
    assert (made.label("figure").retired, made.label("figure").shortcut) == (True, "")
    back = labels.bring_back(made, "figure")
    assert (back.label("figure").retired, back.label("figure").shortcut) == (False, "3")


def test_merging_keeps_what_else_hangs_on_a_label() -> None:
    made, city = labels.add_label(ONE, "City", parent="location")
    made, town = labels.add_label(made, "Town", parent=city)
    made = attributes.put_attribute(made, city, TextAttribute(kind="text", key="mayor"))
    made, key = relations.add_relation(made, "lies in")
    made = relations.change_relation(made, key, sources=(city,), targets=(city, "location"))
    merged = labels.merge_labels(made, city, "location")
    assert merged.merges() == {city: "location"}
    assert merged.label(city).retired
    assert merged.label(town).parent == "location"
    assert merged.relation(key).sources == ("location",)
    assert merged.relation(key).targets == ("location",)
    assert not merged.label("location").attribute("mayor").required
    bare = labels.merge_labels(made, city, "location", fields=False)
    assert bare.label("location").attributes == made.label("location").attributes
    assert "itself" in refusal(lambda: labels.merge_labels(made, city, city))
    assert "retired" in refusal(lambda: labels.merge_labels(merged, "source", city))
    # On through a second merge, and back.
    twice = labels.merge_labels(merged, "location", "figure")
    assert twice.merges() == {city: "figure", "location": "figure"}
    assert labels.bring_back(twice, "location").merges() == {city: "location"}


def test_merging_joins_values_to_choose() -> None:
    made = attributes.put_attribute(
        ONE, "source", _choice("named-person", "robot"), instead_of="kind"
    )
    made = attributes.put_attribute(made, "figure", _choice("robot", "crowd"))
    merged = labels.merge_labels(made, "figure", "source")
    (kind,) = [one for one in merged.label("source").attributes if one.key == "kind"]
    assert isinstance(kind, ChoiceAttribute)
    assert [one.key for one in kind.choices] == ["named-person", "robot", "crowd"]


def _choice(*values: str) -> ChoiceAttribute:
    return ChoiceAttribute.model_validate({"kind": "choice", "key": "kind", "choices": values})


def test_dropping_a_new_label_leaves_no_trace() -> None:
    made, key = labels.add_label(ONE, "City", parent="location")
    assert same(labels.drop_label(made, key), ONE)


# Attributes, relations, reasons


def test_attributes_have_one_name_each() -> None:
    field = TextAttribute(kind="text", key="role", name="Something")
    assert "already" in refusal(lambda: attributes.put_attribute(ONE, "source", field))
    field = TextAttribute(kind="text", key="new", name="ROLE")
    assert "already" in refusal(lambda: attributes.put_attribute(ONE, "source", field))
    made = attributes.put_attribute(ONE, "source", field, instead_of="role")
    assert made.label("source").attribute("new").name == "ROLE"
    moved = attributes.move_attribute(ONE, "source", "kind", 99)
    assert [one.key for one in moved.label("source").attributes][-1] == "kind"
    gone = attributes.drop_attribute(ONE, "source", "kind")
    assert "kind" not in [one.key for one in gone.label("source").attributes]


def test_relations_have_ends() -> None:
    made, key = relations.add_relation(ONE, "works for")
    assert (made.relation(key).sources, made.relation(key).targets) == (("source",), ("location",))
    assert "one label at least" in refusal(lambda: relations.change_relation(made, key, sources=()))
    assert "already" in refusal(lambda: relations.add_relation(made, "Works for"))
    assert "Add a label first" in refusal(lambda: relations.add_relation(Scheme(), "says"))
    assert relations.drop_relation(made, key) == ONE


def test_a_reason_that_is_renamed_keeps_its_key() -> None:
    names = [one.name for one in ONE.reasons]
    names[1] = "the edges are wrong"
    made = relations.put_reasons(ONE, names)
    assert [one.key for one in made.reasons] == [one.key for one in ONE.reasons]
    assert made.reasons[1].name == "the edges are wrong"
    more = relations.put_reasons(ONE, [*names, "too long"])
    assert more.reasons[-1].shortcut == "6"
    assert "twice" in refusal(lambda: relations.put_reasons(ONE, ["one", "One"]))
    assert "at least" in refusal(lambda: relations.put_reasons(ONE, []))


# Files


def test_a_scheme_in_the_place_of_another_retires_what_is_in_use() -> None:
    file = Scheme(labels=(Label(key="person"), Label(key="source", colour="red")))
    made = adopted(ONE, file, {"location"})
    assert keys(made) == ["person", "source", "location"]
    assert made.label("location").retired
    assert made.label("source").colour == "red"
    assert made.version == ONE.version
    # A relation whose other end is gone goes with it.
    assert "says" not in [one.key for one in made.relations]


def test_adding_a_scheme_leaves_what_is_there() -> None:
    file = Scheme(labels=(Label(key="source", colour="red"), Label(key="person", shortcut="1"),
                          Label(key="x", name="Location")))  # fmt: skip
    made = extended(ONE, file)
    assert keys(made) == ["source", "location", "figure", "person"]
    assert made.label("source").colour == "purple"
    assert made.label("person").shortcut == ""
    assert same(extended(ONE, ONE), ONE)


# A draft put on what the scheme has become


def test_changes_of_two_go_together() -> None:
    mine = labels.change_label(ONE, "source", name="Voice")
    mine, _ = labels.add_label(mine, "Weapon")
    theirs = labels.change_label(ONE, "source", colour="red", examples=Examples(tag=("[[a]]",)))
    theirs, _ = labels.add_label(theirs, "Boat")
    made = rebased(ONE, mine, theirs)
    source = made.label("source")
    assert (source.name, source.colour, source.examples.tag) == ("Voice", "red", ("[[a]]",))
    assert {"weapon", "boat"} < set(keys(made))
    # Both took the digit 4: the draft's label keeps it.
    assert (made.label("weapon").shortcut, made.label("boat").shortcut) == ("4", "")


def test_what_one_took_out_stays_out_unless_the_other_changed_it() -> None:
    both, key = labels.add_label(ONE, "Boat")
    gone = labels.drop_label(both, key)
    assert same(rebased(both, gone, both), gone)
    assert same(rebased(both, both, gone), gone)
    renamed = labels.change_label(both, key, name="Ship")
    assert rebased(both, gone, renamed).label(key).name == "Ship"
    assert rebased(both, renamed, gone).label(key).name == "Ship"


_steps = st.one_of(
    st.builds(lambda name: ("add", name), st.text(min_size=1, max_size=5)),
    st.builds(lambda at, n: ("move", at, n), st.integers(0, 9), st.integers(-3, 3)),
    st.builds(lambda a, b: ("merge", a, b), st.integers(0, 9), st.integers(0, 9)),
    st.builds(lambda a, b: ("nest", a, b), st.integers(0, 9), st.integers(0, 9)),
    st.builds(lambda at: ("retire", at), st.integers(0, 9)),
    st.builds(lambda at: ("back", at), st.integers(0, 9)),
    st.builds(lambda at, digit: ("digit", at, digit), st.integers(0, 9), st.sampled_from("123")),
)


def _do(scheme: Scheme, step: tuple[Any, ...]) -> Scheme:
    def key(at: int) -> str:
        return scheme.labels[at % len(scheme.labels)].key

    name, *rest = step
    try:
        match name:
            case "add":
                return labels.add_label(scheme, rest[0])[0]
            case "move":
                return labels.move_label(scheme, key(rest[0]), rest[1])
            case "merge":
                return labels.merge_labels(scheme, key(rest[0]), key(rest[1]))
            case "nest":
                return labels.nest(scheme, key(rest[0]), key(rest[1]))
            case "retire":
                return labels.retire(scheme, key(rest[0]))
            case "back":
                return labels.bring_back(scheme, key(rest[0]))
        return labels.change_label(scheme, key(rest[0]), shortcut=rest[1])
    except UserProblem:
        return scheme


@given(st.lists(_steps, max_size=12))
def test_whatever_is_done_holds_together(steps: list[tuple[Any, ...]]) -> None:
    made = ONE
    for step in steps:
        made = _do(made, step)
    assert checked(made) == made
    assert set(keys(ONE)) <= set(keys(made))
    assert all(not made.label(end).merged_into for end in made.merges().values())


@given(st.lists(_steps, max_size=6), st.lists(_steps, max_size=6))
def test_two_drafts_go_together_or_say_why(
    mine: list[tuple[Any, ...]], theirs: list[tuple[Any, ...]]
) -> None:
    draft, now = ONE, ONE
    for step in mine:
        draft = _do(draft, step)
    for step in theirs:
        now = _do(now, step)
    try:
        made = rebased(ONE, draft, now)
    except UserProblem:
        return
    assert checked(made) == made
    assert set(keys(draft)) | set(keys(now)) == set(keys(made))
    if not mine:
        assert same(made, labels.in_tree_order(now))
