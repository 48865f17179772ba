from __future__ import annotations

import pickle
import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.problems import UnknownNameError, UnreadableInputError, UserProblem
from annotator.text.decoding import Decoded, EncodingNeededError, decode
from tests.nasty import texts

ENGLISH = "The talks cost £5m — “a café in Zürich”, she said."
UKRAINIAN = "Міністр сказав, що зростання на 3,5% — це добре."
JAPANESE = "東京で首相は火曜日に成長が続くと述べた。"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"", "utf-8"),
        (b"plain", "utf-8"),
        (UKRAINIAN.encode(), "utf-8"),
        (UKRAINIAN.encode("utf-8-sig"), "utf-8-sig"),
        (UKRAINIAN.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + UKRAINIAN.encode("utf-16-be"), "utf-16"),
        (UKRAINIAN.encode("utf-32"), "utf-32"),
        (ENGLISH.encode("utf-16-le"), "utf-16-le"),
        (ENGLISH.encode("utf-16-be"), "utf-16-be"),
        (UKRAINIAN.encode("utf-16-le"), "utf-16-le"),
        (b"one NUL\0 in a text", "utf-8"),
    ],
)
def test_what_needs_no_naming(data: bytes, encoding: str) -> None:
    assert decode(data) == Decoded(data.decode(encoding), encoding)


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (ENGLISH, "cp1252", "windows-1252"),
        (UKRAINIAN, "cp1251", "windows-1251"),
        (JAPANESE, "shift_jis", "shift_jis"),
        ("部长周二表示，经济增长将继续。", "gb18030", "gb18030"),
        ("장관은 화요일에 성장이 계속될 것이라고 말했다.", "euc_kr", "euc-kr"),
        ("قال الوزير إن النمو سيستمر هذا العام", "cp1256", "windows-1256"),
    ],
)
def test_other_encodings_are_asked_for(text: str, encoding: str, name: str) -> None:
    data = text.encode(encoding)
    with pytest.raises(EncodingNeededError, match="Choose the encoding") as raised:
        decode(data)
    problem = raised.value
    assert problem.guess == name
    assert problem.candidates[0] == name
    assert len(set(problem.candidates)) == len(problem.candidates)
    assert {"windows-1252", "windows-1251", "iso-8859-2", "koi8-r"} < set(problem.candidates)
    assert problem.previews[name] in text
    assert set(problem.previews) <= set(problem.candidates)
    assert decode(data, problem.guess) == Decoded(text, name)


def test_previews_show_what_stands_around_the_first_odd_character() -> None:
    data = b"a" * 1000 + b"\n caf\xe9 \n" + b"b" * 1000
    with pytest.raises(EncodingNeededError) as raised:
        decode(data)
    assert raised.value.previews["windows-1252"].count("café") == 1
    assert len(raised.value.previews["windows-1252"]) <= 80


def test_the_problem_survives_a_process_boundary() -> None:
    with pytest.raises(EncodingNeededError) as raised:
        decode(UKRAINIAN.encode("cp1251"))
    copy = pickle.loads(pickle.dumps(raised.value))
    assert (str(copy), copy.guess, copy.candidates, copy.previews) == (
        str(raised.value),
        raised.value.guess,
        raised.value.candidates,
        raised.value.previews,
    )


def test_a_named_encoding_that_does_not_fit_names_the_byte() -> None:
    with pytest.raises(UnreadableInputError, match=r"byte 4 \(0xFF\)"):
        decode(b"abc\xff", "utf-8")


@pytest.mark.parametrize(
    "name",
    ["nonsense", "", "hex", "rot13", "unicode_escape", "idna", "undefined", "a\0b", "\ud800"],
)
def test_unknown_encodings(name: str) -> None:
    with pytest.raises(UnknownNameError, match="There is no encoding"):
        decode(b"abc", name)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04\0\0word/document.xml", "Word document"),
        (b"PK\x03\x04\0\0xl/workbook.xml", "Excel workbook"),
        (b"PK\x03\x04\0\0mimetypeapplication/epub+zip", "e-book"),
        (b"PK\x03\x04\0\0other", "packed file"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\0\0\0\x18ftypmp42", "film"),
        (b"BZh91AY&SY", "bzip2"),
        (b"\xd0\xcf\x11\xe0", "Word"),
        (b"{\\rtf1 text}", "rich text"),
        (b"SQLite format 3\0", "database"),
        (b"\0" * 500, "program's data"),
        (random.Random(1).randbytes(2000), "program's data"),
    ],
)
def test_what_is_no_text(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableInputError, match=says):
        decode(data)


@pytest.mark.parametrize("text", ["PK and others", "BZh", "RIFF raff", "ID3 is a tag", "GIF89"])
def test_texts_that_begin_like_other_files(text: str) -> None:
    assert decode(text.encode()).text == text


@settings(max_examples=100, deadline=None)
@given(texts(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_is_read_as_it_was_written(text: str, encoding: str) -> None:
    text = ENGLISH * 4 + text  # or a few control characters alone would be no text
    found = decode(text.encode(encoding))
    assert found.text == text
    assert text.encode(encoding).decode(found.encoding) == text


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
@example(b"\xff\xfe")
@example(b"\xff\xfea")
@example(b"\xef\xbb\xbf\xff")
def test_bytes_are_decoded_or_refused_with_reason(data: bytes) -> None:
    try:
        found = decode(data)
    except UserProblem:
        return
    assert data.decode(found.encoding) == found.text
