"""Exports that cannot be: nothing half is left under the name, and one sentence says why."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from hashlib import sha256
from pathlib import Path

import pytest

from annotator import Project
from annotator.formats.registry import formats
from annotator.model.export import ExportPlan, Splits
from annotator.problems import UserProblem
from tests.store.test_disks import no_file_larger_than

PROJECTS = Path(__file__).parents[2] / "data" / "projects"
OLDER = sorted(PROJECTS.glob("*.annot"))
WRITTEN = [one for one in formats() if one.write and one.available]
FOLDERS = [one.name for one in WRITTEN if one.layout == "folder"]
NAMES = [one.name for one in WRITTEN]


@pytest.fixture
def many(project: Project, tmp_path: Path) -> Project:
    """Some articles, long enough to overflow what a small disk has."""
    lines = tmp_path / "many.jsonl"
    lines.write_text(
        "".join(
            json.dumps(
                {
                    "text": f"Report {n}.\n\n" + f"Olena said that {n} houses burned. " * 60,
                    "annotations": [{"start": 11, "end": 16, "label": "source"}],
                }
            )
            + "\n"
            for n in range(30)
        ),
        encoding="utf-8",
    )
    project.import_files([lines])
    return project


def whole(folder: Path) -> bool:
    """Tell whether an export is what its manifest says."""
    told = json.loads((folder / "manifest.json").read_bytes())
    digests = {one["name"]: one["sha256"] for one in told["files"]}
    there = {
        one.relative_to(folder).as_posix(): sha256(one.read_bytes()).hexdigest()
        for one in folder.rglob("*")
        if one.is_file() and one.name != "manifest.json"
    }
    return there == digests


@pytest.mark.parametrize("name", NAMES)
def test_a_disk_that_fails_keeps_what_was_there(many: Project, out: Path, name: str) -> None:
    place = out / "talks"
    many.exporting.run(place, ExportPlan(format=name))
    before = {one: one.read_bytes() for one in out.rglob("*") if one.is_file()}
    biggest = max(map(len, before.values()))
    with no_file_larger_than(biggest // 2), pytest.raises(UserProblem) as problem:
        many.exporting.run(place, ExportPlan(format=name))
    assert str(problem.value).endswith(" cannot be written: File too large.")
    assert {one: one.read_bytes() for one in out.rglob("*") if one.is_file()} == before


@pytest.mark.parametrize("name", ["csv", "brat"])
def test_a_place_that_takes_nothing(many: Project, name: str) -> None:
    place = Path("/proc/talks")
    if not place.parent.is_dir():
        pytest.skip("a system without such a place")
    with pytest.raises(UserProblem, match=r"^/proc/talks.* cannot be written: [A-Z][a-z ]+\.$"):
        many.exporting.run(place, ExportPlan(format=name))


@pytest.mark.parametrize("name", ["jsonl", "xlsx", "brat", "parquet", "qdpx"])
@pytest.mark.parametrize("moment", [1, 17, 30])
def test_a_program_that_is_killed_leaves_no_half_export(
    many: Project, out: Path, name: str, moment: int
) -> None:
    place = out / "talks"
    script = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from annotator import Project\n"
        "from annotator.model.export import ExportPlan\n"
        "def told(count):\n"
        f"    if count == {moment}:\n"
        "        print('now', flush=True)\n"
        "        time.sleep(60)\n"
        "with Project.open(Path(sys.argv[1]), read_only=True) as project:\n"
        "    plan = ExportPlan(format=sys.argv[3])\n"
        "    project.exporting.run(Path(sys.argv[2]), plan, progress=told)\n"
    )
    words = [sys.executable, "-c", script, str(many.path), str(place), name]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"now\n"
        child.kill()
    assert all(one.name.startswith(".") for one in out.iterdir())
    many.exporting.run(place, ExportPlan(format=name))
    assert place.exists()


@pytest.mark.parametrize("name", ["csv", "brat"])
def test_two_at_once_leave_one_whole(many: Project, out: Path, name: str) -> None:
    place = out / "talks"
    problems: list[str] = []
    ready = threading.Barrier(3)

    def export() -> None:
        with Project.open(many.path, read_only=True) as mine:
            ready.wait()
            for _ in range(3):
                try:
                    mine.exporting.run(place, ExportPlan(format=name))
                except UserProblem as problem:
                    problems.append(str(problem))

    threads = [threading.Thread(target=export) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert all("cannot be written" in one or "empty" in one for one in problems), problems
    assert not [one for one in out.iterdir() if one.name.startswith(".")]
    if name == "brat":
        assert whole(place)
    else:
        many.exporting.run(out / "one.csv", ExportPlan(format=name))
        assert place.read_bytes() == (out / "one.csv").read_bytes()


def test_a_folder_comes_back_if_the_new_one_cannot_have_its_name(
    many: Project, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = out / "talks"
    many.exporting.run(place, ExportPlan(format="brat"))
    before = (place / "manifest.json").read_bytes()
    usual = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if target == place.resolve() and not (self / "former").exists() and fails:
            fails.pop()
            raise PermissionError(13, "Permission denied")
        return usual(self, target)

    fails = [True]
    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(UserProblem, match="Permission denied"):
        many.exporting.run(place, ExportPlan(format="brat"))
    assert (place / "manifest.json").read_bytes() == before
    assert [one.name for one in out.iterdir()] == ["talks"]


@pytest.mark.parametrize("name", NAMES)
def test_a_project_without_articles(project: Project, out: Path, name: str) -> None:
    report = project.exporting.run(out / "none", ExportPlan(format=name))
    assert (out / "none").exists()
    assert (report.honesty.articles, report.honesty.written) == (0, 0)
    assert list(report.losses) == []


@pytest.mark.parametrize("name", NAMES)
def test_an_article_without_annotations(project: Project, out: Path, name: str) -> None:
    project.import_text("Nobody has marked this. 🌊")
    report = project.exporting.run(out / "bare", ExportPlan(format=name))
    assert {one.annotation for one in report.losses} <= {None}


@pytest.mark.parametrize("older", OLDER, ids=lambda path: path.stem)
def test_an_older_project_is_exported_and_left_alone(older: Path, out: Path) -> None:
    path = out / older.name
    shutil.copy(older, path)
    before = path.read_bytes()
    with Project.open(path, read_only=True) as project:
        project.exporting.run(out / "old.csv", ExportPlan(format="csv", notes=True))
    assert path.read_bytes() == before
    assert (out / "old.csv").read_bytes().startswith(b"article,")


def test_names_that_windows_does_not_take(project: Project, out: Path) -> None:
    names = ["CON", 'a/b\\c:*?"<>| ' + "😀" * 60, "nul."]
    for title in ("NUL", "../../etc", "aux.txt", "ends with a dot.", "\u202eevil", "😀" * 200):
        article = project.import_text(f"{title}\n\nWhat was said of it.")
        for who in names:
            project.work_as(who)
            project.annotate(article.id, 0, 2, "source")
    project.work_as("Olena")
    for name in FOLDERS:
        place = out / name
        project.exporting.run(place, ExportPlan(format=name))
        for path in place.rglob("*"):
            inside = path.name
            assert not set(inside) & set('<>:"\\|?*\n'), inside
            assert inside.rstrip(". ") == inside
            assert inside.split(".")[0].upper() not in {"CON", "NUL", "AUX"}
            assert len(inside.encode()) < 143


@pytest.mark.parametrize("length", [222, 255])
@pytest.mark.parametrize("name", ["csv", "conll", "brat"])
def test_a_name_as_long_as_the_disk_takes(many: Project, out: Path, name: str, length: int) -> None:
    place = out / ("😀" * (length // 4) + "x" * (length % 4))
    if length == 222:
        many.exporting.run(place, ExportPlan(format=name))
        assert place.exists()
    else:
        with pytest.raises(UserProblem, match=r"cannot be written: File name too long\.$"):
            many.exporting.run(place, ExportPlan(format=name))
        assert list(out.iterdir()) == []


@pytest.mark.parametrize("share", [float("nan"), float("inf"), -1, 1e308])
def test_what_is_no_share(many: Project, out: Path, share: float) -> None:
    splits = Splits(train=share, dev=1e308, test=1)
    with pytest.raises(UserProblem, match="numbers like 80, 10, 10"):
        many.exporting.run(out / "talks.csv", ExportPlan(format="csv", splits=splits))
    assert list(out.iterdir()) == []


@pytest.mark.parametrize(
    ("plan", "why"),
    [
        (ExportPlan(format="csv", splits=Splits()), "splits would lie beside it"),
        (ExportPlan(format="csv", notes=True), "the honesty sheet would lie beside it"),
        (ExportPlan(format="brat", history=True), "the history would lie beside it"),
        (ExportPlan(format="conll"), "takes one file alone"),
        (ExportPlan(format="label-studio"), "takes one file alone"),
    ],
)
def test_a_pipe_takes_the_dataset_alone(
    many: Project, out: Path, plan: ExportPlan, why: str
) -> None:
    pipe = out / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(UserProblem, match=why):
        many.exporting.run(pipe, plan)
    os.close(reader)
    assert [one.name for one in out.iterdir()] == ["pipe"]


@pytest.mark.parametrize("place", ["", ".", ".."])
@pytest.mark.parametrize("name", ["csv", "brat"])
def test_a_folder_is_no_place_for_a_file(
    many: Project, out: Path, monkeypatch: pytest.MonkeyPatch, place: str, name: str
) -> None:
    (out / "mine").write_text("my own")
    (out / "in").mkdir()
    monkeypatch.chdir(out / "in" if place == ".." else out)
    said = "is a folder, and this export is a file" if name == "csv" else "not all in it came of"
    with pytest.raises(UserProblem, match=f"^out {said}|^out is not empty, and {said}"):
        many.exporting.run(Path(place), ExportPlan(format=name))
    assert {one.name for one in out.iterdir()} == {"mine", "in"}
