"""Datasette: what it should know of a project file, so that it shows good pages of it.

``datasette talks.annot -m talks.metadata.json`` serves the file itself, read-only: nothing is
copied out. The metadata says what the views and their columns are, hides the tables behind them,
and brings queries. It is of the project as a whole, whatever is chosen for export.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from annotator.formats.base import Format, WriteRequest
from annotator.model.records import Loss

_HIDDEN = (
    "annotation", "article", "conflict", "item", "merged", "operation", "project", "raw",
    "reading", "revision", "search", "search_config", "search_data", "search_docsize",
    "search_idx", "sent", "shelf", "text", "word", "_sqlite_migrations",
)  # fmt: skip
"""Tables behind the views: numbers and bytes that say nothing by themselves."""

_ARTICLE = "The article's id: the sha256 of its text"
_VIEWS: dict[str, dict[str, Any]] = {
    "articles": {
        "title": "Articles",
        "description": "One row an article, with its text and how many annotations it has.",
        "columns": {
            "id": _ARTICLE,
            "annotator": "Who took it in",
            "characters": "Length of the text in Unicode code points",
            "annotations": "How many annotations it has, of everybody",
            "published": "A date, or a date and time, in ISO 8601",
        },
        "facets": ["outlet", "language"],
    },
    "annotations": {
        "title": "Annotations",
        "description": "One row an annotation, in the order of articles and of the text.",
        "columns": {
            "article": _ARTICLE,
            "annotator": "Whose it is; “Consensus” is the settled layer",
            "start": "First code point, counted from 0",
            "end": "Code point after the last one",
            "quote": "The text that is marked; several fragments are joined by a blank",
            "fragments": "Start and end of each fragment, as JSON",
            "attributes": "Values, as JSON",
            "origin": "How it came about: manual, import, or the name of a suggester",
        },
        "facets": ["label", "annotator"],
    },
    "relations": {
        "title": "Relations",
        "description": "Links between annotations: which source says which figure, and so on.",
        "columns": {
            "article": _ARTICLE,
            "from": "Id of the annotation where it begins",
            "to": "Id of the annotation to which it leads",
        },
        "facets": ["type"],
    },
    "verdicts": {
        "title": "Verdicts",
        "description": "What reviewers decided of annotations, and why.",
        "columns": {
            "article": _ARTICLE,
            "annotator": "The reviewer",
            "rule": "The rule by which it was decided, if it was not by hand",
            "consensus": "Id of the entry of the consensus that it made",
            "cites": "The annotations it is about, as JSON",
        },
        "facets": ["decision", "reason"],
    },
    "comments": {
        "title": "Comments",
        "description": "What people said about annotations and articles.",
        "columns": {
            "article": _ARTICLE,
            "about": "Id of the annotation it is about; empty for the article",
            "act": "say, ask, or resolve",
        },
    },
    "assignments": {
        "title": "Assignments",
        "description": "Who is to annotate which article.",
        "columns": {"article": _ARTICLE, "assigned_by": "The lead who gave it"},
        "facets": ["annotator"],
    },
    "history": {
        "title": "History",
        "description": "Every operation on the project, the latest first.",
        "columns": {"revisions": "How many things it changed", "act": "do, undo or redo"},
    },
}

_BEFORE = "substr(t.text, max(n.start - 399, 1), min(n.start, 400))"
_AFTER = 'substr(t.text, n."end" + 1, 400)'


def _marked(text: str) -> str:
    """Give SQL of a text in which one character stands for every end of a sentence.

    The length stays: a full stop with a blank is two characters, and so is what takes its place.
    """
    for end in (".", "!", "?"):
        text = f"replace({text}, '{end} ', char(1) || ' ')"
    return f"replace({text}, char(10), char(1))"


_QUERIES: dict[str, dict[str, str]] = {
    "annotations_by_label": {
        "title": "Annotations by label and person",
        "description": "How often each label was used, by whom, in how many articles.",
        "sql": """select label, annotator, count(*) as annotations,
       count(distinct article) as articles
from annotations group by label, annotator order by label, annotations desc""",
    },
    "annotations_of_an_article": {
        "title": "Annotations of an article",
        "description": "In the order of the text. The article is named by its id or by words of "
        "its title; nothing means all.",
        "sql": """select a.title, n.annotator, n.label, n.start, n."end", n.quote, n.attributes,
       n.note, n.certainty
from annotations n join articles a on a.id = n.article
where :article = '' or a.id = :article or a.title like '%' || :article || '%'
order by a.id, n.start, n."end", n.annotator""",
    },
    "quotes_in_their_sentence": {
        "title": "Quotes in their sentence",
        "description": "What was marked, with the sentence around it as far as the nearest full "
        "stop or line end. A label narrows it; nothing means all.",
        "sql": f"""with near as (
  select a.title, a.outlet, n.label, n.annotator, n.quote, n.article, n.start,
         substr(t.text, n.start + 1, n."end" - n.start) as marked,
         {_BEFORE} as before, {_AFTER} as after,
         {_marked(_BEFORE)} as ends_before,
         {_marked(_AFTER)} || char(1) as ends_after
  from annotations n join articles a on a.id = n.article
       join text t on t.sha = unhex(n.article)
  where :label = '' or n.label = :label)
select title, outlet, label, annotator, quote,
       ltrim(substr(before, length(rtrim(ends_before, replace(ends_before, char(1), ''))) + 1))
       || marked || substr(after, 1, instr(ends_after, char(1))) as sentence
from near order by article, start""",
    },
    "sources_by_outlet": {
        "title": "Who is cited where",
        "description": "What was marked with a label (source, if none is named), by outlet, the "
        "most frequent first.",
        "sql": """select coalesce(a.outlet, '') as outlet, n.quote, count(*) as times,
       count(distinct n.article) as articles
from annotations n join articles a on a.id = n.article
where n.label = case :label when '' then 'source' else :label end
group by a.outlet, n.quote order by a.outlet, times desc, n.quote""",
    },
}


def metadata(name: str) -> dict[str, Any]:
    """Give Datasette's metadata of a project file of this name, without its ending."""
    hidden = {table: {"hidden": True} for table in _HIDDEN}
    return {
        "title": f"{name}: annotated articles",
        "description": "Articles, annotations and what belongs to them, as Annotator keeps them. "
        "Positions are counted in Unicode code points, from 0, the end not included.",
        "databases": {name: {"tables": {**_VIEWS, **hidden}, "queries": _QUERIES}},
    }


def _write(request: WriteRequest) -> Iterator[Loss]:
    with request.out.main() as out:
        option = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
        out.write(orjson.dumps(metadata(request.name), option=option))
    yield from ()


FORMAT = Format(
    name="datasette",
    title="Datasette metadata",
    extensions=("metadata.json",),
    write=_write,
)
