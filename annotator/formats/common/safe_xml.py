"""XML from other programs, which may be made to do harm.

A document with a DOCTYPE is refused: no format of ours needs one, and entities are how a kilobyte
swells to gigabytes or reads a file. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import IO, Any

from lxml import etree

from annotator.problems import UnreadableInputError

_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_HEAD = 65_536
_BEYOND_LIMITS = (etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_NAME_TOO_LONG)
_PARSER: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
}


def read_xml(data: bytes, name: str) -> etree._Element:
    """Read a document.

    Raises:
        UnreadableInputError: it is no XML, or has a DOCTYPE.
    """
    if _DOCTYPE.search(data[:_HEAD]):
        raise _has_doctype(name)
    try:
        root = etree.fromstring(data, etree.XMLParser(**_PARSER))
    except etree.XMLSyntaxError as error:
        raise _broken(name, error) from error
    _refuse_doctype(root, name)
    return root


def walk_xml(file: IO[bytes], name: str, tags: Sequence[str]) -> Iterator[etree._Element]:
    """Walk the elements of some names in a document larger than memory.

    Each is whole when it comes, and emptied afterwards; ``tags`` are ``{namespace}name``, or
    ``{*}name`` for any namespace.

    Raises:
        UnreadableInputError: it is no XML, or has a DOCTYPE.
    """
    head = file.read(_HEAD)
    file.seek(-len(head), 1)
    if _DOCTYPE.search(head):
        raise _has_doctype(name)
    try:
        for number, (_, element) in enumerate(
            etree.iterparse(file, events=("end",), tag=tags, **_PARSER)
        ):
            if number == 0:
                _refuse_doctype(element, name)
            yield element
            element.clear()
            # Emptied ones still stand in a row before their elder; before the root there may be
            # instructions, which have no parent.
            parent = element.getparent()
            while parent is not None and (before := element.getprevious()) is not None:
                parent.remove(before)
    except etree.XMLSyntaxError as error:
        raise _broken(name, error) from error


def _refuse_doctype(element: etree._Element, name: str) -> None:
    if element.getroottree().docinfo.doctype:
        raise _has_doctype(name)


def _has_doctype(name: str) -> UnreadableInputError:
    return UnreadableInputError(
        f"{name} has a DOCTYPE, through which a file can do harm. Remove that line and try again."
    )


def _broken(name: str, error: etree.XMLSyntaxError) -> UnreadableInputError:
    if error.code in _BEYOND_LIMITS:
        return UnreadableInputError(
            f"{name} cannot be read: its parts lie too deep in each other, or one of them is "
            "longer than any document needs."
        )
    return UnreadableInputError(f"{name} is not XML: {error.msg or 'it is cut off'}.")
