"""Writing and reading formats without a project, for tests that do so many times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator.app.export.targets import Glimpse
from annotator.app.reading_files import AUTO, FileReader, SpoiledFileError
from annotator.formats.base import WriteRequest
from annotator.formats.registry import format_named
from annotator.model.incoming import Incoming
from annotator.model.records import ArticleRecord, Loss
from annotator.model.scheme import Scheme
from tests.formats.records import PEOPLE, SCHEME


def write(
    name: str,
    articles: Iterable[ArticleRecord],
    options: Mapping[str, str] | None = None,
    scheme: Scheme = SCHEME,
) -> tuple[dict[str, bytes], list[Loss]]:
    """Write records; give the files (the one of a format that has one is “”) and the losses."""
    chosen = format_named(name)
    assert chosen.write is not None
    out = Glimpse()
    request = WriteRequest(
        articles=articles,
        out=out,
        options=chosen.settle_options(options or {}),
        scheme=scheme,
        annotators=PEOPLE,
        name="talks",
    )
    losses = list(chosen.write(request))
    assert {one.reason for one in losses} <= set(chosen.cannot_hold)
    return out.files, losses


def read(
    name: str,
    files: Mapping[str, bytes],
    options: Mapping[str, str] | None = None,
    offsets: str = AUTO,
) -> tuple[list[Incoming], FileReader]:
    """Read files as an import does; give the articles, and the reader with what it has to say.

    A file named “” gets the format's ending; several lie in a folder.
    """
    chosen = format_named(name)
    with TemporaryDirectory() as place:
        folder = Path(place) / "talks"
        for inside, data in files.items():
            path = folder / (inside or f"talks.{chosen.extensions[0]}")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        paths = [folder / f"talks.{chosen.extensions[0]}"] if "" in files else [folder]
        reader = FileReader(paths, format_name=name, options=options, offsets=offsets)
        while True:
            try:
                return list(reader.articles()), reader
            except SpoiledFileError:
                continue
