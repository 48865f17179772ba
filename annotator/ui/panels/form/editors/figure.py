"""A figure in one line: how rough, the number or a range, its unit, and what it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.problems import AttributeProblem
from annotator.text.figures import Figure, line_of, propose, read_figure
from annotator.text.measuring import canonical_words
from annotator.ui.i18n import tr
from annotator.ui.look import label_colours, metrics
from annotator.ui.panels.form.editor import Editor, Save
from annotator.ui.panels.form.figure_echo import FigureEcho
from annotator.ui.panels.form.figure_edit import FigureEdit
from annotator.ui.panels.form.subject import MIXED, Shown, Subject

if TYPE_CHECKING:
    from annotator.model.attributes import Attribute

KEY: Final = "figure"
_NAMES: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "value": (("value", "number", "amount"), ("number",)),
    "low": (("low", "lower", "min", "minimum", "lowest"), ("number",)),
    "high": (("high", "higher", "max", "maximum", "highest"), ("number",)),
    "unit": (("unit", "units"), ("text", "choice")),
    "approximation": (("approximation", "approx", "precision", "qualifier"), ("choice", "text")),
    "of_what": (("of_what", "what", "counted", "object"), ("text",)),
}
"""By part of a figure: the keys an attribute for it may have, and its kinds."""


class FigureParts(NamedTuple):
    """Which attributes of a label hold the parts of a figure."""

    attributes: dict[str, Attribute]

    def key(self, part: str) -> str | None:
        """Name the attribute of a part."""
        found = self.attributes.get(part)
        return found.key if found is not None else None


def figure_parts(attributes: tuple[Attribute, ...]) -> FigureParts | None:
    """Find the parts of a figure among attributes; None if these are not those of a figure."""
    found: dict[str, Attribute] = {}
    for part, (keys, kinds) in _NAMES.items():
        for attribute in attributes:
            if attribute.key in keys and attribute.kind in kinds and part not in found:
                found[part] = attribute
    is_figure = "value" in found and any(one in found for one in ("unit", "of_what"))
    return FigureParts(found) if is_figure else None


class FigureEditor(Editor):
    """Takes a whole figure as one line; what its parts are stands below it while one types.

    While nothing is typed it proposes what the tagged words say: Enter takes it. The rows below
    show the same values, and so Enter leads back to the text.
    """

    ends = True

    def __init__(self, parts: FigureParts, save: Save) -> None:
        super().__init__(KEY, tr("Figure"), save)
        self.parts = parts
        self._values: dict[str, Shown] = {}
        self._written = ""
        self._figure: Figure | None = None
        self._proposal: Figure | None = None
        self._colour = QColor()
        self._elsewhere = False
        self.line = FigureEdit(tr("Figure in one line"))
        self.line.textChanged.connect(self._on_changed)
        self.echo = FigureEcho()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, metrics.SPACE)
        column.setSpacing(metrics.SPACE)
        column.addWidget(self.line)
        column.addWidget(self.echo)
        self.watch(self.line)

    def show_subject(self, subject: Subject, colour: str, *, same: bool) -> None:
        """Show the figure of an annotation, in the colour of its label."""
        self._colour = label_colours(colour).line
        values = self._values_in(subject)
        self._proposal = None
        if not any(value is not None for value in values.values()):
            proposal = propose(subject.first.quote)
            if proposal is not None and not self._misfit(proposal):
                self._proposal = proposal
        self.line.set_ghost(line_of(self._proposal) if self._proposal else "")
        if same and self._is_dirty():
            if values != self._values:
                self._values, self._elsewhere = values, True
                self._tell()
            return
        self._show(values)

    def show_value(self, value: Shown) -> None:
        """Do nothing: a figure is more than one value; see `show_subject`."""

    def flush(self) -> bool:
        """Save what was typed, if it can be read."""
        if not self._is_dirty():
            return True
        try:
            values = self._read(self.line.text())
        except AttributeProblem:
            self._tell()
            return False
        changed = {key: value for key, value in values.items() if self._values.get(key) != value}
        if not changed:
            self._show(self._values)
            return True
        before, written = self._values, self._written
        self._values, self._written = {**self._values, **changed}, self.line.text()
        if not self.save(KEY, changed):
            self._values, self._written = before, written
            return False
        self._show(self._values)
        return True

    def unsaved(self) -> str:
        """Give what was typed and is not saved."""
        return self.line.text().strip() if self._is_dirty() else ""

    def discard(self) -> None:
        """Forget what was typed."""
        self._show(self._values)

    def give_up(self) -> bool:
        """Save, or go back to what is saved if what was typed cannot be."""
        if self._elsewhere or not self.flush():
            self._show(self._values)
            return False
        return True

    def set_locked(self, *, locked: bool) -> None:
        """Let the line be read and copied, but not changed."""
        self.line.setReadOnly(locked)
        if locked:
            self._proposal = None
            self.line.set_ghost("")
        self._tell()

    def stop(self) -> QWidget:
        """Give the line."""
        return self.line

    def enter(self) -> None:
        """Take the keyboard, with all that stands there selected."""
        super().enter()
        self.line.selectAll()

    def pressed(self, event: QKeyEvent) -> bool:
        """Take what is proposed at Enter; Tab would leave it."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if enter and not self.line.text().strip() and self._proposal and not self._values_set():
            self.line.setText(line_of(self._proposal))
            # Its approximation is not written where it is exact.
            if self.flush():
                self.stepped.emit()
            return True
        if enter and not self.line.text().strip() and not self._values_set():
            # There is nothing to save: the line waits for it.
            return True
        return super().pressed(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say what is proposed while the keyboard is here."""
        if watched is self.line and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            handled = super().eventFilter(watched, event)
            self._tell()
            return handled
        return super().eventFilter(watched, event)

    # What the line says

    def _values_in(self, subject: Subject) -> dict[str, Shown]:
        return {one.key: subject.value_of(one.key) for one in self.parts.attributes.values()}

    def _values_set(self) -> bool:
        return any(value is not None for value in self._values.values())

    def _show(self, values: dict[str, Shown]) -> None:
        self._values = values
        self._elsewhere = False
        self._written = line_of(self._stored(values))
        if self.line.text() != self._written:
            self.line.setText(self._written)
        self._on_changed(self._written)

    def _stored(self, values: dict[str, Shown]) -> Figure:
        held: dict[str, Any] = {}
        for part, attribute in self.parts.attributes.items():
            value = values.get(attribute.key)
            if value is None or value is MIXED:
                continue
            number = part in ("value", "low", "high")
            if number and (isinstance(value, bool) or not isinstance(value, int | float)):
                continue
            held[part] = value if number else str(value)
        return Figure(**held)

    def _is_dirty(self) -> bool:
        return self.line.text() != self._written

    def _read(self, text: str) -> dict[str, Shown]:
        """Read the line as values by the keys of their attributes; None removes one.

        Raises:
            AttributeProblem: it cannot be read, or a value does not fit.
        """
        if not text.strip():
            return dict.fromkeys(one.key for one in self.parts.attributes.values())
        figure, why = read_figure(text)
        if figure is None:
            raise AttributeProblem(why or "not a figure")
        if misfit := self._misfit(figure):
            raise AttributeProblem(misfit)
        found: dict[str, Shown] = {}
        for part, attribute in self.parts.attributes.items():
            value = getattr(figure, part)
            if part == "approximation" and value is None and _has(attribute, "exact"):
                value = "exact"
            found[attribute.key] = None if value in (None, "") else attribute.accept(value)
        self._keep_both(figure, found)
        return found

    def _keep_both(self, figure: Figure, found: dict[str, Shown]) -> None:
        """Keep a range that stands beside a value: the line shows the value alone."""
        value, low, high = (self.parts.key(part) for part in ("value", "low", "high"))
        if value is None or figure.value is None or self._values.get(value) is None:
            return
        for key in (low, high):
            if key is not None:
                found[key] = self._values.get(key)

    def _misfit(self, figure: Figure) -> str:
        """Say which part of a figure the label has no place for; “” if it has one for all."""
        for part in ("value", "low", "high", "unit", "of_what", "approximation"):
            value = getattr(figure, part)
            if value in (None, ""):
                continue
            attribute = self.parts.attributes.get(part)
            if attribute is None:
                if part == "approximation" and value in ("exact", "between"):
                    continue
                return tr("this label has no field for “{words}”", words=value)
            try:
                attribute.accept(value)
            except AttributeProblem as problem:
                return str(problem)
        return ""

    def _on_changed(self, text: str) -> None:
        self._figure = read_figure(text).figure
        self._tell()

    def _tell(self) -> None:
        """Underline the parts, and say below what they come to."""
        text = self.line.text()
        error = ""
        if self._elsewhere:
            now = line_of(self._stored(self._values)) or tr("none")
            error = tr("Now {value} elsewhere. Esc takes it.", value=now)
        elif text.strip():
            try:
                self._read(text)
            except AttributeProblem as problem:
                words = str(problem)
                error = words[:1].upper() + words[1:]
        tokens = self._figure.tokens if self._figure is not None else ()
        self.line.show_tokens(tokens, self._colour, error=bool(error))
        self.line.setAccessibleDescription(error)
        waiting = self._proposal is not None and not text.strip() and not self.line.isReadOnly()
        if error:
            self.echo.say(error, "problem", "danger")
        elif self._figure is not None:
            self.echo.say(canonical_words(self._figure), "check", "ok", beside=tr("canonical"))
        elif waiting and self.line.hasFocus():
            self.echo.say(tr("Enter takes what the words say."), "enter", "muted")
        else:
            self.echo.say("", "", "muted")
        self.echo.setVisible(bool(self.echo.text))
        self.resized.emit()


def _has(attribute: Attribute, key: str) -> bool:
    return attribute.kind == "choice" and any(one.key == key for one in attribute.choices)
