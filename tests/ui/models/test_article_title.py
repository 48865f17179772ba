"""Titles of any kind, in one line."""

from __future__ import annotations

from annotator import Project
from annotator.ui.hub import Hub
from annotator.ui.models.article_list import ArticleListModel
from annotator.ui.models.article_title import shown_title, side_by_side


def test_a_title_is_one_line_whatever_it_holds() -> None:
    assert shown_title(" a\u2028b\tc\nd ") == "a b c d"
    assert shown_title("x" * 5_000_000) == "x" * 300
    assert shown_title("") == shown_title(" \u2029") == "Without a title"


def test_an_arabic_outlet_does_not_take_the_day_along() -> None:
    assert side_by_side("", "قناة", "31 Dec") == "\u2068قناة\u2069 · \u206831 Dec\u2069"


def test_an_article_without_a_title_is_spoken_of(hub: Hub, project: Project) -> None:
    path = project.path.with_name("none.jsonl")
    path.write_text('{"text": "Words.", "title": ""}\n', encoding="utf-8")
    project.import_files([path])
    model = ArticleListModel(hub, hub)
    model.read_again()
    assert model.index(0).data() == "Without a title"
