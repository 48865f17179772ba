"""What is typed above the list of articles, read as a query on articles."""

from __future__ import annotations

from annotator.model.listing import ArticleView, Showing
from annotator.model.query import FIELDS, Condition, Group, Node, Term, parse

_FIELDS = {
    name: one
    for name, one in FIELDS.items()
    if one.of == "article" or one.name in ("label", "annotator")
}
_SHOWN: dict[Showing, tuple[str, str]] = {
    "flagged": ("flag", "any"),
    "noted": ("note", "any"),
    "retired": ("retired", "yes"),
}


def read(view: ArticleView) -> tuple[Node | None, Node | None, tuple[Condition, ...]]:
    """Read what a view is filtered by: its words, these as they stand, and its conditions.

    Raises:
        UserProblem: a field is misspelt.
    """
    words, conditions = _parsed(view.text)
    if shown := _SHOWN.get(view.showing):
        conditions = (*conditions, Condition(FIELDS[shown[0]], (shown[1],)))
    return words, _as_they_stand(words), conditions


def _parsed(text: str) -> tuple[Node | None, tuple[Condition, ...]]:
    query = parse(text, _FIELDS)
    if query.words is None and not query.conditions and text.strip():
        # “%” is nothing to an index of words, but titles may hold it.
        plain = text.strip()
        return (None if plain.endswith(":") else Term(plain)), ()
    return query.words, query.conditions


def _as_they_stand(words: Node | None) -> Node | None:
    """Put plain words together again."""
    if not isinstance(words, Group) or words.any:
        return words
    terms = [one for one in words.parts if isinstance(one, Term) and not one.phrase]
    if len(terms) < len(words.parts):
        return words
    return Term(" ".join(one.text for one in terms))
