"""An annotation over a whole article: what is shown of its words is what one can see."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from annotator import Project
from annotator.ui.desk import Desk
from annotator.ui.models.annotation_list import AnnotationListModel, Role
from annotator.ui.panels.form.editors.figure import FigureEditor
from annotator.ui.widgets.quote import Quote

from .form_hand import Form

TEXT = "600 goats 🐐 crossed the Orlova. " * 9_000


def test_the_list_and_the_form_show_its_beginning(
    form: Form, desk: Desk, project: Project, qtbot: QtBot
) -> None:
    article = project.import_text(TEXT)
    made = project.annotate(article.id, 0, len(article.text), "figure").id
    desk.open_article(article.id)
    model = AnnotationListModel(desk)
    row = model.index(0).data(Role.ROW)
    assert row.quote.startswith("600 goats")
    assert len(row.quote) <= 400
    form.select(made)
    body = form.panel.body
    assert body is not None
    assert body.grid is not None
    (figure,) = (one for one in body.grid.editors if isinstance(one, FigureEditor))
    # So many words say no figure.
    assert figure._proposal is None
    model.deleteLater()


def test_a_quote_is_cut_and_its_tooltip_too(qtbot: QtBot) -> None:
    quote = Quote(lines=4)
    qtbot.addWidget(quote)
    quote.set_text(TEXT)
    assert len(quote.toolTip()) <= 2_000
    assert quote.toolTip().endswith("…")
    assert quote.heightForWidth(300) == 4 * quote.heightForWidth(10_000_000)
