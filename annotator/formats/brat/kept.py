"""What lies beside the files of brat, so that all comes back under its own name.

``labels.json`` says whose folder is whose and what types stand for, ``articles.jsonl`` what is
known of each article. What an annotation has that brat has no place for is in a note of a type of
ours.
"""

from __future__ import annotations

from typing import Any, Literal, cast

import orjson
from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

from annotator.formats.common.json_text import checked, read_json
from annotator.formats.jsonl_lines import AnnotationBesides, named_by_texts
from annotator.model.faults import first_fault
from annotator.problems import UnreadableInputError

TABLE = "labels.json"
ARTICLES = "articles.jsonl"
DATA = "AnnotatorData"
"""The type of our notes; `NOTES` is that of brat's own."""
NOTES = "AnnotatorNotes"
_BREAKS = str.maketrans({one: f"\\u{ord(one):04x}" for one in "\x7f\x85\u2028\u2029"})
_STRICT = ConfigDict(strict=True, extra="forbid")


@with_config(_STRICT)
class Table(TypedDict):
    """Whose folder is whose, and what types stand for, each by its name in brat."""

    format: Literal["annotator-brat"]
    folders: dict[str, str | None]
    labels: dict[str, str]
    relations: dict[str, str]
    attributes: dict[str, str]


@with_config(ConfigDict(strict=True))
class Article(TypedDict):
    """What is known of an article besides its text, and the name of its files."""

    document: str
    article: dict[str, Any]


@with_config(_STRICT)
class Data(AnnotationBesides, total=False):
    """What an annotation has that brat has no place for."""

    fragments: list[list[int]]


NO_TABLE: Table = {
    "format": "annotator-brat", "folders": {}, "labels": {}, "relations": {}, "attributes": {},
}  # fmt: skip
_table = TypeAdapter(Table)
_article = TypeAdapter(Article)
_data = TypeAdapter(Data)


def write_data(data: Data) -> str:
    """Write an annotation's data in one line, whatever a reader takes for the end of one."""
    return orjson.dumps(data).decode().translate(_BREAKS)


def read_data(text: str) -> Data | str:
    """Read an annotation's data, or say what is wrong with it."""
    try:
        data = _data.validate_python(orjson.loads(text))
    except orjson.JSONDecodeError:
        return "it is no JSON"
    except ValidationError as error:
        return first_fault(error)
    return cast("Data", named_by_texts(data))


def read_table(content: bytes, where: str) -> Table | None:
    """Read ``labels.json``; None if it is somebody else's.

    Raises:
        UnreadableInputError: it is ours, and damaged.
    """
    try:
        value = read_json(content, where)
    except UnreadableInputError:
        if b"annotator-brat" in content:
            raise
        return None
    if not isinstance(value, dict) or value.get("format") != "annotator-brat":
        return None
    return checked(_table, value, where)


def read_article(value: Any, where: str) -> Article:
    """Read a line of ``articles.jsonl``.

    Raises:
        UnreadableInputError: it is none, or names a file elsewhere.
    """
    found = checked(_article, value, where)
    if not is_plain(found["document"]):
        raise UnreadableInputError(f"{where}: “{found['document']}” is no name of a file.")
    return found


def is_plain(name: str) -> bool:
    """Tell whether a name is that of a file in its folder, and leads nowhere else."""
    return bool(name) and not any(one in name for one in "/\\:\0") and not name.startswith(".")
