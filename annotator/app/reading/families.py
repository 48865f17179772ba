"""What can be read, by kinds of files: for a dialog in which files are chosen."""

from __future__ import annotations

from annotator.formats.registry import formats

_FAMILIES = {
    "articles": ("text", "html", "markdown", "docx", "pdf", "eml", "mbox", "zip", "rss", "warc"),
    "tables": ("csv", "tsv", "xlsx", "parquet"),
    "projects": ("qdpx", "qdc", "taguette", "qualcoder"),
}
"""Kinds by the formats that are of them; all others are datasets."""


def endings_by_family() -> dict[str, list[str]]:
    """Give the endings of files that can be read, by kind, articles first; without dots."""
    of = {name: family for family, names in _FAMILIES.items() for name in names}
    found: dict[str, dict[str, None]] = {
        "articles": {},
        "datasets": {},
        "tables": {},
        "projects": {},
    }
    for one in formats():
        if one.read is not None:
            found[of.get(one.name, "datasets")] |= dict.fromkeys((*one.extensions, *one.companions))
    return {family: list(endings) for family, endings in found.items() if endings}
