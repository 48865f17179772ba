"""RSS and Atom: items become articles, from the file alone."""

from __future__ import annotations

import socket
import tracemalloc
from pathlib import Path
from typing import Any, NoReturn

import pytest

from annotator.formats.common.html_words import words_of_html
from annotator.formats.registry import format_of
from annotator.problems import UserProblem
from tests.formats.damaging import damaged
from tests.formats.golden import GOLDEN
from tests.formats.writing import read

_FOREIGN = GOLDEN / "foreign" / "rss"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail at the first look for an address."""

    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise AssertionError("nothing is fetched")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def _rss(items: str, head: str = "") -> dict[str, bytes]:
    return {
        "": f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>W</title>{items}'
        "</channel></rss>".encode()
    }


def test_a_feed_of_a_news_site() -> None:
    incoming, reader = read("rss", {"": (_FOREIGN / "wire.rss").read_bytes()})
    first, second = incoming
    assert first.text == (
        "Ferries & trains stop\n\nAt the port\n\nThe harbour master said no ship leaves.\n"
        "“Not one,” she\xa0added.\n\n14 crews wait\n2 trains stand\n\nMore to follow 🚢"
    )
    known = first.metadata
    assert (known.title, known.outlet, known.byline) == (
        "Ferries & trains stop", "Coast Wire", "Hanne Lund"
    )  # fmt: skip
    assert (known.published, known.language) == ("2026-02-09T09:42:00Z", "en")
    assert (known.url, known.reference) == ("https://wire.example/ferries?a=1&b=2", "wire-1041")
    assert known.zones[0].role == "headline"
    assert second.text == "Wheat price falls\n\nThe price of wheat fell by 3.5%."
    assert (second.metadata.published, second.metadata.reference) == ("2026-02-10", None)
    assert [f"{one.where}: {one.reason}" for one in reader.skipped] == [
        "talks.rss, item 3: an item: it has no text (Only a title)",
        "talks.rss: the categories of items (1×)",
        "talks.rss: the files that items link to (1×)",
    ]
    assert [one.what for one in reader.notes] == [
        "1 of 3 items have only a summary, which was taken"
    ]


def test_atom_in_another_encoding() -> None:
    (one,), reader = read("rss", {"": (_FOREIGN / "notes.atom").read_bytes()})
    assert one.text == "Uma <nova> linha\n\nA linha abre na terça.\n\nCusta € 4."
    known = one.metadata
    assert (known.outlet, known.byline) == ("Café Notes", "João Sá, Ana Reis")
    assert (known.published, known.language) == ("2026-02-11T06:00:00Z", "pt")
    assert (reader.skipped, reader.notes) == ([], [])


def test_latin_1_is_read_as_browsers_read_it() -> None:
    text = '<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><item>'
    text += "<title>A</title><description>It costs € 4 – “so far”.</description>"
    (one,), _ = read("rss", {"": f"{text}</item></channel></rss>".encode("cp1252")})
    assert one.text == "A\n\nIt costs € 4 – “so far”."


def test_a_title_that_the_text_begins_with_stands_there_once() -> None:
    item = "<item><title>Rain falls</title><description>Rain falls. A lot.</description></item>"
    (one,), _ = read("rss", _rss(item))
    assert one.text == "Rain falls. A lot."


def test_nothing_that_a_feed_names_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret", encoding="utf-8")
    entity = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    item = "<item><title>T</title><description>Text &x; here</description></item>"
    incoming, _ = read("rss", _rss(item, entity))
    assert all("a secret" not in one.text for one in incoming)
    _, reader = read("rss", {"": secret.as_uri().encode()})
    assert [str(one) for one in reader.problems.values()] == [
        "talks.rss is no feed: it is neither RSS nor Atom."
    ]
    # The library would open a file whose name it is given as bytes.
    incoming, reader = read("rss", {"": str(_FOREIGN / "wire.rss").encode()})
    assert incoming == []
    assert reader.problems


def test_entities_that_swell_do_not() -> None:
    pairs = zip("abcdefgh", "bcdefghi", strict=True)
    more = (f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in pairs)
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(more)
    item = "<item><title>T</title><description>Text &i; here</description></item>"
    tracemalloc.start()
    try:
        incoming, _ = read("rss", _rss(item, f"<!DOCTYPE rss [{entities}]>"))
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()
    assert all(len(one.text) < 1000 for one in incoming)


def test_what_is_no_feed_is_refused() -> None:
    for data in (
        b"",
        b"<html><body>no</body></html>",
        b"\xff\xfe",
        b"{}",
        b"<rss><channel/></rss>",
    ):
        incoming, reader = read("rss", {"": data})
        assert incoming == []
        assert all(isinstance(one, UserProblem) for one in reader.problems.values())
        assert reader.problems


@pytest.mark.parametrize("name", ["wire.rss", "notes.atom"])
def test_a_feed_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes((_FOREIGN / name).read_bytes())
    found = format_of(path)
    assert found is not None
    assert found.name == "rss"
    path.write_bytes(b"<?xml version='1.0'?><TEI xmlns='x'><rssx/></TEI>")
    other = format_of(path)
    assert other is None or other.name != "rss"


@pytest.mark.parametrize("name", ["wire.rss", "notes.atom"])
def test_damaged_feeds_are_read_or_refused(name: str) -> None:
    for data in damaged((_FOREIGN / name).read_bytes(), 120, name):
        incoming, reader = read("rss", {"": data})
        assert all(isinstance(one, UserProblem) for one in reader.problems.values())
        assert all(one.text.strip() for one in incoming)


def test_html_becomes_words() -> None:
    assert (
        words_of_html("<p>a  b<br>c</p>\n<p>d<!-- no --><i>e</i>f</p>tail")
        == "a b\nc\n\ndef\n\ntail"
    )
    assert words_of_html("") == ""
    assert words_of_html("<script>no</script>") == ""
    assert words_of_html("plain &amp; simple") == "plain & simple"
    assert words_of_html("a\0b\ud800") == "a\ufffdb?"
    assert words_of_html("<div>" * 1000 + "deep").endswith("deep")
