"""Reading brat: a single standoff file with its text, or a folder of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from annotator.formats.base import ReadRequest
from annotator.formats.brat.ann import Standoff
from annotator.formats.brat.kept import ARTICLES, NO_TABLE, TABLE, Table, read_article, read_table
from annotator.formats.common.json_text import json_lines
from annotator.formats.common.records_within.back import Kept, kept_beside
from annotator.formats.common.taking import Given, taken
from annotator.model.incoming import Incoming, IncomingAnnotation, IncomingRelation, Skipped
from annotator.problems import UnreadableInputError, UserProblem
from annotator.text.decoding import decode

_BOM = b"\xef\xbb\xbf"


def read(request: ReadRequest) -> Iterator[Incoming]:
    """Read a standoff file, or a folder of them."""
    path = request.path
    if path.is_dir():
        yield from _Folder(request, path).articles()
        return
    for above in (path.parent, path.parent.parent):
        table = _table_in(above)
        if table is not None:
            break
    else:
        table = NO_TABLE
    yield from _Folder(request, path.parent, table).one([path])


class _Folder:
    """Reads the files of one collection."""

    def __init__(self, request: ReadRequest, root: Path, table: Table | None = None) -> None:
        self._request = request
        self._root = root
        found = table or _table_in(root)
        self._table = found or NO_TABLE
        self._ours = found is not None

    def articles(self) -> Iterator[Incoming]:
        """Give the articles: those that were kept a line of first, then all others."""
        found = [
            path
            for path in sorted(self._root.rglob("*.ann"))
            if path.is_file() and not path.is_symlink()
        ]
        if not found:
            raise UnreadableInputError(f"{self._request.name} holds no file that ends in .ann.")
        seen: set[Path] = set()
        if self._ours and (self._root / ARTICLES).is_file():
            known = set(found)
            with (self._root / ARTICLES).open("rb") as file:
                for where, value in json_lines(file, ARTICLES):
                    article = read_article(value, where)
                    name = f"{article['document']}.ann"
                    paths = [self._root / folder / name for folder in self._table["folders"]]
                    paths = [path for path in paths if path in known]
                    seen.update(paths)
                    kept = kept_beside(article["article"], where, self._request.skipped)
                    if paths:
                        yield from self.one(paths, kept)
                    else:
                        self._skip(where, f"{name}: no folder holds it")
        for path in found:
            if path not in seen:
                yield from self.one([path])

    def one(self, paths: list[Path], kept: Kept | None = None) -> Iterator[Incoming]:
        """Give the article of standoff files that share their text; of several if they do not."""
        text: str | None = None
        annotations: list[IncomingAnnotation] = []
        relations: list[IncomingRelation] = []
        others: list[Path] = []
        for path in paths:
            here = self._text(path)
            if text is not None and here != text:
                others.append(path)
                continue
            text = here
            read = Standoff(
                here, self._lines(path), path.name, self._person(path), self._table,
                self._request.skipped,
            )  # fmt: skip
            annotations += read.annotations
            relations += read.relations
        assert text is not None
        given = Given(
            text=text,
            where=paths[0].name,
            extractor="brat",
            media="text/x-brat",
            annotations=annotations,
            relations=relations,
        )
        request = replace(self._request, name=paths[0].with_suffix(".txt").name)
        if kept is None:
            yield from taken(request, given)
        else:
            yield from kept.taken(request, kept.into(given))
        for path in others:
            self._skip(path.name, "its text is another one than in the other folders")
            yield from self.one([path])

    def _person(self, path: Path) -> str | None:
        """Give whose folder a file is in."""
        folder = path.parent.name
        if folder in self._table["folders"]:
            return self._table["folders"][folder]
        by_folder = self._request.options.get("annotators") == "folders"
        return folder if by_folder and path.parent != self._root else None

    def _text(self, path: Path) -> str:
        """Read the text of a standoff file, its line ends as they are."""
        beside = path.with_suffix(".txt")
        if not beside.is_file():
            raise UnreadableInputError(
                f"{path.name} has no text: {beside.name} should lie beside it."
            )
        try:
            return self._decoded(beside.read_bytes())
        except UserProblem as problem:
            problem.args = (f"{beside.name}: {problem}",)
            raise

    def _decoded(self, data: bytes) -> str:
        """Read text as the UTF-8 that brat writes, and only what is none as anything else."""
        if self._request.encoding is None and b"\0" not in data and not data.startswith(_BOM):
            with suppress(UnicodeDecodeError):
                return data.decode()
        return decode(data, self._request.encoding).text

    def _lines(self, path: Path) -> Iterable[tuple[int, str]]:
        data = self._request.data.read() if self._request.data else path.read_bytes()
        text = self._decoded(data).removeprefix("\ufeff")
        return ((number, line.rstrip("\r")) for number, line in enumerate(text.split("\n"), 1))

    def _skip(self, where: str, why: str) -> None:
        self._request.skipped.append(Skipped(where, why))


def _table_in(folder: Path) -> Table | None:
    path = folder / TABLE
    return read_table(path.read_bytes(), TABLE) if path.is_file() else None
