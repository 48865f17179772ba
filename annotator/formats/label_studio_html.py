"""The text of a page in a task, for regions that are found again by what they say."""

from __future__ import annotations

import re

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption",
        "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
        "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
    }
)  # fmt: skip
_SILENT = frozenset({"script", "style", "noscript", "template", "head"})
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_ENDS = re.compile(r" *\n[ \n]*")
_NO_XML = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")


def text_of_html(page: str) -> str:
    """Give a page's text, each block in a line of its own; what no reader sees is left out."""
    from lxml import etree, html  # noqa: PLC0415 - few files hold pages

    try:
        parser = html.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8")
        tree = html.document_fromstring(_NO_XML.sub("\ufffd", page).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return ""
    parts: list[str] = []
    silent = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            if not silent:
                parts.append(_BLANKS.sub(" ", element.tail or ""))
            continue
        block = "\n" if element.tag in _BLOCKS else ""
        if event == "start":
            silent += element.tag in _SILENT
            parts.append(block)
            if not silent:
                parts.append(_BLANKS.sub(" ", element.text or ""))
        else:
            silent -= element.tag in _SILENT
            parts.append(block)
            if not silent:
                parts.append(_BLANKS.sub(" ", element.tail or ""))
    return _ENDS.sub("\n", re.sub(" +", " ", "".join(parts))).strip()
