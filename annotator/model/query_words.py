"""Which words of a query can be looked up in an index of words, and whether a text holds them.

The index (FTS5, ``unicode61``) keeps runs of letters and digits without case and accents. What it
has no words for (emoji, signs of currency, scripts that put no spaces between words) is looked for
in the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from annotator.model.query import Group, Near, Node, Term, Without
from annotator.text.finding import find_all

_TOKEN = re.compile(r"[^\W_]+")
_SIGNS = "$%#@+"
"""Signs of ASCII that count where they stand at a word."""
_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Thai, Lao, Burmese, Khmer, kana, Han: a run of letters is not a word."""


def is_indexed(term: Term) -> bool:
    """Tell whether an index of words can answer for a term, all of it."""
    if term.text.isascii():
        return not any(sign in term.text for sign in _SIGNS)
    if _WITHOUT_SPACES.search(term.text):
        return False
    return not any(
        unicodedata.category(one)[0] == "S" or one in _SIGNS or one == "\u200d" for one in term.text
    )


def tokens(text: str) -> list[str]:
    """Give the words of a text as the index keeps them, without case and accents."""
    return _TOKEN.findall(folded(text))


def folded(text: str) -> str:
    """Take case and accents away; lengths change."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in apart if not unicodedata.combining(one))


def found_in(text: str, term: Term) -> list[tuple[int, int]]:
    """Find a term in a text as it is written, without an index (code points)."""
    return find_all(text, term.text, whole_words=not term.prefix)


def holds(text: str, node: Node) -> bool:
    """Tell whether a short text, as the words of an annotation, is what a query asks for."""
    return _holds(text, tokens(text), node)


def positive(node: Node | None) -> Iterator[Term | Near]:
    """Walk the terms that are to be found, without those that must not be there."""
    if isinstance(node, Term | Near):
        yield node
    elif isinstance(node, Group):
        for part in node.parts:
            yield from positive(part)


def _holds(text: str, words: list[str], node: Node) -> bool:
    match node:
        case Term():
            if not is_indexed(node):
                return bool(found_in(text, node))
            return any(True for _ in _places(words, node))
        case Near():
            return _are_near(words, node)
        case Without():
            return not _holds(text, words, node.part)
        case Group():
            found = (_holds(text, words, part) for part in node.parts)
            return any(found) if node.any else all(found)


def _places(words: list[str], term: Term) -> Iterator[tuple[int, int]]:
    """Walk the runs of words that are a term's."""
    wanted = tokens(term.text)
    count = len(wanted)
    if not count:
        return
    for at in range(len(words) - count + 1):
        run = words[at : at + count]
        if run == wanted or (
            term.prefix and run[:-1] == wanted[:-1] and run[-1].startswith(wanted[-1])
        ):
            yield at, at + count


def _are_near(words: list[str], near: Near) -> bool:
    places = [list(_places(words, term)) for term in near.terms]
    if not all(places):
        return False
    for first, last in places[0]:
        # The span that holds all of them must have no more than so many words besides theirs.
        nearest = [min(found, key=lambda one: abs(one[0] - first)) for found in places[1:]]
        start = min([first, *(one[0] for one in nearest)])
        end = max([last, *(one[1] for one in nearest)])
        used = (last - first) + sum(one[1] - one[0] for one in nearest)
        if end - start - used <= near.within:
            return True
    return False
