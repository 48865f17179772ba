"""The form of one label: its name, key and look, what it means, what it asks for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from annotator.app.scheming import attributes as steps
from annotator.app.scheming.keys import DIGITS, holder_of
from annotator.app.scheming.labels import change_label, is_under, nest
from annotator.model.scheme import PATTERNS, Examples, Label, Scheme
from annotator.ui.i18n import tr
from annotator.ui.look import metrics
from annotator.ui.panels.scheme.attribute_rows import AttributeTable
from annotator.ui.panels.scheme.boxed import BoxedField
from annotator.ui.panels.scheme.colour_picker import ColourPicker
from annotator.ui.panels.scheme.draft import SchemeDraft
from annotator.ui.panels.scheme.examples import ExampleBox
from annotator.ui.panels.scheme.form_parts import aside_text, beside, named
from annotator.ui.widgets.drop_button import DropButton
from annotator.ui.widgets.field import Field
from annotator.ui.widgets.menu import Menu
from annotator.ui.widgets.segmented import Segment, Segmented
from annotator.ui.widgets.tab_order import tab_through
from annotator.ui.widgets.text import Text

_KEY = 60
_UNDER = 184
_PATTERN = 34
_TWO_BOXES = 540
"""Pixels from which on what to tag and what to leave stand beside each other."""
_CIRCLES = 13
_CIRCLE_PITCH = 32


class LabelForm(QWidget):
    """Shows the label that is looked at, and changes it as one types.

    Signals:
        attribute_wanted(key): ask for an attribute; “” makes one.
    """

    attribute_wanted = Signal(str)

    def __init__(self, draft: SchemeDraft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._shown = ""
        self._called = ""
        """What the label was called before one began to type another name; “” until one does."""
        self._room = 0
        self._counts: dict[str, int] = {}
        self.name = Field(tr("Name"), tr("What people call it"))
        self.digit = Field(tr("Key"))
        self.digit.setFixedWidth(_KEY)
        # A second one takes the place of the first.
        self.digit.edit.setMaxLength(2)
        self.under = DropButton()
        self.key_note = Text(px=metrics.TEXT_CAPTION, role="warn", lines=2)
        self.in_files = aside_text()
        self.colours = ColourPicker()
        self.patterns = Segmented([""], tr("Line"))
        self.pattern_names = [tr(name.replace("-", " ")) for name in PATTERNS]
        self.definition = BoxedField(
            tr("Definition"), tr("What is tagged, where it begins and ends, and what is left out")
        )
        self.tag = ExampleBox(positive=True)
        self.leave = ExampleBox(positive=False)
        self.attributes = AttributeTable()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.SPACE_EDGE)
        under = QWidget()
        under_row = QVBoxLayout(under)
        under_row.setContentsMargins(0, 2, 0, 2)
        under_row.addWidget(self.under)
        under.setFixedWidth(_UNDER)
        column.addLayout(
            beside(
                [
                    (named(tr("Name"), self.name, self.in_files), 1),
                    (named(tr("Key"), self.digit), 0),
                    (named(tr("Stands under"), under), 0),
                ]
            )
        )
        column.addWidget(self.key_note)
        self._looks = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._looks.setSpacing(metrics.SPACE_EDGE)
        self._looks.addLayout(named(tr("Colour"), self.colours))
        self._pattern_column = named(tr("Line"), self.patterns)
        self._looks.addLayout(self._pattern_column)
        self._looks.addStretch(1)
        column.addLayout(self._looks)
        column.addLayout(
            named(tr("Definition"), self.definition, tr("shown on hover and in the codebook"))
        )
        self._examples = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._examples.setSpacing(metrics.SPACE_EDGE)
        self._examples.addWidget(self.tag, 1)
        self._examples.addWidget(self.leave, 1)
        column.addLayout(self._examples)
        column.addSpacing(metrics.SPACE_INSIDE)
        column.addWidget(self.attributes)
        column.addStretch(1)

    def _connect(self) -> None:
        draft = self._draft
        draft.changed.connect(self.refresh)
        draft.subject_changed.connect(self.refresh)
        self.name.edited.connect(self._on_name)
        self.name.left.connect(self._on_name_left)
        self.digit.edited.connect(self._on_digit)
        self.digit.left.connect(lambda: self._settle(self.digit))
        self.under.clicked.connect(self._on_under)
        self.colours.picked.connect(lambda colour: self._change("colour", colour=colour))
        self.definition.edited.connect(lambda words: self._change("definition", definition=words))
        self.tag.changed.connect(lambda words: self._on_examples(tag=words))
        self.leave.changed.connect(lambda words: self._on_examples(leave=words))
        table = self.attributes
        table.edit_wanted.connect(self.attribute_wanted)
        table.required_wanted.connect(self._on_required)
        table.moved.connect(self._on_moved)
        table.removal_wanted.connect(
            lambda key: self._step(lambda scheme, label: steps.drop_attribute(scheme, label, key))
        )

    def show_counts(self, counts: dict[str, int]) -> None:
        """Say how often labels are used."""
        self._counts = counts
        self.refresh()

    def refresh(self) -> None:
        """Show the label of the draft."""
        label, scheme, locked = self._draft.label(), self._draft.scheme, self._draft.locked
        if label is None:
            return
        moved, self._shown = self._shown != label.key, label.key
        if moved:
            self._called = ""
        for field, text in ((self.name, label.name), (self.digit, label.shortcut)):
            # What somebody types stays as they type it.
            if moved or not field.focused() or not field.error():
                if field.text().strip() != text:
                    field.set_text(text)
                field.set_error("")
            field.edit.setReadOnly(locked)
        self._note_key(label, scheme)
        self._show_under(label, scheme)
        taken = {
            one.colour: (one.shortcut, one.name)
            for one in reversed(scheme.labels)
            if one.key != label.key and not one.retired
        }
        self.colours.set_colour(label.colour, taken)
        self._show_patterns(label)
        for part in (self.colours, self.patterns, self.under):
            part.setEnabled(not locked)
        self.definition.edit.setReadOnly(locked)
        if self.definition.text() != label.definition:
            self.definition.set_text(label.definition)
        self.tag.show_label(label, locked=locked)
        self.leave.show_label(label, locked=locked)
        uses = self._counts.get(label.key, 0)
        self.attributes.show_label(label, scheme, uses, locked=locked)

    def fit(self, width: int) -> None:
        """Put parts below each other where there is little room (pixels).

        Whoever gives the room says so: the form itself could not become narrower than its parts
        beside each other.
        """
        self._room = width
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._examples.setDirection(across if width >= _TWO_BOXES else down)
        self.colours.set_columns(max(4, min(_CIRCLES, width // _CIRCLE_PITCH)))
        if (label := self._draft.label()) is not None:
            self._show_patterns(label)
        self._place_looks()

    def _place_looks(self) -> None:
        """Put colours and lines beside each other, if there is room."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        needed = _CIRCLES * _CIRCLE_PITCH + metrics.SPACE_EDGE + self.patterns.sizeHint().width()
        self._looks.setDirection(across if self._room >= needed else down)

    # Changes

    def _step(self, step: Callable[[Scheme, str], Scheme], mark: str = "") -> str:
        label = self._draft.label()
        if label is None:
            return ""
        problem = self._draft.do(lambda scheme: step(scheme, label.key), mark)
        if problem:
            self._draft.refused.emit(problem)
        return problem

    def _change(self, mark: str, **fields: object) -> None:
        label = self._draft.label()
        if label is not None:
            self._step(
                lambda scheme, key: change_label(scheme, key, **fields), f"{mark}:{label.key}"
            )

    def _on_name(self, name: str) -> None:
        label = self._draft.label()
        if label is not None:
            self._called = self._called or label.name
            key = label.key
            problem = self._draft.do(
                lambda scheme: change_label(scheme, key, name=name), f"name:{key}"
            )
            self.name.set_error(problem)

    def _on_name_left(self) -> None:
        """Call the label again what it was called, if the name that was typed cannot be."""
        called, self._called = self._called, ""
        if self.name.error() and called:
            self._change("name", name=called)
        self._settle(self.name)

    def _on_digit(self, typed: str) -> None:
        label = self._draft.label()
        if label is None:
            return
        rest = typed.replace(label.shortcut, "", 1) if len(typed) > 1 else typed
        digit = next((one for one in rest if one in DIGITS), rest[-1:])
        if digit != typed:
            self.digit.set_text(digit)
        if digit and digit not in DIGITS:
            self.digit.set_error(tr("1 to 9"))
            return
        self.digit.set_error("")
        self._change("digit", shortcut=digit)

    def _settle(self, field: Field) -> None:
        """Show what the label has, when a field is left that could not be so."""
        field.set_error("")
        self.refresh()

    def _note_key(self, label: Label, scheme: Scheme) -> None:
        """Say from whom the key was taken, and what the label is called in files."""
        self.in_files.setText(tr("in files: {key}", key=label.key))
        words: list[str] = []
        saved = holder_of(self._draft.base, label.shortcut, label.key)
        now = {one.key: one for one in scheme.labels}
        if saved is not None and (one := now.get(saved.key)) is not None and not one.retired:
            words.append(
                tr(
                    "Key {key} was {label}’s, which has none now.",
                    key=label.shortcut,
                    label=one.name,
                )
                if not one.shortcut
                else tr("Key {key} was {label}’s.", key=label.shortcut, label=one.name)
            )
        if label.merged_into:
            into = now[label.merged_into].name
            words.insert(0, tr("Merged into {label}: it is read as that.", label=into))
        elif label.retired:
            words.insert(0, tr("Retired: it takes no new annotations."))
        self.key_note.setText(" ".join(words))
        self.key_note.setVisible(bool(words))

    def _show_under(self, label: Label, scheme: Scheme) -> None:
        names = {one.key: one.name for one in scheme.labels}
        words = names.get(label.parent) or tr("no other")
        self.under.set_words(words)
        self.under.setAccessibleName(tr("Stands under: {label}", label=words))
        self.under.updateGeometry()

    def _on_under(self) -> None:
        label, scheme = self._draft.label(), self._draft.scheme
        if label is None:
            return
        menu = Menu(tr("Stands under"), self.under)
        places: list[tuple[str, str, tuple[str, str] | None]] = [("", tr("no other"), None)]
        places += [
            (one.key, one.name, (one.colour, one.pattern))
            for one in scheme.labels
            if not one.retired and one.key != label.key and not is_under(scheme, one.key, label.key)
        ]
        for key, name, mark in places:
            row = menu.add_row(name, mark=mark)
            row.setCheckable(True)
            row.setChecked(key == label.parent)
            row.triggered.connect(
                lambda _=False, to=key: self._step(lambda it, one: nest(it, one, to))
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_below(self.under)

    def _show_patterns(self, label: Label) -> None:
        """Show the lines in the label's colour."""
        # Never wider than there is room.
        share = (self._room - metrics.SPACE_INSIDE) // len(PATTERNS) if self._room else _PATTERN
        unit = min(_PATTERN, share)
        if self.patterns.property("made_for") != [label.colour, unit]:
            focus: QWidget | None = self.window().focusWidget()
            had_focus = focus is not None and self.patterns.isAncestorOf(focus)
            segments = [
                Segment(line=name, line_colour=label.colour, name=words)
                for name, words in zip(PATTERNS, self.pattern_names, strict=True)
            ]
            old = self.patterns
            self.patterns = Segmented(segments, tr("Line"), widths=[unit] * len(segments))
            self.patterns.setProperty("made_for", [label.colour, unit])
            self.patterns.picked.connect(lambda at: self._change("pattern", pattern=PATTERNS[at]))
            self._pattern_column.replaceWidget(old, self.patterns)
            self._pattern_column.setAlignment(self.patterns, Qt.AlignmentFlag.AlignLeading)
            old.hide()
            old.deleteLater()
            tab_through([self.colours, self.patterns])
            self._place_looks()
            if had_focus:
                self.patterns.setFocus()
        self.patterns.set_current(PATTERNS.index(label.pattern))

    def _on_examples(self, **side: tuple[str, ...]) -> None:
        label = self._draft.label()
        if label is not None:
            now = {"tag": label.examples.tag, "leave": label.examples.leave} | side
            self._change("", examples=Examples(**now))

    def _on_required(self, key: str, required: bool) -> None:
        def step(scheme: Scheme, label: str) -> Scheme:
            one = scheme.label(label).attribute(key).model_copy(update={"required": required})
            return steps.put_attribute(scheme, label, one, instead_of=key)

        self._step(step)
        self.attributes.select(key)

    def _on_moved(self, key: str, count: int) -> None:
        self._step(lambda scheme, label: steps.move_attribute(scheme, label, key, count))
        self.attributes.select(key)
