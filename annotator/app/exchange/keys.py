"""Keys: this machine's own, made at first use, and those that others' bundles were signed with.

A key is trusted on first use: what signed a bundle of Olena's once is Olena's key from then on, and
another one is an alarm. Whether the first one was hers can be found out by comparing the
fingerprint by phone.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from pydantic import Field, TypeAdapter, ValidationError

from annotator.app.paths import settings_folder
from annotator.model.base import Frozen
from annotator.model.exchange import Signature
from annotator.model.moments import iso, now
from annotator.problems import UserProblem
from annotator.store.drafts import draft_of, drop_draft, write_whole
from annotator.sync.signing import fingerprint, new_private_key, public_key_of

_OWN = "signing-key"
_KNOWN = "known-keys.json"


class _KnownKey(Frozen):
    """A key that signed a bundle, and when that was first seen."""

    key: str = Field(pattern=r"^[0-9a-f]{64}$")
    since: str


_Known = dict[str, tuple[_KnownKey, ...]]
_known: TypeAdapter[_Known] = TypeAdapter(_Known)


def own_private_key() -> bytes:
    """Give this machine's private key (32 bytes); the first call makes it.

    Raises:
        UserProblem: it cannot be read or kept.
    """
    path = settings_folder() / _OWN
    try:
        with suppress(FileExistsError):
            if not path.exists():
                _keep_new_key(path)
        key = bytes.fromhex(path.read_text(encoding="ascii"))
        public_key_of(key)
    except OSError as error:
        raise UserProblem(
            f"The key for signing, {path}, cannot be read or written: {error.strerror}. Bundle "
            "without a signature, or see to that folder."
        ) from error
    except ValueError as error:
        raise UserProblem(
            f"{path} is no key any more. Put it back from a backup; or move it away, and a new one "
            "is made, which your teammates' programs will ask about."
        ) from error
    return key


def signature_of(name: str, key: bytes | None) -> Signature:
    """Tell what is known of the key (32 bytes; None: unsigned) that signed a bundle of a name.

    Of an unsigned bundle ``since`` says when that name signed first, or “” if it never did; of a
    changed key, when another one was first seen.

    Raises:
        UserProblem: the list of known keys cannot be read.
    """
    keys = _read_known().get(name, ())
    first = keys[0].since if keys else ""
    if key is None:
        return Signature("unsigned", "", first)
    for one in keys:
        if one.key == key.hex():
            return Signature("known", fingerprint(key), one.since)
    return Signature("changed" if keys else "unknown", fingerprint(key), first)


def others_who_sign_with(name: str, key: bytes) -> list[str]:
    """Name those, besides somebody, whose bundles were signed with a key (32 bytes).

    Raises:
        UserProblem: the list of known keys cannot be read.
    """
    return sorted(
        other
        for other, keys in _read_known().items()
        if other != name and any(one.key == key.hex() for one in keys)
    )


def trust(name: str, key: bytes) -> None:
    """Remember that this key signs for a name, besides the keys that do already.

    Raises:
        UserProblem: the list of known keys cannot be read or written.
    """
    known = _read_known()
    keys = known.get(name, ())
    if any(one.key == key.hex() for one in keys):
        return
    known[name] = (*keys, _KnownKey(key=key.hex(), since=iso(now())))
    path = settings_folder() / _KNOWN
    try:
        write_whole(path, _known.dump_json(known, indent=2))
    except OSError as error:
        raise UserProblem(f"{path} cannot be written: {error.strerror}.") from error


def _read_known() -> _Known:
    path = settings_folder() / _KNOWN
    try:
        return _known.validate_json(path.read_bytes())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise UserProblem(f"{path} cannot be read: {error.strerror}.") from error
    except ValidationError as error:
        # To go on without it would be to trust anybody's key as if it were the first.
        raise UserProblem(
            f"{path} is not the list of your teammates' keys any more. Put it back from a backup; "
            "or move it away, and every key counts as not seen before."
        ) from error


def _keep_new_key(path: Path) -> None:
    """Write a new key where only its owner may read it; what is there already stays.

    Raises:
        FileExistsError: another program was quicker.
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = draft_of(path)
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(new_private_key().hex())
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            raise
        except OSError:
            # Some disks know no second names for a file.
            draft.rename(path)
    finally:
        drop_draft(draft)
