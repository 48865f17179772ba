"""What lies beside a file of tags: the texts, and where in them its tokens stand.

``talks.tokens.jsonl`` beside ``talks.conll`` has a line about the file, then one an article in the
file's order. With it a file is read back exactly; without it texts are put together from tokens.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO, Literal

import orjson
from pydantic import ConfigDict, TypeAdapter, with_config
from typing_extensions import TypedDict

from annotator.formats.base import ReadRequest
from annotator.formats.common.json_text import checked, json_lines
from annotator.formats.common.records_within.written import beside
from annotator.formats.common.tokens import TOKENIZER, Tokens
from annotator.model.records import ArticleRecord
from annotator.problems import UnreadableInputError

PART = "tokens.jsonl"
_STRICT = ConfigDict(strict=True)
_KEPT_ELSEWHERE = ("relations", "verdicts", "comments")
"""They name annotations by ids, which no tag has."""


@with_config(_STRICT)
class Head(TypedDict):
    """The first line: what the columns of tags are, and which labels have other names there."""

    format: Literal["annotator-tokens"]
    tokenizer: str
    scheme: str
    columns: list[str | None]
    labels: dict[str, str]


@with_config(_STRICT)
class Line(TypedDict):
    """An article: the tokens are code points of the text, end exclusive."""

    text: str
    tokens: list[list[int]]
    article: dict[str, Any]


_head = TypeAdapter(Head)
_line = TypeAdapter(Line)


def write_head(
    file: BinaryIO, scheme: str, columns: Sequence[str | None], labels: Mapping[str, str]
) -> None:
    """Write the first line.

    Args:
        file: the file beside.
        scheme: how tags are to be read.
        columns: whose annotations each column of tags holds; None if of several people.
        labels: keys of labels by the name they have in tags, where that is another.
    """
    head: Head = {
        "format": "annotator-tokens",
        "tokenizer": TOKENIZER,
        "scheme": scheme,
        "columns": list(columns),
        "labels": dict(labels),
    }
    file.write(orjson.dumps(head, option=orjson.OPT_APPEND_NEWLINE))


def write_article(file: BinaryIO, article: ArticleRecord, cut: Tokens) -> None:
    """Write an article's line."""
    line = {
        "text": article["text"],
        "tokens": cut.spans,
        "article": beside(article, _KEPT_ELSEWHERE),
    }
    file.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))


class Side:
    """What lies beside a file that is read."""

    def __init__(self, lines: Iterator[tuple[str, Any]], name: str) -> None:
        self._lines = lines
        self.name = name
        where, head = next(lines, (name, None))
        self.head = checked(_head, head, where)

    def article(self, words: list[str]) -> Line:
        """Give the next article, and make sure that it has these tokens.

        Raises:
            UnreadableInputError: it has others.
        """
        where, value = next(self._lines, (self.name, None))
        if value is None:
            raise self.misfit(f"{self.name} ends before the file of tags does")
        line = checked(_line, value, where)
        text, last = line["text"], 0
        there: list[str] = []
        for place in line["tokens"]:
            if len(place) != 2 or not last <= place[0] <= place[1] <= len(text):
                shown = "–".join(map(str, place))
                raise self.misfit(f"{where}: the token {shown} does not fit the text")
            last = place[1]
            there.append(text[place[0] : last])
        if there != words:
            raise self.misfit(f"{where} has other tokens than the file of tags")
        return line

    def finish(self) -> None:
        """Make sure that it has no more articles than the file of tags.

        Raises:
            UnreadableInputError: it has.
        """
        if next(self._lines, None) is not None:
            raise self.misfit(f"{self.name} has more articles than the file of tags")

    def misfit(self, what: str) -> UnreadableInputError:
        """Say that it does not belong to the file of tags, and what to do."""
        return UnreadableInputError(
            f"{what}. Export both anew, or move {self.name} away: texts are then put together from "
            "the tokens."
        )


def open_side(request: ReadRequest) -> Iterator[Side | None]:
    """Give what lies beside a file, if anything does; to be walked to its end."""
    path = request.path.with_name(f"{request.path.stem}.{PART}")
    if not path.is_file():
        yield None
        return
    with path.open("rb") as file:
        yield Side(json_lines(file, path.name), path.name)
