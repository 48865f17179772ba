"""What crosses from a reading process arrives as it was, however nasty; what is no frame, not."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.app.reading import frames
from annotator.app.reading.carrying import (
    article_frame,
    article_of,
    as_bytes,
    from_bytes,
    problem_as_json,
    problem_of,
)
from annotator.app.reading.frames import ARTICLE, ODD_ARTICLE, TooLongError, put_frame, take_frame
from annotator.model.article import ArticleSource, Metadata
from annotator.model.incoming import Incoming
from annotator.problems import (
    AttributeProblem,
    ColumnsNeededError,
    UnreadableInputError,
    UserProblem,
)
from annotator.text.decoding import EncodingNeededError
from annotator.text.zone import Zone
from tests.nasty import texts

words = texts(max_size=6)
values: st.SearchStrategy[Any] = st.recursive(
    words
    | st.text(max_size=3)
    | st.booleans()
    | st.none()
    | st.integers(-(2**80), 2**80)
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
    max_leaves=4,
)


@st.composite
def incoming(draw: st.DrawFn) -> Incoming:
    text = draw(texts())
    annotations = draw(
        st.lists(
            st.fixed_dictionaries(
                {"label": words, "start": st.integers(0, 9), "end": st.integers(0, 9)},
                optional={"attributes": st.dictionaries(words, values, max_size=2), "note": words},
            ),
            max_size=3,
        )
    )
    return Incoming(
        text=text,
        metadata=Metadata(
            title=draw(words),
            url=draw(st.none() | words),
            zones=(Zone(0, 4, "body"),) if draw(st.booleans()) else (),
            source=draw(st.none() | st.builds(ArticleSource, name=words, nul=st.integers(0, 3))),
        ),
        annotations=annotations,  # type: ignore[arg-type]
        relations=[{"type": "says", "from": "1", "to": draw(words)}],
        states=draw(st.none() | st.dictionaries(words, words, max_size=2)),
        none=draw(st.none() | st.dictionaries(words, st.lists(words, max_size=2), max_size=2)),
        where=draw(words),
        replaced=(draw(st.integers(0, 3)), 0),
        verdicts=[],
        comments=[],
        kinds=draw(st.dictionaries(words, words, max_size=2)),
        article=draw(st.sampled_from(["", "ab" * 32])),
    )


@given(incoming(), st.none() | st.binary(max_size=9))
def test_an_article_arrives_as_it_was(article: Incoming, raw: bytes | None) -> None:
    article = article._replace(raw=raw)
    assert article_of(article_frame(article), raw) == article


@pytest.mark.parametrize("value", ["\ud800", 2**64, -(2**70)])
def test_what_the_quick_library_refuses_arrives_too(value: Any) -> None:
    one: Any = {"label": "a", "start": 0, "end": 1, "attributes": {"v": value}}
    article = Incoming("Text.", Metadata(zones=(Zone(0, 5, "body"),)), annotations=[one])
    frame = article_frame(article)
    assert frame.kind == ODD_ARTICLE
    arrived = article_of(frame, None)
    assert (arrived.annotations, arrived.metadata) == (article.annotations, article.metadata)
    assert article_frame(article._replace(annotations=[])).kind == ARTICLE


@given(st.lists(st.tuples(st.sampled_from([b"A", b"E"]), st.binary(max_size=50))), st.integers(0))
def test_frames_come_whole_or_not_at_all(sent: list[tuple[bytes, bytes]], cut: int) -> None:
    whole = io.BytesIO()
    for kind, data in sent:
        put_frame(whole, kind, data)
    there = whole.getvalue()[: cut % (len(whole.getvalue()) + 1)]
    source = io.BytesIO(there)
    found = list(iter(lambda: take_frame(source), None))
    assert found == sent[: len(found)]


def test_a_frame_beyond_all_measure_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = io.BytesIO()
    put_frame(whole, ARTICLE, b"x" * 100)
    monkeypatch.setattr(frames, "LARGEST", 99)
    whole.seek(0)
    with pytest.raises(TooLongError, match="more than 99 bytes"):
        take_frame(whole)


def test_problems_arrive_with_what_is_asked() -> None:
    encoding = EncodingNeededError("Which?", None, ("koi8-r", "cp1251"), {"koi8-r": "Мост"})
    columns = ColumnsNeededError("Which?", [("a", "first"), ("b", "")])
    for problem in (encoding, columns, UnreadableInputError("caf\udce9"), UserProblem("No.")):
        arrived = problem_of(from_bytes(as_bytes(problem_as_json(problem))))
        assert type(arrived) is type(problem)
        assert str(arrived) == str(problem)
        assert vars(arrived) == vars(problem)
    # One of a kind that only its own place knows is still a problem in words.
    arrived = problem_of(problem_as_json(AttributeProblem("No such value.")))
    assert type(arrived) is UserProblem
    assert str(arrived) == "No such value."
