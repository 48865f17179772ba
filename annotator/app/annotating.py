"""Making, changing and removing annotations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from annotator.app.relating import drop_unfit
from annotator.app.session import Session
from annotator.model.annotation import (
    Annotation,
    Certainty,
    quoted,
    tidy_fragments,
)
from annotator.model.identity import entity_bytes, new_entity
from annotator.model.mark import Fragment, Mark
from annotator.model.moments import milliseconds
from annotator.model.records import AttributeValue
from annotator.problems import AttributeProblem, UnknownNameError
from annotator.store.lines import annotation_content
from annotator.store.rows import ANNOTATION
from annotator.text.canonical import canonical
from annotator.text.naming import in_line

if TYPE_CHECKING:
    from annotator.model.scheme import Label


class Annotating:
    """The verbs of tagging. Every one is durable when it returns."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def annotate(
        self,
        article: str,
        fragments: Sequence[Fragment],
        label: str,
        *,
        attributes: Mapping[str, AttributeValue] | None = None,
        note: str = "",
        certainty: Certainty = "sure",
    ) -> Annotation:
        """Put a label on a span, or on several fragments of one (code points, end exclusive).

        Raises:
            UserProblem: there is no such article, label or span, or an attribute does not fit.
        """
        session = self._session
        entity = new_entity(session.annotator.name)
        with session.operation("Tag") as writer:
            number = session.article_number(article)
            text = session.text(number)
            kind = session.usable_label(label)
            pieces = tidy_fragments(fragments, len(text))
            content = annotation_content(
                writer.coder,
                label=label,
                fragments=pieces,
                quote=quoted(text, pieces),
                origin="manual",
                created=writer.at,
                attributes=fitting(kind, attributes or {}),
                note=canonical(note).text,
                certainty=certainty,
            )
            writer.title = f"Tag {in_line(kind.name)}"
            writer.create(ANNOTATION, entity, content, article=number)
        return self._fetch(entity)

    def update(
        self,
        annotation: str,
        *,
        label: str | None = None,
        edges: tuple[int | None, int | None] = (None, None),
        fragments: Sequence[Fragment] | None = None,
        attributes: Mapping[str, AttributeValue] | None = None,
        note: str | None = None,
        certainty: Certainty | None = None,
        title: str = "",
    ) -> Annotation:
        """Change an annotation of one's own; what is None stays as it is.

        ``edges`` moves the first and the last code point; ``fragments`` replaces all of them. With
        another label, attributes stay that the new label has as well. ``attributes`` replaces them
        all.

        Raises:
            UserProblem: it is not there, belongs to somebody else, or a value does not fit.
        """
        session = self._session
        entity = entity_bytes(annotation)
        with session.operation(title) as writer:
            # Read under the write lock: another window may be editing the same annotation.
            old = self._own(entity)
            text = session.text(session.article_number(old.article))
            key = old.label if label is None else label
            kind = session.usable_label(key) if key != old.label else session.scheme.label(key)
            if fragments is None:
                fragments = with_edges(old.fragments, *edges)
            pieces = tidy_fragments(fragments, len(text))
            if attributes is not None:
                values = fitting(kind, attributes)
            elif key != old.label:
                values = surviving(kind, old.attributes)
            else:
                values = old.attributes
            content = annotation_content(
                writer.coder,
                label=key,
                fragments=pieces,
                quote=quoted(text, pieces),
                origin=old.origin,
                created=milliseconds(old.created),
                attributes=values,
                note=old.note if note is None else canonical(note).text,
                certainty=certainty or old.certainty,
            )
            writer.title = title or self._title(old, kind, moved=pieces != old.fragments)
            if key != old.label:
                drop_unfit(writer, session, {entity: key})
            writer.revise({entity: (1, content)})
        return self._fetch(entity)

    def delete(self, annotation: str) -> None:
        """Remove an annotation of one's own, and the relations that start or end at it.

        Raises:
            UserProblem: it is not there, or belongs to somebody else.
        """
        session = self._session
        entity = entity_bytes(annotation)
        with session.operation("") as writer:
            old = self._own(entity)
            writer.title = f"Remove {self._name_of(old.label)}"
            writer.remove([entity])

    def get(self, annotation: str) -> Annotation:
        """Give an annotation by its id.

        Raises:
            UnknownNameError: there is none.
        """
        return self._fetch(entity_bytes(annotation))

    def find(
        self,
        article: str | None = None,
        *,
        annotators: Sequence[str] = (),
        labels: Sequence[str] = (),
    ) -> list[Annotation]:
        """List annotations by article and position; without conditions, all.

        Raises:
            UnknownNameError: there is no such article.
        """
        session = self._session
        number = None if article is None else session.article_number(article)
        with session.database.reading():
            found = session.annotations.find(article=number, annotators=annotators, labels=labels)
            if number is not None and self._hides(number):
                return [one for one in found if one.annotator == self._who]
            return list(found)

    def marks(
        self, article: str, starts: range | None = None, *, in_review: bool = False
    ) -> list[Mark]:
        """Give what is painted of an article's annotations, by their start.

        ``starts`` limits them to those that start in a stretch of the text (code points).
        ``in_review`` shows reviewers and leads what people who work blind do not see of each other.
        """
        session = self._session
        number = session.article_number(article)
        with session.database.reading():
            marks = session.annotations.marks(number, self.flawed, starts)
            if marks and self._hides(number, in_review=in_review):
                return [mark for mark in marks if mark.annotator == self._who]
            return marks

    def count(self, article: str) -> int:
        """Count an article's annotations, those that are kept from who works among them."""
        number = self._session.article_number(article)
        with self._session.database.reading():
            return self._session.annotations.count(number)

    def mark(self, entity: bytes, *, in_review: bool = False) -> Mark | None:
        """Give what is painted of one annotation; None if it is gone, or kept from who works."""
        session = self._session
        with session.database.reading():
            mark = session.annotations.mark(entity, self.flawed)
            if mark is not None and session.keeps_blind and mark.annotator != self._who:
                found = session.annotations.get(entity)
                number = None if found is None else session.articles.number(found.article)
                if number is not None and self._hides(number, in_review=in_review):
                    return None
            return mark

    @property
    def _who(self) -> str:
        return self._session.annotator.name

    def _hides(self, number: int, *, in_review: bool = False) -> bool:
        """Tell whether the window keeps others' work on an article from who works."""
        session = self._session
        return session.keeps_blind and session.team.hides(number, self._who, in_review=in_review)

    def flawed(self, label: str, attributes: Mapping[str, AttributeValue]) -> bool:
        """Tell whether the label is unknown or a required attribute is missing.

        Quick, for it is asked of every annotation that is painted; `flaws` looks at values too.
        """
        outline = self._session.outlines.get(label)
        return outline is None or any(key not in attributes for key in outline.required)

    def flaws(self, label: str, attributes: Mapping[str, AttributeValue]) -> list[str]:
        """Say what is wrong with an annotation's attributes, in sentences."""
        try:
            kind = self._session.scheme.label(label)
        except UnknownNameError as problem:
            return [str(problem)]
        faults = [
            f"{attribute.name} is missing."
            for attribute in kind.attributes
            if attribute.required and attribute.key not in attributes
        ]
        for key, value in attributes.items():
            try:
                kind.attribute(key).accept(value)
            except (AttributeProblem, UnknownNameError) as problem:
                faults.append(str(problem))
        return faults

    def _fetch(self, entity: bytes) -> Annotation:
        with self._session.database.reading():
            found = self._session.annotations.get(entity)
        if found is None:
            raise UnknownNameError("That annotation is not there (any more).")
        return found

    def own(self, annotation: str) -> Annotation:
        """Give an annotation of one's own.

        Raises:
            UserProblem: it is not there, or belongs to somebody else.
        """
        return self._own(entity_bytes(annotation))

    def _own(self, entity: bytes) -> Annotation:
        annotation = self._fetch(entity)
        self._session.require_own(annotation.annotator, f"“{annotation.quote[:40]}”")
        return annotation

    def _title(self, old: Annotation, label: Label, *, moved: bool) -> str:
        name = in_line(label.name)
        if old.label != label.key:
            return f"Change {self._name_of(old.label)} to {name}"
        return f"Move edge of {name}" if moved else f"Edit {name}"

    def _name_of(self, key: str) -> str:
        return next(
            (in_line(one.name) for one in self._session.scheme.labels if one.key == key), key
        )


def fitting(label: Label, attributes: Mapping[str, AttributeValue]) -> dict[str, AttributeValue]:
    """Check attributes against a label; what is None is left out.

    Raises:
        UserProblem: one is unknown or does not fit.
    """
    return {
        key: label.attribute(key).accept(value)
        for key, value in attributes.items()
        if value is not None
    }


def with_edges(
    fragments: Sequence[Fragment], start: int | None, end: int | None
) -> Sequence[Fragment]:
    """Move the outer edges, dropping fragments that come to lie outside; None stays."""
    first = fragments[0][0] if start is None else start
    last = fragments[-1][1] if end is None else end
    inside = [(max(a, first), min(b, last)) for a, b in fragments]
    kept = [(a, b) for a, b in inside if a < b] or [(first, last)]
    kept[0] = (first, kept[0][1])
    kept[-1] = (kept[-1][0], last)
    return kept


def surviving(label: Label, attributes: Mapping[str, AttributeValue]) -> dict[str, AttributeValue]:
    """Keep the attributes that another label has as well, with values that fit it."""
    kept = {}
    for attribute in label.attributes:
        if attribute.key in attributes:
            try:
                kept[attribute.key] = attribute.accept(attributes[attribute.key])
            except AttributeProblem:
                continue
    return kept
