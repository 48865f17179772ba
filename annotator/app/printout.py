"""What is printed of an article: its text, whose annotations, and what is known of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from annotator.model.listing import LabelOutline
from annotator.model.mark import Mark

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.model.annotation import Annotation
    from annotator.model.article import Article
    from annotator.model.scheme import Label

_GAP = " … "


class Reference(NamedTuple):
    """A link, as the list tells of it at each of its ends.

    Attributes:
        title: what the other end is called seen from here.
        outward: whether it leads from here to there.
        number: what the other end is called in the text.
        quote: its words.
    """

    title: str
    outward: bool
    number: int
    quote: str


class Entry(NamedTuple):
    """An annotation in the list behind the text.

    Attributes:
        number: what it is called in the text, from 1.
        label: the key of its label.
        quote: its words.
        who: whose it is, perhaps by another name.
        start: its first code point.
        values: names and values of its attributes.
        links: what it is linked to, as far as that is printed.
        note: free words.
        unsure: whether its annotator is not sure of it.
    """

    number: int
    label: str
    quote: str
    who: str
    start: int
    values: tuple[tuple[str, Any], ...]
    links: tuple[Reference, ...]
    note: str
    unsure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Printout:
    """An article to be printed; marks are in the order of the text.

    ``numbers`` is empty if there is no list. ``names`` are the annotators in the order of their
    lines, by the name that they have here, with how often they marked something.
    """

    article: Article
    marks: tuple[Mark, ...]
    names: Mapping[str, str]
    labels: Mapping[str, LabelOutline]
    counts: Mapping[str, int]
    numbers: Mapping[bytes, int]
    entries: tuple[Entry, ...]


def printout(
    project: Project,
    article: str,
    annotators: Collection[str],
    *,
    listed: bool = True,
    pseudonyms: bool = False,
) -> Printout:
    """Gather what is printed.

    Args:
        project: an open project.
        article: the article's id.
        annotators: whose annotations are shown, in the order of their lines.
        listed: whether a list of the annotations follows the text.
        pseudonyms: whether people are called “annotator 1” and so on.

    Raises:
        UnknownNameError: there is no such article.
    """
    found = project.article(article)
    marks = tuple(
        mark for mark in project.annotating.marks(article) if mark.annotator in annotators
    )
    names = {name: name for name in annotators}
    if pseudonyms:
        from annotator.app.export.pseudonyms import Pseudonyms  # noqa: PLC0415 - seldom wanted

        others = Pseudonyms(
            project.session.database.value("id") or "",
            [one.name for one in project.annotators()] + [*annotators],
        )
        names = {name: others.of(name) for name in annotators}
    labels = {one.key: one for one in project.labels}
    counts = {key: sum(mark.label == key for mark in marks) for key in labels}
    numbers = {mark.entity: n for n, mark in enumerate(marks, 1)} if listed else {}
    return Printout(
        article=found,
        marks=marks,
        names=names,
        labels=labels,
        counts={key: count for key, count in counts.items() if count},
        numbers=numbers,
        entries=tuple(_entries(project, found, marks, numbers, names)) if listed else (),
    )


def _entries(
    project: Project,
    article: Article,
    marks: tuple[Mark, ...],
    numbers: Mapping[bytes, int],
    names: Mapping[str, str],
) -> list[Entry]:
    there = {one.id: one for one in project.annotations(article.id)}
    labels = {label.key: label for label in project.scheme.labels}
    links = _links(project, article, there, {mark.id: numbers[mark.entity] for mark in marks})
    found = []
    for mark in marks:
        one = there.get(mark.id)
        if one is not None:
            found.append(
                Entry(
                    numbers[mark.entity],
                    one.label,
                    _quote(one),
                    names[one.annotator],
                    one.start,
                    _values(one, labels.get(one.label), there),
                    tuple(links.get(one.id, ())),
                    one.note,
                    one.certainty != "sure",
                )
            )
    return found


def _links(
    project: Project,
    article: Article,
    there: Mapping[str, Annotation],
    numbers: Mapping[str, int],
) -> dict[str, list[Reference]]:
    """Tell of each link at both ends, by annotation; of those between what is printed."""
    kinds = {kind.key: kind for kind in project.scheme.relations}
    links: dict[str, list[Reference]] = {}
    for relation in project.relations(article.id):
        kind = kinds.get(relation.type)
        name = relation.type if kind is None else kind.name
        outward = (kind and kind.outward) or name
        inward = (kind and kind.inward) or name
        for near, far, title in (
            (relation.source, relation.target, outward),
            (relation.target, relation.source, inward),
        ):
            if near in numbers and far in numbers and far in there:
                links.setdefault(near, []).append(
                    Reference(title, near == relation.source, numbers[far], _quote(there[far]))
                )
    return links


def _quote(annotation: Annotation) -> str:
    """Give the words of an annotation; on paper one sees nowhere else that some lie between."""
    if len(annotation.fragments) == 1:
        return annotation.quote
    pieces, at = [], 0
    for start, end in annotation.fragments:
        pieces.append(annotation.quote[at : at + end - start])
        at += end - start + 1
    return _GAP.join(pieces)


def _values(
    annotation: Annotation, label: Label | None, there: Mapping[str, Annotation]
) -> tuple[tuple[str, Any], ...]:
    """Give the attributes in the scheme's order, then those it does not know."""
    values = annotation.attributes
    known = {} if label is None else {one.key: one for one in label.attributes}
    rows: list[tuple[str, Any]] = []
    for key in dict.fromkeys([*known, *values]):
        if key in values:
            attribute, value = known.get(key), values[key]
            if attribute is not None and attribute.kind == "choice":
                value = {one.key: one.name for one in attribute.choices}.get(str(value), value)
            elif attribute is not None and attribute.kind == "link" and value in there:
                value = f"“{there[str(value)].quote}”"
            rows.append((key if attribute is None else attribute.name, value))
    return tuple(rows)
