"""What goes with every export, so that it can be understood, checked and made again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from pydantic import TypeAdapter, ValidationError

from annotator.app.export.hashing import digest_of
from annotator.app.session import Session
from annotator.model import moments
from annotator.model.canonical import dumps
from annotator.model.export import ExportPlan, Honesty
from annotator.model.faults import first_fault
from annotator.problems import UnreadableInputError
from annotator.version import __version__

NAME = "manifest.json"
HISTORY = "history.jsonl"
WHOLE = "annotator.jsonl"
"""What an export may have beside its dataset: every revision, and all there is in own JSONL."""
_KIND = "annotator-export"
_plan: TypeAdapter[ExportPlan] = TypeAdapter(ExportPlan)


class WrittenFile(NamedTuple):
    """A file of an export: its name within it, its length in bytes, its sha256 as hex."""

    name: str
    bytes: int
    sha256: str


def is_manifest(path: Path) -> bool:
    """Tell by its name and its first bytes whether a file is the manifest of an export of ours."""
    if path.name != NAME and not path.name.endswith(f".{NAME}"):
        return False
    try:
        with path.open("rb") as file:
            return f'"{_KIND}"'.encode() in file.read(200)
    except OSError:
        return False


def manifest(
    session: Session,
    plan: ExportPlan,
    honesty: Honesty,
    files: Iterable[WrittenFile],
    splits: Mapping[str, str],
    agreement: list[dict[str, Any]],
) -> bytes:
    """Describe an export as JSON.

    Args:
        session: the project.
        plan: what was asked for.
        honesty: what the format could not hold.
        files: what was written.
        splits: the split of every article, if there are some.
        agreement: figures of agreement, as ``annotator agreement --json`` gives them.
    """
    database = session.database
    newest = next(session.journal.history(), None)
    body = {
        "kind": _KIND,
        "made": moments.iso(moments.now()),
        "annotator": __version__,
        "project": {
            "name": database.path.stem,
            "steps": 0 if newest is None else newest.id,
            "latest": None if newest is None else newest.at,
        },
        "scheme": {
            "version": session.scheme.version,
            "sha256": sha256(dumps(session.scheme.as_body()).encode()).hexdigest(),
        },
        "plan": asdict(plan),
        "counts": honesty.as_json(),
        # Those that the project has and leaves out of every dataset, unless they are named.
        "retired": len(session.articles.retired()),
        "splits": dict(sorted(Counter(splits.values()).items())),
        "agreement": agreement,
        "files": [one._asdict() for one in files],
    }
    return orjson.dumps(body, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def plan_of(path: Path) -> tuple[ExportPlan, dict[str, str]]:
    """Read a manifest: what was asked for, and the sha256 of each file that came of it.

    Raises:
        UnreadableInputError: it is none.
    """
    try:
        body = orjson.loads(path.read_bytes())
        if not isinstance(body, dict) or body.get("kind") != _KIND:
            raise UnreadableInputError(f"{path.name} is no manifest of an export.")
        plan = _plan.validate_python(body["plan"])
        return plan, {str(one["name"]): str(one["sha256"]) for one in body["files"]}
    except OSError as error:
        raise UnreadableInputError(f"{path} cannot be read: {error.strerror}.") from error
    except ValidationError as error:
        raise UnreadableInputError(f"{path.name}: {first_fault(error)}.") from error
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise UnreadableInputError(f"{path.name} is no whole manifest of an export.") from error


def not_taken_in(path: Path) -> frozenset[str]:
    """Name the files of an export that are not imported where its folder is.

    The history is no articles. Where own JSONL lies beside, it has all that the others have, but
    for those that were changed since.

    Args:
        path: the manifest; one that cannot be read names nothing.
    """
    try:
        _, digests = plan_of(path)
    except UnreadableInputError:
        return frozenset()
    before, folder = path.name.removesuffix(NAME), path.parent
    history, whole = before + HISTORY, before + WHOLE
    known = {history} & digests.keys()
    if whole in digests and (folder / whole).is_file():
        others = {one: folder / one for one in digests.keys() - {whole}}
        known |= {
            one
            for one, file in others.items()
            if file.is_file() and digest_of(file) == digests[one]
        }
    return frozenset(known)


def written_with(path: Path) -> frozenset[str]:
    """Name all files that were written with a manifest; one that cannot be read names nothing."""
    try:
        _, digests = plan_of(path)
    except UnreadableInputError:
        return frozenset()
    return frozenset(digests)


def is_ours(folder: Path) -> bool:
    """Tell whether all that lies in a folder came of an export; then a new one may replace it."""
    try:
        _, digests = plan_of(folder / NAME)
    except UnreadableInputError:
        return False
    there = {one.relative_to(folder).as_posix() for one in folder.rglob("*") if not one.is_dir()}
    return there <= {*digests, NAME}
