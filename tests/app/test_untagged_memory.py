"""What was counted before makes the list of what is left untagged quick, and never wrong."""

from __future__ import annotations

from contextlib import suppress
from random import Random

import pytest

from annotator import Project
from annotator.app import untagged_memory
from annotator.app.left_untagged import left_untagged
from annotator.app.scheming.labels import merge_labels
from annotator.app.untagged_memory import UntaggedMemory
from annotator.model.inconsistency import Subject
from annotator.problems import UserProblem

_TEXTS = (
    "Kyiv and kyiv. May in May, may be 600 of 1,600. “Oil”\n\nMore “oil” in Kyiv Post.",
    "Kyiv Post of May. 600 in KYIV; 東京 and 東京都 🇺🇦.\n\nKyiv, “Oil”, 🇺🇦.",
    "Nothing here but may.\n\nAnd Kyiv.",
    "",
)


@pytest.mark.parametrize("seed", range(8))
def test_it_is_right_after_any_sequence(project: Project, seed: int) -> None:
    rng = Random(seed)
    articles = [project.import_text(text or f"{seed} empty") for text in _TEXTS]
    memory = UntaggedMemory()
    for _ in range(40):
        article = rng.choice(articles)
        words = article.text.split()
        at = article.text.index(word := rng.choice(words))
        label = rng.choice(("source", "location", "figure"))
        with suppress(UserProblem):  # undo may have taken the very article back
            match rng.randrange(9):
                case 0 | 1 | 2 | 3:
                    project.annotate(article.id, at, at + len(word), label)
                case 4:
                    if mine := project.annotations(article.id):
                        project.bulk.remove([rng.choice(list(mine)).id])
                case 5:
                    project.undo()
                case 6:
                    project.redo()
                case 7:
                    project.silences.add(
                        Subject("untagged", word.casefold(), label),
                        spots=rng.choice([(), [(article.id, at, at + len(word))]]),
                    )
                case 8:
                    project.work_as(rng.choice(("Olena", "Mei")))
        everywhere = rng.random() < 0.3
        _, kept = project.inconsistencies.lists(memory=memory, everywhere=everywhere)
        assert kept == project.inconsistencies.untagged(everywhere=everywhere)


def test_zones_and_merged_labels_are_noticed(project: Project) -> None:
    article = project.import_text("Kyiv here.\n\nKyiv there.").id
    project.annotate(article, 0, 4, "location")
    memory = UntaggedMemory()

    def untagged() -> list[tuple[str, int]]:
        _, found = project.inconsistencies.lists(memory=memory)
        return [(one.subject.label, one.untagged) for one in found]

    assert untagged() == [("location", 1)]
    before = project.scheme
    project.schemes.save(merge_labels(before, "location", "source"), base=before)
    assert untagged() == [("source", 1)]
    project.details.set_zones(article, ["body", None, "boilerplate"])
    assert untagged() == []
    project.undo()
    project.undo()
    assert untagged() == [("location", 1)]


def test_only_what_has_changed_is_looked_through(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = [project.import_text(f"Kyiv {n} and Lviv.").id for n in range(20)]
    for article in articles:
        project.annotate(article, 0, 4, "location")
    looked: list[tuple[int, int]] = []

    def noted(session, numbers, forms, *rest):  # type: ignore[no-untyped-def]
        looked.append((len(numbers), len(forms)))
        return left_untagged(session, numbers, forms, *rest)

    monkeypatch.setattr(untagged_memory, "left_untagged", noted)
    memory = UntaggedMemory()
    list(project.inconsistencies.lists(memory=memory))
    assert looked == [(20, 1)]
    looked.clear()
    list(project.inconsistencies.lists(memory=memory))
    assert looked == []
    project.annotate(articles[2], 5, 6, "location")
    project.annotate(articles[3], 0, 6, "location")
    list(project.inconsistencies.lists(memory=memory))
    # All strings in two articles; two new ones are most of what is looked for.
    assert looked == [(20, 3)]
    looked.clear()
    # A new string is looked for in all others, all of them in the article where it is.
    text = project.article(articles[3]).text
    project.annotate(articles[3], at := text.index("Lviv"), at + 4, "location")
    list(project.inconsistencies.lists(memory=memory))
    assert looked == [(1, 4), (19, 1)]


def test_what_was_stopped_leaves_it_as_it_was(project: Project) -> None:
    for number in range(6):
        article = project.import_text(f"Kyiv {number}. Kyiv again.").id
        project.annotate(article, 0, 4, "location")
    memory = UntaggedMemory()

    def stop(done: int) -> None:
        if done > 500:
            raise UserProblem("enough")

    with pytest.raises(UserProblem):
        list(project.inconsistencies.lists(stop, memory=memory))
    _, found = project.inconsistencies.lists(memory=memory)
    assert [one.untagged for one in found] == [6]
