"""brat: what is written comes back, and brat itself would take it."""

from __future__ import annotations

import json
import re

from hypothesis import given, settings

from annotator.model.incoming import IncomingAnnotation
from annotator.model.records import ArticleRecord
from annotator.model.scheme import Scheme
from tests.formats.records import PEOPLE, SCHEME, annotation, article, articles, relation
from tests.formats.writing import read, write


def _plain(one: IncomingAnnotation) -> tuple[object, ...]:
    return (
        one["label"],
        one.get("fragments") or [[one["start"], one["end"]]],
        one.get("attributes", {}),
        one.get("note", ""),
        one.get("certainty", "sure"),
    )


@given(records=articles())
@settings(max_examples=60)
def test_what_is_written_comes_back_but_for_what_is_said(records: list[ArticleRecord]) -> None:
    files, losses = write("brat", records)
    back, reader = read("brat", files)
    assert (reader.skipped, reader.notes, reader.problems) == ([], [], {})
    left_out = {loss.annotation for loss in losses if loss.kind and loss.kind.effect == "left out"}
    for record, incoming in zip(records, back, strict=True):
        assert incoming.text == record["text"]
        for key in ("title", "url", "outlet", "byline", "published", "language"):
            assert getattr(incoming.metadata, key) == record[key]
        names: dict[tuple[str | None, str], str] = {}
        for person in PEOPLE:
            theirs = [one for one in record["annotations"] if one["annotator"] == person]
            theirs = [one for one in theirs if one["id"] not in left_out]
            found = [one for one in incoming.annotations if one.get("annotator") == person]
            assert [_plain(one) for one in found] == [
                (
                    one["label"], one["fragments"], one["attributes"], one["note"],
                    one.get("certainty", "sure"),
                )
                for one in theirs
            ]  # fmt: skip
            names |= {
                (person, one["id"]): other["id"]
                for one, other in zip(found, theirs, strict=True)
                if "id" in one
            }
        assert {one.get("annotator") for one in incoming.annotations} <= set(PEOPLE)
        ties = [
            (
                one["type"],
                names.get((one.get("annotator"), one["from"]), one["from"]),
                names.get((one.get("annotator"), one["to"]), one["to"]),
                one.get("annotator"),
                one.get("note", ""),
            )
            for one in incoming.relations
        ]
        lost = [loss.annotation for loss in losses if loss.reason == "relation"]
        assert ties == [
            (one["type"], one["from"], one["to"], one["annotator"], one["note"])
            for one in record["relations"]
            if one["from"] not in lost
        ]
    for record in records:
        for one in record["annotations"]:
            blank = not one["quote"].strip("\t\n\v\f\x1c\x1d\x1e\x85\u2028\u2029 ")
            assert one["id"] not in left_out or blank
            renamed = any(
                loss.annotation == one["id"] and loss.reason == "label-charset" for loss in losses
            )
            plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", one["label"]) is not None
            assert renamed is not (plain or one["id"] in left_out)


@given(records=articles())
@settings(max_examples=40)
def test_brat_takes_every_line(records: list[ArticleRecord]) -> None:
    files, _ = write("brat", records)
    types = _entities(files["annotation.conf"].decode())
    spans = 0
    for name, data in files.items():
        if name.endswith(".ann"):
            text = files[name.removesuffix("ann") + "txt"].decode()
            spans += _judge(data.decode(), text, types)
    assert spans <= sum(len(record["annotations"]) for record in records)


def _entities(conf: str) -> set[str]:
    """Give the types of spans, and see that the sections hold what brat's reader of them takes."""
    sections = dict(re.findall(r"^\[(\w+)\]\n((?:(?!\[).+\n)*)", conf, re.MULTILINE))
    assert list(sections) == ["entities", "relations", "events", "attributes"]
    types = set(sections["entities"].split())
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_-]*", one) for one in types)
    for line in sections["relations"].splitlines():
        name, arguments = line.split("\t")
        first, second, *_ = arguments.split(", ")
        if name != "<OVERLAP>":
            for part in (first.removeprefix("Arg1:"), second.removeprefix("Arg2:")):
                assert set(part.split("|")) <= types
    assert "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n" in sections["relations"]
    return types


def _judge(content: str, text: str, types: set[str]) -> int:
    """Read standoff as brat's manual and its server have it, with nothing of ours; count spans.

    Lines are broken wherever Python breaks them, as the server's reader does.
    """
    ids: set[str] = set()
    lines = content.splitlines()
    assert content == "".join(f"{line}\n" for line in lines)
    for line in lines:
        name, rest = line.split("\t", 1)
        assert re.fullmatch(r"[TRA#][1-9][0-9]*", name)
        assert name not in ids
        ids.add(name)
        data, _, tail = rest.partition("\t")
        if name[0] == "T":
            kind, places = data.split(" ", 1)
            assert kind in types
            last, parts = -1, []
            for place in places.split(";"):
                start, end = (int(at) for at in place.split(" "))
                assert last < start < end <= len(text)
                last = end
                parts.append(text[start:end])
            assert "\t" not in tail
            assert tail == " ".join(parts)
    for line in lines:
        name, rest = line.split("\t", 1)
        data, _, tail = rest.partition("\t")
        if name[0] == "A":
            assert re.fullmatch(r"\S+ T\d+( \S+)?", data)
            assert data.split(" ")[1] in ids
        elif name[0] == "R":
            found = re.fullmatch(r"(\S+) Arg1:(T\d+) Arg2:(T\d+)", data)
            assert found is not None
            assert {found[2], found[3]} <= ids
        elif name[0] == "#":
            kind, about = data.split()
            assert about in ids
            assert kind in {"AnnotatorNotes", "AnnotatorData"}
            assert tail
    return sum(name.startswith("T") for name in lines)


def test_a_fragment_over_two_lines_is_two_and_comes_back_as_one() -> None:
    text = "one two\nthree\tfour\u2028five"
    record = article(
        text,
        [
            annotation(text, [(4, 13)], 1),
            annotation(text, [(0, 7), (8, 13)], 2, label="figure"),
            annotation(text, [(14, 23)], 3),
            annotation(text, [(7, 8)], 4),
        ],
    )
    files, losses = write("brat", [record])
    (ann,) = (data.decode() for name, data in files.items() if name.endswith(".ann"))
    assert [line for line in ann.split("\n") if line.startswith("T")] == [
        "T1\tfigure 0 7;8 13\tone two three",
        "T2\tsource 4 7;8 13\ttwo three",
        "T3\tsource 14 18;19 23\tfour five",
    ]
    (back,), _ = read("brat", files)
    assert [one.get("fragments") for one in back.annotations] == [[[0, 7], [8, 13]], None, None]
    assert losses[0].detail == "left out: brat has no place for them"


def test_labels_and_people_keep_their_names_by_the_table() -> None:
    text = "Ann Lee left."
    record = article(
        text,
        [
            annotation(text, [(0, 7)], 1, label="a “label”, дата", annotator=PEOPLE[2]),
            annotation(text, [(0, 7)], 2, label="=x", annotator=PEOPLE[1]),
        ],
    )
    files, losses = write("brat", [record])
    assert json.loads(files["labels.json"])["labels"]["a_label"] == "a “label”, дата"
    assert [loss.reason for loss in losses].count("label-charset") == 2
    (back,), _ = read("brat", files)
    assert {(one["label"], one.get("annotator")) for one in back.annotations} == {
        ("a “label”, дата", PEOPLE[2]),
        ("=x", PEOPLE[1]),
    }


def test_what_is_yes_or_no_or_one_of_a_list_is_an_attribute_of_brats() -> None:
    scheme = Scheme.model_validate(
        {
            "labels": [
                {
                    "key": "source",
                    "attributes": [
                        {"kind": "flag", "key": "is named"},
                        {"kind": "choice", "key": "kind", "choices": ["person", "two words"]},
                    ],
                },
                {"key": "figure", "attributes": [{"kind": "flag", "key": "kind"}]},
            ],
        }
    )
    text = "Ann Lee left."
    values = (
        {"is named": True, "kind": "person"}, {"is named": False, "kind": "two words"},
    )  # fmt: skip
    marks = [annotation(text, [(0, 7)], at, attributes=one) for at, one in enumerate(values)]
    marks.append(annotation(text, [(0, 3)], 3, label="figure", attributes={"kind": True}))
    files, _ = write("brat", [article(text, marks)], scheme=scheme)
    (ann,) = (data.decode() for name, data in files.items() if name.endswith(".ann"))
    lines = [line for line in ann.split("\n") if line.startswith(("A", "#"))]
    assert [line.split("\t", 1)[1] for line in lines] == [
        "kind_2 T1",
        "is_named T2",
        "kind T2 person",
        'AnnotatorData T3\t{"attributes":{"is named":false,"kind":"two words"}}',
    ]
    conf = files["annotation.conf"].decode()
    assert "is_named\tArg:source\nkind_2\tArg:figure\nkind\tArg:source, Value:person\n" in conf
    (back,), _ = read("brat", files)
    assert [one.get("attributes") for one in back.annotations] == [{"kind": True}, *values]


def test_relations_of_two_peoples_annotations_lie_beside() -> None:
    text = "Ann Lee left."
    marks = [annotation(text, [(0, 3)], 1), annotation(text, [(4, 7)], 2, annotator=PEOPLE[1])]
    ties = [relation(3, marks[0]["id"], marks[1]["id"])]
    files, losses = write("brat", [article(text, marks, ties)])
    assert not any(b"\nR1" in data for data in files.values())
    (back,), _ = read("brat", files)
    assert [(one["from"], one["to"]) for one in back.relations] == [
        (marks[0]["id"], marks[1]["id"])
    ]
    assert [one.get("id") for one in back.annotations] == [one["id"] for one in marks]
    assert "relation" not in {loss.reason for loss in losses}


def test_what_something_refers_to_keeps_its_id() -> None:
    text = "Ann Lee met Ben and left."
    marks = [annotation(text, [(at, at + 3)], at + 1) for at in (0, 4, 8, 12, 16)]
    marks[0]["made_from"] = [marks[1]["id"]]
    marks[0]["attributes"] = {"link": marks[2]["id"]}
    tie = relation(9, marks[3]["id"], marks[4]["id"])
    tie["annotator"] = PEOPLE[1]
    files, losses = write("brat", [article(text, marks, [tie])])
    (back,), _ = read("brat", files)
    assert [one.get("id") for one in back.annotations] == [None, *(one["id"] for one in marks[1:])]
    first = next(iter(back.annotations))
    assert first.get("made_from") == [marks[1]["id"]]
    assert first.get("attributes") == {"link": marks[2]["id"]}
    (relates,) = back.relations
    assert (relates["from"], relates["to"]) == (marks[3]["id"], marks[4]["id"])
    assert relates.get("annotator") == PEOPLE[1]
    assert {loss.detail for loss in losses} == {
        "left out: ids, origins, when they were made, when they were changed"
    }


def test_what_was_changed_in_brat_is_what_counts() -> None:
    text = "one two\nthree"
    mark = annotation(text, [(0, 8)], 1, note="who\nis it?")
    files, _ = write("brat", [article(text, [mark])])
    (name,) = (name for name in files if name.endswith(".ann"))
    files[name] = files[name].replace(b"who is it?", b"nobody")
    files[name] = files[name].replace(b"0 7\tone two", b"0 3\tone")
    (back,), _ = read("brat", files)
    (one,) = back.annotations
    assert (one.get("note"), one["end"]) == ("nobody", 3)


def test_texts_that_differ_between_folders_are_articles_of_their_own() -> None:
    text = "Ann Lee"
    marks = [annotation(text, [(0, 3)], 1), annotation(text, [(0, 3)], 2, annotator=PEOPLE[3])]
    files, _ = write("brat", [article(text, marks)])
    files["Ann_Lee/00001-Talks.txt"] = b"Ann Lee left"
    found, reader = read("brat", files)
    assert [one.text for one in found] == ["Ann Lee", "Ann Lee left"]
    assert "another one than in the other folders" in reader.skipped[0].reason


def test_the_scheme_of_tests_has_a_name_for_each_label() -> None:
    files, _ = write("brat", [])
    named = json.loads(files["labels.json"])["labels"]
    assert sorted(named.values()) == sorted(label.key for label in SCHEME.labels)
