"""What things are called for ever: entities by UUID, articles by the hash of their text.

An *entity* is whatever has revisions. Inside the program its name is 16 bytes; outside it is the
usual text with dashes. Things of which there can be only one (the metadata one annotator gave an
article, the annotator of one name) have names computed from what they are, so that two machines
that make the same thing meet in it; everything else gets a UUIDv7.
"""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID, uuid5

import uuid_utils

from annotator.problems import UnknownNameError

# Made once at random; changing it would part all projects from their past.
_NAMESPACE = UUID("6b1c4f0e-54a2-4c6e-9d58-0f6b9c6c1a7e")


def new_entity() -> bytes:
    """Make a name for something new: a UUIDv7, so that names made later sort later."""
    return uuid_utils.uuid7().bytes


def fixed_entity(kind: str, *what: str) -> bytes:
    """Compute the name of a thing of which there is only one (UUIDv5 of its kind and words)."""
    return uuid5(_NAMESPACE, "\x1f".join((kind, *what))).bytes


def entity_text(entity: bytes) -> str:
    """Write an entity's 16 bytes as ``xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx``."""
    digits = entity.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def entity_bytes(text: str) -> bytes:
    """Read an entity's name.

    Raises:
        UnknownNameError: the text is no UUID.
    """
    try:
        return UUID(text).bytes
    except ValueError as error:
        raise UnknownNameError(f"“{text}” is not the id of anything in a project.") from error


def article_digest(text: str) -> bytes:
    """Hash a canonical text: the sha256 of its UTF-8, 32 bytes, which is the article's identity."""
    return sha256(text.encode()).digest()
