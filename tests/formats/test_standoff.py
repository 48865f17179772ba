"""Sharing without texts: nothing of them goes out, and with them everything comes back."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from annotator import Project
from annotator.formats.registry import format_of
from annotator.formats.standoff import put_back, seals
from annotator.formats.standoff.leaks import Leaks
from annotator.model.records import ArticleRecord, Loss
from annotator.problems import UserProblem
from annotator.text.canonical import canonical
from tests.formats.coming_back import come_back, written
from tests.formats.damaging import damaged
from tests.formats.golden import GOLDEN
from tests.formats.records import MOMENT, annotation, article, articles, identity, relation
from tests.formats.writing import read, write
from tests.nasty import CANONICAL, RAW

_MAIN = "annotations.standoff.jsonl"
_WORD = re.compile(r"\w+")
_TEXT = "The minister said that about 600 km² burned near Kyiv, in old Kharkiv oblast."


def _with_texts(files: dict[str, bytes], records: list[ArticleRecord]) -> dict[str, bytes]:
    """Put the texts beside a dataset, under names that say nothing."""
    return files | {
        f"texts/{number}.jsonl": json.dumps({"text": record["text"]}).encode()
        for number, record in enumerate(records)
    }


def _up_to(
    articles: dict[str, dict[str, Any]], losses: list[Loss], titles: bool = False
) -> dict[str, dict[str, Any]]:
    """Take away what losses name."""
    values = {one.annotation: one.detail for one in losses if one.reason == "attribute"}
    fields = {one.article: one.detail for one in losses if one.reason == "other"}
    for text, one in articles.items():
        said = fields.get(sha256(text.encode()).hexdigest(), "")
        for key, words in (
            ("title", "its title"), ("byline", "its byline"), ("outlet", "its outlet"),
            ("reference", "its id elsewhere"),
        ):  # fmt: skip
            if words in said:
                one[key] = None
            elif key == "title":
                # An empty one says nothing, and another may be found in the text.
                one[key] = None
        for mark in one["annotations"].values():
            gone = values.get(mark["id"], "").removeprefix("left out: ").split(", ")
            mark["attributes"] = {
                key: value for key, value in mark["attributes"].items() if key not in gone
            }
            if any(loss.reason == "note" and loss.annotation == mark["id"] for loss in losses):
                mark["note"] = ""
    return articles


@settings(max_examples=60, deadline=None)
@given(records=articles())
def test_with_its_texts_a_dataset_comes_back(records: list[ArticleRecord]) -> None:
    files, losses = write("standoff", records)
    incoming, reader = read("standoff", _with_texts(files, records))
    assert reader.skipped == []
    assert _up_to(come_back(incoming), losses) == _up_to(written(records), losses)


def _strings(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Walk the texts of a JSON value with their keys."""
    match value:
        case str():
            yield path, value
        case list():
            for one in value:
                yield from _strings(one, path)
        case dict():
            for key, one in value.items():
                yield f"{path}.key", key
                yield from _strings(one, f"{path}.{key}")


@settings(max_examples=60, deadline=None)
@given(records=articles())
def test_no_word_of_a_text_goes_out(records: list[ArticleRecord]) -> None:
    files, _ = write("standoff", records, {"addresses": "none"})
    lines = [json.loads(line) for line in files[_MAIN].splitlines()]
    for record, line in zip(records, lines, strict=True):
        words = _WORD.findall(record["text"].casefold())
        runs = {tuple(words[at : at + 4]) for at in range(len(words) - 3)}
        for path, value in _strings(line):
            found = _WORD.findall(value.casefold())
            assert not runs & {tuple(found[at : at + 4]) for at in range(len(found) - 3)}
            if ".attributes." in path or path in (".outlet", ".reference"):
                assert not set(found) & set(words)
        keys = {key for key, _ in _strings(line)}
        assert not {".title", ".byline", ".text", ".annotations.quote", ".annotations.note"} & keys


def test_words_in_values_stay_behind_and_the_rest_goes() -> None:
    text = _TEXT + " 東京も。"
    values = {
        "value": 600, "flag": True, "words": "a minister", "unit": "hectare",
        "quote": "old Kharkiv",
        "city": "東京", "country": "UA", "many": ["x", "Kyiv"], "tie": identity(2),
        "place": {"name": "Kyiv", "id": "geonames:703448", "latitude": 50.45, "longitude": 30.5},
        "elsewhere": {"name": "Lviv"}, "nowhere": {"name": "Kyiv"},
        "amount": {"value": 2, "unit": "km²"},
    }  # fmt: skip
    record = article(
        text,
        [
            annotation(text, [(0, 12)], 1, label="figure", attributes=values, note="oblast"),
            annotation(text, [(50, 54)], 2),
        ],
        [relation(3, identity(1), identity(2)) | {"note": "said that"}],
        outlet="Kyiv Post",
        reference="wire-17",
        byline="Ann Lee",
        verdicts=[
            {
                "id": identity(4), "reviewer": "Olena", "decision": "reject", "outdated": [],
                "cites": [identity(1)], "consensus": None, "reason": "ambiguous", "rule": "",
                "note": "burned near", "created": MOMENT, "modified": MOMENT,
            }
        ],
    )  # fmt: skip
    files, losses = write("standoff", [record])
    line = json.loads(files[_MAIN])
    assert line["annotations"][0]["attributes"] == {
        "value": 600, "flag": True, "unit": "hectare", "country": "UA", "tie": identity(2),
        "place": {"id": "geonames:703448", "latitude": 50.45, "longitude": 30.5},
        "elsewhere": {"name": "Lviv"},
    }  # fmt: skip
    assert line["reference"] == "wire-17"
    assert "outlet" not in line
    assert [(one.reason, one.detail) for one in losses] == [
        ("other", "left out: its text, its title, its outlet, its byline"),
        ("note", "left out"),
        ("attribute", "left out: words, quote, city, many, the name of place, nowhere, amount"),
        ("note", f"the note of says {identity(2)}: left out"),
        ("other", "the note of Olena: left out"),
    ]
    for word in (b"minister", b"Kyiv", b"oblast", "東京".encode(), b"burned", b"Ann Lee"):
        assert word not in files[_MAIN]


def test_no_file_of_an_export_gives_words_away(project: Project, tmp_path: Path) -> None:
    project.import_files([GOLDEN / "talks.jsonl"])
    project.export(tmp_path / "shared", format="standoff")
    texts = [json.loads(line) for line in (GOLDEN / "talks.jsonl").read_bytes().splitlines()]
    words = [_WORD.findall(one["text"].casefold()) for one in texts]
    runs = {tuple(one[at : at + 4]) for one in words for at in range(len(one) - 3)}
    names = {path.name for path in (tmp_path / "shared").iterdir()}
    assert names >= {_MAIN, "README.md", "put_back.py"}
    for path in (tmp_path / "shared").iterdir():
        found = _WORD.findall(path.read_text(encoding="utf-8").casefold())
        assert not runs & {tuple(found[at : at + 4]) for at in range(len(found) - 3)}, path.name
        for title in ("Zürich", "“cold”", "Nothing is tagged"):
            assert title not in path.read_text(encoding="utf-8")


def test_a_dataset_is_known_by_its_folder_and_by_its_file() -> None:
    for path in (GOLDEN / "standoff" / "talks", GOLDEN / "standoff" / "talks" / _MAIN):
        found = format_of(path)
        assert found is not None
        assert found.name == "standoff"


def test_a_seal_says_nothing_to_who_does_not_have_the_text() -> None:
    one, other = ("Kyiv is far.", "It is in Kyiv.")
    places = [(0, 4), (9, 13)]
    records = [
        article(text, [annotation(text, [place], number)])
        for number, (text, place) in enumerate(zip((one, other), places, strict=True), 1)
    ]
    files, _ = write("standoff", records)
    found = [json.loads(line)["annotations"][0]["seal"] for line in files[_MAIN].splitlines()]
    # The same word in two texts, and hashed by itself: three different things.
    assert len({*found, sha256(b"Kyiv").hexdigest()[:16]}) == 3
    assert found[0] == seals.seal(seals.key_of(one), "Kyiv")
    assert b"seal" not in write("standoff", records, {"seals": "none"})[0][_MAIN]


def test_a_span_that_was_moved_is_noticed() -> None:
    record = article(_TEXT, [annotation(_TEXT, [(0, 12)], 1), annotation(_TEXT, [(50, 54)], 2)])
    files, _ = write("standoff", [record])
    moved = files[_MAIN].replace(b'"start":50,"end":54', b'"start":51,"end":55')
    incoming, reader = read("standoff", _with_texts(files | {_MAIN: moved}, [record]))
    assert [len(list(one.annotations)) for one in incoming] == [1]
    assert [one.reason for one in reader.skipped] == ["source 51–55: it was made on other words"]


def test_a_project_that_has_the_articles_needs_no_texts(project: Project, tmp_path: Path) -> None:
    files, _ = write("standoff", [article(_TEXT, [annotation(_TEXT, [(0, 12)], 1)])])
    for name, data in files.items():
        (tmp_path / "shared" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "shared" / name).write_bytes(data)
    assert project.import_files([tmp_path / "shared"]).annotations == 0
    (tmp_path / "a.txt").write_text(_TEXT, encoding="utf-8")
    project.import_files([tmp_path / "a.txt"])
    report = project.import_files([tmp_path / "shared"])
    assert report.annotations == 1
    (only,) = project.annotations(next(iter(project.articles())).id)
    assert (only.quote, only.annotator) == ("The minister", "Olena")


def test_texts_may_lie_elsewhere_and_in_any_file(tmp_path: Path) -> None:
    files, _ = write("standoff", [article(_TEXT, [annotation(_TEXT, [(0, 12)], 1)])])
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "x.txt").write_bytes(b"\xef\xbb\xbf" + _TEXT.encode())
    (tmp_path / "broken.jsonl").write_bytes(b'{"text": ')
    incoming, _ = read("standoff", files, {"texts": str(tmp_path)})
    assert [one.text for one in incoming] == [_TEXT]
    _, reader = read("standoff", files, {"texts": str(tmp_path / "none")})
    assert [str(one) for one in reader.problems.values()] == [
        f"There are no texts at {tmp_path / 'none'}."
    ]


def test_the_script_makes_our_own_jsonl_of_it(project: Project, tmp_path: Path) -> None:
    for path in (GOLDEN / "standoff" / "talks").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    texts = [
        json.loads(line)["text"] for line in (GOLDEN / "talks.jsonl").read_bytes().splitlines()
    ]
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.txt").write_bytes(texts[0].replace("\n", "\r\n").encode())
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts[1:])
    (tmp_path / "texts" / "rest.jsonl").write_text(lines, encoding="utf-8")
    out = tmp_path / "whole.jsonl"
    words = [sys.executable, "-I", "put_back.py", "texts", "--out", str(out)]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"3 of 3 articles written to {out}\n"
    report = project.import_files([out])
    assert report.skipped == ()
    assert (report.annotations, report.relations) == (7, 2)


def test_the_script_says_what_is_missing_and_what_does_not_fit(tmp_path: Path) -> None:
    record = article(_TEXT, [annotation(_TEXT, [(0, 12)], 1)], url="https://example.org/a")
    files, _ = write("standoff", [record, article("Another.")])
    marks = tmp_path / _MAIN
    marks.write_bytes(files[_MAIN])
    (tmp_path / "a.txt").write_text("Another.", encoding="utf-8")
    (tmp_path / "odd.txt").write_bytes(b"\xff")
    out = tmp_path / "o.jsonl"
    assert put_back.main([str(tmp_path), "--annotations", str(marks), "--out", str(out)]) == 1
    assert len(out.read_bytes().splitlines()) == 1
    marks.write_bytes(files[_MAIN].replace(b'"end":12', b'"end":13'))
    (tmp_path / "b.txt").write_text(_TEXT, encoding="utf-8")
    assert put_back.main([str(tmp_path), "--annotations", str(marks), "--out", str(out)]) == 1


@pytest.mark.parametrize("text", [*CANONICAL.values(), *RAW.values()])
def test_the_script_and_the_program_mean_the_same_by_a_text(text: str) -> None:
    assert put_back.canonical(text) == canonical(text).text
    quiet = put_back.canonical(text)
    assert put_back.identity(quiet) == sha256(quiet.encode()).hexdigest()


def test_the_script_imports_nothing_of_ours() -> None:
    source = Path(put_back.__file__).read_text(encoding="utf-8")
    assert "annotator." not in re.sub(r'"[^"]*"', "", source.replace("annotator seal", ""))


def test_leaks_are_words_not_letters() -> None:
    leaks = Leaks("In January, «Straße» and 東京都.")
    assert not leaks.has("UA")
    assert leaks.has("in")
    assert leaks.has("STRASSE")
    assert leaks.has("東京")
    assert not leaks.has("— / —")


def test_damaged_files_are_read_or_refused() -> None:
    record = article(_TEXT, [annotation(_TEXT, [(0, 12), (20, 30)], 1, attributes={"value": 1})])
    files, _ = write("standoff", [record])
    for data in damaged(files[_MAIN], 150):
        incoming, reader = read("standoff", _with_texts(files | {_MAIN: data}, [record]))
        assert all(isinstance(one, UserProblem) for one in reader.problems.values())
        for one in incoming:
            assert all(type(mark["start"]) is int for mark in one.annotations)
