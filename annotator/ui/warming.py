"""What the first tag, form, import and page need: loaded while nobody waits."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.ui.soon import Soon

if TYPE_CHECKING:
    from annotator.ui.window import Window

_MODULES = (
    "annotator.app.logs",
    "pydantic",
    "pydantic.main",
    "pydantic.fields",
    "annotator.model.base",
    "annotator.model.attributes",
    "annotator.model.scheme",
    "annotator.ui.panels.form.reading",
    "annotator.ui.panels.form.editors.figure",
    "annotator.ui.panels.form.editors.making",
    "annotator.ui.panels.form.body",
    "annotator.ui.panels.form.offers",
    "html",
    "annotator.ui.editor.review_view",
    "annotator.ui.pages.review",
    "annotator.app.asking",
    "annotator.app.inconsistencies",
    "annotator.app.searching",
    "annotator.ui.pages.concordance",
    "annotator.app.counting",
    "annotator.ui.pages.overview",
    "annotator.ui.dialogs.preferences.sheet",
    "annotator.app.details",
    "annotator.ui.dialogs.details.sheet",
)
"""In this order each takes no more than 20 ms; pydantic at once takes 70."""


class WarmUp(QObject):
    """Takes a step in each turn of the event loop, so that a key is never kept waiting for all."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._steps = _steps(window)
        self._turn = Soon(self._take, self)
        self._turn.start()

    def finish(self) -> None:
        """Take all the steps that are left at once."""
        self._turn.stop()
        for step in self._steps:
            step()

    def _take(self) -> None:
        step = next(self._steps, None)
        if step is None:
            self.deleteLater()
        else:
            step()
            self._turn.start()


def _steps(window: Window) -> Iterator[Callable[[], object]]:
    for name in _MODULES:
        yield partial(import_module, name)
    yield partial(_begin_log, window)
    yield lambda: window.hub.run(lambda project: project.scheme)
    yield window.tagging.form.prepare
    yield lambda: window.verbs.tags.label_menu
    yield _compile_words
    yield _compile_zones
    yield partial(_collect_from_now_on, window)


def _begin_log(window: Window) -> None:
    from annotator.app.logs import start_log  # noqa: PLC0415 - not before the article is there
    from annotator.ui.pages.logo import window_icon  # noqa: PLC0415 - as above

    start_log()
    window.frame.setWindowIcon(window_icon())


def _compile_words() -> None:
    from annotator.text.words import words  # noqa: PLC0415 - as above

    words("word")


def _compile_zones() -> None:
    from annotator.text.zones import find_zones  # noqa: PLC0415 - as above

    find_zones("A headline\n\nBy somebody\n\nA sentence.")


def _collect_from_now_on(window: Window) -> None:
    from annotator.ui.collecting import Collector  # noqa: PLC0415 - as above

    gc.freeze()
    Collector(window)
