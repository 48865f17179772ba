"""Annotations of the shape that we write most, taken at once: there are hundreds of thousands.

What is of any other shape is none of these, and is read as anybody's is. A test holds that both
ways give the same.
"""

from __future__ import annotations

from typing import Any, cast

from annotator.formats.w3c.fields import is_moment
from annotator.formats.w3c.terms import UUID
from annotator.model.incoming import IncomingAnnotation

_KEYS = {
    "id", "type", "motivation", "creator", "created", "modified", "body", "target",
    "annotator:origin", "annotator:attributes", "annotator:certainty",
}  # fmt: skip


def plain_annotation(item: Any, text: str) -> IncomingAnnotation | None:
    """Give an annotation with one tag and one place in a text that was described before.

    Args:
        item: the annotation.
        text: the address of the text, by its hash.
    """
    match item:
        case {
            "id": str(identity), "type": "Annotation", "motivation": "tagging",
            "creator": {"name": str(name)}, "created": str(created), "modified": str(modified),
            "body": {"type": "TextualBody", "purpose": "tagging", "value": str(label), **more},
            "target": {
                "type": "SpecificResource", "source": str(),
                "state": {"type": "TimeState", "cached": cached},
                "selector": [
                    {"type": "TextPositionSelector", "start": start, "end": end, **beside},
                    {"type": "TextQuoteSelector", "exact": str(exact)},
                ],
            },
            "annotator:origin": str(origin),
        } if (
            cached == text and not more and not beside and item.keys() <= _KEYS
            and identity.startswith(UUID) and exact
            and name and name.strip() == name and label and label.strip() == label
            and type(start) is int and type(end) is int and 0 <= start < end < 2**53
            and is_moment(created) and is_moment(modified)
        ):  # fmt: skip
            found: dict[str, Any] = {
                "id": identity[len(UUID) :],
                "annotator": name,
                "created": created,
                "modified": modified,
                "origin": origin,
                "label": label,
                "start": start,
                "end": end,
                "quote": exact,
            }
            for key in ("attributes", "certainty"):
                if (value := item.get(f"annotator:{key}")) is not None:
                    if not isinstance(value, dict if key == "attributes" else str):
                        return None
                    found[key] = value
            return cast("IncomingAnnotation", found)
    return None
