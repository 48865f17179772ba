"""The themes hold the same roles and can be read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from PySide6.QtGui import QColor

from annotator.problems import UserProblem
from annotator.resources import resource
from annotator.ui.look import Theme, load_theme
from annotator.ui.look import theme as theme_module
from annotator.ui.look.contrast import contrast, over
from annotator.ui.look.theme import read_theme
from annotator.ui.widgets.push_button import ON_FILL

NAMES = ("light", "dark", "light-contrast", "dark-contrast")
GROUNDS = ("win", "base", "raised", "field", "zone", "hover", "pressed")


def _shape(value: Any) -> Any:
    """Return the names of a theme file without its values."""
    if isinstance(value, dict):
        return {key: _shape(inner) for key, inner in value.items()}
    return [entry[0] for entry in value] if isinstance(value, list) and value[0][0] != "#" else None


def test_all_themes_hold_the_same_roles() -> None:
    files = {path.stem: orjson.loads(path.read_bytes()) for path in resource("themes").iterdir()}
    assert set(files) == set(NAMES)
    for name, content in files.items():
        assert _shape(content) == _shape(files["light"])
        assert content["dark"] == name.startswith("dark")


@pytest.mark.parametrize("name", NAMES)
def test_every_role_is_a_colour(name: str) -> None:
    theme = load_theme(name)
    colours = [value for value in theme if isinstance(value, QColor)]
    assert len(colours) == 30
    assert all(colour.isValid() and colour.alpha() == 255 for colour in colours)
    alphas = (theme.wash, theme.row, theme.wash_hover, theme.wash_selected, theme.accent_row)
    assert all(0 < alpha < 256 for alpha in (*alphas, theme.shadow, theme.scrim))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_words_can_be_read_on_every_ground(name: str, ground: str) -> None:
    theme = load_theme(name)
    assert contrast(theme.text, theme.colour(ground)) >= 10
    assert contrast(theme.muted, theme.colour(ground)) >= 4.5


@pytest.mark.parametrize("name", NAMES[2:])
@pytest.mark.parametrize("ground", GROUNDS)
def test_strong_contrast_is_strong(name: str, ground: str) -> None:
    """Hold what the guidelines ask at their highest level, and 4.5 for borders."""
    theme = load_theme(name)
    on = theme.colour(ground)
    assert contrast(theme.text, on) >= 12
    for role in ("muted", "ok", "warn", "danger"):
        assert contrast(theme.colour(role), on) >= (7 if ground != "pressed" else 5.5)
    for role in ("line", "line2", "accent"):
        assert contrast(theme.colour(role), theme.base) >= 4.5


@pytest.mark.parametrize("name", NAMES[:2])
def test_the_measured_contrasts_hold(name: str) -> None:
    theme = load_theme(name)
    assert contrast(theme.text, theme.base) == pytest.approx(12.7 if theme.dark else 16.1, abs=0.1)
    assert contrast(theme.muted, theme.base) == pytest.approx(7.0 if theme.dark else 5.8, abs=0.1)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_text_can_be_seen(name: str) -> None:
    theme = load_theme(name)
    for state in (theme.ok, theme.warn, theme.danger):
        assert contrast(state, theme.base) >= 5.2
    for button in (theme.accent, theme.accent_hover, theme.accent_pressed):
        assert contrast(theme.on_accent, button) >= 4.5
    assert contrast(theme.text, theme.selection) >= 7
    # What is not text but has to be seen: focus, the box to tick, stronger lines.
    for ground in (theme.base, theme.win, theme.raised):
        assert contrast(theme.accent, ground) >= 3
        assert contrast(theme.muted, ground) >= 3
    assert contrast(theme.line_strong, theme.base) >= 3
    # The rest of a bar is told from what is done of it.
    for done in (theme.ok, theme.accent, theme.muted, theme.text):
        assert contrast(done, theme.off) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_words_on_the_messages_and_rows_can_be_read(name: str) -> None:
    theme = load_theme(name)
    selected = over(theme.accent, theme.base, theme.accent_row)
    assert contrast(theme.text, selected) >= 7
    assert contrast(theme.muted, selected) >= 4.5
    for state in (theme.accent, theme.warn, theme.danger):
        assert contrast(theme.text, over(state, theme.base, theme.wash)) >= 7
        assert contrast(state, over(state, theme.base, theme.wash)) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_words_on_selected_rows_can_be_read(name: str) -> None:
    """Of the page, of sheets, and of labels, whose colours are many."""
    theme = load_theme(name)
    for ground in (theme.win, theme.base, theme.raised):
        row = over(theme.accent, ground, theme.accent_row)
        assert contrast(theme.text, row) >= 7
        assert contrast(theme.muted, row) >= 4.5
    # Letters that were looked for, in a palette.
    assert contrast(theme.accent, over(theme.accent, theme.raised, theme.accent_row)) >= 4.5
    for label in theme.labels.values():
        row = over(label.line, theme.base, theme.row)
        assert contrast(theme.text, row) >= 7
        assert contrast(theme.muted, row) >= 4.5
        assert contrast(theme.text, over(label.line, theme.base, theme.wash_selected)) >= 4.5
        assert contrast(theme.chip_text, label.chip) >= 4.5


@pytest.mark.parametrize("name", NAMES)
def test_keys_on_a_primary_button_can_be_read(name: str) -> None:
    theme = load_theme(name)
    for fill in (theme.accent, theme.accent_hover, theme.accent_pressed):
        assert contrast(theme.on_accent, over(theme.on_accent, fill, ON_FILL)) >= 4.5


@pytest.mark.parametrize("name", NAMES)
def test_words_on_kinds_of_difference_can_be_read(name: str) -> None:
    theme = load_theme(name)
    assert list(theme.kinds) == ["agreed", "edges", "missed", "value", "label"]
    for kind in theme.kinds.values():
        assert contrast(kind.text, kind.fill) >= 4.5


def test_strong_lines_replace_both_lines() -> None:
    theme = load_theme("light")
    strong = theme.with_strong_lines()
    assert strong.line == strong.line2 == theme.line_strong
    assert strong.text == theme.text


def test_an_unknown_role_is_a_bug(theme: Theme) -> None:
    with pytest.raises(AttributeError):
        theme.colour("mauve")


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder of themes that may be damaged; it is the program's."""
    copied = tmp_path / "themes"
    shutil.copytree(resource("themes"), copied)
    monkeypatch.setattr(theme_module, "resource", tmp_path.joinpath)
    read_theme.cache_clear()
    load_theme.cache_clear()
    yield copied
    read_theme.cache_clear()
    load_theme.cache_clear()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"dark": true, "colours": {}, "alphas": {}, "kinds": [], "labels": []}',
        None,
        "no colour",
    ],
)
def test_another_theme_stands_in_for_a_broken_one(
    damaged: Path, content: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    file = damaged / "dark.json"
    if content is None:
        file.unlink()
    elif content == "no colour":
        file.write_text(file.read_text(encoding="utf-8").replace("#14161A", "#14161"), "utf-8")
    else:
        file.write_text(content, encoding="utf-8")
    assert load_theme("dark").name == "light"
    assert "theme dark cannot be read" in caplog.text
    (damaged / "light.json").unlink()
    read_theme.cache_clear()
    load_theme.cache_clear()
    assert load_theme("dark").name == "light-contrast"
    caplog.clear()


def test_without_any_theme_a_sentence_says_what_to_do(
    damaged: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for file in damaged.iterdir():
        file.unlink()
    with pytest.raises(UserProblem, match="Install it again"):
        load_theme("light")
    caplog.clear()
