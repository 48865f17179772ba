"""The methods paragraph says what was done, and follows what was chosen."""

from __future__ import annotations

from annotator.agreement.methods import Setting, methods
from annotator.model.agreement import LeftOut

SETTING = Setting(
    articles=31,
    people=5,
    pairs=1271,
    labels=(),
    since="",
    left_out=(
        LeftOut("articles", 9, "only one annotator"),
        LeftOut("pairs of annotators", 1, "no article in common"),
    ),
    resamples=2000,
    seed=7,
    measures={"unitizing_alpha", "f1_exact", "cohen_kappa", "value_alpha"},
    made_by="Annotator 1.2.3",
    day="2026-11-23",
)


def test_the_whole_paragraph() -> None:
    assert methods(SETTING) == (
        "Krippendorff’s α for unitising (Krippendorff, Mathet, Bouvry and Widlöcher 2016) over 31 "
        "articles marked by at least two of five annotators; 1,271 pairs of spans; nominal labels; "
        "edges counted in characters; 95 % intervals from 2,000 bootstrap resamples of articles "
        "(percentiles, seed 7). Left out: 9 articles (only one annotator) and 1 pair of annotators "
        "(no article in common). Spans of two annotators are paired one to one for the largest sum "
        "of overlaps (Jaccard index); F1 counts pairs with the same label and the same edges, or "
        "the same label and any overlap, over all pairs of annotators. On words: Cohen’s κ (1960) "
        "for two annotators; a word has the label of the smallest span that covers any of it, or "
        "none, and for one label by itself it is in such a span or not. On values of spans that "
        "were matched and have the same label: Krippendorff’s α (2011), interval for numbers and "
        "nominal for choices. Worked out with Annotator 1.2.3 on 2026-11-23."
    )


def test_it_follows_the_filters() -> None:
    words = methods(
        SETTING._replace(
            people=2, articles=1, labels=("Figure", "Source"), since="2026-09-08", left_out=(),
            resamples=0, measures={"unitizing_alpha", "gamma", "semeval_type", "fleiss_kappa"},
        )
    )  # fmt: skip
    assert "over one article marked since 2026-09-08 by two annotators" in words
    assert "labels Figure and Source only" in words
    for name in ("Mathet, Widlöcher and Métivier (2015)", "SemEval-2013", "Fleiss’ κ (1971"):
        assert name in words
    for name in ("interval", "Left out", "F1 counts", "Cohen"):
        assert name not in words
    others = methods(SETTING._replace(measures={"f1_exact"}))
    assert others.startswith(
        "Agreement over 31 articles marked by at least two of five annotators;"
    )


def test_without_an_article_there_is_nothing_to_describe() -> None:
    words = methods(SETTING._replace(articles=0))
    assert words.startswith("Agreement could not be measured: no article was marked by two")
    assert words.endswith("Worked out with Annotator 1.2.3 on 2026-11-23.")
