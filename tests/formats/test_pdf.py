"""PDFs: columns, paragraphs, parted words, what pages repeat, and what cannot be read."""

from __future__ import annotations

import io
import re
from collections import Counter

import pytest
from pdfminer.high_level import extract_text
from pypdf import PdfReader, PdfWriter

from annotator.formats.pdf.order import lines_of
from annotator.formats.pdf.pages import Piece
from annotator.formats.registry import format_named, signed
from annotator.problems import UserProblem
from tests.formats.damaging import damaged
from tests.formats.golden import GOLDEN
from tests.formats.making_pdf import Words, column, pdf
from tests.formats.writing import read

_FOREIGN = GOLDEN / "foreign" / "pdf"

LEFT = [
    "The harbour master said on Friday that",
    "600 tons of wheat had been loaded at",
    "the quay. Two other ships, which carry",
    "#, lie at anchor and wait for an in-",
    "spection of the #, he said.",
]
RIGHT = [
    "“We expect them to leave tomorrow,”",
    "Olena Koval of the busy port desk said.",
    "The state-owned line runs both. For the",
    "# no ministry had answered, and also",
    "insurers of # asked for more time.",
]


CARGO = ("maize", "barley", "lentils")


def _of_page(lines: list[str], number: int) -> list[str]:
    """Say something else on each page: what all repeat would be taken for a foot."""
    said = CARGO[number - 1]
    return [line.replace("#", said) for line in lines]


def _page(number: int, *, first: bool = False) -> list[Words]:
    page = [Words("Coast Wire, 4 March 2026", 50, 810, 8), Words(f"Page {number}", 280, 20, 8)]
    if first:
        page += [Words("Grain ships leave", 50, 770, 22), Words("By Olena Koval", 50, 740)]
    # Drawn line by line across both columns, as some programs do it.
    columns = (_of_page(LEFT, number), 50), (_of_page(RIGHT, number), 310)
    for pair in zip(*(column(lines, left, 700) for lines, left in columns), strict=True):
        page += pair
    return page


def _news() -> bytes:
    return pdf([_page(1, first=True), _page(2), _page(3)], "/Title (x) /Author (Olena Koval)")


def test_columns_follow_each_other_and_lines_become_paragraphs() -> None:
    (one,), reader = read("pdf", {"": _news()})
    paragraphs = one.text.split("\n\n")
    assert paragraphs[:2] == ["Coast Wire, 4 March 2026", "Grain ships leave"]
    left = (
        "The harbour master said on Friday that 600 tons of wheat had been loaded at the quay. Two "
        "other ships, which carry #, lie at anchor and wait for an inspection of the #, he said."
    )
    right = " ".join(RIGHT)
    assert paragraphs[2] == "By Olena Koval"
    of_pages = [
        [*_of_page([left, right], page), f"Page {page}", "Coast Wire, 4 March 2026"]
        for page in (1, 2, 3)
    ]
    assert paragraphs[3:] == [one for page in of_pages for one in page][:-1]
    assert [str(note.what) for note in reader.notes] == [
        "3 words were put together that line ends part"
    ]
    assert reader.skipped == []
    around = [
        one.text[zone.start : zone.end] for zone in one.metadata.zones if zone.role == "boilerplate"
    ]
    assert around == [
        "Coast Wire, 4 March 2026", "Page 1\n\nCoast Wire, 4 March 2026",
        "Page 2\n\nCoast Wire, 4 March 2026", "Page 3",
    ]  # fmt: skip
    known = one.metadata
    assert (known.title, known.byline, known.published) == (
        "Grain ships leave", "Olena Koval", None
    )  # fmt: skip
    assert known.zones[1].role == "headline"
    assert known.source is not None
    assert (known.source.extractor, one.raw) == ("pypdf", _news())


def test_another_reader_finds_the_same_words() -> None:
    (one,), _ = read("pdf", {"": _news()})
    assert _words(one.text) == _by_another()


def _by_another() -> Counter[str]:
    return _words(re.sub(r"in-\s+spection", "inspection", extract_text(io.BytesIO(_news()))))


@pytest.mark.parametrize("name", ["by-qt.pdf", "by-qt-two-pages.pdf"])
def test_files_of_another_program_have_the_words_that_another_reader_finds(name: str) -> None:
    data = (_FOREIGN / name).read_bytes()
    (one,), _ = read("pdf", {"": data})
    assert _words(one.text) == _words(extract_text(io.BytesIO(data)))


def _words(text: str) -> Counter[str]:
    plain = text.replace("ﬁ", "fi").replace("ﬃ", "ffi").replace("ﬀ", "ff").replace("\u00ad", "")
    return Counter(re.findall(r"\w+", plain))


def test_a_hyphen_stays_where_the_document_writes_it() -> None:
    lines = ["A state-owned line is a line of the state and so the state-", "owned one pays."]
    (one,), _ = read("pdf", {"": pdf([column(lines, 50, 700)])})
    assert one.text.endswith("so the state-owned one pays.")
    lines = [
        "One ship more waits in the harbour, the har-",
        "bour master said, and some more text.",
    ]
    (one,), _ = read("pdf", {"": pdf([column(lines, 50, 700)])})
    assert "the harbour master said" in one.text


def test_rows_of_a_table_stay_rows() -> None:
    page = column(
        ["The port told how much was loaded on the days of this week, and it is much."], 50, 760
    )
    for at, row in enumerate((("Day", "Tons"), ("Monday", "600"), ("Tuesday", "1,200"))):
        page += [Words(row[0], 50, 700 - 14 * at), Words(row[1], 300, 700 - 14 * at)]
    (one,), _ = read("pdf", {"": pdf([page])})
    assert one.text.endswith("\n\nDay | Tons\nMonday | 600\nTuesday | 1,200")


def test_numbers_that_do_not_count_pages_are_no_page_numbers() -> None:
    pages = [
        [*column(_of_page(LEFT, at), 50, 700), Words(number, 280, 20)]
        for at, number in enumerate(("7", "600", "12"), 1)
    ]
    (one,), _ = read("pdf", {"": pdf(pages)})
    around = [zone for zone in one.metadata.zones if zone.role == "boilerplate"]
    assert not any(one.text[zone.start : zone.end] == "600" for zone in around[:1])


def test_the_address_that_a_browser_prints_below_is_the_articles() -> None:
    foot = "https://wire.example/ferries   {n}/3"
    pages = [
        [*column(_of_page(LEFT, n), 50, 700), Words(foot.format(n=n), 50, 20, 8)] for n in (1, 2, 3)
    ]
    (one,), _ = read("pdf", {"": pdf(pages)})
    assert one.metadata.url == "https://wire.example/ferries"


def test_what_runs_up_a_page_is_left_out_and_said() -> None:
    page = [*column(LEFT, 50, 700), Words("PREVIEW COPY", 20, 300, 30, turned=True)]
    (one,), reader = read("pdf", {"": pdf([page])})
    assert "PREVIEW" not in one.text
    assert [said.reason for said in reader.skipped] == [
        "what is written up, down or across its pages (1×)"
    ]


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    writer = PdfWriter()
    writer.append(io.BytesIO(_news()))
    for page in writer.pages:
        page.rotate(180)
    out = io.BytesIO()
    writer.write(out)
    (one,), _ = read("pdf", {"": out.getvalue()})
    assert _words(one.text) == _by_another()


def test_a_scan_is_said() -> None:
    with_text, reader = read("pdf", {"": pdf([_page(1), None])})
    assert len(with_text) == 1
    assert [one.reason for one in reader.skipped] == ["page 2: pictures of pages, without text"]
    found, reader = read("pdf", {"": pdf([None, None])})
    assert found == []
    (problem,) = reader.problems.values()
    assert str(problem) == (
        "talks.pdf holds pictures of pages and no text. Have a program read the pictures (this is "
        "called OCR; many scanners and PDF programs do it), save the result as PDF or text, and "
        "import that."
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.4", "is no PDF, or too damaged"),
        (b"", "is no PDF, or too damaged"),
        (pdf([[]]), "has no text on any page"),
        (b"%PDF-1.7\n%%EOF", "is no PDF"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, said: str) -> None:
    found, reader = read("pdf", {"": data})
    assert found == []
    (problem,) = reader.problems.values()
    assert said in str(problem)


@pytest.mark.parametrize("password", ["", "secret"])
def test_a_password_is_said(password: str) -> None:
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(_news())))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    found, reader = read("pdf", {"": out.getvalue()})
    if password:
        (problem,) = reader.problems.values()
        assert "is protected by a password" in str(problem)
    else:  # it only forbids to print, which a reader does not heed
        assert found[0].text.startswith("Coast Wire")


def test_it_is_known_by_its_content() -> None:
    assert signed(_news()) is format_named("pdf")


def test_damaged_files_are_read_or_refused_in_a_sentence() -> None:
    for data in damaged(_news(), 120, "pdf"):
        found, reader = read("pdf", {"": data})
        assert found or reader.problems
        assert all(isinstance(one, UserProblem) for one in reader.problems.values())


def test_pieces_of_a_line_are_joined_by_their_gap() -> None:
    pieces = [
        Piece("One", 50, 70, 700, 10), Piece("word", 70.5, 90, 700, 10),
        Piece("more", 93, 110, 700.4, 10), Piece("far", 300, 320, 700, 10),
    ]  # fmt: skip
    assert [line.text for line in lines_of(pieces, 0)] == ["Oneword more | far"]
