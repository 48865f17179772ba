"""Whatever the reading of a file does, the file is refused in one sentence and the others go on."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator import Project
from annotator.app.reading import frames, guarded, process
from annotator.app.reading.guarded import GuardedReader
from annotator.app.reading.limits import Limits
from annotator.app.reading_files import FileReader, SpoiledFileError
from annotator.formats import registry
from annotator.model.article import Metadata
from annotator.model.incoming import Incoming
from annotator.problems import ColumnsNeededError, UserProblem
from annotator.text.decoding import EncodingNeededError
from tests.app.incoming import lines, write
from tests.app.reading import hostile

SMALL = Limits(
    seconds=1, seconds_each=0, silence=20, memory=600, memory_each=0, output=30, output_each=0
)
_ROOT = Path(hostile.__file__).parents[3]


@pytest.fixture(autouse=True)
def _hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the hostile format known on both sides."""
    known = (*registry.formats(), hostile.HOSTILE)
    monkeypatch.setattr(registry, "formats", lambda: known)
    start = (
        f"import sys; sys.path.append({str(_ROOT)!r}); import runpy; "
        "runpy.run_module('tests.app.reading.hostile', run_name='__main__')"
    )
    monkeypatch.setattr(process, "_command", lambda: [sys.executable, "-P", "-c", start])


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[process.ReadingProcess]:
    """Give the processes that were started, in their order."""
    made: list[process.ReadingProcess] = []

    class Noted(process.ReadingProcess):
        def __init__(self, job: dict[str, object]) -> None:
            super().__init__(job)
            made.append(self)

    monkeypatch.setattr(guarded, "ReadingProcess", Noted)
    return made


def hostile_file(folder: Path, name: str, *words: str) -> Path:
    return write(folder / f"{name}.hostile", "\n".join(words))


def read(reader: FileReader) -> list[Incoming]:
    try:
        while True:
            try:
                return list(reader.articles())
            except SpoiledFileError:
                continue
    finally:
        reader.close()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("loop", "reading it took longer than a file of its size may take"),
        ("eat", "it needs more memory than a file of its size may take"),
        ("die", "its reader crashed on it"),
        ("crash", "its reader crashed on it"),
        ("swell 1000000", "more comes out of it than a file of its size may hold"),
    ],
)
@pytest.mark.parametrize("begins", [False, True])
def test_harm_is_said_in_a_sentence_and_the_others_go_on(
    tmp_path: Path, words: str, why: str, *, begins: bool
) -> None:
    before = hostile_file(tmp_path, "a", "say Anna came.", "skip this")
    first = ["say Nobody was there."] if begins else []
    harm = hostile_file(tmp_path, "b", *first, words, "say Never.")
    after = hostile_file(tmp_path, "c", "say Boris left.", "say Clara stayed.")
    reader = GuardedReader([before, harm, after], limits=SMALL)
    assert [one.text for one in read(reader)] == ["Anna came.", "Boris left.", "Clara stayed."]
    assert {path: str(problem) for path, problem in reader.problems.items()} == {
        harm: f"b.hostile cannot be read: {why}. Nothing of it was taken."
    }
    assert reader.skipped == [("a.hostile, line 2", "this")]


def test_a_process_that_says_nothing_is_ended(tmp_path: Path) -> None:
    harm = hostile_file(tmp_path, "a", "sleep 60")
    good = hostile_file(tmp_path, "b", "say Anna came.")
    reader = GuardedReader([harm, good], limits=Limits(silence=1, silence_each=0))
    began = time.monotonic()
    assert [one.text for one in read(reader)] == ["Anna came."]
    assert time.monotonic() - began < 20
    assert str(reader.problems[harm]) == (
        "a.hostile cannot be read: nothing came out of it for a second. Nothing of it was taken."
    )


def test_an_article_beyond_all_measure_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frames, "LARGEST", 1_000_000)
    harm = hostile_file(tmp_path, "a", "swell 2000000")
    reader = GuardedReader([harm])
    assert read(reader) == []
    assert "it holds an article of more than 1,000,000 bytes" in str(reader.problems[harm])


def test_a_fault_of_a_reader_is_logged_without_words_of_the_file(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    harm = hostile_file(tmp_path, "a", "say Anna came.", "bug a secret")
    good = hostile_file(tmp_path, "b", "say Boris left.")
    reader = GuardedReader([harm, good])
    assert [one.text for one in read(reader)] == ["Boris left."]
    assert str(reader.problems[harm]) == (
        "a.hostile cannot be read: it is damaged, or its reader has a fault, which the program's "
        "log describes. Nothing of it was taken."
    )
    assert "KeyError" in caplog.text
    assert "hostile.py" in caplog.text
    assert "secret" not in caplog.text
    caplog.clear()


def test_what_libraries_print_spoils_nothing(tmp_path: Path) -> None:
    loud = hostile_file(tmp_path, "a", "print", "say Anna came.", "print")
    reader = GuardedReader([loud])
    assert [one.text for one in read(reader)] == ["Anna came."]
    assert reader.problems == {}


def test_a_reader_reaches_nothing_outside(tmp_path: Path) -> None:
    reader = GuardedReader([hostile_file(tmp_path, "a", "connect", "program")])
    assert read(reader) == []
    assert [one.reason for one in reader.skipped] == [
        "a process that reads a file may not do socket.getaddrinfo",
        "a process that reads a file may not do subprocess.Popen",
    ]


def test_one_process_reads_all_files(tmp_path: Path, begun: list[process.ReadingProcess]) -> None:
    paths = [hostile_file(tmp_path, f"{n:03}", f"say Article {n}.") for n in range(50)]
    reader = GuardedReader(paths)
    assert [one.text for one in read(reader)] == [f"Article {n}." for n in range(50)]
    assert len(begun) == 1
    assert all(one._process.poll() is not None for one in begun)


def test_our_own_files_need_no_process(tmp_path: Path, begun: list[process.ReadingProcess]) -> None:
    own = write(tmp_path / "a.jsonl", lines({"text": "One."}))
    text = write(tmp_path / "b.txt", "Two.")
    gone = tmp_path / "c.txt"
    assert [one.text for one in read(GuardedReader([own, text, gone]))] == ["One.", "Two."]
    assert begun == []


def test_files_keep_their_order_whoever_reads_them(tmp_path: Path) -> None:
    paths = [
        write(tmp_path / "1.txt", "One."),
        hostile_file(tmp_path, "2", "say Two."),
        write(tmp_path / "3.jsonl", lines({"text": "Three."})),
        hostile_file(tmp_path, "4", "say Four."),
    ]
    reader = GuardedReader(paths)
    assert [one.text for one in read(reader)] == ["One.", "Two.", "Three.", "Four."]
    assert [one.name for one in reader.read.values()] == [path.name for path in paths]


def test_what_cannot_be_read_and_what_is_asked_crosses_whole(tmp_path: Path) -> None:
    wrong = hostile_file(tmp_path, "a", "say Anna came.", "wrong it ends here")
    columns = hostile_file(tmp_path, "b", "columns")
    page = write(tmp_path / "c.html", "<p>Мост закрыт, сказала Вера.</p>".encode("koi8-r"))
    reader = GuardedReader([wrong, columns, page])
    assert read(reader) == []
    assert str(reader.problems[wrong]) == "it ends here"
    asked = reader.problems[columns]
    assert isinstance(asked, ColumnsNeededError)
    assert asked.columns == (("a", "first"), ("b", ""))
    unsure = reader.problems[page]
    assert isinstance(unsure, EncodingNeededError)
    assert "koi8-r" in unsure.candidates
    assert "Мост закрыт" in unsure.previews["koi8-r"]


def test_the_unit_of_a_file_is_found_there_and_known_here(
    tmp_path: Path, begun: list[process.ReadingProcess]
) -> None:
    """The first article fits in any unit, so that it turns out when some were given."""
    wide = ("say Anna came.", "mark 3 7 Anna|🌊 Anna said so.")
    paths = [hostile_file(tmp_path, name, *wide) for name in "ab"]
    reader = GuardedReader(paths)
    assert [
        article.text[one["start"] : one["end"]]
        for article in read(reader)
        for one in article.annotations
    ] == ["Anna"] * 4
    assert [one.unit for one in reader.read.values()] == ["utf16", "utf16"]
    assert [note.what for note in reader.notes] == [
        "its offsets count UTF-16 units: 2 of 2 annotations fit so"
    ] * 2
    # Each file was begun once in the wrong unit, and what came of it was forgotten.
    assert len(begun) == 3


def test_a_packed_program_reads_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an interpreter to ask, the program starts itself with one word."""
    monkeypatch.undo()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    program = write(
        tmp_path / "annotator",
        f"#!{sys.executable} -P\nimport sys\nsys.path.append({str(_ROOT)!r})\n"
        "from annotator.__main__ import main\nmain()\n",
    )
    program.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(program))
    page = write(tmp_path / "a.html", "<article><h1>Talks</h1><p>Anna came.</p></article>")
    reader = GuardedReader([page])
    assert [one.text for one in read(reader)] == ["Talks\n\nAnna came."]


def test_a_folder_that_is_one_dataset_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file marks it, wherever it is met; what lies in it is not read by itself."""
    marked = replace(
        hostile.HOSTILE,
        reads_folders=True,
        folder_mark="mark.conf",
        read=lambda request: iter(
            [Incoming(f"All of {request.path.name}.", Metadata(), where=request.name)]
        ),
    )
    known = (*registry.formats()[:-1], marked)
    monkeypatch.setattr(registry, "formats", lambda: known)
    for name in ("deep/one", "two"):
        write(tmp_path / "news" / name / "mark.conf", "")
        write(tmp_path / "news" / name / "inside.txt", "Inside.")
    write(tmp_path / "news" / "three.txt", "Three.")
    monkeypatch.setattr(guarded, "_OURS", ("jsonl", "text", "hostile"))
    for path, texts in (
        (tmp_path / "news", ["All of one.", "Three.", "All of two."]),
        (tmp_path / "news" / "two", ["All of two."]),
    ):
        assert [one.text for one in read(GuardedReader([path]))] == texts


def test_a_file_that_breaks_while_it_is_looked_over_is_refused(tmp_path: Path) -> None:
    """Its first article fits in another unit, and what comes then is no article."""
    marks = "mark 3 7 Anna|🌊 Anna said so."
    for lines_of in ((marks,), ("say Anna came.", marks)):
        broken = hostile_file(tmp_path, "a", *lines_of, "wrong it ends here")
        good = hostile_file(tmp_path, "b", "say Boris left.")
        for reader in (GuardedReader([broken, good]), FileReader([broken, good])):
            assert [one.text for one in read(reader)] == ["Boris left."]
            assert {path: str(why) for path, why in reader.problems.items()} == {
                broken: "it ends here"
            }


def test_what_was_counted_crosses(tmp_path: Path) -> None:
    reader = GuardedReader([hostile_file(tmp_path, "a", "say Anna came.")])
    assert len(read(reader)) == 1
    (found,) = reader.read.values()
    assert (found.articles, found.annotations, found.unit) == (1, 1, "code-points")


def test_a_reading_can_be_given_up_while_nothing_comes(
    tmp_path: Path, begun: list[process.ReadingProcess]
) -> None:
    class EnoughError(Exception):
        pass

    until = time.monotonic() + 1

    def alive() -> None:
        if time.monotonic() > until:
            raise EnoughError

    reader = GuardedReader([hostile_file(tmp_path, "a", "sleep 60")], alive=alive)
    with pytest.raises(EnoughError):
        read(reader)
    assert time.monotonic() < until + 10
    assert begun[0]._process.poll() is not None


def test_the_process_ends_with_who_wanted_the_files(
    tmp_path: Path, begun: list[process.ReadingProcess]
) -> None:
    reader = GuardedReader([hostile_file(tmp_path, "a", "say Anna came.", "sleep 60")])
    first = next(reader.articles())
    assert first.text == "Anna came."
    # As the system does when a program is killed.
    begun[0]._stdin.close()
    assert begun[0]._process.wait(timeout=10) == 0
    reader.close()


def test_a_process_leaves_nothing_lying_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    threads = threading.active_count()
    files = _open_files()
    read(GuardedReader([hostile_file(tmp_path, "a", "say Anna came.", "die")], limits=SMALL))
    assert list(scratch.iterdir()) == []
    assert threading.active_count() == threads
    assert _open_files() == files


def test_a_process_that_cannot_begin_is_told_as_a_bug(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = [sys.executable, "-P", "-c", "raise SystemExit('no such module')"]
    monkeypatch.setattr(process, "_command", lambda: wrong)
    with pytest.raises(RuntimeError, match="no such module"):
        read(GuardedReader([hostile_file(tmp_path, "a", "say Anna came.")]))


def test_a_process_that_cannot_be_started_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "_command", lambda: [str(tmp_path / "gone")])
    with pytest.raises(UserProblem, match="could not be started: No such file"):
        read(GuardedReader([hostile_file(tmp_path, "a", "say Anna came.")]))


def test_an_import_takes_the_good_files_and_lists_the_others(
    project: Project, tmp_path: Path
) -> None:
    paths = [
        hostile_file(tmp_path, "a", "say Anna came."),
        hostile_file(tmp_path, "b", "say Boris left.", "die"),
        write(tmp_path / "c.txt", "Clara stayed."),
    ]
    report = project.import_files(paths)
    assert [one.text for one in project.articles()] == ["Anna came.", "Clara stayed."]
    assert report.passed_over() == [
        "b.hostile cannot be read: its reader crashed on it. Nothing of it was taken."
    ]
    assert len(list(project.history())) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="file names are text there")
def test_names_that_are_no_text_cross(tmp_path: Path) -> None:
    path = write(tmp_path / os.fsdecode(b"caf\xe9.hostile"), "say Anna came.\nskip it")
    reader = GuardedReader([path])
    assert len(read(reader)) == 1
    assert reader.skipped == [("caf?.hostile, line 2", "it")]


@pytest.fixture(autouse=True)
def _no_process_is_left() -> Iterator[None]:
    yield
    assert not [one.name for one in threading.enumerate() if one.name == "annotator-frames"]


def _open_files() -> int:
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.exists() else 0
