"""The sheet of a long job: how far it is, and a button that stops it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from annotator.ui.dialogs.sheet import Sheet, column_of
from annotator.ui.i18n import tr
from annotator.ui.jobs import Job
from annotator.ui.look import metrics
from annotator.ui.soon import Soon
from annotator.ui.widgets.progress_bar import ProgressBar
from annotator.ui.widgets.text import Text

_SHOWN_AFTER = 300
"""Milliseconds after which a job is worth a word."""
_ASKED_EVERY = 200
"""Milliseconds between two looks at what is being worked on."""


class ProgressSheet(QObject):
    """Follows a job; stands over the window only if the job takes long enough to be noticed.

    Args:
        window: what it covers.
        job: is started by `run`.
        title: what is being done.
        unit: what is counted, with ``{n}`` for the number.
        total: how many there will be; 0 if nobody knows.
        doing: says what is being worked on at the moment; asked for now and then.
    """

    def __init__(
        self,
        window: QWidget,
        job: Job[Any],
        title: str,
        unit: str,
        total: int = 0,
        doing: Callable[[], str] | None = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._job = job
        self._title = title
        self._unit = unit
        self._total = total
        self._count = Text(px=metrics.TEXT_SMALL, role="muted")
        self._bar = ProgressBar(title)
        self._now = Text(px=metrics.TEXT_SMALL)
        if not total:
            self._bar.hide()
        if doing is None:
            self._now.hide()
        self._doing = doing
        self._asks = QTimer(self)
        self._asks.setInterval(_ASKED_EVERY)
        self._asks.timeout.connect(self._say_what)
        self._sheet: Sheet | None = None
        self._wait = Soon(self._show, self, _SHOWN_AFTER)
        job.progressed.connect(self._on_progressed)
        job.finished.connect(self._on_finished)

    def run(self) -> None:
        """Start the job."""
        self._wait.start()
        self._job.start()

    def _show(self) -> None:
        if self._doing is not None:
            self._say_what()
            self._asks.start()
        body = column_of([self._count, self._bar, self._now])
        self._sheet = Sheet(self._window, self._title, body, answer="", refusal=tr("Cancel"))
        self._sheet.refused.connect(self._on_refused)
        self._sheet.open(self._sheet.refuse)

    def _say_what(self) -> None:
        if self._doing is not None:
            self._now.setText(self._doing())

    def _on_progressed(self, count: int) -> None:
        self._count.setText(self._unit.format(n=f"{count:,}"))
        if self._total:
            self._bar.set_progress(count, self._total)

    def _on_refused(self) -> None:
        """Stop the job; the sheet frees itself and what stands on it."""
        self._sheet = None
        self._asks.stop()
        self._job.progressed.disconnect(self._on_progressed)
        self._job.stop()

    def _on_finished(self) -> None:
        self._wait.stop()
        self._asks.stop()
        if self._sheet is not None:
            self._sheet.refused.disconnect(self._on_refused)
            self._sheet.close()
        for part in (self._count, self._bar, self._now):
            if isValid(part):
                part.deleteLater()
        self.deleteLater()
