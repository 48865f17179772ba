"""Reads Parquet by batches of rows: our own files, and those of others with a text a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from annotator.formats.base import ReadRequest
from annotator.formats.common.records_within.back import taken_whole
from annotator.formats.parquet.columns import Columns
from annotator.model.incoming import Incoming, Skipped
from annotator.problems import UnreadableInputError

if TYPE_CHECKING:
    import pyarrow.parquet as pq

_BATCH = 64
"""Rows that are in memory at a time."""
_LARGEST_GROUP = 4_000_000_000
"""Bytes to which a row group may say that it unpacks."""
MEDIA = "application/vnd.apache.parquet"


def read(request: ReadRequest) -> Iterator[Incoming]:
    """Read the articles of a file, a row each."""
    with request.open() as file:
        for where, record in _records(request, file):
            text = record.get("text")
            if not isinstance(text, str) or not text.strip():
                request.skipped.append(Skipped(where, "an article: its text is empty"))
                continue
            yield from taken_whole(request, record, where, extractor="parquet", media=MEDIA)


def _records(request: ReadRequest, file: BinaryIO) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give each row as a record with its place for messages."""
    import pyarrow as pa  # noqa: PLC0415 - an optional library

    name = request.name
    # What pyarrow raises at damaged files: its own errors, OSError of the C++ side, and text that
    # is no UTF-8. Only its own calls stand within.
    faults = (pa.ArrowException, OSError, UnicodeDecodeError, OverflowError, MemoryError)
    try:
        parquet = _opened(file, name)
    except faults as error:
        raise _broken(name, error) from error
    columns = Columns(parquet.schema_arrow, request)
    batches = parquet.iter_batches(batch_size=_BATCH, columns=columns.wanted, use_threads=False)
    number = 0
    while True:
        try:
            batch = next(batches, None)
            rows = batch.to_pylist() if batch is not None else []
        except faults as error:
            raise _broken(name, error) from error
        if batch is None:
            break
        for row in rows:
            number += 1
            where = f"{name}, row {number}"
            yield where, columns.record(row, where)
    if not number:
        raise UnreadableInputError(f"{name} holds no article: it has no rows.")


def _opened(file: BinaryIO, name: str) -> pq.ParquetFile:
    import pyarrow.parquet as pq  # noqa: PLC0415 - an optional library

    parquet = pq.ParquetFile(file, pre_buffer=False, page_checksum_verification=True)
    metadata = parquet.metadata
    for number in range(metadata.num_row_groups):
        if metadata.row_group(number).total_byte_size > _LARGEST_GROUP:
            raise UnreadableInputError(
                f"{name} cannot be read: a row group would unpack to too much. Write the file "
                "again with smaller row groups."
            )
    return parquet


def _broken(name: str, error: BaseException) -> UnreadableInputError:
    why = (str(error).splitlines() or ["it ends too early"])[0]
    return UnreadableInputError(f"{name} is no whole Parquet file: {why.rstrip('.')}.")
