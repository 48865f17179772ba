"""What a verb says when it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.problems import UserProblem


def refusal(verb: Any, *arguments: Any, **fields: Any) -> str:
    """Call a verb that refuses; give its words."""
    with pytest.raises(UserProblem) as problem:
        verb(*arguments, **fields)
    return str(problem.value)
