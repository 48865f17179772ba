"""Letters: their words, what they quote, what is attached to them; boxes of them."""

from __future__ import annotations

from base64 import encodebytes

import pytest
from hypothesis import given, settings

from annotator.formats.mail.bodies import plain_blocks
from annotator.formats.registry import format_named, signed
from tests.formats.damaging import damaged
from tests.formats.golden import GOLDEN
from tests.formats.making_pdf import Words, pdf
from tests.formats.writing import read
from tests.nasty import texts

_REPLY = (GOLDEN / "foreign" / "eml" / "reply.eml").read_bytes()
_DESK = (GOLDEN / "foreign" / "mbox" / "desk.mbox").read_bytes()


def _letter(body: bytes, more: bytes = b"Content-Type: text/plain; charset=utf-8\n") -> bytes:
    return b"From: a@example.org\nSubject: Ferries\nMIME-Version: 1.0\n" + more + b"\n" + body


def test_a_reply_with_a_quotation_a_signature_and_files() -> None:
    (one, note), reader = read("eml", {"": _REPLY})
    assert one.text.startswith(
        "Re: Grain ships leave the port\n\nThe port said 600 tons cost € 4 and left “soon”.\n\n"
    )
    around = [
        one.text[zone.start : zone.end] for zone in one.metadata.zones if zone.role == "boilerplate"
    ]
    quoted = (
        "On Monday, 2 March 2026 at 09:00, Jan Novak <jan@example.org> wrote:\n"
        "> What does the port say?\n> Nothing?"
    )
    assert around == [quoted, "--\nOlena\nPort desk"]
    known = one.metadata
    assert (known.title, known.byline, known.published, known.reference) == (
        "Re: Grain ships leave the port", "Olena Koval", "2026-03-04T10:11:12+02:00",
        "abc@example.org",
    )  # fmt: skip
    assert one.raw == _REPLY
    assert note.text == "Attached note\n\nAttached words are an article, too."
    assert note.metadata.source is not None
    assert note.metadata.source.name == "notes.md"
    assert [said.reason for said in reader.skipped] == [
        "attached x.png: a file of the type “image/png”"
    ]


def test_a_box_of_letters() -> None:
    (first, last), reader = read("mbox", {"": _DESK})
    assert first.text == (
        "The ferries\n\nThe harbour master said no ship leaves 🚢 today.\n\n"
        "From here on the wind falls.\nFrom the port nobody called."
    )
    assert first.metadata.byline == "Zoë Pérez"
    assert last.text == (
        "A page\n\nПорт закрито.\n\nНачальник порту сказав, що жодне судно не вийшло.\n\nЩо?"
    )
    assert last.metadata.zones[-1].role == "boilerplate"
    assert [said.reason for said in reader.skipped] == ["letter 2: it has no text (Nothing in it)"]


def test_an_attached_pdf_and_an_attached_letter_are_taken_in() -> None:
    paper = pdf([[Words("The paper said so on Friday.", 50, 700)]])
    inner = _letter(b"The inner letter says this.\n")
    data = (
        b"From: a@example.org\nSubject: Two things\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/mixed; boundary=x\n\n"
        b"--x\nContent-Type: text/plain\n\nSee below.\n"
        b'--x\nContent-Type: application/pdf; name="..\\\\a/paper.pdf"\n'
        b"Content-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n"
        + encodebytes(paper)
        + b"--x\nContent-Type: message/rfc822\n\n" + inner + b"\n--x--\n"
    )  # fmt: skip
    (outer, attached, within), reader = read("eml", {"": data})
    assert [outer.text.partition("\n")[0], attached.text, within.text.partition("\n\n")[2]] == [
        "Two things", "The paper said so on Friday.", "The inner letter says this.",
    ]  # fmt: skip
    assert attached.where == "talks.eml, attached paper.pdf"
    assert reader.skipped == []


def test_a_scan_among_the_files_is_said_and_the_letter_taken() -> None:
    data = (
        b"From: a@example.org\nSubject: Scan\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nSee below.\n--x\n"
        b"Content-Type: application/pdf\nContent-Disposition: attachment; filename=s.pdf\n\n"
        + pdf([None]) + b"\n--x--\n"
    )  # fmt: skip
    (one,), reader = read("eml", {"": data})
    assert one.text == "Scan\n\nSee below."
    assert reader.skipped[0].reason.startswith("attached s.pdf: s.pdf holds pictures of pages")


def test_letters_within_letters_end_somewhere() -> None:
    data = _letter(b"Deep.")
    for _ in range(30):
        data = _letter(data, b"Content-Type: message/rfc822\n")
    _, reader = read("eml", {"": data})
    assert any("too many of them" in one.reason for one in reader.skipped)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (_letter("Grüße, it cost 4 €.".encode()), "Ferries\n\nGrüße, it cost 4 €."),
        (_letter("It cost 4 €.".encode("cp1252"), b"Content-Type: text/plain; charset=latin1\n"),
         "Ferries\n\nIt cost 4 €."),
        (_letter("Плата – 4.".encode("cp1251"), b"Content-Type: text/plain; charset=cp1251\n"),
         "Ferries\n\nПлата – 4."),
        (_letter(b"Plain.", b"Content-Type: text/plain; charset=no-such\n"), "Ferries\n\nPlain."),
        (_letter(b"Plain.", b""), "Ferries\n\nPlain."),
        (_letter(b"<p>One</p><p style='display:none'>x</p>Two", b"Content-Type: text/html\n"),
         "Ferries\n\nOne\n\nTwo"),
    ],
)  # fmt: skip
def test_encodings_are_believed_as_far_as_they_work(data: bytes, text: str) -> None:
    (one,), _ = read("eml", {"": data})
    assert one.text == text


def test_what_is_forwarded_is_no_quotation() -> None:
    body = (
        b"For you.\n\n---------- Forwarded message ---------\nFrom: B\n\nThe article stands here.\n"
    )
    (one,), _ = read("eml", {"": _letter(body)})
    roles = {
        zone.role for zone in one.metadata.zones if "stands here" in one.text[zone.start : zone.end]
    }
    assert "body" in roles
    html = (
        b'For you.<div class="gmail_quote">---------- Forwarded message ---------'
        b"<p>The article stands here, and it is long enough to be one.</p></div>"
    )
    (one,), _ = read("eml", {"": _letter(html, b"Content-Type: text/html\n")})
    assert one.metadata.zones[-1].role == "body"


@pytest.mark.parametrize("name", ["eml", "mbox"])
@pytest.mark.parametrize("data", [b"", b"Some text.\nMore of it.\n", b"\x00\xff" * 40])
def test_what_is_no_letter_is_said(name: str, data: bytes) -> None:
    found, reader = read(name, {"": data})
    assert found == []
    assert "talks." in str(*reader.problems.values())


def test_they_are_known_by_their_content() -> None:
    assert signed(_REPLY) is format_named("eml")
    assert signed(_DESK) is format_named("mbox")
    assert signed(b"Note: this is a text.\n\nFrom here on.") is None


def test_damaged_letters_are_read_or_refused() -> None:
    for data in damaged(_REPLY, 150, "eml"):
        found, reader = read("eml", {"": data})
        assert found or reader.problems or reader.skipped
    for data in damaged(_DESK, 100, "mbox"):
        found, reader = read("mbox", {"": data})
        assert found or reader.problems or reader.skipped


@settings(max_examples=80, deadline=None)
@given(texts(), texts())
def test_every_line_of_a_plain_letter_is_kept_in_its_order(own: str, quoted: str) -> None:
    lines = [*own.split("\n"), *(f"> {line}" for line in quoted.split("\n"))]
    given_text = "\n".join(lines).replace("\r", "")
    kept = [line for block in plain_blocks(given_text) for line in block.text.split("\n")]
    assert kept == [line.rstrip() for line in given_text.split("\n") if line.strip()]
