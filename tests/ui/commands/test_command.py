"""Finding commands by what is typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.commands.command import Command, Match, matching
from tests.nasty import CANONICAL, texts


def _command(text: str, *, always: bool = False) -> Command:
    return Command(text, print, always=always)


def _texts(matches: list[Match]) -> list[str]:
    return [match.command.text for match in matches]


def _letters(match: Match) -> list[str]:
    return [match.command.text[start:end] for start, end in match.letters]


COMMANDS = [_command(text) for text in ("Open a project", "Open the sample", "Reopen", "Export")]


def test_without_words_everything_fits_in_its_order() -> None:
    assert _texts(matching(COMMANDS, "  ")) == [command.text for command in COMMANDS]


def test_every_word_must_occur() -> None:
    assert _texts(matching(COMMANDS, "open sam")) == ["Open the sample"]
    assert matching(COMMANDS, "open nothing") == []


def test_case_does_not_matter() -> None:
    assert _texts(matching(COMMANDS, "EXPORT")) == ["Export"]


def test_the_beginning_of_a_word_stands_before_its_inside() -> None:
    assert _texts(matching([_command("Reopen"), _command("Open")], "open")) == ["Open", "Reopen"]


def test_the_letters_that_fit_are_told() -> None:
    (match,) = matching([_command("Reopen or open")], "open re")
    assert match.letters == ((0, 2), (10, 14))


def test_letters_are_those_of_the_text_though_folding_makes_it_longer() -> None:
    (match,) = matching([_command("Großstraße ßß Maß")], "maß")
    assert _letters(match) == ["Maß"]
    (match,) = matching([_command("ßßßß x")], "x")
    assert _letters(match) == ["x"]
    (match,) = matching([_command("Die Straße")], "strasse")
    assert _letters(match) == ["Straße"]


def test_what_always_shows_stands_last() -> None:
    found = matching([_command("Copy", always=True), *COMMANDS], "reopen")
    assert _texts(found) == ["Reopen", "Copy"]
    assert found[-1].letters == ()


def test_what_was_found_elsewhere_is_marked_where_it_was_found() -> None:
    hit = Command("near Курск, and Kursk", print, always=True, letters=((5, 10),))
    for query in ("kursk", "kurs", "zzz"):
        (match,) = matching([hit], query)
        assert _letters(match) == ["Курск"]


@given(text=st.one_of(texts(), st.sampled_from(list(CANONICAL.values()))), data=st.data())
def test_any_stretch_of_a_text_finds_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    query = text[start : data.draw(st.integers(start, len(text)))]
    (match,) = matching([_command(text)], query)
    assert all(0 <= start < end <= len(text) for start, end in match.letters)
    assert len(match.letters) == len(query.casefold().split())
    assert list(match.letters) == sorted(match.letters)
    folded = {part.casefold() for part in _letters(match)}
    for word in query.casefold().split():
        assert any(word in part for part in folded)
