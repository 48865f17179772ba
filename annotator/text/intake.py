"""Take a text in: from a file, a web page or the clipboard."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.problems import UnreadableInputError
from annotator.text.blocks import Block, composed
from annotator.text.canonical import Canonical, canonical
from annotator.text.decoding import decode
from annotator.text.html_encoding import decode_html
from annotator.text.plain import NO_FIELDS, Fields, read_fields
from annotator.text.zone_line import letters
from annotator.text.zones import Zone, find_zones
from annotator.version import __version__

_TOP = 5
"""Paragraphs among which an article shows its title."""


@dataclass(frozen=True, slots=True)
class Intake:
    """A text as it is stored, what was read from it, and what it was made of.

    ``text`` is canonical and zones count its code points. ``raw`` are the bytes as they came, None
    where they are exactly the text in UTF-8. ``newlines``, ``nul`` and ``surrogates`` count what
    `annotator.text.canonical.canonical` replaced in the source. ``encoding`` is None for what came
    as text.
    """

    text: str
    zones: tuple[Zone, ...]
    fields: Fields
    media: str
    encoding: str | None
    extractor: str
    extractor_version: str
    raw: bytes | None
    newlines: int
    nul: int
    surrogates: int


def identity(text: str) -> str:
    """Return the identity of an article: the SHA-256 of its canonical text in UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def take_text(data: bytes, *, encoding: str | None = None) -> Intake:
    """Take in a file of plain text; ``encoding`` is a name, where it is known.

    Raises what `annotator.text.decoding.decode` raises, and UnreadableInputError for a blank file.
    """
    decoded = decode(data, encoding)
    found = canonical(decoded.text)
    return _plain(found, "text/plain", "plain", decoded.encoding, data)


def take_pasted(text: str) -> Intake:
    """Take in a text from the clipboard. Raises UnreadableInputError for a blank one."""
    if not canonical(text).text.strip():
        raise UnreadableInputError(
            "There is no text on the clipboard. Select the article where you read it, copy it, and "
            "paste it here."
        )
    return _plain(canonical(text), "text/x-pasted", "pasted", None, text.encode("utf-8", "replace"))


def take_html(data: bytes, *, encoding: str | None = None, url: str | None = None) -> Intake:
    """Take in the article of a web page that came from ``url``; nothing is fetched.

    Raises what `annotator.text.html.read_html` raises.
    """
    # Imported here because most projects never take in a page.
    from annotator.text.html import extract  # noqa: PLC0415

    if not data.strip():
        raise _blank()
    decoded = decode_html(data, encoding)
    page = canonical(decoded.text)
    extracted = extract(page.text, url=url)
    return Intake(
        text=extracted.text,
        zones=extracted.zones,
        fields=extracted.fields,
        media="text/html",
        encoding=decoded.encoding,
        extractor=extracted.extractor,
        extractor_version=extracted.version,
        raw=data,
        newlines=page.newlines,
        nul=page.nul,
        surrogates=page.surrogates,
    )


def take_blocks(
    blocks: Iterable[Block],
    said: Fields,
    *,
    media: str,
    extractor: str,
    extractor_version: str,
    raw: bytes | None,
    encoding: str | None = None,
    beside: Fields = NO_FIELDS,
) -> Intake:
    """Take in an article of which the paragraphs are known, and what its file says of it.

    A title that the file says, but does not show among its first paragraphs, is put above them.
    What it does not say is read from the text. ``beside`` is what the file says where programs
    write what they like: it counts if the text itself does not tell, and its title if the text
    shows it. Raises UnreadableInputError if there are no words.
    """
    blocks = list(blocks)
    shown = " ".join(beside.title.split())
    if not (letters(shown) and _is_shown(shown, blocks)):
        shown = ""
    headline = said.title.strip() or shown or _heading_of(blocks)
    if said.title.strip() and not _is_shown(headline, blocks):
        blocks.insert(0, Block(text=headline, heading=1))
    text, zones = composed(blocks, headline or None)
    if not text.strip():
        raise _blank()
    found = read_fields(text, zones)
    return Intake(
        text=text,
        zones=zones,
        fields=Fields(
            title=said.title or found.title,
            outlet=said.outlet or found.outlet or beside.outlet,
            byline=said.byline or found.byline or beside.byline,
            published=said.published or found.published or beside.published,
            language=said.language or found.language or beside.language,
            url=said.url or found.url or beside.url,
        ),
        media=media,
        encoding=encoding,
        extractor=extractor,
        extractor_version=extractor_version,
        raw=raw,
        newlines=0,
        nul=0,
        surrogates=0,
    )


def _heading_of(blocks: list[Block]) -> str:
    """Return the heading that stands over an article: the first one, or the first paragraph's."""
    headings = [block for block in blocks if block.heading]
    if not headings:
        return ""
    first = headings[0]
    is_over_all = first is blocks[0] or first.heading < min(
        (block.heading for block in headings[1:]), default=7
    )
    return " ".join(first.text.split()) if is_over_all else ""


def _is_shown(title: str, blocks: list[Block]) -> bool:
    name = letters(title)
    return not name or any(letters(block.text) == name for block in blocks[:_TOP])


def _plain(
    found: Canonical, media: str, extractor: str, encoding: str | None, raw: bytes
) -> Intake:
    if not found.text.strip():
        raise _blank()
    zones = find_zones(found.text)
    return Intake(
        text=found.text,
        zones=zones,
        fields=read_fields(found.text, zones),
        media=media,
        encoding=encoding,
        extractor=extractor,
        extractor_version=__version__,
        raw=None if raw == found.text.encode() else raw,
        newlines=found.newlines,
        nul=found.nul,
        surrogates=found.surrogates,
    )


def _blank() -> UnreadableInputError:
    return UnreadableInputError("There is no text in it. Choose another file or paste a text.")
