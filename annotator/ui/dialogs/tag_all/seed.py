"""What the popover begins with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.ui.editor.selecting import Span


@dataclass(frozen=True, slots=True)
class Seed:
    """Words at a place, and what is to be put on them.

    Attributes:
        words: what is looked for.
        span: where they stand in the open article, in code points.
        label: the key of the label to put on them; “” asks for one.
        fixed: whether it is that of an annotation, and no digit changes it.
        values: the annotation's attributes.
        spans: hits that were found in another way; then nothing is looked for.
    """

    words: str
    span: Span
    label: str
    fixed: bool = False
    values: Mapping[str, Any] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
