"""What the sheets about versions say."""

from __future__ import annotations

from annotator.app.versions.offers import Offer, Why
from annotator.text.reanchoring import Outcome
from annotator.ui.i18n import tr

OUTCOMES: dict[Outcome, str] = {
    "same": "same place",
    "moved": "moved",
    "changed": "words changed",
    "gone": "gone",
}
_WHY: dict[Why, str] = {
    "address": "the same address",
    "title": "the same title",
    "text": "the same outlet, much the same text",
}


def why_words(offer: Offer) -> str:
    """Say by what two articles were taken for versions of each other."""
    words = tr(_WHY[offer.why])
    if offer.alike is None:
        return words
    return tr("{why}; {n} % of it alike", why=words, n=round(100 * offer.alike))


def carry_words(count: int) -> str:
    """Say what the button does."""
    if count == 1:
        return tr("Carry 1 over")
    return tr("Carry {n} over", n=f"{count:,}")


def sum_words(total: int, there: int, gone: int) -> str:
    """Say how one's annotations stand, in a sentence."""
    parts = [tr("1 annotation of yours") if total == 1 else tr("{n} annotations of yours", n=total)]
    if there:
        parts.append(tr("{n} there already", n=there))
    if gone:
        parts.append(tr("{n} not found", n=gone))
    return ", ".join(parts) + "."
