"""Lines of a concordance as a table for spreadsheets and scripts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from annotator.app.saving import save_file
from annotator.formats.tables.guard import guarded
from annotator.model.search import ArticleHead, Concordance, Line

COLUMNS = (
    "left", "hit", "right", "labels", "annotators", "title", "outlet", "published", "article",
    "start", "end",
)  # fmt: skip


def cells(line: Line, head: ArticleHead) -> tuple[str | int, ...]:
    """Give the cells of a line; several labels, and who put them, are parted by semicolons."""
    return (
        line.left,
        line.hit,
        line.right,
        "; ".join(mark.label for mark in line.marks),
        "; ".join(mark.annotator for mark in line.marks),
        head.title,
        head.outlet,
        head.published,
        head.id,
        line.start,
        line.end,
    )


def table(lines: Iterable[Line], concordance: Concordance, *, separator: str = ",") -> str:
    """Write lines with a head; cells that a spreadsheet would run as formulas are guarded."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines:
        row = cells(line, concordance.heads[line.article])
        writer.writerow([guarded(one) if isinstance(one, str) else one for one in row])
    return out.getvalue()


def write_lines(path: Path, concordance: Concordance) -> None:
    """Write all lines into a CSV file, which gets its name when it is whole.

    It begins with the mark by which spreadsheets know UTF-8.

    Raises:
        UserProblem: it cannot be written, or there is a project of that name.
    """
    save_file(path, table(concordance.lines, concordance).encode("utf-8-sig"))
