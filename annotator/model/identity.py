"""What things are called for ever: entities by UUID, articles by the hash of their text.

An *entity* is whatever has revisions. Inside the program its name is 16 bytes; outside it is the
usual text with dashes. Things of which there can be only one (the metadata one annotator gave an
article, the annotator of one name) have names computed from what they are, so that two machines
that make the same thing meet in it; everything else gets a UUIDv7. Its last digits tell whose it is
to those who know the name: so nobody else can say later that they had begun it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from string import hexdigits
from typing import TYPE_CHECKING

from annotator.problems import UnknownNameError

if TYPE_CHECKING:
    from uuid_utils import UUID

# Made once at random; changing it would part all projects from their past.
_NAMESPACE = "6b1c4f0e-54a2-4c6e-9d58-0f6b9c6c1a7e"

_SEAL = 4
"""Bytes at the end of a UUIDv7, random otherwise; what is before them is never made twice."""
_HEX = frozenset(hexdigits)
_DIGITS = 32


def new_entity(owner: str = "") -> bytes:
    """Make a name for something new: a UUIDv7, so that names made later sort later.

    Args:
        owner: the annotator whose it will be; of a project, nobody.
    """
    name = uuid7_maker()().bytes
    return name if not owner else name[:-_SEAL] + _seal(name, owner)


def entity_maker(owner: str) -> Callable[[], bytes]:
    """Give what makes names as `new_entity` does, for those who need very many."""
    from hashlib import sha256  # noqa: PLC0415 - not needed to show an article

    uuid7, ending = uuid7_maker(), owner.encode()

    def make() -> bytes:
        begin = uuid7().bytes[:-_SEAL]
        return begin + sha256(begin + ending).digest()[:_SEAL]

    return make


def is_sealed(entity: bytes, owner: str) -> bool:
    """Tell whether a name was made for something of an annotator's."""
    return entity[-_SEAL:] == _seal(entity, owner)


def fixed_entity(kind: str, *what: str) -> bytes:
    """Compute the name of a thing of which there is only one (UUIDv5 of its kind and words)."""
    from uuid_utils import uuid5  # noqa: PLC0415 - not needed to show an article

    return uuid5(_namespace(), "\x1f".join((kind, *what))).bytes


def entity_text(entity: bytes) -> str:
    """Write an entity's 16 bytes as ``xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx``."""
    digits = entity.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def entity_bytes(text: str) -> bytes:
    """Read an entity's name.

    Raises:
        UnknownNameError: the text is no UUID.
    """
    digits = text.replace("-", "")
    if len(digits) != _DIGITS or not set(digits) <= _HEX:
        raise UnknownNameError(f"“{text}” is not the id of anything in a project.")
    return bytes.fromhex(digits)


def _seal(entity: bytes, owner: str) -> bytes:
    from hashlib import sha256  # noqa: PLC0415 - not needed to show an article

    return sha256(entity[:-_SEAL] + owner.encode()).digest()[:_SEAL]


def article_digest(text: str) -> bytes:
    """Hash a canonical text: the sha256 of its UTF-8, 32 bytes, which is the article's identity."""
    from hashlib import sha256  # noqa: PLC0415 - not needed to show an article

    return sha256(text.encode()).digest()


@cache
def uuid7_maker() -> Callable[[], UUID]:
    """Give the function that makes names for new things, for those who need very many."""
    from uuid_utils import uuid7  # noqa: PLC0415 - not needed to show an article

    return uuid7


@cache
def _namespace() -> UUID:
    from uuid_utils import UUID  # noqa: PLC0415 - not needed to show an article

    return UUID(_NAMESPACE)
