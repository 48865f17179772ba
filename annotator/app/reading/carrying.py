"""Articles and problems as bytes, and back: what crosses from the process that reads.

Everything that `Incoming` holds crosses as it is; the file's bytes go apart (`frames.RAW`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import orjson

from annotator.app.reading.frames import ARTICLE, ODD_ARTICLE, Frame
from annotator.formats.common.fitting import Fitting
from annotator.model.article import ArticleSource, Metadata
from annotator.model.incoming import Incoming, WordsAbout
from annotator.problems import (
    ColumnsNeededError,
    UnknownNameError,
    UnreadableInputError,
    UserProblem,
)
from annotator.text.decoding import EncodingNeededError
from annotator.text.zone import Zone

_PROBLEMS: dict[str, type[UserProblem]] = {
    one.__name__: one
    for one in (
        UserProblem, UnreadableInputError, UnknownNameError, EncodingNeededError,
        ColumnsNeededError,
    )
}  # fmt: skip


def article_frame(article: Incoming) -> Frame:
    """Give an article as a frame, without the bytes that it was made from."""
    fields = article._asdict()
    del fields["raw"]
    try:
        return Frame(ARTICLE, orjson.dumps(fields, default=_plain))
    except (orjson.JSONEncodeError, TypeError):
        # The quick library refuses lone surrogates and numbers past 64 bits; the slow one does not.
        fields["metadata"] = asdict(article.metadata)
        return Frame(ODD_ARTICLE, json.dumps(fields, default=_plain).encode())


def article_of(frame: Frame, raw: bytes | None) -> Incoming:
    """Give the article of a frame."""
    fields: dict[str, Any] = (orjson if frame.kind == ARTICLE else json).loads(frame.data)
    told = fields["metadata"]
    told["zones"] = tuple(Zone(*zone) for zone in told["zones"])
    if told["source"] is not None:
        told["source"] = ArticleSource(**told["source"])
    fields["metadata"] = Metadata(**told)
    nul, surrogates = fields["replaced"]
    fields["replaced"] = (nul, surrogates)
    about = WordsAbout(*fields["about"])
    fields["about"] = about._replace(intended=tuple(about.intended))
    return Incoming(raw=raw, **fields)


def _plain(value: Any) -> Any:
    """Give what JSON can hold of a value that it does not know."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, str | bytes | bytearray):
        raise TypeError(f"{type(value).__name__} cannot be carried")
    return list(value)


def as_bytes(value: Any) -> bytes:
    """Write a small JSON value, which may hold names of files that are no text."""
    return json.dumps(value).encode("ascii")


def from_bytes(data: bytes) -> Any:
    """Read what `as_bytes` wrote."""
    return json.loads(data)


def problem_as_json(problem: UserProblem) -> dict[str, Any]:
    """Give a problem with all that is needed to ask about it."""
    known = next(one for one in type(problem).__mro__ if one.__name__ in _PROBLEMS)
    body: dict[str, Any] = {"kind": known.__name__, "words": str(problem)}
    if isinstance(problem, EncodingNeededError):
        body |= {
            "guess": problem.guess,
            "candidates": list(problem.candidates),
            "previews": problem.previews,
        }
    elif isinstance(problem, ColumnsNeededError):
        body["columns"] = [list(one) for one in problem.columns]
    return body


def problem_of(body: Mapping[str, Any]) -> UserProblem:
    """Give the problem that `problem_as_json` described."""
    kind, words = _PROBLEMS[body["kind"]], body["words"]
    if kind is EncodingNeededError:
        return EncodingNeededError(
            words, body["guess"], tuple(body["candidates"]), body["previews"]
        )
    if kind is ColumnsNeededError:
        return ColumnsNeededError(words, [(name, first) for name, first in body["columns"]])
    return kind(words)


def fitting_as_json(fitting: Fitting) -> dict[str, Any]:
    """Give what was found of a file's unit."""
    return {"units": list(fitting.units), "fits": fitting.fits, "total": fitting.total}


def fitting_of(body: Mapping[str, Any]) -> Fitting:
    """Give what `fitting_as_json` described."""
    return Fitting(tuple(body["units"]), looking=True, fits=body["fits"], total=body["total"])
