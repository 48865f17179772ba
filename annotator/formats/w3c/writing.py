"""Write a collection: one annotation a line, each article described where it is first named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import IO, Any, BinaryIO
from uuid import NAMESPACE_URL, uuid5

import orjson

from annotator.formats.base import WriteRequest
from annotator.formats.common.losses import unheld
from annotator.formats.w3c.terms import ABOUT, ARTICLES, CONTEXTS, OWN_ABOUT, SHA, UUID
from annotator.model.annotator import CONSENSUS
from annotator.model.records import AnnotationRecord, ArticleRecord, Loss, RelationRecord

_AROUND = 32
"""Code points of prefix and suffix: by them a quote is found where it stands several times."""
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")
_SPOOL = 1 << 20
_HELD = (
    "title", "url", "outlet", "byline", "published", "language", "zones", "reference", "states",
    "none", "id", "annotator", "certainty", "origin", "created", "modified", "made_from",
    "attributes", "note", "relations", "verdicts", "comments",
)  # fmt: skip


def write(request: WriteRequest) -> Iterator[Loss]:
    """Write the collection with all its annotations in one page."""
    with (
        request.out.main() as out,
        SpooledTemporaryFile(_SPOOL) as bare,
    ):
        yield from _Collection(out, bare, request).write()


class _Collection:
    """One export; ``bare`` gathers the articles without annotations."""

    def __init__(self, out: BinaryIO, bare: IO[bytes], request: WriteRequest) -> None:
        self._out = out
        self._bare = bare
        self._request = request
        self._with_text = request.options["texts"] == "embedded"
        self._total = 0

    def write(self) -> Iterator[Loss]:
        """Write everything; give the losses article by article."""
        name = self._request.name
        identity = uuid5(NAMESPACE_URL, f"urn:x-annotator:{name}")
        head = {
            "@context": CONTEXTS,
            "id": f"{UUID}{identity}",
            "type": "AnnotationCollection",
            "label": name,
        }
        page = f"{UUID}{uuid5(identity, 'page')}"
        self._out.write(orjson.dumps(head)[:-1])
        self._out.write(
            b',\n"first":{"id":"%b","type":"AnnotationPage","partOf":"%b%b","startIndex":0,"items":['
            % (page.encode(), UUID.encode(), str(identity).encode())
        )
        held = (*_HELD, "text") if self._with_text else _HELD
        for article in self._request.articles:
            self._write_article(article)
            yield from unheld(article, held)
        self._out.write(b"\n]}")
        if self._bare.tell():
            self._out.write(b',\n"%b":[' % ARTICLES.encode())
            self._bare.seek(0)
            self._out.writelines(self._bare)
            self._out.write(b"\n]")
        self._out.write(b',\n"total":%d}\n' % self._total)

    def _write_article(self, article: ArticleRecord) -> None:
        about = _described(article, with_text=self._with_text)
        if not article["annotations"]:
            self._bare.write((b",\n" if self._bare.tell() else b"\n") + orjson.dumps(about))
            return
        url = article["url"]
        source = url if url and _ADDRESS.fullmatch(url) else about["id"]
        lines: list[bytes] = []
        state: Any = {"type": "TimeState", "cached": about}
        for annotation in article["annotations"]:
            lines.append(orjson.dumps(_item(annotation, article["text"], source, state)))
            state = {"type": "TimeState", "cached": about["id"]}
        lines += [orjson.dumps(_link(relation)) for relation in article["relations"]]
        self._out.write(b",\n" if self._total else b"\n")
        self._out.write(b",\n".join(lines))
        self._total += len(lines)


def _described(article: ArticleRecord, *, with_text: bool) -> dict[str, Any]:
    """Describe an article's text: what is known of it and, if it is to stand here, itself."""
    identity = article["id"] or sha256(article["text"].encode()).hexdigest()
    about: dict[str, Any] = {"id": f"{SHA}{identity}", "type": "Text", "format": "text/plain"}
    fields: Any = article
    about |= {term: fields[key] for key, term in ABOUT.items() if fields.get(key) is not None}
    about |= {f"annotator:{key}": fields[key] for key in OWN_ABOUT if fields.get(key)}
    if with_text:
        about["value"] = article["text"]
    return about


def _item(annotation: AnnotationRecord, text: str, source: str, state: Any) -> dict[str, Any]:
    body = [{"type": "TextualBody", "purpose": "tagging", "value": annotation["label"]}]
    motivation = ["tagging"]
    if annotation["note"]:
        body.append(
            {
                "type": "TextualBody",
                "purpose": "commenting",
                "format": "text/plain",
                "value": annotation["note"],
            }
        )
        motivation.append("commenting")
    item: dict[str, Any] = {
        "id": UUID + annotation["id"],
        "type": "Annotation",
        "motivation": motivation[0] if len(motivation) == 1 else motivation,
        "creator": _agent(annotation["annotator"]),
        "created": annotation["created"],
        "modified": annotation["modified"],
        "body": body[0] if len(body) == 1 else body,
    }
    targets = [
        {
            "type": "SpecificResource",
            "source": source,
            "state": state if number == 0 else {"type": "TimeState", "cached": _name_of(state)},
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "prefix": text[max(0, start - _AROUND) : start],
                    "exact": text[start:end],
                    "suffix": text[end : end + _AROUND],
                },
            ],
        }
        for number, (start, end) in enumerate(annotation["fragments"])
    ]
    item["target"] = targets[0] if len(targets) == 1 else targets
    item["annotator:origin"] = annotation["origin"]
    if annotation["attributes"]:
        item["annotator:attributes"] = annotation["attributes"]
    if "certainty" in annotation:
        item["annotator:certainty"] = annotation["certainty"]
    if "made_from" in annotation:
        item["annotator:madeFrom"] = [UUID + one for one in annotation["made_from"]]
    return item


def _name_of(state: Any) -> str:
    cached = state["cached"]
    return cached if isinstance(cached, str) else str(cached["id"])


def _link(relation: RelationRecord) -> dict[str, Any]:
    """Give a relation: an annotation of its first end whose body is the other one."""
    body: list[dict[str, Any]] = [
        {"type": "TextualBody", "purpose": "tagging", "value": relation["type"]},
        {"type": "SpecificResource", "purpose": "linking", "source": UUID + relation["to"]},
    ]
    if relation["note"]:
        body.append({"type": "TextualBody", "purpose": "commenting", "value": relation["note"]})
    return {
        "id": UUID + relation["id"],
        "type": "Annotation",
        "motivation": "linking",
        "creator": _agent(relation["annotator"]),
        "created": relation["created"],
        "modified": relation["modified"],
        "body": body,
        "target": UUID + relation["from"],
    }


def _agent(name: str) -> dict[str, str]:
    return {"type": "Organization" if name == CONSENSUS else "Person", "name": name}
