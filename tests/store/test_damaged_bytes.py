"""A project with bytes that nobody wrote: what was asked for, or what to do, never a bug.

`FUZZ_ROUNDS=2000` damages more copies than the few that are always tried.
"""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator import Project
from annotator.cli.main import run
from annotator.store.problems import DamagedError

_ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "60"))
_PAGE = 4096
_TEXT = "Olena said that about 600 km² burned near Kyiv. Ben was in 東京 😀.\r\n\r\n" * 3
_READING = {
    "articles": ["articles", "talks.annot", "--json"],
    "annotations": ["annotations", "talks.annot", "--json"],
    "search": ["search", "talks.annot", "burned"],
    "export": ["export", "talks.annot", "out.jsonl", "--format", "jsonl"],
}
_OTHERS = (
    ["history", "talks.annot"],
    ["backup", "talks.annot", "copy.annot"],
    ["tag", "talks.annot", "{article}", "30", "33", "figure", "--annotator", "Olena"],
    ["undo", "talks.annot"],
    ["redo", "talks.annot"],
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, str]:
    """Give the bytes of a project with one of everything, and an article of it."""
    folder = tmp_path_factory.mktemp("sound")
    path = folder / "talks.annot"
    lines = "\n".join(
        f'{{"text": "Story {n}. {"About 5 km² burned. " * 30}", "title": "Story {n}",'
        f' "annotations": [{{"start": {n}, "end": {n + 9}, "label": "figure"}}]}}'
        for n in range(8)
    )
    (folder / "more.jsonl").write_text(lines, encoding="utf-8")
    with Project.create(path, annotator="Olena") as project:
        article = project.import_text(_TEXT)
        who = project.annotate(article.id, 0, 5, "source", attributes={"role": "mayor"})
        how_much = project.annotate(article.id, 16, 29, "figure", fragments=[(16, 21), (26, 29)])
        project.relate(who.id, "says", how_much.id)
        project.update(who.id, note="changed")
        project.corpus.set_state(article.id, "done")
        project.import_files([folder / "more.jsonl"])
        project.annotate(article.id, 42, 46, "location")
    return path.read_bytes(), article.id


def damaged(data: bytes, seed: int) -> bytes:
    """Overwrite four stretches of used bytes, after the header."""
    dice = random.Random(seed)
    changed = bytearray(data)
    for _ in range(4):
        at = 0
        while not any(data[at : at + 8]) or at < 100:
            # The first page holds the schema: one in four hits it.
            at = dice.randrange(100, _PAGE if dice.random() < 0.25 else len(data) - 40)
        for place in range(at, at + dice.choice([1, 2, 8, 40])):
            changed[place] = dice.randrange(256)
    return bytes(changed)


def outcome(words: list[str], capfd: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Run a command; give its status and what it printed. A traceback fails the test."""
    status = run(words)
    printed = capfd.readouterr()
    assert status in (0, 1), (words, printed.err)
    if status == 1 and words[0] != "check":
        assert printed.err.strip().endswith("."), (words, printed.err)
    return int(status), printed.out


def results(capfd: pytest.CaptureFixture[str]) -> Iterator[tuple[str, int, object]]:
    """Run the commands that read; give name, status, and what they found."""
    for name, words in _READING.items():
        Path("out.jsonl").unlink(missing_ok=True)
        status, printed = outcome(words, capfd)
        out = Path("out.jsonl")
        yield name, status, out.read_bytes() if out.exists() else printed


@pytest.mark.parametrize("seed", range(_ROUNDS))
def test_damaged_bytes_are_found_or_told_or_no_matter(
    seed: int,
    sound: tuple[bytes, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    data, article = sound
    path = Path("talks.annot")
    path.write_bytes(data)
    expected = list(results(capfd))
    assert all(status == 0 for _, status, _ in expected)

    path.write_bytes(damaged(data, seed))
    checked, faults = outcome(["check", "talks.annot", "--json"], capfd)
    assert (checked == 0) == ('"faults": []' in faults)
    found = list(results(capfd))
    if checked == 0:
        assert found == expected, "the check passes over what is no longer as it was"
    for words in _OTHERS:
        outcome([word.format(article=article) for word in words], capfd)


@pytest.mark.parametrize(
    "statement",
    [
        'UPDATE annotation SET "end" = 900 WHERE start = 0',
        "UPDATE annotation SET rest = replace(rest, '[26,29]', '[2600,29]') WHERE start = 16",
        "UPDATE annotation SET label = 99 WHERE start = 0",
    ],
)
def test_nothing_is_painted_outside_of_a_text(
    statement: str, sound: tuple[bytes, str], tmp_path: Path
) -> None:
    path = tmp_path / "talks.annot"
    path.write_bytes(sound[0])
    with Project.open(path) as project:
        assert len(project.annotating.marks(sound[1])) == 3
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        assert connection.execute(statement).rowcount > 0
    with Project.open(path) as project, pytest.raises(DamagedError):
        project.annotating.marks(sound[1])


def test_a_bug_in_a_sound_file_is_a_bug(project: Project) -> None:
    project.import_text(_TEXT)
    with pytest.raises(KeyError), project.session.database.reading():
        raise KeyError
    with pytest.raises(TypeError), project.session.operation("x"):
        raise TypeError
