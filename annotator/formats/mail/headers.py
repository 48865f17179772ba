"""What a letter says of itself. Its headers are anybody's: whatever they hold, they are words."""

from __future__ import annotations

import re
from datetime import datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from annotator.text.plain import NO_FIELDS, Fields

_FAULTS = (HeaderParseError, ValueError, LookupError, TypeError, AttributeError, IndexError)
_ADDRESS = re.compile(r"<?(https?://[^\s<>]+)>?")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?![A-Za-z])")
_LONGEST = 2_000


def header(message: Message, name: str) -> str:
    """Return a header's words in one line; “” if it is not there."""
    try:
        said = message.get(name)
        if said is None:
            return ""
        words = str(make_header(decode_header(said)))
    except _FAULTS:
        try:
            words = str(message.get(name) or "")
        except _FAULTS:
            return ""
    return " ".join(words.split())[:_LONGEST].encode("utf-8", "replace").decode()


def fields_of(message: Message) -> Fields:
    """Return the metadata that a letter's headers give."""
    language = _LANGUAGE.match(header(message, "Content-Language"))
    address = _ADDRESS.match(header(message, "Archived-At"))
    return NO_FIELDS._replace(
        title=header(message, "Subject"),
        outlet=header(message, "Organization") or None,
        byline=_people(header(message, "From")),
        published=_moment(header(message, "Date")),
        language=language[1].lower() if language else None,
        url=address[1] if address else None,
    )


def reference_of(message: Message) -> str | None:
    """Return the name by which letters refer to this one."""
    return header(message, "Message-ID").strip("<> ") or None


def _people(senders: str) -> str | None:
    try:
        found = getaddresses([senders])
    except _FAULTS:
        return senders or None
    names = [name or address for name, address in found if name or address]
    return ", ".join(names) or senders or None


def _moment(said: str) -> str | None:
    """Return when it was sent, with its zone if it names one."""
    if not said:
        return None
    try:
        sent = parsedate_to_datetime(said)
    except (*_FAULTS, OverflowError):
        return None
    if not isinstance(sent, datetime):
        return None
    zone = sent.isoformat(timespec="seconds")
    return zone.replace("+00:00", "Z")
