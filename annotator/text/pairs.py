"""Match opening with closing quotes and brackets."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

_BRACKETS: Final = {
    "(": ")",
    "[": "]",
    "{": "}",
    "（": "）",
    "［": "］",
    "【": "】",
    "《": "》",
    "〈": "〉",
}
_QUOTES: Final = ('"“”„‟〝〞＂', "'‘’‚‛＇", "«»", "‹›", "「」", "『』")
_CLOSING: Final = frozenset("”〞’»›」』")

PAIRED: Final = "".join(_QUOTES) + "".join(_BRACKETS) + "".join(_BRACKETS.values())

_FAMILY: Final = {
    mark: family for family in (*_QUOTES, *map("".join, _BRACKETS.items())) for mark in family
}
_MARK: Final = re.compile(f"[{re.escape(PAIRED)}]")


def pairs(text: str, start: int, end: int) -> dict[int, int]:
    """Return the partner's position of every matched quote and bracket in a span, both ways.

    Brackets go by their shape. A quote goes by what stands around it, since German closes with the
    English opening quote, Swedish opens with the closing one, and typewriters know but one; where
    that does not tell, an open quote is closed first. Apostrophes inside words are no quotes.
    """
    partner: dict[int, int] = {}
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for found in _MARK.finditer(text, start, end):
        position, mark = found.start(), found.group()
        stack = waiting[_FAMILY[mark]]
        if mark in _BRACKETS:
            opens = True
        elif mark in _BRACKETS.values():
            opens = False
        else:
            after_word = text[max(position - 1, 0) : position].isalnum()
            before_word = text[position + 1 : position + 2].isalnum()
            if after_word and before_word:
                continue
            opens = before_word if after_word != before_word else not stack and mark not in _CLOSING
        if opens:
            stack.append(position)
        elif stack:
            opening = stack.pop()
            partner[opening], partner[position] = position, opening
    return partner
