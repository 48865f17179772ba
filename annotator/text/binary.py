"""Recognise files that are no text, so that a user learns what to do with them."""

from __future__ import annotations

from typing import Final, NamedTuple

_LOOKED_AT: Final = 65_536  # bytes
_CONTROLS: Final = bytes({*range(9), *range(14, 27), *range(28, 32), 127})
_MOST_CONTROLS: Final = 0.03  # of all bytes; random bytes have 0.11, texts in any encoding none

_SAVE_AS_TEXT: Final = "Open it in a word processor, save it as plain text (UTF-8) and import that."
_NO_TEXT: Final = "There is no text in it that could be tagged."
_OPEN: Final = "If it is a project of Annotator, open it or merge it instead."
_UNPACK: Final = "Unpack it and import the files in it."


class Kind(NamedTuple):
    """What a file seems to be, as in "It seems to be …", and what to do with it."""

    name: str
    advice: str


_SIGNATURES: Final = (
    (b"%PDF-", Kind("a PDF", "Give it the ending .pdf and import that.")),
    (b"\x89PNG\r\n", Kind("a picture (PNG)", _NO_TEXT)),
    (b"\xff\xd8\xff", Kind("a picture (JPEG)", _NO_TEXT)),
    (b"GIF87a", Kind("a picture (GIF)", _NO_TEXT)),
    (b"GIF89a", Kind("a picture (GIF)", _NO_TEXT)),
    (b"II*\0", Kind("a picture (TIFF)", _NO_TEXT)),
    (b"MM\0*", Kind("a picture (TIFF)", _NO_TEXT)),
    (b"ID3\x03", Kind("a sound (MP3)", _NO_TEXT)),
    (b"ID3\x04", Kind("a sound (MP3)", _NO_TEXT)),
    (b"OggS\0", Kind("a sound or film (Ogg)", _NO_TEXT)),
    (b"\x1aE\xdf\xa3", Kind("a film (Matroska)", _NO_TEXT)),
    (b"\xd0\xcf\x11\xe0", Kind("an old Word, Excel or PowerPoint document", _SAVE_AS_TEXT)),
    (b"{\\rtf", Kind("a rich text document (RTF)", _SAVE_AS_TEXT)),
    (b"\x1f\x8b", Kind("a packed file (gzip)", _UNPACK)),
    (b"\xfd7zXZ\0", Kind("a packed file (xz)", _UNPACK)),
    (b"7z\xbc\xaf", Kind("a packed file (7z)", _UNPACK)),
    (b"Rar!\x1a\x07", Kind("a packed file (RAR)", _UNPACK)),
    (b"(\xb5/\xfd", Kind("a packed file (zstd)", _UNPACK)),
    (b"SQLite format 3\0", Kind("a database (SQLite)", _OPEN)),
    (b"\x7fELF", Kind("a program", _NO_TEXT)),
    (b"PAR1\x15", Kind("a table (Parquet)", "Save it as JSON Lines or CSV and import that.")),
)

_IN_RIFF: Final = (b"WEBP", b"WAVE", b"AVI ")

# What is packed in a ZIP, by names that stand near its start.
_PACKED: Final = (
    (b"word/", Kind("a Word document (DOCX)", "Give it the ending .docx and import that.")),
    (b"xl/", Kind("an Excel workbook (XLSX)", "Save it as CSV and import that.")),
    (b"ppt/", Kind("a PowerPoint presentation (PPTX)", _SAVE_AS_TEXT)),
    (b"epub+zip", Kind("an e-book (EPUB)", "Save its text as plain text (UTF-8) and import that.")),
    (b"opendocument", Kind("an OpenDocument file", _SAVE_AS_TEXT)),
)


def binary_kind(data: bytes) -> Kind | None:
    """Return what bytes seem to be if they are no text, None if they may be one."""
    if data.startswith(b"PK\x03\x04"):
        start = data[:_LOOKED_AT]
        archive = Kind("a packed file (ZIP)", _UNPACK)
        return next((kind for name, kind in _PACKED if name in start), archive)
    if data[4:8] == b"ftyp" or (data[:4] == b"RIFF" and data[8:12] in _IN_RIFF):
        return Kind("a picture, sound or film", _NO_TEXT)
    if data[:3] == b"BZh" and data[4:10] == b"1AY&SY":
        return Kind("a packed file (bzip2)", _UNPACK)
    return next((kind for sign, kind in _SIGNATURES if data.startswith(sign)), None)


def has_many_controls(data: bytes, most: float = _MOST_CONTROLS) -> bool:
    """Tell whether more than a share of the bytes are control characters, as in no text."""
    start = data[:_LOOKED_AT]
    return len(start) - len(start.translate(None, _CONTROLS)) > most * len(start)
