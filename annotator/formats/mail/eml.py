"""A letter by mail, as mail programs save it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.formats.base import Format, ReadRequest
from annotator.formats.mail.letters import letters_of
from annotator.model.incoming import Incoming
from annotator.problems import UnreadableInputError

_LARGEST = 100_000_000
"""Bytes of a letter with what is attached to it."""
_HEADERS = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+"
)
_TELLING = re.compile(
    rb"(?mi)^(?:from|date|message-id|received|mime-version|return-path|delivered-to|subject):"
)


def _read(request: ReadRequest) -> Iterator[Incoming]:
    with request.open() as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableInputError(f"{request.name} is larger than {_LARGEST // 1_000_000} MB.")
    if not looks_like_letter(data[:65_536]):
        raise UnreadableInputError(f"{request.name} is no letter: it does not begin with headers.")
    yield from letters_of(data, request.name, request)


def looks_like_letter(head: bytes) -> bool:
    """Tell whether bytes begin as a letter does: with several of the headers that all have."""
    found = _HEADERS.match(head)
    return found is not None and len(set(_TELLING.findall(found[0].lower()))) >= 2


FORMAT = Format(
    name="eml", title="Letter (e-mail)", extensions=("eml",), read=_read, signs=looks_like_letter
)
