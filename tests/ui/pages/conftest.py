"""What tests of the agreement page share: a page that shows a made-up report."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from annotator.model.agreement import AgreementReport
from annotator.ui.hub import Hub
from annotator.ui.pages.agreement import AgreementPage
from tests.ui.agreement_report import agreement_report


@pytest.fixture
def report() -> AgreementReport:
    return agreement_report()


@pytest.fixture
def page(hub: Hub, report: AgreementReport, qtbot: QtBot) -> AgreementPage:
    made = AgreementPage(hub)
    qtbot.addWidget(made)
    made.outdated = False
    made.resize(1440, 824)
    made.show()
    project = hub.project
    assert project is not None
    made.filters.offer(report.annotators, project.labels, ())
    made._asked = ((), (), "")
    made.show_report(report)
    return made
