"""Files, folders and pasted texts are taken in as one step; what does not fit is listed."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

import pytest
import trafilatura

from annotator import Project
from annotator.formats.registry import formats
from annotator.problems import UnreadableInputError, UserProblem
from annotator.resources import resource
from annotator.text.decoding import EncodingNeededError
from annotator.version import __version__
from tests.app.incoming import lines, span, write

TEXT = "Talks go on\n\nOlena said that about 600 km² burned near Київ. 😀"

_ENDINGS = ", ".join(dict.fromkeys(f".{one.extensions[0]}" for one in formats() if one.read))
_OF_NO_KIND = (
    f"is of no kind that can be imported ({_ENDINGS}). Name its format if it has another ending."
)
_NO_JSON = (
    "is not JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)."
)

# One file


def test_every_intake_says_what_made_the_text(project: Project, tmp_path: Path) -> None:
    page = f"<html><body><article><h1>Talks</h1><p>{TEXT * 5}</p></article></body></html>"
    article = {"text": "From a line.", "id": "wire-1"}
    made = {
        "a.txt": ("text/plain", "plain", __version__),
        "a.html": ("text/html", "trafilatura", trafilatura.__version__),
        "a.jsonl": ("application/jsonl", "jsonl", __version__),
    }
    for name, data in (("a.txt", TEXT), ("a.html", page), ("a.jsonl", lines(article))):
        taken = project.import_file(write(tmp_path / name, data))
        source = taken.as_json()["source"]
        assert source["name"] == name
        media, extractor, version = made[name]
        assert (source["media"], source["extractor"]) == (media, extractor)
        assert source["extractor_version"] == version
    source = project.import_text("Pasted.").as_json()["source"]
    assert (source["extractor"], source["extractor_version"]) == ("pasted", __version__)


@pytest.mark.parametrize("text", ["", " \n\u3000"])
def test_an_empty_clipboard_is_said_to_be_one(project: Project, text: str) -> None:
    with pytest.raises(UnreadableInputError) as problem:
        project.import_text(text)
    assert str(problem.value) == (
        "There is no text on the clipboard. Select the article where you read it, copy it, and "
        "paste it here."
    )


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.replace("\n", "\r\n").encode(), "utf-8"),
    ],
)
def test_a_text_is_taken_in_whatever_its_bytes(
    project: Project, tmp_path: Path, data: bytes, encoding: str
) -> None:
    article = project.import_file(write(tmp_path / "talks.txt", data))
    assert article.text == TEXT
    assert article.title == "Talks go on"
    assert article.source is not None
    assert (article.source.name, article.source.encoding) == ("talks.txt", encoding)
    assert project.corpus.raw(article.id) == data


def test_an_encoding_is_asked_for_and_taken(project: Project, tmp_path: Path) -> None:
    path = write(tmp_path / "talks.txt", "Міністр сказав: «так».\n".encode("windows-1251"))
    with pytest.raises(EncodingNeededError) as problem:
        project.import_file(path)
    assert problem.value.guess == "windows-1251"
    assert list(project.articles()) == []
    article = project.import_file(path, encoding="windows-1251")
    assert article.text == "Міністр сказав: «так».\n"
    with pytest.raises(UserProblem, match="no encoding “klingon”"):
        project.import_file(path, encoding="klingon")
    with pytest.raises(UnreadableInputError, match="not utf-8"):
        project.import_file(path, encoding="utf-8")


def test_a_web_page_is_taken_in(project: Project) -> None:
    article = project.import_file(resource("samples", "reservoir-levels.html"))
    assert "<" not in article.text
    assert article.source is not None
    assert article.source.media == "text/html"
    assert project.corpus.raw(article.id) == (
        resource("samples", "reservoir-levels.html").read_bytes()
    )


def test_a_pasted_text_is_taken_in(project: Project) -> None:
    article = project.import_text("\ufeffOne\r\ntwo\0\ud800", name="mail")
    assert article.text == "One\ntwo\ufffd\ufffd"
    assert article.source is not None
    assert (article.source.name, article.source.nul, article.source.surrogates) == ("mail", 1, 1)
    for blank in ("", " \n\u00a0", "\ufeff"):
        with pytest.raises(UserProblem):
            project.import_text(blank)


def test_the_first_of_several_articles_is_given(project: Project, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", lines({"text": "One."}, {"text": "Two."}))
    assert project.import_file(path).text == "One."
    assert [one.text for one in project.articles()] == ["One.", "Two."]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.txt", b"", "There is no text in it. Choose another file or paste a text."),
        ("a.epub", b"PK", f"a.epub {_OF_NO_KIND}"),
        ("a", b"x", f"a {_OF_NO_KIND}"),
        ("a.jsonl", b"{", f"a.jsonl, line 1 {_NO_JSON}"),
    ],
)
def test_a_file_that_cannot_be_read_is_said(
    project: Project, tmp_path: Path, name: str, data: bytes, why: str
) -> None:
    with pytest.raises(UserProblem) as problem:
        project.import_file(write(tmp_path / name, data))
    assert str(problem.value) == why
    assert [one.act for one in project.history()] == ["start"]


def test_a_file_that_is_not_there_is_said(project: Project, tmp_path: Path) -> None:
    with pytest.raises(UserProblem) as problem:
        project.import_file(tmp_path / "no.txt")
    assert str(problem.value) == f"{tmp_path / 'no.txt'} cannot be read: No such file or directory."


def test_a_format_can_be_named(project: Project, tmp_path: Path) -> None:
    path = write(tmp_path / "talks.news", TEXT)
    assert project.import_file(path, format="text").text == TEXT
    with pytest.raises(UserProblem, match=r"no format “epub”\. There are jsonl, "):
        project.import_file(path, format="epub")
    for one in formats():
        if one.read is None:
            with pytest.raises(UserProblem, match="can be written, but not read"):
                project.import_file(path, format=one.name)
    with pytest.raises(UserProblem, match="Offsets count code-points, utf16, utf8, graphemes"):
        project.import_files([path], offsets="bytes")


def test_a_file_whose_name_is_no_text_is_taken_in(project: Project, tmp_path: Path) -> None:
    path = write(tmp_path / os.fsdecode(b"caf\xe9.txt"), TEXT)
    bad = write(tmp_path / os.fsdecode(b"caf\xe9.jsonl"), "{")
    report = project.import_files([path, bad])
    assert report.new_articles == 1
    (article,) = project.articles()
    assert article.source is not None
    assert article.source.name == "caf?.txt"
    assert [one.where for one in report.skipped] == ["caf?.jsonl"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes")
def test_a_pipe_is_read_once(project: Project, tmp_path: Path) -> None:
    """As a shell gives one: ``annotator import talks.annot <(…)``."""
    path = tmp_path / "pipe.jsonl"
    os.mkfifo(path)
    data = lines({"text": "One."}, {"text": "Two."})
    writing = threading.Thread(target=lambda: path.write_text(data), daemon=True)
    writing.start()
    assert project.import_files([path]).new_articles == 2
    writing.join(timeout=10)


# Several


def test_a_folder_is_walked(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    for name, data in (
        ("b.txt", "B."),
        ("a.TXT", "A."),
        ("deep/er/c.text", "C."),
        ("deep/d.jsonl", lines({"text": "D1."}, {"text": "D2."})),
        ("notes.epub", "no"),
        ("README.md", "# What lies here"),
        ("photo", "GIF89a"),
        (".hidden.txt", "no"),
        ("._a.txt", "no"),
        (".git/x.txt", "no"),
        ("folder.txt/e.txt", "E."),
    ):
        write(folder / name, data)
    report = project.import_files([folder])
    assert report.passed_over() == [
        "README.md: it tells of the files beside it. If it is an article, add it by itself.",
        "notes.epub: it is of no kind that can be imported.",
        "photo: it seems to be a picture (GIF). There is no text in it that could be tagged.",
    ]
    assert [one.text for one in project.articles()] == ["A.", "B.", "D1.", "D2.", "C.", "E."]
    assert next(project.history()).title == "Import 6 articles"
    project.undo()
    assert list(project.articles()) == []


def test_a_folder_without_articles_is_said(project: Project, tmp_path: Path) -> None:
    write(tmp_path / "empty" / "notes.epub", "no")
    with pytest.raises(UserProblem) as problem:
        project.import_files([tmp_path / "empty"])
    assert str(problem.value) == (
        f"{tmp_path / 'empty'} holds no file that can be imported ({_ENDINGS})."
    )


def test_bad_files_do_not_keep_good_ones_out(project: Project, tmp_path: Path) -> None:
    good = write(tmp_path / "good.txt", "Good.")
    bad = write(tmp_path / "bad.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    gone = tmp_path / "gone.txt"
    best = write(tmp_path / "best.jsonl", lines({"text": "Best."}))
    report = project.import_files([good, bad, gone, best])
    assert [one.text for one in project.articles()] == ["Good.", "Best."]
    assert set(report.problems) == {bad, gone}
    assert [one.where for one in report.skipped] == ["bad.txt", "gone.txt"]
    assert report.new_articles == 2
    assert next(project.history()).title == "Import 2 articles"


def test_nothing_of_a_file_spoiled_in_the_middle_is_taken(project: Project, tmp_path: Path) -> None:
    articles = [
        {"text": f"Article {n} of 1000.", "annotations": [span("new", 0, 7)]} for n in range(1000)
    ]
    whole = lines(*articles).splitlines()
    spoiled = write(tmp_path / "spoiled.jsonl", "\n".join([*whole[:699], "{", *whole[700:]]))
    also = write(tmp_path / "also.jsonl", lines({"text": "Also."}, {"texts": "no"}))
    good = write(tmp_path / "good.jsonl", lines({"text": "Good.",
                                                 "annotations": [span("old", 0, 4)]}))  # fmt: skip
    heard: list[int] = []
    report = project.import_files([spoiled, good, also], progress=heard.append)
    assert [one.text for one in project.articles()] == ["Good."]
    assert [one.label for one in project.annotations()] == ["old"]
    assert [label.key for label in project.scheme.labels][3:] == ["old"]
    assert {path.name: str(why) for path, why in report.problems.items()} == {
        "spoiled.jsonl": f"spoiled.jsonl, line 700 {_NO_JSON}",
        "also.jsonl": "also.jsonl, line 2: text: it is missing.",
    }
    assert max(heard) == 699
    assert len(list(project.history())) == 2
    coder = project.session.database.coder
    assert coder.known_number("new") is None


def test_nothing_of_an_import_that_is_stopped_is_taken(project: Project, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", lines(*({"text": f"Article {n}."} for n in range(50))))

    def stop(count: int) -> None:
        if count == 30:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        project.import_files([path], progress=stop)
    assert list(project.articles()) == []
    assert project.next_undo() is None
    assert project.import_files([path]).new_articles == 50


# The same again


def test_the_same_text_is_the_same_article(project: Project, tmp_path: Path) -> None:
    first = project.import_file(write(tmp_path / "a.txt", TEXT))
    for name, data in (
        ("b.txt", TEXT),
        ("c.txt", b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()),
        ("d.jsonl", lines({"text": TEXT, "title": "Another title"})),
    ):
        assert project.import_file(write(tmp_path / name, data)) == first
    assert project.import_text(TEXT) == first
    assert project.corpus.count() == 1
    project.work_as("Ben")
    assert project.import_text(TEXT) == first
    assert [one.act for one in project.history()] == ["do", "start"]


def test_the_same_text_twice_in_one_import_is_one_article(project: Project, tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        lines(
            {"text": TEXT, "title": "First", "annotations": [span("figure", 0, 5)]},
            {"text": TEXT, "title": "Second", "annotations": [span("figure", 0, 5)]},
            {"text": TEXT + "\r\n", "title": "Third"},
            {"text": TEXT + "\n", "title": "Fourth"},
        ),
    )
    report = project.import_files([path])
    assert [one.title for one in project.articles()] == ["First", "Third"]
    assert (report.new_articles, len(report.articles), report.annotations) == (2, 2, 2)
    assert next(project.history()).title == "Import 2 articles and 2 annotations"


def test_an_undone_import_can_be_taken_in_again(project: Project, tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    with Project.create(tmp_path / "other.annot", annotator="Ben") as other:
        article = other.import_text(TEXT)
        who = other.annotate(article.id, 13, 18, "source")
        how_much = other.annotate(article.id, 29, 42, "figure", note="n", attributes={"value": 1})
        other.relate(who.id, "says", how_much.id)
        other.corpus.set_state(article.id, "done")
        other.export(own, format="jsonl")
        expected = other.annotations(), other.relations()
    for _ in range(3):
        report = project.import_files([own])
        assert (report.new_articles, report.annotations, report.relations) == (1, 2, 1)
        assert report.skipped == ()
        found = project.annotations(), project.relations()
        assert [one.id for one in found[0]] == [one.id for one in expected[0]]
        assert [one.quote for one in found[0]] == [one.quote for one in expected[0]]
        assert [one.source for one in found[1]] == [one.source for one in expected[1]]
        again = project.import_files([own])
        assert (again.new_articles, again.annotations, again.relations) == (0, 0, 0)
        assert (again.known, again.skipped) == (3, ())
        project.undo()
        assert list(project.articles()) == []
        assert project.annotations() == []
    project.redo()
    assert len(project.annotations()) == 2


def test_ids_of_other_programs_are_kept_apart(project: Project, tmp_path: Path) -> None:
    def article(text: str, who: str) -> dict[str, Any]:
        return {
            "text": text,
            "annotations": [
                span("figure", 0, 3, id="T1", annotator=who),
                span("source", 4, 7, id=2, annotator=who),
            ],
            "relations": [{"type": "at", "from": "T1", "to": 2, "annotator": who, "id": "R1"}],
        }

    path = write(
        tmp_path / "a.jsonl",
        lines(article("One two", "Ann"), article("One two", "Ben"), article("Six ten", "Ann")),
    )
    report = project.import_files([path])
    assert (report.annotations, report.relations, report.skipped) == (6, 3, ())
    ids = {one.id for one in project.annotations()}
    assert len(ids) == 6
    assert project.import_files([path]).annotations == 0
    project.undo()
    assert project.import_files([path]).annotations == 6
    assert {one.id for one in project.annotations()} == ids
