"""Whatever is done in whatever order, a project is what a plain model of it says, and sound.

The model knows nothing of revisions: it keeps the state after each action that stands, and undo
and redo walk along them.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)

from annotator import Project
from annotator.model.annotation import Annotation
from annotator.model.article import Metadata
from annotator.model.identity import article_digest
from annotator.model.incoming import Incoming, IncomingAnnotation
from annotator.problems import UserProblem
from annotator.store.importing import Importer

TEXTS = {
    article_digest(text).hex(): text
    for text in (
        "Olena said 600 km² burned. 😀 End",
        "東京 is far.\nVery far.",
        "Third e\u0301dition, last",
    )
}
"""By the ids of the articles they become."""
FIRST = next(iter(TEXTS))
PEOPLE = ("Olena", "Ben", "علی‌رضا")
LABELS = ("source", "location", "figure")
STATES = st.sampled_from(["open", "done", "look"])
NOTES = st.sampled_from(["", "a note", "“‘\u2028"])
ATTRIBUTES = st.sampled_from([{}, {"role": "mayor"}])


@dataclass
class State:
    """What a person sees: annotations by id, relations by id, articles, states, annotators."""

    annotations: dict[str, dict[str, Any]] = field(default_factory=dict)
    relations: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    articles: set[str] = field(default_factory=set)
    states: dict[tuple[str, str], tuple[str, frozenset[str]]] = field(default_factory=dict)
    """What somebody says of an article, and the labels they looked for and found none of."""
    annotators: set[str] = field(default_factory=lambda: {"Olena"})


class Actions(RuleBasedStateMachine):
    """Does any of the verbs, as any of three people, in one or the other of two windows."""

    ids = Bundle("ids")

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "p.annot"
        self.windows = [Project.create(self.path, annotator="Olena"), self._open()]
        self.now = State()
        self.past: list[State] = []
        self.future: list[State] = []
        self.who = "Olena"

    def _open(self) -> Project:
        project = Project.open(self.path, annotator="Olena")
        project.session.backs_up = False
        return project

    @property
    def project(self) -> Project:
        return self.windows[0]

    def teardown(self) -> None:
        texts = {article.id: article.text for article in self.project.articles()}
        faults = self.project.check()
        history = list(self.project.history())
        for window in self.windows:
            window.close()
        self.folder.cleanup()
        assert faults == []
        assert texts == {article: TEXTS[article] for article in self.now.articles}
        assert sum(one.act == "do" and one.state == "done" for one in history) == len(self.past)

    def did(self, state: State) -> None:
        """Note that an action was done, if it changed anything."""
        if state != self.now:
            state.annotators.add(self.who)
            self.past.append(self.now)
            self.future.clear()
            self.now = state

    @initialize(target=ids)
    def begin(self) -> Any:
        self.project.import_text(TEXTS[FIRST])
        state = State(articles={FIRST})
        self.did(state)
        return multiple()

    # Who works, and where

    @rule(who=st.sampled_from(PEOPLE))
    def work_as(self, who: str) -> None:
        self.who = who
        for window in self.windows:
            window.work_as(who)

    @rule()
    def go_to_the_other_window(self) -> None:
        self.windows.reverse()

    @rule()
    def reopen(self) -> None:
        self.windows[0].close()
        self.windows[0] = self._open()
        self.windows[0].work_as(self.who)

    # Articles

    @rule(article=st.sampled_from(sorted(TEXTS)))
    def paste(self, article: str) -> None:
        state = copy.deepcopy(self.now)
        state.articles.add(article)
        assert self.project.import_text(TEXTS[article]).id == article
        self.did(state)

    @rule(target=ids, data=st.data())
    def import_annotations(self, data: st.DataObject) -> Any:
        """Import texts with annotations of others: a bulk, one step."""
        state = copy.deepcopy(self.now)
        incoming: list[Incoming] = []
        expected = 0
        for article in data.draw(st.lists(st.sampled_from(sorted(TEXTS)), min_size=1, max_size=3)):
            text = TEXTS[article]
            state.articles.add(article)
            end = data.draw(st.integers(1, len(text)))
            note = data.draw(NOTES)
            annotations: list[IncomingAnnotation] = [
                {"label": "figure", "start": 0, "end": end, "annotator": "Ben", "note": note},
                {"label": "source", "start": end - 1, "end": end},
            ]
            incoming.append(Incoming(text, Metadata(title="t"), annotations=annotations))
            expected += sum(not self.is_here(article, one) for one in annotations)
        with self.project.session.operation("Import") as writer:
            Importer(writer, self.project.annotator).run(incoming)
        new = [one for one in self.project.annotations() if one.id not in self.now.annotations]
        assert len(new) == expected
        for one in new:
            state.annotations[one.id] = shown(one)
            state.annotators.add(one.annotator)
        self.did(state)
        return multiple(*(one.id for one in new))

    def is_here(self, article: str, incoming: IncomingAnnotation) -> bool:
        """Tell whether an annotation equal to an incoming one stands there."""
        sought = {
            "article": article,
            "who": incoming.get("annotator", self.who),
            "label": incoming["label"],
            "fragments": ((incoming["start"], incoming["end"]),),
            "attributes": {},
            "note": incoming.get("note", ""),
            "certainty": "sure",
        }
        return any(sought.items() <= one.items() for one in self.now.annotations.values())

    @precondition(lambda self: self.now.articles)
    @rule(state=STATES, data=st.data())
    def set_state(self, state: Any, data: st.DataObject) -> None:
        article = data.draw(st.sampled_from(sorted(self.now.articles)))
        after = copy.deepcopy(self.now)
        after.states[self.who, article] = state, self.found_none(article, state)
        self.project.corpus.set_state(article, state)
        self.did(after)

    def found_none(self, article: str, state: str) -> frozenset[str]:
        """Who is done has looked for all, and found none of what they have not tagged."""
        if state != "done":
            return frozenset()
        tagged = {
            one["label"]
            for one in self.now.annotations.values()
            if (one["who"], one["article"]) == (self.who, article)
        }
        return frozenset(LABELS) - tagged

    # Annotations

    @precondition(lambda self: self.now.articles)
    @rule(
        target=ids,
        data=st.data(),
        label=st.sampled_from(LABELS),
        note=NOTES,
        attributes=ATTRIBUTES,
        certainty=st.sampled_from(["sure", "unsure"]),
    )
    def annotate(
        self, data: st.DataObject, label: str, note: str, attributes: Any, certainty: Any
    ) -> str:
        article = data.draw(st.sampled_from(sorted(self.now.articles)))
        fragments = data.draw(fragments_of(TEXTS[article]))
        values = attributes if label == "source" else {}
        made = self.project.annotate(
            article,
            0,
            0,
            label,
            fragments=fragments,
            note=note,
            attributes=values,
            certainty=certainty,
        )
        state = copy.deepcopy(self.now)
        state.annotations[made.id] = {
            "article": article,
            "who": self.who,
            "label": label,
            "fragments": tuple(fragments),
            "note": note,
            "attributes": values,
            "certainty": certainty,
        }
        self.did(state)
        return made.id

    @rule(
        one=ids,
        label=st.none() | st.sampled_from(LABELS),
        note=st.none() | NOTES,
        attributes=st.none() | ATTRIBUTES,
        data=st.data(),
    )
    def update(self, one: str, label: Any, note: Any, attributes: Any, data: st.DataObject) -> None:
        old = self.now.annotations.get(one)
        fragments = None
        if old is not None and data.draw(st.booleans()):
            fragments = data.draw(fragments_of(TEXTS[old["article"]]))
        kind = label or (old["label"] if old else "source")
        if attributes and kind != "source":
            attributes = {}
        try:
            self.project.update(
                one, label=label, note=note, attributes=attributes, fragments=fragments
            )
        except UserProblem:
            assert old is None or old["who"] != self.who
            return
        assert old is not None
        state = copy.deepcopy(self.now)
        new = state.annotations[one]
        if label is not None and label != old["label"]:
            new |= {"label": label, "attributes": {}}
            # Only a source says something; what is said may be anything.
            for relation, (source, _, _) in self.now.relations.items():
                if source == one and label != "source":
                    del state.relations[relation]
        if note is not None:
            new["note"] = note
        if attributes is not None:
            new["attributes"] = attributes
        if fragments is not None:
            new["fragments"] = tuple(fragments)
        self.did(state)

    @rule(one=ids)
    def delete(self, one: str) -> None:
        old = self.now.annotations.get(one)
        try:
            self.project.delete(one)
        except UserProblem:
            assert old is None or old["who"] != self.who
            return
        assert old is not None
        state = copy.deepcopy(self.now)
        del state.annotations[one]
        for relation, ends in self.now.relations.items():
            if one in ends:
                del state.relations[relation]
        self.did(state)

    @rule(one=ids, two=ids)
    def relate(self, one: str, two: str) -> None:
        source, target = (self.now.annotations.get(end) for end in (one, two))
        try:
            made = self.project.relate(one, "says", two)
        except UserProblem:
            assert (
                source is None
                or target is None
                or source["label"] != "source"
                or source["article"] != target["article"]
                or one == two
                or (one, "says", two) in self.now.relations.values()
            )
            return
        state = copy.deepcopy(self.now)
        state.relations[made.id] = (one, "says", two)
        self.did(state)

    # History

    @rule()
    def undo(self) -> None:
        changes = self.project.undo()
        assert (changes is not None) == bool(self.past)
        if self.past:
            self.future.append(self.now)
            self.now = self.past.pop()

    @rule()
    def redo(self) -> None:
        changes = self.project.redo()
        assert (changes is not None) == bool(self.future)
        if self.future:
            self.past.append(self.now)
            self.now = self.future.pop()

    # What holds

    @invariant()
    def both_windows_show_what_the_model_says(self) -> None:
        for window in self.windows:
            assert {one.id: shown(one) for one in window.annotations()} == self.now.annotations
            assert {
                one.id: (one.source, one.type, one.target) for one in window.relations()
            } == self.now.relations
            assert {one.name for one in window.annotators()} == self.now.annotators
            rows = window.corpus.rows(window.corpus.numbers())
            assert {row.id: row.state for row in rows} == {
                article: self.now.states.get((self.who, article), ("open",))[0]
                for article in self.now.articles
            }
        assert (self.project.next_undo() is not None) == bool(self.past)
        assert (self.project.next_redo() is not None) == bool(self.future)


def shown(annotation: Annotation) -> dict[str, Any]:
    return {
        "article": annotation.article,
        "who": annotation.annotator,
        "label": annotation.label,
        "fragments": annotation.fragments,
        "note": annotation.note,
        "attributes": annotation.attributes,
        "certainty": annotation.certainty,
    }


def fragments_of(text: str) -> st.SearchStrategy[list[tuple[int, int]]]:
    """One to three fragments of a text that do not touch."""
    places = st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True).map(sorted)
    return places.map(lambda edges: [(edges[n], edges[n + 1]) for n in range(0, len(edges) - 1, 2)])


TestActions = Actions.TestCase
TestActions.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
