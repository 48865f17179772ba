"""Files made to do harm, of real formats: read rightly or refused in a sentence, and soon."""

from __future__ import annotations

import gzip
import io
import random
import sqlite3
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator import Project
from annotator.app.reading.guarded import GuardedReader
from annotator.app.reading_files import SpoiledFileError
from annotator.formats.registry import formats
from tests.app.incoming import write
from tests.formats.making_pdf import pdf_file

_SOON = 60
"""Seconds, on a busy machine."""


def deep_json() -> bytes:
    return b'{"text": "A.", "label": ' + b"[" * 200_000 + b"]" * 200_000 + b"}\n"


def long_number() -> bytes:
    return b'{"text": "A.", "label": [[0, ' + b"9" * 2_000_000 + b', "x"]]}\n'


def endless_line() -> bytes:
    return b'{"text": "' + b"A" * 20_000_000


def deep_xml() -> bytes:
    return b'<?xml version="1.0"?><GateDocument>' + b"<a>" * 300_000 + b"</a>" * 300_000


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><GateDocument>&a11;</GateDocument>'.encode()


def zeros(name: str) -> bytes:
    whole = io.BytesIO()
    with (
        zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w") as member,
    ):
        for _ in range(300):
            member.write(bytes(1_000_000))
    return whole.getvalue()


def bomb_workbook() -> bytes:
    return zeros("xl/workbook.xml")


def bomb_project() -> bytes:
    return zeros("project.qde")


def bomb_gzip() -> bytes:
    return gzip.compress(b"WARC/1.0\r\n" + bytes(200_000_000))


def bomb_document() -> bytes:
    return zeros("word/document.xml")


def deep_document() -> bytes:
    whole = io.BytesIO()
    word = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    cells = 5_000
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", b"<Relationships/>")
        archive.writestr(
            "word/document.xml",
            b'<w:document xmlns:w="' + word + b'"><w:body>' + b"<w:tbl><w:tr><w:tc>" * cells
            + b"</w:tc></w:tr></w:tbl>" * cells + b"</w:body></w:document>",
        )  # fmt: skip
    return whole.getvalue()


def _page(drawn: bytes, resources: bytes, more: bytes = b"<< >>") -> bytes:
    return pdf_file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            drawn,
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R"
            b" /Resources << %s >> >>" % resources,
            more,
        ]
    )


def bomb_pdf() -> bytes:
    packed = zlib.compress(b"BT /F 9 Tf (A) Tj ET\n" * 8_000_000, 9)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream"
    return _page(stream % (len(packed), packed), b"/Font << /F 3 0 R >>")


def loop_pdf() -> bytes:
    drawn = b"<< /Length 5 >>\nstream\n/X Do\nendstream"
    itself = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X 6 0 R >> >>"
        b" /Length 11 >>\nstream\n/X Do /X Do\nendstream"
    )
    return _page(drawn, b"/XObject << /X 6 0 R >>", itself)


def ring_of_pages() -> bytes:
    return pdf_file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 99999999 >>",
            *[b"<< >>"] * 3,
        ]
    )


def deep_letter() -> bytes:
    inner = b"Anna."
    for number in range(2_000):
        bound = b"--b%d" % number
        head = b"Content-Type: multipart/mixed; boundary=b%d\n\n" % number
        inner = head + bound + b"\n" + inner + b"\n" + bound + b"--\n"
    return b"From: a@example.org\nSubject: x\n" + inner


def odd_database() -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        "CREATE TABLE documents(id, name, description, filename, created, project_id, content);"
        "CREATE VIEW highlights AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c)"
        " SELECT x AS id FROM c;"
    )
    return connection.serialize()


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "deep.jsonl": ("doccano", deep_json),
    "number.jsonl": ("doccano", long_number),
    "endless.jsonl": ("doccano", endless_line),
    "deep.json": ("label-studio", deep_json),
    "deep.cas.json": ("cas-json", deep_json),
    "deep.jsonld": ("w3c", deep_json),
    "deep.geojson": ("geojson", deep_json),
    "deep.xml": ("gate-xml", deep_xml),
    "laughs.xml": ("gate-xml", laughs),
    "laughs.xmi": ("cas-xmi", laughs),
    "laughs-tei.xml": ("tei", laughs),
    "laughs.rss": ("rss", laughs),
    "bomb.xlsx": ("xlsx", bomb_workbook),
    "bomb.qdpx": ("qdpx", bomb_project),
    "bomb.warc.gz": ("warc", bomb_gzip),
    "odd.sqlite3": ("taguette", odd_database),
    "bomb.parquet": ("parquet", bomb_project),
    "bomb.docx": ("docx", bomb_document),
    "deep.docx": ("docx", deep_document),
    "bomb.pdf": ("pdf", bomb_pdf),
    "loop.pdf": ("pdf", loop_pdf),
    "ring.pdf": ("pdf", ring_of_pages),
    "deep.eml": ("eml", deep_letter),
    "deep.md": ("markdown", lambda: b"> " * 100_000 + b"Anna."),
    "open.md": ("markdown", lambda: b"*[a **b " * 50_000),
    "deep.html": ("html", lambda: b"<div>" * 300_000 + b"Anna."),
}


def _is_there(name: str) -> bool:
    return any(one.name == name and one.read is not None and one.available for one in formats())


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_read_or_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    format_name, made = HOSTILE[name]
    if not _is_there(format_name):
        pytest.skip(f"{format_name} is not there")
    path = write(tmp_path / name, made())
    reader = GuardedReader([path], format_name=format_name)
    began = time.monotonic()
    try:
        while True:
            try:
                articles = list(reader.articles())
                break
            except SpoiledFileError:
                continue
    finally:
        reader.close()
    assert time.monotonic() - began < _SOON
    if reader.problems:
        assert articles == []
        words = str(reader.problems[path])
        assert words.endswith(".")
        assert "has a fault" not in words
        assert len(words) < 1_000


def test_others_go_on(project: Project, tmp_path: Path) -> None:
    bad = [write(tmp_path / name, HOSTILE[name][1]()) for name in ("bomb.xlsx", "laughs.xml")]
    good = write(tmp_path / "z.txt", "Anna came.")
    report = project.import_files([*bad, good])
    assert [one.text for one in project.articles()] == ["Anna came."]
    assert set(report.problems) == set(bad)


def test_noise_of_any_ending_is_refused(tmp_path: Path) -> None:
    """Bytes by chance, under every ending that can be read, all in one import."""
    chance = random.Random(7)
    paths = [
        write(tmp_path / f"{number}-{one.name}.{ending}", chance.randbytes(2_000))
        for number, one in enumerate(formats())
        if one.read is not None and one.available
        for ending in one.extensions
    ]
    reader = GuardedReader(paths)
    try:
        assert list(reader.articles()) == []
    finally:
        reader.close()
    assert set(reader.problems) == set(paths)
    assert not [str(one) for one in reader.problems.values() if "has a fault" in str(one)]
