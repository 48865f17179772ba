"""Files made to do harm, of real formats: read rightly or refused in a sentence, and soon."""

from __future__ import annotations

import gzip
import io
import random
import sqlite3
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator import Project
from annotator.app.reading.guarded import GuardedReader
from annotator.app.reading_files import SpoiledFileError
from annotator.formats.registry import formats
from tests.app.incoming import write

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
