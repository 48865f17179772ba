"""The canonical line of a revision: what its digest is of, derived from the columns byte for byte.

The line is RFC 8785 JSON of the envelope ``article, at, author, body, entity, kind, op, parents,
replica, schema_version, seq``. It is not stored: a template makes it several times faster than a
JSON writer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from annotator.model.canonical import dumps, plain, storable
from annotator.model.identity import entity_text
from annotator.model.mark import Fragment
from annotator.model.moments import iso
from annotator.store.coding import Coder
from annotator.store.rows import KINDS, SCHEMA_VERSION, Content, Revision, split_digests

_PLAIN_REST = {"attributes": {}, "note": ""}


def line_of(coder: Coder, row: Revision) -> bytes:
    """Give the canonical line of a stored revision."""
    if row.line is not None:
        return row.line
    above = ",".join([f'"{digest.hex()}"' for digest in split_digests(row.parents)])
    kind = KINDS.get(row.kind) or coder.word(row.kind)
    return (
        f'{{"article":{coder.quoted_sha(row.article)},"at":"{iso(row.at)}"'
        f',"author":{coder.quoted(row.author)},"body":{body_of(coder, row)}'
        f',"entity":"{entity_text(row.entity)}","kind":"{kind}"'
        f',"op":"{"put" if row.put else "tombstone"}","parents":[{above}]'
        f',"replica":{coder.quoted(row.replica)},"schema_version":{row.version},"seq":{row.seq}}}'
    ).encode()


def body_of(coder: Coder, content: Content | Revision) -> str:
    """Write the body as canonical JSON; ``null`` for a tombstone."""
    if content.label is None:
        return content.rest or "null"
    assert content.created is not None
    assert content.origin is not None
    if content.rest is None:
        return simple_body(
            iso(content.created),
            f"[[{content.start},{content.end}]]",
            coder.quoted(content.label),
            coder.quoted(content.origin),
            orjson.dumps(content.quote).decode(),
        )
    typed = {
        "created": iso(content.created),
        "fragments": [[content.start, content.end]],
        "label": coder.word(content.label),
        "origin": coder.word(content.origin),
        "quote": content.quote,
    }
    return dumps(typed | orjson.loads(content.rest))


def simple_body(created: str, fragments: str, label: str, origin: str, quote: str) -> str:
    """Write the body of an annotation without attributes and note; arguments 2 to 5 are JSON."""
    return (
        f'{{"attributes":{{}},"created":"{created}","fragments":{fragments},"label":{label}'
        f',"note":"","origin":{origin},"quote":{quote}}}'
    )


def seal(coder: Coder, row: Revision) -> Revision:
    """Fill in the digest of a new revision."""
    from hashlib import sha256  # noqa: PLC0415 - 3 ms, and an article is shown without

    return row._replace(digest=sha256(line_of(coder, row)).digest())


def new_row(
    coder: Coder,
    n: int,
    entity: bytes,
    kind: int,
    author: int,
    replica: int,
    at: int,
    article: int | None,
    content: Content,
    *,
    seq: int = 1,
    put: int = 1,
    parents: bytes | None = None,
) -> Revision:
    """Make a revision of ours with its digest."""
    row = Revision(
        n,
        b"",
        entity,
        kind,
        author,
        replica,
        seq,
        put,
        SCHEMA_VERSION,
        at,
        parents,
        article,
        *content,
        None,
    )
    return seal(coder, row)


def annotation_content(
    coder: Coder,
    *,
    label: str,
    fragments: tuple[Fragment, ...],
    quote: str,
    origin: str,
    created: int,
    attributes: dict[str, Any],
    note: str,
    certainty: str,
    made_from: Sequence[str] = (),
) -> Content:
    """Put an annotation's body into columns.

    ``made_from`` is said of an entry of the consensus: the digests (hex) of the revisions that it
    was made from, or the id of an annotation where the revision is not known.

    Raises:
        NotStorableError: an attribute cannot be kept exactly.
    """
    rest: dict[str, Any] = {"attributes": storable(attributes), "note": note}
    if certainty != "sure":
        rest["certainty"] = certainty
    if len(fragments) > 1:
        rest["fragments"] = fragments
    if made_from:
        rest["made_from"] = sorted(made_from)
    return Content(
        label=coder.number(label),
        start=fragments[0][0],
        end=fragments[-1][1],
        quote=quote,
        origin=coder.number(origin),
        created=created,
        rest=rest_text(rest),
    )


def rest_text(rest: dict[str, Any]) -> str | None:
    """Write the part of an annotation's body that has no columns; nothing if it says nothing."""
    return None if rest == _PLAIN_REST else dumps(rest)


def rest_fields(rest: str | None) -> dict[str, Any]:
    """Read back the part of an annotation's body that has no columns."""
    if rest is None:
        return {}
    fields: dict[str, Any] = orjson.loads(rest)
    if fields.get("attributes"):
        fields["attributes"] = plain(fields["attributes"])
    return fields


def item_content(body: dict[str, Any]) -> Content:
    """Put the body of any other kind into columns.

    Raises:
        NotStorableError: a value cannot be kept exactly.
    """
    return Content(rest=dumps(storable(body)))
