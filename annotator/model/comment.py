"""Comments on annotations and articles, in threads that travel with bundles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from annotator.model.records import CommentRecord

CommentAct = Literal["say", "ask", "resolve"]
"""``ask`` wants an answer, ``resolve`` closes the thread."""

ThreadState = Literal["", "open", "asking", "resolved"]
"""No comment yet; being talked about; waiting for an answer; closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One comment. ``about`` is an annotation's id, or None for the article as a whole.

    ``after`` names the comments that were the last ones when it was written: so a thread has the
    same state on every machine, whatever their clocks say.
    """

    id: str
    article: str
    author: str
    about: str | None
    text: str
    act: CommentAct = "say"
    after: tuple[str, ...] = ()
    created: str
    modified: str

    def as_json(self) -> CommentRecord:
        """Give the comment's JSON, as our own JSONL writes it."""
        return {
            "id": self.id,
            "author": self.author,
            "about": self.about,
            "text": self.text,
            "act": self.act,
            "after": list(self.after),
            "created": self.created,
            "modified": self.modified,
        }


def last_of(thread: Sequence[Comment]) -> list[Comment]:
    """Give the comments of a thread that no other one follows."""
    followed = {one for comment in thread for one in comment.after}
    return [comment for comment in thread if comment.id not in followed]


def thread_state(thread: Sequence[Comment]) -> ThreadState:
    """Tell how a thread stands by its last comments: a question counts more than a closing."""
    acts = {comment.act for comment in last_of(thread)}
    if not acts:
        return ""
    if "ask" in acts:
        return "asking"
    return "resolved" if acts == {"resolve"} else "open"
