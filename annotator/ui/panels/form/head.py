"""The head of the form: which label, which of how many, and where to go from there."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import label_colours, metrics
from annotator.ui.widgets.chip import chip_width, paint_chip
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.painted_button import PaintedButton
from annotator.ui.widgets.text import Text

HEIGHT = 44


class FormHead(QWidget):
    """Names the label, and leads to the neighbours.

    Signals:
        stepped(forward): the next annotation is wanted, or the one before.
        closed(): nothing is to be selected.
    """

    stepped = Signal(bool)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self.chip = ChipButton()
        self.place = Text(px=metrics.TEXT_CAPTION, role="muted")
        self.up = IconButton("up", tr("Annotation before"), "Shift Tab")
        self.up.clicked.connect(lambda: self.stepped.emit(False))  # noqa: FBT003 - a signal
        self.down = IconButton("down", tr("Next annotation"), "Tab")
        self.down.clicked.connect(lambda: self.stepped.emit(True))  # noqa: FBT003 - a signal
        self.more = IconButton("more", tr("What to do with it"))
        self.close_button = IconButton("x", tr("Select nothing"), "Esc")
        self.close_button.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        set_margins(row, metrics.SPACE_EDGE, 0, metrics.SPACE_GROUPS, 0, within=self)
        row.setSpacing(0)
        row.addWidget(self.chip)
        row.addSpacing(metrics.SPACE)
        row.addWidget(self.place, 1)
        for button in (self.up, self.down, self.more, self.close_button):
            row.addWidget(button)


class ChipButton(PaintedButton):
    """The chip of a label: a click offers another one."""

    def __init__(self) -> None:
        super().__init__()
        self.ring_radius = metrics.RADIUS_CHIP
        self._colour = "slate"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_label(self, name: str, colour: str) -> None:
        """Show another label; ``colour`` is as the scheme stores it."""
        self._colour = colour
        self.set_words(name)
        self.setAccessibleName(tr("Label: {name}", name=name))
        self.updateGeometry()
        self.update()

    def set_locked(self, *, locked: bool) -> None:
        """Only show; it looks the same."""
        self.setToolTip("" if locked else tr("Change the label"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if locked else Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        """Return the size of the chip."""
        return QSize(round(chip_width(self.text()) + 0.5), metrics.CHIP)

    def paint_body(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the chip."""
        paint_chip(painter, 0, 0, self.text(), label_colours(self._colour), rect.height())
