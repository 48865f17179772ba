"""What a record says of an annotation, as rows of name and value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from annotator.ui.i18n import tr

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.model.annotation import Annotation
    from annotator.model.attributes import Attribute
    from annotator.model.relation import Relation


class RecordRow(NamedTuple):
    """A row: what it is called, what it says, and the annotation it leads to, if it does.

    ``label`` is that of the annotation led to, ``role`` the theme's colour of the value.
    """

    name: str
    value: str
    link: str | None = None
    label: str = ""
    role: str = "text"


def rows_of(project: Project, annotation: Annotation) -> list[RecordRow]:
    """List what is known of an annotation: its values, relations, note and flaws."""
    rows = [
        *_values(project, annotation),
        *_relations(project, annotation),
    ]
    if annotation.certainty != "sure":
        rows.append(RecordRow(tr("Certainty"), tr("unsure")))
    if annotation.note:
        rows.append(RecordRow(tr("Note"), annotation.note))
    flaws = project.annotating.flaws(annotation.label, annotation.attributes)
    rows += [RecordRow(tr("To mend"), flaw, role="danger") for flaw in flaws]
    return rows


def _values(project: Project, annotation: Annotation) -> list[RecordRow]:
    """List the attributes that have a value, in the scheme's order; then what it does not know."""
    labels = {label.key: label for label in project.scheme.labels}
    label = labels.get(annotation.label)
    rows = []
    known = set()
    for attribute in label.attributes if label else ():
        known.add(attribute.key)
        if attribute.key in annotation.attributes:
            value = annotation.attributes[attribute.key]
            rows.append(_row(project, annotation, attribute, value))
    rows += [
        RecordRow(key, shown(value))
        for key, value in annotation.attributes.items()
        if key not in known
    ]
    return rows


def _row(project: Project, annotation: Annotation, attribute: Attribute, value: Any) -> RecordRow:
    if attribute.kind == "link":
        there = {one.id: one for one in project.annotations(annotation.article)}
        if value in there:
            other = there[value]
            return RecordRow(attribute.name, _line(other.quote), link=value, label=other.label)
    if attribute.kind == "choice":
        names = {choice.key: choice.name for choice in attribute.choices}
        return RecordRow(attribute.name, names.get(value, shown(value)))
    return RecordRow(attribute.name, shown(value))


def _relations(project: Project, annotation: Annotation) -> list[RecordRow]:
    """List the relations at an annotation, each with the quote at its other end."""
    found: list[Relation] = [
        relation
        for relation in project.relations(annotation.article)
        if annotation.id in (relation.source, relation.target)
    ]
    if not found:
        return []
    there = {one.id: one for one in project.annotations(annotation.article)}
    kinds = {kind.key: kind for kind in project.scheme.relations}
    rows = []
    for relation in found:
        kind = kinds.get(relation.type)
        name = kind.name if kind else relation.type
        outward = relation.source == annotation.id
        other = there.get(relation.target if outward else relation.source)
        if other is not None:
            title = (kind.outward if outward else kind.inward) if kind else ""
            arrow = f"{name} →" if outward else f"← {name}"
            words = _line(other.quote)
            rows.append(RecordRow(title or arrow, words, link=other.id, label=other.label))
    return rows


def shown(value: Any) -> str:
    """Write an attribute's value for people."""
    match value:
        case bool():
            return tr("yes") if value else tr("no")
        case int() | float():
            return f"{value:,}"
        case {"value": number, "unit": unit}:
            return f"{shown(number)} {unit}"
        case dict():
            return ", ".join(shown(one) for one in value.values())
    return str(value)


def _line(text: str) -> str:
    return " ".join(text.split())
