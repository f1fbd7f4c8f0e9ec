from PySide6.QtGui import QAction

from coachdesk.models import summaries
from coachdesk.models.entities.prompt import Lens
from coachdesk.models.entities.session import Session
from coachdesk.models.lens_names import name_lenses
from coachdesk.models.session_details import set_lenses
from tests.drivers.sessions import SessionDriver, Vault


def menu(coach: SessionDriver) -> dict[str, QAction]:
    """Open the menu."""
    opened = coach.view.themes.lens.menu()
    opened.aboutToShow.emit()
    return {action.text(): action for action in opened.actions()}


def kept(vault: Vault, now: Session) -> tuple[str, ...]:
    return vault.page(now).session.lens_tags


def test_lenses_are_chosen_and_left_again(vault: Vault, coach: SessionDriver, now: Session) -> None:
    for name in ("learning and results", "foundation"):
        menu(coach)[name].trigger()
        vault.settle()
    assert kept(vault, now) == ("foundation", "learning")
    assert coach.view.themes.lens.text() == "Lens: foundation, learning and results"
    menu(coach)["foundation"].trigger()
    vault.settle()
    assert kept(vault, now) == ("learning",)


def test_lenses_are_taken_back_one_after_the_other(vault: Vault, coach: SessionDriver, now: Session) -> None:
    for name in ("learning and results", "foundation"):
        menu(coach)[name].trigger()
        vault.settle()
    coach.take_back()
    assert kept(vault, now) == ("learning",)
    assert coach.view.themes.lens.text() == "Lens: learning and results"
    coach.take_back()
    assert (kept(vault, now), coach.view.themes.lens.text()) == ((), "Choose a lens")


def test_what_is_chosen_is_said_with_the_coachs_own_name(
    vault: Vault, coach: SessionDriver, now: Session
) -> None:
    vault.do(lambda store: name_lenses(store, names={Lens.LEARNING: "what it brings"}))
    vault.do(lambda store: set_lenses(store, session_id=now.id, lenses=(Lens.LEARNING,)))
    coach.panel.refresh()
    vault.settle()
    assert coach.view.themes.lens.text() == "Lens: what it brings"
    assert menu(coach)["what it brings"].isChecked()


def test_no_summary_tells_of_a_lens(vault: Vault, now: Session) -> None:
    vault.do(lambda store: name_lenses(store, names={Lens.LEARNING: "Zanzibarit"}))
    vault.do(lambda store: set_lenses(store, session_id=now.id, lenses=(Lens.LEARNING,)))
    told = repr(vault.do(lambda store: summaries.shared_summary(store, now.id, language="en")))
    assert "Zanzibarit" not in told
    assert "learning" not in told
