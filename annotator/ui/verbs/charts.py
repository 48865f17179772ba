"""What charts of counts lead to: the annotations behind a number, and files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QPoint, QRect, QSize, Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.apart import Apart
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Latest
from annotator.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.app.counting import Wanted
    from annotator.app.project import Project
    from annotator.model.annotation import Annotation
    from annotator.ui.panels.overview.chart_card import ChartCard
    from annotator.ui.widgets.saved_card import SavedCard

_SHARPER = 2
"""Pixels of a saved picture for one of the screen's."""


class ChartVerbs(QObject):
    """Serves the cards of charts.

    Signals:
        place_wanted(article, start, end): show a place of an article, in code points.
    """

    place_wanted = Signal(str, int, int)

    def __init__(self, hub: Hub, messages: MessageBar, window: QWidget) -> None:
        super().__init__(window)
        self._hub = hub
        self._messages = messages
        self._window = window
        self._gathering = Latest(self)
        hub.opened.connect(self._gathering.stop)
        self.names_hidden = False
        """Whether nobody is told whose annotations they are."""

    def serve(self, card: ChartCard) -> None:
        """Do what a card asks for."""
        card.spans_wanted.connect(self.list_spans)
        card.save_wanted.connect(self.save)

    def list_spans(self, title: str, wanted: Wanted) -> None:
        """List the annotations behind a count."""
        project = self._hub.project
        if project is None:
            return
        self._gathering.start(
            partial(_spans, Apart.of(project), wanted),
            lambda found: self._list(title, found),
            lambda problem: self._messages.show_problem(str(problem)),
        )

    def save(self, card: SavedCard, ending: str) -> None:
        """Ask where, and save a chart as a picture, a drawing or a table."""
        from annotator.app.charts import table_bytes  # noqa: PLC0415 - seldom
        from annotator.app.saving import save_file  # noqa: PLC0415 - seldom
        from annotator.ui.verbs.saving import save_as  # noqa: PLC0415 - seldom

        project = self._hub.project
        if project is None:
            return
        name = f"{project.name} {card.title.text()}.{ending}"

        def write(_: Project, path: Path) -> None:
            table = ending == "csv"
            save_file(path, table_bytes(card.table()) if table else painted(card, ending))

        path = save_as(self._hub, self._window, tr("Save the chart"), name, write)
        if path is not None:
            self._messages.show_info(tr("Saved to {path}.", path=path))

    def _list(self, title: str, found: list[tuple[Annotation, str]]) -> None:
        from annotator.app.counting import MOST_SHOWN  # noqa: PLC0415 - seldom
        from annotator.ui.dialogs.export.spans import ConcernedSheet  # noqa: PLC0415 - seldom

        if len(found) == MOST_SHOWN:
            title = tr("{what}: the first {n}", what=title, n=f"{MOST_SHOWN:,}")
        if self.names_hidden:
            found = [(replace(one, annotator=""), title) for one, title in found]
        labels = self._hub.run(lambda project: project.labels) or []
        sheet = ConcernedSheet(self._window, title, found, labels)
        sheet.place_wanted.connect(self.place_wanted)
        sheet.open(sheet.list if found else sheet.refuse)


def _spans(
    apart: Apart, wanted: Wanted, report: Callable[[int], None]
) -> list[tuple[Annotation, str]]:
    """Find the annotations behind a count; what ``report`` raises stops it."""
    with apart.reading() as project:
        return project.counting.spans(wanted, report)


def painted(card: SavedCard, ending: str) -> bytes:
    """Paint a card without its buttons, as high as all of its rows need."""
    size = card.size()
    for tool in card.tools:
        tool.hide()
    try:
        card.resize(size.width(), size.height() + card.hidden_height())
        return drawing_of(card) if ending == "svg" else picture_of(card)
    finally:
        card.resize(size)
        for tool in card.tools:
            tool.show()


def picture_of(widget: QWidget) -> bytes:
    """Paint a widget as a PNG, twice as sharp as on the screen."""
    from PySide6.QtGui import QImage, QImageWriter  # noqa: PLC0415 - seldom

    image = QImage(widget.size() * _SHARPER, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(_SHARPER)
    image.fill(0)
    widget.render(image)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def drawing_of(widget: QWidget) -> bytes:
    """Paint a widget as an SVG: lines and words, sharp at any size."""
    from PySide6.QtGui import QPainter  # noqa: PLC0415 - seldom
    from PySide6.QtSvg import QSvgGenerator  # noqa: PLC0415 - seldom

    buffer = QBuffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    size: QSize = widget.size()
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setTitle(widget.accessibleName())
    painter = QPainter(generator)
    widget.render(painter, QPoint())
    painter.end()
    return bytes(buffer.data().data())
