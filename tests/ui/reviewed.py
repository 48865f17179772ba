"""An article that three people have tagged, with a difference of every kind, and nasty texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotator import Project
from annotator.model.article import Article

TEXT = (
    "Talks in Odesa 🇺🇦\n\n"
    "Two aid workers who asked not to be named said that 12,345 people left Odesa on Friday.\n\n"
    "In Kyiv, no\u00a0one,\u2028asked about 600 square kilometers of land. The minister was silent."
)
PEOPLE = ("Amara", "Jonas", "Mei")

Tag = tuple[str, str, Mapping[str, object]]

TAGS: Mapping[str, Sequence[Tag]] = {
    "Amara": (
        ("source", "Two aid workers who asked not to be named", {"kind": "unnamed-person"}),
        ("figure", "12,345 people", {"value": 12345, "unit": "people"}),
        ("location", "Kyiv", {}),
        ("figure", "600 square kilometers", {"value": 600, "unit": "km²"}),
        ("source", "The minister", {}),
    ),
    "Jonas": (
        ("source", "Two aid workers", {"kind": "unnamed-person"}),
        ("figure", "12,345 people", {"value": 12345, "unit": "people"}),
        ("location", "Kyiv", {}),
        ("figure", "600 square kilometers", {"value": 60, "unit": "km²"}),
    ),
    "Mei": (
        ("source", "Two aid workers", {"kind": "unnamed-person"}),
        ("figure", "12,345 people", {"value": 12345, "unit": "people"}),
        ("source", "Kyiv", {}),
        ("figure", "600 square kilometers", {"value": 600, "unit": "km²"}),
    ),
}


def reviewed_article(
    project: Project, people: Sequence[str] = PEOPLE, text: str = TEXT, times: int = 1
) -> Article:
    """Import an article and tag it as everybody does; whoever works goes on working.

    ``times`` makes it long: the text that often, one below the other.
    """
    article = project.import_text("\n\n".join([text] * times))
    me = project.annotator.name
    for person in people:
        project.work_as(person)
        for label, words, attributes in TAGS[person]:
            at = -1
            for _ in range(times):
                at = article.text.index(words, at + 1)
                project.annotate(article.id, at, at + len(words), label, attributes=attributes)
    project.work_as(me)
    return article
