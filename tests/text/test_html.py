from __future__ import annotations

import socket
from pathlib import Path

import pytest

from annotator.problems import UnknownNameError, UnreadableInputError
from annotator.text.canonical import canonical
from annotator.text.decoding import EncodingNeededError
from annotator.text.html import read_html
from annotator.text.html_encoding import decode_html
from annotator.text.plain import Fields

PAGES = Path(__file__).parents[1] / "data" / "text"
BRIDGE = (PAGES / "bridge.html").read_bytes()
MIST = (PAGES / "mist-cp1251.html").read_bytes()
LOGIN = (PAGES / "login.html").read_bytes()

TITLE = "Halden bridge to stay shut for ten weeks after storm"
DECK = "Port authority puts the damage at 3.5 million kroner and asks drivers to take the ferry."

CAPTION = "The bridge on Friday morning. Photo: Jon Bø/Harbour Times"


def test_a_page_of_news() -> None:
    found = read_html(BRIDGE)
    assert found.fields == Fields(
        title=TITLE,
        outlet="Harbour Times",
        byline="Mara Lindqvist",
        published="2021-03-14T09:20:00+01:00",
        language="en",
        url="https://harbourtimes.example/2021/halden-bridge-shut",
    )
    lines = found.text.split("\n\n")
    assert lines[:2] == [TITLE, DECK]
    assert found.text.count(TITLE) == found.text.count(DECK) == 1
    assert lines[2] == CAPTION
    assert lines[3].startswith("The bridge over the Halden will stay shut")
    assert "Three surveys" in lines
    assert lines[-1].endswith("“if the state will not”.")
    assert [(zone.role, found.text[zone.start : zone.end]) for zone in found.zones[:3]] == [
        ("headline", TITLE),
        ("deck", DECK),
        ("caption", CAPTION),
    ]
    assert [zone.role for zone in found.zones[3:]] == ["body"]
    assert found.extractor == "trafilatura"
    assert found.version
    assert canonical(found.text).text == found.text


@pytest.mark.parametrize(
    "furniture", ["Sport", "Share", "newsletter", "Read also", "Support our", "©"]
)
def test_furniture_is_left_out(furniture: str) -> None:
    assert furniture not in read_html(BRIDGE).text


def test_a_page_in_an_old_encoding() -> None:
    found = read_html(MIST, url="https://example.org/mist")
    assert found.fields.title == "У Верхівцях добудують міст через Стугницю"
    assert found.fields.byline == "Олена Гайова"
    assert found.fields.published == "2019-09-03T12:40:00+03:00"
    assert found.fields.language == "uk"
    assert "«Ми чекали на нього дванадцять років»" in found.text
    roles = [zone.role for zone in found.zones]
    assert roles == ["headline", "body", "boilerplate"]
    assert found.text[found.zones[-1].start :].startswith("Читайте також")


@pytest.mark.parametrize(
    "data", [LOGIN, b"<html></html>", b"no page at all", b"", b"<!-- x -->", b"<svg>html"]
)
def test_pages_without_an_article(data: bytes) -> None:
    with pytest.raises(UnreadableInputError, match="select the article and paste"):
        read_html(data)


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert read_html(BRIDGE, url="https://harbourtimes.example/x").fields.title == TITLE
    assert read_html(MIST).text


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    read_html(BRIDGE)
    for data in (LOGIN, b"no page", b"<html/>"):
        with pytest.raises(UnreadableInputError):
            read_html(data)
    assert not caplog.records


def body(text: str) -> str:
    return f"<html><head>{text}</head><body><p>Grüße aus Zürich. Alles ist gut.</p></body></html>"


@pytest.mark.parametrize(
    ("head", "stored", "found"),
    [
        ('<meta charset="utf-8">', "utf-8", "utf-8"),
        ("<meta charset=ISO-8859-1>", "latin-1", "windows-1252"),
        ("<meta http-equiv=x content='text/html; charset=windows-1252'>", "cp1252", "windows-1252"),
        ("<meta charset=utf-16>", "utf-8", "utf-8"),
        ("<meta charset=no-such>", "utf-8", "utf-8"),
        ("<!-- <meta charset=koi8-r> --><meta charset=cp1252>", "cp1252", "cp1252"),
        ("<meta charset=koi8-r>", "utf-8-sig", "utf-8-sig"),
        ("", "utf-8", "utf-8"),
        ("", "utf-16", "utf-16"),
    ],
)
def test_the_encoding_of_a_page(head: str, stored: str, found: str) -> None:
    data = body(head).encode(stored)
    assert decode_html(data) == (body(head), found)
    assert "Grüße aus Zürich" in read_html(data).text


def test_an_xml_declaration_names_the_encoding() -> None:
    page = '<?xml version="1.0" encoding="iso-8859-1"?>' + body("")
    assert decode_html(page.encode("latin-1")).encoding == "windows-1252"
    assert "Grüße aus Zürich" in read_html(page.encode("latin-1")).text


def test_a_named_encoding_wins() -> None:
    data = body("<meta charset=koi8-r>").encode("cp1252")
    assert "Grüße" in read_html(data, encoding="windows-1252").text
    with pytest.raises(UnknownNameError):
        read_html(data, encoding="no-such")
    with pytest.raises(UnreadableInputError, match="is not utf-8"):
        read_html(data, encoding="utf-8")


def test_a_few_bad_bytes_are_replaced_as_in_a_browser() -> None:
    data = body("<meta charset=utf-8>").encode()
    stray = data.replace(b"Alles", b"\xff" + b"Alles " * 300)
    assert "\ufffdAlles" in read_html(stray).text


def test_a_page_that_names_its_encoding_wrongly_is_asked_for() -> None:
    with pytest.raises(EncodingNeededError) as raised:
        read_html(body("<meta charset=utf-8>").encode("cp1252"))
    assert "windows-1252" in raised.value.previews


def test_headlines() -> None:
    article = "<p>The bridge stays shut. It was the storm.</p><p>Nobody was hurt, we hear.</p>"
    logo = "<header><h1>Harbour Times</h1></header><h1>Bridge shut</h1>"
    head = "<title>Bridge shut | Harbour Times</title>"
    head += "<meta property='og:site_name' content='Harbour Times'>"
    page = f"<html><head>{head}</head><body>{logo}{article}"
    assert read_html(page.encode()).text.startswith("Bridge shut\n\nThe bridge stays")
    page = (
        f"<html><head></head><body><article><h1>Bridge shut</h1>{article}</article></body></html>"
    )
    found = read_html(page.encode())
    assert found.text.count("Bridge shut") == 1
    assert found.fields.title == "Bridge shut"
    page = f"<html><body>{article}</body></html>"
    assert read_html(page.encode()).text.startswith("The bridge stays")


def test_a_date_in_the_text_is_not_the_date_of_the_page() -> None:
    article = "<p>The bridge was opened on 3 May 2019.</p><p>It is shut since, the town said.</p>"
    page = f"<html><body><article><h1>Bridge shut</h1>{article * 4}</article></body></html>"
    assert read_html(page.encode()).fields.published is None


def test_items_of_a_list_stay_together() -> None:
    items = "<ul><li>The bridge is shut until May.</li><li>The ferry runs twice an hour.</li></ul>"
    page = f"<html><body><article><p>What we know so far, in short:</p>{items}<p>End.</p></article>"
    assert (
        "- The bridge is shut until May.\n- The ferry runs twice" in read_html(page.encode()).text
    )
