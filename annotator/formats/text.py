"""Plain text: one article a file."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.formats.base import Format, ReadRequest
from annotator.formats.common.intake import incoming_article
from annotator.model.incoming import Incoming
from annotator.text.intake import take_text


def _read(request: ReadRequest) -> Iterator[Incoming]:
    with request.open() as file:
        data = file.read()
    yield incoming_article(take_text(data, encoding=request.encoding), request.name)


FORMAT = Format(name="text", title="Plain text", extensions=("txt", "text"), read=_read)
