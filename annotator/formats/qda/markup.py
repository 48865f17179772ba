"""The text of an HTML document, as a browser counts it, and as a person reads it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from html.parser import HTMLParser

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl",
        "dt",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
    }
)  # fmt: skip
"""Elements that begin a line and end one."""
_UNSEEN = frozenset({"script", "style", "head", "title", "template"})


@dataclass(slots=True)
class MarkedUp:
    """The text of a document.

    Attributes:
        raw: its text nodes, one after the other: what positions are counted in.
        text: the same with a line feed between blocks that have none between them.
    """

    raw: str
    text: str
    _breaks: list[int] = field(default_factory=list)
    """Where in ``raw`` line feeds were put in."""

    def first(self, position: int) -> int:
        """Give the place in ``text`` of what begins at a position of ``raw``."""
        return position + bisect_right(self._breaks, position)

    def after(self, position: int) -> int:
        """Give the place in ``text`` of what ends at a position of ``raw``."""
        return position + bisect_left(self._breaks, position)


def plain_text(markup: str) -> MarkedUp:
    """Read an HTML document; what is wrong in it is read as a browser does, as far as we can."""
    reader = _Reader()
    reader.feed(markup.replace("\r\n", "\n").replace("\r", "\n"))
    reader.close()
    return MarkedUp("".join(reader.raw), "".join(reader.text), reader.breaks)


class _Reader(HTMLParser):
    """Gathers text nodes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.raw: list[str] = []
        self.text: list[str] = []
        self.breaks: list[int] = []
        self._length = 0
        self._unseen = 0
        self._is_apart = False
        self._last = "\n"

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Note that a block begins."""
        del attrs
        self._is_apart |= tag in _BLOCKS
        self._unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        """Note that a block ends."""
        self._is_apart |= tag in _BLOCKS
        self._unseen -= tag in _UNSEEN and self._unseen > 0

    def handle_data(self, data: str) -> None:
        """Take a text node."""
        if self._unseen or not data:
            return
        if self._is_apart and self._last != "\n" and data[0] != "\n":
            self.breaks.append(self._length)
            self.text.append("\n")
        self._is_apart = False
        self._last = data[-1]
        self._length += len(data)
        self.raw.append(data)
        self.text.append(data)
