"""Markdown: an article as it is shown, with what its front matter says of it.

CommonMark, with tables and strikethrough; HTML within it is shown, and not run.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.formats.base import Format, ReadRequest
from annotator.formats.common.front_matter import FrontMatter, split_front_matter
from annotator.formats.common.html_blocks import html_blocks
from annotator.formats.common.intake import incoming_article
from annotator.model.incoming import Incoming, Note
from annotator.text.decoding import decode
from annotator.text.intake import take_blocks

_DEEPEST = 100
"""Quotations and lists within each other that are read; the library's own limit is 20."""


def _read(request: ReadRequest) -> Iterator[Incoming]:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only for Markdown
    from markdown_it import __version__ as version  # noqa: PLC0415 - as above

    with request.open() as file:
        data = file.read()
    decoded = decode(data, request.encoding)
    front, body = split_front_matter(decoded.text.lstrip("\ufeff"))
    settings = {"html": True, "maxNesting": _DEEPEST}
    shown = MarkdownIt("commonmark", settings).enable(["table", "strikethrough"])
    intake = take_blocks(
        html_blocks(shown.render(body)),
        front.fields,
        media="text/markdown",
        extractor="markdown-it-py",
        extractor_version=version,
        raw=data,
        encoding=decoded.encoding,
    )
    _note(request, front)
    yield incoming_article(intake, request.name)


def _note(request: ReadRequest, front: FrontMatter) -> None:
    if front.others:
        named = ", ".join(front.others)
        what = f"its front matter also says {named}, which was not taken"
        request.notes.append(Note(request.name, what))


FORMAT = Format(
    name="markdown",
    title="Markdown",
    extensions=("md", "markdown", "mdown", "mkd"),
    read=_read,
)
