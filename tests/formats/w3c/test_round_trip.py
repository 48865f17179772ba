"""W3C Web Annotation: what is written comes back, and another reader of JSON-LD agrees."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from annotator import Project
from annotator.formats.w3c.plain import plain_annotation
from annotator.formats.w3c.terms import CONTEXT as ADDRESS
from annotator.model.records import ArticleRecord
from tests.formats.coming_back import come_back, written
from tests.formats.golden import GOLDEN
from tests.formats.records import MOMENT, annotation, article, articles, identity, relation
from tests.formats.w3c.context import CONTEXT
from tests.formats.writing import read, write

_OA = "http://www.w3.org/ns/oa#"
_VALUE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"
_VERDICT: dict[str, Any] = {
    "id": identity(901), "reviewer": "Olena", "decision": "reject", "cites": [identity(1)],
    "outdated": [], "consensus": None, "reason": "ambiguous", "note": "=no", "rule": "",
    "created": MOMENT, "modified": MOMENT,
}  # fmt: skip
_COMMENT: dict[str, Any] = {
    "id": identity(902), "author": "Ann Lee", "about": None, "text": "a\nb", "act": "say",
    "after": [], "created": MOMENT, "modified": MOMENT,
}  # fmt: skip


def _full(text: str = "The minister 😀 said so.") -> ArticleRecord:
    return article(
        text,
        [
            annotation(text, [(0, 3), (13, 14)], 1, made_from=[identity(2)]),
            annotation(text, [(4, 12)], 2),
        ],
        [relation(3, identity(1), identity(2))],
        zones=[{"start": 0, "end": 5, "role": "headline"}, {"start": 6, "end": 9, "role": "body"}],
        states={"Olena": "look"},
        none={"Olena": ["figure"]},
        verdicts=[_VERDICT],
        comments=[_COMMENT],
        reference="wire-1",
    )


@settings(max_examples=60)
@given(records=articles())
def test_what_is_written_comes_back(records: list[ArticleRecord]) -> None:
    files, losses = write("w3c", records)
    assert losses == []
    incoming, reader = read("w3c", files)
    assert come_back(incoming) == written(records)
    assert reader.skipped == []
    assert reader.notes == []


def test_all_that_an_article_may_have_comes_back() -> None:
    records = [
        _full(),
        article("Nothing here.", states={"Olena": "done"}),
        _full("Another one, x."),
    ]
    records[2]["annotations"] = [annotation("Another one, x.", [(0, 7)], 11)]
    records[2]["relations"] = []
    records[2]["verdicts"] = []
    records[2]["comments"] = []
    files, losses = write("w3c", records)
    assert losses == []
    incoming, reader = read("w3c", files)
    assert come_back(incoming) == written(records)
    assert reader.skipped == []


def test_where_a_text_came_from_is_the_one_loss() -> None:
    losses = write("w3c", [article("A text.", source={"name": "a.txt"})])[1]
    assert [one.as_json() for one in losses] == [
        {
            "annotation": None,
            "article": article("A text.")["id"],
            "reason": "other",
            "detail": "left out: where its text came from",
        }
    ]


def test_without_texts_annotations_name_the_text_by_its_hash(project: Project) -> None:
    full = _full()
    files, losses = write("w3c", [full], {"texts": "none"})
    assert [one.detail for one in losses] == ["left out: its text"]
    assert b'"value":"The minister' not in files[""]
    incoming, reader = read("w3c", files)
    assert [(one.text, one.article) for one in incoming] == [("", full["id"])]
    assert len(list(incoming[0].annotations)) == 2
    assert reader.skipped == []


def test_the_golden_file_is_imported_into_a_project(project: Project) -> None:
    report = project.import_files([GOLDEN / "w3c" / "talks.jsonld"])
    assert report.skipped == ()
    assert report.annotations == 7
    assert report.relations == 2
    texts = [one.text for one in project.articles()]
    lines = (GOLDEN / "talks.jsonl").read_bytes().splitlines()
    expected = [json.loads(line) for line in lines]
    assert sorted(texts) == sorted(one["text"] for one in expected)


# Another reader


def _expanded(data: bytes) -> Any:
    """Expand a document as any reader of JSON-LD does, with the one context that it names."""

    def load(address: str, options: Any) -> dict[str, Any]:
        del options
        assert address == ADDRESS, "nothing else is asked for"
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": address,
            "document": {"@context": CONTEXT},
        }

    return jsonld.expand(json.loads(data), {"documentLoader": load})


def _judged(data: bytes) -> dict[str, tuple[list[str], list[tuple[int, int, str]], str]]:
    """Give what JSON-LD says of each annotation: label, places with their words, whose it is."""
    (collection,) = _expanded(data)
    (page,) = collection["http://www.w3.org/ns/activitystreams#first"]
    (items,) = page["http://www.w3.org/ns/activitystreams#items"]
    found: dict[str, tuple[list[str], list[tuple[int, int, str]], str]] = {}
    for item in items["@list"]:
        assert item["@type"] == [f"{_OA}Annotation"]
        if {"@id": f"{_OA}linking"} in item[f"{_OA}motivatedBy"]:
            continue
        labels = [
            body[_VALUE][0]["@value"]
            for body in item[f"{_OA}hasBody"]
            if body[f"{_OA}hasPurpose"] == [{"@id": f"{_OA}tagging"}]
        ]
        places = []
        for target in item[f"{_OA}hasTarget"]:
            position, quote = target[f"{_OA}hasSelector"]
            places.append(
                (
                    position[f"{_OA}start"][0]["@value"],
                    position[f"{_OA}end"][0]["@value"],
                    quote[f"{_OA}exact"][0]["@value"],
                )
            )
        creator = item["http://purl.org/dc/terms/creator"][0]["http://xmlns.com/foaf/0.1/name"]
        found[item["@id"]] = (labels, places, creator[0]["@value"])
    return found


@settings(max_examples=25, deadline=None)
@given(records=articles(most=2, spans=3), texts=st.sampled_from(["embedded", "none"]))
def test_another_reader_finds_the_same(records: list[ArticleRecord], texts: str) -> None:
    files, _ = write("w3c", records, {"texts": texts})
    expected = {
        f"urn:uuid:{one['id']}": (
            [one["label"]],
            [(start, end, record["text"][start:end]) for start, end in one["fragments"]],
            one["annotator"],
        )
        for record in records
        for one in record["annotations"]
    }
    assert _judged(files[""]) == expected


def test_a_quote_stands_between_what_is_around_it() -> None:
    text = "“😀 " + "x" * 40 + " The minister said " + "y" * 40
    start = text.index("The")
    files, _ = write("w3c", [article(text, [annotation(text, [(start, start + 12)], 1)])])
    item = json.loads(files[""])["first"]["items"][0]
    position, quote = item["target"]["selector"]
    assert (position["start"], position["end"]) == (start, start + 12)
    assert quote == {
        "type": "TextQuoteSelector",
        "prefix": "x" * 31 + " ",
        "exact": "The minister",
        "suffix": " said " + "y" * 26,
    }


def test_two_articles_at_one_address_stay_apart() -> None:
    texts = ("An earlier text.", "A later text.")
    records = [
        article(text, [annotation(text, [(0, 2), (3, 6)], number)], url="https://example.org/a")
        for number, text in enumerate(texts, 1)
    ]
    files, _ = write("w3c", records)
    assert come_back(read("w3c", files)[0]) == written(records)


def test_a_file_that_another_program_has_laid_out_anew_is_read_too() -> None:
    records = [_full(), article("Nothing here.", states={"Olena": "done"})]
    files, _ = write("w3c", records)
    anew = json.dumps(json.loads(files[""]), indent=2).encode()
    incoming, reader = read("w3c", {"": anew})
    assert come_back(incoming) == written(records)
    assert reader.skipped == []


@settings(max_examples=40)
@given(records=articles())
def test_the_quick_way_gives_the_same(records: list[ArticleRecord]) -> None:
    files, _ = write("w3c", records)
    quick, _ = read("w3c", files)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("annotator.formats.w3c.reading.plain_annotation", lambda *_: None)
        slow, _ = read("w3c", files)
    assert quick == slow


@pytest.mark.parametrize(
    "fields",
    [
        {"annotator:attributes": []},
        {"created": "yesterday"},
        {"motivation": "highlighting"},
        {"annotator:madeFrom": ["urn:uuid:x"]},
        {"id": "https://example.org/1"},
        {"body": {"type": "TextualBody", "purpose": "tagging", "value": " a "}},
        {"bodyValue": "more"},
    ],
    ids=str,
)
def test_the_quick_way_is_for_one_shape_alone(fields: dict[str, Any]) -> None:
    text = "A text."
    files, _ = write("w3c", [article(text, [annotation(text, [(0, 1)], 1)])])
    item = json.loads(files[""])["first"]["items"][0]
    address = item["target"]["state"]["cached"]["id"]
    item["target"]["state"]["cached"] = address
    assert plain_annotation(item, address) is not None
    assert plain_annotation(item | fields, address) is None
    assert plain_annotation(item, "urn:sha256:" + "0" * 64) is None
    item["target"]["selector"][0]["refinedBy"] = {"type": "CssSelector", "value": "p"}
    assert plain_annotation(item, address) is None


def test_a_file_that_is_cut_off_is_refused() -> None:
    data = write("w3c", [_full()])[0][""]
    at = data.rindex(b"\n]}")
    incoming, reader = read("w3c", {"": data[:at]})
    assert incoming == []
    assert [str(one) for one in reader.problems.values()] == [
        "talks.jsonld is cut off: its last line is missing."
    ]


def test_another_reader_finds_values_texts_and_links() -> None:
    record = _full()
    record["annotations"][0]["attributes"] = {"value": 1.5, "place": {"name": "Kyiv"}}
    (collection,) = _expanded(write("w3c", [record])[0][""])
    listed = json.dumps(collection, ensure_ascii=False)
    assert '{"@type": "@json", "@value": {"value": 1.5, "place": {"name": "Kyiv"}}}' in listed
    assert f'"{_VALUE}": [{{"@value": "The minister 😀 said so."}}]' in listed
    links = [
        one
        for one in collection["http://www.w3.org/ns/activitystreams#first"][0][
            "http://www.w3.org/ns/activitystreams#items"
        ][0]["@list"]
        if {"@id": f"{_OA}linking"} in one[f"{_OA}motivatedBy"]
    ]
    assert [one[f"{_OA}hasTarget"] for one in links] == [[{"@id": f"urn:uuid:{identity(1)}"}]]
    (_, body) = links[0][f"{_OA}hasBody"]
    assert body[f"{_OA}hasSource"] == [{"@id": f"urn:uuid:{identity(2)}"}]
    assert collection["http://www.w3.org/ns/activitystreams#totalItems"][0]["@value"] == 3
