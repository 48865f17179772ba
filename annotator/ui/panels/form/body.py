"""What the form holds between head and foot: fields, relations, note, and what is to be mended."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.i18n import tr
from annotator.ui.look import look, metrics, paint_line, smooth_painter
from annotator.ui.panels.form.change import Change, SaveChange
from annotator.ui.panels.form.editor import Editor, Offering
from annotator.ui.panels.form.editors.besides import CERTAINTY, CertaintyEditor, NoteEditor
from annotator.ui.panels.form.editors.figure import FigureEditor, figure_parts
from annotator.ui.panels.form.editors.link import LinkEditor
from annotator.ui.panels.form.editors.making import Surroundings, editors_of
from annotator.ui.panels.form.grid import EditorGrid
from annotator.ui.panels.form.relations import RelationRow, RelationRows
from annotator.ui.panels.form.strays import StrayValues, strays_of
from annotator.ui.panels.form.subject import Shown, Subject
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.quote import Quote
from annotator.ui.widgets.text import Text

_MOST_GRIDS = 12


class FormBody(QWidget):
    """Shows a subject; saves each change of it at once.

    Signals:
        ended(): Enter in the last field.
        escaped(): Esc.
        resized(): it needs more or less height.
        repeat_wanted(): the values that the words had last are to be taken.
        followed(annotation): another annotation (its id) is to be selected.
        pick_wanted(editor): a link's other end is to be chosen in the text.
        link_wanted(), unlink_wanted(relation), link_menu_wanted(relation, place): of relations.
    """

    ended = Signal()
    escaped = Signal()
    resized = Signal()
    repeat_wanted = Signal()
    followed = Signal(str)
    pick_wanted = Signal(object)
    link_wanted = Signal()
    unlink_wanted = Signal(str)
    link_menu_wanted = Signal(str, QPoint)

    def __init__(self, save: SaveChange, around: Surroundings) -> None:
        super().__init__()
        self._save_change = save
        self._around = around
        self.subject: Subject | None = None
        self._grids: dict[object, EditorGrid] = {}
        self.grid: EditorGrid | None = None
        self.quote = Quote(lines=4)
        self._below_quote = QWidget()
        self._below_quote.setFixedHeight(metrics.SPACE_INSIDE)
        self.offers: Offering | None = None
        """Offers what was typed before."""
        self.repeat = PushButton("", "link", icon="undo", keys="Ctrl D")
        self.repeat.clicked.connect(self.repeat_wanted)
        self.repeat.hide()
        self.relations = RelationRows()
        self.relations.followed.connect(self.followed)
        self.relations.link_wanted.connect(self.link_wanted)
        self.relations.unlink_wanted.connect(self.unlink_wanted)
        self.relations.menu_wanted.connect(self.link_menu_wanted)
        self.relations.unfolded.connect(self._order)
        self.strays = StrayValues()
        self.strays.removal_wanted.connect(lambda key: self._save(key, None))
        self.besides = self._besides()
        self._flaws = Text(px=metrics.TEXT_SMALL, role="danger", lines=6)
        self._above = Rule()
        self._fields = QVBoxLayout()
        self._fields.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(metrics.SPACE_EDGE, 0, metrics.SPACE_EDGE, metrics.SPACE)
        column.setSpacing(0)
        column.addWidget(self.quote)
        column.addWidget(self._below_quote)
        again = QHBoxLayout()
        again.addWidget(self.repeat)
        again.addStretch(1)
        column.addLayout(again)
        column.addLayout(self._fields)
        column.addWidget(self.strays)
        column.addWidget(self._above)
        column.addWidget(self.relations)
        column.addWidget(Rule())
        column.addWidget(self.besides)
        column.addWidget(self._flaws)
        column.addStretch(1)

    def show_subject(self, subject: Subject, colour: str, *, same: bool) -> None:
        """Show annotations, in the colour of their label.

        ``same``: they are those that are shown already, and have changed.
        """
        self.subject = subject
        grid = self._grid_of(subject)
        if grid is not self.grid:
            if self.grid is not None:
                self._fields.removeWidget(self.grid)
                self.grid.hide()
            self.grid = grid
            self._fields.addWidget(grid)
            grid.show()
            same = False
            self._order()
        for editor in grid.editors:
            editor.offers = self.offers
            if isinstance(editor, FigureEditor):
                self._show_figure(editor, subject, colour, same=same)
            else:
                self._show(editor, subject.value_of(editor.key), subject, same=same)
        for editor in self.besides.editors:
            value = subject.certainty if editor.key == CERTAINTY else subject.note
            self._show(editor, value, subject, same=same)
        if self.strays.show_values(strays_of(subject), locked=bool(subject.locked)):
            self._order()
        # A figure's line says what its words do.
        lined = any(isinstance(one, FigureEditor) for one in grid.editors)
        self.quote.setVisible(not subject.several and not lined)
        self._below_quote.setVisible(not subject.several and not lined)
        self.quote.set_text(subject.first.quote)

    def show_repeat(self, words: str) -> None:
        """Offer the values that the words had last (in a few words); “” offers nothing."""
        self.repeat.set_face(words, "Ctrl D")
        self.repeat.setVisible(bool(words))

    def show_relations(self, rows: Sequence[RelationRow], *, linkable: bool) -> None:
        """Show the relations of the one annotation."""
        if self.relations.show_rows(rows, linkable=linkable):
            self._order()
        self._above.setVisible(bool(rows) or linkable)

    def show_flaws(self, flaws: Sequence[str]) -> None:
        """Say what is wrong."""
        self._flaws.setText("\n".join(flaws))
        self._flaws.setVisible(bool(flaws))

    def forget(self) -> None:
        """Make all fields anew when they are needed: the scheme has changed."""
        for grid in self._grids.values():
            self._fields.removeWidget(grid)
            grid.hide()
            grid.deleteLater()
        self._grids = {}
        self.grid = None

    def editors(self) -> list[Editor]:
        """List the editors in view."""
        return [*(self.grid.editors if self.grid is not None else ()), *self.besides.editors]

    def first(self) -> Editor | None:
        """Give the editor to begin with."""
        found = self.grid.first() if self.grid is not None else None
        return found or self.besides.first()

    def flush(self) -> bool:
        """Save what was typed; tell whether nothing is left to save."""
        done = [editor.flush() for editor in self.editors()]
        return all(done)

    def unsaved(self) -> list[str]:
        """List what was typed and could not be saved, each with the name of its field."""
        left = [(editor.name, editor.unsaved()) for editor in self.editors()]
        return [tr("{field} “{words}”", field=name, words=words) for name, words in left if words]

    def _order(self) -> None:
        """Let Tab walk from the top to the bottom: fields and links are made from time to time."""
        if self.grid is not None:
            links = self.relations.stops()
            parts = [self.repeat, self.grid, self.strays, *links, self.besides]
            tab = Qt.FocusPolicy.TabFocus
            stops = [
                one
                for part in parts
                for one in (part, *part.findChildren(QWidget))
                if one.focusPolicy() & tab
            ]
            for before, after in pairwise(stops):
                QWidget.setTabOrder(before, after)

    def _show_figure(
        self, editor: FigureEditor, subject: Subject, colour: str, *, same: bool
    ) -> None:
        """Show a figure in one line; of several each has its own, and the rows below suffice."""
        editor.setVisible(not subject.several)
        assert self.grid is not None
        ranged = [editor.parts.key(part) for part in ("low", "high")]
        rough = editor.parts.key("approximation")
        shown = (
            subject.several
            or any(subject.value_of(key) is not None for key in ranged if key)
            or (rough is not None and subject.value_of(rough) == "between")
        )
        for one in self.grid.editors:
            if one.key in ranged and one is not editor:
                self.grid.show_row(one, shown=shown)
        if not subject.several:
            editor.show_subject(subject, colour, same=same)
            editor.set_locked(locked=bool(subject.locked))

    def _show(self, editor: Editor, value: Shown, subject: Subject, *, same: bool) -> None:
        if same:
            editor.follow(value)
        else:
            editor.show_value(value)
        editor.set_locked(locked=bool(subject.locked))

    def _grid_of(self, subject: Subject) -> EditorGrid:
        grid = self._grids.get(subject.attributes)
        if grid is None:
            if len(self._grids) >= _MOST_GRIDS:
                self.forget()
            grid = self._grids[subject.attributes] = self._made(subject)
        return grid

    def _made(self, subject: Subject) -> EditorGrid:
        grid = EditorGrid()
        self._connect(grid)
        if (parts := figure_parts(subject.attributes)) is not None:
            grid.add_wide(FigureEditor(parts, self._save_parts))
        for attribute in subject.attributes:
            for number, editor in enumerate(editors_of(attribute, self._save, self._around)):
                name = "" if number else attribute.name
                grid.add(editor, name, required=attribute.required)
                if isinstance(editor, LinkEditor):
                    editor.pick_wanted.connect(lambda one=editor: self.pick_wanted.emit(one))
        return grid

    def _besides(self) -> EditorGrid:
        grid = EditorGrid()
        self._connect(grid)
        grid.add(CertaintyEditor(self._save_certainty), tr("Certainty"))
        grid.add(NoteEditor(self._save_note), tr("Note"))
        return grid

    def _connect(self, grid: EditorGrid) -> None:
        grid.ended.connect(self.ended)
        grid.escaped.connect(self.escaped)
        grid.resized.connect(self.resized)

    def _save(self, key: str, value: Shown) -> bool:
        return self._save_values({key: value})

    def _save_parts(self, _key: str, values: Shown) -> bool:
        return self._save_values(values)

    def _save_values(self, values: dict[str, Shown]) -> bool:
        assert self.subject is not None
        return self._save_change(Change(self.subject.ids, attributes=values))

    def _save_note(self, _key: str, value: Shown) -> bool:
        assert self.subject is not None
        return self._save_change(Change(self.subject.ids, note=value or ""))

    def _save_certainty(self, _key: str, value: Shown) -> bool:
        assert self.subject is not None
        return self._save_change(Change(self.subject.ids, certainty=value))


class Rule(QWidget):
    """A parting line with air around it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(metrics.SPACE + 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        painter = smooth_painter(self)
        paint_line(painter, 0, metrics.SPACE // 2, self.width(), look().line)
        painter.end()
