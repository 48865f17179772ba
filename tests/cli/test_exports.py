"""The command that exports: its options, what it refuses, and what it writes into a pipe."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from annotator import Project
from tests.cli.conftest import Run


@pytest.fixture
def team(path: Path) -> Path:
    """Ten articles of two months, which two people tagged; the first is settled."""
    with Project.open(path, annotator="Olena") as project:
        lines = path.with_name("more.jsonl")
        lines.write_text(
            "".join(
                json.dumps(
                    {
                        "text": f"The {n * 7919}th ferry of pier {n} came late to Kerch.",
                        "published": f"2026-0{1 + n % 2}-11",
                        "annotations": [
                            {"start": 0, "end": 3, "label": "figure", "annotator": who}
                            for who in ("Olena", "Zoya")
                        ],
                    }
                )
                + "\n"
                for n in range(10)
            ),
            encoding="utf-8",
        )
        project.import_files([lines])
        article = list(project.articles())[1].id
        project.reviewing.accept(article, project.reviewing.article(article).units[0])
        for one in ("Olena", "Zoya"):
            project.work_as(one)
            project.corpus.set_state(article, "done")
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def names(folder: Path) -> set[str]:
    return {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "--format is needed: see annotator formats"),
        ("--format csv --split 80,10", "--split takes three shares, as 80,10,10"),
        ("--format csv --split a,b,c", "--split takes three shares, as 80,10,10"),
        ("--format csv --stratify week", "Invalid value for '--stratify'"),
        ("--format csv --state half", "Invalid value for '--state'"),
        ("--format csv --seed one", "Invalid value for '--seed'"),
        ("--format csv --option x", "--option takes KEY=VALUE, not “x”"),
        ("--format csv --nothing", "No such option"),
    ],
)
def test_wrong_usage(run: Run, path: Path, out: Path, words: str, why: str) -> None:
    done = run("export", path, out / "o", *words.split())
    assert (done.status, done.out) == (2, "")
    assert why in done.err
    assert names(out) == set()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("--format xls", "There is no format “xls”."),
        ("--format text", "Plain text can be read, but not written."),
        ("--format csv --split 0,0,0", "Shares of train, dev and test are numbers"),
        ("--format csv --split nan,1,1", "Shares of train, dev and test are numbers"),
        ("--format csv --split=-1,1,1", "Shares of train, dev and test are numbers"),
        ("--format csv --annotator Zoe", "There is no annotator “Zoe” in this project"),
        ("--format csv --label person", "The scheme has no label “person”"),
        ("--format csv --article abcdef", "There is no article “abcdef”"),
        ("--format csv --consensus --annotator Olena", "Choose annotators or the consensus"),
        ("--format csv --history --pseudonyms", "The history names everybody"),
        ("--format csv --option size=1", "CSV has no option “size”"),
        ("--format csv --option profile=x", "The option profile is one of data, spreadsheet"),
        ("--again nothing.json", "nothing.json cannot be read: No such file or directory."),
    ],
)
def test_what_cannot_be_is_one_sentence(
    run: Run, path: Path, out: Path, words: str, why: str
) -> None:
    done = run("export", path, out / "o", *words.split())
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith(why)
    assert done.err.count("\n") == 1
    assert names(out) == set()


def test_the_project_itself_is_no_place(run: Run, path: Path) -> None:
    before = path.read_bytes()
    for name in ("csv", "brat"):
        done = run("export", path, path, "--format", name)
        assert (done.status, done.out) == (1, "")
        assert "is a project; a dataset is not written over it" in done.err
    assert path.read_bytes() == before


def test_splits_by_shares_and_months(run: Run, team: Path, out: Path) -> None:
    words = ("--format", "jsonl", "--split", "50,0,50", "--stratify", "month", "--seed", "3")
    assert run("export", team, out / "t.jsonl", *words).status == 0
    assert names(out) == {"t.train.jsonl", "t.test.jsonl", "t.jsonl.manifest.json"}
    told = json.loads((out / "t.jsonl.manifest.json").read_bytes())
    assert told["plan"]["splits"] == {
        "train": 50.0, "dev": 0.0, "test": 50.0, "by": "month", "seed": 3, "group": True,
    }  # fmt: skip
    for split in ("train", "test"):
        lines = (out / f"t.{split}.jsonl").read_text(encoding="utf-8").splitlines()
        months = sorted(str(json.loads(line)["published"])[:7] for line in lines)
        assert {"2026-01", "2026-02"} <= set(months)


def test_again_says_whether_it_is_the_same(run: Run, team: Path, out: Path) -> None:
    words = ("--format", "csv", "--split", "80,10,10", "--pseudonyms", "--notes", "--with-jsonl")
    assert run("export", team, out / "t.csv", *words).status == 0
    manifest = out / "t.csv.manifest.json"
    (out / "b").mkdir()
    done = run("export", team, out / "b" / "t.csv", "--again", manifest)
    assert done.status == 0
    assert done.err.endswith("The files are those of the manifest, bit for bit.\n")
    for name in names(out / "b") - {"t.csv.manifest.json"}:
        assert (out / "b" / name).read_bytes() == (out / name).read_bytes()
    with Project.open(team, annotator="Zoya") as project:
        project.annotate(next(project.articles()).id, 0, 5, "source")
    done = run("export", team, out / "b" / "t.csv", "--again", manifest)
    assert done.status == 1
    assert "not the same as before. The project has changed since" in done.err


def test_a_dry_run_writes_nothing(run: Run, team: Path, out: Path) -> None:
    done = run("export", team, out / "t.csv", "--format", "csv", "--dry-run")
    assert done.status == 0
    assert done.out.startswith("Articles: 11. Spans as they are: 21, changed: 0, left out: 0.")
    told = run("export", team, out / "t.csv", "--format", "csv", "--dry-run", "--json").json
    assert (told["articles"], told["written"]) == (11, 21)
    assert names(out) == set()


def test_articles_states_and_the_history(run: Run, team: Path, out: Path) -> None:
    with Project.open(team, read_only=True) as project:
        second = list(project.articles())[1].id
    words = ("--format", "jsonl", "--article", second[:8], "--state", "settled", "--history")
    assert run("export", team, out / "t.jsonl", *words, "--notes").status == 0
    assert names(out) == {
        "t.jsonl", "t.jsonl.history.jsonl", "t.jsonl.export-notes.md", "t.jsonl.manifest.json",
    }  # fmt: skip
    (line,) = (out / "t.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["id"] == second
    notes = (out / "t.jsonl.export-notes.md").read_text(encoding="utf-8")
    assert "- Articles that are: settled" in notes


def test_a_query_takes_what_the_list_would_show(run: Run, team: Path, out: Path) -> None:
    query = "date:2026-02 ferry"
    listed = [one["id"] for one in run("articles", team, "--query", query, "--json").json]
    assert len(listed) == 5
    assert len(run("articles", team, "--query", query).out.splitlines()) == 6
    run("export", team, out / "t.jsonl", "--format", "jsonl", "--query", query)
    written = (out / "t.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in written] == listed
    # The manifest names them, so that it is the same again.
    manifest = json.loads((out / "t.jsonl.manifest.json").read_bytes())
    assert manifest["plan"]["selection"]["articles"] == listed
    one = ("--query", query, "--article", listed[0][:8])
    assert "Articles: 1." in run("export", team, out, "--format", "csv", "--dry-run", *one).out
    for words, why in (
        (("--query", "zeppelin"), "No article has “zeppelin”."),
        (("--query", "mood:good"), "mood"),
        (("--query", "date:2026-01", "--article", listed[0]), "No article that is named has"),
    ):
        found = run("export", team, out / "x.csv", "--format", "csv", *words)
        assert found.status == 1
        assert why in found.err
        assert not (out / "x.csv").exists()


def test_retired_articles_are_taken_if_one_says_so(run: Run, team: Path, out: Path) -> None:
    (first, *_) = [one["id"] for one in run("articles", team, "--json").json]
    run("retire", team, first, "--reason", "a copy", "--annotator", "Olena")
    run("export", team, out / "a.jsonl", "--format", "jsonl")
    run("export", team, out / "b.jsonl", "--format", "jsonl", "--retired")
    without, whole = ((out / name).read_bytes().splitlines() for name in ("a.jsonl", "b.jsonl"))
    assert whole[1:] == without
    assert json.loads(whole[0])["retired"]["Olena"]["reason"] == "a copy"


def test_pseudonyms_stand_in_every_file(run: Run, team: Path, out: Path) -> None:
    words = ("--format", "brat", "--pseudonyms", "--notes", "--with-jsonl")
    assert run("export", team, out / "t", *words).status == 0
    for one in (out / "t").rglob("*"):
        assert "Zoya" not in one.name
        if one.is_file():
            assert b"Zoya" not in one.read_bytes(), one
    assert {one.name for one in (out / "t").iterdir() if one.is_dir()} >= {"annotator_1"}


def test_a_pipe_holds_the_dataset_alone(team: Path, out: Path) -> None:
    """And whoever reads only its beginning is told nothing else."""
    words = [sys.executable, "-m", "annotator", "export", str(team), "/dev/stdout", "--format"]
    done = subprocess.run([*words, "csv"], capture_output=True, check=True, cwd=out)
    lines = done.stdout.decode().split("\r\n")
    assert (lines[0].split(",")[0], len(lines)) == ("article", 23)
    assert b"Wrote /dev/stdout." in done.stderr
    with subprocess.Popen(
        [*words, "jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=out
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read(10)
        child.stdout.close()
        assert b"Traceback" not in child.stderr.read()
    for more in (["csv", "--split", "80,10,10"], ["csv", "--notes"], ["conll"]):
        done = subprocess.run([*words, *more], capture_output=True, check=False, cwd=out)
        assert (done.returncode, done.stdout) == (1, b"")
        assert done.stderr.startswith(b"/dev/stdout takes ")
    assert names(out) == set()
    assert not list(Path("/dev").glob("stdout.*"))
