"""People at machines of their own: each with a home, a folder, and a window for a while."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject

from annotator import Project
from annotator.ui.dialogs.merge import MergeSheet
from annotator.ui.dialogs.send import SendSheet

from .conftest import Dialogs, Start
from .hand import Hand

_Sheet = TypeVar("_Sheet", bound=QObject)


def revisions_in(path: Path) -> set[str]:
    """Read from the file itself what was ever said: the digest of each revision's line."""
    with closing(sqlite3.connect(path)) as connection:
        return {row[0] for row in connection.execute("SELECT hex(digest) FROM revision")}


class Person:
    """Somebody at a machine of their own; `sit` starts the program there, `leave` ends it."""

    def __init__(
        self, name: str, folder: Path, start: Start, patch: pytest.MonkeyPatch, dialogs: Dialogs
    ) -> None:
        self.name = name
        self.folder = folder / name
        self.path = self.folder / "Ferries.annot"
        self._home = folder / f"home of {name}"
        self._start, self._patch, self._dialogs = start, patch, dialogs
        self._hand: Hand | None = None
        for one in (self.folder, self._home):
            one.mkdir(parents=True, exist_ok=True)
        settings = json.dumps({"annotator": name})
        (self._home / "settings.json").write_text(settings, encoding="utf-8")

    @property
    def hand(self) -> Hand:
        """The hand that works the window one sits at."""
        assert self._hand is not None, f"{self.name} does not sit at a window"
        return self._hand

    @classmethod
    def like(cls, other: Person, machine: str) -> Person:
        """Give the same person at another machine."""
        folder = other.folder.parent / machine
        return cls(other.name, folder, other._start, other._patch, other._dialogs)

    def at_home(self) -> None:
        """Let what follows happen on one's own machine."""
        self._patch.setenv("ANNOTATOR_HOME", str(self._home))

    def sit(self, path: Path | None = None) -> Hand:
        """Start the program, as one does every day: what was open last is open again."""
        self.at_home()
        self._hand = self._start(path)
        return self._hand

    def project(self) -> Project:
        """Open the project by a script on one's own machine."""
        self.at_home()
        return Project.open(self.path, self.name)

    def leave(self) -> None:
        """Close the window."""
        self.hand.close()
        self._hand = None

    def run(self, words: str) -> None:
        """Run what the palette offers first for some words."""
        self.hand.press("Ctrl+K")
        self.hand.type(words)
        self.hand.press("Return")

    def begin_with(self, bundle: Path, *, dropped: bool, refused: bool = False) -> None:
        """Begin a project of one's own with what was sent."""
        hand = self.hand
        assert hand.window.welcome.isVisible()
        if dropped:
            self._dialogs.answer(self.path)
            hand.drop([bundle])
        else:
            self._dialogs.answer(bundle)
            self._dialogs.answer(self.path)
            hand.press("Ctrl+3")
        if refused:
            hand.wait(hand.message)
            return
        hand.wait(lambda: hand.window.hub.project)
        assert hand.path == self.path

    def send(self, name: str, *, everybody: bool = False, new_only: bool = False) -> Path:
        """Write a bundle by the sheet, and give it."""
        hand, out = self.hand, self.folder / name
        self.run("send to")
        sheet = self.sheet(SendSheet)
        assert sheet.popover.isVisible()
        if everybody:
            hand.click(sheet.people.segment(1))
        if new_only:
            hand.click(sheet.since)
        self._dialogs.answer(out)
        hand.click(sheet.answer)
        hand.wait(lambda: hand.message().startswith(name))
        return out

    def look_at(self, file: Path, *, dropped: bool = False) -> MergeSheet:
        """Have it shown what a teammate's file would bring."""
        if dropped:
            self.hand.drop([file])
        else:
            self._dialogs.answer(file)
            self.hand.press("Ctrl+M")
        self.hand.wait(lambda: self.hand.window.frame.findChildren(MergeSheet))
        return self.sheet(MergeSheet)

    def merge(self, file: Path, *, dropped: bool = False) -> int:
        """Merge what a teammate sent; give how many changes it brought."""
        hand = self.hand
        sheet = self.look_at(file, dropped=dropped)
        new = sheet.report.new
        hand.press("Ctrl+Return")
        if new:
            hand.wait(lambda: hand.message().startswith(f"Merged {new:,} changes from "))
        hand.wait(lambda: not hand.window.frame.findChildren(MergeSheet))
        return new

    def merge_quietly(self, file: Path) -> None:
        """Merge by a script what a teammate sent."""
        with self.project() as project:
            project.exchanging.merge([file])

    def sheet(self, kind: type[_Sheet]) -> _Sheet:
        """Give the sheet that is open."""
        self.hand.settle()
        (found,) = self.hand.window.frame.findChildren(kind)
        return found
