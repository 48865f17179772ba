"""Values of our own write down only what is not at its default."""

from __future__ import annotations

from annotator.model.article import Article, ArticleSource
from annotator.model.values import compact
from annotator.text.zone import Zone


def test_a_compact_value_leaves_defaults_out() -> None:
    assert compact(ArticleSource()) == {}
    assert compact(ArticleSource(name="a.txt", nul=2)) == {"name": "a.txt", "nul": 2}


def test_json_of_an_article_has_the_fields_of_the_contract() -> None:
    article = Article(id="ab", title="T", text="T\n\nx", zones=(Zone(0, 1, "headline"),))
    assert article.as_json() == {
        "id": "ab",
        "title": "T",
        "text": "T\n\nx",
        "zones": [{"start": 0, "end": 1, "role": "headline"}],
        "url": None,
        "outlet": None,
        "byline": None,
        "published": None,
        "language": None,
    }
    assert "T\n\nx" not in repr(article)
