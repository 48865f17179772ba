"""Find what stands above an article: headline, deck, byline, dateline, and a lost caption."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from annotator.text.zone import Role
from annotator.text.zone_bylines import author, is_name
from annotator.text.zone_datelines import is_dateline
from annotator.text.zone_line import Line, is_sentence, letters

_HEAD: Final = 16  # lines in which all of it is looked for
_LONGEST_HEADLINE: Final = 200  # code points
_LONGEST_DECK: Final = 450
_LONGEST_FRAGMENT: Final = 120
_LONG_PARAGRAPH: Final = 120  # longer than a line of a text that was wrapped by hand
_SHORTEST_NAME: Final = 12  # letters and digits: two such lines with the same ones are one headline

_INITIALS: Final = re.compile(r"\b\w\.\w\.$")


def take_head(lines: Sequence[Line], found: list[Role], title: str | None) -> None:
    """Change in ``found`` what stands above the article and is taken for body so far."""
    head = [at for at in range(min(_HEAD, len(lines))) if found[at] != "boilerplate"]
    headline = _headline(lines, found, head, title)
    for at in headline:
        found[at] = "headline"
    if headline:
        _take_repeated(lines, found, lines[headline[-1]].text)
        above = head[: head.index(headline[0])]
        for at in above:
            if found[at] == "body":
                found[at] = _meta(lines[at].text) or "body"
        head = head[len(above) + len(headline) :]
    for index, at in enumerate(head):
        if found[at] != "body":
            continue
        role = _meta(lines[at].text)
        if headline and role is None:
            before = found[head[index - 1]] if index else "headline"
            role = _role(lines, head[index : index + 3], found, before)
        if role is None:
            break
        found[at] = role


def _headline(
    lines: Sequence[Line], found: Sequence[Role], head: Sequence[int], title: str | None
) -> list[int]:
    """Return where the headline is: the line that is the title, else a first line that looks so."""
    name = letters(title or "")
    for at in head if name else ():
        shown = letters(lines[at].text[: len(name) * 2])
        if shown == name or (len(shown) >= _SHORTEST_NAME and name.startswith(shown)):
            return [at]
    first, *others = [at for at in head[:2] if found[at] == "body"] or [len(lines)]
    if not _could_be_headline(lines, first):
        return []
    labels = others and _words(lines[first].text) <= 2 and _words(lines[others[0]].text) >= 5
    if labels and _could_be_headline(lines, others[0]):  # "World", and the headline below it
        return [first, others[0]]
    return [first]


def _could_be_headline(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line is a title by its look: no sentence, with longer sentences below."""
    below = lines[at + 1 : at + _HEAD]
    if not below or _meta(lines[at].text):
        return False
    text, gap = lines[at]
    ends = text.endswith((",", ";", ":")) or (
        is_sentence(text) and not text.endswith(("?", "!", "…")) and not _INITIALS.search(text)
    )
    goes_on = not gap and below[0].text[0].islower()
    if len(text) > _LONGEST_HEADLINE or ends or goes_on:
        return False
    if gap:
        return any(size > len(text) for size in _sentence_sizes(below))
    return any(len(line.text) >= _LONG_PARAGRAPH and is_sentence(line.text) for line in below)


def _sentence_sizes(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the size of every paragraph that ends as a sentence does, wrapped by hand or not."""
    size = 0
    for line in lines:
        size += len(line.text)
        if is_sentence(line.text):
            yield size
        if line.gap:
            size = 0


def _take_repeated(lines: Sequence[Line], found: list[Role], headline: str) -> None:
    """Mark every line that says the headline again."""
    name = letters(headline)
    for at, line in enumerate(lines):
        if found[at] != "body" or len(line.text) > _LONGEST_HEADLINE:
            continue
        if line.text == headline or (len(name) >= _SHORTEST_NAME and letters(line.text) == name):
            found[at] = "headline"


def _role(
    lines: Sequence[Line], nearest: Sequence[int], found: Sequence[Role], before: Role
) -> Role | None:
    """Return the role of the first of a few lines under a headline; None where the article begins.

    ``before`` is the role of the line in front; date and byline are known already.
    """
    text, below = lines[nearest[0]].text, nearest[1:]
    above_meta = bool(below) and (
        found[below[0]] == "headline"
        or _meta(lines[below[0]].text) is not None
        or (is_name(lines[below[0]].text) and _meta(lines[below[-1]].text) is not None)
    )
    if is_name(text) and (above_meta or before in {"byline", "dateline"}):
        return "byline"
    if above_meta and len(text) <= _LONGEST_DECK:
        return "deck"
    if is_sentence(text) or len(text) > _LONGEST_FRAGMENT or not _is_alone(lines, nearest):
        return None
    return _fragment(text, before)


def _fragment(text: str, before: Role) -> Role:
    """Return the role of a few words between headline and article: mostly a caption."""
    if text.endswith(","):
        return "caption"
    if text.endswith((":", ";")) or _words(text) < 3 or text.istitle() or text.isupper():
        return "body"
    return "deck" if before == "headline" and _words(text) >= 8 else "caption"


def _is_alone(lines: Sequence[Line], nearest: Sequence[int]) -> bool:
    """Tell whether a line is a paragraph, not a line of a list or of a text wrapped by hand."""
    if len(nearest) == 1:
        return False
    below = lines[nearest[1]]
    return is_sentence(below.text) and (lines[nearest[0]].gap or len(below.text) >= _LONG_PARAGRAPH)


def _meta(line: str) -> Role | None:
    if is_dateline(line):
        return "dateline"
    return "byline" if author(line) else None


def _words(line: str) -> int:
    return len(line.split())
