"""What is wrong in a bundle refuses all of it, and leaves no trace."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import orjson
import pytest

from annotator import Project
from annotator.model.moments import iso
from annotator.store.line_reading import LineError
from annotator.text.canonical import canonical
from tests.store.replicas import (
    NOW,
    OTHER,
    Sent,
    everything,
    first,
    parcel,
    root,
    send,
    take,
)


def spoilt(sent: Sent, change: Any) -> Sent:
    """Change the line of Ben's tag, with the digest that it then has."""
    held = []
    for digest, line in sent.held:
        value = orjson.loads(line)
        if value["kind"] == "annotation" and value["author"] == "Ben":
            change(value)
            made = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
            held.append((sha256(made).digest(), made))
        else:
            held.append((digest, line))
    return Sent(sorted(held), sent.with_texts)


_WRONG: dict[str, Any] = {
    "a quote of something else": lambda sent: spoilt(
        sent, lambda value: value["body"].update(quote="700 km²")
    ),
    "edges outside the text": lambda sent: spoilt(
        sent, lambda value: value["body"].update(fragments=[[22, 4_000]])
    ),
    "fragments that say something else": lambda sent: spoilt(
        sent, lambda value: value["body"].update(fragments=[[22, 25], [26, 30]])
    ),
    "no label": lambda sent: spoilt(sent, lambda value: value["body"].pop("label")),
    "a wrong digest": lambda sent: sent._replace(
        held=[(b"\0" * 32, sent.held[0][1]), *sent.held[1:]]
    ),
    "white space": lambda sent: sent._replace(
        held=sorted((sha256(line + b" ").digest(), line + b" ") for _, line in sent.held)
    ),
    "another text": lambda sent: sent._replace(
        with_texts=[(identity, text + "!") for identity, text in sent.with_texts]
    ),
}


@pytest.mark.parametrize("name", _WRONG)
def test_what_is_wrong_refuses_all(olena: Project, ben: Project, name: str) -> None:
    ben.annotate(first(ben).id, 22, 29, "figure")
    ben.annotate(ben.import_text(OTHER).id, 0, 3, "source")
    before = everything(olena)
    with pytest.raises(LineError):
        take(olena, _WRONG[name](send(ben)))
    assert everything(olena) == before
    assert take(olena, send(ben))[0].annotations == 2


@pytest.mark.parametrize("text", ["\ufeffBOM", "a\r\nb", "NUL \0"])
def test_a_text_that_is_not_canonical_is_refused(olena: Project, text: str) -> None:
    assert canonical(text).text != text
    identity = sha256(text.encode()).hexdigest()
    line = root("article", b"a" * 16, "Ben", {"title": "x"}, identity)
    before = everything(olena)
    with pytest.raises(LineError, match="canonical"):
        take(olena, Sent([line], [(identity, text)]))
    assert everything(olena) == before


def test_a_late_text_refutes_the_quotes_that_came_before_it(olena: Project) -> None:
    identity = sha256(OTHER.encode()).hexdigest()
    body = {
        "attributes": {}, "created": iso(NOW), "fragments": [[0, 3]], "label": "source",
        "note": "", "origin": "manual", "quote": "Bob",
    }  # fmt: skip
    take(olena, parcel(root("annotation", b"a" * 16, "Ben", body, identity)))
    article = root("article", b"b" * 16, "Ben", {"title": "x"}, identity)
    before = everything(olena)
    with pytest.raises(LineError, match="“Bob” is not what the text says at 0–3"):
        take(olena, Sent([article], [(identity, OTHER)]))
    assert everything(olena) == before
    olena.undo()


def test_a_text_that_nobody_speaks_of_is_left_out(olena: Project) -> None:
    before = everything(olena)
    identity = sha256(OTHER.encode()).hexdigest()
    _, changes = take(olena, Sent([], [(identity, OTHER)]))
    assert changes is None
    assert everything(olena) == before
