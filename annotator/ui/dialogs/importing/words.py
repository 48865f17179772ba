"""What the import sheet says: of the files, of their labels, of what will happen."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.app.importing import ImportReport
from annotator.app.reading.labels import PersonCount
from annotator.app.reading_files import UNIT_WORDS, FileRead
from annotator.ui.dialogs.importing.label_row import Choice
from annotator.ui.i18n import tr


def title_words(report: ImportReport) -> str:
    """Say what is about to be taken in."""
    files = [one for one in report.files if one.articles]
    if len(files) == 1:
        return tr("Take in {file}", file=files[0].name)
    return tr("Take in {n} files", n=f"{len(files):,}")


def count_words(report: ImportReport) -> str:
    """Say how much it is."""
    return "  ·  ".join(
        (
            _counted(len(report.articles), tr("1 article"), tr("{n} articles")),
            _counted(annotations_of(report), tr("1 annotation"), tr("{n} annotations")),
        )
    )


def file_words(one: FileRead) -> str:
    """Say of a file what it is and how much it holds."""
    parts = [one.format, _counted(one.articles, tr("1 article"), tr("{n} articles"))]
    if one.unit:
        parts.append(tr("counts {units}", units=UNIT_WORDS[one.unit]))
    return "  ·  ".join(parts)


def person_words(one: PersonCount, own: str) -> str:
    """Name whose annotations they are; who imports, if the file says nothing."""
    return one.name or tr("{name}, as nobody is named", name=own)


def sum_words(choices: Iterable[Choice]) -> str:
    """Say what becomes of the labels, in one line."""
    chosen = list(choices)
    new = sum(one.is_new for one in chosen)
    out = sum(one.key is None for one in chosen)
    ours = len(chosen) - new - out
    parts = []
    if ours:
        parts.append(
            tr("{n} become labels of yours", n=ours) if ours > 1 else tr("1 becomes yours")
        )
    if new:
        parts.append(tr("{n} are new", n=new) if new > 1 else tr("1 is new"))
    if out:
        parts.append(tr("{n} are left out", n=out) if out > 1 else tr("1 is left out"))
    head = tr("1 label") if len(chosen) == 1 else tr("{n} labels", n=len(chosen))
    return f"{head}: {', '.join(parts)}."


def answer_words(annotations: int) -> str:
    """Say what the button does."""
    if not annotations:
        return tr("Take in the articles")
    if annotations == 1:
        return tr("Take in 1 annotation")
    return tr("Take in {n} annotations", n=f"{annotations:,}")


def annotations_of(report: ImportReport) -> int:
    """Count the annotations that the files give."""
    return sum(one.annotations for one in report.labels)


def _counted(number: int, one: str, many: str) -> str:
    return one if number == 1 else many.format(n=f"{number:,}")
