"""What the change does: to annotations, to eyes that see fewer colours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import product
from typing import NamedTuple

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.app.scheming.differing import SchemeChange
from annotator.app.scheming.sight import ALIKE, Pair, farthest, nearest
from annotator.app.scheming.weighing import Weight
from annotator.model.scheme import COLOURS, Label, Scheme
from annotator.ui.i18n import tr
from annotator.ui.look import (
    STRONG,
    load_theme,
    look,
    metrics,
    paint_box,
    paint_icon,
    reading_painter,
)
from annotator.ui.widgets.keeping_focus import keeping_focus, without_numbers
from annotator.ui.widgets.push_button import PushButton
from annotator.ui.widgets.tab_order import tab_through_inside
from annotator.ui.widgets.text import Text

_MOST = 8
"""Changes that are listed by themselves."""
_ICONS = {"ok": ("check", "ok"), "note": ("info", "muted"), "look": ("warning", "warn")}
_EYES = {
    "usual": "to everybody",
    "protan": "to who sees no red (red and green are less to one man in twelve)",
    "deutan": "to who sees no green (red and green are less to one man in twelve)",
    "tritan": "to who sees no blue (very few people)",
}


class EffectLine(NamedTuple):
    """A line of the card: how serious, what it says, and what its link does."""

    level: str
    text: str
    link: str = ""
    act: Callable[[], object] | None = None


class EffectsCard(QWidget):
    """Lists what is different, and what that does.

    Signals:
        touched_wanted(touch): list the annotations of an effect.
        colour_wanted(label, colour): give a label another colour.
        changes_wanted(at): show all that is different, beginning with the change of that number.
    """

    touched_wanted = Signal(object)
    colour_wanted = Signal(str, str)
    changes_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("What this change does"))
        self.title = Text(tr("What this change does"), px=metrics.TEXT_SMALL, weight=STRONG)
        self.lines: list[EffectLine] = []
        self._shown: list[_Line] = []
        self._body = QWidget()
        self._rows = QVBoxLayout(self._body)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(metrics.SPACE)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self._body)

    def show_effects(
        self,
        changes: Sequence[SchemeChange],
        weight: Weight | None,
        scheme: Scheme,
        *,
        dirty: bool,
    ) -> None:
        """Show what is different; ``weight`` is None while it is being counted."""
        lines = [self._change(at, change) for at, change in enumerate(changes[:_MOST])]
        if len(changes) > _MOST:
            words = tr("… and {n} more.", n=len(changes) - _MOST)
            show = partial(self.changes_wanted.emit, _MOST)
            lines.append(EffectLine("note", words, tr("Show all"), show))
        if dirty and weight is None:
            lines.append(EffectLine("note", tr("Counting what it touches …")))
        elif dirty and weight is not None:
            lines = [*self._weighed(weight), *lines]
        lines += self._sight(scheme)
        if not dirty:
            lines.insert(0, EffectLine("ok", tr("Nothing is different from what is saved.")))
        same = [one[:3] for one in lines] == [one[:3] for one in self.lines]
        self.lines = lines
        if not same:
            self._show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        painter = reading_painter(self)
        theme = look()
        rect = QRectF(self.rect())
        paint_box(painter, rect, metrics.RADIUS_LABEL, fill=theme.base, border=theme.line)
        painter.end()

    def _change(self, at: int, change: SchemeChange) -> EffectLine:
        if not change.was and not change.now:
            return EffectLine("note", change.text)
        show = partial(self.changes_wanted.emit, at)
        return EffectLine("note", change.text, tr("Show the words"), show)

    def _weighed(self, weight: Weight) -> list[EffectLine]:
        lines = []
        if weight.kept == 1:
            lines.append(EffectLine("ok", tr("One annotation keeps what it says.")))
        elif weight.kept or not weight.annotations:
            words = (
                tr("{n} annotations keep what they say.", n=f"{weight.kept:,}")
                if weight.annotations
                else tr("Nothing is tagged yet.")
            )
            lines.append(EffectLine("ok", words))
        new = [one for one in weight.effects if one.touch.effect == "new"]
        several = {
            one.touch.label
            for one in new
            if sum(it.touch.label == one.touch.label for it in new) > 1
        }
        for one in weight.effects:
            if one.touch.effect == "new" and one.touch.label in several:
                continue
            words = one.text[:1].upper() + one.text[1:]
            show = partial(self.touched_wanted.emit, one.touch)
            lines.append(EffectLine(one.level, f"{words}.", tr("Show them"), show))
        for label in sorted(several):
            fields = [one for one in new if one.touch.label == label]
            words = tr("{n} new fields are still empty in what is tagged.", n=len(fields))
            show = partial(self.touched_wanted.emit, fields[0].touch)
            lines.append(EffectLine("look", words, tr("Show them"), show))
        if weight.relations:
            lines.append(
                EffectLine(
                    "look",
                    tr(
                        "{n} links tie labels that they may not tie any more.",
                        n=f"{weight.relations:,}",
                    ),
                )
            )
        return lines

    def _sight(self, scheme: Scheme) -> list[EffectLine]:
        """Say whether the colours stay apart, in both themes; suggest another if not."""
        pair, theme_name = nearest_pair(scheme)
        if pair is None:
            return []
        if pair.distance >= ALIKE:
            return [EffectLine("ok", tr("Colours stay apart for colour-blind eyes."))]
        names = {one.key: one.name for one in scheme.labels}
        patterns = {one.key: one.pattern for one in scheme.labels}
        words = tr(
            "“{one}” and “{other}” look alike {eyes}.",
            one=names[pair.one],
            other=names[pair.other],
            eyes=tr(_EYES[pair.sight]),
        )
        if theme_name == "dark":
            words = tr("{words} So it is in the dark theme.", words=words)
        if patterns[pair.one] != patterns[pair.other]:
            words = tr("{words} Their lines differ.", words=words)
        free = free_colour(scheme)
        if free is None:
            return [EffectLine("look", words)]
        link = tr("Take {colour} for “{label}”", colour=free, label=names[pair.other])
        return [EffectLine("look", words, link, lambda: self.colour_wanted.emit(pair.other, free))]

    def _show(self) -> None:
        """Show the lines; those that say what one said before stay, and the keyboard at them."""
        before = list(self._shown)
        rows = []
        for line in self.lines:
            same = next((one for one in before if one.is_about(line)), None)
            if same is None:
                rows.append(_Line(line))
            else:
                before.remove(same)
                same.show_line(line)
                rows.append(same)
        with keeping_focus(self._body):
            for at, row in enumerate(rows):
                self._rows.insertWidget(at, row)
                # A layout would do so in the next turn; Tab may be the next key.
                row.show()
            self._shown = rows
            tab_through_inside(self._body, rows)
            for row in before:
                self._rows.removeWidget(row)
                row.hide()
                row.deleteLater()


class _Line(QWidget):
    """One line with its icon, and a link below."""

    def __init__(self, line: EffectLine) -> None:
        super().__init__()
        self._line = line
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics.SPACE)
        self._sign = _Sign()
        side = QVBoxLayout()
        side.addWidget(self._sign)
        side.addStretch(1)
        row.addLayout(side)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._words = Text(px=metrics.TEXT_SMALL, lines=5)
        words.addWidget(self._words)
        self.link: PushButton | None = None
        if line.link:
            self.link = PushButton(line.link, "link")
            self.link.clicked.connect(lambda _=False: self._act())
            below = QHBoxLayout()
            below.addWidget(self.link)
            below.addStretch(1)
            words.addLayout(below)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.show_line(line)

    def is_about(self, line: EffectLine) -> bool:
        """Tell whether a line says the same as this one, but for the numbers in it."""
        return (line.link, without_numbers(line.text)) == (
            self._line.link,
            without_numbers(self._line.text),
        )

    def show_line(self, line: EffectLine) -> None:
        """Show a line that this one is about."""
        self._line = line
        self._sign.show_level(line.level)
        self._words.setText(line.text)
        if self.link is not None:
            self.link.setAccessibleName(f"{line.link}: {line.text}")

    def _act(self) -> None:
        if self._line.act is not None:
            self._line.act()


class _Sign(QWidget):
    """How serious a line is."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._role = _ICONS["note"]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(metrics.ICON, metrics.ICON)

    def show_level(self, level: str) -> None:
        """Show how serious a line is."""
        self._icon, self._role = _ICONS[level]
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon."""
        painter = reading_painter(self)
        place = QRectF(1, 1, metrics.ICON_SMALL, metrics.ICON_SMALL)
        paint_icon(painter, self._icon, place, look().colour(self._role))
        painter.end()


def nearest_pair(scheme: Scheme) -> tuple[Pair | None, str]:
    """Find the two labels in use that look most alike, and the theme in which they do.

    Labels whose lines are alike as well come first, if their colours are taken for one: others are
    told apart by the line.
    """
    shown = [one for one in scheme.labels if not one.retired]
    by_line: dict[str, list[Label]] = {}
    for one in shown:
        by_line.setdefault(one.pattern, []).append(one)
    same_line = _nearest(by_line.values())
    pair = same_line[0]
    return same_line if pair is not None and pair.distance < ALIKE else _nearest([shown])


def _nearest(groups: Iterable[Sequence[Label]]) -> tuple[Pair | None, str]:
    """Find the nearest two that stand in one group, and the theme in which they do."""
    found: tuple[Pair | None, str] = (None, "")
    for labels, name in product(groups, ("light", "dark")):
        theme = load_theme(name)
        pair = nearest({one.key: theme.label(one.colour).line.name() for one in labels})
        if pair is not None and (found[0] is None or pair.distance < found[0].distance):
            found = (pair, name)
    return found


def free_colour(scheme: Scheme) -> str | None:
    """Suggest the colour that no label in use has and that is farthest from all they have."""
    theme = load_theme("light")
    used = {one.colour for one in scheme.labels if not one.retired}
    return farthest(
        {name: theme.label(name).line.name() for name in COLOURS if name not in used},
        {name: theme.label(name).line.name() for name in used},
    )
