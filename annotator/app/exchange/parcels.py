"""What somebody sent, opened to be merged: a bundle, or a whole project file. All of it untrusted.

Whether it may be merged into this project is looked at before anything of it is read.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.app.exchange.keys import others_who_sign_with, signature_of
from annotator.app.reading.names import shown
from annotator.model.annotator import annotator_name
from annotator.model.exchange import Signature
from annotator.problems import UnreadableInputError, UserProblem
from annotator.store.connection import looks_like_project
from annotator.store.database import ClosesItself
from annotator.store.foreign import ForeignProject
from annotator.sync.bundle import Bundle
from annotator.sync.manifest import Scope
from annotator.sync.problems import BrokenBundleError, NotABundleError


class Parcel(ClosesItself):
    """A bundle or a project file that came.

    Attributes:
        file: the file's name.
        size: its bytes.
        project: the id of the project that it belongs to.
        called: what its sender calls the project.
        epoch: the count of the project's erasures.
        creator: who made the project.
        created: when, as ISO 8601.
        sender: who made the bundle, by their word; “” for a project file.
        made: when, as ISO 8601, or “”.
        scope: what was chosen to be sent.
        key: the public key that signed it; None if nobody did.
        signature: what is known of that key.
        signs_for: others whose bundles that key has signed.

    Raises:
        UserProblem: it cannot be read, or is nothing that can be merged.
    """

    def __init__(self, path: Path) -> None:
        self.file, self.size, is_whole_project = _looked_at(path)
        self._source: Bundle | ForeignProject
        self.sender, self.made, self.scope = "", "", Scope()
        self.key: bytes | None = None
        with _in_words(path):
            if is_whole_project:
                project = ForeignProject(path.resolve())
                self._source = project
                self.project, self.called, self.epoch = project.project, self.file, project.epoch
                self.creator, self.created = project.creator, project.created
            else:
                bundle = self._opened(path)
                self._source, said = bundle, bundle.manifest
                self.project, self.called, self.epoch = said.project, said.name, said.epoch
                self.creator, self.created = said.creator, said.created
                self.sender, self.made, self.scope = said.sender.annotator, said.made, said.scope
                self.key = bundle.signed_by
        try:
            self.signature = signature_of(self.sender, self.key) if self.sender else _UNSIGNED
            self.signs_for = others_who_sign_with(self.sender, self.key) if self.key else []
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._source.close()

    def lines(self) -> Iterator[tuple[bytes, bytes]]:
        """Walk digests and canonical lines, in the order of the digests."""
        return self._source.lines()

    def texts(self) -> Iterator[tuple[str, str]]:
        """Walk the texts with their ids (hex sha256)."""
        return self._source.texts()

    def _opened(self, path: Path) -> Bundle:
        try:
            bundle = Bundle(path)
        except NotABundleError as error:
            raise UnreadableInputError(
                f"{self.file} is neither a bundle nor a project of Annotator's. To take in a text, "
                "import it."
            ) from error
        if not _is_name(bundle.manifest.sender.annotator):
            bundle.close()
            raise BrokenBundleError(self.file, "its sender has no proper name")
        return bundle


_UNSIGNED = Signature("unsigned")


def refuse_other_project(parcel: Parcel, project: str, epoch: int, name: str) -> None:
    """Make sure that a parcel belongs to a project as it is now.

    Args:
        parcel: what came.
        project: the id of the project that it should be merged into.
        epoch: the count of that project's erasures.
        name: the name of that project's file.

    Raises:
        UserProblem: it does not; the text names both.
    """
    if parcel.project != project:
        called = f" (“{parcel.called}”)" if parcel.called else ""
        raise UserProblem(
            f"{parcel.file} belongs to another project{called}, not to {name}. Nothing was merged; "
            "people who work together begin with a bundle of one project, and what is in another "
            "one comes in by exporting it there as JSONL and importing that here."
        )
    if parcel.epoch < epoch:
        raise UserProblem(
            f"{parcel.file} was made before something was erased from {name} for good (it is of "
            f"epoch {parcel.epoch}, the project of epoch {epoch}). Nothing was merged; ask for a "
            "bundle made after that."
        )
    if parcel.epoch > epoch:
        raise UserProblem(
            f"{parcel.file} was made after something was erased for good, and {name} is from "
            f"before that (it is of epoch {epoch}, the bundle of epoch {parcel.epoch}). Nothing "
            "was merged; begin anew with a bundle from the project's lead."
        )


class ChangedKeyError(UserProblem):
    """A bundle is signed with another key than its sender's earlier ones."""

    option = "--accept-new-key"

    def __init__(self, file: str, sender: str, fingerprint: str) -> None:
        super().__init__(
            f"{file} is signed with another key than {sender}'s earlier bundles. Nothing was "
            "merged; ask them, by phone, whether they have a new key and whether its fingerprint "
            f"is {fingerprint}; if so, take it all the same."
        )


def refuse_changed_key(parcel: Parcel) -> None:
    """Make sure that a parcel is not signed with another key than its sender's.

    Raises:
        ChangedKeyError: it is, which somebody has to look into.
    """
    if parcel.signature.state == "changed":
        raise ChangedKeyError(parcel.file, parcel.sender, parcel.signature.fingerprint)


def _looked_at(path: Path) -> tuple[str, int, bool]:
    """Give the name and the size in bytes of a file, and whether it looks like a project.

    Raises:
        UnreadableInputError: it is not there, or is no file with something in it.
    """
    name = shown(path.name or str(path))
    try:
        status = path.stat()
        # A pipe would have us wait for ever, a device could have no end.
        if not stat.S_ISREG(status.st_mode):
            what = "a folder" if stat.S_ISDIR(status.st_mode) else "no file"
            raise UnreadableInputError(f"{name} is {what}. Name a bundle or a project file.")
        if status.st_size == 0:
            raise UnreadableInputError(f"{name} is empty. Ask for it anew.")
        return name, status.st_size, looks_like_project(path)
    except OSError as error:
        raise _unreadable(path, error) from error


def _is_name(text: str) -> bool:
    try:
        return annotator_name(text) == text
    except UserProblem:
        return False


def is_same_file(path: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file."""
    try:
        return path.samefile(other)
    except OSError:
        return False


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> UnreadableInputError:
    name = shown(str(path))
    return UnreadableInputError(f"{name} cannot be read: {(error.strerror or str(error)).lower()}.")
