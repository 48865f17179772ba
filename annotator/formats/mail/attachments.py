"""Files that are attached to a letter: articles among them are taken in, others are named."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message
from pathlib import PurePosixPath

from annotator.formats.base import Format, ReadRequest
from annotator.formats.common.within import articles_within, format_within
from annotator.formats.mail.headers import header
from annotator.model.incoming import Incoming, Skipped

_TYPES = {
    "text/plain": "text",
    "text/html": "html",
    "text/markdown": "markdown",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_UNNAMED = "a file without a name"


def skip(request: ReadRequest, where: str, what: str) -> None:
    """Note what is not taken of a letter at a place in the file that is read."""
    place = where.removeprefix(request.name).removeprefix(", ") or "the letter"
    request.skipped.append(Skipped(request.name, f"{place}: {what}"))


def name_of(part: Message) -> str:
    """Return the name of an attached file, as it was sent, without folders."""
    try:
        given = part.get_filename()
    except (ValueError, LookupError, TypeError, AttributeError):
        given = None
    name = " ".join((given or "").replace("\\", "/").split("/")[-1].split())
    return name.encode("utf-8", "replace").decode()[:200] or header(part, "Subject") or _UNNAMED


def articles_of(part: Message, where: str, request: ReadRequest) -> Iterator[Incoming]:
    """Give the article of an attached file; what is none is noted as passed over."""
    chosen = _format_of(part)
    if chosen is None or chosen.read is None:
        skip(request, where, f"a file of the type “{part.get_content_type()}”")
        return
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload:
        skip(request, where, "an empty file")
        return

    def passed_over(what: str) -> None:
        skip(request, where, what)

    yield from articles_within(chosen, payload, name_of(part), where, request, passed_over)


def _format_of(part: Message) -> Format | None:
    """Find the format of an attached article: by its name, else by its type."""
    from annotator.formats.registry import format_named  # noqa: PLC0415 - it names us, too

    given = name_of(part)
    found = format_within(given)
    if found is not None or PurePosixPath(given).suffix:
        return found
    name = _TYPES.get(part.get_content_type())
    return None if name is None else format_named(name)
