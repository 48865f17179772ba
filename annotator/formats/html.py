"""A web page: a saved one is read for its article; written is a page to read articles on.

What is written needs nothing but a browser, which it asks for nothing else: no address is fetched.
It is for reading, and is not read back as data.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.formats.base import Format, ReadRequest
from annotator.formats.common.intake import incoming_article
from annotator.formats.reading_copy.writing import write
from annotator.model.incoming import Incoming
from annotator.text.intake import take_html


def _read(request: ReadRequest) -> Iterator[Incoming]:
    with request.open() as file:
        data = file.read()
    yield incoming_article(take_html(data, encoding=request.encoding), request.name)


FORMAT = Format(
    name="html",
    title="Web page",
    extensions=("html", "htm", "xhtml"),
    read=_read,
    write=write,
    cannot_hold=("overlapping", "other"),
)
