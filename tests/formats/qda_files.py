"""Projects of programs for qualitative analysis, as these programs write them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from annotator.app.reading_files import FileReader, SpoiledFileError
from annotator.model.incoming import Incoming
from annotator.store.foreign_tables import foreign_tables

FOREIGN = Path(__file__).parent.parent / "data" / "formats" / "foreign"
XSD = FOREIGN.parent / "xsd"


def sample(name: str) -> dict[str, bytes]:
    """Give the files of a project that another program wrote."""
    folder = FOREIGN / "qdpx" / name
    return {
        str(one.relative_to(folder)): one.read_bytes()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }


def project(sources: str, *, users: str = "", notes: str = "", links: str = "") -> bytes:
    """Make a small project: two codes, and whatever else is given, as elements."""
    return (
        '<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="Another">'
        f"<Users>{users}</Users><CodeBook><Codes>"
        '<Code guid="c1" name="one" isCodable="true"/><Code guid="c2" name="two" isCodable="true"/>'
        f"</Codes></CodeBook><Sources>{sources}</Sources><Notes>{notes}</Notes>"
        f"<Links>{links}</Links></Project>"
    ).encode()


def selection(start: object, end: object, name: str = "", code: str = "c1", inner: str = "") -> str:
    """Make a selection with one code."""
    return (
        f'<PlainTextSelection guid="s{start}-{end}" name="{name}" startPosition="{start}"'
        f' endPosition="{end}"><Coding guid="k{start}"><CodeRef targetGUID="{code}"/></Coding>'
        f"{inner}</PlainTextSelection>"
    )


def database(path: Path, script: str) -> Path:
    """Make a database of a script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as made, made:
        made.executescript(script)
    return path


def read_path(path: Path, offsets: str = "auto") -> tuple[list[Incoming], FileReader]:
    """Read a file or a folder as an import does, databases too."""
    reader = FileReader([path], offsets=offsets, tables=foreign_tables)
    while True:
        try:
            return list(reader.articles()), reader
        except SpoiledFileError:
            continue
