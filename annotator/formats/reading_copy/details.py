"""What a mark tells of its annotation: label, person, values, note, and what it is linked to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

import orjson

from annotator.model.attributes import Attribute, ChoiceAttribute
from annotator.model.records import AnnotationRecord, RelationRecord
from annotator.model.scheme import Label, RelationType, Scheme
from annotator.text.shortening import shortened

_LONGEST_QUOTE = 160
"""Code points of a quote in the list; the text itself has all of it."""


class Details:
    """Writes the entries of the lists below the articles."""

    def __init__(self, scheme: Scheme, people: Mapping[str, str]) -> None:
        self._labels = {one.key: one for one in scheme.labels}
        self._classes = {one.key: f"l{number}" for number, one in enumerate(scheme.labels)}
        self._relations = {one.key: one for one in scheme.relations}
        self._people = people

    def classes(self, one: AnnotationRecord) -> str:
        """Give the classes of an annotation: its label's and its annotator's."""
        return f"{self._classes.get(one['label'], 'lx')} {self._people.get(one['annotator'], 'px')}"

    def label(self, key: str) -> str:
        """Give a label's name as people read it."""
        label = self._labels.get(key)
        return key if label is None else label.name

    def entry(
        self,
        one: AnnotationRecord,
        number: int,
        numbers: Mapping[str, int],
        quotes: Mapping[str, str],
        ties: list[RelationRecord],
    ) -> str:
        """Write the entry of an annotation.

        Args:
            one: the annotation.
            number: its number on the page.
            numbers, quotes: of all annotations of the article, by id.
            ties: the relations that begin or end at it.
        """
        unsure = '<span class="unsure">unsure</span>' if "certainty" in one else ""
        quote = escape(shortened(one["quote"], _LONGEST_QUOTE))
        top = (
            f'<li id="a{number}" class="{self.classes(one)}">'
            f'<p class="top"><span class="chip">{escape(self.label(one["label"]))}</span> '
            f'<a class="quote" href="#m{number}" dir="auto">{quote}</a> '
            f'<span class="who">{escape(one["annotator"])}</span>{unsure}</p>'
        )
        parts = [top]
        values = "".join(self._values(one, numbers, quotes))
        if values:
            parts.append(f"<dl>{values}</dl>")
        if one["note"]:
            parts.append(f'<p class="note" dir="auto">{escape(one["note"])}</p>')
        parts += [self._tie(tie, one["id"], numbers, quotes) for tie in ties]
        parts.append("</li>")
        return "".join(parts)

    def _values(
        self, one: AnnotationRecord, numbers: Mapping[str, int], quotes: Mapping[str, str]
    ) -> Iterator[str]:
        label = self._labels.get(one["label"])
        asked = [] if label is None else [attribute.key for attribute in label.attributes]
        values = one["attributes"]
        for key in sorted(values, key=lambda one: asked.index(one) if one in asked else len(asked)):
            value, attribute = values[key], _attribute(label, key)
            name = key if attribute is None else attribute.name
            if isinstance(value, str) and value in numbers:
                shown = _anchor(value, numbers, quotes)
            else:
                shown = escape(_shown(value, attribute))
            yield f'<dt>{escape(name)}</dt><dd dir="auto">{shown}</dd>'

    def _tie(
        self,
        tie: RelationRecord,
        here: str,
        numbers: Mapping[str, int],
        quotes: Mapping[str, str],
    ) -> str:
        kind = self._relations.get(tie["type"])
        outward = tie["from"] == here
        other = tie["to"] if outward else tie["from"]
        name = _tie_name(kind, tie["type"], outward=outward)
        arrow = "→" if outward else "←"
        note = f' <span class="who">{escape(tie["note"])}</span>' if tie["note"] else ""
        return (
            f'<p class="tie">{escape(name)} {arrow} {_anchor(other, numbers, quotes)} '
            f'<span class="who">{escape(tie["annotator"])}</span>{note}</p>'
        )


def _anchor(identity: str, numbers: Mapping[str, int], quotes: Mapping[str, str]) -> str:
    if identity not in numbers:
        return "an annotation that is not here"
    quote = escape(shortened(quotes[identity], _LONGEST_QUOTE))
    return f'<a href="#m{numbers[identity]}" dir="auto">“{quote}”</a>'


def _tie_name(kind: RelationType | None, key: str, *, outward: bool) -> str:
    if kind is None:
        return key
    return (kind.outward if outward else kind.inward) or kind.name


def _attribute(label: Label | None, key: str) -> Attribute | None:
    if label is None:
        return None
    return next((one for one in label.attributes if one.key == key), None)


def _shown(value: Any, attribute: Attribute | None) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            choices = attribute.choices if isinstance(attribute, ChoiceAttribute) else ()
            return next((one.name for one in choices if one.key == value), value)
        case {"value": number, "unit": unit, **rest} if not rest:
            return f"{number} {unit}"
        case {"name": str(name), **rest} if rest:
            return f"{name} ({', '.join(f'{key} {item}' for key, item in rest.items())})"
    return orjson.dumps(value).decode()
