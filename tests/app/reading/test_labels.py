"""Labels and annotators of other people's files are counted, mapped to ours, and left out aloud."""

from __future__ import annotations

from typing import Any

from annotator.app.reading.labels import LabelMapping
from annotator.model.article import Metadata
from annotator.model.incoming import Incoming

TEXT = "Anna said that Boris left Tromsø."


def article(*annotations: dict[str, Any], **more: Any) -> Incoming:
    return Incoming(TEXT, Metadata(), annotations=annotations, where="a.json", **more)  # type: ignore[arg-type]


def marked(label: str, start: int = 0, end: int = 4, **more: Any) -> dict[str, Any]:
    return {"label": label, "start": start, "end": end, **more}


def through(mapping: LabelMapping, *articles: Incoming) -> list[Incoming]:
    return list(mapping.through(iter(articles)))


def test_labels_and_people_are_counted_with_a_first_quote() -> None:
    mapping = LabelMapping(known={"source"})
    given = article(
        marked("PER"), marked("PER", 15, 20, annotator="Ben"), marked("source", quote="Anna!")
    )
    (taken,) = through(mapping, given)
    assert taken.annotations == list(given.annotations)
    assert mapping.counted() == [("PER", "PER", 2, "Anna"), ("source", "source", 1, "Anna!")]
    assert mapping.people() == [(None, 2), ("Ben", 1)]
    # A second round begins anew.
    through(mapping, given)
    assert mapping.counted()[0].annotations == 2


def test_labels_become_ours() -> None:
    mapping = LabelMapping(labels={"PER": "source"}, known={"source"})
    (taken,) = through(mapping, article(marked("PER", note="n"), marked("LOC", 26, 32)))
    assert [one["label"] for one in taken.annotations] == ["source", "LOC"]
    assert next(iter(taken.annotations))["note"] == "n"
    assert [(one.label, one.key) for one in mapping.counted()] == [
        ("LOC", "LOC"),
        ("PER", "source"),
    ]


def test_what_is_left_out_is_said_with_the_links_at_it() -> None:
    mapping = LabelMapping(labels={"MISC": None}, known={"source"})
    given = article(
        marked("PER", id="1"), marked("MISC", id="2"), marked("MISC", id="3"),
        relations=[{"type": "says", "from": "1", "to": end} for end in "21"],
    )  # fmt: skip
    (taken,) = through(mapping, given)
    assert [one["label"] for one in taken.annotations] == ["PER"]
    assert [one["to"] for one in taken.relations] == ["1"]
    assert mapping.left_out() == [
        ("The import", "2 annotations of “MISC”: as asked for"),
        ("The import", "1 link to annotations that were left out"),
    ]


def test_new_labels_may_be_left_out_altogether() -> None:
    mapping = LabelMapping(labels={"PER": "source", "ORG": "outlet"}, known={"source"}, new="skip")
    (taken,) = through(mapping, article(marked("PER"), marked("ORG"), marked("LOC")))
    assert [one["label"] for one in taken.annotations] == ["source"]
    assert [one.reason for one in mapping.left_out()] == [
        "1 annotation of “LOC”: the scheme has no such label",
        "1 annotation of “ORG”: the scheme has no such label",
    ]


def test_people_become_ours_wherever_they_are_named() -> None:
    mapping = LabelMapping(annotators={"user1": "Olena"})
    (taken,) = through(
        mapping,
        article(
            marked("source", annotator="user1"), marked("source", annotator="user2"),
            marked("source"),
            relations=[{"type": "says", "from": "1", "to": "2", "annotator": "user1"}],
            verdicts=[{"decision": "accept", "cites": [], "reviewer": "user1"}],
            comments=[{"text": "So?", "author": "user1"}],
            states={"user1": "done"}, none={"user1": ["figure"]}, kinds={"user1": "suggester"},
        ),
    )  # fmt: skip
    assert [one.get("annotator") for one in taken.annotations] == ["Olena", "user2", None]
    assert [one.get("annotator") for one in taken.relations] == ["Olena"]
    assert taken.verdicts[0].get("reviewer") == "Olena"
    assert taken.comments[0].get("author") == "Olena"
    assert (taken.states, taken.none) == ({"Olena": "done"}, {"Olena": ["figure"]})
    assert taken.kinds == {"Olena": "suggester"}


def test_labels_of_which_somebody_found_none_are_mapped_as_well() -> None:
    mapping = LabelMapping(labels={"PER": "source", "MISC": None})
    (taken,) = through(mapping, article(none={"Ben": ["PER", "MISC", "LOC"]}))
    assert taken.none == {"Ben": ["source", "LOC"]}
