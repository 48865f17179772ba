"""Comments on annotations and articles, in threads that travel with bundles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def in_order(comments: Iterable[Comment]) -> list[Comment]:
    """Put comments in order, oldest first; whatever clocks say, none before what it answers.

    Ids tell no order: those of comments that were imported are any.
    """
    found = {one.id: one for one in comments}
    ordered: list[Comment] = []
    seen: set[str] = set()
    for one in sorted(found.values(), key=lambda it: (it.created, it.id)):
        waiting = [] if one.id in seen else [one]
        seen.add(one.id)
        while waiting:
            ahead = next((it for it in waiting[-1].after if it in found and it not in seen), None)
            if ahead is None:
                ordered.append(waiting.pop())
            else:
                seen.add(ahead)
                waiting.append(found[ahead])
    return ordered


def thread_state(thread: Sequence[Comment]) -> ThreadState:
    """Tell how a thread stands by its last comments: a question counts more than a closing."""
    acts = {comment.act for comment in last_of(thread)}
    if not acts:
        return ""
    if "ask" in acts:
        return "asking"
    return "resolved" if acts == {"resolve"} else "open"
