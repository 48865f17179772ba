"""The words of a letter, and which of them are no part of it: what it quotes, and its signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.message import Message
from typing import Any

from annotator.formats.common.html_blocks import html_blocks
from annotator.problems import UserProblem
from annotator.text.blocks import Block
from annotator.text.decoding import EncodingNeededError, decode
from annotator.text.zone import Role

_LATIN = ("us-ascii", "ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "cp1252")
"""Names by which programs mean windows-1252, as mail programs know."""
_FEWEST_OF_HTML = 2
"""How many times the words of the plain body a page has to have to be preferred to it."""
_QUOTED = re.compile(r"[ \t]*>")
_SIGNATURE = re.compile(r"--[ \t]?$")
_ATTRIBUTION = re.compile(
    r"(?i)(?:on|am|le|el|il|em|w dniu|в|у)\b.{3,200}"
    r"(?:wrote|schrieb\b.{0,60}|a écrit|escribió|ha scritto|escreveu|napisał\(?a?\)?|пише|писав\w*"
    r"|написав\w*|написал\w*|пишет)\s*:?\s*$"
)
_ORIGINAL = re.compile(
    r"(?i)\s*-{2,}\s*(?:original message|ursprüngliche nachricht|message d'origine|mensaje original"
    r"|messaggio originale|исходное сообщение|оригінальне повідомлення)\s*-{2,}\s*$"
)
_FORWARDED = re.compile(
    r"(?i)-{2,}\s*(?:forwarded message|weitergeleitete nachricht)|begin forwarded"
)
_QUOTES = re.compile(r"(?i)(?:^|\s)(?:gmail_quote|gmail_attr|yahoo_quoted|moz-cite-prefix)(?:\s|$)")
_SIGNATURES = re.compile(r"(?i)(?:^|\s)(?:gmail_signature|moz-signature)(?:\s|$)")


def words_of(part: Message) -> str:
    """Return the text of a part, decoded as it says, or as can be told."""
    payload = part.get_payload(decode=True)
    data = (
        payload if isinstance(payload, bytes) else str(part.get_payload()).encode(errors="replace")
    )
    if not data.strip():
        return ""
    try:
        named = (part.get_content_charset() or "").lower()
    except (ValueError, LookupError, TypeError, AttributeError):
        named = ""
    for name in ("utf-8", "cp1252") if named in _LATIN else (named,):
        try:
            return data.decode(name) if name else _told(data)
        except (UnicodeDecodeError, LookupError, UserProblem, ValueError):
            continue
    try:
        return _told(data)
    except UserProblem:
        return data.decode("cp1252", "replace")


def _told(data: bytes) -> str:
    """Decode what does not say how.

    Raises:
        UserProblem: it is no text.
    """
    try:
        return decode(data).text
    except EncodingNeededError as needed:
        return data.decode(needed.guess or "cp1252", "replace")


def blocks_of(plain: str, html: str, *, flowed: bool) -> list[Block]:
    """Return the paragraphs of a letter: of its plain form, unless that says much less."""
    if html.strip():
        shown = html_blocks(html, _role_of)
        if _letters(plain) * _FEWEST_OF_HTML < sum(_letters(block.text) for block in shown):
            return shown
    return plain_blocks(_unflowed(plain) if flowed else plain)


def plain_blocks(text: str) -> list[Block]:
    """Return the paragraphs of a plain letter; what it quotes and its signature are boilerplate."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    roles = _roles(lines)
    blocks: list[Block] = []
    run: list[str] = []
    role: Role | None = None
    parted = True
    for line, now in [*zip(lines, roles, strict=True), ("", None)]:
        if run and (not line.strip() or now != role):
            # Another role on the next line alone is no new paragraph.
            blocks.append(Block(text="\n".join(run), role=role, tight=not parted))
            run, parted = [], False
        if line.strip():
            run.append(line.rstrip())
            role = now
        else:
            parted = True
    return blocks


def _roles(lines: Sequence[str]) -> list[Role | None]:
    roles: list[Role | None] = [None] * len(lines)
    own = False
    for at, line in enumerate(lines):
        if _QUOTED.match(line):
            roles[at] = "boilerplate"
            _mark_attribution(lines, roles, at)
        elif _SIGNATURE.fullmatch(line) and own and len(lines) - at <= 30:
            # What follows the dashes, up to a quotation, is the writer's card.
            for below in range(at, len(lines)):
                roles[below] = "boilerplate"
            break
        elif _ORIGINAL.match(line) and own:
            for below in range(at, len(lines)):
                roles[below] = "boilerplate"
            break
        own = own or (bool(line.strip()) and roles[at] is None)
    return roles


def _mark_attribution(lines: Sequence[str], roles: list[Role | None], quote: int) -> None:
    """Mark “On Monday somebody wrote:” above a quotation, on one line or two."""
    above = [at for at in range(max(0, quote - 4), quote) if lines[at].strip()][-2:]
    for first in above[::-1]:
        said = " ".join(lines[at] for at in above if at >= first)
        if roles[first] is None and _ATTRIBUTION.match(said.strip()):
            for at in above:
                if at >= first:
                    roles[at] = "boilerplate"
            return


def _unflowed(text: str) -> str:
    """Put lines together that end in a blank, as letters of the kind “flowed” do (RFC 3676)."""
    whole: list[str] = []
    goes_on, before = False, 0
    for line in text.replace("\r\n", "\n").split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        said = line[depth:].removeprefix(" ")
        if goes_on and depth == before and said != "-- ":
            whole[-1] += said
        else:
            whole.append(">" * depth + (" " if depth else "") + said)
        goes_on, before = said.endswith(" ") and said != "-- ", depth
    return "\n".join(whole)


def _role_of(element: Any) -> Role | None:
    """Tell what quotes, and what signs, in the HTML of the common mail programs."""
    name = element.get("class") or ""
    if element.tag == "blockquote" and (element.get("type") == "cite" or _QUOTES.search(name)):
        return "boilerplate"
    if _QUOTES.search(name):
        return None if _FORWARDED.search(element.text_content()[:300]) else "boilerplate"
    if _SIGNATURES.search(name) or element.get("id") == "divRplyFwdMsg":
        return "boilerplate"
    return None


def _letters(text: str) -> int:
    return len("".join(text.split()))
