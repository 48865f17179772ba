"""WARC: pages of a web archive become articles, record by record."""

from __future__ import annotations

import gzip
import tracemalloc
from typing import Any

import pytest

from annotator.formats.registry import format_of
from annotator.problems import UserProblem
from tests.formats.damaging import damaged
from tests.formats.golden import GOLDEN
from tests.formats.writing import read

_FOREIGN = GOLDEN / "foreign" / "warc"
_PAGE = """<html lang="en"><head><title>{title}</title></head><body><nav>Home</nav><article>
<h1>{title}</h1><p>The harbour master said on Monday that no ship would leave the port, and that
14 crews were waiting for better weather.</p><p>“Not one,” she added — it costs € 4.</p>
</article></body></html>"""


def archive(*records: dict[str, Any], gz: bool = True) -> bytes:
    """Write an archive, each record packed by itself."""
    whole = _record("warcinfo", b"software: tests\r\n", "application/warc-fields", gz=gz)
    for one in records:
        block: bytes = one.get("body", b"")
        kind = one.get("warc_type", "application/http; msgtype=response")
        if status := one.get("status", "200 OK"):
            headers = [("Content-Type", one.get("type", "text/html; charset=utf-8"))]
            headers += one.get("headers", [])
            lines = [f"HTTP/1.1 {status}", *(f"{key}: {value}" for key, value in headers), "", ""]
            block = "\r\n".join(lines).encode() + block
        address = one.get("url", "https://example.org/a")
        whole += _record(one.get("kind", "response"), block, kind, address, gz=gz)
    return whole


def _record(kind: str, block: bytes, content: str, address: str = "", *, gz: bool) -> bytes:
    lines = [
        "WARC/1.0", f"WARC-Type: {kind}", *([f"WARC-Target-URI: {address}"] if address else []),
        "WARC-Date: 2026-02-09T10:00:00Z", f"Content-Type: {content}",
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>",
        f"Content-Length: {len(block)}", "", "",
    ]  # fmt: skip
    record = "\r\n".join(lines).encode() + block + b"\r\n\r\n"
    return gzip.compress(record, mtime=0) if gz else record


def page(title: str, encoding: str = "utf-8") -> bytes:
    """Write a page with an article."""
    return _PAGE.format(title=title).encode(encoding)


@pytest.mark.parametrize("gz", [True, False])
def test_pages_become_articles_and_the_rest_is_counted(gz: bool) -> None:
    data = archive(
        {"url": "https://example.org/ferries", "body": page("Ferries stop")},
        {"url": "https://example.org/x.png", "type": "image/png", "body": b"\x89PNG"},
        {"url": "https://example.org/y.png", "type": "image/png", "body": b"\x89PNG"},
        {"url": "https://example.org/gone", "status": "404 Not Found", "body": page("Gone")},
        {"url": "https://example.org/menu", "body": b"<html><a href=/>Home</a></html>"},
        {"url": "https://example.org/trains", "body": page("Trains stand")},
        gz=gz,
    )  # fmt: skip
    incoming, reader = read("warc", {"": data})
    assert [one.metadata.title for one in incoming] == ["Ferries stop", "Trains stand"]
    assert [one.metadata.url for one in incoming] == [
        "https://example.org/ferries", "https://example.org/trains"
    ]  # fmt: skip
    assert incoming[0].text.endswith("“Not one,” she added — it costs € 4.")
    assert incoming[0].raw == page("Ferries stop")
    assert incoming[0].where == "talks.warc, https://example.org/ferries"
    reasons = [f"{one.where}: {one.reason}" for one in reader.skipped]
    assert reasons[0].startswith("talks.warc, https://example.org/menu: a page: No article")
    assert reasons[1:] == [
        "talks.warc: answers with the status 404 (1×)",
        "talks.warc: files of the type “image/png” (2×)",
        "talks.warc: records of the kind “warcinfo” (1×)",
    ]


@pytest.mark.parametrize(
    ("kind", "encoding"),
    [
        ("text/html; charset=windows-1252", "cp1252"),
        ("text/html; charset=ISO-8859-1", "cp1252"),
        ('text/html;charset="utf-8"', "utf-8"),
        ("text/html; charset=nonsense", "utf-8"),
        ("text/html; charset=ascii", "cp1252"),
        ("TEXT/HTML", "utf-8"),
        ("application/xhtml+xml", "utf-8"),
    ],
)
def test_the_encoding_is_the_one_that_the_server_named(kind: str, encoding: str) -> None:
    data = archive({"body": page("Ferries stop", encoding), "type": kind})
    (one,), _ = read("warc", {"": data})
    assert "she added — it costs € 4" in one.text


def test_pages_may_be_packed_and_come_in_chunks() -> None:
    packed = gzip.compress(page("Ferries stop"), mtime=0)
    chunks = b"%x\r\n%b\r\n0\r\n\r\n" % (len(packed), packed)
    encoding = [("Content-Encoding", "gzip")]
    data = archive(
        {"body": packed, "headers": encoding},
        {"body": chunks, "headers": [*encoding, ("Transfer-Encoding", "chunked")]},
    )
    incoming, _ = read("warc", {"": data})
    assert [one.metadata.title for one in incoming] == ["Ferries stop"] * 2


def test_a_page_that_swells_is_passed_over() -> None:
    packed = gzip.compress(b"<p>" + b"0" * 60_000_000, mtime=0)
    data = archive(
        {"body": packed, "headers": [("Content-Encoding", "gzip")]},
        {"body": page("Ferries stop")},
    )
    tracemalloc.start()
    try:
        incoming, reader = read("warc", {"": data})
        assert tracemalloc.get_traced_memory()[1] < 120_000_000
    finally:
        tracemalloc.stop()
    assert [one.metadata.title for one in incoming] == ["Ferries stop"]
    assert "larger than 20 MB" in reader.skipped[0].reason


def test_texts_that_another_program_made_of_pages_are_taken() -> None:
    record = {
        "kind": "conversion", "status": "", "warc_type": "text/plain",
        "body": b"Ferries stop\n\nNo ship leaves, she said.",
    }  # fmt: skip
    (one,), _ = read("warc", {"": archive(record)})
    assert one.text == "Ferries stop\n\nNo ship leaves, she said."
    assert one.metadata.url == "https://example.org/a"


def test_an_archive_that_is_cut_off_gives_what_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    whole = archive({"body": page("Ferries stop")}, {"body": page("Trains stand")})
    incoming, reader = read("warc", {"": whole[:-300]})
    assert incoming[0].metadata.title == "Ferries stop"
    assert len(incoming) < 2 or reader.skipped
    assert capsys.readouterr().err == ""


def test_a_small_archive_of_another_program() -> None:
    path = _FOREIGN / "crawl.warc.gz"
    found = format_of(path)
    assert found is not None
    assert found.name == "warc"
    incoming, reader = read("warc", {"": gzip.decompress(path.read_bytes())})
    assert [one.metadata.title for one in incoming] == ["Ferries stop"]
    assert [one.reason for one in reader.skipped] == [
        "answers with the status 301 (1×)",
        "files of the type “image/gif” (1×)",
        "records of the kind “metadata” (1×)",
        "records of the kind “request” (1×)",
        "records of the kind “warcinfo” (1×)",
    ]


@pytest.mark.parametrize("gz", [True, False])
def test_damaged_archives_are_read_or_refused(gz: bool, capsys: pytest.CaptureFixture[str]) -> None:
    whole = archive(
        {"body": page("Ferries stop")},
        {"body": gzip.compress(page("Trains"), mtime=0), "headers": [("Content-Encoding", "gzip")]},
        gz=gz,
    )
    for data in damaged(whole, 150, str(gz)):
        incoming, reader = read("warc", {"": data})
        assert all(isinstance(one, UserProblem) for one in reader.problems.values())
        assert all(one.text for one in incoming)
    assert capsys.readouterr().err == ""


def test_what_is_no_archive_is_refused() -> None:
    for data in (b"", b"text", gzip.compress(b"text"), b"\x1f\x8b\x00", b"WARC/9.9\r\n\r\n"):
        incoming, reader = read("warc", {"": data})
        assert incoming == []
        assert [str(one) for one in reader.problems.values()] == [
            "talks.warc is no web archive (WARC)."
        ]
