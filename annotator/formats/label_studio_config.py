"""A labelling configuration for Label Studio: labels with colours, relations, values of regions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import quoteattr

from annotator.model.attributes import Attribute, ChoiceAttribute, NumberAttribute, TextAttribute
from annotator.model.label_colours import hex_colour
from annotator.model.records import AttributeValue
from annotator.model.scheme import Scheme

CONTROL, TEXT = "label", "text"
"""The names of the tag that labels and of the one that shows the text."""
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_KINDS: dict[type[Any], tuple[str, str]] = {
    ChoiceAttribute: ("Choices", "choices"),
    NumberAttribute: ("Number", "number"),
    TextAttribute: ("TextArea", "textarea"),
}
"""The tag that shows a kind of attribute, and the type of its results."""


class Controls:
    """The attributes that a control of Label Studio can show.

    A control's name is the attribute's key, so that it can be read without the configuration. Keys
    that mean different kinds of value for different labels have none, nor have odd ones.
    """

    def __init__(self, scheme: Scheme) -> None:
        self.kinds: dict[str, tuple[str, str]] = {}
        """Tag and type of result by key."""
        self.labels: dict[str, list[str]] = {}
        """Which labels have it."""
        self.choices: dict[str, list[str]] = {}
        clashing: set[str] = set()
        for label in scheme.labels:
            for attribute in label.attributes:
                self._add(label.key, attribute, clashing)
        for key in clashing:
            del self.kinds[key]

    def _add(self, label: str, attribute: Attribute, clashing: set[str]) -> None:
        key, kind = attribute.key, _KINDS.get(type(attribute))
        if not _NAME.fullmatch(key) or key in {CONTROL, TEXT}:
            return
        if kind is None or self.kinds.setdefault(key, kind) != kind:
            # Another label's control would show it wrongly.
            self.kinds.setdefault(key, ("", ""))
            clashing.add(key)
            return
        self.labels.setdefault(key, []).append(label)
        if isinstance(attribute, ChoiceAttribute):
            known = self.choices.setdefault(key, [])
            known += [one.key for one in attribute.choices if one.key not in known]

    def parted(
        self, label: str, attributes: dict[str, AttributeValue]
    ) -> tuple[list[tuple[str, str, Any]], dict[str, AttributeValue]]:
        """Part values into those that a control shows (key, type, value) and the others."""
        shown: list[tuple[str, str, Any]] = []
        rest: dict[str, AttributeValue] = {}
        for key, value in attributes.items():
            _, kind = self.kinds.get(key, ("", ""))
            has_control = label in self.labels.get(key, ())
            match kind, value:
                case "choices", str() if has_control and value in self.choices[key]:
                    shown.append((key, kind, [value]))
                case "textarea", str() if has_control:
                    shown.append((key, kind, [value]))
                case "number", int() | float() if has_control and not isinstance(value, bool):
                    shown.append((key, kind, value))
                case _:
                    rest[key] = value
        return shown, rest


def configuration(scheme: Scheme, controls: Controls) -> str:
    """Write the configuration."""
    return "\n".join(["<View>", *_lines(scheme, controls), "</View>", ""])


def _lines(scheme: Scheme, controls: Controls) -> Iterator[str]:
    yield f'  <Labels name="{CONTROL}" toName="{TEXT}">'
    for label in scheme.labels:
        hotkey = f" hotkey={_quoted(label.shortcut)}" if label.shortcut else ""
        hint = f" hint={_quoted(label.definition)}" if label.definition else ""
        colour = f" background={_quoted(hex_colour(label.colour))}"
        yield f"    <Label{_value(label.key)}{colour}{hotkey}{hint}/>"
    yield "  </Labels>"
    yield f'  <Text name="{TEXT}" value="$text"/>'
    if scheme.relations:
        yield "  <Relations>"
        for relation in scheme.relations:
            yield f"    <Relation{_value(relation.key)}/>"
        yield "  </Relations>"
    for key, (tag, _) in controls.kinds.items():
        yield from _control(key, tag, controls)


def _control(key: str, tag: str, controls: Controls) -> Iterator[str]:
    labels = controls.labels[key]
    shown = f'name="{key}" toName="{TEXT}" perRegion="true"'
    if not any("," in label for label in labels):
        # A list is parted at commas; a label with one would never be met.
        shown += f' whenTagName="{CONTROL}" whenLabelValue={_quoted(",".join(labels))}'
    yield '  <View visibleWhen="region-selected">'
    yield f'    <Header value="{key}" size="5"/>'
    if tag == "Choices":
        yield f'    <Choices {shown} choice="single">'
        for choice in controls.choices[key]:
            yield f"      <Choice{_value(choice)}/>"
        yield "    </Choices>"
    elif tag == "Number":
        yield f"    <Number {shown}/>"
    else:
        yield f'    <TextArea {shown} editable="true" maxSubmissions="1"/>'
    yield "  </View>"


def _value(key: str) -> str:
    """Give a key as a value; what begins with “$” would be taken for a field of the task."""
    if key.startswith("$"):
        return f" value={_quoted('“' + key + '”')} alias={_quoted(key)}"
    return f" value={_quoted(key)}"


def _quoted(text: str) -> str:
    return quoteattr(_NO_XML.sub("\ufffd", text))
