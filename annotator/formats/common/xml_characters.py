"""Characters that XML 1.0 cannot hold: written as U+FFFD one for one, and found again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from annotator.formats.common.records_within.written import TEXTS
from annotator.model.records import ArticleRecord, Loss, LossKind

FOREIGN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, not even as a number."""
_INSTEAD = "\ufffd"

CONTROL = LossKind(
    "other", "Control characters",
    "written as “\ufffd”, one for one, as XML cannot hold them; Annotator reads them back",
    "changed",
)  # fmt: skip


def holdable(text: str) -> str:
    """Give a text with U+FFFD in place of each character that XML cannot hold."""
    return FOREIGN.sub(_INSTEAD, text)


def replaced(text: str) -> list[list[int]]:
    """List what `holdable` replaces: each a position and a code point."""
    return [[found.start(), ord(found.group())] for found in FOREIGN.finditer(text)]


def restored(text: str, changes: Iterable[Sequence[int]]) -> str:
    """Put characters back that were replaced; where no U+FFFD stands now, nothing is put.

    Args:
        text: the text as it was written.
        changes: what `replaced` listed; anything else is passed over.
    """
    characters: list[str] | None = None
    for at, code in (one for one in changes if len(one) == 2):
        if 0 <= at < len(text) and text[at] == _INSTEAD and FOREIGN.match(_character(code)):
            characters = characters or list(text)
            characters[at] = _character(code)
    return text if characters is None else "".join(characters)


def _character(code: int) -> str:
    return chr(code) if 0 <= code <= 0xFFFF else ""


def replaced_in(article: ArticleRecord) -> Iterator[Loss]:
    """Tell of characters that XML cannot hold, in the text and in what is said of it."""
    identity = article["id"]
    if found := len(FOREIGN.findall(article["text"])):
        yield CONTROL.of(None, identity, f"{found:,} in the text")
    if any(FOREIGN.search(article.get(key) or "") for key in TEXTS):  # type: ignore[call-overload]
        yield CONTROL.of(None, identity, "in what is known of the article")
    for one in article["annotations"]:
        if FOREIGN.search(one["note"]) or FOREIGN.search(one["label"]):
            yield CONTROL.of(one["id"], identity, "in its label or its note")
    for relation in article["relations"]:
        if FOREIGN.search(relation["note"]) or FOREIGN.search(relation["type"]):
            yield CONTROL.of(relation["from"], identity, f"in the note on {relation['type']}")
