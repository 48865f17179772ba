"""UIMA CAS as DKPro's library writes it: we read the same spans out of it, in both forms."""

from __future__ import annotations

from typing import Any

import pytest
from cassis import Cas, TypeSystem
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.writing import read
from tests.nasty import texts

_NAME = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
_LINK = "webanno.custom.EventLink"
_EVENT = "webanno.custom.Event"


def _types() -> TypeSystem:
    types = TypeSystem()
    name = types.create_type(_NAME, "uima.tcas.Annotation")
    types.create_feature(name, "value", "uima.cas.String")
    link = types.create_type(_LINK, "uima.cas.TOP")
    types.create_feature(link, "role", "uima.cas.String")
    types.create_feature(link, "target", _NAME)
    event = types.create_type(_EVENT, "uima.tcas.Annotation")
    types.create_feature(event, "words", "uima.cas.StringArray")
    types.create_feature(event, "numbers", "uima.cas.IntegerArray")
    types.create_feature(event, "count", "uima.cas.Integer")
    types.create_feature(event, "inline", "uima.cas.FSArray", elementType=_LINK)
    types.create_feature(
        event, "apart", "uima.cas.FSArray", elementType=_LINK, multipleReferencesAllowed=True
    )
    return types


def _saved(name: str, cas: Cas, types: TypeSystem) -> dict[str, bytes]:
    if name == "cas-json":
        return {"": cas.to_json().encode()}
    return {"talks.xmi": cas.to_xmi().encode(), "TypeSystem.xml": types.to_xml().encode()}


@pytest.mark.parametrize("name", ["cas-json", "cas-xmi"])
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_spans_of_any_text_are_read(name: str, data: st.DataObject) -> None:
    drawn = data.draw(texts(min_size=1).filter(str.strip))
    text = "".join(one for one in drawn if one.isprintable() or one in "\n\t") or "x"
    if not text.strip():
        return
    types = _types()
    cas = Cas(typesystem=types)
    cas.sofa_string = text
    cas.sofa_mime = "text/plain"
    entity = types.get_type(_NAME)
    spans: list[tuple[int, int, str]] = []
    for _ in range(data.draw(st.integers(0, 5))):
        start, end = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=2)))
        spans.append((start, end, data.draw(st.sampled_from(["PER", "LOC", "a “b” <c>"]))))
        cas.add(entity(begin=start, end=end, value=spans[-1][2]))
    [article], reader = read(name, _saved(name, cas, types), offsets="utf16")
    assert article.text == text
    found = [(one["start"], one["end"], one["label"]) for one in article.annotations]
    assert sorted(found) == sorted(spans)
    assert reader.skipped == []


@pytest.mark.parametrize("name", ["cas-json", "cas-xmi"])
def test_links_lists_and_views_are_read(name: str) -> None:
    types = _types()
    cas = Cas(typesystem=types)
    cas.sofa_string = "😀 Olena said in Kyiv."
    cas.sofa_mime = "text/plain"
    entity, link, event = (types.get_type(one) for one in (_NAME, _LINK, _EVENT))
    olena, kyiv = entity(begin=2, end=7, value="PER"), entity(begin=16, end=20, value="LOC")
    array = types.get_type("uima.cas.FSArray")
    words = types.get_type("uima.cas.StringArray")
    said = event(
        begin=8, end=12, count=3, words=words(elements=["a b", "c"]),
        numbers=types.get_type("uima.cas.IntegerArray")(elements=[1, 2]),
        inline=array(elements=[link(role="who", target=olena)]),
        apart=array(elements=[link(role="where", target=kyiv)]),
    )  # fmt: skip
    cas.add_all([olena, kyiv, said])
    other = cas.create_view("other")
    other.sofa_string = "A second text."
    other.sofa_mime = "text/plain"
    other.add(entity(begin=2, end=8, value="ORD"))

    back, _ = read(name, _saved(name, cas, types), offsets="utf16")
    assert [one.text for one in back] == ["😀 Olena said in Kyiv.", "A second text."]
    first, second = ([_told(one) for one in article.annotations] for article in back)
    assert first[:2] == [("PER", 2, 7, {}), ("LOC", 16, 20, {})]
    assert first[2][:3] == ("Event", 8, 12)
    assert first[2][3]["count"] == 3
    assert first[2][3]["words"] == "a b; c"
    assert first[2][3]["numbers"] in ("1; 2", "1 2")
    assert second == [("ORD", 2, 8, {})]
    ids = {one["id"]: one["label"] for one in back[0].annotations if "id" in one}
    ties = [(one["type"], ids[one["from"]], ids[one["to"]]) for one in back[0].relations]
    assert sorted(ties) == [("where", "Event", "LOC"), ("who", "Event", "PER")]


def _told(one: Any) -> tuple[str, int, int, dict[str, Any]]:
    return one["label"], one["start"], one["end"], one.get("attributes", {})
