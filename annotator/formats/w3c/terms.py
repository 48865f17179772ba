"""The words of the W3C context, and our own for what it has none for."""

from __future__ import annotations

from typing import Any, Final

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
SHA: Final = "urn:sha256:"
"""Names a text by the sha256 of its UTF-8."""
UUID: Final = "urn:uuid:"

_OWN = "urn:x-annotator:"
_JSON = ("attributes", "zones", "states", "none", "verdicts", "comments")
_IDS = ("madeFrom", "articles")

CONTEXTS: Final[list[Any]] = [
    CONTEXT,
    {"@version": 1.1, "annotator": _OWN}
    | {f"annotator:{key}": {"@id": f"{_OWN}{key}", "@type": "@json"} for key in _JSON}
    | {f"annotator:{key}": {"@id": f"{_OWN}{key}", "@type": "@id"} for key in _IDS},
]
"""What the file says its words mean: those of the W3C, and ours below ``annotator:``."""
ARTICLES: Final = "annotator:articles"
"""The key of the articles without annotations."""

ABOUT: Final = {
    "title": "dc:title",
    "outlet": "dc:publisher",
    "byline": "dc:creator",
    "published": "dc:date",
    "language": "language",
    "url": "schema:url",
    "reference": "dc:identifier",
}
"""What is known of an article, by our name for it, as a text's description says it."""
OWN_ABOUT: Final = ("zones", "states", "none", "verdicts", "comments")
