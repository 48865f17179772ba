"""Examples of a label that come from the articles of a project."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model.mark import Fragment
from annotator.model.scheme import Examples, Scheme
from annotator.problems import UserProblem
from annotator.text.sentences import sentence_at

_LONGEST = 400
"""Code points of a sentence that is taken whole; of a longer one, what stands around the span."""
_AROUND = 120
"""Code points that are left on either side then, to the next end of a word."""
_OPEN, _CLOSE = "[[", "]]"


def example(text: str, fragments: Sequence[Fragment], language: str | None) -> str:
    """Write the sentence around a span, the span between ``[[`` and ``]]``, in one line.

    Raises:
        UserProblem: the sentence has such brackets of its own.
    """
    first, last = fragments[0][0], fragments[-1][1]
    start = min(sentence_at(text, first, language)[0], first)
    end = max(sentence_at(text, last - 1, language)[1], last)
    before = after = ""
    if end - start > _LONGEST:
        if first - start > _AROUND:
            start, before = _word_at(text, first - _AROUND), "… "
        if end - last > _AROUND:
            end, after = _word_at(text, last + _AROUND), " …"
    if _OPEN in text[start:end] or _CLOSE in text[start:end]:
        raise UserProblem(
            "This sentence has double brackets of its own, so that a span in it cannot be shown. "
            "Take another one for an example."
        )
    pieces: list[str] = []
    at = start
    for open_at, close_at in fragments:
        pieces += [text[at:open_at], _OPEN, text[open_at:close_at], _CLOSE]
        at = close_at
    words = "".join([*pieces, text[at:end]])
    return f"{before}{' '.join(words.split())}{after}"


def with_example(scheme: Scheme, key: str, words: str, *, positive: bool) -> Scheme:
    """Add an example to a label, once, and take it from the other list if it is there.

    Returns:
        The same scheme if it is there already.

    Raises:
        UnknownNameError: there is no such label.
    """
    label = scheme.label(key)
    mine, theirs = label.examples.tag, label.examples.leave
    if not positive:
        mine, theirs = theirs, mine
    if words in mine:
        return scheme
    mine, theirs = (*mine, words), tuple(one for one in theirs if one != words)
    examples = Examples(tag=mine, leave=theirs) if positive else Examples(tag=theirs, leave=mine)
    changed = label.model_copy(update={"examples": examples})
    labels = tuple(changed if one.key == key else one for one in scheme.labels)
    return scheme.model_copy(update={"labels": labels, "version": scheme.version + 1})


def _word_at(text: str, position: int) -> int:
    """Find the next white space from a position, so that no word is cut."""
    while position < len(text) and not text[position].isspace():
        position += 1
    return position
