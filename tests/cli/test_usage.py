"""Exit status and messages: 1 for what the user can mend, 2 for wrong usage, and no traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator import Project
from annotator.app.formats import formats_there_are
from annotator.cli.main import WindowRequest
from annotator.cli.main import run as run_words
from tests.cli.conftest import TEXT, Run


@pytest.mark.parametrize(
    "words",
    [
        ["nothing"],
        ["--nothing"],
        ["new"],
        ["new", "a.annot", "b.annot"],
        ["import", "a.annot"],
        ["import", "a.annot", "x.txt", "--offsets", "bytes"],
        ["tag", "a.annot", "article", "zero", "5", "source"],
        ["tag", "a.annot", "article", "0", "5"],
        ["export", "a.annot", "out.csv"],
        ["search", "a.annot"],
        ["open"],
    ],
)
def test_wrong_usage_is_status_2(run: Run, words: list[str]) -> None:
    done = run(*words)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("Usage: annotator")
    assert "Error: " in done.err


def test_what_is_no_pair_is_wrong_usage(run: Run, path: Path, article: str, tmp_path: Path) -> None:
    done = run("tag", path, article, 0, 5, "source", "--attribute", "role")
    assert done.status == 2
    assert "--attribute takes KEY=VALUE, not “role”" in done.err
    done = run("export", path, tmp_path / "o", "--format", "csv", "--option", "x")
    assert done.status == 2
    assert "--option takes KEY=VALUE, not “x”" in done.err


_FORMATS = ", ".join(one.name for one in formats_there_are())
_NO_ARTICLE = (
    "There is no article “abc” in talks.annot. An article is named by its id, or by the first six "
    "or more characters of it."
)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("new PATH", "talks.annot exists already. Open it, or choose another name."),
        ("articles NO", "NO cannot be opened: there is no such file."),
        (
            "articles PICTURE",
            "a.png is not an Annotator project. To take it in as an article, import it.",
        ),
        (
            "tag PATH ARTICLE 0 500 source",
            (
                f"There is no span 0–500 in this article: it has {len(TEXT)} characters, and a "
                "span starts before it ends."
            ),
        ),
        (
            "tag PATH ARTICLE 0 5 person",
            "The scheme has no label “person”; it has source, location, figure.",
        ),
        (
            "tag PATH ARTICLE 0 5 figure --attribute value=many",
            "Value: “many” is not a number.",
        ),
        (
            "tag PATH ARTICLE 0 5 figure --attribute value=" + "9" * 400,
            "Value: " + "9" * 59 + "… is too large to be kept exactly.",
        ),
        ("tag PATH abc 0 5 source", _NO_ARTICLE),
        ("annotations PATH abc", _NO_ARTICLE),
        (
            "export PATH PATH --format csv",
            "talks.annot is a project; a dataset is not written over it. Choose another name.",
        ),
        (
            "export PATH out --format xls",
            f"There is no format “xls”. There are {_FORMATS}.",
        ),
        (
            "import PATH a.txt --annotator \x07",
            "A name may hold letters, digits and signs only.",
        ),
        (
            "backup PATH PATH",
            "talks.annot exists already. Choose another name for the backup.",
        ),
    ],
)
def test_a_problem_is_said_on_stderr(
    run: Run, path: Path, article: str, words: str, why: str
) -> None:
    picture, missing = path.with_name("a.png"), path.with_name("no.annot")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    places = {"PATH": path, "ARTICLE": article, "PICTURE": picture, "NO": missing}
    before = path.read_bytes()
    done = run(*(places.get(word, word) for word in words.split(" ")))
    assert done == (1, "", why.replace("NO ", f"{missing} ") + "\n")
    assert path.read_bytes() == before


def test_unicode_goes_through(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "Новини “A” 東京 😀.annot"
    text = tmp_path / "стаття\u2028.txt"
    text.write_text("Міністр сказав: «так». 😀", encoding="utf-8")
    assert run("new", path, "--annotator", "علی‌رضا").out.endswith("working as علی‌رضا.\n")
    assert run("import", path, text, "--annotator", "علی‌رضا").status == 0
    (article,) = run("articles", path, "--json").json
    assert article["source"]["name"] == "стаття\u2028.txt"
    made = run("tag", path, article["id"], 23, 24, "source", "--note", "é\u0301“", "--json").json
    assert (made["quote"], made["note"], made["annotator"]) == ("😀", "é\u0301“", "علی‌رضا")
    assert run("search", path, "МІНІСТР", "--json").json[0]["article"] == article["id"]


@pytest.mark.parametrize("word", ["caf\udce9", "x\udcff"])
def test_words_that_are_no_text_are_a_problem_at_most(
    run: Run, path: Path, article: str, word: str
) -> None:
    """A command line hands on bytes that are no UTF-8 as halves of characters."""
    for words in (
        ["search", path, f"olena {word}"],
        ["annotations", path, "--label", word],
        ["annotations", path, "--annotator", word],
        ["annotations", path, word * 8],
        ["tag", path, article, "0", "5", word],
        ["tag", path, article, "0", "5", "source", "--note", word],
        ["tag", path, article, "0", "5", "source", "--attribute", f"role={word}"],
        ["tag", path, article, "0", "5", "source", "--annotator", word],
        ["import", path, f"/no/{word}.txt"],
        ["export", path, path.parent / "o", "--format", word],
        ["export", path, path.parent / "o", "--format", "csv", "--annotator", word],
    ):
        for json_too in (False, True):
            done = run(*words, *(["--json"] if json_too else []))
            assert done.status in (0, 1)
            if json_too and done.out:
                json.loads(done.out)
    assert run("check", path).status == 0


def test_a_failed_command_changes_nothing(run: Run, path: Path, article: str) -> None:
    with Project.open(path, read_only=True) as project:
        before = list(project.history())
    run("tag", path, article, 0, 500, "source", "--annotator", "Somebody new")
    run("import", path, path.with_name("no.txt"), "--annotator", "Somebody new")
    with Project.open(path, read_only=True) as project:
        assert list(project.history()) == before
        assert [one.name for one in project.annotators()] == ["Olena"]


def test_the_window_is_wished_for() -> None:
    path = Path("a.annot")
    assert run_words(["open", "a.annot"]) == WindowRequest(path)
    assert run_words(["open", "a.annot", "--article", "ab"]) == WindowRequest(path, "ab")
    assert run_words(["sample"]) == WindowRequest(sample=True)


def test_the_program_knows_what_means_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    from annotator import __main__ as program  # noqa: PLC0415 - beside the function of this name

    wished: list[tuple[object, ...]] = []

    def open_window(*wish: object) -> int:
        wished.append(wish)
        return 0

    monkeypatch.setattr(program, "_open_window", open_window)
    for words in (
        [],
        ["sample"],
        ["a.annot"],
        ["open", "a.annot"],
        ["open", "a.annot", "--article", "ab"],
        ["open", "--article", "ab", "a.annot"],
        ["open", "a project without an ending"],
    ):
        assert program.main(words) == 0
    path = Path("a.annot")
    assert wished == [
        (None, None, False),
        (None, None, True),
        (path, None, False),
        (path, None, False),
        (path, "ab", False),
        (path, "ab", False),
        (Path("a project without an ending"), None, False),
    ]


def test_people_and_scripts_see_the_same_text(run: Run, path: Path) -> None:
    (article,) = run("articles", path, "--json").json
    assert article["text"] == TEXT
