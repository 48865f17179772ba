"""Documents of others, and files that are damaged or made to do harm."""

from __future__ import annotations

import json
import pickle
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from annotator.formats.registry import format_of
from annotator.model.incoming import Incoming
from annotator.problems import UserProblem
from tests.formats.parquet.test_parquet import full
from tests.formats.records import annotation, article
from tests.formats.writing import read, write

TEXT = "Olena Bilan flew to Kyiv 😀 on Monday."
srsly: Any = import_module("srsly")  # it has no types
FOREIGN = Path(__file__).parents[2] / "data" / "formats" / "foreign"


def marks(one: Incoming) -> list[tuple[str, str]]:
    return [(a["label"], one.text[a["start"] : a["end"]]) for a in one.annotations]


def trained() -> Doc:
    """A document as a pipeline leaves it, with grammar, categories and data of its own."""
    nlp = spacy.blank("en")
    doc = nlp(TEXT)
    doc.ents = [Span(doc, 0, 2, "PERSON", kb_id="Q1"), Span(doc, 4, 5, "GPE")]
    doc.spans["sc"] = [Span(doc, 0, 2, "PERSON", kb_id="Q1"), Span(doc, 0, 1, "FIRST")]
    doc.spans["other"] = [Span(doc, 7, 8, "DATE"), Span(doc, 7, 8, "")]
    doc.cats = {"NEWS": 1.0}
    doc.user_data["mine"] = [1]
    for token in doc:
        token.tag_ = "X"
        token.head = doc[0]
        token.dep_ = "dep"
    return doc


def test_a_docbin_of_others_is_read(tmp_path: Path) -> None:
    DocBin(store_user_data=True, docs=[trained()]).to_disk(tmp_path / "a.spacy")
    (one,), reader = read("spacy", {"": (tmp_path / "a.spacy").read_bytes()})
    assert one.text == TEXT
    assert marks(one) == [
        ("PERSON", "Olena Bilan"), ("FIRST", "Olena"), ("DATE", "Monday"), ("GPE", "Kyiv"),
    ]  # fmt: skip
    assert [a.get("attributes") for a in one.annotations] == [{"kb_id": "Q1"}, None, None, None]
    assert one.metadata.source is not None
    assert one.metadata.source.extractor == "spacy"
    assert [tuple(one) for one in reader.skipped] == [
        ("talks.spacy, document 1", "the span 30–36: it has no label"),
        ("talks.spacy", "categories of whole texts (1×)"),
        ("talks.spacy", "grammar of tokens (1×)"),
        ("talks.spacy", "user data of other programs (1×)"),
    ]


def test_json_of_spacy_is_read() -> None:
    data = json.dumps(trained().to_json()).encode() + b"\n"
    (one,), reader = read("spacy-json", {"": data})
    assert marks(one) == [
        ("PERSON", "Olena Bilan"), ("FIRST", "Olena"), ("DATE", "Monday"), ("GPE", "Kyiv"),
    ]  # fmt: skip
    assert [one.reason for one in reader.skipped] == [
        "the span 30–36: it has no label",
        "categories of whole texts (1×)",
        "grammar of tokens (1×)",
        "sentences (1×)",
    ]
    (again,), _ = read("spacy-json", {"": b"[" + data + b"]"})
    assert again.annotations == one.annotations


@pytest.mark.parametrize(
    ("name", "files"), [("spacy-json", "model-output.jsonl"), ("spacy-json", "gold.json"),
                        ("spacy", "gold.spacy")]
)  # fmt: skip
def test_sample_files_are_read(name: str, files: str) -> None:
    path = FOREIGN / name / files
    chosen = format_of(path)
    assert chosen is not None
    assert chosen.name == name
    found, reader = read(name, {"": path.read_bytes()})
    assert reader.problems == {}
    assert [mark for one in found for mark in marks(one)] == [
        ("PERSON", "Ihor Koval"), ("GPE", "Łódź"), ("DATE", "Tuesday"),
    ]  # fmt: skip


def test_offsets_that_count_something_else_are_found_in_json() -> None:
    text = "😀😀 Olena flew to Kyiv, and Ben to Łódź."
    ents = [
        {"start": text.index(word) + 2, "end": text.index(word) + 2 + len(word), "label": "X"}
        for word in ("Olena", "Kyiv", "Łódź")
    ]
    data = json.dumps({"text": text, "ents": ents, "tokens": []}).encode()
    (one,), reader = read("spacy-json", {"": data})
    assert [mark for _, mark in marks(one)] == ["Olena", "Kyiv", "Łódź"]
    assert len(reader.notes) == 1


def edited(change: Callable[[Doc], None]) -> tuple[Incoming, list[str]]:
    """Write our article, let somebody change it in spaCy, and read it."""
    files, _ = write("spacy", [full()])
    (doc,) = DocBin().from_bytes(files["docs/00000.spacy"]).get_docs(Vocab())
    change(doc)
    data = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (one,), reader = read("spacy", {"": data})
    return one, [one.reason for one in reader.skipped]


def test_a_span_that_spacy_took_away_stays_away_and_is_told() -> None:
    def change(doc: Doc) -> None:
        doc.spans["sc"] = [one for one in doc.spans["sc"] if one.label_ != "figure"]
        doc.ents = []

    one, said = edited(change)
    assert [a["label"] for a in one.annotations] == ["source"]
    assert said[0] == "figure 13–26: it is no longer among the spans"


def test_a_span_that_spacy_added_is_nobodys_yet() -> None:
    def change(doc: Doc) -> None:
        (kyiv,) = [token.i for token in doc if token.text == "Kyiv"]
        doc.spans["model"] = [Span(doc, kyiv, kyiv + 1, "location")]

    one, said = edited(change)
    assert said == []
    (new,) = [a for a in one.annotations if "annotator" not in a]
    assert (new["label"], one.text[new["start"] : new["end"]]) == ("location", "Kyiv")


def test_what_was_kept_and_then_changed_is_told() -> None:
    def change(doc: Doc) -> None:
        ((key, kept),) = doc.user_data.items()
        doc.user_data[key] = {**kept, "annotations": "none"}

    one, said = edited(change)
    assert len(list(one.annotations)) == 3
    assert said[0].startswith("what Annotator kept in it was changed: ")


def problem_of(name: str, data: bytes) -> str:
    _, reader = read(name, {"": data})
    (problem,) = reader.problems.values()
    return str(problem)


class _Harm:
    def __reduce__(self) -> tuple[Any, ...]:
        return (Path("harm").touch, ())


def test_nothing_is_unpickled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    harm = pickle.dumps(_Harm())
    for data in (
        harm,
        zlib.compress(harm),
        with_message(lambda message: message.update(user_data=[harm])),
        with_message(lambda message: message.update(span_groups=[harm])),
        with_message(
            lambda message: message.update(
                cats=[{b"nd": True, b"type": "|O", b"kind": b"", b"shape": [1], b"data": harm}]
            )
        ),
    ):
        read("spacy", {"": data})
    assert list(tmp_path.iterdir()) == []


def with_message(change: Callable[[dict[str, Any]], None]) -> bytes:
    """Give our DocBin with its message changed."""
    files, _ = write("spacy", [full()])
    message = srsly.msgpack_loads(zlib.decompress(files["docs/00000.spacy"]))
    change(message)
    return zlib.compress(srsly.msgpack_dumps(message))


def test_a_bomb_is_refused_before_it_is_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.formats.spacy.unpacking.LARGEST", 5_000_000)
    bomb = zlib.compress(b"\0" * 50_000_000)
    assert len(bomb) < 100_000
    assert problem_of("spacy", bomb) == "talks.spacy would unpack to too much."


def test_spans_outside_the_text_are_told() -> None:
    def change(message: dict[str, Any]) -> None:
        (data,) = message["span_groups"]
        groups = srsly.msgpack_loads(data)
        ((group, keys),) = groups.items()
        inner = srsly.msgpack_loads(group)
        first = list(struct.unpack(">QQQllll", inner["spans"][0]))
        inner["spans"][0] = struct.pack(">QQQllll", *first[:3], 900, 999, 4_000, 5_000)
        inner["spans"][1] = struct.pack(">QQQllll", *first[:3], -9, -5, -90, -50)
        message["span_groups"] = [srsly.msgpack_dumps({srsly.msgpack_dumps(inner): keys})]

    (one,), reader = read("spacy", {"": with_message(change)})
    assert "2 spans outside the text" in [one.reason for one in reader.skipped]
    # As entities they are there still.
    assert [a["label"] for a in one.annotations] == ["source", "figure"]


@pytest.mark.parametrize("lengths", [(3,), (11,), (-1, 11), (10, 0, 1)])
def test_documents_that_do_not_use_up_their_tokens_are_refused(lengths: tuple[int, ...]) -> None:
    data = with_message(lambda message: message.update(lengths=struct.pack("<i", 10)))
    _, reader = read("spacy", {"": data})
    assert reader.problems == {}
    changed = struct.pack(f"<{len(lengths)}i", *lengths)
    data = with_message(lambda message: message.update(lengths=changed))
    assert problem_of("spacy", data).startswith("talks.spacy is no whole DocBin.")


def damaged(data: bytes, rounds: int) -> Iterator[bytes]:
    dice = random.Random(11)
    yield from (b"", b"x", data[:-1], data[: len(data) // 2], data + b"x")
    for _ in range(rounds):
        changed = bytearray(data)
        for _ in range(dice.choice((1, 1, 2, 8))):
            changed[dice.randrange(len(changed))] = dice.choice((0, 255, 127, dice.randrange(256)))
        if dice.random() < 0.1:
            del changed[dice.randrange(len(changed)) :]
        yield bytes(changed)


def test_damaged_docbins_are_refused_or_read_and_nothing_else() -> None:
    doc = trained()
    del doc.spans["other"]
    files, _ = write("spacy", [full(), article(TEXT, [annotation(TEXT, [(20, 24)])])])
    outcomes = set()
    for whole in (files["docs/00000.spacy"], DocBin(docs=[doc]).to_bytes()):
        for message in damaged(zlib.decompress(whole), 150):
            found, reader = read("spacy", {"": zlib.compress(message)})
            outcomes.add(bool(found))
            for problem in reader.problems.values():
                assert isinstance(problem, UserProblem)
    assert outcomes == {True, False}


def test_damaged_json_is_refused_or_read_and_nothing_else() -> None:
    files, _ = write("spacy-json", [full(), article(TEXT, [annotation(TEXT, [(20, 24)])])])
    outcomes = set()
    for whole in (files[""], json.dumps(trained().to_json()).encode()):
        for data in damaged(whole, 200):
            found, reader = read("spacy-json", {"": data})
            outcomes.add(bool(found))
            for problem in reader.problems.values():
                assert isinstance(problem, UserProblem)
                assert str(problem).startswith("talks.jsonl")
    assert outcomes == {True, False}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{}", "line 1: text: it is missing"),
        (b"[]", "holds no document"),
        (b"1", "line 1: "),
        (b'{"text": "a", "ents": [{"start": -1, "end": 1, "label": "X"}]}', "ents"),
        (b'{"text": "a", "ents": [{"start": true, "end": 1, "label": "X"}]}', "ents"),
        (b'{"text": "a", "ents": [{"start": 0, "end": 1.0, "label": "X"}]}', "ents"),
        (b'{"text": "a", "ents": [{"start": NaN, "end": 1, "label": "X"}]}', "is not JSON"),
        (b'{"text": "a", "spans": {"sc": [{"start": 0, "end": 1}]}}', "label"),
        (b'{"text": 1}', "text"),
        (b"[" * 100_000, "is not JSON"),
    ],
)
def test_what_is_of_another_type_is_refused(line: bytes, said: str) -> None:
    assert said in problem_of("spacy-json", line)


def test_an_empty_docbin_and_empty_documents_are_told() -> None:
    assert problem_of("spacy", DocBin().to_bytes()) == "talks.spacy holds no document."
    packed = DocBin(docs=[Doc(Vocab()), spacy.blank("en")("Kyiv.")]).to_bytes()
    (one,), reader = read("spacy", {"": packed})
    assert one.text == "Kyiv."
    assert [tuple(one) for one in reader.skipped] == [
        ("talks.spacy, document 1", "an article: its text is empty")
    ]
