"""The paragraphs of a piece of HTML with all that it shows: nothing is searched for an article.

Word documents, Markdown and letters are articles as a whole; pages of the web, which are not, go
through `annotator.text.html`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from annotator.text.blocks import Block
from annotator.text.zone import Role

RoleOf = Callable[[Any], Role | None]
"""Tells what an element, with all that lies in it, is in the article; None if it does not say."""

_APART = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
        "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
_UNSEEN = frozenset(
    {"head", "iframe", "map", "noscript", "object", "script", "select", "style", "svg", "template",
     "textarea", "title", "video", "audio"}
)  # fmt: skip
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r"[ ]*\n[ ]*")
_HEADING = re.compile(r"h[1-6]$")
_BACK = re.compile(r"#(?:foot|end)note-ref-")
"""Links from a note at the end back to where it is called, as mammoth makes them."""
_LONGEST_CELL = 400
"""Code points of a cell; a table with a longer one is no table, but the layout of a page."""
_DEEPEST_LIST = 8


def html_blocks(html: str, role_of: RoleOf = lambda _: None) -> list[Block]:
    """Return the paragraphs that a piece of HTML shows; nothing of it is fetched or run.

    Items of lists begin with “- ” or their number, rows of tables have “ | ” between their cells.
    """
    from lxml import etree  # noqa: PLC0415 - only where there is HTML
    from lxml import html as reader  # noqa: PLC0415 - see above

    if not html.strip():
        return []
    # A NUL would end the text for the parser, and no encoding may be declared in a str.
    safe = re.sub(r"^\s*<\?xml[^>]*>", "", html.replace("\0", "\ufffd"), count=1)
    safe = safe.encode("utf-8", "replace").decode()
    try:
        # Else what lies deeper than 256 elements would be lost; it is in memory already.
        parser = reader.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
        root = reader.document_fromstring(safe, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    return _Walk(role_of).blocks(root)


class _Walk:
    """Walks a tree without recursion: trees may be deep."""

    def __init__(self, role_of: RoleOf) -> None:
        self._role_of = role_of
        self._blocks: list[Block] = []
        self._line: list[str] = []
        self._marker = ""
        self._tight = False
        self._roles: list[Role | None] = [None]
        self._lists: list[int | None] = []
        """For each list that is open the number of its next item, None if it has no numbers."""
        self._pre = 0
        self._heading = 0

    def blocks(self, root: Any) -> list[Block]:
        """Return the paragraphs of an element."""
        pending: list[tuple[Any, bool]] = [(root, False)]
        while pending:
            element, closing = pending.pop()
            if closing:
                self._leave(element)
                if element is not root:
                    self._say(element.tail)
                continue
            pending.append((element, True))
            if self._enter(element):
                self._say(element.text)
                pending += ((child, False) for child in reversed(element))
        self._end()
        return self._blocks

    def _enter(self, element: Any) -> bool:
        """Begin an element; tell whether to go into it."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _UNSEEN or _HIDDEN.search(element.get("style") or ""):
            return False
        if tag == "a" and _BACK.match(element.get("href") or ""):
            return False
        if tag == "br":
            self._line.append("\n")
            return False
        if tag not in _APART:
            return True
        self._end()
        self._roles.append(self._role_of(element) or self._roles[-1])
        if tag == "table" and not _is_layout(element):
            self._table(element)
            return False
        self._begin(tag, element)
        return True

    def _begin(self, tag: str, element: Any) -> None:
        """Take note of what the next paragraphs are."""
        if tag in ("ul", "ol"):
            if not self._lists:
                self._tight = False
            self._lists.append(_first_number(element) if tag == "ol" else None)
        elif tag == "li":
            self._item()
        elif tag == "pre":
            self._pre += 1
        elif _HEADING.match(tag):
            self._heading = int(tag[1])
        elif tag in ("figcaption", "caption"):
            self._roles[-1] = self._roles[-1] or "caption"

    def _leave(self, element: Any) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag not in _APART or _HIDDEN.search(element.get("style") or ""):
            return
        self._end()
        self._roles.pop()
        if tag in ("ul", "ol"):
            self._lists.pop()
        elif tag == "li":
            self._marker = ""
        elif tag == "pre":
            self._pre -= 1
        if _HEADING.match(tag):
            self._heading = 0

    def _item(self) -> None:
        depth = min(len(self._lists), _DEEPEST_LIST)
        number = self._lists[-1] if self._lists else None
        if number is None:
            mark = "- "
        else:
            mark = f"{number}. "
            self._lists[-1] = number + 1
        self._marker = "  " * max(depth - 1, 0) + mark

    def _say(self, text: str | None) -> None:
        if text:
            # A line end in the HTML is a blank; what stands for one is a “br”.
            self._line.append(text if self._pre else _BLANKS.sub(" ", text))

    def _end(self) -> None:
        """End a paragraph."""
        said = "".join(self._line)
        self._line.clear()
        words = said.strip("\n") if self._pre else _AROUND_BREAK.sub("\n", _once(said)).strip()
        if not words.strip():
            return
        is_item = bool(self._marker)
        self._blocks.append(
            Block(
                text=self._marker + words,
                role=self._roles[-1],
                tight=is_item and self._tight,
                heading=self._heading,
                listed=bool(self._lists),
            )
        )
        self._marker = ""
        self._tight = bool(self._lists)

    def _table(self, table: Any) -> None:
        role, first = self._roles[-1], True
        for row in table.iter("tr", "caption"):
            if row.tag == "caption":
                self._blocks += [replace(one, role="caption") for one in _inside(row)]
                continue
            cells = [" ".join(_words(one) for one in _inside(cell)) for cell in row]
            if any(cells):
                line = " | ".join(cells).strip()
                self._blocks.append(Block(text=line, role=role, tight=not first, listed=True))
                first = False


def _inside(element: Any) -> list[Block]:
    return _Walk(lambda _: None).blocks(element)


def _words(block: Block) -> str:
    return " ".join(block.text.split("\n"))


def _once(text: str) -> str:
    """Write blanks that follow each other, from several elements, as one."""
    return re.sub(r" {2,}", " ", text)


def _is_layout(table: Any) -> bool:
    """Tell whether a table only places parts of a page: letters are often laid out so."""
    if next(table.iterdescendants("table"), None) is not None:
        return True
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    if all(len(row) < 2 for row in rows):
        return True
    return any(len(cell.text_content()) > _LONGEST_CELL for row in rows for cell in row)


def _first_number(element: Any) -> int:
    said = element.get("start") or ""
    return int(said) if re.fullmatch(r"\d{1,6}", said) else 1
