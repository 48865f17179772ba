"""Relations of a scheme, and the reasons for which a reviewer rejects."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.app.scheming.keys import key_from
from annotator.app.scheming.steps import checked, tidy_name
from annotator.model.scheme import Reason, RelationType, Scheme
from annotator.problems import UserProblem

_KEYS = 9


def add_relation(scheme: Scheme, name: str) -> tuple[Scheme, str]:
    """Add a relation from the first label to the second (or itself); give the scheme and its key.

    Raises:
        UserProblem: there is no label yet, or a relation of that name.
    """
    name = tidy_name(name)
    labels = [one.key for one in scheme.labels if not one.retired]
    if not labels:
        raise UserProblem("A relation ties two labels. Add a label first.")
    if any(one.name.casefold() == name.casefold() for one in scheme.relations):
        raise UserProblem(f"There is a relation “{name}” already.")
    key = key_from(name, {one.key for one in scheme.relations}, "relation")
    made = RelationType(
        key=key, name=name, sources=(labels[0],), targets=(labels[min(1, len(labels) - 1)],)
    )
    return scheme.model_copy(update={"relations": (*scheme.relations, made)}), key


def change_relation(scheme: Scheme, key: str, **fields: object) -> Scheme:
    """Give a relation other values in fields of `RelationType` (not its key).

    Raises:
        UserProblem: it would have no ends, or another one has that name.
    """
    if isinstance(name := fields.get("name"), str):
        fields["name"] = tidy_name(name)
        for one in scheme.relations:
            if one.key != key and one.name.casefold() == str(fields["name"]).casefold():
                raise UserProblem(f"There is a relation “{one.name}” already.")
    if any(end in fields and not fields[end] for end in ("sources", "targets")):
        raise UserProblem("A relation starts from one label at least, and leads to one.")
    relations = tuple(
        one.model_copy(update=fields) if one.key == key else one for one in scheme.relations
    )
    return checked(scheme.model_copy(update={"relations": relations}))


def drop_relation(scheme: Scheme, key: str) -> Scheme:
    """Take a relation out."""
    relations = tuple(one for one in scheme.relations if one.key != key)
    return scheme.model_copy(update={"relations": relations})


def move_relation(scheme: Scheme, key: str, steps: int) -> Scheme:
    """Move a relation up or down in the list."""
    relations = list(scheme.relations)
    at = next(number for number, one in enumerate(relations) if one.key == key)
    relations.insert(min(max(0, at + steps), len(relations) - 1), relations.pop(at))
    return scheme.model_copy(update={"relations": tuple(relations)})


def put_reasons(scheme: Scheme, names: Sequence[str]) -> Scheme:
    """Have these reasons for rejecting, in their order; one whose name is known keeps its key.

    Raises:
        UserProblem: one stands there twice, or there is none.
    """
    known = {one.name.casefold(): one.key for one in scheme.reasons}
    if len(names) == len(scheme.reasons):
        # As many as before: a name that is new in its place is another name of what stood there.
        given = {" ".join(name.split()).casefold() for name in names}
        for name, one in zip(names, scheme.reasons, strict=True):
            if one.name.casefold() not in given:
                known.setdefault(" ".join(name.split()).casefold(), one.key)
    reasons: list[Reason] = []
    for number, typed in enumerate(names, 1):
        name = tidy_name(typed)
        taken = {one.key for one in reasons}
        key = known.get(name.casefold()) or key_from(name, taken | set(known.values()), "reason")
        if any(one.name.casefold() == name.casefold() for one in reasons) or key in taken:
            raise UserProblem(f"“{name}” stands there twice.")
        reasons.append(Reason(key=key, name=name, shortcut=str(number) if number <= _KEYS else ""))
    if not reasons:
        raise UserProblem("Keep one reason at least: a reviewer has to say why.")
    return checked(scheme.model_copy(update={"reasons": tuple(reasons)}))
