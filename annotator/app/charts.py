"""Writing a chart to a file: a picture's bytes, or a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from annotator.problems import UserProblem
from annotator.store.drafts import draft_of, drop_draft


def table_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    """Write rows as CSV: UTF-8 with a mark for spreadsheets, lines ended by CRLF (RFC 4180)."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def save_file(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all; one of that name is replaced.

    Raises:
        UserProblem: it cannot be written there.
    """
    draft = draft_of(path)
    try:
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as error:
        raise UserProblem(f"{path.name} cannot be written: {error.strerror}.") from error
    finally:
        drop_draft(draft)
