"""Label Studio's JSON: tasks, each with everybody's annotations, and a labelling configuration.

Offsets are code points. Whose work it is stands in fields of ours: Label Studio refuses a file
whose ``completed_by`` names somebody that it does not know, so that is written only if asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from annotator.formats.base import Format, Option, ReadRequest, WriteRequest
from annotator.formats.common.heads import CUT, first_object, is_list
from annotator.formats.common.json_list import list_items
from annotator.formats.common.losses import across_people, unheld
from annotator.formats.common.pieces import numbered
from annotator.formats.common.records_within.written import (
    HELD,
    article_extras,
    extras_of,
    fields_of,
    people,
    relation_extras,
)
from annotator.formats.label_studio_config import CONTROL, TEXT, Controls, configuration
from annotator.formats.label_studio_tasks import Tasks
from annotator.model.incoming import Incoming
from annotator.model.records import AnnotationRecord, ArticleRecord, Loss
from annotator.problems import UnreadableInputError

_RESULTS = ("annotations", "completions", "predictions")


def _write(request: WriteRequest) -> Iterator[Loss]:
    controls = Controls(request.scheme)
    with request.out.part("config.xml") as config:
        config.write(configuration(request.scheme, controls).encode())
    by_mail = request.options["completed_by"] == "email"
    with request.out.main() as out:
        before = b"[\n"
        for article in request.articles:
            out.write(before + orjson.dumps(_task(article, controls, by_mail=by_mail)))
            before = b",\n"
            yield from across_people(article)
            yield from unheld(article, HELD)
        out.write(b"\n]\n" if before != b"[\n" else b"[]\n")


def _task(article: ArticleRecord, controls: Controls, *, by_mail: bool) -> dict[str, Any]:
    """Give an article's task.

    Its annotations stand first: a file is recognised by its beginning, and texts may be long.
    """
    annotations: list[dict[str, Any]] = []
    for name in people(article):
        one: dict[str, Any] = {"completed_by": {"email": name}} if by_mail else {}
        annotations.append(
            one | {"annotator": name, "result": [*_results(article, name, controls)]}
        )
    return {
        "annotations": annotations,
        "predictions": [],
        "data": {"text": article["text"], **fields_of(article)},
        "meta": {"article": article_extras(article)},
    }


def _results(article: ArticleRecord, name: str, controls: Controls) -> Iterator[dict[str, Any]]:
    regions: dict[str, str] = {}
    for annotation in article["annotations"]:
        if annotation["annotator"] == name:
            regions[annotation["id"]] = annotation["id"]
            if len(annotation["fragments"]) > 1:
                regions[annotation["id"]] += "#1"
            yield from _regions(annotation, article["text"], controls)
    for relation in article["relations"]:
        if relation["from"] in regions and relation["to"] in regions:
            yield {
                "type": "relation",
                "from_id": regions[relation["from"]],
                "to_id": regions[relation["to"]],
                "direction": "right",
                "labels": [relation["type"]],
                "meta": relation_extras(relation, name),
            }


def _regions(
    annotation: AnnotationRecord, text: str, controls: Controls
) -> Iterator[dict[str, Any]]:
    """Give an annotation's regions, one a fragment, and the values that a control shows."""
    extras = extras_of(annotation, "note", "attributes")
    shown, rest = controls.parted(annotation["label"], annotation["attributes"])
    if rest:
        extras["attributes"] = rest
    if annotation["note"]:
        extras["text"] = [annotation["note"]]
    for (start, end), which in numbered(annotation["fragments"]):
        identity = f"{annotation['id']}#{which['fragment'][0]}" if which else annotation["id"]
        span = {"start": start, "end": end, "text": text[start:end]}
        yield {
            "id": identity,
            "from_name": CONTROL,
            "to_name": TEXT,
            "type": "labels",
            "value": {**span, "labels": [annotation["label"]]},
            "meta": {**which, **extras},
        }
        for key, kind, value in shown:
            yield {
                "id": identity,
                "from_name": key,
                "to_name": TEXT,
                "type": kind,
                "value": {**span, kind if kind != "textarea" else "text": value},
            }
        shown = []


def _read(request: ReadRequest) -> Iterator[Incoming]:
    tasks = Tasks(request)
    with request.open() as file:
        for where, task in list_items(file, request.name):
            yield from tasks.taken(task, where)
    if not tasks.found:
        raise UnreadableInputError(
            f"{request.name} is not Label Studio's: it is no list of tasks with a text."
        )
    tasks.leftovers.tell(request)


def _recognises(head: bytes, name: str) -> bool:
    del name
    if not is_list(head):
        return False
    fields = first_object(head)
    if any(fields.get(key) is CUT or isinstance(fields.get(key), list) for key in _RESULTS):
        return isinstance(fields.get("data"), dict) or CUT in fields.values()
    if isinstance(fields.get("data"), dict) and not {"spans", "ents", "entities"} & fields.keys():
        return True
    return any(_are_short_regions(value) for value in fields.values())


def _are_short_regions(value: Any) -> bool:
    """Tell whether a field is one of Label Studio's short export: regions under their control."""
    first = value[0] if isinstance(value, list) and value else None
    return isinstance(first, dict) and {"start", "end", "labels"} <= first.keys()


FORMAT = Format(
    name="label-studio",
    title="Label Studio JSON",
    extensions=("json",),
    read=_read,
    write=_write,
    cannot_hold=("discontinuous", "relation"),
    recognises=_recognises,
    units=("code-points", "utf16"),
    companions=("config.xml",),
    options={
        "completed_by": Option(
            "none",
            "Whether to name annotators by e-mail in “completed_by”, for people whose name here is "
            "their address in Label Studio. It refuses files that name somebody it does not know.",
            ("none", "email"),
            reads=False,
        )
    },
)
