"""What a chart says, as a table for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def table_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    """Write rows as CSV: UTF-8 with a mark for spreadsheets, lines ended by CRLF (RFC 4180)."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")
