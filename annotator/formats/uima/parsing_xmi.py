"""XMI as feature structures. Which attributes are references is told by the type system, if any."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from annotator.formats.common.safe_xml import read_xml
from annotator.formats.uima.parsing import (
    ELEMENTS,
    MOST,
    PASSED_OVER,
    Cas,
    Structure,
    Value,
    holds_values,
)
from annotator.problems import UnreadableInputError

_XMI = "{http://www.omg.org/XMI}"
_CAS = "{http:///uima/cas.ecore}"
_TYPE = re.compile(r"\{http:///([^}]*)\.ecore\}(.+)")
_NUMBER = re.compile(r"[0-9]{1,10}")
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_NUMBERS = re.compile(r"[0-9]{1,10}(?: [0-9]{1,10})*")
_REFERENCES = frozenset({"Governor", "Dependent", "target", "next", "first"})
"""What refers to another structure in the types that DKPro, WebAnno and INCEpTION make."""
_FRACTION = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?(?:E-?[0-9]{1,2})?")
_INTEGERS = {f"uima.cas.{one}" for one in ("Integer", "Long", "Short", "Byte")}
_FLOATS = {"uima.cas.Float", "uima.cas.Double"}
_PLAIN = _INTEGERS | _FLOATS | {"uima.cas.String", "uima.cas.Boolean"}

Ranges = Mapping[str, Mapping[str, str]]
"""The range of each feature by its name, by the type that it is declared for or inherited by."""


def is_type_system(root: etree._Element) -> bool:
    """Tell whether a document is a UIMA type system."""
    return bool(etree.QName(root).localname == "typeSystemDescription")


def read_types(data: bytes, where: str) -> Ranges:
    """Read a type system.

    Raises:
        UnreadableInputError: it is none.
    """
    root = read_xml(data, where)
    if not is_type_system(root):
        raise UnreadableInputError(f"{where} is no UIMA type system.")
    own: dict[str, dict[str, str]] = {}
    bases: dict[str, str] = {}
    for one in root.iter("{*}typeDescription"):
        name = one.findtext("{*}name", "").strip()
        bases[name] = one.findtext("{*}supertypeName", "").strip()
        own[name] = {
            feature.findtext("{*}name", "").strip(): _range(feature)
            for feature in one.iter("{*}featureDescription")
        }
    strings = {name for name, base in bases.items() if base == "uima.cas.String"}
    ranges: dict[str, dict[str, str]] = {}
    for name in own:
        found: dict[str, str] = {}
        at, seen = name, set[str]()
        while at in own and at not in seen:
            seen.add(at)
            found = own[at] | found
            at = bases[at]
        ranges[name] = {
            feature: "uima.cas.String" if values in strings else values
            for feature, values in found.items()
        }
    return ranges


def _range(feature: etree._Element) -> str:
    """Give what a feature holds; an array that is a structure of its own is referred to."""
    values = feature.findtext("{*}rangeTypeName", "").strip()
    apart = feature.findtext("{*}multipleReferencesAllowed", "").strip() == "true"
    return f"{values} apart" if apart else values


def parse_xmi(root: etree._Element, where: str, ranges: Ranges) -> Cas:
    """Read XMI.

    Raises:
        UnreadableInputError: it is none.
    """
    if root.tag != f"{_XMI}XMI":
        raise UnreadableInputError(f"{where} is no XMI: it begins with “{root.tag}”.")
    cas = Cas()
    names: dict[str, str] = {}
    for one in root:
        tag = one.tag
        if not isinstance(tag, str):
            continue
        kind = names.get(tag)
        if kind is None:
            kind = names[tag] = _type(tag)
        if kind in PASSED_OVER or tag == f"{_CAS}NULL":
            continue
        if tag == f"{_CAS}View":
            _add_view(cas, one)
            continue
        identity = _number(one.get(f"{_XMI}id"))
        if identity is None or not kind:
            cas.faults.append(f"an element {tag:.80}: it has no id or no type")
        elif tag == f"{_CAS}Sofa":
            text = one.get("sofaString")
            if text is None:
                cas.faults.append("a view without a text")
            else:
                cas.texts[identity] = text
        else:
            _add(cas, identity, kind, one, ranges.get(kind, {}))
    return cas


def _add_view(cas: Cas, given: etree._Element) -> None:
    sofa = _number(given.get("sofa"))
    if sofa is not None:
        members = map(_number, given.get("members", "").split())
        cas.members[sofa] = {member for member in members if member is not None}


def _add(
    cas: Cas, identity: int, kind: str, given: etree._Element, ranges: Mapping[str, str]
) -> None:
    features: dict[str, Value] = {}
    refs: dict[str, tuple[int, ...]] = {}
    places: dict[str, int | None] = {"sofa": None, "begin": None, "end": None}
    for key, value in given.attrib.items():
        name = str(key)
        text = str(value)
        if name in places:
            places[name] = _number(text)
            if places[name] is None:
                cas.faults.append(f"{kind}: “{name}” is “{text:.40}”, which is no place")
                return
        elif name.startswith("{"):
            continue
        elif _refers(name, kind, ranges) and _NUMBERS.fullmatch(text):
            found = [_number(part) for part in text.split()]
            refs[ELEMENTS if name == "elements" else name] = tuple(
                one for one in found if one is not None
            )
        else:
            features[name] = _value(text, ranges.get(name, ""))
    for child in given:
        if isinstance(child.tag, str):
            before = features.get(child.tag)
            text = child.text or ""
            features[child.tag] = text if before is None else f"{before}; {text}"
    if holds_values(kind) and "elements" in features:
        features[ELEMENTS] = features.pop("elements")
    sofa, begin, end = places.values()
    cas.add(Structure(identity, kind, sofa, begin, end, features, refs))


def _refers(name: str, kind: str, ranges: Mapping[str, str]) -> bool:
    if name in ranges:
        return ranges[name] not in _PLAIN and not holds_values(ranges[name])
    return name in _REFERENCES or (name == "elements" and kind == "uima.cas.FSArray")


def _value(text: str, values: str) -> Value:
    """Give a value as its range says; what does not fit its range stays a text."""
    if values in _INTEGERS and _WHOLE.fullmatch(text):
        return int(text)
    if values in _FLOATS:
        return float(text) if _FRACTION.fullmatch(text) else text
    if values == "uima.cas.Boolean" and text in {"true", "false"}:
        return text == "true"
    return text


def _type(tag: str) -> str:
    found = _TYPE.fullmatch(tag)
    if found is None:
        return ""
    package = found[1].replace("/", ".")
    return found[2] if package == "uima.noNamespace" else f"{package}.{found[2]}"


def _number(text: str | None) -> int | None:
    if text is None or not _NUMBER.fullmatch(text):
        return None
    number = int(text)
    return number if number < MOST else None
