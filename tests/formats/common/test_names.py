"""Titles and names of people as names of files, on whatever disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.common.names import Names, file_name
from tests.nasty import texts


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Talks in Zürich", "Talks in Zürich"),
        ("a/b\\c: “d”?", "a_b_c_ “d”_"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("console", "console"),
        ("..", ""),
        ("ends with a dot. ", "ends with a dot"),
        ("-rf", "_-rf"),
        ("x" * 300, "x" * 80),
        ("ш" * 80, "ш" * 60),
        ("😀" * 80, "😀" * 30),
        ("a\ud800b", "a_b"),
    ],
)
def test_a_text_as_the_name_of_a_file(text: str, name: str) -> None:
    assert file_name(text) == name


@given(texts() | st.text(max_size=300))
def test_every_disk_takes_every_name(text: str) -> None:
    name = file_name(text)
    assert len(name) <= 81
    assert len(name.encode()) <= 121
    assert not set(name) & set('<>:"/\\|?*\0\n\r\t')
    assert name == name.rstrip(" .")


def test_names_that_are_cut_alike_are_told_apart(tmp_path: Path) -> None:
    names = Names(file_name, fold=True)
    given = [names.of("😀" * 60 + end) for end in "abc"]
    assert len(set(given)) == 3
    for one in given:
        (tmp_path / f"00001-{one}.xmi").touch()
