"""WARC: the pages of a web archive, each searched for its article like a saved page.

Archives are read record by record, whatever their size. Pages are those that a server answered
with; pictures, scripts, redirections and the records about them are counted and passed over.
"""

from __future__ import annotations

import logging
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from annotator.formats.base import Format, ReadRequest
from annotator.formats.common.intake import incoming_article
from annotator.model.incoming import Incoming, Skipped
from annotator.problems import UnreadableInputError, UserProblem
from annotator.text.intake import Intake, take_html, take_text

_LARGEST = 20_000_000
"""Bytes of a page, unpacked."""
_BEGINNINGS = (b"\x1f\x8b", b"WARC/", b"filedesc:")
_PAGES = ("text/html", "application/xhtml+xml")
_LATIN = ("ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1")
"""Names by which servers mean windows-1252, as browsers know."""
_OK = "200"
_KINDS = ("response", "resource", "conversion")


def _read(request: ReadRequest) -> Iterator[Incoming]:
    with request.open() as file:
        # The library takes any line of five words for the head of an archive of the old kind.
        if file.seekable():
            if not file.read(len(max(_BEGINNINGS, key=len))).startswith(_BEGINNINGS):
                raise UnreadableInputError(f"{request.name} is no web archive (WARC).")
            file.seek(0)
        yield from _Archive(request).articles(file)


class _Archive:
    """Reads one archive."""

    def __init__(self, request: ReadRequest) -> None:
        self._request = request
        self._passed: Counter[str] = Counter()
        self._number = 0

    def articles(self, file: BinaryIO) -> Iterator[Incoming]:
        """Walk the articles; say at the end what was passed over."""
        for record in self._records(file):
            found = self._article(record)
            if found is not None:
                yield found
        if not self._number:
            raise UnreadableInputError(f"{self._request.name} is no web archive (WARC).")
        for what, count in sorted(self._passed.items()):
            self._skip(self._request.name, f"{what} ({count:,}×)")

    def _records(self, file: BinaryIO) -> Iterator[Any]:
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - an optional library

        class Quiet(ArchiveIterator):  # type: ignore[misc]
            """Does not write to the terminal what is odd about a record."""

            INC_RECORD = ""

        logging.getLogger("warcio").setLevel(logging.CRITICAL + 1)
        records = iter(Quiet(file))
        while True:
            try:
                record = next(records)
            except StopIteration:
                return
            except _faults() as error:
                if not self._number:
                    raise UnreadableInputError(
                        f"{self._request.name} is no web archive (WARC)."
                    ) from error
                self._skip(self._request.name, f"what follows record {self._number:,}: damaged")
                return
            self._number += 1
            yield record

    def _article(self, record: Any) -> Incoming | None:
        media, charset = _media(record)
        why = _no_page(record, media)
        if why:
            self._passed[why] += 1
            return None
        address = record.rec_headers.get_header("WARC-Target-URI") or ""
        where = f"{self._request.name}, {address or f'record {self._number}'}"
        try:
            intake = self._intake(record, media, charset, address)
        except UserProblem as problem:
            self._skip(where, f"a page: {problem}")
            return None
        incoming = incoming_article(intake, self._request.name)
        metadata = incoming.metadata
        if metadata.url is None and address.startswith(("http://", "https://")):
            metadata = replace(metadata, url=address)
        return incoming._replace(metadata=metadata, where=where)

    def _intake(self, record: Any, media: str, charset: str | None, address: str) -> Intake:
        """Take a record's page in.

        Raises:
            UserProblem: it is damaged, too large, or holds no article.
        """
        try:
            data = record.content_stream().read(_LARGEST + 1)
        except _faults() as error:
            raise UnreadableInputError("it is damaged.") from error
        if len(data) > _LARGEST:
            raise UnreadableInputError(f"it is larger than {_LARGEST // 1_000_000} MB.")
        return take_text(data) if media == "text/plain" else _page(data, charset, address)

    def _skip(self, where: str, reason: str) -> None:
        self._request.skipped.append(Skipped(where, reason))


def _page(data: bytes, charset: str | None, address: str) -> Intake:
    """Take a page in; an encoding that its server names wrongly is not believed."""
    if charset is not None:
        try:
            return take_html(data, encoding=charset, url=address or None)
        except UserProblem:
            pass
    return take_html(data, url=address or None)


def _no_page(record: Any, media: str) -> str:
    """Say what a record is if it is no page; “” if it is one."""
    if record.rec_type not in _KINDS:
        return f"records of the kind “{record.rec_type}”"
    headers = record.http_headers
    if headers is not None and (status := headers.get_statuscode()) != _OK:
        return f"answers with the status {status}"
    # What another program made of a page, in the archives of texts.
    is_text = record.rec_type == "conversion" and media == "text/plain"
    return "" if media in _PAGES or is_text else f"files of the type “{media}”"


def _media(record: Any) -> tuple[str, str | None]:
    """Read a record's content type: the media type, and the encoding if it names one."""
    headers = record.http_headers
    said = record.content_type if headers is None else headers.get_header("Content-Type")
    media, *parameters = (one.strip() for one in (said or "").split(";"))
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset" and (name := value.strip(" \"'").lower()):
            return media.lower(), "windows-1252" if name in _LATIN else name
    return media.lower(), None


def _faults() -> tuple[type[Exception], ...]:
    """Give what the library raises at damaged archives; headers that are missing are no texts."""
    from warcio.bufferedreaders import ChunkedDataException  # noqa: PLC0415 - as above
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415 - as above
    from warcio.statusandheaders import StatusAndHeadersParserException  # noqa: PLC0415 - as above

    return (
        ArchiveLoadFailed, ChunkedDataException, StatusAndHeadersParserException, zlib.error,
        EOFError, ValueError, AttributeError, TypeError, IndexError, KeyError,
    )  # fmt: skip


FORMAT = Format(
    name="warc",
    title="Web archive (WARC)",
    extensions=("warc", "warc.gz"),
    read=_read,
    needs="warcio",
    extra="warc",
)
