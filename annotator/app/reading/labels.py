"""Labels and annotators of other people's files: counted, and mapped to those of the project."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, cast

from annotator.model.incoming import Incoming, IncomingAnnotation, Skipped

NewLabels = Literal["add", "skip"]
"""What becomes of labels that are not mapped and not in the scheme: added to it, or left out."""
_QUOTE = 160
"""Code points of a quote that are kept."""


class LabelCount(NamedTuple):
    """A label of the files: what it became here (None: left out), how often, and a first quote."""

    label: str
    key: str | None
    annotations: int
    quote: str


class PersonCount(NamedTuple):
    """An annotator of the files (None: nobody is named), and how many annotations they have."""

    name: str | None
    annotations: int


@dataclass(slots=True)
class _Seen:
    key: str | None
    quote: str
    count: int = 0


@dataclass(slots=True)
class LabelMapping:
    """Counts what comes through, and gives it our names.

    Attributes:
        labels: by label of the files the key here; None leaves its annotations out.
        annotators: by name in the files the name here.
        known: the keys of the project's scheme.
        new: what becomes of other labels.
    """

    labels: Mapping[str, str | None] = field(default_factory=dict)
    annotators: Mapping[str, str] = field(default_factory=dict)
    known: Collection[str] = ()
    new: NewLabels = "add"
    _labels: dict[str, _Seen] = field(default_factory=dict)
    _people: dict[str | None, int] = field(default_factory=dict)
    _relations: int = 0

    def through(self, articles: Iterator[Incoming]) -> Iterator[Incoming]:
        """Give articles as they are to be taken; begins to count anew."""
        self._labels.clear()
        self._people.clear()
        self._relations = 0
        for article in articles:
            yield self._mapped(article)

    def counted(self) -> list[LabelCount]:
        """List the labels that came, the most frequent first."""
        found = [
            LabelCount(label, seen.key, seen.count, seen.quote)
            for label, seen in self._labels.items()
        ]
        return sorted(found, key=lambda one: (-one.annotations, one.label))

    def people(self) -> list[PersonCount]:
        """List whose annotations came, those with the most first."""
        found = [PersonCount(name, count) for name, count in self._people.items()]
        return sorted(found, key=lambda one: (-one.annotations, one.name or ""))

    def left_out(self) -> list[Skipped]:
        """Say what was left out because of its label."""
        said = []
        for one in self.counted():
            if one.key is not None:
                continue
            number = "1 annotation" if one.annotations == 1 else f"{one.annotations:,} annotations"
            asked = self.labels.get(one.label, one.label) is None
            why = "as asked for" if asked else "the scheme has no such label"
            said.append(Skipped("The import", f"{number} of “{one.label}”: {why}"))
        if self._relations:
            number = "1 link" if self._relations == 1 else f"{self._relations:,} links"
            said.append(Skipped("The import", f"{number} to annotations that were left out"))
        return said

    def _mapped(self, article: Incoming) -> Incoming:
        annotations = list(article.annotations)
        labels, people = self._labels, self._people
        changes = False
        for one in annotations:
            label = one["label"]
            seen = labels.get(label)
            if seen is None:
                seen = labels[label] = _Seen(self._key(label), _quote(article, one))
            seen.count += 1
            name = one.get("annotator")
            people[name] = people.get(name, 0) + 1
            changes = changes or seen.key != label
        none = self._none(article.none)
        if not changes and not self.annotators and none == article.none:
            return article._replace(annotations=annotations)
        kept = annotations
        relations = list(article.relations)
        if changes:
            kept = [one for one in annotations if labels[one["label"]].key is not None]
            gone = {one["id"] for one in annotations if "id" in one} - {
                one["id"] for one in kept if "id" in one
            }
            before = len(relations)
            relations = [one for one in relations if not {one["from"], one["to"]} & gone]
            self._relations += before - len(relations)
        return article._replace(
            annotations=[self._renamed(one) for one in kept],
            relations=[self._with_people(one) for one in relations],
            verdicts=[self._with_people(one, "reviewer") for one in article.verdicts],
            comments=[self._with_people(one, "author") for one in article.comments],
            states=self._by_person(article.states),
            none=none,
            kinds=self._by_person(article.kinds) or {},
        )

    def _key(self, label: str) -> str | None:
        key = self.labels.get(label, label)
        return None if self.new == "skip" and key not in self.known else key

    def _renamed(self, annotation: IncomingAnnotation) -> IncomingAnnotation:
        key = self._labels[annotation["label"]].key
        assert key is not None
        renamed = self._with_people(annotation)
        if key != annotation["label"]:
            renamed = renamed | {"label": key}
        return cast("IncomingAnnotation", renamed)

    def _with_people(self, line: Any, field_name: str = "annotator") -> Any:
        name = line.get(field_name)
        here = self.annotators.get(name, name)
        return line if here == name else line | {field_name: here}

    def _by_person(self, told: Mapping[str, Any] | None) -> Any:
        if not told or not self.annotators:
            return told
        return {self.annotators.get(name, name): one for name, one in told.items()}

    def _none(self, none: dict[str, list[str]] | None) -> dict[str, list[str]] | None:
        """Give of which labels somebody found none, in our names."""
        if not none:
            return none
        return {
            self.annotators.get(name, name): [
                key for label in labels if (key := self._key(label)) is not None
            ]
            for name, labels in none.items()
        }


def _quote(article: Incoming, annotation: IncomingAnnotation) -> str:
    there = article.text[max(0, annotation["start"]) : max(0, annotation["end"])]
    return annotation.get("quote", there)[:_QUOTE]
