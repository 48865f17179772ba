"""All actions of the window, as a table: what each is called, by which keys, where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from annotator.ui.commands.command import Command
from annotator.ui.commands.key_table import Bound, Changed, KeyTable, caps
from annotator.ui.i18n import tr
from annotator.ui.widgets import key_cap


class ActionSpec(NamedTuple):
    """One action.

    Attributes:
        name: how code calls it: the name of a method of one of ``ui.verbs``.
        text: how people call it.
        keys: the keys that do it anywhere in the window (Qt's names).
        group: the head it stands under in menus and in the palette.
        icon: the icon before it.
        needs: what must be there: "" nothing, "project", "article", "annotation", "undo", "redo",
            "tagging" and "review" (the page), "edge" (an annotation of one's own), "unit", "settle"
            and "settled" (on that page).
        hint: keys that only the text view takes, shown as they are.
    """

    name: str
    text: str
    keys: tuple[str, ...] = ()
    group: str = "Project"
    icon: str = ""
    needs: str = ""
    hint: str = ""


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("new_project", "New project…", ("Ctrl+N",), "Project", "plus"),
    ActionSpec("open_project", "Open a project…", ("Ctrl+Shift+O",), "Project", "folder"),
    ActionSpec("open_sample", "Open the sample", (), "Project", "book"),
    ActionSpec("import_files", "Add articles…", ("Ctrl+O",), "Project", "file", "project"),
    ActionSpec("import_folder", "Add a folder…", (), "Project", "folder", "project"),
    ActionSpec("import_report", "What the last import took in…", (), "Project", "info", "project"),
    ActionSpec("paste_article", "Paste as an article", ("Ctrl+Shift+V",), "Project", "copy",
               "project"),
    ActionSpec("export", "Export…", ("Ctrl+E", "Ctrl+3"), "Project", "export", "project"),
    ActionSpec("begin_with_bundle", "Begin with a teammate's bundle…", (), "Project", "download"),
    ActionSpec("send", "Send to a teammate…", (), "Project", "export", "project"),
    ActionSpec("merge", "Merge a teammate's file…", ("Ctrl+M",), "Project", "merge", "project"),
    ActionSpec("conflicts", "Settle conflicts…", (), "Project", "merge", "project"),
    ActionSpec("print_article", "Print the article…", ("Ctrl+P",), "Project", "file", "article"),
    ActionSpec("back_up", "Back up to a file…", (), "Project", "shield", "project"),
    ActionSpec("check", "Check the project", (), "Project", "check", "project"),
    ActionSpec("close_project", "Close the project", ("Ctrl+W",), "Project", "x", "project"),
    ActionSpec("quit", "Quit", ("Ctrl+Q",), "Project", ""),
    ActionSpec("undo", "Undo", ("Ctrl+Z",), "Edit", "undo", "undo"),
    ActionSpec("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Edit", "redo", "redo"),
    ActionSpec("history", "History", ("Ctrl+H",), "Edit", "clock", "project"),
    ActionSpec("copy", "Copy", ("Ctrl+C",), "Edit", "copy", "article"),
    ActionSpec("find", "Find in the text", ("Ctrl+F",), "Edit", "find", "article"),
    ActionSpec("find_next", "Next hit", ("F3", "Ctrl+G"), "Edit", "down", "article"),
    ActionSpec("find_previous", "Hit before", ("Shift+F3",), "Edit", "up", "article"),
    ActionSpec("remove", "Remove the annotation", (), "Annotation", "trash", "annotation", "Del"),
    ActionSpec("open_form", "Go to its form", (), "Annotation", "pencil", "annotation", "Enter"),
    ActionSpec("repeat_values", "Give it the values its words had before", ("Ctrl+D",),
               "Annotation", "undo", "annotation"),
    ActionSpec("toggle_sure", "Sure or unsure", ("Ctrl+U",), "Annotation", "question",
               "annotation"),
    ActionSpec("discuss", "Mark to discuss…", ("D",), "Annotation", "note", "annotation"),
    ActionSpec("next_annotation", "Next annotation", (), "Annotation", "down", "tagging", "Tab"),
    ActionSpec("previous_annotation", "Annotation before", (), "Annotation", "up", "tagging",
               "Shift Tab"),
    ActionSpec("walk_outward", "Walk outward through annotations upon each other", (),
               "Annotation", "layers", "tagging", "O"),
    ActionSpec("walk_inward", "Walk inward through annotations upon each other", (),
               "Annotation", "layers", "tagging", "Shift O"),
    ActionSpec("tag_word", "Tag the word at the caret, or choose a label…", (), "Annotation",
               "tag", "tagging", "Space"),
    ActionSpec("left_outward", "Move its left edge outward", (), "Annotation", "left", "edge", "["),
    ActionSpec("left_inward", "Move its left edge inward", (), "Annotation", "right", "edge", "]"),
    ActionSpec("right_outward", "Move its right edge outward", (), "Annotation", "right", "edge",
               "}"),
    ActionSpec("right_inward", "Move its right edge inward", (), "Annotation", "left", "edge",
               "{"),
    ActionSpec("add_words", "Add words as a fragment", (), "Annotation", "plus", "tagging",
               "Ctrl Space"),
    ActionSpec("take_out", "Take the fragment at the caret out", ("Ctrl+Del",), "Annotation",
               "minus", "tagging"),
    ActionSpec("split", "Split at the caret…", ("/",), "Annotation", "differs", "tagging"),
    ActionSpec("join", "Join with the next, or what is selected", ("Ctrl+J",), "Annotation",
               "merge", "annotation"),
    ActionSpec("select_all", "Select all annotations of the list", ("Ctrl+Shift+A",),
               "Annotation", "layers", "tagging"),
    ActionSpec("tag_all", "Tag every place of these words…", (".",), "Annotation", "layers",
               "words"),
    ActionSpec("link", "Link to another annotation…", ("L",), "Annotation", "link", "link"),
    ActionSpec("next_link", "Next link of the annotation", ("Shift+L",), "Annotation", "link",
               "annotation"),
    ActionSpec("show_filter", "Choose what is shown…", ("F",), "View", "filter", "tagging"),
    ActionSpec("toggle_stripes", "Show or fold the stripes beside the text", ("Shift+F9",), "View",
               "lanes", "article"),
    ActionSpec("clear_filter", "Show all annotations", ("Shift+F",), "View", "eye", "tagging"),
    ActionSpec("annotation_history", "What has been done to it…", (), "Annotation", "clock",
               "annotation"),
    ActionSpec("next_open", "Next open difference", ("N",), "Review", "down", "review"),
    ActionSpec("previous_open", "Open difference before", ("P",), "Review", "up", "review"),
    ActionSpec("accept_proposal", "Accept the proposal", ("A",), "Review", "check", "settle"),
    ActionSpec("take_first", "Take the first version", (), "Review", "check", "settle", "1"),
    ActionSpec("take_second", "Take the second version", (), "Review", "check", "settle", "2"),
    ActionSpec("take_third", "Take the third version", (), "Review", "check", "settle", "3"),
    ActionSpec("edit_proposal", "Edit the proposal", ("E",), "Review", "pencil", "settle"),
    ActionSpec("edit_values", "Values of the proposal", ("V",), "Review", "pencil", "draft"),
    ActionSpec("reject_unit", "Reject: nothing belongs there…", ("X",), "Review", "x", "settle"),
    ActionSpec("unsure_unit", "Leave it open as unsure", ("U",), "Review", "question", "settle"),
    ActionSpec("reopen_unit", "Open what was settled", ("O",), "Review", "undo", "settled"),
    ActionSpec("good_example", "Make it an example of its label", ("+",), "Annotation", "plus",
               "example"),
    ActionSpec("bad_example", "Make it an example of what to leave", ("-",), "Annotation", "minus",
               "example"),
    ActionSpec("comment_unit", "Comment on the difference", ("C",), "Review", "note", "review"),
    ActionSpec("comment_article", "Comment on the article", (), "Review", "note", "review"),
    ActionSpec("take_agreed", "Take all agreed", ("Shift+A",), "Review", "review", "review"),
    ActionSpec("take_agreed_everywhere", "Take all agreed in all articles…", (), "Review",
               "review", "project"),
    ActionSpec("toggle_names", "Hide or show names", ("H",), "Review", "eye", "review"),
    ActionSpec("side_by_side", "A pane for each person", ("S",), "Review", "side", "review"),
    ActionSpec("scheme", "Scheme", ("Ctrl+7",), "Scheme", "label", "project"),
    ActionSpec("add_label", "Add a label…", (), "Scheme", "plus", "project"),
    ActionSpec("save_scheme", "Save a version of the scheme", ("Ctrl+S",), "Scheme", "check",
               "scheme"),
    ActionSpec("scheme_versions", "Versions of the scheme…", (), "Scheme", "clock", "project"),
    ActionSpec("import_scheme", "Take over a scheme from a file…", (), "Scheme", "download",
               "project"),
    ActionSpec("export_scheme", "Write the scheme to a file…", (), "Scheme", "export", "project"),
    ActionSpec("mark_done", "Mark the article done", ("Ctrl+Return",), "Article", "check",
               "article"),
    ActionSpec("mark_look", "Mark it for a second look", ("Ctrl+Shift+Return",), "Article",
               "warning", "article"),
    ActionSpec("mark_open", "Mark it as still open", (), "Article", "minus", "article"),
    ActionSpec("details", "Details…", ("F2",), "Article", "info", "project"),
    ActionSpec("note", "Note on the article…", (), "Article", "note", "article"),
    ActionSpec("flag", "Flag…", ("Ctrl+B",), "Article", "flag", "project"),
    ActionSpec("zones", "Zones…", (), "Article", "layers", "article"),
    ActionSpec("zone_here", "What this paragraph is: headline, caption, body…", ("Z",), "Article",
               "layers", "tagging"),
    ActionSpec("copies", "Copies of the article…", (), "Article", "copy", "article"),
    ActionSpec("near_duplicates", "Find near duplicates", (), "Article", "copy", "project"),
    ActionSpec("compare_versions", "Compare with another version…", (), "Article", "differs",
               "article"),
    ActionSpec("add_version", "Add a newer version…", (), "Article", "plus", "article"),
    ActionSpec("retire", "Retire…", (), "Article", "ban", "project"),
    ActionSpec("bring_back", "Bring retired articles back", (), "Article", "undo", "project"),
    ActionSpec("filter_articles", "Filter the articles", ("Ctrl+L",), "Article", "filter",
               "tagging"),
    ActionSpec("next_article", "Next article", ("Alt+Down",), "Article", "down", "project"),
    ActionSpec("previous_article", "Article before", ("Alt+Up",), "Article", "up", "project"),
    ActionSpec("people", "People…", (), "Team", "users", "project"),
    ActionSpec("assign", "Assign articles…", (), "Team", "layers", "project"),
    ActionSpec("mine", "Show what is assigned to me", (), "Team", "user", "project"),
    ActionSpec("tag_mode", "Tag", ("Ctrl+1",), "View", "tag", "project"),
    ActionSpec("review_mode", "Review", ("Ctrl+2",), "View", "review", "project"),
    ActionSpec("overview", "Overview", ("Ctrl+4",), "View", "chart", "project"),
    ActionSpec("agreement", "Agreement", ("Ctrl+5",), "View", "users", "project"),
    ActionSpec("concordance", "Concordance", ("Ctrl+Shift+F",), "View", "find", "project"),
    ActionSpec("tagged_unlike", "Words tagged unlike", (), "View", "differs", "project"),
    ActionSpec("left_untagged", "Words left untagged", (), "View", "missed", "project"),
    ActionSpec("fold", "Show or hide boilerplate", (), "View", "fold", "article", "B"),
    ActionSpec("fold_list", "Show or fold the article list", ("F9",), "View", "side", "tagging"),
    ActionSpec("fold_panel", "Show or fold the panel", ("F10",), "View", "sider", "project"),
    ActionSpec("reading", "Read with nothing around the text", ("F11",), "View", "expand",
               "article"),
    ActionSpec("new_window", "One more window on the project", ("Ctrl+Shift+N",), "View", "plus",
               "project"),
    ActionSpec("larger", "Larger text", ("Ctrl++", "Ctrl+="), "View", "plus", "project"),
    ActionSpec("smaller", "Smaller text", ("Ctrl+-",), "View", "minus", "project"),
    ActionSpec("usual_size", "Usual text size", ("Ctrl+0",), "View", "letters", "project"),
    ActionSpec("theme_system", "Theme as the system has it", (), "View", "theme-system"),
    ActionSpec("theme_light", "Light theme", (), "View", "sun"),
    ActionSpec("theme_dark", "Dark theme", (), "View", "moon"),
    ActionSpec("theme_light_contrast", "Light theme, strong contrast", (), "View", "contrast"),
    ActionSpec("theme_dark_contrast", "Dark theme, strong contrast", (), "View", "contrast"),
    ActionSpec("next_pane", "Next pane", ("F6",), "View", "right"),
    ActionSpec("previous_pane", "Pane before", ("Shift+F6",), "View", "left"),
    ActionSpec("preferences", "Preferences…", ("Ctrl+,",), "View", "settings"),
    ActionSpec("palette", "Command palette: search or run…", ("Ctrl+K",), "Help", "search"),
    ActionSpec("help", "Help and keys", ("F1",), "Help", "keyboard"),
    ActionSpec("about", "About Annotator", (), "Help", "info"),
)  # fmt: skip


_PAGES = {"tagging": "tag", **dict.fromkeys(("review", "unit", "settle", "settled"), "review")}
"""The only page on which an action can be done, by what it needs."""


def key_table(changed: Changed) -> KeyTable:
    """Give the keys of all actions: the usual ones, but for those that were changed."""
    return KeyTable(
        (
            Bound(
                spec.name,
                tr(spec.text).rstrip("…"),
                tr(spec.group),
                spec.keys,
                _PAGES.get(spec.needs, ""),
            )
            for spec in ACTIONS
            if not spec.hint
        ),
        changed,
    )


class Actions:
    """The actions of one window, made from the table.

    Args:
        window: the keys work anywhere in it.
        verbs: objects with a method of each action's name.
        why_not: gives for what an action needs the reason why it is not there, or “”.
        keys: which keys each has.
    """

    def __init__(
        self,
        window: QWidget,
        verbs: Sequence[object],
        why_not: Callable[[str], str],
        keys: KeyTable,
    ) -> None:
        self._why_not = why_not
        self._actions: dict[str, QAction] = {}
        for spec in ACTIONS:
            action = QAction(tr(spec.text), window)
            action.setProperty("icon_name", spec.icon)
            if spec.hint:
                action.setProperty("keys", spec.hint)
            method = _method(verbs, spec.name)
            action.triggered.connect(lambda _=False, run=method: run())
            window.addAction(action)
            self._actions[spec.name] = action
        self.use_keys(keys)

    def use_keys(self, keys: KeyTable) -> None:
        """Have the actions done by other keys; caps all over the window show these."""
        shown: dict[str, str] = {}
        for spec in ACTIONS:
            if spec.hint:
                continue
            now = keys.of(spec.name)
            self._actions[spec.name].setShortcuts([QKeySequence(one) for one in now])
            if spec.keys and not keys.is_usual(spec.name):
                shown[caps(spec.keys[0])] = caps(now[0]) if now else ""
        key_cap.show_instead(shown)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def why_not(self, needs: str) -> str:
        """Say why what an action needs is not there; “” if it is."""
        return self._why_not(needs)

    def refresh(self) -> None:
        """Enable what can be done now."""
        for spec in ACTIONS:
            self._actions[spec.name].setEnabled(not self._why_not(spec.needs))

    def in_group(self, group: str) -> Iterator[QAction]:
        """Give the actions under a head."""
        return (self._actions[spec.name] for spec in ACTIONS if spec.group == group)

    def commands(self) -> list[Command]:
        """Give all actions for the palette; what cannot be done now says why."""
        return [
            Command(
                text=self._actions[spec.name].text().rstrip("…"),
                run=self._actions[spec.name].trigger,
                icon=spec.icon or "right",
                keys=spec.hint or _caps(self._actions[spec.name]),
                group=tr(spec.group),
                section=tr("Actions"),
                reason=self._why_not(spec.needs),
            )
            for spec in ACTIONS
            if spec.name != "palette"
        ]


def _method(verbs: Sequence[object], name: str) -> Callable[[], object]:
    for owner in verbs:
        method: Callable[[], object] | None = getattr(owner, name, None)
        if method is not None:
            return method
    raise LookupError(f"nothing does {name}")


def _caps(action: QAction) -> str:
    """Write an action's first keys as caps: ``Ctrl Shift O``."""
    return caps(action.shortcut().toString(QKeySequence.SequenceFormat.PortableText))
