"""What is left out of a Word document before the library reads it changes no word of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.docx import docx as format_module
from annotator.formats.docx.slimming import NAMESPACES, slim
from tests.formats.golden import GOLDEN
from tests.formats.writing import read
from tests.nasty import CANONICAL

_FERRIES = GOLDEN / "foreign" / "docx" / "ferries.docx"
_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_LINKS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def _document(body: str, space: str = NAMESPACES[0]) -> bytes:
    out = io.BytesIO()
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _LINKS)
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}" xmlns:w14="{w14}" xmlns:m="{math}">'
            f"<w:body>{body}</w:body></w:document>",
        )
    return out.getvalue()


def _run(words: str, looks: str = "") -> str:
    said = words.replace("&", "&amp;").replace("<", "&lt;").replace("\r", "&#13;")
    props = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r w:rsidR="00A1">{props}<w:t xml:space="preserve">{said}</w:t></w:r>'


def _text(data: bytes) -> str:
    (one,), reader = read("docx", {"": data})
    assert not reader.problems
    return one.text


_PIECES: list[Callable[[str], str]] = [
    _run,
    lambda words: _run(words, "<w:b/><w:lang w:val='en-GB'/>"),
    lambda words: _run(words, "<w:strike/>"),
    lambda words: f"<w:r><w:tab/></w:r>{_run(words)}<w:r><w:br/></w:r>",
    lambda words: f'<w:proofErr w:type="spellStart"/>{_run(words)}<w:proofErr w:type="spellEnd"/>',
    lambda words: f'<w:bookmarkStart w:id="1" w:name="a"/>{_run(words)}<w:bookmarkEnd w:id="1"/>',
    lambda words: f"<w:ins>{_run(words)}{_run('!')}</w:ins>",
    lambda words: f"<w:del><w:r><w:delText>{len(words)}</w:delText></w:r></w:del>",
    lambda words: f'<w:hyperlink w:anchor="a">{_run(words)}{_run("?")}</w:hyperlink>',
    lambda words: (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "x"</w:instrText>'
        f'</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{_run(words)}{_run(words)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
    lambda words: (
        "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='1'/></w14:checkbox></w:sdtPr>"
        f"<w:sdtContent>{_run('☒')}{_run(words)}</w:sdtContent></w:sdt>"
    ),
]
_MARKS = [
    "",
    "<w:pPr><w:pStyle w:val='Heading1'/><w:spacing w:after='0'/></w:pPr>",
    "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr><w:jc w:val='both'/></w:pPr>",
    "<w:pPr><w:rPr><w:b/><w:del w:id='1'/></w:rPr></w:pPr>",
    (
        "<w:pPr><w:rPr><w:b/></w:rPr><w:pPrChange w:id='2'><w:pPr><w:jc w:val='left'/></w:pPr>"
        "</w:pPrChange></w:pPr>"
    ),
]
_words = st.sampled_from(["", " a ", *(one for one in CANONICAL.values() if one.isprintable())])
_piece = st.builds(lambda make, words: make(words), st.sampled_from(_PIECES), _words)
_paragraph = st.builds(
    lambda mark, pieces: f"<w:p w:rsidP='1'>{mark}{''.join(pieces)}</w:p>",
    st.sampled_from(_MARKS),
    st.lists(_piece, max_size=6),
)


@given(st.lists(_paragraph, min_size=1, max_size=6), st.sampled_from(NAMESPACES))
def test_the_same_words_in_the_same_paragraphs(paragraphs: list[str], space: str) -> None:
    data = _document("".join(paragraphs) + f"<w:p>{_run('at last')}</w:p>", space)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(format_module, "slim", lambda part, _: part)
        whole = _text(data)
    assert _text(data) == whole


def test_a_document_of_a_word_processor_says_the_same() -> None:
    data = _FERRIES.read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(format_module, "slim", lambda part, _: part)
        whole = _text(data)
    assert _text(data) == whole


def test_runs_are_joined_and_marks_of_editing_are_gone() -> None:
    body = f"<w:p>{_run('One ')}{_run('two', '<w:b/>')}<w:proofErr/>{_run(' three.')}</w:p>"
    with zipfile.ZipFile(io.BytesIO(_document(body))) as archive:
        made = slim(archive.read("word/document.xml"), "it")
    assert made.count(b"<w:r>") == 1
    assert b"One two three." in made
    assert b"rsid" not in made


def test_words_within_fields_and_of_another_direction_are_kept() -> None:
    body = (
        f"<w:p>{_run('On ')}<w:fldSimple w:instr='DATE'>{_run('1 May')}</w:fldSimple>"
        f"<w:bdo w:val='rtl'>{_run(' سلام')}</w:bdo><w:r><w:cr/></w:r>{_run('below')}"
        "<w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r>"
        "</w:rubyBase></w:ruby></w:r></w:p>"
    )
    (one,), reader = read("docx", {"": _document(body)})
    assert one.text == "On 1 May سلام\nbelow漢"
    assert [said.reason for said in reader.skipped] == ["about 3 letters in boxes and drawings"]


def test_formulas_and_files_within_are_told() -> None:
    body = f"<w:p>{_run('See')}<m:oMath/><m:oMath/></w:p><w:altChunk/>"
    _, reader = read("docx", {"": _document(body)})
    assert [said.reason for said in reader.skipped] == [
        "formulas (2×)", "files that it holds within (1×)"
    ]  # fmt: skip
