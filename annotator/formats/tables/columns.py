"""Names and order of the columns of our tables. Scripts rely on them: new ones go to the end."""

from __future__ import annotations

ARTICLE_FIELDS = ("title", "outlet", "byline", "published", "language", "url")
"""What each row of an annotation says of its article."""

ANNOTATION_FIELDS = (
    "annotation", "annotator", "label", "start", "end", "fragment", "fragments", "quote",
    "attributes", "note", "certainty", "origin", "created", "modified",
)  # fmt: skip
ANNOTATIONS = ("article", *ARTICLE_FIELDS, *ANNOTATION_FIELDS)
"""One row a fragment; an annotation of several has as many rows with the same ``annotation``."""

WHOLE_FIELDS = (
    "made_from", "reference", "text", "zones", "source", "states", "none", "relations", "verdicts",
    "comments",
)  # fmt: skip
WHOLE = (*ANNOTATIONS, *WHOLE_FIELDS)
"""The same with all that belongs to an article, on the first of its rows; nested things as JSON."""

ARTICLES = (
    "article", *ARTICLE_FIELDS, "reference", "text", "zones", "source", "states", "none"
)  # fmt: skip
"""One row an article, where articles have a table of their own."""

RELATIONS = (
    "relation",
    "article",
    "annotator",
    "type",
    "from",
    "to",
    "note",
    "created",
    "modified",
)
VERDICTS = (
    "verdict", "article", "reviewer", "decision", "cites", "outdated", "consensus", "reason",
    "note", "rule", "created", "modified",
)  # fmt: skip
COMMENTS = (
    "comment", "article", "author", "about", "text", "act", "after", "created", "modified",
)  # fmt: skip

NUMBERS = frozenset({"start", "end", "fragment", "fragments"})
"""Columns of whole numbers; all others are texts."""
JSON = frozenset(
    {
        "attributes", "made_from", "zones", "source", "states", "none", "relations", "verdicts",
        "comments", "cites", "outdated", "after",
    }
)  # fmt: skip
"""Columns whose cells are JSON."""

PROFILE = "profile"
"""The last column of a table whose cells are guarded; each row says ``spreadsheet``."""
