"""Somebody else's project file: its lines and texts, or one sentence; never a trace, never code."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path

import pytest

from annotator import Project
from annotator.problems import UserProblem
from annotator.store.foreign import ForeignProject, SpoiledProjectError
from annotator.store.problems import NewerVersionError
from tests.nasty import CANONICAL
from tests.troubles import make_newer

_ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "60"))
_PAGE = 4096
_OLD = Path(__file__).parents[1] / "data" / "projects"

Read = tuple[str, list[tuple[bytes, bytes]], list[tuple[str, str]]]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give the bytes of a project with some history."""
    path = tmp_path_factory.mktemp("sound") / "talks.annot"
    with Project.create(path, annotator="علی‌رضا") as project:
        made = None
        for text in CANONICAL.values():
            if len(text) > 9:
                article = project.import_text(text)
                made = project.annotate(article.id, 0, 5, "source", attributes={"role": text})
                project.update(made.id, note=text)
        assert made is not None
        project.delete(made.id)
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, sound: bytes) -> Path:
    path = tmp_path / "talks.annot"
    path.write_bytes(sound)
    return path


def read(path: Path) -> Read:
    with ForeignProject(path) as project:
        return project.project, list(project.lines()), list(project.texts())


def test_all_of_it_comes_as_canonical_lines(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        digests = {row[0] for row in connection.execute("SELECT digest FROM revision")}
    identity, lines, texts = read(path)
    with Project.open(path, read_only=True) as project:
        assert identity == project.session.database.value("id")
        assert dict(texts) == {article.id: article.text for article in project.articles()}
    assert {digest for digest, _ in lines} == digests
    assert [digest for digest, _ in lines] == sorted(digests)
    assert all(sha256(line).digest() == digest for digest, line in lines)


@pytest.mark.parametrize("old", sorted(_OLD.glob("*.annot")), ids=lambda path: path.stem)
def test_files_of_all_versions_are_read(old: Path, tmp_path: Path) -> None:
    """As they are: nobody else's file is migrated."""
    copy = tmp_path / "old.annot"
    shutil.copyfile(old, copy)
    lines = read(copy)[1]
    assert copy.read_bytes() == old.read_bytes()
    with closing(sqlite3.connect(copy)) as connection:
        (revisions,) = connection.execute("SELECT count(*) FROM revision").fetchone()
    assert len(lines) == revisions > 0


def test_nothing_is_left_beside_it(path: Path) -> None:
    before = path.read_bytes()
    read(path)
    assert [one.name for one in path.parent.iterdir()] == ["talks.annot"]
    assert path.read_bytes() == before


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder where temporary copies are made."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def test_what_is_still_in_its_log_comes_along(path: Path, temporary: Path) -> None:
    expected = len(read(path)[1])
    with Project.open(path, "Ben") as project:
        project.import_text("Ben was in 東京.")
        log = path.with_name("talks.annot-wal")
        assert log.stat().st_size > 0
        state = path.read_bytes(), log.read_bytes()
        lines = read(path)[1]
        assert (path.read_bytes(), log.read_bytes()) == state
    assert len(lines) == expected + 2
    assert list(temporary.iterdir()) == []


def test_a_file_that_is_written_meanwhile_is_copied_anew_or_refused(
    path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copyfile
    with Project.open(path, "Ben") as project:
        project.import_text("Ben was in 東京.")
        folds = [True]

        def meddle(source: Path, target: Path) -> None:
            copy(source, target)
            if folds and source == path:
                folds.pop()
                project.import_text(f"Then {os.urandom(4).hex()}.")
                project.session.database.fold_log()

        monkeypatch.setattr("annotator.store.foreign.shutil.copyfile", meddle)
        assert any("Then" in text for _, text in read(path)[2])
        folds += [True] * 9
        with pytest.raises(UserProblem, match="is being written by another program"):
            read(path)
    assert list(temporary.iterdir()) == []


def run(path: Path, *statements: str) -> None:
    """Change a file behind the program's back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        for statement in statements:
            connection.execute(statement)


HARM: dict[str, tuple[tuple[str, ...], str]] = {
    "a trigger": (
        ("CREATE TRIGGER t AFTER INSERT ON revision BEGIN DELETE FROM text; END",),
        "holds program code",
    ),
    "a view instead of a table": (
        ("ALTER TABLE revision RENAME TO r", "CREATE VIEW revision AS SELECT * FROM r"),
        "its tables are not as Annotator makes them",
    ),
    "a column that is computed": (
        (
            "ALTER TABLE text RENAME TO t",
            "CREATE TABLE text(id INTEGER PRIMARY KEY, sha, chars, text AS (hex(zeroblob(1e9))))",
        ),
        "its tables are not as Annotator makes them",
    ),
    "an index on an expression": (
        ("CREATE INDEX evil ON revision(hex(zeroblob(1000)))",),
        "its tables are not as Annotator makes them",
    ),
    "a table of another build": (
        ("DROP TABLE word", "CREATE TABLE Word(id INTEGER PRIMARY KEY, text)"),
        "its tables are not as Annotator makes them",
    ),
    "a table that is not there": (
        ("DROP TABLE project",),
        "its tables are not as Annotator makes them",
    ),
    "another quote": (
        ("UPDATE revision SET quote=quote||'.' WHERE label IS NOT NULL",),
        "is not as it was written",
    ),
    "somebody else's name": (
        ("UPDATE word SET text='Mallory' WHERE text='علی‌رضا'",),
        "is not as it was written",
    ),
    "another text": (
        ("UPDATE text SET text=text||'.'",),
        "a text is not the one it says it is",
    ),
    "a digest twice": (
        ("UPDATE revision SET digest=(SELECT digest FROM revision WHERE n=5) WHERE n=6",),
        "is not as it was written",
    ),
    "a word that is not there": (("DELETE FROM word WHERE id>6",), "cannot be read to its end"),
    "a moment of no calendar": (
        ("UPDATE revision SET at=9223372036854775807 WHERE n=3",),
        "cannot be read to its end",
    ),
    "no id": (("DELETE FROM project WHERE key='id'",), "cannot be read to its end"),
    "an epoch that is no number": (
        ("INSERT INTO project VALUES('epoch', 'one')",),
        "cannot be read to its end",
    ),
    "no UTF-8": (
        ("UPDATE word SET text=CAST(x'ff' AS TEXT) WHERE id=8",),
        "cannot be read to its end",
    ),
    "a schema that cannot be read": (
        ("UPDATE sqlite_schema SET sql='CREATE TABLE' WHERE name='word'",),
        "cannot be read to its end",
    ),
}


@pytest.mark.parametrize("name", HARM)
def test_harm_is_refused_with_a_reason(path: Path, name: str) -> None:
    statements, why = HARM[name]
    run(path, *statements)
    before = path.read_bytes()
    with pytest.raises(UserProblem, match=why) as problem:
        read(path)
    said = str(problem.value)
    assert said.startswith("talks.annot")
    assert "othing of it was taken in" in said
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["talks.annot"]


def test_values_of_another_type_are_refused(path: Path) -> None:
    """STRICT holds for who writes by the rules: this file was made to look as if it were."""
    run(
        path,
        "UPDATE sqlite_schema SET sql=replace(sql, ') STRICT', ')') WHERE name='revision'",
    )
    run(path, "UPDATE revision SET seq='many' WHERE n=4")
    run(
        path,
        "UPDATE sqlite_schema SET sql=substr(sql, 1, length(sql)-1)||') STRICT'"
        " WHERE name='revision'",
    )
    with pytest.raises(SpoiledProjectError):
        read(path)


def test_a_value_that_is_too_large_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.store.foreign._LONGEST", 50_000)
    read(path)
    run(path, f"UPDATE text SET text='{'a' * 60_000}' WHERE id=1")
    with pytest.raises(SpoiledProjectError, match="cannot be read to its end"):
        read(path)


def test_a_newer_file_is_refused(path: Path) -> None:
    make_newer(path)
    with pytest.raises(NewerVersionError, match="newer version"):
        read(path)


def test_a_journal_beside_it_is_not_taken_up(path: Path, tmp_path: Path) -> None:
    """It may name any file, which SQLite would then delete."""
    path.with_name("talks.annot-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7")
    with pytest.raises(UserProblem, match="writing was cut off"):
        read(path)
    assert path.with_name("talks.annot-journal").exists()


def test_a_log_that_is_no_file_is_refused(path: Path, tmp_path: Path) -> None:
    log = path.with_name("talks.annot-wal")
    log.symlink_to(tmp_path)
    with pytest.raises(SpoiledProjectError, match="beside it is no file"):
        read(path)
    log.unlink()
    os.mkfifo(log)
    with pytest.raises(SpoiledProjectError, match="beside it is no file"):
        read(path)


def test_nonsense_in_the_log_is_passed_over(path: Path, temporary: Path) -> None:
    expected = read(path)
    path.with_name("talks.annot-wal").write_bytes(b"nonsense" * 1000)
    assert read(path) == expected
    assert list(temporary.iterdir()) == []


def cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(100, len(data))]


def overwritten(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.randrange(1, 5)):
        at = dice.randrange(100, _PAGE if dice.random() < 0.25 else len(data) - 40)
        for place in range(at, at + dice.choice([1, 2, 8, 40])):
            changed[place] = dice.randrange(256)
    return bytes(changed)


def shuffled(data: bytes, dice: random.Random) -> bytes:
    pages = [data[at : at + _PAGE] for at in range(0, len(data), _PAGE)]
    one, other = dice.sample(range(1, len(pages)), 2)
    pages[one], pages[other] = pages[other], pages[one]
    return b"".join(pages)


@pytest.mark.parametrize("seed", range(_ROUNDS))
@pytest.mark.parametrize("harm", [cut, overwritten, shuffled])
def test_damaged_bytes_are_refused_or_no_matter(
    path: Path, sound: bytes, harm: Callable[[bytes, random.Random], bytes], seed: int
) -> None:
    expected = read(path)
    path.write_bytes(harm(sound, random.Random(seed)))
    said = ""
    try:
        # What were left out would be a removal; what is there has been proved by its digest.
        assert read(path) == expected
    except UserProblem as problem:
        said = str(problem)
    assert "\n" not in said


def test_every_byte_of_the_header_may_be_anything(path: Path, sound: bytes) -> None:
    expected = read(path)
    for at in range(100):
        for value in (0, 0xFF, sound[at] ^ 1):
            path.write_bytes(sound[:at] + bytes([value]) + sound[at + 1 :])
            with suppress(UserProblem):
                assert read(path) == expected, at
