"""Comments and their threads; examples that come from verdicts."""

from __future__ import annotations

import pytest

from annotator import Project
from annotator.app.review.examples import example
from annotator.model.comment import Comment, in_order
from annotator.model.identity import new_entity
from annotator.problems import UnknownNameError, UserProblem
from annotator.store.lines import item_content
from annotator.store.rows import COMMENT
from tests.app.review_people import PEOPLE, TEXT, entries, span, tag, unit_at


@pytest.fixture
def article(project: Project) -> str:
    made = project.import_text(TEXT).id
    for who in PEOPLE:
        tag(project, who, "The minister", "source")
    tag(project, "Ben", "Kyiv", "location")
    project.work_as("Olena")
    return made


def test_a_question_waits_until_it_is_answered(project: Project, article: str) -> None:
    reviewing = project.reviewing
    one = unit_at(project, article, "The minister")
    asked = reviewing.comment(article, " Which one?\r\n", one, "ask")
    assert (asked.text, asked.about, asked.after, asked.author) == (
        "Which one?", one.key, (), "Olena",
    )  # fmt: skip
    assert project.next_undo().title == "Ask"  # type: ignore[union-attr]
    after = unit_at(project, article, "The minister")
    assert (after.comments, after.asking, after.state) == (1, True, "open")
    assert reviewing.asking() == [[asked]]
    project.work_as("Ben")
    said = reviewing.comment(article, "Of energy.", one)
    assert said.after == (asked.id,)
    assert reviewing.asking() == []
    assert reviewing.thread(article, one) == [asked, said]
    again = reviewing.comment(article, "Sure?", one, "ask")
    assert unit_at(project, article, "The minister").asking
    closed = reviewing.comment(article, "", one, "resolve")
    assert closed.after == (again.id,)
    after = unit_at(project, article, "The minister")
    assert (after.comments, after.asking) == (4, False)
    project.undo()
    assert unit_at(project, article, "The minister").asking
    project.redo()
    assert not unit_at(project, article, "The minister").asking


def test_a_unit_has_the_threads_of_all_its_annotations(project: Project, article: str) -> None:
    """They stay together when the unit is answered, and when it falls apart."""
    reviewing = project.reviewing
    one = unit_at(project, article, "The minister")
    ids = sorted(annotation.id for annotation in one.unit.annotations)
    first = reviewing.comment(article, "Here.", ids[1], "ask")
    assert [reviewing.thread(article, identity) for identity in ids] == [[], [first], []]
    answer = reviewing.comment(article, "There.", one)
    assert (answer.about, answer.after) == (ids[0], (first.id,))
    assert reviewing.thread(article, one) == [first, answer]
    assert reviewing.thread(article, ids[1]) == [first, answer]
    assert reviewing.asking() == []
    owner = next(a.annotator for a in one.unit.annotations if a.id == ids[0])
    project.work_as(owner)
    project.delete(ids[0])
    assert not unit_at(project, article, "The minister").asking


def test_two_who_write_at_once_are_both_last(project: Project, article: str) -> None:
    """As if they had written on two machines: neither follows the other."""
    reviewing = project.reviewing
    reviewing.comment(article, "One.", None, "ask")
    number = project.session.article_number(article)
    body = dict[str, object](reviewing.thread(article)[0].as_json())
    with project.session.operation("Comment") as writer:
        content = body | {"text": "Two.", "act": "resolve"}
        writer.create(COMMENT, new_entity(), item_content(content), article=number)
    assert len(reviewing.asking()) == 1
    last = reviewing.comment(article, "Both.", None, "resolve")
    assert len(last.after) == 2
    assert reviewing.asking() == []


def test_only_ones_own_comment_is_changed_or_removed(project: Project, article: str) -> None:
    reviewing = project.reviewing
    mine = reviewing.comment(article, "One.")
    changed = reviewing.change_comment(mine.id, "Two.", "ask")
    assert (changed.text, changed.act, changed.created) == ("Two.", "ask", mine.created)
    assert reviewing.thread(article) == [changed]
    project.work_as("Ben")
    for verb in (
        lambda: reviewing.change_comment(mine.id, "Mine!"),
        lambda: reviewing.remove_comment(mine.id),
    ):
        with pytest.raises(UserProblem, match="Olena wrote that comment"):
            verb()
    project.work_as("Olena")
    reviewing.remove_comment(mine.id)
    assert reviewing.thread(article) == []
    with pytest.raises(UnknownNameError):
        reviewing.remove_comment(mine.id)
    project.undo()
    assert [one.text for one in reviewing.thread(article)] == ["Two."]


def test_a_comment_needs_words_and_something_to_be_about(project: Project, article: str) -> None:
    other = project.import_text("Another.").id
    kyiv = unit_at(project, article, "Kyiv").key
    for where, text, about, words in (
        (article, " \n", None, "needs some words"),
        (article, "x" * 10_001, None, "at most 10,000 characters"),
        (other, "x", kyiv, "not there"),
        ("ffffff", "x", None, "no article “ffffff”"),
    ):
        with pytest.raises(UserProblem, match=words):
            project.reviewing.comment(where, text, about)
    assert project.reviewing.comments() == []


def test_comments_of_a_hidden_article_are_ones_own(project: Project, article: str) -> None:
    project.reviewing.comment(article, "Olena's.", None, "ask")
    project.work_as("Ben")
    own = project.reviewing.comment(article, "Ben's.", unit_at(project, article, "Kyiv"))
    project.work_as("Olena")
    project.team.set_blind(True)
    project.work_as("Ben")
    assert project.reviewing.comments() == [own]
    assert project.reviewing.comments(article, asking=True) == []
    assert project.reviewing.thread(article) == []
    project.corpus.set_state(article, "done")
    assert len(project.reviewing.comments(article)) == 2
    assert len(project.reviewing.comments(article, asking=True)) == 1


def test_comments_stand_in_the_order_in_which_they_answer(project: Project, article: str) -> None:
    """Ids tell no order: those that were imported are any, and clocks of two computers differ."""
    asked = project.reviewing.comment(article, "Asked?", None, "ask")
    number = project.session.article_number(article)
    body = dict[str, object](asked.as_json())
    early = "2001-01-01T00:00:00+00:00"
    with project.session.operation("Comment") as writer:
        answer = body | {"text": "Answered.", "act": "say", "after": [asked.id], "created": early}
        # The id of a name is a hash: this one stands before all that are made of a moment.
        writer.create(COMMENT, bytes(16), item_content(answer), article=number)
    assert [one.text for one in project.reviewing.comments(article)] == ["Asked?", "Answered."]
    assert project.reviewing.comments() == project.reviewing.thread(article)


# Examples


def test_a_decided_unit_becomes_an_example_of_its_label(project: Project, article: str) -> None:
    reviewing = project.reviewing
    one = unit_at(project, article, "Kyiv")
    before = project.scheme
    words = "The minister said on Monday that about 600 square kilometers burned near [[Kyiv]]."
    assert reviewing.make_example(article, one, positive=True) == words
    assert project.scheme.version == before.version + 1
    assert project.scheme.label("location").examples.tag[-1] == words
    assert project.next_undo().title == "Add an example of location"  # type: ignore[union-attr]
    step = project.next_undo()
    reviewing.make_example(article, one, positive=True)
    assert project.next_undo() == step
    reviewing.make_example(article, one.key, positive=False)
    examples = project.scheme.label("location").examples
    assert words not in examples.tag
    assert examples.leave[-1] == words
    assert project.next_undo().title == "Add a counterexample of location"  # type: ignore[union-attr]
    project.undo()
    project.undo()
    assert project.scheme == before


def test_the_entry_of_the_consensus_is_the_example(project: Project, article: str) -> None:
    project.reviewing.edit(
        article, unit_at(project, article, "Kyiv"), label="source", fragments=[span("near Kyiv")]
    )
    project.reviewing.make_example(article, unit_at(project, article, "Kyiv"), positive=True)
    assert project.scheme.label("source").examples.tag[-1].endswith("burned [[near Kyiv]].")
    assert len(entries(project)) == 1


def test_only_the_owner_of_the_scheme_adds_examples(project: Project, article: str) -> None:
    project.work_as("Ben")
    with pytest.raises(UserProblem, match="The scheme is Olena's: only Olena can add examples"):
        project.reviewing.make_example(article, unit_at(project, article, "Kyiv"), positive=True)


@pytest.mark.parametrize(
    ("text", "fragments", "expected"),
    [
        ("One. Two three. Four.", [(5, 8)], "[[Two]] three."),
        ("One. Two three. Four.", [(0, 3), (9, 14)], "[[One]]. Two [[three]]."),
        ("One\ntwo", [(0, 7)], "[[One two]]"),
        ("a\n\nb c", [(3, 4)], "[[b]] c"),
        ("word " * 200 + "here " + "more " * 200, [(1000, 1004)],
         "… " + "word " * 23 + "[[here]] " + "more " * 23 + "more …"),
    ],
)  # fmt: skip
def test_the_sentence_of_an_example(
    text: str, fragments: list[tuple[int, int]], expected: str
) -> None:
    assert example(text, fragments, "en") == expected


def test_a_sentence_with_double_brackets_is_no_example() -> None:
    with pytest.raises(UserProblem, match="double brackets"):
        example("One [[two]] three.", [(0, 3)], None)


def test_comments_stand_by_their_time_and_none_before_what_it_answers() -> None:
    def said(name: str, minute: int, *after: str) -> Comment:
        return Comment(
            id=name,
            article="a",
            author="Ben",
            about=None,
            text=name,
            act="say",
            after=after,
            created=f"2026-02-12T10:{minute:02}:00.000Z",
            modified="",
        )

    # Ids of imported comments are any; the clock of who answered is slow.
    first, answer, last = said("z", 10), said("b", 5, "z"), said("a", 20, "b")
    assert in_order([last, answer, first]) == [first, answer, last]
    # Made by hand, two may be said to follow each other.
    assert in_order([said("x", 1, "y"), said("y", 2, "x")]) == [
        said("y", 2, "x"),
        said("x", 1, "y"),
    ]


def test_what_is_said_last_stands_last_whatever_ids_are(project: Project, article: str) -> None:
    reviewing, one = project.reviewing, unit_at(project, article, "The minister")
    number = project.session.article_number(article)
    for digits, minute in (("f", 1), ("e", 2)):
        body = {"about": one.key, "text": digits, "act": "say", "after": [],
                "created": f"2026-02-12T10:{minute:02}:00.000Z"}  # fmt: skip
        with project.session.operation("Import") as writer:
            entity = bytes.fromhex(digits * 12 + "4" + digits * 3 + "8" + digits * 15)
            writer.create(COMMENT, entity, item_content(body), article=number)
    reviewing.comment(article, "now", one)
    assert [comment.text for comment in reviewing.thread(article, one)] == ["f", "e", "now"]
