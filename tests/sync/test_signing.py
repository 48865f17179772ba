"""A signature holds for one manifest and one key; anything else is a broken bundle."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from annotator.sync.bundle import Bundle, write_bundle
from annotator.sync.manifest import TooNewError
from annotator.sync.problems import BrokenBundleError, NewerBundleError
from annotator.sync.signing import fingerprint, new_private_key, public_key_of, sign, signer
from tests.sync.test_bundle import COVER, LINES, TEXTS, lines_of, remade, texts_of

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
MANIFEST = b'{"project": "x"}'


def packed(key: bytes | None = KEY) -> bytes:
    out = io.BytesIO()
    signing = None if key is None else partial(sign, private_key=key)
    write_bundle(out, COVER, lines_of(LINES), texts_of(TEXTS), 2, signing)
    return out.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "olena.annotz"
    path.write_bytes(packed())
    return path


def test_the_signer_is_known_by_the_key(path: Path) -> None:
    with Bundle(path) as bundle:
        assert bundle.signed_by == public_key_of(KEY)
    path.write_bytes(packed(None))
    with Bundle(path) as bundle:
        assert bundle.signed_by is None


def test_the_same_key_gives_the_same_bytes_and_leaves_the_rest_as_it_is() -> None:
    assert packed() == packed()
    with (
        zipfile.ZipFile(io.BytesIO(packed())) as signed,
        zipfile.ZipFile(io.BytesIO(packed(None))) as bare,
    ):
        assert signed.namelist() == [*bare.namelist(), "signature.json"]
        assert all(signed.read(name) == bare.read(name) for name in bare.namelist())


def test_it_is_an_ed25519_signature_that_other_programs_can_verify(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        said = json.loads(archive.read("signature.json"))
        manifest = archive.read("manifest.json")
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(said["key"]))
    message = b"Annotator bundle, manifest " + sha256(manifest).hexdigest().encode()
    key.verify(bytes.fromhex(said["signature"]), message)
    with pytest.raises(InvalidSignature):
        key.verify(bytes.fromhex(said["signature"]), message + b" ")


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_only_what_was_signed_fits(one: bytes, other: bytes) -> None:
    signature = sign(one, KEY)
    assert signer(one, signature) == public_key_of(KEY)
    if one != other:
        with pytest.raises(ValueError, match="the signature does not fit"):
            signer(other, signature)


def test_every_flipped_bit_of_key_and_signature_is_seen() -> None:
    said = json.loads(sign(MANIFEST, KEY))
    for field in ("key", "signature"):
        data = bytes.fromhex(said[field])
        for bit in range(len(data) * 8):
            flipped = bytearray(data)
            flipped[bit // 8] ^= 1 << bit % 8
            with pytest.raises(ValueError, match="does not fit"):
                signer(MANIFEST, json.dumps(said | {field: flipped.hex()}).encode())


@pytest.mark.parametrize(
    "signature",
    [
        b"",
        b"[]",
        b'{"algorithm": "Ed25519"}',
        b'{"algorithm": "Ed25519", "key": "00", "signature": "00"}',
        json.dumps(
            {"algorithm": "Ed25519", "key": base64.b64encode(KEY).decode(), "signature": "0" * 128}
        ).encode(),
    ],
)
def test_what_is_no_signature_is_refused(path: Path, signature: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        signer(MANIFEST, signature)
    remade(path, lambda it: it.update({"signature.json": signature}))
    with pytest.raises(BrokenBundleError, match="its signature is wrong"):
        Bundle(path)


def test_the_signature_of_another_bundle_is_refused(path: Path) -> None:
    remade(path, lambda it: it.update({"signature.json": sign(MANIFEST, KEY)}))
    with pytest.raises(BrokenBundleError, match="its signature is wrong"):
        Bundle(path)


def test_a_changed_manifest_is_refused_though_it_fits_its_members(path: Path) -> None:
    def rename(members: dict[str, bytes]) -> None:
        members["manifest.json"] = members["manifest.json"].replace(b"Talks", b"Walks")

    remade(path, rename)
    with pytest.raises(BrokenBundleError, match="its signature is wrong"):
        Bundle(path)


def test_a_way_of_signing_to_come_wants_a_newer_program(path: Path) -> None:
    with pytest.raises(TooNewError):
        signer(MANIFEST, b'{"algorithm": "ML-DSA-65", "key": 5}')
    remade(path, lambda it: it.update({"signature.json": b'{"algorithm": "ML-DSA-65"}'}))
    with pytest.raises(NewerBundleError):
        Bundle(path)


def test_fingerprints_are_short_and_tell_keys_apart() -> None:
    assert fingerprint(public_key_of(KEY)) == "5647 5AA7 5463 474C"
    prints = {fingerprint(public_key_of(new_private_key())) for _ in range(50)}
    assert len(prints) == 50
    assert all(len(one) == 19 and one.count(" ") == 3 for one in prints)
    assert public_key_of(KEY) != public_key_of(OTHER)
