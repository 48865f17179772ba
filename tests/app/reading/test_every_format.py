"""What each format's reader gives arrives from the reading process as it gave it here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from annotator.app.reading.guarded import GuardedReader
from annotator.app.reading_files import FileReader, SpoiledFileError
from annotator.formats.registry import is_read
from annotator.model.incoming import Incoming
from annotator.store.foreign_tables import foreign_tables
from tests.app.incoming import lines, write

_DATA = Path(__file__).parents[2] / "data" / "formats"
_PLACES = sorted(
    one
    for folder in (_DATA, _DATA / "foreign")
    for one in folder.iterdir()
    if one.name not in ("foreign", "losses", "xsd")
    and any(is_read(file) for file in one.rglob("*"))
)
"""Folders with what we write, and with what other programs wrote."""


def _read(reader: FileReader) -> list[Incoming]:
    try:
        while True:
            try:
                return [_settled(one) for one in reader.articles()]
            except SpoiledFileError:
                continue
    finally:
        reader.close()


def _settled(article: Incoming) -> Incoming:
    """Give an article whose collections are lists, as they are after a crossing."""
    return article._replace(
        annotations=[_plain(one) for one in article.annotations],
        relations=[_plain(one) for one in article.relations],
        verdicts=[_plain(one) for one in article.verdicts],
        comments=[_plain(one) for one in article.comments],
        kinds=dict(article.kinds),
    )


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {key: _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
    return value


@pytest.mark.parametrize("place", _PLACES, ids=lambda one: f"{one.parent.name}-{one.name}")
def test_it_arrives_as_it_was_read(place: Path) -> None:
    here = FileReader([place], tables=foreign_tables)
    there = GuardedReader([place])
    assert _read(there) == _read(here)
    assert there.skipped == here.skipped
    assert there.notes == here.notes
    assert there.read == here.read
    assert {path: str(why) for path, why in there.problems.items()} == {
        path: str(why) for path, why in here.problems.items()
    }


def test_a_folder_with_an_export_has_no_manifest_in_it(tmp_path: Path) -> None:
    """What lists the files of an export is none of them; a file of that name may be."""
    write(tmp_path / "talks.jsonl", lines({"text": "One."}))
    write(tmp_path / "talks.manifest.json", '{\n  "kind": "annotator-export",\n  "made": ""}')
    assert FileReader([tmp_path]).files == [tmp_path / "talks.jsonl"]
    other = write(tmp_path / "manifest.json", '{"kind": "app"}')
    assert FileReader([tmp_path]).files == [other, tmp_path / "talks.jsonl"]
