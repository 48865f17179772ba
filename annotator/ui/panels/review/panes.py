"""The article side by side: a pane for each person, scrolled together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.ui.editor.pane_view import PaneView
from annotator.ui.editor.reviewing import Reviewing, ReviewMark
from annotator.ui.editor.scene import Scene
from annotator.ui.editor.styles import TextLook
from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, look, metrics, paint_line, smooth_painter
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.overlay_scroll_bar import OverlayScrollBar
from annotator.ui.widgets.text import Text

MOST = 4
"""Panes in view at a time; more are scrolled to sideways."""
_NARROWEST = 240
_HEAD = 36


class ReviewPanes(QWidget):
    """Shows an article once for each person, all from the same place on.

    A pane gets its text when it comes into view.

    Signals:
        unit_clicked(key): a unit was clicked in one of the panes.
        enter_pressed(): Enter was pressed in one of them.
    """

    unit_clicked = Signal(str)
    enter_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panes: list[Pane] = []
        self._scene = Scene.empty()
        self._top = 0
        self._text_look = TextLook()
        self._reviewing = Reviewing()
        self._hidden: frozenset[str] = frozenset()
        self._together = False
        """Whether the panes are being scrolled to where one of them is."""
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_bar = OverlayScrollBar(self._area, Qt.Orientation.Horizontal)
        ground = QWidget()
        self._row = QHBoxLayout(ground)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._area.setWidget(ground)
        self._area.horizontalScrollBar().valueChanged.connect(self._fill)
        self.setAccessibleName(tr("A pane for each person"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)

    # What is shown

    def show_article(
        self, scene: Scene, people: Sequence[str], name_of: Callable[[str], str], *, top: int = 0
    ) -> None:
        """Show an article from a code point on.

        Args:
            scene: the article with everybody's annotations.
            people: whose panes there are, in their order.
            name_of: gives the name at the top of a pane.
            top: the first code point in view.
        """
        self._scene, self._top = scene, top
        if [pane.view.person for pane in self.panes] != list(people):
            self._rebuild(people)
        for pane in self.panes:
            pane.filled = False
            pane.set_name(name_of(pane.view.person))
        self._arrange()

    def set_names(self, name_of: Callable[[str], str]) -> None:
        """Show other names at the top: they were hidden, or shown."""
        for pane in self.panes:
            pane.set_name(name_of(pane.view.person))

    def set_review(self, marks: Sequence[ReviewMark] | None, people: Sequence[str]) -> None:
        """Know the units of the article; None as long as they are not known."""
        current = self._reviewing.current
        self._reviewing = Reviewing(marks or (), people)
        self._reviewing.current = current
        for pane in self.panes:
            pane.view.set_reviewing(self._reviewing)
            pane.view.refresh(lanes=True)

    def set_current_unit(self, key: str | None) -> None:
        """Outline a unit in all panes, or none."""
        self._reviewing.current = key
        for pane in self.panes:
            pane.view.viewport().update()

    def set_hidden_lanes(self, names: Iterable[str]) -> None:
        """Leave out the panes of some people."""
        self._hidden = frozenset(names)
        self._arrange()

    def set_text_look(self, text: TextLook) -> None:
        """Set the text of all panes otherwise."""
        self._text_look = text
        for pane in self.panes:
            pane.view.set_text_look(text)

    def reveal_unit(self, key: str) -> None:
        """Bring a unit into the middle third of all panes."""
        mark, leading = self._reviewing.get(key), self.leading()
        if mark is not None and leading is not None:
            leading.scrolling.reveal_in_the_middle(*mark.reach)
            self._follow(leading)

    def first_visible(self) -> int:
        """Give the first code point in view."""
        leading = self.leading()
        return self._top if leading is None else leading.scrolling.first_visible()

    def leading(self) -> PaneView | None:
        """Give the pane that has the keys, or else the first; None if none shows a text yet."""
        shown = [pane.view for pane in self.panes if pane.filled and not pane.isHidden()]
        return next((view for view in shown if view.hasFocus()), shown[0] if shown else None)

    # Putting it together

    def _rebuild(self, people: Sequence[str]) -> None:
        for pane in self.panes:
            self._row.removeWidget(pane)
            pane.hide()
            pane.deleteLater()
        self.panes = [Pane(person) for person in people]
        for pane in self.panes:
            view = pane.view
            view.set_text_look(self._text_look)
            view.set_reviewing(self._reviewing)
            view.unit_clicked.connect(self.unit_clicked)
            view.enter_pressed.connect(self.enter_pressed)
            view.verticalScrollBar().valueChanged.connect(lambda _, it=view: self._on_scrolled(it))
            view.installEventFilter(self)
            self._row.addWidget(pane)

    def _arrange(self) -> None:
        shown = []
        for pane in self.panes:
            pane.setVisible(pane.view.person not in self._hidden)
            if not pane.isHidden():
                shown.append(pane)
        if shown:
            width = max(_NARROWEST, self._area.width() // min(MOST, len(shown)))
            for pane in shown:
                pane.setMinimumWidth(width)
            self.setFocusProxy(shown[0].view)
        # Once Qt has given the panes their places.
        QTimer.singleShot(0, self, self._fill)

    def _fill(self) -> None:
        """Give the panes in view their text."""
        window = self._area.viewport().rect()
        leading = self.leading()
        for pane in self.panes:
            corner = pane.mapTo(self._area.viewport(), pane.rect().topLeft())
            inside = corner.x() < window.right() and corner.x() + pane.width() > window.left()
            if pane.filled or pane.isHidden() or not inside:
                continue
            self._together = True
            pane.view.show_article(self._scene, self._top)
            self._together = False
            pane.filled = True
            if leading is not None:
                pane.view.scrolling.put(*leading.scrolling.place())
            else:
                leading = pane.view
        if leading is not None:
            # Another width has set them anew.
            self._follow(leading)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out."""
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring the pane that gets the keys into view."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, PaneView):
            pane = watched.parentWidget()
            if pane is not None:
                self._area.ensureWidgetVisible(pane, 0, 0)
        return super().eventFilter(watched, event)

    # Scrolling together

    def _on_scrolled(self, view: PaneView) -> None:
        if not self._together and not view.scrolling.settling:
            self._follow(view)

    def _follow(self, view: PaneView) -> None:
        """Scroll all other panes to the text that is at the top of one."""
        place = view.scrolling.place()
        self._together = True
        for pane in self.panes:
            if pane.view is not view and pane.filled and not pane.isHidden():
                pane.view.scrolling.put(*place)
        self._together = False


class Pane(QWidget):
    """A name and, below it, the text with that person's annotations."""

    def __init__(self, person: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filled = False
        """Whether it shows its text by now."""
        self.view = PaneView(person)
        self.view.setParent(self)
        self._name = Text(weight=STRONG)
        head = QHBoxLayout()
        head.setContentsMargins(metrics.SPACE_EDGE, 0, metrics.SPACE_EDGE, 1)
        head.addWidget(self._name)
        column = QVBoxLayout(self)
        set_margins(column, 0, 0, 1, 0, within=self)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        self._name.setFixedHeight(_HEAD - 1)

    def set_name(self, name: str) -> None:
        """Name whoever marked this."""
        self._name.setText(name)
        self.view.setAccessibleName(tr("Text with the annotations of {name}", name=name))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and lines below the name and at the right."""
        del event
        theme = look()
        painter: QPainter = smooth_painter(self)
        painter.fillRect(self.rect(), theme.base)
        paint_line(painter, 0, _HEAD - 1, self.width(), theme.line)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.line)
        painter.end()
