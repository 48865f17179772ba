"""Word documents: what is read of them, what is said to be missing, and what does no harm."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from annotator.formats.registry import format_named, signed
from tests.formats.damaging import damaged
from tests.formats.golden import GOLDEN
from tests.formats.writing import read

_FERRIES = (GOLDEN / "foreign" / "docx" / "ferries.docx").read_bytes()
_BODY = "word/document.xml"


def _with(changes: dict[str, bytes]) -> bytes:
    """Give the document with other parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_FERRIES)) as old, zipfile.ZipFile(out, "w") as new:
        parts = {name: old.read(name) for name in old.namelist()}
        for name, data in (parts | changes).items():
            new.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _part(name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(_FERRIES)) as archive:
        return archive.read(name)


def test_a_document_as_it_is_read() -> None:
    (one,), reader = read("docx", {"": _FERRIES})
    assert one.text == (
        "Ferries stop as the wind rises\n\nTwo harbours are closed\n\n"
        "The harbour master said no ship leaves 🚢. “Not one,” she\xa0added.\n\nWhat is known\n\n"
        "- 14 crews wait\n- 2 trains stand\n\n1. first of all\n\nPort | Ships\nOdesa | 3\n\n"
        "The line said nothing on Friday.[1]\n\nالعبّارات توقفت عند ١٢ ميناء.\n\n1. By telephone."
    )
    known = one.metadata
    assert (known.title, known.byline, known.published, known.language) == (
        "Ferries stop as the wind rises", "Olena Koval", None, "en"
    )  # fmt: skip
    assert [(zone.role, one.text[zone.start : zone.end][:9]) for zone in known.zones] == [
        ("headline", "Ferries s"), ("deck", "Two harbo"), ("body", "The harbo"),
    ]  # fmt: skip
    assert one.raw == _FERRIES
    tracked = (
        "changes were tracked and not settled: it was taken as if all were accepted (insertions "
        "kept: 1; deletions left out: 1)"
    )
    assert [note.what for note in reader.notes] == [tracked]
    assert [said.reason for said in reader.skipped] == [
        "what stands at the head and foot of its pages"
    ]


def test_another_reader_finds_the_same_paragraphs() -> None:
    """python-docx leaves insertions and notes out; all it has is there, in its order."""
    (one,), _ = read("docx", {"": _FERRIES})
    place = 0
    for paragraph in docx.Document(io.BytesIO(_FERRIES)).paragraphs:
        for words in paragraph.text.split("said  on"):
            place = one.text.index(words.strip(), place)
    cells = [
        cell.text for table in docx.Document(io.BytesIO(_FERRIES)).tables for cell in table._cells
    ]
    assert " | ".join(cells[:2]) in one.text


def test_words_in_places_that_are_not_read_are_counted() -> None:
    boxed = _part(_BODY).replace(
        b"</w:body>",
        b"<w:unheard><w:p><w:r><w:t>Twelve letters</w:t></w:r></w:p></w:unheard></w:body>",
    )
    (one,), reader = read("docx", {"": _with({_BODY: boxed})})
    assert "Twelve" not in one.text
    assert reader.skipped[0].reason.endswith("letters in boxes and drawings")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is no Word document. Open it"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "an old Word document, or one with a password"),
        (b"PK\x03\x04", "no whole ZIP file"),
        (_with({_BODY: b"<a>" * 3}), "is not XML"),
        (_with({_BODY: b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "has a DOCTYPE"),
        (_with({"word/styles.xml": b"<!DOCTYPE a><a/>"}), "has a DOCTYPE"),
        (_with({_BODY: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + b"<a>&" * 9}), "has a DOCTYPE"),
        (_with({_BODY: b"<a>" * 3_000}), "lie too deep in each other"),
        (_with({_BODY: b"<a/>"}), "cannot be read|too damaged|no text"),
        (_with({"word/zeros.xml": bytes(60_000_000)}), "swell to many times its size"),
        (_with({"../out.xml": b"x"}), "leads elsewhere"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, said: str) -> None:
    found, reader = read("docx", {"": data})
    assert found == []
    (problem,) = reader.problems.values()
    assert any(words in str(problem) for words in said.split("|"))


def test_a_table_of_another_program_is_no_document() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    _, reader = read("docx", {"": out.getvalue()})
    assert "is no Word document" in str(*reader.problems.values())


def test_it_is_known_by_its_content() -> None:
    assert signed(_FERRIES) is format_named("docx")


def test_damaged_documents_are_read_or_refused_in_a_sentence() -> None:
    body, styles = _part(_BODY), _part("word/numbering.xml")
    files = [*damaged(_FERRIES, 40, "docx")]
    files += [_with({_BODY: one}) for one in damaged(body, 60, "body")]
    files += [_with({"word/numbering.xml": one}) for one in damaged(styles, 20, "lists")]
    for data in files:
        found, reader = read("docx", {"": data})
        assert found or reader.problems


def test_elements_in_each_other_without_end_are_refused() -> None:
    deep = b"<w:smartTag>" * 3_000 + b"<w:r><w:t>x</w:t></w:r>" + b"</w:smartTag>" * 3_000
    body = _part(_BODY).replace(b"<w:body>", b"<w:body><w:p>" + deep + b"</w:p>")
    found, reader = read("docx", {"": _with({_BODY: body})})
    assert found == []
    assert reader.problems
