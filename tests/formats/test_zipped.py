"""Articles packed into one file: each is read as it would be by itself, all else is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import Project
from annotator.formats.registry import format_named
from tests.formats.damaging import damaged
from tests.formats.golden import GOLDEN
from tests.formats.packing import zipped
from tests.formats.writing import read

_LETTER = b"From: a@b.c\nSubject: A letter\n\nWords of a letter.\n"
_BOX = b"From a@b Tue Mar  5 10:00:00 2024\n" + _LETTER + b"\n"


_ALL = zipped(
    {
        "z/b.md": b"# Second\n\nWords.",
        "a.txt": "First. Київ 😀".encode(),
        "report.docx": (GOLDEN / "foreign" / "docx" / "ferries.docx").read_bytes(),
        "one.eml": _LETTER,
        "box.mbox": _BOX * 2,
        "photo.png": b"\x89PNG\r\n\x1a\n" + bytes(40),
        "data.jsonl": b'{"text": "x"}',
        "inner.zip": zipped({"a.txt": b"no"}),
        "empty.txt": b"",
        "latin.txt": "déjà vu à Zürich".encode("latin-1"),
        "__MACOSX/._a.txt": b"no",
        ".hidden.txt": b"no",
        "folder/": b"",
    }
)


def test_articles_are_taken_and_everything_else_is_named() -> None:
    found, reader = read("zip", {"": _ALL})
    assert [(one.metadata.title, one.where) for one in found] == [
        ("First. Київ 😀", "talks.zip, a.txt"),
        ("A letter", "talks.zip, box.mbox"),
        ("A letter", "talks.zip, box.mbox"),
        ("A letter", "talks.zip, one.eml"),
        ("Ferries stop as the wind rises", "talks.zip, report.docx"),
        ("Second", "talks.zip, z/b.md"),
    ]
    assert found[0].text == "First. Київ 😀"
    assert found[0].metadata.source is not None
    assert found[0].metadata.source.name == "a.txt"
    said = [one.reason for one in reader.skipped]
    for words in (
        "data.jsonl: it is no article. Unpack the file to import a dataset.",
        "empty.txt: There is no text in it.",
        "inner.zip: it seems to be a packed file (ZIP)",
        "latin.txt: This text is not Unicode",
        "photo.png: it seems to be a picture (PNG)",
        "report.docx: what stands at the head and foot of its pages",
    ):
        assert sum(one.startswith(words) for one in said) == 1, words
    assert len(said) == 6
    assert any("changes were tracked" in note.what for note in reader.notes)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (zipped({}), "is packed, and there is no file in it"),
        (_ALL[:900], "it is no whole ZIP file"),
        (zipped({"../a.txt": b"x"}), "leads elsewhere"),
        (zipped({"a.txt": bytes(90_000_000)}), "would swell to many times its size"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, why: str) -> None:
    found, reader = read("zip", {"": data})
    assert found == []
    assert why in str(*reader.problems.values())


def test_damaged_files_are_read_or_refused_in_a_sentence() -> None:
    for data in damaged(_ALL, 60, "zip"):
        found, reader = read("zip", {"": data})
        assert found or reader.problems or reader.skipped


def test_it_is_dropped_and_taken_in_like_a_folder(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "wire.zip"
    path.write_bytes(_ALL)
    report = project.import_files([path])
    assert report.new_articles == 4  # all letters say the same
    assert [one.format for one in report.files] == [format_named("zip").title]
    assert any("photo.png" in said for said in report.passed_over())
    project.undo()
    assert list(project.articles()) == []
