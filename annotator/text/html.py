"""Take the article out of a web page."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from annotator.problems import UnreadableInputError
from annotator.text.canonical import canonical
from annotator.text.html_captions import find_captions, text_of, with_captions, with_zone
from annotator.text.html_encoding import decode_html
from annotator.text.html_moment import published_moment
from annotator.text.paragraphs import paragraphs
from annotator.text.plain import Fields, read_fields
from annotator.text.zone_line import is_sentence, letters
from annotator.text.zones import Zone, find_zones

_XML_DECLARATION: Final = r"\s*<\?xml[^>]*>"
_LANGUAGE: Final = r"([A-Za-z]{2,3})(?![A-Za-z])"
_ITEM: Final = ("- ", "|")  # how the library begins items of lists and rows of tables
_FEWEST_CHARACTERS: Final = 200  # of an article without any sentence

# Names that sites give to the paragraph between headline and article, and its length.
_DECK: Final = (
    r"(?i)(?<![a-z])(?:standfirst|dek|deck|sub-?head(?:line)?|sub-?title|lead-in|chapo|chapeau|vorspann"
    r"|entradilla|bajada|sottotitolo|zajawka|anons)(?![a-z])"
)
_DECK_LENGTH: Final = range(30, 451)  # code points


class Extracted(NamedTuple):
    """The article of a web page, and what the page says of it."""

    text: str
    fields: Fields
    zones: tuple[Zone, ...]
    extractor: str
    version: str


def read_html(data: bytes, *, encoding: str | None = None, url: str | None = None) -> Extracted:
    """Return the article of a web page; nothing is ever fetched.

    The text is canonical: paragraphs parted by blank lines, the headline first (once), then the
    deck, if the page has them. ``url`` is where the page came from. Raises what
    `annotator.text.html_encoding.decode_html` raises, and UnreadableInputError if the page holds no
    article.
    """
    return extract(decode_html(data, encoding).text, url=url)


def extract(page: str, *, url: str | None = None) -> Extracted:
    """Return the article of a web page that is decoded already; see `read_html`."""
    trafilatura = _trafilatura()
    tree = _tree(trafilatura, page)
    captions = [] if tree is None else find_captions(tree)
    document = None if tree is None else _document(trafilatura, tree, url)
    lines = [line.strip() for line in document.text.split("\n")] if document else []
    is_article = any(map(is_sentence, lines)) or sum(map(len, lines)) >= _FEWEST_CHARACTERS
    if document is None or not is_article:
        raise UnreadableInputError(
            "No article was found on this page. Open it in a browser, select the article and paste "
            "it as text."
        )
    headline = _headline(tree, document.title)
    deck = _deck(tree, headline)
    top = [line for line in (headline, deck) if line]
    text = canonical(_composed(top, lines, document.sitename or "")).text
    zones = find_zones(text, title=headline)
    if deck:
        zones = with_zone(zones, *paragraphs(text)[2 * len(top) - 2], "deck")
    fields = _fields(document, tree, read_fields(text, zones))
    text, zones = with_captions(text, zones, captions)
    return Extracted(text, fields, zones, "trafilatura", trafilatura.__version__)


@cache
def _trafilatura() -> Any:
    """Return the extraction library, kept from logging: what matters is said by our errors."""
    import trafilatura  # noqa: PLC0415 - 150 ms, needed for web pages alone

    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return trafilatura


def _tree(trafilatura: Any, page: str) -> Any:
    """Return the parsed page, None if it is no page; its root is always ``html``."""
    from lxml.html import document_fromstring  # noqa: PLC0415 - the library above needs it, too

    tree = trafilatura.load_html(re.sub(_XML_DECLARATION, "", page, count=1))
    if tree is None or tree.tag == "html":
        return tree
    root = document_fromstring("<html><body></body></html>")
    root.body.append(tree)
    return root


def _document(trafilatura: Any, tree: Any, url: str | None) -> Any:
    with warnings.catch_warnings():  # of odd time zones in dates and the like
        warnings.simplefilter("ignore")
        return trafilatura.bare_extraction(
            tree,
            url=url,
            with_metadata=True,
            include_comments=False,
            # Dates that the page names only: the extensive search takes any it finds in the text.
            date_extraction_params={"original_date": True, "extensive_search": False},
        )


def _headline(tree: Any, title: str | None) -> str | None:
    """Return the title as the page shows it: in the page's head it often names the site, too."""
    known = letters(title or "")
    for heading in tree.iter("h1"):
        shown = text_of(heading)
        if letters(shown) and known.startswith(letters(shown)):
            return shown
    return title


def _deck(tree: Any, headline: str | None) -> str | None:
    """Return the paragraph between headline and article, known by the names sites give to it."""
    for element in tree.iter("p", "div", "h2", "h3", "span"):
        if re.search(_DECK, element.get("class") or ""):
            shown = text_of(element)
            if len(shown) in _DECK_LENGTH and letters(shown) != letters(headline or ""):
                return shown
    return None


def _composed(top: Sequence[str], lines: Sequence[str], outlet: str) -> str:
    """Return the paragraphs of the article below those of its top, which are not repeated.

    The name of the outlet, alone on a line, is its logo and left out.
    """
    known = {letters(line) for line in (*top, outlet)}
    text = "\n\n".join(top)
    before = ""
    for line in lines:
        if not line or letters(line) in known:
            continue
        together = line.startswith(_ITEM) and before.startswith(_ITEM)
        text += ("\n" if together else "\n\n") + line
        before = line
    return text.strip()


def _fields(document: Any, tree: Any, read: Fields) -> Fields:
    """Return what the page declares, else what can be read from its text."""
    declared = re.match(_LANGUAGE, tree.get("lang") or "")
    return Fields(
        title=read.title,
        outlet=document.sitename or None,
        byline=document.author or read.byline,
        published=published_moment(tree, document.date) or read.published,
        language=declared[1].lower() if declared else read.language,
        url=document.url or read.url,
    )
