"""The words of a piece of HTML, paragraphs parted by blank lines: bodies of feeds and of notes."""

from __future__ import annotations

import re
from typing import Any

_APART = frozenset(
    {
        "address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "figcaption",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main",
        "nav", "ol", "p", "pre", "section", "table", "ul",
    }
)  # fmt: skip
_LINES = frozenset({"br", "li", "tr"})
_UNSEEN = frozenset({"script", "style", "template", "noscript", "iframe", "object", "head"})
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_AROUND = re.compile(r"[ ]*\n[ ]*")
_GAP = re.compile(r"\n{2,}")


def words_of_html(html: str) -> str:
    """Give what a piece of HTML shows as text; nothing of it is fetched or run."""
    from lxml import etree  # noqa: PLC0415 - only where there is HTML
    from lxml import html as reader  # noqa: PLC0415 - see above

    if not html.strip():
        return ""
    # A NUL would end the text for the parser, and no encoding may be declared in a str.
    safe = re.sub(r"^\s*<\?xml[^>]*>", "", html.replace("\0", "\ufffd"), count=1)
    safe = safe.encode("utf-8", "replace").decode()
    try:
        # Else what lies deeper than 256 elements would be lost; it is in memory already.
        parser = reader.HTMLParser(huge_tree=True)
        root = reader.fragment_fromstring(safe, create_parent="div", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    parts: list[str] = []
    _walk(root, parts)
    text = _AROUND.sub("\n", "".join(parts))
    return _GAP.sub("\n\n", text).strip()


def _walk(root: Any, parts: list[str]) -> None:
    """Gather the text of an element's tree, without recursion: trees may be deep."""
    pending: list[tuple[Any, bool]] = [(root, False)]
    while pending:
        element, closing = pending.pop()
        tag = element.tag if isinstance(element.tag, str) else None
        if closing:
            if tag in _APART:
                parts.append("\n\n")
            parts.append(_BLANKS.sub(" ", element.tail or "") if element is not root else "")
            continue
        pending.append((element, True))
        if tag is None or tag in _UNSEEN:
            continue
        if tag in _APART or tag in _LINES:
            parts.append("\n\n" if tag in _APART else "\n")
        parts.append(_BLANKS.sub(" ", element.text or ""))
        pending += ((child, False) for child in reversed(element))
