"""Everything that somebody may do with a project, each thing with whatever comes to hand."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar, get_args

import orjson

from annotator import Project
from annotator.app.scheming import labels as labelling
from annotator.app.scheming.attributes import drop_attribute, put_attribute
from annotator.app.scheming.relations import add_relation, drop_relation
from annotator.model.annotation import Annotation
from annotator.model.attributes import attribute_adapter
from annotator.model.export import ExportPlan, Selection
from annotator.model.inconsistency import Subject, string_key
from annotator.model.records import AttributeValue
from annotator.model.scheme import Scheme
from annotator.problems import UserProblem
from annotator.text.paragraphs import paragraphs
from annotator.text.zone import Role, Zone
from tests.nasty import CANONICAL, RAW

_Thing = TypeVar("_Thing")
_NEWS = "The minister said on Monday that 600 km² had burned near Kyiv.\n\nBy Ann Lee\n\n"
BASE = (f"{_NEWS}A third paragraph.", f"{_NEWS.replace('minister', 'mayor')}A third paragraph.")
TEXTS = [_NEWS + text for text in (*CANONICAL.values(), *RAW.values())]
_WORDS = ("Ukraine", "İ", "ß", "😀", "no\u0301te", "a b", "", "\u200fעב", "  sp ")
_ROLES: tuple[Role, ...] = get_args(Role)
_DETAILS: dict[Any, Sequence[str]] = {
    "title": _WORDS, "outlet": _WORDS, "byline": _WORDS, "reference": _WORDS, "language": ("en",),
    "published": ("2026-02-03", "9 Feb 2026", "2026", ""), "url": ("https://example.org/a", ""),
}  # fmt: skip


class Hand:
    """Takes something up at random.

    Raises:
        UserProblem: there is nothing of what is wanted; so may every method.
    """

    def __init__(self, project: Project, chance: random.Random) -> None:
        self.project, self.chance = project, chance

    def any_of(self, things: Sequence[_Thing]) -> _Thing:
        if not things:
            raise UserProblem("There is nothing to take.")
        return self.chance.choice(things)

    def article(self) -> str:
        retired = [one.article for one in self.project.shelving.retired()]
        return self.any_of([*(one.id for one in self.project.articles()), *retired])

    def articles(self) -> list[str]:
        return [self.article() for _ in range(self.chance.choice([1, 1, 3]))]

    def span(self, article: str) -> tuple[int, int]:
        length = len(self.project.article(article).text)
        start = self.chance.randrange(length)
        return start, min(length, start + self.any_of([1, 3, 8, 20]))

    def label(self) -> str:
        return self.any_of([one.key for one in self.project.labels])

    def words(self) -> str:
        return self.any_of(_WORDS)

    def annotations(self) -> list[Annotation]:
        """One's own, mostly."""
        own = self.chance.random() < 0.9
        me = [self.project.annotator.name] if own else []
        return self.project.annotations(annotators=me)

    def annotation(self) -> Annotation:
        return self.any_of(self.annotations())

    def some(self) -> list[str]:
        found = self.annotations()
        most = min(len(found), self.any_of([1, 2, 9]))
        return [one.id for one in self.chance.sample(found, most)]

    def values(self, label: str) -> dict[str, AttributeValue]:
        """Values of the kinds that are easily made up."""
        found: dict[str, AttributeValue] = {}
        for one in self.project.scheme.label(label).attributes:
            if self.chance.random() < 0.4:
                if one.kind == "text":
                    found[one.key] = self.words()
                elif one.kind == "choice":
                    found[one.key] = self.any_of([choice.key for choice in one.choices])
                elif one.kind == "link":
                    found[one.key] = self.annotation().id
        return found


def said(project: Project) -> dict[str, Any]:
    """Tell all that a project says, in an order that does not hang on when it was said."""
    with TemporaryDirectory() as folder:
        out = Path(folder) / "all.jsonl"
        plan = ExportPlan(format="jsonl", selection=Selection(retired=True))
        project.exporting.run(out, plan).losses.close()
        lines = [orjson.loads(line) for line in out.read_bytes().splitlines()]
    for line in lines:
        for found in line.values():
            if isinstance(found, list) and found and isinstance(found[0], dict):
                found.sort(key=orjson.dumps)
    return {
        "articles": sorted(lines, key=lambda line: line["id"]),
        "scheme": project.scheme,
        "versions": sorted(project.versions.links()),
        "everywhere": sorted(one.id for one in project.silences.all()),
        "retired": sorted(project.shelving.retired()),
        "assigned": sorted((one.article, one.annotator) for one in project.team.assignments()),
    }


def undone(state: dict[str, Any]) -> dict[str, Any]:
    """Leave out when things were changed: undo does so now."""
    articles = [
        {
            key: [
                {name: value for name, value in one.items() if name != "modified"}
                if isinstance(one, dict)
                else one
                for one in found
            ]
            if isinstance(found, list)
            else found
            for key, found in line.items()
        }
        for line in state["articles"]
    ]
    for line in articles:
        for key in ("annotations", "relations"):
            line[key] = sorted(line[key], key=orjson.dumps)
    return state | {"articles": articles}


# The verbs


def tag(hand: Hand) -> None:
    article, label = hand.article(), hand.label()
    hand.project.annotate(
        article, *hand.span(article), label, note=hand.words(), attributes=hand.values(label),
        certainty=hand.any_of(["sure", "unsure"]),
    )  # fmt: skip


def change(hand: Hand) -> None:
    one = hand.annotation()
    changes: list[dict[str, Any]] = [
        {"label": hand.label()},
        {"start": one.start + hand.any_of([-2, 1, 3])},
        {"end": one.end + hand.any_of([-2, 1, 3])},
        {"note": hand.words(), "certainty": "unsure"},
        {"attributes": hand.values(one.label)},
    ]
    hand.project.update(one.id, **hand.any_of(changes))


def delete(hand: Hand) -> None:
    hand.project.delete(hand.annotation().id)


def add_words(hand: Hand) -> None:
    one = hand.annotation()
    hand.project.shaping.add_words(one.id, [hand.span(one.article)])


def take_out(hand: Hand) -> None:
    one = hand.annotation()
    hand.project.shaping.take_out(one.id, hand.any_of(one.fragments)[0])


def split(hand: Hand) -> None:
    one = hand.annotation()
    hand.project.shaping.split(one.id, hand.chance.randint(one.start, one.end))


def join(hand: Hand) -> None:
    one = hand.annotation()
    alike = [
        other.id
        for other in hand.annotations()
        if (other.article, other.label) == (one.article, one.label)
    ]
    some = hand.chance.sample(alike, min(len(alike), 3))
    hand.project.shaping.join(some, whole=hand.any_of([True, False]))


def relate(hand: Hand) -> None:
    one = hand.annotation()
    other = hand.any_of(hand.project.annotations(one.article))
    offer = hand.any_of(hand.project.relating.offers_between(one.id, other.id))
    ends = (one.id, other.id) if offer.outward else (other.id, one.id)
    hand.project.relating.relate(ends[0], offer.type, ends[1], note=hand.words())


def change_relation(hand: Hand) -> None:
    relating, one = hand.project.relating, hand.any_of(hand.project.relations())
    if hand.any_of([True, False]):
        relating.unrelate(one.id)
    else:
        relating.change(one.id, note=hand.words())


def tag_many(hand: Hand) -> None:
    label = hand.label()
    spans = [(article, *hand.span(article)) for article in hand.articles()]
    hand.project.bulk.tag(spans, label, hand.values(label))


def relabel_many(hand: Hand) -> None:
    hand.project.bulk.relabel(hand.some(), hand.label())


def remove_many(hand: Hand) -> None:
    hand.project.bulk.remove(hand.some())


def edit_many(hand: Hand) -> None:
    hand.project.bulk.edit(hand.some(), None, hand.words(), "unsure")


def set_zones(hand: Hand) -> None:
    article, details = hand.article(), hand.project.details
    if hand.any_of([True, False]):
        details.give_roles(article, [Zone(*hand.span(article), hand.any_of(_ROLES))])
    else:
        text = hand.project.article(article).text
        details.set_zones(article, [hand.any_of(_ROLES) for _ in paragraphs(text)])
    reached = 0
    for zone in hand.project.article(article).zones:
        assert reached <= zone.start < zone.end
        reached = zone.end


def change_details(hand: Hand) -> None:
    field = hand.any_of(list(_DETAILS))
    hand.project.details.change(hand.articles(), {field: hand.any_of(_DETAILS[field])})


def flag(hand: Hand) -> None:
    hand.project.corpus.set_flag(hand.articles(), hand.words())


def mark(hand: Hand) -> None:
    hand.project.corpus.set_states(hand.articles(), hand.any_of(["open", "done", "look"]))


def find_none(hand: Hand) -> None:
    looked = hand.any_of([True, False])
    hand.project.corpus.looked_and_found_none(hand.article(), hand.label(), looked=looked)


def say_apart(hand: Hand) -> None:
    hand.project.copies.say_apart(hand.article(), hand.articles())


def intend(hand: Hand) -> None:
    article = hand.article()
    start, end = hand.span(article)
    string = string_key(hand.project.article(article).text[start:end])
    subject = hand.any_of([Subject("untagged", string, hand.label()), Subject("labels", string)])
    spots = hand.any_of([[], [(article, start, end)]])
    hand.project.silences.add(subject, hand.words(), spots)


def take_intention_back(hand: Hand) -> None:
    hand.project.silences.take_back(hand.any_of(hand.project.silences.all()).id)


def retire(hand: Hand) -> None:
    hand.project.shelving.retire(hand.articles(), hand.words())


def bring_back(hand: Hand) -> None:
    hand.project.shelving.bring_back(hand.articles())


def link_versions(hand: Hand) -> None:
    hand.project.versions.declare(hand.article(), hand.article())


def part_versions(hand: Hand) -> None:
    link = hand.any_of(hand.project.versions.links())
    hand.project.versions.take_back(link.newer, link.older)


def carry(hand: Hand) -> None:
    plan = hand.project.versions.plan(hand.article(), hand.article())
    places = plan.from_score(hand.any_of([0.3, 0.8]))
    hand.project.versions.carry(plan.old, plan.new, places)
    again = hand.project.versions.plan(plan.old, plan.new)
    assert not places.keys() & again.from_score(0.3).keys()


def change_scheme(hand: Hand) -> None:
    scheme = hand.project.scheme
    key, other = hand.label(), hand.label()
    new = attribute_adapter.validate_python({"key": hand.any_of(["k", "role"]), "kind": "text"})
    known = [one.key for one in scheme.label(key).attributes]
    edits: list[Callable[[], Scheme]] = [
        lambda: labelling.add_label(scheme, f"New {hand.chance.random()}", parent=key)[0],
        lambda: labelling.change_label(scheme, key, name=f"Other {hand.chance.random()}"),
        lambda: labelling.drop_label(scheme, key),
        lambda: labelling.retire(scheme, key),
        lambda: labelling.bring_back(scheme, key),
        lambda: labelling.merge_labels(scheme, key, other, fields=hand.any_of([True, False])),
        lambda: labelling.nest(scheme, key, other),
        lambda: labelling.move_label(scheme, key, 1),
        lambda: put_attribute(scheme, key, new),
        lambda: drop_attribute(scheme, key, hand.any_of(known)),
        lambda: add_relation(scheme, f"Near {hand.chance.random()}")[0],
        lambda: drop_relation(scheme, hand.any_of([one.key for one in scheme.relations])),
    ]
    wanted = hand.any_of(edits)()
    hand.project.schemes.weigh(wanted)
    hand.project.schemes.save(wanted)


def add_example(hand: Hand) -> None:
    one = hand.annotation()
    hand.project.schemes.add_example(one.article, one.fragments, one.label, positive=True)


def assign(hand: Hand) -> None:
    team = hand.project.team
    team.require("lead")
    team.apply(team.plan([hand.article()], ["Olena"]))


def paste(hand: Hand) -> None:
    hand.project.import_text(hand.any_of(TEXTS))


def settle(hand: Hand) -> None:
    conflict = hand.any_of(hand.project.conflicts())
    hand.project.exchanging.settle(conflict.entity, hand.any_of(conflict.sides).digest)


def go_back(hand: Hand) -> None:
    hand.project.timeline.go_back(hand.any_of(hand.project.timeline.steps()[:8]).id)


def review(hand: Hand) -> None:
    article, reviewing = hand.article(), hand.project.reviewing
    unit = hand.any_of(reviewing.article(article).units)
    if hand.any_of([True, False]):
        reviewing.accept(article, unit)
    else:
        reviewing.unsure(article, unit)


def undo(hand: Hand) -> None:
    """Undo a step, but none that brought the articles."""
    step = hand.project.next_undo()
    if step is not None and not step.title.startswith(("Import", "Start")):
        hand.project.undo()


def redo(hand: Hand) -> None:
    hand.project.redo()


VERBS: tuple[Callable[[Hand], None], ...] = (
    tag, tag, tag, change, delete, add_words, take_out, split, join, relate, relate,
    change_relation, tag_many, relabel_many, remove_many, edit_many, set_zones, change_details,
    flag, mark, find_none, say_apart, intend, take_intention_back, retire, bring_back, bring_back,
    link_versions, part_versions, carry, carry, change_scheme, change_scheme, add_example, assign,
    paste, settle, go_back, review,
)  # fmt: skip
