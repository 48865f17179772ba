"""DocBin and spaCy's JSON: everything comes back, and spaCy sees what losses do not name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from annotator import Project
from annotator.formats.registry import format_of
from annotator.formats.spacy.document import document
from annotator.model.records import AnnotationRecord, ArticleRecord, Loss
from tests.formats.parquet.test_parquet import full
from tests.formats.records import PEOPLE, annotation, article, articles
from tests.formats.same import assert_same
from tests.formats.writing import read, write
from tests.nasty import CANONICAL, long_text

BOTH = pytest.mark.parametrize("name", ["spacy", "spacy-json"])
TALKS = Path(__file__).parents[2] / "data" / "formats" / "talks.jsonl"
TEXT = "The BBCNews desk said £3.2bn went to U.S.-based firms  😀 in Kyiv."


def docs(name: str, files: Mapping[str, bytes]) -> Iterator[Doc]:
    """Read what was written as spaCy does."""
    if name == "spacy":
        for file, data in files.items():
            if file.endswith(".spacy"):
                yield from DocBin(store_user_data=True).from_bytes(data).get_docs(Vocab())
        return
    for line in files[""].split(b"\n")[:-1]:
        yield Doc(Vocab()).from_json(json.loads(line), validate=True)


def comes_back(name: str, written: Sequence[ArticleRecord], edges: str = "cut") -> list[Loss]:
    files, losses = write(name, written, {"edges": edges})
    found, reader = read(name, files)
    assert (reader.problems, reader.skipped, reader.notes) == ({}, [], [])
    assert_same(found, written)
    return losses


@BOTH
@settings(max_examples=40, deadline=None)
@given(written=articles(), edges=st.sampled_from(["cut", "widen"]))
def test_everything_comes_back(name: str, written: list[ArticleRecord], edges: str) -> None:
    comes_back(name, written, edges)


@BOTH
@settings(max_examples=40, deadline=None)
@given(written=articles())
def test_spacy_sees_what_no_loss_names(name: str, written: list[ArticleRecord]) -> None:
    files, losses = write(name, written)
    reasons: dict[str | None, set[str]] = {}
    for loss in losses:
        reasons.setdefault(loss.annotation, set()).add(loss.reason)
    seen = list(docs(name, files))
    assert [doc.text for doc in seen] == [one["text"] for one in written]
    for doc, record in zip(seen, written, strict=True):
        spans = sorted((span.start_char, span.end_char, span.label_) for span in doc.spans["sc"])
        entities = {(span.start_char, span.end_char, span.label_) for span in doc.ents}
        assert spans == sorted(
            piece for one in record["annotations"] for piece in pieces(one, reasons, doc.text)
        )
        for one in record["annotations"]:
            said = reasons.get(one["id"], set())
            in_entities = entities.issuperset(pieces(one, reasons, doc.text))
            if not said & {"overlapping", "identical"}:
                assert in_entities
            elif len(one["fragments"]) == 1 and not twice(one, record, doc.text):
                assert not in_entities


def pieces(
    one: AnnotationRecord, reasons: Mapping[str | None, set[str]], text: str
) -> list[tuple[int, int, str]]:
    """Give the spans that spaCy should see, white space around them stripped if that is said."""
    found = []
    for start, end in one["fragments"]:
        first, after = inner(text, start, end)
        if (first, after) != (start, end):
            assert "not-token-aligned" in reasons[one["id"]]
        if first < after:
            found.append((first, after, one["label"]))
    assert ("discontinuous" in reasons.get(one["id"], ())) == (
        len(one["fragments"]) > 1 and bool(found)
    )
    return found


def twice(one: AnnotationRecord, record: ArticleRecord, text: str) -> bool:
    """Tell whether another annotation has a fragment of the same label and place."""
    places = [
        (other["label"], inner(text, start, end))
        for other in record["annotations"]
        for start, end in other["fragments"]
    ]
    return any(places.count((one["label"], inner(text, *piece))) > 1 for piece in one["fragments"])


def inner(text: str, start: int, end: int) -> tuple[int, int]:
    quote = text[start:end]
    return start + len(quote) - len(quote.lstrip()), end - len(quote) + len(quote.rstrip())


@BOTH
def test_an_article_with_one_of_everything_comes_back(name: str) -> None:
    written = full()
    assert [loss.reason for loss in comes_back(name, [written])] == ["discontinuous"]


@BOTH
def test_texts_that_break_programs_are_spacys_to_the_last_character(name: str) -> None:
    written = [article(text) for text in CANONICAL.values() if text.strip()]
    assert comes_back(name, written) == []
    files, _ = write(name, written)
    assert [doc.text for doc in docs(name, files)] == [one["text"] for one in written]


@BOTH
def test_a_long_article_comes_back(name: str) -> None:
    text = long_text(2_000_000)
    comes_back(name, [article(text, [annotation(text, [(len(text) - 9, len(text) - 2)])])])


@BOTH
def test_a_project_comes_back_byte_for_byte(name: str, project: Project, tmp_path: Path) -> None:
    project.import_files([TALKS])
    out = project.path.with_name("talks.jsonl" if name == "spacy-json" else "talks")
    project.export(out, format=name)
    with Project.create(tmp_path / "again.annot", annotator="Zed") as again:
        assert again.import_files([out], format=name).skipped == ()
        again.export(tmp_path / "again.jsonl", format="jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == TALKS.read_bytes()


def span(quote: str, number: int = 1, **fields: Any) -> AnnotationRecord:
    start = TEXT.index(quote)
    return annotation(TEXT, [(start, start + len(quote))], number, **fields)


@BOTH
@pytest.mark.parametrize("quote", ["News", "3.2", "U.S.", "yiv"])
def test_spans_inside_tokens_are_held_by_cutting_them(name: str, quote: str) -> None:
    written = [article(TEXT, [span(quote)])]
    (loss,) = comes_back(name, written)
    assert (loss.reason, loss.detail) == (
        "not-token-aligned", "the token is cut there; spaCy does not learn from such spans",
    )  # fmt: skip
    (doc,) = docs(name, write(name, written)[0])
    assert [one.text for one in doc.ents] == [quote]
    assert doc.text == TEXT


@BOTH
def test_spans_inside_tokens_may_be_widened_and_that_is_told(name: str) -> None:
    written = [article(TEXT, [span("News")])]
    (loss,) = comes_back(name, written, "widen")
    assert (loss.reason, loss.detail) == ("not-token-aligned", "7–11 is 4–11 in spaCy")
    assert loss.kind is not None
    assert loss.kind.effect == "changed"
    (doc,) = docs(name, write(name, written, {"edges": "widen"})[0])
    assert [one.text for one in doc.spans["sc"]] == ["BBCNews"]


@BOTH
def test_entities_are_the_longest_and_others_are_told(name: str) -> None:
    written = [
        article(
            TEXT,
            [
                span("BBCNews desk", 1),
                span("BBCNews", 2, label="location"),
                span("BBCNews desk", 3, annotator=PEOPLE[1]),
                span("desk said", 4),
                span("Kyiv", 5),
            ],
        )
    ]
    losses = comes_back(name, written)
    ids = [one["id"] for one in sorted(written[0]["annotations"], key=lambda one: one["id"])]
    assert {(ids.index(str(loss.annotation)) + 1, loss.reason) for loss in losses} == {
        (2, "overlapping"),
        (3, "identical"),
        (4, "overlapping"),
    }
    (doc,) = docs(name, write(name, written)[0])
    assert [one.text for one in doc.ents] == ["BBCNews desk", "Kyiv"]
    assert len(doc.spans["sc"]) == 5


@BOTH
def test_white_space_at_edges_is_left_to_us(name: str) -> None:
    written = [
        article(
            TEXT,
            [annotation(TEXT, [(53, 56)], 1), annotation(TEXT, [(53, 55)], 2), span("Kyiv", 3)],
        )
    ]
    assert [(loss.reason, loss.detail) for loss in comes_back(name, written)] == [
        ("not-token-aligned", "not in doc.spans; Annotator has them again"),
        ("not-token-aligned", "53–56 is 55–56 in spaCy"),
    ]


def test_ids_and_concepts_are_in_the_docbin() -> None:
    written = [article(TEXT, [span("Kyiv", 7, attributes={"gazetteer_id": "geonames:703448"})])]
    (doc,) = docs("spacy", write("spacy", written)[0])
    for one in (*doc.spans["sc"], *doc.ents):
        assert (one.kb_id_, one.id_) == ("geonames:703448", written[0]["annotations"][0]["id"])
    (doc,) = docs("spacy-json", write("spacy-json", written)[0])
    assert [one.kb_id_ for one in doc.spans["sc"]] == ["geonames:703448"]


def test_what_spacy_has_no_place_for_is_an_attribute_of_the_document() -> None:
    Doc.set_extension("annotator", default=None)
    try:
        (doc,) = docs("spacy", write("spacy", [full()])[0])
        assert doc._.annotator["title"] == "Talks"
        (line,) = [doc.to_json(underscore=["annotator"])]
        (found,), reader = read("spacy-json", {"": json.dumps(line).encode()})
        assert reader.skipped == []
        assert_same([found], [full()])
    finally:
        Doc.remove_extension("annotator")


def test_spacy_writes_the_json_that_we_write() -> None:
    files, _ = write("spacy-json", [full(), article(TEXT, [span("News")])])
    for line, doc in zip(files[""].split(b"\n"), docs("spacy-json", files), strict=False):
        ours = json.loads(line)
        del ours["annotator"]
        theirs = doc.to_json()
        assert theirs == ours


@pytest.mark.parametrize(("edges", "learned"), [("cut", []), ("widen", ["BBCNews"])])
def test_spacy_learns_from_spans_of_whole_words(
    tmp_path: Path, edges: str, learned: list[str]
) -> None:
    """What spaCy trains with passes a span over that ends in one of its own tokens."""
    written = [article(TEXT, [span("News", 1), span("desk said", 2)])]
    files, _ = write("spacy", written, {"edges": edges})
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    nlp = spacy.blank("en")
    (example,) = spacy.training.Corpus(tmp_path / "docs")(nlp)
    found = example.get_aligned_spans_y2x(example.y.spans["sc"])
    assert [one.text for one in found] == [*learned, "desk said"]


def test_files_hold_some_hundred_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.formats.spacy.docbin._DOCUMENTS", 2)
    written = [article(f"Article {number}.") for number in range(5)]
    files, _ = write("spacy", written)
    assert [name for name in files if name.endswith(".spacy")] == [
        f"docs/{number:05}.spacy" for number in range(3)
    ]
    found, _ = read("spacy", files)
    assert_same(found, written)


@BOTH
def test_the_same_dataset_is_the_same_bytes(name: str) -> None:
    assert write(name, [full()]) == write(name, [full()])


def test_json_is_known_by_its_beginning(tmp_path: Path) -> None:
    many = [full(), article(long_text(200_000), [annotation(long_text(200_000), [(0, 3)])])]
    for number, record in enumerate(many):
        path = tmp_path / f"{number}.jsonl"
        path.write_bytes(write("spacy-json", [record])[0][""])
        found = format_of(path)
        assert found is not None
        assert found.name == "spacy-json"
    (tmp_path / "ours.jsonl").write_bytes(write("jsonl", many)[0][""])
    found = format_of(tmp_path / "ours.jsonl")
    assert found is not None
    assert found.name == "jsonl"


def test_a_document_is_laid_out_as_spacy_wants_it() -> None:
    made = document(article(" A  b\n\nc ", [annotation(" A  b\n\nc ", [(1, 2)])]), "cut")
    words = [" A  b\n\nc "[start:end] for start, end in made.tokens]
    assert list(zip(words, made.blanks, strict=True)) == [
        (" ", False), ("A", True), (" ", False), ("b", False), ("\n\n", False), ("c", True),
    ]  # fmt: skip
