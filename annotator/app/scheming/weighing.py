"""What a newer version of a scheme does to the annotations of a project, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple

from annotator.app.scheming.planning import UNTOUCHED, Effect, Plan, Touch
from annotator.app.session import Session
from annotator.model.annotation import Annotation
from annotator.model.identity import entity_bytes
from annotator.model.scheme import RelationType, Scheme
from annotator.store.carrying import label_counts, relation_ends

Level = Literal["ok", "note", "look"]
"""All is well; something to know; something to look at."""

_EVERY = 1_000


class EffectCount(NamedTuple):
    """How many annotations have one effect, and how many of them are others'; in a sentence."""

    text: str
    level: Level
    touch: Touch
    annotations: int
    others: int


class Weight(NamedTuple):
    """What a change does: how many annotations there are, how many stay, and the effects."""

    annotations: int
    kept: int
    effects: tuple[EffectCount, ...]
    relations: int
    """Relations whose ends the scheme does not allow any more."""


def weigh(
    session: Session, new: Scheme, progress: Callable[[int], None] = lambda _: None
) -> Weight:
    """Count what saving a scheme would do to the annotations of a project.

    Args:
        session: the project, with the scheme as it is.
        new: the scheme as it would be.
        progress: told how many annotations were looked at; what it raises stops the work.
    """
    plan = Plan(session.scheme, new)
    counts: Counter[Touch] = Counter()
    others: Counter[Touch] = Counter()
    touched = 0
    with session.database.reading() as connection:
        total = sum(label_counts(connection, session.database.coder).values())
        looked = session.annotations.records(labels=plan.labels) if plan.labels else iter(())
        for number, (_, record) in enumerate(looked, 1):
            if number % _EVERY == 0:
                progress(number)
            found = plan.touches(record["label"], record["attributes"])
            counts.update(found)
            if record["annotator"] != session.annotator.name:
                others.update(found)
            touched += any(one.effect not in UNTOUCHED for one in found)
        relations = _loose_relations(session, plan)
    effects = tuple(
        EffectCount(
            sentence(plan, touch, counts[touch], others[touch]),
            _level(touch.effect),
            touch,
            counts[touch],
            others[touch],
        )
        for touch in sorted(counts, key=_place)
    )
    return Weight(total, total - touched, effects, relations)


def touched(session: Session, new: Scheme, touch: Touch) -> Iterator[Annotation]:
    """Walk the annotations that a change touches in one way, by article and position."""
    plan = Plan(session.scheme, new)
    with session.database.reading():
        for one in session.annotations.find(labels=[touch.label]):
            if touch in plan.touches(one.label, one.attributes):
                yield one


def sentence(plan: Plan, touch: Touch, count: int, others: int) -> str:
    """Say what an effect is, with its count."""
    old = {one.key: one for one in plan.old.labels}
    label = old[touch.label]
    names = {one.key: one.name for one in label.attributes}
    for one in plan.new.labels:
        if one.key == plan.end_of(touch.label):
            names |= {it.key: it.name for it in one.attributes}
    field = f"“{names.get(touch.attribute, touch.attribute)}”"
    into = {it.key: it.name for it in plan.new.labels}.get(plan.end_of(label.key), "")
    words = _SENTENCES[touch.effect][count != 1].format(
        field=field, of=f"{_annotations(count)} of “{label.name}”", label=label.name, into=into,
        n=_annotations(count),
    )  # fmt: skip
    if others and touch.effect in ("lost", "renamed"):
        return f"{words}; {others:,} of others stay as they wrote them"
    return words


_SENTENCES: dict[Effect, tuple[str, str]] = {
    "merged": ("{of} is read as “{into}”", "{of} are read as “{into}”"),
    "retired": (
        "“{label}” takes no new annotations; {n} stays as before",
        "“{label}” takes no new annotations; {n} stay as before",
    ),
    "gone": ("{of} has no label any more", "{of} have no label any more"),
    "lost": ("{field} goes: {of} loses what it said", "{field} goes: {of} lose what it said"),
    "missing": ("{field} is required now: empty in {of}",) * 2,
    "new": ("{field} is new: empty in {of}",) * 2,
    "misfit": (
        "{field}: what {of} says is not allowed any more",
        "{field}: what {of} say is not allowed any more",
    ),
    "renamed": ("{field}: {of} gets the new value", "{field}: {of} get the new value"),
}
"""Each for one annotation and for several."""
_ORDER: tuple[Effect, ...] = (
    "gone", "lost", "misfit", "missing", "merged", "renamed", "retired", "new",
)  # fmt: skip


def _place(touch: Touch) -> tuple[int, str, str]:
    return _ORDER.index(touch.effect), touch.label, touch.attribute


def _level(effect: Effect) -> Level:
    return "note" if effect in ("merged", "renamed", "retired") else "look"


def _loose_relations(session: Session, plan: Plan) -> int:
    """Count relations whose ends the new scheme does not allow, though the old one did."""
    old = {one.key: one for one in plan.old.relations}
    new = {one.key: one for one in plan.new.relations}
    changed = {
        key
        for key, one in old.items()
        if key not in new or (new[key].sources, new[key].targets) != (one.sources, one.targets)
    }
    if not changed:
        return 0
    labels: dict[str, str | None] = {}

    def label_of(annotation: str) -> str | None:
        if annotation not in labels:
            found = session.annotations.get(entity_bytes(annotation))
            labels[annotation] = None if found is None else found.label
        return labels[annotation]

    connection = session.database.connection
    loose = 0
    for (kind, start, end), count in relation_ends(connection).items():
        ends = label_of(start), label_of(end)
        if kind not in changed or None in ends or not _allows(old, kind, ends, {}):
            continue
        moved: Mapping[str, str] = {key: plan.end_of(key) for key in ends if key is not None}
        loose += 0 if _allows(new, kind, ends, moved) else count
    return loose


def _allows(
    relations: Mapping[str, RelationType],
    kind: str,
    ends: tuple[str | None, str | None],
    moved: Mapping[str, str],
) -> bool:
    relation = relations.get(kind)
    start, end = (moved.get(one or "", one) for one in ends)
    return relation is not None and start in relation.sources and end in relation.targets


def _annotations(count: int) -> str:
    return "one annotation" if count == 1 else f"{count:,} annotations"
