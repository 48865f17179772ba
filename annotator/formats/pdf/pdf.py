"""PDF: the article that its pages show.

Pictures are not read. Lines become paragraphs again, columns follow each other, words that a line
end parts are put together; what pages repeat is kept as boilerplate.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from annotator.formats.base import Format, ReadRequest
from annotator.formats.common.intake import incoming_article
from annotator.formats.pdf.order import Line, lines_of
from annotator.formats.pdf.pages import FAULTS, Page, Widths, page_of
from annotator.formats.pdf.paragraphs import paragraphs_of
from annotator.formats.pdf.properties import properties
from annotator.formats.pdf.running import running_lines
from annotator.model.incoming import Incoming, Note, Skipped
from annotator.problems import UnreadableInputError
from annotator.text.intake import take_blocks
from annotator.text.plain import NO_FIELDS

if TYPE_CHECKING:
    from pypdf import PdfReader

_LARGEST_RAW = 20_000_000
"""Bytes up to which the file itself is kept with the article: larger ones hold pictures."""
_URL = re.compile(r"https?://[^\s|<>]+[^\s|<>.,;:)\]]")
_MOST_ODD = 0.3
"""The share of signs that are no letters of any script, from which on a text is unreadable."""
_SCAN = (
    "{name} holds pictures of pages and no text. Have a program read the pictures (this is called "
    "OCR; many scanners and PDF programs do it), save the result as PDF or text, and import that."
)


def _read(request: ReadRequest) -> Iterator[Incoming]:
    with request.open() as file:
        reader = _opened(file, request.name)
        pages = _pages(reader, request)
        said = properties(reader)
        file.seek(0)
        data = file.read(_LARGEST_RAW + 1)
    lines = _lines(pages)
    _look_at_letters(lines, request)
    running = running_lines(lines, len(pages))
    put = paragraphs_of(lines, running)
    shown = [lines[number].text for number in sorted(running)]
    address = next((found[0] for one in shown if (found := _URL.search(one))), None)
    intake = take_blocks(
        put.blocks,
        NO_FIELDS._replace(url=address),
        media="application/pdf",
        extractor="pypdf",
        extractor_version=_version(),
        raw=data if len(data) <= _LARGEST_RAW else None,
        beside=said,
    )
    if put.joined:
        words = "1 word was" if put.joined == 1 else f"{put.joined:,} words were"
        request.notes.append(Note(request.name, f"{words} put together that line ends part"))
    yield incoming_article(intake, request.name)


def _opened(file: BinaryIO, name: str) -> PdfReader:
    """Open a document.

    Raises:
        UnreadableInputError: it is none, damaged, or protected by a password.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - only for PDFs
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - as above

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    try:
        reader = PdfReader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableInputError(
                f"{name} is protected by a password. Open it in a PDF reader, print it to a new "
                "PDF and import that."
            )
        len(reader.pages)
    except (PyPdfError, *FAULTS) as error:
        raise _damaged(name) from error
    return reader


def _pages(reader: PdfReader, request: ReadRequest) -> list[Page]:
    """Read the pages; those that cannot be read are noted.

    Raises:
        UnreadableInputError: there is no text on any of them.
    """
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - only for PDFs

    widths = Widths()
    pages: list[Page] = []
    damaged: list[int] = []
    for number in range(len(reader.pages)):
        try:
            pages.append(page_of(reader.pages[number], widths))
        except (PyPdfError, *FAULTS):
            damaged.append(number + 1)
            pages.append(Page((), 0.0))
    if not any(page.pieces for page in pages):
        if any(page.pictures for page in pages):
            raise UnreadableInputError(_SCAN.format(name=request.name))
        if damaged:
            raise _damaged(request.name)
        raise UnreadableInputError(f"{request.name} has no text on any page.")
    scans = [at for at, page in enumerate(pages, 1) if page.pictures and not page.pieces]
    for which, why in ((scans, "pictures of pages, without text"), (damaged, "damaged")):
        if which:
            request.skipped.append(Skipped(request.name, f"{_numbers(which)}: {why}"))
    if turned := sum(page.turned for page in pages):
        what = f"what is written up, down or across its pages ({turned:,}×)"
        request.skipped.append(Skipped(request.name, what))
    return pages


def _lines(pages: Sequence[Page]) -> list[Line]:
    lines: list[Line] = []
    for number, page in enumerate(pages):
        lines += lines_of(page.pieces, number, lines[-1].column + 1 if lines else 0)
    return lines


def _look_at_letters(lines: Sequence[Line], request: ReadRequest) -> None:
    """Note signs of which the file does not say what letters they are.

    Raises:
        UnreadableInputError: they are so many that nothing can be read.
    """
    counted = Counter(_is_odd(sign) for line in lines for sign in line.text if sign != " ")
    if not counted[True]:
        return
    if counted[True] > _MOST_ODD * counted.total():
        raise UnreadableInputError(
            f"{request.name} does not say which letters its signs are, so its text cannot be read. "
            "Have a program read its pages as pictures (OCR) and import what that gives."
        )
    what = f"{counted[True]:,} signs of which it does not say what letters they are"
    request.notes.append(Note(request.name, f"{what} were taken as they are"))


def _is_odd(sign: str) -> bool:
    return sign == "\ufffd" or unicodedata.category(sign) in ("Cc", "Co", "Cn", "Cs")


def _numbers(pages: list[int]) -> str:
    named = ", ".join(map(str, pages[:20])) + ("…" if len(pages) > 20 else "")
    return f"page {named}" if len(pages) == 1 else f"pages {named}"


def _damaged(name: str) -> UnreadableInputError:
    return UnreadableInputError(
        f"{name} is no PDF, or too damaged to be read. Open it in a PDF reader, print it to a new "
        "PDF and import that."
    )


def _version() -> str:
    from pypdf import __version__  # noqa: PLC0415 - only for PDFs

    return __version__


def _signs(head: bytes) -> bool:
    return head.startswith(b"%PDF-")


FORMAT = Format(name="pdf", title="PDF", extensions=("pdf",), read=_read, signs=_signs)
