"""The dataset card: what Hugging Face and a person need to know of the files beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.formats.base import WriteRequest
from annotator.model.records import ArticleRecord
from annotator.model.scheme import Scheme
from annotator.text.counted import counted

if TYPE_CHECKING:
    import pyarrow as pa

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (10**6, "100K<n<1M"),
          (10**7, "1M<n<10M"))  # fmt: skip
_LARGEST = "10M<n<100M"
_COLUMNS = (
    ("id", "sha256 of the text in UTF-8: the same text has the same id everywhere"),
    ("text", "the article; every offset counts in it"),
    ("title, url, outlet, byline, published, language", "what is known of the article"),
    ("reference", "the id that another program gave the article"),
    ("zones", "parts of the text by role: headline, byline, body …"),
    ("annotations", "labelled spans, each by one annotator"),
    ("relations", "links from one annotation to another, by their ids"),
    ("verdicts", "what reviewers decided about annotations"),
    ("comments", "what people wrote to each other about an article or an annotation"),
    ("states", "how far each annotator is with the article"),
    ("none", "labels of which an annotator looked and found none"),
    ("source", "the file that the text came from"),
)

_OFFSETS = (
    "`start` and `end` count Unicode code points of `text`; `end` is exclusive, so that "
    '`text[a["start"]:a["end"]]` is the span in Python. An annotation may consist of several '
    "`fragments`, each a start and an end; `quote` has them joined by one space. "
    "`attributes` is a JSON object written as text."
)


@dataclass(slots=True)
class Contents:
    """What has been written, counted."""

    splits: dict[str, int] = field(default_factory=dict)
    """Articles by split."""
    annotations: int = 0
    languages: dict[str, None] = field(default_factory=dict)

    def count(self, article: ArticleRecord, split: str) -> None:
        """Count an article."""
        self.splits[split] = self.splits.get(split, 0) + 1
        self.annotations += len(article["annotations"])
        language = article["language"]
        if language and _LANGUAGE.fullmatch(language):
            self.languages[language] = None


def card(request: WriteRequest, contents: Contents, schema: pa.Schema) -> str:
    """Write the card: front matter in YAML, then prose in Markdown."""
    return "\n".join([*_front(request, contents, schema), *_prose(request, contents), ""])


def _front(request: WriteRequest, contents: Contents, schema: pa.Schema) -> list[str]:
    lines = ["---", f"pretty_name: {_quoted(request.name)}"]
    if contents.languages:
        lines += ["language:", *(f"- {_quoted(one)}" for one in sorted(contents.languages))]
    if request.options["license"]:
        lines.append(f"license: {_quoted(request.options['license'])}")
    lines += ["task_categories:", "- token-classification"]
    total = sum(contents.splits.values())
    size = next((name for most, name in _SIZES if total < most), _LARGEST)
    lines += ["size_categories:", f"- {size}", "configs:", "- config_name: default"]
    lines.append("  data_files:")
    for name in contents.splits:
        lines += [f"  - split: {name}", f"    path: data/{name}-*.parquet"]
    lines += ["dataset_info:", "  features:"]
    for column in schema:
        lines += _feature(column, "  ")
    return [*lines, "---", ""]


def _feature(column: pa.Field, indent: str) -> list[str]:
    """Describe a column as the library ``datasets`` does in its cards."""
    return [f"{indent}- name: {column.name}", *_type(column.type, f"{indent}  ")]


def _type(kind: pa.DataType, indent: str) -> list[str]:
    from pyarrow import types  # noqa: PLC0415 - an optional library

    word, inner = "dtype", kind
    if types.is_list(kind):
        word, inner = "list", kind.value_type
    elif types.is_struct(kind):
        word = "struct"
    if types.is_struct(inner):
        lines = [f"{indent}{word}:"]
        for one in inner:
            lines += _feature(one, indent)
        return lines
    if inner is not kind and types.is_list(inner):
        return [f"{indent}{word}:", *_type(inner, f"{indent}  ")]
    return [f"{indent}{word}: {inner}"]


def _prose(request: WriteRequest, contents: Contents) -> list[str]:
    total = sum(contents.splits.values())
    return [
        f"# {_line(request.name)}",
        "",
        (
            f"{counted(total, 'article')} with {counted(contents.annotations, 'annotation')}, "
            "made with Annotator."
        ),
        "",
        "## Load it",
        "",
        "```python",
        "from datasets import load_dataset",
        "",
        'dataset = load_dataset("path/to/this/folder")',
        "```",
        "",
        "| split | articles |",
        "| --- | ---: |",
        *(f"| {name} | {count:,} |" for name, count in contents.splits.items()),
        "",
        "## What a row is",
        "",
        "One article with all that belongs to it.",
        "",
        "| column | what it holds |",
        "| --- | --- |",
        *(f"| {name} | {what} |" for name, what in _COLUMNS),
        "",
        _OFFSETS,
        "",
        *_labels(request.scheme),
        *_relations(request.scheme),
        *_annotators(request.annotators),
    ]


def _labels(scheme: Scheme) -> list[str]:
    if not scheme.labels:
        return []
    rows = [
        f"| {_line(one.key)} | {_line(one.definition)} | "
        f"{_line(', '.join(attribute.key for attribute in one.attributes))} |"
        for one in scheme.labels
    ]
    return ["## Labels", "", "| label | what it means | attributes |", "| --- | --- | --- |",
            *rows, ""]  # fmt: skip


def _relations(scheme: Scheme) -> list[str]:
    if not scheme.relations:
        return []
    rows = [
        f"| {_line(one.key)} | {_line(', '.join(one.sources))} | {_line(', '.join(one.targets))} |"
        for one in scheme.relations
    ]
    return ["## Relations", "", "| type | from | to |", "| --- | --- | --- |", *rows, ""]


def _annotators(names: tuple[str, ...]) -> list[str]:
    if not names:
        return []
    return ["## Annotators", "", *(f"- {_line(name)}" for name in names), ""]


def _line(text: str) -> str:
    """Give a text on one line, without what Markdown or HTML would take for its own."""
    plain = " ".join(text.split())
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", plain)


def _quoted(text: str) -> str:
    """Give a text as YAML does in double quotes; what YAML would not take is escaped."""
    signs = {'"': '\\"', "\\": "\\\\"}
    return '"' + "".join(signs.get(one) or _escaped(one) for one in text) + '"'


def _escaped(sign: str) -> str:
    return sign if sign.isprintable() else f"\\U{ord(sign):08X}"
