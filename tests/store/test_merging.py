"""A merge takes over what is new, as one step, and tells exactly what it brings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from annotator import Project
from annotator.model.identity import fixed_entity
from annotator.store.lines import item_content
from annotator.store.rows import COMMENT
from tests.store.replicas import (
    OTHER,
    TEXT,
    everything,
    first,
    forged,
    lines,
    parcel,
    root,
    send,
    state,
    take,
)


def test_what_comes_is_counted(olena: Project, ben: Project) -> None:
    ben.annotate(first(ben).id, 22, 29, "figure")
    other = ben.import_text(OTHER)
    ben.annotate(other.id, 0, 3, "source")
    gone = ben.annotate(other.id, 4, 7, "source")
    ben.delete(gone.id)
    brought, changes = take(olena, send(ben))
    # Ben himself, an article, three tags and a tombstone; the scheme, Olena, her article, her tag.
    assert (brought.new, brought.known, brought.pending, brought.ignored) == (6, 4, 0, {})
    assert brought.new_by_kind == {"annotation": 4, "article": 1, "annotator": 1}
    assert brought.new_by_label == {"figure": 1, "source": 1}
    assert (brought.annotations, brought.conflicts) == (2, [])
    assert [olena.session.database.coder.article_id(n) for n in brought.new_articles] == [other.id]
    assert len(brought.articles) == 2
    assert changes is not None
    assert changes.act == "merge"
    assert changes.touches("article", other.id)
    assert changes.touches("annotation", first(olena).id)
    assert [hit.article for hit in olena.search("東京")] == [other.id]
    assert state(olena) == state(ben)


def test_a_preview_says_the_same_and_writes_nothing(olena: Project, ben: Project) -> None:
    ben.annotate(ben.import_text(OTHER).id, 0, 3, "source")
    before = everything(olena)
    preview, changes = take(olena, send(ben), dry=True)
    assert changes is None
    assert everything(olena) == before
    assert take(olena, send(ben))[0] == preview
    assert everything(olena) != before


def test_nothing_new_leaves_no_trace(olena: Project, ben: Project) -> None:
    ben.annotate(first(ben).id, 22, 29, "figure")
    take(olena, send(ben))
    before = everything(olena)
    brought, changes = take(olena, send(ben))
    assert (brought.new, changes) == (0, None)
    assert everything(olena) == before


def test_several_parcels_are_one_step(olena: Project, ben: Project, laptop: Project) -> None:
    ben.annotate(first(ben).id, 22, 29, "figure")
    laptop.annotate(first(laptop).id, 42, 46, "location")
    brought, _ = take(olena, send(ben), send(laptop), send(ben))
    assert brought.annotations == 2
    assert len(olena.annotations()) == 3
    olena.undo()
    assert len(olena.annotations()) == 1


def test_new_articles_stand_in_the_order_in_which_they_were_taken_in(
    olena: Project, ben: Project
) -> None:
    texts = [f"{word} said so." for word in ("Zoë", "Ada", "Mia", "Bo")]
    ids = [ben.import_text(text).id for text in texts]
    take(olena, send(ben))
    assert [article.id for article in olena.articles()][1:] == ids


def test_what_looks_at_a_merge_writes_within_it(olena: Project, ben: Project) -> None:
    ben.annotate(first(ben).id, 22, 29, "figure")
    other = fixed_entity("test", "x")

    def look(writer: Any, brought: Any) -> None:
        assert brought.annotations == 1
        body: dict[str, Any] = {
            "about": None,
            "text": "Thanks!",
            "act": "say",
            "after": [],
            "created": "",
        }
        writer.create(COMMENT, other, item_content(body), article=brought.articles[0])
        writer.title = "Merge of Ben's"

    before = state(olena)
    journal = olena.session.journal
    journal.merge([send(ben)], olena.annotator, "Merge", '{"file":"x"}', look=look)
    assert next(iter(olena.history())).title == "Merge of Ben's"
    run = olena.session.database.connection.execute
    assert run("SELECT body FROM merged").fetchall() == [('{"file":"x"}',)]
    assert run("SELECT count(*) FROM item WHERE entity=?", (other,)).fetchone() == (1,)
    olena.undo()
    assert state(olena) == before


def test_progress_is_told_and_may_stop(olena: Project, ben: Project, tmp_path: Path) -> None:
    spans = [{"start": 0, "end": 5, "label": "figure", "note": str(n)} for n in range(2_500)]
    file = tmp_path / "many.jsonl"
    file.write_bytes(orjson.dumps({"text": TEXT, "annotations": spans}))
    ben.import_files([file])
    before = everything(olena)
    heard: list[int] = []

    def stop(count: int) -> None:
        heard.append(count)
        if count == 2_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        olena.session.journal.merge([send(ben)], olena.annotator, "Merge", "{}", progress=stop)
    assert heard == [1_000, 2_000]
    assert everything(olena) == before


def test_what_came_by_a_merge_is_known_to_an_import(
    olena: Project, ben: Project, tmp_path: Path
) -> None:
    tag = ben.annotate(first(ben).id, 22, 29, "figure")
    (last,) = ben.session.database.connection.execute("SELECT max(n) FROM revision").fetchone()
    ben.update(tag.id, note="later")
    out = tmp_path / "ben.jsonl"
    ben.export(out, format="jsonl", annotators=["Ben"])
    take(olena, send(ben, since=last))
    report = olena.import_files([out])
    assert [one.reason for one in report.skipped] == [
        f"figure 22–29: {tag.id} has come in part only; merge the rest first"
    ]
    take(olena, send(ben))
    edit = forged(
        next(
            line
            for line in lines(olena).values()
            if orjson.loads(line)["entity"] == tag.id and orjson.loads(line)["seq"] == 2
        ),
        author="Olena",
        op="tombstone",
        body=None,
    )
    take(olena, parcel(edit))
    report = olena.import_files([out])
    assert (report.known, report.skipped) == (1, ())


def test_people_stand_in_one_order_whoever_came_first(olena: Project, ben: Project) -> None:
    """Or a comparison of the same work would say left and right otherwise on every machine."""
    named = [
        root("annotator", fixed_entity("annotator", name), name, {"name": name, "kind": "person"})
        for name in ("Zoe", "Amy", "Cem")
    ]
    for project, order in ((olena, named), (ben, named[::-1])):
        for one in order:
            take(project, parcel(one))
    names = [one.name for one in olena.annotators()]
    assert [one.name for one in ben.annotators()] == names
    assert sorted(names) == ["Amy", "Cem", "Olena", "Zoe"]
