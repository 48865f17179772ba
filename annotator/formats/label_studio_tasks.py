"""Tasks of Label Studio: their texts, and what annotators and models marked in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annotator.formats.base import ReadRequest
from annotator.formats.common.leftovers import Leftovers
from annotator.formats.common.pieces import joined
from annotator.formats.common.records_within.back import kept_article
from annotator.formats.common.records_within.written import FIELDS
from annotator.formats.common.taking import Given
from annotator.formats.label_studio_html import text_of_html
from annotator.formats.label_studio_results import Found, Results, quotes_of
from annotator.model.incoming import Incoming, Skipped
from annotator.model.moments import iso, milliseconds

MODEL = "Label Studio"
"""Who made predictions that do not name their model."""
_RESULTS = ("annotations", "completions", "predictions")
_OF_TASK = frozenset(
    {
        *_RESULTS, "id", "inner_id", "data", "meta", "file_upload", "created_at", "updated_at",
        "project", "total_annotations", "total_predictions", "cancelled_annotations",
        "comment_count", "unresolved_comment_count", "last_comment_updated_at", "updated_by",
        "comment_authors", "drafts", "is_labeled", "overlap", "annotators", "agreement",
        "storage_filename", "allow_skip", "precomputed_agreement", "state",
    }
)  # fmt: skip
_SHORT = frozenset(
    {"id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time", "agreement"}
)
"""What the short export (JSON-MIN) says besides data and results."""


class Tasks:
    """Turns tasks into articles; ``found`` tells whether one was."""

    def __init__(self, request: ReadRequest) -> None:
        self._request = request
        self.leftovers = Leftovers()
        self.found = False

    def taken(self, task: Any, where: str) -> Iterator[Incoming]:
        """Give the articles of a task, mostly one; what is none is noted."""
        if not isinstance(task, dict):
            self._skip(where, "a task: it is no object")
            return
        if not isinstance(task.get("data"), dict):
            task = _from_short(task)
        data = task["data"]
        texts = {key: value for key, value in data.items() if isinstance(value, str)}
        texts = {key: texts[key] for key in texts if key not in FIELDS} or texts
        made = list(self._made(task, where))
        names = _shown_by(made)
        chosen = {name: _text_key(name, texts, made) for name in names}
        keys = list(dict.fromkeys(chosen.values()))
        if not any(keys):
            self._skip(where, "a task: it has no text")
            return
        self.found = True
        for key in keys:
            if key is not None:
                shown = {name for name in names if chosen[name] == key}
                yield from self._article(task, key, shown, made, where)
        for name in names:
            if chosen[name] is None:
                self.leftovers.add("a span in something that is no text")
        self._note(task, data, set(keys))

    def _article(
        self, task: dict[str, Any], key: str, names: set[str], made: list[_Made], where: str
    ) -> Iterator[Incoming]:
        """Give the article that a field of a task holds."""
        request, data = self._request, task["data"]
        text: str = data[key]
        html = any(one.is_html(names) for one in made)
        if html:
            text = text_of_html(text)
        found = Found()
        for one in made:
            results = Results(text, where, request, self.leftovers, is_html=html)
            results.take(one.results, names, one.fields, found)
            if one.kind:
                found.kinds[one.fields["annotator"]] = one.kind
        meta = task.get("meta")
        meta = meta if isinstance(meta, dict) else {}
        fields = {name: data[name] for name in FIELDS if name in data and name != key}
        known = kept_article(fields, meta.get("article"), where, request.skipped)
        article = known.fields
        if type(task.get("id")) in (int, str) and len(names) == 1:
            article.setdefault("reference", str(task["id"]))
        given = Given(
            text=text,
            where=where,
            extractor="label-studio",
            media="application/json",
            annotations=joined(found.pieces, where, request.notes),
            relations=found.relations,
            kinds=found.kinds,
            **article,
        )
        yield from known.taken(request, given)

    def _made(self, task: dict[str, Any], where: str) -> Iterator[_Made]:
        """Give what each annotator and each model made of a task."""
        for key in _RESULTS:
            values = task.get(key)
            if values is not None and not isinstance(values, list):
                self._skip(where, f"its {key}: they are no list")
                continue
            for value in values or ():
                if isinstance(value, int):
                    self.leftovers.add(f"one of the {key} that is a number alone")
                    continue
                results = value.get("result") if isinstance(value, dict) else None
                if not isinstance(results, list):
                    self._skip(where, f"one of its {key}: it has no list of results")
                elif value.get("was_cancelled") is True or value.get("skipped") is True:
                    self.leftovers.add("an annotation of a task that was skipped")
                elif key == "predictions":
                    if value.get("score") is not None:
                        self.leftovers.add("the score of a prediction")
                    fields = {"annotator": _model(value), **_moments(value)}
                    yield _Made(results, fields, "suggester")
                else:
                    yield _Made(results, {**_person(value), **_moments(value)})

    def _note(self, task: dict[str, Any], data: dict[str, Any], texts: set[str | None]) -> None:
        self.leftovers.fields(task.keys() - _OF_TASK)
        self.leftovers.fields(data.keys() - set(FIELDS) - texts, "data.")
        if isinstance(meta := task.get("meta"), dict):
            self.leftovers.fields(meta.keys() - {"article"}, "meta.")
        drafts = task.get("drafts")
        if isinstance(drafts, list) and drafts:
            self.leftovers.add("a draft", len(drafts))

    def _skip(self, where: str, what: str) -> None:
        self._request.skipped.append(Skipped(where, what))


class _Made:
    """Results of one annotator, with the fields that all of their annotations have."""

    def __init__(self, results: list[Any], fields: dict[str, str], kind: str = "") -> None:
        self.results = [one for one in results if isinstance(one, dict)]
        self.fields = fields
        self.kind = kind

    def is_html(self, names: set[str]) -> bool:
        """Tell whether regions say their places by paths in a page."""
        return any(
            isinstance(name := one.get("to_name"), str)
            and name in names
            and isinstance(value := one.get("value"), dict)
            and isinstance(start := value.get("start"), str)
            and start.startswith("/")
            for one in self.results
        )


def _shown_by(made: list[_Made]) -> list[str]:
    """Name the tags that show what regions lie in; “” if there are no regions."""
    found: dict[str, None] = {}
    for one in made:
        for result in one.results:
            name, value = result.get("to_name"), result.get("value")
            start = value.get("start") if isinstance(value, dict) else None
            # Regions of sounds and films begin at fractions of a second.
            if isinstance(name, str) and isinstance(start, int | str):
                found[name] = None
    return list(found) or [""]


def _text_key(name: str, texts: dict[str, str], made: list[_Made]) -> str | None:
    """Find the field of a task that a tag shows: of its name, or that holds the regions' texts."""
    if name in texts:
        return name
    if "text" in texts:
        return "text"
    quotes = [quote for one in made for quote in quotes_of(one.results, name)]
    return max(
        texts,
        key=lambda key: (sum(quote in texts[key] for quote in quotes), len(texts[key])),
        default=None,
    )


def _from_short(task: dict[str, Any]) -> dict[str, Any]:
    """Turn an item of the short export into a task."""
    results: list[dict[str, Any]] = []
    data: dict[str, Any] = {}
    for key, value in task.items():
        if isinstance(value, list) and all(isinstance(one, dict) for one in value):
            results += [_short_result(key, one) for one in value]
        elif key not in _SHORT:
            data[key] = value
    made = {"result": results, "completed_by": task.get("annotator")}
    made |= {key: task[key] for key in ("created_at", "updated_at") if key in task}
    found: dict[str, Any] = {"data": data, "annotations": [made] if results else []}
    return found | ({"id": task["id"]} if "id" in task else {})


def _short_result(control: str, region: dict[str, Any]) -> dict[str, Any]:
    kind = next((key for key in region if key.endswith("labels")), control)
    return {"from_name": control, "to_name": "text", "type": kind, "value": region}


def _person(made: dict[str, Any]) -> dict[str, str]:
    """Name the annotator: as we wrote it, or as Label Studio knows them."""
    match made.get("annotator"), made.get("completed_by"):
        case (str() as name, _) | (_, str() as name) if name.strip():
            return {"annotator": name}
        case _, int() as number if not isinstance(number, bool):
            return {"annotator": f"user {number}"}
        case _, dict() as user:
            parts = [user.get("first_name"), user.get("last_name")]
            name = " ".join(part for part in parts if isinstance(part, str) and part.strip())
            for value in (name, user.get("email"), user.get("username")):
                if isinstance(value, str) and value.strip():
                    return {"annotator": value}
            if type(user.get("id")) is int:
                return {"annotator": f"user {user['id']}"}
    return {}


def _model(made: dict[str, Any]) -> str:
    version = made.get("model_version")
    return version if isinstance(version, str) and version.strip() else MODEL


def _moments(made: dict[str, Any]) -> dict[str, str]:
    """Give when an annotation was made and changed; older versions wrote seconds since 1970."""
    found: dict[str, str] = {}
    for ours, theirs in (("created", "created_at"), ("modified", "updated_at")):
        value = made.get(theirs)
        try:
            if type(value) is int:
                found[ours] = iso(value * 1000)
            elif isinstance(value, str):
                found[ours] = iso(milliseconds(value))
        except (ValueError, OverflowError):
            continue
    return found
