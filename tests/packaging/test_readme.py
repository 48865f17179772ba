"""What the README tells to type works, and continuous integration runs what the README says."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from annotator.__main__ import main

_ROOT = Path(__file__).parents[2]
_README = (_ROOT / "README.md").read_text("utf-8")
_SAMPLES = _ROOT / "resources" / "samples"


def command(mark: str) -> str:
    """Give the only line of the fenced block below a mark."""
    found = re.findall(rf"^<!-- command: {mark} -->\n```sh\n(.+)\n```$", _README, re.MULTILINE)
    assert len(found) == 1, f"one block for {mark}, with one line"
    return str(found[0])


def blocks() -> list[list[str]]:
    """Give the words of every line in a block of shell."""
    lines = "".join(re.findall(r"^```sh\n(.+?)^```$", _README, re.MULTILINE | re.DOTALL))
    return [shlex.split(line) for line in lines.splitlines()]


@pytest.mark.parametrize("mark", ["run", "test"])
def test_the_two_commands_start_a_program_of_ours(mark: str) -> None:
    program = _ROOT / shlex.split(command(mark))[0]
    assert os.access(program, os.X_OK), program


def test_the_first_one_opens_the_sample() -> None:
    assert command("run") == "packaging/annotator sample"


def test_what_is_linked_is_there() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", _README)
    assert links
    assert [link for link in links if not (_ROOT / link).is_file()] == []


def test_every_command_of_the_program_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(_SAMPLES / "harbour-strike.txt", "article.txt")
    shutil.copy(_SAMPLES / "reservoir-levels.html", "page.html")
    theirs = {"text": "Ann Lee spoke.", "label": [[0, 7, "PER"]]}
    Path("theirs.jsonl").write_text(json.dumps(theirs), "utf-8")
    ours = [words[1:] for words in blocks() if words[0] == "packaging/annotator"]
    ours.remove(["sample"])
    # Told in the order in which people meet them; done with the project made first.
    first = ["new", "import", "bundle"]
    ours.sort(key=lambda words: first.index(words[0]) if words[0] in first else len(first))
    assert {words[0] for words in ours} >= {"new", "import", "export", "annotations", "merge"}
    for words in ours:
        if words[0] == "merge":
            shutil.copy("olena.annotz", words[2])  # as if Jonas had sent his
        assert main(words) == 0, (words, capfd.readouterr().err)
    assert {"talks.annot", "talks.csv", "left-out.json"} <= {one.name for one in tmp_path.iterdir()}


def ci_with(readme: str, place: Path) -> subprocess.CompletedProcess[str]:
    """Run what continuous integration runs, beside another README."""
    (place / ".ci").mkdir()
    shutil.copy(_ROOT / ".ci" / "run", place / ".ci" / "run")
    (place / "README.md").write_text(readme, "utf-8")
    return subprocess.run(
        ["bash", ".ci/run"], cwd=place, capture_output=True, text=True, check=False, timeout=60
    )


needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")


@needs_bash
def test_continuous_integration_runs_the_command_of_the_readme(tmp_path: Path) -> None:
    told = _README.replace(command("test"), "echo ran; exit 3")
    done = ci_with(told, tmp_path)
    assert done.returncode == 3
    assert done.stdout.splitlines()[-1] == "ran"


@needs_bash
def test_continuous_integration_fails_without_such_a_command(tmp_path: Path) -> None:
    done = ci_with(_README.replace("command: test", "command: tests"), tmp_path)
    assert done.returncode == 1
    assert "README.md has no test command" in done.stderr
