"""A window is pictured once it has come to rest."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from coachdesk.documents.kit import render_kit
from coachdesk.documents.renderer import Renderer
from coachdesk.errors import BugError, NotFoundError
from coachdesk.models.clients import count_clients, get_client
from coachdesk.models.entities.ids import ClientId
from coachdesk.theme import Theme
from coachdesk.tour import stage as stages
from coachdesk.tour.stage import Stage
from coachdesk.views.widgets.pdf_view import PdfView
from coachdesk.workspace import Workspace
from tests.documents.samples import recovery_kit


@pytest.fixture
def stage(tmp_path: Path, qapp: QApplication) -> Stage:
    return Stage(tmp_path, "light")


def test_a_picture_has_its_number_page_shade_and_size(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    label = QLabel("A quiet desk")
    qtbot.addWidget(label)
    stage.show(label)
    stage.picture("today", label)
    image = QImage(str(tmp_path / "01-today-light.png"))
    assert (image.width(), image.height()) == (1280, 800)
    assert stage.count == 1


def test_what_was_put_off_for_a_moment_is_in_the_picture(stage: Stage, qtbot: QtBot) -> None:
    label = QLabel("before")
    qtbot.addWidget(label)
    timer = QTimer(label)
    timer.setSingleShot(True)
    timer.timeout.connect(lambda: label.setText("after"))
    stage.show(label)
    timer.start(60)
    stage.settle(label)
    assert label.text() == "after"


def test_a_long_timer_holds_nothing_back(stage: Stage, qtbot: QtBot) -> None:
    label = QLabel("A notice goes away by itself")
    qtbot.addWidget(label)
    timer = QTimer(label)
    timer.setSingleShot(True)
    timer.start(600_000)
    stage.show(label)
    stage.settle(label)
    assert timer.isActive()


def test_a_page_is_not_pictured_before_it_is_painted(
    stage: Stage, qtbot: QtBot, theme: Theme, renderer: Renderer, tmp_path: Path
) -> None:
    view = PdfView(theme, "The kit")
    qtbot.addWidget(view)
    stage.show(view)
    view.show_pdf(render_kit(recovery_kit(), renderer).pdf)
    stage.picture("kit", view)
    pixels = QImage(str(tmp_path / "01-kit-light.png")).convertToFormat(QImage.Format.Format_Grayscale8)
    assert min(bytes(pixels.constBits())) < 80


def test_waiting_for_what_does_not_come_ends(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "_LONGEST_WAIT_MS", 20)
    with pytest.raises(BugError):
        stage.until(lambda: False)


def test_asking_returns_the_answer(stage: Stage, workspace: Workspace) -> None:
    assert stage.ask(workspace, count_clients) == 0


def test_asking_raises_what_the_store_raised(stage: Stage, workspace: Workspace) -> None:
    with pytest.raises(NotFoundError):
        stage.ask(workspace, lambda store: get_client(store, client_id=ClientId("nobody")))


def test_a_window_that_is_cleared_is_gone(stage: Stage, qapp: QApplication) -> None:
    label = QLabel("gone")
    gone: list[bool] = []
    label.destroyed.connect(lambda: gone.append(True))
    stage.show(label)
    stage.clear(label)
    assert gone == [True]
