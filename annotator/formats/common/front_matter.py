"""What stands above a text between two lines of dashes: “title: …”, one field a line.

A small part of YAML, as programs for notes and sites write it: words, quoted words, and lists of
these. What is deeper is named and left alone.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from annotator.text.plain import NO_FIELDS, Fields

_FENCED = re.compile(r"(?sm)\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_LARGEST = 20_000
"""Code points of what can be front matter: an article may begin with a ruled line as well."""
_FIELD = re.compile(r"([A-Za-z_][\w .-]*?)\s*:(?:\s+(.*))?$")
_ITEM = re.compile(r"\s*-\s+(.*)$")
_DATE = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?$"
)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?![A-Za-z])")
_KEYS = {
    "title": "title",
    "headline": "title",
    "author": "byline",
    "authors": "byline",
    "byline": "byline",
    "date": "published",
    "published": "published",
    "pubdate": "published",
    "publisher": "outlet",
    "outlet": "outlet",
    "publication": "outlet",
    "site": "outlet",
    "url": "url",
    "link": "url",
    "source": "url",
    "canonical": "url",
    "canonical_url": "url",
    "lang": "language",
    "language": "language",
}
"""Our fields by the names that programs give them; of several the first one counts."""


class FrontMatter(NamedTuple):
    """What the front matter says, and the names of what else stands there."""

    fields: Fields
    others: tuple[str, ...] = ()


NOTHING = FrontMatter(NO_FIELDS)


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """Part a text into its front matter and the rest; without any the text is given as it is."""
    found = _FENCED.match(text[:_LARGEST])
    if found is None:
        return NOTHING, text
    said = _said(found[1])
    if not said:
        return NOTHING, text
    taken: dict[str, str] = {}
    others: list[str] = []
    for name, values in said.items():
        key = _KEYS.get(name.lower().replace(" ", "_").replace("-", "_"), "")
        value = _value(key, values)
        if value and key not in taken:
            taken[key] = value
        elif values:
            others.append(name)
    fields = Fields(
        title=taken.get("title", ""),
        outlet=taken.get("outlet"),
        byline=taken.get("byline"),
        published=taken.get("published"),
        language=taken.get("language"),
        url=taken.get("url"),
    )
    return FrontMatter(fields, tuple(others)), text[found.end() :]


def _said(lines: str) -> dict[str, list[str]]:
    """Read the fields; none at all if a line is neither a field, nor an item, nor below one."""
    said: dict[str, list[str]] = {}
    name = ""
    for line in lines.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        field = _FIELD.match(line)
        item = _ITEM.match(line)
        if field and not line.startswith((" ", "\t")):
            name = field[1]
            said[name] = _values(field[2] or "")
        elif name and item:
            said[name] += _values(item[1])
        elif not name or not line.startswith((" ", "\t")):
            return {}
    return said


def _values(written: str) -> list[str]:
    written = written.strip()
    if written.startswith("[") and written.endswith("]"):
        return [value for one in written[1:-1].split(",") if (value := _unquoted(one))]
    value = _unquoted(written)
    return [value] if value else []


def _unquoted(written: str) -> str:
    written = written.strip()
    for quote in ('"', "'"):
        if len(written) > 1 and written.startswith(quote) and written.endswith(quote):
            return written[1:-1].replace(f"\\{quote}", quote).replace("''", "'").strip()
    return re.sub(r"\s+#.*$", "", written).strip()


def _value(key: str, values: list[str]) -> str:
    """Give a field's value as we keep it; “” if it is none."""
    if not key or not values:
        return ""
    if key == "byline":
        return ", ".join(values)
    first = values[0]
    if key == "published":
        return _moment(first)
    if key == "url":
        return first if re.match(r"(?i)https?://\S+$", first) else ""
    if key == "language":
        found = _LANGUAGE.match(first)
        return found[1].lower() if found else ""
    return first


def _moment(written: str) -> str:
    found = _DATE.match(written)
    if found is None:
        return ""
    day, clock, zone = found.groups()
    if clock is None:
        return day
    if zone and len(zone) == len("+0200"):
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{day}T{clock}{zone or ''}"
