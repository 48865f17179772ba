"""Where an export is written: whether that place is free, and which targets stand for it."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from annotator.app.export.manifest import NAME, WrittenFile, is_ours, plan_of
from annotator.app.export.out_files import Drafts, is_pipe, is_project
from annotator.app.export.targets import FileTarget, FolderTarget, ZipTarget
from annotator.formats.base import Format, Target
from annotator.model.export import ExportPlan
from annotator.problems import UnreadableInputError, UserProblem


def require_free(out: Path, chosen: Format, plan: ExportPlan, loss_report: Path | None) -> None:
    """Make sure that nothing is written over that is not an earlier export.

    Raises:
        UserProblem: it would be; the text says what lies there. Or more than the dataset is asked
            for of a pipe.
    """
    if is_pipe(out):
        _require_alone(out, chosen, plan)
    for path in (out, loss_report):
        if path is not None and is_project(path):
            raise UserProblem(
                f"{path.name} is a project; a dataset is not written over it. Choose another name."
            )
    if loss_report is not None and loss_report.resolve() == out.resolve():
        raise UserProblem("The loss report needs a file of its own.")
    name = out.resolve().name or str(out)
    if out.is_dir() and (chosen.layout == "file" or _is_packed(out)):
        raise UserProblem(f"{name} is a folder, and this export is a file. Name a file in it.")
    if chosen.layout == "folder" and not _is_packed(out):
        if out.is_file():
            raise UserProblem(
                f"{name} is a file, and {chosen.title} is a folder of files. Choose another "
                "name, or one that ends with .zip."
            )
        if out.is_dir() and any(out.iterdir()) and not is_ours(out):
            raise UserProblem(
                f"{name} is not empty, and not all in it came of an export. Choose another "
                "name, or empty it."
            )


def require_ours(out: Path, written: Iterable[Path], named: Collection[Path]) -> None:
    """Make sure that what lies with a dataset takes the place of nothing but an earlier export.

    Args:
        out: the dataset.
        written: all files that are to get their names.
        named: those that the user named, and so may replace.

    Raises:
        UserProblem: there is another file of such a name.
    """
    meant = {one.resolve() for one in named}
    page = out.resolve().with_name(f"{out.name}.{NAME}")
    known: set[Path] = set()
    with suppress(UnreadableInputError):
        known = {page, *(page.parent / name for name in plan_of(page)[1])}
    for path in written:
        if path not in meant and path not in known and path.is_file():
            raise UserProblem(
                f"{path.name} would be written with it, and there is such a file already, which is "
                "of no export. Move it away, or choose another name."
            )


class Place:
    """Where one export goes: gives targets for its splits, and for what lies with it.

    Args:
        drafts: what makes files whole before they have names.
        out: the file or folder.
        chosen: the format.
        archive: the ZIP file that takes the place of a folder.
    """

    def __init__(
        self, drafts: Drafts, out: Path, chosen: Format, archive: zipfile.ZipFile | None
    ) -> None:
        self._drafts = drafts
        self._out = out
        self._archive = archive
        self._packed: list[WrittenFile] = []
        """Members of the ZIP file."""
        is_folder = chosen.layout == "folder" and archive is None
        self._folder = drafts.folder(out) if is_folder else None

    def target(self, split: str = "") -> Target:
        """Give the target of a split, ``talks.train.csv`` or ``train/``; “” is all."""
        prefix = f"{split}/" if split else ""
        if self._archive is not None:
            return ZipTarget(self._archive, prefix, self._note)
        if self._folder is not None:
            return FolderTarget(self._drafts, self._folder, prefix)
        out = self._out
        named = out.with_name(f"{out.stem}.{split}{out.suffix}") if split else out
        return FileTarget(self._drafts, named)

    def with_it(self) -> Target | None:
        """Give the target of what lies with the dataset; a pipe has nothing beside it.

        It has the file's whole name: ``talks.csv`` and ``talks.conll`` have a manifest each.
        """
        if is_pipe(self._out):
            return None
        if self._archive is None and self._folder is None:
            return FileTarget(self._drafts, self._out, self._out.name)
        return self.target()

    def written(self) -> Iterator[WrittenFile]:
        """Walk what was written so far."""
        if self._archive is not None:
            yield from self._packed
            return
        root = self._out.resolve() if self._folder is not None else self._out.resolve().parent
        for path, size, digest in self._drafts.written:
            if path.is_relative_to(root):
                yield WrittenFile(path.relative_to(root).as_posix(), size, digest)

    def _note(self, name: str, size: int, digest: str) -> None:
        self._packed.append(WrittenFile(name, size, digest))


@contextmanager
def place(drafts: Drafts, out: Path, chosen: Format) -> Iterator[Place]:
    """Give the place of an export; a folder becomes a ZIP file if it is called one."""
    if chosen.layout == "folder" and _is_packed(out):
        with drafts.open(out) as file, zipfile.ZipFile(file, "w") as archive:
            yield Place(drafts, out, chosen, archive)
    else:
        yield Place(drafts, out, chosen, None)


def _require_alone(out: Path, chosen: Format, plan: ExportPlan) -> None:
    """Make sure that nothing is asked for that would have to lie beside a pipe."""
    asked = {
        "splits": plan.splits is not None and chosen.layout == "file",
        "the honesty sheet": plan.notes,
        "own JSONL": plan.also_jsonl,
        "the history": plan.history,
    }
    wanted = ", ".join(what for what, is_asked in asked.items() if is_asked)
    if wanted:
        raise UserProblem(
            f"{out} takes the dataset alone, and {wanted} would lie beside it. Name a file."
        )


def _is_packed(out: Path) -> bool:
    return out.suffix.lower() == ".zip" or is_pipe(out)
