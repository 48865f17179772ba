"""The reading copy: a page that shows each mark where it is, and asks nobody for anything."""

from __future__ import annotations

import re
import shutil
import subprocess
from base64 import b64encode
from collections import defaultdict
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from annotator.formats.reading_copy.colours import style_of_labels
from annotator.formats.reading_copy.pieces import MOST_DRAWN, lanes, pieces
from annotator.model.records import ArticleRecord
from annotator.model.scheme import Scheme
from tests.formats.records import PEOPLE, annotation, article, articles, identity, relation
from tests.formats.writing import write

_UNKNOWN_TO_LIBXML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""Characters that browsers keep and the parser of these tests may not."""
_BROWSER = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)


def page_of(*records: ArticleRecord) -> Any:
    """Write a page and read it with a library for HTML."""
    return html.document_fromstring(write("html", records)[0][""].decode())


def shown(text: str) -> str:
    """Give what the parser of these tests keeps of a text."""
    return _UNKNOWN_TO_LIBXML.sub("", text)


def marked(text: Any) -> dict[str, str]:
    """Give the words that each mark covers, by its number."""
    found: dict[str, str] = defaultdict(str)
    for mark in text.iter("mark"):
        # Each piece of a mark is an element; those within it are others' or its own words.
        found[mark.get("data-a")] += mark.text_content()
    return dict(found)


@settings(max_examples=60, deadline=None)
@given(records=articles())
def test_the_page_has_the_text_and_marks_the_words(records: list[ArticleRecord]) -> None:
    # The parser forgets some characters: marks are then compared where they have none.
    page = page_of(*records)
    number = 0
    for record, element in zip(records, page.iter("article"), strict=True):
        (text,) = element.find_class("text")
        assert shown(text.text_content()) == shown(record["text"])
        words = marked(text)
        for one in record["annotations"]:
            number += 1
            expected = "".join(record["text"][start:end] for start, end in one["fragments"])
            assert shown(words.get(str(number), "")) == shown(expected)


@settings(max_examples=60)
@given(data=st.data())
def test_pieces_are_the_text_and_know_their_marks(data: st.DataObject) -> None:
    edges = st.tuples(st.integers(0, 30), st.integers(0, 30)).filter(lambda one: one[0] < one[1])
    spans = [(*one, number) for number, one in enumerate(data.draw(st.lists(edges, max_size=8)))]
    cuts = sorted(data.draw(st.sets(st.integers(1, 29))) | {0, 30})
    found = list(pieces(cuts, spans))
    assert [one.start for one in found[1:]] == [one.end for one in found[:-1]]
    assert (found[0].start, found[-1].end) == (0, 30)
    for piece in found:
        inside = {n for start, end, n in spans if start < piece.end and piece.start < end}
        assert set(piece.marks) == inside
        assert len(piece.marks) == len(inside)
        outer_first = sorted(piece.marks, key=lambda n: (spans[n][0], -spans[n][1], n))
        assert piece.marks == outer_first


@settings(max_examples=60)
@given(
    spans=st.lists(
        st.tuples(st.integers(0, 20), st.integers(0, 20)).filter(lambda one: one[0] < one[1]),
        max_size=8,
    )
)
def test_no_two_lines_lie_over_each_other(spans: list[tuple[int, int]]) -> None:
    found = lanes(spans)
    for one, (start, end) in enumerate(spans):
        for other in range(one):
            if spans[other][0] < end and start < spans[other][1]:
                assert found[one] != found[other]


def test_the_outer_mark_has_its_line_below_the_inner_one() -> None:
    assert lanes([(0, 9), (2, 4), (20, 22)]) == [1, 0, 0]


def test_crossing_and_fragmented_marks_are_nested_for_html_and_whole_for_readers() -> None:
    text = "one two three four"
    record = article(
        text,
        [
            annotation(text, [(0, 7)], 1),
            annotation(text, [(4, 13)], 2, label="figure", annotator=PEOPLE[1]),
            annotation(text, [(8, 13), (14, 18)], 3, label="location"),
        ],
        title="T",
    )
    page = page_of(record)
    (div,) = page.find_class("text")
    assert marked(div) == {"1": "one two", "2": "two three", "3": "threefour"}
    assert [mark.get("id") for mark in div.iter("mark") if mark.get("id")] == ["m1", "m2", "m3"]
    assert [one.get("href") for one in page.find_class("quote")] == ["#m1", "#m2", "#m3"]


def test_a_mark_tells_label_person_values_note_and_links() -> None:
    text = "600 km burned, they said"
    values = {"value": 600, "flag": True, "words": "<b>", "other": {"name": "Kyiv", "id": "g:1"}}
    record = article(
        text,
        [
            annotation(text, [(0, 6)], 1, label="figure", attributes=values, note="a\n<i>"),
            annotation(text, [(15, 19)], 2, certainty="unsure"),
        ],
        [relation(3, identity(2), identity(1))],
    )
    first, second = page_of(record).xpath("//details//li")
    told = [" ".join(one.text_content().split()) for one in first.iter("dt", "dd")]
    assert told == ["Value", "600", "Words", "<b>", "Flag", "yes", "other", "Kyiv (id g:1)"]
    assert first.find_class("note")[0].text_content() == "a\n<i>"
    assert first.find_class("chip")[0].text_content() == "Figure"
    assert first.find_class("who")[0].text_content() == PEOPLE[0]
    assert "says ← “they”" in first.text_content()
    assert "says → “600 km”" in second.text_content()
    assert second.find_class("unsure")


def test_more_marks_than_can_be_seen_are_listed_and_said() -> None:
    text = "a crowded place"
    crowd = [annotation(text, [(0, 15 - n)], n + 1) for n in range(MOST_DRAWN + 2)]
    files, losses = write("html", [article(text, crowd)])
    told = [one.annotation for one in losses if one.reason == "overlapping"]
    assert told == [identity(1), identity(2)]
    page = html.document_fromstring(files[""].decode())
    assert len(page.xpath("//details//li")) == MOST_DRAWN + 2


def test_the_page_asks_nobody_for_anything() -> None:
    text = "<script src=https://evil.example/x.js></script><img src=x onerror=alert(1)> & more"
    record = article(
        text,
        [annotation(text, [(0, 7)], 1, note="</li><script>alert(1)</script>")],
        title="</title><script>alert(2)</script>",
        url='https://example.org/"onclick="alert(3)',
        outlet="<img src=//evil.example/a.png>",
        language='en" onload="x',
    )
    data = write("html", [record])[0][""].decode()
    page = html.document_fromstring(data)
    assert [one.tag for one in page.iter("script")] == ["script"]
    assert list(page.iter("img", "link", "iframe", "object", "base", "form")) == []
    names = {name for element in page.iter() for name in element.attrib}
    assert names <= {
        "aria-describedby", "aria-hidden", "aria-label", "charset", "checked", "class", "content",
        "data-a", "data-n", "datetime", "dir", "hidden", "href", "http-equiv", "id", "lang", "name",
        "rel", "role", "tabindex", "type",
    }  # fmt: skip
    assert all(one.get("href").startswith("#") for one in page.iter("a"))
    (style,), (script,) = page.iter("style"), page.iter("script")
    assert "url(" not in style.text
    assert "@import" not in style.text
    for word in ("fetch", "XMLHttp", "import(", "http:", "https:", "innerHTML", "eval"):
        assert word not in script.text
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none';")
    for part in (style.text, script.text):
        digest = b64encode(sha256(part.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_an_address_can_be_followed_only_by_who_clicks_it() -> None:
    page = page_of(article("A text.", url="https://www.example.org/a?b=1&c=2"))
    (link,) = page.xpath("//p[@class='facts']/a")
    assert link.get("href") == "https://www.example.org/a?b=1&c=2"
    assert link.text == "example.org"
    assert link.get("rel") == "noopener noreferrer"


def test_contents_and_legend_count_what_there_is() -> None:
    text = "one two"
    records = [
        article(text, [annotation(text, [(0, 3)], 1), annotation(text, [(0, 3)], 2, label="=x")]),
        article("three", [annotation("three", [(0, 5)], 3, annotator=PEOPLE[2])], title="Three"),
        article("four", title=""),
    ]
    page = page_of(*records)
    ticks = {
        label.find("span").text_content(): label.find("b").text
        for label in page.xpath("//fieldset/label")
    }
    assert ticks == {"Source": "2", "=x": "1", PEOPLE[0]: "2", PEOPLE[2]: "1"}
    listed = [one.text_content() for one in page.xpath("//nav//a")]
    assert listed == ["Talks2", "Three1", "Without a title"]
    assert page.find_class("sum")[0].text == "3 articles · 3 annotations · 2 annotators"
    targets = {one.get("id") for one in page.iter("article")}
    assert {one.get("href")[1:] for one in page.xpath("//nav//a")} == targets


def test_a_headline_is_a_heading_and_stands_there_once() -> None:
    text = "Rain in Quito\n\nIt rained.\n"
    zones = [{"start": 0, "end": 13, "role": "headline"}, {"start": 15, "end": 25, "role": "body"}]
    with_zone = page_of(article(text, title="Rain in Quito | Wire", zones=zones))
    assert [one.text for one in with_zone.iter("h2")] == ["Articles", "Rain in Quito\n"]
    without = page_of(article("It rained.", title="Rain in Quito"))
    assert [one.text for one in without.iter("h2")] == ["Articles", "Rain in Quito"]


def test_any_colour_can_be_seen_on_both_grounds() -> None:
    labels = [{"key": "a", "colour": "#FFFFFE"}, {"key": "b", "colour": "#000001"}]
    style = style_of_labels(Scheme.model_validate({"labels": labels}))
    light = re.search(r":root\{--l0:(#\w{6});", style)
    dark = re.search(r"data-theme=dark\]\{--l0:#\w{6};--l0i:#\w{6};--l1:(#\w{6});", style)
    assert light is not None
    assert dark is not None
    assert light[1] != "#FFFFFE"
    assert dark[1] != "#000001"


@pytest.mark.skipif(_BROWSER is None, reason="no browser is here")
def test_a_browser_shows_it_and_runs_its_script_under_its_own_policy(tmp_path: Path) -> None:
    text = "one two three\x85\x0b four"
    record = article(text, [annotation(text, [(4, 7)], 1), annotation(text, [(0, 13)], 2)])
    data = write("html", [record])[0][""].decode()
    path = tmp_path / "page.html"
    # What the page itself does not have: a title that says what came of it, set from outside.
    path.write_text(data, encoding="utf-8")
    assert _BROWSER is not None
    told = subprocess.run(
        [
            _BROWSER, "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
            f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=2000", "--dump-dom",
            path.as_uri(),
        ],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    assert b"Content Security Policy" not in told.stderr
    page = html.document_fromstring(told.stdout.decode())
    assert page.get("class") == "live", "its script has run"
    (div,) = page.find_class("text")
    assert shown(div.text_content()) == shown(text)


def test_the_same_page_is_the_same_bytes() -> None:
    record = article("A text.", [annotation("A text.", [(0, 1)], 1)])
    assert write("html", [record]) == write("html", [record])
