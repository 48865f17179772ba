"""Steps that change a scheme: what they share.

Each step is a function that gives the scheme as it is afterwards. The version is left alone: it is
counted when the scheme is saved. What cannot be is refused in words for people, so that a window or
a command can show them.
"""

from __future__ import annotations

from collections.abc import Callable

from pydantic import ValidationError

from annotator.model.faults import first_fault
from annotator.model.scheme import Label, Scheme
from annotator.problems import UserProblem

_LONGEST_NAME = 80


def checked(scheme: Scheme) -> Scheme:
    """Give a scheme that was put together, if it holds together.

    Raises:
        UserProblem: it does not; the text says what is wrong.
    """
    content = scheme.model_dump()
    try:
        return Scheme.model_validate(content)
    except ValidationError as error:
        why = first_fault(error, content)
        raise UserProblem(f"The scheme cannot be so: {why}.") from error


def tidy_name(name: str) -> str:
    """Give a name in one line without white space around it.

    Raises:
        UserProblem: nothing is left of it, or it is too long.
    """
    tidy = " ".join(name.split())
    if not tidy:
        raise UserProblem("Give it a name.")
    if len(tidy) > _LONGEST_NAME:
        raise UserProblem(f"A name may have {_LONGEST_NAME} characters, not {len(tidy)}.")
    return tidy


def with_label(scheme: Scheme, key: str, change: Callable[[Label], Label]) -> Scheme:
    """Change one label."""
    scheme.label(key)
    labels = tuple(change(one) if one.key == key else one for one in scheme.labels)
    return scheme.model_copy(update={"labels": labels})
