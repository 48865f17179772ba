"""REFI-QDA projects as other programs write them: every trap, and every kind of harm."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from annotator.app.reading_files import FileReader
from annotator.model.incoming import Incoming
from annotator.problems import UserProblem
from tests.formats.damaging import damaged
from tests.formats.packing import unzipped, zipped
from tests.formats.qda_files import project, sample, selection
from tests.formats.writing import read

_GOLDEN = Path(__file__).parent.parent / "data" / "formats" / "qdpx" / "talks.qdpx"
_TEXT = "The minister said 😀 that\nKyiv burned."


def _read(document: bytes, **files: bytes) -> tuple[list[Incoming], FileReader]:
    members = {"project.qde": document} | {f"sources/{key}.txt": one for key, one in files.items()}
    return read("qdpx", {"": zipped(members)})


def _source(inner: str, text: str = _TEXT, **fields: str) -> str:
    told = "".join(f' {key}="{one}"' for key, one in fields.items())
    content = (
        f"<PlainTextContent>{text}</PlainTextContent>" if "plainTextPath" not in fields else ""
    )
    return f'<TextSource guid="t1" name="Talks"{told}>{content}{inner}</TextSource>'


def _quotes(incoming: Incoming) -> list[tuple[str, str]]:
    return [
        (one["label"], incoming.text[one["start"] : one["end"]]) for one in incoming.annotations
    ]


def _reasons(reader: FileReader) -> list[str]:
    return [one.reason for one in reader.skipped]


def _notes(reader: FileReader) -> list[str]:
    return [one.what for one in reader.notes]


def test_line_ends_counted_as_one_are_found_by_the_names_of_selections() -> None:
    came, reader = read("qdpx", {"": zipped(sample("atlas"))})
    assert _quotes(came[0]) == [
        ("speaker", "Hanne Lund"),
        ("city", "Tromsø"),
        ("speaker", "Tromsø"),
    ]
    people = [one.get("annotator") for one in came[0].annotations]
    assert people == ["Ines Moura", "T. Lund", "Ines Moura"]
    assert [one.get("note") for one in came[0].annotations] == ["the harbour master", None, None]
    assert [(one["type"], one["from"][:8], one["to"][-1]) for one in came[0].relations] == [
        ("is located in", "5e100000", "2")
    ]
    assert [one["text"] for one in came[0].comments] == ["From the archive of the port."]
    assert _reasons(reader) == [
        "a selection 53–117: it has no code",
        "1 link between other things than spans of text",
    ]
    assert "its document is called “Harbour talks.qde”" in " ".join(_notes(reader))
    assert "code points, each CRLF as one: 3 of 3" in " ".join(_notes(reader))


def test_utf_16_is_found_and_line_ends_that_xml_turned_into_blanks() -> None:
    came, reader = read("qdpx", {"": zipped(sample("qualcoder"))})
    assert _quotes(came[0]) == [("mood", "no ferry\ntoday at all"), ("mood", "says Anna")]
    assert _reasons(reader) == ["1 note on the project or on codes"]
    assert "its offsets count UTF-16 units: 2 of 2 annotations fit so" in _notes(reader)


def test_the_text_of_a_pdf_is_taken_and_all_else_is_named() -> None:
    came, reader = read("qdpx", {"": zipped(sample("nvivo"))})
    assert [one.text for one in came] == ["Rents rise for a third year.\n", "Rents fall."]
    assert _quotes(came[0]) == [("Cost/Other", "Rents"), ("People/Other", "third")]
    first = next(iter(came[0].annotations))
    assert (first.get("note"), first.get("created")) == ("ask again", "2024-01-01T08:00:00.000Z")
    assert came[0].metadata.outlet == "The Harbour Post"
    assert [one["text"] for one in came[0].comments] == ["Scanned page."]
    assert _reasons(reader) == [
        "1 mark on the pages of the PDF",
        "1 code of the text as a whole",
        "“Map”: it is a picture, which has no text",
        "“Elsewhere”: it lies outside of the project, at absolute://C:\\Users\\petra\\rents.txt",
        "the variable “Pages” (1×): there is no place for it",
        "1 case",
        "1 set",
    ]
    assert _notes(reader) == [
        "its code “Other” is the label “Cost/Other” here",
        "its code “Other” is the label “People/Other” here",
    ]


def test_ends_that_are_the_last_character_are_found_by_the_names() -> None:
    inner = selection(4, 11, "minister") + selection(25, 28, "Kyiv", "c2")
    came, reader = _read(project(_source(inner)))
    assert _quotes(came[0]) == [("one", "minister"), ("two", "Kyiv")]
    assert "its spans end with their last character, not behind it: they were taken so" in (
        _notes(reader)
    )
    # Names that are longer by chance say nothing.
    came, reader = _read(project(_source(selection(4, 12, "Interview") + selection(0, 3, "Talk"))))
    assert _quotes(came[0]) == [("one", "minister"), ("one", "The")]
    assert _notes(reader) == []


@pytest.mark.parametrize("counted", [True, False])
def test_a_byte_order_mark_is_left_out_or_counted_as_the_names_say(counted: bool) -> None:
    shift = 1 if counted else 0
    inner = selection(4 + shift, 12 + shift, "minister")
    document = project(_source(inner, plainTextPath="internal://t1.txt"))
    came, reader = _read(document, t1=b"\xef\xbb\xbf" + _TEXT.encode())
    assert _quotes(came[0]) == [("one", "minister")]
    assert came[0].text == _TEXT
    assert _reasons(reader) == []


def test_a_name_that_is_a_title_is_no_quote() -> None:
    inner = selection(4, 12, "minister") + selection(25, 29, "said") + selection(0, 3, "Quote 7")
    came, reader = _read(project(_source(inner)))
    # “said” is as long as its span and stands elsewhere: so it is a quote, which the store refuses.
    assert _quotes(came[0]) == [("one", "minister"), ("one", "Kyiv"), ("one", "The")]
    assert [one.get("quote") for one in came[0].annotations] == ["minister", "said", None]
    assert "its offsets count code points: 2 of 3 annotations fit so" in _notes(reader)


@pytest.mark.parametrize(
    ("start", "end"), [("-1", "4"), ("4", "4"), ("9", "4"), ("1.0", "4"), ("", "4"), ("x", "4"),
                       ("1", "9" * 400), ("٣", "9"), ("1e1", "12")],
)  # fmt: skip
def test_places_that_are_none_are_named(start: str, end: str) -> None:
    came, reader = _read(project(_source(selection(start, end) + selection(4, 12))))
    assert _quotes(came[0]) == [("one", "minister")]
    assert len(reader.skipped) == 1
    assert "no such place" in _reasons(reader)[0]


def test_a_span_outside_of_the_text_is_refused_by_the_store() -> None:
    came, reader = _read(project(_source(selection(4, 400) + selection(4, 12))))
    assert [(one["start"], one["end"]) for one in came[0].annotations] == [(4, 400), (4, 12)]
    assert "code points: 1 of 2 annotations fit so" in " ".join(_notes(reader))


def test_codes_and_users_that_are_not_there_are_told() -> None:
    marked = selection(4, 12, code="c9") + selection(25, 29).replace(
        'guid="k25"', 'guid="k25" creatingUser="nobody"'
    )
    came, reader = _read(project(_source(marked)))
    assert _quotes(came[0]) == [("one", "Kyiv")]
    assert "annotator" not in next(iter(came[0].annotations))
    assert _reasons(reader) == ["a selection 4–12: its code is not in the codebook"]
    assert _notes(reader) == ["the user nobody is not among its users: taken as yours"]


def test_what_somebody_else_says_of_a_span_is_a_comment() -> None:
    users = '<User guid="u1" name="Ann"/><User guid="u2" name="Ben"/><User guid="u3" name="Ann"/>'
    notes = "".join(
        f'<Note guid="n{number}" name="Memo" creatingUser="{user}">'
        f"<PlainTextContent>note {number}</PlainTextContent></Note>"
        for number, user in enumerate(("u1", "u2", "", "u3"))
    )
    references = "".join(f'<NoteRef targetGUID="n{number}"/>' for number in range(4))
    marked = selection(4, 12, inner=references).replace('guid="k4"', 'guid="k4" creatingUser="u1"')
    came, reader = _read(project(_source(marked), users=users, notes=notes))
    one = next(iter(came[0].annotations))
    assert one.get("note") == "note 0\n\nnote 2\n\nnote 3"
    comment = {"text": "note 1", "id": "n1", "author": "Ben", "about": "s4-12"}
    assert came[0].comments == [comment | {"act": "say", "after": []}]
    assert _notes(reader) == ["two users are called “Ann”: they are one annotator here"]


def test_links_become_relations_and_are_named_if_they_cannot() -> None:
    marked = selection(4, 12) + selection(25, 29)
    links = (
        '<Link guid="l1" name="a  long\nname" direction="Associative" originGUID="S4-12"'
        ' targetGUID="{s25-29}"/>'
        '<Link guid="l2" originGUID="s25-29" targetGUID="elsewhere"/>'
        '<Link guid="l3" originGUID="s25-29" targetGUID="s4-12"/>'
        '<Link guid="l4" originGUID="c1" targetGUID="c2"/>'
    )
    came, reader = _read(project(_source(marked), links=links))
    assert list(came[0].relations) == [
        {"type": "a long name", "from": "s4-12", "to": "s25-29", "id": "l1"},
        {"type": "link", "from": "s25-29", "to": "s4-12", "id": "l3"},
    ]
    assert _reasons(reader) == [
        "a link “”: it does not lead to a span of this text",
        "1 link between other things than spans of text",
    ]
    assert _notes(reader) == ["1 link without a direction got one, to the second end"]


@pytest.mark.parametrize(
    "path",
    [
        "internal://../../etc/passwd", "internal:///etc/passwd", "internal://t2.txt",
        "relative://t1.txt", "file:///etc/passwd", "t1.txt", "internal://", "internal://.",
    ],
)  # fmt: skip
def test_no_file_outside_of_the_project_is_opened(path: str) -> None:
    document = project(_source("", plainTextPath=path) + _source("", "Another text."))
    came, reader = _read(document, t1=b"inside")
    assert [one.text for one in came] == ["Another text."]
    assert _reasons(reader)[0].startswith("“Talks”: ")


@pytest.mark.parametrize(
    "path", ["internal://T1.TXT", "INTERNAL://t1.txt", "internal://sources/t1.txt",
             "internal:///t1.txt"],
)  # fmt: skip
def test_files_are_found_in_whatever_case_they_are_written(path: str) -> None:
    came, _ = _read(project(_source("", plainTextPath=path)), t1=b"inside")
    assert [one.text for one in came] == ["inside"]


def test_a_text_that_is_not_utf_8_is_named() -> None:
    document = project(
        _source("", plainTextPath="internal://t1.txt")
        + _source("", plainTextPath="internal://t2.txt")
    )
    came, reader = _read(document, t1=b"caf\xe9", t2="café".encode("utf-16"))
    assert [one.text for one in came] == ["café"]
    assert _reasons(reader) == ["“Talks”: it is not UTF-8; name its encoding"]


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"a.txt": b""}, "no document"),
        ({"a.qde": b"<Project/>", "b.qde": b"<Project/>"}, "several documents"),
        ({"project.qde": b"<Project"}, "not XML"),
        ({"project.qde": b'<!DOCTYPE x [<!ENTITY a "b">]><Project>&a;</Project>'}, "DOCTYPE"),
        ({"project.qde": b"<Book><Users/></Book>"}, "no project of REFI-QDA"),
        ({"project.qde": b"<Project/>"}, "without a text"),
        ({"project.qde": b"<Project><Sources/></Project>"}, "without a text"),
    ],
)
def test_what_is_no_project_is_refused(members: dict[str, bytes], words: str) -> None:
    came, reader = read("qdpx", {"": zipped(members)})
    assert came == []
    assert words in str(next(iter(reader.problems.values())))


def test_the_usual_document_is_taken_if_there_are_several() -> None:
    members = {"old.qde": b"<Project/>", "Project.QDE": project(_source(""))}
    came, reader = read("qdpx", {"": zipped(members)})
    assert len(came) == 1
    assert "Project.QDE" in _notes(reader)[0]


def test_what_is_no_zip_or_a_hostile_one_is_refused() -> None:
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", b"\0" * 60_000_000)
    for data in (b"PK", b"", b"plain", bomb.getvalue(), zipped({"../project.qde": b"<Project/>"})):
        _, reader = read("qdpx", {"": data})
        assert list(reader.problems)


def test_codes_that_lie_too_deep_are_refused_in_words() -> None:
    deep = '<Code guid="c" name="n" isCodable="true">' * 3000 + "</Code>" * 3000
    document = f"<Project><CodeBook><Codes>{deep}</Codes></CodeBook></Project>".encode()
    _, reader = _read(document)
    assert "its parts lie too deep in each other" in str(next(iter(reader.problems.values())))


def test_values_of_ours_that_somebody_made_up_are_checked() -> None:
    described = [
        '{"attributes":{"a":' + "[" * 900 + "]" * 900 + '},"certainty":"maybe","origin":7}',
        '{"attributes":[1],"made_from":[1],"origin":"' + "x" * 99 + '"}',
        "[1]", "{", '{"attributes":{"a":{"b":{"c":1}}}}',
    ]  # fmt: skip
    for one in described:
        text = f"<Description>Annotator: {one}</Description>"
        marked = selection(4, 12).replace("<Coding", f"{text}<Coding", 1)
        came, _ = _read(project(_source(marked)))
        found: dict[str, Any] = dict(next(iter(came[0].annotations)))
        assert found.keys() == {"label", "start", "end", "id"}


@pytest.mark.parametrize("name", ["golden", "atlas", "qualcoder", "nvivo"])
def test_damaged_files_give_a_right_result_or_a_clear_word(name: str) -> None:
    """Damage to the ZIP file as a whole, and to its document and texts within a whole one."""
    files = unzipped(_GOLDEN.read_bytes()) if name == "golden" else sample(name)
    rng = random.Random(name)
    for data in damaged(zipped(files), 40, name):
        _settle(data)
    for _ in range(60):
        member = rng.choice([one for one in files if one.endswith(".qde")] * 4 + list(files))
        for data in damaged(files[member], 1, f"{name}{rng.random()}"):
            _settle(zipped(files | {member: data}))


def _settle(data: bytes) -> None:
    came, reader = read("qdpx", {"": data})
    assert all(isinstance(one, UserProblem) for one in reader.problems.values())
    for article in came:
        assert article.text.strip()
