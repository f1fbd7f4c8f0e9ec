"""The health card with a keeper that says what it is told."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from coachdesk.errors import DiskFullError, KnownError
from coachdesk.models.entities.health import AlteredRecord, HealthReport, LostRecord
from coachdesk.views.context import Context
from coachdesk.views.health_card import HealthCard
from tests.conftest import NOW

NOTES = LostRecord(template="Session {number} with {who}: private notes", number=4, who="Mira Solano")


class Keeper(QObject):
    changed = Signal()
    busy_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.is_busy = False
        self.report: HealthReport | None = None
        self.last_whole = None
        self.saved: list[Path] = []
        self.failure: KnownError | None = None

    def check(self) -> None:
        self.become(busy=True)

    def stop(self) -> None:
        self.become(busy=False)

    def become(self, *, busy: bool) -> None:
        self.is_busy = busy
        self.busy_changed.emit(busy)

    def say(self, report: HealthReport) -> None:
        self.report = report
        self.changed.emit()

    def save_readable(
        self,
        folder: Path,
        on_done: Callable[[tuple[LostRecord, ...]], None],
        *,
        origin: QObject,
        on_failed: Callable[[KnownError], None],
    ) -> None:
        assert origin is not None
        self.saved.append(folder)
        if self.failure is None:
            on_done(())
        else:
            on_failed(self.failure)


@pytest.fixture
def keeper() -> Keeper:
    return Keeper()


@pytest.fixture
def card(context: Context, keeper: Keeper, qtbot: QtBot, tmp_path: Path) -> HealthCard:
    folder = tmp_path / "MyPractice.coachdesk"
    made = HealthCard(context, keeper, folder, ask=lambda _parent, _title, start: start)
    qtbot.addWidget(made)
    made.show()
    return made


def test_before_the_first_check_that_is_said(card: HealthCard) -> None:
    assert card.state.text() == "This vault was not checked yet."
    assert (card.save.isVisible(), card.lost.isVisible()) == (False, False)


def test_a_check_shows_that_it_runs_and_can_be_stopped(card: HealthCard) -> None:
    card.check.click()
    assert (card.bar.isVisible(), card.stop.isVisible(), card.check.isVisible()) == (True, True, False)
    card.stop.click()
    assert (card.bar.isVisible(), card.stop.isVisible(), card.check.isVisible()) == (False, False, True)


def test_a_whole_vault_says_when_it_was_checked(card: HealthCard, keeper: Keeper) -> None:
    keeper.last_whole = NOW - timedelta(days=1)  # type: ignore[assignment]  # None before
    keeper.say(HealthReport(checked_at=NOW, is_whole=True))
    assert card.state.text().startswith("Checked ")
    assert card.state.text().endswith(": every page could be read.")


def test_what_is_lost_is_named(card: HealthCard, keeper: Keeper) -> None:
    keeper.say(HealthReport(checked_at=NOW, is_whole=False, lost=(NOTES,)))
    assert card.lost.text() == "•  Session 4 with Mira Solano: private notes"
    assert "These can't be read any more" in card.state.text()
    assert card.save.isVisible()


def test_an_agreement_that_is_not_what_was_signed_is_named(card: HealthCard, keeper: Keeper) -> None:
    altered = AlteredRecord(template="Version {number} of the agreement with {who}", number=1, who="Mira")
    keeper.say(HealthReport(checked_at=NOW, is_whole=True, altered=(altered,)))
    assert card.lost.text() == "•  Version 1 of the agreement with Mira"
    assert "not as they were signed" in card.state.text()
    assert not card.save.isVisible()


def test_a_long_list_is_cut(card: HealthCard, keeper: Keeper) -> None:
    keeper.say(HealthReport(checked_at=NOW, is_whole=False, lost=(NOTES,) * 50))
    assert len(card.lost.text().splitlines()) == 41
    assert card.lost.text().endswith("…")


def test_damage_that_costs_nothing_is_said_to_cost_nothing(card: HealthCard, keeper: Keeper) -> None:
    keeper.say(HealthReport(checked_at=NOW, is_whole=False))
    assert "nothing that you wrote" in card.state.text()
    assert not card.lost.isVisible()


def test_what_can_be_read_is_saved_beside(card: HealthCard, keeper: Keeper, tmp_path: Path) -> None:
    keeper.say(HealthReport(checked_at=NOW, is_whole=False, lost=(NOTES,)))
    card.save.click()
    assert keeper.saved == [tmp_path / "MyPractice saved 2026-05-14.coachdesk"]
    assert str(keeper.saved[0]) in card.problem.text()
    assert card.save.isEnabled()


def test_why_it_can_not_be_saved_is_said(card: HealthCard, keeper: Keeper) -> None:
    keeper.failure = DiskFullError()
    keeper.say(HealthReport(checked_at=NOW, is_whole=False))
    card.save.click()
    assert "not enough room" in card.problem.text()


def test_a_question_that_is_left_does_nothing(
    context: Context, keeper: Keeper, qtbot: QtBot, tmp_path: Path
) -> None:
    card = HealthCard(context, keeper, tmp_path, ask=lambda *_: None)
    qtbot.addWidget(card)
    keeper.say(HealthReport(checked_at=NOW, is_whole=False))
    card.save.click()
    assert keeper.saved == []
