"""What the form reads of the project and the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.model.identity import entity_bytes
from annotator.model.mark import Mark
from annotator.problems import UnknownNameError
from annotator.text.shortening import shortened
from annotator.ui.desk import Desk
from annotator.ui.i18n import tr
from annotator.ui.panels.form.editors.link import Target
from annotator.ui.panels.form.relations import RelationRow
from annotator.ui.panels.form.subject import Subject, subject_of

if TYPE_CHECKING:
    from annotator.app.project import Project
    from annotator.model.annotation import Annotation

_EACH = 200
"""Selected annotations that are read; of more it is not said what they share."""
_MOST_TARGETS = 2_000
_LONGEST_WORDS = 400
"""Characters of the words of another annotation."""


def read_subject(project: Project, desk: Desk) -> Subject | None:
    """Read the selected annotations; None if there is none.

    Of several that are not all one's own, those are shown that one can change. Of very many the
    first are read: what the others say is not known then, and changed all the same.
    """
    active = desk.active
    if active is None or desk.article is None:
        return None
    marks = [desk.scene.marks.get(entity) for entity in desk.selected]
    chosen = [active, *(mark for mark in marks if mark is not None and mark != active)]
    me = project.annotator.name
    own = [mark for mark in chosen if mark.annotator == me]
    wanted = own or chosen
    found = _annotations(project, [mark.id for mark in wanted[:_EACH]])
    if not found:
        return None
    more = {mark.id: mark.label for mark in wanted[_EACH:]}
    return subject_of(found, project.scheme, _locked(project, chosen, own), more)


def relation_rows(project: Project, desk: Desk, annotation: str) -> list[RelationRow]:
    """List the relations at an annotation."""
    me = project.annotator.name
    return [
        RelationRow(
            link.relation.id,
            link.offer.title,
            shortened(link.other.quote, _LONGEST_WORDS),
            link.other.id,
            desk.scene.look_of(link.other.label),
            link.relation.annotator == me and not project.read_only,
        )
        for link in project.relating.at(annotation)
    ]


def link_targets(desk: Desk, labels: Sequence[str], one: Annotation | None) -> list[Target]:
    """List what an annotation may link to, of some labels, the nearest before it first."""
    scene = desk.scene
    at = one.start if one is not None else 0
    found = [
        mark
        for mark in scene.marks.ordered
        if (not labels or mark.label in labels)
        and mark.annotator == scene.annotator
        and (one is None or mark.id != one.id)
    ]
    # Most of what is said again was named before.
    found.sort(key=lambda mark: (mark.start > at, abs(mark.start - at)))
    return [_target(desk, mark) for mark in found[:_MOST_TARGETS]]


def link_target(desk: Desk, annotation: str) -> Target | None:
    """Give one annotation of the article by its id."""
    try:
        mark = desk.scene.marks.get(entity_bytes(annotation))
    except UnknownNameError:
        return None
    return None if mark is None else _target(desk, mark)


def _target(desk: Desk, mark: Mark) -> Target:
    scene = desk.scene
    text = scene.display.text
    return Target(
        mark.id,
        shortened(" … ".join(text[start:end] for start, end in mark.pieces), _LONGEST_WORDS),
        scene.paragraphs.name_at(mark.start),
        scene.look_of(mark.label),
    )


def flaws_of(project: Project, subject: Subject) -> list[str]:
    """Say what is wrong with the annotations, each fault once."""
    said: dict[str, None] = {}
    for one in subject.annotations:
        said.update(dict.fromkeys(project.annotating.flaws(one.label, one.attributes)))
    return list(said)


def _annotations(project: Project, wanted: Sequence[str]) -> list[Annotation]:
    found = []
    for one in wanted:
        try:
            found.append(project.annotating.get(one))
        except UnknownNameError:
            # It has just been removed; whoever removed it announces that in a moment.
            continue
    return found


def _locked(project: Project, chosen: Sequence[Mark], own: Sequence[Mark]) -> str:
    if project.read_only:
        return tr("Read-only")
    if own:
        return ""
    names = sorted({one.annotator for one in chosen})
    return tr("Only {who} can change it.", who=" or ".join(names))
