"""The sheet of a merge: what would come, what to look at, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.model.annotator import Annotator
from annotator.model.exchange import MergeReport, Signature
from annotator.model.listing import LabelOutline
from annotator.ui.dialogs.merge_parts import ConflictChoice, Section, SectionRow
from annotator.ui.dialogs.merge_words import (
    effective,
    file_words,
    foot_words,
    new_words,
    title_words,
)
from annotator.ui.dialogs.parted import PartedGround, bar
from annotator.ui.i18n import tr
from annotator.ui.look import STRONG, look, metrics, paint_box, reading_painter
from annotator.ui.panels.dates import short_date
from annotator.ui.widgets.avatar import paint_avatar
from annotator.ui.widgets.margins import set_margins
from annotator.ui.widgets.popover import Popover
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.scrolled import scrolled
from annotator.ui.widgets.seal import Seal
from annotator.ui.widgets.text import Text
from annotator.ui.widgets.tick_box import TickBox

_SIZE = (1008, 748)
_HEADER = 88
_LEFT = 264
_FOOTER = 72
_CIRCLE = 40
_BAR = 8


def seal_of(signature: Signature) -> Seal:
    """Say by whom a bundle is signed."""
    match signature.state:
        case "known":
            note = signature.fingerprint
            title = tr("Signed, known key")
            if signature.since:
                title = tr("Signed, key known since {day}", day=short_date(signature.since))
            return Seal("shield-tick", title, note, fingerprint=True)
        case "unknown":
            seal = Seal(
                "shield", tr("Signed, key not seen before"), signature.fingerprint, fingerprint=True
            )
            seal.setToolTip(tr("Compare the fingerprint by phone: then you know whose key it is."))
            return seal
        case "changed":
            return Seal(
                "warning",
                tr("Another key than before"),
                tr("Ask by phone before you merge. {key}", key=signature.fingerprint),
                role="danger",
            )
    return Seal("", tr("Not signed"), tr("The name is a claim"))


class _Ground(PartedGround):
    """Paints the header's circle, too."""

    def __init__(self, monogram: str) -> None:
        super().__init__(_HEADER, _FOOTER, _LEFT)
        self._monogram = monogram

    def paint_ground(self, painter: QPainter) -> None:
        """Paint the lines between the parts, and who sent it."""
        super().paint_ground(painter)
        circle = QRectF(24, (_HEADER - _CIRCLE) / 2, _CIRCLE, _CIRCLE)
        paint_avatar(painter, circle, self._monogram, look().muted)


class _Shares(QWidget):
    """A bar of the five parts."""

    def __init__(self, counts: Sequence[int]) -> None:
        super().__init__()
        self._counts = counts
        self.setFixedHeight(_BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = look()
        painter = reading_painter(self)
        fills = [
            theme.kinds["label"].fill, theme.kinds["missed"].fill, theme.faint,
            theme.accent, theme.kinds["agreed"].fill,
        ]  # fmt: skip
        total = sum(self._counts) or 1
        free = self.width() - 2 * sum(1 for count in self._counts if count)
        x = 0.0
        # New and known first: they are most of it.
        for number in (3, 4, 1, 2, 0):
            if count := self._counts[number]:
                width = max(3.0, free * count / total)
                place = QRectF(x, 0, width, _BAR)
                edge = theme.outline(theme.line2)
                paint_box(painter, place, 2, fill=fills[number], border=edge)
                x += width + 2
        painter.end()


class MergeSheet(QObject):
    """Shows a report; nothing is written until one says so. Freed when it closes.

    Signals:
        accepted(picks): merge, and settle the conflicts picked (entity to digest).
        refused(): it was closed without merging.
    """

    accepted = Signal(object)
    refused = Signal()

    def __init__(
        self, window: QWidget, report: MergeReport, labels: Sequence[LabelOutline]
    ) -> None:
        super().__init__(window)
        self.report = report
        self._labels = {label.key: label for label in labels}
        self._outlines = labels
        self._accepted = False
        self.choices: list[ConflictChoice] = []
        self.sections: list[Section] = []
        self.rows: list[SectionRow] = []
        sender = report.sender or report.file
        content = _Ground(Annotator(name=sender).monogram)
        room = window.size() - QSize(2 * metrics.SPACE_EDGE, 2 * metrics.SPACE_EDGE)
        content.setFixedSize(QSize(*_SIZE).boundedTo(room))
        # The list first: the bar on the left counts its parts.
        self.area: QScrollArea = scrolled(self._list())
        content.put(self._header(), self._side(), self.area, self._footer())
        self.popover = Popover(content, window, title_words(report), scrim=True)
        self.popover.closed.connect(self._on_closed)
        content.go.connect(self.accept)

    @property
    def nothing_new(self) -> bool:
        """Whether everything is here already."""
        return self.report.new == 0 and not self.report.pending

    def open(self) -> None:
        """Show the sheet."""
        window = self.popover.parentWidget()
        top = 0 if window is None else max(16, (window.height() - _SIZE[1]) // 2)
        focus = self.answer if self.answer.isEnabled() else self.asked
        self.popover.open_centred(top, focus=focus)

    def accept(self) -> None:
        """Merge."""
        if self.answer.isEnabled():
            self._accepted = not self.nothing_new
            self.popover.hide()

    def _header(self) -> QWidget:
        header, row = bar(_HEADER, metrics.SPACE_EDGE)
        set_margins(row, 24 + _CIRCLE + 12, 0, 24, 0, within=header)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(Text(title_words(self.report), px=18, weight=STRONG))
        words.addWidget(Text(file_words(self.report), px=metrics.TEXT_SMALL, role="muted"))
        words.addStretch(1)
        row.addLayout(words, 1)
        row.addWidget(seal_of(self.report.signature))
        return header

    def _side(self) -> QWidget:
        side = scrolled(self._left())
        side.setFixedWidth(_LEFT)
        return side

    def _left(self) -> QWidget:
        report = self.report
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(*[metrics.SPACE_GROUPS, metrics.SPACE_EDGE] * 2)
        column.setSpacing(metrics.SPACE_INSIDE)
        ignored = sum(one.number for one in report.ignored)
        total = report.new + report.known + ignored
        head = QHBoxLayout()
        head.setContentsMargins(metrics.SPACE_GROUPS, 0, metrics.SPACE_GROUPS, 0)
        head.addWidget(Text(f"{total:,}", px=metrics.TEXT_PAGE, weight=STRONG))
        head.addWidget(Text(tr("changes in all"), role="muted"), 1)
        column.addLayout(head)
        other = sum(one.annotations for one in report.versions)
        counts = (len(report.conflicts), other, ignored, report.new, report.known)
        bar = QHBoxLayout()
        bar.setContentsMargins(metrics.SPACE_GROUPS, metrics.SPACE, metrics.SPACE_GROUPS, 0)
        bar.addWidget(_Shares(counts))
        column.addLayout(bar)
        heads = {0: tr("Look at these"), 3: tr("Nothing to do")}
        for number, (icon, words) in enumerate(_SECTIONS):
            if number in heads:
                head_text = Text(heads[number], px=metrics.TEXT_SMALL, weight=STRONG, role="muted")
                head_text.setContentsMargins(0, 0, 0, 0)
                column.addSpacing(metrics.SPACE_EDGE)
                line = QHBoxLayout()
                set_margins(line, metrics.SPACE_GROUPS, 0, 0, metrics.SPACE_INSIDE, within=left)
                line.addWidget(head_text)
                column.addLayout(line)
            row = SectionRow(icon, tr(words), counts[number])
            row.clicked.connect(lambda _=False, it=number: self.jump(it))
            self.rows.append(row)
            column.addWidget(row)
        column.addStretch(1)
        for warning in report.warnings:
            line = QHBoxLayout()
            set_margins(line, metrics.SPACE_GROUPS, 0, 0, metrics.SPACE_GROUPS, within=left)
            line.addWidget(Text(warning, px=metrics.TEXT_SMALL, role="warn", lines=6))
            column.addLayout(line)
        return left

    def jump(self, number: int) -> None:
        """Lead to a section of the list."""
        for row in self.rows:
            row.setChecked(row is self.rows[number])
        section = self.sections[number]
        self.area.verticalScrollBar().setValue(section.y())

    def _list(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(metrics.SPACE_SECTIONS, 0, metrics.SPACE_SECTIONS, 0)
        column.setSpacing(0)
        for (icon, title), fill in zip(
            _SECTIONS,
            (self._conflicts, self._versions, self._ignored, self._new, self._known),
            strict=True,
        ):
            section = fill(icon, tr(title))
            self.sections.append(section)
            column.addWidget(section)
        column.addStretch(1)
        return body

    def _conflicts(self, icon: str, title: str) -> Section:
        conflicts = self.report.conflicts
        sentence = tr("None.")
        if conflicts:
            who = conflicts[0].author
            sentence = tr(
                "{name} changed the same thing on two machines. Until one is picked, the one with "
                "more revisions counts.",
                name=who,
            )
        section = Section(icon, title, len(conflicts), sentence)
        for conflict in conflicts:
            choice = ConflictChoice(conflict, self._labels.get(conflict.label))
            self.choices.append(choice)
            section.column.addWidget(choice)
        return section

    def _versions(self, icon: str, title: str) -> Section:
        versions = self.report.versions
        count = sum(one.annotations for one in versions)
        sentence = tr("Both texts are kept and linked; the annotations stay where they were made.")
        section = Section(icon, title, count, sentence if versions else tr("None."))
        for one in versions:
            why = tr("the two texts differ in {n} sentences", n=one.differing)
            if one.differing == 1:
                why = tr("the two texts differ in one sentence")
            section.add_fact(one.annotations, one.title, why)
        return section

    def _ignored(self, icon: str, title: str) -> Section:
        ignored = self.report.ignored
        count = sum(one.number for one in ignored)
        sentence = tr("Kept in the project's history, but without effect.")
        section = Section(icon, title, count, sentence if ignored else tr("None."))
        for one in ignored:
            section.add_fact(one.number, one.what, one.why)
        return section

    def _new(self, icon: str, title: str) -> Section:
        section = Section(icon, title, self.report.new, new_words(self.report, self._outlines))
        if self.report.pending:
            why = tr("they count as soon as a fuller bundle brings what they stand on")
            section.add_fact(self.report.pending, tr("wait for what comes before them"), why)
        return section

    def _known(self, icon: str, title: str) -> Section:
        sentence = tr("They are here already, word for word.")
        return Section(icon, title, self.report.known, sentence if self.report.known else "")

    def _footer(self) -> QWidget:
        footer, row = bar(_FOOTER)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        nothing = self.nothing_new
        alarming = self.report.signature.state == "changed" and not nothing
        summed = (
            tr("Nothing new: everything is here already.") if nothing else foot_words(self.report)
        )
        words.addWidget(Text(summed))
        note = (
            "" if nothing else tr("Nothing is written until you merge, and one undo takes it back.")
        )
        words.addWidget(Text(note, px=metrics.TEXT_SMALL, role="muted", lines=2))
        words.addStretch(1)
        row.addLayout(words, 1)
        # Only there when the key is another one than before: then somebody has to have asked.
        self.asked = TickBox(tr("I have asked: the new key is theirs"), footer)
        self.asked.setVisible(alarming)
        if alarming:
            row.addWidget(self.asked)
            row.addSpacing(metrics.SPACE)
        self.refuse = PushButton(tr("Cancel"), keys="Esc", tall=True)
        self.refuse.clicked.connect(self._close)
        row.addWidget(self.refuse)
        self.refuse.setVisible(not nothing)
        answer = (
            tr("Close") if nothing else tr("Merge {n} changes", n=f"{effective(self.report):,}")
        )
        self.answer = PushButton(answer, "primary", keys="Ctrl Enter", tall=True)
        self.answer.clicked.connect(self.accept)
        self.answer.setEnabled(not alarming)
        self.asked.toggled.connect(self.answer.setEnabled)
        row.addWidget(self.answer)
        return footer

    def _close(self) -> None:
        self.popover.hide()

    def _on_closed(self) -> None:
        if self._accepted:
            picks = {
                choice.conflict.entity: choice.picked
                for choice in self.choices
                if choice.picked is not None
            }
            self.accepted.emit(picks)
        else:
            self.refused.emit()
        self.popover.deleteLater()
        self.deleteLater()


_SECTIONS: Sequence[tuple[str, str]] = (
    ("merge", "Conflicts"),
    ("copy", "Other version of an article"),
    ("ban", "Ignored, with reason"),
    ("plus", "New"),
    ("tick", "Already known"),
)
