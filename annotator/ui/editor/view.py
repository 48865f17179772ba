"""The text view: shows one article, answers to hands, and says what its user wants."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QMimeData, QPointF, QSignalBlocker, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from annotator.model.mark import Mark
from annotator.ui.editor.attention import Attention
from annotator.ui.editor.copying import data_of, put_on_clipboard
from annotator.ui.editor.edge_drag import EdgeDrag
from annotator.ui.editor.fragments import Fragments
from annotator.ui.editor.hitting import character_at, marks_at
from annotator.ui.editor.keyboard import Keyboard
from annotator.ui.editor.mouse import Gesture, Mouse
from annotator.ui.editor.scene import Scene
from annotator.ui.editor.scrolling import Scrolling
from annotator.ui.editor.selecting import Selection, collapsed, last_word
from annotator.ui.editor.styles import Setting, TextLook
from annotator.ui.editor.surface import Surface
from annotator.ui.editor.tooltip import show_tooltip
from annotator.ui.look import current, serif

_MOST_LAID_OUT = 1_500
"""Blocks after which the document is given its text anew: laid-out ones hold their memory."""


class ArticleView(Surface):
    """An article with its annotations.

    It never changes anything itself: signals say what is wanted, and whoever listens changes the
    scene and calls `refresh`. Positions and spans are code points of the text.

    Signals:
        tag_wanted(spans, label): put a label (its key) on a span, or on several fragments of one.
        choice_wanted(): a selection was made and no label is picked.
        label_picked(label): the key of a label was pressed (“” for a key without label).
        activated(entity): another annotation is selected, or none (None).
        removal_wanted(entity): remove an annotation.
        move_wanted(entity, spans): give an annotation other edges: these are all its fragments.
        fragment_wanted(entity, spans): put an annotation on further words.
        toggled(entity): take an annotation among those that are selected, or out of them.
        rechosen(entities, active): select these annotations again.
        form_wanted(entity): open the form of an annotation.
        menu_wanted(place, marks): open the menu for these annotations at a point of the screen.
        place_changed(): caret or selection moved.
        seen(position): the text was read up to this place: it was in view for a while.
        fitted(left): the text was set for another width; its column begins at this pixel.
        walked_out(forward): there is no annotation further on to walk to, or further back.
    """

    tag_wanted = Signal(object, str)
    choice_wanted = Signal()
    label_picked = Signal(str)
    activated = Signal(object)
    removal_wanted = Signal(object)
    move_wanted = Signal(object, object)
    fragment_wanted = Signal(object, object)
    toggled = Signal(object)
    rechosen = Signal(object, object)
    form_wanted = Signal(object)
    menu_wanted = Signal(object, object)
    place_changed = Signal()
    seen = Signal(int)
    fitted = Signal(int)
    walked_out = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = Scene.empty()
        self.picked: str | None = None
        """The label that stays picked; None is neutral."""
        self.scrolling = Scrolling(self)
        self.fragments = Fragments(self)
        self.edge_drag = EdgeDrag(self)
        self.gestures: list[Gesture] = []
        """What else the mouse can begin to do; asked first, in their order."""
        self.keyboard = Keyboard(self)
        self._mouse = Mouse(self)
        self._attention = Attention(self)
        self.set_up()
        self.page.grew = self.scrolling.make_up
        self._attention.held.connect(self._on_seen)
        self.place_changed.connect(self._attention.move)
        current().changed.connect(self._on_look_changed)

    # What is shown

    def show_scene(self, scene: Scene, *, caret: int = 0, top: int = 0) -> None:
        """Show an article.

        Args:
            scene: the article with its annotations; shared with whoever made it.
            caret: where the caret stands, in code points.
            top: the first code point in view.
        """
        self.scene = scene
        self._give_text(caret, top, again=scene.display is self.page.scene.display)
        self.place_changed.emit()
        self._attention.open()

    def refresh(self, *, lanes: bool = False) -> None:
        """Show what has changed in the scene; ``lanes`` says that other annotators are shown."""
        if lanes:
            self.page.forget_placing()
            if self.setting_for(self.viewport().width()) != self.page.setting:
                self._refit()
        if self.scene.active is not None and self.active is None:
            self.set_active(None)
        self.viewport().update()

    def set_text_look(self, text: TextLook) -> None:
        """Set the text otherwise."""
        self.text_look = text
        self.document().setDefaultFont(serif(text.size))
        self._refit()

    # Selection

    @property
    def active(self) -> Mark | None:
        """The selected annotation."""
        return self.scene.marks.get(self.scene.active)

    def set_active(self, entity: bytes | None, *, reveal: bool = False) -> None:
        """Select an annotation alone, or none; words that are selected are let go of."""
        chosen = () if entity is None else (entity,)
        changed = entity != self.scene.active or chosen != self.scene.chosen
        self.scene.choose(chosen, entity)
        if entity is not None:
            self.scene.parts = ()
        self.scene.held = None
        self.show_active(reveal=reveal)
        if changed:
            self.activated.emit(entity)

    def show_active(self, *, reveal: bool = False) -> None:
        """Show what is selected by now; words that are selected are let go of."""
        mark = self.active
        if mark is not None and reveal:
            self.set_selection(collapsed(mark.start))
            self.scrolling.reveal(mark.start, mark.end)
        elif mark is not None and not self.scene.selection.empty and self.scene.held is None:
            self.clear_selection()
        self.viewport().update()

    def set_selection(self, selection: Selection, *, by_keys: bool = False) -> None:
        """Put caret and selection somewhere.

        Selected words let go of the selected annotation: what a key acts on is what one sees
        selected, and never something out of sight. A caret stands where there is text.
        """
        scene = self.scene
        if selection.empty:
            forward = selection.caret >= scene.selection.caret
            selection = collapsed(scene.standing(selection.caret, forward=forward))
        scene.selection = selection
        scene.selected = selection.span(scene.display.text)
        scene.word_caret = by_keys
        to_unit = scene.display.units.to_utf16
        cursor = self.textCursor()
        # Qt's own selection is what screen readers and copying go by: it is the snapped one.
        if scene.selected is None:
            cursor.setPosition(to_unit(selection.caret))
        else:
            start, end = map(to_unit, scene.selected)
            forward = selection.caret >= selection.anchor
            cursor.setPosition(start if forward else end)
            cursor.setPosition(end if forward else start, QTextCursor.MoveMode.KeepAnchor)
        # Qt would scroll to the caret; whoever wants that says so.
        with QSignalBlocker(self):
            self.scrolling.stand_still(partial(self.setTextCursor, cursor))
        if by_keys:
            self.scrolling.reveal(selection.caret, selection.caret)
        if not selection.empty and scene.held is None:
            self.set_active(None)
        self.viewport().update()
        self.place_changed.emit()

    def go_to(self, start: int, end: int) -> None:
        """Put the caret at a place and bring it into view.

        An annotation that lies elsewhere is let go of.
        """
        last = len(self.scene.display.text)
        if (mark := self.active) is not None and not (
            start <= mark.end and mark.start <= max(start, end)
        ):
            self.set_active(None)
        self.set_selection(collapsed(min(start, last)))
        self.scrolling.reveal(min(start, last), min(end, last))

    def select_span(self, start: int, end: int) -> None:
        """Select exact characters."""
        self.set_selection(Selection(start, end, by_character=True))
        self.scrolling.reveal(start, end)

    def clear_selection(self) -> None:
        """Select nothing; the caret stays at the word where the selection ended."""
        scene = self.scene
        caret, by_keys = scene.selection.caret, scene.word_caret
        if scene.selected is not None:
            caret = last_word(scene.display.text, scene.selected, scene.selection)
        self.set_selection(collapsed(caret))
        scene.word_caret = by_keys

    def tag_selection(self, label: str) -> bool:
        """Ask for a label on the selection; tell whether there is one."""
        if spans := self.scene.spans:
            self.tag_wanted.emit(spans, label)
        return bool(spans)

    def let_go(self) -> None:
        """Select no words, and forget those that were set aside."""
        self.fragments.let_go()
        self.clear_selection()

    def cancel_mouse(self) -> bool:
        """Let an edge be that is being dragged, or another gesture; tell whether there was one."""
        return self._mouse.cancel()

    # Places

    def position_at(self, point: QPointF) -> int:
        """Give the code point nearest to a point of the viewport, never one within a character."""
        return character_at(self.page, self.on_page(point))

    def marks_at(self, point: QPointF) -> list[Mark]:
        """Give the shown annotations under a point of the viewport, the smallest first."""
        return marks_at(self.page, self.on_page(point))

    def choose_at(self, point: QPointF) -> None:
        """Select the smallest annotation under a point; there again, the next one outward."""
        marks = self.marks_at(point)
        if not marks:
            self.set_active(None)
            return
        active = self.active
        index = marks.index(active) + 1 if active in marks else 0
        self.set_active(marks[index % len(marks)].entity)

    def toggle_fold(self, block: int) -> None:
        """Open or close the fold that begins with a block."""
        if self.scene.folds.turn(block):
            self.scrolling.keep_top(self.page.refold)

    def toggle_folds(self) -> None:
        """Open all folds, or close them if all are open."""
        self.scene.folds.toggle()
        self.scrolling.keep_top(self.page.refold)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the text for the new width, keeping the first line in view."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._refit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Lay out what comes into view before it is seen."""
        if self.scrolling.settling:
            # The bar follows the text here, not the text the bar.
            self.viewport().update()
            return
        self.scrolling.settle()
        super().scrollContentsBy(dx, dy)
        self._attention.move()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; what is in view is laid out by now, unless nothing has scrolled yet."""
        self.scrolling.settle()
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let our own keys go first."""
        if not self.keyboard.press(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection, or press a row."""
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend the selection, or show what is under the mouse."""
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Finish a selection, or click."""
        self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take a word; a third click takes the sentence."""
        self._mouse.double_click(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show nothing as under the mouse."""
        super().leaveEvent(event)
        self.hover(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret."""
        super().focusInEvent(event)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is under the mouse."""
        self.menu_wanted.emit(event.globalPos(), self.marks_at(QPointF(event.pos())))

    def copy(self) -> None:
        """Copy the stored characters."""
        put_on_clipboard(self.scene)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give the stored characters to whoever they are dragged to."""
        return data_of(self.scene)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell on hovering what the annotations under the mouse are."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            show_tooltip(event, self.marks_at(QPointF(event.pos())), self.scene, self.viewport())
            return True
        return super().viewportEvent(event)

    def hover(self, entity: bytes | None) -> None:
        """Show an annotation as being under the mouse."""
        if entity != self.scene.hovered:
            self.scene.hovered = entity
            self.viewport().update()

    # Keeping the place

    def _give_text(self, caret: int, top: int, *, again: bool = False) -> None:
        """Have the document hold the text; ``again`` says that it does already."""
        if not again:
            self.page.column_width = 0.0
            self.setPlainText(self.scene.display.for_qt())
            assert self.document().characterCount() - 1 == self.scene.display.units.length
        self.page.scene = self.scene
        self._fit()
        self.verticalScrollBar().setValue(0)
        if again or caret or self.scene.paragraphs.roles[0] == "blank":
            self.set_selection(collapsed(caret))
        if top:
            self.scrolling.scroll_to(top)
        self.viewport().update()

    def _renew(self) -> None:
        """Give the document its text anew, so that Qt lets go of what it has laid out."""
        if self.page.laid_out > _MOST_LAID_OUT:
            top, selection = self.scrolling.first_visible(), self.scene.selection
            self._give_text(0, top)
            self.set_selection(selection)

    def setting_for(self, width: int) -> Setting:
        """Choose how the text is set in a width in pixels."""
        return Setting.for_width(width, self.text_look, len(self.scene.lanes))

    def _fit(self) -> None:
        width = self.viewport().width()
        self.page.fit(self.setting_for(width), width)
        self.fitted.emit(round(self.page.column_left))

    def _refit(self) -> None:
        opening = self._attention.opening
        self.scrolling.keep_top(self._fit)
        if opening:
            # It was the window that moved the text, and not who looks at it.
            self._attention.open()

    def _on_seen(self) -> None:
        bottom = QPointF(self.viewport().width(), self.viewport().height() - 8)
        self.seen.emit(self.position_at(bottom))
        self._renew()

    def _on_look_changed(self) -> None:
        self.document().setDefaultFont(serif(self.text_look.size))
        self._refit()
