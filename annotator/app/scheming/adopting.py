"""A scheme from a file put in the place of a project's, or added to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from annotator.app.scheming.labels import in_tree_order
from annotator.app.scheming.steps import checked
from annotator.model.scheme import Label, RelationType, Scheme


def adopted(now: Scheme, file: Scheme, used: Collection[str]) -> Scheme:
    """Put a scheme in the place of another; labels in use that it does not have are retired.

    Args:
        now: the project's scheme.
        file: the other one.
        used: keys of labels that have annotations.

    Raises:
        UserProblem: together they do not hold.
    """
    known = {one.key for one in file.labels}
    kept = tuple(
        one.model_copy(update={"retired": True, "shortcut": "", "parent": _if(one.parent, known)})
        for one in now.labels
        if one.key not in known and (one.key in used or one.merged_into)
    )
    # What a label was merged into may have gone itself.
    there = known | {one.key for one in kept}
    kept = tuple(
        one.model_copy(update={"merged_into": _if(one.merged_into, there)}) for one in kept
    )
    file = file.model_copy(update={"version": now.version})
    return _with(file, (*file.labels, *kept), now.relations)


def extended(now: Scheme, file: Scheme) -> Scheme:
    """Add the labels and relations of a scheme that another does not have, by their keys.

    A digit that is taken is left out, and so is a name that is there: it is the same label.

    Raises:
        UserProblem: together they do not hold.
    """
    keys = {one.key for one in now.labels}
    names = {one.name.casefold() for one in now.labels if not one.retired}
    digits = {one.shortcut for one in now.labels}
    new = [one for one in file.labels if one.key not in keys and one.name.casefold() not in names]
    there = keys | {one.key for one in new}
    added = tuple(
        one.model_copy(
            update={
                "shortcut": "" if one.shortcut in digits else one.shortcut,
                "parent": _if(one.parent, there),
                "merged_into": _if(one.merged_into, there),
            }
        )
        for one in new
    )
    return _with(now, (*now.labels, *added), file.relations)


def _with(scheme: Scheme, labels: tuple[Label, ...], relations: Iterable[RelationType]) -> Scheme:
    """Give a scheme these labels, and of some relations those it lacks whose ends are all there."""
    there = {one.key for one in labels}
    known = {one.key for one in scheme.relations}
    more = tuple(
        one for one in relations if one.key not in known and {*one.sources, *one.targets} <= there
    )
    made = {"labels": labels, "relations": (*scheme.relations, *more)}
    return in_tree_order(checked(scheme.model_copy(update=made)))


def _if(key: str, there: Collection[str]) -> str:
    return key if key in there else ""
