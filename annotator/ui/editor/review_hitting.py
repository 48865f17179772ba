"""What lies under a point in review: a glyph of the margin, units."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from annotator.ui.difference_kinds import title_of
from annotator.ui.editor.geometry import Piece
from annotator.ui.editor.hitting import character_at
from annotator.ui.editor.review_margin import Told, margin_of
from annotator.ui.editor.review_placing import LANES_REACH, PlacedUnit, PlacedUnits
from annotator.ui.editor.reviewing import Reviewing, ReviewMark
from annotator.ui.i18n import tr
from annotator.ui.look import label_colours

if TYPE_CHECKING:
    from annotator.ui.editor.layout import ArticleLayout
    from annotator.ui.editor.scene import Scene

_BESIDE = 2


def told_at(page: ArticleLayout, reviewing: Reviewing, point: QPointF) -> Told | None:
    """Give what the margin says at a point of the document."""
    if page.column_left <= point.x() <= page.column_left + page.column_width:
        return None
    number = page.block_at(point.y())
    if page.scene.folds.hides(number) or page.scene.paragraphs.roles[number] == "blank":
        return None
    told = margin_of(page, reviewing, number)
    return next((one for one in told if one.box.contains(point)), None)


def units_at(page: ArticleLayout, units: PlacedUnits, point: QPointF) -> list[ReviewMark]:
    """Give the units whose words, or the lines below them, lie under a point of the document.

    The smallest comes first.
    """
    number = page.scene.display.block_at(character_at(page, point))
    if page.scene.folds.hides(number):
        return []
    here = QPointF(point.x() - page.column_left, point.y() - page.text_top_of(number))
    pitch = page.style_of(number).pitch
    hit = [unit.mark for unit in units.in_block(number) if _holds(unit, here, pitch)]
    return sorted(hit, key=lambda mark: mark.end - mark.start)


def _holds(unit: PlacedUnit, point: QPointF, pitch: float) -> bool:
    pieces = [*unit.entry, *unit.rest, *(piece for one in unit.lanes for piece in one.pieces)]
    return any(_has(piece, point, pitch) for piece in pieces)


def _has(piece: Piece, point: QPointF, pitch: float) -> bool:
    bottom = min(piece.bottom + LANES_REACH, piece.top + pitch - _BESIDE)
    beside = piece.left - _BESIDE <= point.x() <= piece.right + _BESIDE
    return beside and piece.top - _BESIDE <= point.y() <= bottom


def words_of(mark: ReviewMark, scene: Scene) -> str:
    """Write a line of rich text about a unit: its labels, its kind of difference, how it stands."""
    labels = dict.fromkeys([mark.proposal[0], *(label for _, label, _ in mark.spans)])
    looks = [scene.look_of(label) for label in labels]
    names = " / ".join(
        f"<b style='color:{label_colours(one.colour).ink.name()}'>{escape(one.name)}</b>"
        for one in looks
    )
    return f"{names}&nbsp; {escape(said_of(mark))}"


def said_of(mark: ReviewMark) -> str:
    """Say how a unit stands."""
    match mark.state:
        case "settled":
            return tr("rejected: nothing belongs here") if mark.rejected else tr("settled")
        case "unsure":
            return tr("unsure")
        case "changed":
            return tr("changed since it was decided")
        case "disputed":
            return tr("decided differently by two reviewers")
    return title_of(mark.kind)
