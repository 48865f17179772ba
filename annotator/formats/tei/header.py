"""What a TEI document says of itself: title, author, where and when it appeared."""

from __future__ import annotations

from lxml import etree

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def known(document: etree._Element) -> dict[str, str | None]:
    """Give what is known of a document, as arguments of `Given`.

    What the text was taken from says more of an article than what the file is, but for its title
    and its author.
    """
    header = _child(document, "teiHeader")
    if header is None:
        return {}
    file = _child(header, "fileDesc")
    statement = _child(file, "titleStmt")
    source, published = _child(file, "sourceDesc"), _child(file, "publicationStmt")
    date = _first((source, published), "date")
    return {
        "title": _words(_first((statement, source), "title")),
        "byline": _words(_first((statement, source), "author")),
        "outlet": _words(_first((source, published), "publisher")),
        "published": None if date is None else date.get("when") or _words(date),
        "url": _address((source, published)),
        "language": _language(document, header),
    }


def responsible(document: etree._Element, identity: str) -> str | None:
    """Name who is responsible under an ``xml:id`` of the header."""
    header = _child(document, "teiHeader")
    for one in () if header is None else header.iter("{*}*"):
        if one.get("{http://www.w3.org/XML/1998/namespace}id") == identity:
            for name in ("name", "persName", "orgName"):
                found = _words(_first((one,), name))
                if found:
                    return found
            return _words(one)
    return None


def _address(places: tuple[etree._Element | None, ...]) -> str | None:
    for place in places:
        for one in () if place is None else place.iter("{*}idno", "{*}ptr", "{*}ref"):
            found = (one.get("target") or _words(one) or "").strip()
            if found.startswith(("http://", "https://")):
                return found
    return None


def _language(document: etree._Element, header: etree._Element) -> str | None:
    used = _first((header,), "language")
    if used is not None and (found := used.get("ident")):
        return str(found)
    for one in (_child(document, "text"), document):
        if one is not None and (found := one.get(_LANGUAGE)):
            return str(found)
    return None


def _child(element: etree._Element | None, name: str) -> etree._Element | None:
    return None if element is None else element.find(f"{{*}}{name}")


def _first(places: tuple[etree._Element | None, ...], name: str) -> etree._Element | None:
    for place in places:
        found = None if place is None else place.find(f".//{{*}}{name}")
        if found is not None:
            return found
    return None


def _words(element: etree._Element | None) -> str | None:
    """Give an element's text in one line."""
    return None if element is None else " ".join("".join(element.itertext()).split()) or None
