"""The lines of a text file of another program, one by one and decoded."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from annotator.formats.base import ReadRequest
from annotator.problems import UnreadableInputError
from annotator.text.decoding import decode

_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def text_lines(request: ReadRequest) -> Iterator[tuple[int, str]]:
    """Walk the lines of a file, each with its number from 1 and without its line end.

    Lines end with LF, and a CR before it belongs to the end; U+2028 and its like stay inside.

    Raises:
        UserProblem: it is in another encoding than the one named, which is UTF-8 if none is.
    """
    with request.open() as file:
        encoding = request.encoding or _marked(file) or "utf-8-sig"
        decode(b"", encoding)  # there is such an encoding
        # A decoder of its own would leave the file open behind it if it were not closed.
        lines = io.TextIOWrapper(file, encoding=encoding, newline="\n")
        try:
            for number, line in enumerate(lines, 1):
                yield number, line.rstrip("\r\n")
        except UnicodeError as error:
            decode(getattr(error, "object", b""))  # names likely encodings
            raise UnreadableInputError(
                f"{request.name} is not in {encoding}. Name its encoding, as “windows-1252”."
            ) from error


def _marked(file: BinaryIO) -> str | None:
    if not file.seekable():
        return None
    head = file.read(2)
    file.seek(0)
    return next((name for mark, name in _MARKS if head == mark), None)
