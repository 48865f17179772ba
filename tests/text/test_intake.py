from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.problems import UnreadableInputError, UserProblem
from annotator.text.canonical import canonical
from annotator.text.decoding import EncodingNeededError
from annotator.text.intake import Intake, identity, take_html, take_pasted, take_text
from annotator.text.zones import find_zones
from annotator.version import __version__
from tests.nasty import raw_texts

BRIDGE = (Path(__file__).parents[1] / "data" / "text" / "bridge.html").read_bytes()


def test_a_text_that_is_canonical_already_keeps_no_raw_bytes() -> None:
    found = take_text("Київ.\n".encode())
    assert found.raw is None
    assert found.text == "Київ.\n"
    assert (found.media, found.encoding) == ("text/plain", "utf-8")
    assert (found.extractor, found.extractor_version) == ("plain", __version__)
    assert found.zones == find_zones("Київ.\n")
    assert found.fields.title == "Київ."
    assert (found.newlines, found.nul, found.surrogates) == (0, 0, 0)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("\ufeffone\r\ntwo\rthree\0".encode(), None),
        ("Київ".encode("cp1251"), "cp1251"),
        ("Київ".encode("utf-16"), None),
    ],
)
def test_other_bytes_are_kept(data: bytes, encoding: str | None) -> None:
    assert take_text(data, encoding=encoding).raw == data


def test_replacements_are_counted() -> None:
    found = take_text(b"one\r\ntwo\rthree\0")
    assert found.text == "one\ntwo\nthree\ufffd"
    assert (found.newlines, found.nul, found.surrogates) == (2, 1, 0)


def test_an_encoding_that_is_not_plain_is_asked_for() -> None:
    with pytest.raises(EncodingNeededError):
        take_text("Київ говорить".encode("cp1251"))


def test_pasted_texts() -> None:
    found = take_pasted("one\ntwo")
    assert (found.media, found.extractor, found.encoding) == ("text/x-pasted", "pasted", None)
    assert found.extractor_version == __version__
    assert found.raw is None
    found = take_pasted("one\r\ntwo\ud800")
    assert found.raw == b"one\r\ntwo?"
    assert found.text == "one\ntwo\ufffd"
    assert (found.newlines, found.surrogates) == (1, 1)


def test_web_pages() -> None:
    found = take_html(BRIDGE.replace(b"\n", b"\r\n"), url="https://example.org/a")
    assert (found.media, found.encoding, found.extractor) == ("text/html", "utf-8", "trafilatura")
    assert found.raw == BRIDGE.replace(b"\n", b"\r\n")
    assert found.newlines == BRIDGE.count(b"\n")
    assert found.text == take_html(BRIDGE).text
    assert found.fields.outlet == "Harbour Times"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "\ufeff\u00a0\u3000".encode()])
def test_blank_input(data: bytes) -> None:
    for take in (take_text, take_html):
        with pytest.raises(UnreadableInputError):
            take(data)
    with pytest.raises(UnreadableInputError, match="no text"):
        take_pasted(data.decode())


def test_identity_is_the_hash_of_the_text() -> None:
    assert identity("Київ") == hashlib.sha256("Київ".encode()).hexdigest()
    assert identity(take_text(b"a\r\nb").text) == identity(take_pasted("a\nb").text)


def check(found: Intake) -> None:
    assert canonical(found.text) == (found.text, False, 0, 0, 0)
    assert found.text.strip()
    assert found.fields.title
    assert found.zones
    assert found.raw != found.text.encode()
    identity(found.text)


@settings(max_examples=150, deadline=None)
@given(raw_texts())
def test_any_text_is_taken_unless_it_is_blank(text: str) -> None:
    if canonical(text).text.strip():
        check(take_pasted(text))
    else:
        with pytest.raises(UnreadableInputError):
            take_pasted(text)


PIECES = (
    b"<html>", b"<p>", b"</p>", b"<body>", b"<h1>Title</h1>", b"<meta charset=koi8-r>", b"<!--",
    b"<script>", b"<svg>", b"<html/>", b"&#0;", b"&#xd800;", b"<![CDATA[", b"\xff\xfe", b"\0",
    b"<?xml version='1.0'?>", b"<a href='http://[::1'>x</a>", b"\xe9", b"\r\n", b"<article>",
    b"<link rel=canonical href='http://[x'>", b"<time datetime='1 U'>", b"It rained all day. ",
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(
    st.one_of(st.binary(max_size=200), st.lists(st.sampled_from(PIECES), max_size=20).map(b"".join))
)
def test_any_bytes_are_taken_or_refused_with_reason(data: bytes) -> None:
    for take in (take_text, take_html):
        with contextlib.suppress(UserProblem):
            check(take(data))


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_damaged_pages_are_taken_or_refused_with_reason(data: st.DataObject) -> None:
    page = bytearray(BRIDGE)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(page) - 1))
        page[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=3))
    with contextlib.suppress(UserProblem):
        check(take_html(bytes(page)))
