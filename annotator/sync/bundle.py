"""A bundle: what one person sends another, as one file.

A ZIP with revisions as their canonical lines, in the order of their digests, and the texts that
these name. No database, so that nothing in it can be run, and so that it can be read in twenty
years. Layout and reasons follow Fossil's artifacts: exchanging them is a union of sets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple, Self

from annotator.sync.archive import ArchiveReader, ArchiveWriter
from annotator.sync.manifest import Manifest, Member, Scope, Sender, TooNewError, read_manifest
from annotator.sync.problems import NewerBundleError
from annotator.sync.signing import signer

_MANIFEST, _REVISIONS, _TEXTS = "manifest.json", "revisions.jsonl", "texts/"
_SIGNATURE = "signature.json"
_LONGEST_MANIFEST = 50_000_000
_LONGEST_SIGNATURE = 10_000
_LONGEST_TEXT = 500_000_000


class Cover(NamedTuple):
    """What stands on a bundle besides what it holds."""

    project: str
    name: str
    epoch: int
    sender: Sender
    made: str
    scope: Scope
    creator: str = ""
    created: str = ""


class Line(NamedTuple):
    """A revision on its way: the sha256 of its canonical line, and the line."""

    digest: bytes
    text: bytes


def write_bundle(
    out: BinaryIO,
    cover: Cover,
    lines: Iterable[Line],
    texts: Iterable[tuple[str, str]],
    annotations: int = 0,
    sign: Callable[[bytes], bytes] | None = None,
) -> Manifest:
    """Write a bundle and give its manifest.

    Args:
        out: a binary file that can be written and asked where it is.
        cover: what stands on it.
        lines: revisions in the order of their digests, each once.
        texts: canonical texts with their ids (hex sha256), in the order of these.
        annotations: how many live annotations there are among the revisions.
        sign: makes the member ``signature.json`` of the manifest; None leaves it unsigned.
    """
    archive = ArchiveWriter(out)
    try:
        manifest = _write_members(archive, cover, lines, texts, annotations)
        data = manifest.as_bytes()
        archive.add(_MANIFEST, [data])
        if sign is not None:
            archive.add(_SIGNATURE, [sign(data)])
        archive.close()
    except BaseException:
        archive.abandon()
        raise
    return manifest


def _write_members(
    archive: ArchiveWriter,
    cover: Cover,
    lines: Iterable[Line],
    texts: Iterable[tuple[str, str]],
    annotations: int,
) -> Manifest:
    """Write all members but the manifest, and give that."""
    count = 0

    def counted() -> Iterator[bytes]:
        nonlocal count
        last = b""
        for digest, line in lines:
            assert digest > last, "revisions come in the order of their digests"
            last = digest
            count += 1
            yield line + b"\n"

    archive.add(_REVISIONS, counted())
    for identity, text in texts:
        archive.add(f"{_TEXTS}{identity}.txt", [text.encode()])
    return Manifest(
        project=cover.project,
        name=cover.name,
        epoch=cover.epoch,
        creator=cover.creator,
        created=cover.created,
        sender=cover.sender,
        made=cover.made,
        scope=cover.scope,
        revisions=count,
        texts=len(archive.digests) - 1,
        annotations=annotations,
        members={
            name: Member(sha256=digest, size=archive.sizes[name])
            for name, digest in archive.digests.items()
        },
    )


class Bundle:
    """A bundle that came: its manifest is read and held against the archive, its members are not.

    Attributes:
        manifest: what it says of itself.
        signed_by: the public key (32 bytes) that signed the manifest; None if it is not signed.

    Raises:
        NotABundleError: the file is something else.
        NewerBundleError: this program is too old for it.
        BrokenBundleError: it is damaged; `lines` and `texts` may raise this too.
    """

    def __init__(self, path: Path) -> None:
        self._archive = ArchiveReader(path)
        try:
            self.manifest, self.signed_by = self._read_manifest(path.name)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._archive.close()

    def lines(self) -> Iterator[Line]:
        """Walk the revisions in the order of their digests.

        That they are what the manifest says is only known at the end: whoever takes them over must
        be able to forget them.
        """
        archive, last, count = self._archive, b"", 0
        for line in archive.lines(_REVISIONS, lambda *found: self._expect(_REVISIONS, *found)):
            digest = sha256(line).digest()
            if digest <= last:
                raise archive.broken("its revisions are not in their order")
            last = digest
            count += 1
            yield Line(digest, line)
        if count != self.manifest.revisions:
            raise archive.broken("it does not hold as many revisions as it says")

    def texts(self) -> Iterator[tuple[str, str]]:
        """Walk the texts with their ids (hex sha256)."""
        for name in self._archive.names():
            if not name.startswith(_TEXTS):
                continue
            identity = name.removeprefix(_TEXTS).removesuffix(".txt")
            data = self._archive.read(name, _LONGEST_TEXT)
            digest = sha256(data).hexdigest()
            self._expect(name, digest, len(data))
            try:
                text = data.decode()
            except UnicodeDecodeError as error:
                raise self._archive.broken(f"“{name}” is no text") from error
            if digest != identity:
                raise self._archive.broken(f"“{name}” is not the text it says it is")
            yield identity, text

    def _read_manifest(self, name: str) -> tuple[Manifest, bytes | None]:
        archive = self._archive
        data = archive.read(_MANIFEST, _LONGEST_MANIFEST)
        try:
            manifest = read_manifest(data)
        except TooNewError as error:
            raise NewerBundleError(name) from error
        except ValueError as error:
            raise archive.broken(f"its manifest is not as it should be ({error})") from error
        signed_by = self._signer(name, data) if _SIGNATURE in archive.names() else None
        named = {one for one in archive.names() if one not in (_MANIFEST, _SIGNATURE)}
        if named != manifest.members.keys():
            raise archive.broken("it does not hold the members that its manifest names")
        if _REVISIONS not in named:
            raise archive.broken("it holds no revisions")
        for one, member in manifest.members.items():
            if archive.size(one) != member.size:
                raise archive.broken(f"“{one}” is not as long as it says")
        return manifest, signed_by

    def _signer(self, name: str, manifest: bytes) -> bytes:
        try:
            return signer(manifest, self._archive.read(_SIGNATURE, _LONGEST_SIGNATURE))
        except TooNewError as error:
            raise NewerBundleError(name) from error
        except ValueError as error:
            raise self._archive.broken(f"its signature is wrong ({error})") from error

    def _expect(self, name: str, digest: str, size: int) -> None:
        member = self.manifest.members[name]
        if (digest, size) != (member.sha256, member.size):
            raise self._archive.broken(f"“{name}” is not what was sent")
