"""The sheet of an export: which format, what of the project, and what the format cannot hold."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, QSize, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from annotator.app.formats import Format, formats_there_are
from annotator.model.annotation import Annotation
from annotator.model.export import ExportPlan, Honesty, HonestyRow
from annotator.model.team import TeamState
from annotator.ui.apart import Apart
from annotator.ui.dialogs.export import facts
from annotator.ui.dialogs.export.choosing import Choosing
from annotator.ui.dialogs.export.facts import Weighed
from annotator.ui.dialogs.export.first_records import FirstRecords
from annotator.ui.dialogs.export.format_list import FormatDelegate, FormatModel, FormatRow
from annotator.ui.dialogs.export.honesty import HonestyPanel
from annotator.ui.dialogs.export.option_row import OptionRow
from annotator.ui.dialogs.export.parts import LEFT, LOW, Strip, bars, titled
from annotator.ui.dialogs.export.spans import ConcernedSheet
from annotator.ui.dialogs.export.weighing import Weighing
from annotator.ui.dialogs.parted import PartedGround, bar
from annotator.ui.i18n import tr
from annotator.ui.jobs import Job
from annotator.ui.look import STRONG, metrics
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tick_box import TickBox

if TYPE_CHECKING:
    from annotator.app.project import Project

_SIZE = (1168, 796)
_NARROW = 800
"""Pixels of width below which words take the room of what can be done without."""
_MOST_WEIGHED = 300
"""Articles up to which every format is weighed, not only the chosen one."""
_LEAST_RECORDS = 120


class ExportSheet(QObject):
    """Says beforehand, with numbers, what would be left out. Freed when it closes.

    Signals:
        chosen(plan, format): export so.
        accepted(): it was closed by going on.
        refused(): it was closed in any other way.
        place_wanted(article, start, end): show that place, in code points.
    """

    chosen = Signal(object, object)
    accepted = Signal()
    refused = Signal()
    place_wanted = Signal(str, int, int)

    def __init__(
        self, window: QWidget, project: Project, here: tuple[str, str] | None = None
    ) -> None:
        super().__init__(window)
        self._apart = Apart.of(project)
        self._labels = [one for one in project.labels if not one.retired]
        self._formats: list[Format] = [one for one in formats_there_are() if one.write]
        self._articles = project.corpus.count()
        self._accepted = False
        self.shown: ExportPlan | None = None
        """What the counts and the first records are of."""
        blind = not project.team.sees_everybody()
        people = [one.name for one in project.annotators() if one.kind != "consensus"]
        self.choosing = Choosing(self._apart.who, people, self._labels, blind=blind, here=here)
        self.model = FormatModel(
            [
                FormatRow(one.name, tr(one.title), one.extensions[0], one.available)
                for one in self._formats
            ]
        )
        self.list = RowView(tr("Format"))
        self.list.setItemDelegate(FormatDelegate(self.list))
        self.list.setModel(self.model)
        self.model.setParent(self.list)
        self.options = OptionRow()
        self.honesty = HonestyPanel()
        self.records = FirstRecords(self._labels)
        self.weighing = Weighing(self._apart, self._next_plan, self)
        room = window.size() - QSize(2 * metrics.SPACE_EDGE, 2 * metrics.SPACE_EDGE)
        size = QSize(*_SIZE).boundedTo(room)
        self._narrow = size.width() < _NARROW
        header, footer = bars(size.height())
        content = PartedGround(header, footer, LEFT)
        content.setFixedSize(size)
        content.put(
            self._header(project.name if size.height() >= LOW else "", header),
            self._left(),
            self._right(low=size.height() < LOW),
            self._footer(footer),
        )
        self.popover = Popover(content, window, tr("Export"), scrim=True)
        self.popover.closed.connect(self._on_closed)
        content.go.connect(self.accept)
        self._connect()

    def open(self) -> None:
        """Show the sheet; the keyboard is in the list of formats."""
        window = self.popover.parentWidget()
        top = 0 if window is None else max(16, (window.height() - _SIZE[1]) // 2)
        self.list.setCurrentIndex(self.model.index(0))
        self.popover.open_centred(top, focus=self.list)
        self._read_states()

    def accept(self) -> None:
        """Go on to where it shall be written."""
        if self.answer.isEnabled():
            self._accepted = True
            self.popover.hide()

    def close(self) -> None:
        """Close without going on."""
        self.popover.hide()

    def chosen_format(self) -> Format:
        """Give the chosen format."""
        return self._formats[max(0, self.list.currentIndex().row())]

    def choose_format(self, name: str) -> None:
        """Choose a format by its name."""
        row = [one.name for one in self._formats].index(name)
        self.list.setCurrentIndex(self.model.index(row))

    def plan(self, *, as_written: bool = True) -> ExportPlan:
        """Give what is chosen; ``as_written`` with what lies beside the files."""
        chosen = self.choosing.chosen
        return ExportPlan(
            format=self.chosen_format().name,
            options=self.options.options(),
            selection=chosen.selection,
            pseudonyms=chosen.pseudonyms,
            splits=chosen.splits if as_written else None,
            history=chosen.history and as_written,
            notes=self.notes.isChecked() and as_written,
            also_jsonl=self.too.isChecked() and not self.strip.isHidden() and as_written,
        )

    # Parts

    def _header(self, name: str, height: int) -> QWidget:
        header, row = bar(height, metrics.SPACE_EDGE)
        px = metrics.TEXT_TITLE if self._narrow else metrics.TEXT_PAGE
        title = Text(tr("Export"), px=px, weight=STRONG)
        # Filters that say much give way to it.
        title.setMinimumWidth(title.sizeHint().width())
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(title)
        if name:
            words.addWidget(Text(name, px=metrics.TEXT_SMALL, role="muted"))
        words.addStretch(1)
        row.addLayout(words, 1)
        row.addWidget(self.choosing)
        return header

    def _left(self) -> QWidget:
        left = QWidget()
        left.setFixedWidth(LEFT)
        column = QVBoxLayout(left)
        set_margins(column, 0, metrics.SPACE_GROUPS, 1, metrics.SPACE, within=left)
        column.setSpacing(metrics.SPACE_INSIDE)
        head = QHBoxLayout()
        head.setContentsMargins(24, 0, 24, 0)
        small = metrics.TEXT_CAPTION
        head.addWidget(Text(tr("Format"), px=small, weight=STRONG, role="muted"), 1)
        head.addWidget(Text(tr("cannot hold"), px=small, weight=STRONG, role="muted"))
        column.addLayout(head)
        column.addWidget(self.list, 1)
        return left

    def _right(self, *, low: bool) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(24, metrics.SPACE_EDGE, 24, metrics.SPACE_EDGE)
        column.setSpacing(metrics.SPACE_GROUPS)
        self._about = Text(px=metrics.TEXT_SMALL, role="muted")
        column.addLayout(titled(tr("Honesty sheet"), self._about))
        column.addWidget(self.options)
        column.addWidget(self.honesty, 3)
        self.strip = Strip()
        self.too = TickBox(tr("Write it beside, too"), px=metrics.TEXT_BODY)
        self.strip.row.addWidget(self.too)
        column.addWidget(self.strip)
        self._file = Text(px=metrics.TEXT_SMALL, role="muted")
        if low:
            for part in (self._file, self.records):
                part.setParent(right)
                part.hide()
        else:
            column.addLayout(titled(tr("First records"), self._file))
            column.addWidget(self.records, 2)
            self.records.setMinimumHeight(_LEAST_RECORDS)
        # The table gives way to the sheet's width, and does not reach behind its edge.
        right.setMinimumWidth(1)
        self._area = scrolled(right)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusObjectChanged.connect(self._on_focus)
        return self._area

    def _footer(self, height: int) -> QWidget:
        footer, row = bar(height)
        self.notes = TickBox(tr("Write the honesty sheet beside the files"), px=metrics.TEXT_BODY)
        self.notes.setChecked(True)
        row.addWidget(self.notes)
        row.addStretch(1)
        # Words go before keys where there is not room for both.
        keys = ("", "") if self._narrow else ("Esc", "Ctrl Enter")
        self.refuse = PushButton(tr("Cancel"), keys=keys[0], tall=True)
        self.refuse.clicked.connect(self.close)
        row.addWidget(self.refuse)
        self.answer = PushButton(tr("Choose a place…"), "primary", keys=keys[1], tall=True)
        self.answer.clicked.connect(self.accept)
        row.addWidget(self.answer)
        return footer

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._on_format)
        self.choosing.changed.connect(self._on_chosen)
        self.options.changed.connect(self._on_other)
        self.honesty.spans_wanted.connect(self._show_spans)
        self.weighing.begun.connect(
            lambda: self.honesty.show_words(tr("Looking what it can hold…"))
        )
        self.weighing.weighed.connect(self._on_weighed)
        self.weighing.counted.connect(self._on_counted)
        self.weighing.failed.connect(self.honesty.show_words)
        self.list.activated.connect(lambda _: self.accept())

    # What changes

    def _on_focus(self, part: QObject | None) -> None:
        """Keep in view what has the keyboard."""
        # The keyboard goes elsewhere while a window is taken apart, too.
        if not isinstance(part, QWidget) or not isValid(self._area):
            return
        if self._area.isAncestorOf(part):
            self.honesty.reveal(part)
            self._area.ensureWidgetVisible(part, 0, 0)

    def _on_format(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not index.isValid():
            return
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().select(index, flags)
        chosen = self.chosen_format()
        self.options.show_format(chosen)
        self._about.setText(tr("what {format} cannot hold of this", format=tr(chosen.title)))
        self.answer.setEnabled(chosen.available)
        self._on_other()

    def _on_chosen(self) -> None:
        self.model.forget()
        self.weighing.forget()
        self._on_other()

    def _on_other(self) -> None:
        """Look anew, unless it was looked at before."""
        chosen = self.chosen_format()
        if not chosen.available:
            self.weighing.stop()
            self.honesty.show_words(
                tr(
                    "This needs a library that is not installed: "
                    "pip install 'annotator-desktop[{extra}]'",
                    extra=chosen.extra,
                )
            )
            self._show_records(None)
        else:
            self.weighing.want(self.plan(as_written=False))

    def _next_plan(self) -> ExportPlan | None:
        """Give the plan of a format that was not weighed yet."""
        if self._articles > _MOST_WEIGHED:
            return None
        waiting = next((row for row in self.model.rows if row.available and row.kinds < 0), None)
        if waiting is None:
            return None
        chosen = self.choosing.chosen
        return ExportPlan(
            format=waiting.name, selection=chosen.selection, pseudonyms=chosen.pseudonyms
        )

    def _on_weighed(self, plan: ExportPlan, found: Weighed) -> None:
        self._on_counted(plan, found.honesty)
        self._show(found)
        self.shown = plan

    def _on_counted(self, plan: ExportPlan, honesty: Honesty) -> None:
        if not plan.options:
            self.model.set_kinds(plan.format, len(honesty.rows))

    def _show(self, found: Weighed) -> None:
        honesty = found.honesty
        self.honesty.show_honesty(honesty)
        own = self._formats[0]
        is_own = self.chosen_format().name == own.name
        self.strip.setVisible(not honesty.fits and not is_own)
        self.strip.words.setText(tr("{format} holds all of this.", format=tr(own.title)))
        number = honesty.articles
        self.answer.set_words(
            tr("Export 1 article…") if number == 1 else tr("Export {n} articles…", n=f"{number:,}")
        )
        self.answer.setEnabled(number > 0)
        self._show_records(found)

    def _show_records(self, found: Weighed | None) -> None:
        preview = None if found is None else found.preview
        self.records.show_preview(preview)
        name = "" if preview is None else preview.name
        self._file.setText(name or (f".{self.chosen_format().extensions[0]}" if found else ""))

    # In the background

    def _read_states(self) -> None:
        job: Job[tuple[dict[str, TeamState], int]] = Job(partial(facts.states, self._apart), self)
        job.succeeded.connect(lambda found: self.choosing.show_states(*found))
        job.start()

    def _show_spans(self, row: HonestyRow) -> None:
        work = partial(facts.spans, self._apart, row.annotations)
        job: Job[list[tuple[Annotation, str]]] = Job(work, self)
        job.succeeded.connect(lambda found: self._list_spans(row, found))
        job.start()

    def _list_spans(self, row: HonestyRow, found: list[tuple[Annotation, str]]) -> None:
        window = self.popover.parentWidget()
        assert window is not None
        sheet = ConcernedSheet(window, row.what, found, self._labels)
        sheet.place_wanted.connect(self._on_place)
        sheet.open(sheet.list if found else sheet.refuse)

    def _on_place(self, article: str, start: int, end: int) -> None:
        self.place_wanted.emit(article, start, end)
        self.close()

    def _on_closed(self) -> None:
        self.weighing.stop()
        if self._accepted:
            self.chosen.emit(self.plan(), self.chosen_format())
            self.accepted.emit()
        else:
            self.refused.emit()
        self.popover.deleteLater()
        self.deleteLater()
