"""Everything that can be done to a project, each as a deed that a random hand may choose."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from annotator import Project
from annotator.app.scheming.attributes import drop_attribute
from annotator.app.scheming.labels import add_label, change_label, merge_labels, nest, retire
from annotator.app.scheming.relations import drop_relation
from annotator.model.annotation import Annotation
from annotator.model.inconsistency import Subject
from annotator.model.scheme import Scheme
from annotator.problems import UserProblem

Deed = Callable[[Project, Random], object]
"""What is done; a `UserProblem` says that it cannot be done now, and changes nothing."""

WORDS = ("Kyiv", "the mayor", "400 hectares", "Olena", "حداد", "🇺🇦", "東京")
PEOPLE = ("Olena", "Mei")
_STATES = ("open", "done", "look")


def article_of(project: Project, chance: Random) -> str:
    """Choose an article."""
    return _articles(project, chance, 1)[0]


def _articles(project: Project, chance: Random, count: int) -> list[str]:
    found = [one.id for one in project.articles()]
    if len(found) < count:
        raise UserProblem("There are not so many articles.")
    return chance.sample(found, count)


def _own(project: Project, chance: Random, most: int = 1) -> list[Annotation]:
    """Choose some annotations of who works, in one article; perhaps there are none."""
    who = project.annotator.name
    found = project.annotations(article_of(project, chance), annotators=[who])
    return chance.sample(found, min(len(found), most))


def _span(project: Project, article: str, chance: Random) -> tuple[int, int]:
    text = project.article(article).text
    start = chance.randrange(len(text) - 1)
    return start, min(len(text), start + chance.randrange(1, 30))


def _label(project: Project, chance: Random) -> str:
    return chance.choice([one.key for one in project.scheme.labels])


def tag(project: Project, chance: Random) -> None:
    article = article_of(project, chance)
    project.annotate(article, *_span(project, article, chance), _label(project, chance))


def tag_fragments(project: Project, chance: Random) -> None:
    article = article_of(project, chance)
    pieces = [_span(project, article, chance) for _ in range(3)]
    project.annotate(article, 0, 0, _label(project, chance), fragments=pieces, note="parts")


def tag_all(project: Project, chance: Random) -> None:
    word = chance.choice(WORDS)
    places = []
    for article in project.articles():
        at = article.text.find(word)
        while at >= 0:
            places.append((article.id, at, at + len(word)))
            at = article.text.find(word, at + 1)
    project.bulk.tag(places, _label(project, chance))


def change_one(project: Project, chance: Random) -> None:
    for one in _own(project, chance):
        start, end = _span(project, one.article, chance)
        change = chance.choice(
            [{"label": _label(project, chance)}, {"start": start, "end": end}, {"note": "sic"}]
        )
        project.update(one.id, **change)  # type: ignore[arg-type]


def change_many(project: Project, chance: Random) -> None:
    ids = [one.id for one in _own(project, chance, 6)]
    if chance.random() < 0.5:
        project.bulk.relabel(ids, _label(project, chance))
    else:
        project.bulk.edit(ids, note="many", certainty="unsure")


def remove(project: Project, chance: Random) -> None:
    ids = [one.id for one in _own(project, chance, 4)]
    if len(ids) == 1:
        project.delete(ids[0])
    else:
        project.bulk.remove(ids)


def shape(project: Project, chance: Random) -> None:
    some = _own(project, chance, 3)
    if len(some) > 1:
        project.shaping.join([one.id for one in some])
    for one in some[:1]:
        project.shaping.split(one.id, chance.randrange(one.start, one.end))


def link(project: Project, chance: Random) -> None:
    if len(some := _own(project, chance, 2)) == 2:
        one, other = (one.id for one in some)
        for offer in project.relating.offers_between(one, other)[:1]:
            ends = (one, other) if offer.outward else (other, one)
            project.relate(ends[0], offer.type, ends[1])


def change_link(project: Project, chance: Random) -> None:
    who = project.annotator.name
    own = [one for one in project.relations() if one.annotator == who]
    for one in chance.sample(own, min(1, len(own))):
        others = project.relating.alternatives(one.id)
        if others and chance.random() < 0.5:
            offer = chance.choice(others)
            project.relating.change(one.id, kind=offer.type, turned=not offer.outward)
        elif chance.random() < 0.5:
            project.relating.change(one.id, note="so it says")
        else:
            project.relating.unrelate(one.id)


def change_scheme(project: Project, chance: Random) -> None:
    scheme = project.scheme
    keys = [one.key for one in scheme.labels]
    one, other = chance.sample(keys, 2)
    kinds = [kind.key for kind in scheme.relations]
    with_fields = [one for one in scheme.labels if one.attributes]
    steps: list[Callable[[], Scheme]] = [
        lambda: add_label(scheme, f"Label {scheme.version}")[0],
        lambda: change_label(scheme, one, name=f"Named {scheme.version}"),
        lambda: merge_labels(scheme, one, other),
        lambda: retire(scheme, one),
        lambda: nest(scheme, one, other),
    ]
    if kinds:
        steps.append(lambda: drop_relation(scheme, chance.choice(kinds)))
    if with_fields:
        label = chance.choice(with_fields)
        steps.append(lambda: drop_attribute(scheme, label.key, label.attributes[0].key))
    project.schemes.save(chance.choice(steps)(), base=scheme)


def add_example(project: Project, chance: Random) -> None:
    for one in _own(project, chance):
        positive = chance.random() < 0.5
        project.schemes.add_example(one.article, one.fragments, one.label, positive=positive)


def care_for_articles(project: Project, chance: Random) -> None:
    article = article_of(project, chance)
    what = chance.randrange(5)
    if what == 0:
        project.corpus.set_state(article, chance.choice(_STATES))  # type: ignore[arg-type]
    elif what == 1:
        project.corpus.set_flag([article], chance.choice(["", "ask the desk"]))
    elif what == 2:
        project.details.change([article], {"title": f"Title {chance.randrange(9)}"})
    elif what == 3:
        project.shelving.retire([article], "a copy")
    else:
        project.shelving.bring_back([one.article for one in project.shelving.retired()])


def compare_versions(project: Project, chance: Random) -> None:
    older, newer = _articles(project, chance, 2)
    project.versions.declare(newer, older)
    if places := project.versions.plan(older, newer).certain():
        project.versions.carry(older, newer, places)


def review(project: Project, chance: Random) -> None:
    article = article_of(project, chance)
    units = [one.unit for one in project.reviewing.article(article).units]
    if not units:
        project.reviewing.comment(article, "Hm", None, chance.choice(["say", "ask", "resolve"]))
        return
    unit = chance.choice(units)
    if chance.random() < 0.6:
        project.reviewing.accept(article, unit)
    else:
        project.reviewing.reopen(article, unit)


def silence(project: Project, chance: Random) -> None:
    known = project.silences.all()
    if known and chance.random() < 0.5:
        project.silences.take_back(chance.choice(known).id)
    else:
        project.silences.add(Subject("labels", chance.choice(WORDS).casefold()))


def lead(project: Project, chance: Random) -> None:
    what = chance.randrange(3)
    if what == 0:
        project.team.assign([article_of(project, chance)], [chance.choice(PEOPLE)])
    elif what == 1:
        project.team.set_lanes(chance.sample(PEOPLE, 2))
    else:
        project.team.set_role("Mei", chance.choice(["reviewer", "annotator", None]))


def paste(project: Project, chance: Random) -> None:
    words = " ".join(chance.choice(WORDS) for _ in range(chance.randrange(3, 40)))
    project.import_text(f"Pasted\n\n{words} said so.")


def merge(project: Project, chance: Random) -> None:
    """Take over what a teammate did on a copy."""
    folder = project.path.parent
    copy = Path(folder / f"copy {chance.randrange(1_000_000)}.annot")
    if not copy.exists():
        project.backup(copy)
        with Project.open(copy, "Mei") as other:
            other.session.backs_up = False
            for deed in (tag, tag_all, link, remove):
                deed(other, chance)
    project.merge(copy)


def undo(project: Project, chance: Random) -> None:
    for _ in range(chance.choice([1, 1, 1, 4])):
        project.undo()


def redo(project: Project, chance: Random) -> None:
    for _ in range(chance.choice([1, 1, 2])):
        project.redo()


def go_back(project: Project, chance: Random) -> None:
    steps = [one.id for one in project.timeline.steps()]
    step = chance.choice(steps[: chance.choice([3, 10, 100])])
    project.timeline.weigh(step)
    project.timeline.go_back(step)


DEEDS: tuple[Deed, ...] = (
    *[tag] * 6, tag_fragments, tag_all, *[change_one] * 2, change_many, remove, shape, *[link] * 4,
    change_link, change_scheme, add_example, care_for_articles, compare_versions, review, silence,
    lead, paste, merge, *[undo] * 5, *[redo] * 3, *[go_back] * 2,
)  # fmt: skip
