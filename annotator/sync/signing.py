"""Signatures: who packed a bundle, and that nothing in it has been changed since.

What is signed is the manifest, by its sha256; the manifest names the sender and holds the sha256 of
every member. Signatures are Ed25519 (RFC 8032): the same key and manifest give the same bytes.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import Field, ValidationError

from annotator.model.base import Frozen
from annotator.model.faults import first_fault
from annotator.sync.manifest import TooNewError

_ALGORITHM = "Ed25519"
_GROUP = 4
_SHOWN = 16
"""Hex digits of a fingerprint: few enough to be compared by phone."""


class _Signature(Frozen):
    """The member ``signature.json``."""

    algorithm: str = Field(max_length=40)
    key: str = Field(pattern=r"^[0-9a-f]{64}$")
    signature: str = Field(pattern=r"^[0-9a-f]{128}$")


class _Algorithm(Frozen):
    """The one field that every program to come will understand."""

    algorithm: str = Field(max_length=40)


def sign(manifest: bytes, private_key: bytes) -> bytes:
    """Sign a manifest and give the member ``signature.json``; the key is 32 bytes."""
    key = Ed25519PrivateKey.from_private_bytes(private_key)
    signature: dict[str, Any] = {
        "algorithm": _ALGORITHM,
        "key": key.public_key().public_bytes_raw().hex(),
        "signature": key.sign(_message(manifest)).hex(),
    }
    return orjson.dumps(signature, option=orjson.OPT_INDENT_2)


def signer(manifest: bytes, signature: bytes) -> bytes:
    """Give the public key (32 bytes) that signed a manifest.

    Raises:
        TooNewError: it is signed in a way that this program does not know.
        ValueError: the member is not as it should be, or the signature does not fit.
    """
    try:
        if _Algorithm.model_validate_json(signature).algorithm != _ALGORITHM:
            raise TooNewError
        found = _Signature.model_validate_json(signature)
    except ValidationError as error:
        raise ValueError(first_fault(error)) from error
    key = bytes.fromhex(found.key)
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(
            bytes.fromhex(found.signature), _message(manifest)
        )
    except InvalidSignature as error:
        raise ValueError("the signature does not fit what is signed") from error
    return key


def new_private_key() -> bytes:
    """Make a private key: 32 random bytes."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_key_of(private_key: bytes) -> bytes:
    """Give the public key of a private one; both are 32 bytes.

    Raises:
        ValueError: it is no key.
    """
    return Ed25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def fingerprint(public_key: bytes) -> str:
    """Shorten a public key to what two people compare by phone: ``7F3A 19C2 D04E 881B``."""
    digits = sha256(public_key).hexdigest()[:_SHOWN].upper()
    return " ".join(digits[at : at + _GROUP] for at in range(0, _SHOWN, _GROUP))


def _message(manifest: bytes) -> bytes:
    """Say what is signed, so that a signature of this key on something else serves nobody here."""
    return b"Annotator bundle, manifest " + sha256(manifest).hexdigest().encode()
