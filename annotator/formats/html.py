"""A saved web page: the article is found in it, the furniture around it is left out."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.formats.base import Format, ReadRequest
from annotator.formats.common.intake import incoming_article
from annotator.model.incoming import Incoming
from annotator.text.intake import take_html


def _read(request: ReadRequest) -> Iterator[Incoming]:
    with request.open() as file:
        data = file.read()
    yield incoming_article(take_html(data, encoding=request.encoding), request.name)


FORMAT = Format(name="html", title="Web page", extensions=("html", "htm", "xhtml"), read=_read)
