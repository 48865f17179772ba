"""brat's collections as other programs write them, damaged ones, and single files of ours."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from annotator.app.reading_files import FileReader, SpoiledFileError
from annotator.model.incoming import Incoming, IncomingAnnotation
from annotator.problems import UserProblem
from tests.formats.records import annotation, article
from tests.formats.writing import read, write

_FORMATS = Path(__file__).parent.parent / "data" / "formats"
_FOREIGN = _FORMATS / "foreign" / "brat"


def test_a_folder_with_brats_configuration_is_known_for_what_it_is(tmp_path: Path) -> None:
    files, _ = write("brat", [article("Ann Lee", [annotation("Ann Lee", [(0, 3)], label="=x")])])
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (found,), reader = _imported(tmp_path)
    assert [(one["label"], one.get("annotator")) for one in found.annotations] == [("=x", "Olena")]
    assert reader.problems == {}


def _imported(path: Path, **request: Any) -> tuple[list[Incoming], FileReader]:
    reader = FileReader([path], **request)
    while True:
        try:
            return list(reader.articles()), reader
        except SpoiledFileError:
            continue


def _by_id(incoming: Incoming) -> dict[str, IncomingAnnotation]:
    """Give annotations by their names, which are left out where nothing refers to them."""
    named = {f"T{number}": one for number, one in enumerate(incoming.annotations, 1)}
    assert all(one.get("id", name) == name for name, one in named.items())
    return named


def _text_of(incoming: Incoming, one: IncomingAnnotation) -> str:
    pieces = one.get("fragments") or [[one["start"], one["end"]]]
    return "|".join(incoming.text[start:end] for start, end in pieces)


def test_a_file_with_events_attributes_and_line_ends_of_windows() -> None:
    reader = FileReader([_FOREIGN / "crlf.ann"])
    (found,) = reader.articles()
    marks = _by_id(found)
    assert found.text.startswith("Ann Lee went to\nKribi 😀")
    assert {name: _text_of(found, one) for name, one in marks.items()} == {
        "T1": "Ann Lee", "T2": "went", "T3": "Kribi", "T4": "2024", "T5": "to\nKribi",
    }  # fmt: skip
    assert marks["T2"].get("attributes") == {"Negation": True, "Confidence": "High"}
    assert marks["T4"].get("attributes") == {"Speculation": True}
    assert marks["T3"].get("attributes") == {"Reference": "Wikipedia:12345 Kribi, Cameroon"}
    assert marks["T1"].get("note") == "who is she?"
    assert marks["T2"].get("note") == "AnnotationError: Missing argument"
    assert [(one["type"], one["from"], one["to"], one.get("note")) for one in found.relations] == [
        ("Agent", "T2", "T1", None), ("Goal", "T2", "T3", None), ("Says", "T2", "T4", "not sure"),
    ]  # fmt: skip
    assert [(one.where, one.reason) for one in reader.skipped] == [
        ("crlf.ann, line 18", "it is no line of brat's"),
        ("crlf.ann, line 19", "it is no line of brat's"),
        ("crlf.ann, line 20", "T1 stands there twice"),
        ("crlf.ann, line 9", "R2, Says: there is no T9"),
        ("crlf.ann, line 14", "Equiv T3 T5: what is equivalent has no place here"),
    ]


def test_fragments_in_any_order_missing_texts_and_spans_that_do_not_fit() -> None:
    (found,), reader = _imported(_FOREIGN / "split" / "order.ann")
    marks = _by_id(found)
    assert {name: _text_of(found, one) for name, one in marks.items() if name != "T5"} == {
        "T1": "two|four", "T2": "one| two", "T3": "two", "T4": "three",
    }  # fmt: skip
    assert [one.where for one in reader.skipped] == ["order.ann, line 6", "order.ann, line 7"]


def test_a_folder_is_read_whole_and_its_folders_may_be_people() -> None:
    found, _ = _imported(_FOREIGN, format_name="brat")
    assert [one.where for one in found] == ["crlf.ann", "order.ann"]
    found, _ = _imported(_FOREIGN, format_name="brat", options={"annotators": "folders"})
    people = [{one.get("annotator") for one in article.annotations} for article in found]
    assert people == [{None}, {"split"}]


def test_one_file_of_ours_knows_whose_it_is(tmp_path: Path) -> None:
    files, _ = write("brat", [article("Ann Lee", [annotation("Ann Lee", [(0, 3)], label="=x")])])
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (found,) = FileReader([tmp_path / "Olena" / "00001-Talks.ann"]).articles()
    assert [(one["label"], one.get("annotator")) for one in found.annotations] == [("=x", "Olena")]


def test_offsets_in_bytes_are_found_out() -> None:
    files = {"a.txt": "Zürich, Łódź".encode(), "a.ann": b"T1\tX 9 16\t" + "Łódź".encode() + b"\n"}
    (found,), reader = read("brat", files)
    assert [_text_of(found, one) for one in found.annotations] == ["Łódź"]
    assert "bytes" in reader.notes[0].what


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a.ann": b""}, "a.txt should lie beside it"),
        ({"a.txt": b"text"}, "holds no file that ends in .ann"),
        ({"a.ann": b"", "a.txt": b"\xfa\xf8 caf\xe9 na\xefve"}, "a.txt"),
        ({"labels.json": b'{"format":"annotator-brat"}', "a.ann": b"", "a.txt": b"x"}, "folders"),
    ],
)
def test_what_is_no_collection_is_refused(files: dict[str, bytes], said: str) -> None:
    _, reader = read("brat", files)
    assert [said in str(problem) for problem in reader.problems.values()] == [True]


def test_no_table_leads_out_of_the_folder() -> None:
    files, _ = write("brat", [article("Ann Lee", [annotation("Ann Lee", [(0, 3)])])])
    for document in ("../a", "/etc/passwd", "..", "a\\b", ""):
        line = json.dumps({"document": document, "article": {}}).encode()
        _, reader = read("brat", files | {"articles.jsonl": line})
        assert ["no name of a file" in str(one) for one in reader.problems.values()] == [True]


def test_damaged_files_are_read_or_refused() -> None:
    lots = random.Random(5)
    golden = {
        str(path.relative_to(_FORMATS / "brat" / "talks")): path.read_bytes()
        for path in (_FORMATS / "brat").rglob("*")
        if path.is_file()
    }
    foreign = {
        str(path.relative_to(_FOREIGN)): path.read_bytes()
        for path in _FOREIGN.rglob("*")
        if path.is_file()
    }
    for number in range(250):
        files = dict(golden if number % 2 else foreign)
        for _ in range(lots.randint(1, 3)):
            name = lots.choice(sorted(files))
            data = bytearray(files[name] or b"\n")
            at = lots.randrange(len(data))
            data[at : at + lots.randint(0, 3)] = lots.choice(
                [b"", b"\n", b"\t", b" ", b";", b"\0", b"9", b"T1", b"#", b"E1", b"-", b":", b'"']
            )
            files[name] = bytes(data)
        found, reader = read("brat", files)
        assert all(isinstance(one, UserProblem) for one in reader.problems.values())
        assert found or reader.problems or reader.skipped
