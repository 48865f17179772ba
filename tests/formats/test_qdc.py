"""Codebooks of REFI-QDA: labels come back with their colours and definitions; nothing else does."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from annotator import Project
from annotator.__main__ import main
from annotator.app.schemes import scheme_from
from annotator.formats.common.xml_characters import holdable
from annotator.formats.qda.qdc import read_codebook
from annotator.model.label_colours import LABEL_HEX, hex_colour, label_colour
from annotator.model.scheme import COLOURS, Label, Scheme
from annotator.problems import UserProblem
from annotator.resources import resource
from tests.formats.damaging import damaged
from tests.formats.qda_files import FOREIGN, XSD
from tests.formats.records import annotation, article
from tests.formats.writing import read, write
from tests.nasty import texts

_BOOK = FOREIGN / "qdc" / "moods.qdc"
_GOLDEN = Path(__file__).parent.parent / "data" / "formats" / "qdc" / "talks.qdc"
_schema = etree.XMLSchema(etree.parse(XSD / "refi-qda-codebook.xsd"))
_keys = texts(min_size=1, max_size=6).map(lambda key: " ".join(key.split())[:64].strip())
_labels = st.builds(
    Label,
    key=_keys.filter(lambda key: key and key.isprintable()),
    colour=st.sampled_from((*COLOURS, "#12ABef", "#000000")),
    definition=texts(max_size=9).map(str.strip),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_labels, min_size=1, max_size=6, unique_by=lambda one: one.key))
def test_labels_come_back_with_colours_and_definitions(labels: list[Label]) -> None:
    files, losses = write("qdc", [], scheme=Scheme(labels=tuple(labels)))
    assert losses == []
    assert _schema.validate(etree.fromstring(files[""])), _schema.error_log
    back = read_codebook(files[""], "talks.qdc")
    expected = [(one.key, hex_colour(one.colour)) for one in labels]
    assert [(one.key, hex_colour(one.colour)) for one in back.labels] == expected
    assert [one.definition for one in back.labels] == [holdable(one.definition) for one in labels]


def test_the_colours_are_those_of_the_light_theme() -> None:
    light = orjson.loads(resource("themes", "light.json").read_bytes())
    assert {name: line for name, line, _ in light["labels"]} == LABEL_HEX
    assert [label_colour(hex_colour(one)) for one in COLOURS] == list(COLOURS)
    assert label_colour(hex_colour("#abcdef")) == "#ABCDEF"
    assert hex_colour("mauve") == LABEL_HEX["slate"]


def test_the_golden_codebook_is_the_scheme_it_was_made_of() -> None:
    news = orjson.loads(resource("schemes", "news.json").read_bytes())["labels"]
    back = scheme_from(_GOLDEN).labels
    assert [(one.key, one.colour, one.definition) for one in back[:3]] == [
        (one["key"], one["colour"], one["definition"]) for one in news
    ]
    assert back[0].name == "Source"
    assert _schema.validate(etree.parse(_GOLDEN)), _schema.error_log


def test_a_codebook_of_another_program_becomes_a_scheme() -> None:
    found = scheme_from(_BOOK)
    assert found.name == "moods"
    long = "A name that is much longer than the key of a label may be, w"
    assert [(one.key, one.name) for one in found.labels] == [
        ("Negative / excited", "Negative / excited"),
        ("Rage", "Rage"),
        ("Negative / excited/Other", "Other"),
        ("Joy", "Joy"),
        ("Positive/Other", "Other"),
        (
            long,
            "A name that is much longer than the key of a label may be, which has sixty-four s"[
                :80
            ],
        ),
    ]
    assert [one.colour for one in found.labels[:4]] == ["#E57373", "#C95858", "#FF0000", "purple"]
    definition = "Feelings with negative valence and much arousal."
    assert found.labels[0].definition == definition


def test_a_project_begins_with_a_codebook_on_the_command_line(tmp_path: Path) -> None:
    made = tmp_path / "moods.annot"
    assert main(["new", str(made), "--annotator", "Ann", "--scheme", str(_BOOK)]) == 0
    with Project.open(made) as project:
        assert [one.key for one in project.scheme.labels][:2] == ["Negative / excited", "Rage"]


def test_a_project_file_has_a_codebook_too() -> None:
    talks = _GOLDEN.parent.parent / "qdpx" / "talks.qdpx"
    found, book = scheme_from(talks), scheme_from(_GOLDEN)
    assert found.labels == book.labels


def test_a_codebook_cannot_be_imported_and_says_what_can_be_done() -> None:
    came, reader = read("qdc", {"": _BOOK.read_bytes()})
    assert came == []
    assert str(next(iter(reader.problems.values()))) == (
        "talks.qdc is a codebook: it holds 6 labels and no articles. Begin a project with it: "
        "“annotator new talks.annot --scheme talks.qdc”."
    )


def test_what_a_codebook_leaves_out_is_said_once_an_article() -> None:
    odd = annotation("Some text.", [(0, 4)], label="a\uffff")
    _, losses = write("qdc", [article("Some text.", [odd]), article("More.")])
    assert [(one.reason, one.detail) for one in losses] == [
        ("other", "left out, with 1 annotation"),
        ("label-charset", "a\uffff: written as a\ufffd"),
        ("other", "left out, with 0 annotations"),
    ]


def test_there_is_no_codebook_without_labels() -> None:
    with pytest.raises(UserProblem, match="no labels"):
        write("qdc", [], scheme=Scheme())


def test_a_definition_that_is_too_long_says_that_it_was_cut() -> None:
    book = f"""<CodeBook><Codes><Code guid="1" name="a" isCodable="true">
        <Description>{"x" * 5000}</Description></Code></Codes></CodeBook>"""
    definition = read_codebook(book.encode(), "a.qdc").labels[0].definition
    assert len(definition) <= 4000
    assert definition.endswith("… (cut here: the codebook has 1,080 characters more)")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not XML"),
        (b"{}", "not XML"),
        (b"<Book/>", "no codebook"),
        (b"<CodeBook/>", "without a code"),
        (b'<CodeBook><Code guid="1" name="a" isCodable="0"/></CodeBook>', "without a code"),
        (b"<!DOCTYPE a><CodeBook/>", "DOCTYPE"),
    ],
)
def test_what_is_no_codebook_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "book.qdc"
    path.write_bytes(data)
    with pytest.raises(UserProblem, match=words):
        scheme_from(path)


@pytest.mark.parametrize("path", [_BOOK, _GOLDEN], ids=["moods", "golden"])
def test_damaged_codebooks_give_a_scheme_or_a_clear_word(path: Path) -> None:
    whole = path.read_bytes()
    for data in damaged(whole, 300, path.name):
        try:
            assert read_codebook(data, "book.qdc").labels
        except UserProblem:
            continue
