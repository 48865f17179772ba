"""CoNLL-U: all comes back, another reader sees the same tokens and spans, treebanks are read."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import conllu
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.app.reading_files import FileReader
from annotator.formats.common.tokens import tokens
from annotator.formats.conll.misc import (
    read_misc,
    read_spaces,
    read_word,
    write_misc,
    write_spaces,
    write_word,
)
from annotator.model.incoming import Incoming
from annotator.model.records import ArticleRecord
from annotator.problems import UserProblem
from tests.formats.records import annotation, article, articles, relation
from tests.formats.writing import read, write
from tests.nasty import texts

_FORMATS = Path(__file__).parent.parent / "data" / "formats"
_FOREIGN = _FORMATS / "foreign" / "conllu"


def _whole(record: ArticleRecord) -> list[dict[str, Any]]:
    kept = ("id", "label", "annotator", "attributes", "note", "certainty", "origin", "created")
    return [
        {key: value for key, value in one.items() if key in kept and value}
        | {"fragments": one["fragments"]}
        for one in record["annotations"]
    ]


def _back(incoming: Incoming) -> list[dict[str, Any]]:
    return [
        {key: value for key, value in one.items() if key not in {"start", "end", "modified"}}
        | {"fragments": one.get("fragments") or [[one["start"], one["end"]]]}
        for one in incoming.annotations
    ]


@given(records=articles())
@settings(max_examples=60)
def test_all_that_is_written_comes_back(records: list[ArticleRecord]) -> None:
    files, losses = write("conllu", records)
    kept = [one for one in records if one["text"].split()]
    assert [(one.reason, one.article) for one in losses] == [
        ("empty", one["id"]) for one in records if one not in kept
    ]
    back, reader = read("conllu", files)
    if not kept:
        return
    assert (reader.skipped, reader.notes, reader.problems) == ([], [], {})
    for record, incoming in zip(kept, back, strict=True):
        assert incoming.text == record["text"]
        assert _back(incoming) == _whole(record)
        assert list(incoming.relations) == record["relations"]
        for key in ("title", "url", "outlet", "byline", "published", "language"):
            assert getattr(incoming.metadata, key) == record[key]


def _seen(data: str) -> dict[str, tuple[str, dict[str, list[str]]]]:
    """Give what another reader makes of a file: texts, and the tokens of spans, by article."""
    found: dict[str, tuple[str, dict[str, list[str]]]] = {}
    name = ""
    for sentence in conllu.parse(data):
        name = sentence.metadata.get("newdoc id", name)
        text, spans = found.get(name, ("", {}))
        shown = ""
        for token in sentence:
            misc = token["misc"] or {}
            gap = misc.get("SpacesAfter", "" if misc.get("SpaceAfter") == "No" else " ")
            for sign, meant in (("\\s", " "), ("\\n", "\n"), ("\\t", "\t")):
                gap = gap.replace(sign, meant)
            shown += token["form"] + (" " if gap else "")
            text += token["form"] + unquote(gap)
            for one in misc["Spans"].split(",") if "Spans" in misc else ():
                tag, number = one.split(":")
                key = f"{unquote(tag[2:])}:{number}"
                assert tag.startswith("B-") or key in spans
                spans.setdefault(key, []).append(token["form"])
        assert sentence.metadata["text"] == shown.rstrip(" ")
        found[name] = text, spans
    return found


@given(records=articles())
@settings(max_examples=40)
def test_another_reader_sees_the_same_tokens_texts_and_spans(
    records: list[ArticleRecord],
) -> None:
    files, _ = write("conllu", records)
    seen = _seen(files[""].decode())
    for record in records:
        cut = tokens(record["text"], record["language"])
        if not cut.spans:
            assert record["id"] not in seen
            continue
        wanted = {}
        for number, one in enumerate(record["annotations"], 1):
            touched = [
                record["text"][first:last]
                for first, last in cut.spans
                if any(first < end and start < last for start, end in one["fragments"])
            ]
            if touched:
                wanted[f"{one['label']}:{number}"] = touched
        assert seen[record["id"]] == (record["text"][cut.spans[0][0] :], wanted)


@given(key=st.sampled_from(["Note", "x"]), value=texts(max_size=8))
@settings(max_examples=50)
def test_nothing_in_a_value_parts_it_for_any_reader(key: str, value: str) -> None:
    cell = write_misc({key: write_word(value), "a": write_word("=|,:%")})
    assert {one: read_word(text) for one, text in read_misc(cell).items()} == {
        key: value, "a": "=|,:%",
    }  # fmt: skip
    line = f"1\tx\t_\t_\t_\t_\t_\t_\t_\t{cell}\n\n"
    ((token,),) = conllu.parse(line)
    assert unquote((token["misc"] or {}).get(key) or "") == value


@given(text=st.text(" \t\n\u00a0\u2028\u3000\x85\x1c", max_size=5))
def test_white_space_comes_back(text: str) -> None:
    assert read_spaces(write_spaces(text)) == text
    assert not set(write_spaces(text)) & set("\t\n\u2028\x85 ")


def test_white_space_of_others_is_read() -> None:
    assert read_spaces("\\s\\t\\r\\n\\p\\\\s") == " \t\r\n|\\s"


def test_what_was_changed_in_the_columns_is_what_counts() -> None:
    text = "Ann Lee met Ben in Kribi ."
    marks = [
        annotation(text, [(0, 7)], 1, note="who?"),
        annotation(text, [(12, 15)], 2, label="figure"),
        annotation(text, [(19, 24)], 3, label="location"),
    ]
    files, _ = write(
        "conllu", [article(text, marks, [relation(4, marks[0]["id"], marks[1]["id"])])]
    )
    data = files[""].decode()
    data = data.replace("Spans=I-source:1", "Spans=B-figure:9").replace("B-figure:2", "B-source:2")
    data = data.replace("Spans=B-location:3", "_")
    (back,), reader = read("conllu", {"": data.encode()})
    assert [(one["label"], one["start"], one["end"]) for one in back.annotations] == [
        ("source", 0, 3), ("source", 12, 15), ("figure", 4, 7),
    ]  # fmt: skip
    assert [one.get("note") for one in back.annotations] == ["who?", None, None]
    assert [one.reason for one in reader.skipped] == [
        "annotator span 3: no token is marked as part of it"
    ]
    (back,), reader = read("conllu", {"": data.replace("\tmet\t", "\thad met\t").encode()})
    assert back.text == "Ann Lee had met Ben in Kribi ."
    assert [(one["label"], one["start"], one["end"]) for one in back.annotations] == [
        ("source", 0, 3), ("source", 16, 19), ("figure", 4, 7),
    ]  # fmt: skip
    assert "its text was changed" in reader.notes[0].what


def test_a_treebank_with_ranges_empty_nodes_and_names() -> None:
    reader = FileReader([_FOREIGN / "treebank.conllu"])
    first, second = reader.articles()
    assert first.text == ("Don't go to Kribi. Ann Lee of Old Cairo left\n\nThe port  said\n")
    assert second.text == " End"
    quotes = [(one["label"], first.text[one["start"] : one["end"]]) for one in first.annotations]
    assert quotes == [
        ("LOC", "Kribi"), ("PER", "Ann Lee"), ("LOC", "Old Cairo"), ("ORG", "The port"),
    ]  # fmt: skip
    assert first.metadata.reference == "weblog-1"
    assert [one.reason.partition(" (")[0] for one in reader.skipped] == [
        "dependencies", "empty nodes", "features of words", "lemmas", "mentions of entities",
        "parts of speech",
    ]  # fmt: skip
    assert [one.what.partition(" have")[0] for one in reader.notes] == ["1 sentences"]


def test_line_ends_of_windows_a_mark_and_a_missing_last_line() -> None:
    data = b"\xef\xbb\xbf# text = a b\r\n" + b"\r\n".join(
        b"%d\t%s" % (at, word) + b"\t_" * 8 for at, word in enumerate((b"a", b"b"), 1)
    )
    (back,), reader = read("conllu", {"": data})
    assert back.text == "a b"
    assert reader.notes == []


def test_comments_that_are_called_as_ours_are_looked_at_closely() -> None:
    head = '# annotator article = {"title":5}\n# annotator span 1 = {"label":"x"}\n'
    head += "# annotator span 2 = x\n"
    row = "1\ta" + "\t_" * 8 + "\n"
    (back,), reader = read("conllu", {"": (head + row).encode()})
    assert back.text == "a"
    assert len(reader.skipped) == 3


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "holds no sentence"),
        (b"# text = a\n\n", "holds no sentence"),
        (b"1\ta\n", "line 1: it is no token"),
        (b"x" + b"\ta" * 9, "line 1: it is no token"),
        (b"1" + b"\t\xff" * 9, "encoding"),
    ],
)
def test_what_is_none_is_refused(data: bytes, said: str) -> None:
    _, reader = read("conllu", {"": data})
    assert [said in str(problem) for problem in reader.problems.values()] == [True]


def test_damaged_files_are_read_or_refused() -> None:
    lots = random.Random(7)
    samples = [
        (_FOREIGN / "treebank.conllu").read_bytes(),
        (_FORMATS / "conllu" / "talks.conllu").read_bytes(),
    ]
    for number in range(300):
        data = bytearray(samples[number % len(samples)])
        for _ in range(lots.randint(1, 6)):
            at = lots.randrange(len(data))
            data[at : at + lots.randint(0, 3)] = lots.choice(
                [
                    b"",
                    b"\n",
                    b"\t",
                    b" ",
                    b"#",
                    b"\0",
                    b"9",
                    b"-",
                    b".",
                    b"=",
                    b"|",
                    b":",
                    b"%",
                    b"[",
                ]
            )
        found, reader = read("conllu", {"": bytes(data)})
        assert all(isinstance(one, UserProblem) for one in reader.problems.values())
        for one in found:
            assert all(0 <= a["start"] < a["end"] <= len(one.text) for a in one.annotations)
