"""A letter becomes an article, and what is attached to it others."""

from __future__ import annotations

import email
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import Message
from email.policy import compat32

from annotator.formats.base import ReadRequest
from annotator.formats.common.intake import incoming_article
from annotator.formats.mail.attachments import articles_of, name_of, skip
from annotator.formats.mail.bodies import blocks_of, words_of
from annotator.formats.mail.headers import fields_of, header, reference_of
from annotator.model.incoming import Incoming
from annotator.problems import UserProblem
from annotator.text.intake import take_blocks
from annotator.text.plain import Fields
from annotator.version import __version__

_DEEPEST = 4
"""Letters within letters that are opened."""
_LARGEST_RAW = 20_000_000
"""Bytes up to which the letter itself is kept with the article: larger ones hold pictures."""
_FAULTS = (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError)
"""What the library raises at damaged letters."""


@dataclass(slots=True)
class _Parts:
    """What a letter is made of."""

    plain: str = ""
    html: str = ""
    flowed: bool = False
    attached: list[Message] | None = None


def letters_of(data: bytes, where: str, request: ReadRequest, depth: int = 0) -> Iterator[Incoming]:
    """Give the article of a letter, and those attached to it.

    What is not taken is noted in the request.

    Args:
        data: the letter as it was sent.
        where: its place in the file, for messages.
        depth: how many letters it lies within.
    """
    try:
        message = email.message_from_bytes(data, policy=compat32)
        parts = _parts(message)
        said = fields_of(message)
    except _FAULTS:
        skip(request, where, "it is too damaged to be read")
        return
    yield from _article(message, parts, said, data, where, request)
    for attached in parts.attached or ():
        name = name_of(attached)
        place = f"{where}, attached {name}"
        if attached.get_content_type() == "message/rfc822":
            yield from _letter_within(attached, place, request, depth)
        else:
            yield from articles_of(attached, place, request)


def _article(
    message: Message, parts: _Parts, said: Fields, data: bytes, where: str, request: ReadRequest
) -> Iterator[Incoming]:
    blocks = blocks_of(parts.plain, parts.html, flowed=parts.flowed)
    if not any(block.text.strip() for block in blocks):
        title = said.title or "no subject"
        skip(request, where, f"it has no text ({title[:80]})")
        return
    try:
        intake = take_blocks(
            blocks,
            said,
            media="message/rfc822",
            extractor="eml",
            extractor_version=__version__,
            raw=data if len(data) <= _LARGEST_RAW else None,
        )
    except UserProblem as problem:
        skip(request, where, str(problem))
        return
    incoming = incoming_article(intake, request.name)
    metadata = replace(incoming.metadata, reference=reference_of(message))
    yield incoming._replace(metadata=metadata, where=where)


def _parts(message: Message) -> _Parts:
    """Find the words of a letter and what is attached to it."""
    found = _Parts(attached=[])
    assert found.attached is not None
    pending = [message]
    while pending:
        part = pending.pop(0)
        kind = part.get_content_type()
        content = part.get_payload()
        if kind.startswith("multipart/") and isinstance(content, list):
            pending = [one for one in content if isinstance(one, Message)] + pending
        elif kind == "message/rfc822" or _is_attached(part):
            found.attached.append(part)
        elif kind == "text/html":
            found.html += words_of(part)
        elif kind == "text/plain":
            found.plain += ("\n\n" if found.plain else "") + words_of(part)
            found.flowed = found.flowed or (part.get_param("format") or "") == "flowed"
        elif not kind.startswith("image/"):
            found.attached.append(part)
    return found


def _is_attached(part: Message) -> bool:
    """Tell whether a part is meant as a file: pictures within the text are none."""
    disposition = header(part, "Content-Disposition").lower()
    inline = part.get_content_type() in ("text/plain", "text/html")
    return disposition.startswith("attachment") or (not inline and bool(part.get_filename()))


def _letter_within(
    part: Message, where: str, request: ReadRequest, depth: int
) -> Iterator[Incoming]:
    content = part.get_payload()
    inner = content[0] if isinstance(content, list) and content else None
    if not isinstance(inner, Message):
        skip(request, where, "a letter that is damaged")
        return
    if depth >= _DEEPEST:
        skip(request, where, "letters within letters, too many of them")
        return
    try:
        data = inner.as_bytes()
    except (*_FAULTS, UnicodeError):
        skip(request, where, "a letter that is damaged")
        return
    yield from letters_of(data, where, request, depth + 1)
