"""A draft of a scheme that is kept while nobody has saved it.

It is nobody's data before it is saved, so it is not in the project; but whoever closes the window,
or whose machine stops, finds it again.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import orjson
from pydantic import ValidationError

from annotator.app.paths import data_folder
from annotator.model.scheme import Scheme
from annotator.store.drafts import write_whole


class KeptDraft(NamedTuple):
    """A draft, and the scheme that it was made from."""

    base: Scheme
    scheme: Scheme


def keep_draft(project: str, annotator: str, draft: KeptDraft) -> None:
    """Keep the draft of somebody for a project (its id); a disk that is full loses it unsaid."""
    path = _path(project)
    text = orjson.dumps(
        {
            "annotator": annotator,
            "base": draft.base.as_body(),
            "scheme": draft.scheme.as_body(),
        }
    )
    with suppress(OSError):
        write_whole(path, text)


def kept_draft(project: str, annotator: str) -> KeptDraft | None:
    """Find the draft of somebody for a project; None if there is none that can be read."""
    try:
        found = orjson.loads(_path(project).read_bytes())
        if found["annotator"] != annotator:
            return None
        return KeptDraft(
            Scheme.model_validate(found["base"]), Scheme.model_validate(found["scheme"])
        )
    except (OSError, orjson.JSONDecodeError, ValidationError, KeyError, TypeError):
        return None


def forget_draft(project: str) -> None:
    """Let go of what is kept for a project."""
    with suppress(OSError):
        _path(project).unlink()


def _path(project: str) -> Path:
    name = "".join(one for one in project if one.isalnum() or one == "-")
    return data_folder() / "drafts" / f"scheme-{name}.json"
