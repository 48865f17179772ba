"""The text view in review: units instead of annotations, a margin, a proposal to be edited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.model.mark import Fragment, Mark
from annotator.ui.editor.painting.review import ReviewPainting
from annotator.ui.editor.review_hitting import told_at, units_at, words_of
from annotator.ui.editor.review_placing import PlacedUnits
from annotator.ui.editor.reviewing import Draft, Reviewing, ReviewMark
from annotator.ui.editor.scene import Scene
from annotator.ui.editor.selecting import Selection, moved_edge
from annotator.ui.editor.styles import REVIEW, Setting
from annotator.ui.editor.view import ArticleView

_EDGES = {"[": (True, True), "]": (True, False), "{": (False, False), "}": (False, True)}
"""By character: whether the left edge moves, and whether outward."""
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_GRASP = 5
"""Pixels beside an edge of the proposal at which the mouse takes hold of it."""


class ReviewView(ArticleView):
    """An article under review. Annotations are not selected here; units are.

    `show_scene` shows an article with everybody's lanes; `set_review` gives the units, and what is
    settled, open or current is told from each other from then on.

    Signals:
        unit_clicked(key): a unit was clicked, on its words or in the margin.
        edited(fragments): the proposal that is being edited has other edges now.
        edit_label(digit): the key of a label was pressed while the proposal is edited.
    """

    unit_clicked = Signal(str)
    edited = Signal(object)
    edit_label = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._reviewing = Reviewing()
        self._painting = ReviewPainting()
        self._taking = False
        """Whether what is selected becomes the proposal."""
        super().__init__(parent)
        self.page.paints = self._painting

    # What is shown

    def show_scene(self, scene: Scene, *, caret: int = 0, top: int = 0) -> None:
        """Show an article; its units are not known until `set_review` gives them."""
        self.set_review(None, ())
        self._reviewing.current = self._reviewing.draft = None
        super().show_scene(scene, caret=caret, top=top)

    def set_review(self, marks: Sequence[ReviewMark] | None, people: Sequence[str]) -> None:
        """Show the units of the article; None as long as they are not known.

        Args:
            marks: the units, by position.
            people: the annotators in the order of their lanes.
        """
        before = self._reviewing
        known = Reviewing(marks or (), people)
        known.hidden, known.current, known.draft = before.hidden, before.current, before.draft
        self._reviewing = known
        self._painting.units = None if marks is None else PlacedUnits(self.page, known)
        self.viewport().update()

    def set_current_unit(self, key: str | None) -> None:
        """Show a unit as the current one, or none; it stays where it is."""
        if key != self._reviewing.current:
            # What was selected were the edges of the draft.
            self.end_edit()
            self._reviewing.current = key
            self.scene.word_caret = False
            self._place_anew()

    def set_hidden_lanes(self, names: Iterable[str]) -> None:
        """Hide the lanes of some annotators; the consensus goes by its own name."""
        hidden = frozenset(names)
        if hidden != self._reviewing.hidden:
            self._reviewing.hidden = hidden
            self._place_anew()

    def reveal_unit(self, key: str) -> None:
        """Bring a unit into the middle third of the view, unless it lies there."""
        mark = self._reviewing.get(key)
        if mark is not None:
            start, end = mark.reach
            self.scrolling.reveal_in_the_middle(start, end)

    @property
    def current_unit(self) -> str | None:
        """The key of the current unit."""
        return self._reviewing.current

    def _place_anew(self) -> None:
        if self._painting.units is not None:
            self._painting.units.forget()
        self.viewport().update()

    def setting_for(self, width: int) -> Setting:
        """Set the lines with room for four lanes, whatever lanes are shown."""
        return Setting.for_width(width, self.text_look, 3, REVIEW)

    # Editing the proposal

    @property
    def editing(self) -> bool:
        """Whether the proposal of the current unit is being edited."""
        return self._reviewing.draft is not None

    def begin_edit(self, fragments: Sequence[Fragment], label: str) -> None:
        """Let the hands change the edges of the current proposal.

        ``[ ] { }`` move the edges, selecting anew replaces them, the mouse drags them. Enter and
        Esc are left to whoever listens; nothing is written here.
        """
        goes_on = self.editing
        self._reviewing.draft = Draft(label, tuple(fragments))
        if not goes_on and fragments:
            self._taking = False
            self.set_selection(Selection(fragments[0][0], fragments[-1][1], by_character=True))
            self.scene.selection = Selection(fragments[0][0], fragments[-1][1])
            self._taking = True
        self._place_anew()

    def end_edit(self) -> None:
        """Show the proposal as it is."""
        if self.editing:
            self._reviewing.draft = None
            self.clear_selection()
            self._place_anew()

    def set_selection(self, selection: Selection, *, by_keys: bool = False) -> None:
        """Select; while the proposal is edited, what is selected is what it becomes."""
        super().set_selection(selection, by_keys=by_keys)
        span = self.scene.selected
        if self.editing and self._taking and span is not None:
            self._take((span,))

    def select_span(self, start: int, end: int) -> None:
        """Select what was searched for; it is shown, and does not become the proposal."""
        self._taking = False
        super().select_span(start, end)
        self._taking = True

    def set_active(self, entity: bytes | None, *, reveal: bool = False) -> None:
        """Select no annotation: here it is units that are."""
        del entity, reveal
        super().set_active(None)

    def _take(self, fragments: tuple[Fragment, ...]) -> None:
        draft = self._reviewing.draft
        assert draft is not None
        if fragments != draft.fragments:
            self._reviewing.draft = draft._replace(fragments=fragments)
            self._place_anew()
            self.edited.emit(fragments)

    def _move_draft_edge(self, *, left: bool, outward: bool) -> None:
        """Move an edge of the proposal by a word: the first one of all fragments, or the last."""
        draft = self._reviewing.draft
        assert draft is not None
        text, fragments = self.scene.display.text, list(draft.fragments)
        at = 0 if left else len(fragments) - 1
        span = moved_edge(text, fragments[at], left=left, outward=outward)
        if span is None:
            return
        fragments[at] = span
        self._take(tuple(fragments))
        self._taking = False
        ends = fragments[0][0], fragments[-1][1]
        self.set_selection(Selection(*ends))
        self.scrolling.reveal(ends[0 if left else 1], ends[0 if left else 1])
        self._taking = True

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what edits the proposal; what would tag or remove does nothing here."""
        text = event.text()
        if self.editing and text in _EDGES:
            left, outward = _EDGES[text]
            self._move_draft_edge(left=left, outward=outward)
        elif self.editing and "1" <= text <= "9" and event.modifiers() in _PLAIN:
            self.edit_label.emit(text)
        elif event.key() == Qt.Key.Key_Space or (
            self.editing and event.matches(QKeySequence.StandardKey.SelectAll)
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an edge of the proposal, press a glyph in the margin, or begin to select."""
        point = event.position()
        if event.button() == Qt.MouseButton.LeftButton:
            edge = self._edge_at(point)
            if edge is not None:
                self._mouse.hold(point, *edge)
                return
            told = told_at(self.page, self._reviewing, self.on_page(point))
            if told is not None:
                self.unit_clicked.emit(told.mark.key)
                return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show over what the mouse is."""
        super().mouseMoveEvent(event)
        point = event.position()
        if event.buttons() == Qt.MouseButton.NoButton:
            if self._edge_at(point) is not None:
                self.viewport().setCursor(Qt.CursorShape.SizeHorCursor)
            elif told_at(self.page, self._reviewing, self.on_page(point)) is not None:
                self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell on hovering how the units under the mouse stand, and not who marked what."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            point = self.on_page(QPointF(event.pos()))
            told = told_at(self.page, self._reviewing, point)
            units = [told.mark] if told is not None else self.units_at(QPointF(event.pos()))
            words = "<br>".join(words_of(mark, self.scene) for mark in units)
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    def units_at(self, point: QPointF) -> list[ReviewMark]:
        """Give the units under a point of the viewport, the smallest first."""
        units = self._painting.units
        return [] if units is None else units_at(self.page, units, self.on_page(point))

    def marks_at(self, point: QPointF) -> list[Mark]:
        """Give no annotations: here it is units that are pointed at."""
        del point
        return []

    def choose_at(self, point: QPointF) -> None:
        """Ask for the smallest unit under a point; there again, for the next one outward."""
        keys = [mark.key for mark in self.units_at(point)]
        if keys and not self.editing:
            current = self._reviewing.current
            index = keys.index(current) + 1 if current in keys else 0
            self.unit_clicked.emit(keys[index % len(keys)])

    def _edge_at(self, point: QPointF) -> tuple[int, int] | None:
        """Give the end that stays and the end that moves, if an edge of the draft is there."""
        draft = self._reviewing.draft
        if draft is None:
            return None
        start, end = draft.fragments[0][0], draft.fragments[-1][1]
        for stays, moves in ((start, end), (end, start)):
            box = self.caret_box(moves)
            if box.adjusted(-_GRASP, 0, _GRASP, 0).contains(point):
                return stays, moves
        return None
