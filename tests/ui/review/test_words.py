"""What the card says of answers, in words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator import Project
from annotator.app.schemes import default_scheme
from annotator.ui.review.words import attribute_pieces, disputed_keys, quote_pieces
from tests.nasty import texts

TEXT = "The minister spoke. She said: 40 people. He did not."


def test_links_to_the_same_words_are_no_dispute(project: Project) -> None:
    article = project.import_text(TEXT)
    for person in ("Amara", "Jonas"):
        project.work_as(person)
        whom = project.annotate(article.id, 0, 12, "source", attributes={"kind": "named-person"})
        project.annotate(
            article.id,
            20,
            23,
            "source",
            attributes={
                "kind": "pronoun" if person == "Amara" else "unnamed-person",
                "refers_to": whom.id,
            },
        )
    project.work_as("Olena")
    unit = project.reviewing.article(article.id).units[1].unit
    quotes = {one.id: one.quote for one in project.annotations(article.id)}
    scheme = project.scheme
    assert disputed_keys(scheme, unit, lambda key: quotes.get(key, "")) == {"kind"}
    attributes = unit.answers[0].first.attributes
    words = attribute_pieces(
        scheme, "source", attributes, lambda key: quotes.get(key, ""), frozenset({"refers_to"})
    )
    assert words[0].text == "refers to: The minister"
    assert words[0].lit
    words = attribute_pieces(scheme, "source", attributes, lambda _: "")
    assert words[-1].text == "refers to: something that is not here"


def test_what_the_scheme_does_not_know_is_shown_too() -> None:
    attributes = {"mood": "grim", "sure": False, "value": 600, "approximation": "about"}
    words = [
        piece.text
        for piece in attribute_pieces(default_scheme(), "figure", attributes, lambda _: "")
    ]
    assert words[::2] == ["value: 600", "about", "mood: grim", "not sure"]
    assert set(words[1::2]) == {"  ·  "}


@given(texts(), st.data())
def test_the_pieces_of_a_quote_are_the_quote(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    start, end = sorted((data.draw(places), data.draw(places)))
    a, b = sorted((data.draw(places), data.draw(places)))
    if start == end:
        return
    pieces = quote_pieces(text, [(start, end)], [(a, b)] if a < b else [])
    said = "".join(piece.text for piece in pieces)
    assert len(said) == end - start
    assert said == text[start:end].replace("\n", " ").replace("\t", " ")
    lit = sum(len(piece.text) for piece in pieces if piece.lit)
    assert lit == max(0, min(end, b) - max(start, a))


def test_a_long_quote_is_cut_and_fragments_are_parted() -> None:
    pieces = quote_pieces(TEXT, [(0, 12), (30, 39)], [(4, 12)])
    assert "".join(piece.text for piece in pieces) == "The minister … 40 people"
    assert [piece.text for piece in pieces if piece.lit] == ["minister"]
    cut = "".join(piece.text for piece in quote_pieces("word " * 400, [(0, 2000)], longest=20))
    assert cut == "word word word word  …"
