"""Writes articles row group by row group, a new file when one has grown large, and the card."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, BinaryIO

from annotator.formats.base import Target, WriteRequest
from annotator.formats.parquet.card import Contents, card
from annotator.formats.parquet.rows import row_of, schema
from annotator.model.records import ArticleRecord, Loss

if TYPE_CHECKING:
    import pyarrow.parquet as pq

SPLITS = {"": "train", "train": "train", "dev": "validation", "test": "test"}
"""What Hugging Face calls a split."""
LARGEST_FILE = 500_000_000
"""Bytes after which the next row group goes to a new file."""
_ROWS = 250
_CHARACTERS = 4_000_000
"""How many articles, and how many code points of text, make a row group."""


def write(request: WriteRequest) -> Iterator[Loss]:
    """Write the files of a dataset; nothing is lost."""
    contents = Contents()
    splits: dict[str, _Split] = {}
    try:
        for article in request.articles:
            name = SPLITS[request.split_of(article["id"])]
            if name not in splits:
                splits[name] = _Split(request.out, name)
            contents.count(article, name)
            splits[name].add(article)
        if not splits:
            # A dataset without rows still has columns.
            splits["train"] = _Split(request.out, "train")
        for split in splits.values():
            split.finish()
    finally:
        for split in splits.values():
            split.close()
    contents.splits = {
        name: contents.splits.get(name, 0) for name in SPLITS.values() if name in splits
    }
    with request.out.part("README.md") as out:
        out.write(card(request, contents, schema()).encode())
    yield from ()


class _Split:
    """The files of one split, of which one is open."""

    def __init__(self, out: Target, name: str) -> None:
        self._out = out
        self._name = name
        self._files = 0
        self._rows: list[dict[str, Any]] = []
        self._characters = 0
        self._place: AbstractContextManager[BinaryIO] | None = None
        self._file: BinaryIO | None = None
        self._writer: pq.ParquetWriter | None = None

    def add(self, article: ArticleRecord) -> None:
        """Write an article, sooner or later."""
        self._rows.append(row_of(article))
        self._characters += len(article["text"])
        if len(self._rows) >= _ROWS or self._characters >= _CHARACTERS:
            self._flush()

    def finish(self) -> None:
        """Write what waits, and end the file that is open; a split has one at least."""
        if self._rows or not self._files:
            self._flush()
        self._end_file()

    def close(self) -> None:
        """Close the file that an error left open."""
        if self._place is not None:
            self._place.__exit__(None, None, None)

    def _flush(self) -> None:
        import pyarrow as pa  # noqa: PLC0415 - an optional library

        if self._writer is None:
            self._writer = self._begin_file()
        if not self._rows:
            return  # a row group of none would be no use to readers that go by its size
        columns = [
            pa.array([row.get(field.name) for row in self._rows], field.type) for field in schema()
        ]
        self._writer.write_batch(pa.record_batch(columns, schema=schema()))
        self._rows.clear()
        self._characters = 0
        assert self._file is not None
        if self._file.tell() >= LARGEST_FILE:
            self._end_file()

    def _begin_file(self) -> pq.ParquetWriter:
        import pyarrow.parquet as pq  # noqa: PLC0415 - an optional library

        # How many files there will be is not known yet: “-of-00003” would need it.
        self._place = self._out.part(f"data/{self._name}-{self._files:05}.parquet")
        self._file = self._place.__enter__()
        self._files += 1
        return pq.ParquetWriter(self._file, schema(), compression="zstd")

    def _end_file(self) -> None:
        if self._writer is None:
            return
        self._writer.close()
        self._writer = None
        assert self._place is not None
        place, self._place, self._file = self._place, None, None
        place.__exit__(None, None, None)
