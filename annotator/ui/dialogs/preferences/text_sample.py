"""A few sentences as an article is set, below the settings that set it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from annotator.app.settings import Settings
from annotator.model.listing import LabelOutline
from annotator.model.mark import Mark
from annotator.ui.editor.display import DisplayText
from annotator.ui.editor.folding import Folds
from annotator.ui.editor.mark_index import MarkIndex
from annotator.ui.editor.scene import Scene, label_looks
from annotator.ui.editor.styles import Paragraphs, text_look_of
from annotator.ui.editor.view import ArticleView
from annotator.ui.i18n import tr
from annotator.ui.look import look, metrics, paint_box, smooth_painter

_HEIGHT = 208
_TAGGED = (("source", "the keeper of the weir"), ("figure", "14 crews"), ("location", "Ostrava"))
_LABELS = (
    ("source", "purple", "solid"),
    ("location", "green", "dots"),
    ("figure", "orange", "dashes"),
)


class TextSample(QWidget):
    """Shows what the text looks like; it is for looking only."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("A sample of the text"))
        self.view = ArticleView()
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # What does not fit is not for looking at.
        self.view.scroll_bar.setMaximumWidth(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[metrics.SPACE] * 4)
        column.addWidget(self.view)
        self.view.show_scene(_scene())

    def show_settings(self, settings: Settings) -> None:
        """Set the text as the settings say."""
        self.view.set_text_look(text_look_of(settings))

    def sizeHint(self) -> QSize:
        """Return room for a few lines."""
        return QSize(480, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        theme = look()
        painter = smooth_painter(self)
        rect = self.rect().toRectF().adjusted(0, 0, -1, -1)
        paint_box(painter, rect, metrics.RADIUS_LABEL, fill=theme.base, border=theme.line)
        painter.end()


def _scene() -> Scene:
    text = tr(
        "Pumps ran all night at Ostrava, said the keeper of the weir. By morning 14 crews had "
        "closed the last breach, and the river had begun to fall."
    )
    display = DisplayText(text)
    paragraphs = Paragraphs(display, ())
    marks = []
    for number, (label, words) in enumerate(_TAGGED):
        start = text.find(tr(words))
        if start >= 0:
            marks.append(Mark(start, start + len(tr(words)), label, "", bytes([number] * 16)))
    outlines = [
        LabelOutline(key, key, colour, pattern, "", "", False, ())  # noqa: FBT003 - a tuple
        for key, colour, pattern in _LABELS
    ]
    return Scene(
        display,
        paragraphs,
        Folds(display, paragraphs),
        MarkIndex(display.starts, sorted(marks)),
        labels=label_looks(outlines),
        lanes=("",),
    )
