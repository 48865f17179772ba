"""What the card of a unit says, in words: attributes, quotes, who decided what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from annotator.model.mark import Fragment
from annotator.model.records import AttributeValue
from annotator.model.unit import ReviewUnit, Unit
from annotator.model.verdict import Verdict
from annotator.ui.i18n import tr
from annotator.ui.panels.form.shown import shown
from annotator.ui.review.units import remainder
from annotator.ui.widgets.marked_quote import Piece

if TYPE_CHECKING:
    from annotator.model.attributes import Attribute
    from annotator.model.scheme import Scheme

_LONGEST = 600
"""Code points of a quote that are shown; all of it is in the text beside."""


def disputed_keys(scheme: Scheme, unit: Unit, quote_of: Callable[[str], str]) -> frozenset[str]:
    """Give the attributes on which the answers of a unit differ, as far as one reads it.

    Two people who link to the same words say the same, though each links to an annotation of
    their own.
    """
    said = [
        _all_words(scheme, answer.first.label, answer.first.attributes, quote_of)
        for answer in unit.answers
    ]
    keys = {key for one in said for key in one}
    return frozenset(key for key in keys if len({one.get(key) for one in said}) > 1)


def attribute_pieces(
    scheme: Scheme,
    label: str,
    attributes: Mapping[str, AttributeValue],
    quote_of: Callable[[str], str],
    lit: frozenset[str] = frozenset(),
) -> list[Piece]:
    """Write attributes in one line, those that are ``lit`` first, then in the scheme's order.

    ``quote_of`` gives the words of an annotation that one links to, by its id.
    """
    said = _all_words(scheme, label, attributes, quote_of)
    pieces: list[Piece] = []
    for key in sorted(said, key=lambda key: key not in lit):
        if pieces:
            pieces.append(Piece("  ·  "))
        pieces.append(Piece(said[key], key in lit))
    return pieces


def _all_words(
    scheme: Scheme,
    label: str,
    attributes: Mapping[str, AttributeValue],
    quote_of: Callable[[str], str],
) -> dict[str, str]:
    """Write attributes one by one, in the scheme's order; then those it does not know."""
    known = {
        attribute.key: attribute
        for one in scheme.labels
        if one.key == label
        for attribute in one.attributes
    }
    keys = [key for key in known if key in attributes]
    keys += [key for key in attributes if key not in known]
    said: dict[str, str] = {}
    for key in keys:
        value, attribute = attributes[key], known.get(key)
        if attribute is not None and attribute.kind == "link":
            value = quote_of(str(value)) or tr("something that is not here")
        said[key] = _words(attribute, key, value)
    return said


def _words(attribute: Attribute | None, key: str, value: AttributeValue) -> str:
    name = (attribute.name if attribute else key).lower()
    if attribute is not None and attribute.kind == "choice":
        names = {choice.key: choice.name for choice in attribute.choices}
        return names.get(value, shown(value))
    if isinstance(value, bool):
        return name if value else tr("not {name}", name=name)
    return f"{name}: {' '.join(shown(value).split())}"


def quote_pieces(
    text: str,
    fragments: Sequence[Fragment],
    lit: Sequence[Fragment] = (),
    *,
    longest: int = _LONGEST,
) -> list[Piece]:
    """Cut fragments out of a text, what of them is in ``lit`` on a ground of its own."""
    pieces: list[Piece] = []
    room = longest
    for number, (start, end) in enumerate(fragments):
        if number:
            pieces.append(Piece(" … "))
        cuts = sorted({start, end, *(at for pair in lit for at in pair if start < at < end)})
        for a, b in pairwise(cuts):
            words = _one_line(text[a : min(b, a + room)])
            pieces.append(Piece(words, any(x <= a and b <= y for x, y in lit)))
            room -= b - a
            if room <= 0:
                return [*pieces, Piece(" …")]
    return pieces


def answer_pieces(text: str, unit: Unit, index: int) -> list[Piece]:
    """Give the words of an answer, those that are not in the proposal as disputed."""
    fragments = unit.answers[index].first.fragments
    return quote_pieces(text, fragments, remainder(fragments, unit.proposal.fragments))


def decided(one: ReviewUnit, who: str, when: str) -> str:
    """Say who decided what about a unit; “” if nobody did."""
    if one.verdict is None:
        return ""
    said = {
        "accept": tr("Accepted by {who}, {when}", who=who, when=when),
        "edit": tr("Edited and accepted by {who}, {when}", who=who, when=when),
        "reject": tr("Rejected by {who}, {when}", who=who, when=when),
        "unsure": tr("{who} was unsure, {when}", who=who, when=when),
    }
    return said[one.verdict.decision]


def rejected_because(scheme: Scheme, verdict: Verdict) -> str:
    """Say why something was rejected."""
    names = {reason.key: reason.name for reason in scheme.reasons}
    parts = [names.get(verdict.reason, verdict.reason), verdict.note]
    return ", ".join(part for part in parts if part)


def warning(one: ReviewUnit, name_of: Callable[[str], str]) -> str:
    """Say what is the matter with a unit that was decided and is open nevertheless."""
    match one.state:
        case "changed":
            return tr("What was decided has changed: look again.")
        case "disputed":
            said = {
                "accept": tr("{who} accepted"),
                "edit": tr("{who} edited"),
                "reject": tr("{who} rejected"),
                "unsure": tr("{who} was unsure"),
            }
            each = [said[it.decision].format(who=name_of(it.reviewer)) for it in one.verdicts]
            return tr("Decided differently: {each}", each=", ".join(each))
        case "unsure":
            return tr("Left open as unsure.")
    return ""


def _one_line(text: str) -> str:
    """Write line ends as spaces, keeping spaces at the edges: words of pieces stand apart."""
    return text.replace("\n", " ").replace("\t", " ")
