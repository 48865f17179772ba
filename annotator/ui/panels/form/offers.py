"""What was typed before: read in the background, offered below the field one types in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.model.changes import ChangeSet
from annotator.model.records import AttributeValue
from annotator.ui.apart import Apart, reading_job
from annotator.ui.commands.command import Command, Match
from annotator.ui.commands.drop_list import DropList
from annotator.ui.hub import Hub
from annotator.ui.i18n import tr
from annotator.ui.jobs import Job
from annotator.ui.panels.form.change import Change
from annotator.ui.panels.form.editor import Editor
from annotator.ui.panels.form.editors.typed import TypedEditor
from annotator.ui.soon import Soon

if TYPE_CHECKING:
    from annotator.app.values import KnownValues
    from annotator.ui.panels.form.subject import Subject

_AFTER = 150
"""Milliseconds after a selection before anything is read: who walks on needs nothing."""
_ROWS = 8
_OFFERED = ("text", "place", "quantity")
"""Kinds of attribute whose earlier values are offered."""


class _Found(NamedTuple):
    """What a job has read."""

    label: str
    known: KnownValues | None
    annotation: str
    of_words: Sequence[dict[str, AttributeValue]]


class ValueOffers(QObject):
    """Offers earlier values of the field in which one types, and all values of the same words.

    Signals:
        changed(): it is known what the words of the annotation had before.
    """

    changed = Signal()

    def __init__(self, hub: Hub, owner: QWidget) -> None:
        super().__init__(owner)
        self._hub = hub
        self._list = DropList(tr("Typed before"), owner)
        self._subject: Subject | None = None
        self._known: dict[str, KnownValues] = {}
        self._stale: set[str] = set()
        """Labels whose values have changed since they were counted."""
        self._words_of = ""
        """The annotation whose words were looked up."""
        self._of_words: Sequence[dict[str, AttributeValue]] = ()
        self._typing: TypedEditor | None = None
        """The field in which one types something that was not known yet."""
        self._job: Job[_Found] | None = None
        self._unread = False
        """Whether the file could not be read just now."""
        self._waiting: Callable[[], None] | None = None
        self._soon = Soon(self._read, self, _AFTER)
        hub.opened.connect(self._forget)
        hub.changed.connect(self._on_changed)

    def set_subject(self, subject: Subject | None) -> None:
        """Say what is typed about; what is known of it is read in a moment."""
        self._subject = subject
        if self._needs():
            self._soon.start()
        else:
            self._soon.stop()

    def note(self, change: Change) -> None:
        """Remember what has just been typed: it is offered at once."""
        if self._subject is not None and len(self._subject.labels) == 1:
            known = self._known.get(self._subject.labels[0])
            for key, value in change.attributes.items() if known is not None else ():
                known.add(key, value)  # type: ignore[union-attr]

    def last_time(self) -> dict[str, AttributeValue]:
        """Give the values that the words had last and the annotation has not; {} if none."""
        subject = self._subject
        if subject is None or subject.several or self._words_of != subject.first.id:
            return {}
        held = subject.first.attributes
        fitting = {one.key for one in subject.attributes}
        for values in self._of_words:
            # What says otherwise than what stands there already means something else.
            if all(held[key] == value for key, value in values.items() if key in held):
                missing = {
                    key: value
                    for key, value in values.items()
                    if key not in held and key in fitting
                }
                if missing:
                    return missing
        return {}

    def when_known(self, then: Callable[[], None]) -> None:
        """Call a function as soon as it is known what the words had before."""
        subject = self._subject
        if subject is None or subject.several:
            return
        if self._words_of == subject.first.id:
            then()
        else:
            self._waiting = then
            self._soon.stop()
            self._read()

    # What editors ask

    def show_for(self, editor: Editor, text: str) -> None:
        """Offer what fits what stands in the field."""
        self._open(editor, text, asked=False)

    def pressed(self, editor: Editor, event: QKeyEvent) -> bool:
        """Open the list by Down; let it have its keys."""
        if self._list.pressed(event):
            return True
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Down and plain and self._is_one_line(editor):
            self._open(editor, "", asked=True)
            return self._list.is_open
        return False

    def close(self) -> None:
        """Put the list away."""
        self._typing = None
        self._list.close()

    def _open(self, editor: Editor, text: str, *, asked: bool) -> None:
        subject = self._subject
        offered = isinstance(editor, TypedEditor) and editor.attribute.kind in _OFFERED
        if subject is None or len(subject.labels) != 1 or not offered:
            self.close()
            return
        assert isinstance(editor, TypedEditor)
        known = self._known.get(subject.labels[0])
        if known is None or not (text.strip() or asked):
            self.close()
            self._typing = editor if known is None else None
            return
        here = [held[editor.key] for held in self._of_words if editor.key in held]
        if subject.several or self._words_of != subject.first.id:
            here = []
        rows = []
        for one in known.matching(editor.key, text, here=here, limit=_ROWS):
            words = editor.written(one.value)
            if not words or words == text:
                continue
            aside = tr("these words") if one.here else f"{one.uses:,} ×"
            run = _taking(editor, one.value)
            rows.append(Match(Command(" ".join(words.split()), run, aside=aside), (), aside))
        self._list.open(editor.field, rows)

    def _is_one_line(self, editor: Editor) -> bool:
        """Tell whether Down has nowhere to go in the field itself."""
        return isinstance(editor, TypedEditor) and "\n" not in editor.field.text()

    # Reading

    def _needs(self) -> bool:
        """Tell whether there is something to read: what a label's annotations or the words had."""
        subject = self._subject
        if subject is None or subject.locked or len(subject.labels) != 1:
            return False
        if not self._counted(subject.labels[0]):
            return True
        return not subject.several and self._words_of != subject.first.id

    def _counted(self, label: str) -> bool:
        return label in self._known and label not in self._stale

    def _read(self) -> None:
        subject, project = self._subject, self._hub.project
        if subject is None or project is None or self._job is not None or not self._needs():
            return
        label = subject.labels[0]
        # Several have different words.
        annotation = "" if subject.several else subject.first.id
        counted = self._counted(label)
        apart = Apart.of(project)
        self._stale.discard(label)
        job = reading_job(
            self._hub, lambda _: _look_up(apart, label, annotation, counted=counted), self
        )
        job.succeeded.connect(self._on_read)
        job.failed.connect(lambda _: self._on_failed(label))
        job.finished.connect(self._on_finished)
        self._job = job
        job.start()

    def _on_read(self, found: _Found) -> None:
        if found.known is not None:
            self._known[found.label] = found.known
        if found.annotation:
            self._words_of, self._of_words = found.annotation, found.of_words
            self.changed.emit()
        typing, self._typing = self._typing, None
        if typing is not None and typing.stop().hasFocus() and typing.is_dirty():
            self._open(typing, typing.field.text(), asked=False)
        subject = self._subject
        if self._waiting is not None and subject is not None:
            waiting, self._waiting = self._waiting, None
            if subject.first.id == found.annotation:
                waiting()

    def _on_failed(self, label: str) -> None:
        """Offer what is known; nothing is read again before another selection or a change."""
        self._unread = True
        self._stale.add(label)
        self._waiting = None

    def _on_finished(self) -> None:
        self._job = None
        unread, self._unread = self._unread, False
        if self._needs() and not unread:
            self._soon.start()

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.touches("annotation") or changes.touches("scheme"):
            self._stale.update(self._known)
            # What was asked of these words may have another answer now, too.
            if changes.outside or changes.act != "do":
                self._words_of = ""

    def _forget(self) -> None:
        self._known, self._words_of, self._of_words = {}, "", ()
        self._stale.clear()
        self._waiting = None
        self.set_subject(None)


def _taking(editor: TypedEditor, value: AttributeValue) -> Callable[[], None]:
    return lambda: editor.take_value(value)


def _look_up(apart: Apart, label: str, annotation: str, *, counted: bool) -> _Found:
    """Read what was typed before; runs in a job."""
    from annotator.problems import UnknownNameError  # noqa: PLC0415

    with apart.reading() as project:
        known = None if counted else project.values.known(label)
        try:
            of_words = project.values.of_words(annotation) if annotation else []
        except UnknownNameError:
            of_words = []
        return _Found(label, known, annotation, of_words)
