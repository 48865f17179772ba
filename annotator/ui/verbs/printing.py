"""Printing: an article with its annotations on paper, or as a PDF file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from annotator.problems import UserProblem
from annotator.ui.apart import Apart
from annotator.ui.desk import Desk
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Latest
from annotator.ui.soon import Soon
from annotator.ui.widgets.message_bar import MessageBar
from annotator.version import __version__

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

    from annotator.ui.dialogs.print_sheet import PrintSheet, Wanted
    from annotator.ui.printing.document import Prepared
    from annotator.ui.printing.press import Press

_DOTS = 1200
"""Dots an inch of a PDF file: places of letters are whole numbers of these."""
_WAIT = 120
"""Milliseconds after a change before pages are set anew."""
_LONGEST_NAME = 80


class PrintingVerbs(QObject):
    """The verbs that put an article on paper."""

    def __init__(self, hub: Hub, desk: Desk, messages: MessageBar, window: QWidget) -> None:
        super().__init__(window)
        self._hub = hub
        self._desk = desk
        self._messages = messages
        self._window = window
        self._sheet: PrintSheet | None = None
        self._press: Press | None = None
        self._gathering = Latest(self)
        self._article = ""
        self._last: Wanted | None = None
        """What was printed last: it is offered again."""
        self._again = Soon(self._set, self, _WAIT)

    def print_article(self) -> None:
        """Open the sheet that prints the open article."""
        from annotator.ui.dialogs.print_sheet import PrintSheet  # noqa: PLC0415 - seldom seen
        from annotator.ui.printing.paper import Paper  # noqa: PLC0415 - as the sheet

        article = self._desk.article
        if article is None or self._sheet is not None:
            return
        self._article = article.id
        scene = self._desk.scene
        counts = Counter(mark.annotator for mark in scene.marks.ordered)
        people = [(name, counts[name]) for name in self._desk.annotators() if counts[name]]
        chosen = [name for name, _ in people if name in scene.lanes]
        paper = Paper() if self._last is None else self._last.paper
        sheet = self._sheet = PrintSheet(self._window, people, chosen, paper)
        sheet.changed.connect(self._on_changed)
        sheet.pdf_wanted.connect(self._save)
        sheet.print_wanted.connect(self._print)
        sheet.accepted.connect(self._on_closed)
        sheet.refused.connect(self._on_closed)
        sheet.open(sheet.preview.picture)
        self._set()

    def _on_changed(self) -> None:
        """Print nothing any more that is not wanted, and set the pages anew in a moment."""
        if self._sheet is not None:
            self._sheet.set_ready(ready=False)
        self._again.start()

    def _set(self) -> None:
        """Gather what is wanted in the background, then set the pages."""
        project, sheet = self._hub.project, self._sheet
        if project is None or sheet is None:
            return
        if self._press is not None:
            self._press.stop()
        sheet.set_ready(ready=False)
        wanted = self._last = sheet.wanted()
        self._gathering.start(
            _gathered(Apart.of(project), self._article, wanted),
            lambda found: self._begin(found, wanted),
            lambda problem: self._messages.show_problem(str(problem)),
        )

    def _begin(self, found: Prepared, wanted: Wanted) -> None:
        from annotator.ui.printing.document import document_of  # noqa: PLC0415 - as the sheet
        from annotator.ui.printing.press import Press  # noqa: PLC0415 - as the sheet

        sheet = self._sheet
        if sheet is None:
            return
        document = document_of(found, boilerplate=wanted.boilerplate)
        press = self._press = Press(document, wanted.paper, sheet)
        press.laid_out.connect(lambda: self._on_set(press))
        sheet.preview.show_press(press)
        press.start()

    def _on_set(self, press: Press) -> None:
        if press is self._press and self._sheet is not None:
            self._sheet.set_ready(ready=True)

    def _on_closed(self) -> None:
        if self._press is not None:
            self._press.stop()
        self._sheet = self._press = None
        self._gathering.stop()
        self._again.stop()

    # To a file

    def _save(self) -> None:
        path = self._hub.path()
        if path is None or self._press is None:
            return
        name = _file_name(self._press.document.title) or self._article[:12]
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            tr("Save as PDF"),
            str(path.with_name(f"{name}.pdf")),
            tr("PDF files (*.pdf)"),
        )
        if chosen:
            target = Path(chosen)
            self._write(target if target.suffix else target.with_suffix(".pdf"))

    def _write(self, path: Path) -> None:
        from PySide6.QtGui import QPdfWriter  # noqa: PLC0415 - as the sheet

        press = self._press
        assert press is not None
        buffer = QBuffer(press)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(_DOTS)
        writer.setTitle(press.document.title)
        writer.setCreator(f"Annotator {__version__}")
        self._put(press, writer, lambda: self._keep(path, buffer))

    def _keep(self, path: Path, buffer: QBuffer) -> None:
        """Give a finished file its name; one that cannot be written leaves nothing."""
        from annotator.app.saving import save_file  # noqa: PLC0415 - as the sheet

        try:
            save_file(path, bytes(buffer.data().data()))
        except UserProblem as problem:
            self._messages.show_problem(str(problem))
        else:
            self._messages.show_info(tr("Saved to {path}.", path=path))

    def _put(self, press: Press, device: QPagedPaintDevice, finish: Callable[[], object]) -> None:
        """Put all pages on a device, then finish and close the sheet."""
        sheet = self._sheet
        if sheet is not None:
            sheet.set_ready(ready=False)

        def end() -> None:
            finish()
            if self._sheet is not None and self._sheet is sheet:
                self._sheet.done()

        press.finished.connect(end)
        press.print_on(device)

    # To a printer

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - seldom loaded

        press = self._press
        if press is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        printer.setPageSize(press.paper.page_size)
        printer.setDocName(press.document.title)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(tr("Print"))
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if accepted:
            self._put(press, printer, lambda: self._messages.show_info(tr("Sent to the printer.")))


def _gathered(
    apart: Apart, article: str, wanted: Wanted
) -> Callable[[Callable[[int], None]], Prepared]:
    # Here, and not in the job's thread: it loads what is of Qt's.
    from annotator.ui.printing.document import prepare  # noqa: PLC0415 - as the sheet

    def work(_: Callable[[int], None]) -> Prepared:
        from annotator.app.printout import printout  # noqa: PLC0415 - in the job's thread

        with apart.reading() as project:
            found = printout(
                project,
                article,
                wanted.people,
                listed=wanted.listed,
                pseudonyms=wanted.pseudonyms,
            )
            return prepare(found)

    return work


def _file_name(title: str) -> str:
    """Make a name for a file of a title."""
    kept = "".join(one if one.isalnum() or one in " -_.,()" else " " for one in title)
    return " ".join(kept.split())[:_LONGEST_NAME].strip(" .")
