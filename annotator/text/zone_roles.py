"""Give every line of a news page its role, by its words and by where it stands.

Wrongly greying a part of the article is the worse error, so a line is body unless something speaks
clearly against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from annotator.text.zone import Role
from annotator.text.zone_bylines import is_credits
from annotator.text.zone_captions import is_caption
from annotator.text.zone_datelines import is_dateline
from annotator.text.zone_furniture import appeal_strength, heads_links, is_furniture
from annotator.text.zone_head import take_head
from annotator.text.zone_line import Line, is_sentence

_LONGEST_LINK: Final = 160  # code points
_LINKS: Final = 8  # lines of links in a row
_SURE: Final = 2  # ways to appeal


def roles(lines: Sequence[Line], title: str | None = None) -> list[Role]:
    """Return the role of every line; ``title`` is what the page is known to be called."""
    found = [_by_its_words(line.text) for line in lines]
    _take_links(lines, found)
    _take_tail(lines, found)
    take_head(lines, found, title)
    if "body" not in found:  # furniture around nothing is no furniture
        return ["body" if role == "boilerplate" else role for role in found]
    return found


def _by_its_words(line: str) -> Role:
    if is_furniture(line):
        return "boilerplate"
    if is_caption(line):
        return "caption"
    return "byline" if is_credits(line) else "body"


def _take_links(lines: Sequence[Line], found: list[Role]) -> None:
    """Mark the links under lines such as "Read also:"."""
    left = 0
    for at, line in enumerate(lines):
        if found[at] == "boilerplate" and heads_links(line.text):
            left = _LINKS
        elif left and found[at] == "body" and _could_be_link(lines, at):
            found[at] = "boilerplate"
            left -= 1
        else:
            left = 0


def _take_tail(lines: Sequence[Line], found: list[Role]) -> None:
    """Mark what follows the article: appeals, furniture, and the links between them.

    A paragraph that appeals in one way only may be the end of an opinion, unless more stands above.
    """
    first, links, strength = len(lines), 0, 0
    for at in range(len(lines) - 1, 0, -1):
        line = lines[at].text
        if found[at] == "body" and is_dateline(line):
            found[at] = "dateline"
        elif found[at] == "boilerplate":
            first, links, strength = at, 0, 0
        elif found[at] == "body" and (appeal := appeal_strength(line)):
            strength += appeal
            if strength >= _SURE:
                first, links = at, 0
        elif found[at] == "body":
            links += 1
            if links > _LINKS or not _could_be_link(lines, at):
                break
    for at in range(first, len(lines)):
        if found[at] == "body":
            found[at] = "boilerplate"


def _could_be_link(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line is short, no sentence, and does not go on in the next."""
    line = lines[at]
    goes_on = not line.gap and at + 1 < len(lines) and lines[at + 1].text[0].islower()
    return len(line.text) <= _LONGEST_LINK and not is_sentence(line.text) and not goes_on
