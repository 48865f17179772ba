"""Saving schemes: data carried over in one step, weighed before, read alike by teams."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator import Project
from annotator.app.scheming import attributes, labels, relations
from annotator.app.scheming.planning import Plan, Touch
from annotator.app.scheming.scheming import SchemeChangedError, same
from annotator.model.attributes import ChoiceAttribute, NumberAttribute, TextAttribute
from annotator.model.scheme import Scheme
from tests.app.refusal import refusal
from tests.nasty import CANONICAL

TEXT = "Olena saw Kyiv and Odesa 🇺🇦. Mei saw Kyiv."


@pytest.fixture
def cities(project: Project) -> Project:
    """Give Olena's project with a label “City”, of which she has two and Mei one."""
    made, city = labels.add_label(project.scheme, "City", parent="location")
    made = attributes.put_attribute(made, city, _kind())
    made = attributes.put_attribute(made, city, TextAttribute(kind="text", key="mayor"))
    project.schemes.save(made)
    article = project.import_text(TEXT)
    project.annotate(article.id, 10, 14, city, attributes={"kind": "capital", "mayor": "K."})
    project.annotate(article.id, 19, 24, city, attributes={"kind": "port"})
    project.work_as("Mei")
    project.annotate(article.id, 36, 40, city, attributes={"kind": "capital"})
    project.work_as("Olena")
    return project


def test_who_works_blind_is_listed_nothing_of_others(cities: Project) -> None:
    project = cities
    city = project.annotations()[0].label
    touch = Touch("retired", city)
    retired = labels.retire(project.scheme, city)
    project.team.set_blind(blind=True)

    def listed() -> list[list[str]]:
        found = (
            project.schemes.touched(retired, touch),
            project.schemes.tagged_before(city, "9999"),
        )
        return [[one.annotator for one in some] for some in found]

    assert listed() == [["Olena", "Olena", "Mei"]] * 2
    project.session.keeps_blind = True
    assert listed() == [["Olena", "Olena"]] * 2
    project.corpus.set_state(next(project.articles()).id, "done")
    assert listed() == [["Olena", "Olena", "Mei"]] * 2


def _kind(*values: str) -> ChoiceAttribute:
    choices = values or ("capital", "port")
    return ChoiceAttribute.model_validate({"kind": "choice", "key": "kind", "choices": choices})


def said(project: Project) -> list[tuple[str, str, dict[str, object]]]:
    return [(one.annotator, one.label, dict(one.attributes)) for one in project.annotations()]


def stored(project: Project) -> list[str]:
    """Give the labels as they stand in the file."""
    rows = project.session.database.connection.execute(
        "SELECT w.text FROM annotation a JOIN word w ON w.id = a.label ORDER BY a.start"
    )
    return [text for (text,) in rows]


# Merging


def test_a_merge_is_one_step_for_everybody(cities: Project) -> None:
    before = said(cities)
    merged = labels.merge_labels(cities.scheme, "city", "location")
    saved = cities.schemes.save(merged, base=cities.scheme)
    assert (saved.version, cities.scheme.version) == (3, 3)
    assert {label for _, label, _ in said(cities)} == {"location"}
    # One's own are rewritten; another's stays as it was written, and is read with the other label.
    assert stored(cities) == ["location", "location", "city"]
    assert [values for _, _, values in said(cities)] == [values for _, _, values in before]
    assert cities.schemes.counts() == {"location": 3}
    assert len(cities.annotations(labels=["location"])) == 3
    assert cities.annotations(labels=["city"]) == []
    title = cities.next_undo().title  # type: ignore[union-attr]
    assert title.startswith("Save scheme version 3: “City” was merged into “Location”")
    cities.undo()
    assert said(cities) == before
    cities.redo()
    assert {label for _, label, _ in said(cities)} == {"location"}


def test_who_edits_a_merged_annotation_writes_the_new_label(cities: Project) -> None:
    cities.schemes.save(labels.merge_labels(cities.scheme, "city", "location"))
    cities.work_as("Mei")
    (mine,) = cities.annotations(annotators=["Mei"])
    cities.update(mine.id, note="seen")
    assert stored(cities) == ["location"] * 3
    assert "retired" in refusal(cities.annotate, mine.article, 0, 5, "city")


def test_painting_and_searching_see_the_new_label(cities: Project) -> None:
    cities.schemes.save(labels.merge_labels(cities.scheme, "city", "location"))
    (article,) = cities.articles()
    marks = cities.annotating.marks(article.id)
    assert {mark.label for mark in marks} == {"location"}
    mark = cities.annotating.mark(marks[-1].entity)
    assert mark is not None
    assert mark.label == "location"


def test_what_was_looked_for_is_not_none_after_a_merge(cities: Project) -> None:
    (article,) = cities.articles()
    assert "location" in cities.corpus.set_state(article.id, "done")
    cities.schemes.save(labels.merge_labels(cities.scheme, "city", "location"))
    assert "location" not in cities.corpus.found_none(article.id)
    assert "city" not in cities.corpus.found_none(article.id)


def test_a_verdict_stands_through_a_merge(cities: Project) -> None:
    (article,) = cities.articles()
    unit, *_ = cities.reviewing.article(article.id).units
    cities.reviewing.accept(article.id, unit)
    states = [one.state for one in cities.reviewing.article(article.id).units]
    cities.schemes.save(labels.merge_labels(cities.scheme, "city", "location"))
    after = cities.reviewing.article(article.id).units
    assert [one.state for one in after] == states
    assert after[0].verdict is not None
    assert {one.label for item in after for one in item.unit.annotations} == {"location"}


def test_a_merge_travels_in_a_bundle(cities: Project, tmp_path: Path) -> None:
    first = tmp_path / "first.annotz"
    cities.bundle(first)
    from annotator.app.exchange.starting import start_from_bundle  # noqa: PLC0415

    with start_from_bundle(first, tmp_path / "mei.annot", "Mei") as theirs:
        (article,) = theirs.articles()
        theirs.annotate(article.id, 19, 24, "city", attributes={"kind": "port"})
        cities.schemes.save(labels.merge_labels(cities.scheme, "city", "location"))
        second = tmp_path / "second.annotz"
        cities.bundle(second)
        theirs.merge(second)
        # What Mei tagged before she knew of it is read with the new label, here and there.
        assert {label for _, label, _ in said(theirs)} == {"location"}
        back = tmp_path / "back.annotz"
        theirs.bundle(back)
        assert theirs.check() == []
    cities.merge(back)
    assert {label for _, label, _ in said(cities)} == {"location"}
    assert cities.conflicts() == []


def test_an_export_names_the_label_that_stays(cities: Project, tmp_path: Path) -> None:
    cities.schemes.save(labels.merge_labels(cities.scheme, "city", "location"))
    cities.export(tmp_path / "out.jsonl", format="jsonl")
    (line,) = (tmp_path / "out.jsonl").read_text().splitlines()
    assert {one["label"] for one in json.loads(line)["annotations"]} == {"location"}


def test_a_merge_without_fields_drops_own_values_alone(cities: Project) -> None:
    bare = labels.merge_labels(cities.scheme, "city", "location", fields=False)
    effects = {one.touch: one for one in cities.schemes.weigh(bare).effects}
    lost = effects[Touch("lost", "city", "kind")]
    assert (lost.annotations, lost.others) == (3, 1)
    assert "1 of others stay as they wrote them" in lost.text
    cities.schemes.save(bare)
    assert said(cities) == [
        ("Olena", "location", {}),
        ("Olena", "location", {}),
        ("Mei", "location", {"kind": "capital"}),
    ]
    cities.undo()
    assert said(cities)[0][2] == {"kind": "capital", "mayor": "K."}


# Attributes


def test_a_value_that_goes_into_another_carries_own_values(cities: Project) -> None:
    kind = ChoiceAttribute.model_validate(
        {
            "kind": "choice",
            "key": "kind",
            "choices": [{"key": "seat", "formerly": ["capital"]}, "port"],
        }
    )
    new = attributes.put_attribute(cities.scheme, "city", kind, instead_of="kind")
    effects = {one.touch: one.annotations for one in cities.schemes.weigh(new).effects}
    assert effects == {Touch("renamed", "city", "kind"): 2}
    cities.schemes.save(new)
    assert [values["kind"] for _, _, values in said(cities)] == ["seat", "port", "capital"]
    # Mei's is hers; it is taken for the new value, and is no problem.
    (mei,) = cities.annotations(annotators=["Mei"])
    assert cities.annotating.flaws("city", mei.attributes) == []


def test_what_a_change_touches_can_be_listed(cities: Project) -> None:
    new = attributes.drop_attribute(cities.scheme, "city", "mayor")
    new = attributes.put_attribute(new, "city", _kind("port"), instead_of="kind")
    size = NumberAttribute(kind="number", key="size", required=True)
    new = attributes.put_attribute(new, "city", size)
    weight = cities.schemes.weigh(new)
    assert (weight.annotations, weight.kept) == (3, 0)
    assert {(one.touch.effect, one.touch.attribute): one.annotations for one in weight.effects} == {
        ("lost", "mayor"): 1,
        ("misfit", "kind"): 2,
        ("missing", "size"): 3,
    }
    found = list(cities.schemes.touched(new, Touch("misfit", "city", "kind")))
    assert [(one.start, one.annotator) for one in found] == [(10, "Olena"), (36, "Mei")]
    cities.schemes.save(new)
    # A value that does not fit stays, as a problem.
    assert said(cities)[0][2] == {"kind": "capital"}
    assert all(mark.flawed for mark in cities.annotating.marks(found[0].article))


def test_looks_alone_touch_nothing(cities: Project) -> None:
    new = labels.change_label(
        cities.scheme, "city", name="Town", colour="red", definition="A town."
    )
    weight = cities.schemes.weigh(new)
    assert (weight.kept, weight.effects) == (3, ())
    assert Plan(cities.scheme, new).labels == []


def test_relations_that_do_not_fit_are_counted(cities: Project) -> None:
    made, key = relations.add_relation(cities.scheme, "near")
    made = relations.change_relation(made, key, sources=("city",), targets=("city",))
    cities.schemes.save(made)
    first, second, _ = cities.annotations()
    cities.relate(first.id, key, second.id)
    narrow = relations.change_relation(cities.scheme, key, sources=("source",))
    assert cities.schemes.weigh(narrow).relations == 1
    assert cities.schemes.weigh(relations.drop_relation(cities.scheme, key)).relations == 1
    merged = labels.merge_labels(cities.scheme, "city", "location")
    assert cities.schemes.weigh(merged).relations == 0
    assert cities.schemes.relation_counts() == {key: 1}


# Saving


def test_only_the_owner_saves(cities: Project) -> None:
    cities.work_as("Mei")
    assert "Olena’s" in cities.schemes.why_not()
    assert "only Olena" in refusal(cities.schemes.save, labels.retire(cities.scheme, "city"))
    (article,) = cities.articles()
    assert "Olena" in refusal(
        cities.schemes.add_example, article.id, [(10, 14)], "city", positive=True
    )
    assert cities.scheme.version == 2


def test_a_read_only_project_says_so(cities: Project) -> None:
    with Project.open(cities.path, "Olena", read_only=True) as again:
        assert "read-only" in again.schemes.why_not()


def test_two_windows_do_not_save_over_each_other(cities: Project) -> None:
    base = cities.scheme
    with Project.open(cities.path, "Olena") as other:
        other.schemes.save(labels.retire(base, "figure"))
    with pytest.raises(SchemeChangedError):
        cities.schemes.save(labels.change_label(base, "city", name="Town"), base=base)
    assert cities.session.items.scheme().label("figure").retired


def test_a_label_in_use_cannot_be_left_out(cities: Project) -> None:
    file = cities.scheme.model_copy(
        update={
            "labels": tuple(one for one in cities.scheme.labels if one.key != "city"),
        }
    )
    assert "has 3 annotations" in refusal(cities.schemes.save, file)


def test_nothing_different_saves_nothing(cities: Project) -> None:
    steps = sum(1 for _ in cities.history())
    assert cities.schemes.save(cities.scheme) is cities.scheme
    assert sum(1 for _ in cities.history()) == steps


def test_versions_say_what_was_different(cities: Project) -> None:
    cities.schemes.save(labels.change_label(cities.scheme, "city", name="Town", colour="gold"))
    cities.undo()
    newest, *_ = versions = cities.schemes.versions()
    assert [one.version for one in versions] == [2, 3, 2, 1]
    assert newest.annotator == "Olena"
    assert [change.text for change in versions[1].changes] == [
        "“City” is now called “Town”.",
        f"“Town” is gold instead of {cities.scheme.label('city').colour}.",
    ]
    assert versions[-1].changes == ()
    assert versions[1].labels["city"].name == "Town"


def test_versions_say_what_was_written_anew_and_lead_to_what_was_tagged_before(
    cities: Project,
) -> None:
    cities.schemes.save(labels.merge_labels(cities.scheme, "city", "location"))
    (article,) = cities.articles()
    cities.annotate(article.id, 0, 5, "location")
    merged = cities.schemes.versions()[0]
    # Mei's stays as she wrote it.
    assert merged.rewritten == 2
    assert [one.rewritten for one in cities.schemes.versions()[1:]] == [0, 0]
    before = [one.quote for one in cities.schemes.tagged_before("city", merged.at)]
    assert before == ["Kyiv", "Odesa", " Kyi"]
    cities.undo()
    cities.undo()
    assert cities.schemes.versions()[0].rewritten == 2


# Files


def test_a_scheme_goes_to_a_file_and_comes_back(cities: Project, tmp_path: Path) -> None:
    file = tmp_path / "scheme.json"
    cities.schemes.to_file(file)
    assert same(Scheme.model_validate_json(file.read_bytes()), cities.scheme)
    with Project.create(tmp_path / "other.annot", annotator="Olena") as other:
        other.schemes.save(other.schemes.from_file(file))
        assert same(other.scheme, cities.scheme)
    assert "cannot be written" in refusal(cities.schemes.to_file, tmp_path / "no" / "where.json")
    assert "cannot be read" in refusal(cities.schemes.from_file, tmp_path / "none.json")


# Examples


@pytest.mark.parametrize("name", sorted(CANONICAL))
def test_an_example_of_any_text(project: Project, name: str) -> None:
    text = f"Before. {CANONICAL[name]} after."
    article = project.import_text(text)
    end = len(article.text) - len(" after.")
    if "[[" in article.text or end <= 8:
        return
    words = project.schemes.add_example(article.id, [(8, end)], "source", positive=True)
    assert project.scheme.label("source").examples.tag[-1] == words
    assert words.count("[[") == words.count("]]") == 1
    project.schemes.add_example(article.id, [(8, end)], "source", positive=False)
    label = project.scheme.label("source")
    assert words in label.examples.leave
    assert words not in label.examples.tag
