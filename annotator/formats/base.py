"""What a format promises: its name, its abilities, how it is read and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, Protocol

from annotator.formats.common.fitting import Fitting
from annotator.model.incoming import Incoming, Note, Skipped
from annotator.model.records import ArticleRecord, Loss, LossReason
from annotator.problems import UserProblem

if TYPE_CHECKING:
    from annotator.model.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Option:
    """A choice that a format offers: its default and the values there are (none listed: any).

    ``reads`` and ``writes`` say whether it means something when a file is read, and written.
    """

    default: str
    description: str
    values: tuple[str, ...] = ()
    reads: bool = True
    writes: bool = True


class ForeignTables(Protocol):
    """A database of another program, opened for reading and distrusted."""

    def columns(self, table: str) -> tuple[str, ...]:
        """Name a table's columns; none if there is no such table."""
        ...

    def rows(
        self, table: str, columns: Sequence[str], order: str = ""
    ) -> Iterator[tuple[Any, ...]]:
        """Walk a table's rows, in the order of one of its columns if one is named."""
        ...


@dataclass(slots=True, kw_only=True)
class ReadRequest:
    """What to read, and how.

    Attributes:
        path: the file, or the folder of a format that reads folders.
        name: its name as the user knows it.
        data: what is read instead of the file, if it is at hand.
        encoding: the encoding that the user named, if any.
        unit: the unit of its offsets, one of `OFFSET_UNITS`; None if nobody has said.
        options: the format's options, settled.
        skipped: where a reader notes what it passed over.
        notes: where it notes what it took otherwise than it came.
        fitting: what finds the unit of a file if nobody has said it; see `taken`.
        tables: opens a file as a database of another program.
    """

    path: Path
    name: str
    data: BinaryIO | None = None
    encoding: str | None = None
    unit: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    fitting: Fitting | None = None
    tables: Callable[[Path], AbstractContextManager[ForeignTables]] | None = None

    def open(self) -> BinaryIO:
        """Open the file; the caller closes it."""
        return self.data or self.path.open("rb")


class Target(Protocol):
    """Where an export goes. Nothing has its name before all of it is whole.

    Files are closed in the order in which they were opened or not; several may be open at a time.
    """

    def main(self) -> AbstractContextManager[BinaryIO]:
        """Write the one file of a format that has one."""
        ...

    def part(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Write another file.

        Of a format that is one file it stands beside it, ``talks.conll`` and ``talks.tokens.json``
        for the name ``tokens.json``. Of a folder it is a member, ``texts/1.txt``.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteRequest:
    """What to write, and where.

    Attributes:
        articles: what is written, to be walked once and in order.
        out: where it goes.
        options: the format's options, settled.
        scheme: the labels, with their colours, attributes and relations.
        annotators: whose annotations may occur, in their order.
        name: what the dataset is called: the project's name.
        split_of: gives the split of an article by its id: ``train``, ``dev``, ``test``, or “” if
            there are no splits. Only formats that split themselves have to ask.
    """

    articles: Iterable[ArticleRecord]
    out: Target
    options: Mapping[str, str]
    scheme: Scheme
    annotators: tuple[str, ...] = ()
    name: str = "dataset"
    split_of: Callable[[str], str] = lambda _: ""


Reader = Callable[[ReadRequest], Iterator[Incoming]]
"""Gives a file's articles one by one; raises a `UserProblem` if the file is not of the format."""

Writer = Callable[[WriteRequest], Iterator[Loss]]
"""Writes articles, yielding each loss when it happens. Must be read to its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format.

    Attributes:
        name: what commands call it.
        title: what people call it.
        extensions: endings of its files, without a dot, the usual one first.
        read: how it is read.
        write: how it is written.
        cannot_hold: the reasons that its loss reports may give.
        holds_words: whether `WORDS_ABOUT` of articles have a place in it.
        options: its choices, by name.
        layout: whether an export is a file or a folder.
        reads_folders: whether a folder may be one dataset, which is then given to `read` whole.
        folder_mark: the name of a file that makes a folder one dataset wherever it is met.
        companions: endings of files that belong to one of its files of the same name (the ``.txt``
            of an ``.ann``) and are not read by themselves.
        recognises: tells by a file's first 64 kB whether it is of this format, where an ending is
            shared by several; called with the bytes and the file's name.
        signs: tells by a file's first 64 kB that it is of this format, whatever it is called.
        units: in what its files may count offsets, what its specification says first; none if it
            has no offsets.
        splits_itself: whether its layout has a place for train, dev and test.
        needs: the optional library without which it is not available, as it is imported.
        extra: the name under which that library is installed with the program.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    read: Reader | None = None
    write: Writer | None = None
    cannot_hold: tuple[LossReason, ...] = ()
    holds_words: bool = False
    options: Mapping[str, Option] = field(default_factory=dict)
    layout: Literal["file", "folder"] = "file"
    reads_folders: bool = False
    folder_mark: str = ""
    companions: tuple[str, ...] = ()
    recognises: Callable[[bytes, str], bool] | None = None
    signs: Callable[[bytes], bool] | None = None
    units: tuple[str, ...] = ()
    splits_itself: bool = False
    needs: str | None = None
    extra: str = ""

    def __post_init__(self) -> None:
        """Count what people say of articles among what most formats cannot hold."""
        if self.write is not None and not self.holds_words and "other" not in self.cannot_hold:
            object.__setattr__(self, "cannot_hold", (*self.cannot_hold, "other"))

    @property
    def available(self) -> bool:
        """Whether the library that it needs is there."""
        return self.needs is None or find_spec(self.needs) is not None

    def require(self) -> None:
        """Make sure that the format can be used.

        Raises:
            UserProblem: its library is not there; the text says how to get it.
        """
        if not self.available:
            raise UserProblem(
                f"{self.title} needs a library that is not installed. Get it with "
                f"“pip install 'annotator-desktop[{self.extra}]'” and start again."
            )

    def as_json(self) -> dict[str, Any]:
        """Describe the format, as ``annotator formats --json`` does."""
        return {
            "name": self.name,
            "title": self.title,
            "reads": self.read is not None,
            "writes": self.write is not None,
            "extension": self.extensions[0],
            "cannot_hold": list(self.cannot_hold),
            "options": {
                key: {
                    "default": option.default,
                    "values": list(option.values),
                    "description": option.description,
                }
                for key, option in self.options.items()
            },
            "available": self.available,
            "needs": None if self.needs is None else f"annotator-desktop[{self.extra}]",
        }

    def settle_options(self, given: Mapping[str, str]) -> dict[str, str]:
        """Fill in defaults.

        Raises:
            UserProblem: an option is unknown, or has a value that it cannot have.
        """
        settled = {key: option.default for key, option in self.options.items()}
        for key, value in given.items():
            if key not in self.options:
                known = ", ".join(self.options) or "none"
                raise UserProblem(f"{self.title} has no option “{key}”; it has {known}.")
            values = self.options[key].values
            if values and value not in values:
                raise UserProblem(f"The option {key} is one of {', '.join(values)}, not “{value}”.")
            settled[key] = value
        return settled
